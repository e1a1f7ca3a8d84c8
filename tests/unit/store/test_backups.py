"""Each write leaves a backup, and each backup puts the folder back whole."""

import json
import os
import random

import pytest
from scaneo_bridge.core.base.errors import Cancelled, ScaneoError
from scaneo_bridge.core.base.model import Severity
from scaneo_bridge.core.campaign.restoring.restore_plan import plan_restore
from scaneo_bridge.core.store.folder import CampaignFolder
from scaneo_bridge.core.store.write.backups import AnnotationCounts, find_backup, list_backups
from scaneo_bridge.core.store.write.writing import Writing
from support.folders import contents, snapshot, write_files
from support.geojson import as_bytes, classification, collection, detection, spai


def labelled(*labels):
    return as_bytes(collection(*map(detection, labels)))


def listing(*names):
    return as_bytes(spai(**dict.fromkeys(names, "#0048f0")))


OLD = {
    "a.geojson": labelled("x"),
    "b.geojson": labelled("y", "y"),
    "spai.json": listing("x", "y"),
}


@pytest.fixture
def folder(tmp_path):
    images = dict.fromkeys(["a.tif", "b.tif", "c.tif"], b"")
    return write_files(tmp_path / "campaign", {**images, **OLD})


def write(folder, files, what="export", counts=None, keep=20):
    with Writing(folder, keep, what) as writing:
        for name, data in files.items():
            if data is None:
                writing.stage_deletion(name)
            else:
                writing.stage(name, data)
        return writing.commit(counts)


def go_on():
    """Nobody cancels."""


def put_back(folder, backup, go_on=go_on):
    with Writing(folder, what="restore") as writing:
        plan = plan_restore(CampaignFolder(folder), backup, go_on)
        plan.stage(writing, go_on)
        writing.commit()
    return plan


def test_backups_are_listed_with_what_they_are(folder):
    write(folder, {"a.geojson": b"1"}, "mend", AnnotationCounts(1, 2, 3))
    write(folder, {"a.geojson": b"2", "c.geojson": b"3", "b.geojson": None})
    newest, oldest = list_backups(folder)
    assert (oldest.what, oldest.counts) == ("mend", AnnotationCounts(1, 2, 3))
    assert (newest.what, newest.counts) == ("export", None)
    assert [(file.path, file.existed) for file in newest.files] == [
        ("a.geojson", True),
        ("c.geojson", False),
        ("b.geojson", True),
    ]
    assert newest.time > oldest.time and newest.time.utcoffset().total_seconds() == 0
    assert find_backup(folder, "") == newest
    assert find_backup(folder, oldest.name) == oldest


def test_who_does_not_say_how_many_backups_to_keep_keeps_as_many_as_the_last(folder):
    for number in range(3):
        write(folder, {"a.geojson": b"%d" % number}, keep=30)
    for number in range(40):
        write(folder, {"a.geojson": b"x%d" % number}, keep=None)
    assert len(list_backups(folder)) == 30


def test_twenty_backups_are_kept_where_nobody_has_said_how_many(folder):
    for number in range(22):
        write(folder, {"a.geojson": b"%d" % number}, keep=None)
    assert len(list_backups(folder)) == 20


def test_a_backup_that_is_not_there(folder):
    with pytest.raises(ScaneoError, match="no backup in"):
        find_backup(folder, "")
    write(folder, {"a.geojson": b"1"})
    with pytest.raises(ScaneoError, match=r"no backup “\.\./x”"):
        find_backup(folder, "../x")


def test_backups_from_before_manifests_are_listed_and_put_back(folder):
    old = write(folder, {"a.geojson": labelled("y")})
    (old / ".manifest.json").unlink()
    (backup,) = list_backups(folder)
    assert [file.path for file in backup.files] == ["a.geojson"]
    put_back(folder, backup)
    assert contents(folder)["a.geojson"] == OLD["a.geojson"]


@pytest.mark.parametrize("manifest", [b"", b"[]", b"{}", b"[" * 9999, b'{"files": [{}]}'])
def test_a_broken_manifest_is_none(folder, manifest):
    old = write(folder, {"a.geojson": labelled("y")})
    (old / ".manifest.json").write_bytes(manifest)
    assert [file.path for file in list_backups(folder)[0].files] == ["a.geojson"]


def test_what_is_no_backup_is_not_listed(folder):
    write(folder, {"a.geojson": b"1"})
    place = folder / ".scaneo_bridge" / "backups"
    write_files(place, {"notes/a.geojson": b"x", "2026-01-01T000000.000000Z": b"x"})
    (place / "2026-01-02T000000.000000Z").mkdir()
    if os.name != "nt":
        (place / "2026-01-03T000000.000000Z").symlink_to(folder)
    assert len(list_backups(folder)) == 1


def test_a_backup_is_put_back_whole(folder):
    backup = write(folder, {"a.geojson": labelled("y"), "c.geojson": labelled("x")})
    plan = put_back(folder, find_backup(folder, backup.name))
    assert contents(folder) == OLD
    assert list(plan.problems) == []


def test_a_restore_can_be_taken_back(folder):
    new = {"a.geojson": labelled("y"), "c.geojson": labelled("z"), "spai.json": listing("y", "z")}
    write(folder, {**new, "b.geojson": None})
    put_back(folder, find_backup(folder, ""))
    assert contents(folder) == OLD
    assert find_backup(folder, "").what == "restore"
    put_back(folder, find_backup(folder, ""))
    assert contents(folder) == new


def test_a_merge_into_the_base_is_taken_back_with_the_base_that_it_kept(folder):
    first = write(folder, {"a.geojson": labelled("y")})
    kept = {".scaneo_bridge/base/a.geojson": labelled("y", "old"), ".scaneo_bridge/base/x": b""}
    merged = {"a.geojson": labelled("x", "z"), "spai.json": listing("x", "y", "z")}
    merge = write(folder, {**kept, **merged}, "merge")
    plan = put_back(folder, find_backup(folder, merge.name))
    assert contents(folder) == {**OLD, "a.geojson": labelled("y")}
    assert not any((folder / ".scaneo_bridge" / "base").glob("*.*")), "no later merge has it"
    assert list(plan.problems) == [], "the labels of the base need not be listed"
    put_back(folder, find_backup(folder, ""))
    assert contents(folder) == {**OLD, **merged}
    assert {name: (folder / name).read_bytes() for name in kept} == kept
    put_back(folder, find_backup(folder, first.name))
    assert contents(folder) == OLD


@pytest.mark.parametrize("name", ["lock", "staged/0/0", "backups/x", "basement/a.geojson", "base"])
def test_a_backup_of_the_plugins_own_files_is_refused(folder, name):
    backup = write(folder, {"a.geojson": labelled("y"), f".scaneo_bridge/{name}": b"x"})
    with pytest.raises(ScaneoError, match="none of ours"):
        plan_restore(CampaignFolder(folder), find_backup(folder, backup.name), go_on)


def test_later_writes_are_taken_back_with_an_earlier_one(folder):
    states, names = [contents(folder)], []
    random.seed(5)
    for _ in range(6):
        files = {
            name: labelled(*random.choices("xyz", k=3)) if random.random() < 0.7 else None
            for name in random.sample(["a.geojson", "b.geojson", "c.geojson"], 2)
        }
        files = {name: data for name, data in files.items() if data or (folder / name).exists()}
        write(folder, {**files, "spai.json": listing("x", "y", "z", str(len(states)))})
        names.append(find_backup(folder, "").name)
        states.append(contents(folder))
    for name, state in reversed(list(zip(names, states))):
        put_back(folder, find_backup(folder, name))
        assert contents(folder) == state
    put_back(folder, find_backup(folder, names[-1]))  # and forward again
    assert contents(folder) == states[-2]


def test_what_others_changed_gives_way_and_is_kept(folder):
    backup = write(folder, {"a.geojson": labelled("y")})
    (folder / "a.geojson").write_bytes(labelled("x", "x"))
    plan = put_back(folder, find_backup(folder, backup.name))
    assert contents(folder) == OLD
    (problem,) = plan.problems
    assert problem.path == "a.geojson" and "kept in a backup" in problem.what
    assert (find_backup(folder, "").path / "a.geojson").read_bytes() == labelled("x", "x")


def test_what_a_write_added_and_others_changed_stays(folder):
    write(folder, {"c.geojson": labelled("z"), "spai.json": listing("x", "y", "z")})
    (folder / "c.geojson").write_bytes(labelled("z", "z"))
    plan = put_back(folder, find_backup(folder, ""))
    stays, listed = plan.problems
    assert (stays.path, stays.severity) == ("c.geojson", Severity.WARNING)
    assert listed.path == "spai.json"
    found = contents(folder)
    assert found.pop("c.geojson") == labelled("z", "z")
    assert names_of(found.pop("spai.json")) == ["x", "y", "z"]
    assert found == {name: OLD[name] for name in ("a.geojson", "b.geojson")}


def test_a_list_of_labels_that_was_added_stays_for_a_file_that_stays(tmp_path):
    folder = write_files(tmp_path / "campaign", {"a.tif": b""})
    write(folder, {"a.geojson": labelled("z"), "spai.json": listing("z")})
    (folder / "a.geojson").write_bytes(labelled("z", "z"))
    put_back(folder, find_backup(folder, ""))
    assert contents(folder) == {"a.geojson": labelled("z", "z"), "spai.json": listing("z")}


def test_labels_that_others_use_since_stay_listed(folder):
    """SCANEO breaks on a label that spai.json does not list."""
    write(folder, {"a.geojson": labelled("new"), "spai.json": listing("x", "y", "new")})
    (folder / "b.geojson").write_bytes(labelled("new", "newer"))
    plan = put_back(folder, find_backup(folder, ""))
    assert names_of((folder / "spai.json").read_bytes()) == ["x", "y", "new", "newer"]
    assert [problem.path for problem in plan.problems] == ["spai.json"]
    assert contents(folder)["a.geojson"] == OLD["a.geojson"]


def names_of(data):
    return [label["name"] for label in json.loads(data)["labels"]]


def test_at_each_step_spai_lists_every_label_in_use(folder, monkeypatch):
    write(folder, {"a.geojson": labelled("p"), "b.geojson": None, "c.geojson": labelled("q", "p"),
                   "spai.json": listing("p", "q")})  # fmt: skip
    monkeypatch.setattr(os, "replace", looking(folder, os.replace))
    monkeypatch.setattr(type(folder), "unlink", looking(folder, type(folder).unlink))
    put_back(folder, find_backup(folder, ""))
    assert contents(folder) == OLD
    put_back(folder, find_backup(folder, ""))
    assert names_of((folder / "spai.json").read_bytes()) == ["p", "q"]
    assert look.count > 10


def looking(folder, real):
    def call(*args, **more):
        look(folder)
        result = real(*args, **more)
        look(folder)
        return result

    return call


def look(folder):
    look.count += 1
    listed = set(names_of((folder / "spai.json").read_bytes()))
    for path in folder.glob("*.geojson"):
        used = {one["properties"]["label"] for one in json.loads(path.read_bytes())["features"]}
        assert used <= listed, path.name


look.count = 0


def test_images_that_a_write_brought_go_with_their_files(tmp_path):
    folder = write_files(tmp_path / "campaign", {"mine.tif": b"mine"})
    new = {"new/i.tif": b"image", "new/i.tfw": b"", "new/i.geojson": labelled("x")}
    write(folder, {**new, "spai.json": listing("x")}, "layers")
    put_back(folder, find_backup(folder, ""))
    assert set(snapshot(folder)) - own(folder) == {"mine.tif"}
    put_back(folder, find_backup(folder, ""))
    assert (folder / "new/i.tif").read_bytes() == b"image"
    assert contents(folder)["new/i.geojson"] == labelled("x")


def own(folder):
    return {name for name in snapshot(folder) if name.startswith(".scaneo_bridge/")}


def test_a_backup_with_a_file_missing_is_not_put_back(folder):
    backup = write(folder, {"a.geojson": b"1", "b.geojson": b"2"})
    (backup / "a.geojson").unlink()
    before = snapshot(folder)
    with pytest.raises(ScaneoError, match=r"a\.geojson is missing in the backup"):
        put_back(folder, find_backup(folder, ""))
    assert snapshot(folder) == before


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_a_link_in_a_backup_brings_nothing_in(folder, tmp_path):
    secret = write_files(tmp_path, {"secret": b"theirs"}) / "secret"
    backup = write(folder, {"a.geojson": b"1"})
    (backup / "a.geojson").unlink()
    (backup / "a.geojson").symlink_to(secret)
    with pytest.raises(ScaneoError, match="is missing in the backup"):
        put_back(folder, find_backup(folder, ""))


@pytest.mark.parametrize(
    "path", ["../out.txt", "/tmp/out.txt", "C:\\out.txt", "a\0", ".scaneo_bridge/lock"]
)
def test_a_manifest_that_names_other_places_is_refused(folder, path):
    backup = write(folder, {"a.geojson": b"1"})
    content = json.loads((backup / ".manifest.json").read_bytes())
    content["files"].append({"path": path, "existed": False, "left": None})
    (backup / ".manifest.json").write_bytes(json.dumps(content).encode())
    before = snapshot(folder.parent)
    with pytest.raises(ScaneoError):
        put_back(folder, find_backup(folder, ""))
    assert snapshot(folder.parent) == before


def test_a_cancelled_restore_changes_nothing(folder):
    write(folder, {"a.geojson": b"1", "b.geojson": b"2"})
    before = snapshot(folder)
    for calls in range(6):
        left = [calls]

        def stop(left=left):
            left[0] -= 1
            if left[0] < 0:
                raise Cancelled

        with pytest.raises(Cancelled):
            put_back(folder, find_backup(folder, ""), stop)
        assert snapshot(folder) == before


def test_a_clock_that_goes_back_mixes_up_no_backups(folder):
    first = write(folder, {"a.geojson": labelled("y")})
    later = first.with_name("2999-01-01T000000.000000Z")
    first.rename(later)
    second = write(folder, {"a.geojson": labelled("x", "x")})
    assert second.name > later.name
    put_back(folder, find_backup(folder, later.name))
    assert contents(folder) == OLD


def test_a_folder_that_is_new_has_nothing_to_put_back(tmp_path):
    assert write(tmp_path / "new", {"a.geojson": labelled("x")}) is None
    assert list_backups(tmp_path / "new") == []


def test_what_only_adds_can_be_taken_back(folder):
    assert write(folder, {"c.geojson": as_bytes(collection(classification("x")))}) is None
    put_back(folder, find_backup(folder, ""))
    assert contents(folder) == OLD
