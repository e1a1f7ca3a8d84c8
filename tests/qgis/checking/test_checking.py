"""A folder and a workspace under the rules: what is found, that they agree, and what is edited."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import shapely.wkb
from qgis.core import QgsFeedback
from scaneo_bridge.core.base.errors import Cancelled, ScaneoError
from scaneo_bridge.core.base.model import Label, Severity, Task
from scaneo_bridge.core.campaign.checking.check_campaign import check_folder, check_workspace
from scaneo_bridge.core.campaign.label_edits import save_labels
from shapely.geometry import shape
from support import layers as edits
from support.files.broken import (
    FAR_PLACES,
    LASTING,
    MENDABLE,
    break_folder,
    fine_image,
    sound_folder,
    swapped_folder,
)
from support.folders import snapshot, write_files
from support.geojson import classification, collection, detection, segmentation, spai
from support.rights import no_right, public_folder

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture
def broken(tmp_path):
    return break_folder(tmp_path / "broken")


@pytest.fixture
def sound(tmp_path):
    return sound_folder(tmp_path / "sound")


@pytest.fixture
def check(feedback):
    """The rules that are broken in a folder, each with what is said of it."""
    return lambda folder: rules(check_folder(folder, feedback).findings)


def rules(findings):
    found = {}
    for finding in findings:
        found.setdefault(finding.rule.id, []).append(str(finding.problem))
    return found


def placeless(findings):
    """Findings as far as a folder and its workspace must agree on them."""
    return [replace(finding, which=None) for finding in findings]


def test_a_sound_campaign_has_nothing_to_tell(sound, check):
    assert check(sound) == {}


def test_a_folder_that_was_broken_is_found_out(broken, feedback):
    before = snapshot(broken)
    checked = check_folder(broken, feedback)
    assert {finding.rule.id for finding in checked.findings} == MENDABLE | LASTING
    assert len(MENDABLE) > 10
    assert (checked.image_count, checked.annotation_count) == (7, 19)
    assert snapshot(broken) == before


def test_each_finding_says_what_is_wrong_where_and_what_to_do(broken, feedback):
    for finding in check_folder(broken, feedback).findings:
        problem = finding.problem
        assert (broken / problem.path).exists(), problem
        assert problem.what.endswith("."), problem
        assert problem.mend.endswith("."), problem
        assert (problem.rule, problem.severity) == (finding.rule.id, finding.rule.severity)


def test_the_worst_comes_first(broken, feedback):
    found = [
        list(Severity).index(one.rule.severity) for one in check_folder(broken, feedback).findings
    ]
    assert found == sorted(found)
    assert set(found) == {0, 1, 2}


def test_each_annotation_that_is_wrong_can_be_looked_at(broken, feedback):
    for finding in check_folder(broken, feedback).findings:
        if finding.task is not None:
            assert not shapely.wkb.loads(finding.wkb).is_empty, finding
            assert finding.which is not None


def test_a_folder_and_its_workspace_agree(broken, opened, feedback):
    in_folder = check_folder(broken, feedback)
    in_workspace = check_workspace(opened(broken).workspace.path, feedback)
    assert placeless(in_workspace.findings) == placeless(in_folder.findings)
    assert in_workspace.annotation_count == in_folder.annotation_count


@pytest.mark.parametrize("name", ["scaneo_export", "seed_example", "sample"])
def test_what_scaneo_wrote_has_no_error_and_the_workspace_agrees(name, tmp_path, opened, feedback):
    folder = shutil.copytree(DATA / name, tmp_path / name)
    found = check_folder(folder, feedback).findings
    assert not [one for one in found if one.rule.severity is Severity.ERROR]
    assert len(found) < 9
    agreed = check_workspace(opened(folder).workspace.path, feedback).findings
    assert placeless(agreed) == placeless(found)


def test_the_workspace_says_which_feature_it_is(broken, opened, feedback):
    workspace = opened(broken).workspace.path
    for finding in check_workspace(workspace, feedback).findings:
        if finding.task is None:
            continue
        layer = edits.task_layer(workspace, finding.task.value)
        feature = layer.getFeature(finding.which)
        assert (feature["image"], feature["label"]) == (finding.image, finding.label)
        if finding.rule.id not in ("overlap", "sliver") and finding.task is not Task.CLASSIFICATION:
            assert bytes(feature.geometry().asWkb()) == finding.wkb


def test_edits_are_checked_as_they_would_be_written(sound, opened, feedback):
    workspace = opened(sound).workspace.path
    edits.add(workspace, "detection", "sound.tif", "urban")
    edits.add(workspace, "detection", "sound.tif", "urban")
    far = "MultiPolygon(((5 41, 5.1 41, 5.1 41.1, 5 41)))"
    edits.add(workspace, "segmentation", "sound.tif", "lake", far)
    found = check_workspace(workspace, feedback).findings
    assert set(rules(found)) == {"twin", "outside", "label-unlisted"}
    (twin,) = [one for one in found if one.rule.id == "twin"]
    layer = edits.task_layer(workspace, "detection")
    assert twin.which == max(feature.id() for feature in layer.getFeatures())
    assert check_folder(sound, feedback).findings == []


def test_what_can_not_be_written_is_found(sound, opened, feedback):
    workspace = opened(sound).workspace.path
    edits.add(workspace, "detection", "sound.tif", "")
    edits.add(workspace, "classification", "sound.tif", "water")
    edits.add(workspace, "detection", "none.tif")
    edits.add(workspace, "detection", "", wkt="Polygon((5 41, 6 41, 6 42, 5 42, 5 41))")
    found = check_workspace(workspace, feedback).findings
    assert sorted(one.rule.id for one in found) == [
        "class-twice", "homeless", "homeless", "label-missing",
    ]  # fmt: skip
    assert all(one.task is not None and one.which for one in found)
    assert "no image “none.tif”" in str(found)


def test_a_workspace_is_checked_as_it_is_whatever_its_files_have_become(sound, opened, feedback):
    workspace = opened(sound).workspace.path
    write_files(sound, {"sound.geojson": b"{"})
    assert check_workspace(workspace, feedback).findings == []
    (sound / "sound.geojson").unlink()
    assert check_workspace(workspace, feedback).findings == []


def test_a_file_that_could_not_be_read_when_a_workspace_was_made_is_found(opened, feedback):
    with public_folder() as place:
        folder = sound_folder(place / "sound")
        folder.chmod(0o777)
        with no_right(folder / "sound.geojson", 0):
            found = check_workspace(opened(folder).workspace.path, feedback).findings
    assert "file-unreadable" in rules(found)


@pytest.mark.parametrize("check", [check_folder, check_workspace])
def test_a_check_tells_how_far_it_is_but_no_more_often_than_anybody_sees(check, tmp_path, opened):
    fine_image(tmp_path / "all" / "000.tif")
    for number in range(1, 350):
        shutil.copyfile(tmp_path / "all" / "000.tif", tmp_path / "all" / f"{number:03}.tif")
    place = tmp_path / "all" if check is check_folder else opened(tmp_path / "all").workspace.path
    feedback, told = QgsFeedback(), []
    feedback.progressChanged.connect(told.append)
    assert check(place, feedback).image_count == 350
    assert told == sorted(told)
    assert 90 < len(told) < 130
    assert told[-1] > 95


def test_labels_are_checked_as_they_are_edited(sound, opened, feedback):
    workspace = opened(sound).workspace.path
    save_labels(workspace, [Label("water", "#0048f0"), Label("new", "#111111")])
    found = check_workspace(workspace, feedback).findings
    assert [(one.rule.id, one.label) for one in found] == [
        ("label-unlisted", "urban"),
        ("label-unused", "new"),
    ]


def test_an_image_that_is_gone_is_found(sound, opened, feedback):
    workspace = opened(sound).workspace.path
    (sound / "sound.tif").unlink()
    found = check_workspace(workspace, feedback).findings
    assert sorted(rules(found)) == ["geojson-orphan", "image-gone"]


def test_a_folder_without_an_image_is_a_finding_and_no_failure(tmp_path, check):
    folder = write_files(tmp_path / "bare", {"spai.json": spai(), "a.geojson": collection()})
    assert set(check(folder)) == {"no-image", "geojson-orphan"}


def test_a_folder_that_is_not_there_is_said(tmp_path, feedback):
    with pytest.raises(ScaneoError, match="There is no folder"):
        check_folder(tmp_path / "none", feedback)


def test_what_is_odd_about_a_folder_is_found(sound, check):
    for name in ("a.tiff", "a.tif", "b.TIF"):
        fine_image(sound / name)
    (sound / "c.tif").write_bytes(b"no image")
    os.symlink(sound.parent, sound / "link")
    write_files(sound, {"sound.GeoJSON": collection(), "c.geojson": b"{"})
    found = check(sound)
    assert set(found) == {
        "file-shared", "image-suffix", "image-unreadable", "folder-linked",
        "geojson-suffix", "file-broken",
    }  # fmt: skip
    assert len(found["image-suffix"]) == 2


@pytest.mark.parametrize("name", ["sound.geojson", "spai.json"])
def test_a_file_that_can_not_be_read_is_found(name, check):
    with public_folder() as place:
        folder = sound_folder(place / "sound")
        folder.chmod(0o755)
        with no_right(folder / name, 0):
            found = check(folder)
    assert [name in said for said in found["file-unreadable"]] == [True]


def test_a_cancelled_check_ends(sound):
    feedback = QgsFeedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        check_folder(sound, feedback)


def test_names_with_markup_and_braces_are_data(tmp_path, check):
    odd = "<b>{name}</b> [% 1 %] %s"
    folder = tmp_path / "odd"
    fine_image(folder / f"{odd}.tif".replace("/", "_"))
    name = f"{odd}.geojson".replace("/", "_")
    write_files(
        folder, {"spai.json": spai(), name: collection(classification(odd), detection(odd))}
    )
    (said,) = check(folder)["label-unlisted"]
    assert odd in said


def test_an_annotation_of_a_neighbour_image_is_outside_of_its_own(tmp_path, check):
    folder = sound_folder(tmp_path / "two")
    fine_image(folder / "east.tif")
    write_files(
        folder,
        {"east.geojson": collection(segmentation("water", [[2.6, 41], [2.7, 41], [2.7, 41.1]]))},
    )
    assert list(check(folder)) == ["outside"]


@pytest.mark.parametrize("place", list(FAR_PLACES))
def test_what_is_swapped_and_out_of_range_is_found_where_it_fits(place, tmp_path, opened, feedback):
    folder, meant = swapped_folder(tmp_path / "far", place)
    found = check_folder(folder, feedback).findings
    assert [(one.rule.id, one.which) for one in found] == [
        ("swapped-unreadable", index) for index in range(1, 5)
    ]
    for finding in found:
        geometry = shape(meant[finding.which]["geometry"])
        assert shapely.wkb.loads(finding.wkb).equals(geometry)
    workspace = opened(folder).workspace.path
    agreed = check_workspace(workspace, feedback).findings
    assert placeless(agreed) == placeless(found)
    boxes = edits.task_layer(workspace, "detection")
    shown = [one.which for one in agreed if one.which is not None]
    assert len(shown) == 2, "one of ring and bbox is right, and shown"
    assert {boxes.getFeature(fid)["label"] for fid in shown} == {"urban"}


def test_without_a_place_of_the_image_what_is_out_of_range_is_broken(tmp_path, check):
    folder, _ = swapped_folder(tmp_path / "far", "Tokyo")
    fine_image(folder / "a.tif", crs=None)
    assert set(check(folder)) == {
        "image-placeless", "placeless", "geometry-broken", "bbox-broken", "ring-broken",
    }  # fmt: skip


def test_a_campaign_of_which_all_is_meant_as_it_is_there_is_sound_in_far_places_too(
    tmp_path, check
):
    for place in FAR_PLACES:
        folder, meant = swapped_folder(tmp_path / place, place)
        write_files(folder, {"a.geojson": collection(*meant)})
        assert check(folder) == {}
