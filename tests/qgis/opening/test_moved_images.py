"""Images that were renamed while their edits wait in the workspace: the edits go along."""

import json
import os
import shutil

import pytest
from qgis.core import QgsFeedback
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.base.model import ImageMark, ImageState, Severity
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign
from scaneo_bridge.core.workspace.workspace import Workspace
from support.campaign import FILES, NEWS
from support.files.older import make_version_3
from support.folders import snapshot
from support.geojson import as_bytes, collection, detection, spai
from support.images import write_image
from support.layers import add, delete, relabel, task_layer


def renamed(folder, old, new, copied=False, suffixes=("tif", "geojson")):
    """An image and its file under another name; as ``copied``, in other files of the disk."""
    for suffix in suffixes:
        source, target = folder / f"{old}.{suffix}", folder / f"{new}.{suffix}"
        target.parent.mkdir(parents=True, exist_ok=True)
        if copied:
            shutil.copyfile(source, target)
            source.unlink()
        else:
            source.rename(target)


def labels(folder, name):
    features = json.loads((folder / f"{name}.geojson").read_bytes())["features"]
    return [one["properties"]["label"] for one in features]


def boxes(*names):
    return as_bytes(collection(*(detection(name) for name in names)))


@pytest.fixture
def series(campaign):
    """Images of one place, each with one box whose label is the image's name."""

    def make(*names):
        files = {f"{name}.geojson": boxes(name) for name in names}
        folder = campaign({**files, "spai.json": spai(**dict.fromkeys(names, "#808080"))}, [])
        for value, name in enumerate(names):
            write_image(folder / f"{name}.tif", value=value)
        return folder

    return make


@pytest.mark.parametrize("copied", [False, True])
@pytest.mark.parametrize("new", ["z", "A", "2025/new/a", "ä 'x\" ?"])
@pytest.mark.parametrize("deed", [add, relabel, delete])
def test_an_edit_follows_the_image_and_its_file(
    folder, workspace, opened, exported, deed, new, copied
):
    deed(workspace, "detection", "a.tif")
    renamed(folder, "a", new, copied)
    before = snapshot(folder)
    again = opened(folder)
    assert again.edited == [f"{new}.tif"]
    (told,) = again.problems
    assert (told.path, told.severity) == (
        f"{new}.tif",
        Severity.INFO,
    ) and "It was a.tif" in told.what
    assert snapshot(folder) == before
    assert [one.path for one in exported(workspace).files] == [f"{new}.geojson"]
    assert not (folder / "a.geojson").exists()
    was = labels(folder, "2024/b")
    now = {add: [*was, "water"], relabel: ["water", "field", *was[2:]], delete: [was[0], *was[2:]]}
    assert labels(folder, new) == now[deed]
    assert (opened(folder).edited, opened(folder).problems) == ([], [])


def test_an_export_finds_it_before_the_campaign_is_opened_again(folder, workspace, exported):
    relabel(workspace, "detection", "a.tif")
    renamed(folder, "a", "z")
    done = exported(workspace)
    assert [one.path for one in done.files] == ["z.geojson"]
    assert [one.path for one in done.problems] == ["z.tif"]
    assert labels(folder, "z")[1] == "field"
    assert not (folder / "a.geojson").exists()


def test_where_nothing_may_be_merged_an_export_refuses(folder, workspace, opened):
    relabel(workspace, "detection", "a.tif")
    renamed(folder, "a", "z")
    before = snapshot(folder)
    with pytest.raises(ScaneoError, match="Open the campaign again"):
        export_campaign(workspace, None, QgsFeedback(), merge=False)
    assert snapshot(folder) == before
    assert opened(folder).edited == ["z.tif"]


@pytest.mark.parametrize("copied", [False, True])
def test_only_the_image_is_renamed(folder, workspace, opened, exported, copied):
    relabel(workspace, "detection", "a.tif")
    renamed(folder, "a", "z", copied, ["tif"])
    assert opened(folder).edited == ["z.tif"]
    exported(workspace)
    assert labels(folder, "z")[1] == "field"
    assert (folder / "a.geojson").read_bytes() == FILES["a.geojson"]


def test_only_the_ending_is_renamed(folder, workspace, opened, exported):
    relabel(workspace, "detection", "a.tif")
    (folder / "a.tif").rename(folder / "a.TIF")
    assert opened(folder).edited == ["a.TIF"]
    exported(workspace)
    assert labels(folder, "a")[1] == "field"


def test_an_image_whose_first_annotation_waits(campaign, opened, exported):
    folder = campaign({"spai.json": FILES["spai.json"]}, ["a.tif"])
    workspace = opened(folder).workspace.path
    add(workspace, "detection", "a.tif")
    (folder / "a.tif").rename(folder / "z.tif")
    assert opened(folder).edited == ["z.tif"]
    assert [one.path for one in exported(workspace).files] == ["z.geojson"]


@pytest.mark.parametrize("copied", [False, True])
def test_a_folder_is_renamed(series, opened, exported, copied):
    names = [f"2024/{name}" for name in "abcd"]
    folder = series(*names)
    workspace = opened(folder).workspace.path
    for name in ("a", "c"):
        relabel(workspace, "detection", f"2024/{name}.tif", "new")
    (folder / "2024").rename(folder / "2025")
    if copied:
        shutil.copytree(folder / "2025", folder / "copy")
        shutil.rmtree(folder / "2025")
        (folder / "copy").rename(folder / "2025")
    assert opened(folder).edited == ["2025/a.tif", "2025/c.tif"]
    exported(workspace)
    got = {name: labels(folder, f"2025/{name}") for name in "abcd"}
    assert got == {"a": ["new"], "b": ["2024/b"], "c": ["new"], "d": ["2024/d"]}


@pytest.mark.parametrize("copied", [False, True])
def test_numbers_are_shifted(series, opened, exported, copied):
    folder = series("1", "2", "3")
    workspace = opened(folder).workspace.path
    with Workspace.open(workspace) as known:
        known.set_mark("2.tif", ImageMark(ImageState.DONE, True))
    relabel(workspace, "detection", "1.tif", "new")
    relabel(workspace, "detection", "3.tif", "newer")
    for number in (3, 2, 1):
        renamed(folder, str(number), str(number + 1), copied)
    assert sorted(opened(folder).edited) == ["2.tif", "4.tif"]
    with Workspace.open(workspace) as known:
        assert known.mark("3.tif") == ImageMark(ImageState.DONE, True)
        assert known.mark("2.tif") == ImageMark()
    exported(workspace)
    assert [labels(folder, name) for name in "234"] == [["new"], ["2"], ["newer"]]


def test_two_change_places(series, opened, exported):
    folder = series("a", "b")
    workspace = opened(folder).workspace.path
    relabel(workspace, "detection", "a.tif", "new")
    for old, new in (("a", "c"), ("b", "a"), ("c", "b")):
        renamed(folder, old, new)
    assert opened(folder).edited == ["b.tif"]
    exported(workspace)
    assert (labels(folder, "a"), labels(folder, "b")) == (["b"], ["new"])


def test_its_file_was_changed_as_well(folder, workspace, opened, exported):
    relabel(workspace, "detection", "a.tif", "water")
    renamed(folder, "a", "z")
    (folder / "z.geojson").write_bytes(NEWS)
    assert opened(folder).merged == ["z.geojson"]
    exported(workspace)
    assert len(labels(folder, "z")) == 6 and labels(folder, "z")[1] == "water"


def test_an_image_of_several_that_are_the_same_is_not_guessed(folder, workspace, opened):
    """Its edits stay, and it is said."""
    relabel(workspace, "detection", "a.tif")
    for name in ("y", "z"):
        for suffix in ("tif", "geojson"):
            shutil.copyfile(folder / f"a.{suffix}", folder / f"{name}.{suffix}")
    for suffix in ("tif", "geojson"):
        (folder / f"a.{suffix}").unlink()
    again = opened(folder)
    told = [one.what for one in again.problems if one.path == "a.tif"]
    assert any("y.tif, z.tif" in what for what in told)
    for _ in range(2):
        assert again.edited == ["a.tif"]
        layer = task_layer(workspace, "detection")
        assert "field" in {one["label"] for one in layer.getFeatures() if one["image"] == "a.tif"}
        again = opened(folder)
        assert any("its annotations are kept" in one.what for one in again.problems)


def test_of_several_that_are_the_same_the_annotations_tell(folder, workspace, opened):
    relabel(workspace, "detection", "a.tif")
    shutil.copyfile(folder / "a.tif", folder / "y.tif")
    (folder / "y.geojson").write_bytes(NEWS)
    renamed(folder, "a", "z", copied=True)
    assert opened(folder).edited == ["z.tif"]


def test_a_copy_takes_nothing_away(folder, workspace, opened):
    relabel(workspace, "detection", "a.tif")
    for suffix in ("tif", "geojson"):
        shutil.copyfile(folder / f"a.{suffix}", folder / f"z.{suffix}")
    again = opened(folder)
    assert (again.edited, again.problems) == (["a.tif"], [])


def test_another_image_is_no_renamed_one(folder, workspace, opened):
    """Of the same size, at the same place and with the same annotations: the next of a series."""
    relabel(workspace, "detection", "a.tif")
    (folder / "a.tif").unlink()
    write_image(folder / "z.tif", value=7)
    (folder / "a.geojson").rename(folder / "z.geojson")
    again = opened(folder)
    assert again.edited == ["a.tif"]
    assert [one.path for one in again.problems] == ["a.geojson", "a.tif"]


def test_an_image_elsewhere_with_the_same_pixels_is_no_renamed_one(folder, workspace, opened):
    relabel(workspace, "detection", "a.tif")
    renamed(folder, "a", "z")
    write_image(folder / "z.tif", grid=(12.0, 0.05, 0.0, 42.0, 0.0, -0.1))
    assert opened(folder).edited == ["a.tif"]


def test_an_image_that_was_replaced_keeps_its_edits(folder, workspace, opened):
    relabel(workspace, "detection", "a.tif")
    write_image(folder / "a.tif", value=9)
    again = opened(folder)
    assert (again.edited, again.problems) == (["a.tif"], [])


def test_a_name_that_is_taken_by_an_image_with_edits_is_not_given_away(series, opened, exported):
    """The picture of a is under the name of b, that of b is gone; both were edited."""
    folder = series("a", "b")
    workspace = opened(folder).workspace.path
    relabel(workspace, "detection", "a.tif", "new a")
    relabel(workspace, "detection", "b.tif", "new b")
    (folder / "a.tif").replace(folder / "b.tif")
    again = opened(folder)
    assert sorted(again.edited) == ["a.tif", "b.tif"]
    assert any("b.tif" in one.what for one in again.problems if one.path == "a.tif")


def test_states_and_flags_go_along_without_an_edit(folder, workspace, opened):
    with Workspace.open(workspace) as known:
        known.set_mark("a.tif", ImageMark(ImageState.DONE, True))
    renamed(folder, "a", "z")
    assert (opened(folder).edited, opened(folder).problems) == ([], [])
    with Workspace.open(workspace) as known:
        assert known.mark("z.tif") == ImageMark(ImageState.DONE, True)
        assert [image.path for image in known.images()] == ["2024/b.tif", "z.tif"]


def test_a_workspace_that_noted_no_images_knows_it_by_place_and_annotations(
    folder, workspace, opened, exported
):
    relabel(workspace, "detection", "a.tif")
    make_version_3(workspace)
    renamed(folder, "a", "z")
    assert opened(folder).edited == ["z.tif"]
    exported(workspace)
    assert labels(folder, "z")[1] == "field"


def test_what_was_exported_before_is_known_under_the_new_name(folder, workspace, opened, exported):
    """Who had read the file before the export writes it back without its news."""
    add(workspace, "detection", "a.tif")
    exported(workspace)
    relabel(workspace, "detection", "a.tif", "urban")
    renamed(folder, "a", "z")
    opened(folder)
    (folder / "z.geojson").write_bytes(FILES["a.geojson"])
    opened(folder)
    rows = [one for one in task_layer(workspace, "detection").getFeatures()
            if one["image"] == "z.tif"]  # fmt: skip
    assert len(rows) == 3


def test_a_gone_image_is_told_when_its_edits_are_exported_under_open_edits(
    folder, workspace, opened
):
    relabel(workspace, "detection", "a.tif")
    os.rename(folder / "a.tif", folder / "z.tif")
    done = export_campaign(workspace, None, QgsFeedback(), merge=False)
    (told,) = done.problems
    assert told.path == "a.geojson" and "a.tif" in told.what
    assert labels(folder, "a")[1] == "field"
