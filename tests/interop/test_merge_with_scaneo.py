"""One image edited in the real SCANEO and in QGIS at the same time: both are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from interop.campaigns import LABELS, WEST, add_in_scaneo, annotated, make_in_scaneo, write_images
from interop.editor import Editor, area, box, whole
from interop.scaneo_server import ScaneoServer
from interop.trip import arrive
from qgis.core import QgsFeedback
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign
from scaneo_bridge.core.campaign.merging.folder_merge import OpenConflicts
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.campaign.workspaces.conflicts import read_conflicts, resolve_conflicts
from scaneo_bridge.core.formats.scaneo.merge.side import Side
from scaneo_bridge.core.formats.scaneo.merge.similarity import is_same_content

pytestmark = [pytest.mark.interop, pytest.mark.usefixtures("qgis_new_project")]

OUR_BOX = box("water", 41.31, 2.11, 41.35, 2.15)
THEIR_BOX = box("field", 41.61, 2.11, 41.65, 2.15)
THEIR_AREA = area("field", [[[2.31, 41.51], [2.33, 41.51], [2.33, 41.53], [2.31, 41.51]]])


class Both:
    """A campaign that is open in SCANEO and in QGIS."""

    def __init__(self, scaneo: ScaneoServer, folder: Path) -> None:
        self.scaneo = scaneo
        self.folder = folder
        write_images(folder)
        found = {image: those for image, those in annotated().items() if those}
        self.campaign = make_in_scaneo(scaneo, folder, LABELS, found)
        self.editor = Editor(folder, scaneo.snapshot(self.campaign))

    @property
    def image(self) -> int:
        """SCANEO's number of the western image."""
        numbers = {one["path"]: one["id"] for one in self.scaneo.images(self.campaign)}
        return int(numbers[WEST])

    def delete_there(self, task: str, label: str) -> None:
        """Deletes the newest annotation of a task and label in SCANEO."""
        found = self.scaneo.annotations(self.image)
        self.scaneo.delete(
            next(one["id"] for one in found if (one["type"], one["value"]) == (task, label))
        )


@pytest.fixture
def both(scaneo: ScaneoServer, tmp_path: Path) -> Both:
    return Both(scaneo, tmp_path / "campaign")


@pytest.mark.parametrize("door", ["open", "export"])
def test_edits_of_one_image_in_both_are_all_there(both: Both, door: str) -> None:
    scaneo, editor = both.scaneo, both.editor
    with editor.editing():
        editor.add(WEST, OUR_BOX)
        editor.relabel(WEST, editor.first(WEST, "segmentation"), "urban")
        editor.delete(WEST, whole("urban"))
    for new in (THEIR_BOX, THEIR_AREA, whole("field")):
        add_in_scaneo(scaneo, both.image, new)
        editor.wanted[WEST].append(new)
    both.delete_there("detection", "water")
    editor.wanted[WEST].remove(box("water", 41.7, 2 + 0.1 / 3, 41.9, 2.4))
    scaneo.export(both.campaign)
    if door == "open":
        opened = open_campaign(both.folder, editor.opened.workspace.path, QgsFeedback())
        assert (list(opened.conflicts), list(opened.edited)) == ([], [WEST])
        assert "west.geojson" in opened.merged
        editor.check()
    editor.export()
    arrive(scaneo, both.folder, editor.wanted)


def test_what_qgis_exported_before_scaneo_writes_over_it_is_asked(both: Both) -> None:
    """SCANEO has read the folder once: what it writes is without the export of QGIS."""
    scaneo, editor = both.scaneo, both.editor
    with editor.editing():
        editor.add(WEST, OUR_BOX)
    editor.export()
    add_in_scaneo(scaneo, both.image, THEIR_BOX)
    scaneo.export(both.campaign)
    workspace = editor.opened.workspace.path
    assert open_campaign(both.folder, workspace, QgsFeedback()).conflicts == ["west.geojson"]
    editor.check()
    (conflict,) = read_conflicts(workspace, QgsFeedback()).images
    assert conflict.conflict.ours is not None and conflict.conflict.theirs is None
    resolve_conflicts(workspace, {conflict: Side.OURS}, QgsFeedback())
    editor.wanted[WEST].append(THEIR_BOX)
    editor.export()
    arrive(scaneo, both.folder, editor.wanted)


def test_a_trip_through_scaneo_changes_nothing_for_an_edit_that_waits(both: Both) -> None:
    """It writes each feature anew, and in reverse."""
    scaneo, editor = both.scaneo, both.editor
    with editor.editing():
        for task in ("classification", "detection", "segmentation"):
            editor.relabel(WEST, editor.first(WEST, task), f"new {task}")
    scaneo.export(scaneo.import_folder(both.folder))
    (file, _) = sorted(editor.export().files, key=lambda one: one.path, reverse=True)
    assert (file.path, file.added, file.changed, file.deleted) == ("west.geojson", 0, 3, 0)
    arrive(scaneo, both.folder, editor.wanted)


@pytest.mark.parametrize("side", [Side.OURS, Side.THEIRS])
def test_what_was_deleted_there_and_changed_here_is_asked(both: Both, side: Side) -> None:
    scaneo, editor = both.scaneo, both.editor
    sought = box("water", 41.7, 2 + 0.1 / 3, 41.9, 2.4)
    with editor.editing():
        changed = editor.relabel(WEST, sought, "field")
    both.delete_there("detection", "water")
    scaneo.export(both.campaign)
    workspace = editor.opened.workspace.path
    with pytest.raises(OpenConflicts):
        export_campaign(workspace, None, QgsFeedback())
    (conflict,) = read_conflicts(workspace, QgsFeedback()).images
    assert conflict.conflict.theirs is None
    assert conflict.conflict.ours is not None and conflict.conflict.ours.label == "field"
    assert not is_same_content(conflict.conflict.base, conflict.conflict.ours)
    resolve_conflicts(workspace, {conflict: side}, QgsFeedback())
    if side is Side.THEIRS:
        editor.wanted[WEST].remove(changed)
    editor.export()
    arrive(scaneo, both.folder, editor.wanted)
