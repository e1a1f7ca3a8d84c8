"""What is mended in files is one deed that can be restored."""

import json
import os

import pytest
from qgis.core import QgsFeedback
from scaneo_bridge.core.base.errors import Cancelled
from scaneo_bridge.core.base.model import Task
from scaneo_bridge.core.campaign.checking.check_campaign import check_folder, check_workspace
from scaneo_bridge.core.campaign.checking.mend_files import mend_files
from scaneo_bridge.core.campaign.restoring.restore_campaign import restore_campaign
from scaneo_bridge.core.formats.scaneo.labels import read_labels
from scaneo_bridge.core.qgis.editing.edit_commands.mending import mend_annotations
from shapely.geometry import shape
from support.editing import open_editing
from support.files.broken import (
    BY_HAND,
    FAR_PLACES,
    LASTING,
    MENDABLE,
    fine_image,
    sound_folder,
    swapped_folder,
)
from support.folders import changed, contents, snapshot, write_files
from support.geojson import (
    BOX,
    classification,
    collection,
    corners_of,
    detection,
    exact_features,
    segmentation,
)
from support.subjects.mending import IN_FILES, LABELS, SOUND_AREA, of, state

# In the files


def test_all_that_can_be_mended_is_mended_in_the_files(broken, feedback):
    findings = check_folder(broken, feedback).findings
    mended = mend_files(broken, findings, feedback)
    assert mended.count == len(of(findings, *MENDABLE - BY_HAND))
    assert set(mended.files) == {"spai.json", "boxes.geojson", "areas.geojson", "classes.geojson"}
    assert {one.rule.id for one in check_folder(broken, feedback).findings} == LASTING | BY_HAND
    again = mend_files(broken, findings, feedback)
    assert (again.count, again.files, again.backup) == (0, [], None)


@pytest.mark.parametrize("rule", sorted(MENDABLE - BY_HAND))
def test_each_mend_of_files_is_done_by_itself_and_restored(rule, broken, feedback):
    before = snapshot(broken)
    findings = check_folder(broken, feedback).findings
    chosen = of(findings, rule)
    mended = mend_files(broken, chosen, feedback)
    assert mended.count == len(chosen)
    assert changed(before, snapshot(broken)) == set(mended.files) != set()
    assert rule not in {one.rule.id for one in check_folder(broken, feedback).findings}
    restore_campaign(broken, mended.backup.name, feedback)
    for name in set(mended.files) - {"spai.json"}:
        assert (broken / name).read_bytes() == before[name][0]


def test_labels_that_are_meant_for_later_stay_in_the_file(make, feedback):
    folder = make(detection("water"))
    findings = of(check_folder(folder, feedback).findings, "label-unused")
    before = snapshot(folder)
    assert mend_files(folder, findings, feedback).count == 0
    assert snapshot(folder) == before


def test_what_only_the_files_have_wrong_is_found_in_the_workspace_and_mended(
    broken, opened, feedback
):
    findings = check_workspace(opened(broken).workspace.path, feedback).findings
    chosen = [finding for finding in findings if finding.rule.in_files]
    assert {finding.rule.id for finding in chosen} == IN_FILES
    shown = {name: [one["geometry"] for one in json.loads((broken / name).read_bytes())["features"]]
             for name in ("areas.geojson",)}  # fmt: skip
    assert mend_files(broken, chosen, feedback).count == len(chosen)
    left = check_workspace(opened(broken).workspace.path, feedback).findings
    assert not IN_FILES & {finding.rule.id for finding in left}
    for name, geometries in shown.items():
        features = json.loads((broken / name).read_bytes())["features"]
        assert [one["geometry"] for one in features] == geometries


def test_edits_that_wait_are_kept_while_the_files_are_mended(make, opened, feedback):
    odd = detection("urban", properties={"bbox": corners_of((41.3, 2.1, 41.4, 2.3))})
    folder = make(odd, detection("water"))
    workspace = opened(folder).workspace.path
    findings = check_workspace(workspace, feedback).findings
    with open_editing(workspace) as editing:
        boxes = editing.layers[Task.DETECTION]
        for feature in list(boxes.getFeatures()):
            if feature["label"] == "water":
                boxes.deleteFeature(feature.id())
        editing.save()
    assert mend_files(folder, of(findings, "bbox-differs"), feedback).count == 1
    assert len(json.loads((folder / "a.geojson").read_bytes())["features"]) == 2


def test_all_but_what_is_mended_keeps_its_characters(make, feedback):
    odd = detection("urban", id=5, properties={"bbox": None, "note": [1, {"a": 2}]})
    folder = make(classification(note=1.50), odd, segmentation("water", SOUND_AREA), labels=LABELS)
    before = (folder / "a.geojson").read_text(encoding="utf-8")
    mend_files(folder, check_folder(folder, feedback).findings, feedback)
    after = (folder / "a.geojson").read_text(encoding="utf-8")
    start, end = before.index('"urban"'), before.index('"segmentation"')
    head = before[: before.rindex("{", 0, before.rindex('"geometry"', 0, start))]
    assert after.startswith(head)
    assert after.endswith(before[end:])
    assert json.loads(after)["features"][1]["properties"]["note"] == [1, {"a": 2}]


def test_a_list_of_labels_that_is_missing_is_written(make, feedback):
    folder = make(classification("lake"), detection("river"))
    (folder / "spai.json").unlink()
    findings = check_folder(folder, feedback).findings
    assert mend_files(folder, of(findings, "labels-missing"), feedback).count == 1
    read = read_labels((folder / "spai.json").read_bytes())
    assert [label.name for label in read.labels] == ["lake", "river"]
    assert check_folder(folder, feedback).findings == []


def test_a_list_that_can_not_be_read_is_not_replaced(make, feedback):
    folder = make(classification("lake"), detection(), detection())
    (folder / "spai.json").write_bytes(b"{")
    before = contents(folder)
    findings = check_folder(folder, feedback).findings
    mend_files(folder, findings, feedback)
    after = contents(folder)
    assert after["spai.json"] == before["spai.json"]
    assert len(json.loads(after["a.geojson"])["features"]) == 2


def test_a_file_that_changed_since_the_check_keeps_what_is_new(make, feedback):
    folder = make(detection(), detection())
    findings = check_folder(folder, feedback).findings
    write_files(folder, {"a.geojson": collection(segmentation("water", SOUND_AREA), detection())})
    before = contents(folder)
    assert mend_files(folder, of(findings, "twin"), feedback).count == 0
    assert contents(folder) == before


def test_a_cancelled_mend_changes_nothing(broken):
    findings = check_folder(broken, QgsFeedback()).findings
    before = contents(broken)
    feedback = QgsFeedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        mend_files(broken, findings, feedback)
    assert contents(broken) == before


def test_nothing_outside_the_folder_is_written(tmp_path, feedback):
    outside = sound_folder(tmp_path / "outside")
    write_files(outside, {"sound.geojson": collection(detection(), detection())})
    folder = sound_folder(tmp_path / "campaign")
    (folder / "sound.geojson").unlink()
    os.symlink(outside / "sound.geojson", folder / "sound.geojson")
    before = snapshot(outside)
    mend_files(folder, check_folder(folder, feedback).findings, feedback)
    assert snapshot(outside) == before


def test_a_box_that_is_mended_is_where_it_was_shown(make, feedback):
    ring = [[2.1, 41.1], [2.3, 41.1], [2.3, 41.2], [2.1, 41.1]]
    odd = detection("urban", BOX)
    odd["geometry"]["coordinates"] = [ring]
    folder = make(odd)
    mend_files(folder, check_folder(folder, feedback).findings, feedback)
    (mended,) = json.loads((folder / "a.geojson").read_bytes())["features"]
    assert mended == detection("urban", BOX)


@pytest.mark.parametrize("place", list(FAR_PLACES))
def test_what_is_swapped_and_out_of_range_is_shown_once_it_is_mended(
    place, tmp_path, opened, feedback
):
    folder, meant = swapped_folder(tmp_path / "far", place)
    before = exact_features((folder / "a.geojson").read_bytes())
    original = contents(folder)["a.geojson"]
    workspace = opened(folder).workspace.path
    findings = of(check_workspace(workspace, feedback).findings, "swapped-unreadable")
    assert all(one.rule.in_files for one in findings)
    with open_editing(workspace) as editing:
        shown = state(editing)
        assert len(shown[0]) == 3
        assert mend_annotations(editing, findings) == 0, "not in the layers"
        assert state(editing) == shown
    mended = mend_files(folder, findings, feedback)
    assert (mended.count, mended.files) == (4, ["a.geojson"])
    data = (folder / "a.geojson").read_bytes()
    assert exact_features(data)[0] == before[0]
    features = json.loads(data)["features"]
    assert features[:4] == meant[:4]
    area, as_meant = (shape(one["geometry"]) for one in (features[4], meant[4]))
    assert area.equals(as_meant)
    assert (features[4]["id"], features[4]["properties"]) == (4, meant[4]["properties"])
    assert check_folder(folder, feedback).findings == []
    with open_editing(opened(folder).workspace.path) as editing:
        assert len(state(editing)[0]) == 5
    assert mend_files(folder, findings, feedback).count == 0
    restore_campaign(folder, mended.backup.name, feedback)
    assert contents(folder)["a.geojson"] == original


def test_what_is_swapped_and_can_be_told_by_its_image_alone_waits_for_that(tmp_path, feedback):
    folder, _ = swapped_folder(tmp_path / "far", "Tokyo")
    findings = check_folder(folder, feedback).findings
    before = (folder / "a.geojson").read_bytes()
    fine_image(folder / "a.tif")
    assert mend_files(folder, findings, feedback).count == 0
    assert (folder / "a.geojson").read_bytes() == before
