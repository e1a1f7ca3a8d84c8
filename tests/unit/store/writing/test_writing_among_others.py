"""A write among others, odd disks, links and names; and how many backups it leaves."""

import errno
import os
from pathlib import Path

import pytest
from scaneo_bridge.core.base.errors import Cancelled, ScaneoError
from scaneo_bridge.core.store.locks.folder_lock import FolderBusy
from scaneo_bridge.core.store.write.recovery import recover_folder
from scaneo_bridge.core.store.write.writing import Writing
from support.folders import contents, snapshot, write_files
from support.subjects.writing import NEW, OLD, fail_at, write


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
    with Writing(folder) as outer, Writing(other, within=outer), pytest.raises(FolderBusy):
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
    assert list(recover_folder(folder)) == []
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
