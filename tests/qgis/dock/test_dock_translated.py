"""In another language, nothing in the dock is left in English: all that can be said is in brackets
here, and what is not is a name."""

import pytest
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QPoint
from qgis.PyQt.QtWidgets import QApplication, QListView
from scaneo_bridge.core.base.messages import Message
from scaneo_bridge.ui.common.models import ProblemsModel
from scaneo_bridge.ui.label.palette.delete_label import DeleteLabel, MergeLabel
from scaneo_bridge.ui.shell.pages.options_page import OptionsPage
from support import layers as edits
from support.broken import break_folder
from support.folders import write_files
from support.geojson import collection, detection, spai
from support.images import write_image
from support.spoken import english_in, plain, texts_in
from support.subjects.conflicts_page import BEFORE, LABELS, LARGER, MOVED, Desk
from support.subjects.layers_page import HOUSE, polygons

pytest_plugins = ["support.catalogues", "support.labelling"]

EVERYWHERE = ("Scaneo Bridge", "SCANEO", "GeoTIFF", "Ctrl+", "Shift+")
COLORS = ("water", "urban", "later", "field", "lake", "Water ", "Water")


@pytest.fixture
def session(pseudo, make_session):
    """QGIS speaks it before the dock is made."""
    return make_session()


@pytest.fixture
def broken(tmp_path):
    return break_folder(tmp_path / "broken")


@pytest.fixture
def left(session):
    """What is in English of all that is told now, and of what some windows say."""

    def found(*windows, folder=None, names=COLORS):
        stored = [
            one.what
            for view in session.dock.findChildren(QListView)
            if isinstance(view.model(), ProblemsModel)
            for one in view.model().items
            if not isinstance(one.what, Message)
        ]
        texts = [text for window in (session.dock, *windows) for text in texts_in(window)]
        files = [] if folder is None else [str(folder), folder.name]
        for path in () if folder is None else folder.rglob("*"):
            files.append(path.relative_to(folder).as_posix())
        texts = [one for one in texts if not any(what in plain(one) for what in stored)]
        told = english_in([*texts, *session.messages()], (*files, *names, *EVERYWHERE))
        return "\n".join(told)

    return found


def test_the_start(session, left):
    assert left() == ""


def test_the_options_of_the_plugin(session, left, qtbot):
    page = OptionsPage(QgsSettings())
    qtbot.addWidget(page)
    assert left(page) == ""


def test_a_broken_campaign_and_what_is_wrong_with_it(session, left, broken):
    session.open(broken)
    assert session.is_open
    assert left(folder=broken) == ""
    session.click(session.page.check)
    session.wait()
    page = session.pages.checks
    assert page.isVisible()
    view = page.view
    for row in range(view.model().rowCount()):
        view.expand(view.model().index(row, 0))
        view.setCurrentIndex(view.model().index(0, 0, view.model().index(row, 0)))
        assert left(folder=broken) == ""
    page.view.selectAll()
    session.click(page.mend)
    session.wait()
    assert left(folder=broken) == ""


def test_what_is_exported_and_put_back(session, left, broken):
    session.open(broken)
    layer = session.layer("detection")
    assert layer.startEditing()
    feature = edits.first(layer, "sound.tif")
    assert layer.changeAttributeValue(feature.id(), edits.field(layer, "label"), "later")
    assert session.preview()
    assert left(folder=broken) == ""
    session.click(session.pages.export.write)
    session.wait()
    assert left(folder=broken) == ""
    session.dock.restore_requested.emit()
    session.wait()
    assert session.pages.restore.isVisible()
    assert left(folder=broken) == ""
    session.click(session.pages.restore.restore)
    session.wait()
    assert left(folder=broken) == ""


def test_both_versions_of_a_conflict(session, left, tmp_path):
    folder = tmp_path / "coast"
    write_image(folder / "a.tif", grid=(2.0, 0.005, 0.0, 42.0, 0.0, -0.01), size=100)
    write_files(folder, {"a.geojson": collection(*BEFORE), "spai.json": spai(**LABELS)})
    QApplication.setActiveWindow(session.dock.window())
    session.open(folder)
    desk = Desk(session, folder)
    desk.move(MOVED)
    desk.relabel("detection", "field", "water")
    desk.somebody_writes(*BEFORE[:1], detection("urban", LARGER), BEFORE[2])
    desk.open_again()
    assert desk.page.isVisible()
    for row in range(2):
        desk.click_row(0, row)
        assert left(folder=folder) == ""
    desk.click(desk.page.all_mine)
    desk.click(desk.page.apply)
    assert left(folder=folder) == ""


def test_layers_of_ones_own(session, left, tmp_path):
    folder = tmp_path / "fields"
    write_image(folder / "west.tif")
    far = "Polygon((12 41, 13 41, 13 42, 12 42, 12 41))"
    layer = polygons("buildings", [("house", HOUSE), ("barn", far)])
    session.project.addMapLayer(layer)
    session.click(session.pages.start.layers)
    page = session.pages.layers
    names = ("buildings", "house", "barn", "type", "string(255) NULL", "spai.json", "west.geojson")
    assert left(folder=folder, names=names) == ""
    page.folder.setFilePath(str(folder))
    assert left(folder=folder, names=names) == ""
    session.click(page.preview)
    session.wait()
    assert session.pages.layers_preview.isVisible()
    assert left(folder=folder, names=names) == ""
    session.click(session.pages.layers_preview.write)
    session.wait()
    assert left(folder=folder, names=names) == ""


def test_labelling(start, left):
    labeller = start()
    labeller.drag((2.1, 41.6), (2.2, 41.7))
    palette = labeller.page.palette
    entries = palette.labels.listed
    questions = (
        DeleteLabel(entries[0], [one.label for one in entries[1:]], palette),
        MergeLabel(entries[0], entries[1].label, palette),
    )
    palette._open_menu(entries[0].label.name, QPoint(0, 0))
    navigator = labeller.page.navigator
    navigator._open_menu(QPoint(1, 1))
    actions = [one.text() for one in labeller.session.canvas.actions()]
    assert english_in(actions, EVERYWHERE) == []
    assert left(labeller.map_chips, *questions, folder=labeller.folder) == ""
    for question in questions:
        question.close()
