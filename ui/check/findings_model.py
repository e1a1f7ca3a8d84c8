"""The findings of a check as a tree: a group for each rule, with its findings below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Optional

from qgis.PyQt.QtCore import QAbstractItemModel, QItemSelection, QModelIndex, QObject, Qt

from ...core.base.model import Severity
from ...core.base.names import shown, shown_text
from ...core.base.rules import RULES, Rule
from ...core.formats.scaneo.checks.finding import Finding
from ..common.models import severity_icon
from ..common.text import said, said_problem, tooltip

COUNT_ROLE = Qt.ItemDataRole.UserRole
"""How many findings a group has; None for a finding."""
WHAT_ROLE = Qt.ItemDataRole.UserRole + 1
"""What was found; None for a group."""
_ROOT = QModelIndex()
# A constant: combining flags at each call takes too long for 100,000 rows.
_GROUP = Qt.ItemFlag.ItemIsEnabled
_FINDING = _GROUP | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_WORST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@dataclass(frozen=True)
class Group:
    """All findings of one rule."""

    rule: Rule
    findings: Sequence[Finding]


class FindingsModel(QAbstractItemModel):
    """The groups, the most severe first; in each, the findings in their order."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self.groups: Sequence[Group] = ()

    def show(self, findings: Sequence[Finding]) -> None:
        """Replaces all findings."""
        by_rule: dict[Rule, list[Finding]] = {}
        for finding in findings:
            by_rule.setdefault(finding.rule, []).append(finding)
        self.beginResetModel()
        self.groups = [Group(rule, by_rule[rule]) for rule in sorted(by_rule, key=_rank)]
        self.endResetModel()

    def group(self, index: QModelIndex) -> Optional[Group]:
        """The group of a row, which is a group or a finding."""
        if not index.isValid():
            return None
        return self.groups[index.internalId() - 1 if index.internalId() else index.row()]

    def finding(self, index: QModelIndex) -> Optional[Finding]:
        """The finding of a row; None for a group."""
        if not index.isValid() or not index.internalId():
            return None
        return self.groups[index.internalId() - 1].findings[index.row()]

    def among(self, selection: QItemSelection) -> list[Finding]:
        """The findings of a selection, from top to bottom."""
        ranges = (
            (one.parent().row(), one.top(), one.bottom() + 1)
            for one in selection
            if one.parent().isValid()  # "select all" also selects the groups
        )
        return [
            finding
            for group, start, end in sorted(ranges)
            for finding in self.groups[group].findings[start:end]
        ]

    # Called by Qt. The internal id of a finding is the number of its group, from 1; of a group 0.

    def index(self, row: int, column: int, parent: QModelIndex = _ROOT) -> QModelIndex:
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: QModelIndex) -> QModelIndex:
        number = index.internalId() if index.isValid() else 0
        return self.createIndex(number - 1, 0, 0) if number else _ROOT

    def rowCount(self, parent: QModelIndex = _ROOT) -> int:
        if not parent.isValid():
            return len(self.groups)
        return 0 if parent.internalId() else len(self.groups[parent.row()].findings)

    def columnCount(self, parent: QModelIndex = _ROOT) -> int:
        return 1

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        return _FINDING if index.internalId() else _GROUP

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        finding, group = self.finding(index), self.group(index)
        if group is None:
            return None
        if finding is None:
            return _of_group(group, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return location_of(finding)
        if role == WHAT_ROLE:
            return shown_text(said(finding.problem.what))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(f"{location_of(finding)}\n{said_problem(finding.problem)}")
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return said(finding.problem.what)
        return None


def location_of(finding: Finding) -> str:
    """The image or file of a finding, and the location in it."""
    about_annotation = finding.image and finding.which is not None
    where = finding.image if about_annotation else finding.problem.path or finding.image
    return shown_text(", ".join(filter(None, (shown(where), said(finding.problem.location)))))


def _of_group(group: Group, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        return said(group.rule.title)
    if role == Qt.ItemDataRole.DecorationRole:
        return severity_icon(group.rule.severity)
    if role == Qt.ItemDataRole.ToolTipRole:
        return tooltip("\n".join(filter(None, map(said, (group.rule.title, group.rule.mend)))))
    if role == COUNT_ROLE:
        return len(group.findings)
    return None


def _rank(rule: Rule) -> tuple[int, int]:
    return _WORST_FIRST.index(rule.severity), RULES.index(rule)
