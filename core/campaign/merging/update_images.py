"""Updates images from their files: what others changed there comes into the workspace.

Opening a campaign and exporting it do this image by image, with the same decisions. An export notes
only what it merges: it may be cancelled, and leaves the workspace as it was then. So it alone
leaves stamps of files that hold what they held, and a broken file of an image without annotations.
What becomes of annotations whose file was deleted, each decides for itself.
"""

from __future__ import annotations

from collections.abc import Collection

from ...base.model import Image, ImageState, Problem, Task
from ...store.folder import CampaignFolder
from ...workspace.repository import Repository
from ..file_changes import broken_problem
from ..reading.folder_reader import FolderReader, parse_file
from ..reading.folder_rows import FolderRows
from ..reading.removed_files import Removals
from .folder_merge import FolderMerge
from .row_writer import RowWriter


class ImageUpdates:
    """One pass over the images of a workspace, within its transaction.

    What was merged, and what could not be, is in ``merge`` afterwards.
    """

    def __init__(
        self,
        workspace: Repository,
        folder: CampaignFolder,
        merge: FolderMerge,
        edits: Collection[str],
        is_opening: bool,
    ) -> None:
        """``edits`` are the images with edits. ``is_opening``: stamps are noted, too, and a broken
        file of an image without annotations is stored with its problems, as if it were read for the
        first time; otherwise it is only reported."""
        self._workspace = workspace
        self._folder = folder
        self._merge = merge
        self._edits = edits
        self._is_opening = is_opening
        self._reader = FolderReader(folder)
        self._new_rows = FolderRows(workspace.new_rows())
        self._removals = Removals(workspace, folder, edits)
        stored = workspace.open_edit_texts()
        self._has_open_edits = any(task.value in stored for task in Task)

    def update(self, image: Image) -> bool:
        """Updates an image, completely or not at all.

        Returns False where its file was deleted, other than by a write of ours with a backup: the
        image is as before then.
        """
        path = image.geojson
        if path is None:
            return True
        if not self._merge.is_changed(path):
            if self._is_opening:
                self._merge.note_stamp(path)
            return True
        if self._folder.stamp(path) is None:
            return self._forget(image, path)
        if image.path in self._edits or self._needs_base(path):
            self._merge.merge(image)
            return True
        return self._take_over(image, path)

    def _needs_base(self, path: str) -> bool:
        """Whether a file is merged although nobody edited its image here: who wrote it may not have
        read what we exported, or somebody has open edits, which refer to rows. Not where the
        content that was read is not known any more (see `restore_lists`)."""
        is_needed = self._has_open_edits or self._workspace.is_exported(path)
        return is_needed and not self._workspace.has_content(path, None)

    def _forget(self, image: Image, path: str) -> bool:
        if not self._removals.forget(image):
            return False
        self._merge.merged.append(path)
        return True

    def _take_over(self, image: Image, path: str) -> bool:
        """Reads a file that others changed, of an image without edits here. Where it can't be read
        any more, or was left broken, the rows stay: the workspace may have the last whole copy. The
        next update tries again."""
        file = self._reader.fetch_file(path)
        if file is None:
            return self._forget(image, path)
        if isinstance(file, Problem):
            self._merge.problems.append(file)
            return True
        rows = self._workspace.annotations(image.path)
        content = parse_file(path, file)
        if content.broken is not None and (len(rows) or not self._is_opening):
            self._merge.problems.append(broken_problem(path, content.broken))
            return True
        self._workspace.forget(path)
        self._new_rows.add_file(path, file, content.problems)
        RowWriter(self._workspace, image.path).replace(rows, content.annotations)
        settle(self._workspace, image, content.is_verified)
        self._merge.merged.append(path)
        return True


def settle(workspace: Repository, image: Image, is_verified: bool) -> None:
    """Records that an image is as its file has it, which may say that it was verified empty."""
    if is_verified and workspace.state(image.path) is ImageState.TODO:
        workspace.set_state(image.path, ImageState.EMPTY)
    workspace.clear_changes(image.path)
