"""What happens where the folder and the workspace disagree: show, let the user pick, settle."""

from __future__ import annotations

from qgis.core import Qgis, QgsFeedback
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, QTimer

from ...core.base.errors import ScaneoError
from ...core.campaign.merging.folder_merge import Conflicts, ImageConflict, OpenConflicts
from ...core.campaign.opening.open_campaign import OpenedCampaign
from ...core.campaign.workspaces.conflicts import read_conflicts, resolve_conflicts
from ...core.formats.scaneo.merge.side import Side
from ..common.text import tr
from ..label.image_navigation import ImageNavigation
from ..label.page.tray import Tray
from ..work.host import Host, Shell
from ..work.work import Work
from .page import ConflictsPage
from .versions_on_map import Versions
from .words import AnyConflict


class Resolver(QObject):
    """The page of conflicts: fills it, and settles what was picked there."""

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
        self._versions = Versions(canvas, navigation)
        self._is_settling = False
        self._soon = QTimer(self._page)  # it goes with the page
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._begin)
        self._tray.conflicts.clicked.connect(lambda: self.look())
        self._page.pointed.connect(self._point)
        self._page.picked.connect(self._versions.pick)
        self._page.applied.connect(self._apply)
        self._page.left.connect(self._versions.leave)
        work.failed.connect(self._note_failure)

    def unload(self) -> None:
        """Leaves the map."""
        self._work.failed.disconnect(self._note_failure)
        self._versions.unload()

    def note(self, opened: OpenedCampaign) -> None:
        """Shows what opening a campaign could not bring together, as a part of that work."""
        workspace = opened.workspace
        if not opened.conflicts:
            self._show(Conflicts())
            return
        self._work.run(
            tr("Comparing with the folder…"),
            lambda feedback: read_conflicts(workspace, feedback),
            self._show,
        )

    def look(self) -> None:
        """Looks at the conflicts as they are now: people may have edited since."""
        campaign = self._host.campaign
        if campaign is None or not self._host.save_edits():
            return
        workspace = campaign.workspace
        self._work.start(
            tr("Comparing with the folder…"),
            lambda feedback: read_conflicts(workspace, feedback),
            self._show,
        )

    def _show(self, conflicts: Conflicts) -> None:
        self._tray.show_conflicts(conflicts)
        if not len(conflicts) or self._host.campaign is None:
            self._shell.leave_page(self._page)
            return
        self._page.show_conflicts(conflicts)
        self._shell.show_page(self._page)
        self._soon.start(0)  # once the work has ended: until then it takes no key

    def _begin(self) -> None:
        if self._page.isVisible():
            self._page.begin()

    def _note_failure(self, error: ScaneoError) -> None:
        """An export stops at conflicts; what was picked may be of a folder that changed since."""
        if isinstance(error, OpenConflicts):
            self._show(error.conflicts)
        elif self._is_settling:
            QTimer.singleShot(0, self.look)
        self._is_settling = False

    def _point(self, conflict: AnyConflict) -> None:
        if isinstance(conflict, ImageConflict):
            self._versions.show(conflict, self._page.side_of(conflict))
            self._page.list.setFocus()  # labelling takes it to the map with each image
        else:
            self._versions.leave()

    def _apply(self) -> None:
        """Settles what was picked; then the campaign is opened again."""
        campaign, picks = self._host.campaign, dict(self._page.picks)
        if campaign is None or not self._host.save_edits():
            return
        workspace = campaign.workspace

        def settle(feedback: QgsFeedback) -> None:
            resolve_conflicts(workspace, picks, feedback)

        def tell(opened: OpenedCampaign) -> None:
            self._is_settling = False
            self._tell(picks, opened)

        self._is_settling = True
        self._work.start(
            tr("Bringing both versions together…"),
            lambda feedback: None,
            lambda _: self._host.reload(tell, settle),
        )

    def _tell(self, picks: dict[AnyConflict, Side], opened: OpenedCampaign) -> None:
        mine = sum(side is Side.OURS for side in picks.values())
        title = tr("{count:,} conflict settled", "{count:,} conflicts settled", count=len(picks))
        text = tr("Kept mine: {mine}. Taken theirs: {theirs}.", mine=mine, theirs=len(picks) - mine)
        if opened.edited and not opened.conflicts:
            text += " " + tr("Export writes what is kept into the folder.")
        self._work.tell(title, text, Qgis.MessageLevel.Success)
