"""Where writing fails, the old state stays, a sentence says why, and the next try goes on."""

import os
import shutil
import sys

import pytest
from survive.calls import at_call, calls_of
from survive.deeds import DEEDS, OPENINGS
from survive.ground import (
    everything,
)
from survive.places import (
    as_nobody,
    cannot_mount,
    only_room_for,
    read_only,
    small_disk,
    with_files_up_to,
)
from survive.scale import WHOLE, crossed
from survive.story import Story

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no forks")
needs_disk = pytest.mark.skipif(bool(cannot_mount()), reason=cannot_mount() or "-")
needs_root = pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="needs another user")
WRITERS = [deed for deed in DEEDS if deed not in OPENINGS]


@pytest.fixture(params=DEEDS, ids=[deed.name for deed in DEEDS])
def story(request, tmp_path):
    return Story(request.param, tmp_path)


@pytest.fixture(params=WRITERS, ids=[deed.name for deed in WRITERS])
def writing(request, tmp_path):
    return Story(request.param, tmp_path)


@needs_disk
def test_a_full_disk(story, tmp_path):
    """With no room at all, then with more and more, until there is enough."""
    fine = 0
    for pages in [*range(12), *range(12, 200, 4)] if WHOLE else (0, 2, 7, 20, 60, 150, 151, 152):
        with small_disk(tmp_path / f"disk {pages}") as disk:
            folder = story.copy(disk / "campaign")
            with only_room_for(disk, pages):
                ended = story.run(folder)
            story.check(folder, ended)
        fine = 0 if ended.told else fine + 1
        if fine == 3:
            break
    assert fine == 3


@needs_disk
def test_a_read_only_disk(writing, tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        folder = writing.copy(disk / "campaign")
        before = everything(folder)
        with read_only(disk):
            ended = writing.run(folder)
        assert ended.told and everything(folder) == before
        writing.check(folder, ended)


@pytest.mark.parametrize("kilobytes", (0, 1, 2, 4, 64) if WHOLE else (0, 1))
def test_files_that_may_not_grow(story, tmp_path, kilobytes):
    folder = story.copy(tmp_path / "campaign")
    ended = story.run(folder, lambda deed: with_files_up_to(kilobytes * 1024, deed))
    if kilobytes == 0:
        assert ended.told
    story.check(folder, ended)


PLACES = (".", "2024", "spai.json", "2024/c.geojson", "scaneo.gpkg")


@needs_root
@pytest.mark.parametrize(
    ("deed", "place", "own"), crossed(DEEDS, PLACES, (True, False), step=9), ids=str
)
def test_without_the_right_to_write(deed, tmp_path, place, own):
    """In a folder of one's own, where one place is another's; and the reverse."""
    story = Story(deed, tmp_path)
    folder = story.copy(tmp_path / "campaign")
    give(folder, folder, own)
    if (folder / place).exists():
        give(folder / place, folder / place, not own, deep=place == "2024")
    before = everything(folder)
    ended = story.run(folder, as_nobody)
    if ended.told:
        assert {name for name in before if everything(folder).get(name) != before[name]} <= {
            "scaneo.gpkg"
        }
    give(folder, folder, True)
    story.check(folder, ended)


def give(top, folder, to_nobody, deep=True):
    """Gives a folder, and all that is in it, to nobody in particular or to root alone."""
    owner = 65534 if to_nobody else 0
    os.chown(top, owner, owner)
    for parent, folders, names in os.walk(folder) if deep else ():
        for name in [*folders, *names]:
            os.lchown(os.path.join(parent, name), owner, owner)


def test_a_folder_that_vanishes_in_the_middle(writing, tmp_path, monkeypatch):
    """It is taken away before each call that changes something, and comes back later."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # else the first run has more calls
    counted = writing.run(writing.copy(tmp_path / "count"), lambda deed: lambda: calls_of(deed))
    number = len(counted.answer)
    for call in range(1, number + 1, max(1, number // (40 if WHOLE else 6))):
        folder, gone = writing.copy(tmp_path / str(call) / "campaign"), tmp_path / f"gone {call}"
        ended = writing.run(folder, interrupted(call, folder, gone))
        assert gone.exists(), f"there is no call {call} of {number}"
        shutil.rmtree(folder, ignore_errors=True)
        gone.rename(folder)
        writing.check(folder, ended, is_half_allowed=True)


def interrupted(call, folder, gone):
    """Changes a deed: its folder is gone when that call comes."""
    return lambda deed: lambda: at_call(call, deed, lambda: folder.rename(gone) and None)
