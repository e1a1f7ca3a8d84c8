"""What is cancelled or killed in the middle leaves whole files, and goes on where it was."""

import json
import os
from pathlib import Path

import pytest
from qgis.core import QgsFeature, QgsFeedback
from scaneo_bridge.core.base.errors import Cancelled, ScaneoError
from scaneo_bridge.core.base.model import Severity
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign
from scaneo_bridge.core.campaign.merging.folder_merge import OpenConflicts
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.campaign.workspaces.conflicts import read_conflicts, resolve_conflicts
from scaneo_bridge.core.formats.scaneo.labels import read_labels, write_labels
from scaneo_bridge.core.formats.scaneo.merge.side import Side
from scaneo_bridge.core.store.folder import OWN_FOLDER
from scaneo_bridge.core.store.write.journal import JOURNAL
from scaneo_bridge.core.store.write.writing import Writing
from support.campaign import NEWS, RED, URBAN, WATER, features_of
from support.folders import snapshot, write_files
from support.geojson import (
    as_bytes,
    classification,
    collection,
    detection,
    one_of_each,
    spai,
)
from support.images import write_image
from support.layers import add, delete, editing, field, first, relabel, set_labels


class Stopped(BaseException):
    """Stands for a kill."""


def ended_by(error):
    """The commit of a writing that all of a sudden ends, its files in place."""
    commit = Writing.commit

    def run(writing, *counts):
        commit(writing, *counts)
        raise error

    return run


@pytest.fixture
def stopped_export(monkeypatch, feedback):
    """An export that is killed after it has put some files in place, before it is noted.

    At less than no file, it has not begun: its journal is not written.
    """

    def run(workspace, files):
        real, done = os.replace, []

        def replace(source, target):
            if OWN_FOLDER in str(target):
                if files < 0 and Path(target).name == JOURNAL:
                    raise Stopped
                return real(source, target)
            if len(done) == files:
                raise Stopped
            return done.append(real(source, target))

        with monkeypatch.context() as patch, pytest.raises(Stopped):
            patch.setattr(os, "replace", replace)
            patch.setattr(Writing, "commit", ended_by(Stopped))
            export_campaign(workspace, None, feedback)

    return run


@pytest.mark.parametrize("files", range(-1, 4))
def test_a_stopped_export_is_finished_by_the_next(
    folder, workspace, opened, exported, stopped_export, files
):
    for image in ("a.tif", "2024/b.tif"):
        relabel(workspace, "detection", image, "new")
        add(workspace, "segmentation", image)
        delete(workspace, "classification", image)
    stopped_export(workspace, files)
    again = opened(folder)
    told, edited = [Severity.INFO] * (files < 3), []
    if files < 0:
        told, edited = [Severity.ERROR], ["2024/b.tif", "a.tif"]
    assert [problem.severity for problem in again.problems] == told
    assert again.edited == edited
    exported(workspace)
    for name in ("a.geojson", "2024/b.geojson"):
        labels = [one["properties"]["label"] for one in features_of(folder, name)]
        assert labels == ["new", "water", "field", "water"]
    assert [label["name"] for label in json.loads((folder / "spai.json").read_bytes())["labels"]][
        3:
    ] == ["new"]
    again = opened(folder)
    assert (again.edited, again.annotation_count) == ([], 8)
    assert list(exported(workspace).files) == []


def test_a_stopped_export_is_finished_without_opening_too(
    folder, workspace, exported, stopped_export
):
    relabel(workspace, "detection", "a.tif")
    stopped_export(workspace, 1)
    exported(workspace)
    delete(workspace, "detection", "a.tif")
    exported(workspace)
    assert features_of(folder) == [one_of_each()[at] for at in (0, 2, 3)]


ALL = 99  # files


class TestBetweenTheFilesAndTheNoteOfThem:
    """A box was drawn and is written; the workspace does not say so yet."""

    @pytest.fixture
    def workspace(self, workspace):
        add(workspace, "detection", "a.tif", label="drawn")
        return workspace

    def drawn(self, folder):
        labels = [one["properties"]["label"] for one in features_of(folder)]
        return [label for label in labels if label in ("drawn", "again")]

    def test_what_is_deleted_stays_away(self, folder, workspace, opened, exported, stopped_export):
        stopped_export(workspace, ALL)
        assert self.drawn(folder) == ["drawn"]
        delete(workspace, "detection", "a.tif", label="drawn")
        again = opened(folder)
        assert (again.merged, again.edited) == ([], ["a.tif"])
        exported(workspace)
        assert self.drawn(folder) == []

    def test_what_is_edited_is_there_once(
        self, folder, workspace, opened, exported, stopped_export
    ):
        stopped_export(workspace, ALL)
        relabel(workspace, "detection", "a.tif", "again", old="drawn")
        assert opened(folder).edited == ["a.tif"]
        exported(workspace)
        assert self.drawn(folder) == ["again"]

    def test_an_export_goes_on_without_opening(self, folder, workspace, exported, stopped_export):
        stopped_export(workspace, ALL)
        delete(workspace, "detection", "a.tif", label="drawn")
        exported(workspace)
        assert self.drawn(folder) == []

    def test_another_qgis_may_edit_and_open(self, folder, workspace, opened, exported, monkeypatch):
        commit = Writing.commit

        def run(writing, *counts):
            backup = commit(writing, *counts)
            delete(workspace, "detection", "a.tif", label="drawn")
            assert opened(folder).edited == ["a.tif"]
            return backup

        with monkeypatch.context() as patch:
            patch.setattr(Writing, "commit", run)
            exported(workspace)
        assert opened(folder).edited == ["a.tif"]
        exported(workspace)
        assert self.drawn(folder) == []

    def test_a_label_that_is_deleted_stays_away(
        self, folder, workspace, opened, exported, stopped_export
    ):
        set_labels(workspace, URBAN, RED)
        stopped_export(workspace, ALL)
        delete(workspace, "detection", "a.tif", label="drawn")
        set_labels(workspace, URBAN)
        opened(folder)
        exported(workspace)
        listed = json.loads((folder / "spai.json").read_bytes())["labels"]
        assert {"red", "drawn"}.isdisjoint(label["name"] for label in listed)


class TestPlacesBetweenTheFilesAndTheNoteOfThem:
    """Each box has its label for an `id`, which nobody shows: it says whose members are whose."""

    @pytest.fixture
    def boxes(self, campaign, opened):
        """A campaign of four boxes, `b0` to `b3`, on one image."""
        shapes = [(41 + at / 100, 2, 41.008 + at / 100, 2.008) for at in range(4)]
        boxes = [detection(f"b{at}", shape, id=f"b{at}") for at, shape in enumerate(shapes)]
        folder = campaign({"a.geojson": collection(*boxes)})
        return folder, opened(folder).workspace.path

    def ids(self, folder):
        return {one["properties"]["label"]: one.get("id") for one in features_of(folder)}

    def move(self, workspace, label, old, image):
        with editing(workspace, "detection") as layer:
            feature = first(layer, old, label)
            assert layer.changeAttributeValue(feature.id(), field(layer, "image"), image)

    @pytest.mark.parametrize(
        ("elsewhere", "kept"),
        [
            pytest.param("2024/b.tif", None, id="it was out of the file, and is new in it"),
            pytest.param("no such.tif", "b0", id="it was kept in the file"),
        ],
    )
    def test_what_left_the_image_and_came_back_is_no_other(
        self, boxes, opened, exported, stopped_export, elsewhere, kept
    ):
        folder, workspace = boxes
        self.move(workspace, "b0", "a.tif", elsewhere)
        stopped_export(workspace, ALL)
        self.move(workspace, "b0", elsewhere, "a.tif")
        opened(folder)
        exported(workspace)
        assert self.ids(folder) == {"b0": kept, "b1": "b1", "b2": "b2", "b3": "b3"}

    def test_a_copy_is_no_other(self, boxes, opened, exported, stopped_export):
        folder, workspace = boxes
        delete(workspace, "detection", "a.tif", label="b0")
        stopped_export(workspace, ALL)
        with editing(workspace, "detection") as layer:
            copy = QgsFeature(first(layer, "a.tif", "b1"))
            copy["fid"], copy["label"] = None, "copy"
            assert layer.addFeature(copy)
        delete(workspace, "detection", "a.tif", label="b2")
        opened(folder)
        exported(workspace)
        assert self.ids(folder) == {"b1": "b1", "b3": "b3", "copy": None}


def test_conflicts_are_settled_after_a_stopped_export(
    folder, workspace, exported, stopped_export, feedback
):
    relabel(workspace, "detection", "a.tif", "one")
    stopped_export(workspace, ALL)
    relabel(workspace, "detection", "a.tif", "two")
    relabel(workspace, "detection", "2024/b.tif", "mine")
    theirs = features_of(folder, "2024/b.geojson")
    theirs[1]["properties"]["label"] = "theirs"
    write_files(folder, {"2024/b.geojson": collection(*theirs)})
    with pytest.raises(OpenConflicts) as told:
        exported(workspace)
    found = read_conflicts(workspace, feedback)
    assert found.paths == told.value.conflicts.paths == ["2024/b.geojson"]
    picks = dict.fromkeys([*found.images, *found.labels], Side.OURS)
    assert len(resolve_conflicts(workspace, picks, feedback)) == 0
    exported(workspace)
    assert features_of(folder)[1]["properties"]["label"] == "two"
    assert features_of(folder, "2024/b.geojson")[1]["properties"]["label"] == "mine"


def spoil_spai(folder):
    """Somebody writes the list of labels in this moment: the export can't go on."""
    file = folder / "spai.json"
    file.write_bytes(file.read_bytes() + b" ")


@pytest.mark.parametrize("stop", ["it is killed", "it fails"])
def test_what_an_export_did_not_write_is_not_taken_for_its_own_later(
    folder, workspace, opened, exported, feedback, stopped_export, monkeypatch, stop
):
    """It had a new label, which its user gave up then. Later, a colleague has the same one."""
    before = (folder / "spai.json").read_bytes()
    labels = read_labels(before).labels
    set_labels(workspace, *labels, RED)
    if stop == "it is killed":
        stopped_export(workspace, -1)
    else:
        commit = Writing.commit

        def run(writing, *counts):
            spoil_spai(folder)
            return commit(writing, *counts)

        with monkeypatch.context() as patch, pytest.raises(ScaneoError):
            patch.setattr(Writing, "commit", run)
            exported(workspace)
        (folder / "spai.json").write_bytes(before)
    opened(folder)
    set_labels(workspace, *labels)
    (folder / "spai.json").write_bytes(write_labels(before, [*labels, RED]))
    opened(folder)
    exported(workspace)
    assert RED in read_labels((folder / "spai.json").read_bytes()).labels


@pytest.mark.parametrize("files", range(-1, 5))
def test_at_any_stop_spai_lists_every_label_in_use(
    campaign, opened, exported, stopped_export, files
):
    """`water` goes, `red` comes."""
    content = collection(classification("water"), detection("urban"))
    labels = spai(water=WATER.color, urban=URBAN.color)
    folder = campaign({"a.geojson": content, "2024/b.geojson": content, "spai.json": labels})
    workspace = opened(folder).workspace.path
    for image in ("a.tif", "2024/b.tif"):
        relabel(workspace, "classification", image, "red")
    set_labels(workspace, URBAN, RED)
    stopped_export(workspace, files)
    listed = {label["name"] for label in json.loads((folder / "spai.json").read_bytes())["labels"]}
    for name in ("a.geojson", "2024/b.geojson"):
        assert {one["properties"]["label"] for one in features_of(folder, name)} <= listed
    assert {problem.severity for problem in opened(folder).problems} <= {Severity.INFO}
    exported(workspace)
    assert (folder / "spai.json").read_bytes() == as_bytes(spai(urban=URBAN.color, red=RED.color))
    assert opened(folder).edited == []
    assert list(exported(workspace).files) == []


class Cancelling(QgsFeedback):
    """Somebody presses Cancel when the work has come this far."""

    def __init__(self, percent):
        super().__init__()
        self.progressChanged.connect(lambda now: self.cancel() if now >= percent else None)
        if percent == 0:
            self.cancel()


@pytest.mark.parametrize("percent", [0, 30])
def test_a_cancelled_import_leaves_nothing(folder, percent):
    write_image(folder / "c.tif")
    before = snapshot(folder)
    with pytest.raises(Cancelled):
        open_campaign(folder, None, Cancelling(percent))
    assert snapshot(folder) == before
    assert not (folder / "scaneo.gpkg").exists()


@pytest.mark.parametrize("percent", [0, 30])
def test_a_cancelled_opening_leaves_the_workspace_as_it_was(folder, workspace, opened, percent):
    relabel(workspace, "detection", "2024/b.tif")
    for name in ("1.tif", "z.tif"):
        write_image(folder / name)
    write_files(folder, {"1.geojson": NEWS, "a.geojson": NEWS, "spai.json": spai(x="#000000")})
    before = rows(workspace)
    with pytest.raises(Cancelled):
        open_campaign(folder, None, Cancelling(percent))
    assert rows(workspace) == before
    assert opened(folder).annotation_count == 4 + 6 + 6


def rows(workspace):
    """All that the workspace holds."""
    from osgeo import ogr

    dataset = ogr.Open(str(workspace))
    names = [dataset.GetLayer(at).GetName() for at in range(dataset.GetLayerCount())]
    found = {name: [one.ExportToJson() for one in dataset.GetLayer(name)] for name in names}
    result = dataset.ExecuteSQL("SELECT image FROM changes ORDER BY id")
    found["changes"] = [one.GetField(0) for one in result]
    dataset.ReleaseResultSet(result)
    return found


@pytest.mark.parametrize("percent", [0, 30])
@pytest.mark.parametrize("elsewhere", [True, False])
def test_a_cancelled_export_leaves_everything_as_it_was(
    folder, workspace, opened, tmp_path, percent, elsewhere
):
    for image in ("a.tif", "2024/b.tif"):
        relabel(workspace, "detection", image, "new")
    add(workspace, "segmentation", None)
    before, workspace_before = snapshot(tmp_path), rows(workspace)
    target = tmp_path / "new" / "other" if elsewhere else None
    with pytest.raises(Cancelled):
        export_campaign(workspace, target, Cancelling(percent))
    assert snapshot(tmp_path) == before
    assert not (tmp_path / "new").exists()
    assert rows(workspace) == workspace_before
    assert opened(folder).edited == ["2024/b.tif", "a.tif"]
