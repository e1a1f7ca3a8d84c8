"""Whole files or none, old ones kept, nothing left over."""

import os
import stat
from pathlib import Path

import pytest
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.base.model import Severity
from scaneo_bridge.core.store.disk import check_writable
from scaneo_bridge.core.store.locks.folder_lock import FolderBusy
from scaneo_bridge.core.store.write import backups
from scaneo_bridge.core.store.write.recovery import recover_folder
from scaneo_bridge.core.store.write.writing import Writing
from support.folders import contents, snapshot, write_files
from support.rights import no_right, public_folder
from support.subjects.writing import NEW, OLD, DiskFull, fail_at, write


def test_what_is_staged_is_put_in_place(folder):
    write(folder)
    assert contents(folder) == {**OLD, **NEW}


def test_nothing_changes_before_the_commit(folder):
    before = snapshot(folder)
    with Writing(folder) as writing:
        for name, data in NEW.items():
            writing.stage(name, data)
        now = snapshot(folder)
        assert before.items() <= now.items()
        assert all(name.startswith(".scaneo_bridge/") for name in now.keys() - before.keys())
    assert snapshot(folder) == before
    assert not (folder / ".scaneo_bridge").exists()
    assert not (folder / "sub" / "new").exists()


def test_what_is_replaced_is_kept(folder):
    old = snapshot(folder)
    backup = write(folder)
    kept = {name: data for name, (data, *_) in snapshot(backup).items()}
    assert kept.pop(".manifest.json")
    assert kept == {"a.geojson": b"old a", "sub/b.geojson": b"old b"}
    assert backup.parent == folder / ".scaneo_bridge" / "backups"
    assert snapshot(folder)["other.txt"] == old["other.txt"]


def test_two_writes_have_two_backups(folder):
    first = write(folder)
    second = write(folder, {"a.geojson": b"newer"})
    assert first != second
    assert [(kept / "a.geojson").read_bytes() for kept in (first, second)] == [b"old a", b"new a"]


def test_where_nothing_is_replaced_nothing_is_kept(tmp_path):
    assert write(tmp_path / "new" / "place", NEW) is None
    assert contents(tmp_path / "new" / "place") == NEW
    assert not (tmp_path / "new" / "place" / ".scaneo_bridge").exists()


def test_a_disk_without_hard_links_keeps_copies(folder, monkeypatch):
    fail_at(monkeypatch, "link", 0)
    assert (write(folder) / "a.geojson").read_bytes() == b"old a"


def test_files_are_put_in_place_in_their_order(folder, monkeypatch):
    done = fail_at(monkeypatch, "replace", 99)
    of_ours = f"{folder}/.scaneo_bridge"
    with Writing(folder) as writing:
        for name, data in NEW.items():
            writing.stage(name, data)
        writing.stage_first("spai.json", b"all labels")
        writing.stage("spai.json", b"fewer labels")
        writing.commit()
    targets = [target for _, target in done if not str(target).startswith(of_ours)]
    placed = [target.relative_to(folder).as_posix() for target in targets]
    assert placed == ["spai.json", *NEW, "spai.json"]
    assert (folder / "spai.json").read_bytes() == b"fewer labels"


def test_bytes_are_on_disk_before_a_name_is(folder, monkeypatch):
    order = []
    real_fsync, real_replace = os.fsync, os.replace

    def fsync(handle):
        order.append(os.fstat(handle).st_ino)
        real_fsync(handle)

    def replace(source, target):
        order.append((os.stat(source).st_ino, target))
        real_replace(source, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    write(folder)
    placed = [step for step in order if isinstance(step, tuple)]
    for step in placed:  # the manifest and the journal among them
        assert step[0] in order[: order.index(step)]
    assert [target for _, target in placed][2:] == [folder / name for name in NEW]
    if os.name != "nt":
        assert folder.stat().st_ino in order[order.index(placed[-1]) :]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_file_keeps_its_mode(folder):
    (folder / "a.geojson").chmod(0o640)
    write(folder)
    assert stat.S_IMODE((folder / "a.geojson").stat().st_mode) == 0o640


@pytest.mark.parametrize("call", range(len(NEW)))
def test_a_disk_that_refuses_to_stage_leaves_all_as_it_was(folder, monkeypatch, call):
    before = snapshot(folder)
    fail_at(monkeypatch, "fsync", call)
    with pytest.raises(ScaneoError, match="can't be written") as caught:
        write(folder)
    assert list(NEW)[call] in str(caught.value)
    assert "No space left" in str(caught.value)
    assert snapshot(folder) == before


@pytest.mark.parametrize("call", range(len(NEW)))
def test_a_disk_that_refuses_half_way_gets_back_what_it_had(folder, monkeypatch, call):
    real, tried = os.replace, []

    def replace(source, target):
        if Path(target).is_relative_to(folder / ".scaneo_bridge"):
            return real(source, target)
        tried.append(target)
        if len(tried) == call + 1:
            raise DiskFull
        return real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(ScaneoError, match=r"can't be written \(No space left"):
        write(folder)
    assert len(tried) > call
    assert contents(folder) == OLD
    assert not (folder / "sub" / "new").exists()
    assert not (folder / ".scaneo_bridge").exists()


def test_a_disk_that_refuses_for_good_is_left_for_the_next_opening(folder, monkeypatch):
    with monkeypatch.context() as patch:
        real = os.replace

        def replace(source, target):
            if Path(target) != folder / "a.geojson":
                real(source, target)
            elif Path(source).name == "back" or (folder / "sub/new/c.geojson").exists():
                raise DiskFull
            else:
                real(source, target)

        patch.setattr(os, "replace", replace)
        with pytest.raises(ScaneoError, match="some files are in place already"):
            write(folder, {**NEW, "sub/b.geojson": b"b", "a.geojson": b"new a"}, again="a.geojson")
    assert [problem.severity for problem in recover_folder(folder)] == [Severity.INFO]
    assert contents(folder)["a.geojson"] == b"the last word"


def test_a_disk_that_refuses_the_backup_leaves_all_as_it_was(folder, monkeypatch):
    fail_at(monkeypatch, "link", 0)

    def copy(source, target):
        raise DiskFull

    monkeypatch.setattr(backups, "copy", copy)
    before = snapshot(folder)
    with pytest.raises(ScaneoError, match="can't be written"):
        write(folder)
    assert snapshot(folder) == before


@pytest.mark.parametrize("name", ["../a.geojson", "/tmp/a.geojson", "C:\\a.geojson", "a\0"])
def test_nothing_outside_is_staged(folder, name):
    before = snapshot(folder.parent)
    with pytest.raises(ScaneoError, match="no place in the folder"):
        write(folder, {name: b"x"})
    assert snapshot(folder.parent) == before


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
@pytest.mark.parametrize("link", ["sub", ".scaneo_bridge", "a.geojson"])
def test_nothing_behind_a_link_is_written(folder, link):
    outside = write_files(folder.parent / "outside", {"a.geojson": b"theirs"})
    place = folder / link
    if place.is_dir():
        (place / "b.geojson").unlink()
        place.rmdir()
    elif place.exists():
        place.unlink()
    place.symlink_to(outside / "a.geojson" if link == "a.geojson" else outside)
    before = snapshot(outside)
    if link == "a.geojson":  # the link itself is replaced
        write(folder, {"a.geojson": b"new a"})
        assert not place.is_symlink()
    else:
        with pytest.raises(ScaneoError, match="lies behind a link"):
            write(folder)
    assert snapshot(outside) == before


@pytest.mark.parametrize("name", ["other.txt/a.geojson", "other.txt/b/a.geojson"])
def test_a_file_where_a_folder_should_be(folder, name):
    before = snapshot(folder)
    with pytest.raises(ScaneoError, match="can't be written"):
        write(folder, {"new/x": b"x", name: b"x"})
    assert snapshot(folder) == before
    assert not (folder / "new").exists()


def test_a_target_that_is_a_file(folder):
    with pytest.raises(ScaneoError, match=r"other\.txt can't be written"):
        write(folder / "other.txt")


def test_a_new_folder_goes_again_where_nothing_is_written(tmp_path):
    with Writing(tmp_path / "new" / "place") as writing:
        writing.stage("2024/a.geojson", b"x")
    assert list(tmp_path.iterdir()) == []


def test_the_check_leaves_nothing(folder):
    before = snapshot(folder)
    check_writable(folder)
    assert snapshot(folder) == before


def test_a_folder_that_is_gone_can_not_be_written(tmp_path):
    with pytest.raises(ScaneoError, match=r"gone can't be written \(No such file"):
        check_writable(tmp_path / "gone")


def test_a_file_is_no_folder_to_write_in(folder):
    with pytest.raises(ScaneoError, match=r"other\.txt can't be written"):
        check_writable(folder / "other.txt")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("place", ["", "sub"])
def test_without_the_right_to_write_all_stays_as_it_was(place):
    with public_folder() as public:
        folder = write_files(public / "campaign", OLD)
        if place:
            folder.chmod(0o777)
        before = snapshot(folder)
        with no_right(folder / place, 0o555), pytest.raises(ScaneoError) as caught:
            write(folder)
        assert f"{folder / place} can't be written (Permission denied)" in str(caught.value)
        assert snapshot(folder) == before


def test_a_second_write_at_once_is_refused(folder):
    with Writing(folder) as first:
        first.stage("a.geojson", b"first")
        with pytest.raises(FolderBusy, match=f"process {os.getpid()}"), Writing(folder):
            pytest.fail("two at once")
        first.commit()
    assert write(folder, {"a.geojson": b"second"})
    assert contents(folder) == {**OLD, "a.geojson": b"second"}
