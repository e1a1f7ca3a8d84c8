"""Restore, by the dock: folder, workspace and map as before a write."""

import threading

from qgis.core import Qgis
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QMenu
from scaneo_bridge.core.store.folder import OWN_FOLDER
from scaneo_bridge.core.store.write.backups import list_backups
from scaneo_bridge.core.store.write.journal import Journal
from support import layers as edits
from support.dock import rows, unseen
from support.folders import contents
from support.geojson import as_bytes, collection, detection, spai

pytest_plugins = ["support.dock"]


# The dock


def press_restore(session):
    """Opens the menu of the Export button, and chooses its last entry with the keys."""
    button = session.dock.export
    menu = button.findChild(QMenu)
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    session.bot.waitExposed(menu)
    session.bot.keyClick(menu, Qt.Key.Key_Up)
    assert menu.activeAction().text() == "Restore…"
    session.bot.keyClick(menu, Qt.Key.Key_Return)
    session.wait()
    return session.pages.restore


def annotations_of(folder):
    """Without the statistics that QGIS puts beside the images."""
    files = contents(folder).items()
    return {name: data for name, data in files if not name.endswith(".aux.xml")}


def relabel(session, image, label, task="detection"):
    layer = session.layer(task)
    assert layer.isEditable() or layer.startEditing()
    feature = edits.first(layer, image)
    assert layer.changeAttributeValue(feature.id(), edits.field(layer, "label"), label)


def export(session):
    assert session.preview()
    session.click(session.pages.export.write)
    session.wait()


def test_the_dock_puts_a_backup_back(session, coast):
    before = annotations_of(coast)
    session.open(coast)
    relabel(session, "a.tif", "water")
    export(session)
    middle = annotations_of(coast)
    relabel(session, "b.tif", "water")
    export(session)
    after = annotations_of(coast)
    page = press_restore(session)
    assert page.isVisible()
    shown = rows(page.backups)
    assert [row[1:] for row in shown] == [["1", "1"], ["1", "1"]]
    assert all(row[0].endswith(" · Export") for row in shown)
    assert page.summary.text() == "1 file: 0 added, 1 changed, 0 deleted"
    assert [unseen(row[0]) for row in rows(page.files)] == ["b.geojson"]
    session.bot.keyClick(page.backups_view, Qt.Key.Key_Down)
    session.wait()
    assert page.summary.text() == "2 files: 0 added, 2 changed, 0 deleted"
    assert annotations_of(coast) == after, "it only looks"
    session.click(page.restore)
    session.wait()
    assert annotations_of(coast) == before
    assert session.is_open
    (message,) = [one for one in session.messages(Qgis.MessageLevel.Success) if "2 files:" in one]
    assert message.startswith("Restored as before ") and message.endswith("2 changed, 0 deleted")
    labels = {feature["label"] for feature in session.layer("detection").getFeatures()}
    assert labels == {"field", "urban"}
    assert session.preview() is None, "nothing to export"
    page = press_restore(session)
    assert len(rows(page.backups)) == 3 and rows(page.backups)[0][0].endswith(" · Restore")
    session.bot.keyClick(page.backups_view, Qt.Key.Key_Down)
    session.wait()
    session.click(page.restore)
    session.wait()
    assert annotations_of(coast) == middle


def test_open_edits_are_kept_by_a_restore_of_the_dock(session, coast):
    before = annotations_of(coast)
    session.open(coast)
    relabel(session, "a.tif", "water")
    export(session)
    relabel(session, "b.tif", "water")
    page = press_restore(session)
    session.click(page.restore)
    session.wait()
    assert annotations_of(coast) == before
    found = {one["image"]: one["label"] for one in session.layer("detection").getFeatures()}
    assert found == {"a.tif": "field", "b.tif": "water"}
    assert session.preview() == "1 file: 0 added, 1 changed, 0 deleted"


def test_open_edits_of_a_file_that_goes_are_kept(session, coast):
    session.open(coast)
    layer = session.layer("segmentation")
    relabel(session, "a.tif", "water")
    edits.add(coast / "scaneo.gpkg", "detection", "2024/c.tif", "field")
    export(session)
    assert (coast / "2024" / "c.geojson").exists()
    layer = session.layer("detection")
    layer.dataProvider().reloadData()
    relabel(session, "2024/c.tif", "urban")
    page = press_restore(session)
    session.click(page.restore)
    session.wait()
    assert not (coast / "2024" / "c.geojson").exists()
    found = {one["image"]: one["label"] for one in session.layer("detection").getFeatures()}
    assert found["2024/c.tif"] == "urban"
    export(session)
    assert b"urban" in (coast / "2024" / "c.geojson").read_bytes()


def test_nobody_can_edit_while_a_backup_is_put_back(session, coast, monkeypatch):
    """An edit of a row that goes would be saved nowhere."""
    session.open(coast)
    relabel(session, "a.tif", "water")
    export(session)
    page = press_restore(session)
    begun, seen = threading.Event(), threading.Event()
    real = Journal.finish

    def finish(journal):
        begun.set()
        assert seen.wait(30)
        real(journal)

    monkeypatch.setattr(Journal, "finish", finish)
    session.click(page.restore)
    session.bot.waitUntil(begun.is_set, timeout=20_000)
    layers = [session.layer(task) for task in ("classification", "detection", "segmentation")]
    can_edit = [not layer.readOnly() for layer in layers]
    seen.set()
    session.wait()
    assert can_edit == [False] * 3
    assert [layer.readOnly() for layer in layers] == [False] * 3, "afterwards they can"
    assert session.messages(Qgis.MessageLevel.Success)[-1].startswith("Restored as before ")


def test_a_folder_without_backups_says_so(session, coast):
    session.open(coast)
    page = press_restore(session)
    assert page.intro.text() == "There are no backups in this folder yet. Each export makes one."
    assert not page.backups_view.isVisible() and not page.restore.isEnabled()
    session.click(page.dismiss)
    assert session.is_open


def test_escape_leaves_the_page(session, coast):
    session.open(coast)
    relabel(session, "a.tif", "water")
    export(session)
    page = press_restore(session)
    session.bot.keyClick(page.backups_view, Qt.Key.Key_Escape)
    assert session.is_open and not page.isVisible()


def test_how_many_backups_are_kept_is_a_setting(session, coast, settings):
    assert settings.kept_backups() == 20
    session.open(coast)
    for label in ("water", "field", "water"):
        relabel(session, "a.tif", label)
        export(session)
    page = press_restore(session)
    assert (page.keep.value(), len(rows(page.backups))) == (20, 3)
    page.keep.setFocus()
    page.keep.selectAll()
    session.bot.keyClicks(page.keep, "2")
    session.bot.keyClick(page.keep, Qt.Key.Key_Tab)
    assert settings.kept_backups() == 2
    session.click(page.dismiss)
    relabel(session, "a.tif", "field")
    export(session)
    assert len(list_backups(coast)) == 2
    assert press_restore(session).keep.value() == 2


def test_a_backup_that_is_broken_says_so_and_is_not_put_back(session, coast):
    session.open(coast)
    relabel(session, "a.tif", "water")
    export(session)
    (backup,) = list_backups(coast)
    (backup.path / "a.geojson").unlink()
    page = press_restore(session)
    assert "a.geojson is missing in the backup" in unseen(page.summary.text())
    assert not page.restore.isEnabled()


def test_names_in_backups_are_shown_as_plain_text(session, tmp_path, coast):
    label = "<b>{x}</b>"
    (coast / "spai.json").write_bytes(as_bytes(spai(**{label: "#ff0000", "water": "#00ff00"})))
    (coast / "a.geojson").write_bytes(as_bytes(collection(detection(label))))
    (coast / "b.geojson").unlink()
    session.open(coast)
    relabel(session, "a.tif", "water")
    export(session)
    own = coast / OWN_FOLDER / "backups" / list_backups(coast)[0].name / ".manifest.json"
    own.write_bytes(own.read_bytes().replace(b'"export"', b'"<i>{y}</i>"'))
    page = press_restore(session)
    assert unseen(rows(page.backups)[0][0]).endswith(" · <i>{y}</i>")
    tip = page.backups.data(page.backups.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert "&lt;i&gt;" in tip and "<i>" not in tip


def test_the_preview_of_an_export_counts_images(session, coast):
    session.open(coast)
    relabel(session, "a.tif", "water")
    edit = session.layer("segmentation")
    edit.startEditing()
    for task in ("segmentation", "detection"):
        layer = session.layer(task)
        assert layer.isEditable() or layer.startEditing()
        ids = [one.id() for one in layer.getFeatures() if one["image"] == "b.tif"]
        assert layer.deleteFeatures(ids)
    session.preview()
    text = session.pages.export.details.text()
    assert "Images: 0 added, 1 changed, 1 without annotations now." in text
