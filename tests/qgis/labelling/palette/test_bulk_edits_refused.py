"""A change of a label that very many annotations have is cancelled, refused or killed: all is as it
was."""

import pytest
from scaneo_bridge.core.qgis.editing.edit_commands import bulk_edit
from scaneo_bridge.core.workspace.content.kept_rows import KeptRows
from scaneo_bridge.core.workspace.geopackage.database import WorkspaceError
from support.children import child
from support.desk.bulk import COUNTS, WATER
from support.folders import contents

pytest_plugins = ["support.desk.fixtures", "support.desk.bulk"]

DEEDS = ["rename", "merge", "delete"]
LOCK = """
    from osgeo import gdal
    dataset = gdal.OpenEx(str(folder / "scaneo.gpkg"), gdal.OF_VECTOR | gdal.OF_UPDATE)
    dataset.StartTransaction()
    dataset.ExecuteSQL("DELETE FROM labels WHERE 0")
    print("locked", flush=True)
    input()
"""


def is_as_before(many, seen, saved):
    """Nothing was changed, and everything can be done now."""
    assert many.desk.picture == seen and many.saved() == saved and many.agrees()
    assert contents(many.desk.folder) == many.before
    assert many.session.is_editing and not many.is_open
    many.desk.map.box()
    many.desk.wait()
    many.desk.undo()
    return many.desk.picture == seen


def cancel(many):
    many.desk.click(many.desk.dock.widget.progress_panel.cancel)
    many.desk.wait()


@pytest.mark.parametrize("deed", DEEDS)
def test_a_cancelled_one(many, pause, deed):
    seen, saved = many.desk.picture, many.saved()
    many.begin(pause, deed)
    cancel(many)
    assert many.desk.bar.told("Nothing was changed") and is_as_before(many, seen, saved)
    assert many.session.history.count == 0


@pytest.mark.parametrize("deed", DEEDS)
def test_a_cancelled_undo(many, request, deed):
    """Then the step is done still, and can be undone."""
    before = many.desk.picture
    getattr(many, deed)()
    seen, saved = many.desk.picture, many.saved()
    pause = request.getfixturevalue("pause")
    many.desk.layer("detection").undoStack().undo()
    pause.wait()
    cancel(many)
    assert many.desk.bar.told("Nothing was changed")
    assert many.session.history.count == 1 and is_as_before(many, seen, saved)
    pause.go_on()
    many.desk.undo()
    assert many.desk.picture == before and many.agrees()


def test_a_cancelled_redo(many, request):
    many.rename()
    done = many.desk.picture
    many.desk.undo()
    seen, saved = many.desk.picture, many.saved()
    pause = request.getfixturevalue("pause")
    many.desk.layer("detection").undoStack().redo()
    pause.wait()
    cancel(many)
    assert many.session.history.count == 0 and many.desk.picture == seen and many.saved() == saved
    pause.go_on()
    many.desk.redo()
    assert many.desk.picture == done and many.agrees()


def test_the_first_of_two_undone_ones_is_cancelled(many, request):
    """Neither is undone, nor is the flag between them."""
    many.rename("water", "lake")
    many.desk.map.key("F")
    many.rename("lake", "sea")
    seen, saved = many.desk.picture, many.saved()
    pause = request.getfixturevalue("pause")
    many.desk.layer("detection").undoStack().setIndex(0)
    pause.wait()
    cancel(many)
    assert many.desk.picture == seen and many.saved() == saved and many.agrees()
    assert many.session.history.count == 3
    assert many.desk.images.states()["a.tif"] == "todo flagged"


@pytest.mark.parametrize("deed", DEEDS)
def test_another_process_keeps_the_workspace_locked(many, deed):
    seen, saved, stopped = many.desk.picture, many.saved(), []
    for layer in many.session.layers.values():
        layer.editingStopped.connect(lambda: stopped.append("QGIS waits for seconds"))
    other = child(many.desk.folder, LOCK)
    assert other.stdout.readline() == "locked\n"
    getattr(many, deed)()
    assert many.desk.bar.told("Close other programs") and not stopped
    other.communicate("\n")
    assert is_as_before(many, seen, saved)


def test_another_process_keeps_it_locked_as_it_is_undone(many):
    before = many.desk.picture
    many.delete()
    seen, saved = many.desk.picture, many.saved()
    other = child(many.desk.folder, LOCK)
    assert other.stdout.readline() == "locked\n"
    many.desk.undo()
    assert many.desk.bar.told("Close other programs")
    other.communicate("\n")
    assert is_as_before(many, seen, saved)
    many.desk.undo()
    assert many.desk.picture == before and many.agrees()


def test_no_room_for_what_is_removed(many, monkeypatch):
    """What can't be brought back is not deleted."""
    seen, saved = many.desk.picture, many.saved()
    attach = KeptRows.attach

    def attach_full(self, database):
        attach(self, database)
        database.execute("PRAGMA kept.max_page_count = 2")

    monkeypatch.setattr(KeptRows, "attach", attach_full)
    many.delete()
    assert many.desk.bar.told("full") and is_as_before(many, seen, saved)


def test_an_undo_that_the_history_has_forgotten_is_cancelled(many, request):
    """Something else was done before it began: no later undo may begin it again."""
    many.rename()
    seen = many.desk.picture
    pause = request.getfixturevalue("pause")
    many.desk.layer("detection").undoStack().undo()
    with many.session.history.command("in the same turn", outlives_save=True):
        pass
    pause.wait()
    cancel(many)
    pause.go_on()
    assert many.desk.picture == seen
    many.rename("sea", "lake")
    many.desk.undo()
    assert many.desk.picture == seen and many.agrees()


def test_what_can_not_be_counted_at_once_is_done_and_counted_later(many, monkeypatch):
    def refuse(workspace):
        raise WorkspaceError("not now")

    monkeypatch.setattr(bulk_edit, "read_counts", refuse)
    many.rename()
    assert many.counts == {"sea": WATER, "urban": 4} and many.agrees()
    many.desk.undo()
    assert many.counts == COUNTS and many.agrees()


def test_labels_that_keep_their_places(many):
    seen, saved = many.desk.picture, many.saved()
    many.desk.dock.option("Keep the labels' places")
    many.merge()
    assert "another place in spai.json" in many.desk.dock.page.palette.note.text()
    assert is_as_before(many, seen, saved)
    many.rename()
    assert many.counts == {"sea": WATER, "urban": 4}


def test_a_name_that_is_there(many):
    seen, saved = many.desk.picture, many.saved()
    many.rename("water", "urban")
    assert "There is a label “urban” already." in many.desk.dock.page.palette.note.text()
    assert is_as_before(many, seen, saved)


def test_in_the_middle_of_a_drawing(many):
    seen, saved = many.desk.picture, many.saved()
    many.desk.map.pull((2.1, 41.6), (2.2, 41.7))
    many.rename()
    assert many.desk.bar.told("Something is being drawn")
    many.desk.map.release((2.2, 41.7))
    many.desk.undo()
    assert is_as_before(many, seen, saved)
