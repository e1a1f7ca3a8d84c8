"""One line with what waits for the user: conflicts first, then problems, as buttons with counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtWidgets import QToolButton, QWidget

from ....core.base.model import Problem, Severity
from ....core.campaign.merging.folder_merge import Conflicts
from ...common.flow import FlowLayout
from ...common.models import severity_icon
from ...common.text import annotation_count, conflict_count, problem_count, tooltip, tr

_WORST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.INFO)


class Tray(QWidget):
    """Hidden where nothing waits; it changes nothing itself."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._waiting: set[QToolButton] = set()
        self.conflicts = _door(Severity.WARNING)
        self.problems = _door(Severity.ERROR)
        self.problems.setCheckable(True)
        self.problems.setToolTip(tooltip(tr("Show or hide what was found in the folder")))
        layout = FlowLayout(self)
        layout.addWidget(self.conflicts)
        layout.addWidget(self.problems)
        self.show_conflicts(Conflicts())
        self.show_problems(())

    def show_conflicts(self, conflicts: Conflicts) -> None:
        """Shows how many annotations and labels are in conflict with the folder."""
        self.conflicts.setText(conflict_count(len(conflicts)))
        parts = []
        if conflicts.images:
            parts.append(annotation_count(len(conflicts.images)))
        if conflicts.labels:
            parts.append(tr("{count:,} label", "{count:,} labels", count=len(conflicts.labels)))
        text = tr("In conflict with the folder: {what}.", what=", ".join(parts))
        hint = tr("See both versions of each, and choose which one stays")
        self.conflicts.setToolTip(tooltip(f"{text}\n{hint}"))
        self._show(self.conflicts, bool(parts))

    def show_problems(self, found: Sequence[Problem]) -> None:
        """Shows how many problems there are, with the worst severity; INFO is left out."""
        notes = sum(problem.severity is Severity.INFO for problem in found)
        parts = [problem_count(len(found) - notes)] if len(found) > notes else []
        parts += [tr("{count:,} note", "{count:,} notes", count=notes)] if notes else []
        self.problems.setText(", ".join(parts))
        severities = {problem.severity for problem in found}
        worst = next((one for one in _WORST_FIRST if one in severities), Severity.INFO)
        self.problems.setIcon(severity_icon(worst))
        self._show(self.problems, bool(found))

    def _show(self, door: QToolButton, waits: bool) -> None:
        door.setVisible(waits)
        self._waiting = (self._waiting | {door}) if waits else (self._waiting - {door})
        self.setVisible(bool(self._waiting))


def _door(severity: Severity) -> QToolButton:
    button = QToolButton()
    button.setIcon(severity_icon(severity))
    button.setIconSize(QSize(16, 16))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
