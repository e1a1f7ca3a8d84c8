"""The dock, used as a person uses it, with mouse and keys: a campaign is opened."""

import os
import shutil

import pytest
from qgis.core import Qgis, QgsRasterLayer
from qgis.PyQt.QtCore import QMimeData, QPointF, Qt, QUrl
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent
from qgis.PyQt.QtWidgets import QApplication, QFileDialog, QLabel
from support.dock import LEFT, NONE, as_html
from support.pages import Pages
from support.subjects.dock import recent_buttons

pytest_plugins = ["support.dock"]


# The empty state


def test_without_a_campaign_the_dock_says_what_to_do(session):
    assert session.is_empty
    texts = [as_html(label.text()) for label in session.pages.start.findChildren(QLabel)]
    assert any("Open" in text and "Edit" in text and "Export" in text for text in texts)
    assert not session.dock.open.isEnabled()
    assert not session.dock.export.isEnabled()
    assert not session.dock.progress_panel.isVisible()


# Opening


def test_a_typed_folder_opens_with_enter(session, coast):
    session.open(coast)
    assert session.is_open
    assert session.dock.folder.currentText() == str(coast)
    assert len(session.layers()) == 4
    assert len(session.layers(QgsRasterLayer)) == 1
    (message,) = session.messages()
    assert "coast" in message and "3 images" in message and "6 annotations" in message
    assert session.messages(Qgis.MessageLevel.Success) == [message]


def test_the_open_button_opens(session, coast):
    session.type_folder(coast)
    session.click(session.dock.open)
    session.wait()
    assert session.is_open


def test_a_folder_chosen_in_the_file_dialog_opens(session, coast, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(coast))
    session.click(session.dock.browse)
    session.wait()
    assert session.is_open


def test_a_file_dialog_that_was_dismissed_opens_nothing(session, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    session.click(session.dock.browse)
    session.wait()
    assert session.is_empty
    assert session.messages() == []


def test_a_recent_campaign_opens_from_the_start_page(make_session, coast, settings, tmp_path):
    settings.remember_campaign(tmp_path / "gone")
    settings.remember_campaign(coast)
    session = make_session()
    recent, gone = recent_buttons(session)
    session.click(gone)
    session.wait()
    assert session.is_empty
    (message,) = session.messages(Qgis.MessageLevel.Critical)
    assert str(tmp_path / "gone") in message, "its drive may come back: it is offered, and told"
    session.click(recent)
    session.wait()
    assert session.is_open
    assert session.dock.folder.currentText() == str(coast)


def test_a_recent_campaign_opens_from_the_list_of_the_field(make_session, coast, settings):
    other = coast.with_name("other")
    shutil.copytree(coast, other)
    settings.remember_campaign(other)
    settings.remember_campaign(coast)
    session = make_session()
    field = session.dock.folder
    field.setFocus()
    assert field.currentText() == ""
    field.showPopup()
    view = field.view()
    session.bot.waitUntil(view.isVisible)
    session.bot.keyClick(view, Qt.Key.Key_End)
    session.bot.keyClick(view, Qt.Key.Key_Return)
    session.wait()
    assert session.is_open
    assert field.currentText() == str(other)


def test_what_was_opened_is_offered_first_next_time(session, coast, settings):
    other = coast.with_name("other")
    shutil.copytree(coast, other)
    session.open(other)
    session.open(coast)
    session.open(other)
    assert settings.recent_campaigns() == [str(other), str(coast)]
    field = session.dock.folder
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
def test_a_dropped_folder_opens(session, coast, where):
    assert drop(session.dock, where(session.dock), coast)
    session.wait()
    assert session.is_open
    assert session.dock.folder.currentText() == str(coast)


def test_a_folder_dropped_on_the_lists_opens_in_place_of_the_other(session, coast):
    session.open(coast)
    other = coast.with_name("other")
    shutil.copytree(coast, other)
    assert drop(session.dock, session.page.images_view.viewport(), other)
    session.wait()
    assert session.dock.folder.currentText() == str(other)
    assert len(session.layers()) == 8


def test_what_is_no_folder_is_not_taken(session, coast):
    page = session.pages.start
    assert not drop(session.dock, page, coast / "a.tif")
    assert not drop(session.dock, page, coast, coast.parent)
    assert not drop(session.dock, page)
    session.wait()
    assert session.is_empty


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
def test_a_wrong_folder_is_told_and_the_dock_goes_on(session, coast, tmp_path, make):
    session.open(make(tmp_path))
    assert session.is_empty
    assert len(session.messages()) == len(session.messages(Qgis.MessageLevel.Critical)) == 1
    assert session.layers() == []

    session.open(coast)
    assert session.is_open


def test_a_wrong_folder_leaves_the_open_campaign_open(session, coast, tmp_path):
    session.open(coast)
    session.open(tmp_path / "no such folder")
    assert session.is_open
    assert len(session.messages(Qgis.MessageLevel.Critical)) == 1
    session.go_to("b.tif")
    assert session.layers(QgsRasterLayer)[0].name() == "b.tif"
    assert session.preview() is None


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
def test_a_campaign_that_is_opened_twice_has_its_layers_once(session, coast, spell):
    session.open(coast)
    layer = session.layer("segmentation")
    assert layer.startEditing()
    assert layer.deleteFeature(next(layer.getFeatures()).id())
    session.open(spell(coast))
    assert len(session.layers()) == 4
    assert len(session.layers(QgsRasterLayer)) == 1
    assert len(session.project.layerTreeRoot().children()) == 1
    assert session.counts() == {"water": 2, "urban": 2, "field": 1}, "the open edit is kept"
