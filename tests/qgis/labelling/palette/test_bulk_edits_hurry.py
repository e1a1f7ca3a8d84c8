"""What people do while a label is changed that very many annotations have."""

import pytest
from qgis.core import QgsApplication
from qgis.gui import QgsMapToolPan
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.core.workspace.workspace_ref import WorkspaceRef
from scaneo_bridge.ui.label.modes import Mode
from scaneo_bridge.ui.shell.controller import Controller
from support.desk.bulk import COUNTS, FILES, WATER, Many, saved_in
from support.desk.places import COLORS
from support.folders import write_files
from support.geojson import collection, spai
from support.images import write_image
from support.pages import Pages

pytest_plugins = ["support.desk.fixtures", "support.desk.bulk"]


ALL = collection(*(feature for file in FILES.values() for feature in file["features"]))


def end(many, pause):
    pause.go_on()
    many.desk.wait()


def test_another_label_waits(many, pause):
    many.begin(pause)
    palette = many.desk.dock.page.palette
    palette.merged.emit("water", "urban")
    assert "Something else is being done" in palette.note.text()
    end(many, pause)
    assert many.counts == {"sea": WATER, "urban": 4} and many.agrees()


def test_no_layer_can_be_edited_meanwhile(many, pause):
    many.begin(pause)
    assert all(layer.readOnly() for layer in many.session.layers.values())
    many.desk.map.box()
    assert many.desk.bar.told("QGIS refuses to edit the layer")
    end(many, pause)
    assert not any(layer.readOnly() for layer in many.session.layers.values())
    many.desk.map.box()
    many.desk.wait()
    assert many.counts == {"sea": WATER + 1, "urban": 4} and many.agrees()


def test_the_map_shows_another_image_meanwhile(many, pause):
    many.begin(pause)
    images, bot = many.desk.images, many.desk.bot
    images.click("b.tif")
    bot.mouseDClick(images.view.viewport(), Qt.MouseButton.LeftButton, pos=images.spot("b.tif"))
    bot.waitUntil(lambda: many.desk.map.image == "b.tif")
    end(many, pause)
    assert many.counts == {"sea": WATER, "urban": 4} and many.agrees()
    assert many.desk.map.image == "b.tif" and many.desk.dock.mode is Mode.BOX
    many.desk.undo()
    assert many.counts == COUNTS and many.desk.map.image == "b.tif"


def test_the_map_shows_another_of_overlapping_images_meanwhile(start, pause):
    """Then the layers are filtered anew."""
    many = Many(start(labels=COLORS, files=FILES))
    many.desk.press(many.desk.dock.page.navigator.all_images)
    assert many.desk.layer("detection").subsetString()
    many.begin(pause)
    many.desk.bot.keyClick(many.desk.map.canvas, Qt.Key.Key_N)
    many.desk.bot.waitUntil(lambda: many.desk.map.image == "b.tif")
    end(many, pause)
    assert "b.tif" in many.desk.layer("detection").subsetString()
    assert many.counts == {"sea": WATER, "urban": 4} and many.agrees()
    assert {image for image, _ in many.desk.owners("detection")} == {"b.tif"}
    many.desk.map.box()
    many.desk.wait()
    assert many.desk.owners("detection")[-1] == ("b.tif", "sea")


def test_the_tool_that_qgis_takes_away_is_there_again(many):
    """QGIS takes tools that edit away where editing ends; the test's stand-in for it does not."""
    canvas = many.desk.map.canvas
    for layer in many.session.layers.values():
        layer.editingStopped.connect(lambda: canvas.unsetMapTool(canvas.mapTool()))
    many.desk.dock.use(Mode.AREA)
    many.rename()
    assert many.desk.dock.mode is Mode.AREA


def test_no_tool_is_taken_up_that_was_not_there(many):
    pan = QgsMapToolPan(many.desk.map.canvas)
    many.desk.map.canvas.setMapTool(pan)
    many.rename()
    assert many.desk.map.canvas.mapTool() is pan


def test_an_image_is_marked_meanwhile(many, pause):
    many.begin(pause)
    many.desk.bot.keyClick(many.desk.map.canvas, Qt.Key.Key_F)
    end(many, pause)
    assert many.desk.images.states()["a.tif"] == "todo flagged" and many.agrees()
    many.desk.undo()
    assert many.counts == COUNTS, "the bulk edit came later than the flag"
    many.desk.undo()
    assert many.desk.images.states()["a.tif"] == "todo" and many.agrees()


@pytest.mark.parametrize("deed", ["rename", "merge", "delete"])
def test_a_campaign_that_is_closed_meanwhile_is_as_before(many, pause, deed):
    saved, workspace = many.saved(), many.session.workspace
    many.begin(pause, deed)
    many.desk.project.clear()
    many.desk.wait()
    assert many.desk.dock.is_empty
    many.desk.open(many.desk.folder)
    assert WorkspaceRef.of(many.desk.layer("detection")).is_same(workspace)
    assert many.saved() == saved and many.counts == COUNTS and many.agrees()


def test_a_dock_that_goes_meanwhile_leaves_all_as_before(
    qgis_iface, qgis_new_project, settings, root, qtbot, tmp_path, pause
):
    write_image(tmp_path / "a.tif")
    write_files(tmp_path, {"spai.json": spai(**COLORS), "a.geojson": ALL})
    icon = root / "ui" / "icons" / "icon.svg"
    controller = Controller(qgis_iface, qgis_new_project, settings, icon)
    controller.open_folder(str(tmp_path))
    qtbot.waitUntil(lambda: controller.is_idle)
    workspace = controller.session.workspace
    saved = saved_in(workspace)
    palette = Pages(controller.dock).campaign.palette
    palette.renamed.emit("water", "sea")
    pause.wait()
    controller.unload()
    manager = QgsApplication.taskManager()
    qtbot.waitUntil(lambda: not manager.activeTasks())
    qtbot.wait(20)
    assert saved_in(workspace) == saved
    (boxes,) = qgis_new_project.mapLayersByName("detection")
    assert boxes.startEditing() and boxes.rollBack()


def test_two_steps_back_in_no_time(many):
    seen = many.desk.picture
    many.rename("water", "lake")
    many.merge("lake", "field")
    stack = many.desk.layer("detection").undoStack()
    stack.undo()
    stack.undo()
    many.desk.wait()
    assert many.desk.picture == seen and many.agrees()


def test_back_and_forth_in_no_time_changes_nothing(many):
    many.rename()
    edits = many.session.saving.write_count
    stack = many.desk.layer("detection").undoStack()
    stack.undo()
    stack.redo()
    many.desk.wait()
    assert many.counts == {"sea": WATER, "urban": 4} and many.agrees()
    assert many.session.saving.write_count == edits


def test_an_undo_waits_for_other_work(many):
    many.rename()
    many.desk.click(many.desk.dock.page.check)
    assert not many.desk.controller.is_idle
    many.desk.layer("detection").undoStack().undo()
    many.desk.wait()
    assert many.counts == COUNTS and many.agrees()
    assert many.desk.dock.pages.checks.isVisible(), "the check came to its end"
