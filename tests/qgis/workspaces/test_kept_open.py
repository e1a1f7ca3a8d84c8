"""What a QGIS has open, and keeps in case it is killed, is kept until it is saved or recovered.

Nobody can tell whether a QGIS on another machine lives. What this one writes meanwhile (a file that
changed, an image that has another name) saves nothing of what may be open over there.
"""

import json

import pytest
from qgis.core import QgsGeometry
from scaneo_bridge.core.base.model import Image, ImageMark, ImageState
from scaneo_bridge.core.campaign.checking.check_campaign import check_workspace
from scaneo_bridge.core.campaign.opening.open_campaign import recover_edits
from scaneo_bridge.core.campaign.restoring.restore_campaign import restore_campaign
from scaneo_bridge.core.campaign.workspaces.conflicts import read_conflicts, resolve_conflicts
from scaneo_bridge.core.formats.scaneo.merge.side import Side
from scaneo_bridge.core.workspace.open_edits import store_open_edits
from scaneo_bridge.core.workspace.workspace import Workspace
from scaneo_bridge.core.workspace.workspace_ref import WorkspaceRef
from support.editing import saved, unsaved
from support.folders import write_files
from support.geojson import LABELS, collection, detection, one_of_each
from support.images import write_image
from support.layers import AREA, BOX_AREA, add, relabel
from support.other_hands import Rows, sql

A, B = "a.tif", "2024/b.tif"
TASKS = ["classification", "detection", "segmentation"]
FILES = {
    "a.geojson": collection(*one_of_each()),
    "2024/b.geojson": collection(*one_of_each()),
    "spai.json": LABELS,
}


def digits(wkt):
    return bytes(QgsGeometry.fromWkt(wkt).asWkb()).hex()


def added(image):
    return {
        task: {
            "added": [[image, "open", digits(BOX_AREA if task == "detection" else AREA)]],
            "changed": {},
            "deleted": [],
        }
        for task in TASKS
    }


@pytest.fixture
def folder(campaign):
    return campaign(FILES)


@pytest.fixture
def kept(workspace):
    """The workspace of the folder, in which somebody on another machine may have edits open."""
    keep(workspace)
    return workspace


def keep(workspace):
    marks = {"marks": {A: [ImageState.SKIPPED.value, True]}}
    store_open_edits(WorkspaceRef.at(workspace), {**added(A), **marks})
    lock = {"user": "ann", "host": "elsewhere", "program": "qgis", "process": "17",
            "since": "2026-01-02 03:04:05 UTC", "started": ""}  # fmt: skip
    file = workspace.parent / ".scaneo_bridge" / f"{workspace.name}.claim"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(lock))


def drawn(workspace):
    """The annotations that were open, as they are saved by now."""
    return [(task, image) for task, image, label in saved(workspace) if label == "open"]


def rename(folder, old, new):
    for suffix in (".tif", ".geojson"):
        (folder / f"{old}{suffix}").rename(folder / f"{new}{suffix}")


def add_image(folder):
    write_image(folder / "new.tif")
    write_files(folder, {"new.geojson": collection(*one_of_each())})


CHANGES = {
    "another file changed": lambda folder: write_files(
        folder, {"2024/b.geojson": collection(*one_of_each()[1:], detection("field"))}
    ),
    "its file changed": lambda folder: write_files(
        folder, {"a.geojson": collection(*one_of_each()[1:], detection("field"))}
    ),
    "another file is gone": lambda folder: (folder / "2024/b.geojson").unlink(),
    "an image is new": add_image,
    "another image is renamed": lambda folder: rename(folder, "2024/b", "2024/c"),
    "an image lies elsewhere": lambda folder: write_image(
        folder / "2024/b.tif", grid=(9.0, 0.01, 0.0, 49.0, 0.0, -0.01)
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_changes_in_the_folder_ends_nothing_that_is_open(folder, kept, opened, change):
    change(folder)
    again = opened(folder)
    assert (again.recovered, again.uncertain_edits.count) == (0, 4)
    assert unsaved(kept) == [*TASKS[:2], "marks", TASKS[2]]
    assert recover_edits(kept) == 4
    assert drawn(kept) == [(task, A) for task in TASKS]


def test_it_goes_along_with_an_image_that_is_renamed(folder, kept, opened):
    rename(folder, "a", "c")
    opened(folder)
    assert recover_edits(kept) == 4
    assert drawn(kept) == [(task, "c.tif") for task in TASKS]
    with Workspace.open(kept, writable=False) as known:
        assert known.mark("c.tif") == ImageMark(ImageState.SKIPPED, flagged=True)


def test_what_was_moved_onto_an_image_that_is_renamed_goes_along(folder, workspace, opened):
    keep(workspace)
    fid = Rows.of(workspace, "detection")[0]["fid"]
    onto_b = {"added": [], "changed": {fid: {"image": B, "label": "open"}}, "deleted": []}
    store_open_edits(WorkspaceRef.at(workspace), {"detection": onto_b})
    rename(folder, "2024/b", "2024/c")
    opened(folder)
    assert recover_edits(workspace) == 1
    assert drawn(workspace) == [("detection", "2024/c.tif")]


@pytest.mark.parametrize("text", ["[]", "{}", "null", '{"added": 3, "changed": {}}', "no JSON"])
def test_what_is_kept_and_can_not_be_read_is_left_as_it_is(kept, text):
    sql(kept, f"UPDATE unsaved SET content = '{text}' WHERE task = 'detection'")
    with Workspace.open(kept) as known, known.database.transaction():
        known.rename_images({B: "c.tif"}, {"c.tif": Image("c.tif", "c.geojson")})
    assert dict(sql(kept, "SELECT task, content FROM unsaved"))["detection"] == text


def test_nor_does_an_export_that_takes_over_what_changed(folder, kept, exported):
    write_files(folder, {"2024/b.geojson": collection(*one_of_each(), detection("field"))})
    sql(kept, "UPDATE detection SET image = NULL WHERE image = 'a.tif' AND label = 'field'")
    keep(kept)
    exported(kept)
    assert recover_edits(kept) == 4 and drawn(kept) == [(task, A) for task in TASKS]


@pytest.mark.parametrize("way", ["open", "export"])
def test_an_annotation_that_others_moved_is_the_one_that_is_being_edited(
    folder, workspace, opened, exported, way
):
    """Its row stays the same, although it has another shape and another index in its file."""
    fid = next(row["fid"] for row in Rows.of(workspace, "detection") if row["image"] == A)
    keep(workspace)
    relabelled = {"added": [], "changed": {fid: {"label": "open"}}, "deleted": []}
    store_open_edits(WorkspaceRef.at(workspace), {"detection": relabelled})
    first, _, area, other = one_of_each()
    moved = detection("urban", (41.11, 2.11, 41.21, 2.31))
    write_files(folder, {"a.geojson": collection(other, first, area, moved)})
    opened(folder) if way == "open" else exported(workspace)
    assert recover_edits(workspace) == 1
    assert drawn(workspace) == [("detection", A)]


def test_nor_a_check_that_finds_images(campaign, opened, feedback):
    workspace = opened(campaign({"a.geojson": FILES["a.geojson"]}, [A])).workspace.path
    sql(workspace, "UPDATE detection SET image = NULL WHERE image = 'a.tif'")
    keep(workspace)
    check_workspace(workspace, feedback)
    assert "" not in {image for _, image, _ in saved(workspace)}
    assert recover_edits(workspace) == 4 and drawn(workspace) == [(task, A) for task in TASKS]


def test_nor_a_conflict_that_is_settled(folder, workspace, feedback):
    relabel(workspace, "detection", A, "water")
    features = one_of_each()
    features[1]["properties"]["label"] = "field"
    write_files(folder, {"a.geojson": collection(*features)})
    keep(workspace)
    (conflict,) = read_conflicts(workspace, feedback).images
    resolve_conflicts(workspace, {conflict: Side.THEIRS}, feedback)
    assert recover_edits(workspace) == 4 and drawn(workspace) == [(task, A) for task in TASKS]


def test_nor_a_restore_that_takes_files_away(campaign, opened, exported, feedback):
    folder = campaign({"a.geojson": FILES["a.geojson"], "spai.json": LABELS})
    workspace = opened(folder).workspace.path
    add(workspace, "detection", B)
    exported(workspace)
    keep(workspace)
    restore_campaign(folder, "", feedback)
    assert not (folder / "2024/b.geojson").exists()
    assert recover_edits(workspace) == 4 and drawn(workspace) == [(task, A) for task in TASKS]


def test_nor_another_program_that_writes_a_table_anew(folder, workspace, opened):
    """Whose coordinates are straightened before what a QGIS that was killed had open is saved."""
    store_open_edits(WorkspaceRef.at(workspace), added(A))
    Rows.of(workspace, "detection").write(workspace, "detection", crs=3857)
    assert opened(folder).recovered == 3
    assert drawn(workspace) == [(task, A) for task in TASKS]
