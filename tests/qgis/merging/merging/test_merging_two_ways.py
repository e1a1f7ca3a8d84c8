"""What others changed is merged in one way, whoever asks: the dock, which opens the campaign again
before an export, and Processing, where the export does it. Both do here what they do to folders
that are alike."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any

import pytest
from qgis.core import QgsFeedback
from scaneo_bridge.core.base.model import Label
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign
from scaneo_bridge.core.campaign.file_changes import ChangedOnDisk
from scaneo_bridge.core.campaign.merging.folder_merge import OpenConflicts, changed_files
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.workspace.workspace import Workspace
from support.campaign import FIELD, FILES, URBAN
from support.folders import contents, write_files
from support.geojson import as_bytes, collection, detection, spai
from support.images import write_image
from support.layers import add, delete, relabel, set_labels
from support.subjects.merging import (
    FAR,
    labels_of,
    relabelled,
    reversed_with_new,
    with_new,
    without,
)

A, B, C = "a.geojson", "2024/b.geojson", "c.geojson"


@dataclass
class Outcome:
    """What one way makes of a folder and its workspace, and what it tells."""

    where: tuple[Any, Any]
    files: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, Any] = field(default_factory=dict)
    edited: list[str] = field(default_factory=list)
    states: dict[str, str] = field(default_factory=dict)
    labels: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    refused: bool = False
    told: list[tuple[str, str]] = field(default_factory=list)

    def differs(self, other):
        """The names of what is not the same."""
        names = {one.name for one in fields(self)} - {"where"}
        return {name for name in names if getattr(self, name) != getattr(other, name)}


def told_of(problems):
    return sorted({(one.path, str(one.what)) for one in problems})


def look_at(outcome):
    """Adds what is there afterwards."""
    folder, workspace = outcome.where
    outcome.files = contents(folder)
    with Workspace.open(workspace, writable=False) as known:
        for image in known.images():
            outcome.rows[image.path] = [
                (row.fid, one.task, one.label, one.wkb, one.feature_index)
                for row in known.annotations(image.path)
                for one in [row.annotation]
            ]
        outcome.edited = sorted(known.changes())
        outcome.states = {image: state.value for image, state in known.states().items()}
        outcome.labels = [label.name for label in known.labels()]
    return outcome


def by_dock(folder, workspace):
    """As `ui/export/taking_over.py`: opened again if a file changed; then nothing is merged."""
    outcome = Outcome((folder, workspace))
    problems = []
    if changed_files(workspace):
        opened = open_campaign(folder, workspace, QgsFeedback())
        outcome.merged, outcome.conflicts = [*opened.merged], [*opened.conflicts]
        problems += opened.problems
    if not outcome.conflicts:
        try:
            problems += export_campaign(workspace, None, QgsFeedback(), merge=False).problems
        except ChangedOnDisk:
            outcome.refused = True
        outcome.told = told_of(problems)
    return look_at(outcome)


def by_processing(folder, workspace):
    outcome = Outcome((folder, workspace))
    try:
        done = export_campaign(workspace, None, QgsFeedback())
        outcome.merged, outcome.told = [*done.merged], told_of(done.problems)
    except OpenConflicts as error:
        outcome.conflicts = error.conflicts.paths
    except ChangedOnDisk:
        outcome.refused = True
    return look_at(outcome)


@pytest.fixture
def both(tmp_path):
    """Does deeds to two campaigns that are alike, and answers what the two ways make of it."""

    def run(*deeds, files=FILES):
        outcomes = []
        for way in (by_dock, by_processing):
            folder = write_files(tmp_path / way.__name__ / "campaign", files)
            for number, image in enumerate(("a.tif", "2024/b.tif", "c.tif")):
                write_image(folder / image, value=number)
            workspace = open_campaign(folder, None, QgsFeedback()).workspace.path
            for deed in deeds:
                deed(folder, workspace)
            outcomes.append(way(folder, workspace))
        return outcomes

    return run


# What others do, and what is done here


def they(edit, name=A):
    def deed(folder, workspace):
        content = json.loads((folder / name).read_bytes())
        features = edit(content["features"])
        (folder / name).write_bytes(as_bytes({**content, "features": features}, indent=1))

    return deed


def they_write(name, content):
    return lambda folder, workspace: write_files(folder, {name: content}) and None


def they_delete(name):
    return lambda folder, workspace: (folder / name).unlink()


def they_move(old, new):
    return lambda folder, workspace: shutil.move(folder / old, folder / new) and None


def we(edit, *values, task="detection", image="a.tif"):
    return lambda folder, workspace: edit(workspace, task, image, *values) and None


def we_color(folder, workspace):
    set_labels(workspace, Label("water", "#123456"), URBAN, FIELD)


def we_open(folder, workspace):
    open_campaign(folder, workspace, QgsFeedback())


def we_export(folder, workspace):
    export_campaign(workspace, None, QgsFeedback())


def we_export_before_they_read(edit):
    """They write a file anew as they had read it before an export of ours."""

    def deed(folder, workspace):
        stale = (folder / A).read_bytes()
        we_export(folder, workspace)
        (folder / A).write_bytes(stale)
        they(edit)(folder, workspace)

    return deed


def in_order(*deeds):
    def deed(folder, workspace):
        for one in deeds:
            one(folder, workspace)

    return deed


def as_it_is(features):
    return features


def signed(features):
    features[1]["properties"]["by"] = "a colleague"
    return features


def moved_a_bit(features):
    features[1] = detection("urban", (41.11, 2.11, 41.21, 2.31))
    return [features[3], *features[:3]]


def twice_the_same(features):
    return [*features, features[1]]


def a_folder_in_its_place(folder, workspace):
    (folder / A).unlink()
    (folder / A).mkdir()


def another_picture(image):
    def deed(folder, workspace):
        write_image(folder / image, grid=(2.0, 0.05, 0.0, 42.0, 0.0, -0.1), value=77)

    return deed


OURS = we(relabel, "water")
OTHER = we(relabel, "water", image="2024/b.tif")
ONE = as_bytes(collection(detection("field")))
NONE = as_bytes(collection())

SAME: dict[str, Callable[..., None]] = {
    "nothing": in_order(),
    "here": OURS,
    "there": they(with_new),
    "there, in another order": they(reversed_with_new),
    "there, only its layout": they(as_it_is),
    "there, only a member": they(signed),
    "there, moved a bit": they(moved_a_bit),
    "there, deleted": they(without(1)),
    "there, a duplicate": they(twice_the_same),
    "there, emptied": they_write(A, NONE),
    "there, all else": they_write(A, ONE),
    "there, and another image here": in_order(they(reversed_with_new), OTHER),
    "there, only a member, and another image here": in_order(they(signed), OTHER),
    "both": in_order(OURS, they(reversed_with_new)),
    "both, the same": in_order(OURS, they(relabelled(1, "water"))),
    "both, a member": in_order(OURS, they(signed)),
    "both, and another image": in_order(OURS, they(with_new), they(without(2), B)),
    "deleted here, new there": in_order(we(delete), they(with_new)),
    "conflict": in_order(OURS, they(relabelled(1, "field"))),
    "conflict, deleted there": in_order(OURS, they(without(1))),
    "conflict, deleted here": in_order(we(delete), they(relabelled(1, "field"))),
    "stale": in_order(OURS, we_export_before_they_read(with_new)),
    "stale, after we deleted": in_order(we(delete), we_export_before_they_read(with_new)),
    "written here, then there": in_order(OURS, we_export, they(reversed_with_new)),
    "a file for an image without": they_write(C, ONE),
    "a file for an image without, edited": in_order(
        we(add, image="c.tif"), they_write(C, as_bytes(collection(detection("field", FAR))))
    ),
    "labels there": they_write("spai.json", spai(water="#111111", urban="#222222")),
    "labels there, and an edit": in_order(
        OURS, they_write("spai.json", spai(field="#111111", water="#0048f0", urban="#222222"))
    ),
    "labels, conflict": in_order(OURS, we_color, they_write("spai.json", spai(water="#111111"))),
    "labels, both": in_order(
        we_color, they_write("spai.json", spai(water="#0048f0", urban="#222222", field="#f2c14e"))
    ),
    "broken": they_write(A, b"{"),
    "broken, and another image here": in_order(they_write(A, b"{"), OTHER),
    "can't be read, edited": in_order(OURS, a_folder_in_its_place),
    "renamed, edited": in_order(OURS, they_move("a.tif", "z.tif"), they_move(A, "z.geojson")),
    "renamed, edited, and changed": in_order(
        OURS, they(with_new), they_move("a.tif", "z.tif"), they_move(A, "z.geojson")
    ),
    "replaced, edited, and changed": in_order(OURS, they(with_new), another_picture("a.tif")),
}


@pytest.mark.parametrize("what", SAME)
def test_both_ways_come_to_the_same(both, what):
    dock, processing = both(SAME[what])
    assert dock.differs(processing) == set()


# Where they differ: what an export leaves alone, opening the campaign shows to people


def new_image(folder, workspace):
    write_image(folder / "new.tif", value=88)
    write_files(folder, {"new.geojson": ONE})


DIFFERENT: dict[str, tuple[Callable[..., None], set[str]]] = {
    # Nobody sees what Processing writes: it does not write again what somebody has deleted.
    "gone": (they_delete(A), {"files", "told", "refused"}),
    "gone, edited": (in_order(OURS, they_delete(A)), {"files", "edited", "told", "refused"}),
    "no labels any more": (
        in_order(OURS, they_delete("spai.json")),
        {"files", "edited", "told", "refused"},
    ),
    # It reads no images, unless edits would go to the wrong one.
    "a new image": (in_order(they(with_new), new_image), {"rows", "states"}),
    "renamed": (
        in_order(they_move("a.tif", "z.tif"), they_move(A, "z.geojson")),
        {"rows", "states", "refused"},
    ),
    # One that is refused leaves the workspace as it was.
    "conflict, and another image": (
        in_order(OURS, they(relabelled(1, "field")), they(with_new, B)),
        {"rows", "merged"},
    ),
    # It tells of what it would have written, and once; opening of all that is shown.
    "can't be read": (in_order(they(with_new, B), a_folder_in_its_place), {"told"}),
    "broken, edited": (in_order(OURS, they_write(A, b"{")), {"told"}),
    "an image that is gone": (in_order(OURS, they(with_new), they_delete("a.tif")), {"told"}),
}


@pytest.mark.parametrize("what", DIFFERENT)
def test_what_an_export_leaves_alone_comes_with_opening(both, what):
    deed, names = DIFFERENT[what]
    dock, processing = both(deed)
    assert dock.differs(processing) == names
    assert processing.refused is ("refused" in names)
    we_open(*processing.where)
    after = by_dock(*processing.where)
    assert after.differs(dock) <= {"merged", "told"}


def test_a_broken_file_of_an_image_without_annotations_is_stored_by_opening_only(both):
    """Its problem is one of the campaign's then; an export tells it as of other broken files."""
    dock, processing = both(they_write(A, b"{"), files={**FILES, A: NONE})
    assert dock.differs(processing) == {"merged", "told"}
    assert (dock.merged, processing.merged) == ([A], [])
    for outcome in (dock, processing):
        ((path, what),) = outcome.told
        assert path == A and "cut off" in what
    assert by_dock(*processing.where).told == dock.told


@pytest.mark.parametrize("way", ["open", "export"])
def test_opening_notes_how_a_file_looks_that_was_only_touched(
    folder, workspace, opened, exported, way
):
    """So it is not read again; an export, which may be cancelled, notes only what it merges."""
    for name, data in FILES.items():
        (folder / name).unlink()
        (folder / name).write_bytes(data)
        os.utime(folder / name, (1, 1))
    opened(folder) if way == "open" else exported(workspace)
    with Workspace.open(workspace, writable=False) as known:
        times = {known.stamps()[name].time for name in FILES}
    assert times == {10**9} if way == "open" else 10**9 not in times


# What neither does any more


def test_a_broken_file_that_was_mended_is_taken_over(both):
    """An export refused it: what it had read could not be compared with it."""
    dock, processing = both(they_write(A, FILES[A]), files={**FILES, A: b"{"})
    assert dock.differs(processing) == set()
    assert (processing.merged, processing.refused, len(processing.rows["a.tif"])) == ([A], False, 4)


def test_a_file_that_came_back_can_be_edited_and_exported(both):
    dock, processing = both(they_move(A, "away"), we_open, they_move("away", A), OURS)
    assert dock.differs(processing) == set()
    for outcome in (dock, processing):
        assert (outcome.refused, outcome.edited) == (False, [])
        assert labels_of(outcome.where[0], "detection") == ["field", "water"]


@pytest.mark.parametrize("is_edited", [False, True])
def test_a_broken_file_is_told_once_where_the_campaign_goes_elsewhere(
    folder, workspace, exported, tmp_path, is_edited
):
    if is_edited:
        OURS(folder, workspace)
    write_files(folder, {A: b"{"})
    told = [one for one in exported(workspace, tmp_path / "out").problems if one.path == A]
    assert len(told) == 1 and "the workspace's version is shown" in told[0].what
