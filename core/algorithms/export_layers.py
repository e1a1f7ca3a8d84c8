"""``scaneo:exportlayers``: any vector layers into a campaign's folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExpression,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
    QgsProject,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..base.errors import ScaneoError
from ..base.model import Task
from ..base.shown import shown
from ..mapping.export import LayerExport, export_layers
from ..mapping.images import ImageFiles
from ..mapping.mapping import Assign, LabelFrom, LabelSource, LayerMapping
from ..mapping.plan import LayerPlan
from ..mapping.sources import LayerSource
from .base import ScaneoAlgorithm, tell_problems, told_to_user
from .tables import Table, table_fields

_ASSIGN = (Assign.LARGEST, Assign.TOUCHED, Assign.CLIPPED)
_REPLACE = 1


class ExportLayers(ScaneoAlgorithm):
    """See the help text."""

    NAME = "exportlayers"
    IMAGE_FIELD, SELECTED_ONLY = "IMAGE_FIELD", "SELECTED_ONLY"
    IMAGES, FOLDER, COPY_IMAGES = "IMAGES", "FOLDER", "COPY_IMAGES"
    ASSIGN, EXISTING, PROBLEMS = "ASSIGN", "EXISTING", "PROBLEMS"
    FILES_WRITTEN, ANNOTATION_COUNT = "FILES_WRITTEN", "ANNOTATION_COUNT"
    FEATURE_COUNT, WRITTEN_COUNT = "FEATURE_COUNT", "WRITTEN_COUNT"
    PROBLEM_COUNT, DELETED_COUNT = "PROBLEM_COUNT", "DELETED_COUNT"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Export layers as SCANEO campaign")

    def shortDescription(self) -> str:
        """The tooltip in the toolbox."""
        return self.tr("Writes any vector layers as SCANEO annotations of the images below them.")

    def tags(self) -> list[str]:
        """Words by which the toolbox finds it."""
        return self.tr("annotations,labels,machine learning,geojson,training data,boxes").split(",")

    def shortHelpString(self) -> str:
        """The help beside the parameters."""
        return self.tr(
            "Turns the features of vector layers, in any coordinate reference system, into "
            "annotations of the GeoTIFF images that they lie on, and writes them into a campaign's "
            "folder for SCANEO.\n\n"
            "Classification layers: features give the images at their place, or the images that "
            "they name, a class. Tables will do.\n"
            "Detection layers: the bounds of each feature become a box.\n"
            "Segmentation layers: each feature becomes an area; one that is not valid is "
            "repaired.\n"
            "Label expressions: a field or an expression; a fixed label in single quotes.\n"
            "Image field: names the image of a feature, by its path or its file name. Where it is "
            "empty, the place decides.\n"
            "Images folder: where the images are; the campaign's folder if left empty.\n"
            "Campaign folder: where the annotations are written, beside the images.\n"
            "Image of a feature: the one that it overlaps most, every one that it overlaps, or "
            "every one, with the part of the area or box that lies in it.\n"
            "What the folder has already: new annotations are added, and none is written twice; or "
            "those of the tasks that have layers are replaced, where any feature can be written. "
            "All else keeps every byte.\n\n"
            "A feature that can't be written is listed in Problems with its layer, its id and what "
            "to do: the features are those that are written and those that are listed."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declares parameters and results."""
        for task, title, kind in (
            (Task.CLASSIFICATION, self.tr("Classification layers"), _ANY),
            (Task.DETECTION, self.tr("Detection layers"), _ANY),
            (Task.SEGMENTATION, self.tr("Segmentation layers"), _ANY),
        ):
            self.addParameter(
                QgsProcessingParameterMultipleLayers(_name(task), title, kind, optional=True)
            )
        for task, title in (
            (Task.CLASSIFICATION, self.tr("Classification label")),
            (Task.DETECTION, self.tr("Detection label")),
            (Task.SEGMENTATION, self.tr("Segmentation label")),
        ):
            self.addParameter(QgsProcessingParameterExpression(_label(task), title, '"label"'))
        self.addParameter(
            QgsProcessingParameterString(self.IMAGE_FIELD, self.tr("Image field"), optional=True)
        )
        self.addParameter(
            QgsProcessingParameterBoolean(
                self.SELECTED_ONLY, self.tr("Selected features only"), False
            )
        )
        folder = QgsProcessingParameterFile.Behavior.Folder
        self.addParameter(
            QgsProcessingParameterFile(self.IMAGES, self.tr("Images folder"), folder, optional=True)
        )
        self.addParameter(
            QgsProcessingParameterFile(self.FOLDER, self.tr("Campaign folder"), folder)
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                self.ASSIGN,
                self.tr("Image of a feature"),
                [
                    self.tr("The image that it overlaps most"),
                    self.tr("Every image that it overlaps"),
                    self.tr("Every image that it overlaps, cut to it"),
                ],
                defaultValue=0,
            )
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                self.EXISTING,
                self.tr("What the folder has already"),
                [self.tr("Add to it"), self.tr("Replace the tasks that have layers")],
                defaultValue=0,
            )
        )
        self.addParameter(
            QgsProcessingParameterBoolean(
                self.COPY_IMAGES, self.tr("Copy images that the campaign's folder has not"), False
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.PROBLEMS,
                self.tr("Problems"),
                QgsProcessing.SourceType.TypeVector,
                QgsProcessing.TEMPORARY_OUTPUT,
                optional=True,
            )
        )
        for name, title in (
            (self.FILES_WRITTEN, self.tr("Files written")),
            (self.FEATURE_COUNT, self.tr("Features")),
            (self.WRITTEN_COUNT, self.tr("Features written")),
            (self.ANNOTATION_COUNT, self.tr("Annotations")),
            (self.PROBLEM_COUNT, self.tr("Problems")),
            (self.DELETED_COUNT, self.tr("Annotations deleted")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, title))

    def prepareAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> bool:
        """Takes, on the main thread, what the export needs of the layers."""
        with told_to_user():
            self._plan = self._make_plan(parameters, context)
        self.warn_of_open_edits([self._plan.folder], context, feedback)
        return True

    def _make_plan(self, parameters: dict[str, Any], context: QgsProcessingContext) -> LayerPlan:
        project = context.project() or QgsProject()
        image_field = self.parameterAsString(parameters, self.IMAGE_FIELD, context)
        selected = self.parameterAsBool(parameters, self.SELECTED_ONLY, context)
        layers = {
            task: self.parameterAsLayerList(parameters, _name(task), context) for task in Task
        }
        every = [layer for found in layers.values() for layer in found]
        for layer in every:
            if not isinstance(layer, QgsVectorLayer):
                raise ScaneoError(
                    self.tr(
                        "{name} is no vector layer, so it has no features to export. Leave it out; "
                        "images are found in the images folder."
                    ).format(name=layer.name())
                )
        is_field = any(layer.fields().lookupField(image_field) >= 0 for layer in every)
        sources = []
        for task in Task:
            # parameterAsExpression would take the default for one that can't be read
            expression = self.parameterAsString(parameters, _label(task), context)
            label = LabelSource(LabelFrom.EXPRESSION, expression)
            for layer in layers[task]:
                has_it = layer.fields().lookupField(image_field) >= 0 or not is_field
                field = image_field if has_it else ""  # there, the place decides
                mapping = LayerMapping(layer.id(), task, label, field, selected)
                sources.append(LayerSource(layer, mapping, project))
        if not sources:
            raise ScaneoError(self.tr("Choose a layer for at least one of the three tasks."))
        replaces = self.parameterAsEnum(parameters, self.EXISTING, context) == _REPLACE
        folder = _folder(self.parameterAsFile(parameters, self.FOLDER, context))
        images = self.parameterAsFile(parameters, self.IMAGES, context)
        return LayerPlan(
            sources,
            ImageFiles(_folder(images) if images else folder),
            folder,
            _ASSIGN[self.parameterAsEnum(parameters, self.ASSIGN, context)],
            {source.task for source in sources} if replaces else (),
            self.parameterAsBool(parameters, self.COPY_IMAGES, context),
        )

    def processAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Exports; QGIS calls it, in a thread of its own."""
        with told_to_user():
            done = export_layers(self._plan, feedback)
        tell_problems(done.notes, feedback)
        self._tell(done, feedback)
        results = {
            self.FILES_WRITTEN: len(done.files),
            self.FEATURE_COUNT: done.feature_count,
            self.WRITTEN_COUNT: done.written_count,
            self.ANNOTATION_COUNT: done.annotation_count,
            self.PROBLEM_COUNT: len(done.problems),
            self.DELETED_COUNT: done.deleted_count,
        }
        sink, table = self.parameterAsSink(
            parameters,
            self.PROBLEMS,
            context,
            table_fields("layer:string", "id:int8", "what:string", "mend:string"),
            QgsWkbTypes.Type.NoGeometry,
            QgsCoordinateReferenceSystem(),
        )
        if sink is not None:
            rows = Table(sink, table, feedback)
            for problem in done.problems:
                rows.add([problem.layer, problem.fid, problem.what, problem.mend])
            del rows
            results[self.PROBLEMS] = table
        del sink  # which writes the table's end: who keeps an error keeps this frame, too
        return results

    def _tell(self, done: LayerExport, feedback: QgsProcessingFeedback) -> None:
        for file in done.files:
            feedback.pushInfo(f"{shown(file.path)}: +{file.added} -{file.deleted}")
        feedback.pushInfo(
            self.tr(
                "{features} = {written} written + {listed} listed as problems; "
                "{annotations} on {images}, {kept} of them there already; {deleted} deleted"
            ).format(
                features=self.counted(done.feature_count, "feature"),
                written=done.written_count,
                listed=len(done.problems),
                annotations=self.counted(done.annotation_count, "annotation"),
                images=self.counted(done.image_count, "image"),
                kept=done.kept_count,
                deleted=done.deleted_count,
            )
        )
        if done.backup is not None:
            feedback.pushInfo(
                self.tr("What was replaced is kept in {folder}").format(folder=done.backup)
            )


_ANY = QgsProcessing.SourceType.TypeVector


def _name(task: Task) -> str:
    return task.value.upper()


def _label(task: Task) -> str:
    return f"{_name(task)}_LABEL"


def _folder(path: str) -> Path:
    return Path(os.path.abspath(Path(path).expanduser()))
