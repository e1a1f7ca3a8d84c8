"""Files that can't be read while a campaign is opened again: the rows of the workspace stay."""

import os

import pytest
from scaneo_bridge.core.campaign.reading.folder_reader import FolderReader
from support.campaign import FILES, NEWS
from support.images import write_image
from support.layers import task_layer


def said(campaign, path):
    return [problem.what for problem in campaign.problems if problem.path == path]


@pytest.mark.parametrize("kind", ["no file", "gone"])
def test_a_file_that_can_not_be_read_a_second_time_loses_no_row(
    folder, workspace, opened, monkeypatch, kind
):
    """What another program writes may be away again when it has just been compared."""
    path = folder / "a.geojson"
    path.write_bytes(NEWS)
    fetch_file = FolderReader.fetch_file

    def too_late(reader, name):
        if name == "a.geojson":
            path.unlink()
            if kind == "no file":
                os.mkfifo(path)
        return fetch_file(reader, name)

    with monkeypatch.context() as patch:
        patch.setattr(FolderReader, "fetch_file", too_late)
        again = opened(folder)
    assert again.annotation_count == 8
    assert said(again, "a.geojson")
    path.unlink(missing_ok=True)
    path.write_bytes(NEWS)
    again = opened(folder)
    assert again.annotation_count == 10
    assert not again.problems


def test_an_image_that_gets_its_place_while_its_file_can_not_be_read(campaign, opened):
    """Its rows stay; once the file can be read again, they are placed."""
    folder = campaign(FILES)
    write_image(folder / "a.tif", crs=None, grid=None)
    assert opened(folder).annotation_count == 8
    write_image(folder / "a.tif")
    path = folder / "a.geojson"
    path.unlink()
    path.mkdir()
    again = opened(folder)
    assert again.annotation_count == 8
    assert said(again, "a.geojson")
    path.rmdir()
    path.write_bytes(FILES["a.geojson"])
    again = opened(folder)
    assert (again.annotation_count, said(again, "a.geojson")) == (8, [])
    layer = task_layer(again.workspace.path, "classification")
    assert all(one.hasGeometry() for one in layer.getFeatures())
