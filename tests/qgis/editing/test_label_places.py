"""A label's place in spai.json is its class code for what trains on the folder."""

import json

import processing
import pytest
from qgis.core import QgsApplication, QgsProcessingFeedback
from qgis.PyQt.QtGui import QIcon
from scaneo_bridge.core.algorithms.provider import ScaneoProvider
from scaneo_bridge.core.campaign.checking.check_campaign import check_workspace
from scaneo_bridge.core.campaign.label_edits import BadLabel
from scaneo_bridge.core.qgis.editing.edit_commands import label_commands as label_deeds
from scaneo_bridge.core.qgis.editing.edit_commands.mending import mend_annotations
from scaneo_bridge.ui.work.bar_messages import preview_notes
from support.campaign import RED
from support.editing import open_editing
from support.folders import write_files
from support.geojson import classification, collection, spai

pytest_plugins = ["support.desk.fixtures"]


def names(folder):
    return [one["name"] for one in json.loads((folder / "spai.json").read_bytes())["labels"]]


def saved(workspace, *edits):
    with open_editing(workspace) as editing:
        for edit in edits:
            edit(editing)
        editing.save()


def test_an_export_says_once_that_labels_are_moved(folder, workspace, exported, previewed):
    saved(workspace, lambda editing: label_deeds.move_label(editing, "field", 0))
    preview = previewed(workspace)
    assert preview.reindexed == ["water", "urban", "field"]
    assert "3 labels get another place" in " ".join(preview_notes(preview))
    assert exported(workspace).reindexed == preview.reindexed
    assert names(folder) == ["field", "water", "urban"]
    assert not exported(workspace).reindexed


def test_new_recoloured_and_renamed_labels_move_none(workspace, exported):
    saved(
        workspace,
        lambda editing: label_deeds.add_label(editing, RED),
        lambda editing: label_deeds.rename_label(editing, "water", "sea"),
        lambda editing: label_deeds.recolor_label(editing, "urban", "#000000"),
    )
    assert exported(workspace).reindexed == []


@pytest.fixture
def stable(workspace):
    with open_editing(workspace) as editing:
        editing.palette.keeps_positions = True
        yield editing


def test_where_places_are_kept_nothing_moves_a_label(stable):
    before = stable.palette.labels
    for action in (
        lambda: label_deeds.move_label(stable, "field", 0),
        lambda: label_deeds.delete_label(stable, "water"),
        lambda: label_deeds.merge_label(stable, "urban", "field"),
    ):
        with pytest.raises(BadLabel, match="another place"):
            action()
    assert stable.palette.labels == before and not stable.is_modified


def test_where_places_are_kept_all_else_goes(stable):
    label_deeds.add_label(stable, RED)
    label_deeds.rename_label(stable, "water", "sea")
    label_deeds.delete_label(stable, "red")
    label_deeds.merge_label(stable, "field", "urban")
    assert stable.palette.names == ["sea", "urban"]


def test_where_places_are_kept_a_mend_moves_none(folder, opened, feedback):
    write_files(folder, {"spai.json": spai(water="#000000", Water="#111111", field="#222222")})
    workspace = opened(folder).workspace.path
    findings = [one for one in check_workspace(workspace, feedback).findings
                if one.rule.id == "label-alike"]  # fmt: skip
    assert findings
    with open_editing(workspace) as editing:
        editing.palette.keeps_positions = True
        with pytest.raises(BadLabel, match="another place"):
            mend_annotations(editing, findings)
        assert not editing.is_modified


def test_the_option_is_in_the_menu_and_remembered(start):
    desk = start(files={"a.geojson": collection(classification("water"))})
    palette = desk.dock.page.palette
    desk.dock.page.options.choose(keep_places=True)
    before = desk.palette.names
    palette.moved.emit(before[-1], 0)
    palette.deleted.emit(before[0], None)
    desk.wait()
    assert desk.palette.names == before
    desk.dock.page.options.choose(keep_places=False)
    palette.moved.emit(before[-1], 0)
    desk.wait()
    assert desk.palette.names == [before[-1], *before[:-1]]


@pytest.fixture
def log(qgis_processing):
    class Log(QgsProcessingFeedback):
        def __init__(self):
            super().__init__()
            self.warnings = []

        def pushWarning(self, warning):
            self.warnings.append(warning)

    provider = ScaneoProvider(QIcon())
    QgsApplication.processingRegistry().addProvider(provider)
    yield Log()
    QgsApplication.processingRegistry().removeProvider(provider)


def test_the_algorithms_say_so(folder, workspace, log):
    saved(workspace, lambda editing: label_deeds.delete_label(editing, "water"))
    processing.run("scaneo:exportcampaign", {"WORKSPACE": str(workspace)}, feedback=log)
    (warning,) = log.warnings
    assert warning.endswith("class code: urban, field")
