"""An export of layers: full disks, files that can't be read, edits that wait, and cancelling."""

import os
from pathlib import Path, PureWindowsPath

import pytest
from qgis.core import QgsFeedback
from scaneo_bridge.core.base.errors import Cancelled, ScaneoError
from scaneo_bridge.core.mapping.export import export_layers, preview_layers
from scaneo_bridge.core.mapping.mapping import Assign, CampaignMapping, LabelSource, LayerMapping
from scaneo_bridge.core.mapping.plan import plan_export
from support.folders import changed, contents, snapshot, write_files
from support.geojson import LABELS, collection, detection, one_of_each
from support.images import write_image
from support.layers import relabel, task_layer
from support.sources import (
    DETECTION,
    SEGMENTATION,
    SQUARE,
    all_of,
    box_wkt,
    export,
    labels_of,
    layer_of,
    plan_of,
    written,
)

# Disks


@pytest.mark.parametrize("root", [Path("/"), PureWindowsPath("C:\\")])
def test_no_campaign_is_a_whole_disk(layer, root):
    with pytest.raises(ScaneoError, match="root of a disk"):
        plan_of(root, layer)


def test_the_dock_makes_no_campaign_of_a_whole_disk(layer, qgis_new_project):
    qgis_new_project.addMapLayer(layer)
    entry = LayerMapping(layer.id(), DETECTION, LabelSource(value="label"))
    with pytest.raises(ScaneoError, match="root of a disk"):
        plan_export(qgis_new_project, CampaignMapping((entry,), folder=os.path.abspath(os.sep)))
    qgis_new_project.clear()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
@pytest.mark.parametrize("count", [1, 1000])
def test_a_full_disk_for_temporary_files_is_a_sentence(folder, monkeypatch, count):
    rows = [(SQUARE, f"{number}") for number in range(count)]
    monkeypatch.setattr(
        "scaneo_bridge.core.mapping.spool.tempfile.TemporaryFile",
        lambda: open("/dev/full", "w+b"),  # noqa: SIM115 - the spool closes it
    )
    before = snapshot(folder)
    with pytest.raises(ScaneoError, match=r"temporary files .*can't be written"):
        export_layers(plan_of(folder, layer_of(*rows)), QgsFeedback())
    assert snapshot(folder) == before


# Files that can't be read


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe", b'{"type": "FeatureCollection"}'])
@pytest.mark.parametrize("replaced", [(), (SEGMENTATION,)])
def test_a_file_that_can_not_be_read_stays_and_its_features_are_listed(
    folder, layer, data, replaced
):
    write_files(folder, {"a.geojson": data})
    done = export(folder, layer, replaced=replaced)
    assert (folder / "a.geojson").read_bytes() == data
    assert labels_of(folder, "b.geojson") == ["urban"]
    (problem,) = done.problems
    assert "a.geojson" in problem.what and problem.fid == 1


def test_a_feature_on_two_images_of_which_one_can_not_be_read(folder):
    write_files(folder, {"a.geojson": b"{"})
    layer = layer_of((box_wkt(2.4, 41.1, 2.6, 41.2), "x"))
    done = export(folder, layer, assign=Assign.TOUCHED)
    assert (done.written_count, done.annotation_count, len(done.problems)) == (1, 1, 0)
    (note,) = done.notes
    assert "a.geojson" in note.what
    write_files(folder, {"b.geojson": b"{"})
    done = export(folder, layer, assign=Assign.TOUCHED)
    assert (done.written_count, done.annotation_count, len(done.problems)) == (0, 0, 1)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"label": []}', b"\xff"])
def test_a_list_of_labels_that_can_not_be_read_stops_all(folder, layer, data):
    write_files(folder, {"spai.json": data})
    before = snapshot(folder)
    for run in (preview_layers, export_layers):
        with pytest.raises(ScaneoError, match=r"spai\.json can't be read.*Nothing was written"):
            run(plan_of(folder, layer), QgsFeedback())
    assert snapshot(folder) == before


# The folder's workspace


def test_edits_that_wait_in_the_workspace_are_not_overrun(folder, layer, opened, exported):
    write_files(folder, {"a.geojson": collection(*one_of_each()), "spai.json": LABELS})
    workspace = opened(folder).workspace.path
    relabel(workspace, "detection", "a.tif")
    before = snapshot(folder)
    for run in (preview_layers, export_layers):
        with pytest.raises(ScaneoError, match=r"a\.tif has edits in the campaign's workspace"):
            run(plan_of(folder, layer), QgsFeedback())
    assert snapshot(folder) == before
    other = layer_of((box_wkt(2.6, 41.1, 2.7, 41.2), "urban"))
    assert export(folder, other).files, "another image is free"
    exported(workspace)
    assert export(folder, layer).annotation_count == 2
    assert not opened(folder).edited


def test_the_workspace_takes_over_what_was_exported(folder, layer, opened, exported):
    write_files(folder, {"a.geojson": collection(*one_of_each()), "spai.json": LABELS})
    workspace = opened(folder).workspace.path
    export(folder, *all_of(layer))
    again = opened(folder)
    assert again.annotation_count == 4 + 5  # the image had the class already
    assert not again.problems and not again.edited
    assert not exported(workspace).files


def test_an_own_campaign_goes_along(folder, layer, opened):
    write_files(folder, {"a.geojson": collection(*one_of_each()), "spai.json": LABELS})
    workspace = opened(folder).workspace.path
    relabel(workspace, "detection", "a.tif", "field")
    export_layers(plan_of(folder, layer, workspace=workspace), QgsFeedback())
    assert labels_of(folder) == ["water", "field", "water", "field", "water"]
    assert not opened(folder).edited


@pytest.mark.parametrize("run", [preview_layers, export_layers])
def test_the_rows_of_an_own_campaign_stay_under_layers_that_may_be_open(folder, layer, opened, run):
    """What others changed is taken over before, while nobody can edit."""
    files = write_files(folder, {"a.geojson": collection(*one_of_each()), "spai.json": LABELS})
    workspace = opened(files).workspace.path
    relabel(workspace, "detection", "a.tif", "field")
    write_files(folder, {"a.geojson": collection(*one_of_each()[:2], detection("theirs"))})
    boxes = task_layer(workspace, "detection")
    before = contents(folder)["a.geojson"], [one.attributes() for one in boxes.getFeatures()]
    with pytest.raises(ScaneoError, match=r"Changed on disk since they were read: a\.geojson"):
        run(plan_of(folder, layer, workspace=workspace), QgsFeedback())
    after = contents(folder)["a.geojson"], [one.attributes() for one in boxes.getFeatures()]
    assert after == before


class CancelledAt(QgsFeedback):
    """Cancels when the progress has come so far."""

    def __init__(self, percent):
        super().__init__()
        self.progressChanged.connect(lambda now: self.cancel() if now >= percent else None)


@pytest.fixture
def many(tmp_path):
    """Images, and a layer with a feature for each; progress is told every thousand features."""
    folder = tmp_path / "campaign"
    rows = []
    for number in range(20):
        grid = (2 + number / 10, 0.01, 0.0, 42.0, 0.0, -0.1)
        write_image(folder / f"{number:02}.tif", grid=grid)
        rows += [(box_wkt(2 + number / 10, 41, 2.01 + number / 10, 41.1), "x")] * 100
    write_files(folder, {"00.geojson": collection(*one_of_each()), "spai.json": LABELS})
    return folder, layer_of(*rows)


@pytest.mark.parametrize("percent", [0, 40, 80, 95])
def test_a_cancelled_export_leaves_the_folder_as_it_was(many, percent):
    folder, layer = many
    before = snapshot(folder)
    feedback = CancelledAt(percent)
    if percent == 0:
        feedback.cancel()
    with pytest.raises(Cancelled):
        export_layers(plan_of(folder, layer), feedback)
    assert snapshot(folder) == before
    target = folder.parent / "new" / "one"
    with pytest.raises(Cancelled):
        feedback = CancelledAt(percent)
        if percent == 0:
            feedback.cancel()
        export_layers(plan_of(target, layer, images=folder, copy_images=True), feedback)
    assert not target.parent.exists()


def test_a_cancelled_export_leaves_the_edits_of_the_campaign_where_they_were(many, opened):
    folder, layer = many
    workspace = opened(folder).workspace.path
    relabel(workspace, "detection", "00.tif", "field")
    before = snapshot(folder)
    with pytest.raises(Cancelled):
        export_layers(plan_of(folder, layer, workspace=workspace), CancelledAt(40))
    assert snapshot(folder) == before
    assert opened(folder).edited == ["00.tif"]


def test_once_the_edits_of_the_campaign_are_written_an_export_goes_on_to_the_end(many, opened):
    folder, layer = many
    workspace = opened(folder).workspace.path
    relabel(workspace, "detection", "00.tif", "field")
    done = export_layers(plan_of(folder, layer, workspace=workspace), CancelledAt(99))
    assert [file.path for file in done.campaign.files] == ["00.geojson"]
    assert done.written_count == done.feature_count == 2000
    assert len(written(folder, "19.geojson")) == 100
    assert opened(folder).edited == []


@pytest.mark.parametrize("name", ["00.geojson", "spai.json", "01.geojson"])
def test_a_file_that_somebody_changes_meanwhile_is_not_overrun(many, name):
    folder, layer = many
    feedback = QgsFeedback()
    before = snapshot(folder)

    def change(percent):
        if percent >= 94:
            (folder / name).write_bytes(b'{"labels": []}')

    feedback.progressChanged.connect(change)
    with pytest.raises(
        ScaneoError, match=f"{name} was changed by somebody else.*Nothing was written"
    ):
        export_layers(plan_of(folder, layer), feedback)
    assert changed(before, snapshot(folder)) == {name}
