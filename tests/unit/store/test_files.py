"""Whole files or none, old ones kept, nothing left over."""

import errno
import os
import stat
from pathlib import Path

import pytest
from scaneo_bridge.core.base.errors import Cancelled, ScaneoError
from scaneo_bridge.core.base.model import Severity
from scaneo_bridge.core.store.disk import check_writable
from scaneo_bridge.core.store.locks.folder_lock import Busy
from scaneo_bridge.core.store.write import preparing
from scaneo_bridge.core.store.write.recovery import settle_leftovers
from scaneo_bridge.core.store.write.writing import Writing
from support.folders import contents, snapshot, write_files
from support.rights import no_right, public_folder

OLD = {"a.geojson": b"old a", "sub/b.geojson": b"old b", "other.txt": b"other"}
NEW = {"a.geojson": b"new a", "sub/b.geojson": b"new b", "sub/new/c.geojson": b"new c"}


class DiskFull(OSError):
    """The disk refuses in the middle."""

    def __init__(self):
        super().__init__(28, "No space left on device")


@pytest.fixture
def folder(tmp_path):
    return write_files(tmp_path / "campaign", OLD)


def write(folder, new=NEW, again=""):
    with Writing(folder) as writing:
        for name, data in new.items():
            writing.stage(name, data)
        if again:
            writing.stage(again, b"the last word")
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
    assert [problem.severity for problem in settle_leftovers(folder)] == [Severity.INFO]
    assert contents(folder)["a.geojson"] == b"the last word"


def test_a_disk_that_refuses_the_backup_leaves_all_as_it_was(folder, monkeypatch):
    fail_at(monkeypatch, "link", 0)

    def copy(source, target):
        raise DiskFull

    monkeypatch.setattr(preparing, "copy", copy)
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
        with pytest.raises(Busy, match=f"process {os.getpid()}"), Writing(folder):
            pytest.fail("two at once")
        first.commit()
    assert write(folder, {"a.geojson": b"second"})
    assert contents(folder) == {**OLD, "a.geojson": b"second"}


def test_what_errors_ask_for_is_true_for_every_kind_of_write(folder, monkeypatch):
    """A merge, a mend and a restore are no exports."""
    with Writing(folder, what="merge") as writing:
        writing.stage("a.geojson", b"x")
        (folder / "a.geojson").write_bytes(b"SCANEO's")
        with pytest.raises(ScaneoError, match=r"Nothing was written\. Try again\.$"):
            writing.commit()
    fail_at(monkeypatch, "fsync", 1)
    with pytest.raises(ScaneoError, match="or choose another folder") as caught:
        write(folder)
    assert "xport" not in str(caught.value)


def test_a_write_within_another_is_committed_first(folder):
    with Writing(folder) as outer:
        outer.stage("a.geojson", b"outer")
        with Writing(folder, within=outer) as inner:
            inner.stage("sub/b.geojson", b"inner")
            inner.commit()
        assert contents(folder)["sub/b.geojson"] == b"inner"
        outer.commit()
    assert contents(folder) == {**OLD, "a.geojson": b"outer", "sub/b.geojson": b"inner"}
    assert not (folder / ".scaneo_bridge" / "staged").exists()


def test_a_write_within_another_to_another_folder_has_a_lock_of_its_own(folder, tmp_path):
    other = write_files(tmp_path / "other", {"a.geojson": b"0"})
    with Writing(folder) as outer, Writing(other, within=outer), pytest.raises(Busy):
        Writing(other).__enter__()


def test_what_others_wrote_meanwhile_is_not_overwritten(folder):
    with Writing(folder) as writing:
        for name, data in NEW.items():
            writing.stage(name, data)
        (folder / "sub" / "b.geojson").write_bytes(b"SCANEO's")
        before = snapshot(folder)
        with pytest.raises(ScaneoError, match=r"sub/b\.geojson was changed by somebody else"):
            writing.commit()
        assert snapshot(folder) == before
    assert contents(folder) == {**OLD, "sub/b.geojson": b"SCANEO's"}


def test_what_others_write_while_it_is_committed_stays_and_the_rest_is_undone(folder, monkeypatch):
    real = os.replace

    def replace(source, target):
        real(source, target)
        if Path(target) == folder / "a.geojson":
            (folder / "sub" / "b.geojson").write_bytes(b"SCANEO's")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", replace)
        with pytest.raises(ScaneoError, match=r"^sub/b\.geojson was changed by somebody else"):
            write(folder)
    assert contents(folder) == {**OLD, "sub/b.geojson": b"SCANEO's"}
    assert not (folder / ".scaneo_bridge" / "staged").exists()


def test_a_file_that_others_made_meanwhile_is_not_overwritten(folder):
    with Writing(folder) as writing:
        writing.stage("new.geojson", b"ours")
        (folder / "new.geojson").write_bytes(b"SCANEO's")
        with pytest.raises(ScaneoError, match="changed by somebody else"):
            writing.commit()
    assert contents(folder)["new.geojson"] == b"SCANEO's"


def test_a_deleted_file_goes_and_is_kept(folder):
    with Writing(folder) as writing:
        writing.stage_deletion("a.geojson")
        writing.stage_deletion("not there")
        assert (folder / "a.geojson").exists()
        backup = writing.commit()
    assert "a.geojson" not in contents(folder)
    assert (backup / "a.geojson").read_bytes() == b"old a"


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_what_a_replaced_link_pointed_to_is_kept(folder):
    outside = write_files(folder.parent / "outside", {"a.geojson": b"theirs"})
    (folder / "a.geojson").unlink()
    (folder / "a.geojson").symlink_to(outside / "a.geojson")
    backup = write(folder)
    (outside / "a.geojson").write_bytes(b"changed")
    assert not (backup / "a.geojson").is_symlink()
    assert (backup / "a.geojson").read_bytes() == b"theirs"


def test_a_file_in_the_place_of_the_own_folder(folder):
    (folder / ".scaneo_bridge").write_bytes(b"mine")
    before = snapshot(folder)
    with pytest.raises(ScaneoError, match=r"\.scaneo_bridge is a file"):
        write(folder)
    assert snapshot(folder) == before


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
@pytest.mark.parametrize("link", ["staged", "backups", "lock"])
def test_nothing_behind_a_link_in_the_own_folder_is_written(folder, link):
    outside = write_files(folder.parent / "outside", {"a.geojson": b"theirs"})
    own = folder / ".scaneo_bridge"
    own.mkdir()
    (own / link).symlink_to(outside / "a.geojson" if link == "lock" else outside)
    before = snapshot(folder.parent)
    with pytest.raises(ScaneoError, match="lies behind a link"):
        write(folder)
    assert snapshot(folder.parent) == before


def test_two_names_that_are_one_to_the_disk_are_refused(folder, monkeypatch):
    """Some disks take A and a, or an é in one piece and in two, for the same."""
    pairs = [("A.geojson", "a.geojson"), ("\u00e9.geojson", "e\u0301.geojson")]
    for first, second in pairs:
        assert len(contents(write_and(folder, first, second))) >= len(OLD)
    real = Path.exists
    monkeypatch.setattr(Path, "exists", lambda path: path.parent.name == "names" or real(path))
    for first, second in pairs:
        before = snapshot(folder)
        with pytest.raises(ScaneoError, match="are one name to the disk"):
            write(folder, {first: b"1", second: b"2"})
        assert snapshot(folder) == before


def write_and(folder, first, second):
    write(folder, {first: b"1", second: b"2"})
    return folder


def test_a_long_name_and_a_deep_path(folder):
    deep = "/".join(["d" * 50] * 4) + "/x.geojson"
    long = "ä" * 120 + ".geojson"
    assert write(folder, {deep: b"deep", long: b"long"}) is None
    assert write(folder, {deep: b"deeper", long: b"longer"})
    assert contents(folder) == {**OLD, deep: b"deeper", long: b"longer"}


def test_a_name_that_is_too_long_for_the_disk_leaves_all_as_it_was(folder):
    before = snapshot(folder)
    with pytest.raises(ScaneoError, match="File name too long"):
        write(folder, {"a.geojson": b"x", "b" * 300 + ".geojson": b"x"})
    assert snapshot(folder) == before


def test_a_folder_in_the_place_of_a_file(folder):
    before = snapshot(folder)
    with pytest.raises(ScaneoError, match="is a folder, not a file"):
        write(folder, {"a.geojson": b"x", "sub": b"x"})
    assert snapshot(folder) == before


def test_a_folder_that_vanishes_is_not_made_again(folder):
    away = folder.with_name("away")
    with Writing(folder) as writing:
        writing.stage("a.geojson", b"x")
        folder.rename(away)
        with pytest.raises(ScaneoError, match="No such file"):
            writing.stage("sub/b.geojson", b"x")
        with pytest.raises(ScaneoError):
            writing.commit()
    assert not folder.exists()
    assert contents(away) == OLD
    away.rename(folder)
    assert list(settle_leftovers(folder)) == []
    assert not (folder / ".scaneo_bridge" / "staged").exists()
    assert write(folder)


def test_a_subfolder_on_another_disk(folder, monkeypatch):
    real = os.replace

    def replace(source, target):
        if (Path(source).parent != Path(target).parent) and "sub" in Path(target).parts:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    assert write(folder)
    assert contents(folder) == {**OLD, **NEW}


def test_a_cancelled_copy_leaves_nothing(folder, tmp_path):
    (tmp_path / "image").write_bytes(b"x" * 10)
    before = snapshot(folder)

    def cancelled():
        raise Cancelled

    with pytest.raises(Cancelled), Writing(folder) as writing:
        writing.stage_copy("image.tif", tmp_path / "image", cancelled)
    assert snapshot(folder) == before
    assert not (folder / ".scaneo_bridge").exists()


def test_only_the_last_backups_are_kept(folder):
    stamps = []
    for number in range(5):
        with Writing(folder, keep=3) as writing:
            writing.stage("a.geojson", str(number).encode())
            stamps.append(writing.commit().name)
    kept = folder / ".scaneo_bridge" / "backups"
    assert sorted(path.name for path in kept.iterdir()) == stamps[2:]
    with Writing(folder, keep=0) as writing:  # the one just made is never pruned
        writing.stage("a.geojson", b"x")
        last = writing.commit()
    assert list(kept.iterdir()) == [last]
    assert [path.name for path in (folder / ".scaneo_bridge").iterdir()] == ["backups"]


def test_a_write_that_fails_prunes_nothing(folder, monkeypatch):
    first = write(folder)
    fail_at(monkeypatch, "fsync", 1)
    with pytest.raises(ScaneoError), Writing(folder, keep=1) as writing:
        writing.stage("a.geojson", b"x")
        writing.commit()
    assert [path.name for path in first.parent.iterdir()] == [first.name]
