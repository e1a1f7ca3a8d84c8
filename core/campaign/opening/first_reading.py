"""Fills a new workspace from its folder: with all of it, or with what somebody begins with."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Optional

from qgis.core import QgsFeedback

from ...base.model import Image, ImageMark
from ...formats.scaneo.content import has_no_feature
from ...formats.scaneo.labels import LABELS_FILE, read_labels, unlisted
from ...store.folder import CampaignFolder
from ...workspace.workspace import NewWorkspace
from ..file_changes import try_read
from ..listing import Listing
from ..long_work import prefetched, tracked
from ..reading.folder_reader import FolderReader, pack_fetched, parse_image
from ..reading.folder_rows import FolderRows
from ..reading.moved_images import note_image_files

_FEW = 25  # images of a campaign that is read at once, if their files are small
_SMALL = 10**6  # bytes: stored in a part of a second, for which those who save would wait
_TRIED = 20  # images among which the first one with annotations is looked for


def images_to_begin_with(folder: CampaignFolder, listing: Listing) -> Sequence[Image]:
    """The images that are read before somebody begins to label: the first one with annotations,
    and those whose files are too large to be read behind. All of them where they are few, and where
    no spai.json says what the labels are: these are what annotations use then."""
    sizes = {image: _size(folder, image) for image in listing.images}
    is_small = len(sizes) <= _FEW and sum(sizes.values()) <= _SMALL
    labels, _ = try_read(folder, LABELS_FILE)
    if is_small or labels is None or not read_labels(bytes(labels)).found:
        return listing.images
    tried = [image for image, size in sizes.items() if size][:_TRIED]
    first = next((image for image in tried if _is_annotated(folder, image)), listing.images[0])
    return [image for image, size in sizes.items() if image is first or size > _SMALL]


def _size(folder: CampaignFolder, image: Image) -> int:
    """The size of an image's annotation file in bytes, 0 where there is none."""
    stamp = None if image.geojson is None else folder.stamp(image.geojson)
    return 0 if stamp is None else stamp.size


def _is_annotated(folder: CampaignFolder, image: Image) -> bool:
    data, _ = try_read(folder, image.geojson or "")
    return data is not None and not has_no_feature(bytes(data))


def fill_new(
    new: NewWorkspace,
    folder: CampaignFolder,
    listing: Listing,
    feedback: QgsFeedback,
    now: Optional[Sequence[Image]] = None,
) -> None:
    """Reads a folder into a new workspace. Of its images, only those of ``now`` are read, where
    they are given; the others are `unread`.

    :raises Cancelled: where the feedback was cancelled.
    """
    now = listing.images if now is None else now
    are_read = set(now)
    later = [image for image in listing.images if image not in are_read]
    reader = FolderReader(folder)
    with new.filling() as new_rows:
        rows = FolderRows(new_rows)
        listed = rows.add_labels(reader.fetch_file(LABELS_FILE))
        with ThreadPoolExecutor(1) as pool:
            fetched = prefetched(pool, pack_fetched, map(reader.fetch_image, now))
            for each in tracked(fetched, len(now), feedback):
                rows.add_read(parse_image(each))
        for path in listing.orphans:
            rows.add_file(path, reader.fetch_file(path))
        for image in later:
            new_rows.add_image(image, None, ImageMark())
    with new.finishing() as workspace:
        # Without a spai.json, the labels are those that annotations use.
        used = listed.labels if listed.found else unlisted((), workspace.used_labels())
        workspace.set_labels(used)
        note_image_files(workspace, folder, now)
        if later:
            workspace.note_unread([image.path for image in later])
