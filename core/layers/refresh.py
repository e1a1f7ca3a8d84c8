"""A workspace that exists and a folder that may have changed since: edits stay, news is read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Optional

from qgis.core import QgsFeedback

from ..scaneo.change import Change, Verdict, change_file, judge
from ..scaneo.document import Unreadable
from ..scaneo.errors import Cancelled
from ..scaneo.folder import Listing, read_file
from ..scaneo.labels import LABELS_FILE, read_labels, unlisted
from ..scaneo.model import Image, Problem, Severity
from .reading import FolderReader
from .rebase import moves, note_written
from .states import State
from .workspace import Row, Stamp, Workspace


class Refresh:
    """One pass over the folder of a workspace, within its transaction."""

    def __init__(self, workspace: Workspace, folder: Path, feedback: QgsFeedback) -> None:
        self._workspace = workspace
        self._folder = folder
        self._feedback = feedback
        self._reader = FolderReader(workspace, folder)
        self._stamps = workspace.stamps()
        self._edits = workspace.changes()
        self._known = {image.path: image for image in workspace.images()}
        self._owners = {image.geojson: image.path for image in self._known.values()}
        self._problems: list[Problem] = []

    def run(self, listing: Listing) -> list[Problem]:
        """Reads what is new and answers what could not be brought together."""
        self._refresh_labels()
        placeless = self._workspace.images_without_footprint()
        for number, listed in enumerate(listing.images):
            if self._feedback.isCanceled():
                raise Cancelled
            self._feedback.setProgress(100 * number / len(listing.images))
            image = self._settled(listed)
            if image != self._known.get(image.path):
                self._take_up(image)
                continue
            if image.path in placeless:
                self._locate(image)
            self._refresh_annotations(image)
        for path in listing.orphans:
            if path not in self._owners and self._changed(path):
                self._workspace.forget(path)
                self._reader.read_file(path)
        present = {image.path for image in listing.images}
        for image in self._workspace.images():
            if image.path not in present:
                self._miss(image)
        return self._problems

    def _miss(self, image: Image) -> None:
        """An image that is gone. With its file gone, too, and no edit of it, it is forgotten."""
        file_gone = image.geojson is None or Stamp.of(self._folder / image.geojson) is None
        if file_gone and image.path not in self._edits:
            self._workspace.remove_annotations(image.path)
            self._workspace.remove_image(image.path)
            self._workspace.clear_changes(image.path)
            if image.geojson is not None:
                self._workspace.forget(image.geojson)
            return
        self._refresh_annotations(image)
        what = "The image is gone from the folder; its annotations are kept in the workspace."
        mend = "Put it back, or export to another folder."
        self._problems.append(Problem(image.path, what, mend, severity=Severity.WARNING))

    def _settled(self, image: Image) -> Image:
        """The image with the file that is its: one whose edits wait keeps the file it had."""
        before = self._known.get(image.path)
        if before is not None and before.geojson is not None and image.path in self._edits:
            return before
        owner = self._owners.get(image.geojson, image.path)
        if image.geojson is None or owner == image.path or owner not in self._edits:
            return image
        what = f"Its annotation file {image.geojson} belongs to {owner}, whose edits wait."
        self._problems.append(Problem(image.path, what, "Export them, and open the folder again."))
        return Image(image.path, None)

    def _take_up(self, image: Image) -> None:
        """An image that is new, or has another annotation file than before."""
        before = self._known.get(image.path)
        if before is not None and before.geojson is not None:
            self._workspace.remove_annotations(image.path)
        state = self._workspace.state(image.path)
        self._workspace.remove_image(image.path)
        if image.geojson is not None:
            owner = self._owners.get(image.geojson, image.path)
            if owner != image.path:
                state = self._workspace.state(owner)
                self._workspace.remove_annotations(owner)
                self._workspace.clear_changes(owner)
                self._workspace.remove_image(owner)
            self._workspace.forget(image.geojson)
        outline, file = self._reader.fetch(image)
        self._reader.take_up(image, outline, file, state)
        if image.path not in self._edits:
            self._workspace.clear_changes(image.path)

    def _locate(self, image: Image) -> None:
        """An image whose place was not known may have one by now."""
        state = self._workspace.state(image.path)
        self._workspace.remove_image(image.path)
        footprint = self._reader.add_image(image, self._reader.find_footprint(image), state)
        if footprint is None or image.geojson is None or image.path in self._edits:
            return
        if Stamp.of(self._folder / image.geojson) is not None:
            self._read_again(image, image.geojson, footprint)

    def _read_again(self, image: Image, geojson: str, footprint: Optional[bytes]) -> None:
        self._workspace.forget(geojson)
        self._workspace.remove_annotations(image.path)
        is_empty = self._reader.add_annotations(image, footprint, self._reader.fetch_file(geojson))
        if is_empty and self._workspace.state(image.path) is State.TODO:
            self._workspace.set_state(image.path, State.EMPTY)
        self._workspace.clear_changes(image.path)

    def _changed(self, path: str) -> bool:
        """Whether a file is not what it was when it was read; its stamp is brought up to date."""
        stamp = Stamp.of(self._folder / path)
        if stamp == self._stamps.get(path):
            return False
        try:
            data = read_file(self._folder, path)
        except OSError as error:
            what = f"The file can't be read ({error.strerror}): what was read before is shown."
            self._problems.append(Problem(path, what, "Ask for the right to read it."))
            return False
        if data != self._workspace.content(path):
            return True
        self._workspace.set_stamp(path, stamp)
        return False

    def _refresh_labels(self) -> None:
        if not self._changed(LABELS_FILE):
            return
        before = read_labels(self._workspace.content(LABELS_FILE))
        now = read_labels(read_file(self._folder, LABELS_FILE))
        labels, used = self._workspace.labels(), self._workspace.used_labels()
        if not now.found:  # gone or broken: that is no reason to lose the labels
            labels += unlisted(labels, used)
        elif not before.found or labels == list(before.labels):
            labels = list(now.labels)
        else:  # they were edited: the folder may hold that very edit, or the first half of it
            labels += unlisted(labels, used)
            more = now.labels[len(labels) :]
            if list(now.labels) != [*labels, *more] or not set(more) <= set(before.labels):
                what = "The labels changed on disk and in the workspace: the workspace's are shown."
                self._conflict(LABELS_FILE, what)
                return
        self._workspace.forget(LABELS_FILE)
        self._reader.read_labels()
        self._workspace.set_labels(labels)

    def _refresh_annotations(self, image: Image) -> None:
        if image.geojson is None or not self._changed(image.geojson):
            return
        if Stamp.of(self._folder / image.geojson) is None:
            self._keep_gone(image, image.geojson)
        elif image.path not in self._edits or self._is_undone(image, image.geojson):
            footprint = self._workspace.footprint(image.path)
            self._read_again(image, image.geojson, footprint)
        elif not self._finish_export(image, image.geojson):
            what = "It changed on disk and in the workspace: the workspace's version is shown."
            self._conflict(image.geojson, what)

    def _keep_gone(self, image: Image, geojson: str) -> None:
        """A file that is gone is no reason to lose what the workspace holds of it."""
        self._workspace.set_stamp(geojson, None)
        self._workspace.note_change(image.path)
        what = "The file is gone from the folder; its annotations are kept in the workspace."
        mend = "Export to write it again, or delete its annotations and export."
        self._problems.append(Problem(geojson, what, mend, severity=Severity.WARNING))

    def _edits_of(self, image: Image, geojson: str) -> Optional[tuple[Sequence[Row], Change]]:
        """An image's rows and what they make of its file; None where that can't be edited."""
        rows = self._workspace.annotations(image.path)
        try:
            return rows, change_file(
                self._workspace.content(geojson),
                [row.annotation for row in rows],
                self._workspace.state(image.path) is State.EMPTY,
            )
        except Unreadable:
            return None

    def _is_undone(self, image: Image, geojson: str) -> bool:
        """Whether the edits of an image leave its file as it was read."""
        edits = self._edits_of(image, geojson)
        if edits is None:
            return False
        _, change = edits
        return change.data == self._workspace.content(geojson) and not change.faults

    def _finish_export(self, image: Image, geojson: str) -> bool:
        """Whether the folder holds these very edits: an export was stopped behind its back."""
        edits = self._edits_of(image, geojson)
        if edits is None:
            return False
        rows, change = edits
        base, disk = self._workspace.content(geojson), read_file(self._folder, geojson)
        if change.data is None or judge(base, change.data, disk) is not Verdict.WRITTEN:
            return False
        moved = moves(rows, change)
        note_written(self._workspace, self._folder, image.path, geojson, moved, change.data)
        self._workspace.clear_changes(image.path)
        return True

    def _conflict(self, path: str, what: str) -> None:
        mend = "Export to another folder and compare the two."
        self._problems.append(Problem(path, what, mend))
