"""``scaneo:checkcampaign``: checks a folder, and mends what can be mended safely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..base.model import Severity
from ..base.rules import RULES, Rule
from ..campaign.checking.check_campaign import Checked, check_folder
from ..campaign.checking.mend_files import mend_files
from ..formats.scaneo.checks.finding import Finding
from ..qgis.counts import annotation_count, file_count, image_count, problem_count
from ..qgis.translation import said, tr
from .base import ScaneoAlgorithm, Values
from .declaration import Column, Declaration, Output, ResultTable
from .log_messages import tell_backup, tell_problems, tell_reindexed
from .open_edits_guard import warn_of_open_edits
from .parameters import Boolean, Folder, Parameter

_TOLD = 20  # most problems of a rule in the log; the layer has all

_COLUMNS: Sequence[Column[Finding]] = (
    Column("rule", lambda finding: finding.rule.id),
    Column("severity", lambda finding: finding.rule.severity.value),
    Column("title", lambda finding: finding.rule.title),
    Column("file", lambda finding: finding.problem.path),
    Column("place", lambda finding: finding.problem.location),
    Column("image", lambda finding: finding.image),
    Column("task", lambda finding: "" if finding.task is None else finding.task.value),
    Column("label", lambda finding: finding.label),
    Column("what", lambda finding: finding.problem.what),
    Column("mend", lambda finding: finding.problem.mend),
)


@dataclass(frozen=True)
class CheckedFolder:
    """The result of a check, after it has mended what it was asked to."""

    checked: Checked
    mended_count: int

    @property
    def findings(self) -> Sequence[Finding]:
        """What is still wrong."""
        return self.checked.findings

    @property
    def error_count(self) -> int:
        """How many of the findings are errors."""
        return sum(one.rule.severity is Severity.ERROR for one in self.findings)


class CheckCampaign(ScaneoAlgorithm):
    """Checks a folder, and mends it if asked to."""

    NAME = "checkcampaign"

    def declare(self) -> Declaration[CheckedFolder]:
        """What its users see of it."""
        return Declaration[CheckedFolder](
            title=tr("Check SCANEO campaign"),
            summary=tr("Finds what is wrong with a folder of SCANEO annotations."),
            tags=tr("validate,problems,errors,repair,annotations,labels,folder"),
            intro=tr(
                "Checks a folder of images and SCANEO annotations: all that SCANEO stops on, "
                "labels that are unused, unknown or alike, areas that cross themselves or are "
                "thinner than a pixel, annotations that are there twice, lie outside their image "
                "or overlap where they should not, files without an image, and more."
            ),
            parameters=(
                Parameter(
                    "FOLDER",
                    tr("Campaign folder"),
                    Folder(),
                    tr(
                        "the folder that holds the images and, if there is one, spai.json. Edits "
                        "of a workspace that are not exported yet are not looked at."
                    ),
                ),
                Parameter(
                    "MEND",
                    tr("Mend what can be mended safely"),
                    Boolean(),
                    tr(
                        "mends what can be mended safely: copies go, boxes and crossing areas are "
                        "repaired, what reaches across the edge of its image is cut off there, "
                        "labels that differ only in case or spaces become one, and those that are "
                        "missing are listed. Labels that nothing has yet stay. What is replaced "
                        "is kept in .scaneo_bridge/backups in the folder, and Restore SCANEO "
                        "campaign puts it back."
                    ),
                    heading=tr("Mend"),
                ),
            ),
            outputs=(
                Output("IMAGE_COUNT", tr("Images"), lambda done: done.checked.image_count),
                Output(
                    "ANNOTATION_COUNT",
                    tr("Annotations"),
                    lambda done: done.checked.annotation_count,
                ),
                Output("PROBLEM_COUNT", tr("Problems"), lambda done: len(done.findings)),
                Output("ERROR_COUNT", tr("Errors"), lambda done: done.error_count),
                Output("MENDED_COUNT", tr("Mended"), lambda done: done.mended_count),
            ),
            table=ResultTable[CheckedFolder, Finding](
                "OUTPUT",
                tr("Problems"),
                rows=lambda done: done.findings,
                columns=_COLUMNS,
                wkb=lambda finding: finding.wkb,
            ),
            outro=_help_on_results(),
        )

    def begin(
        self, values: Values, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Looks for open edits, which are in no file."""
        warn_of_open_edits([values["FOLDER"]], context, feedback)

    def execute(self, values: Values, feedback: QgsProcessingFeedback) -> CheckedFolder:
        """Checks, mends, and checks again."""
        folder = values["FOLDER"]
        checked = check_folder(folder, feedback)
        mended_count = 0
        if values["MEND"] and any(finding.rule.mend for finding in checked.findings):
            mended_count = _mend(folder, checked.findings, feedback)
            checked = check_folder(folder, feedback)
        return CheckedFolder(checked, mended_count)

    def tell(self, done: CheckedFolder, feedback: QgsProcessingFeedback) -> None:
        """The problems rule by rule, and the counts."""
        for rule in RULES:
            problems = [finding.problem for finding in done.findings if finding.rule is rule]
            if not problems:
                continue
            feedback.pushInfo(f"{said(rule.title)} ({len(problems)})")
            tell_problems(problems[:_TOLD], feedback)
            if len(problems) > _TOLD:
                feedback.pushInfo(tr("… and {count} more", count=len(problems) - _TOLD))
        feedback.pushInfo(
            tr(
                "{images}, {annotations}, {problems}: {errors}",
                images=image_count(done.checked.image_count),
                annotations=annotation_count(done.checked.annotation_count),
                problems=problem_count(len(done.findings)),
                errors=tr("{count:,} error", "{count:,} errors", count=done.error_count),
            )
        )
        if done.checked.bare_count:
            bare = image_count(done.checked.bare_count)
            feedback.pushInfo(tr("Not labelled yet: {images}", images=bare))


def _help_on_results() -> str:
    """Help on the table, and on how the findings of each rule are mended: made from the rules."""
    mends = [rule for rule in RULES if rule.mend]
    return "\n\n".join(
        (
            tr(
                "Output has all problems, those mended left out, each with the place on the map "
                "that it is about. An error keeps SCANEO from reading the folder, or something "
                "from being shown; a warning is likely to be wrong; an info may well be meant."
            ),
            _listed(tr("What is mended, and how:"), [one for one in mends if not one.by_hand]),
            _listed(
                tr("What is not mended here, for it may well be meant; the dock does it:"),
                [one for one in mends if one.by_hand],
            ),
        )
    )


def _listed(heading: str, rules: Sequence[Rule]) -> str:
    return "\n".join((heading, *(f"• {said(rule.title)}. {said(rule.mend)}" for rule in rules)))


def _mend(folder: Path, findings: Sequence[Finding], feedback: QgsProcessingFeedback) -> int:
    mended = mend_files(folder, findings, feedback)
    feedback.pushInfo(
        tr(
            "{problems} mended in {files}",
            problems=problem_count(mended.count),
            files=file_count(len(mended.files)),
        )
    )
    tell_reindexed(mended.reindexed, feedback)
    tell_problems(mended.problems, feedback)
    tell_backup(mended.backup, feedback)
    return mended.count
