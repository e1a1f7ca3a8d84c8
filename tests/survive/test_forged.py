"""Journals and backups that an enemy has made do nothing outside the folder."""

import hashlib
import json
import sys

import pytest
from qgis.core import QgsFeedback
from scaneo_bridge.core.campaign.restoring.restore_campaign import restore_campaign
from scaneo_bridge.core.store.disk import part_path
from support.folders import write_files
from survive.deeds import EXPORT, open_folder
from survive.forks import apart
from survive.ground import files_of, make_campaign
from survive.places import cannot_mount, small_disk
from survive.scale import crossed, some
from survive.watcher import nothing_changes_around

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the watcher asks Linux")
needs_disk = pytest.mark.skipif(bool(cannot_mount()), reason=cannot_mount() or "-")

STAMP = "2030-01-01T000000.000000Z"
NAMES = (
    *("../outside/a.geojson", "../outside/new.geojson", "2024/../../outside/a.geojson", ".."),
    *("/OUTSIDE/a.geojson", "C:\\x", "\\\\server\\x", "a\0b", "out/a.geojson", "out"),
)


@pytest.fixture
def around(tmp_path):
    return make_campaign(tmp_path / "parent" / "outside")


@pytest.fixture
def folder(around):
    """A campaign, in which `out` is a link to somebody else's."""
    folder = make_campaign(around.parent / "campaign")
    (folder / "out").symlink_to(around)
    return folder


def real(name, around):
    return name.replace("/OUTSIDE", str(around))


def digest(data):
    return hashlib.sha256(data).hexdigest()


def forge_journal(folder, steps, made=(), stamp=STAMP, staged=b"forged"):
    """What a write leaves that was killed, or seems to be."""
    own = folder / ".scaneo_bridge" / "staged" / "0123456789abcdef"
    journal = {"version": 1, "backup": stamp, "made": list(made), "steps": steps}
    files = {"journal.json": json.dumps(journal).encode(), "0": staged, "1": staged}
    write_files(own, files)
    write_files(own / "kept", dict.fromkeys(("a.geojson", "b.geojson"), b"forged"))
    return own


def open_and_export(folder):
    """Both settle what a write left."""
    apart(lambda: open_folder(folder))
    apart(lambda: EXPORT.run(folder))


@pytest.mark.parametrize(("name", "old"), crossed(NAMES, (None, "its own"), step=3))
def test_a_journal_whose_target_lies_outside(around, folder, name, old):
    old = old and digest((around / "a.geojson").read_bytes())
    steps = [
        ["0", real(name, around), old, digest(b"forged")],
        [None, real(name, around), old, None],
    ]
    for chosen in (steps, steps[:1], steps[1:]):
        forge_journal(folder, chosen)
        with nothing_changes_around(folder):
            open_and_export(folder)


@pytest.mark.parametrize("name", some(NAMES, 4))
def test_a_journal_that_makes_folders_outside(around, folder, name):
    forge_journal(folder, [["0", "x.txt", None, digest(b"forged")]], [real(name, around)])
    with nothing_changes_around(folder):
        open_and_export(folder)


@pytest.mark.parametrize("name", some([*NAMES, "../../../outside", "."], 5))
def test_a_journal_whose_backup_lies_outside(around, folder, name):
    old = digest((folder / "a.geojson").read_bytes())
    forge_journal(folder, [["0", "a.geojson", old, digest(b"forged")]], (), real(name, around))
    with nothing_changes_around(folder):
        open_and_export(folder)


@pytest.mark.parametrize("name", ["0", "kept", "kept/a.geojson", "back", "journal.json"])
@pytest.mark.parametrize("undone", [False, True], ids=["finished", "undone"])
def test_a_link_among_what_is_staged(around, folder, name, undone):
    """`a` was written, it says, and `b` waits; where its bytes are not the right ones, all is
    undone."""
    target = around / ("2024" if name == "kept" else "a.geojson")
    (around / "a.geojson").write_bytes(b"forged")
    (folder / "a.geojson").chmod(0o777)
    new, old = (digest((folder / one).read_bytes()) for one in ("a.geojson", "b.geojson"))
    steps = [["0", "b.geojson", old, digest(b"else" if undone else b"forged")],
             ["7", "a.geojson", digest(b"forged"), new]]  # fmt: skip
    own = forge_journal(folder, steps)
    if (own / name).exists():
        (own / name).rename(own / "aside")
    (own / name).symlink_to(target)
    with nothing_changes_around(folder):
        open_and_export(folder)


@pytest.mark.parametrize(
    ("name", "left", "existed"), crossed(NAMES, (None, "", "as it is"), (False, True), step=7)
)
def test_a_backup_whose_files_lie_outside(around, folder, name, existed, left):
    left = digest((around / "a.geojson").read_bytes()) if left == "as it is" else left
    kept = {"path": real(name, around), "existed": existed, "left": left}
    manifest = {"version": 1, "what": "export", "files": [kept], "annotations": None}
    backup = folder / ".scaneo_bridge" / "backups" / STAMP
    write_files(backup, {".manifest.json": manifest, "a.geojson": b"forged"})
    names = files_of(folder).keys()
    with nothing_changes_around(folder):
        apart(lambda: restore_campaign(folder, STAMP, QgsFeedback()) and None)
    assert files_of(folder).keys() == names


def test_a_backup_that_holds_links(around, folder):
    backup = folder / ".scaneo_bridge" / "backups" / STAMP
    write_files(backup, {"a.geojson": b"old"})
    (backup / "2024").symlink_to(around / "2024")
    (backup / "b.geojson").symlink_to(around / "b.geojson")
    with nothing_changes_around(folder):
        apart(lambda: restore_campaign(folder, STAMP, QgsFeedback()) and None)
    apart(lambda: open_folder(folder))


@needs_disk
@pytest.mark.parametrize("links", [False, True])
def test_a_subfolder_on_a_disk_of_its_own(around, tmp_path, links):
    """What is staged has to be copied there; a link in the place of the copy is not followed."""
    folder = around.parent / "campaign"
    with small_disk(folder / "2024"):
        apart(lambda: EXPORT.prepare(folder))
        part = part_path(folder / "2024" / "c.geojson")
        if links:
            part.symlink_to(around / "a.geojson")
        with nothing_changes_around(folder):
            ended = apart(lambda: EXPORT.run(folder))
        if not links:
            assert not ended.told
        if not ended.told:
            assert b'"new"' in (folder / "2024" / "c.geojson").read_bytes()
            assert not part.exists()
