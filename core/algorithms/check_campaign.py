"""``scaneo:checkcampaign``: what is wrong with a folder, and mending what can be mended safely."""

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
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsWkbTypes,
)

from ..base.model import Severity
from ..base.rules import RULES
from ..campaign.checking.check_campaign import check_folder
from ..campaign.checking.mend_files import mend_files
from ..formats.scaneo.checks.finding import Finding
from .base import ScaneoAlgorithm, tell_problems, told_to_user
from .tables import Table, table_fields

_TOLD = 20  # problems of one rule in the log; the layer has all
_FIELDS = (
    "rule", "severity", "title", "file", "place", "image", "task", "label", "what", "mend",
)  # fmt: skip


class CheckCampaign(ScaneoAlgorithm):
    """See the help text."""

    NAME = "checkcampaign"
    FOLDER, MEND, OUTPUT = "FOLDER", "MEND", "OUTPUT"
    IMAGE_COUNT, ANNOTATION_COUNT = "IMAGE_COUNT", "ANNOTATION_COUNT"
    PROBLEM_COUNT, ERROR_COUNT, MENDED_COUNT = "PROBLEM_COUNT", "ERROR_COUNT", "MENDED_COUNT"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Check SCANEO campaign")

    def shortDescription(self) -> str:
        """The tooltip in the toolbox."""
        return self.tr("Finds what is wrong with a folder of SCANEO annotations.")

    def tags(self) -> list[str]:
        """Words by which the toolbox finds it."""
        return self.tr("validate,problems,errors,repair,annotations,labels,folder").split(",")

    def shortHelpString(self) -> str:
        """The help beside the parameters."""
        return self.tr(
            "Checks a folder of images and SCANEO annotations: all that SCANEO stops on, labels "
            "that are unused, unknown or alike, areas that cross themselves or are thinner than a "
            "pixel, annotations that are there twice, lie outside their image or overlap where "
            "they should not, files without an image, and more.\n\n"
            "Campaign folder: the folder that holds the images and, if there is one, spai.json. "
            "Edits of a workspace that are not exported yet are not looked at.\n"
            "Mend: mends what can be mended safely: copies go, boxes and crossing areas are "
            "repaired, what reaches across the edge of its image is cut off there, labels that "
            "differ only in case or spaces become one, and those that are missing are listed. "
            "Labels that nothing has yet stay. What is replaced is kept in .scaneo_bridge/backups "
            "in the folder, and Restore SCANEO campaign puts it back.\n\n"
            "Output has all problems, those mended left out, each with the place on the map that "
            "it is about. An error keeps SCANEO from reading the folder, or something from being "
            "shown; a warning is likely to be wrong; an info may well be meant."
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
            QgsProcessingParameterBoolean(
                self.MEND, self.tr("Mend what can be mended safely"), defaultValue=False
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT,
                self.tr("Problems"),
                QgsProcessing.SourceType.TypeVectorPolygon,
                QgsProcessing.TEMPORARY_OUTPUT,
                optional=True,
            )
        )
        for name, title in (
            (self.IMAGE_COUNT, self.tr("Images")),
            (self.ANNOTATION_COUNT, self.tr("Annotations")),
            (self.PROBLEM_COUNT, self.tr("Problems")),
            (self.ERROR_COUNT, self.tr("Errors")),
            (self.MENDED_COUNT, self.tr("Mended")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, title))

    def prepareAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> bool:
        """Looks, on the main thread, for open edits, of which no file knows."""
        folder = Path(os.path.abspath(self.parameterAsFile(parameters, self.FOLDER, context)))
        self.warn_of_open_edits([folder], context, feedback)
        return True

    def processAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Checks; QGIS calls it, in a thread of its own."""
        folder = Path(os.path.abspath(self.parameterAsFile(parameters, self.FOLDER, context)))
        is_mending = self.parameterAsBoolean(parameters, self.MEND, context)
        sink, table = self.parameterAsSink(
            parameters,
            self.OUTPUT,
            context,
            table_fields(*(f"{name}:string" for name in _FIELDS)),
            QgsWkbTypes.Type.MultiPolygon,
            QgsCoordinateReferenceSystem("EPSG:4326"),
        )
        with told_to_user():
            checked = check_folder(folder, feedback)
            mended_count = 0
            if is_mending and any(finding.rule.mend for finding in checked.findings):
                mended_count = self._mend(folder, checked.findings, feedback)
                checked = check_folder(folder, feedback)
        self._tell(checked.findings, feedback)
        errors = [one for one in checked.findings if one.rule.severity is Severity.ERROR]
        feedback.pushInfo(
            self.tr("{images}, {annotations}, {problems}: {errors}").format(
                images=self.counted(checked.image_count, "image"),
                annotations=self.counted(checked.annotation_count, "annotation"),
                problems=self.counted(len(checked.findings), "problem"),
                errors=self.counted(len(errors), "error"),
            )
        )
        if checked.bare_count:
            bare = self.counted(checked.bare_count, "image")
            feedback.pushInfo(self.tr("Not labelled yet: {images}").format(images=bare))
        results: dict[str, Any] = {
            self.IMAGE_COUNT: checked.image_count,
            self.ANNOTATION_COUNT: checked.annotation_count,
            self.PROBLEM_COUNT: len(checked.findings),
            self.ERROR_COUNT: len(errors),
            self.MENDED_COUNT: mended_count,
        }
        if sink is not None:
            _list(checked.findings, Table(sink, table, feedback))
            results[self.OUTPUT] = table
        del sink  # which writes the table's end: who keeps an error keeps this frame, too
        return results

    def _mend(
        self, folder: Path, findings: Sequence[Finding], feedback: QgsProcessingFeedback
    ) -> int:
        mended = mend_files(folder, findings, feedback)
        feedback.pushInfo(
            self.tr("{problems} mended in {files}").format(
                problems=self.counted(mended.count, "problem"),
                files=self.counted(len(mended.files), "file"),
            )
        )
        self.tell_reindexed(mended.reindexed, feedback)
        tell_problems(mended.problems, feedback)
        if mended.backup is not None:
            feedback.pushInfo(
                self.tr("What was replaced is kept in {folder}").format(folder=mended.backup)
            )
        return mended.count

    def _tell(self, findings: Sequence[Finding], feedback: QgsProcessingFeedback) -> None:
        for rule in RULES:
            problems = [finding.problem for finding in findings if finding.rule is rule]
            if not problems:
                continue
            feedback.pushInfo(f"{rule.title} ({len(problems)})")
            tell_problems(problems[:_TOLD], feedback)
            if len(problems) > _TOLD:
                feedback.pushInfo(self.tr("… and {count} more").format(count=len(problems) - _TOLD))


def _list(findings: Iterable[Finding], table: Table) -> None:
    for one in findings:
        rule, problem = one.rule, one.problem
        task = "" if one.task is None else one.task.value
        where = [problem.path, problem.location, one.image, task, one.label]
        said = [problem.what, problem.mend]
        table.add([rule.id, rule.severity.value, rule.title, *where, *said], one.wkb)
