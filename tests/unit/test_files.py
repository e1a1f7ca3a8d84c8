"""Whole files or none, old ones kept, nothing left over."""

import os
import stat
import sys

import pytest
from scaneo_bridge.core.scaneo import files
from scaneo_bridge.core.scaneo.errors import ScaneoError
from scaneo_bridge.core.scaneo.files import Writing, check_writable
from support.folders import contents, snapshot, write_files

OLD = {"a.geojson": b"old a", "sub/b.geojson": b"old b", "other.txt": b"other"}
NEW = {"a.geojson": b"new a", "sub/b.geojson": b"new b", "sub/new/c.geojson": b"new c"}


class DiskFull(OSError):
    """The disk refuses in the middle."""

    def __init__(self):
        super().__init__(28, "No space left on device")


@pytest.fixture
def folder(tmp_path):
    return write_files(tmp_path / "campaign", OLD)


def write(folder, new=NEW):
    with Writing(folder) as writing:
        for name, data in new.items():
            writing.stage(name, data)
        return writing.commit()


def fail_at(monkeypatch, name, call):
    """Lets a function of `os` fail from its n-th call on; answers the calls that went well."""
    real, done = getattr(os, name), []

    def function(*args, **more):
        if len(done) >= call:
            raise DiskFull
        result = real(*args, **more)
        done.append(args)
        return result

    monkeypatch.setattr(os, name, function)
    return done


def test_what_is_staged_is_put_in_place(folder):
    write(folder)
    assert contents(folder) == {**OLD, **NEW}


def test_nothing_changes_before_the_commit(folder):
    before = snapshot(folder)
    with Writing(folder) as writing:
        for name, data in NEW.items():
            writing.stage(name, data)
        assert before.items() <= snapshot(folder).items()
        assert len(snapshot(folder)) == len(before) + len(NEW)
    assert snapshot(folder) == before
    assert not (folder / "sub" / "new").exists()


def test_what_is_replaced_is_kept(folder):
    old = snapshot(folder)
    backup = write(folder)
    assert {name: data for name, (data, *_) in snapshot(backup).items()} == {
        "a.geojson": b"old a",
        "sub/b.geojson": b"old b",
    }
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
    with Writing(folder) as writing:
        for name, data in NEW.items():
            writing.stage(name, data)
        writing.stage_first("spai.json", b"all labels")
        writing.stage("spai.json", b"fewer labels")
        writing.commit()
    placed = [target.relative_to(folder).as_posix() for _, target in done]
    assert placed == ["spai.json", *NEW, "spai.json"]
    assert (folder / "spai.json").read_bytes() == b"fewer labels"


def test_bytes_are_on_disk_before_a_name_is(folder, monkeypatch):
    order = []
    for name in ("fsync", "replace"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *a, n=name, f=real: (order.append(n), f(*a))[1])
    write(folder)
    first = order.index("replace")
    assert order[:first] == ["fsync"] * len(NEW)
    if os.name != "nt":
        assert "fsync" in order[first + len(NEW) :]  # the folders


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
def test_a_disk_that_refuses_half_way_leaves_whole_files(folder, monkeypatch, call):
    fail_at(monkeypatch, "replace", call)
    with pytest.raises(ScaneoError, match="can't be written"):
        write(folder)
    placed = dict(list(NEW.items())[:call])
    assert contents(folder) == {**OLD, **placed}


def test_a_disk_that_refuses_the_backup_leaves_all_as_it_was(folder, monkeypatch):
    fail_at(monkeypatch, "link", 0)
    monkeypatch.setattr(files.shutil, "copy2", lambda *_: (_ for _ in ()).throw(DiskFull()))
    with pytest.raises(ScaneoError, match="can't be written"):
        write(folder)
    assert contents(folder) == OLD


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("call", range(len(NEW) + 1))
def test_at_any_kill_the_files_are_whole(folder, monkeypatch, call):
    child = os.fork()
    if child == 0:
        real, done = os.replace, []

        def replace(*args):
            if len(done) >= call:
                os._exit(9)  # as a kill: nothing is cleaned up
            done.append(real(*args))

        os.replace = replace
        try:
            write(folder)
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    placed = dict(list(NEW.items())[:call])
    found = contents(folder)
    left = {name for name in found if name.endswith(".scaneo-staged")}
    assert {name: found[name] for name in found.keys() - left} == {**OLD, **placed}
    assert len(left) == len(NEW) - call


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
        with pytest.raises(ScaneoError, match="behind a link"):
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
        Writing(folder / "other.txt")


def test_a_new_folder_goes_again_where_nothing_is_written(tmp_path):
    with Writing(tmp_path / "new" / "place") as writing:
        writing.stage("2024/a.geojson", b"x")
    assert list(tmp_path.iterdir()) == []


def test_the_check_leaves_nothing(folder):
    before = snapshot(folder)
    check_writable(folder)
    assert snapshot(folder) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_folder_that_can_not_be_written(tmp_path, monkeypatch):
    monkeypatch.setattr("pathlib.Path.touch", lambda *_, **__: (_ for _ in ()).throw(DiskFull()))
    with pytest.raises(ScaneoError, match=r"can't be written \(No space left"):
        check_writable(tmp_path)


def test_two_writes_at_once_keep_out_of_each_others_way(folder):
    with Writing(folder) as first, Writing(folder) as second:
        first.stage("a.geojson", b"first")
        second.stage("a.geojson", b"second")
        first.commit()
        assert (folder / "a.geojson").read_bytes() == b"first"
        second.commit()
    assert (folder / "a.geojson").read_bytes() == b"second"


def test_what_another_write_staged_is_left_alone(folder, monkeypatch):
    tokens = iter(["probe", "one", "other", "one"])
    monkeypatch.setattr(files.secrets, "token_hex", lambda _: next(tokens))
    with Writing(folder) as first:
        first.stage("a.geojson", b"first")
        with Writing(folder) as second, pytest.raises(ScaneoError, match="can't be written"):
            second.stage("a.geojson", b"second")
        first.commit()
    assert contents(folder) == {**OLD, "a.geojson": b"first"}
