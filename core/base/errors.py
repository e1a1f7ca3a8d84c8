"""The exceptions whose messages users see."""

from __future__ import annotations

from .messages import message


class ScaneoError(Exception):
    """Root of all errors that are shown to the user.

    ``message`` is one or two sentences: what is wrong, where, and what to do. ``details`` holds
    what only the log should show.
    """

    def __init__(self, message: str, details: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.details = details


class Cancelled(ScaneoError):
    """The user cancelled; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(message("errors.cancelled", "Cancelled. Nothing was changed."))
