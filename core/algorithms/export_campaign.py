"""``scaneo:exportcampaign``: exports a workspace to its folder."""

from __future__ import annotations

from functools import partial

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingOutputFolder

from ..base.names import shown
from ..campaign.exporting.export_campaign import export_campaign
from ..campaign.file_changes import Export
from ..formats.scaneo.merge.side import Side
from ..qgis.counts import image_count
from ..qgis.layers import is_in
from ..qgis.translation import tr
from ..workspace.workspace_ref import WorkspaceRef
from .base import ScaneoAlgorithm, Values
from .declaration import Declaration, Output
from .log_messages import tell_backup, tell_files, tell_problems, tell_reindexed, tell_taken_over
from .open_edits_guard import unsaved_layers
from .parameters import Choice, File, Folder, Parameter


class ExportCampaign(ScaneoAlgorithm):
    """Exports a workspace, after merging what others changed in the folder."""

    NAME = "exportcampaign"

    def __init__(self) -> None:
        super().__init__()
        self._unsaved: list[str] = []

    def declare(self) -> Declaration[Export]:
        """What its users see of it."""
        return Declaration[Export](
            title=tr("Export SCANEO campaign"),
            summary=tr("Writes the edits of a workspace into a folder of SCANEO annotations."),
            tags=tr("save,annotations,labels,machine learning,geojson,folder"),
            intro=tr(
                "Writes what was edited in a workspace into the campaign's folder. Only files "
                "whose annotations changed are written, and in them only the annotations that "
                "changed. What is replaced is kept in .scaneo_bridge/backups in the folder.\n\n"
                "If a file changed on disk since it was read, what is new in it is taken over "
                "into the workspace before. Where an annotation was changed both there and in the "
                "workspace, nothing is written, and the file is named, unless Conflicts says "
                "which is right."
            ),
            parameters=_parameters(),
            outputs=(
                Output(
                    "FOLDER", tr("Folder"), lambda done: str(done.folder), QgsProcessingOutputFolder
                ),
                Output("FILES_WRITTEN", tr("Files written"), lambda done: len(done.files)),
                Output("FILES_UNCHANGED", tr("Files unchanged"), lambda done: done.unchanged_count),
                Output("ANNOTATION_COUNT", tr("Annotations"), lambda done: done.annotation_count),
                Output("PROBLEM_COUNT", tr("Problems"), lambda done: len(done.problems)),
            ),
        )

    def begin(
        self, values: Values, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Looks for edits that are not in the workspace yet."""
        self._unsaved = unsaved_layers(
            context, partial(is_in, workspace=WorkspaceRef.at(values["WORKSPACE"]))
        )

    def execute(self, values: Values, feedback: QgsProcessingFeedback) -> Export:
        """Exports; with open edits, the rows of the workspace must not change."""
        for name in self._unsaved:
            feedback.pushWarning(
                tr("{layer} has edits that are not saved, and so not exported.", layer=name)
            )
        return export_campaign(
            values["WORKSPACE"],
            values["FOLDER"],
            feedback,
            conflicts=values["CONFLICTS"],
            merge=not self._unsaved,
            leave_out=values["EMPTY"],
        )

    def tell(self, done: Export, feedback: QgsProcessingFeedback) -> None:
        """What was written, merged, replaced and left out."""
        tell_problems(done.problems, feedback)
        tell_taken_over(done.merged, feedback)
        tell_files(done.files, feedback)
        if done.replaced:
            feedback.pushWarning(
                tr(
                    "Another version was there and gave way; a backup keeps it: {files}",
                    files=", ".join(map(shown, done.replaced)),
                )
            )
        tell_reindexed(done.reindexed, feedback)
        if done.left_out:
            images = image_count(len(done.left_out))
            feedback.pushInfo(tr("Left out, for they have no annotation: {images}", images=images))
        tell_backup(done.backup, feedback)


def _parameters() -> tuple[Parameter, ...]:
    return (
        Parameter(
            "WORKSPACE",
            tr("Workspace"),
            File(tr("GeoPackage (*.gpkg)")),
            tr("the GeoPackage that Import SCANEO campaign made."),
        ),
        Parameter(
            "FOLDER",
            tr("Folder"),
            Folder(is_optional=True),
            tr(
                "where to write; the folder that the campaign came from if left empty. "
                "Another folder gets all files of the campaign but the images."
            ),
        ),
        Parameter(
            "CONFLICTS",
            tr("Conflicts"),
            Choice(
                {
                    None: tr("Write nothing and name the files"),
                    Side.OURS: tr("Keep the workspace's version"),
                    Side.THEIRS: tr("Take the folder's version"),
                }
            ),
            tr(
                "what to do where an annotation was changed both in the workspace and in the "
                "folder, or changed in one and deleted in the other."
            ),
        ),
        Parameter(
            "EMPTY",
            tr("Images verified to have no annotation"),
            Choice({False: tr("Write files with an empty list"), True: tr("Leave them out")}),
            tr(
                "a file with an empty list tells them from images that nobody has seen, but "
                "some training programs stop on it. Left out, a file that was emptied here is "
                "deleted; one that was empty before stays as it is."
            ),
        ),
    )
