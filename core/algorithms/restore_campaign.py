"""``scaneo:restorecampaign``: restores a folder from a backup."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFolder,
    QgsProcessingOutputString,
)

from ..base.names import shown
from ..campaign.restoring.restore_campaign import Restored, restore_campaign
from ..campaign.workspaces.of_campaign import default_workspace
from ..qgis.counts import file_count
from ..qgis.layers import is_in
from ..qgis.translation import tr
from ..store.write.backups import Backup, list_backups
from ..workspace.campaign_folder import campaign_folder
from ..workspace.workspace_ref import is_of_campaign
from .base import ScaneoAlgorithm, Values
from .declaration import Declaration, Output
from .log_messages import tell_backup, tell_files, tell_problems
from .open_edits_guard import refuse_open_edits
from .parameters import Folder, Parameter, String


class RestoreCampaign(ScaneoAlgorithm):
    """Restores a backup, and lists all backups."""

    NAME = "restorecampaign"

    def declare(self) -> Declaration[Restored]:
        """What its users see of it."""
        return Declaration[Restored](
            title=tr("Restore SCANEO campaign"),
            summary=tr("Puts a folder of SCANEO annotations back to how it was before a write."),
            tags=tr("undo,backup,annotations,labels,machine learning,folder"),
            intro=tr(
                "Each write to a campaign's folder keeps what it replaces in "
                ".scaneo_bridge/backups in the folder. This puts the folder back to how it was "
                "before one of them: files that were replaced get what they held, files that were "
                "added go, and the later writes are taken back, too. What that replaces is kept "
                "in a new backup.\n\n"
                "A file that a write added and that another program has changed since stays, and "
                "is named. Open the campaign again afterwards: edits in its workspace are kept."
            ),
            parameters=(
                Parameter("FOLDER", tr("Folder"), Folder(), tr("the campaign's folder.")),
                Parameter(
                    "BACKUP",
                    tr("Backup"),
                    String(usual=""),
                    tr(
                        "the name of one of the folders in .scaneo_bridge/backups; the newest if "
                        "left empty. The log lists them all."
                    ),
                ),
            ),
            outputs=(
                Output(
                    "FOLDER", tr("Folder"), lambda done: str(done.folder), QgsProcessingOutputFolder
                ),
                Output(
                    "BACKUP", tr("Backup"), lambda done: done.backup.name, QgsProcessingOutputString
                ),
                Output("FILES_WRITTEN", tr("Files written"), lambda done: len(done.files)),
                Output("PROBLEM_COUNT", tr("Problems"), lambda done: len(done.problems)),
            ),
        )

    def begin(
        self, values: Values, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Looks for open edits: those of rows that are deleted can't be saved any more."""
        folder = campaign_folder(values["FOLDER"])
        workspace = default_workspace(folder)
        refuse_open_edits(
            context,
            lambda layer: is_in(layer, workspace) or is_of_campaign(layer, folder),
            lambda layers: tr(
                "The campaign is open, and its edits in {layers} are not saved. Save or discard "
                "them first, then restore again.",
                layers=layers,
            ),
        )

    def execute(self, values: Values, feedback: QgsProcessingFeedback) -> Restored:
        """Lists the backups first, as a restore adds one more."""
        folder = values["FOLDER"]
        for backup in list_backups(folder):
            files = file_count(len(backup.files))
            feedback.pushInfo(f"{backup.name}: {_written_by(backup)}, {files}")
        return restore_campaign(folder, values["BACKUP"], feedback)

    def tell(self, done: Restored, feedback: QgsProcessingFeedback) -> None:
        """What was restored, and what was not."""
        tell_problems(done.problems, feedback)
        tell_files(done.files, feedback)
        tell_backup(done.kept, feedback)


def _written_by(backup: Backup) -> str:
    """What kind of write made a backup."""
    words = {
        "export": tr("export"),
        "layers": tr("layers"),
        "mend": tr("mend"),
        "merge": tr("merge"),
        "restore": tr("restore"),
    }
    return words.get(backup.what) or shown(backup.what)
