"""Images that were renamed where something else went on as well: rows that were given the new name
by hand, an export without a look at the folder, another workspace with edits."""

import json
import shutil

import pytest
from scaneo_bridge.core.base.model import ImageMark, ImageState
from scaneo_bridge.core.workspace.workspace import Workspace
from support.editing import set_marks, sql
from support.geojson import as_bytes, collection, detection, spai
from support.images import write_image
from support.layers import add, relabel


def renamed(folder, *moves):
    """Images and their files under other names, all at once."""
    for suffix in ("tif", "geojson"):
        for old, _ in moves:
            (folder / f"{old}.{suffix}").rename(folder / f"{old}.{suffix}.passing")
        for old, new in moves:
            (folder / f"{old}.{suffix}.passing").rename(folder / f"{new}.{suffix}")


def listed(folder, name):
    """The labels and ids in an image's file."""
    features = json.loads((folder / f"{name}.geojson").read_bytes())["features"]
    return [(one["properties"]["label"], one.get("id")) for one in features]


def rows(workspace, image):
    with Workspace.open(workspace, writable=False) as opened:
        return sorted(row.annotation.label for row in opened.annotations(image))


@pytest.fixture
def series(campaign):
    """Images of one place, each with one box whose label and id are the image's name."""

    def make(*names):
        files = {
            f"{name}.geojson": as_bytes(collection(detection(name, id=name))) for name in names
        }
        labels = dict.fromkeys((*names, "new", "drawn"), "#808080")
        folder = campaign({**files, "spai.json": spai(**labels)}, [])
        for value, name in enumerate(names):
            write_image(folder / f"{name}.tif", value=value)
        return folder

    return make


@pytest.fixture
def numbered(series, opened):
    """Two images, and the workspace in which their campaign was opened."""
    folder = series("1", "2")
    return folder, opened(folder).workspace.path


def test_ids_stay_where_the_file_was_read_again_before(numbered, opened, exported):
    """What is noted of the places in it goes along with the name."""
    folder, workspace = numbered
    two = as_bytes(collection(detection("1", id="first"), detection("1", id="1")))
    (folder / "1.geojson").write_bytes(two)
    opened(folder)
    relabel(workspace, "detection", "1.tif", "new")
    renamed(folder, ("1", "2"), ("2", "3"))
    exported(workspace)
    assert sorted(listed(folder, "2")) == [("1", "1"), ("new", "first")]


class TestTheRowsGotTheNewNameByHand:
    """Before the campaign was opened again, and without: an export finds the same."""

    @pytest.mark.parametrize("opens", [True, False])
    @pytest.mark.parametrize("label", ["1", "new"])
    def test_all_of_them(self, numbered, opened, exported, opens, label):
        folder, workspace = numbered
        renamed(folder, ("1", "z"))
        sql(workspace, f"UPDATE detection SET image='z.tif', label='{label}' WHERE image='1.tif'")
        if opens:
            assert opened(folder).edited == ["z.tif"]
        exported(workspace)
        assert rows(workspace, "z.tif") == [label]
        assert listed(folder, "z") == [(label, "1")]
        assert (opened(folder).edited, opened(folder).problems) == ([], [])

    @pytest.mark.parametrize("opens", [True, False])
    def test_some_of_them(self, numbered, opened, exported, opens):
        folder, workspace = numbered
        two = as_bytes(collection(detection("1", id="1"), detection("1", id="other")))
        (folder / "1.geojson").write_bytes(two)
        opened(folder)
        renamed(folder, ("1", "z"))
        sql(workspace, "UPDATE detection SET image='z.tif' WHERE fid = "
            "(SELECT max(fid) FROM detection WHERE image='1.tif')")  # fmt: skip
        if opens:
            opened(folder)
        exported(workspace)
        assert sorted(listed(folder, "z")) == [("1", "1"), ("1", "other")]
        assert rows(workspace, "z.tif") == ["1", "1"]

    @pytest.mark.parametrize("opens", [True, False])
    @pytest.mark.parametrize("is_edited", [True, False])
    def test_one_was_drawn_under_it(self, numbered, opened, exported, opens, is_edited):
        folder, workspace = numbered
        add(workspace, "detection", "z.tif", "drawn")
        if is_edited:
            relabel(workspace, "detection", "1.tif", "new")
        renamed(folder, ("1", "z"))
        if opens:
            assert opened(folder).edited == ["z.tif"]
        exported(workspace)
        label = "new" if is_edited else "1"
        assert listed(folder, "z") == [(label, "1"), ("drawn", None)]
        assert rows(workspace, "z.tif") == sorted(["drawn", label])
        assert opened(folder).edited == []


class TestAnExportWithoutALookAtTheFolder:
    def test_an_image_is_put_in_front(self, numbered, exported):
        folder, workspace = numbered
        add(workspace, "detection", "2.tif", "new")
        renamed(folder, ("1", "2"), ("2", "3"))
        write_image(folder / "1.tif", value=77)
        (folder / "1.geojson").write_bytes(as_bytes(collection(detection("0", id="0"))))
        done = exported(workspace)
        assert [one.path for one in done.files] == ["3.geojson"]
        assert [listed(folder, name) for name in "123"] == [
            [("0", "0")],
            [("1", "1")],
            [("2", "2"), ("new", None)],
        ]

    @pytest.mark.parametrize("deed", [add, relabel])
    def test_two_change_places(self, numbered, exported, deed):
        folder, workspace = numbered
        deed(workspace, "detection", "1.tif", "new")
        renamed(folder, ("1", "2"), ("2", "1"))
        assert [one.path for one in exported(workspace).files] == ["2.geojson"]
        assert listed(folder, "1") == [("2", "2")]
        now = [("new", "1")] if deed is relabel else [("1", "1"), ("new", None)]
        assert listed(folder, "2") == now

    def test_numbers_are_shifted_and_shifted_back(self, series, opened, exported):
        folder = series("1", "2", "3")
        workspace = opened(folder).workspace.path
        for name in "12":
            relabel(workspace, "detection", f"{name}.tif", "new")
        renamed(folder, ("1", "2"), ("2", "3"), ("3", "4"))
        assert opened(folder).edited == ["2.tif", "3.tif"]
        renamed(folder, ("2", "1"), ("3", "2"), ("4", "3"))
        exported(workspace)
        assert [listed(folder, name) for name in "12"] == [[("new", "1")], [("new", "2")]]

    def test_an_image_that_was_replaced_keeps_its_edits(self, numbered, exported):
        folder, workspace = numbered
        relabel(workspace, "detection", "1.tif", "new")
        write_image(folder / "1.tif", value=9)
        done = exported(workspace)
        assert ([one.path for one in done.files], done.problems) == (["1.geojson"], [])
        assert listed(folder, "1") == [("new", "1")]


class TestAnotherWorkspaceWasEdited:
    """A copy of the folder's own, in which images have the names that they had."""

    @pytest.fixture
    def both(self, numbered):
        folder, workspace = numbered
        other = folder / "copy.gpkg"
        shutil.copyfile(workspace, other)
        return folder, workspace, other

    @pytest.mark.parametrize("deed", [add, relabel])
    @pytest.mark.parametrize("moves", [[("1", "z")], [("1", "2"), ("2", "1")]])
    def test_its_edits_come_to_the_picture(self, both, opened, exported, moves, deed):
        folder, workspace, other = both
        deed(other, "detection", "1.tif", "new")
        before = other.read_bytes()
        renamed(folder, *moves)
        name = moves[0][1]
        again = opened(folder)
        assert (again.edited, again.taken) == ([f"{name}.tif"], [f"{name}.tif"])
        assert [one.path for one in exported(workspace).files] == [f"{name}.geojson"]
        now = [("new", "1")] if deed is relabel else [("1", "1"), ("new", None)]
        assert listed(folder, name) == now
        again = opened(folder)
        assert (again.edited, again.taken, other.read_bytes()) == ([], [], before)

    def test_states_come_to_the_picture(self, both, opened):
        folder, workspace, other = both
        set_marks(other, **{"1": ImageMark(ImageState.DONE, True)})
        renamed(folder, ("1", "2"), ("2", "1"))
        opened(folder)
        with Workspace.open(workspace, writable=False) as known:
            assert known.marks() == {
                "1.tif": ImageMark(),
                "2.tif": ImageMark(ImageState.DONE, True),
            }

    @pytest.mark.parametrize("takes", [True, False])
    def test_what_both_began_with_goes_along(self, both, opened, takes):
        """What was taken over and deleted here doesn't come back with the next edit over there."""
        folder, workspace, other = both
        add(other, "detection", "1.tif", "drawn")
        opened(folder)
        assert rows(workspace, "1.tif") == ["1", "drawn"]
        sql(workspace, "DELETE FROM detection WHERE label = 'drawn'")
        renamed(folder, ("1", "z"))
        if takes:
            opened(folder)
        relabel(other, "detection", "1.tif", "new")
        assert opened(folder).taken == ["z.tif"]
        assert rows(workspace, "z.tif") == ["new"]

    def test_states_that_both_had_go_along(self, both, opened):
        folder, workspace, other = both
        set_marks(other, **{"1": ImageMark(ImageState.DONE)})
        opened(folder)
        set_marks(workspace, **{"1": ImageMark()})
        renamed(folder, ("1", "z"))
        add(other, "detection", "2.tif", "new")
        opened(folder)
        with Workspace.open(workspace, writable=False) as known:
            assert known.mark("z.tif") == ImageMark()
