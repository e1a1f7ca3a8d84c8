"""Campaigns that are edited without any widget; and what a workspace holds by then."""

from contextlib import contextmanager

from osgeo import gdal
from qgis.core import QgsProject
from scaneo_bridge.core.base.model import ImageMark, ImageState
from scaneo_bridge.core.qgis.editing.session import EditSession
from scaneo_bridge.core.qgis.layers import make_layer, style_layer
from scaneo_bridge.core.workspace.summary import read_counts
from scaneo_bridge.core.workspace.workspace import Workspace
from scaneo_bridge.core.workspace.workspace_ref import KINDS, WorkspaceRef
from support.desk.images import in_words

FLAGGED = ImageMark(ImageState.TODO, True)


def saved(workspace):
    """The annotations of a workspace, as another program reads them: task, image and label."""
    with Workspace.open(workspace, writable=False) as opened:
        return sorted(
            (row.annotation.task.value, image, row.annotation.label)
            for image in ["", *opened.states()]
            for row in opened.annotations(image)
        )


def saved_states(workspace):
    """The states and flags that a workspace keeps: "done", or "done flagged"."""
    with Workspace.open(workspace, writable=False) as opened:
        return {path: in_words(*mark) for path, mark in opened.marks().items()}


def set_marks(workspace, **marks):
    """Gives images of a workspace marks, by the names of the files without their ending."""
    with Workspace.open(workspace) as opened, opened.database.transaction():
        for image in opened.marks():
            name = image.rpartition("/")[2].partition(".")[0]
            if name in marks:
                opened.set_mark(image, marks[name])


def unsaved(workspace):
    """What the workspace keeps of open edits: the names of the tasks, and of the labels."""
    with Workspace.open(workspace, writable=False) as opened:
        rows = opened.database.rows("SELECT task FROM unsaved ORDER BY task")
        return [row.GetFieldAsString(0) for row in rows]


def sql(workspace, *statements):
    """Runs statements on the workspace, as the plugin does: its triggers note what they change."""
    with Workspace.open(workspace) as opened, opened.database.transaction():
        for statement in statements:
            opened.database.execute(statement)


@contextmanager
def locked(workspace):
    """Within the block, another program writes to the workspace."""
    other = gdal.OpenEx(str(workspace), gdal.OF_VECTOR | gdal.OF_UPDATE)
    other.StartTransaction()
    other.ExecuteSQL("DELETE FROM labels WHERE 0")
    yield
    other.RollbackTransaction()


@contextmanager
def open_editing(workspace, fault=None):
    """A campaign that is edited without any widget; its layers are in a project of their own."""
    project = QgsProject()
    session = EditSession(
        project, WorkspaceRef.at(workspace), read_counts(WorkspaceRef.at(workspace)), fault
    )
    for kind in KINDS:
        layer = make_layer(WorkspaceRef.at(workspace), workspace.parent, kind)
        style_layer(layer, session.palette.labels)
        project.addMapLayer(layer)
    session.begin()
    try:
        yield session
    finally:  # a project that a failed test leaves would crash QGIS at its end
        for layer in session.layers.values():
            layer.rollBack()
        session.unload()
        project.clear()
