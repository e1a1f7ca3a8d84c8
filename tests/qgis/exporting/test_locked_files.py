"""Restores, mends, merges and exports of layers around files that the disk does not let go."""

import json

import pytest
from qgis.core import QgsFeedback
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.base.model import Label
from scaneo_bridge.core.campaign.annotators.merge_campaigns import merge_campaigns
from scaneo_bridge.core.campaign.annotators.merge_plan import MergePlan
from scaneo_bridge.core.campaign.checking.check_campaign import check_folder
from scaneo_bridge.core.campaign.checking.mend_files import mend_files
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.campaign.restoring.restore_campaign import preview_restore, restore_campaign
from scaneo_bridge.core.store.write.backups import list_backups
from support import layers as edits
from support.folders import changed, contents, snapshot, write_files
from support.geojson import as_bytes, collection, detection, spai
from support.images import write_image
from support.rights import immutable, needs_root
from support.sources import SQUARE, box_wkt, export, layer_of, source, two_images

pytestmark = needs_root
pytest_plugins = ["support.desk.fixtures"]

HERE, THERE = (41.10, 2.10, 41.20, 2.30), (41.50, 2.10, 41.60, 2.30)
FAR = (41.70, 2.30, 41.80, 2.40)


def labels(folder, name):
    features = json.loads((folder / name).read_bytes())["features"]
    return sorted(one["properties"]["label"] for one in features)


def listed(folder):
    return [one["name"] for one in json.loads((folder / "spai.json").read_bytes())["labels"]]


def make(folder, labels, **files):
    folder.mkdir(exist_ok=True)
    for stem in files:
        write_image(folder / f"{stem}.tif")
    named = {f"{stem}.geojson": as_bytes(collection(*boxes)) for stem, boxes in files.items()}
    return write_files(folder, {"spai.json": labels, **named})


# Restore


@pytest.fixture
def relabelled(coast, feedback):
    """A folder in which both files got the label “new”; its old contents, its new ones."""
    before = contents(coast)
    workspace = open_campaign(coast, None, feedback).workspace.path
    for image in ("a.tif", "b.tif"):
        edits.relabel(workspace, "detection", image, "new")
        edits.relabel(workspace, "segmentation", image, "new")
    export_campaign(workspace, None, feedback)
    return before, contents(coast)


@pytest.mark.parametrize("how", ["i", "a"])
def test_a_restore_puts_the_others_back_and_a_second_one_goes_on(how, coast, relabelled, feedback):
    before, after = relabelled
    wanted = list_backups(coast)[0].name
    with immutable(coast / "a.geojson", how):
        preview = preview_restore(coast, wanted, feedback)
        done = restore_campaign(coast, wanted, feedback)
        assert done.files == preview.files and done.problems == preview.problems
        told = next(one for one in done.problems if one.path == "a.geojson")
        assert "a.geojson can't be replaced" in told.what
        assert told.what.endswith("So it is not put back.") and wanted in told.mend
        assert contents(coast)["a.geojson"] == after["a.geojson"]
        assert contents(coast)["b.geojson"] == before["b.geojson"]
        assert "new" in listed(coast)  # the file that stays uses it
        assert open_campaign(coast, None, feedback).edited == []
    restore_campaign(coast, wanted, feedback)
    assert contents(coast) == before


def test_a_restore_of_nothing_but_locked_files_says_so(coast, feedback):
    workspace = open_campaign(coast, None, feedback).workspace.path
    edits.delete(workspace, "detection", "a.tif")
    export_campaign(workspace, None, feedback)
    before = snapshot(coast)
    with immutable(coast / "a.geojson"), pytest.raises(ScaneoError, match=r"a\.geojson can't be"):
        restore_campaign(coast, "", feedback)
    assert snapshot(coast) == before


def test_a_restore_puts_nothing_back_that_needs_a_locked_list(tmp_path, feedback):
    folder = make(tmp_path / "one", spai(ship="#112233", boat="#445566"),
                  a=[detection("boat", HERE)], b=[detection("ship", HERE)])  # fmt: skip
    before = contents(folder)
    workspace = open_campaign(folder, None, feedback).workspace.path
    edits.relabel(workspace, "detection", "a.tif", "ship")
    edits.delete(workspace, "detection", "b.tif")
    edits.set_labels(workspace, Label("ship", "#112233"))
    export_campaign(workspace, None, feedback)
    assert listed(folder) == ["ship"]
    wanted = list_backups(folder)[0].name
    with immutable(folder / "spai.json"):
        done = restore_campaign(folder, wanted, feedback)
        assert [one.path for one in done.files] == ["b.geojson"]
        assert {one.path for one in done.problems} == {"a.geojson", "spai.json"}
        assert (labels(folder, "a.geojson"), labels(folder, "b.geojson")) == (["ship"], ["ship"])
    restore_campaign(folder, wanted, feedback)
    assert contents(folder) == before


def test_what_a_merge_began_with_stays_as_long_as_a_part_of_it_does(tmp_path, feedback):
    """Else what others annotated in the file that stays would count as deleted by each."""
    names = spai(ship="#112233", boat="#445566")
    base = make(tmp_path / "base", names, a=[], b=[])
    ann = make(tmp_path / "ann", names, a=[detection("ship", HERE)], b=[detection("ship", HERE)])
    ben = make(tmp_path / "ben", names, a=[detection("boat", FAR)], b=[detection("boat", FAR)])
    plan = MergePlan([ann, ben], base, base)
    merge_campaigns(plan, feedback)
    wanted = list_backups(base)[0].name
    with immutable(base / "a.geojson"):
        restore_campaign(base, wanted, feedback)
        assert (labels(base, "a.geojson"), labels(base, "b.geojson")) == (["boat", "ship"], [])
    merge_campaigns(plan, feedback)
    for name in ("a.geojson", "b.geojson"):
        assert labels(base, name) == ["boat", "ship"]


def test_an_image_stays_with_its_annotations(tmp_path, feedback):
    ann = make(tmp_path / "ann", spai(ship="#112233"), a=[detection("ship", HERE)])
    out = make(tmp_path / "out", spai(ship="#112233"), z=[])
    merge_campaigns(MergePlan([ann], out), feedback)
    with immutable(out / "a.geojson"):
        try:
            restore_campaign(out, "", feedback)
        except ScaneoError as error:
            assert "a.geojson can't be replaced" in str(error)
        assert (out / "a.tif").is_file() and labels(out, "a.geojson") == ["ship"]


# Mend


def odd():
    return detection("ship", HERE, properties={"bbox": [[THERE[0], THERE[1]], [41.6, 2.3]]})


def test_a_mend_mends_the_others_and_a_second_one_goes_on(tmp_path, feedback):
    folder = make(tmp_path / "odd", spai(ship="#112233"), a=[odd()], b=[odd()])
    findings = [one for one in check_folder(folder, feedback).findings
                if one.rule.id == "bbox-differs"]  # fmt: skip
    before = snapshot(folder)
    with immutable(folder / "a.geojson"):
        mended = mend_files(folder, findings, feedback)
        assert (mended.count, mended.files) == (1, ["b.geojson"])
        (told,) = mended.problems
        assert told.path == "a.geojson" and "can't be replaced" in told.what
        assert changed(before, snapshot(folder)) == {"b.geojson"}
        with pytest.raises(ScaneoError, match=r"a\.geojson can't be replaced"):
            mend_files(folder, findings, feedback)
    assert mend_files(folder, findings, feedback).files == ["a.geojson"]


def test_a_label_stays_listed_that_a_file_has_which_could_not_be_mended(tmp_path, feedback):
    alike = spai(**{"Ship": "#112233", "ship": "#445566", "boat": "#778899"})
    again = (41.3, 2.1, 41.4, 2.3)
    many = [*(detection("ship", at) for at in (HERE, THERE, again)), detection("boat", FAR)]
    folder = make(tmp_path / "odd", alike, a=[detection("Ship", HERE)], b=many,
                  c=[detection("Ship", HERE)])  # fmt: skip

    def findings():
        found = check_folder(folder, feedback).findings
        return [one for one in found if one.rule.id == "label-alike"]

    with immutable(folder / "a.geojson"):
        mended = mend_files(folder, findings(), feedback)
        assert "c.geojson" in mended.files and labels(folder, "c.geojson") == ["ship"]
        assert labels(folder, "a.geojson") == ["Ship"]
        assert listed(folder) == ["Ship", "ship", "boat"] and not mended.reindexed
    mend_files(folder, findings(), feedback)
    assert labels(folder, "a.geojson") == ["ship"] and listed(folder) == ["ship", "boat"]


def test_no_label_is_mended_in_files_when_its_list_is_locked(tmp_path, feedback):
    alike = spai(**{"Ship": "#112233", "ship": "#445566"})
    folder = make(tmp_path / "odd", alike, a=[detection("Ship", HERE), odd()])
    findings = check_folder(folder, feedback).findings
    with immutable(folder / "spai.json"):
        mended = mend_files(folder, findings, feedback)
        assert [one.path for one in mended.problems] == ["spai.json"]
        assert mended.files == ["a.geojson"]
        assert labels(folder, "a.geojson") == ["Ship", "ship"]


# Merge


@pytest.mark.parametrize("based", [False, True])
def test_a_merge_merges_the_others_and_a_second_one_goes_on(based, tmp_path, feedback):
    names = spai(ship="#112233", boat="#445566")
    out = make(tmp_path / "out", names, a=[detection("ship", HERE)], b=[])
    ann = make(tmp_path / "ann", names, a=[detection("ship", HERE), detection("ship", THERE)],
               b=[detection("ship", THERE)])  # fmt: skip
    ben = make(tmp_path / "ben", names, a=[detection("ship", HERE), detection("boat", FAR)],
               b=[detection("boat", FAR)])  # fmt: skip
    plan = MergePlan([ann, ben], out, out if based else None)
    with immutable(out / "a.geojson"):
        done = merge_campaigns(plan, feedback)
        assert [one.path for one in done.files] == ["b.geojson"]
        (told,) = done.problems
        assert told.path == "a.geojson" and "can't be replaced" in told.what
        assert labels(out, "a.geojson") == ["ship"]
        assert labels(out, "b.geojson") == ["boat", "ship"]
        assert done.annotation_count == 3
    done = merge_campaigns(plan, feedback)
    assert [one.path for one in done.files] == ["a.geojson"]
    assert labels(out, "a.geojson") == ["boat", "ship", "ship"]


def test_a_merge_writes_no_label_that_a_locked_list_can_t_get(tmp_path, feedback):
    out = make(tmp_path / "out", spai(ship="#112233"), a=[], b=[])
    ann = make(tmp_path / "ann", spai(ship="#112233", boat="#445566"),
               a=[detection("boat", HERE)], b=[detection("ship", HERE)])  # fmt: skip
    plan = MergePlan([ann], out)
    with immutable(out / "spai.json"):
        done = merge_campaigns(plan, feedback)
        assert [one.path for one in done.files] == ["b.geojson"]
        assert {one.path for one in done.problems} == {"a.geojson", "spai.json"}
    merge_campaigns(plan, feedback)
    assert labels(out, "a.geojson") == ["boat"] and listed(out) == ["ship", "boat"]


def test_a_merge_into_a_locked_folder_copies_no_image_there_and_says_so(tmp_path, feedback):
    names = spai(ship="#112233")
    out, ann = make(tmp_path / "out", names, b=[]), make(tmp_path / "ann", names, b=[odd()])
    (out / "2024").mkdir()
    write_image(ann / "2024" / "c.tif")
    write_files(ann, {"2024/c.geojson": as_bytes(collection(detection("ship", HERE)))})
    plan = MergePlan([ann], out)
    with immutable(out / "2024"):
        done = merge_campaigns(plan, feedback)
        assert not done.copied and not (out / "2024" / "c.tif").exists()
        assert {"2024/c.tif", "2024/c.geojson"} <= {one.path for one in done.problems}
    assert merge_campaigns(plan, feedback).copied == ["2024/c.tif"]
    assert labels(out, "2024/c.geojson") == ["ship"]


def test_a_merge_goes_round_what_was_found_out_to_be_locked_only_at_the_end(tmp_path, feedback):
    names = spai(ship="#112233")
    out, ann = make(tmp_path / "out", names, b=[]), make(tmp_path / "ann", names)
    there = [detection("ship", HERE)]
    write_image(ann / "b.tif")
    for folder, boxes in ((out, []), (ann, there)):
        write_image(folder / "2024" / "c.tif")
        write_files(folder, {"2024/c.geojson": as_bytes(collection(*boxes)),
                             "b.geojson": as_bytes(collection(*boxes))})  # fmt: skip
    with immutable(out / "2024", "a"):  # new files come, and none is replaced
        done = merge_campaigns(MergePlan([ann], out), feedback)
        assert [one.path for one in done.files] == ["b.geojson"]
        assert [one.path for one in done.problems] == ["2024/c.geojson"]
    assert (labels(out, "b.geojson"), labels(out, "2024/c.geojson")) == (["ship"], [])


# Layers


@pytest.mark.parametrize("how", ["i", "a"])
def test_an_export_of_layers_lists_what_a_locked_file_can_t_take(how, tmp_path, feedback):
    folder = two_images(tmp_path)
    west, east = box_wkt(2.1, 41.1, 2.2, 41.2), box_wkt(2.6, 41.1, 2.7, 41.2)
    export(folder, layer_of((west, "field"), (east, "field")))
    layer = layer_of(
        (box_wkt(2.3, 41.3, 2.4, 41.4), "field"), (box_wkt(2.8, 41.3, 2.9, 41.4), "field")
    )
    before = snapshot(folder)
    with immutable(folder / "a.geojson", how):
        done = export(folder, layer)
        (told,) = done.problems
        assert "a.geojson can't be replaced" in told.what and "a.tif" in told.what
        assert changed(before, snapshot(folder)) == {"b.geojson"}
    done = export(folder, layer)
    assert [one.path for one in done.files] == ["a.geojson"] and not done.problems


def test_an_export_of_layers_writes_no_label_that_a_locked_list_can_t_get(tmp_path, feedback):
    folder = two_images(tmp_path)
    export(folder, layer_of((box_wkt(2.1, 41.1, 2.2, 41.2), "field")))
    layer = layer_of((SQUARE, "new"), (box_wkt(2.8, 41.3, 2.9, 41.4), "field"))
    with immutable(folder / "spai.json"):
        done = export(folder, layer)
        assert [one.path for one in done.files] == ["b.geojson"]
        (told,) = done.problems
        assert "spai.json can't be replaced" in told.what
    assert "a.geojson" in [one.path for one in export(folder, layer).files]


def test_an_export_of_layers_copies_the_images_that_can_be_copied(tmp_path, feedback):
    images, folder = tmp_path / "images", tmp_path / "out"
    images.mkdir()
    two_images(images)
    write_image(images / "2024" / "c.tif", grid=(3.0, 0.05, 0.0, 42.0, 0.0, -0.1))
    (folder / "2024").mkdir(parents=True)
    rows = [(box_wkt(2.1, 41.1, 2.2, 41.2), "field"), (box_wkt(3.1, 41.1, 3.2, 41.2), "field")]
    with immutable(folder / "2024"):
        done = export(folder, layer_of(*rows), images=images, copy_images=True)
        assert not (folder / "2024" / "c.tif").exists()
        assert [one.what for one in done.problems if "2024/c.geojson" in one.what]
        assert [one for one in done.notes if one.path == "2024/c.tif"]
        assert (folder / "a.tif").is_file()
    assert export(folder, source(layer_of(*rows)), images=images, copy_images=True).copied == [
        "2024/c.tif"
    ]


@pytest.fixture
def feedback():
    return QgsFeedback()
