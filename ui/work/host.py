"""What the rooms of the dock ask of the shell: of the dock, and of who has the campaign open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Optional, Protocol

from qgis.core import QgsFeedback
from qgis.PyQt.QtCore import pyqtBoundSignal
from qgis.PyQt.QtWidgets import QWidget

from ...core.base.model import Problem
from ...core.campaign.opening.open_campaign import OpenedCampaign
from ...core.qgis.editing.session import EditSession
from ..common.page import Page
from .steps import Steps


class Shell(Protocol):
    """The dock. It knows no room: each makes its pages, and adds each of them once."""

    @property
    def left_page(self) -> pyqtBoundSignal:
        """The user has come back from another page to the start page or the campaign's."""

    @property
    def dock(self) -> QWidget:
        """All of it, as a widget."""

    def add_page(self, page: Page, back: Optional[Callable[[], None]] = None) -> None:
        """Takes a page into the dock.

        ``back`` is what to do when the user dismisses it; without one, the start page is shown, or
        the campaign's.
        """

    def show_page(self, page: Page) -> None:
        """Shows a page that was added."""

    def leave_page(self, page: Page) -> None:
        """Shows the start page or the campaign's, if this one is in sight."""

    def is_shown(self, page: Page) -> bool:
        """Whether this is the page that the dock shows now."""

    def set_mapped(self, is_mapped: bool) -> None:
        """Whether there are layers to export again, by what the project keeps."""


class Host(Protocol):
    """The open campaign, if any."""

    @property
    def campaign(self) -> Optional[OpenedCampaign]:
        """What is open; None where nothing is."""

    @property
    def session(self) -> Optional[EditSession]:
        """The open campaign as it is edited."""

    def save_edits(self) -> bool:
        """Saves open edits; whether that went well. Says so if not."""

    def recount(self) -> None:
        """Counts what the campaign holds, and shows it."""

    def show_problems(self, found: Sequence[Problem]) -> None:
        """Lists problems on the campaign's page, in place of those that are listed there."""

    def reload(
        self,
        tell: Callable[[OpenedCampaign], None],
        first: Callable[[QgsFeedback], None] = lambda feedback: None,
    ) -> Steps[Optional[OpenedCampaign]]:
        """Opens the campaign again, as a part of the work that is under way.

        ``tell`` says what there is to say as soon as it is shown. ``first`` is called in the thread
        before, while nobody can edit the layers. None where it could not be opened: the user was
        told why, or has closed it.
        """
