"""``scaneo:mergecampaigns``: merges the folders of several annotators into one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Optional, TypeVar, Union

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingOutputFolder

from ..base.model import Problem
from ..base.names import shown_text
from ..campaign.annotators.merge_campaigns import merge_campaigns
from ..campaign.annotators.merge_plan import ConflictSide, MergedCampaign, MergePlan
from ..formats.scaneo.union.disagreements import Keep
from ..qgis.counts import annotation_count, conflict_count, image_count, problem_count
from ..qgis.translation import tr
from .base import ScaneoAlgorithm, Values
from .declaration import Column, Declaration, Output, ResultTable
from .log_messages import tell_backup, tell_files, tell_problems
from .open_edits_guard import warn_of_open_edits
from .parameters import Choice, Files, Folder, Number, Parameter

_TOLD = 20  # most conflicts in the log; the layer has all

_T = TypeVar("_T")
_Row = Union[ConflictSide, Problem]


def _of_conflict(
    of: Callable[[ConflictSide], Optional[_T]], empty: Optional[_T]
) -> Callable[[_Row], Optional[_T]]:
    """The value of a column for a side of a conflict; empty in the row of a problem."""
    return lambda row: of(row) if isinstance(row, ConflictSide) else empty


_COLUMNS: Sequence[Column[_Row]] = (
    Column("conflict", _of_conflict(lambda side: side.number, None), "integer"),
    Column("severity", lambda row: row.severity.value if isinstance(row, Problem) else "conflict"),
    Column("folders", _of_conflict(lambda side: "\n".join(map(str, side.folders)), "")),
    Column("file", lambda row: row.path),
    Column("place", lambda row: row.location if isinstance(row, Problem) else ""),
    Column("image", _of_conflict(lambda side: side.image, "")),
    Column("task", _of_conflict(lambda side: "" if side.task is None else side.task.value, "")),
    Column("label", _of_conflict(lambda side: side.label, "")),
    Column("what", lambda row: row.what),
    Column("mend", lambda row: row.mend),
)


class MergeCampaigns(ScaneoAlgorithm):
    """Merges folders, and lists what the annotators disagree on."""

    NAME = "mergecampaigns"

    def declare(self) -> Declaration[MergedCampaign]:
        """What its users see of it."""
        return Declaration[MergedCampaign](
            title=tr("Merge SCANEO campaigns"),
            summary=tr("Brings the annotations of several people together in one folder."),
            tags=tr("annotators,union,compare,conflicts,annotations,labels,folder"),
            intro=tr(
                "Merges the folders of several annotators, image by image, into one campaign. "
                "Images are the same where their paths below the folders are.\n\n"
                "What several annotators have is written once: annotations that are equal, and "
                "twins, which are of one task and one label and overlap by at least the given "
                "IoU. What they labelled differently, but overlaps as much, is a conflict. Two "
                "annotations of one folder are never taken for one."
            ),
            parameters=_parameters(),
            outputs=(
                Output(
                    "FOLDER", tr("Folder"), lambda done: str(done.folder), QgsProcessingOutputFolder
                ),
                Output("IMAGE_COUNT", tr("Images"), lambda done: done.image_count),
                Output("ANNOTATION_COUNT", tr("Annotations"), lambda done: done.annotation_count),
                Output(
                    "TWIN_COUNT", tr("Annotations that several have"), lambda done: done.twin_count
                ),
                Output("CONFLICT_COUNT", tr("Conflicts"), lambda done: done.conflict_count),
                Output("PROBLEM_COUNT", tr("Problems"), lambda done: len(done.problems)),
                Output("FILES_WRITTEN", tr("Files written"), lambda done: len(done.files)),
            ),
            table=ResultTable[MergedCampaign, _Row](
                "OUTPUT",
                tr("Conflicts and problems"),
                rows=lambda done: [*done.differences, *done.problems],
                columns=_COLUMNS,
                wkb=_of_conflict(lambda side: side.wkb, None),
            ),
            outro=tr(
                "Output has each version of each conflict, with its geometry, and the problems."
            ),
        )

    def begin(
        self, values: Values, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Looks for open edits, which are in no file."""
        folders = dict.fromkeys([*_folders(values["FOLDERS"]), values["FOLDER"]])
        warn_of_open_edits(folders, context, feedback)

    def execute(self, values: Values, feedback: QgsProcessingFeedback) -> MergedCampaign:
        """Merges."""
        plan = MergePlan(
            _folders(values["FOLDERS"]),
            values["FOLDER"],
            values["BASE"],
            values["IOU"],
            values["CONFLICTS"],
        )
        return merge_campaigns(plan, feedback)

    def tell(self, done: MergedCampaign, feedback: QgsProcessingFeedback) -> None:
        """The problems, the files, the first conflicts, and the counts."""
        tell_problems(done.problems, feedback)
        tell_files(done.files, feedback)
        told = [one for one in done.differences if one.number <= _TOLD]
        for one in told:
            folders = ", ".join(str(folder) for folder in one.folders)
            text = tr(
                "Conflict {number}: {path}, {folders}: {what} {mend}",
                number=one.number,
                path=one.path,
                folders=folders,
                what=one.what,
                mend=one.mend,
            )
            feedback.pushWarning(shown_text(text))
        if done.conflict_count > _TOLD:
            conflicts = conflict_count(done.conflict_count - _TOLD)
            feedback.pushWarning(tr("… and {conflicts} more", conflicts=conflicts))
        feedback.pushInfo(
            tr(
                "{images}, {annotations}, {twins} of them from several annotators, {conflicts}, "
                "{problems}",
                images=image_count(done.image_count),
                annotations=annotation_count(done.annotation_count),
                twins=done.twin_count,
                conflicts=conflict_count(done.conflict_count),
                problems=problem_count(len(done.problems)),
            )
        )
        tell_backup(done.backup, feedback)


def _parameters() -> tuple[Parameter, ...]:
    return (
        Parameter(
            "FOLDERS",
            tr("Annotators' folders"),
            Files(),
            tr(
                "a file that is chosen stands for its folder, such as the spai.json of each. "
                "They need not hold the images."
            ),
        ),
        Parameter(
            "BASE",
            tr("Base: what they all began with"),
            Folder(is_optional=True),
            tr(
                "the folder that all of them began with, if there is one. What an annotator "
                "changed or deleted since is changed or deleted; what two of them changed "
                "differently, or changed and deleted, is a conflict."
            ),
            heading=tr("Base"),
        ),
        Parameter(
            "FOLDER",
            tr("Folder to write to"),
            Folder(),
            tr(
                "where the merged campaign is written, with the images that it has not. What "
                "it holds already counts as one more annotator's, and what is replaced is kept "
                "in .scaneo_bridge/backups. Where it is the base itself, what it held before "
                "is kept in .scaneo_bridge/base, and serves as the base when it is merged into "
                "again; remove that to begin anew."
            ),
            heading=tr("Folder"),
        ),
        Parameter(
            "IOU",
            tr("Overlap of twins (IoU)"),
            Number(usual=0.8, lowest=0, highest=1),
            tr("from which overlap on, 0 to 1, two annotations are of one thing."),
            heading=tr("IoU"),
        ),
        Parameter(
            "CONFLICTS",
            tr("Conflicts"),
            Choice(
                {
                    Keep.BOTH: tr("Keep all versions"),
                    Keep.FIRST: tr("Keep the first folder's"),
                    Keep.LAST: tr("Keep the last folder's"),
                }
            ),
            tr("keep all versions, or the one of the folder that comes first or last."),
        ),
    )


def _folders(paths: Sequence[Path]) -> list[Path]:
    """The chosen folders. QGIS's dialog returns files, too: each stands for its folder, except in a
    subfolder of another chosen folder."""
    folders = {path: None if path.is_file() else path for path in paths}
    by_file = dict.fromkeys(path.parent for path, folder in folders.items() if folder is None)
    chosen = dict.fromkeys(folder or path.parent for path, folder in folders.items())
    return [
        folder
        for folder in chosen
        if folder not in by_file or not any(other in folder.parents for other in chosen)
    ]
