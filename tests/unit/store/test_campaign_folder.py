"""The folder of a campaign is an object: made once of a path, it knows its places and its files."""

import os
import time
from types import SimpleNamespace

import pytest
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.store.folder import (
    NO_FOLDER,
    OWN_FOLDER,
    CampaignFolder,
    Stamp,
    nothing_known,
    typed_path,
)
from scaneo_bridge.core.store.regular_files import NotRegular
from support.folders import write_files
from support.rights import no_right, public_folder

needs_links = pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
OUTSIDE = ["../a.geojson", "sub/../../a.geojson", "/a.geojson", "C:/a.geojson", "a\0b.geojson", ""]


@pytest.fixture
def place(tmp_path):
    write_files(tmp_path / "campaign", {"a.geojson": b"{}", "sub/b.geojson": b"[]"})
    write_files(tmp_path, {"neighbour/a.geojson": b"theirs", "a.geojson": b"theirs"})
    return tmp_path / "campaign"


@pytest.fixture
def folder(place):
    return CampaignFolder.at(place)


# Made once


def test_a_path_becomes_one_and_one_stays_it(place, monkeypatch):
    monkeypatch.chdir(place.parent)
    made = CampaignFolder.at("campaign/sub/..", lambda device, path: True)
    assert made.path == place and str(made) == os.fspath(made) == str(place)
    assert CampaignFolder.at(made) is made, "with what it knows of its disk"


def test_two_of_one_path_are_one_whatever_is_known_of_the_disk(place):
    one, other = CampaignFolder.at(place), CampaignFolder.at(place, lambda device, path: True)
    assert one == other and {one: 1}[other] == 1
    assert one != CampaignFolder.at(place.parent)


@needs_links
def test_links_in_its_path_stay_as_the_user_knows_them(place):
    link = place.parent / "link"
    link.symlink_to(place)
    linked = CampaignFolder.at(link)
    assert linked.path == link and linked.is_same(place) and CampaignFolder.at(place).is_same(link)


def test_of_those_that_are_gone_the_paths_tell(place):
    gone = CampaignFolder.at(place.parent / "gone")
    assert gone.is_same(place.parent / "gone") and not gone.is_same(place)
    assert not CampaignFolder.at(place).is_same(gone)


def test_a_folder_that_we_may_not_look_at_is_not_there(tmp_path):
    for path in (tmp_path / ("x" * 300) / "campaign", tmp_path / "a\0b"):  # as where we may not
        hidden = CampaignFolder.at(path)
        assert not hidden.is_there
        assert hidden.is_same(path) and not hidden.is_same(tmp_path)
        assert not CampaignFolder.at(tmp_path).is_same(path)
        with pytest.raises(ScaneoError, match="There is no folder"):
            hidden.check_there()


@pytest.mark.skipif(os.name == "nt", reason="rights are others there")
def test_a_folder_in_another_users_home_is_not_there():
    with public_folder() as top:
        campaign = CampaignFolder.at(write_files(top / "home" / "campaign", {"a.geojson": b"{}"}))
        assert campaign.is_there
        with no_right(top / "home", 0o000):
            assert not campaign.is_there and not CampaignFolder.at(top).is_same(campaign)


def test_a_path_that_is_typed(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert typed_path(" ~/campaign ") == typed_path("campaign") == tmp_path / "campaign"


def test_one_that_is_not_there_says_so(place, folder):
    folder.check_there()
    assert folder.is_there and not CampaignFolder.at(place / "a.geojson").is_there
    with pytest.raises(ScaneoError, match="There is no folder"):
        CampaignFolder.at(place / "gone").check_there()
    assert not NO_FOLDER.is_same(folder)


# What lies outside


@pytest.mark.parametrize("name", OUTSIDE)
def test_nothing_outside_is_read_and_no_place_outside_is_given(folder, name):
    with pytest.raises(ScaneoError, match="no place in the folder"):
        folder.inside(name)
    for read in (folder.read, folder.read_large, folder.read_stamped):
        if "\0" in name and read == folder.read_stamped:
            continue
        with pytest.raises(NotRegular):
            read(name)


@needs_links
def test_no_place_behind_a_link_is_given(folder, place):
    (place / "link").symlink_to(place.parent / "neighbour")
    with pytest.raises(ScaneoError, match="behind a link"):
        folder.inside("link/a.geojson")
    assert folder.read("link/a.geojson") == b"theirs", "it is read: people link their files"


@needs_links
def test_what_is_ours_lies_behind_no_link(folder, place):
    assert folder.own("backups", "x") == place / OWN_FOLDER / "backups" / "x"
    (place / OWN_FOLDER).symlink_to(place.parent / "neighbour")
    for make in (folder.own, folder.make_own):
        with pytest.raises(ScaneoError, match="behind a link"):
            make("backups")
    assert sorted(os.listdir(place.parent / "neighbour")) == ["a.geojson"]


def test_a_file_in_the_way_of_what_is_ours(folder, place):
    (place / OWN_FOLDER).write_bytes(b"")
    with pytest.raises(ScaneoError, match="is a file, where the folder for locks"):
        folder.own("backups")


def test_what_is_made_for_us_is_there(folder, place):
    assert folder.make_own("backups", "x").is_dir() and folder.make_own("backups", "x").is_dir()
    assert (place / OWN_FOLDER / "backups" / "x").is_dir()


def test_the_name_of_a_file_in_it(folder, place):
    assert folder.name_of(place / "sub" / "b.geojson") == "sub/b.geojson"
    assert folder.name_of(place.parent / "a.geojson") is None
    assert folder.name_of(place.parent / "neighbour" / ".." / "campaign" / "a.geojson") == (
        "a.geojson"
    )


# What it holds


def test_its_files_are_read(folder):
    assert folder.read("a.geojson") == b"{}" and folder.read_large("sub/b.geojson") == b"[]"
    assert folder.read("gone") is None and folder.read("a.geojson/gone") is None
    with pytest.raises(NotRegular, match="it is a folder"):
        folder.read("sub")


def test_a_file_comes_with_its_stamp(folder, place):
    data, stamp = folder.read_stamped("a.geojson")
    found = (place / "a.geojson").stat()
    assert data == b"{}" and (stamp.size, stamp.time) == (2, found.st_mtime_ns)
    assert folder.read_stamped("gone") is None and folder.stamp("gone") is None


@pytest.mark.skipif(os.name == "nt", reason="no stamp proves anything there")
def test_a_stamp_proves_something_where_the_disk_is_known_to(place, monkeypatch):
    asked = []

    def keeps_changes(device, path):
        asked.append((device, path))
        return True

    later = time.time_ns() + 10**11
    monkeypatch.setattr("scaneo_bridge.core.store.folder.time.time_ns", lambda: later)
    known, unknown = CampaignFolder.at(place, keeps_changes), CampaignFolder.at(place)
    stamp = known.stamp("a.geojson")
    assert stamp.proves(known.read_stamped("a.geojson")[1])
    assert asked[0] == (place.stat().st_dev, str(place / "a.geojson"))
    assert unknown.keeps_changes is nothing_known
    assert unknown.stamp("a.geojson").changed is None
    assert not unknown.stamp("a.geojson").proves(unknown.stamp("a.geojson"))


def test_a_file_that_was_changed_just_now_proves_nothing(place):
    changed = CampaignFolder.at(place, lambda device, path: True)
    (place / "a.geojson").write_bytes(b"{ }")
    assert changed.stamp("a.geojson").changed is None


def test_numbers_that_sqlite_can_not_hold(monkeypatch, folder):
    numbers = {"st_size": 2, "st_ino": 2**63 + 5, "st_dev": 2**64 - 1}
    found = SimpleNamespace(**numbers, st_mtime_ns=1, st_ctime_ns=1)
    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", lambda path: found)
        stamp = Stamp.of("x")
    assert (stamp.inode, stamp.device) == (5, 2**63 - 1)
