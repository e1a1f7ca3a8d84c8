"""What people say of images: each word is one undo step, like any edit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Optional

from qgis.PyQt.QtCore import QCoreApplication

from ....base.image_state import ImageMark, ImageState
from ....base.shown import shown
from ..session import EditSession


def mark_images(
    session: EditSession, images: Sequence[str], state: ImageState, here: Optional[str] = None
) -> None:
    """Gives images a state; their flags stay.

    ``here`` is the image on the map, where it is one of them: undo leads back to it.
    """
    after = {image: mark._replace(state=state) for image, mark in _now(session, images).items()}
    _do(session, _state_text(state), after, here)


def flag_images(session: EditSession, images: Sequence[str], here: Optional[str] = None) -> None:
    """Puts a flag on images, or takes it away where they all have one; their states stay."""
    now = _now(session, images)
    flagged = not all(mark.flagged for mark in now.values())
    after = {image: mark._replace(flagged=flagged) for image, mark in now.items()}
    text = _tr("Flagged: {images}") if flagged else _tr("Flag taken away: {images}")
    _do(session, text, after, here)


def _do(
    session: EditSession, text: str, after: Mapping[str, ImageMark], here: Optional[str]
) -> None:
    before = _now(session, after)
    if before == after:
        return
    names = shown(next(iter(after))) if len(after) == 1 else f"{len(after):,}"

    def show(marks: Mapping[str, ImageMark]) -> None:
        session.marks.set(marks)
        if here is not None:
            session.returned.emit(here)

    with session.history.command(
        text.format(images=names), lambda: show(before), lambda: show(after), outlives_save=True
    ):
        session.marks.set(after)


def _now(session: EditSession, images: Iterable[str]) -> dict[str, ImageMark]:
    """The marks of images; those that are gone are left out."""
    found = ((image, session.marks.of(image)) for image in images)
    return {image: mark for image, mark in found if mark is not None}


def _state_text(state: ImageState) -> str:
    return {
        ImageState.TODO: _tr("To do: {images}"),
        ImageState.DONE: _tr("Done: {images}"),
        ImageState.EMPTY: _tr("Verified empty: {images}"),
        ImageState.SKIPPED: _tr("Skipped: {images}"),
    }[state]


def _tr(text: str) -> str:
    return QCoreApplication.translate("ScaneoBridge", text)
