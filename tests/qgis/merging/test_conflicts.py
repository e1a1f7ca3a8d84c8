"""Conflicts between workspace and folder are listed with both versions, and settled as picked."""

import json

import pytest
from qgis.core import QgsFeedback
from scaneo_bridge.core.base.errors import Cancelled, ScaneoError
from scaneo_bridge.core.base.model import Label, Task
from scaneo_bridge.core.campaign.merging.folder_merge import ImageConflict
from scaneo_bridge.core.campaign.workspaces.conflicts import read_conflicts, resolve_conflicts
from scaneo_bridge.core.formats.scaneo.merge.side import Side
from scaneo_bridge.core.workspace.workspace import Workspace
from support.campaign import FIELD, URBAN, WATER, features_of
from support.folders import contents, snapshot
from support.geojson import as_bytes, detection, spai
from support.layers import delete, relabel, set_labels

OURS, THEIRS = Side.OURS, Side.THEIRS
FAR = (41.02, 2.31, 41.04, 2.33)


def rewrite(folder, edit, name="a.geojson"):
    content = json.loads((folder / name).read_bytes())
    (folder / name).write_bytes(as_bytes({**content, "features": edit(content["features"])}))


@pytest.fixture
def disputed(folder, workspace):
    """Two boxes of a.tif: the first relabelled on both sides, the second changed and deleted."""
    relabel(workspace, "detection", "a.tif", "water")

    def edit(features):
        features[1]["properties"]["label"] = "field"
        return [*features[:3], detection("urban", FAR)]

    with Workspace.open(workspace) as known, known.database.transaction():
        second = [row for row in known.annotations("a.tif") if row.annotation.feature_index == 3]
        known.database.execute("UPDATE detection SET label = 'water' WHERE fid = ?", second[0].fid)
    rewrite(folder, edit)
    return workspace


def found(workspace):
    return read_conflicts(workspace, QgsFeedback())


def settle(workspace, picks):
    return resolve_conflicts(workspace, picks, QgsFeedback())


def boxes(folder):
    features = [one for one in features_of(folder) if one["properties"]["task"] == "detection"]
    return [(one["properties"]["label"], one["properties"]["bbox"][0][0]) for one in features]


def test_both_versions_are_told_and_nothing_is_changed(folder, disputed):
    before = snapshot(folder)
    first, second = found(disputed).images
    assert snapshot(folder) == before
    assert (first.image, first.geojson) == ("a.tif", "a.geojson")
    versions = first.conflict
    assert versions.task is Task.DETECTION
    labels = [one.label for one in (versions.base, versions.ours, versions.theirs)]
    assert labels == ["urban", "water", "field"]
    assert versions.ours.wkb == versions.theirs.wkb
    assert (second.conflict.ours.label, second.conflict.theirs) == ("water", None)


def test_where_nothing_is_disputed_there_are_none(folder, workspace):
    assert len(found(workspace)) == 0
    relabel(workspace, "detection", "a.tif", "water")
    assert len(found(workspace)) == 0
    rewrite(folder, lambda features: [*features, detection("urban", FAR)])
    assert len(found(workspace)) == 0


@pytest.mark.parametrize("first", [OURS, THEIRS])
@pytest.mark.parametrize("second", [OURS, THEIRS])
def test_each_pick_is_what_the_next_export_writes(folder, disputed, exported, first, second):
    one, other = found(disputed).images
    left = settle(disputed, {one: first, other: second})
    assert len(left) == 0
    export = exported(disputed)
    expected = [("water" if first is OURS else "field", 41.1), ("urban", 41.02)]
    if second is OURS:
        expected.append(("water", 41))
    assert boxes(folder) == expected
    assert list(export.merged) == []


def test_the_folder_is_not_written_before_an_export(folder, disputed):
    before = contents(folder)
    settle(disputed, dict.fromkeys(found(disputed).images, OURS))
    after = contents(folder)
    assert {name for name in after if after[name] != before.get(name)} <= {"scaneo.gpkg"}


def test_all_of_theirs_leaves_no_edit(folder, disputed, opened):
    settle(disputed, dict.fromkeys(found(disputed).images, THEIRS))
    again = opened(folder)
    assert (again.edited, again.conflicts, list(again.problems)) == ([], [], [])


def test_an_image_of_which_one_conflict_is_open_stays_as_it_is(folder, disputed):
    first, second = found(disputed).images
    left = settle(disputed, {first: THEIRS})
    assert left.images == [first, second]


def test_picks_of_what_is_not_there_any_more_settle_nothing(folder, disputed):
    picks = dict.fromkeys(found(disputed).images, THEIRS)

    def edit(features):
        features[1]["properties"]["label"] = "urban, they say"
        return features

    rewrite(folder, edit)
    with pytest.raises(ScaneoError, match="changed meanwhile, so nothing was settled"):
        settle(disputed, picks)
    assert len(found(disputed)) == 2


def test_an_annotation_that_we_deleted_and_they_changed_is_one(folder, workspace, exported):
    delete(workspace, "segmentation", "a.tif")

    def edit(features):
        features[2]["properties"]["label"] = "field"
        return features

    rewrite(folder, edit)
    (conflict,) = found(workspace).images
    assert (conflict.conflict.ours, conflict.conflict.theirs.label) == (None, "field")
    settle(workspace, {conflict: THEIRS})
    exported(workspace)
    assert features_of(folder)[2]["properties"]["label"] == "field"


@pytest.mark.parametrize(("side", "color"), [(OURS, "#111111"), (THEIRS, "#222222")])
def test_colours_are_picked_likewise(folder, workspace, exported, side, color):
    set_labels(workspace, Label("water", "#111111"), URBAN, FIELD)
    (folder / "spai.json").write_bytes(
        as_bytes(spai(water="#222222", urban=URBAN.color, field=FIELD.color))
    )
    conflicts = found(workspace)
    assert conflicts.paths == ["spai.json"]
    (conflict,) = conflicts.labels
    assert (conflict.name, conflict.base) == ("water", WATER)
    assert (conflict.ours.color, conflict.theirs.color) == ("#111111", "#222222")
    assert len(settle(workspace, {conflict: side})) == 0
    exported(workspace)
    entries = json.loads((folder / "spai.json").read_bytes())["labels"]
    assert entries[0] == {"name": "water", "color": color}


def test_a_cancelled_look_and_a_cancelled_settlement_change_nothing(folder, disputed):
    picks = dict.fromkeys(found(disputed).images, THEIRS)
    before = contents(folder)
    cancelled = QgsFeedback()
    cancelled.cancel()
    with pytest.raises(Cancelled):
        read_conflicts(disputed, cancelled)
    with pytest.raises(Cancelled):
        resolve_conflicts(disputed, picks, cancelled)
    assert contents(folder) == before
    assert all(isinstance(one, ImageConflict) for one in found(disputed).images)
