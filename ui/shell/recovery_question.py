"""Asks about open edits of another QGIS of which it is not known whether it still runs."""

from __future__ import annotations

from typing import Optional

from qgis.core import Qgis, QgsFeedback
from qgis.gui import QgsMessageBar, QgsMessageBarItem
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QPushButton

from ...core.campaign.opening.open_campaign import OpenedCampaign, recover_edits
from ...core.campaign.opening.opening_problems import UncertainEdits
from ...core.workspace.workspace_ref import WorkspaceRef
from ..common.text import plain, tr
from ..common.whole_message import show_whole
from ..work.host import Host
from ..work.steps import Steps
from ..work.work import Work


class RecoveryQuestion(QObject):
    """Asks in the message bar, without blocking; without an answer, the edits are left alone."""

    def __init__(self, host: Host, work: Work, bar: QgsMessageBar) -> None:
        super().__init__()
        self._host, self._work, self._bar = host, work, bar
        self._item: Optional[QgsMessageBarItem] = None

    def ask(self, opened: OpenedCampaign) -> None:
        """Asks about a campaign that was opened, if there is anything to ask."""
        self.forget()
        if opened.uncertain_edits is None:
            return
        item = self._bar.createMessage(
            plain(tr("Open elsewhere")), plain(_question(opened.uncertain_edits))
        )
        recover = QPushButton(tr("Recover them"))
        recover.setToolTip(tr("They are saved here. If they are open still, they come twice"))
        leave = QPushButton(tr("Leave them"))
        leave.setToolTip(tr("Who has them open saves them"))
        recover.clicked.connect(lambda: self._recover(opened.workspace))
        leave.clicked.connect(self.forget)
        item.layout().addWidget(recover)
        item.layout().addWidget(leave)
        item.destroyed.connect(self._note_closed)
        self._item = item
        self._bar.pushWidget(item, Qgis.MessageLevel.Warning)
        show_whole(item)

    def forget(self) -> None:
        """Removes the question."""
        item, self._item = self._item, None
        if item is not None:
            # It is deleted later, when there may be another.
            item.destroyed.disconnect(self._note_closed)
            self._bar.popWidget(item)

    def _note_closed(self) -> None:
        self._item = None

    def _recover(self, workspace: WorkspaceRef) -> None:
        """Saves them, as part of opening the campaign again."""
        campaign = self._host.campaign
        if campaign is None or campaign.workspace != workspace or not self._host.save_edits():
            return
        self.forget()
        self._work.start(tr("Recovering edits…"), self._recovering(workspace))

    def _recovering(self, workspace: WorkspaceRef) -> Steps[None]:
        counts: list[int] = []

        def recover(feedback: QgsFeedback) -> None:
            counts.append(recover_edits(workspace))

        def tell(opened: OpenedCampaign) -> None:
            edits = tr("{count:,} edit is here", "{count:,} edits are here", count=counts[0])
            self._work.tell(tr("Recovered"), edits, Qgis.MessageLevel.Success)

        yield from self._host.reload(tell, recover)  # nobody can edit meanwhile


def _question(uncertain_edits: UncertainEdits) -> str:
    if uncertain_edits.who is None:
        return tr(
            "{count:,} edit is kept here, from another QGIS. Is that one gone?",
            "{count:,} edits are kept here, from another QGIS. Is that one gone?",
            count=uncertain_edits.count,
        )
    return tr(
        "{count:,} edit is kept here, from {user} on {host}, open there since {since}. Is that "
        "QGIS gone?",
        "{count:,} edits are kept here, from {user} on {host}, open there since {since}. Is that "
        "QGIS gone?",
        count=uncertain_edits.count,
        user=uncertain_edits.who.user,
        host=uncertain_edits.who.host,
        since=uncertain_edits.who.since,
    )
