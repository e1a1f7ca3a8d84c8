"""How far people are with an image, in workspaces of older versions."""

from osgeo import gdal
from scaneo_bridge.core.base.model import ImageMark, ImageState, Task
from scaneo_bridge.core.workspace.workspace import Workspace
from support import layers as edits
from support.editing import FLAGGED, saved, saved_states, set_marks
from support.files.older import make_version_3

pytest_plugins = ["support.desk.fixtures"]


def make_version_2(workspace):
    """Takes away from a workspace what came after version 2; flags are states again."""
    make_version_3(workspace)
    database = gdal.OpenEx(str(workspace), gdal.OF_VECTOR | gdal.OF_UPDATE)
    database.ExecuteSQL("UPDATE images SET state = 'flagged' WHERE flagged = 1")
    database.ExecuteSQL("UPDATE campaign SET version = 2")
    images = database.GetLayerByName("images")
    images.DeleteField(images.GetLayerDefn().GetFieldIndex("flagged"))
    del images, database


def make_version_1(workspace):
    """Takes away from a workspace what came after version 1."""
    make_version_2(workspace)
    database = gdal.OpenEx(str(workspace), gdal.OF_VECTOR | gdal.OF_UPDATE)
    statements = ["DROP TABLE unsaved", "UPDATE campaign SET version = 1"]
    for task in Task:
        for ending in ("insert_fills", "update_fills", *(f"{e}_saved" for e in
                       ("insert", "update", "delete"))):  # fmt: skip
            statements.append(f"DROP TRIGGER {task.value}_{ending}")
    for statement in statements:
        database.ExecuteSQL(statement)
    images = database.GetLayerByName("images")
    images.DeleteField(images.GetLayerDefn().GetFieldIndex("state"))
    del images, database


class TestWorkspaceOfVersion1:
    def test_it_gets_what_came_later(self, folder, workspace, opened):
        edits.relabel(workspace, "detection", "a.tif")
        make_version_1(workspace)
        before = saved_texts(workspace)
        assert opened(folder).edited == ["a.tif"]
        assert saved_texts(workspace) == before
        set_marks(workspace, a=ImageMark(ImageState.DONE, True))
        assert saved_states(workspace) == {"a.tif": "done flagged", "2024/b.tif": "todo"}
        assert opened(folder).annotation_count == 8

    def test_its_new_triggers_work(self, campaign, opened):
        folder = campaign({})
        workspace = opened(folder).workspace.path
        make_version_1(workspace)
        opened(folder)
        set_marks(workspace, a=ImageMark(ImageState.EMPTY))
        edits.add(workspace, "detection", "a.tif")
        assert saved_states(workspace)["a.tif"] == "todo"

    def test_the_dock_works_on_it(self, desktop, tiles, opened):
        workspace = opened(tiles).workspace.path
        make_version_1(workspace)
        desk = desktop.begin(tiles)
        desk.map.box()
        desk.map.keys("DX")
        desk.wait()
        assert list(saved_states(workspace).values()) == ["done", "empty", "todo", "todo"]
        assert saved(workspace) == [("detection", "a.tif", "water")]


class TestWorkspaceOfVersion2:
    """That of 0.1.0, in which a flag was one of the states."""

    def test_one_that_was_flagged_is_to_do_and_flagged(self, folder, workspace, opened):
        set_marks(workspace, a=FLAGGED, b=ImageMark(ImageState.DONE))
        before = saved_texts(workspace)
        make_version_2(workspace)
        opened(folder)
        assert saved_states(workspace) == {"a.tif": "todo flagged", "2024/b.tif": "done"}
        assert saved_texts(workspace) == before

    def test_a_project_of_then_goes_on(self, desktop, tiles, opened):
        make_version_2(opened(tiles).workspace.path)
        desk = desktop.begin(tiles)
        desk.map.box()
        desk.map.keys("FDX")
        desk.wait()
        expected = ["done flagged", "empty", "todo", "todo"]
        assert list(saved_states(tiles / "scaneo.gpkg").values()) == expected


def saved_texts(workspace):
    """The same as `saved`, of a workspace of any version, without bringing it up to date."""
    with Workspace.open(workspace, writable=False) as opened:
        return [
            (task.value, row.GetFID(), row.GetFieldAsString(0), row.GetFieldAsString(1))
            for task in Task
            for row in opened.database.rows(f"SELECT fid, image, label FROM {task.value}")
        ]
