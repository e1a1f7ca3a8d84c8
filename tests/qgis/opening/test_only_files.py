"""Only files are files, whatever one does with a folder: what is none is told, all else goes on."""

import sys

import pytest
from scaneo_bridge.core.campaign.annotators.merge_campaigns import merge_campaigns
from scaneo_bridge.core.campaign.annotators.merge_plan import MergePlan
from scaneo_bridge.core.campaign.checking.check_campaign import check_folder
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.store.regular_files import LARGEST, limit_size
from scaneo_bridge.core.workspace.geopackage.database import Database, WorkspaceError
from support.files.odd_files import ODD, make_odd
from support.folders import contents
from support.layers import relabel

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
PLACES = ("a.geojson", "spai.json", "a.tif", "c.tif", "o.geojson", "2024/b.geojson", "sub/d.TIFF")


def put(folder, name, kind):
    path = folder / name
    path.unlink(missing_ok=True)
    return make_odd(path, kind)


def about(problems, name):
    return [one.what for one in problems if one.path == name or str(one.path).endswith(f"/{name}")]


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", PLACES)
def test_it_is_told_by_opening_and_checking(folder, feedback, name, kind):
    put(folder, name, kind)
    opened = open_campaign(folder, None, feedback)
    found = [one.problem for one in check_folder(folder, feedback).findings]
    assert opened.annotation_count > 0
    if (name, kind) not in {("o.geojson", "folder"), ("sub/d.TIFF", "folder")}:
        assert about(opened.problems, name) and about(found, name)
    again = open_campaign(folder, None, feedback)
    assert again.annotation_count == opened.annotation_count


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", PLACES)
def test_what_was_a_file_before_is_told_once(folder, workspace, feedback, name, kind):
    put(folder, name, kind)
    for _ in range(2):
        told = about(open_campaign(folder, None, feedback).problems, name)
        assert len({*told}) == len(told)


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", [name for name in PLACES if name != "spai.json"])
def test_all_else_is_exported(folder, workspace, feedback, name, kind):
    put(folder, name, kind)
    relabel(workspace, "detection", "a.tif")
    relabel(workspace, "segmentation", "2024/b.tif")
    done = export_campaign(workspace, None, feedback)
    written = {file.path for file in done.files}
    assert written >= {"a.geojson", "2024/b.geojson"} - {name}
    assert name not in written
    if name in {"a.geojson", "2024/b.geojson"}:
        assert about(done.problems, name)


@pytest.mark.parametrize("kind", ODD)
def test_an_export_into_a_folder_where_something_else_is(
    folder, workspace, feedback, kind, tmp_path
):
    target = tmp_path / "target"
    make_odd(target / "a.geojson", kind)
    done = export_campaign(workspace, target, feedback)
    assert about(done.problems, "a.geojson")
    assert (target / "2024" / "b.geojson").read_bytes() == (folder / "2024/b.geojson").read_bytes()


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", ["a.geojson", "a.tif", "c.tif", "o.geojson", "spai.json"])
def test_folders_are_merged_all_the_same(campaign, folder, feedback, name, kind, tmp_path):
    put(folder, name, kind)
    plan = MergePlan([folder], tmp_path / "merged")
    done = merge_campaigns(plan, feedback)
    assert (tmp_path / "merged" / "2024" / "b.geojson").is_file()
    assert (tmp_path / "merged" / "2024" / "b.tif").is_file()
    if name != "o.geojson":
        assert [one for one in done.problems if str(one.path).endswith(name)]


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("part", ["", "-wal", "-shm", "-journal"])
def test_in_the_place_of_the_workspace(folder, workspace, feedback, part, kind):
    path = workspace.with_name(workspace.name + part)
    put(folder, path.name, kind)
    before = contents(folder).keys()
    for deed in (
        lambda: open_campaign(folder, None, feedback),
        lambda: export_campaign(workspace, None, feedback),
        lambda: Database.open(workspace, writable=False),
    ):
        with pytest.raises(WorkspaceError, match=r"scaneo\.gpkg") as caught:
            deed()
        assert any(word in str(caught.value) for word in ("is a folder", "not a file", "a link"))
    assert contents(folder).keys() == before


@pytest.mark.parametrize("name", ["a.geojson", "spai.json"])
def test_a_file_that_is_too_large_is_told_with_the_limit(folder, feedback, name):
    with open(folder / name, "wb") as stream:
        stream.truncate(3 * 2**30)
    opened = open_campaign(folder, None, feedback)
    (told,) = [one for one in opened.problems if one.path == name and "larger" in one.what]
    assert "larger than 2 GB" in told.what and "Options" in told.mend
    assert opened.annotation_count > 0


def test_the_limit_is_the_one_that_was_chosen(folder, workspace, feedback):
    limit_size((folder / "spai.json").stat().st_size)
    try:
        opened = open_campaign(folder, None, feedback)
        assert opened.annotation_count > 0, "what was read before is shown"
        relabel(workspace, "detection", "a.tif")
        done = export_campaign(workspace, None, feedback)
        assert "larger than" in about(done.problems, "a.geojson")[0]
    finally:
        limit_size(LARGEST)
