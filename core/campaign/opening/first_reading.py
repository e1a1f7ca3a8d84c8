"""Fills a new workspace from its folder."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from qgis.core import QgsFeedback

from ...formats.scaneo.labels import LABELS_FILE, unlisted
from ...store.folder import CampaignFolder
from ...workspace.workspace import Workspace
from ..listing import Listing
from ..long_work import prefetched, tracked
from ..reading.folder_reader import FolderReader, parse_image
from ..reading.folder_rows import FolderRows
from ..reading.moved_images import note_image_files


def fill_new(
    workspace: Workspace, folder: CampaignFolder, listing: Listing, feedback: QgsFeedback
) -> None:
    """Reads a whole folder into a new workspace, within its transaction.

    :raises Cancelled: where the feedback was cancelled.
    """
    reader, rows = FolderReader(folder), FolderRows(workspace.new_rows())
    listed = rows.add_labels(reader.fetch_file(LABELS_FILE))
    # Another thread reads the next images' files while this one parses annotations.
    with ThreadPoolExecutor(1) as pool:
        fetched = prefetched(pool, reader.fetch_image, listing.images)
        for image in tracked(fetched, len(listing.images), feedback):
            rows.add_read(parse_image(image))
    for path in listing.orphans:
        rows.add_file(path, reader.fetch_file(path))
    # Without a spai.json, the labels are those that annotations use.
    workspace.set_labels(listed.labels if listed.found else unlisted((), workspace.used_labels()))
    note_image_files(workspace, folder, listing.images)
