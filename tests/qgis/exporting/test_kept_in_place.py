"""Files that the disk does not let go: they are named, and the others are written."""

import json
import os
import stat
import subprocess
from pathlib import Path

import pytest
from qgis.core import QgsFeedback
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign, preview_export
from scaneo_bridge.core.store.write.writing import Writing
from support.campaign import FIELD, FILES, RED, WATER, features_of
from support.folders import changed, snapshot, write_files
from support.geojson import as_bytes, collection, detection, one_of_each
from support.images import write_image
from support.layers import relabel, set_labels
from support.rights import (
    NOBODY,
    cannot_mount,
    immutable,
    needs_root,
    no_right,
    public_folder,
)


def labels(folder, name="a.geojson"):
    return [one["properties"]["label"] for one in features_of(folder, name)]


@pytest.fixture(params=["export", "preview"])
def run(request):
    """What an export says; what it writes is not asked."""
    call = export_campaign if request.param == "export" else preview_export
    return lambda workspace, folder=None: call(workspace, folder, QgsFeedback())


@needs_root
@pytest.mark.parametrize("how", ["i", "a"])
def test_a_locked_file_names_itself_and_the_others_are_written(
    folder, workspace, opened, exported, run, how
):
    for image in ("a.tif", "2024/b.tif"):
        relabel(workspace, "detection", image)
    before = snapshot(folder)
    with immutable(folder / "a.geojson", how):
        done = run(workspace)
        assert [one.path for one in done.files] == ["2024/b.geojson"]
        (told,) = done.problems
        assert told.path == "a.geojson" and "a.geojson can't be replaced" in told.what
        assert told.what.endswith(". So the edits of a.tif are not written, and wait.")
        exported(workspace)
        assert changed(before, snapshot(folder)) == {"2024/b.geojson"}
        assert opened(folder).edited == ["a.tif"]
    assert [one.path for one in exported(workspace).files] == ["a.geojson"]
    assert labels(folder)[1] == "field"


@pytest.mark.parametrize("name", ["a.geojson", "spai.json"])
def test_a_file_that_is_a_mount_of_its_own_names_itself(
    tmp_path, folder, workspace, opened, exported, name
):
    if cannot_mount():
        pytest.skip(cannot_mount())
    relabel(workspace, "detection", "a.tif", "new" if name == "spai.json" else "field")
    relabel(workspace, "detection", "2024/b.tif", "field")
    other = tmp_path / "other"
    other.write_bytes((folder / name).read_bytes())
    subprocess.run(["mount", "--bind", other, folder / name], check=True)
    try:
        done = exported(workspace)
        assert [one.path for one in done.files] == ["2024/b.geojson"]
        assert any(f"{name} can't be replaced" in one.what for one in done.problems)
        assert opened(folder).edited == ["a.tif"]
    finally:
        subprocess.run(["umount", folder / name], check=True)
    exported(workspace)
    assert not opened(folder).edited


@needs_root
def test_a_locked_list_of_labels_keeps_what_needs_it_from_being_written(
    folder, workspace, opened, exported, run
):
    relabel(workspace, "detection", "a.tif", "new")
    relabel(workspace, "detection", "2024/b.tif", "field")
    before = snapshot(folder)
    with immutable(folder / "spai.json"):
        done = run(workspace)
        assert [one.path for one in done.files] == ["2024/b.geojson"]
        assert sorted(one.path for one in done.problems) == ["a.geojson", "spai.json"]
        assert "spai.json can't be replaced" in done.problems[0].what
        exported(workspace)
        assert changed(before, snapshot(folder)) == {"2024/b.geojson"}
        assert opened(folder).edited == ["a.tif"]
    exported(workspace)
    assert labels(folder)[1] == "new"
    assert b'"new"' in (folder / "spai.json").read_bytes()


@needs_root
def test_labels_that_were_edited_wait_for_a_locked_list(folder, workspace, opened, exported):
    set_labels(workspace, WATER, FIELD, RED)
    with immutable(folder / "spai.json"):
        (told,) = exported(workspace).problems
        assert told.path == "spai.json"
        assert (folder / "spai.json").read_bytes() == FILES["spai.json"]
    opened(folder)
    exported(workspace)
    assert b'"red"' in (folder / "spai.json").read_bytes()


@needs_root
def test_a_label_stays_that_a_locked_file_uses(folder, workspace, opened, exported):
    """SCANEO's page breaks on one that is not listed."""
    for image in ("a.tif", "2024/b.tif"):
        relabel(workspace, "detection", image, "field", "urban")
    set_labels(workspace, WATER, FIELD)
    with immutable(folder / "a.geojson"):
        exported(workspace)
        assert "urban" in labels(folder) and "urban" not in labels(folder, "2024/b.geojson")
        assert b'"urban"' in (folder / "spai.json").read_bytes()
    exported(workspace)
    assert "urban" not in labels(folder)
    assert b'"urban"' not in (folder / "spai.json").read_bytes()
    assert (opened(folder).edited, opened(folder).problems) == ([], [])


@needs_root
def test_files_that_nobody_could_tell_before(folder, workspace, opened, exported):
    """In a folder to which files can only be added, none can be replaced."""
    for image in ("a.tif", "2024/b.tif"):
        relabel(workspace, "detection", image)
    (folder / "a.geojson").touch()
    before = snapshot(folder)
    with immutable(folder / "2024", "a"):
        done = exported(workspace)
        assert [one.path for one in done.files] == ["a.geojson"]
        (told,) = done.problems
        assert told.path == "2024/b.geojson" and "can't be replaced" in told.what
        assert changed(before, snapshot(folder)) == {"a.geojson"}
    assert opened(folder).edited == ["2024/b.tif"]
    exported(workspace)
    assert labels(folder, "2024/b.geojson")[1] == "field"


@needs_root
def test_another_users_file_where_each_may_replace_their_own_only(opened, exported):
    with public_folder() as public:
        folder = write_files(public / "campaign", FILES)
        for name in ("a.tif", "2024/b.tif"):
            write_image(folder / name)
        workspace = opened(folder).workspace.path
        for image in ("a.tif", "2024/b.tif"):
            relabel(workspace, "detection", image)
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, NOBODY, NOBODY)
        os.chown(folder / "a.geojson", 0, 0)
        os.chown(folder, 0, 0)
        with no_right(folder, 0o1777):
            done = exported(workspace)
        assert [one.path for one in done.files] == ["2024/b.geojson"]
        assert "another user's" in done.problems[0].what


@needs_root
def test_a_locked_file_in_another_folder(folder, workspace, exported, tmp_path):
    out = tmp_path / "out"
    exported(workspace, out)
    relabel(workspace, "detection", "a.tif")
    relabel(workspace, "detection", "2024/b.tif")
    with immutable(out / "a.geojson"):
        done = exported(workspace, out)
        assert [one.path for one in done.files] == ["2024/b.geojson"]
        assert [one.path for one in done.problems] == ["a.geojson"]


THEIRS = as_bytes(collection(detection("other"), *one_of_each()))
LISTED = b'{"labels": [{"name": "other", "color": "#00ff00", "note": "theirs"}]}'


@needs_root
@pytest.mark.parametrize("is_edited", [False, True])
@pytest.mark.parametrize("listed", [LISTED, None])
def test_another_folders_locked_file_keeps_its_labels(
    workspace, exported, run, tmp_path, is_edited, listed
):
    """Whoever wrote it: SCANEO's page breaks on a label that is not listed."""
    out = write_files(tmp_path / "out", {"a.geojson": THEIRS})
    if listed is not None:
        (out / "spai.json").write_bytes(listed)
    relabel(workspace, "detection", "a.tif" if is_edited else "2024/b.tif")
    with immutable(out / "a.geojson"):
        assert run(workspace, out).replaced == []
        done = exported(workspace, out)
        assert done.replaced == []
        (told,) = done.problems
        assert told.what.endswith(". So the campaign's a.geojson is not written there.")
        assert (out / "a.geojson").read_bytes() == THEIRS
    entries = json.loads((out / "spai.json").read_bytes())["labels"]
    assert [one["name"] for one in entries] == ["water", "urban", "field", "other"]
    if listed is not None:
        assert entries[-1] == {"name": "other", "color": "#00ff00", "note": "theirs"}
    assert exported(workspace, out).replaced == ["a.geojson"]
    assert b'"other"' not in (out / "spai.json").read_bytes()


@pytest.mark.parametrize("is_edited", [False, True])
def test_a_file_of_another_folder_that_cannot_be_read_keeps_all_labels(
    workspace, exported, run, tmp_path, is_edited
):
    """Nobody knows which of them it uses."""
    out = write_files(tmp_path / "out", {"spai.json": LISTED})
    (out / "a.geojson").mkdir()
    relabel(workspace, "detection", "a.tif" if is_edited else "2024/b.tif")
    (told,) = run(workspace, out).problems
    assert told.path == "a.geojson" and told.what.endswith("so it is not replaced.")
    exported(workspace, out)
    entries = json.loads((out / "spai.json").read_bytes())["labels"]
    assert [one["name"] for one in entries] == ["water", "urban", "field", "other"]


@pytest.mark.parametrize("name", ["theirs", "2024/c", "alone", "none"])
def test_labels_of_other_files_in_another_folder_stay_listed(
    name, folder, workspace, opened, exported, run, tmp_path
):
    """Of another campaign's images there, of one of ours that has no annotations here, of none."""
    write_image(folder / "none.tif")
    opened(folder)
    out = write_files(tmp_path / "out", {f"{name}.geojson": THEIRS, "spai.json": LISTED})
    if name != "alone":
        write_image(out / f"{name}.tif")
    run(workspace, out)
    exported(workspace, out)
    entries = json.loads((out / "spai.json").read_bytes())["labels"]
    assert [one["name"] for one in entries] == ["water", "urban", "field", "other"]
    assert entries[-1] == {"name": "other", "color": "#00ff00", "note": "theirs"}
    assert (out / f"{name}.geojson").read_bytes() == THEIRS
    (out / f"{name}.geojson").unlink()
    exported(workspace, out)
    assert b'"other"' not in (out / "spai.json").read_bytes()


@needs_root
def test_another_folders_locked_list_of_labels_is_told(workspace, exported, tmp_path):
    out = write_files(tmp_path / "out", {"spai.json": LISTED})
    with immutable(out / "spai.json"):
        told = {one.path: one.what for one in exported(workspace, out).problems}
        assert (out / "spai.json").read_bytes() == LISTED
    assert told.keys() == {"a.geojson", "2024/b.geojson", "spai.json"}
    for path, what in told.items():
        assert what.startswith("spai.json can't be replaced: ")
        assert what.endswith(f". So the campaign's {path} is not written there.")


@needs_root
def test_other_writes_name_the_file_and_do_nothing(folder):
    with (
        immutable(folder / "a.geojson"),
        pytest.raises(ScaneoError, match=r"a\.geojson can't be repl"),
        Writing(folder) as writing,
    ):
        writing.stage("2024/b.geojson", b"{}")
        writing.stage("a.geojson", b"{}")
    assert not (folder / ".scaneo_bridge" / "staged").exists()


# What stays of a file that is replaced


@pytest.fixture
def replaced(folder, workspace, exported):
    """Exports an edit of a.geojson after a deed with it; answers its path."""

    def run(deed):
        path = folder / "a.geojson"
        deed(path)
        relabel(workspace, "detection", "a.tif")
        inode = path.stat().st_ino
        exported(workspace)
        assert path.stat().st_ino != inode and b"field" in path.read_bytes()
        return path

    return run


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444, 0o777])
def test_the_rights_stay(replaced, mode):
    path = replaced(lambda path: path.chmod(mode))
    assert stat.S_IMODE(path.stat().st_mode) == mode


@needs_root
def test_owner_and_group_stay(replaced):
    path = replaced(lambda path: os.chown(path, 1234, 4321))
    found = path.stat()
    assert (found.st_uid, found.st_gid) == (1234, 4321)


def set_attribute(path, name, value):
    try:
        os.setxattr(path, name, value)
    except (OSError, AttributeError):
        pytest.skip("this disk has no such attributes")


ACCESS = bytes.fromhex(  # user::rw-, user:65534:r--, group::r--, mask::r--, other::---
    "02000000 01000600ffffffff 02000400feff0000 04000400ffffffff 10000400ffffffff 20000000ffffffff"
)


@pytest.mark.parametrize(
    ("name", "value"),
    [("user.author", b"Zo\xc3\xab"), ("user.empty", b""), ("system.posix_acl_access", ACCESS)],
)
def test_extended_attributes_and_access_lists_stay(replaced, name, value):
    path = replaced(lambda path: set_attribute(path, name, value))
    assert os.getxattr(path, name) == value


@pytest.mark.parametrize("mode", [0o444, 0o440])
def test_attributes_of_a_file_that_is_not_to_be_written_stay(replaced, mode):
    def deed(path):
        set_attribute(path, "user.author", b"x")
        path.chmod(mode)

    path = replaced(deed)
    assert os.getxattr(path, "user.author") == b"x"
    assert stat.S_IMODE(path.stat().st_mode) == mode


@needs_root
def test_without_the_right_to_give_it_away_nobody_may_do_more(opened, exported):
    """Another user's file in a folder that all may write: it is ours then, and not our group's."""
    with public_folder() as public:
        folder = write_files(public / "campaign", FILES)
        for name in ("a.tif", "2024/b.tif"):
            write_image(folder / name)
        workspace = opened(folder).workspace.path
        relabel(workspace, "detection", "a.tif")
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, NOBODY, NOBODY)
        path = folder / "a.geojson"
        os.chown(path, 1234, 4321)
        path.chmod(0o664)
        with no_right(folder, 0o777):
            done = exported(workspace)
        assert not done.problems and "field" in labels(folder)
        assert path.stat().st_uid == NOBODY
        assert stat.S_IMODE(path.stat().st_mode) == 0o644


@needs_root
def test_a_write_that_fails_gives_back_what_was_there(folder, workspace, exported):
    """Of the file that had been replaced already, too."""
    os.chown(folder / "a.geojson", 1234, 4321)
    (folder / "a.geojson").chmod(0o640)
    told = pytest.raises(ScaneoError, match=r"2024/b\.geojson can't be replaced")
    with immutable(folder / "2024", "a"), told, Writing(folder) as writing:
        for name in ("a.geojson", "2024/b.geojson"):
            writing.stage(name, b"{}")
        writing.commit()
    found = (folder / "a.geojson").stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (1234, 4321, 0o640)
    assert (folder / "a.geojson").read_bytes() == FILES["a.geojson"]


# Names of one file


def test_another_name_of_the_same_file_keeps_what_it_had(replaced, tmp_path):
    other = tmp_path / "other"
    replaced(lambda path: os.link(path, other))
    assert other.read_bytes() == FILES["a.geojson"]


def test_a_link_is_replaced_and_what_it_leads_to_is_not(replaced, tmp_path):
    other = tmp_path / "other"

    def deed(path):
        Path(path).rename(other)
        path.symlink_to(other)

    path = replaced(deed)
    assert not path.is_symlink()
    assert other.read_bytes() == FILES["a.geojson"]
