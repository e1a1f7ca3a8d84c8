"""The interface that the shell offers to the rooms: the dock, and the open campaign."""

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
        """The user has returned from another page to the start page or the campaign's."""

    @property
    def dock(self) -> QWidget:
        """The dock as a widget."""

    def add_page(self, page: Page, back: Optional[Callable[[], None]] = None) -> None:
        """Adds a page to the dock.

        ``back`` is called when the user leaves it; without one, the start page is shown, or the
        campaign's.
        """

    def show_page(self, page: Page) -> None:
        """Shows a page that was added."""

    def leave_page(self, page: Page) -> None:
        """Shows the start page or the campaign's, if this page is shown."""

    def is_shown(self, page: Page) -> bool:
        """Whether the dock shows this page."""

    def set_mapped(self, is_mapped: bool) -> None:
        """Whether the project has a mapping for an export of its layers."""


class Host(Protocol):
    """The open campaign, if any."""

    @property
    def campaign(self) -> Optional[OpenedCampaign]:
        """The open campaign; None where there is none."""

    @property
    def session(self) -> Optional[EditSession]:
        """The edit session of the open campaign."""

    def save_edits(self) -> bool:
        """Saves open edits; returns whether that worked. Tells the user if not."""

    def recount(self) -> None:
        """Counts the content of the campaign, and shows it."""

    def show_problems(self, found: Sequence[Problem]) -> None:
        """Shows these problems on the campaign's page, in place of earlier ones."""

    def reload(
        self,
        tell: Callable[[OpenedCampaign], None],
        first: Callable[[QgsFeedback], None] = lambda feedback: None,
    ) -> Steps[Optional[OpenedCampaign]]:
        """Opens the campaign again, as part of the running work.

        ``tell`` reports what there is to say as soon as the campaign is shown. ``first`` is called
        in the thread before, while nobody can edit the layers. None where it could not be opened:
        the user was told why, or has closed it.
        """
