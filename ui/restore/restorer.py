"""Shows the backups of the campaign's folder, and restores one."""

from __future__ import annotations

from qgis.core import Qgis, QgsFeedback
from qgis.PyQt.QtCore import QObject

from ...core.base.errors import ScaneoError
from ...core.base.model import Severity
from ...core.campaign.opening.open_campaign import OpenedCampaign
from ...core.campaign.restoring.restore_campaign import Restored, preview_restore, restore_campaign
from ...core.store.folder import CampaignFolder
from ...core.store.write.backups import Backup, list_backups
from ..common.text import export_counts, followed, said, tr
from ..work.host import Host, Shell
from ..work.settings import Settings
from ..work.steps import Steps, in_thread
from ..work.work import Work
from .backups_model import local_time
from .restore_page import RestorePage


class Restorer(QObject):
    """Fills the page of backups. After a restore, the campaign is opened again."""

    def __init__(self, host: Host, shell: Shell, work: Work, settings: Settings) -> None:
        super().__init__()
        self._host = host
        self._shell = shell
        self._page = RestorePage()
        shell.add_page(self._page)
        self._work = work
        self._settings = settings
        self._page.chosen.connect(self.preview)
        self._page.confirmed.connect(self.restore)
        self._page.keep_changed.connect(settings.keep_backups)

    def choose(self) -> None:
        """Shows the backups of the open campaign's folder."""
        campaign = self._host.campaign
        if campaign is None:
            return
        self._work.start(tr("Looking for backups…"), self._listing(campaign.folder))

    def _listing(self, folder: CampaignFolder) -> Steps[None]:
        backups = yield from in_thread(lambda feedback: list_backups(folder))
        if self._host.campaign is None:  # the user has removed its layers meanwhile
            return
        self._shell.show_page(self._page)
        self._page.show_backups(backups, self._settings.kept_backups())

    def preview(self, backup: Backup) -> None:
        """Finds out what restoring a backup would do."""
        campaign = self._host.campaign
        if campaign is None:
            return

        def show(preview: Restored) -> None:
            if self._page.backup == backup:  # otherwise another one was selected meanwhile
                self._page.show_preview(preview)

        def fail(error: ScaneoError) -> None:
            if self._page.backup == backup:
                self._page.show_error(said(error.message))

        self._work.run_aside(
            tr("Comparing with the folder…"),
            lambda feedback: preview_restore(campaign.folder, backup.name, feedback),
            show,
            fail,
        )

    def restore(self) -> None:
        """Saves open edits, restores the selected backup, and opens the campaign again."""
        campaign, backup = self._host.campaign, self._page.backup
        if campaign is None or backup is None or not self._host.save_edits():
            return
        self._work.start(tr("Restoring…"), self._restoring(campaign, backup.name))

    def _restoring(self, campaign: OpenedCampaign, name: str) -> Steps[None]:
        folder, workspace = campaign.folder, campaign.workspace
        keep = self._settings.kept_backups()
        restored: list[Restored] = []

        def put_back(feedback: QgsFeedback) -> None:
            restored.append(restore_campaign(folder, name, feedback, workspace, keep))

        def tell(opened: OpenedCampaign) -> None:
            self._tell(restored[0], opened)

        yield from self._host.reload(tell, put_back)  # nobody can edit meanwhile

    def _tell(self, done: Restored, opened: OpenedCampaign) -> None:
        title = tr("Restored as before {time}", time=local_time(done.backup))
        notes = []
        if opened.edited:
            notes.append(tr("Edits that were not exported are kept in the workspace."))
        stays = any(one.severity is Severity.ERROR for one in done.problems)
        level = Qgis.MessageLevel.Warning if stays else Qgis.MessageLevel.Success
        if stays:
            notes.append(tr("Some files stay as they were: the list of problems says why."))
        self._work.tell(title, followed(export_counts(done.files), notes), level)
        self._host.show_problems([*done.problems, *opened.problems])
