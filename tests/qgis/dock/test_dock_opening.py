"""The dock, used as a person uses it, with mouse and keys: a campaign is opened."""

import os
import shutil

import pytest
from qgis.core import Qgis, QgsRasterLayer
from qgis.PyQt.QtCore import QMimeData, QPointF, Qt, QUrl
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent
from qgis.PyQt.QtWidgets import QApplication, QFileDialog, QLabel
from support.desk.widgets import as_html
from support.mouse import LEFT, NONE
from support.pages import Pages
from support.subjects.dock import recent_buttons

pytest_plugins = ["support.desk.fixtures"]


# The empty state


def test_without_a_campaign_the_dock_says_what_to_do(desk):
    assert desk.dock.is_empty
    texts = [as_html(label.text()) for label in desk.dock.pages.start.findChildren(QLabel)]
    assert any("Open" in text and "Edit" in text and "Export" in text for text in texts)
    assert not desk.dock.widget.open.isEnabled()
    assert not desk.dock.widget.export.isEnabled()
    assert not desk.dock.widget.progress_panel.isVisible()


# Opening


def test_a_typed_folder_opens_with_enter(desk, coast):
    desk.open(coast)
    assert desk.dock.is_open
    assert desk.dock.widget.folder.currentText() == str(coast)
    assert len(desk.layers()) == 4
    assert len(desk.layers(QgsRasterLayer)) == 1
    (message,) = desk.bar.texts()
    assert "coast" in message and "3 images" in message and "6 annotations" in message
    assert desk.bar.texts(Qgis.MessageLevel.Success) == [message]


def test_the_open_button_opens(desk, coast):
    desk.dock.type_folder(coast)
    desk.click(desk.dock.widget.open)
    desk.wait()
    assert desk.dock.is_open


def test_a_folder_chosen_in_the_file_dialog_opens(desk, coast, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(coast))
    desk.click(desk.dock.widget.browse)
    desk.wait()
    assert desk.dock.is_open


def test_a_file_dialog_that_was_dismissed_opens_nothing(desk, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    desk.click(desk.dock.widget.browse)
    desk.wait()
    assert desk.dock.is_empty
    assert desk.bar.texts() == []


def test_a_recent_campaign_opens_from_the_start_page(make_desk, coast, settings, tmp_path):
    settings.remember_campaign(tmp_path / "gone")
    settings.remember_campaign(coast)
    desk = make_desk()
    recent, gone = recent_buttons(desk)
    desk.click(gone)
    desk.wait()
    assert desk.dock.is_empty
    (message,) = desk.bar.texts(Qgis.MessageLevel.Critical)
    assert str(tmp_path / "gone") in message, "its drive may come back: it is offered, and told"
    desk.click(recent)
    desk.wait()
    assert desk.dock.is_open
    assert desk.dock.widget.folder.currentText() == str(coast)


def test_a_recent_campaign_opens_from_the_list_of_the_field(make_desk, coast, settings):
    other = coast.with_name("other")
    shutil.copytree(coast, other)
    settings.remember_campaign(other)
    settings.remember_campaign(coast)
    desk = make_desk()
    field = desk.dock.widget.folder
    field.setFocus()
    assert field.currentText() == ""
    field.showPopup()
    view = field.view()
    desk.bot.waitUntil(view.isVisible)
    desk.bot.keyClick(view, Qt.Key.Key_End)
    desk.bot.keyClick(view, Qt.Key.Key_Return)
    desk.wait()
    assert desk.dock.is_open
    assert field.currentText() == str(other)


def test_what_was_opened_is_offered_first_next_time(desk, coast, settings):
    other = coast.with_name("other")
    shutil.copytree(coast, other)
    desk.open(other)
    desk.open(coast)
    desk.open(other)
    assert settings.recent_campaigns() == [str(other), str(coast)]
    field = desk.dock.widget.folder
    assert [field.itemText(row) for row in range(field.count())] == [str(other), str(coast)]
    assert field.currentText() == str(other)


def receiver(dock, widget):
    """The widget to which Qt delivers what is dropped on a widget."""
    while not widget.acceptDrops():
        widget = widget.parentWidget()
        assert widget is not dock.parentWidget(), "nobody takes what is dropped there"
    return widget


def drop(dock, widget, *paths):
    """Drops files on a widget as a file manager does; answers whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    data.setText("\n".join(url.toString() for url in data.urls()))
    target = receiver(dock, widget)
    spot = target.mapFromGlobal(widget.mapToGlobal(widget.rect().center()))
    how = Qt.DropAction.CopyAction, data, LEFT, NONE
    enter = QDragEnterEvent(spot, *how)
    enter.ignore()
    QApplication.sendEvent(target, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(spot), *how)
    event.ignore()
    QApplication.sendEvent(target, event)
    return event.isAccepted()


def start_page(dock):
    return Pages(dock).start


def line_edit(dock):
    return dock.folder.lineEdit()


@pytest.mark.parametrize("where", [start_page, line_edit], ids=["start page", "folder field"])
def test_a_dropped_folder_opens(desk, coast, where):
    assert drop(desk.dock.widget, where(desk.dock.widget), coast)
    desk.wait()
    assert desk.dock.is_open
    assert desk.dock.widget.folder.currentText() == str(coast)


def test_a_folder_dropped_on_the_lists_opens_in_place_of_the_other(desk, coast):
    desk.open(coast)
    other = coast.with_name("other")
    shutil.copytree(coast, other)
    assert drop(desk.dock.widget, desk.dock.page.images_view.viewport(), other)
    desk.wait()
    assert desk.dock.widget.folder.currentText() == str(other)
    assert len(desk.layers()) == 8


def test_what_is_no_folder_is_not_taken(desk, coast):
    page = desk.dock.pages.start
    assert not drop(desk.dock.widget, page, coast / "a.tif")
    assert not drop(desk.dock.widget, page, coast, coast.parent)
    assert not drop(desk.dock.widget, page)
    desk.wait()
    assert desk.dock.is_empty


def empty_folder(tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


def plain_file(tmp_path):
    file = tmp_path / "file.tif"
    file.write_bytes(b"")
    return file


WRONG = {
    "missing": lambda tmp_path: tmp_path / "no such folder",
    "no image": empty_folder,
    "a file": plain_file,
    "long": lambda tmp_path: tmp_path / ("x" * 300),
    "unknown user": lambda tmp_path: "~no_such_user/campaign",
}


@pytest.mark.parametrize("make", WRONG.values(), ids=WRONG)
def test_a_wrong_folder_is_told_and_the_dock_goes_on(desk, coast, tmp_path, make):
    desk.open(make(tmp_path))
    assert desk.dock.is_empty
    assert len(desk.bar.texts()) == len(desk.bar.texts(Qgis.MessageLevel.Critical)) == 1
    assert desk.layers() == []

    desk.open(coast)
    assert desk.dock.is_open


def test_a_wrong_folder_leaves_the_open_campaign_open(desk, coast, tmp_path):
    desk.open(coast)
    desk.open(tmp_path / "no such folder")
    assert desk.dock.is_open
    assert len(desk.bar.texts(Qgis.MessageLevel.Critical)) == 1
    desk.images.go_to("b.tif")
    assert desk.layers(QgsRasterLayer)[0].name() == "b.tif"
    assert desk.dock.preview() is None


SPELLINGS = {
    "the same": str,
    "a slash behind": lambda folder: f"{folder}/",
    "spaces around": lambda folder: f"  {folder} ",
    "up and down": lambda folder: f"{folder}/2024/..",
    "through a link": lambda folder: linked(folder),
}


def linked(folder):
    link = folder.with_name("link")
    os.symlink(folder, link, target_is_directory=True)
    return link


@pytest.mark.parametrize("spell", SPELLINGS.values(), ids=SPELLINGS)
def test_a_campaign_that_is_opened_twice_has_its_layers_once(desk, coast, spell):
    desk.open(coast)
    layer = desk.layer("segmentation")
    assert layer.startEditing()
    assert layer.deleteFeature(next(layer.getFeatures()).id())
    desk.open(spell(coast))
    assert len(desk.layers()) == 4
    assert len(desk.layers(QgsRasterLayer)) == 1
    assert len(desk.project.layerTreeRoot().children()) == 1
    assert desk.palette.counts() == {"water": 2, "urban": 2, "field": 1}, "the open edit is kept"
