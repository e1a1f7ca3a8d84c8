"""Import and export lose nothing: no byte without an edit, no other feature with one."""

import json

import pytest
from support.campaign import features_of
from support.folders import changed, contents, snapshot
from support.geojson import (
    LABELS,
    as_bytes,
    classification,
    collection,
    corners_of,
    detection,
    exact,
    exact_features,
    feature,
    one_of_each,
    ring_of,
    segmentation,
)
from support.layers import (
    add,
    count,
    delete,
    editing,
    field,
    first,
    place_of,
    relabel,
    reshape,
    task_layer,
)

TASKS = ["classification", "detection", "segmentation"]
POINTS = feature("points", "well", {"type": "Point", "coordinates": [2.1, 41.1]})
UNKNOWN = {"score": 0.5, "who": None, "tags": ["a", {"b": []}], "label:en": "x", "é": "🛰"}
HIGH = [[2.1, 41.1, 5.5], [2.3, 41.1, 6], [2.2, 41.3, -0.0], [2.1, 41.1, 5.5]]
NUMBERS = (
    b"[[2.10, 41.10], [2.3e0, 41.1000000000000014], [0.22E+1, 4130e-2], [2.10, 41.10], "
    b"[1e-7, -0.0], [2.10, 41.10]]"
)


def plain(*features, **members):
    return as_bytes(collection(*(features or one_of_each()), **members))


def turned(content):
    """The same JSON with the members of every object in the reverse order."""
    if isinstance(content, dict):
        return {name: turned(content[name]) for name in reversed(content)}
    return [turned(one) for one in content] if isinstance(content, list) else content


BY_HAND = {
    "plain": plain(),
    "unknown properties": plain(
        classification(), detection(properties=UNKNOWN), segmentation(), POINTS
    ),
    "unknown tasks": plain(POINTS, *one_of_each(), POINTS, feature("", "x", None)),
    "ids": plain(*({**one, "id": at or "α"} for at, one in enumerate(one_of_each()))),
    "crs": plain(crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}),
    "members of the collection": plain(name="a", bbox=[2, 41, 3, 42], generator={"v": [1, None]}),
    "members before": as_bytes({"x": [{"features": []}], **collection(*one_of_each())}),
    "members of features": plain(*({**one, "bbox": [], "x": {}} for one in one_of_each())),
    "three dimensions": plain(classification(), detection(), segmentation(ring=HIGH)),
    "numbers": plain(classification(), detection(), segmentation(ring=["@"])).replace(
        b'["@"]', NUMBERS
    ),
    "numbers that no float holds": plain(x=["@"]).replace(b'"@"', b"1E400, -1e-400, 1" + b"0" * 40),
    "other order": as_bytes(turned(collection(*one_of_each()))),
    "indented": as_bytes(collection(*one_of_each()), indent=2),
    "indented with a line at the end": as_bytes(collection(*one_of_each()), indent="\t") + b"\n",
    "lines of Windows": as_bytes(collection(*one_of_each()), indent=1).replace(b"\n", b"\r\n"),
    "compact": as_bytes(collection(*one_of_each()), separators=(",", ":")),
    "odd space": as_bytes(collection(*one_of_each()), separators=(" ,\n", " :\t")),
    "byte-order mark": b"\xef\xbb\xbf" + plain(),
    "real letters": as_bytes(collection(*one_of_each(), x="urbà 🛰"), ensure_ascii=False),
    "escaped letters": plain(x="urbà 🛰").replace(b'"task"', b'"t\\u0061sk"'),
    "polygons": plain(
        classification(),
        detection(),
        feature(
            "segmentation", "water", {"type": "Polygon", "coordinates": [ring_of((1, 2, 3, 4))]}
        ),
    ),
    "clockwise and open rings": plain(
        classification(), detection(), segmentation(ring=ring_of((1, 2, 3, 4))[-2::-1])
    ),
    "other corners": plain(
        classification(),
        detection(properties={"bbox": corners_of((41.10, 2.10, 41.20, 2.30))[::-1]}),
        segmentation(),
    ),
    "bad features between": plain(
        {}, None, *one_of_each(), {"type": "Feature", "properties": None}
    ),
}


@pytest.fixture(params=BY_HAND.values(), ids=BY_HAND)
def folder(request, campaign):
    """A campaign with an odd file for `a.tif`, and another one."""
    return campaign(
        {
            "a.geojson": request.param,
            "2024/b.geojson": plain(),
            "orphan.geojson": b"no JSON at all",
            "notes.txt": b"keep",
            "spai.json": as_bytes(LABELS, indent=1),
        }
    )


def nothing_changes(folder, opened, exported):
    before = snapshot(folder)
    workspace = opened(folder).workspace.path
    export = exported(workspace)
    assert list(export.files) == []
    assert export.backup is None
    assert snapshot(folder) == before  # the very files: not even written again
    return export


@pytest.mark.parametrize("name", ["seed_example", "scaneo_export", "sample"])
def test_a_real_campaign_is_left_as_it_is(campaign_copy, name, opened, exported):
    folder = campaign_copy(name)
    export = nothing_changes(folder, opened, exported)
    geojsons = list(folder.rglob("*.geojson"))
    total = sum(len(json.loads(path.read_bytes())["features"]) for path in geojsons)
    assert export.annotation_count == total
    assert export.unchanged_count == len(geojsons) + 1
    assert not export.problems


def test_a_campaign_made_by_hand_is_left_as_it_is(folder, opened, exported):
    nothing_changes(folder, opened, exported)
    for task in TASKS:
        images = {one["image"] for one in task_layer(folder / "scaneo.gpkg", task).getFeatures()}
        assert images == {"a.tif", "2024/b.tif"}


def test_opening_again_changes_nothing_either(folder, opened, exported):
    before = snapshot(folder)
    first_time = opened(folder)
    again = opened(folder)
    assert (again.annotation_count, again.edited) == (first_time.annotation_count, [])
    exported(again.workspace.path)
    assert snapshot(folder) == before


@pytest.fixture
def edit(folder, opened, exported):
    """Opens, edits and exports; answers a.geojson before and after, and what the edit answered."""

    def run(deed, task, *more):
        workspace = opened(folder).workspace.path
        before = snapshot(folder)
        answer = deed(workspace, task, "a.tif", *more)
        exported(workspace)
        after = snapshot(folder)
        assert changed(before, after) == {"a.geojson"}
        return before["a.geojson"][0], after["a.geojson"][0], answer

    return run


def without(features, place):
    return [one for at, one in enumerate(features) if at != place]


def members_besides(data):
    _, pairs = exact(data)
    return [pair for pair in pairs if pair[0] != "features"]


@pytest.mark.parametrize("task", TASKS)
def test_a_new_annotation_comes_at_the_end(edit, task):
    before, after, _ = edit(add, task, "field")
    assert exact_features(after)[:-1] == exact_features(before)
    assert members_besides(after) == members_besides(before)
    new = json.loads(after)["features"][-1]
    assert (new["properties"]["task"], new["properties"]["label"]) == (task, "field")


@pytest.mark.parametrize("task", TASKS)
def test_a_new_label_is_all_that_changes(edit, task):
    before, after, place = edit(relabel, task)
    old, new = json.loads(before.decode("utf-8-sig"))["features"], json.loads(after)["features"]
    assert without(exact_features(after), place) == without(exact_features(before), place)
    assert members_besides(after) == members_besides(before)
    old[place]["properties"]["label"] = "field"
    assert new == old


@pytest.mark.parametrize("task", TASKS[1:])
def test_a_new_shape_is_all_that_changes(edit, task):
    before, after, place = edit(reshape, task)
    assert without(exact_features(after), place) == without(exact_features(before), place)
    assert members_besides(after) == members_besides(before)
    old = json.loads(before.decode("utf-8-sig"))["features"][place]
    new = json.loads(after)["features"][place]
    for content in (old, new):
        for name in ("bbox", "geometry"):
            content.pop(name, None)
        content["properties"].pop("bbox", None)
    assert new == old


@pytest.mark.parametrize("task", TASKS)
def test_a_deleted_annotation_is_all_that_goes(edit, task):
    before, after, place = edit(delete, task)
    assert exact_features(after) == without(exact_features(before), place)
    assert members_besides(after) == members_besides(before)


@pytest.fixture
def simple(campaign, opened):
    """A campaign of one annotation of each task; answers its folder and workspace."""
    folder = campaign({"a.geojson": plain(*one_of_each()[:3]), "spai.json": LABELS}, ["a.tif"])
    return folder, opened(folder).workspace.path


SHAPES = {
    "as SCANEO draws": "Polygon((2.5 41, 2.5 41.5, 2.25 41.5, 2.25 41, 2.5 41))",
    "from another corner": "Polygon((2.25 41.5, 2.5 41.5, 2.5 41, 2.25 41, 2.25 41.5))",
    "tilted": "Polygon((2.25 41.25, 2.375 41.5, 2.5 41.25, 2.375 41, 2.25 41.25))",
}


@pytest.mark.parametrize("wkt", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("deed", [add, reshape])
def test_a_box_has_ring_and_bbox_in_scaneos_order(simple, exported, deed, wkt):
    folder, workspace = simple
    deed(workspace, "detection", "a.tif", wkt=wkt)
    exported(workspace)
    box = features_of(folder)[3 if deed is add else 1]
    assert box["geometry"] == {"type": "Polygon", "coordinates": [ring_of((41, 2.25, 41.5, 2.5))]}
    assert box["properties"]["bbox"] == [[41, 2.5], [41.5, 2.25]]


HOLED = (
    "MultiPolygon(((2 41, 2 42, 3 42, 3 41, 2 41), (2.25 41.25, 2.5 41.25, 2.5 41.5, 2.25 41.25)),"
    "((2.75 40, 3 40, 3 40.5, 2.75 40)))"
)


@pytest.mark.parametrize("deed", [add, reshape])
def test_an_area_is_a_multipolygon_wound_counter_clockwise(simple, exported, deed):
    folder, workspace = simple
    deed(workspace, "segmentation", "a.tif", wkt=HOLED)
    exported(workspace)
    area = features_of(folder)[3 if deed is add else 2]["geometry"]
    assert area["type"] == "MultiPolygon"
    turns = [[turn(ring) for ring in rings] for rings in area["coordinates"]]
    assert turns == [["left", "right"], ["left"]]


def turn(ring):
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))
    return "left" if twice > 0 else "right"


def test_a_new_annotation_is_as_scaneo_writes_it(simple, exported):
    folder, workspace = simple
    for task in TASKS:
        add(workspace, task, "a.tif", "field")
    exported(workspace)
    new = exact_features((folder / "a.geojson").read_bytes())[3:]
    area = [[2.1, 41.1], [2.375, 41.1], [2.375, 41.25], [2.1, 41.25], [2.1, 41.1]]
    assert new == exact(
        json.dumps(
            [
                classification("field"),
                detection("field", (41.5, 2.15, 41.75, 2.25)),
                segmentation("field", area),
            ]
        )
    )


def test_the_first_annotations_of_an_image_make_its_file(campaign, opened, exported):
    folder = campaign({"spai.json": LABELS}, ["2024/june/b.v2.tif"])
    workspace = opened(folder).workspace.path
    add(workspace, "detection", "2024/june/b.v2.tif")
    export = exported(workspace)
    assert [(file.path, file.added) for file in export.files] == [("2024/june/b.v2.geojson", 1)]
    assert len(features_of(folder, "2024/june/b.v2.geojson")) == 1


def test_an_emptied_image_keeps_an_empty_file(simple, exported):
    folder, workspace = simple
    for task in TASKS:
        delete(workspace, task, "a.tif")
    (file,) = exported(workspace).files
    assert (file.path, file.added, file.changed, file.deleted) == ("a.geojson", 0, 0, 3)
    assert json.loads((folder / "a.geojson").read_bytes()) == collection()


@pytest.mark.parametrize("task", TASKS)
def test_a_label_that_spai_does_not_list_is_added_to_it(simple, exported, task):
    folder, workspace = simple
    relabel(workspace, task, "a.tif", "<i>neu</i> {x} 'n' \"q\"")
    export = exported(workspace)
    assert {file.path for file in export.files} == {"a.geojson", "spai.json"}
    listed = json.loads((folder / "spai.json").read_bytes())["labels"]
    assert listed[:3] == LABELS["labels"]
    assert [label["name"] for label in listed[3:]] == ["<i>neu</i> {x} 'n' \"q\""]


def test_what_is_replaced_is_kept(simple, exported):
    folder, workspace = simple
    old = (folder / "a.geojson").read_bytes()
    relabel(workspace, "detection", "a.tif")
    assert (exported(workspace).backup / "a.geojson").read_bytes() == old


@pytest.mark.parametrize("images", [("a", "2024/b"), ("2024/b", "a")])
def test_an_annotation_that_moves_to_another_image_moves_to_its_file(
    folder, opened, exported, images
):
    workspace = opened(folder).workspace.path
    before = contents(folder)
    source, target = (f"{image}.geojson" for image in images)
    with editing(workspace, "detection") as layer:
        moved = first(layer, f"{images[0]}.tif")
        layer.changeAttributeValue(moved.id(), field(layer, "image"), f"{images[1]}.tif")
        layer.changeAttributeValue(moved.id(), field(layer, "label"), "field")
    exported(workspace)
    after = contents(folder)
    rest = without(exact_features(before[source]), place_of(moved))
    assert exact_features(after[source]) == rest
    assert exact_features(after[target])[:-1] == exact_features(before[target])
    new = json.loads(after[target])["features"][-1]["properties"]
    assert (new["task"], new["label"]) == ("detection", "field")


def test_a_new_annotation_is_edited_where_it_was_written(simple, exported):
    folder, workspace = simple
    add(workspace, "detection", "a.tif")
    exported(workspace)
    before = exact_features((folder / "a.geojson").read_bytes())
    with editing(workspace, "detection") as layer:
        new = max(layer.getFeatures(), key=lambda feature: feature.id())
        layer.changeAttributeValue(new.id(), field(layer, "label"), "edited")
    file = exported(workspace).files[0]
    assert (file.added, file.changed, file.deleted) == (0, 1, 0)
    assert exact_features((folder / "a.geojson").read_bytes())[:-1] == before[:-1]
    assert [one["properties"]["label"] for one in features_of(folder)][3:] == ["edited"]


def test_edits_in_turn_are_each_written_in_their_place(folder, opened, exported):
    workspace = opened(folder).workspace.path
    expected = exact_features((folder / "a.geojson").read_bytes())
    for task in TASKS:
        del expected[delete(workspace, task, "a.tif")]
        exported(workspace)
        add(workspace, task, "a.tif", "field")
        assert opened(folder).edited == ["a.tif"]
        exported(workspace)
        after = exact_features((folder / "a.geojson").read_bytes())
        assert after[: len(expected)] == expected
        assert len(after) == len(expected) + 1
        expected = after
    assert opened(folder).edited == []
    assert count(workspace, "detection") == sum(
        task == "detection" for name in ("a", "2024/b") for task in tasks_in(folder, name)
    )


def tasks_in(folder, name):
    features = json.loads((folder / f"{name}.geojson").read_bytes())["features"]
    return [
        one["properties"].get("task")
        for one in features
        if isinstance(one, dict) and one.get("properties")
    ]
