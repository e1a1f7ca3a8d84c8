"""A workspace that is being made is filled by Python's sqlite3: what is in it then is what OGR
would have written."""

import re
import sqlite3
from contextlib import closing

import pytest
from qgis.core import QgsVectorLayer
from scaneo_bridge.core.base.model import Image, ImageMark, ImageState, Problem, Severity
from scaneo_bridge.core.campaign.reading.folder_reader import FolderReader
from scaneo_bridge.core.campaign.reading.folder_rows import FolderRows
from scaneo_bridge.core.workspace.campaign_folder import campaign_folder
from scaneo_bridge.core.workspace.geopackage.database import WorkspaceError
from scaneo_bridge.core.workspace.workspace import Workspace, new_workspace
from support.campaign import FILES
from support.geojson import as_bytes, classification, collection, detection, segmentation

RING = [[2.001, 41.999], [2.003, 41.999], [2.003, 41.997], [2.001, 41.999]]
HOLED = segmentation("urban", RING)
PROBLEM = Problem("a.geojson", "what “ñ”", "mend", "feature 3", Severity.WARNING)
IMAGES = [Image("a.tif", "a.geojson"), Image("2024/b.tif", "2024/b.geojson")]
TABLES = ("classification", "detection", "segmentation", "images", "files", "problems")


@pytest.fixture
def folder(campaign):
    of_all = collection(
        classification(), detection("urban", (41.998, 2.001, 41.999, 2.002)), HOLED, HOLED
    )
    return campaign({**FILES, "a.geojson": as_bytes(of_all)}, ["a.tif", "2024/b.tif"])


@pytest.fixture
def reads(folder):
    """Read once: a moment later, more is known of how a file looks on disk."""
    return list(map(FolderReader(campaign_folder(folder)).read_image, IMAGES))


def fill(rows, reads):
    added = FolderRows(rows)
    for read in reads:
        added.add_read(read)
    added.add_image(Image("later.tif", None), PROBLEM, ImageMark(ImageState.DONE, True))


def tables_of(path):
    """All that is in the tables, the columns in their order; the numbers of indexes have a random
    part."""
    with sqlite3.connect(path) as connection:
        found = {
            name: connection.execute(f"SELECT * FROM {name} ORDER BY fid").fetchall()
            for name in TABLES
        }
        names = connection.execute(
            "SELECT table_name, min_x, min_y, max_x, max_y FROM gpkg_contents ORDER BY 1"
        )
        found["extents"] = names.fetchall()
        for name in ("classification", "detection", "segmentation", "images"):
            query = f"SELECT * FROM rtree_{name}_geom ORDER BY id"
            found[f"index of {name}"] = connection.execute(query).fetchall()
        made = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2")
        found["made"] = made.fetchall()
        extensions = connection.execute("SELECT * FROM gpkg_extensions ORDER BY 1, 3")
        found["extensions"] = extensions.fetchall()
    connection.close()
    for task in TABLES[:3]:
        found[task] = [(*row[:-1], row[-1] & 0x3FFFFFF) for row in found[task]]
    return found


@pytest.fixture
def made(folder, reads, tmp_path):
    """Two workspaces: filled while it is new, and by OGR once it is there."""
    paths = tmp_path / "new.gpkg", tmp_path / "later.gpkg"
    for path in paths:
        with new_workspace(path, campaign_folder(folder)) as new:
            with new.filling() as rows:
                if path is paths[0]:
                    fill(rows, reads)
            with new.finishing():
                pass
    with Workspace.open(paths[1]) as workspace, workspace.transaction():
        fill(workspace.new_rows(), reads)
    return paths


def test_each_value_is_the_one_that_ogr_writes(made):
    new, later = map(tables_of, made)
    assert min(len(new[task]) for task in TABLES[:3]) > 0
    assert new["images"][2][1:] == (None, "later.tif", None, "done", 1)
    said = (PROBLEM.path, PROBLEM.location, PROBLEM.what, PROBLEM.mend, PROBLEM.severity.value)
    assert new["problems"][0][1:] == said
    extents = [new.pop("extents"), later.pop("extents")]
    assert new == later
    for one, two in zip(*extents):  # GDAL 3.6 writes these with fifteen digits
        assert one[0] == two[0] and one[1:] == pytest.approx(two[1:], abs=1e-12)


def wkb_of(feature):
    return bytes(feature.geometry().asWkb())


def test_qgis_reads_the_same_of_both(made):
    for table in ("classification", "detection", "segmentation", "images"):
        new, later = (QgsVectorLayer(f"{path}|layername={table}", table, "ogr") for path in made)
        assert new.isValid() and new.extent() == later.extent() and not new.extent().isEmpty()
        pairs = list(zip(new.getFeatures(), later.getFeatures()))
        assert pairs and all(wkb_of(one) == wkb_of(two) for one, two in pairs)
        assert new.hasSpatialIndex() == later.hasSpatialIndex() != 0


def test_what_is_edited_of_it_counts_as_an_edit(made):
    with Workspace.open(made[0]) as workspace:
        assert workspace.changes() == {}
        with workspace.transaction():
            workspace.remove_annotations("a.tif")
        assert list(workspace.changes()) == ["a.tif"]


def test_where_sqlite_refuses_nothing_is_left(folder, reads, tmp_path):
    path = tmp_path / "made" / "new.gpkg"
    path.parent.mkdir()
    refused = pytest.raises(WorkspaceError, match=re.escape(str(path)))
    with refused, new_workspace(path, campaign_folder(folder)) as new:
        (staged,) = (one for one in path.parent.rglob("*") if one.stat().st_size > 10_000)
        with closing(sqlite3.connect(staged, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            with new.filling() as rows:
                fill(rows, reads)
    assert [one for one in path.parent.rglob("*") if "gpkg" in one.name] == []
