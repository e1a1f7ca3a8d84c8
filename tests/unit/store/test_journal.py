"""A write that is killed is finished, undone or cleared at the next opening."""

import json
import os
import shutil
import signal
import sys
import time

import pytest
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.base.model import Severity
from scaneo_bridge.core.store.write.recovery import recover_folder
from scaneo_bridge.core.store.write.writing import Writing
from support.children import child, forked, holder, was_killed
from support.folders import contents, snapshot, write_files
from support.rights import no_right, public_folder

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills and forks as on POSIX")

OLD = {"a.geojson": b"old a", "gone.geojson": b"g", "sub/b.geojson": b"old b", "spai.json": b"old"}
NEW = {
    "a.geojson": b"new a",
    "sub/b.geojson": b"new b",
    "sub/new/deep/c.geojson": b"new c",
    "spai.json": b"new",
}
UNION = b"old and new"
CHANGING = {
    *("open", "write", "writelines", "fsync", "replace", "rename", "link", "unlink", "mkdir"),
    *("rmdir", "chmod", "ftruncate", "flock", "close"),
}


@pytest.fixture
def folder(tmp_path):
    return write_files(tmp_path / "campaign", OLD)


def write(folder):
    with Writing(folder, keep=2) as writing:
        for name, data in NEW.items():
            writing.stage(name, data)
        writing.stage_deletion("gone.geojson")
        writing.stage_first("spai.json", UNION)
        writing.commit()


def die_before(call):
    """Dies by SIGKILL right before the n-th call to the system that changes something."""
    left = [call]

    def watch(frame, event, function):
        if event == "c_call" and function.__name__ in CHANGING:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(watch)


def is_a_state_on_the_way(found):
    """Whether files are as a prefix of the steps leaves them."""
    steps = [("spai.json", UNION), *NEW.items(), ("gone.geojson", None)]
    state = dict(OLD)
    states = [dict(state)]
    for name, data in steps:
        state[name] = data
        states.append({name: data for name, data in state.items() if data is not None})
    return found in states


@pytest.mark.slow
def test_killed_at_each_call_it_is_old_or_new_after_the_next_opening(tmp_path):
    """And at the kill itself each file is whole, and they are new in their order."""
    seen = []
    call = 0
    while True:
        folder = write_files(tmp_path / "campaign", OLD)
        if not forked(lambda call=call, folder=folder: (die_before(call), write(folder))):
            break
        assert is_a_state_on_the_way(contents(folder)), call
        problems = recover_folder(folder)
        found = contents(folder)
        assert found in (OLD, NEW), call
        seen.append(found == NEW)
        if problems:
            assert [problem.severity for problem in problems] == [Severity.INFO], call
            assert found == NEW
        assert not (folder / ".scaneo_bridge" / "staged").exists(), call
        if found == NEW:
            (backup,) = (folder / ".scaneo_bridge" / "backups").iterdir()
            assert {name: (backup / name).read_bytes() for name in OLD} == OLD
        else:
            assert not (folder / ".scaneo_bridge" / "backups").exists(), call
        if call % 10 == 0:
            write(folder)
            assert contents(folder) == NEW
        shutil.rmtree(folder)
        call += 1
    assert seen == sorted(seen), "it went back and forth"
    assert seen.count(False) > 30 and seen.count(True) > 30


@pytest.mark.slow
def test_killed_while_it_finishes_it_is_finished_by_the_next(tmp_path):
    half = write_files(tmp_path / "half", OLD)
    stop_between(half, 3)
    call = 0
    while True:
        folder = shutil.copytree(half, tmp_path / "campaign", symlinks=True)
        if not forked(lambda c=call, f=folder: (die_before(c), recover_folder(f))):
            break
        assert is_a_state_on_the_way(contents(folder)), call
        recover_folder(folder)
        assert contents(folder) == NEW, call
        assert not (folder / ".scaneo_bridge" / "staged").exists()
        shutil.rmtree(folder)
        call += 1
    assert call > 20


def stop_between(folder, files):
    """A write that is killed when so many files are in place."""

    def deed():
        real, done = os.replace, []

        def replace(source, target):
            if ".scaneo_bridge" in str(target):
                return real(source, target)
            if len(done) == files:
                os.kill(os.getpid(), signal.SIGKILL)
            done.append(target)
            return real(source, target)

        os.replace = replace
        write(folder)

    assert forked(deed)


@pytest.mark.parametrize("files", range(5))
def test_a_stopped_write_is_finished(folder, files):
    stop_between(folder, files)
    (problem,) = recover_folder(folder)
    assert problem.severity is Severity.INFO and "finished" in problem.what
    assert contents(folder) == NEW
    assert list(recover_folder(folder)) == []


@pytest.mark.parametrize("files", range(5))
def test_a_stopped_write_is_finished_by_the_next_write(folder, files):
    stop_between(folder, files)
    with Writing(folder) as writing:
        assert contents(folder) == NEW
        assert [problem.severity for problem in writing.problems] == [Severity.INFO]
        writing.stage("a.geojson", b"newer")
        writing.commit()
    assert contents(folder) == {**NEW, "a.geojson": b"newer"}


def own_folder(folder):
    (own,) = (folder / ".scaneo_bridge" / "staged").iterdir()
    return own


@pytest.mark.parametrize("files", range(1, 5))
def test_where_what_was_staged_is_lost_it_is_undone(folder, files):
    """A file system that was not whole after a power cut, or a cleaner."""
    stop_between(folder, files)
    last = max((path for path in own_folder(folder).iterdir() if path.name.isdigit()), key=str)
    last.write_bytes(b"half")
    (problem,) = recover_folder(folder)
    assert problem.severity is Severity.WARNING and "put back" in problem.what
    assert contents(folder) == OLD
    assert not (folder / "sub" / "new").exists()
    assert not (folder / ".scaneo_bridge" / "staged").exists()


@pytest.mark.parametrize("name", ["a.geojson", "sub/b.geojson", "spai.json"])
def test_what_others_changed_since_is_left_and_the_rest_kept_aside(folder, name):
    stop_between(folder, 2)
    at_the_stop = contents(folder)
    (folder / name).write_bytes(b"SCANEO's")
    (problem,) = recover_folder(folder)
    assert problem.severity is Severity.WARNING and "sub/b.geojson" in problem.what
    assert contents(folder) == {**at_the_stop, name: b"SCANEO's"}
    (backup,) = (folder / ".scaneo_bridge" / "backups").iterdir()
    aside = backup / ".not-written"
    assert str(aside) in problem.mend
    assert (aside / "sub/b.geojson").read_bytes() == b"new b"
    assert (aside / "spai.json").read_bytes() == b"new"
    assert list(recover_folder(folder)) == []
    write(folder)
    assert contents(folder) == NEW


def test_what_another_is_writing_is_not_touched(folder):
    stop_between(folder, 2)
    with holder(folder):
        before = snapshot(folder)
        assert list(recover_folder(folder)) == []
        assert snapshot(folder) == before
    assert len(recover_folder(folder)) == 1


def test_a_folder_with_nothing_left_over_is_not_touched(folder):
    before = snapshot(folder)
    seen = folder.stat().st_mtime_ns
    assert list(recover_folder(folder)) == []
    assert snapshot(folder) == before and folder.stat().st_mtime_ns == seen


HOSTILE = [
    b"{",
    b"[]",
    b"[" * 100_000,
    {"steps": [["0", "../outside.txt", None, None]], "made": [], "backup": "b"},
    {"steps": [["../../../outside.txt", "a.geojson", None, None]], "made": [], "backup": "b"},
    {"steps": [[None, "../outside.txt", None, None]], "made": [], "backup": "b"},
    {"steps": [["0", "/etc/x", None, None]], "made": [], "backup": "b"},
    {"steps": [["0", "a\0b", None, None]], "made": [], "backup": "b"},
    {"steps": [], "made": ["../made"], "backup": "b"},
    {"steps": [], "made": [], "backup": "../../../b"},
    {"steps": [], "made": [], "backup": "/b"},
    {"steps": [], "made": [], "backup": 3},
    {"steps": [["0", 7, None, None]], "made": [], "backup": "b"},
    {"steps": [["0", "a.geojson"]], "made": [], "backup": "b"},
]


@pytest.mark.parametrize("journal", HOSTILE, ids=range(len(HOSTILE)))
def test_a_journal_of_somebody_else_does_nothing(folder, journal):
    outside = folder.parent / "outside.txt"
    outside.write_bytes(b"theirs")
    place = ".scaneo_bridge/staged/x/"
    data = journal if isinstance(journal, bytes) else json.dumps(journal).encode()
    write_files(folder, {place + "journal.json": data, place + "0": b"new"})
    (problem,) = recover_folder(folder)
    assert "can't be used" in problem.what
    assert contents(folder) == OLD
    assert outside.read_bytes() == b"theirs"
    assert sorted(path.name for path in folder.parent.iterdir()) == ["campaign", "outside.txt"]
    assert list(recover_folder(folder)) == []


def test_a_link_among_what_is_staged_is_not_followed(folder):
    outside = write_files(folder.parent / "outside", {"0": b"theirs"})
    (folder / ".scaneo_bridge" / "staged").mkdir(parents=True)
    (folder / ".scaneo_bridge" / "staged" / "x").symlink_to(outside)
    before = snapshot(outside)
    (problem,) = recover_folder(folder)
    assert "behind a link" in problem.what
    assert snapshot(outside) == before
    assert contents(folder) == OLD


def test_what_lies_among_what_is_staged_and_is_no_folder_stops_nothing(folder):
    """A file browser of macOS leaves a file in each folder that somebody looks at."""
    stop_between(folder, 2)
    (folder / ".scaneo_bridge" / "staged" / ".DS_Store").write_bytes(b"")
    (problem,) = recover_folder(folder)
    assert problem.severity is Severity.INFO and "finished" in problem.what
    assert contents(folder) == NEW
    assert list(recover_folder(folder)) == []


def test_one_write_that_can_not_be_settled_does_not_stop_the_next(folder):
    stop_between(folder, 2)
    place = folder / ".scaneo_bridge" / "staged"
    (place / "0").symlink_to(folder)  # before the other one in the order of names
    problems = recover_folder(folder)
    assert [problem.severity for problem in problems] == [Severity.WARNING, Severity.INFO]
    assert contents(folder) == NEW


def test_what_was_put_aside_is_kept_whatever_is_pruned(folder):
    stop_between(folder, 2)
    (own_folder(folder) / "journal.json").write_bytes(b"{")
    with Writing(folder, keep=1) as writing:
        (problem,) = writing.problems
        writing.stage("a.geojson", b"newer")
        last = writing.commit()
    (aside,) = (folder / ".scaneo_bridge" / "backups").glob("*/.not-written")
    assert str(aside) in problem.mend
    assert {path.name for path in last.parent.iterdir()} == {last.name, aside.parent.name}
    for _ in range(3):
        with Writing(folder, keep=2) as writing:
            writing.stage("a.geojson", (folder / "a.geojson").read_bytes() + b"!")
            writing.commit()
    assert aside.is_dir() and len(list(last.parent.iterdir())) == 3, "it does not count"


@pytest.mark.parametrize("odd", ["link", "file", "link in it", "link to nothing in it"])
def test_where_no_write_was_stopped_nothing_is_said(folder, odd):
    own, other = folder / ".scaneo_bridge", folder.parent / "other"
    other.mkdir()
    if odd == "link":
        own.symlink_to(other)
    elif odd == "file":
        own.write_bytes(b"mine")
    else:
        own.mkdir()
        (own / "staged").symlink_to(other if odd == "link in it" else other / "gone")
    before = snapshot(folder.parent)
    assert list(recover_folder(folder)) == []
    assert snapshot(folder.parent) == before


@pytest.mark.parametrize("left", ["base/a.geojson", "lock"])
def test_a_copy_that_can_only_be_read_and_has_nothing_staged_says_nothing(left):
    with public_folder() as public:
        folder = write_files(public / "campaign", {**OLD, f".scaneo_bridge/{left}": b"{}"})
        with no_right(folder / ".scaneo_bridge", 0o555):
            assert list(recover_folder(folder)) == []


def test_a_folder_that_can_not_be_written_says_so():
    with public_folder() as public:
        folder = write_files(public / "campaign", OLD)
        stop_between(folder, 2)
        with no_right(folder / ".scaneo_bridge", 0o555):
            (problem,) = recover_folder(folder)
        assert "can't be finished or cleared now" in problem.what
        assert "Permission denied" in problem.what and "half way" not in problem.what
        assert len(recover_folder(folder)) == 1
        assert contents(folder) == NEW


@pytest.mark.slow
def test_killed_at_random_moments_nothing_is_half(tmp_path):
    """A process of its own, and the clock: what no test of single calls thinks of."""
    names = [f"{number}.geojson" for number in range(40)]
    old, new = dict.fromkeys(names, b"old" * 500), dict.fromkeys(names, b"new" * 700)
    code = f"""
        print("now", flush=True)
        with Writing(folder) as writing:
            for number in range({len(names)}):
                writing.stage(f"{{number}}.geojson", b"new" * 700)
            writing.commit()
    """
    killed = 0
    for number in range(12):
        folder = write_files(tmp_path / str(number), old)
        process = child(folder, code)
        process.stdout.readline()
        time.sleep(0.004 * number)
        process.kill()
        killed += was_killed(process)
        assert set(contents(folder).values()) <= {old["0.geojson"], new["0.geojson"]}
        recover_folder(folder)
        assert contents(folder) in (old, new)
        assert not (folder / ".scaneo_bridge" / "staged").exists()
    assert killed > 3


def test_a_journal_is_not_begun_where_the_disk_is_full(folder, monkeypatch):
    real = os.fsync
    calls = []

    def fsync(handle):
        calls.append(handle)
        if len(calls) > len(NEW) + 1:  # what is staged; then the backup and the journal
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    before = snapshot(folder)
    with pytest.raises(ScaneoError, match="No space left"):
        write(folder)
    assert snapshot(folder) == before
    assert not (folder / ".scaneo_bridge").exists()
