"""Reading is apart from writing: files are read without a workspace, in any thread, and the rows
that are made of them later say which state of the files that was."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from scaneo_bridge.core.base.model import ImageState
from scaneo_bridge.core.campaign.listing import list_folder
from scaneo_bridge.core.campaign.reading.folder_reader import FolderReader
from scaneo_bridge.core.campaign.reading.folder_rows import FolderRows
from scaneo_bridge.core.formats.scaneo.labels import LABELS_FILE
from scaneo_bridge.core.workspace.campaign_folder import campaign_folder
from scaneo_bridge.core.workspace.records.index_generations import INDEX_BITS
from scaneo_bridge.core.workspace.workspace import Workspace, new_workspace
from support.campaign import FILES, NEWS
from support.geojson import as_bytes, classification, collection
from support.images import write_image

FILED = FILES["a.geojson"]
OTHER = FILED.replace(b"urban", b"water")  # as long as before
ODD = {
    **FILES,
    "broken.geojson": FILED[:-9],
    "empty.geojson": b'{"type": "FeatureCollection", "features": [ ]}',
    "class_given_again.geojson": as_bytes(collection(classification(), classification())),
    "of_no_image.geojson": FILED,
}
IMAGES = ["2024/b", "a", "bare", "broken", "class_given_again", "empty"]
ROW = f"image, label, origin, place & {INDEX_BITS}, hex(geom)"
COLUMNS = {
    "images": "path, geojson, state, flagged, hex(geom)",
    "files": "path, hex(content), size, time, inode, device",  # `changed` is known a moment later
    "problems": "path, place, what, mend, severity",
    "labels": "name, color",
    "classification": ROW,
    "detection": ROW,
    "segmentation": ROW,
}
READING = (
    "core/formats/geojson/",
    "core/formats/scaneo/annotations.py",
    "core/images/footprints.py",
    "core/store/regular_files.py",
)


@pytest.fixture
def odd_folder(campaign):
    """Of images with and without a file, a place, annotations; of files that are whole or not."""
    folder = campaign(ODD, [f"{name}.tif" for name in IMAGES])
    write_image(folder / "nowhere.tif", crs=None, grid=None)
    return folder


def images_of(folder):
    return list_folder(campaign_folder(folder)).images


def read_one(folder, name="a.tif"):
    (image,) = (one for one in images_of(folder) if one.path == name)
    return FolderReader(campaign_folder(folder)).read_image(image)


def all_rows(workspace):
    """What each table says, row by row in the order of their ids."""
    with Workspace.open(workspace, writable=False) as known:
        return {
            table: [
                [row.GetField(index) for index in range(row.GetFieldCount())]
                for row in known.database.rows(f"SELECT {columns} FROM {table} ORDER BY fid")
            ]
            for table, columns in COLUMNS.items()
        }


@contextmanager
def new_rows(folder, path):
    """A workspace that is being filled."""
    with new_workspace(path, campaign_folder(folder)) as new:
        with new.filling() as new_rows:
            rows = FolderRows(new_rows)
            listed = rows.add_labels(FolderReader(campaign_folder(folder)).fetch_file(LABELS_FILE))
            yield rows
        with new.finishing() as workspace:
            workspace.set_labels(listed.labels)


def written(folder, path, reads):
    with new_rows(folder, path) as rows:
        for read in reads:
            rows.add_read(read)
    return path


def test_what_two_threads_have_read_gives_the_rows_of_an_opening(odd_folder, opened, tmp_path):
    images, folder = images_of(odd_folder), campaign_folder(odd_folder)
    with ThreadPoolExecutor(2) as pool:
        some = pool.submit(lambda: list(map(FolderReader(folder).read_image, images[::2])))
        others = pool.submit(lambda: list(map(FolderReader(folder).read_image, images[1::2])))
        reads = sorted([*some.result(), *others.result()], key=lambda read: read.image.path)
    orphan = "of_no_image.geojson"
    with new_rows(odd_folder, tmp_path / "apart.gpkg") as rows:
        for read in reads:
            rows.add_read(read)
        rows.add_file(orphan, FolderReader(folder).fetch_file(orphan))
    apart = all_rows(tmp_path / "apart.gpkg")
    assert apart == all_rows(opened(odd_folder).workspace.path)
    states = {path: state for path, _, state, *_ in apart["images"]}
    assert states["empty.tif"] == ImageState.EMPTY.word and len(apart["detection"]) == 4
    assert {row[0] for row in apart["problems"]} >= {"broken.geojson", "nowhere.tif"}


def test_rows_are_made_of_what_was_read_though_the_folder_is_away(folder, opened, tmp_path):
    """Nothing is looked up again: not the file's stamp, nor the image's footprint."""
    read = read_one(folder)
    with new_rows(folder, tmp_path / "apart.gpkg") as rows:
        folder.rename(tmp_path / "away")
        rows.add_read(read)
        (tmp_path / "away").rename(folder)
    apart, whole = all_rows(tmp_path / "apart.gpkg"), all_rows(opened(folder).workspace.path)
    for table in ("images", "files", "detection"):
        assert apart[table] == [row for row in whole[table] if row[0].startswith(("a.", "spai"))]


def test_nothing_is_read_or_parsed_while_others_wait_for_their_turn(odd_folder, tmp_path):
    reader, reads = FolderReader(campaign_folder(odd_folder)), []
    images = images_of(odd_folder)
    entered = entered_files(lambda: reads.extend(map(reader.read_image, images)))
    assert [one for one in READING if not any(name.startswith(one) for name in entered)] == []
    with new_rows(odd_folder, tmp_path / "apart.gpkg") as rows:
        entered = entered_files(lambda: [rows.add_read(read) for read in reads])
    assert "core/workspace/content/bulk_writer.py" in entered
    assert [name for name in entered if name.startswith(READING)] == []


def entered_files(call):
    """The files of the plugin of which a function is called in the meantime."""
    entered, root = set(), sys.modules["scaneo_bridge"].__path__[0]
    before = sys.getprofile()
    sys.setprofile(lambda frame, event, arg: entered.add(frame.f_code.co_filename))
    try:
        call()
    finally:
        sys.setprofile(before)
    return {os.path.relpath(one, root) for one in entered if one.startswith(root)}


@pytest.mark.parametrize("now", [NEWS, OTHER], ids=["longer", "as long, at the same time"])
def test_a_file_that_changes_after_it_was_read_is_read_again(folder, opened, tmp_path, now):
    path = folder / "a.geojson"
    reads = [read_one(folder, name) for name in ("2024/b.tif", "a.tif")]
    found = path.stat()
    path.write_bytes(now)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    workspace = written(folder, tmp_path / "apart.gpkg", reads)
    again = opened(folder, workspace)
    assert (again.merged, again.edited) == (["a.geojson"], [])
    fresh = opened(folder, tmp_path / "fresh.gpkg").workspace.path
    rows, expected = all_rows(workspace), all_rows(fresh)
    for table in COLUMNS:
        assert sorted(rows[table]) == sorted(expected[table])


def test_a_file_that_is_deleted_after_it_was_read_leaves_its_annotations_as_edits(
    folder, opened, tmp_path
):
    read = read_one(folder)
    (folder / "a.geojson").unlink()
    again = opened(folder, written(folder, tmp_path / "apart.gpkg", [read]))
    assert "a.tif" in again.edited
    assert [one.path for one in again.problems if "gone from the folder" in one.what] == [
        "a.geojson"
    ]
