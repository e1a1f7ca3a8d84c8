"""``scaneo:restorecampaign``: a folder as it was before a write."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputFolder,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ..base.shown import shown
from ..campaign.restoring.restore_campaign import restore_campaign
from ..campaign.workspaces.of_campaign import default_workspace
from ..qgis.layers import is_in
from ..store.write.backups import list_backups
from ..workspace.layer_sources import is_of_campaign
from .base import ScaneoAlgorithm, tell_problems, told_to_user, unsaved_layers


class RestoreCampaign(ScaneoAlgorithm):
    """See the help text."""

    NAME = "restorecampaign"
    FOLDER, BACKUP = "FOLDER", "BACKUP"
    FILES_WRITTEN, PROBLEM_COUNT = "FILES_WRITTEN", "PROBLEM_COUNT"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Restore SCANEO campaign")

    def shortDescription(self) -> str:
        """The tooltip in the toolbox."""
        return self.tr("Puts a folder of SCANEO annotations back to how it was before a write.")

    def tags(self) -> list[str]:
        """Words by which the toolbox finds it."""
        return self.tr("undo,backup,annotations,labels,machine learning,folder").split(",")

    def shortHelpString(self) -> str:
        """The help beside the parameters."""
        return self.tr(
            "Each write to a campaign's folder keeps what it replaces in .scaneo_bridge/backups "
            "in the folder. This puts the folder back to how it was before one of them: files that "
            "were replaced get what they held, files that were added go, and the later writes are "
            "taken back, too. What that replaces is kept in a new backup.\n\n"
            "A file that a write added and that another program has changed since stays, and is "
            "named. Open the campaign again afterwards: edits in its workspace are kept.\n\n"
            "Folder: the campaign's folder.\n"
            "Backup: the name of one of the folders in .scaneo_bridge/backups; the newest if left "
            "empty. The log lists them all."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declares parameters and results."""
        self.addParameter(
            QgsProcessingParameterFile(
                self.FOLDER,
                self.tr("Folder"),
                QgsProcessingParameterFile.Behavior.Folder,
            )
        )
        self.addParameter(
            QgsProcessingParameterString(self.BACKUP, self.tr("Backup"), "", optional=True)
        )
        self.addOutput(QgsProcessingOutputFolder(self.FOLDER, self.tr("Folder")))
        self.addOutput(QgsProcessingOutputString(self.BACKUP, self.tr("Backup")))
        for name, title in (
            (self.FILES_WRITTEN, self.tr("Files written")),
            (self.PROBLEM_COUNT, self.tr("Problems")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, title))

    def prepareAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> bool:
        """Looks, on the main thread, for open edits: those of rows that go are saved nowhere."""
        folder = self._folder(parameters, context)
        with told_to_user():
            workspace = default_workspace(folder)
        unsaved = unsaved_layers(
            context, lambda one: is_in(one, workspace) or is_of_campaign(one, folder)
        )
        if unsaved:
            raise QgsProcessingException(
                self.tr(
                    "The campaign is open, and its edits in {layers} are not saved. Save or "
                    "discard them first, then restore again."
                ).format(layers=", ".join(unsaved))
            )
        return True

    def processAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Restores; QGIS calls it, in a thread of its own."""
        folder = self._folder(parameters, context)
        name = self.parameterAsString(parameters, self.BACKUP, context)
        with told_to_user():
            for backup in list_backups(folder):
                files = self.counted(len(backup.files), "file")
                feedback.pushInfo(f"{backup.name}: {shown(backup.what)}, {files}")
            done = restore_campaign(folder, name, feedback)
        tell_problems(done.problems, feedback)
        for file in done.files:
            feedback.pushInfo(f"{shown(file.path)}: +{file.added} ~{file.changed} -{file.deleted}")
        if done.kept is not None:
            feedback.pushInfo(
                self.tr("What was replaced is kept in {folder}").format(folder=done.kept)
            )
        return {
            self.FOLDER: str(done.folder),
            self.BACKUP: done.backup.name,
            self.FILES_WRITTEN: len(done.files),
            self.PROBLEM_COUNT: len(done.problems),
        }

    def _folder(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Path:
        path = Path(self.parameterAsFile(parameters, self.FOLDER, context))
        return Path(os.path.abspath(path.expanduser()))
