"""A reviewer deletes what we exported: taken where they knew it, else one question for a file."""

import json

import pytest
from qgis.core import QgsFeedback
from scaneo_bridge.core.campaign.workspaces.conflicts import read_conflicts, resolve_conflicts
from scaneo_bridge.core.formats.scaneo.merge.side import Side
from scaneo_bridge.core.workspace.records.index_generations import INDEX_BITS
from scaneo_bridge.core.workspace.workspace import Workspace
from support.folders import write_files
from support.geojson import LABELS, as_bytes, collection, detection

COUNT = 50


def box(number):
    west = 2.1 + 0.005 * number
    return 41.5, west, 41.52, west + 0.004


@pytest.fixture
def empty(campaign):
    """A campaign whose image has one box, drawn by somebody else."""
    files = {"a.geojson": collection(detection("water")), "spai.json": LABELS}
    return campaign(files, ["a.tif"])


@pytest.fixture
def workspace(empty, opened):
    return opened(empty).workspace.path


def draw(workspace, numbers):
    """New boxes, as people save them."""
    with Workspace.open(workspace) as known, known.database.transaction():
        for number in numbers:
            south, west, north, east = box(number)
            ring = f"{east} {south},{east} {north},{west} {north},{west} {south},{east} {south}"
            known.database.execute(
                "INSERT INTO detection (image, label) VALUES ('a.tif', ?)", f"urban{number % 2}"
            )
            (fid,) = [row.GetFieldAsInteger(0) for row in
                      known.database.rows("SELECT max(fid) FROM detection")]  # fmt: skip
            known.database.update("detection", fid, wkb_of(ring))


def wkb_of(ring):
    from osgeo import ogr

    return bytes(ogr.CreateGeometryFromWkt(f"POLYGON(({ring}))").ExportToWkb(ogr.wkbNDR))


def features_of(folder):
    return json.loads((folder / "a.geojson").read_bytes())["features"]


def keep(folder, places):
    """The reviewer's file has these features of it, in this order."""
    features = features_of(folder)
    write_files(folder, {"a.geojson": collection(*(features[place] for place in places))})


def annotations(workspace):
    with Workspace.open(workspace, writable=False) as known:
        return len(known.annotations("a.tif"))


def test_who_keeps_some_of_what_we_exported_has_deleted_the_rest(
    empty, workspace, opened, exported
):
    draw(workspace, range(COUNT + 3))
    exported(workspace)
    keep(empty, [0, 2, 7, 9])
    again = opened(empty)
    assert (again.conflicts, again.merged, again.edited) == ([], ["a.geojson"], [])
    assert annotations(workspace) == 4
    assert not exported(workspace).files


def test_who_knew_an_earlier_export_alone_has_not_deleted_the_later_one(
    empty, workspace, opened, exported, feedback
):
    draw(workspace, range(3))
    exported(workspace)
    draw(workspace, range(10, 14))
    exported(workspace)
    draw(workspace, range(20, 22))
    exported(workspace)
    keep(empty, [0, 1])  # of the first export, one is left; nothing of the others
    assert opened(empty).conflicts == ["a.geojson"]
    conflicts = read_conflicts(workspace, feedback).images
    assert len(conflicts) == 6
    assert all(one.conflict.is_written and one.conflict.theirs is None for one in conflicts)
    picks = dict.fromkeys(conflicts, Side.OURS)
    assert not len(resolve_conflicts(workspace, picks, QgsFeedback()))
    exported(workspace)
    assert len(features_of(empty)) == 8


def test_what_cant_be_known_is_one_question_in_true_words(
    empty, workspace, opened, exported, feedback
):
    draw(workspace, range(COUNT))
    exported(workspace)
    keep(empty, [0])  # as an export of SCANEO would, which read the folder before
    again = opened(empty)
    assert again.conflicts == ["a.geojson"]
    (problem,) = [one for one in again.problems if one.path == "a.geojson"]
    assert "What you wrote into it is missing" in problem.what
    assert f"{COUNT} annotations" in problem.what
    assert len(read_conflicts(workspace, feedback).images) == COUNT


def test_what_changed_here_and_was_deleted_there_stays_a_conflict(
    empty, workspace, opened, exported, feedback
):
    draw(workspace, range(4))
    exported(workspace)
    with Workspace.open(workspace) as known, known.database.transaction():
        known.database.execute(
            f"UPDATE detection SET label = 'field' WHERE place & {INDEX_BITS} = 1"
        )
    keep(empty, [0, 3])
    opened(empty)
    (one,) = read_conflicts(workspace, feedback).images
    assert (one.conflict.ours.label, one.conflict.theirs) == ("field", None)
    assert not one.conflict.is_written
    assert as_bytes(collection()) != (empty / "a.geojson").read_bytes()


def test_many_exports_keep_what_is_needed_and_no_more(empty, workspace, opened, exported):
    for number in range(26):
        draw(workspace, [number])
        exported(workspace)
    with Workspace.open(workspace, writable=False) as known:
        count = sum(1 for _ in known.database.rows("SELECT number FROM exports"))
    assert count == 20
    keep(empty, [0, 26])  # the box of the last export
    assert opened(empty).conflicts == []
    assert annotations(workspace) == 2
    with Workspace.open(workspace, writable=False) as known:
        assert not list(known.database.rows("SELECT number FROM exports"))
