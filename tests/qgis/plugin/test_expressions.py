"""The functions of expressions: what they say of a campaign, of which one, and how often it is
read."""

import re
import threading

import pytest
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsProject,
    QgsVectorLayer,
)
from scaneo_bridge import classFactory
from scaneo_bridge.core.algorithms.tables import table_fields
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from support import layers as edits
from support.folders import write_files
from support.geojson import LABELS, collection, detection, one_of_each
from support.images import write_image
from support.meter import Meter
from support.subjects.read_behind import begin, read_some, write_many

NAMES = ["scaneo_image_at", "scaneo_labels", "scaneo_count"]
EAST = (3.0, 0.05, 0.0, 42.0, 0.0, -0.1)  # beside a.tif, which is 2.0 to 2.5 degrees east


@pytest.fixture(autouse=True)
def plugin(qgis_processing, qgis_new_project):
    plugin = classFactory(None)
    plugin.initProcessing()
    yield plugin
    plugin.unload()


@pytest.fixture
def make(tmp_path, feedback):
    """Makes a campaign with these annotations on its two images, and opens it."""

    def make(name, *annotations):
        files = {"spai.json": LABELS, "a.geojson": collection(*annotations)}
        folder = write_files(tmp_path / name, files)
        write_image(folder / "a.tif")
        write_image(folder / "east" / "b.tif", grid=EAST)
        return open_campaign(folder, None, feedback).workspace

    return make


@pytest.fixture
def workspace(make):
    return make("coast", *one_of_each())


def layer_of(workspace, kind):
    """One of a campaign's layers, in the project."""
    layer = QgsVectorLayer(workspace.uri(kind), kind, "ogr")
    assert layer.isValid()
    return QgsProject.instance().addMapLayer(layer)


def points():
    return QgsProject.instance().addMapLayer(QgsVectorLayer("Point", "points", "memory"))


class Asked:
    """What an expression says, for the first row of a layer or without any."""

    def __init__(self, text, layer=None):
        expression, context = QgsExpression(text), QgsExpressionContext()
        if layer is not None:
            scopes = QgsExpressionContextUtils.globalProjectLayerScopes(layer)
            context.appendScopes(scopes)
            context.setFeature(next(layer.getFeatures(), None) or edits.QgsFeature())
        assert not expression.hasParserError(), expression.parserErrorString()
        expression.prepare(context)
        self.value = expression.evaluate(context)
        self.error = expression.evalErrorString()


def ask(text, layer=None):
    asked = Asked(text, layer)
    assert not asked.error
    return asked.value


def test_they_say_what_is_on_an_image(workspace):
    images = layer_of(workspace, "images")
    assert ask("scaneo_labels('a.tif')", images) == ["water", "urban", "field"]
    assert ask("scaneo_labels('east/b.tif')", images) == []
    assert ask("scaneo_count('a.tif', 'water')", images) == 2, "a class and an area"
    assert ask("scaneo_count('a.tif', 'wood')", images) == 0
    for unknown in ("scaneo_labels('c.tif')", "scaneo_count('c.tif', 'water')"):
        assert ask(unknown, images) is None
    for null in ("scaneo_labels(NULL)", "scaneo_count('a.tif', NULL)", "scaneo_image_at(NULL)"):
        assert not ask(null, images)


def test_labels_come_in_the_order_of_the_palette_and_unlisted_ones_last(make):
    workspace = make("coast", *map(detection, ("b is new", "field", "a is new", "urban")))
    found = ask("scaneo_labels('a.tif')", layer_of(workspace, "images"))
    assert found == ["urban", "field", "a is new", "b is new"]


def test_an_image_that_is_not_read_yet_has_no_count(tmp_path):
    """None is another thing than nothing."""
    workspace = begin(write_many(tmp_path / "many")).workspace
    images = layer_of(workspace, "images")
    first, unread = "scaneo_labels('000.tif')", "scaneo_labels('007.tif')"
    assert ask(first, images) and ask(unread, images) is None
    assert ask("scaneo_count('007.tif', 'water')", images) is None
    read_some(workspace.path, "007.tif")
    assert ask(unread, images) == ask(first, images)


def test_an_image_is_found_by_a_point_on_it(workspace):
    layer_of(workspace, "images")
    assert ask("scaneo_image_at(make_point(2.1, 41.4))") == "a.tif"
    assert ask("scaneo_image_at(make_point(3.4, 41.4))") == "east/b.tif"
    assert ask("scaneo_image_at(make_point(2.7, 41.4))") is None
    utm = "transform(make_point(2.1, 41.4), 'EPSG:4326', 'EPSG:32631')"
    assert ask(f"scaneo_image_at(transform({utm}, 'EPSG:32631', 'EPSG:4326'))") == "a.tif"
    for wrong in ("'2.1 41.4'", "5", "geom_from_wkt('POLYGON((2 41, 3 41, 2 42, 2 41))')"):
        assert "EPSG:4326" in Asked(f"scaneo_image_at({wrong})").error


def test_of_several_images_at_a_point_the_nearest_centre_counts(make, feedback):
    workspace = make("coast")
    folder = workspace.path.parent
    write_image(folder / "near.tif", grid=(2.0, 0.02, 0.0, 41.6, 0.0, -0.02))
    write_image(folder / "0 same.tif")
    open_campaign(folder, None, feedback)
    layer_of(workspace, "images")
    assert ask("scaneo_image_at(make_point(2.45, 41.1))") == "0 same.tif", "the first by name"
    (near,) = [
        one.geometry().centroid().asPoint()
        for one in layer_of(workspace, "images").getFeatures()
        if one["path"] == "near.tif"
    ]
    assert ask(f"scaneo_image_at(make_point({near.x()}, {near.y()}))") == "near.tif"


def test_a_table_shows_them_row_by_row(workspace):
    images = layer_of(workspace, "images")
    waters, of_its_kind = table_fields("waters:integer", "of its kind:integer")
    images.addExpressionField("scaneo_count(\"path\", 'water')", waters)
    assert {one["path"]: one["waters"] for one in images.getFeatures()} == {
        "a.tif": 2, "east/b.tif": 0,
    }  # fmt: skip
    boxes = layer_of(workspace, "detection")
    boxes.addExpressionField('scaneo_count("image", "label")', of_its_kind)
    assert {one["label"]: one["of its kind"] for one in boxes.getFeatures()} == {
        "urban": 1, "field": 1,
    }  # fmt: skip


def test_what_was_saved_counts_at_once(workspace):
    images = layer_of(workspace, "images")
    assert ask("scaneo_count('east/b.tif', 'urban')", images) == 0
    edits.add(workspace, "detection", "east/b.tif", "urban")
    assert ask("scaneo_count('east/b.tif', 'urban')", images) == 1
    assert ask("scaneo_labels('east/b.tif')", images) == ["urban"]


def test_a_workspace_is_read_once_for_all_rows(workspace, root):
    layer_of(workspace, "images")
    expressions = [
        QgsExpression(text)
        for text in (
            "scaneo_count('a.tif', 'water')",
            "scaneo_labels('a.tif')",
            "scaneo_image_at(make_point(2.1, 41.4))",
        )
    ]
    meter, context = Meter(root), QgsExpressionContext()

    def opened_after(times):
        with meter.running():
            for _ in range(times):
                for expression in expressions:
                    assert expression.evaluate(context)
        return meter.calls["workspace.py", "open"]

    assert opened_after(1) > 0
    assert opened_after(50) == 0
    edits.add(workspace, "detection", "a.tif", "urban")
    assert opened_after(50) == 2, "for the counts, and for where the images lie"


def test_with_several_campaigns_a_layer_means_its_own(make):
    coast, hills = make("coast", detection("urban")), make("hills", *one_of_each())
    text = "scaneo_labels('a.tif')"
    boxes, images, other = layer_of(coast, "detection"), layer_of(hills, "images"), points()
    assert ask(text, boxes) == ["urban"]
    assert ask(text, images) == ["water", "urban", "field"]
    for layer in (other, None):
        asked = Asked(text, layer)
        assert asked.value is None and "several campaigns" in asked.error
    QgsProject.instance().removeMapLayer(images)
    assert ask(text, other) == ask(text) == ["urban"], "the only one"


def test_without_a_campaign_it_is_said_what_to_do():
    for text in ("scaneo_labels('a.tif')", "scaneo_image_at(make_point(2.1, 41.4))"):
        asked = Asked(text, points())
        assert asked.value is None and "open one in Scaneo Bridge" in asked.error


def test_a_workspace_that_is_gone_is_named(workspace):
    boxes = layer_of(workspace, "detection")
    assert ask("scaneo_labels('a.tif')", boxes)
    workspace.path.unlink()
    asked = Asked("scaneo_labels('a.tif')", boxes)
    assert asked.value is None and str(workspace) in asked.error


def test_threads_that_draw_may_ask(workspace):
    layer_of(workspace, "images")
    found = []
    text = "scaneo_image_at(make_point(2.1, 41.4)) || scaneo_count('a.tif', 'water')"
    threads = [threading.Thread(target=lambda: found.append(Asked(text))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.value for one in found] == ["a.tif2"] * 4


def functions():
    return {one.name(): one for one in QgsExpression.Functions() if one.group() == "Scaneo"}


def test_the_dialog_of_expressions_explains_them(workspace):
    layer_of(workspace, "images")
    assert sorted(functions()) == sorted(NAMES)
    for name, function in functions().items():
        text = function.helpText()
        assert f"<h3>{name}</h3>" in text and "Edits count as soon as they are saved." in text
        examples = re.findall(r"<code>([^<]*)</code> →", text)
        assert len(examples) == 2
        assert all(name in one and not QgsExpression(one).hasParserError() for one in examples)
        for parameter in function.parameters():
            assert f"<code>{parameter.name()}</code>: " in text


def test_they_go_with_the_plugin_and_come_again(plugin, workspace):
    layer_of(workspace, "images")
    assert all(map(QgsExpression.isFunctionName, NAMES))
    plugin.unload()
    assert functions() == {}
    assert not any(map(QgsExpression.isFunctionName, NAMES))
    plugin.initProcessing()
    assert ask("scaneo_count('a.tif', 'water')") == 2
