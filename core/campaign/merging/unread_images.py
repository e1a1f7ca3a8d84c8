"""Reads images that an opening has left unread, each once, in short transactions.

The dock opens a large campaign with its first image, and the others are read behind while somebody
labels. Until then they have no footprint, no file and no annotations in the workspace, as images
have that are new in the folder: so whoever stops in the middle leaves a workspace that is right as
far as it goes, and the next opening goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple, Optional

from qgis.core import QgsFeedback

from ...base.errors import Cancelled
from ...base.garbage import no_collection_of_garbage
from ...base.model import Counts, Image, ImageMark, Problem
from ...images.files.image_file import ImageFile, read_image_files
from ...store.folder import CampaignFolder
from ...workspace.repository import Repository, keeping_open_edits
from ..reading.folder_reader import FolderReader, ImageRead
from ..reading.folder_rows import FolderRows
from ..reading.replaced_images import fingerprints_beside
from .folder_merge import FolderMerge, always
from .update_images import ImageUpdates, settle

_ANNOTATIONS = 200  # in one transaction: whoever saves waits for its end
_IMAGES = 10


@dataclass(frozen=True)
class ReadImages:
    """Images that are read by now: counts and marks by name, and those with edits."""

    counts: Mapping[str, Counts]
    marks: Mapping[str, ImageMark]
    edited: AbstractSet[str]


@no_collection_of_garbage()
def read_images(
    workspace: Repository,
    names: Sequence[str],
    feedback: QgsFeedback,
    is_over: Callable[[], bool] = lambda: False,
) -> ReadImages:
    """Reads those of the images that are unread, until it is cancelled, or ``is_over`` says so: one
    at least.

    Returns all that are read by then, also those that somebody else has read meanwhile.

    :raises WorkspaceError: where the workspace can't be written; what was read before stays.
    """
    unread = workspace.unread(names)
    left = {image.path for image in unread}
    reading = _Reading(workspace)
    for batch in _batches(reading.read_each(unread, lambda: feedback.isCanceled() or is_over())):
        left -= reading.store(batch)
        feedback.setProgress(100 * (1 - len(left) / len(names)))
    done = [name for name in names if name not in left]
    counts = workspace.counts(done)
    return ReadImages(
        {name: counts.get(name, {}) for name in done},
        {name: workspace.mark(name) for name in done},
        workspace.changes().keys() & set(done),
    )


def read_rest(workspace: Repository, feedback: QgsFeedback) -> ReadImages:
    """Reads all images that are still unread.

    :raises WorkspaceError: where the workspace can't be written; what was read before stays.
    :raises Cancelled: where the feedback was cancelled; what was read stays.
    """
    read = read_images(workspace, [image.path for image in workspace.unread()], feedback)
    if feedback.isCanceled():
        raise Cancelled
    return read


class _Fresh(NamedTuple):
    """An image that was read, and the fingerprints of its files from before."""

    image: Image
    read: ImageRead
    image_files: Mapping[str, ImageFile]
    beside: Mapping[str, str]


class _Reading:
    """Reads images outside of any transaction, and stores them, a few in each."""

    def __init__(self, workspace: Repository) -> None:
        self._workspace = workspace
        self._folder: CampaignFolder = workspace.folder()
        self._reader = FolderReader(self._folder)

    def read_each(self, images: Iterable[Image], is_over: Callable[[], bool]) -> Iterator[_Fresh]:
        """One after the other. Fingerprints are taken first, so that a file that changes while it
        is read counts as changed."""
        for image in images:
            image_files = read_image_files(self._folder, [image.path], {})
            beside = fingerprints_beside(self._folder, [image.path])
            yield _Fresh(image, self._reader.read_image(image), image_files, beside)
            if is_over():
                return

    def store(self, batch: Sequence[_Fresh]) -> AbstractSet[str]:
        """Stores those that nobody else has stored meanwhile, in one transaction; returns which are
        read by then. One that has another annotation file by now stays unread."""
        workspace = self._workspace
        names = [one.image.path for one in batch]
        with workspace.transaction(), keeping_open_edits(workspace):
            unread = workspace.unread(names)
            fresh = [one for one in batch if one.image in unread]
            left = {image.path for image in unread} - {one.image.path for one in fresh}
            edits = workspace.changes()
            rows = FolderRows(workspace.new_rows())
            for one in fresh:
                if one.image.path in edits or _is_known(workspace, one.image):
                    self._merge(rows, one, edits)
                else:
                    footprint = _locate(workspace, rows, one)
                    rows.add_annotations(one.image, footprint, one.read.file, one.read.content)
                    settle(workspace, one.image, one.read.content.is_verified)
                workspace.note_image_files({}, one.image_files, ())
                workspace.note_beside_images({}, one.beside)
            workspace.forget_unread([one.image.path for one in fresh])
        return set(names) - left

    def _merge(self, rows: FolderRows, one: _Fresh, edits: Mapping[str, int]) -> None:
        """Somebody has edited it, or it was exported, although it was never shown: with another
        program, say."""
        _locate(self._workspace, rows, one)
        merge = FolderMerge(self._workspace, self._folder, always(None))
        ImageUpdates(self._workspace, self._folder, merge, edits, is_opening=True).update(one.image)


def _is_known(workspace: Repository, image: Image) -> bool:
    """Whether something was read of an image's file."""
    return image.geojson is not None and not workspace.has_content(image.geojson, None)


def _locate(workspace: Repository, rows: FolderRows, one: _Fresh) -> Optional[bytes]:
    """Stores where an image lies, or why nobody knows, and returns the footprint."""
    found = one.read.footprint
    if isinstance(found, Problem):
        rows.add_problems([found])
        return None
    workspace.set_footprint(one.image.path, found)
    return found


def _batches(images: Iterable[_Fresh]) -> Iterator[Sequence[_Fresh]]:
    """As many as one transaction stores."""
    batch: list[_Fresh] = []
    count = 0
    for one in images:
        batch.append(one)
        count += len(one.read.content.annotations)
        if count >= _ANNOTATIONS or len(batch) >= _IMAGES:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch
