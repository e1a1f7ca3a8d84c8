"""``scaneo:exportcampaign``: a workspace back into a folder."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFolder,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
)

from ..base.shown import shown
from ..campaign.exporting.export_campaign import export_campaign
from ..qgis.layers import is_in
from .base import ScaneoAlgorithm, chosen_side, tell_problems, told_to_user, unsaved_layers


class ExportCampaign(ScaneoAlgorithm):
    """See the help text."""

    NAME = "exportcampaign"
    WORKSPACE, FOLDER, CONFLICTS, EMPTY = "WORKSPACE", "FOLDER", "CONFLICTS", "EMPTY"
    FILES_WRITTEN, FILES_UNCHANGED = "FILES_WRITTEN", "FILES_UNCHANGED"
    ANNOTATION_COUNT, PROBLEM_COUNT = "ANNOTATION_COUNT", "PROBLEM_COUNT"

    def __init__(self) -> None:
        super().__init__()
        self._unsaved: list[str] = []

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Export SCANEO campaign")

    def shortDescription(self) -> str:
        """The tooltip in the toolbox."""
        return self.tr("Writes the edits of a workspace into a folder of SCANEO annotations.")

    def tags(self) -> list[str]:
        """Words by which the toolbox finds it."""
        return self.tr("save,annotations,labels,machine learning,geojson,folder").split(",")

    def shortHelpString(self) -> str:
        """The help beside the parameters."""
        return self.tr(
            "Writes what was edited in a workspace into the campaign's folder. Only files whose "
            "annotations changed are written, and in them only the annotations that changed. What "
            "is replaced is kept in .scaneo_bridge/backups in the folder.\n\n"
            "If a file changed on disk since it was read, what is new in it is taken over into the "
            "workspace before. Where an annotation was changed both there and in the workspace, "
            "nothing is written, and the file is named, unless Conflicts says which is right.\n\n"
            "Workspace: the GeoPackage that Import SCANEO campaign made.\n"
            "Folder: where to write; the folder that the campaign came from if left empty. "
            "Another folder gets all files of the campaign but the images.\n"
            "Conflicts: what to do where an annotation was changed both in the workspace and in "
            "the folder, or changed in one and deleted in the other.\n"
            "Images verified to have no annotation: a file with an empty list tells them from "
            "images that nobody has seen, but some training programs stop on it. Left out, a file "
            "that was emptied here is deleted; one that was empty before stays as it is."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declares parameters and results."""
        self.addParameter(
            QgsProcessingParameterFile(
                self.WORKSPACE,
                self.tr("Workspace"),
                QgsProcessingParameterFile.Behavior.File,
                fileFilter=self.tr("GeoPackage (*.gpkg)"),
            )
        )
        self.addParameter(
            QgsProcessingParameterFile(
                self.FOLDER,
                self.tr("Folder"),
                QgsProcessingParameterFile.Behavior.Folder,
                optional=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                self.CONFLICTS,
                self.tr("Conflicts"),
                [
                    self.tr("Write nothing and name the files"),
                    self.tr("Keep the workspace's version"),
                    self.tr("Take the folder's version"),
                ],
                defaultValue=0,
            )
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                self.EMPTY,
                self.tr("Images verified to have no annotation"),
                [self.tr("Write files with an empty list"), self.tr("Leave them out")],
                defaultValue=0,
            )
        )
        self.addOutput(QgsProcessingOutputFolder(self.FOLDER, self.tr("Folder")))
        for name, title in (
            (self.FILES_WRITTEN, self.tr("Files written")),
            (self.FILES_UNCHANGED, self.tr("Files unchanged")),
            (self.ANNOTATION_COUNT, self.tr("Annotations")),
            (self.PROBLEM_COUNT, self.tr("Problems")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, title))

    def prepareAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> bool:
        """Looks, on the main thread, for edits that are not in the workspace yet."""
        workspace = Path(self.parameterAsFile(parameters, self.WORKSPACE, context))
        self._unsaved = unsaved_layers(context, partial(is_in, workspace=workspace))
        return True

    def processAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Exports; QGIS calls it, in a thread of its own."""
        workspace = self.parameterAsFile(parameters, self.WORKSPACE, context)
        folder = self.parameterAsFile(parameters, self.FOLDER, context)
        for name in self._unsaved:
            feedback.pushWarning(
                self.tr("{layer} has edits that are not saved, and so not exported.").format(
                    layer=name
                )
            )
        with told_to_user():
            done = export_campaign(
                Path(workspace),
                Path(folder) if folder else None,
                feedback,
                conflicts=chosen_side(self.parameterAsEnum(parameters, self.CONFLICTS, context)),
                merge=not self._unsaved,
                leave_out=bool(self.parameterAsEnum(parameters, self.EMPTY, context)),
            )
        tell_problems(done.problems, feedback)
        for path in done.merged:
            feedback.pushInfo(
                self.tr("Changed on disk, and taken over: {path}").format(path=shown(path))
            )
        for file in done.files:
            feedback.pushInfo(f"{shown(file.path)}: +{file.added} ~{file.changed} -{file.deleted}")
        if done.replaced:
            text = self.tr("Another version was there and gave way; a backup keeps it: {files}")
            feedback.pushWarning(text.format(files=", ".join(map(shown, done.replaced))))
        self.tell_reindexed(done.reindexed, feedback)
        if done.left_out:
            images = self.counted(len(done.left_out), "image")
            text = self.tr("Left out, for they have no annotation: {images}")
            feedback.pushInfo(text.format(images=images))
        if done.backup is not None:
            feedback.pushInfo(
                self.tr("What was replaced is kept in {folder}").format(folder=done.backup)
            )
        return {
            self.FOLDER: str(done.folder),
            self.FILES_WRITTEN: len(done.files),
            self.FILES_UNCHANGED: done.unchanged_count,
            self.ANNOTATION_COUNT: done.annotation_count,
            self.PROBLEM_COUNT: len(done.problems),
        }
