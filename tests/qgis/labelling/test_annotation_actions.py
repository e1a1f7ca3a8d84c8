"""What QGIS offers on an annotation that was identified on the map."""

import pytest
from qgis import gui
from qgis.core import QgsFeature, QgsVectorLayer
from qgis.gui import QgsGui, QgsMapLayerAction, QgsMapToolIdentifyFeature
from scaneo_bridge.ui.label.modes import Mode
from support import mouse

pytest_plugins = ["support.desk.fixtures"]

ONE, TWO, THREE = ((2.1, 41.6), (2.2, 41.7)), ((2.3, 41.6), (2.4, 41.7)), ((2.3, 41.8), (2.4, 41.9))
IN_ONE, IN_THREE = (2.15, 41.65), (2.35, 41.85)
AREA = ((2.1, 41.85), (2.2, 41.85), (2.2, 41.95), (2.1, 41.95))
GO, SAME = "Go to its image", "Same label on this image"


@pytest.fixture
def drawn(labelling):
    """On a.tif two boxes and an area of water and a box that is urban; on b.tif a box of water."""
    labelling.map.drag(*ONE)
    labelling.map.drag(*TWO)
    labelling.dock.use(Mode.AREA)
    labelling.map.outline(*AREA)
    labelling.dock.use(Mode.BOX)
    labelling.palette.choose("urban")
    labelling.map.drag(*THREE)
    labelling.images.go_to("b.tif")
    labelling.palette.choose("water")
    labelling.map.drag((2.42, 41.72), (2.48, 41.78))
    return labelling


def offered(layer):
    found = QgsGui.mapLayerActionRegistry().mapLayerActions(
        layer, QgsMapLayerAction.Target.SingleFeature
    )
    return {action.text(): action for action in found if action.text() in (GO, SAME)}


def identified(desk, at, task="detection"):
    """A click with QGIS's tool that identifies features."""
    found, layer = [], desk.layer(task)
    tool = QgsMapToolIdentifyFeature(desk.map.canvas)
    tool.setLayer(layer)
    tool.featureIdentified.connect(lambda one: found.append(QgsFeature(one)))
    desk.map.canvas.setMapTool(tool)
    mouse.click(desk.bot, desk.map.canvas, desk.map.place(at))
    desk.map.canvas.unsetMapTool(tool)
    (feature,) = found
    return feature


def run(desk, text, feature, task="detection"):
    """As the list of what was identified does it; later QGIS passes a context, too."""
    layer = desk.layer(task)
    context = getattr(gui, "QgsMapLayerActionContext", None)
    more = [] if context is None else [context()]
    offered(layer)[text].triggerForFeature(layer, feature, *more)
    desk.wait()


def selected(desk):
    return {
        task: sorted((one["image"], one["label"]) for one in desk.layer(task).getSelectedFeatures())
        for task in ("detection", "segmentation", "classification")
    }


def test_its_image_is_gone_to_and_what_was_drawn_is_kept(drawn):
    assert drawn.images.current == "b.tif"
    run(drawn, GO, identified(drawn, IN_ONE))
    assert drawn.images.current == drawn.map.image == "a.tif"
    assert drawn.owners("detection")[-1] == ("b.tif", "water")
    assert not drawn.controller.session.is_modified


def test_an_area_that_is_being_drawn_is_finished_first(drawn, cad_dock):
    feature = identified(drawn, IN_ONE)
    drawn.dock.use(Mode.AREA)
    for at in AREA[:3]:
        mouse.click(drawn.bot, drawn.map.canvas, drawn.map.place(at))
    run(drawn, GO, feature)
    assert drawn.images.current == "b.tif" and drawn.bar.told("Finish it")


def test_without_an_image_it_says_so(drawn):
    layer, feature = drawn.layer("detection"), identified(drawn, IN_ONE)
    layer.changeAttributeValue(feature.id(), layer.fields().indexOf("image"), None)
    run(drawn, GO, feature)
    assert drawn.images.current == "b.tif" and drawn.bar.told("belongs to no image")


def test_those_of_its_label_on_its_image_are_selected(drawn):
    run(drawn, SAME, identified(drawn, IN_ONE))
    water = ("a.tif", "water")
    assert selected(drawn) == {
        "detection": [water, water],
        "segmentation": [water],
        "classification": [],
    }
    run(drawn, SAME, identified(drawn, IN_THREE))
    assert selected(drawn) == {
        "detection": [("a.tif", "urban")],
        "segmentation": [],
        "classification": [],
    }


def test_what_was_selected_gets_a_label_by_its_key(drawn):
    run(drawn, SAME, identified(drawn, IN_ONE))
    drawn.map.key("3")
    labels = [label for _, label in drawn.owners("detection") + drawn.owners("segmentation")]
    assert labels.count("field") == 3 and labels.count("water") == 1


def test_what_the_map_does_not_show_is_not_selected(drawn):
    boxes = drawn.layer("detection")
    renderer = boxes.renderer().clone()
    renderer.updateCategoryRenderState(renderer.categoryIndexForValue("water"), False)
    boxes.setRenderer(renderer)
    drawn.wait()
    (area,) = drawn.features("segmentation")
    run(drawn, SAME, area, "segmentation")
    assert [len(found) for found in selected(drawn).values()] == [0, 1, 0]
    drawn.map.canvas.setLayers([boxes])  # as the tree of layers does
    run(drawn, SAME, drawn.features("detection")[0])
    assert [len(found) for found in selected(drawn).values()] == [1, 0, 0]


def test_what_is_gone_by_now_does_nothing(drawn):
    feature, layer = identified(drawn, IN_ONE), drawn.layer("detection")
    assert layer.deleteFeature(feature.id())
    for text in (GO, SAME):
        run(drawn, text, feature)
    assert drawn.images.current == "b.tif"
    assert not any(selected(drawn).values())


def test_each_layer_of_the_campaign_has_them_once_and_no_other(start, tiles):
    desk = start(label=False)
    other = QgsVectorLayer(
        "Polygon?crs=EPSG:4326&field=image:string&field=label:string", "x", "memory"
    )
    desk.project.addMapLayer(other)
    tasks = ("detection", "segmentation", "classification")
    registry = QgsGui.mapLayerActionRegistry()
    before = [desk.layer(task) for task in tasks]
    for _ in range(2):
        desk.open(desk.folder)
        for task in tasks:
            texts = [one.text() for one in registry.mapLayerActions(desk.layer(task))]
            assert (texts.count(GO), texts.count(SAME)) == (1, 1)
    assert offered(other) == {}
    desk.open(tiles)
    assert [offered(layer) for layer in before] == [{}, {}, {}]


def test_they_go_with_the_layer(start):
    desk = start(label=False)
    registry, area = QgsGui.mapLayerActionRegistry(), desk.layer("segmentation")
    with desk.bot.waitSignal(registry.changed):
        desk.project.removeMapLayer(area.id())
    assert set(offered(desk.layer("detection"))) == {GO, SAME}
