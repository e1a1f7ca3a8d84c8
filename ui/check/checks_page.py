"""The page of checks: findings by rule, and what mending them would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QItemSelectionModel, QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ...core.base.model import Severity, Task
from ...core.base.rules import Rule
from ...core.formats.scaneo.checks.finding import Finding
from ..common.models import severity_icon
from ..common.page import Page
from ..common.text import (
    annotation_count,
    image_count,
    problem_count,
    said,
    said_problem,
    tooltip,
    tr,
)
from ..common.views import TextLabel, choices
from .findings_model import FindingsModel, Group
from .findings_view import FindingsView

_FEW = 12  # findings: up to this many, groups are shown opened


class ChecksPage(Page):
    """Shows the findings of one check; it changes nothing itself."""

    pointed = pyqtSignal(object)
    """The `Finding` that the user wants to see on the map."""
    mend_requested = pyqtSignal(list)
    """The `Finding`s to mend."""
    again_requested = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._all: Sequence[Finding] = ()
        self._is_settling = False
        self.summary, self.looked_at, self.outdated = TextLabel(), TextLabel(), TextLabel()
        font = self.summary.font()
        font.setBold(True)
        self.summary.setFont(font)
        self.outdated.setText(tr("Edited since: check again."))
        self.filter = choices((tr("All"), None), *((name, one) for one, name in _names()))
        self.filter.setToolTip(tr("Show only what is so bad"))
        for number, severity in enumerate(Severity, 1):
            self.filter.setItemIcon(number, severity_icon(severity))
        self.findings = FindingsModel(self)
        self.view = FindingsView(self.findings)
        self.what, self.how = TextLabel(), TextLabel()
        self.mend = QPushButton(tr("Mend"))
        self.mend_all = QPushButton(tr("Mend all like this"))
        self.dismiss = QPushButton(tr("Back"))
        self.again = QPushButton(tr("Check again"))
        self.again.setToolTip(tr("Save the edits that are open, and look once more"))
        self._body = QStackedWidget()
        self._build()
        self._connect()
        self.show_findings((), 0, 0)

    def _build(self) -> None:
        outdated = QHBoxLayout()
        icon = QLabel()
        icon.setPixmap(severity_icon(Severity.WARNING).pixmap(16, 16))
        outdated.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        outdated.addWidget(self.outdated, 1)
        self._outdated = QWidget()
        self._outdated.setLayout(outdated)
        outdated.setContentsMargins(0, 0, 0, 0)
        mends = QHBoxLayout()
        mends.addWidget(self.mend, 1)
        mends.addWidget(self.mend_all, 1)
        found = QWidget()
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.filter)
        column.addWidget(self.view, 1)
        column.addWidget(self.what)
        column.addWidget(self.how)
        column.addLayout(mends)
        self._body.addWidget(found)
        self._body.addWidget(_all_well())
        ways = QHBoxLayout()
        ways.addWidget(self.dismiss, 1)
        ways.addWidget(self.again, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.summary)
        layout.addWidget(self.looked_at)
        layout.addWidget(self._outdated)
        layout.addWidget(self._body, 1)
        layout.addLayout(ways)

    def _connect(self) -> None:
        self.view.selectionModel().currentChanged.connect(self._point)
        self.view.selectionModel().selectionChanged.connect(self._arrange)
        # Also the current one: the map may show something else by now.
        self.view.clicked.connect(self._point)
        self.filter.currentIndexChanged.connect(lambda _: self._show())
        self.mend.clicked.connect(lambda: self._mend(self._selected()))
        self.mend_all.clicked.connect(lambda: self._mend(self._alike()))
        self.again.clicked.connect(self.again_requested)
        self.dismiss.clicked.connect(self.dismissed)

    # What it shows

    def show_findings(
        self, findings: Sequence[Finding], annotations: int, images: int, bare: int = 0
    ) -> None:
        """Shows the findings of a check of this many annotations and images; ``bare`` images have
        none."""
        self._all = findings
        counts = annotation_count(annotations), image_count(images)
        self.looked_at.setText(_looked_at(*counts, bare))
        self.show_outdated(False)
        self.filter.setCurrentIndex(0)
        self._show()
        if len(findings) <= _FEW:
            self.view.expandAll()
        elif self.findings.groups:
            self.view.expand(self.findings.index(0, 0))
        self.view.scrollToTop()

    def show_outdated(self, is_outdated: bool) -> None:
        """Shows or hides the hint that the campaign was edited after the check."""
        self._outdated.setVisible(is_outdated)

    def take_away(self, findings: Sequence[Finding]) -> bool:
        """Removes findings from the list; returns whether other findings of the same annotations
        were removed, too.

        The cursor moves to the next finding.
        """
        gone = {id(finding) for finding in findings}
        about = {_annotation(finding) for finding in findings} - {None}
        left = [finding for finding in self._all if id(finding) not in gone]
        self._all = [finding for finding in left if _annotation(finding) not in about]
        self._show()
        return len(self._all) < len(left)

    @property
    def is_outdated(self) -> bool:
        """Whether the page says that the campaign was edited after the check."""
        return self._outdated.isVisibleTo(self)

    def _show(self) -> None:
        """Shows the findings; open groups and the scroll position stay."""
        view, model = self.view, self.findings
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        is_open = {model.groups[row.row()].rule for row in rows if view.isExpanded(row)}
        before, height = view.currentIndex(), view.verticalScrollBar().value()
        current = self.findings.group(before)
        position = before.row() if before.parent().isValid() else -1
        self._is_settling = True
        chosen = self.filter.currentData()
        model.show([one for one in self._all if chosen in (None, one.rule.severity)])
        for row, group in enumerate(model.groups):
            index = model.index(row, 0)
            view.setExpanded(index, group.rule in is_open)
            if current is not None and group.rule == current.rule:
                self._stand(index, position - 1)
        view.verticalScrollBar().setValue(height)
        self._is_settling = False
        self._sum_up()
        self._arrange()

    def _stand(self, group: QModelIndex, row: int) -> None:
        """Moves the cursor to a finding, or its group, without a selection."""
        row = min(row, self.findings.rowCount(group) - 1)
        index = self.findings.index(row, 0, group) if row >= 0 else group
        self.view.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.NoUpdate
        )

    def _sum_up(self) -> None:
        by = Counter(finding.rule.severity for finding in self._all)
        total = len(self._all)
        self.summary.setText(problem_count(total) if total else tr("Nothing found"))
        self.filter.setItemText(0, f"{tr('All')} ({total:,})")
        for number, (severity, name) in enumerate(_names(), 1):
            self.filter.setItemText(number, f"{name} ({by[severity]:,})")
        self._body.setCurrentIndex(0 if total else 1)

    # What is chosen

    def _selected(self) -> list[Finding]:
        return self.findings.among(self.view.selectionModel().selection())

    def _group(self) -> Optional[Group]:
        return self.findings.group(self.view.currentIndex())

    def _alike(self) -> Sequence[Finding]:
        """All findings of the cursor's group."""
        group = self._group()
        return () if group is None else group.findings

    def _mend(self, findings: Sequence[Finding]) -> None:
        self.mend_requested.emit(_mendable(findings))

    def _arrange(self) -> None:
        """Shows what is selected, and what mending it would do."""
        selected, group = self._selected(), self._group()
        mendable = _mendable(selected)
        can_all = group is not None and bool(group.rule.mend)
        self.mend.setEnabled(bool(mendable))
        self.mend_all.setEnabled(can_all)
        self.what.setText(_what(selected))
        self.what.setVisible(bool(selected))
        rules = {finding.rule for finding in mendable}
        if not selected and group is not None and can_all:
            rules = {group.rule}
        how = _how(rules)
        if mendable and len(mendable) < len(selected):
            how = " ".join(
                (tr("{count:,} of those selected can be mended at once.", count=len(mendable)), how)
            )
        self.how.setText(how)
        self.how.setVisible(bool(how))
        none = tr("There is no safe mend: it is for you to decide.") if selected else ""
        self.mend.setToolTip(tooltip(how) if mendable else none)
        self.mend_all.setToolTip(
            tooltip(
                tr(
                    "{problems} of this kind. {how}",
                    problems=problem_count(len(group.findings)),
                    how=_how({group.rule}),
                )
            )
            if group is not None and can_all
            else ""
        )

    def _point(self, index: QModelIndex) -> None:
        finding = None if self._is_settling else self.findings.finding(index)
        if finding is not None:
            self.pointed.emit(finding)
        self._arrange()


def _names() -> tuple[tuple[Severity, str], ...]:
    return (
        (Severity.ERROR, tr("Errors")),
        (Severity.WARNING, tr("Warnings")),
        (Severity.INFO, tr("Notes")),
    )


def _all_well() -> QWidget:
    """The text that is shown instead of an empty list."""
    page, icon, text = QWidget(), QLabel(), QLabel(tr("All is as it should be."))
    icon.setPixmap(QgsApplication.getThemeIcon("/mIconSuccess.svg").pixmap(32, 32))
    column = QVBoxLayout(page)
    column.addStretch(1)
    for label in (icon, text):
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(label)
    column.addStretch(2)
    return page


def _annotation(finding: Finding) -> Optional[tuple[Optional[Task], int]]:
    """What identifies an annotation."""
    return None if finding.which is None else (finding.task, finding.which)


def _mendable(findings: Sequence[Finding]) -> list[Finding]:
    """The findings that can be mended together: those in layers, or, if there are none, those in
    files."""
    mends = [finding for finding in findings if finding.rule.mend]
    return [finding for finding in mends if not finding.rule.in_files] or mends


def _what(selected: Sequence[Finding]) -> str:
    """The full text of a finding; of several, their number."""
    if len(selected) == 1:
        problem = selected[0].problem
        return said_problem(problem)
    return tr(
        "{count:,} problem is selected.", "{count:,} problems are selected.", count=len(selected)
    )


def _looked_at(annotations: str, images: str, bare: int) -> str:
    if not bare:
        return tr("Looked at {annotations} on {images}.", annotations=annotations, images=images)
    return tr(
        "Looked at {annotations} on {images}, {bare:,} of them not labelled yet.",
        annotations=annotations,
        images=images,
        bare=bare,
    )


def _how(rules: AbstractSet[Rule]) -> str:
    """What mending findings of these rules does, and how it can be undone."""
    if not rules:
        return ""
    if len(rules) == 1:
        parts = [tr("Mend: {what}", what=said(rule.mend)) for rule in rules]
    else:
        parts = [tr("Mend: each as its kind is mended.")]
    if any(rule.in_files for rule in rules):
        parts.append(tr("The folder's files are written; what is replaced is kept in a backup."))
    else:
        parts.append(tr("Ctrl+Z takes it back."))
    return " ".join(parts)
