"""The pages of checks and of backups work on Qt 6, with real mouse and key events."""

from datetime import datetime, timezone
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.core.base.model import Task
from scaneo_bridge.core.base.rules import DUPLICATE, LABEL_UNUSED
from scaneo_bridge.core.formats.scaneo.checks.finding import Finding
from scaneo_bridge.core.store.write.backups import AnnotationCounts, BackedUpFile, Backup
from scaneo_bridge.ui.check.checks_page import ChecksPage
from scaneo_bridge.ui.restore.restore_page import RestorePage

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
ODD = "<b>R&D</b> {n} مرحبا"


def told(signal):
    """A list of what a signal tells, from now on."""
    heard = []
    signal.connect(lambda *values: heard.append(values))
    return heard


def twin(number):
    problem = DUPLICATE.problem(
        f"{ODD}.geojson", "It is there twice.", "Delete one.", f"feature {number}"
    )
    return Finding(DUPLICATE, problem, f"{ODD}.tif", None, Task.DETECTION, number, ODD)


TWINS = [twin(number) for number in range(3)]
UNUSED = Finding(
    LABEL_UNUSED, LABEL_UNUSED.problem("spai.json", f"Nobody has {ODD}.", "Delete it.")
)


@pytest.fixture
def checks(shown):
    page = shown(ChecksPage(), height=600)
    page.show_findings([*TWINS, UNUSED], 12, 3)
    return page


def click(bot, page, group, row, keys=Qt.KeyboardModifier.NoModifier):
    model = page.findings
    index = model.index(row, 0, model.index(group, 0))
    bot.mouseClick(page.view.viewport(), LEFT, keys, page.view.visualRect(index).center())


def group_of(page, finding):
    groups = [group.findings for group in page.findings.groups]
    return next(at for at, findings in enumerate(groups) if finding in findings)


def test_a_click_points_at_a_finding(checks, qtbot):
    pointed = told(checks.pointed)
    click(qtbot, checks, group_of(checks, TWINS[1]), 1)
    assert (TWINS[1],) in pointed
    assert checks.grab().toImage().width() == 300  # it paints its rows


def test_the_findings_that_are_selected_are_mended(checks, qtbot):
    wanted = told(checks.mend_requested)
    group = group_of(checks, TWINS[0])
    click(qtbot, checks, group, 0)
    click(qtbot, checks, group, 2, CONTROL)
    qtbot.mouseClick(checks.mend, LEFT)
    assert wanted == [([TWINS[0], TWINS[2]],)]
    click(qtbot, checks, group, 1)
    qtbot.mouseClick(checks.mend_all, LEFT)
    assert wanted[1:] == [(TWINS,)]


def test_the_findings_are_filtered_by_keys(checks, qtbot):
    checks.filter.setFocus()
    qtbot.keyClick(checks.filter, Qt.Key.Key_End)
    assert [group.findings for group in checks.findings.groups] == [[UNUSED]]


def test_escape_leaves_the_findings(checks, qtbot):
    dismissed, again = told(checks.dismissed), told(checks.again_requested)
    qtbot.mouseClick(checks.again, LEFT)
    qtbot.keyClick(checks, Qt.Key.Key_Escape)
    assert (dismissed, again) == ([()], [()])


@pytest.fixture
def backups():
    """Two writes, the newest first."""
    return [
        Backup(
            Path(f"/data/.scaneo_bridge/backups/{day}"),
            datetime(2026, 1, day, tzinfo=timezone.utc),
            "export",
            [BackedUpFile(f"{ODD}.geojson", True, "0")],
            AnnotationCounts(1, 2, day),
        )
        for day in (2, 1)
    ]


def test_a_backup_is_chosen_by_keys(shown, qtbot, backups):
    page = shown(RestorePage(), height=600)
    chosen, dismissed = told(page.chosen), told(page.dismissed)
    page.show_backups(backups, 20)
    qtbot.keyClick(page.backups_view, Qt.Key.Key_Down)
    assert [one for (one,) in chosen] == backups
    assert page.backup == backups[1]
    page.grab()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert dismissed == [()]


def test_how_many_backups_are_kept_is_typed(shown, qtbot, backups):
    page = shown(RestorePage(), height=600)
    page.show_backups(backups, 20)
    kept = told(page.keep_changed)
    page.keep.setFocus()
    page.keep.selectAll()
    qtbot.keyClicks(page.keep, "7")
    qtbot.keyClick(page.keep, Qt.Key.Key_Return)
    assert kept[-1:] == [(7,)]
