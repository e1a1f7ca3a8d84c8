"""``scaneo:mergecampaigns``: the folders of several annotators into one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFolder,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)

from ..base.model import Problem
from ..base.shown import shown, shown_text
from ..campaign.annotators.merge_campaigns import merge_campaigns
from ..campaign.annotators.merge_plan import ConflictSide, MergedCampaign, MergePlan
from ..formats.scaneo.union.disagreements import Keep
from .base import ScaneoAlgorithm, tell_problems, told_to_user
from .tables import Table, table_fields

_KEEP = (Keep.BOTH, Keep.FIRST, Keep.LAST)
_TOLD = 20  # conflicts in the log; the layer has all
_TEXTS = ("severity", "folders", "file", "place", "image", "task", "label", "what", "mend")


class MergeCampaigns(ScaneoAlgorithm):
    """See the help text."""

    NAME = "mergecampaigns"
    FOLDERS, BASE, FOLDER = "FOLDERS", "BASE", "FOLDER"
    IOU, CONFLICTS, OUTPUT = "IOU", "CONFLICTS", "OUTPUT"
    IMAGE_COUNT, ANNOTATION_COUNT = "IMAGE_COUNT", "ANNOTATION_COUNT"
    TWIN_COUNT, CONFLICT_COUNT = "TWIN_COUNT", "CONFLICT_COUNT"
    PROBLEM_COUNT, FILES_WRITTEN = "PROBLEM_COUNT", "FILES_WRITTEN"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Merge SCANEO campaigns")

    def shortDescription(self) -> str:
        """The tooltip in the toolbox."""
        return self.tr("Brings the annotations of several people together in one folder.")

    def tags(self) -> list[str]:
        """Words by which the toolbox finds it."""
        return self.tr("annotators,union,compare,conflicts,annotations,labels,folder").split(",")

    def shortHelpString(self) -> str:
        """The help beside the parameters."""
        return self.tr(
            "Merges the folders of several annotators, image by image, into one campaign. Images "
            "are the same where their paths below the folders are.\n\n"
            "What several annotators have is written once: annotations that are equal, and twins, "
            "which are of one task and one label and overlap by at least the given IoU. What they "
            "labelled differently, but overlaps as much, is a conflict. Two annotations of one "
            "folder are never taken for one.\n\n"
            "Annotators' folders: a file that is chosen stands for its folder, such as the "
            "spai.json of each. They need not hold the images.\n"
            "Base: the folder that all of them began with, if there is one. What an annotator "
            "changed or deleted since is changed or deleted; what two of them changed differently, "
            "or changed and deleted, is a conflict.\n"
            "Folder: where the merged campaign is written, with the images that it has not. What "
            "it holds already counts as one more annotator's, and what is replaced is kept in "
            ".scaneo_bridge/backups. Where it is the base itself, what it held before is kept in "
            ".scaneo_bridge/base, and serves as the base when it is merged into again; remove "
            "that to begin anew.\n"
            "IoU: from which overlap on, 0 to 1, two annotations are of one thing.\n"
            "Conflicts: keep all versions, or the one of the folder that comes first or last.\n\n"
            "Output has each version of each conflict, with its geometry, and the problems."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declares parameters and results."""
        folder = QgsProcessingParameterFile.Behavior.Folder
        self.addParameter(
            QgsProcessingParameterMultipleLayers(
                self.FOLDERS, self.tr("Annotators' folders"), QgsProcessing.SourceType.TypeFile
            )
        )
        self.addParameter(
            QgsProcessingParameterFile(
                self.BASE, self.tr("Base: what they all began with"), folder, optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterFile(self.FOLDER, self.tr("Folder to write to"), folder)
        )
        number = QgsProcessingParameterNumber.Type.Double
        self.addParameter(
            QgsProcessingParameterNumber(
                self.IOU, self.tr("Overlap of twins (IoU)"), number, 0.8, False, 0, 1
            )
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                self.CONFLICTS,
                self.tr("Conflicts"),
                [
                    self.tr("Keep all versions"),
                    self.tr("Keep the first folder's"),
                    self.tr("Keep the last folder's"),
                ],
                defaultValue=0,
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT,
                self.tr("Conflicts and problems"),
                QgsProcessing.SourceType.TypeVectorPolygon,
                QgsProcessing.TEMPORARY_OUTPUT,
                optional=True,
            )
        )
        self.addOutput(QgsProcessingOutputFolder(self.FOLDER, self.tr("Folder")))
        for name, title in (
            (self.IMAGE_COUNT, self.tr("Images")),
            (self.ANNOTATION_COUNT, self.tr("Annotations")),
            (self.TWIN_COUNT, self.tr("Annotations that several have")),
            (self.CONFLICT_COUNT, self.tr("Conflicts")),
            (self.PROBLEM_COUNT, self.tr("Problems")),
            (self.FILES_WRITTEN, self.tr("Files written")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, title))

    def prepareAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> bool:
        """Looks, on the main thread, for open edits, of which no file knows."""
        folders = _folders(self.parameterAsFileList(parameters, self.FOLDERS, context))
        target = _path(self.parameterAsFile(parameters, self.FOLDER, context))
        self.warn_of_open_edits(dict.fromkeys([*folders, target]), context, feedback)
        return True

    def processAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Merges; QGIS calls it, in a thread of its own."""
        base = self.parameterAsFile(parameters, self.BASE, context)
        plan = MergePlan(
            _folders(self.parameterAsFileList(parameters, self.FOLDERS, context)),
            _path(self.parameterAsFile(parameters, self.FOLDER, context)),
            _path(base) if base else None,
            self.parameterAsDouble(parameters, self.IOU, context),
            _KEEP[self.parameterAsEnum(parameters, self.CONFLICTS, context)],
        )
        sink, table = self.parameterAsSink(
            parameters,
            self.OUTPUT,
            context,
            table_fields("conflict:integer", *(f"{name}:string" for name in _TEXTS)),
            QgsWkbTypes.Type.MultiPolygon,
            QgsCoordinateReferenceSystem("EPSG:4326"),
        )
        with told_to_user():
            done = merge_campaigns(plan, feedback)
        tell_problems(done.problems, feedback)
        self._tell(done, feedback)
        results: dict[str, Any] = {
            self.FOLDER: str(done.folder),
            self.IMAGE_COUNT: done.image_count,
            self.ANNOTATION_COUNT: done.annotation_count,
            self.TWIN_COUNT: done.twin_count,
            self.CONFLICT_COUNT: done.conflict_count,
            self.PROBLEM_COUNT: len(done.problems),
            self.FILES_WRITTEN: len(done.files),
        }
        if sink is not None:
            _list(done.differences, done.problems, Table(sink, table, feedback))
            results[self.OUTPUT] = table
        del sink  # which writes the table's end: who keeps an error keeps this frame, too
        return results

    def _tell(self, done: MergedCampaign, feedback: QgsProcessingFeedback) -> None:
        for file in done.files:
            feedback.pushInfo(f"{shown(file.path)}: +{file.added} ~{file.changed} -{file.deleted}")
        told = [one for one in done.differences if one.number <= _TOLD]
        for one in told:
            folders = ", ".join(str(folder) for folder in one.folders)
            text = self.tr("Conflict {number}: {path}, {folders}: {what} {mend}").format(
                number=one.number, path=one.path, folders=folders, what=one.what, mend=one.mend
            )
            feedback.pushWarning(shown_text(text))
        if done.conflict_count > _TOLD:
            feedback.pushWarning(
                self.tr("… and {conflicts} more").format(
                    conflicts=self.counted(done.conflict_count - _TOLD, "conflict")
                )
            )
        feedback.pushInfo(
            self.tr(
                "{images}, {annotations}, {twins} of them from several annotators, {conflicts}, "
                "{problems}"
            ).format(
                images=self.counted(done.image_count, "image"),
                annotations=self.counted(done.annotation_count, "annotation"),
                twins=done.twin_count,
                conflicts=self.counted(done.conflict_count, "conflict"),
                problems=self.counted(len(done.problems), "problem"),
            )
        )
        if done.backup is not None:
            feedback.pushInfo(
                self.tr("What was replaced is kept in {folder}").format(folder=done.backup)
            )


def _path(path: str) -> Path:
    return Path(os.path.abspath(Path(path).expanduser()))


def _folders(values: Iterable[str]) -> list[Path]:
    """The folders that are chosen; QGIS's dialog gives files, too: each stands for its folder,
    but for one in a folder below another that is chosen."""
    paths = [_path(value) for value in values if value]
    folders = {path: None if path.is_file() else path for path in paths}
    by_file = dict.fromkeys(path.parent for path, folder in folders.items() if folder is None)
    chosen = dict.fromkeys(folder or path.parent for path, folder in folders.items())
    return [
        folder
        for folder in chosen
        if folder not in by_file or not any(other in folder.parents for other in chosen)
    ]


def _list(differences: Sequence[ConflictSide], problems: Sequence[Problem], table: Table) -> None:
    for one in differences:
        folders = "\n".join(str(folder) for folder in one.folders)
        task = "" if one.task is None else one.task.value
        about = [one.path, "", one.image, task, one.label, one.what, one.mend]
        table.add([one.number, "conflict", folders, *about], one.wkb)
    for problem in problems:
        about = [problem.path, problem.location, "", "", "", problem.what, problem.mend]
        table.add([None, problem.severity.value, "", *about])
