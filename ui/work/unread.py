"""Waiting for images that are not read yet, before something is done that needs all of them."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsFeedback

from ...core.campaign.merging.unread_images import ReadImages, read_rest
from ...core.qgis.editing.session import EditSession
from ..common.text import tr
from .steps import Steps, in_thread


def reading_rest(session: Optional[EditSession]) -> Steps[None]:
    """Reads the images of a campaign that are still unread, as part of the running work.

    The user sees what it waits for, and can cancel it.
    """
    if session is None or not session.unread:
        return

    def read(feedback: QgsFeedback) -> ReadImages:
        with session.workspace.open() as workspace:
            return read_rest(workspace, feedback)

    session.take_read((yield from in_thread(read, tr("Reading the other images first…"))))
