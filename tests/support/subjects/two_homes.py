"""What the tests of a campaign with several workspaces share."""

from scaneo_bridge.core.workspace.workspace import Workspace
from support.editing import sql

NEAR = (41.2, 2.1, 41.3, 2.2)


def draw(workspace, box, label="water", image="a.tif"):
    """Adds a box."""
    south, west, north, east = box
    ring = f"{west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}"
    shape = f"AsGPB(GeomFromText('POLYGON(({ring}))', 4326))"
    sql(
        workspace,
        f"INSERT INTO detection (geom, image, label) VALUES ({shape}, '{image}', '{label}')",
    )


def relabel(workspace, old, new, image="a.tif", task="detection"):
    sql(workspace, f"UPDATE {task} SET label = '{new}' WHERE label = '{old}' AND image = '{image}'")


def delete(workspace, label, image="a.tif"):
    sql(workspace, f"DELETE FROM detection WHERE label = '{label}' AND image = '{image}'")


def boxes(workspace, image="a.tif"):
    """The labels of an image's boxes."""
    with Workspace.open(workspace, writable=False) as opened:
        rows = [row.annotation for row in opened.annotations(image)]
    return sorted(one.label for one in rows if one.task.value == "detection")


def told(opened, *words):
    """The problems that have all these words."""
    return [one for one in opened.problems if all(word in str(one) for word in words)]
