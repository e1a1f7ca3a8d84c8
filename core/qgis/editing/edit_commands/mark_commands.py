"""Edit commands on the states and flags of images; each is one undo step."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Optional

from ....base.model import ImageMark, ImageState
from ....base.names import shown
from ...translation import tr
from ..session import EditSession


def mark_images(
    session: EditSession, images: Sequence[str], state: ImageState, here: Optional[str] = None
) -> None:
    """Sets the state of images; their flags stay.

    ``here`` is the image on the map, where it is one of them: undo goes back to it.
    """
    after = {image: mark._replace(state=state) for image, mark in _now(session, images).items()}
    _do(session, _state_text(state, _names(after)), after, here)


def flag_images(session: EditSession, images: Sequence[str], here: Optional[str] = None) -> None:
    """Flags images, or removes the flags where all have one; their states stay."""
    now = _now(session, images)
    flagged = not all(mark.flagged for mark in now.values())
    after = {image: mark._replace(flagged=flagged) for image, mark in now.items()}
    names = _names(after)
    text = (
        tr("Flagged: {images}", images=names)
        if flagged
        else tr("Flag taken away: {images}", images=names)
    )
    _do(session, text, after, here)


def _do(
    session: EditSession, text: str, after: Mapping[str, ImageMark], here: Optional[str]
) -> None:
    before = _now(session, after)
    if before == after:
        return

    def show(marks: Mapping[str, ImageMark]) -> None:
        session.marks.set(marks)
        if here is not None:
            session.returned.emit(here)

    with session.history.command(
        text, lambda: show(before), lambda: show(after), outlives_save=True
    ):
        session.marks.set(after)


def _now(session: EditSession, images: Iterable[str]) -> dict[str, ImageMark]:
    """The marks of images; those that were deleted are left out."""
    found = ((image, session.marks.of(image)) for image in images)
    return {image: mark for image, mark in found if mark is not None}


def _names(images: Collection[str]) -> str:
    """One by its name, several by how many they are."""
    return shown(next(iter(images))) if len(images) == 1 else f"{len(images):,}"


def _state_text(state: ImageState, names: str) -> str:
    return {
        ImageState.TODO: tr("To do: {images}", images=names),
        ImageState.DONE: tr("Done: {images}", images=names),
        ImageState.EMPTY: tr("Verified empty: {images}", images=names),
        ImageState.SKIPPED: tr("Skipped: {images}", images=names),
    }[state]
