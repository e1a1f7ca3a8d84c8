"""Restore, by the dock: folder, workspace and map as before a write."""

import threading

from qgis.core import Qgis
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QMenu
from scaneo_bridge.core.store.folder import OWN_FOLDER
from scaneo_bridge.core.store.write.backups import list_backups
from scaneo_bridge.core.store.write.journal import Journal
from support import layers as edits
from support.desk.widgets import rows, unseen
from support.folders import contents
from support.geojson import as_bytes, collection, detection, spai

pytest_plugins = ["support.desk.fixtures"]


# The dock


def press_restore(desk):
    """Opens the menu of the Export button, and chooses its last entry with the keys."""
    button = desk.dock.widget.export
    menu = button.findChild(QMenu)
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    desk.bot.waitExposed(menu)
    desk.bot.keyClick(menu, Qt.Key.Key_Up)
    assert menu.activeAction().text() == "Restore…"
    desk.bot.keyClick(menu, Qt.Key.Key_Return)
    desk.wait()
    return desk.dock.pages.restore


def relabel(desk, image, label, task="detection"):
    layer = desk.layer(task)
    assert layer.isEditable() or layer.startEditing()
    feature = edits.first(layer, image)
    assert layer.changeAttributeValue(feature.id(), edits.field(layer, "label"), label)


def export(desk):
    assert desk.dock.preview()
    desk.click(desk.dock.pages.export.write)
    desk.wait()


def test_the_dock_puts_a_backup_back(desk, coast):
    before = contents(coast)
    desk.open(coast)
    relabel(desk, "a.tif", "water")
    export(desk)
    middle = contents(coast)
    relabel(desk, "b.tif", "water")
    export(desk)
    after = contents(coast)
    page = press_restore(desk)
    assert page.isVisible()
    shown = rows(page.backups)
    assert [row[1:] for row in shown] == [["1", "1"], ["1", "1"]]
    assert all(row[0].endswith(" · Export") for row in shown)
    assert page.summary.text() == "1 file: 0 added, 1 changed, 0 deleted"
    assert [unseen(row[0]) for row in rows(page.files)] == ["b.geojson"]
    desk.bot.keyClick(page.backups_view, Qt.Key.Key_Down)
    desk.wait()
    assert page.summary.text() == "2 files: 0 added, 2 changed, 0 deleted"
    assert contents(coast) == after, "it only looks"
    desk.click(page.restore)
    desk.wait()
    assert contents(coast) == before
    assert desk.dock.is_open
    (message,) = [one for one in desk.bar.texts(Qgis.MessageLevel.Success) if "2 files:" in one]
    assert message.startswith("Restored as before ") and message.endswith("2 changed, 0 deleted")
    labels = {feature["label"] for feature in desk.layer("detection").getFeatures()}
    assert labels == {"field", "urban"}
    assert desk.dock.preview() is None, "nothing to export"
    page = press_restore(desk)
    assert len(rows(page.backups)) == 3 and rows(page.backups)[0][0].endswith(" · Restore")
    desk.bot.keyClick(page.backups_view, Qt.Key.Key_Down)
    desk.wait()
    desk.click(page.restore)
    desk.wait()
    assert contents(coast) == middle


def test_open_edits_are_kept_by_a_restore_of_the_dock(desk, coast):
    before = contents(coast)
    desk.open(coast)
    relabel(desk, "a.tif", "water")
    export(desk)
    relabel(desk, "b.tif", "water")
    page = press_restore(desk)
    desk.click(page.restore)
    desk.wait()
    assert contents(coast) == before
    found = {one["image"]: one["label"] for one in desk.layer("detection").getFeatures()}
    assert found == {"a.tif": "field", "b.tif": "water"}
    assert desk.dock.preview() == "1 file: 0 added, 1 changed, 0 deleted"


def test_open_edits_of_a_file_that_goes_are_kept(desk, coast):
    desk.open(coast)
    layer = desk.layer("segmentation")
    relabel(desk, "a.tif", "water")
    edits.add(coast / "scaneo.gpkg", "detection", "2024/c.tif", "field")
    export(desk)
    assert (coast / "2024" / "c.geojson").exists()
    layer = desk.layer("detection")
    layer.dataProvider().reloadData()
    relabel(desk, "2024/c.tif", "urban")
    page = press_restore(desk)
    desk.click(page.restore)
    desk.wait()
    assert not (coast / "2024" / "c.geojson").exists()
    found = {one["image"]: one["label"] for one in desk.layer("detection").getFeatures()}
    assert found["2024/c.tif"] == "urban"
    export(desk)
    assert b"urban" in (coast / "2024" / "c.geojson").read_bytes()


def test_nobody_can_edit_while_a_backup_is_put_back(desk, coast, monkeypatch):
    """An edit of a row that goes would be saved nowhere."""
    desk.open(coast)
    relabel(desk, "a.tif", "water")
    export(desk)
    page = press_restore(desk)
    begun, seen = threading.Event(), threading.Event()
    real = Journal.finish

    def finish(journal):
        begun.set()
        assert seen.wait(30)
        real(journal)

    monkeypatch.setattr(Journal, "finish", finish)
    desk.click(page.restore)
    desk.bot.waitUntil(begun.is_set, timeout=20_000)
    layers = [desk.layer(task) for task in ("classification", "detection", "segmentation")]
    can_edit = [not layer.readOnly() for layer in layers]
    seen.set()
    desk.wait()
    assert can_edit == [False] * 3
    assert [layer.readOnly() for layer in layers] == [False] * 3, "afterwards they can"
    assert desk.bar.texts(Qgis.MessageLevel.Success)[-1].startswith("Restored as before ")


def test_a_folder_without_backups_says_so(desk, coast):
    desk.open(coast)
    page = press_restore(desk)
    assert page.intro.text() == "There are no backups in this folder yet. Each export makes one."
    assert not page.backups_view.isVisible() and not page.restore.isEnabled()
    desk.click(page.dismiss)
    assert desk.dock.is_open


def test_escape_leaves_the_page(desk, coast):
    desk.open(coast)
    relabel(desk, "a.tif", "water")
    export(desk)
    page = press_restore(desk)
    desk.bot.keyClick(page.backups_view, Qt.Key.Key_Escape)
    assert desk.dock.is_open and not page.isVisible()


def test_how_many_backups_are_kept_is_a_setting(desk, coast, settings):
    assert settings.kept_backups() == 20
    desk.open(coast)
    for label in ("water", "field", "water"):
        relabel(desk, "a.tif", label)
        export(desk)
    page = press_restore(desk)
    assert (page.keep.value(), len(rows(page.backups))) == (20, 3)
    page.keep.setFocus()
    page.keep.selectAll()
    desk.bot.keyClicks(page.keep, "2")
    desk.bot.keyClick(page.keep, Qt.Key.Key_Tab)
    assert settings.kept_backups() == 2
    desk.click(page.dismiss)
    relabel(desk, "a.tif", "field")
    export(desk)
    assert len(list_backups(coast)) == 2
    assert press_restore(desk).keep.value() == 2


def test_a_backup_that_is_broken_says_so_and_is_not_put_back(desk, coast):
    desk.open(coast)
    relabel(desk, "a.tif", "water")
    export(desk)
    (backup,) = list_backups(coast)
    (backup.path / "a.geojson").unlink()
    page = press_restore(desk)
    assert "a.geojson is missing in the backup" in unseen(page.summary.text())
    assert not page.restore.isEnabled()


def test_names_in_backups_are_shown_as_plain_text(desk, tmp_path, coast):
    label = "<b>{x}</b>"
    (coast / "spai.json").write_bytes(as_bytes(spai(**{label: "#ff0000", "water": "#00ff00"})))
    (coast / "a.geojson").write_bytes(as_bytes(collection(detection(label))))
    (coast / "b.geojson").unlink()
    desk.open(coast)
    relabel(desk, "a.tif", "water")
    export(desk)
    own = coast / OWN_FOLDER / "backups" / list_backups(coast)[0].name / ".manifest.json"
    own.write_bytes(own.read_bytes().replace(b'"export"', b'"<i>{y}</i>"'))
    page = press_restore(desk)
    assert unseen(rows(page.backups)[0][0]).endswith(" · <i>{y}</i>")
    tip = page.backups.data(page.backups.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert "&lt;i&gt;" in tip and "<i>" not in tip


def test_the_preview_of_an_export_counts_images(desk, coast):
    desk.open(coast)
    relabel(desk, "a.tif", "water")
    edit = desk.layer("segmentation")
    edit.startEditing()
    for task in ("segmentation", "detection"):
        layer = desk.layer(task)
        assert layer.isEditable() or layer.startEditing()
        ids = [one.id() for one in layer.getFeatures() if one["image"] == "b.tif"]
        assert layer.deleteFeatures(ids)
    desk.dock.preview()
    text = desk.dock.pages.export.details.text()
    assert "Images: 0 added, 1 changed, 1 without annotations now." in text
