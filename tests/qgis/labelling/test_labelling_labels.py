"""What is done to labels reaches all annotations and layers, and is one step back."""

import threading

import pytest
from qgis.gui import QgsColorDialog
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor
from scaneo_bridge.core.formats.scaneo.members import FileMembers
from scaneo_bridge.core.qgis.editing.edit_commands import class_merge as twice
from scaneo_bridge.core.qgis.editing.edit_commands import label_commands as label_deeds
from scaneo_bridge.ui.label.modes import Mode
from support.desk.desk import TASKS
from support.desk.places import COLORS
from support.geojson import classification, collection, detection, segmentation

pytest_plugins = ["support.desk.fixtures"]

BOX, BESIDE = ((2.1, 41.6), (2.2, 41.7)), ((2.3, 41.6), (2.4, 41.7))
FILES = {
    "a.geojson": collection(
        classification("water"), detection("urban"), segmentation("water"), detection("water")
    ),
    "b.geojson": collection(classification("water"), classification("urban"), detection("water")),
}


@pytest.fixture
def painter(start):
    """Annotations in the files of both images, one box that is not saved yet; b.tif's are hidden by
    the filter of a.tif."""
    desk = start(files=FILES)
    desk.press(desk.dock.page.navigator.all_images)
    desk.map.drag(*BOX)
    assert desk.layer("detection").subsetString()
    assert desk.owners("detection") == [
        ("a.tif", "urban"), ("a.tif", "water"), ("a.tif", "water"),
    ]  # fmt: skip
    return desk


def everything(desk):
    """The labels of all annotations, those that the filter hides too, once they are saved."""
    files = desk.dock.export()
    found = {}
    for name in ("a.geojson", "b.geojson"):
        properties = [feature["properties"] for feature in files[name]["features"]]
        found[name[0]] = [(one["task"], one["label"]) for one in properties]
    return found, [one["name"] for one in files["spai.json"]["labels"]]


def shows(desk, **colors):
    """Whether layers, drop-downs and dock show just these labels, in this order."""
    assert desk.palette.names == list(colors)
    for task in TASKS:
        assert desk.palette.style(task) == list(colors.items())
        assert desk.palette.drop_down(task) == list(colors)
    return True


def one_step(desk, deed):
    """Does something; undoes and redoes it on each of the layers. It is one step on each."""
    before = desk.picture
    steps = desk.layer("detection").undoStack().count()
    deed()
    after = desk.picture
    assert after != before
    for task in TASKS:
        assert desk.layer(task).undoStack().count() == steps + 1
    for task in TASKS:
        desk.undo(task)
        assert desk.picture == before
        desk.redo(task)
        assert desk.picture == after


def test_a_new_label(painter):
    one_step(painter, lambda: painter.palette.name_label("reed"))
    painter.undo()
    assert painter.dock.page.palette.current == "water"
    painter.palette.name_label("marsh")
    (color,) = [
        one.label.color for one in painter.dock.page.labels.items if one.label.name == "marsh"
    ]
    assert shows(painter, **COLORS, marsh=color)
    assert painter.dock.page.palette.current == "marsh"
    painter.map.drag(*BESIDE)
    assert painter.owners("detection")[-1] == ("a.tif", "marsh")
    _, labels = everything(painter)
    assert labels == ["water", "urban", "field", "marsh"]


def test_a_renamed_label(painter):
    one_step(painter, lambda: painter.palette.rename("water", "sea"))
    assert shows(painter, sea=COLORS["water"], urban=COLORS["urban"], field=COLORS["field"])
    assert painter.dock.page.palette.current == "sea"
    painter.map.drag(*BESIDE)
    assert everything(painter) == (
        {
            "a": [
                ("classification", "sea"),
                ("detection", "urban"),
                ("segmentation", "sea"),
                ("detection", "sea"),
                ("detection", "sea"),
                ("detection", "sea"),
            ],
            "b": [("classification", "sea"), ("classification", "urban"), ("detection", "sea")],
        },
        ["sea", "urban", "field"],
    )


def test_undone_a_renamed_label_is_current_again(painter):
    painter.map.key("2")
    painter.palette.rename("urban", "city")
    assert painter.dock.page.palette.current == "city"
    painter.undo()
    assert painter.dock.page.palette.current == "urban"
    painter.map.drag(*BESIDE)
    assert painter.owners("detection")[-1] == ("a.tif", "urban")
    painter.undo()
    painter.redo(times=2)
    assert painter.dock.page.palette.current == "urban"


def test_a_recoloured_label(painter):
    def recolour():
        painter.palette.menu("urban", "Change colour")
        dialog = painter.palette.dialog(QgsColorDialog)
        dialog.setColor(QColor("#ff0000"))
        dialog.accept()
        painter.wait()

    one_step(painter, recolour)
    assert shows(painter, **{**COLORS, "urban": "#ff0000"})
    painter.map.key("2")
    painter.map.pull(*BESIDE)
    assert painter.map.bands[0].strokeColor().name() == "#ff0000"
    painter.map.release(BESIDE[1])


def test_the_colour_of_the_current_label_is_that_of_the_preview(painter):
    painter.palette.menu("water", "Change colour")
    dialog = painter.palette.dialog(QgsColorDialog)
    dialog.setColor(QColor("#ff0000"))
    dialog.accept()
    painter.wait()
    painter.map.pull(*BESIDE)
    assert painter.map.bands[0].strokeColor().name() == "#ff0000"
    painter.map.release(BESIDE[1])
    painter.undo(times=2)
    painter.map.pull(*BESIDE)
    assert painter.map.bands[0].strokeColor().name() == COLORS["water"]
    painter.map.release(BESIDE[1])


def test_labels_in_another_order(painter):
    def carry():
        painter.palette.carry("field", "water")

    one_step(painter, carry)
    order = ("field", "water", "urban")
    assert shows(painter, **{name: COLORS[name] for name in order})
    painter.dock.use(Mode.BOX)
    painter.map.key("1")
    assert painter.dock.page.palette.current == "field"
    assert everything(painter)[1] == list(order)


def test_a_merged_label(painter):
    def merge():
        painter.palette.menu("urban", "Merge", below="water")
        dialog = painter.palette.dialog()
        assert "2 annotations are relabelled." in dialog.question.text()
        painter.press(dialog.action)

    one_step(painter, merge)
    assert painter.palette.counts() == {"water": 7}, "six and a box; the image has the class once"
    assert shows(painter, water=COLORS["water"], field=COLORS["field"])
    found, labels = everything(painter)
    assert labels == ["water", "field"]
    assert found["b"] == [("classification", "water"), ("detection", "water")], "a class once"
    assert ("detection", "water") in found["a"] and len(found["a"]) == 5


def merge_urban(painter):
    painter.palette.menu("urban", "Merge", below="water")
    painter.press(painter.palette.dialog().action)


def test_files_of_images_that_have_both_labels_are_read_in_the_background(painter, monkeypatch):
    """They may be large, and many."""
    threads = []

    class Watched(FileMembers):
        def of(self, place):
            threads.append(threading.current_thread())
            return super().of(place)

    monkeypatch.setattr(twice, "FileMembers", Watched)
    merge_urban(painter)
    assert painter.palette.names == ["water", "field"]
    assert threads and threading.main_thread() not in threads


def test_what_was_edited_while_they_were_read_is_read_anew(painter):
    editing = painter.controller.session
    found = label_deeds.doubled_after_merge(editing, "urban", "water")
    settled = label_deeds.MergedBefore(found, found.settle(editing.workspace))
    assert len(settled.merged.gone) == 1
    layer = painter.layer("classification")
    for one in list(layer.getFeatures()):
        if (one["image"], one["label"]) == ("b.tif", "water"):
            layer.deleteFeature(one.id())
    label_deeds.merge_label(editing, "urban", "water", settled)
    found, _ = everything(painter)
    assert found["b"] == [("classification", "water"), ("detection", "water")], "none is lost"


def test_the_current_label_when_it_is_merged(painter):
    painter.palette.menu("water", "Merge", below="field")
    painter.press(painter.palette.dialog().action)
    assert painter.dock.page.palette.current == "field"
    painter.map.drag(*BESIDE)
    assert painter.owners("detection")[-1] == ("a.tif", "field")


def test_a_label_deleted_with_its_annotations(painter):
    def delete():
        painter.palette.menu("water", "Delete")
        dialog = painter.palette.dialog()
        assert "6 annotations have it." in dialog.question.text()
        painter.bot.mouseClick(dialog.drop, Qt.MouseButton.LeftButton)
        painter.press(dialog.action)

    one_step(painter, delete)
    assert shows(painter, urban=COLORS["urban"], field=COLORS["field"])
    assert painter.palette.counts() == {"urban": 2}
    assert painter.dock.page.palette.current == "urban"
    found, labels = everything(painter)
    assert found == {"a": [("detection", "urban")], "b": [("classification", "urban")]}
    assert labels == ["urban", "field"]


def test_a_label_deleted_its_annotations_given_to_another(painter):
    def delete():
        painter.palette.menu("water", "Delete")
        dialog = painter.palette.dialog()
        painter.bot.keyClick(dialog.other, Qt.Key.Key_Down)
        assert dialog.into == "field"
        painter.press(dialog.action)

    one_step(painter, delete)
    assert painter.palette.counts() == {"urban": 2, "field": 6}
    assert everything(painter)[0]["b"] == [
        ("classification", "field"), ("classification", "urban"), ("detection", "field"),
    ]  # fmt: skip


def test_a_label_without_annotations_goes_without_a_question(painter):
    one_step(painter, lambda: painter.palette.menu("field", "Delete"))
    assert painter.palette.names == ["water", "urban"]


def test_a_label_that_is_not_in_spai_json_is_adopted(start):
    desk = start(files={"a.geojson": collection(detection("marsh"))})
    assert desk.palette.names == [*COLORS, "marsh"]
    assert desk.palette.style("detection") == list(COLORS.items())
    one_step(desk, lambda: desk.palette.menu("marsh", "Add"))
    assert desk.palette.drop_down("detection") == [*COLORS, "marsh"]
    desk.map.key("4")
    assert desk.dock.page.palette.current == "marsh"
    files = desk.dock.export()
    assert [one["name"] for one in files["spai.json"]["labels"]] == [*COLORS, "marsh"]


# What can't be


@pytest.mark.parametrize(
    ("typed", "why"),
    [("urban", "There is a label “urban” already."), ("   ", "A label needs a name.")],
)
def test_a_name_that_can_not_be(painter, typed, why):
    before = painter.picture
    steps = painter.layer("detection").undoStack().count()
    painter.palette.rename("water", typed)
    assert (
        painter.dock.page.palette.note.isVisible() and painter.dock.page.palette.note.text() == why
    )
    painter.palette.name_label(typed)
    assert painter.palette.line.note.isVisible() and painter.palette.line.note.text() == why
    assert painter.palette.line.name.text() == typed
    assert painter.picture == before
    assert painter.layer("detection").undoStack().count() == steps


@pytest.mark.parametrize(
    "name", ["<b>bold</b>" + "x" * 289, '"D\'accord" & \\1', "מים (ים)", "'; DROP TABLE labels --"]
)
def test_odd_names_are_names(painter, name):
    width = painter.dock.widget.minimumSizeHint().width()
    painter.palette.name_label(name)
    painter.map.drag(*BESIDE)
    painter.map.key("C", "4")
    assert painter.owners("detection")[-1] == ("a.tif", name)
    assert painter.palette.counts()[name] == 2
    assert painter.palette.style("detection")[-1][0] == name
    assert painter.palette.drop_down("detection")[-1] == name
    painter.palette.rename(name, f"{name}!")
    assert painter.owners("detection")[-1] == ("a.tif", f"{name}!")
    painter.undo()
    assert painter.owners("classification")[-1] == ("a.tif", name)
    assert painter.dock.widget.minimumSizeHint().width() == width
    found, labels = everything(painter)
    assert found["a"][-1] in [("classification", name), ("detection", name)]
    assert labels[-1] == name


def test_labels_that_can_not_be_read_can_not_be_edited(start):
    desk = start(labels={}, files={**FILES, "spai.json": b"{broken"})
    desk.palette.name_label("marsh")
    assert "spai.json can't be read" in desk.palette.line.note.text()
    assert "marsh" not in desk.palette.names
    assert desk.layer("detection").undoStack().count() == 0


def test_labels_are_saved_with_the_image(painter):
    painter.palette.rename("water", "sea")
    painter.dock.use(Mode.BOX)
    painter.map.key("N")
    assert shows(painter, sea=COLORS["water"], urban=COLORS["urban"], field=COLORS["field"])
    assert painter.owners("detection") == [("b.tif", "sea")]
    painter.undo()
    assert painter.palette.names == ["sea", "urban", "field"], "what was saved is not undone"


def test_modes_stay_with_a_deed_on_labels(painter):
    painter.dock.use(Mode.AREA)
    painter.palette.name_label("marsh")
    painter.palette.menu("field", "Delete")
    assert painter.dock.mode is Mode.AREA
    painter.map.outline((2.1, 41.6), (2.3, 41.6), (2.2, 41.8))
    assert painter.owners("segmentation")[-1] == ("a.tif", "marsh")
