"""A large campaign is opened with its first image, and the others are read afterwards: all in all,
that is what one opening would have read."""

import os
import shutil

import pytest
from qgis.core import QgsFeedback
from scaneo_bridge.core.base.errors import Cancelled
from scaneo_bridge.core.base.model import ImageMark, ImageState
from scaneo_bridge.core.campaign.checking.check_campaign import check_workspace
from scaneo_bridge.core.campaign.merging.unread_images import read_images
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.campaign.status.campaign_status import campaign_status
from scaneo_bridge.core.campaign.status.next_steps import next_steps
from scaneo_bridge.core.workspace.geopackage.database import WorkspaceError
from scaneo_bridge.core.workspace.workspace import Workspace
from support.editing import locked, saved, saved_states, set_marks, sql
from support.folders import changed, contents, write_files
from support.geojson import LABELS, collection, detection
from support.images import write_image
from support.subjects.read_behind import (
    COUNT,
    annotated,
    begin,
    box,
    everything,
    name,
    read_some,
    unread,
    write_many,
)


@pytest.fixture
def many(tmp_path):
    return write_many(tmp_path / "many")


@pytest.fixture
def plain(tmp_path):
    return write_many(tmp_path / "plain", plain=True)


@pytest.fixture
def at_once(many):
    """What one opening reads of the same files."""
    opened = open_campaign(many, None, QgsFeedback())
    assert opened.unread_count == 0 and unread(opened.workspace.path) == []
    try:
        return everything(opened.workspace.path)
    finally:
        opened.workspace.path.unlink()


def test_it_begins_with_the_first_image_that_has_annotations(tmp_path):
    folder = write_many(tmp_path / "many")
    (folder / "000.geojson").write_bytes(b'{"type": "FeatureCollection", "features": []}')
    (folder / "003.geojson").unlink()
    opened = begin(folder)
    assert opened.unread_count == COUNT - 1 and opened.image_count == COUNT
    assert {image for _, image, _ in saved(opened.workspace.path)} == {"004.tif"}


def test_in_the_end_the_workspace_holds_what_one_opening_reads(many, at_once):
    opened = begin(many)
    read_some(opened.workspace.path)
    assert everything(opened.workspace.path) == at_once


def test_in_whatever_order_and_however_often(many, at_once):
    path = begin(many).workspace.path
    for some in (name(17), name(4)), (name(4), name(3), name(29)), (), ():
        read_some(path, *some)
    assert everything(path) == at_once


def test_what_was_read_is_counted(many):
    path = begin(many).workspace.path
    read = read_some(path, name(7), name(1), name(2))
    tasks = {image: sum(counts.values()) for image, counts in read.counts.items()}
    assert tasks == {name(7): 3, name(1): 0, name(2): 0}
    assert read.marks[name(1)].state is ImageState.EMPTY and not read.edited
    assert read_some(path, name(7)).counts[name(7)] == read.counts[name(7)]


@pytest.mark.parametrize("first", [(), (name(9), name(12))])
def test_the_next_opening_goes_on(many, at_once, first):
    path = begin(many).workspace.path
    if first:
        read_some(path, *first)
    opened = begin(many)
    assert opened.unread_count == COUNT - 1 - len(first) and not opened.edited
    looked_at = [row[0] for row in everything(path)["image_files"]]
    assert looked_at == [f"'{image}'" for image in (name(0), *first)]
    read_some(path)
    assert everything(path) == at_once


def test_any_other_opening_reads_all(many, at_once, opened):
    path = begin(many).workspace.path
    assert opened(many).unread_count == 0
    assert everything(path) == at_once


def test_a_cancelled_opening_goes_on_later(many, at_once, opened):
    path = begin(many).workspace.path
    feedback = QgsFeedback()
    feedback.progressChanged.connect(lambda percent: feedback.cancel())
    with pytest.raises(Cancelled):
        open_campaign(many, None, feedback)
    left = unread(path)
    assert 0 < len(left) < COUNT - 1
    opened(many)
    assert everything(path) == at_once


def test_nothing_is_written_to_the_folder(many, exported):
    before = contents(many)
    path = begin(many).workspace.path
    assert not exported(path).files
    assert contents(many) == before and unread(path) == []


def test_an_export_to_another_folder_has_all_files(many, exported, tmp_path):
    path = begin(many).workspace.path
    exported(path, tmp_path / "copy")
    for file in many.glob("*.geojson"):
        assert (tmp_path / "copy" / file.name).read_bytes() == file.read_bytes()


def test_an_edit_in_between_is_exported_alone(plain, exported):
    before = contents(plain)
    path = begin(plain).workspace.path
    sql(path, "UPDATE detection SET label = 'field' WHERE image = '000.tif'")
    read_some(path, name(8), name(9))
    (file,) = exported(path).files
    assert (file.path, file.changed) == ("000.geojson", 1)
    assert changed(before, contents(plain)) == {"000.geojson"}


def test_a_check_reads_the_rest(many):
    path = begin(many).workspace.path
    checked = check_workspace(path, QgsFeedback())
    assert checked.image_count == COUNT and unread(path) == []
    assert any(finding.problem.path == "003.geojson" for finding in checked.findings)


def test_a_status_says_what_is_not_read_yet(many):
    path = begin(many).workspace.path
    before = path.read_bytes()
    status = campaign_status(many, QgsFeedback())
    assert len(status.counts.unread) == COUNT - 1 and not status.changed
    assert next_steps(status)[0].sentence.startswith("Open the campaign: 29 images")
    assert path.read_bytes() == before


def test_marks_of_unread_images_stay(many):
    path = begin(many).workspace.path
    set_marks(path, **{"008": ImageMark(ImageState.DONE, True), "009": ImageMark(ImageState.EMPTY)})
    read_some(path)
    states = saved_states(path)
    assert states["008.tif"] == "done flagged"
    assert states["009.tif"] == "todo"  # it has annotations


def test_open_edits_stay_open(many):
    path = begin(many).workspace.path
    sql(path, "INSERT INTO unsaved (task, content) VALUES ('detection', '{}')")
    read_some(path, name(8))
    assert everything(path)["unsaved"] == [("'detection'", "'{}'")]


def test_another_program_that_drew_on_an_unread_image_loses_nothing(plain, exported):
    path = begin(plain).workspace.path
    sql(
        path,
        "INSERT INTO detection (geom, image, label) "
        "SELECT geom, '008.tif', 'water' FROM detection WHERE image = '000.tif'",
    )
    read = read_some(path, name(8))
    assert read.edited == {name(8)}
    labels = sorted(label for _, image, label in saved(path) if image == name(8))
    assert labels == ["field", "urban", "water", "water"]
    (file,) = exported(path).files
    assert (file.path, file.added) == ("008.geojson", 1)


def test_what_changes_before_it_is_read_is_read_as_it_is_then(many):
    path = begin(many).workspace.path
    write_files(many, {"008.geojson": collection(detection("water", box(8)))})
    (many / "009.geojson").unlink()
    (many / "010.tif").unlink()
    write_image(many / "011.tif", grid=(40.0, 0.05, 0.0, 42.0, 0.0, -0.1))
    read_some(path)
    found = {image: label for _, image, label in saved(path)}
    assert found[name(8)] == "water" and name(9) not in found
    assert not begin(many).merged
    known = [row[0] for row in everything(path)["images"]]
    assert f"'{name(10)}'" in known  # its file is there still


def test_what_changes_afterwards_is_noticed_as_ever(many, opened):
    path = begin(many).workspace.path
    read_some(path)
    write_files(many, {"008.geojson": collection(detection("water", box(8)))})
    assert opened(many).merged == ["008.geojson"]


def test_renamed_before_it_is_read(many, opened):
    path = begin(many).workspace.path
    for ending in "tif", "geojson":
        os.rename(many / f"008.{ending}", many / f"new.{ending}")
    assert begin(many).image_count == COUNT
    read_some(path)
    images = {image for _, image, _ in saved(path)}
    assert "new.tif" in images and name(8) not in images


def test_a_locked_workspace_keeps_what_is_unread(many, at_once):
    path = begin(many).workspace.path
    with locked(path), pytest.raises(WorkspaceError):
        read_some(path)
    assert len(unread(path)) == COUNT - 1
    read_some(path)
    assert everything(path) == at_once


@pytest.mark.parametrize("why", ["few", "no labels", "broken labels"])
def test_read_at_once(tmp_path, why):
    """A small campaign; and one whose labels are those that annotations use."""
    folder = write_many(tmp_path / "many", count=12 if why == "few" else COUNT)
    if why == "no labels":
        (folder / "spai.json").unlink()
    elif why == "broken labels":
        (folder / "spai.json").write_text("{")
    assert begin(folder).unread_count == 0


def test_a_large_file_is_read_before(tmp_path):
    """Whoever saves would wait for it."""
    folder = write_many(tmp_path / "many")
    boxes = [detection("water", box(20)) for _ in range(6000)]
    write_files(folder, {"020.geojson": collection(*boxes)})
    opened = begin(folder)
    assert name(20) not in unread(opened.workspace.path)
    assert opened.unread_count == COUNT - 2


def test_edits_in_another_workspace_need_all_images(many, tmp_path, opened):
    first = shutil.copytree(many, tmp_path / "first")
    edited = opened(first).workspace.path
    sql(edited, "UPDATE detection SET label = 'field' WHERE image = '008.tif'")
    path = begin(many).workspace.path
    shutil.copyfile(edited, many / "theirs.gpkg")
    taken = begin(many)
    if taken.taken:  # where it is taken for a workspace of this campaign
        assert taken.unread_count == 0
    read_some(path)
    assert len([1 for _, image, _ in saved(path) if image == name(8)]) == 3


def test_a_label_that_is_not_listed_any_more_keeps_its_colour(many):
    """Images that are unread use it."""
    write_files(many, {"000.geojson": collection(detection("water", box(0)))})
    path = begin(many).workspace.path
    write_files(many, {"spai.json": {"labels": LABELS["labels"][:1]}})
    begin(many)
    with Workspace.open(path, writable=False) as opened:
        colors = {label.name: label.color for label in opened.labels()}
    assert colors.items() >= {one["name"]: one["color"] for one in LABELS["labels"]}.items()


def test_nobody_reads_in_the_workspace_what_he_may_not_read_in_the_folder(many):
    os.chmod(many / "020.geojson", 0o600)
    path = begin(many).workspace.path
    assert path.stat().st_mode & 0o077 == 0


def test_each_image_once_with_two_readers(many, at_once):
    """The other one stores what this one has just read."""
    path = begin(many).workspace.path
    with Workspace.open(path) as one:
        names = [image.path for image in one.unread()]
        read = read_images(one, names, QgsFeedback(), lambda: bool(read_some(path)) and False)
        assert list(read.counts) == names and one.unread() == []
    assert everything(path) == at_once


def test_annotations_are_those_of_the_files(many):
    path = begin(many).workspace.path
    read_some(path)
    wanted = [one for one in annotated(9)["features"] if one["properties"]["task"] != "depth"]
    assert len([1 for _, image, _ in saved(path) if image == name(9)]) == len(wanted)
