"""``scaneo:exportlayers``: exports any vector layers to a campaign's folder."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)

from ..base.errors import ScaneoError
from ..base.model import Task
from ..base.names import shown
from ..mapping.export import LayerExport, export_layers
from ..mapping.found_images import ImageFiles
from ..mapping.ledger import FeatureProblem
from ..mapping.mapping import Assign, LabelFrom, LabelSource, LayerMapping
from ..mapping.plan import LayerPlan
from ..mapping.sources import LayerSource
from ..qgis.counts import annotation_count, feature_count, image_count
from ..qgis.translation import tr
from .base import ScaneoAlgorithm, Values
from .declaration import Column, Declaration, Output, ResultTable
from .log_messages import tell_backup, tell_problems
from .open_edits_guard import warn_of_open_edits
from .parameters import Boolean, Choice, Expression, Folder, Layers, Parameter, String

_COLUMNS: Sequence[Column[FeatureProblem]] = (
    Column("layer", lambda problem: problem.layer),
    Column("id", lambda problem: problem.fid, "int8"),
    Column("what", lambda problem: problem.what),
    Column("mend", lambda problem: problem.mend),
)


class ExportLayers(ScaneoAlgorithm):
    """Exports features, and lists those that can't be exported."""

    NAME = "exportlayers"

    def declare(self) -> Declaration[LayerExport]:
        """What its users see of it."""
        return Declaration[LayerExport](
            title=tr("Export layers as SCANEO campaign"),
            summary=tr("Writes any vector layers as SCANEO annotations of the images below them."),
            tags=tr("annotations,labels,machine learning,geojson,training data,boxes"),
            intro=tr(
                "Turns the features of vector layers, in any coordinate reference system, into "
                "annotations of the GeoTIFF images that they lie on, and writes them into a "
                "campaign's folder for SCANEO."
            ),
            parameters=(*_what_to_export(), *_where_to()),
            outputs=(
                Output("FILES_WRITTEN", tr("Files written"), lambda done: len(done.files)),
                Output("FEATURE_COUNT", tr("Features"), lambda done: done.feature_count),
                Output("WRITTEN_COUNT", tr("Features written"), lambda done: done.written_count),
                Output("ANNOTATION_COUNT", tr("Annotations"), lambda done: done.annotation_count),
                Output("PROBLEM_COUNT", tr("Problems"), lambda done: len(done.problems)),
                Output("DELETED_COUNT", tr("Annotations deleted"), lambda done: done.deleted_count),
            ),
            table=ResultTable[LayerExport, FeatureProblem](
                "PROBLEMS",
                tr("Problems"),
                rows=lambda done: done.problems,
                columns=_COLUMNS,
                is_last=True,
            ),
            outro=tr(
                "A feature that can't be written is listed in Problems with its layer, its id and "
                "what to do: the features are those that are written and those that are listed."
            ),
        )

    def begin(
        self, values: Values, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Takes a snapshot of the layers, and looks for open edits of the folder's campaign."""
        self._plan = _make_plan(values, context.project() or QgsProject())
        warn_of_open_edits([self._plan.folder], context, feedback)

    def execute(self, values: Values, feedback: QgsProcessingFeedback) -> LayerExport:
        """Exports."""
        return export_layers(self._plan, feedback)

    def tell(self, done: LayerExport, feedback: QgsProcessingFeedback) -> None:
        """The notes, the files and the counts."""
        tell_problems(done.notes, feedback)
        for file in done.files:
            feedback.pushInfo(f"{shown(file.path)}: +{file.added} -{file.deleted}")
        feedback.pushInfo(
            tr(
                "{features} = {written} written + {listed} listed as problems; "
                "{annotations} on {images}, {kept} of them there already; {deleted} deleted",
                features=feature_count(done.feature_count),
                written=done.written_count,
                listed=len(done.problems),
                annotations=annotation_count(done.annotation_count),
                images=image_count(done.image_count),
                kept=done.kept_count,
                deleted=done.deleted_count,
            )
        )
        tell_backup(done.backup, feedback)


def _what_to_export() -> tuple[Parameter, ...]:
    return (
        Parameter(
            _layers(Task.CLASSIFICATION),
            tr("Classification layers"),
            Layers(),
            tr(
                "features give the images at their place, or the images that they name, a class. "
                "Tables will do."
            ),
        ),
        Parameter(
            _layers(Task.DETECTION),
            tr("Detection layers"),
            Layers(),
            tr("the bounds of each feature become a box."),
        ),
        Parameter(
            _layers(Task.SEGMENTATION),
            tr("Segmentation layers"),
            Layers(),
            tr("each feature becomes an area; one that is not valid is repaired."),
        ),
        Parameter(
            _label(Task.CLASSIFICATION),
            tr("Classification label"),
            Expression('"label"'),
            tr("a field or an expression; a fixed label in single quotes."),
            heading=tr("Label expressions"),
        ),
        Parameter(_label(Task.DETECTION), tr("Detection label"), Expression('"label"')),
        Parameter(_label(Task.SEGMENTATION), tr("Segmentation label"), Expression('"label"')),
        Parameter(
            "IMAGE_FIELD",
            tr("Image field"),
            String(),
            tr(
                "names the image of a feature, by its path or its file name. Where it is empty, "
                "the place decides."
            ),
        ),
        Parameter("SELECTED_ONLY", tr("Selected features only"), Boolean()),
    )


def _where_to() -> tuple[Parameter, ...]:
    return (
        Parameter(
            "IMAGES",
            tr("Images folder"),
            Folder(is_optional=True),
            tr("where the images are; the campaign's folder if left empty."),
        ),
        Parameter(
            "FOLDER",
            tr("Campaign folder"),
            Folder(),
            tr("where the annotations are written, beside the images."),
        ),
        Parameter(
            "ASSIGN",
            tr("Image of a feature"),
            Choice(
                {
                    Assign.LARGEST: tr("The image that it overlaps most"),
                    Assign.TOUCHED: tr("Every image that it overlaps"),
                    Assign.CLIPPED: tr("Every image that it overlaps, cut to it"),
                }
            ),
            tr(
                "the one that it overlaps most, every one that it overlaps, or every one, with "
                "the part of the area or box that lies in it."
            ),
        ),
        Parameter(
            "EXISTING",
            tr("What the folder has already"),
            Choice({False: tr("Add to it"), True: tr("Replace the tasks that have layers")}),
            tr(
                "new annotations are added, and none is written twice; or those of the tasks that "
                "have layers are replaced, where any feature can be written. All else keeps every "
                "byte."
            ),
        ),
        Parameter("COPY_IMAGES", tr("Copy images that the campaign's folder has not"), Boolean()),
    )


def _make_plan(values: Values, project: QgsProject) -> LayerPlan:
    image_field = values["IMAGE_FIELD"]
    layers: dict[Task, list[QgsMapLayer]] = {task: values[_layers(task)] for task in Task}
    every = [layer for found in layers.values() for layer in found]
    for layer in every:
        if not isinstance(layer, QgsVectorLayer):
            raise ScaneoError(
                tr(
                    "{name} is no vector layer, so it has no features to export. Leave it out; "
                    "images are found in the images folder.",
                    name=layer.name(),
                )
            )
    is_field = any(layer.fields().lookupField(image_field) >= 0 for layer in every)
    sources = []
    for task in Task:
        label = LabelSource(LabelFrom.EXPRESSION, values[_label(task)])
        for layer in layers[task]:
            has_it = layer.fields().lookupField(image_field) >= 0 or not is_field
            field = image_field if has_it else ""  # without the field, the position decides
            mapping = LayerMapping(layer.id(), task, label, field, values["SELECTED_ONLY"])
            sources.append(LayerSource(layer, mapping, project))
    if not sources:
        raise ScaneoError(tr("Choose a layer for at least one of the three tasks."))
    return LayerPlan(
        sources,
        ImageFiles(values["IMAGES"] or values["FOLDER"]),
        values["FOLDER"],
        values["ASSIGN"],
        {source.task for source in sources} if values["EXISTING"] else (),
        values["COPY_IMAGES"],
    )


def _layers(task: Task) -> str:
    return task.value.upper()


def _label(task: Task) -> str:
    return f"{_layers(task)}_LABEL"
