"""Exports the campaign: preview, then write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Optional

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject

from ...core.campaign.exporting.export_campaign import export_campaign, preview_export
from ...core.campaign.file_changes import Export
from ...core.workspace.workspace_ref import WorkspaceRef
from ..common.text import tr
from ..work.bar_messages import (
    exported_message,
    nothing_to_export,
    preview_notes,
)
from ..work.host import Host, Shell
from ..work.settings import Settings
from ..work.steps import Steps, in_thread
from ..work.unread import reading_rest
from ..work.work import Work
from .export_page import ExportPage
from .taking_over import taking_over


class Exporter(QObject):
    """Shows what an export would write, and writes it when the user confirms."""

    def __init__(self, host: Host, shell: Shell, work: Work, settings: Settings) -> None:
        super().__init__()
        self._host = host
        self._shell = shell
        self._work = work
        self._settings = settings
        self._target: Optional[Path] = None
        self._previewed = 0  # the number of saves at the shown preview
        self._page = ExportPage()
        self._page.confirmed.connect(self.export)
        self._page.leave_out.setChecked(settings.leaves_out_empty())
        self._page.leave_out.clicked.connect(self._leave_out)
        shell.add_page(self._page)

    def _leave_out(self, is_left_out: bool) -> None:
        """Sets whether images without annotations are left out, and shows the new preview."""
        self._settings.leave_out_empty(is_left_out)
        self.preview(str(self._target or ""))

    def preview(self, target: str) -> None:
        """Shows what an export would write; the user decides whether to write it."""
        campaign = self._host.campaign
        if campaign is None or not self._host.save_edits():
            return
        self._target = Path(target) if target else None
        self._work.start(
            tr("Comparing with the folder…"), self._comparing(campaign.workspace, self._target)
        )

    def _comparing(self, workspace: WorkspaceRef, target: Optional[Path]) -> Steps[None]:
        """Merges what others changed first, while nobody can edit; not under open conflicts."""
        merged: Optional[Sequence[str]] = ()
        if target is None:
            merged = yield from taking_over(self._host, self._work, workspace)
        else:
            yield from reading_rest(self._host.session)
        session = self._host.session
        if merged is None or session is None:
            return
        self._previewed = session.saving.save_count
        leave_out = self._settings.leaves_out_empty()
        preview = yield from in_thread(
            lambda feedback: preview_export(
                workspace, target, feedback, merge=False, leave_out=leave_out
            )
        )
        self._show_preview(replace(preview, merged=merged))

    def _show_preview(self, preview: Export) -> None:
        campaign = self._host.campaign
        if campaign is None:  # the user has removed its layers meanwhile
            return
        if preview.problems:
            self._host.show_problems([*preview.problems, *campaign.problems])
        if preview.files or preview.left_out:
            self._page.show_preview(preview, preview_notes(preview))
            self._shell.show_page(self._page)
            self._page.write.setFocus()
            return
        self._host.recount()  # edits that were undone don't count any more
        self._work.tell(*nothing_to_export(preview))

    def export(self) -> None:
        """Writes what the preview showed; if there were edits since, shows it again."""
        campaign, session = self._host.campaign, self._host.session
        if campaign is None or session is None:
            return
        if session.saving.save_count != self._previewed or session.is_modified:
            text = tr("There are new edits: look again at what would be written.")
            self._work.tell(tr("Nothing was written"), text, Qgis.MessageLevel.Info)
            self.preview(str(self._target or ""))
            return
        self._work.start(tr("Exporting…"), self._exporting(campaign.workspace, self._target))

    def _exporting(self, workspace: WorkspaceRef, target: Optional[Path]) -> Steps[None]:
        keep, leave_out = self._settings.kept_backups(), self._settings.leaves_out_empty()
        done = yield from in_thread(
            lambda feedback: export_campaign(
                workspace, target, feedback, keep, merge=False, leave_out=leave_out
            )
        )
        self._host.recount()
        self._work.tell(*exported_message(done))
