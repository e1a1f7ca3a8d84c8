"""What an export lists as a problem stays in the file from which it came, as the file has it."""

import json

import pytest
from scaneo_bridge.core.campaign.checking.check_campaign import check_workspace
from support.folders import contents
from support.geojson import classification, collection, detection, segmentation
from support.layers import editing, field

pytest_plugins = ["support.desk.fixtures"]

ONE, OTHER = (41.1, 2.1, 41.2, 2.3), (41.3, 2.1, 41.4, 2.3)
FILES = {
    "a.geojson": collection(
        classification("water"),
        detection("urban", ONE, id=7, properties={"score": 1.5}),
        detection("field", OTHER),
        segmentation(),
        more=1,
    ),
    "b.geojson": collection(classification("water")),
}


@pytest.fixture
def workspace(tiles, opened):
    for name, content in FILES.items():
        (tiles / name).write_text(json.dumps(content, indent=1))
    return opened(tiles).workspace.path


def set_value(workspace, task, name, value, label=None):
    with editing(workspace, task) as layer:
        for feature in layer.getFeatures():
            if feature["image"] != "b.tif" and label in (None, feature["label"]):
                layer.changeAttributeValue(feature.id(), field(layer, name), value)


def labels_of(folder, name="a.geojson"):
    features = json.loads((folder / name).read_text())["features"]
    return [(one["properties"]["task"], one["properties"]["label"]) for one in features]


@pytest.mark.parametrize("task", ["classification", "detection", "segmentation"])
@pytest.mark.parametrize("image", ["nowhere.tif", "../x.tif"])
def test_of_an_image_that_is_unknown(task, image, tiles, workspace, previewed, exported):
    before = contents(tiles)
    set_value(workspace, task, "image", image)
    preview = previewed(workspace)
    assert not preview.files and "There is no image" in preview.problems[0].what
    assert preview.counts.deleted == 0
    done = exported(workspace)
    assert done.problems and not done.files
    assert done.annotation_count == preview.annotation_count == 5
    assert contents(tiles) == before


def test_beside_others_that_are_edited_it_stays_to_the_letter(tiles, workspace, exported):
    before = json.loads((tiles / "a.geojson").read_text())["features"]
    set_value(workspace, "detection", "image", "nowhere.tif", "urban")
    with editing(workspace, "classification") as layer:
        layer.deleteFeatures([one.id() for one in layer.getFeatures() if one["image"] == "a.tif"])
    set_value(workspace, "detection", "label", "lake", "field")
    (file, _) = exported(workspace).files
    assert (file.added, file.changed, file.deleted) == (0, 1, 1)
    after = json.loads((tiles / "a.geojson").read_text())["features"]
    assert after[0] == before[1]
    assert labels_of(tiles) == [("detection", "urban"), ("detection", "lake"),
                                ("segmentation", "water")]  # fmt: skip
    # A second export knows its new place.
    set_value(workspace, "segmentation", "label", "field")
    (file,) = exported(workspace).files
    assert (file.added, file.changed, file.deleted) == (0, 1, 0)
    assert json.loads((tiles / "a.geojson").read_text())["features"][0] == before[1]


@pytest.mark.parametrize("home", ["a.tif", "b.tif"])
def test_once_it_has_a_home_it_is_there_and_nowhere_else(home, tiles, workspace, exported, opened):
    before = (tiles / "a.geojson").read_text()
    set_value(workspace, "detection", "image", "nowhere.tif", "urban")
    exported(workspace)
    assert opened(tiles).edited == ["a.tif", "nowhere.tif"]
    set_value(workspace, "detection", "image", home, "urban")
    exported(workspace)
    urban = ("detection", "urban")
    assert labels_of(tiles, home.replace("tif", "geojson"))[1:2] == [urban]
    assert (urban in labels_of(tiles)) is (home == "a.tif")
    assert ((tiles / "a.geojson").read_text() == before) is (home == "a.tif")
    assert "a.tif" not in opened(tiles).edited


def test_where_another_image_can_not_take_it_up(tiles, opened, exported):
    (tiles / "a.geojson").write_text(json.dumps(FILES["a.geojson"]))
    (tiles / "b.geojson").write_text("{")
    workspace = opened(tiles).workspace.path
    set_value(workspace, "detection", "image", "b.tif", "urban")
    before = contents(tiles)
    done = exported(workspace)
    assert not done.files and "can't be added" in done.problems[0].what
    assert contents(tiles) == before


def test_without_a_label_on_another_image(tiles, workspace, exported):
    before = contents(tiles)
    set_value(workspace, "detection", "label", None, "urban")
    with editing(workspace, "detection") as layer:
        for feature in layer.getFeatures():
            if feature["label"] != "field":
                layer.changeAttributeValue(feature.id(), field(layer, "image"), "b.tif")
    done = exported(workspace)
    assert ["It has no label." in one.what for one in done.problems] == [True]
    assert not done.files and contents(tiles) == before


def test_a_check_knows_that_it_stays(tiles, workspace, feedback):
    set_value(workspace, "detection", "image", "nowhere.tif", "urban")
    rules = {one.rule.id for one in check_workspace(workspace, feedback).findings}
    assert "homeless" in rules
    unused = [one.label for one in check_workspace(workspace, feedback).findings
              if one.rule.id == "label-unused"]  # fmt: skip
    assert "urban" not in unused


@pytest.mark.parametrize("where", ["in front", "behind"])
def test_it_stays_where_others_change_the_file(where, tiles, workspace, exported):
    """Its place is that of the file as it is now; what is merged takes it from nobody."""
    set_value(workspace, "detection", "image", "nowhere.tif", "urban")
    path = tiles / "a.geojson"
    for number in range(2):
        data = json.loads(path.read_text())
        at = 0 if where == "in front" else len(data["features"])
        data["features"].insert(at, detection("field", (41.5, 2.1, 41.6, 2.2 + number / 100)))
        path.write_text(json.dumps(data, indent=1))
        assert exported(workspace).merged == ["a.geojson"]
        (urban,) = (one for one in json.loads(path.read_text())["features"] if "id" in one)
        assert urban == data["features"][1 + (number + 1) * (at == 0)]
    set_value(workspace, "detection", "image", "b.tif", "urban")
    exported(workspace)
    urban = ("detection", "urban")
    assert urban not in labels_of(tiles) and urban in labels_of(tiles, "b.geojson")


def test_it_goes_where_others_deleted_it(tiles, workspace, exported):
    set_value(workspace, "detection", "image", "nowhere.tif", "urban")
    path = tiles / "a.geojson"
    data = json.loads(path.read_text())
    del data["features"][1]
    path.write_text(json.dumps(data, indent=1))
    exported(workspace)
    assert json.loads(path.read_text()) == data
    set_value(workspace, "segmentation", "label", "field")
    exported(workspace)
    assert ("detection", "urban") not in labels_of(tiles) and len(labels_of(tiles)) == 3
