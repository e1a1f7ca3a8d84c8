"""One writer at a time in a folder; a lock that names its holder and ends with it."""

import errno
import json
import os
import threading
import time
from types import SimpleNamespace

import pytest
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.store.folder import CampaignFolder
from scaneo_bridge.core.store.locks import lock_file
from scaneo_bridge.core.store.locks.folder_lock import FolderBusy, FolderLock
from scaneo_bridge.core.store.write.writing import Writing
from support.children import child, holder
from support.folders import snapshot, write_files

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills and forks as on POSIX")


@pytest.fixture
def folder(tmp_path):
    return write_files(tmp_path / "campaign", {"a.geojson": b"0"})


def taken(folder):
    lock = FolderLock(folder)
    lock.take()
    return lock


def test_another_process_is_refused_and_told_who_holds_it(folder):
    with holder(folder) as other:
        with pytest.raises(FolderBusy) as caught, Writing(folder):
            pytest.fail("two at once")
        told = str(caught.value)
        for part in (str(folder), f"process {other.pid}", os.uname().nodename, "since 2"):
            assert part in told
        assert "Nothing was written" in told and "try again" in told
    taken(folder).release()


def test_a_lock_ends_with_the_process_that_was_killed(folder):
    with holder(folder) as other:
        other.kill()
        other.wait()
        assert (folder / ".scaneo_bridge" / "lock").read_bytes()
        taken(folder).release()


def test_a_lock_holds_between_threads(folder):
    lock = taken(folder)
    found = []

    def second():
        try:
            taken(folder).release()
        except FolderBusy as error:
            found.append(str(error))

    thread = threading.Thread(target=second)
    thread.start()
    thread.join()
    lock.release()
    assert f"process {os.getpid()}" in found[0]
    taken(folder).release()


def test_a_lock_leaves_nothing_behind(folder):
    before = snapshot(folder)
    lock = taken(folder)
    assert (folder / ".scaneo_bridge" / "lock").exists()
    lock.release()
    assert snapshot(folder) == before
    assert not (folder / ".scaneo_bridge").exists()


def test_a_lock_is_one_by_every_path_to_the_folder(folder, tmp_path):
    (tmp_path / "link").symlink_to(folder)
    lock = taken(folder)
    with pytest.raises(FolderBusy):
        taken(tmp_path / "link")
    lock.release()
    taken(tmp_path / "link").release()


def test_two_folders_have_two_locks(folder, tmp_path):
    other = write_files(tmp_path / "other", {"a": b""})
    lock = taken(folder)
    taken(other).release()
    lock.release()


@pytest.mark.parametrize(
    "said", [b"", b"{", b"[]", b'{"user": 1}', b"[" * 4000, b"\xff\xfe", b'"' + b"x" * 9000 + b'"']
)
def test_a_lock_whose_text_is_no_use_holds_all_the_same(folder, said):
    with holder(folder):
        (folder / ".scaneo_bridge" / "lock").write_bytes(said)
        with pytest.raises(FolderBusy, match=r"^Another program is writing to"):
            taken(folder)


def test_what_a_lock_says_is_shown_as_it_is_and_not_at_any_length(folder):
    with holder(folder):
        file = folder / ".scaneo_bridge" / "lock"
        said = json.loads(file.read_bytes())
        file.write_bytes(json.dumps({**said, "user": "{host}" + "x" * 500}).encode())
        with pytest.raises(FolderBusy, match=r"^{host}x{74} on "):
            taken(folder)


def test_an_old_text_stands_in_nobodys_way(folder):
    file = folder / ".scaneo_bridge" / "lock"
    write_files(folder, {".scaneo_bridge/lock": b"x" * 5000})
    lock = taken(folder)
    assert json.loads(file.read_bytes())["process"] == str(os.getpid())
    lock.release()


def test_a_lock_file_that_somebody_deleted_does_not_take_the_next_ones_along(folder):
    first = taken(folder)
    (folder / ".scaneo_bridge" / "lock").unlink()
    with holder(folder):
        first.release()
        assert (folder / ".scaneo_bridge" / "lock").exists()
        with pytest.raises(FolderBusy):
            taken(folder)


def test_a_disk_without_locks_lets_one_writer_of_a_process_in(folder, monkeypatch):
    import fcntl

    def flock(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", flock)
    lock = taken(folder)
    with pytest.raises(FolderBusy):
        taken(folder)
    lock.release()
    taken(folder).release()


def test_a_disk_that_fails_to_lock_is_told(folder, monkeypatch):
    import fcntl

    def flock(*_):
        raise OSError(errno.EIO, "Input/output error")

    before = snapshot(folder)
    with monkeypatch.context() as patch, pytest.raises(ScaneoError, match="Input/output"):
        patch.setattr(fcntl, "flock", flock)
        taken(folder)
    taken(folder).release()
    assert snapshot(folder) == before


def test_whoever_may_write_the_folder_may_lock_it_after_a_crash(folder):
    folder.chmod(0o2775)
    with holder(folder):
        own = folder / ".scaneo_bridge"
        assert own.stat().st_mode & 0o7777 == 0o2775
        assert (own / "lock").stat().st_mode & 0o777 == 0o664


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may write in such a folder here")
def test_windows_mark_of_a_folder_is_not_handed_on(folder, monkeypatch):
    """“Read-only” stops nobody from writing in a folder there, but a lock could not go again."""
    folder.chmod(0o555)
    us = lock_file.LockHolder.here()
    with monkeypatch.context() as patch:
        patch.setattr(os, "name", "nt")
        patch.setattr(lock_file.LockHolder, "here", lambda: us)
        patch.setattr(
            lock_file, "msvcrt", SimpleNamespace(LK_NBLCK=2, locking=print), raising=False
        )
        lock = taken(CampaignFolder(folder))
        own = folder / ".scaneo_bridge"
        modes = [path.stat().st_mode & 0o200 for path in (own, own / "lock")]
        lock.release()
    assert modes == [0o200, 0o200]
    assert not own.exists()


COUNTING = """
    import time
    from scaneo_bridge.core.store.disk import digest_of
    for _ in range({times}):
        while True:
            try:
                with Writing(folder, keep=2) as writing:
                    number = int((folder / "a.geojson").read_bytes())
                    writing.stage("a.geojson", str(number + 1).encode())
                    writing.commit()
                break
            except FolderBusy:
                time.sleep(0.001)
"""


@pytest.mark.slow
def test_no_write_of_several_processes_is_lost(folder):
    """Each counts on from what it reads: two writers at once would count the same twice."""
    several = [child(folder, COUNTING.format(times=15)) for _ in range(4)]
    for process in several:
        process.communicate(timeout=120)
    assert [process.returncode for process in several] == [0] * 4
    assert (folder / "a.geojson").read_bytes() == b"60"
    assert [path.name for path in (folder / ".scaneo_bridge").iterdir()] == ["backups"]


TAKING = """
    mark = folder / "mark"
    turns = 0
    while turns < 25:
        lock = FolderLock(folder)
        try:
            lock.take()
        except FolderBusy:
            continue
        handle = os.open(mark, os.O_CREAT | os.O_EXCL)  # fails where another is in, too
        os.close(handle)
        mark.unlink()
        lock.release()
        turns += 1
"""


def test_a_lock_that_goes_lets_no_two_in(folder):
    """The file of the lock is deleted at its end, while others wait for it."""
    several = [child(folder, TAKING) for _ in range(4)]
    for process in several:
        process.communicate(timeout=120)
    assert [process.returncode for process in several] == [0] * 4


def test_threads_that_write_at_once_lose_nothing(folder):
    def count_on():
        for _ in range(10):
            while True:
                try:
                    with Writing(folder, keep=2) as writing:
                        number = int((folder / "a.geojson").read_bytes())
                        writing.stage("a.geojson", str(number + 1).encode())
                        writing.commit()
                    break
                except FolderBusy:
                    time.sleep(0.001)

    threads = [threading.Thread(target=count_on) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (folder / "a.geojson").read_bytes() == b"40"
