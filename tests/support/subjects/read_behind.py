"""Campaigns that are large enough to be read behind, and what is in their workspaces."""

import json

from qgis.core import QgsFeedback
from scaneo_bridge.core.campaign.merging.unread_images import read_images
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.workspace.workspace import Workspace
from support.files.stamps import settle
from support.folders import write_files
from support.geojson import LABELS, classification, collection, detection, segmentation
from support.images import write_image

COUNT = 30
WEST, STEP = 2.0, 0.6  # degrees: an image is 0.5 wide


def box(number):
    """A box on the image of that number: south, west, north, east."""
    west = WEST + STEP * number
    return 41.2, west + 0.1, 41.6, west + 0.3


def ring(number):
    west = WEST + STEP * number
    return [[west + 0.1, 41.1], [west + 0.3, 41.1], [west + 0.2, 41.3], [west + 0.1, 41.1]]


def name(number):
    return f"{number:03}.tif"


def annotated(number):
    """A file with an annotation of each task, an unknown member, and a task that nobody knows."""
    other = {"type": "Feature", "geometry": None, "properties": {"task": "depth", "label": "x"}}
    return collection(
        classification("water"),
        detection("urban", box(number), id=number),
        segmentation("field", ring(number)),
        other,
        name=f"image {number}",
    )


def write_many(folder, count=COUNT, plain=False):
    """Images side by side. If not all are ``plain``, one of each odd kind is among them: 001 is
    verified empty, 002 has no file, 003 is broken, 004 lies nobody knows where, 005 has a label
    that nobody lists, and 006 a world file."""
    for number in range(count):
        grid = (WEST + STEP * number, 0.05, 0.0, 42.0, 0.0, -0.1)
        is_odd = number == 4 and not plain
        write_image(folder / name(number), crs=None if is_odd else "EPSG:4326", grid=grid)
    files = {f"{number:03}.geojson": annotated(number) for number in range(count)}
    if not plain:
        files["001.geojson"] = b'{"type": "FeatureCollection", "features": [ ]}'
        del files["002.geojson"]
        files["003.geojson"] = b'{"type": "FeatureCollection", "features": ['
        files["005.geojson"] = collection(detection("glacier", box(5)))
        files["006.tfw"] = b"0.05\n0\n0\n-0.1\n5.6\n41.95\n"
    write_files(folder, {"spai.json": LABELS, "orphan.geojson": collection(), **files})
    settle(folder)
    return folder


def begin(folder, **how):
    """Opens a folder as the dock does."""
    return open_campaign(folder, None, QgsFeedback(), reads_behind=True, **how)


def unread(workspace):
    with Workspace.open(workspace, writable=False) as opened:
        return [image.path for image in opened.unread()]


def read_some(workspace, *names):
    """Reads images, as the dock does behind; all that are unread, where none are named."""
    with Workspace.open(workspace) as opened:
        names = names or [image.path for image in opened.unread()]
        return read_images(opened, names, QgsFeedback())


_TABLES = {
    "images": "path, geojson, state, flagged, hex(geom)",
    "files": "path, size, time, changed, inode, device, hex(content)",
    "problems": "path, place, what, mend, severity",
    "image_files": "path, size, time, inode, device, sample",
    "image_beside": "path, look",
    "labels": "name, color",
    "changes": "image",
    "unread": "path",
    "unsaved": "task, content",
    **dict.fromkeys(
        ("classification", "detection", "segmentation"),
        "image, label, origin, place & 67108863, hex(geom)",
    ),
}


def everything(workspace):
    """What is in a workspace's tables, whatever the order in which it came there."""
    found = {}
    with Workspace.open(workspace, writable=False) as opened:
        for table, columns in _TABLES.items():
            rows = []
            if opened.database.has_table(table):
                quoted = ", ".join(f"quote({one})" for one in columns.split(", "))
                for row in opened.database.rows(f"SELECT json_array({quoted}) FROM {table}"):
                    rows.append(tuple(json.loads(row.GetFieldAsString(0))))
            found[table] = sorted(rows)
    return found
