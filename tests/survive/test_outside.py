"""Nothing outside the folder is written: whatever lies in it, and whatever its workspace says."""

import os
import sys
from pathlib import Path

import pytest
from qgis.core import QgsFeedback
from scaneo_bridge.core.campaign.exporting.export_campaign import preview_export
from scaneo_bridge.core.formats.scaneo.change import EMPTY_FILE
from scaneo_bridge.core.mapping.export import export_layers
from scaneo_bridge.core.workspace.geopackage.inserter import Inserter
from scaneo_bridge.core.workspace.geopackage.packing import pack
from scaneo_bridge.core.workspace.workspace import Workspace
from survive.deeds import DEEDS, EXPORT, IMPORT, layer_plan
from survive.forks import apart
from survive.ground import WORKSPACE, add_label, edit, everything, exported, make_campaign, opened
from survive.scale import crossed, some
from survive.watcher import nothing_changes_around

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the watcher asks Linux")

BY_NAME = {deed.name: deed for deed in DEEDS}
HOSTILE = (
    *(
        "../x",
        "../../x",
        "2024/../../x",
        "/OUTSIDE/x",
        "..",
        "C:\\x",
        "C:x",
        "\\\\server\\share\\x",
    ),
    *("..\\x", "..\\..\\x", "x\0b", "a\nb", "con", "x/", "./../x"),
)
NAMES = ("2024", "a.geojson", "spai.json", "a.tif", ".scaneo_bridge", ".scaneo_bridge/backups",
         ".scaneo_bridge/staged", ".scaneo_bridge/lock", ".scaneo_bridge/journal.json", WORKSPACE,
         f"{WORKSPACE}-journal", f"{WORKSPACE}-wal", f"{WORKSPACE}-shm")  # fmt: skip


@pytest.fixture
def around(tmp_path):
    """A folder with somebody else's things, beside which the campaign is made."""
    outside = tmp_path / "parent" / "outside"
    make_campaign(outside)
    edit(opened(outside).workspace.path)
    (outside / "empty").mkdir()
    (outside / "empty" / "file").write_bytes(b"")
    return outside


@pytest.fixture
def folder(around):
    return around.parent / "campaign"


def link(place, target):
    """Puts a link in the place of what is there, which moves aside."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        place.rename(place.with_name(f"{place.name}.aside"))
    place.symlink_to(target)


def targets(name, outside):
    """What a link of this name may point to: things that are there, and things that are not."""
    there = outside / name
    if there.is_file() or Path(name).suffix:
        return [there if there.exists() else outside / "empty" / "file", outside / "new.file"]
    return [there if there.is_dir() else outside / "empty", outside / "new folder"]


@pytest.mark.parametrize(("name", "deed", "there"), crossed(NAMES, list(BY_NAME), (0, 1)))
def test_a_link_that_points_outside(around, folder, deed, name, there):
    """To what is there, or to nothing."""
    apart(lambda: BY_NAME[deed].prepare(folder))
    link(folder / name, targets(name, around)[there])
    with nothing_changes_around(folder):
        apart(lambda: BY_NAME[deed].run(folder))
        apart(lambda: BY_NAME[deed].go_on(folder))
        apart(lambda: edit_labels(folder))


def test_a_workspace_that_is_a_link_is_refused(around, folder):
    apart(lambda: EXPORT.prepare(folder))
    link(folder / WORKSPACE, around / WORKSPACE)
    for deed in (IMPORT, EXPORT):
        told = apart(lambda deed=deed: deed.run(folder)).told
        assert f"{folder / WORKSPACE} is a link" in told and "Put the file itself" in told


def edit_labels(folder):
    """An edit of the labels, which is exported."""
    workspace = opened(folder).workspace.path
    add_label(workspace, "later")
    preview_export(workspace, None, QgsFeedback())
    exported(workspace)


def forge(workspace, outside):
    """A workspace that an enemy has made: its tables name places all over the disk."""
    with Workspace.open(workspace) as known, known.database.transaction():
        forge_rows(known, [name.replace("/OUTSIDE", str(outside)) for name in HOSTILE])


def forge_rows(known, names):
    database = known.database
    images = Inserter(database, "images", ("path", "geojson"))
    files = Inserter(database, "files", ("path", "size", "time", "content"))
    classes = Inserter(database, "classification", ("image", "label", "origin", "place"))
    footprint = known.footprint("a.tif")
    empty = pack(EMPTY_FILE)
    for name in names:
        images.add(footprint, f"{name}.tif", f"{name}.geojson")
        files.add(None, f"{name}.geojson", 2, 2, empty)
        files.add(None, name, 2, 2, pack(b"theirs"))
        for image in (name, f"{name}.tif"):
            classes.add(footprint, image, "water", image, 0)


@pytest.mark.parametrize("elsewhere", [False, True], ids=["its own folder", "another folder"])
@pytest.mark.parametrize("reopened", [False, True], ids=["", "opened again"])
def test_a_workspace_that_names_places_outside(around, folder, elsewhere, reopened):
    apart(lambda: EXPORT.prepare(folder))
    apart(lambda: forge(folder / WORKSPACE, around))
    other = folder.parent / "other"
    with nothing_changes_around(folder, other):
        if reopened:
            apart(lambda: IMPORT.run(folder))
        apart(lambda: no_answer(exported(folder / WORKSPACE, other if elsewhere else None)))
    assert not [name for name in everything(other) if "x" in Path(name).name.split(".")[0]]


@pytest.mark.parametrize("name", some(HOSTILE, 5))
def test_an_image_of_the_workspace_that_lies_outside(around, folder, name):
    name = name.replace("/OUTSIDE", str(around))
    apart(lambda: EXPORT.prepare(folder))
    apart(lambda: forge_one(folder / WORKSPACE, name))
    other = folder.parent / "other"
    with nothing_changes_around(folder, other):
        apart(lambda: no_answer(exported(folder / WORKSPACE)))
        apart(lambda: no_answer(exported(folder / WORKSPACE, other)))
        apart(lambda: IMPORT.run(folder))


def forge_one(workspace, name):
    with Workspace.open(workspace) as known, known.database.transaction():
        forge_rows(known, [name])


def no_answer(_):
    """What the deed answers is no JSON, and of no interest."""


def test_features_of_a_layer_that_name_images_outside(around, folder):
    make_campaign(folder)
    names = [f"{name.replace('/OUTSIDE', str(around))}.tif" for name in HOSTILE]
    before = everything(folder)
    with nothing_changes_around(folder):
        for chosen in (names[:6], names[6:12], names[-6:]):
            done = apart(lambda chosen=chosen: written(layer_plan(folder, chosen)))
            assert done.answer == 0
    assert everything(folder) == before


def written(plan):
    return export_layers(plan, QgsFeedback()).written_count


@pytest.mark.parametrize("place", ["..", "../outside", "/OUTSIDE"])
def test_a_workspace_that_belongs_to_another_folder(around, folder, place):
    apart(lambda: EXPORT.prepare(folder))
    place = place.replace("/OUTSIDE", str(around))
    apart(lambda: set_folder(folder / WORKSPACE, place))
    with nothing_changes_around(folder):
        ended = apart(lambda: IMPORT.run(folder))
    assert "belongs to" in ended.told


def set_folder(workspace, place):
    with Workspace.open(workspace) as known, known.database.transaction():
        known.database.execute("UPDATE campaign SET folder = ?", place)


@pytest.mark.parametrize("label", some(HOSTILE, 5))
def test_a_label_that_looks_like_a_path(around, folder, label):
    label = label.replace("/OUTSIDE", str(around))
    apart(lambda: EXPORT.prepare(folder))
    before = everything(folder).keys()
    with nothing_changes_around(folder):
        apart(lambda: relabel(folder / WORKSPACE, label))
        apart(lambda: no_answer(exported(folder / WORKSPACE)))
    made = {name for name in everything(folder) if not name.startswith(".scaneo_bridge/")} - before
    assert made == {"z.geojson"}


def relabel(workspace, label):
    with Workspace.open(workspace) as known, known.database.transaction():
        known.database.execute("UPDATE detection SET label = ?", label)
    add_label(workspace, f"{label} too")


def test_the_watcher_sees_what_lasts_a_moment_only(around, folder):
    folder.mkdir()
    with pytest.raises(AssertionError, match="written outside"), nothing_changes_around(folder):
        (around / "moment").touch()
        (around / "moment").unlink()
    with nothing_changes_around(folder):
        (folder / "inside").touch()


def test_the_watcher_sees_a_file_that_is_overwritten(around, folder):
    folder.mkdir()
    file = around / "a.geojson"
    stat = file.stat()
    with pytest.raises(AssertionError, match="written outside"), nothing_changes_around(folder):
        file.write_bytes(file.read_bytes())
        os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
