"""Files that a restore or an export took away, and a workspace that could not know."""

import os
import sqlite3
from contextlib import closing, contextmanager

import pytest
from scaneo_bridge.core.base.model import ImageMark, ImageState
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign
from scaneo_bridge.core.campaign.restoring.restore_campaign import restore_campaign
from scaneo_bridge.core.campaign.workspaces import of_campaign
from scaneo_bridge.core.store.write.backups import list_backups
from scaneo_bridge.core.workspace.tables.schema import VERSION
from scaneo_bridge.core.workspace.workspace import Workspace
from support import layers
from support.campaign import FILES
from support.folders import contents, write_files
from support.images import write_image
from support.rights import NOBODY, is_root, no_right, public_folder

IMAGE, NEW = "z.tif", "z.geojson"


@pytest.fixture
def shared(monkeypatch):
    """A campaign in a folder that other users can enter; one of its images has no file."""
    with public_folder() as place:

        class Application:
            @staticmethod
            def qgisSettingsDirPath():
                return f"{place}/profile/"

        monkeypatch.setattr(of_campaign, "QgsApplication", Application)
        folder = write_files(place / "campaign", FILES)
        for image in ("a.tif", "2024/b.tif", IMAGE):
            write_image(folder / image)
        yield folder


@pytest.fixture
def drawn(shared, opened, exported):
    """The workspace in that folder, which has exported a box on that image."""
    workspace = opened(shared).workspace.path
    layers.add(workspace, "detection", IMAGE)
    exported(workspace)
    assert (shared / NEW).exists()
    return workspace


@contextmanager
def anothers(workspace, mode=0o444):
    """In the block, the folder is ours, and the workspace another user's, who lets us read it."""
    if is_root:
        for parent, _, names in os.walk(workspace.parent):
            for path in [parent, *(os.path.join(parent, name) for name in names)]:
                if path != str(workspace):
                    os.chown(path, NOBODY, NOBODY)
    with no_right(workspace, mode):
        yield


@contextmanager
def unreadable(workspace):
    """In the block, it is another user's, who lets nobody read it."""
    with anothers(workspace, mode=0):
        yield


@contextmanager
def newer(workspace):
    """In the block, a later version of the plugin has it."""
    _set_version(workspace, 99)
    yield
    _set_version(workspace, VERSION)


def _set_version(workspace, version):
    with closing(sqlite3.connect(workspace)) as database, database:
        database.execute("UPDATE campaign SET version = ?", (version,))


@contextmanager
def away(workspace):
    """In the block, it is elsewhere."""
    elsewhere = workspace.rename(workspace.parent.parent / "elsewhere.gpkg")
    yield
    elsewhere.rename(workspace)


PLACES = (anothers, unreadable, newer, away)


@pytest.fixture(params=PLACES, ids=lambda place: place.__name__)
def restored(request, shared, drawn, feedback):
    """The workspace, with which nothing could be done while the export was taken back."""
    if request.param in PLACES[:2] and os.name == "nt":
        pytest.skip("Windows has no such modes")
    with request.param(drawn):
        restore_campaign(shared, "", feedback)
    assert not (shared / NEW).exists()
    return drawn


def boxes(workspace):
    with Workspace.open(workspace, writable=False) as known:
        return len(known.annotations(IMAGE))


def test_it_goes_when_the_workspace_is_opened(shared, restored, opened, exported, feedback):
    again = opened(shared)
    assert (boxes(restored), again.edited, again.problems) == (0, [], [])
    assert again.merged == [NEW]
    before = contents(shared)
    assert not exported(restored).files
    assert contents(shared) == before
    restore_campaign(shared, "", feedback)  # takes the restore back
    assert (opened(shared).edited, boxes(restored)) == ([], 1)


@pytest.mark.parametrize("elsewhere", [False, True])
def test_it_goes_when_something_else_is_exported_first(
    shared, restored, exported, tmp_path, elsewhere
):
    layers.relabel(restored, "detection", "a.tif")
    target = tmp_path / "other" if elsewhere else None
    done = exported(restored, target)
    assert NEW in done.merged
    assert not ((target or shared) / NEW).exists()
    assert boxes(restored) == 0


def test_edits_of_it_stay(shared, restored, opened, exported):
    layers.relabel(restored, "detection", IMAGE)
    again = opened(shared)
    assert (boxes(restored), again.edited) == (1, [IMAGE])
    exported(restored)
    assert (shared / NEW).exists()


def test_it_goes_from_all_workspaces_of_the_campaign(shared, drawn, opened, exported, feedback):
    other = opened(shared, shared.parent / "other.gpkg").workspace.path
    assert boxes(other) == 1
    restore_campaign(shared, "", feedback)
    for workspace in (None, other, None):
        again = opened(shared, workspace)
        assert (boxes(again.workspace.path), again.edited) == (0, [])


def test_what_was_verified_empty_is_to_do_again(shared, opened, exported, feedback):
    workspace = opened(shared).workspace.path
    with Workspace.open(workspace) as known, known.database.transaction():
        known.set_mark(IMAGE, ImageMark(ImageState.EMPTY))
        known.note_change(IMAGE)
    exported(workspace)
    assert (shared / NEW).exists()
    with away(workspace):
        restore_campaign(shared, "", feedback)
    assert opened(shared).edited == []
    with Workspace.open(workspace, writable=False) as known:
        assert known.state(IMAGE) is ImageState.TODO


def test_it_goes_where_another_workspace_left_it_out(shared, drawn, opened, feedback):
    other = opened(shared, shared.parent / "other.gpkg").workspace.path
    layers.delete(other, "detection", IMAGE)
    export_campaign(other, None, feedback, leave_out=True)
    assert not (shared / NEW).exists()
    again = opened(shared)
    assert (boxes(drawn), again.edited) == (0, [])


def test_an_older_version_of_it_goes_too(shared, drawn, opened, exported, feedback):
    """Of which the workspace knew when it was out of reach."""
    first = list_backups(shared)[0].name
    other = opened(shared, shared.parent / "other.gpkg").workspace.path
    layers.relabel(other, "detection", IMAGE)
    exported(other)
    with away(drawn):
        restore_campaign(shared, first, feedback)
    assert not (shared / NEW).exists()
    assert opened(shared).edited == []
    assert boxes(drawn) == 0


def test_what_somebody_deleted_stays(shared, drawn, opened):
    (shared / NEW).unlink()
    assert opened(shared).edited == [IMAGE]
    assert boxes(drawn) == 1


def test_what_somebody_deleted_stays_where_a_restore_had_taken_it_away_once(
    shared, drawn, opened, exported, feedback
):
    restore_campaign(shared, "", feedback)
    opened(shared)
    layers.add(drawn, "detection", IMAGE)
    exported(drawn)
    (shared / NEW).unlink()
    assert opened(shared).edited == [IMAGE]
    assert boxes(drawn) == 1


@pytest.mark.parametrize("spoilt", ["other bytes", "gone", "no list", "a link"])
def test_what_no_backup_has_stays(shared, drawn, opened, feedback, spoilt):
    with away(drawn):
        restore_campaign(shared, "", feedback)
    kept = list_backups(shared)[0].path / NEW
    if spoilt == "other bytes":
        kept.write_bytes(b"{}")
    elif spoilt == "gone":
        kept.unlink()
    elif spoilt == "no list":
        (kept.parent / ".manifest.json").write_bytes(b"{")
    else:
        kept.symlink_to(kept.rename(shared.parent / "same.geojson"))
    assert opened(shared).edited == [IMAGE]
    assert boxes(drawn) == 1
