"""``scaneo:importcampaign``: reads a campaign's folder into a workspace and its layers."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from qgis.core import (
    QgsMapLayer,
    QgsMapLayerStyle,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProcessingOutputVectorLayer,
)

from ..base.model import Label, Task
from ..campaign.opening.open_campaign import OpenedCampaign, open_campaign
from ..campaign.workspaces.of_campaign import default_workspace
from ..formats.scaneo.merge.side import Side
from ..qgis.counts import annotation_count, image_count, problem_count
from ..qgis.layers import gather_layer, is_in, make_layer, style_layer
from ..qgis.translation import tr
from ..workspace.campaign_folder import campaign_folder
from ..workspace.workspace_ref import IMAGES, KINDS, WorkspaceRef
from .base import ScaneoAlgorithm, Values
from .declaration import Declaration, Output
from .log_messages import tell_problems, tell_taken_over
from .open_edits_guard import refuse_open_edits
from .parameters import Boolean, Choice, FileDestination, Folder, Parameter


class ImportCampaign(ScaneoAlgorithm):
    """Opens a campaign, and loads its layers where there is a project."""

    NAME = "importcampaign"

    def declare(self) -> Declaration[OpenedCampaign]:
        """What its users see of it."""
        return Declaration[OpenedCampaign](
            title=tr("Import SCANEO campaign"),
            summary=tr("Opens a folder of SCANEO annotations as layers, one for each task."),
            tags=tr("open,annotations,labels,machine learning,geojson,folder"),
            intro=tr(
                "Opens a folder of GeoTIFF images and their SCANEO annotations as QGIS layers: "
                "one for each task (classification, detection, segmentation) and one with the "
                "outlines of the images, in the colours of the folder's spai.json.\n\n"
                "The layers lie in a workspace, a GeoPackage in which they are edited. Nothing "
                "else in the folder changes until the campaign is exported. Where the workspace "
                "exists, its edits are kept, and what changed in the folder since is merged with "
                "them.\n\n"
                "A file that can't be read is listed in the log and left as it is; all others are "
                "imported."
            ),
            parameters=_parameters(),
            outputs=(
                *(
                    Output(
                        kind.upper(),
                        title,
                        partial(_layer_source, kind=kind),
                        QgsProcessingOutputVectorLayer,
                    )
                    for kind, title in _titles().items()
                ),
                Output("IMAGE_COUNT", tr("Images"), lambda done: done.image_count),
                Output("ANNOTATION_COUNT", tr("Annotations"), lambda done: done.annotation_count),
                Output("PROBLEM_COUNT", tr("Problems"), lambda done: done.problem_count),
                Output(
                    "CONFLICT_COUNT", tr("Files with conflicts"), lambda done: len(done.conflicts)
                ),
            ),
            made={"WORKSPACE": lambda done: str(done.workspace)},
        )

    def begin(
        self, values: Values, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Looks for open edits: rows must not change under them."""
        chosen = values["WORKSPACE"]
        folder = campaign_folder(values["FOLDER"])
        workspace = WorkspaceRef.at(chosen) if chosen else default_workspace(folder)
        refuse_open_edits(
            context,
            partial(is_in, workspace=workspace),
            lambda layers: tr(
                "The campaign is open, and its edits in {layers} are not saved. Save or discard "
                "them first, then import again.",
                layers=layers,
            ),
        )

    def execute(self, values: Values, feedback: QgsProcessingFeedback) -> OpenedCampaign:
        """Opens the campaign."""
        return open_campaign(
            values["FOLDER"],
            values["WORKSPACE"],
            feedback,
            conflicts=values["CONFLICTS"],
            recovers=values["RECOVER"],
        )

    def tell(self, done: OpenedCampaign, feedback: QgsProcessingFeedback) -> None:
        """The problems, the counts, and what became of edits."""
        tell_problems(done.problems, feedback)
        counts = (
            image_count(done.image_count),
            annotation_count(done.annotation_count),
            problem_count(done.problem_count),
        )
        feedback.pushInfo(", ".join(counts))
        tell_taken_over(done.merged, feedback)
        if done.edited:
            images = image_count(len(done.edited))
            feedback.pushInfo(tr("Edits of {images} are not exported yet.", images=images))
        if done.recovered:
            feedback.pushWarning(
                tr(
                    "Edits here again that were open when QGIS ended unexpectedly: {count}.",
                    count=done.recovered,
                )
            )

    def load(self, done: OpenedCampaign, context: QgsProcessingContext) -> None:
        """Lets QGIS load the layers where there is a project."""
        if context.project() is None:
            return
        with done.workspace.open(writable=False) as workspace:
            labels = workspace.labels()
        for kind in KINDS:
            details = QgsProcessingContext.LayerDetails(kind, context.project(), kind.upper())
            details.forceName = True
            styler = _Styler(done, kind, labels)
            _Styler.waiting.add(styler)
            details.setPostProcessor(styler)
            context.addLayerToLoadOnCompletion(_layer_source(done, kind), details)


def _titles() -> dict[str, str]:
    """What the layers are called among the results."""
    return {
        Task.DETECTION.value: tr("Detection"),
        Task.SEGMENTATION.value: tr("Segmentation"),
        Task.CLASSIFICATION.value: tr("Classification"),
        IMAGES: tr("Images"),
    }


def _parameters() -> tuple[Parameter, ...]:
    return (
        Parameter(
            "FOLDER",
            tr("Campaign folder"),
            Folder(),
            tr("the folder that holds the images and, if there is one, spai.json."),
        ),
        Parameter(
            "WORKSPACE",
            tr("Workspace"),
            FileDestination(tr("GeoPackage (*.gpkg)")),
            tr("where the GeoPackage goes; scaneo.gpkg in the folder if left empty."),
        ),
        Parameter(
            "CONFLICTS",
            tr("Conflicts"),
            Choice(
                {
                    None: tr("Leave them open and name the files"),
                    Side.OURS: tr("Keep the workspace's version"),
                    Side.THEIRS: tr("Take the folder's version"),
                }
            ),
            tr(
                "what to do where an annotation was changed both in the workspace and in the "
                "folder, or changed in one and deleted in the other. Where another workspace "
                "of the folder has edits, they are taken over, and its version is the folder's."
            ),
        ),
        Parameter(
            "RECOVER",
            tr("Recover edits that may be open on another machine"),
            Boolean(),
            tr(
                "open edits of a QGIS that was killed are always recovered. Where it can't be "
                "known whether it was, such as on another machine, they are left and the log "
                "says so, unless this is set: then they are saved."
            ),
            heading=tr("Recover edits"),
        ),
    )


def _layer_source(done: OpenedCampaign, kind: str) -> str:
    return done.workspace.uri(kind)


class _Styler(QgsProcessingLayerPostProcessorInterface):
    """Styles a layer after QGIS has loaded it.

    ``waiting`` keeps the stylers alive until then: QGIS has no reference to them, and the algorithm
    that made them may be deleted earlier.
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
        """Called by QGIS on the main thread."""
        self.waiting.discard(self)
        opened = self._opened
        opened.workspace.forget_folder()
        # Processing has loaded the default style of this file or table, if there is one.
        fresh = make_layer(opened.workspace, opened.folder, self._kind)
        style_layer(fresh, self._labels)
        style = QgsMapLayerStyle()
        style.readFromLayer(fresh)
        style.writeToLayer(layer)
        gather_layer(context.project(), layer, opened.folder.path.name)
