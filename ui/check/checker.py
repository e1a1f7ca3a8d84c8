"""Runs checks of the campaign, shows findings on the map, and mends them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Optional

from qgis.core import Qgis
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject

from ...core.base.errors import ScaneoError
from ...core.campaign.checking.check_campaign import check_workspace
from ...core.campaign.checking.mend_files import Mended, mend_files
from ...core.campaign.opening.open_campaign import OpenedCampaign
from ...core.formats.scaneo.checks.finding import Finding
from ...core.qgis.editing.edit_commands.mending import mend_annotations
from ...core.qgis.editing.session import EditSession
from ...core.store.folder import CampaignFolder
from ...core.workspace.workspace_ref import WorkspaceRef
from ..common.text import file_count, said_problem, tr
from ..common.translucent_selection import TranslucentSelection
from ..label.image_navigation import ImageNavigation
from ..work.bar_messages import reindexed_note
from ..work.host import Host, Shell
from ..work.steps import Steps, in_thread
from ..work.unread import reading_rest
from ..work.work import Work
from .checks_page import ChecksPage
from .finding_on_map import FindingOnMap

_TOLD = 5  # most files that could not be mended in a message; the next check finds all


class Checker(QObject):
    """Fills the page of checks, and does what the user asks for there."""

    def __init__(
        self,
        host: Host,
        shell: Shell,
        work: Work,
        navigation: ImageNavigation,
        selection: TranslucentSelection,
        iface: QgisInterface,
    ) -> None:
        super().__init__()
        self._host = host
        self._shell = shell
        self._work = work
        self._iface = iface
        self._page = ChecksPage()
        shell.add_page(self._page)
        self._pointer = FindingOnMap(iface, navigation, selection)
        self._watched: Optional[EditSession] = None  # the session that was checked
        self._is_outdated = False
        self._is_mending = False
        self._page.again_requested.connect(self.check)
        self._page.pointed.connect(self._point)
        self._page.mend_requested.connect(self._mend)
        self._page.left.connect(self._pointer.leave)

    def unload(self) -> None:
        """Removes everything from the map."""
        self._watch(None)
        self._pointer.unload()

    def check(self) -> None:
        """Saves open edits, checks the whole campaign, and shows the findings."""
        campaign = self._host.campaign
        if campaign is None or not self._host.save_edits():
            return
        self._watch(self._host.session)
        self._pointer.leave()
        self._work.start(tr("Checking…"), self._checking(campaign.workspace))

    def _checking(self, workspace: WorkspaceRef) -> Steps[None]:
        yield from reading_rest(self._host.session)
        checked = yield from in_thread(partial(check_workspace, workspace))
        if self._host.campaign is None:  # the user has removed its layers meanwhile
            return
        counts = checked.annotation_count, checked.image_count, checked.bare_count
        self._page.show_findings(checked.findings, *counts)
        self._page.show_outdated(self._is_outdated)
        self._shell.show_page(self._page)

    # Whether what was found still holds

    def _watch(self, session: Optional[EditSession]) -> None:
        """Watches the edits of a campaign from now on; None for none."""
        if self._watched is not None:
            self._watched.history.changed.disconnect(self._note_edit)
            self._watched.rolled_back.disconnect(self._note_edit)
        if session is not None:
            session.history.changed.connect(self._note_edit)
            session.rolled_back.connect(self._note_edit)
        self._watched, self._is_outdated = session, False

    def _note_edit(self) -> None:
        if not self._is_mending:
            self._is_outdated = True
            self._page.show_outdated(True)

    # What the user does with a finding

    def _point(self, finding: Finding) -> None:
        session = self._host.session
        if session is not None:
            self._pointer.show(finding, session)
            self._page.view.setFocus()  # labelling gives the focus to the map with each image

    def _mend(self, findings: Sequence[Finding]) -> None:
        """Mends findings, either in the layers or in the files."""
        if findings and findings[0].rule.in_files:
            self._mend_files(findings)
        elif findings:
            self._mend_annotations(findings)

    def _mend_annotations(self, findings: Sequence[Finding]) -> None:
        session = self._host.session
        if session is None:
            return
        self._is_mending = True
        try:
            session.begin()
            count = mend_annotations(session, findings)
        except ScaneoError as error:
            self._work.fail(error)
            return
        finally:
            self._is_mending = False
        self._pointer.leave()
        if self._iface.activeLayer() not in session.layers.values():
            # So that Ctrl+Z undoes it.
            self._iface.setActiveLayer(next(iter(session.layers.values())))
        if self._page.take_away(findings) or not count:
            self._note_edit()
        if not count:
            text = tr("What was found has changed since: check again.")
            self._work.tell(tr("Nothing was mended"), text, Qgis.MessageLevel.Info)
        elif len(findings) > 1:
            text = tr("{mended:,} mended. Ctrl+Z takes it back.", mended=count)
            self._work.tell(tr("Mend"), text, Qgis.MessageLevel.Success)

    def _mend_files(self, findings: Sequence[Finding]) -> None:
        campaign = self._host.campaign
        if campaign is None or not self._host.save_edits():
            return
        self._work.start(tr("Mending…"), self._mending(campaign.folder, findings))

    def _mending(self, folder: CampaignFolder, findings: Sequence[Finding]) -> Steps[None]:
        """Mends in the files, reads the changes into the layers, and checks again."""
        mended = yield from in_thread(lambda feedback: mend_files(folder, findings, feedback))

        def tell(_: OpenedCampaign) -> None:
            self._tell_mended(mended)
            self._work.afterwards(self.check)

        yield from self._host.reload(tell)

    def _tell_mended(self, mended: Mended) -> None:
        text = tr(
            "{mended:,} mended in {files}. Restore…, in the menu of Export, takes it back.",
            mended=mended.count,
            files=file_count(len(mended.files)),
        )
        if mended.reindexed:
            text += " " + reindexed_note(mended.reindexed)
        text = " ".join([text, *(said_problem(one) for one in mended.problems[:_TOLD])])
        level = Qgis.MessageLevel.Warning if mended.problems else Qgis.MessageLevel.Success
        self._work.tell(tr("Mend"), text, level)
