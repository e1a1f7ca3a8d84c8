"""How far people are with an image, and whether they have put a flag on it."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple, Optional


class ImageState(Enum):
    """What has been done with an image; the value is the word that the workspace keeps."""

    __hash__ = object.__hash__  # as that of `Task`

    TODO = "todo"
    DONE = "done"
    EMPTY = "empty"  # somebody looked, and there is nothing to label: a verified negative
    SKIPPED = "skipped"

    @classmethod
    def of(cls, word: Optional[str]) -> ImageState:
        """The state that the workspace keeps as a word; to do for none, or one of nobody's."""
        return next((state for state in cls if state.value == word), cls.TODO)

    @property
    def word(self) -> Optional[str]:
        """What the workspace keeps; nothing for to do."""
        return None if self is ImageState.TODO else self.value


class ImageMark(NamedTuple):
    """What people say of an image. Two things: one that is done can have a flag, too."""

    state: ImageState = ImageState.TODO
    flagged: bool = False


FINISHED = (ImageState.DONE, ImageState.EMPTY, ImageState.SKIPPED)
"""Nobody need come back to an image in one of these."""
