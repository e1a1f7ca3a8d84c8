"""A campaign's layers in a project: what their forms show, and whose what is drawn is."""

import pytest
from qgis.core import NULL, QgsRectangle
from support import layers as edits
from support.folders import write_files
from support.geojson import spai
from support.images import write_image
from support.subjects.project import HOSTILE, IN_A, IN_B, TASKS, draw

NOWHERE = QgsRectangle(50, 50, 51, 51)


# What their forms show


@pytest.mark.parametrize("task", TASKS)
def test_the_label_is_chosen_from_the_campaigns(layers, task):
    layer = layers[task]
    setup = layer.editorWidgetSetup(edits.field(layer, "label"))
    assert setup.type() == "ValueMap"
    assert setup.config()["map"] == [{"water": "water"}, {"urban": "urban"}, {"field": "field"}]


def test_names_are_offered_as_they_are(load, folder):
    write_files(folder, {"spai.json": spai(**dict.fromkeys(HOSTILE, "#ff0000"))})
    layer = load(folder)["detection"]
    choices = layer.editorWidgetSetup(edits.field(layer, "label")).config()["map"]
    assert choices == [{name: name} for name in HOSTILE]


@pytest.mark.parametrize("task", TASKS)
def test_internal_fields_are_hidden(layers, task):
    layer = layers[task]
    columns = [column for column in layer.attributeTableConfig().columns() if column.name]
    hidden = {column.name for column in columns if column.hidden}
    assert hidden == {"fid", "origin", "place"}
    form = layer.editFormConfig()
    assert [field.name() for field in form.tabs()] == ["label", "image"]
    # QGIS 3.22 loses what it merges where the widget of fid is hidden.
    kinds = {layer.editorWidgetSetup(index).type() for index in layer.attributeList()}
    assert "Hidden" not in kinds


def test_footprints_are_not_edited(layers):
    layer = layers["images"]
    assert layer.readOnly()
    assert not layer.startEditing()
    assert "fid" in {c.name for c in layer.attributeTableConfig().columns() if c.hidden}


# Drawing on the current image


@pytest.mark.parametrize("task", TASKS)
def test_what_is_drawn_belongs_to_the_current_image(layers, task):
    layer = layers[task]
    assert draw(layer, IN_A)["image"] == NULL, "no image is shown yet"
    layers.show("a.tif")
    assert draw(layer, IN_A)["image"] == "a.tif"
    assert draw(layer, IN_B)["image"] == NULL, "not what lies beside it"
    assert draw(layer, NOWHERE)["image"] == NULL
    layers.show("b.tif")
    assert draw(layer, IN_B)["image"] == "b.tif"
    assert draw(layer, IN_A)["image"] == NULL


def test_an_image_is_a_value_and_no_expression(load, tmp_path):
    name = 'it\'s [% 1 %] "x" @scaneo_image.tif'
    write_image(tmp_path / "c" / name)
    layers = load(tmp_path / "c")
    layers.show(name)
    assert draw(layers["detection"], IN_A)["image"] == name


def test_what_is_drawn_goes_to_the_image_that_is_shown_even_where_two_overlap(
    load, folder, exported
):
    write_image(folder / "over a.tif")
    layers = load(folder)
    for image in ("a.tif", "over a.tif"):
        layers.show(image)
        layer = layers["detection"]
        assert layer.startEditing()
        feature = draw(layer, IN_A)
        feature["label"] = "water"
        assert layer.addFeature(feature)
        assert layer.commitChanges(), layer.commitErrors()
    done = exported(layers.workspace)
    assert {file.path: file.added for file in done.files} == {"a.geojson": 1, "over a.geojson": 1}


def names_and_values(layer):
    return [list(layer.customProperty(key)) for key in ("variableNames", "variableValues")]


def test_variables_do_not_pile_up(layers):
    """QGIS 3.22 adds one more of the same name each time that one is set."""
    for _ in range(20):
        layers.show("a.tif")
        layers.show("b.tif")
    for task in TASKS:
        names, values = names_and_values(layers[task])
        assert sorted(names) == ["scaneo_footprint", "scaneo_image"]
        assert dict(zip(names, values))["scaneo_image"] == "b.tif"


def test_variables_that_piled_up_are_cleared_and_the_user_s_own_stay(layers):
    layer = layers["detection"]
    layer.setCustomProperty("variableNames", ["mine", *["scaneo_image", "scaneo_footprint"] * 2000])
    layer.setCustomProperty("variableValues", ["stays", *["old.tif", "Polygon EMPTY"] * 2000])
    layers.show("a.tif")
    names, values = names_and_values(layer)
    assert sorted(names) == ["mine", "scaneo_footprint", "scaneo_image"]
    assert dict(zip(names, values))["mine"] == "stays"
    assert draw(layer, IN_A)["image"] == "a.tif"
