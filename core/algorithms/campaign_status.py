"""``scaneo:campaignstatus``: says how far a campaign is, to people and to programs."""

from __future__ import annotations

import json
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFolder,
    QgsProcessingOutputString,
)

from ..base.model import ImageState, Problem, Task
from ..campaign.status.campaign_status import CampaignStatus, campaign_status
from ..campaign.status.next_steps import next_steps
from ..qgis.counts import annotation_count, conflict_count, image_count, problem_count
from ..qgis.translation import said, tr
from .base import ScaneoAlgorithm, Values
from .declaration import Declaration, Output
from .log_messages import tell_problems
from .open_edits_guard import warn_of_open_edits
from .parameters import Folder, Parameter

_TODO = ImageState.TODO
_TOLD = 20  # most problems in the log; the result JSON has all


class GiveStatus(ScaneoAlgorithm):
    """Says what is in a campaign, what waits, and what to do next."""

    NAME = "campaignstatus"

    def declare(self) -> Declaration[CampaignStatus]:
        """What its users see of it."""
        return Declaration[CampaignStatus](
            title=tr("Status of SCANEO campaign"),
            summary=tr("Says how far a campaign is, and what to do next. Nothing is changed."),
            tags=tr("progress,count,labels,states,problems,conflicts,json,annotations,folder"),
            intro=tr(
                "Counts the annotations of a campaign by task and label, and its images by state; "
                "says which images have edits that are not exported yet, what is wrong, and what "
                "only you can settle; and what to do next. No file is changed: no workspace is "
                "made, and none is brought up to date. A folder without a workspace is read as it "
                "lies."
            ),
            parameters=(
                Parameter(
                    "CAMPAIGN",
                    tr("Campaign folder, or workspace"),
                    Folder(),
                    tr("the folder that holds the images, or the GeoPackage of its workspace."),
                ),
            ),
            outputs=(
                Output(
                    "FOLDER", tr("Folder"), lambda done: str(done.folder), QgsProcessingOutputFolder
                ),
                Output("WORKSPACE", tr("Workspace"), _workspace, QgsProcessingOutputString),
                Output("IMAGE_COUNT", tr("Images"), lambda done: done.image_count),
                Output("TODO_COUNT", tr("Images to do"), lambda done: done.count_in(_TODO)),
                Output("EDITED_COUNT", tr("Images with edits"), lambda done: len(done.edited)),
                Output("ANNOTATION_COUNT", tr("Annotations"), lambda done: done.annotation_count),
                Output("PROBLEM_COUNT", tr("Problems"), lambda done: done.problem_count),
                Output("CONFLICT_COUNT", tr("Conflicts"), lambda done: len(done.conflicts)),
                Output("NEXT", tr("What to do next"), _next_word, QgsProcessingOutputString),
                Output("JSON", tr("All of it, as JSON"), _json, QgsProcessingOutputString),
            ),
            outro=tr(
                "NEXT is one word: save (where it is open), open, resolve, export, check, label or "
                "nothing. JSON is a text with all of it: folder, workspace, images, unread (images "
                "that the dock has not read yet: they are in no other count), annotations, tasks, "
                "labels, states, flagged, edited, labels_edited, changed, problems, "
                "conflicts and next, the steps in their order."
            ),
        )

    def begin(
        self, values: Values, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Looks for open edits, which are in no count."""
        if values["CAMPAIGN"].is_dir():
            warn_of_open_edits([values["CAMPAIGN"]], context, feedback)

    def execute(self, values: Values, feedback: QgsProcessingFeedback) -> CampaignStatus:
        """Reads it."""
        return campaign_status(values["CAMPAIGN"], feedback)

    def tell(self, done: CampaignStatus, feedback: QgsProcessingFeedback) -> None:
        """The counts, the problems, and what to do."""
        tell_problems(done.problems[:_TOLD], feedback)
        if len(done.problems) > _TOLD:
            feedback.pushInfo(tr("… and {count} more", count=len(done.problems) - _TOLD))
        counts = (
            image_count(done.image_count),
            annotation_count(done.annotation_count),
            problem_count(done.problem_count),
            conflict_count(len(done.conflicts)),
        )
        feedback.pushInfo(", ".join(counts))
        for step in next_steps(done):
            feedback.pushInfo(said(step.sentence))


def _workspace(done: CampaignStatus) -> str:
    """Its path; "" where there is none."""
    return "" if done.workspace is None else str(done.workspace)


def _next_word(done: CampaignStatus) -> str:
    return next_steps(done)[0].word


def _json(done: CampaignStatus) -> str:
    """All of it; its names stay the same, for scripts know them."""
    content = {
        "folder": str(done.folder),
        "workspace": _workspace(done) or None,
        "images": done.image_count,
        "unread": len(done.counts.unread),
        "annotations": done.annotation_count,
        "tasks": {task.value: done.counts.by_task[task] for task in Task},
        "labels": {one.label.name: one.count for one in done.counts.summary().labels},
        "states": {state.value: done.count_in(state) for state in ImageState},
        "flagged": done.flagged_count,
        "edited": done.edited,
        "labels_edited": done.labels_edited,
        "changed": done.changed,
        "problems": [_problem(one) for one in done.problems],
        "conflicts": done.conflicts.paths,
        "next": [{"do": one.word, "text": said(one.sentence)} for one in next_steps(done)],
    }
    return json.dumps(content)


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "path": problem.path,
        "location": said(problem.location),
        "severity": problem.severity.value,
        "rule": problem.rule,
        "what": said(problem.what),
        "mend": said(problem.mend),
    }
