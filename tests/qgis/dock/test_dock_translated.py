"""In another language, nothing in the dock is left in English: all that can be said is in brackets
here, and what is not is a name."""

import pytest
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QPoint
from qgis.PyQt.QtWidgets import QApplication
from scaneo_bridge.ui.label.palette.delete_label import DeleteLabel, MergeLabel
from scaneo_bridge.ui.shell.pages.options_page import OptionsPage
from support import layers as edits
from support.files.broken import break_folder
from support.folders import write_files
from support.geojson import collection, detection, spai
from support.images import write_image
from support.subjects.conflicts_page import BEFORE, LABELS, LARGER, MOVED, ConflictsHand
from support.subjects.layers_page import HOUSE, polygons
from support.words.spoken import english_in, texts_in

pytest_plugins = ["support.words.catalogues", "support.desk.fixtures"]

EVERYWHERE = ("Scaneo Bridge", "SCANEO", "GeoTIFF", "Ctrl+", "Shift+")
COLORS = ("water", "urban", "later", "field", "lake", "Water ", "Water")


@pytest.fixture
def desk(pseudo, desktop):
    """QGIS speaks it before the dock is made."""
    return desktop


@pytest.fixture
def broken(tmp_path):
    return break_folder(tmp_path / "broken")


@pytest.fixture
def left(desk):
    """What is in English of all that is told now, and of what some windows say."""

    def found(*windows, folder=None, names=COLORS):
        texts = [text for window in (desk.dock.widget, *windows) for text in texts_in(window)]
        files = [] if folder is None else [str(folder), folder.name]
        for path in () if folder is None else folder.rglob("*"):
            files.append(path.relative_to(folder).as_posix())
        told = english_in([*texts, *desk.bar.texts()], (*files, *names, *EVERYWHERE))
        return "\n".join(told)

    return found


def test_the_start(desk, left):
    assert left() == ""


@pytest.mark.parametrize("name", ["gone", "empty"])
def test_why_a_folder_is_not_opened(desk, left, tmp_path, name):
    (tmp_path / "empty").mkdir()
    desk.open(tmp_path / name)
    assert desk.dock.is_empty and desk.bar.texts()
    assert left(folder=tmp_path / name) == ""


def test_the_options_of_the_plugin(desk, left, qtbot):
    page = OptionsPage(QgsSettings())
    qtbot.addWidget(page)
    assert left(page) == ""


def test_a_broken_campaign_and_what_is_wrong_with_it(desk, left, broken):
    desk.open(broken)
    assert desk.dock.is_open
    assert left(folder=broken) == ""
    desk.click(desk.dock.page.check)
    desk.wait()
    page = desk.dock.pages.checks
    assert page.isVisible()
    view = page.view
    for row in range(view.model().rowCount()):
        view.expand(view.model().index(row, 0))
        view.setCurrentIndex(view.model().index(0, 0, view.model().index(row, 0)))
        assert left(folder=broken) == ""
    page.view.selectAll()
    desk.click(page.mend)
    desk.wait()
    assert left(folder=broken) == ""


def test_what_is_exported_and_put_back(desk, left, broken):
    desk.open(broken)
    layer = desk.layer("detection")
    assert layer.startEditing()
    feature = edits.first(layer, "sound.tif")
    assert layer.changeAttributeValue(feature.id(), edits.field(layer, "label"), "later")
    assert desk.dock.preview()
    assert left(folder=broken) == ""
    desk.click(desk.dock.pages.export.write)
    desk.wait()
    assert left(folder=broken) == ""
    desk.dock.widget.restore_requested.emit()
    desk.wait()
    assert desk.dock.pages.restore.isVisible()
    assert left(folder=broken) == ""
    desk.click(desk.dock.pages.restore.restore)
    desk.wait()
    assert left(folder=broken) == ""


def test_both_versions_of_a_conflict(desk, left, tmp_path):
    folder = tmp_path / "coast"
    write_image(folder / "a.tif", grid=(2.0, 0.005, 0.0, 42.0, 0.0, -0.01), size=100)
    write_files(folder, {"a.geojson": collection(*BEFORE), "spai.json": spai(**LABELS)})
    QApplication.setActiveWindow(desk.dock.widget.window())
    desk.open(folder)
    conflicts = ConflictsHand(desk, folder)
    conflicts.move(MOVED)
    conflicts.relabel("detection", "field", "water")
    conflicts.somebody_writes(*BEFORE[:1], detection("urban", LARGER), BEFORE[2])
    conflicts.open_again()
    assert conflicts.page.isVisible()
    for row in range(2):
        conflicts.click_row(0, row)
        assert left(folder=folder) == ""
    conflicts.click(conflicts.page.all_mine)
    conflicts.click(conflicts.page.apply)
    assert left(folder=folder) == ""


def test_layers_of_ones_own(desk, left, tmp_path):
    folder = tmp_path / "fields"
    write_image(folder / "west.tif")
    far = "Polygon((12 41, 13 41, 13 42, 12 42, 12 41))"
    layer = polygons("buildings", [("house", HOUSE), ("barn", far)])
    desk.project.addMapLayer(layer)
    desk.click(desk.dock.pages.start.layers)
    page = desk.dock.pages.layers
    names = ("buildings", "house", "barn", "type", "string(255) NULL", "spai.json", "west.geojson")
    assert left(folder=folder, names=names) == ""
    page.folder.setFilePath(str(folder))
    assert left(folder=folder, names=names) == ""
    desk.click(page.preview)
    desk.wait()
    assert desk.dock.pages.layers_preview.isVisible()
    assert left(folder=folder, names=names) == ""
    desk.click(desk.dock.pages.layers_preview.write)
    desk.wait()
    assert left(folder=folder, names=names) == ""


def test_labelling(left, start):
    desk = start()
    desk.map.drag((2.1, 41.6), (2.2, 41.7))
    palette = desk.dock.page.palette
    entries = palette.labels.listed
    questions = (
        DeleteLabel(entries[0], [one.label for one in entries[1:]], palette),
        MergeLabel(entries[0], entries[1].label, palette),
    )
    palette._open_menu(entries[0].label.name, QPoint(0, 0))
    navigator = desk.dock.page.navigator
    navigator._open_menu(QPoint(1, 1))
    actions = [one.text() for one in desk.map.canvas.actions()]
    assert english_in(actions, EVERYWHERE) == []
    assert left(desk.map.chips, *questions, folder=desk.folder) == ""
    for question in questions:
        question.close()
