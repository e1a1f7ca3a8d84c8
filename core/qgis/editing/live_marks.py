"""States and flags of a campaign's images during editing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Optional

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...base.model import ImageMark, ImageState
from ...workspace.image_marks import write_image_marks
from ...workspace.repository import MARKS
from ...workspace.workspace_ref import WorkspaceRef


class ImageMarks(QObject):
    """State and flag of each image, saved together with the annotations.

    `set` changes them, within an edit command, so that it can be undone. Marks are written in the
    main thread only: a person may mark images while another job runs, and sees it at once.
    """

    changed = pyqtSignal()

    def __init__(self, workspace: WorkspaceRef, saved: Mapping[str, ImageMark]) -> None:
        super().__init__()
        self._workspace = workspace
        self._saved = dict(saved)
        self.totals = Counter(saved.values())
        """How many images have each mark, in the workspace."""
        self._open: dict[str, ImageMark] = {}
        self._edited: set[str] = set()
        self._stale: set[str] = set()

    @property
    def now(self) -> Mapping[str, ImageMark]:
        """The mark of each image."""
        return {**self._saved, **self._open}

    @property
    def open(self) -> Mapping[str, ImageMark]:
        """The marks that are not in the workspace yet."""
        return dict(self._open)

    @property
    def is_modified(self) -> bool:
        """Whether there is something to save."""
        return bool(self._open)

    def of(self, image: str) -> Optional[ImageMark]:
        """The mark of an image; None where there is no such image."""
        return self._open.get(image) or self._saved.get(image)

    def is_edited(self, image: str) -> bool:
        """Whether an image's mark changes its export: one that is verified empty gets a file."""
        mark = self._open.get(image)
        return image in self._edited or (mark is not None and self._is_about_empty(image, mark))

    def take_stale(self) -> set[str]:
        """The images whose display has changed since the last call."""
        stale, self._stale = self._stale, set()
        return stale

    def _is_about_empty(self, image: str, mark: ImageMark) -> bool:
        before = self._saved[image].state
        return before is not mark.state and ImageState.EMPTY in (before, mark.state)

    def start(self, saved: Mapping[str, ImageMark], totals: Mapping[ImageMark, int]) -> None:
        """Begins with the marks that were read, and how many images have each; open ones stay,
        except of images that were deleted."""
        opened, self._open = self._open, {}
        self._saved, self._edited = dict(saved), set()
        self.totals = Counter(totals)
        self._put(opened)

    def take(self, saved: Mapping[str, ImageMark]) -> None:
        """Sets the marks of these images in the workspace; open ones stay."""
        self._keep(saved)
        self._put({image: mark for image, mark in self._open.items() if image in saved})

    def set(self, marks: Mapping[str, ImageMark]) -> None:
        """Sets marks of images."""
        self._put(marks)
        self.changed.emit()

    def _keep(self, marks: Mapping[str, ImageMark]) -> None:
        """Takes marks as saved."""
        for image, mark in marks.items():
            if image in self._saved:
                self.totals[self._saved[image]] -= 1
            self.totals[mark] += 1
            self._saved[image] = mark
        self._stale.update(marks)

    def _put(self, marks: Mapping[str, ImageMark]) -> None:
        self._stale.update(marks)
        for image, mark in marks.items():
            if self._saved.get(image, mark) == mark:
                self._open.pop(image, None)
            else:
                self._open[image] = mark

    def save(self, empty: bool = True) -> bool:
        """Saves marks, after annotations were saved; ``empty`` is False where edits may still be
        open.

        An image with annotations is not empty, so marks of verified empty images wait then.

        :raises WorkspaceError: where the workspace can't be written.
        """
        ready = {
            image: mark
            for image, mark in self._open.items()
            if empty or mark.state is not ImageState.EMPTY
        }
        if not ready:
            return False
        with self._workspace.open() as opened, opened.transaction():
            written = write_image_marks(opened, ready)
            opened.forget_open_edits(MARKS)
        self._edited.update(image for image in ready if self._is_about_empty(image, ready[image]))
        self._keep(written)
        self._open = {image: mark for image, mark in self._open.items() if image not in ready}
        return True

    def note_annotated(self, images: Collection[str]) -> None:
        """These images have annotations in the workspace now: a trigger has changed their
        states."""
        filled = {image: self._saved[image] for image in images if image in self._saved}
        self._keep(
            {
                image: mark._replace(state=ImageState.TODO)
                for image, mark in filled.items()
                if mark.state is ImageState.EMPTY
            }
        )
