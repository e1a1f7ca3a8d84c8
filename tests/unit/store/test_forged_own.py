"""The plugin's own folder can be forged: what is in it is believed as far as we could have written
it, and never stops a write, an opening or the list of backups."""

import json

import pytest
from fuzz.own_laws import check_own
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.campaign.restoring.restore_plan import plan_restore
from scaneo_bridge.core.store.folder import CampaignFolder
from scaneo_bridge.core.store.locks.folder_lock import FolderBusy, FolderLock
from scaneo_bridge.core.store.locks.lock_file import read_holder
from scaneo_bridge.core.store.write.backups import (
    find_backup,
    last_keep,
    list_backups,
    new_backup_name,
)
from scaneo_bridge.core.store.write.journal import parse_journal
from scaneo_bridge.core.store.write.recovery import recover_folder
from scaneo_bridge.core.store.write.writing import Writing
from support.files.forged import COUNTS, HOLDER, JOURNAL, KEPT, MANIFEST, NAMES, NUMBERS, STAMP
from support.folders import contents, write_files

DEEP = b"[" * 200_000
TEXTS = (b"", b"{", b"null", b"[]", b"1e999", b"\xff\xfe", DEEP, b'{"files": ' + DEEP, b"{}" * 9)
"""Which are none of our files at all."""


def changed(content, **members):
    return json.dumps({**content, **members}).encode()


MANIFESTS = {
    **{f"text {number}": text for number, text in enumerate(TEXTS)},
    **{f"keep {one!r}": changed(MANIFEST, keep=one) for one in NUMBERS},
    **{f"{name} {one!r}": changed(MANIFEST, annotations={**COUNTS, name: one})
       for name in COUNTS for one in NUMBERS},
    **{f"what {one!r}": changed(MANIFEST, what=one)
       for one in (5, None, "x" * 999, "a\nb", "\ud800")},
    **{f"existed {one!r}": changed(MANIFEST, files=[{**KEPT, "existed": one}])
       for one in (0, "yes", None)},
    **{f"left {one!r}": changed(MANIFEST, files=[{**KEPT, "left": one}]) for one in (0, [], True)},
    "no file": changed(MANIFEST, files=[5]),
    "no files": changed(MANIFEST, files=5),
    "a member less": json.dumps({"files": []}).encode(),
}  # fmt: skip
FORGED = {f"{one!r}": changed(MANIFEST, files=[{**KEPT, "path": one}]) for one in NAMES[:10]}
JOURNALS = {
    **{f"text {number}": text for number, text in enumerate(TEXTS)},
    **{f"target {one!r}": changed(JOURNAL, steps=[["0", one, None, "x"]]) for one in NAMES},
    **{f"made {one!r}": changed(JOURNAL, made=[one])
       for one in NAMES if not str(one).startswith(".scaneo")},
    **{f"backup {one!r}": changed(JOURNAL, backup=one) for one in NAMES},
    **{f"staged {one!r}": changed(JOURNAL, steps=[[one, "a", None, "x"]])
       for one in ("../0", "/0", "", 5, "0/1", [])},
    **{f"digest {one!r}": changed(JOURNAL, steps=[["0", "a", one, "x"]]) for one in (5, [], True)},
    "a step too long": changed(JOURNAL, steps=[["0", "a", None, "x", "y"]]),
    "a step that is none": changed(JOURNAL, steps=[5]),
    "no steps": changed(JOURNAL, steps=None),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    files = {"a.tif": b"", "a.geojson": b"a", "b.geojson": b"b", "c.geojson": b"c"}
    return write_files(tmp_path / "campaign", files)


def write(folder, name, data=b"new"):
    with Writing(folder) as writing:
        writing.stage(name, data)
        return writing.commit()


def forge(folder, data, stamp=STAMP):
    place = folder / ".scaneo_bridge" / "backups" / stamp
    write_files(place, {".manifest.json": data, "a.geojson": b"kept"})
    return place


@pytest.mark.parametrize("data", MANIFESTS.values(), ids=MANIFESTS)
def test_a_list_in_a_backup_that_is_damaged(folder, data):
    """It is told, what is in the backup can be put back, and writes go on."""
    check_own(data)
    forge(folder, data)
    (backup,) = list_backups(folder)
    assert backup.manifest_fault and backup.keep == 20 and backup.counts is None
    plan = plan_restore(CampaignFolder(folder), backup, lambda: None)
    assert [file.path for file in plan.files] == ["a.geojson"]
    assert [one.path for one in plan.problems] == [f".scaneo_bridge/backups/{STAMP}"]
    assert write(folder, "b.geojson") and len(list_backups(folder)) == 2


@pytest.mark.parametrize("data", FORGED.values(), ids=FORGED)
def test_a_list_that_names_what_no_write_writes(folder, data):
    """Nothing is put back of it, and what others have kept can be."""
    check_own(data)
    write(folder, "b.geojson")
    forge(folder, data)
    forged, ours = list_backups(folder)
    with pytest.raises(ScaneoError, match="none of ours"):
        plan_restore(CampaignFolder(folder), forged, lambda: None)
    plan = plan_restore(CampaignFolder(folder), ours, lambda: None)
    assert [file.path for file in plan.files] == ["b.geojson"]
    assert "passed over" in plan.problems[0].what
    assert write(folder, "c.geojson")


@pytest.mark.parametrize("data", JOURNALS.values(), ids=JOURNALS)
def test_a_journal_that_nobody_of_ours_wrote(folder, data):
    check_own(data)
    own = folder / ".scaneo_bridge" / "staged" / "0123456789abcdef"
    write_files(own, {"journal.json": data, "0": b"forged"})
    with pytest.raises(ScaneoError):
        parse_journal(CampaignFolder(folder), own, data)
    before = contents(folder)
    (told,) = recover_folder(folder)
    assert "its journal can't be used" in told.what and not own.exists()
    assert {name: data for name, data in contents(folder).items() if name[0] != "."} == {
        name: data for name, data in before.items() if name[0] != "."
    }
    assert write(folder, "b.geojson")


def test_a_journal_that_deletes_what_it_has_not_kept(folder):
    """What replaces a file must have kept it: else nobody could take it back."""
    from hashlib import sha256

    digest = sha256(b"a").hexdigest()
    data = changed(JOURNAL, made=[], steps=[[None, "a.geojson", digest, None]])
    own = folder / ".scaneo_bridge" / "staged" / "0123456789abcdef"
    write_files(own, {"journal.json": data})
    recover_folder(folder)
    assert (folder / "a.geojson").read_bytes() == b"a"


NO_TIMES = (
    *("9999-12-31T235959.999999Z", "3000-01-01T000000.000000Z", "0001-01-01T000000.000000Z"),
    *("1000000-01-01T000000.000000Z", "-001-01-01T000000.000000Z", "2030-1-1T000000.000000Z"),
    *("2030-02-30T000000.000000Z", "٢٠٣٠-01-01T000000.000000Z", "x", "2030-01-01T000000.0Z"),
)


@pytest.mark.parametrize("name", NO_TIMES)
def test_a_backup_of_no_time_that_there_is(folder, name):
    check_own(name.encode())
    place = forge(folder, changed(MANIFEST), name)
    assert list_backups(folder) == []
    assert write(folder, "b.geojson") and write(folder, "b.geojson", b"newer")
    assert len(list_backups(folder)) == 2
    assert place.is_dir(), "it is nobody's, and stays"


def test_a_backup_of_the_last_moment_that_counts(folder):
    forge(folder, changed(MANIFEST), "2999-12-31T235959.999999Z")
    for _ in range(3):
        assert write(folder, "b.geojson")
    assert new_backup_name(CampaignFolder(folder))


@pytest.mark.parametrize("keep", [0, 1, 2**31 - 1])
def test_the_number_to_keep_is_as_it_was_said(folder, keep):
    forge(folder, changed(MANIFEST, keep=keep))
    assert last_keep(CampaignFolder(folder)) == keep
    assert write(folder, "b.geojson")
    assert find_backup(folder, "").files[0].path == "b.geojson"


@pytest.mark.parametrize(
    "data", [*TEXTS, *(changed(HOLDER, user=one) for one in (5, None, [], {}, HOLDER))]
)
def test_a_lock_that_names_nobody(folder, data):
    check_own(data)
    assert read_holder(data) is None
    write_files(folder / ".scaneo_bridge", {"lock": data})
    assert write(folder, "b.geojson")


@pytest.mark.parametrize("user", ["\ud800", "a\nb", "x" * 9999, "\u202eabc", "<b>"])
def test_who_holds_a_lock_is_shown_on_one_line(folder, user):
    said = read_holder(changed(HOLDER, user=user))
    assert len(said.user) <= 80 and "\n" not in said.user
    said.user.encode("utf-8")
    lock = FolderLock(folder)
    lock.take()
    try:
        (folder / ".scaneo_bridge" / "lock").write_bytes(changed(HOLDER, user=user))
        with pytest.raises(FolderBusy) as caught:
            FolderLock(folder).take()
        str(caught.value).encode("utf-8")
    finally:
        lock.release()
