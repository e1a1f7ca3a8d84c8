"""What people say of images: each word is one undo step, like any edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Optional

from qgis.PyQt.QtCore import QCoreApplication

from ...scaneo.shown import shown
from ..states import Mark, State
from .session import Editing


def mark_images(
    editing: Editing, images: Sequence[str], state: State, here: Optional[str] = None
) -> None:
    """Gives images a state; their flags stay.

    ``here`` is the image on the map, where it is one of them: undo leads back to it.
    """
    now = editing.marks.now
    after = {image: now[image]._replace(state=state) for image in images if image in now}
    _do(editing, _state_text(state), after, here)


def flag_images(editing: Editing, images: Sequence[str], here: Optional[str] = None) -> None:
    """Puts a flag on images, or takes it away where they all have one; their states stay."""
    now = editing.marks.now
    flagged = not all(now[image].flagged for image in images if image in now)
    after = {image: now[image]._replace(flagged=flagged) for image in images if image in now}
    text = _tr("Flagged: {images}") if flagged else _tr("Flag taken away: {images}")
    _do(editing, text, after, here)


def _do(editing: Editing, text: str, after: Mapping[str, Mark], here: Optional[str]) -> None:
    now = editing.marks.now
    before = {image: now[image] for image in after}
    if before == after:
        return
    names = shown(next(iter(after))) if len(after) == 1 else f"{len(after):,}"

    def show(marks: Mapping[str, Mark]) -> None:
        editing.marks.set(marks)
        if here is not None:
            editing.returned.emit(here)

    with editing.history.deed(
        text.format(images=names), lambda: show(before), lambda: show(after), outlives_save=True
    ):
        editing.marks.set(after)


def _state_text(state: State) -> str:
    return {
        State.TODO: _tr("To do: {images}"),
        State.DONE: _tr("Done: {images}"),
        State.EMPTY: _tr("Verified empty: {images}"),
        State.SKIPPED: _tr("Skipped: {images}"),
    }[state]


def _tr(text: str) -> str:
    return QCoreApplication.translate("ScaneoBridge", text)
