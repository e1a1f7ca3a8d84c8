"""What to do next with a campaign, by its status."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...base.messages import message
from ...base.model import ImageState, Severity
from ...workspace.editor_lock import EditorState
from .campaign_status import CampaignStatus


class NextStep(NamedTuple):
    """A word for programs, which stays the same, and a sentence for people."""

    word: str
    sentence: str


def next_steps(status: CampaignStatus) -> list[NextStep]:
    """What to do next, in this order; at least one step."""
    found = [*_open(status), *_write(status), *_look(status)]
    nothing = message("next_steps.nothing", "Nothing is left to do: all is labelled and exported.")
    return found or [NextStep("nothing", nothing)]


def _open(status: CampaignStatus) -> Iterator[NextStep]:
    """Why to open the campaign, or to wait for somebody who has."""
    if status.editor is EditorState.ALIVE:
        text = message(
            "next_steps.save",
            "The campaign is open for editing: what is not saved there is counted nowhere. Save it "
            "there first.",
        )
        yield NextStep("save", text)
    elif status.stored_count:
        text = message(
            "next_steps.recover",
            "Open the campaign: {count:,} edit that was open in a QGIS that ended is saved then.",
            "Open the campaign: {count:,} edits that were open in a QGIS that ended are saved "
            "then.",
            count=status.stored_count,
        )
        yield NextStep("open", text)
    if status.workspace is None:
        text = message("next_steps.open", "Open the campaign: it has no workspace yet.")
        yield NextStep("open", text)
    if status.counts.unread:
        text = message(
            "next_steps.read",
            "Open the campaign: {count:,} image has not been read yet.",
            "Open the campaign: {count:,} images have not been read yet.",
            count=len(status.counts.unread),
        )
        yield NextStep("open", text)
    if status.changed:
        text = message(
            "next_steps.open-again",
            "Open the campaign: {count:,} file or image in its folder has changed since.",
            "Open the campaign: {count:,} files or images in its folder have changed since.",
            count=len(status.changed),
        )
        yield NextStep("open", text)
    if status.waiting_elsewhere:
        text = message(
            "next_steps.bring-together",
            "Open the campaign: another workspace of it has edits, which are brought together.",
        )
        yield NextStep("open", text)


def _write(status: CampaignStatus) -> Iterator[NextStep]:
    """What keeps edits from the folder, and that they are not there yet."""
    if status.conflicts:
        text = message(
            "next_steps.resolve",
            "Settle {count:,} conflict between the workspace and the folder, or another workspace.",
            "Settle {count:,} conflicts between the workspace and the folder, or another "
            "workspace.",
            count=len(status.conflicts),
        )
        yield NextStep("resolve", text)
    if status.edited:
        text = message(
            "next_steps.export",
            "Export the campaign: edits of {count:,} image are in its workspace only.",
            "Export the campaign: edits of {count:,} images are in its workspace only.",
            count=len(status.edited),
        )
        yield NextStep("export", text)
    elif status.labels_edited:
        text = message(
            "next_steps.export-labels",
            "Export the campaign: edits of its labels are in its workspace only.",
        )
        yield NextStep("export", text)


def _look(status: CampaignStatus) -> Iterator[NextStep]:
    """What somebody should look at."""
    errors = sum(one.severity is Severity.ERROR for one in status.problems)
    if errors:
        text = message(
            "next_steps.check",
            "Look at {count:,} error among the problems: something is not shown, or not written.",
            "Look at {count:,} errors among the problems: something is not shown, or not written.",
            count=errors,
        )
        yield NextStep("check", text)
    left = status.count_in(ImageState.TODO)
    if left:
        text = message(
            "next_steps.label",
            "Label {count:,} image that is still to do.",
            "Label {count:,} images that are still to do.",
            count=left,
        )
        yield NextStep("label", text)
