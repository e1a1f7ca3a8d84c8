"""Names that QGIS, GDAL or Windows would take for something else."""

import pytest
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.qgis.layers import make_layer
from scaneo_bridge.core.workspace.workspace_ref import KINDS
from support.campaign import FILES
from support.folders import changed, contents
from support.layers import relabel


@pytest.mark.parametrize("name", ["a%41b", "é%20", "a|layername=x", "a|b", "50%", "a?b#c", "it's"])
def test_a_campaign_opens_wherever_it_lies(campaign, opened, exported, tmp_path, name):
    folder = campaign(FILES).rename(tmp_path / name)
    before = contents(folder)
    result = opened(folder)
    layers = [make_layer(result.workspace, folder, kind) for kind in KINDS]
    assert sum(layer.featureCount() for layer in layers[:3]) == result.annotation_count
    misread = result.workspace.path.parent != folder
    assert misread == (name in {"a%41b", "é%20", "a|layername=x"})
    assert [("misread" in problem.what) for problem in result.problems] == [True] * misread
    assert exported(result.workspace.path).files == []
    assert changed(before, contents(folder)) == set()


def test_a_workspace_where_qgis_would_misread_it_is_refused(campaign, opened, tmp_path):
    folder = campaign(FILES)
    with pytest.raises(ScaneoError, match="Choose a place without %"):
        opened(folder, tmp_path / "a%41b" / "w.gpkg")
    assert not (tmp_path / "a%41b").exists()


def test_a_folder_whose_name_is_as_long_as_a_disk_takes(campaign, opened, exported, tmp_path):
    folder = campaign(FILES).rename(tmp_path / ("x%41" + 83 * "é" + 80 * "y"))
    workspace = opened(folder).workspace.path
    assert workspace.parent != folder, "its name is misread, so it is in the profile"
    relabel(workspace, "detection", "a.tif")
    assert opened(folder).workspace.path == workspace
    assert [file.path for file in exported(workspace).files] == ["a.geojson"]


def test_paths_that_no_disk_takes_are_refused(folder, workspace, opened, exported, tmp_path):
    odd = tmp_path / (300 * "x") / "there"
    with pytest.raises(ScaneoError, match="There is no folder"):
        opened(odd)
    with pytest.raises(ScaneoError, match="can't be written"):
        opened(folder, odd / "w.gpkg")
    with pytest.raises(ScaneoError, match="There is no workspace"):
        exported(odd / "w.gpkg")
    with pytest.raises(ScaneoError, match="can't be written"):
        exported(workspace, odd)


def test_an_image_named_like_a_drive_letter_stops_no_other(campaign, opened, exported):
    folder = campaign(FILES, images=("a.tif", "2024/b.tif", "c:d.tif"))
    before = contents(folder)
    result = opened(folder)
    assert [problem.path for problem in result.problems] == ["c:d.tif"]
    assert "Rename the image" in result.problems[0].mend
    relabel(result.workspace.path, "detection", "a.tif")
    assert [file.path for file in exported(result.workspace.path).files] == ["a.geojson"]
    assert changed(before, contents(folder)) == {"a.geojson"}
