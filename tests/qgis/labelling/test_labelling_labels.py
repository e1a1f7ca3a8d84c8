"""What is done to labels reaches all annotations and layers, and is one step back."""

import threading

import pytest
from qgis.gui import QgsColorDialog
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor
from scaneo_bridge.core.formats.scaneo.members import FileMembers
from scaneo_bridge.core.qgis.editing.edit_commands import class_merge as twice
from scaneo_bridge.core.qgis.editing.edit_commands import labels as label_deeds
from scaneo_bridge.ui.label.modes import Mode
from support.geojson import classification, collection, detection, segmentation
from support.labelling import COLORS, TASKS

pytest_plugins = ["support.labelling"]

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
    labeller = start(files=FILES)
    labeller.press(labeller.page.navigator.all_images)
    labeller.drag(*BOX)
    assert labeller.layer("detection").subsetString()
    assert labeller.owners("detection") == [
        ("a.tif", "urban"), ("a.tif", "water"), ("a.tif", "water"),
    ]  # fmt: skip
    return labeller


def everything(labeller):
    """The labels of all annotations, those that the filter hides too, once they are saved."""
    files = labeller.export()
    found = {}
    for name in ("a.geojson", "b.geojson"):
        properties = [feature["properties"] for feature in files[name]["features"]]
        found[name[0]] = [(one["task"], one["label"]) for one in properties]
    return found, [one["name"] for one in files["spai.json"]["labels"]]


def shows(labeller, **colors):
    """Whether layers, drop-downs and dock show just these labels, in this order."""
    assert labeller.names == list(colors)
    for task in TASKS:
        assert labeller.style(task) == list(colors.items())
        assert labeller.drop_down(task) == list(colors)
    return True


def one_step(labeller, deed):
    """Does something; undoes and redoes it on each of the layers. It is one step on each."""
    before = labeller.picture
    steps = labeller.layer("detection").undoStack().count()
    deed()
    after = labeller.picture
    assert after != before
    for task in TASKS:
        assert labeller.layer(task).undoStack().count() == steps + 1
    for task in TASKS:
        labeller.undo(task)
        assert labeller.picture == before
        labeller.redo(task)
        assert labeller.picture == after


def test_a_new_label(painter):
    one_step(painter, lambda: painter.name_label("reed"))
    painter.undo()
    assert painter.page.palette.current == "water"
    painter.name_label("marsh")
    (color,) = [one.label.color for one in painter.page.labels.items if one.label.name == "marsh"]
    assert shows(painter, **COLORS, marsh=color)
    assert painter.page.palette.current == "marsh"
    painter.drag(*BESIDE)
    assert painter.owners("detection")[-1] == ("a.tif", "marsh")
    _, labels = everything(painter)
    assert labels == ["water", "urban", "field", "marsh"]


def test_a_renamed_label(painter):
    one_step(painter, lambda: painter.rename("water", "sea"))
    assert shows(painter, sea=COLORS["water"], urban=COLORS["urban"], field=COLORS["field"])
    assert painter.page.palette.current == "sea"
    painter.drag(*BESIDE)
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
    painter.key("2")
    painter.rename("urban", "city")
    assert painter.page.palette.current == "city"
    painter.undo()
    assert painter.page.palette.current == "urban"
    painter.drag(*BESIDE)
    assert painter.owners("detection")[-1] == ("a.tif", "urban")
    painter.undo()
    painter.redo(times=2)
    assert painter.page.palette.current == "urban"


def test_a_recoloured_label(painter):
    def recolour():
        painter.menu("urban", "Change colour")
        dialog = painter.dialog(QgsColorDialog)
        dialog.setColor(QColor("#ff0000"))
        dialog.accept()
        painter.settle()

    one_step(painter, recolour)
    assert shows(painter, **{**COLORS, "urban": "#ff0000"})
    painter.key("2")
    painter.pull(*BESIDE)
    assert painter.bands[0].strokeColor().name() == "#ff0000"
    painter.release(BESIDE[1])


def test_the_colour_of_the_current_label_is_that_of_the_preview(painter):
    painter.menu("water", "Change colour")
    dialog = painter.dialog(QgsColorDialog)
    dialog.setColor(QColor("#ff0000"))
    dialog.accept()
    painter.settle()
    painter.pull(*BESIDE)
    assert painter.bands[0].strokeColor().name() == "#ff0000"
    painter.release(BESIDE[1])
    painter.undo(times=2)
    painter.pull(*BESIDE)
    assert painter.bands[0].strokeColor().name() == COLORS["water"]
    painter.release(BESIDE[1])


def test_labels_in_another_order(painter):
    def carry():
        painter.carry("field", "water")

    one_step(painter, carry)
    order = ("field", "water", "urban")
    assert shows(painter, **{name: COLORS[name] for name in order})
    painter.use(Mode.BOX)
    painter.key("1")
    assert painter.page.palette.current == "field"
    assert everything(painter)[1] == list(order)


def test_a_merged_label(painter):
    def merge():
        painter.menu("urban", "Merge", below="water")
        dialog = painter.dialog()
        assert "2 annotations are relabelled." in dialog.question.text()
        painter.press(dialog.action)

    one_step(painter, merge)
    assert painter.counts == {"water": 7}, "six and a box; the image has the class once"
    assert shows(painter, water=COLORS["water"], field=COLORS["field"])
    found, labels = everything(painter)
    assert labels == ["water", "field"]
    assert found["b"] == [("classification", "water"), ("detection", "water")], "a class once"
    assert ("detection", "water") in found["a"] and len(found["a"]) == 5


def merge_urban(painter):
    painter.menu("urban", "Merge", below="water")
    painter.press(painter.dialog().action)


def test_files_of_images_that_have_both_labels_are_read_in_the_background(painter, monkeypatch):
    """They may be large, and many."""
    threads = []

    class Watched(FileMembers):
        def of(self, place):
            threads.append(threading.current_thread())
            return super().of(place)

    monkeypatch.setattr(twice, "FileMembers", Watched)
    merge_urban(painter)
    assert painter.names == ["water", "field"]
    assert threads and threading.main_thread() not in threads


def test_what_was_edited_while_they_were_read_is_read_anew(painter):
    editing = painter.session.controller.session
    found = label_deeds.doubled_after_merge(editing, "urban", "water")
    settled = label_deeds.Settled(found, found.settle(editing.workspace))
    assert len(settled.merged.gone) == 1
    layer = painter.layer("classification")
    for one in list(layer.getFeatures()):
        if (one["image"], one["label"]) == ("b.tif", "water"):
            layer.deleteFeature(one.id())
    label_deeds.merge_label(editing, "urban", "water", settled)
    found, _ = everything(painter)
    assert found["b"] == [("classification", "water"), ("detection", "water")], "none is lost"


def test_the_current_label_when_it_is_merged(painter):
    painter.menu("water", "Merge", below="field")
    painter.press(painter.dialog().action)
    assert painter.page.palette.current == "field"
    painter.drag(*BESIDE)
    assert painter.owners("detection")[-1] == ("a.tif", "field")


def test_a_label_deleted_with_its_annotations(painter):
    def delete():
        painter.menu("water", "Delete")
        dialog = painter.dialog()
        assert "6 annotations have it." in dialog.question.text()
        painter.bot.mouseClick(dialog.drop, Qt.MouseButton.LeftButton)
        painter.press(dialog.action)

    one_step(painter, delete)
    assert shows(painter, urban=COLORS["urban"], field=COLORS["field"])
    assert painter.counts == {"urban": 2}
    assert painter.page.palette.current == "urban"
    found, labels = everything(painter)
    assert found == {"a": [("detection", "urban")], "b": [("classification", "urban")]}
    assert labels == ["urban", "field"]


def test_a_label_deleted_its_annotations_given_to_another(painter):
    def delete():
        painter.menu("water", "Delete")
        dialog = painter.dialog()
        painter.bot.keyClick(dialog.other, Qt.Key.Key_Down)
        assert dialog.into == "field"
        painter.press(dialog.action)

    one_step(painter, delete)
    assert painter.counts == {"urban": 2, "field": 6}
    assert everything(painter)[0]["b"] == [
        ("classification", "field"), ("classification", "urban"), ("detection", "field"),
    ]  # fmt: skip


def test_a_label_without_annotations_goes_without_a_question(painter):
    one_step(painter, lambda: painter.menu("field", "Delete"))
    assert painter.names == ["water", "urban"]


def test_a_label_that_is_not_in_spai_json_is_adopted(start):
    labeller = start(files={"a.geojson": collection(detection("marsh"))})
    assert labeller.names == [*COLORS, "marsh"]
    assert labeller.style("detection") == list(COLORS.items())
    one_step(labeller, lambda: labeller.menu("marsh", "Add"))
    assert labeller.drop_down("detection") == [*COLORS, "marsh"]
    labeller.key("4")
    assert labeller.page.palette.current == "marsh"
    files = labeller.export()
    assert [one["name"] for one in files["spai.json"]["labels"]] == [*COLORS, "marsh"]


# What can't be


@pytest.mark.parametrize(
    ("typed", "why"),
    [("urban", "There is a label “urban” already."), ("   ", "A label needs a name.")],
)
def test_a_name_that_can_not_be(painter, typed, why):
    before = painter.picture
    steps = painter.layer("detection").undoStack().count()
    painter.rename("water", typed)
    assert painter.page.palette.note.isVisible() and painter.page.palette.note.text() == why
    painter.name_label(typed)
    assert painter.line.note.isVisible() and painter.line.note.text() == why
    assert painter.line.name.text() == typed
    assert painter.picture == before
    assert painter.layer("detection").undoStack().count() == steps


@pytest.mark.parametrize(
    "name", ["<b>bold</b>" + "x" * 289, '"D\'accord" & \\1', "מים (ים)", "'; DROP TABLE labels --"]
)
def test_odd_names_are_names(painter, name):
    width = painter.session.dock.minimumSizeHint().width()
    painter.name_label(name)
    painter.drag(*BESIDE)
    painter.key("C", "4")
    assert painter.owners("detection")[-1] == ("a.tif", name)
    assert painter.counts[name] == 2
    assert painter.style("detection")[-1][0] == name
    assert painter.drop_down("detection")[-1] == name
    painter.rename(name, f"{name}!")
    assert painter.owners("detection")[-1] == ("a.tif", f"{name}!")
    painter.undo()
    assert painter.owners("classification")[-1] == ("a.tif", name)
    assert painter.session.dock.minimumSizeHint().width() == width
    found, labels = everything(painter)
    assert found["a"][-1] in [("classification", name), ("detection", name)]
    assert labels[-1] == name


def test_labels_that_can_not_be_read_can_not_be_edited(start):
    labeller = start(labels={}, files={**FILES, "spai.json": b"{broken"})
    labeller.name_label("marsh")
    assert "spai.json can't be read" in labeller.line.note.text()
    assert "marsh" not in labeller.names
    assert labeller.layer("detection").undoStack().count() == 0


def test_labels_are_saved_with_the_image(painter):
    painter.rename("water", "sea")
    painter.use(Mode.BOX)
    painter.key("N")
    assert shows(painter, sea=COLORS["water"], urban=COLORS["urban"], field=COLORS["field"])
    assert painter.owners("detection") == [("b.tif", "sea")]
    painter.undo()
    assert painter.names == ["sea", "urban", "field"], "what was saved is not undone"


def test_modes_stay_with_a_deed_on_labels(painter):
    painter.use(Mode.AREA)
    painter.name_label("marsh")
    painter.menu("field", "Delete")
    assert painter.mode is Mode.AREA
    painter.outline((2.1, 41.6), (2.3, 41.6), (2.2, 41.8))
    assert painter.owners("segmentation")[-1] == ("a.tif", "marsh")
