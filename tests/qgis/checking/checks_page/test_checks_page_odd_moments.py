"""Checks in the dock: what happens while one looks, and findings by the thousand."""

import time

import pytest
from qgis.PyQt.QtCore import QPoint, Qt
from scaneo_bridge.core.base import rules
from scaneo_bridge.core.base.model import Severity
from scaneo_bridge.core.formats.scaneo.checks.finding import Finding
from scaneo_bridge.ui.check.checks_page import ChecksPage
from support.mouse import LEFT, NONE

pytest_plugins = ["support.desk.fixtures"]


# Odd moments


def test_the_campaign_may_go_while_it_is_looked_at(desk, folder):
    desk.open(folder)
    desk.click(desk.dock.page.check)
    desk.project.removeMapLayers([layer.id() for layer in desk.layers()])
    desk.wait()
    assert desk.dock.is_empty


def test_an_edit_while_it_is_looked_at_is_an_edit_since(desk, folder):
    desk.open(folder)
    layer = desk.layer("segmentation")
    desk.click(desk.dock.page.check)
    assert layer.startEditing()
    assert layer.deleteFeature(next(layer.getFeatures()).id())
    desk.wait()
    assert desk.dock.pages.checks.is_outdated


def test_a_check_can_be_cancelled(desk, folder):
    desk.open(folder)
    desk.click(desk.dock.page.check)
    desk.controller.cancel()
    desk.wait()
    assert desk.dock.is_open
    assert any("Cancelled" in message for message in desk.bar.texts())


@pytest.fixture
def page(qtbot):
    page = ChecksPage()
    qtbot.addWidget(page)
    page.resize(300, 600)
    page.show()
    return page


def test_fifty_thousand_of_a_kind_are_shown_at_once(page, qtbot):
    problem = rules.DUPLICATE.problem("a.geojson", "It is the same as feature 1.", "Delete one.")
    many = [
        Finding(rules.DUPLICATE, problem, "a.tif", None, None, number) for number in range(50000)
    ]
    begin = time.thread_time()
    page.show_findings(many, 50000, 1)
    page.grab()
    page.view.scrollToBottom()
    page.grab()
    assert time.thread_time() - begin < 3
    last = page.findings.index(49999, 0, page.findings.index(0, 0))
    assert page.view.visualRect(last).isValid()
    qtbot.mouseClick(page.view.viewport(), LEFT, NONE, page.view.visualRect(last).center())
    assert page.what.text() == "It is the same as feature 1. Delete one."
    begin = time.thread_time()
    qtbot.keyClick(page.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.what.text() == "50,000 problems are selected."
    assert time.thread_time() - begin < 3


def test_every_rule_can_be_shown(page):
    found = [Finding(rule, rule.problem("a.geojson", "It is so.", "Mend.")) for rule in rules.RULES]
    page.show_findings(found, 1, 1)
    shown = [group.rule for group in page.findings.groups]
    assert sorted(shown, key=rules.RULES.index) == list(rules.RULES)
    severities = [rule.severity for rule in shown]
    assert severities == sorted(severities, key=list(Severity).index)
    page.view.grab()
    for row in range(page.findings.rowCount()):
        rect = page.view.visualRect(page.findings.index(row, 0))
        assert rect.height() == page.view.visualRect(page.findings.index(0, 0)).height()
    assert page.view.indexAt(QPoint(20, 5)).isValid()
