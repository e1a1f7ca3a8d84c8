"""``scaneo:importcampaign``: a campaign's folder into a workspace and its layers."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from qgis.core import (
    QgsMapLayer,
    QgsMapLayerStyle,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProcessingOutputNumber,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
)

from ..base.model import Label
from ..base.shown import shown
from ..campaign.opening.open_campaign import OpenedCampaign, open_campaign
from ..campaign.workspaces.of_campaign import default_workspace
from ..qgis.layers import gather_layer, is_in, layer_source, make_layer, style_layer
from ..workspace.layer_sources import KINDS, forget_folder
from ..workspace.workspace import Workspace
from .base import ScaneoAlgorithm, chosen_side, tell_problems, told_to_user, unsaved_layers


class ImportCampaign(ScaneoAlgorithm):
    """See the help text."""

    NAME = "importcampaign"
    FOLDER, WORKSPACE, CONFLICTS, RECOVER = "FOLDER", "WORKSPACE", "CONFLICTS", "RECOVER"
    IMAGE_COUNT, ANNOTATION_COUNT = "IMAGE_COUNT", "ANNOTATION_COUNT"
    PROBLEM_COUNT, CONFLICT_COUNT = "PROBLEM_COUNT", "CONFLICT_COUNT"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Import SCANEO campaign")

    def shortDescription(self) -> str:
        """The tooltip in the toolbox."""
        return self.tr("Opens a folder of SCANEO annotations as layers, one for each task.")

    def tags(self) -> list[str]:
        """Words by which the toolbox finds it."""
        return self.tr("open,annotations,labels,machine learning,geojson,folder").split(",")

    def shortHelpString(self) -> str:
        """The help beside the parameters."""
        return self.tr(
            "Opens a folder of GeoTIFF images and their SCANEO annotations as QGIS layers: one for "
            "each task (classification, detection, segmentation) and one with the outlines of the "
            "images, in the colours of the folder's spai.json.\n\n"
            "The layers lie in a workspace, a GeoPackage in which they are edited. Nothing else in "
            "the folder changes until the campaign is exported. Where the workspace exists, its "
            "edits are kept, and what changed in the folder since is merged with them.\n\n"
            "A file that can't be read is listed in the log and left as it is; all others are "
            "imported.\n\n"
            "Campaign folder: the folder that holds the images and, if there is one, spai.json.\n"
            "Workspace: where the GeoPackage goes; scaneo.gpkg in the folder if left empty.\n"
            "Conflicts: what to do where an annotation was changed both in the workspace and in "
            "the folder, or changed in one and deleted in the other. Where another workspace of "
            "the folder has edits, they are taken over, and its version is the folder's.\n"
            "Recover edits: open edits of a QGIS that was killed are always recovered. Where it "
            "can't be known whether it was, such as on another machine, they are left and the log "
            "says so, unless this is set: then they are saved."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declares parameters and results."""
        self.addParameter(
            QgsProcessingParameterFile(
                self.FOLDER,
                self.tr("Campaign folder"),
                QgsProcessingParameterFile.Behavior.Folder,
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.WORKSPACE,
                self.tr("Workspace"),
                self.tr("GeoPackage (*.gpkg)"),
                optional=True,
                createByDefault=False,
            )
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                self.CONFLICTS,
                self.tr("Conflicts"),
                [
                    self.tr("Leave them open and name the files"),
                    self.tr("Keep the workspace's version"),
                    self.tr("Take the folder's version"),
                ],
                defaultValue=0,
            )
        )
        self.addParameter(
            QgsProcessingParameterBoolean(
                self.RECOVER,
                self.tr("Recover edits that may be open on another machine"),
                defaultValue=False,
            )
        )
        for kind in KINDS:
            self.addOutput(QgsProcessingOutputVectorLayer(kind.upper(), kind.capitalize()))
        self.addOutput(QgsProcessingOutputNumber(self.IMAGE_COUNT, self.tr("Images")))
        self.addOutput(QgsProcessingOutputNumber(self.ANNOTATION_COUNT, self.tr("Annotations")))
        self.addOutput(QgsProcessingOutputNumber(self.PROBLEM_COUNT, self.tr("Problems")))
        self.addOutput(
            QgsProcessingOutputNumber(self.CONFLICT_COUNT, self.tr("Files with conflicts"))
        )

    def prepareAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> bool:
        """Looks, on the main thread, for open edits: rows must not change under them."""
        folder = self.parameterAsFile(parameters, self.FOLDER, context)
        chosen = self.parameterAsFileOutput(parameters, self.WORKSPACE, context)
        with told_to_user():
            workspace = Path(chosen) if chosen else default_workspace(Path(os.path.abspath(folder)))
        unsaved = unsaved_layers(context, partial(is_in, workspace=workspace))
        if unsaved:
            raise QgsProcessingException(
                self.tr(
                    "The campaign is open, and its edits in {layers} are not saved. Save or "
                    "discard them first, then import again."
                ).format(layers=", ".join(unsaved))
            )
        return True

    def processAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Imports; QGIS calls it, in a thread of its own."""
        folder = self.parameterAsFile(parameters, self.FOLDER, context)
        chosen = self.parameterAsFileOutput(parameters, self.WORKSPACE, context)
        with told_to_user():
            workspace = Path(chosen) if chosen else None
            side = chosen_side(self.parameterAsEnum(parameters, self.CONFLICTS, context))
            recovers = self.parameterAsBoolean(parameters, self.RECOVER, context)
            opened = open_campaign(Path(folder), workspace, feedback, side, recovers)
            tell_problems(opened.problems, feedback)
            self._load(opened, context)
        feedback.pushInfo(
            ", ".join(
                (
                    self.counted(opened.image_count, "image"),
                    self.counted(opened.annotation_count, "annotation"),
                    self.counted(opened.problem_count, "problem"),
                )
            )
        )
        for path in opened.merged:
            feedback.pushInfo(
                self.tr("Changed on disk, and taken over: {path}").format(path=shown(path))
            )
        if opened.edited:
            feedback.pushInfo(
                self.tr("Edits of {images} are not exported yet.").format(
                    images=self.counted(len(opened.edited), "image")
                )
            )
        if opened.recovered:
            feedback.pushWarning(
                self.tr(
                    "Edits here again that were open when QGIS ended unexpectedly: {count}."
                ).format(count=opened.recovered)
            )
        return {
            self.WORKSPACE: str(opened.workspace),
            **{kind.upper(): layer_source(opened.workspace, kind) for kind in KINDS},
            self.IMAGE_COUNT: opened.image_count,
            self.ANNOTATION_COUNT: opened.annotation_count,
            self.PROBLEM_COUNT: opened.problem_count,
            self.CONFLICT_COUNT: len(opened.conflicts),
        }

    def _load(self, opened: OpenedCampaign, context: QgsProcessingContext) -> None:
        """Asks QGIS to load the layers when all is done, where there is a project to load into."""
        if context.project() is None:
            return
        with Workspace.open(opened.workspace, writable=False) as workspace:
            labels = workspace.labels()
        for kind in KINDS:
            details = QgsProcessingContext.LayerDetails(kind, context.project(), kind.upper())
            details.forceName = True
            styler = _Styler(opened, kind, labels)
            _Styler.waiting.add(styler)
            details.setPostProcessor(styler)
            context.addLayerToLoadOnCompletion(layer_source(opened.workspace, kind), details)


class _Styler(QgsProcessingLayerPostProcessorInterface):
    """Styles a layer once QGIS has loaded it.

    ``waiting`` holds them until then: QGIS keeps no reference of its own, and the algorithm that
    made them may be gone by that time.
    """

    waiting: ClassVar[set[_Styler]] = set()

    def __init__(self, opened: OpenedCampaign, kind: str, labels: list[Label]) -> None:
        super().__init__()
        self._opened = opened
        self._kind = kind
        self._labels = labels

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """QGIS calls it on the main thread."""
        self.waiting.discard(self)
        opened = self._opened
        forget_folder(opened.workspace)
        # Processing has read the style that is the default for this file or table, if there is one.
        fresh = make_layer(opened.workspace, opened.folder, self._kind)
        style_layer(fresh, self._labels)
        style = QgsMapLayerStyle()
        style.readFromLayer(fresh)
        style.writeToLayer(layer)
        gather_layer(context.project(), layer, opened.folder.name)
