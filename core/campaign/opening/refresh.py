"""Updates an existing workspace from its folder: edits stay, what is new is read."""

from __future__ import annotations

import os
from typing import Optional

from qgis.core import QgsFeedback

from ...base.messages import message
from ...base.model import Image, Problem, Severity, Task
from ...formats.scaneo.labels import LABELS_FILE, unlisted
from ...store.folder import CampaignFolder
from ...workspace.repository import Repository
from ..listing import IMAGE_MISSING, Listing
from ..long_work import go_on, tracked
from ..merging.folder_merge import FolderMerge, Pick
from ..merging.update_images import ImageUpdates, settle
from ..reading.folder_reader import FileRead, FolderReader, parse_file
from ..reading.folder_rows import FolderRows
from ..reading.unlocated import located_problem


class Refresh:
    """One pass over the folder of a workspace, within its transaction.

    ``merging`` has afterwards what was merged, and which conflicts are open.
    """

    def __init__(
        self, workspace: Repository, folder: CampaignFolder, pick: Pick, feedback: QgsFeedback
    ) -> None:
        self._workspace = workspace
        self._folder = folder
        self._feedback = feedback
        self._reader = FolderReader(folder)
        self._new_rows = FolderRows(workspace.new_rows())
        self.folder_merge = FolderMerge(workspace, folder, pick, check=go_on(feedback))
        self._edits = workspace.changes()
        self._updates = ImageUpdates(
            workspace, folder, self.folder_merge, self._edits, is_opening=True
        )
        self._known = {image.path: image for image in workspace.images()}
        self._owners = {image.geojson: image.path for image in self._known.values()}
        self._problems: list[Problem] = []

    def run(self, listing: Listing) -> list[Problem]:
        """Reads what is new, and returns what could not be merged. Images that are unread stay so:
        see `unread_images`."""
        unread = set(self._workspace.unread())
        unlocated = self._workspace.images_without_footprint()
        for listed in tracked(listing.images, len(listing.images), self._feedback):
            image = self._settled(listed)
            if image in unread:
                continue
            if self._is_row_lost(image):
                self._put_back(image)
            elif image != self._known.get(image.path):
                self._take_up(image)
                continue
            if image.path not in unlocated or self._locate(image):
                self._refresh_annotations(image)
        for path in listing.orphans:
            if path not in self._owners:
                self.folder_merge.read_orphan(path)
        present = {image.path for image in listing.images}
        if not self._known.keys() <= present:
            for image in self._workspace.images():
                if image.path not in present:
                    self._miss(image)
        if not self.folder_merge.is_changed(LABELS_FILE):
            self.folder_merge.note_stamp(LABELS_FILE)
        if not self.folder_merge.merge_labels():
            self._keep_labels()
        return [*self._problems, *self.folder_merge.problems]

    def _miss(self, image: Image) -> None:
        """Handles an image that was deleted. If its file was deleted too, and it has no edits, it
        is removed."""
        file_gone = image.geojson is None or self._folder.stamp(image.geojson) is None
        if file_gone and image.path not in self._edits:
            self._workspace.remove_annotations(image.path)
            self._workspace.remove_image(image.path)
            self._workspace.clear_changes(image.path)
            if image.geojson is not None:
                self._workspace.forget(image.geojson)
            return
        self._refresh_annotations(image)
        what = IMAGE_MISSING
        mend = message("refresh.put-back", "Put it back, or export to another folder.")
        if os.path.isfile(self._folder.path / image.path):
            what = message(
                "refresh.mask",
                "It looks like the mask of an image, but it was edited here: it stays an image.",
            )
            mend = message("refresh.rename", "Export its edits; rename it if it is no mask.")
        self._problems.append(Problem(image.path, what, mend, severity=Severity.WARNING))

    def _settled(self, image: Image) -> Image:
        """The image with its annotation file: one with edits keeps the file that it had."""
        before = self._known.get(image.path)
        if before is not None and before.geojson is not None and image.path in self._edits:
            return before
        owner = self._owners.get(image.geojson, image.path)
        if image.geojson is None or owner == image.path or owner not in self._edits:
            return image
        what = message(
            "refresh.owned",
            "Its annotation file {file} belongs to {owner}, whose edits wait.",
            file=image.geojson,
            owner=owner,
        )
        mend = message("refresh.export", "Export them, and open the folder again.")
        self._problems.append(Problem(image.path, what, mend))
        return Image(image.path, None)

    def _is_row_lost(self, image: Image) -> bool:
        """Whether its file was read before, and another program has deleted or changed its row."""
        if image.geojson is None or image == self._known.get(image.path):
            return False
        if self._workspace.content(image.geojson) is None:  # a new image
            return False
        return any(self._workspace.feature_indexes.in_file(image.path, task) for task in Task)

    def _put_back(self, image: Image) -> None:
        """Restores a lost row: the image's annotations are still there, with their edits."""
        owner = self._owners.get(image.geojson, image.path)
        mark = self._workspace.mark(owner)
        for path in {owner, image.path}:
            self._workspace.remove_image(path)
        self._new_rows.add_image(image, self._reader.find_footprint(image), mark)
        self._workspace.note_change(image.path)
        self._edits[image.path] = 0  # so that its file is merged rather than read over the edits

    def _take_up(self, image: Image) -> None:
        """Reads an image that is new, or has another annotation file than before."""
        before = self._known.get(image.path)
        if before is not None and before.geojson is not None:
            self._workspace.remove_annotations(image.path)
        mark = self._workspace.mark(image.path)
        self._workspace.remove_image(image.path)
        if image.geojson is not None:
            owner = self._owners.get(image.geojson, image.path)
            if owner != image.path:
                mark = self._workspace.mark(owner)
                self._workspace.remove_annotations(owner)
                self._workspace.clear_changes(owner)
                self._workspace.remove_image(owner)
            self._workspace.forget(image.geojson)
        self._workspace.feature_indexes.renew(image.path)
        self._new_rows.add_read(self._reader.read_image(image), mark)
        if image.path not in self._edits:
            self._workspace.clear_changes(image.path)

    def _locate(self, image: Image) -> bool:
        """Reads the footprint of an image that had none. Returns whether its annotations can be
        read: while its file can't be, image and rows stay as they are."""
        found, file = self._reader.find_footprint(image), None
        if isinstance(found, bytes) and image.geojson and image.path not in self._edits:
            file = self._reader.fetch_file(image.geojson)
        if isinstance(file, Problem):
            self._problems.append(file)
            return False
        mark = self._workspace.mark(image.path)
        self._workspace.remove_image(image.path)
        footprint = self._new_rows.add_image(image, found, mark)
        if footprint is not None:
            problem = located_problem(self._workspace, image.path, footprint)
            self._problems += [problem] if problem else []
        if file is not None and image.geojson is not None:
            self._read_again(image, image.geojson, footprint, file)
        elif footprint is not None:  # its rows stay: the classes among them get their geometry
            self._workspace.set_footprint(image.path, footprint)
        return True

    def _read_again(
        self, image: Image, geojson: str, footprint: Optional[bytes], file: FileRead
    ) -> None:
        self._workspace.forget(geojson)
        self._workspace.remove_annotations(image.path)
        self._workspace.feature_indexes.renew(image.path)
        content = parse_file(geojson, file)
        self._new_rows.add_annotations(image, footprint, file, content)
        settle(self._workspace, image, content.is_verified)

    def _refresh_annotations(self, image: Image) -> None:
        if not self._updates.update(image):
            self._keep_gone(image, image.geojson or "")

    def _keep_labels(self) -> None:
        """A spai.json that was deleted or is broken is no reason to lose the labels."""
        labels, used = self._workspace.labels(), self._workspace.used_labels()
        self._workspace.forget(LABELS_FILE)
        self._new_rows.add_labels(self._reader.fetch_file(LABELS_FILE))
        self._workspace.set_labels([*labels, *unlisted(labels, used)])

    def _keep_gone(self, image: Image, geojson: str) -> None:
        """A deleted file is no reason to lose its annotations in the workspace: they are edits
        now, which people see before an export writes them again."""
        self._workspace.set_stamp(geojson, None)
        self._workspace.note_change(image.path)
        what = message(
            "refresh.file-gone",
            "The file is gone from the folder; its annotations are kept in the workspace.",
        )
        mend = message(
            "refresh.write-again",
            "Export to write it again, or delete its annotations and export.",
        )
        self._problems.append(Problem(geojson, what, mend, severity=Severity.WARNING))
