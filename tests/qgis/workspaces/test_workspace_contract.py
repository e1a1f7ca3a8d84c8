"""What all else relies on when people edit a workspace with any program: the clauses (a) to (f)
of `Repository`. Another backend has to keep them by means of its own."""

from dataclasses import replace

import pytest
from osgeo import gdal, ogr
from qgis.core import QgsGeometry
from scaneo_bridge.core.base.model import Annotation, Image, ImageState, Task
from scaneo_bridge.core.workspace.open_edits import (
    LABELS,
    store_open_edits,
    stored_open_edits,
)
from scaneo_bridge.core.workspace.repository import MARKS
from scaneo_bridge.core.workspace.workspace import Workspace
from scaneo_bridge.core.workspace.workspace_ref import WorkspaceRef
from support.geojson import LABELS as SPAI
from support.geojson import classification, collection, detection, segmentation
from support.layers import add, delete, editing, field, first, reshape
from support.other_hands import Rows, ogr2ogr, save_over, sql

A, B = "a.tif", "2024/b.tif"
TASKS = [task.value for task in Task]
FILES = {
    "a.geojson": collection(classification(), detection(), detection("field"), segmentation()),
    "2024/b.geojson": collection(classification(), detection(), segmentation()),
    "spai.json": SPAI,
}
BOX = "Polygon((2.2 41.3, 2.3 41.3, 2.3 41.4, 2.2 41.4, 2.2 41.3))"
AREA = "MultiPolygon(((2.2 41.3, 2.3 41.3, 2.3 41.4, 2.2 41.3)))"


def shape_of(task):
    return BOX if task == "detection" else AREA


@pytest.fixture
def folder(campaign):
    return campaign(FILES)


class ByQgis:
    """A person in an edit session of QGIS."""

    insert = staticmethod(add)
    delete = staticmethod(delete)

    @staticmethod
    def set(workspace, task, image, column, value):
        with editing(workspace, task) as layer:
            fid = first(layer, image).id()
            assert layer.changeAttributeValue(fid, field(layer, column), value)

    @staticmethod
    def reshape(workspace, task, image):
        reshape(workspace, task, image, shape_of(task))


class ByOgr:
    """A script with GDAL, as geopandas and Fiona append and ogr2ogr updates."""

    @staticmethod
    def _edit(workspace, task, image, edit):
        dataset = gdal.OpenEx(str(workspace), gdal.OF_VECTOR | gdal.OF_UPDATE)
        layer = dataset.GetLayerByName(task)
        layer.SetAttributeFilter(f"image = '{image}'")
        edit(layer, layer.GetNextFeature())
        del layer, dataset

    def insert(self, workspace, task, image):
        def insert(layer, _):
            row = ogr.Feature(layer.GetLayerDefn())
            row["image"], row["label"] = image, "water"
            row.SetGeometry(ogr.CreateGeometryFromWkt(shape_of(task).upper()))
            layer.CreateFeature(row)

        self._edit(workspace, task, image, insert)

    def delete(self, workspace, task, image):
        self._edit(workspace, task, image, lambda layer, row: layer.DeleteFeature(row.GetFID()))

    def set(self, workspace, task, image, column, value):
        def change(layer, row):
            row.SetFieldNull(column) if value is None else row.SetField(column, value)
            layer.SetFeature(row)

        self._edit(workspace, task, image, change)

    def reshape(self, workspace, task, image):
        def change(layer, row):
            row.SetGeometry(ogr.CreateGeometryFromWkt(shape_of(task).upper()))
            layer.SetFeature(row)

        self._edit(workspace, task, image, change)


class BySql:
    """Statements on the table."""

    @staticmethod
    def _first(task, image):
        return f"fid = (SELECT min(fid) FROM {task} WHERE image = '{image}')"

    def insert(self, workspace, task, image):
        said = "NULL" if image is None else f"'{image}'"
        sql(workspace, f"INSERT INTO {task} (geom, image, label) "
                       f"SELECT geom, {said}, 'water' FROM {task} LIMIT 1")  # fmt: skip

    def delete(self, workspace, task, image):
        sql(workspace, f"DELETE FROM {task} WHERE {self._first(task, image)}")

    def set(self, workspace, task, image, column, value):
        said = "NULL" if value is None else repr(value)
        sql(workspace, f"UPDATE {task} SET {column} = {said} WHERE {self._first(task, image)}")

    def reshape(self, workspace, task, image):
        sql(workspace, f"UPDATE {task} SET geom = (SELECT geom FROM {task} ORDER BY fid DESC "
                       f"LIMIT 1) WHERE {self._first(task, image)}")  # fmt: skip

    def replace(self, workspace, task, image, other):
        """Another row in the place of the image's first one, which no trigger hears go."""
        first = self._first(task, image)
        silent = "PRAGMA recursive_triggers = 0"  # as SQLite has it: GDAL lets deletions be heard
        sql(workspace, silent, f"REPLACE INTO {task} (fid, geom, image, label) "
                       f"SELECT fid, geom, '{other}', label FROM {task} WHERE {first}")  # fmt: skip


class ByUs:
    """`Workspace`, as merges write rows."""

    @staticmethod
    def _first(known, task, image):
        return next(row for row in known.annotations(image) if row.annotation.task.value == task)

    def insert(self, workspace, task, image):
        wkb = bytes(QgsGeometry.fromWkt(shape_of(task)).asWkb())
        with Workspace.open(workspace) as known, known.database.transaction():
            known.add_annotation(image, Annotation(Task(task), "water", wkb, None), None)

    def delete(self, workspace, task, image):
        with Workspace.open(workspace) as known, known.database.transaction():
            known.remove_annotation(Task(task), self._first(known, task, image).fid)

    def set(self, workspace, task, image, column, value):
        with Workspace.open(workspace) as known, known.database.transaction():
            row = self._first(known, task, image)
            if column == "image":
                known.assign(Task(task), [row.fid], value or "")
            else:
                known.update_annotation(row.fid, replace(row.annotation, label=value))

    def reshape(self, workspace, task, image):
        wkb = bytes(QgsGeometry.fromWkt(shape_of(task)).asWkb())
        with Workspace.open(workspace) as known, known.database.transaction():
            known.reshape_annotation(Task(task), self._first(known, task, image).fid, wkb)


OTHERS = {"QGIS": ByQgis(), "OGR": ByOgr(), "SQL": BySql()}
HANDS = {**OTHERS, "us": ByUs()}
DEEDS = {
    "inserted": (lambda hand, *of: hand.insert(*of, A), {A}),
    "deleted": (lambda hand, *of: hand.delete(*of, A), {A}),
    "another label": (lambda hand, *of: hand.set(*of, A, "label", "field"), {A}),
    "another shape": (lambda hand, *of: hand.reshape(*of, A), {A}),
    "another image": (lambda hand, *of: hand.set(*of, A, "image", B), {A, B}),
    "no image": (lambda hand, *of: hand.set(*of, A, "image", None), {A, ""}),
}
by_whom = pytest.mark.parametrize("hand", HANDS.values(), ids=HANDS)
by_others = pytest.mark.parametrize("hand", OTHERS.values(), ids=OTHERS)
of_each = pytest.mark.parametrize("task", TASKS)
what = pytest.mark.parametrize(("deed", "images"), DEEDS.values(), ids=DEEDS)


def noted(workspace):
    with Workspace.open(workspace, writable=False) as known:
        return known.changes()


def note(workspace, *images):
    """Notes these images alone as edited, and answers their numbers."""
    with Workspace.open(workspace) as known, known.database.transaction():
        for image in known.changes():
            known.clear_changes(image)
        for image in images:
            known.note_change(image)
        return known.changes()


def indexes(workspace, task, image=A):
    """Where in the image's file its annotations of a task were read."""
    with Workspace.open(workspace, writable=False) as known:
        rows = (row.annotation for row in known.annotations(image))
        return [one.feature_index for one in rows if one.task.value == task]


# (a)


@by_whom
@of_each
@what
def test_an_edit_is_noted_of_each_image_that_it_is_of(workspace, hand, task, deed, images):
    before = note(workspace, A, B)
    deed(hand, workspace, task)
    now = noted(workspace)
    last = max(before.values())
    assert {image for image, number in now.items() if number > last} == images
    assert {image: now[image] for image in before.keys() - images} == {
        image: before[image] for image in before.keys() - images
    }


@by_whom
@of_each
def test_no_edit_has_the_number_of_one_that_was_settled(workspace, hand, task):
    last = max(note(workspace, A).values())
    note(workspace)
    hand.insert(workspace, task, B)
    assert list(noted(workspace)) == [B] and noted(workspace)[B] > last


@of_each
def test_what_replaces_a_row_is_an_edit_of_the_image_that_loses_it(workspace, task):
    note(workspace)
    BySql().replace(workspace, task, A, B)
    assert set(noted(workspace)) == {A, B}


# (b)


@by_whom
@of_each
@what
def test_what_is_saved_is_open_no_more(workspace, hand, task, deed, images):
    names = {*TASKS, LABELS, MARKS}
    store_open_edits(WorkspaceRef.at(workspace), {name: [] for name in names})
    deed(hand, workspace, task)
    assert stored_open_edits(WorkspaceRef.at(workspace)) == names - {task}


# (c)


@by_whom
@of_each
@pytest.mark.parametrize("deed", [DEEDS["inserted"][0], DEEDS["another image"][0]],
                         ids=["inserted", "another image"])  # fmt: skip
def test_an_image_that_gets_an_annotation_is_not_empty(workspace, hand, task, deed):
    image = A if deed is DEEDS["inserted"][0] else B
    for state in ImageState:
        with Workspace.open(workspace) as known, known.database.transaction():
            known.set_state(image, state)
        deed(hand, workspace, task)
        wanted = ImageState.TODO if state is ImageState.EMPTY else state
        with Workspace.open(workspace, writable=False) as known:
            assert known.state(image) is wanted
        hand.insert(workspace, task, A)  # there is one to be moved


# (d)


@by_others
@of_each
@pytest.mark.parametrize(
    ("column", "value"), [("place", 0), ("place", None), ("origin", B), ("origin", None)]
)
def test_where_it_was_read_is_nobodys_to_say(workspace, hand, task, column, value):
    before = indexes(workspace, task)
    assert before and None not in before
    hand.set(workspace, task, A, column, value)
    assert indexes(workspace, task) == before


@of_each
def test_it_comes_with_the_insertion(workspace, task):
    before = indexes(workspace, task)
    sql(workspace, f"INSERT INTO {task} (geom, image, label, origin, place) "
                   f"SELECT geom, image, label, origin, place FROM {task}")  # fmt: skip
    assert indexes(workspace, task) == 2 * before


@of_each
def test_it_is_ours_to_say(workspace, task):
    with Workspace.open(workspace) as known, known.database.transaction():
        fid = ByUs()._first(known, task, A).fid
        known.feature_indexes.note(Task(task), A, {fid: 7})
    assert indexes(workspace, task)[0] == 7
    ByQgis().set(workspace, task, A, "place", 0)  # nor is it anybody's afterwards
    assert indexes(workspace, task)[0] == 7


# (e)


def elsewhere(known):
    known.set_footprint(A, bytes(QgsGeometry.fromWkt(AREA).asWkb()))
    return A


def renamed(known):
    known.rename_images({A: "c.tif"}, {"c.tif": Image("c.tif", "c.geojson")})
    return "c.tif"


@pytest.mark.parametrize("deed", [elsewhere, renamed])
@pytest.mark.parametrize("images", [(), (A,), (B,), (A, B)], ids=str)
def test_what_nobody_edited_is_noted_as_before(workspace, deed, images):
    before = note(workspace, *images)
    texts = {name: [] for name in (*TASKS, LABELS, MARKS)}
    store_open_edits(WorkspaceRef.at(workspace), texts)
    with Workspace.open(workspace) as known, known.database.transaction():
        name = deed(known)
    assert set(noted(workspace)) == {name if image == A else image for image in before}
    if deed is elsewhere:
        assert noted(workspace) == before
    with Workspace.open(workspace, writable=False) as known:
        assert known.open_edit_texts().keys() == texts.keys()
        assert [row.annotation.task for row in known.annotations(name)]
        assert indexes(workspace, "detection", name) == [1, 2]


# (f)

ANEW = {
    "QGIS": lambda workspace, task, _: save_over(workspace, task),
    "geopandas": lambda workspace, task, _: Rows.of(workspace, task).write(workspace, task),
    "ogr2ogr": lambda workspace, task, folder: (
        ogr2ogr(folder / "copy.gpkg", workspace, layers=[task]),
        ogr2ogr(workspace, folder / "copy.gpkg", "-update", "-overwrite"),
    ),
}


@of_each
@pytest.mark.parametrize("way", ANEW.values(), ids=ANEW)
def test_a_table_that_was_written_anew_is_looked_over_and_watched_again(
    workspace, tmp_path, task, way
):
    note(workspace)
    way(workspace, task, tmp_path)
    with Workspace.open(workspace) as known:
        assert set(known.changes()) >= {A, B}
    note(workspace)
    ByQgis().set(workspace, task, A, "label", "field")
    assert set(noted(workspace)) == {A}
