"""Log lines that several algorithms write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Optional

from qgis.core import QgsProcessingFeedback

from ..base.model import Problem, Severity
from ..base.names import shown, shown_text
from ..campaign.file_changes import FileChange
from ..qgis.translation import said_whole, tr


def tell_problems(problems: Iterable[Problem], feedback: QgsProcessingFeedback) -> None:
    """Writes problems to the log, with their severity; none stops the run."""
    tell = {
        Severity.ERROR: feedback.reportError,
        Severity.WARNING: feedback.pushWarning,
        Severity.INFO: feedback.pushInfo,
    }
    for problem in problems:
        tell[problem.severity](shown_text(said_whole(problem)))


def tell_files(files: Iterable[FileChange], feedback: QgsProcessingFeedback) -> None:
    """Writes for each file how many annotations were added, changed and deleted."""
    for file in files:
        feedback.pushInfo(f"{shown(file.path)}: +{file.added} ~{file.changed} -{file.deleted}")


def tell_taken_over(paths: Iterable[str], feedback: QgsProcessingFeedback) -> None:
    """Names the files whose changes on disk are now in the workspace."""
    for path in paths:
        feedback.pushInfo(tr("Changed on disk, and taken over: {path}", path=shown(path)))


def tell_reindexed(labels: Sequence[str], feedback: QgsProcessingFeedback) -> None:
    """Names the labels whose index in spai.json has changed, if there are any."""
    if labels:
        feedback.pushWarning(
            tr(
                "In spai.json, these labels got another place, which programs that train on the "
                "folder take for the class code: {labels}",
                labels=", ".join(map(shown, labels)),
            )
        )


def tell_backup(folder: Optional[Path], feedback: QgsProcessingFeedback) -> None:
    """Says where the backup is, if anything was replaced."""
    if folder is not None:
        feedback.pushInfo(tr("What was replaced is kept in {folder}", folder=folder))
