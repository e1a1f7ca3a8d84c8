"""How far the labelling of an image is, and whether somebody has flagged it."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple, Optional


class ImageState(Enum):
    """How far the labelling of an image is; the value is the word that the workspace stores."""

    __hash__ = object.__hash__  # as that of `Task`

    TODO = "todo"
    DONE = "done"
    EMPTY = "empty"  # verified: somebody looked, and there is nothing to label
    SKIPPED = "skipped"

    @classmethod
    def of(cls, word: Optional[str]) -> ImageState:
        """The state for a word of the workspace; ``TODO`` for none, or an unknown one."""
        return next((state for state in cls if state.value == word), cls.TODO)

    @property
    def word(self) -> Optional[str]:
        """The word that the workspace stores; None for an image that is still to do."""
        return None if self is ImageState.TODO else self.value


class ImageMark(NamedTuple):
    """State and flag of an image. They are independent: an image that is done can have a flag,
    too."""

    state: ImageState = ImageState.TODO
    flagged: bool = False


FINISHED = (ImageState.DONE, ImageState.EMPTY, ImageState.SKIPPED)
"""Nobody need come back to an image in one of these."""
