"""What the parts of the dock ask of the one that has the campaign open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Optional, Protocol

from qgis.core import QgsFeedback

from ...core.campaign.opening.open_campaign import OpenedCampaign
from ...core.qgis.editing.session import EditSession


class Host(Protocol):
    """The open campaign, if any. Part of the work that is under way goes through `reload`."""

    @property
    def campaign(self) -> Optional[OpenedCampaign]:
        """What is open; None where nothing is."""

    @property
    def session(self) -> Optional[EditSession]:
        """The open campaign as it is edited."""

    @property
    def save_count(self) -> int:
        """How often edits were saved: what was found out before one is out of date."""

    def save_edits(self) -> bool:
        """Saves open edits; whether that went well. Says so if not."""

    def recount(self) -> None:
        """Counts what the campaign holds, and shows it."""

    def reload(
        self,
        then: Optional[Callable[[OpenedCampaign], None]] = None,
        first: Callable[[QgsFeedback], None] = lambda feedback: None,
    ) -> None:
        """Opens the campaign again, as a part of the work that is under way.

        ``then`` is called once it is shown; without one, the user is told what was opened.
        ``first`` is called in the thread before, while nobody can edit the layers.
        """
