"""Colours and everything else in spai.json, from the folder into the project and back, letter by
letter."""

import json
from contextlib import contextmanager

import pytest
from qgis.core import QgsFeedback
from scaneo_bridge.core.base.colors import PALETTE
from scaneo_bridge.core.base.model import Label
from scaneo_bridge.core.campaign.annotators.merge_campaigns import merge_campaigns
from scaneo_bridge.core.campaign.annotators.merge_plan import MergePlan
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.formats.scaneo.union.disagreements import Keep
from scaneo_bridge.core.qgis.editing.edit_commands import label_commands as label_deeds
from scaneo_bridge.core.workspace.geopackage.database import Database
from scaneo_bridge.core.workspace.workspace import Workspace
from support.editing import open_editing
from support.files.older import make_version_3
from support.folders import snapshot, write_files
from support.geojson import collection, detection
from support.images import write_image

BY_HAND = b"""{
  "version": 1.0,
  "labels": [
    {"name": "snow", "color": "#fff"},
    {"color": "rgb(120, 80, 20)", "name": "mud", "id": 7e0},
    "water",
    {"name": "glass", "color": "#0048F080", "note": {"a": [1.50]}},
    {"name": "poppy", "color": "Red"},
    {"name": "var", "color": "var(--x)"}
  ]
}
"""


@pytest.fixture
def folder(campaign):
    return campaign({"a.geojson": collection(detection("snow"), detection("glass")),
                     "spai.json": BY_HAND}, ["a.tif"])  # fmt: skip


@contextmanager
def editing(workspace):
    """The campaign's labels, edited and then saved."""
    with open_editing(workspace) as opened:
        yield opened
        opened.save()


def spai_of(folder):
    return (folder / "spai.json").read_bytes()


def test_labels_are_shown_in_the_colours_of_the_page(workspace):
    with Workspace.open(workspace) as opened:
        shown = {label.name: label.color for label in opened.labels()}
    ours = {shown.pop("var"), shown.pop("water")}  # one that only the page knows, a bare word
    assert len(ours) == 2 and not ours & set(shown.values())
    assert shown == {"snow": "#ffffff", "mud": "#785014", "glass": "#0048f0", "poppy": "#ff0000"}


def test_one_new_label_is_one_new_entry(folder, workspace, exported):
    with editing(workspace) as opened:
        label_deeds.add_label(opened, Label("boat", "#123456"))
    exported(workspace)
    new = b'"var(--x)"},\n    {"name": "boat", "color": "#123456"}\n'
    assert spai_of(folder) == BY_HAND.replace(b'"var(--x)"}\n', new)


def test_what_is_done_to_one_label_leaves_the_others(folder, workspace, exported):
    with editing(workspace) as opened:
        label_deeds.recolor_label(opened, "snow", "#eeeeee")
        label_deeds.rename_label(opened, "glass", "window")
        label_deeds.rename_label(opened, "window", "pane")
        label_deeds.delete_label(opened, "poppy")
        opened.history.undo()
    with editing(workspace) as opened:  # QGIS was closed in between
        label_deeds.rename_label(opened, "pane", "lens")
    exported(workspace)
    assert spai_of(folder) == BY_HAND.replace(b"#fff", b"#eeeeee").replace(b"glass", b"lens")
    before = snapshot(folder)
    assert not exported(workspace).files
    assert snapshot(folder) == before


def test_a_label_that_is_used_and_not_listed_is_added_alone(folder, opened, exported):
    path = opened(folder).workspace.path
    features = [detection("snow"), detection("ice", (41.4, 2.1, 41.5, 2.2))]
    write_files(folder, {"a.geojson": collection(*features)})
    opened(folder)
    with editing(path) as opened_again:
        label_deeds.recolor_label(opened_again, "mud", "#000000")
    exported(path)
    after = json.loads(spai_of(folder))["labels"]
    assert after[-1]["name"] == "ice"
    assert after[:-1] == [
        {**one, "color": "#000000"} if isinstance(one, dict) and one["name"] == "mud" else one
        for one in json.loads(BY_HAND)["labels"]
    ]


def test_what_others_write_in_other_words_is_no_recolouring(folder, workspace, opened, exported):
    """Both sides edited the list: theirs is taken, word by word, with what is new here."""
    with editing(workspace) as opened_here:
        label_deeds.add_label(opened_here, Label("boat", "#123456"))
    theirs = BY_HAND.replace(b'"#fff"', b'"white"').replace(b"1.0", b"2.0")
    (folder / "spai.json").write_bytes(theirs)
    assert not opened(folder).conflicts
    exported(workspace)
    new = b'"var(--x)"},\n    {"name": "boat", "color": "#123456"}\n'
    assert spai_of(folder) == theirs.replace(b'"var(--x)"}\n', new)


def test_a_merge_of_campaigns_takes_each_label_in_its_own_words(folder, tmp_path):
    other = write_files(tmp_path / "other", {
        "spai.json": {"labels": [{"name": "poppy", "color": "#f00"},
                                 {"name": "sand", "color": "wheat", "id": 9}]},
        "a.geojson": collection(detection("sand", (41.4, 2.1, 41.5, 2.2))),
    })  # fmt: skip
    write_image(other / "a.tif")
    for target in (folder, tmp_path / "out"):
        plan = MergePlan([folder, other], target, keep=Keep.BOTH)
        assert not merge_campaigns(plan, QgsFeedback()).conflict_count
    new = b'"var(--x)"},\n    {"name": "sand", "color": "wheat", "id": 9}\n'
    merged = BY_HAND.replace(b'"var(--x)"}\n', new)
    assert spai_of(folder) == merged
    # What SCANEO stops on goes to no new folder.
    with Workspace.open(open_campaign(folder, None, QgsFeedback()).workspace.path) as opened:
        water = next(label for label in opened.labels() if label.name == "water")
    assert spai_of(tmp_path / "out") == merged.replace(
        b'"water"', f'{{"name": "water", "color": "{water.color}"}}'.encode()
    )


def test_another_folder_gets_the_same_bytes(folder, workspace, tmp_path):
    export_campaign(workspace, tmp_path / "out", QgsFeedback())
    assert spai_of(tmp_path / "out") == BY_HAND


def test_colours_as_an_earlier_version_kept_them_are_no_edit(folder, workspace, exported):
    with Workspace.open(workspace) as opened, opened.database.transaction():
        opened.database.execute("UPDATE labels SET color = '#FFFFFF' WHERE name = 'snow'")
    open_campaign(folder, None, QgsFeedback())
    assert not exported(workspace).files
    assert spai_of(folder) == BY_HAND


def test_a_workspace_of_an_earlier_version_recolours_nothing(folder, workspace, exported):
    """0.1.0 showed what is not #rrggbb in colours of its own; what people chose there stays."""
    make_version_3(workspace)
    with Database.open(workspace) as database, database.transaction():
        spare = dict(zip(["snow", "mud", "glass", "poppy", "var"], PALETTE))
        for name, color in spare.items():
            database.execute("UPDATE labels SET color = ? WHERE name = ?", color, name)
        database.execute("UPDATE labels SET color = '#123456' WHERE name = 'mud'")
        # A bare word was no label to it: that is no deletion.
        database.execute("DELETE FROM labels WHERE name = 'water'")
        database.execute("ALTER TABLE images DROP COLUMN flagged")
        database.execute("UPDATE campaign SET version = 2")
    open_campaign(folder, None, QgsFeedback())
    exported(workspace)
    assert spai_of(folder) == BY_HAND.replace(b"rgb(120, 80, 20)", b"#123456")
