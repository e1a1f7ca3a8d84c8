"""Shows the conflicts between folder and workspace, and applies the user's picks."""

from __future__ import annotations

from functools import partial

from qgis.core import Qgis, QgsFeedback
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject

from ...core.base.errors import Cancelled, ScaneoError
from ...core.campaign.merging.folder_merge import Conflicts, ImageConflict, OpenConflicts
from ...core.campaign.opening.open_campaign import OpenedCampaign
from ...core.campaign.workspaces.conflicts import read_conflicts, resolve_conflicts
from ...core.formats.scaneo.merge.side import Side
from ...core.workspace.workspace_ref import WorkspaceRef
from ..common.text import tr
from ..label.image_navigation import ImageNavigation
from ..label.page.tray import Tray
from ..work.host import Host, Shell
from ..work.steps import Steps, in_thread
from ..work.work import Work
from .conflicts_page import ConflictsPage
from .versions_on_map import VersionsOnMap
from .words import AnyConflict


class Resolver(QObject):
    """Fills the page of conflicts, and applies what was picked there."""

    def __init__(
        self,
        host: Host,
        shell: Shell,
        work: Work,
        tray: Tray,
        navigation: ImageNavigation,
        canvas: QgsMapCanvas,
    ) -> None:
        super().__init__()
        self._host = host
        self._shell = shell
        self._work = work
        self._tray = tray
        self._page = ConflictsPage()
        shell.add_page(self._page)
        self._versions = VersionsOnMap(canvas, navigation)
        self._tray.conflicts.clicked.connect(lambda: self.show_conflicts())
        self._page.pointed.connect(self._point)
        self._page.picked.connect(self._versions.pick)
        self._page.applied.connect(self._apply)
        self._page.left.connect(self._versions.leave)
        work.failed.connect(self._note_conflicts)

    def unload(self) -> None:
        """Removes everything from the map."""
        self._work.failed.disconnect(self._note_conflicts)
        self._versions.unload()

    def note(self, opened: OpenedCampaign) -> Steps[None]:
        """Shows the conflicts left by opening a campaign, as part of that work."""
        if opened.conflicts:
            yield from self._comparing(opened.workspace)
        else:
            self._show(Conflicts())

    def show_conflicts(self) -> None:
        """Reads the conflicts again: people may have edited since."""
        campaign = self._host.campaign
        if campaign is None or not self._host.save_edits():
            return
        self._work.start(_comparing(), self._comparing(campaign.workspace))

    def _comparing(self, workspace: WorkspaceRef) -> Steps[None]:
        read = partial(read_conflicts, workspace)
        self._show((yield from in_thread(read, _comparing())))

    def _show(self, conflicts: Conflicts) -> None:
        self._tray.show_conflicts(conflicts)
        if not len(conflicts) or self._host.campaign is None:
            self._shell.leave_page(self._page)
            return
        self._page.show_conflicts(conflicts)
        self._shell.show_page(self._page)
        self._work.afterwards(self._begin)  # until the work has ended, the page is disabled

    def _begin(self) -> None:
        if self._page.isVisible():
            self._page.begin()

    def _note_conflicts(self, error: ScaneoError) -> None:
        """An export stops at conflicts."""
        if isinstance(error, OpenConflicts):
            self._show(error.conflicts)

    def _point(self, conflict: AnyConflict) -> None:
        if isinstance(conflict, ImageConflict):
            self._versions.show(conflict, self._page.side_of(conflict))
            self._page.list.setFocus()  # labelling gives the focus to the map with each image
        else:
            self._versions.leave()

    def _apply(self) -> None:
        """Applies the picks; then the campaign is opened again."""
        campaign, picks = self._host.campaign, dict(self._page.picks)
        if campaign is None or not self._host.save_edits():
            return
        title = tr("Bringing both versions together…")
        self._work.start(title, self._settling(campaign.workspace, picks))

    def _settling(self, workspace: WorkspaceRef, picks: dict[AnyConflict, Side]) -> Steps[None]:
        def settle(feedback: QgsFeedback) -> None:
            resolve_conflicts(workspace, picks, feedback)

        try:
            yield from self._host.reload(partial(self._tell, picks), settle)
        except Cancelled:
            raise
        except ScaneoError:  # the folder may have changed since the picks
            self._work.afterwards(self.show_conflicts)
            raise

    def _tell(self, picks: dict[AnyConflict, Side], opened: OpenedCampaign) -> None:
        mine = sum(side is Side.OURS for side in picks.values())
        title = tr("{count:,} conflict settled", "{count:,} conflicts settled", count=len(picks))
        text = tr("Kept mine: {mine}. Taken theirs: {theirs}.", mine=mine, theirs=len(picks) - mine)
        if opened.edited and not opened.conflicts:
            text += " " + tr("Export writes what is kept into the folder.")
        self._work.tell(title, text, Qgis.MessageLevel.Success)


def _comparing() -> str:
    return tr("Comparing with the folder…")
