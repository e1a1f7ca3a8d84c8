"""Files that others changed to the same size and the same time: rsync -t, archives with fixed
times, FAT's two seconds, ``touch -r``."""

import os
import shutil

import pytest
from qgis.core import QgsFeedback
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.campaign.annotators.merge_campaigns import merge_campaigns
from scaneo_bridge.core.campaign.annotators.merge_plan import MergePlan
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign
from scaneo_bridge.core.campaign.merging.folder_merge import changed_files
from scaneo_bridge.core.store import folder as folders
from scaneo_bridge.core.store.folder import CampaignFolder, Stamp
from scaneo_bridge.core.store.write.writing import Writing
from scaneo_bridge.core.workspace import campaign_folder as disks
from scaneo_bridge.core.workspace.geopackage.packing import pack, packs
from scaneo_bridge.core.workspace.workspace import Workspace
from support.campaign import RED, features_of
from support.files.stamps import is_known, settle
from support.folders import snapshot, write_files
from support.geojson import as_bytes, collection, detection, spai
from support.images import write_image
from support.layers import relabel, set_labels, task_layer
from support.rights import no_right, public_folder

MB = 1 << 20  # bytes; files are compared by pieces of it
BOXES = as_bytes(collection(detection("water"), detection("water", (41.0, 2.3, 41.2, 2.4))))


def in_place(path, data):
    path.write_bytes(data)


def renamed_over(path, data):
    """As rsync and most editors write."""
    part = path.with_name("part")
    part.write_bytes(data)
    part.replace(path)


def swap(path, old=b'"water"', new=b'"field"', how=in_place):
    """Changes the last of something in a file, of which size and time stay."""
    data, before = path.read_bytes(), path.stat()
    at = data.rindex(old)
    how(path, data[:at] + new + data[at + len(old) :])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = path.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)


@pytest.fixture(params=["proof", "no proof"])
def disk(request, monkeypatch, tmp_path):
    """A disk whose stamps prove that a file has not changed, and one of which nobody knows."""
    if request.param == "no proof":
        monkeypatch.setattr(disks, "keeps_changes", lambda device, path: False)
    else:
        check_known(tmp_path)
    return request.param


def check_known(path):
    if not is_known(path):
        pytest.skip("nobody knows whether this disk says when a file changes")


@pytest.fixture(params=["at once", "later"])
def moment(request):
    """When a file is read that was just written: a moment later, when no change can have the same
    time any more, or so soon that one can."""
    return settle if request.param == "later" else lambda folder: None


@pytest.fixture
def boxes(campaign):
    """The folder of a campaign of two images with two boxes each."""
    return campaign({"a.geojson": BOXES, "2024/b.geojson": BOXES, "spai.json": as_labels()})


def as_labels(water="#0000ff"):
    return spai(water=water, field="#00ff00", urban="#808080")


def labels_of(workspace, image="a.tif"):
    layer = task_layer(workspace, "detection")
    return [one["label"] for one in layer.getFeatures() if one["image"] == image]


@pytest.mark.parametrize("how", [in_place, renamed_over])
def test_opening_again_shows_it(boxes, opened, disk, moment, how):
    moment(boxes)
    workspace = opened(boxes).workspace.path
    swap(boxes / "a.geojson", how=how)
    assert changed_files(workspace) == ["a.geojson"]
    assert list(opened(boxes).merged) == ["a.geojson"]
    assert labels_of(workspace) == ["water", "field"]
    assert changed_files(workspace) == []


def test_an_edit_and_it_come_together(boxes, opened, exported, disk, moment):
    moment(boxes)
    workspace = opened(boxes).workspace.path
    relabel(workspace, "detection", "a.tif", "urban")
    swap(boxes / "a.geojson")
    assert exported(workspace).merged == ["a.geojson"]
    labels = [one["properties"]["label"] for one in features_of(boxes)]
    assert labels == ["urban", "field"]


def test_where_nothing_is_merged_opening_again_helps(boxes, opened, disk, moment):
    """Under unsaved edits an export refuses: it must find nothing that opening does not find."""
    moment(boxes)
    workspace = opened(boxes).workspace.path
    relabel(workspace, "detection", "a.tif", "urban")
    for name in ("a.geojson", "2024/b.geojson"):
        swap(boxes / name)
    swap(boxes / "spai.json", b"#0000ff", b"#ff0000")
    before = snapshot(boxes)
    with pytest.raises(ScaneoError, match=r"Changed on disk since .*Open the campaign\s+again"):
        export_campaign(workspace, None, QgsFeedback(), merge=False)
    assert snapshot(boxes) == before
    opened(boxes)
    export_campaign(workspace, None, QgsFeedback(), merge=False)
    assert [one["properties"]["label"] for one in features_of(boxes)] == ["urban", "field"]
    assert b"#ff0000" in (boxes / "spai.json").read_bytes()


def forge(workspace, folder, name):
    """Notes of a file as it looks now that it was read so: no disk is to be believed."""
    with Workspace.open(workspace) as known:
        known.set_stamp(name, Stamp.of(folder / name, disks.keeps_changes))


@pytest.mark.parametrize("name", ["a.geojson", "spai.json"])
def test_what_is_edited_is_found_however_the_file_looks(boxes, opened, exported, name):
    workspace = opened(boxes).workspace.path
    relabel(workspace, "detection", "a.tif", "urban")
    set_labels(workspace, *labels_now(workspace), RED)
    if name == "spai.json":
        swap(boxes / name, b"#0000ff", b"#ff0000")
    else:
        swap(boxes / name)
    settle(boxes)
    forge(workspace, boxes, name)
    assert changed_files(workspace) == [name]
    with pytest.raises(ScaneoError, match="Changed on disk since"):
        export_campaign(workspace, None, QgsFeedback(), merge=False)
    opened(boxes)
    exported(workspace)
    assert features_of(boxes)[0]["properties"]["label"] == "urban"
    assert (b"#0000ff" in (boxes / "spai.json").read_bytes()) is (name != "spai.json")


def labels_now(workspace):
    with Workspace.open(workspace, writable=False) as known:
        return known.labels()


@pytest.mark.parametrize("merge", [True, False])
def test_no_stale_version_goes_to_another_folder(boxes, opened, tmp_path, disk, merge):
    workspace = opened(boxes).workspace.path
    write_files(boxes, {"orphan.geojson": BOXES})
    opened(boxes)
    relabel(workspace, "detection", "a.tif", "urban")
    for name in ("2024/b.geojson", "orphan.geojson"):
        swap(boxes / name)
        settle(boxes)
        forge(workspace, boxes, name)
    out = tmp_path / "out"
    if not merge:
        with pytest.raises(ScaneoError, match=r"Changed on disk .*2024/b\.geojson"):
            export_campaign(workspace, out, QgsFeedback(), merge=False)
        assert not out.exists()
        return
    done = export_campaign(workspace, out, QgsFeedback())
    assert done.merged == ["2024/b.geojson"]
    for name in ("2024/b.geojson", "orphan.geojson"):
        labels = [one["properties"]["label"] for one in features_of(out, name)]
        assert labels == ["water", "field"]
    assert features_of(out)[0]["properties"]["label"] == "urban"
    assert opened(boxes).edited == ["a.tif"]


def test_colours_that_changed_go_to_another_folder(boxes, opened, exported, tmp_path, disk):
    workspace = opened(boxes).workspace.path
    swap(boxes / "spai.json", b"#0000ff", b"#ff0000")
    exported(workspace, tmp_path / "out")
    assert b"#ff0000" in (tmp_path / "out" / "spai.json").read_bytes()


def test_an_annotation_that_stays_is_the_same_feature(boxes, opened):
    """What people have selected, or a model refers to, is there still."""
    workspace = opened(boxes).workspace.path
    before = ids_of(workspace)
    swap(boxes / "a.geojson")
    opened(boxes)
    assert ids_of(workspace) == before
    data = as_bytes(collection(detection("field", (41.0, 2.3, 41.2, 2.4)), detection("urban")))
    (boxes / "a.geojson").write_bytes(data)
    assert not opened(boxes).edited
    assert ids_of(workspace) == before
    assert labels_of(workspace) == ["urban", "field"]
    (boxes / "a.geojson").write_bytes(as_bytes(collection(detection("urban"))))
    opened(boxes)
    assert ids_of(workspace) == before[:1]


def ids_of(workspace):
    layer = task_layer(workspace, "detection")
    return [one.id() for one in layer.getFeatures() if one["image"] == "a.tif"]


# What changes no file


def chmod(folder):
    for path in folder.rglob("*.geojson"):
        path.chmod(0o640)


def copied_and_back(folder):
    copy = folder.with_name("copy")
    shutil.copytree(folder, copy)
    shutil.rmtree(folder)
    copy.rename(folder)


def touched(folder):
    for path in folder.rglob("*.geojson"):
        os.utime(path)


def checked_out(folder):
    """As git does: the file goes, and comes anew."""
    for path in folder.rglob("*.geojson"):
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(data)


@pytest.mark.parametrize("deed", [chmod, copied_and_back, touched, checked_out])
def test_what_looks_otherwise_and_holds_the_same_is_no_change(boxes, opened, exported, deed):
    workspace = opened(boxes).workspace.path
    relabel(workspace, "detection", "a.tif", "urban")
    deed(boxes)
    assert changed_files(workspace) == []
    assert not opened(boxes).merged
    deed(boxes)
    assert [one.path for one in exported(workspace).files] == ["a.geojson"]
    deed(boxes)
    assert not exported(workspace).files


def test_what_is_compared_once_is_not_compared_again(boxes, opened, read_names):
    settle(boxes)
    workspace = opened(boxes).workspace.path
    chmod(boxes)
    settle(boxes)
    opened(boxes)
    assert {"a.geojson", "2024/b.geojson"} <= set(read_names)
    read_names.clear()
    opened(boxes)
    assert changed_files(workspace) == []
    assert not {"a.geojson", "2024/b.geojson"} & set(read_names)


@pytest.fixture
def read_names(boxes, monkeypatch):
    """The names of the files that are read, where the disk is one that says when files change."""
    check_known(boxes)
    names = []

    read_it = CampaignFolder.read_large

    def read(folder, name):
        names.append(name)
        return read_it(folder, name)

    monkeypatch.setattr(CampaignFolder, "read_large", read)
    return names


def test_a_file_without_the_right_to_read_it_is_no_change(opened, exported):
    with public_folder() as public:
        folder = public / "campaign"
        write_files(folder, {"a.geojson": BOXES, "b.geojson": BOXES, "spai.json": as_labels()})
        for name in ("a.tif", "b.tif"):
            write_image(folder / name)
        workspace = opened(folder).workspace.path
        relabel(workspace, "detection", "a.tif", "urban")
        for path in (folder, *folder.iterdir()):
            os.chown(path, 65534, 65534) if os.geteuid() == 0 else None
        with no_right(folder / "b.geojson", 0):
            assert [one.path for one in exported(workspace).files] == ["a.geojson"]
        swap(folder / "b.geojson")
        assert opened(folder).merged == ["b.geojson"]


# What a stamp proves


@pytest.mark.parametrize(("age", "proves"), [(10**6, False), (10**8, True), (-(10**10), False)])
def test_a_file_that_was_just_changed_proves_nothing(boxes, monkeypatch, age, proves):
    """It may be changed again within the same tick of the clock; clocks of servers go wrong."""
    check_known(boxes)
    path = boxes / "a.geojson"
    monkeypatch.setattr(folders.time, "time_ns", lambda: path.stat().st_ctime_ns + age)
    look = Stamp.of(path, disks.keeps_changes)
    assert look.proves(Stamp.of(path, disks.keeps_changes)) is proves


def test_on_windows_the_time_of_a_change_is_another(boxes, monkeypatch):
    settle(boxes)
    monkeypatch.setattr(folders.os, "name", "nt")
    assert Stamp.of(boxes / "a.geojson", disks.keeps_changes).changed is None


@pytest.mark.parametrize("year", [1900, 2400])
def test_times_that_no_integer_of_the_workspace_holds(boxes, opened, year):
    seconds = (year - 1970) * 31_557_600
    os.utime(boxes / "a.geojson", (seconds, seconds))
    workspace = opened(boxes).workspace.path
    assert not opened(boxes).merged
    assert changed_files(workspace) == []


# While it is written


class Meanwhile:
    """Somebody changes a file once its new bytes are staged, and so that it looks the same."""

    def __init__(self, monkeypatch, path):
        stage = Writing.stage

        def staged(writing, name, data):
            stage(writing, name, data)
            if name == path.name and b"theirs" not in path.read_bytes():
                swap(path, b"urban" if b"urban" in path.read_bytes() else b"water", b"their")

        monkeypatch.setattr(Writing, "stage", staged)


def test_a_change_while_an_export_is_written_is_not_overwritten(
    boxes, opened, exported, monkeypatch
):
    workspace = opened(boxes).workspace.path
    relabel(workspace, "detection", "a.tif", "urban")
    Meanwhile(monkeypatch, boxes / "a.geojson")
    with pytest.raises(ScaneoError, match="changed by somebody else meanwhile"):
        exported(workspace)
    assert b'"their"' in (boxes / "a.geojson").read_bytes()


def test_a_change_while_a_merge_is_written_is_not_overwritten(campaign, tmp_path, monkeypatch):
    mine = campaign({"a.geojson": BOXES, "spai.json": as_labels()})
    other = tmp_path / "other"
    write_files(other, {"a.geojson": BOXES.replace(b"41.0", b"41.1"), "spai.json": as_labels()})
    write_image(other / "a.tif")
    Meanwhile(monkeypatch, mine / "a.geojson")
    with pytest.raises(ScaneoError, match="changed by somebody else meanwhile"):
        merge_campaigns(MergePlan([other], mine), QgsFeedback())
    assert b'"their"' in (mine / "a.geojson").read_bytes()


@pytest.mark.parametrize("size", [0, 1, MB - 1, MB, MB + 1, 2 * MB])
@pytest.mark.parametrize("kept", [0, 1, MB - 1, MB, 2 * MB])
def test_a_file_that_was_cut_off_anywhere_is_not_what_was_kept(size, kept):
    data = bytes(range(256)) * (2 * MB // 256) + b"end"
    assert packs(pack(data[:size]), data[:kept]) is (size == kept)
