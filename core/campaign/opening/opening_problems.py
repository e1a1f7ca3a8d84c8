"""Problems of a campaign that is opened: its labels, its workspace's place, others' open edits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Optional

from ...base.errors import ScaneoError
from ...base.messages import message
from ...base.model import Problem, Severity
from ...base.rules import LABEL_UNLISTED
from ...formats.scaneo.content import feature_location
from ...formats.scaneo.labels import LABELS_FILE, read_labels
from ...store.disk import check_writable
from ...store.folder import CampaignFolder
from ...store.locks.lock_file import LockHolder
from ...workspace.repository import Repository
from ...workspace.workspace import WORKSPACE_FILE
from ...workspace.workspace_ref import WorkspaceRef, is_misread


@dataclass(frozen=True)
class UncertainEdits:
    """Open edits of a QGIS that may still run: how many, and who that is (None: unknown)."""

    count: int
    who: Optional[LockHolder]

    def problem(self) -> Problem:
        """The problem that they are left alone."""
        if self.who is None:
            what = message(
                "opening.uncertain",
                "{count:,} edit may be open still, so nothing of that was recovered.",
                "{count:,} edits may be open still, so nothing of that was recovered.",
                count=self.count,
            )
        else:
            what = message(
                "opening.uncertain-of",
                "{count:,} edit of {who} may be open still, so nothing of that was recovered.",
                "{count:,} edits of {who} may be open still, so nothing of that was recovered.",
                count=self.count,
                who=self.who.description(),
            )
        mend = message("opening.recover", "Recover them if that QGIS is gone.")
        return Problem("", what, mend, severity=Severity.WARNING)


def campaign_problems(workspace: Repository, folder: CampaignFolder) -> list[Problem]:
    """What is wrong with a campaign's images, files and labels, as far as they were read."""
    return [
        *missing_label_list(workspace, folder),
        *workspace.problems(),
        *unlisted_labels(workspace),
    ]


def missing_label_list(workspace: Repository, folder: CampaignFolder) -> Sequence[Problem]:
    """A warning where annotations have labels and there is no spai.json, nor will an export write
    one."""
    there = folder.stamp(LABELS_FILE) is not None
    if there or workspace.content(LABELS_FILE) is not None or not workspace.used_labels():
        return ()
    return read_labels(None).problems


def unlisted_labels(workspace: Repository) -> Iterator[Problem]:
    """A warning for each label in use that spai.json does not list."""
    listed, used = {label.name for label in workspace.labels()}, workspace.used_labels()
    found = {label: where for label, where in used.items() if label not in listed}
    geojson = {image.path: image.geojson for image in workspace.images()} if found else {}
    for label, (image, index) in found.items():
        yield LABEL_UNLISTED.problem(
            geojson.get(image) or image,
            message(
                "opening.unlisted",
                "The label “{label}” is not in {file}: SCANEO's page breaks on it.",
                label=label[:80],
                file=LABELS_FILE,
            ),
            message("opening.export", "Export an edit, which adds it, or relabel what has it."),
            feature_location(index),
        )


def workspace_elsewhere(folder: CampaignFolder, workspace: WorkspaceRef) -> Problem:
    if is_misread(folder):
        what = message(
            "opening.misread-folder",
            "The folder {folder} is misread by QGIS: the workspace is {workspace}.",
            folder=str(folder),
            workspace=str(workspace),
        )
        mend = message("opening.rename", "Rename it if you want the workspace in it.")
    else:
        try:
            check_writable(folder.path)
            what = message(
                "opening.was-unwritable",
                "The folder {folder} could not be written when it was opened first: the workspace "
                "is {workspace}.",
                folder=str(folder),
                workspace=str(workspace),
            )
            mend = message(
                "opening.move",
                "Move the workspace into it as {name} to have them together.",
                name=WORKSPACE_FILE,
            )
        except ScaneoError:
            what = message(
                "opening.unwritable",
                "The folder {folder} can't be written: the workspace is {workspace}.",
                folder=str(folder),
                workspace=str(workspace),
            )
            mend = message(
                "opening.elsewhere",
                "Export to another folder, or ask for the right to write.",
            )
    return Problem("", what, mend, severity=Severity.WARNING)
