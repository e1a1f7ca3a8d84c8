"""A workspace that exists and a folder that may have changed since: edits stay, news is read."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsFeedback

from ..scaneo.change import Verdict, change_file, judge
from ..scaneo.document import Unreadable
from ..scaneo.errors import Cancelled
from ..scaneo.folder import Listing, read_file
from ..scaneo.labels import LABELS_FILE, read_labels, unlisted
from ..scaneo.model import Image, Problem, Severity
from .reading import FolderReader
from .rebase import moves, note_written
from .workspace import Stamp, Workspace


class Refresh:
    """One pass over the folder of a workspace, within its transaction."""

    def __init__(self, workspace: Workspace, folder: Path, feedback: QgsFeedback) -> None:
        self._workspace = workspace
        self._folder = folder
        self._feedback = feedback
        self._reader = FolderReader(workspace, folder)
        self._stamps = workspace.stamps()
        self._edits = workspace.changes()
        self._problems: list[Problem] = []

    def run(self, listing: Listing) -> list[Problem]:
        """Reads what is new and answers what could not be brought together."""
        self._refresh_labels()
        known = {image.path: image for image in self._workspace.images()}
        placeless = self._workspace.images_without_footprint()
        for number, image in enumerate(listing.images):
            if self._feedback.isCanceled():
                raise Cancelled
            self._feedback.setProgress(100 * number / len(listing.images))
            if image.path not in known or image.path in placeless:
                self._workspace.remove_image(image.path)
                self._reader.read_image(image)
            self._refresh_annotations(image)
        for path in listing.orphans:
            if self._changed(path):
                self._workspace.forget(path)
                self._reader.read_file(path)
        for path in known.keys() - {image.path for image in listing.images}:
            what = "The image is gone from the folder; its annotations are kept in the workspace."
            mend = "Put it back, or export to another folder."
            self._problems.append(Problem(path, what, mend, severity=Severity.WARNING))
        return self._problems

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
        if before.found and self._workspace.labels() != list(before.labels):
            what = "The labels changed on disk and in the workspace: the workspace's are shown."
            self._conflict(LABELS_FILE, what)
            return
        self._workspace.forget(LABELS_FILE)
        read = self._reader.read_labels()
        used = self._workspace.used_labels()
        self._workspace.set_labels(read.labels if read.found else unlisted((), used))

    def _refresh_annotations(self, image: Image) -> None:
        if image.geojson is None or not self._changed(image.geojson):
            return
        if Stamp.of(self._folder / image.geojson) is None:
            self._keep_gone(image, image.geojson)
        elif image.path not in self._edits:
            self._workspace.forget(image.geojson)
            self._workspace.remove_annotations(image.path)
            self._reader.read_annotations(image, self._workspace.footprint(image.path))
            self._workspace.clear_changes(image.path)
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

    def _finish_export(self, image: Image, geojson: str) -> bool:
        """Whether the folder holds these very edits: an export was stopped behind its back."""
        base = self._workspace.content(geojson)
        rows = self._workspace.annotations(image.path)
        try:
            change = change_file(base, [row.annotation for row in rows])
        except Unreadable:
            return False
        disk = read_file(self._folder, geojson)
        if change.data is None or judge(base, change.data, disk) is not Verdict.WRITTEN:
            return False
        moved = moves(rows, change)
        note_written(self._workspace, self._folder, image.path, geojson, moved, change.data)
        self._workspace.clear_changes(image.path)
        return True

    def _conflict(self, path: str, what: str) -> None:
        mend = "Export to another folder and compare the two."
        self._problems.append(Problem(path, what, mend))
