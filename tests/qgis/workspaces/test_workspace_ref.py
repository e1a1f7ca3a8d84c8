"""Where a workspace is, open or not: one object for its path, sources, turn, lock and folder."""

import os
import threading

import pytest
from qgis.core import QgsVectorLayer
from scaneo_bridge.core.workspace.editor_lock import EditorState
from scaneo_bridge.core.workspace.geopackage.database import WorkspaceError
from scaneo_bridge.core.workspace.workspace_ref import KINDS, WorkspaceRef, table_of
from support.campaign import FILES

IMAGES = ["a.tif", "2024/b.tif"]


@pytest.fixture
def folder(campaign):
    return campaign(FILES, IMAGES)


@pytest.fixture
def ref(folder, opened):
    return opened(folder).workspace


def test_opening_a_campaign_answers_one(ref, folder):
    assert ref == WorkspaceRef(folder / "scaneo.gpkg") == WorkspaceRef.at(str(ref.path))
    assert WorkspaceRef.at(ref) is ref
    assert str(ref) == os.fspath(ref) == str(folder / "scaneo.gpkg") and ref.is_there
    assert not WorkspaceRef(folder / "gone.gpkg").is_there and not WorkspaceRef(folder).is_there


@pytest.mark.parametrize("kind", KINDS)
def test_a_layer_of_its_source_is_of_it(ref, kind):
    layer = QgsVectorLayer(ref.uri(kind), kind, "ogr")
    assert layer.isValid() and (WorkspaceRef.of(layer), table_of(layer)) == (ref, kind)


def sources(path, folder, monkeypatch):
    monkeypatch.chdir(folder)
    yield f"{path}|layername=DETECTION"
    yield f"{path}|layername=detection|subset=\"image\" = 'a.tif'"
    yield "./scaneo.gpkg|layername=detection"


def test_however_its_source_is_said(ref, folder, monkeypatch):
    for source in sources(ref.path, folder, monkeypatch):
        layer = QgsVectorLayer(source, "x", "ogr")
        assert layer.isValid(), source
        assert WorkspaceRef.of(layer).is_same(ref) and table_of(layer) == "detection", source


def test_what_is_no_layer_of_one(ref, folder):
    others = [
        QgsVectorLayer(ref.uri("labels"), "labels", "ogr"),
        QgsVectorLayer("Polygon?crs=epsg:4326&field=label:string", "memory", "memory"),
        QgsVectorLayer(str(folder / "a.geojson"), "file", "ogr"),
        None,
    ]
    assert [(WorkspaceRef.of(one), table_of(one)) for one in others] == [(None, None)] * 4


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_by_whatever_link_it_is_the_same(ref, folder):
    link = folder.parent / "link"
    link.symlink_to(folder)
    other = WorkspaceRef(link / "scaneo.gpkg")
    assert other != ref and other.is_same(ref) and ref.is_same(other.path)
    assert other.turn() is ref.turn(), "who writes by one path waits for who writes by the other"
    assert not ref.is_same(folder / "gone.gpkg")
    gone = WorkspaceRef(link / "gone.gpkg")
    assert gone.is_same(folder / "gone.gpkg"), "of those that are gone, the paths tell"


def test_it_opens_and_says_its_folder(ref, folder):
    with ref.open(writable=False) as workspace:
        assert [image.path for image in workspace.images()] == sorted(IMAGES)
        assert workspace.path == ref.path
    assert ref.folder().path == folder
    with pytest.raises(WorkspaceError, match="no workspace"):
        WorkspaceRef(folder / "gone.gpkg").open()


def test_its_folder_is_asked_once_until_it_was_moved(ref, folder):
    assert ref.folder().path == folder
    ref.path.rename(folder / "elsewhere.gpkg")
    assert ref.folder().path == folder, "it is not read at every deed"
    ref.forget_folder()
    with pytest.raises(WorkspaceError):
        ref.folder()


def test_one_turn_and_one_lock(ref):
    lock, other = ref.lock(), ref.lock()
    assert lock.take() and not other.take()
    lock.release()
    assert other.find_state() is EditorState.GONE
    waited = []
    with ref.turn():
        thread = threading.Thread(target=lambda: waited.append(ref.turn().take(waits=False)))
        thread.start()
        thread.join()
    assert waited == [False]
