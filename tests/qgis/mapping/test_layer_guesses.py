"""What is filled in where a layer is mapped: of real layers' fields, the ones that are meant."""

import pytest
from osgeo import ogr
from qgis.core import (
    NULL,
    QgsCategorizedSymbolRenderer,
    QgsEditorWidgetSetup,
    QgsFeedback,
    QgsFillSymbol,
    QgsProject,
    QgsRasterLayer,
    QgsRendererCategory,
    QgsVectorLayer,
)
from scaneo_bridge.core.base.model import Task
from scaneo_bridge.core.mapping.export import preview_layers
from scaneo_bridge.core.mapping.guess import guess_label, guess_layer, guess_mapping
from scaneo_bridge.core.mapping.mapping import ImagesFrom, LabelFrom
from scaneo_bridge.core.mapping.plan import plan_export
from scaneo_bridge.core.store.folder import CampaignFolder
from support.images import write_image
from support.sources import SQUARE, box_wkt, layer_of

EXPRESSION, FIXED, CATEGORIES = LabelFrom
TYPES = {int: "integer", float: "double", str: "string"}


@pytest.fixture
def project(qgis_new_project):
    return QgsProject.instance()


def layer(fields, *rows, name="polygons"):
    """Squares with these fields and rows; a field's type is that of the first row's value."""
    first = rows[0] if rows else ("",) * len(fields)
    types = [TYPES.get(type(value), "string") for value in first]
    made = [(SQUARE, *row) for row in rows]
    return layer_of(
        *made, fields=[f"{field}:{kind}" for field, kind in zip(fields, types)], name=name
    )


OSM = ("full_id", "osm_id", "osm_type", "building", "landuse", "name", "image")


def osm(*rows, name="building"):
    made = [(f"w{number}", str(number), "way", *row) for number, row in enumerate(rows, 1)]
    return layer(OSM, *made, name=name)


def labels_of(mapped, *layers):
    """What an export by the guesses would write: label by label, and what it would leave out."""
    project = QgsProject.instance()
    project.addMapLayers(layers)
    done = preview_layers(plan_export(project, mapped), QgsFeedback())
    return {use.name: use.count for use in done.labels}, [one.what for one in done.problems]


def guessed(made, folder):
    """The labels that come of what is filled in for a layer, on an image around its squares."""
    write_image(folder / "a.tif")
    project = QgsProject.instance()
    project.addMapLayer(made)
    mapped = guess_mapping(project, CampaignFolder(folder))
    assert [entry.layer for entry in mapped.layers] == [made.id()]
    return labels_of(mapped)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("DN", 3), ("value", 3.0), ("gridcode", 3), ("MC_ID", 3), ("C_ID", 3), ("class_id", 3),
        ("code_18", "311"), ("pred_class", "x"), ("C_name", "x"), ("Classname", "x"),
        ("label_name", "x"), ("category", "x"), ("type", "x"), ("landuse", "x"), ("fclass", "x"),
        ("class", 1), ("Klass", "x"), ("LULC", "x"),
    ],
)  # fmt: skip
def test_fields_that_are_called_like_a_label(field, value):
    guess = guess_label(layer(("id", field), (1, value), (2, value)))
    assert (guess.kind, guess.value) == (EXPRESSION, f'"{field}"')
    assert guess_label(layer(("id", field))).value == f'"{field}"', "of a layer without features"


@pytest.mark.parametrize(
    ("fields", "row", "meant"),
    [
        (("MC_ID", "MC_name", "C_ID", "C_name"), (1, "land", 2, "wood"), "C_name"),
        (("DN", "class"), (1, "wood"), "class"),
        (("value", "name"), (1, "wood"), "value"),
        (("osm_id", "code", "fclass", "name"), ("1", 1500, "house", "Can Roca"), "fclass"),
        (("type", "label"), ("x", "y"), "label"),
    ],
)
def test_of_several_the_words_come_first(fields, row, meant):
    assert meant in guess_label(layer(fields, row, row)).value


@pytest.mark.parametrize(
    ("fields", "rows"),
    [
        (("name",), [("Sant Pere",), ("Can Roca",)]),
        (("value",), [(0.25,), (3.5,)]),
        (("class",), [(NULL,), (NULL,)]),
        (("DN",), [(number,) for number in range(40)]),
        (("website",), [("https://a.example",)]),
    ],
)
def test_names_and_measurements_are_no_labels(fields, rows):
    guess = guess_label(layer(fields, *rows, name="trees"))
    assert (guess.kind, guess.value) == (FIXED, "trees")


def test_a_name_that_repeats_is_that_of_a_kind():
    assert guess_label(layer(("name",), ("oak",), ("oak",), ("elm",))).value == '"name"'


def test_the_theme_of_the_layer(tmp_path, project):
    made = layer(
        ("id", "crop_2024", "parcel"), (1, "x", "wheat"), (2, "y", "wheat"), name="parcels"
    )
    assert guess_label(made).value == '"parcel"'


# OpenStreetMap


def test_buildings_of_openstreetmap(tmp_path, project):
    made = osm(
        ("yes", NULL, NULL, NULL),
        ("church", NULL, "Sant Pere", "https://commons.example/x.jpg"),
        ("house", NULL, "Can Roca", NULL),
    )
    entry = guess_layer(made)
    assert entry.image_field == "" and entry.task is Task.DETECTION
    assert guessed(made, tmp_path) == ({"building": 1, "church": 1, "house": 1}, [])


def test_rows_of_several_keys_have_one_each(tmp_path, project):
    made = osm(
        ("yes", NULL, "a", NULL), (NULL, "forest", "b", NULL), ("", "meadow", NULL, NULL),
        (NULL, NULL, "c", NULL), name="area",
    )  # fmt: skip
    assert guessed(made, tmp_path) == (
        {"building": 1, "forest": 1, "meadow": 1, "area": 1}, [],
    )  # fmt: skip


def test_the_layers_theme_comes_before_other_keys():
    made = osm(("yes", "forest", "a", NULL), ("yes", "wood", "a", NULL), name="landuses")
    assert guess_label(made).value == '"landuse"'


# Words for codes


def test_value_maps_and_relations_by_their_words(tmp_path, project):
    codes = QgsVectorLayer("NoGeometry?field=code:integer&field=word:string", "codes", "memory")
    project.addMapLayer(codes)
    made = layer(("class",), (1,), (2,))
    made.setEditorWidgetSetup(
        0, QgsEditorWidgetSetup("ValueMap", {"map": [{"water": "1"}, {"forest": "2"}]})
    )
    assert guess_label(made).value == 'represent_value("class")'
    assert guessed(made, tmp_path) == ({"water": 1, "forest": 1}, [])
    related = QgsEditorWidgetSetup(
        "ValueRelation", {"Layer": codes.id(), "Key": "code", "Value": "word"}
    )
    made.setEditorWidgetSetup(0, related)
    assert guess_label(made).value == 'represent_value("class")'


# Legends


def categorized(made, *values):
    made.setRenderer(
        QgsCategorizedSymbolRenderer(
            "class",
            [
                QgsRendererCategory(one, QgsFillSymbol.createSimple({}), f"the {one}")
                for one in values
            ],
        )
    )
    return made


def test_a_legend_that_leaves_features_out_is_not_filled_in(tmp_path, project):
    assert guess_label(categorized(layer(("class",), ("a",), ("b",)), "a", "b")).kind is CATEGORIES
    made = categorized(layer(("class",), ("a",), ("b",)), "a")
    assert guessed(made, tmp_path) == ({"a": 1, "b": 1}, [])


# Images


def test_a_field_of_which_all_values_name_images(tmp_path, project):
    for name in ("a.tif", "2024/b.tif"):
        write_image(tmp_path / name)
    rows = [("a.tif", "x"), ("2024/b.tif", "y"), (NULL, "z")]
    for field in ("image", "where_it_is"):
        made = layer((field, "class"), *rows)
        project.addMapLayer(made)
        (entry,) = guess_mapping(project, CampaignFolder(tmp_path)).layers
        assert entry.image_field == field
        project.clear()


@pytest.mark.parametrize("value", ["https://a.example/a.tif", "a.jpg", "c.tif", "www.a.example"])
def test_a_field_that_names_none_or_others_leaves_the_place_to_decide(tmp_path, project, value):
    made = layer(("image", "class"), ("a.tif", "x"), (value, "x"))
    assert guessed(made, tmp_path) == ({"x": 2}, [])


def test_labels_are_no_images_of_that_name(tmp_path, project):
    write_image(tmp_path / "water.tif")
    made = layer(("class",), ("water",), ("water",))
    assert guessed(made, tmp_path) == ({"water": 2}, [])


# Where the images are


def shown(project, *paths):
    for path in paths:
        project.addMapLayer(QgsRasterLayer(str(path), path.stem))


@pytest.fixture
def west_and_east(tmp_path):
    west = write_image(tmp_path / "images/west.tif") or tmp_path / "images/west.tif"
    east = tmp_path / "images/east.tif"
    write_image(east, grid=(2.5, 0.05, 0.0, 42.0, 0.0, -0.1))
    return tmp_path / "images/west.tif", east if west else None


def test_features_on_images_that_the_project_does_not_show_are_not_left_out(project, west_and_east):
    shown(project, west_and_east[0])
    made = layer_of((SQUARE, "x"), (box_wkt(2.6, 41.1, 2.7, 41.2), "x"), fields=("class:string",))
    project.addMapLayer(made)
    mapped = guess_mapping(project, None)
    assert mapped.images is ImagesFrom.FOLDER
    assert labels_of(mapped) == ({"x": 2}, [])


def test_all_images_of_a_folder_are_the_projects(project, west_and_east):
    shown(project, *west_and_east)
    assert guess_mapping(project, None).images is ImagesFrom.RASTERS


# Collections


def test_a_layer_of_collections_has_its_files_reference_system(tmp_path, project):
    from osgeo import osr

    reference = osr.SpatialReference()
    reference.ImportFromEPSG(4326)
    file = ogr.GetDriverByName("GPKG").CreateDataSource(str(tmp_path / "l.gpkg"))
    made = file.CreateLayer("l", reference, ogr.wkbGeometryCollection)
    made.CreateField(ogr.FieldDefn("class", ogr.OFTString))
    feature = ogr.Feature(made.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt(f"GEOMETRYCOLLECTION({SQUARE},POINT(2.1 41.1))"))
    feature.SetField("class", "x")
    assert made.CreateFeature(feature) == 0
    del feature, made, file
    collections = QgsVectorLayer(str(tmp_path / "l.gpkg"), "l", "ogr")
    assert guess_layer(collections).task is Task.SEGMENTATION
    assert guessed(collections, tmp_path / "images") == ({"x": 1}, [])
