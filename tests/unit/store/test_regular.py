"""Only files are files: what is none is told at once, and what is too large is not read."""

import os
import stat
import sys
import threading

import pytest
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.campaign.restoring.restore_plan import plan_restore
from scaneo_bridge.core.store.disk import copy, digest_of
from scaneo_bridge.core.store.folder import CampaignFolder
from scaneo_bridge.core.store.regular_files import (
    LARGEST,
    NotRegular,
    TooLarge,
    check_regular_if_there,
    limit_size,
    mend_of,
    open_file,
    pieces_of,
    read_whole,
)
from scaneo_bridge.core.store.write.backups import list_backups
from scaneo_bridge.core.store.write.recovery import recover_folder
from scaneo_bridge.core.store.write.writing import Writing
from support.files.odd_files import ODD, make_odd
from support.folders import snapshot, write_files

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")


@pytest.fixture
def limited():
    yield limit_size
    limit_size(LARGEST)


@pytest.fixture(params=ODD)
def odd(tmp_path, request):
    return make_odd(tmp_path / "odd", request.param)


READERS = {
    "open": lambda path: open_file(path),
    "open to write": lambda path: open_file(path, writable=True),
    "read": read_whole,
    "read below": lambda path: CampaignFolder(path.parent).read(path.name),
    "pieces": lambda path: list(pieces_of(path)),
    "digest": digest_of,
    "copy": lambda path: copy(path, path.with_name("copy")),
    "look": check_regular_if_there,
}


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_what_is_no_file_is_told_at_once(odd, reader):
    before = sorted(os.listdir(odd.parent))
    with pytest.raises(NotRegular, match="not a file") as caught:
        reader(odd)
    assert caught.value.filename == str(odd)
    assert "Put a whole file" in mend_of(caught.value)
    assert sorted(os.listdir(odd.parent)) == before, "nothing is begun"


def test_a_pipe_that_takes_the_place_of_a_file_while_it_is_opened(tmp_path, monkeypatch):
    """Between the look and the opening: it is looked at again once it is open."""
    path = tmp_path / "a.geojson"
    path.write_bytes(b"{}")
    looked, stat_of = os.stat(path), os.stat
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(os, "stat", lambda one, **k: looked if one == path else stat_of(one, **k))
    with pytest.raises(NotRegular, match="named pipe"):
        read_whole(path)


def test_a_link_to_a_file_is_read(tmp_path):
    (tmp_path / "real").write_bytes(b"real")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert read_whole(tmp_path / "link") == b"real"


def test_where_nothing_is_nothing_is_read(tmp_path):
    assert CampaignFolder(tmp_path).read("gone") is None
    assert digest_of(tmp_path / "gone") is None
    check_regular_if_there(tmp_path / "gone")


@pytest.mark.parametrize("size", [0, 1, 99, 100])
def test_what_is_not_too_large_is_read(tmp_path, limited, size):
    (tmp_path / "a").write_bytes(b"x" * size)
    limited(100)
    assert read_whole(tmp_path / "a") == b"x" * size


def test_what_is_too_large_is_told_with_the_limit(tmp_path, limited):
    (tmp_path / "a").write_bytes(b"x" * 101)
    limited(100)
    with pytest.raises(TooLarge, match=r"larger than 100 bytes"):
        read_whole(tmp_path / "a")


def test_a_sparse_file_is_not_read_into_memory(tmp_path):
    """3 TB, of which none is on the disk; 2 GB is what holds where nobody has said else."""
    with open(tmp_path / "a", "wb") as stream:
        stream.truncate(3 * 2**40)
    with pytest.raises(TooLarge, match="larger than 2 GB") as caught:
        read_whole(tmp_path / "a")
    assert "Settings > Options" in mend_of(caught.value)


def test_a_file_that_grows_while_it_is_read_ends_at_the_limit(tmp_path, monkeypatch):
    """As do those that say of themselves that they are empty: it is read to the limit, no more."""
    path = tmp_path / "a"
    path.write_bytes(b"x" * 1000)
    small = os.stat_result((stat.S_IFREG | 0o644, 0, 0, 1, 0, 0, 0, 0, 0, 0))
    monkeypatch.setattr(os, "fstat", lambda _: small)
    assert read_whole(path, 1000) == b"x" * 1000
    with pytest.raises(TooLarge):
        read_whole(path, 999)


def test_a_file_without_an_end_is_not_copied(tmp_path, monkeypatch):
    path = tmp_path / "a"
    with open(path, "wb") as stream:
        stream.truncate(2**28)
    small = os.stat_result((stat.S_IFREG | 0o644, 0, 0, 1, 0, 0, 0, 0, 0, 0))
    monkeypatch.setattr(os, "fstat", lambda _: small)
    with pytest.raises(OSError, match="grows while it is read"):
        list(pieces_of(path))


@pytest.fixture
def folder(tmp_path):
    return write_files(tmp_path / "campaign", {"a.tif": b"", "a.geojson": b"a", "b.geojson": b"b"})


def write(folder, name, data=b"new"):
    with Writing(folder, 20) as writing:
        writing.stage(name, data)
        return writing.commit()


def test_what_is_no_file_is_not_replaced(folder, odd):
    (folder / "c.geojson").symlink_to(odd)
    before = snapshot(folder)
    with pytest.raises(ScaneoError, match=r"c\.geojson can't be written: it is .*not a file"):
        write(folder, "c.geojson")
    assert snapshot(folder) == before


def test_what_is_no_file_is_not_copied_into_a_folder(folder, odd):
    with Writing(folder) as writing, pytest.raises(ScaneoError, match="not a file"):
        writing.stage_copy("c.tif", odd, lambda: None)


@pytest.mark.parametrize("place", ["lock", "staged", "backups", "."])
@pytest.mark.parametrize("kind", ODD)
def test_what_is_no_file_in_the_own_folder_holds_nothing_up(folder, kind, place):
    write(folder, "a.geojson")
    odd = folder / ".scaneo_bridge" / place
    if odd.is_dir():
        odd.rename(folder / "away")
    make_odd(odd, kind)
    list(recover_folder(folder))
    try:
        write(folder, "b.geojson")
        list_backups(folder)
    except ScaneoError as error:
        assert str(folder) in str(error)


@pytest.mark.parametrize("kind", ODD)
def test_a_journal_that_is_no_file_is_put_aside(folder, kind):
    own = folder / ".scaneo_bridge" / "staged" / "0123456789abcdef"
    own.mkdir(parents=True)
    make_odd(own / "journal.json", kind)
    (told,) = recover_folder(folder)
    assert "its journal can't be used" in told.what
    assert not own.exists() and not list(recover_folder(folder))
    assert write(folder, "b.geojson")


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", [".manifest.json", "a.geojson"])
def test_a_backup_of_what_is_no_file(folder, kind, name):
    backup = write(folder, "a.geojson")
    (backup / name).unlink()
    make_odd(backup / name, kind)
    (listed,) = list_backups(folder)
    try:
        plan = plan_restore(CampaignFolder(folder), listed, lambda: None)
        assert plan.problems and [file.path for file in plan.files] == ["a.geojson"]
    except ScaneoError as error:
        assert "is missing in the backup" in str(error)
    assert write(folder, "b.geojson")


def test_a_pipe_is_never_waited_for(tmp_path):
    """Nobody writes to it; were it opened, this thread would still be there."""
    os.mkfifo(tmp_path / "pipe")

    def read():
        with pytest.raises(NotRegular):
            read_whole(tmp_path / "pipe")

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    thread.join(30)
    assert not thread.is_alive()
