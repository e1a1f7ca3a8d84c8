"""Merges the states and flags of images of two workspaces of a campaign."""

from __future__ import annotations

from collections.abc import Mapping

from ...base.model import ImageMark


def merge_marks(
    old: Mapping[str, ImageMark], ours: Mapping[str, ImageMark], theirs: Mapping[str, ImageMark]
) -> tuple[dict[str, ImageMark], int]:
    """The marks that are new here, by image, and how many images both changed in state: for these
    ours stays. ``old`` is the base."""
    new: dict[str, ImageMark] = {}
    unlike = 0
    for image, mine in ours.items():
        before, their = old.get(image, ImageMark()), theirs.get(image, ImageMark())
        state, flagged = mine.state, mine.flagged
        if their.state is not before.state and their.state is not state:
            if state is before.state:
                state = their.state
            else:
                unlike += 1
        if their.flagged is not before.flagged:
            flagged = their.flagged
        if (state, flagged) != mine:
            new[image] = ImageMark(state, flagged)
    return new, unlike
