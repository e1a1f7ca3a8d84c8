"""A workspace that an older version of the plugin has made: what it lacks is added at opening."""

from qgis.core import QgsFeedback
from scaneo_bridge.core.campaign.checking.check_campaign import check_workspace
from scaneo_bridge.core.campaign.merging.folder_merge import changed_files
from scaneo_bridge.core.workspace.workspace import Workspace
from support.campaign import NEWS
from support.files.older import make_version_3
from support.folders import snapshot


def test_one_whose_stamps_prove_nothing_has_its_files_compared_once(folder, workspace, opened):
    make_version_3(workspace)
    (folder / "a.geojson").write_bytes(NEWS)
    again = opened(folder)
    assert list(again.merged) == ["a.geojson"]
    with Workspace.open(workspace) as known:
        assert all(stamp.inode for stamp in known.stamps().values())
    assert not opened(folder).merged


def test_nothing_is_edited_by_bringing_it_up_to_date(folder, workspace, opened, exported):
    before = snapshot(folder)
    make_version_3(workspace)
    assert not opened(folder).edited
    assert not exported(workspace).files
    assert snapshot(folder) == before


def test_it_is_checked_and_compared_before_it_is_brought_up_to_date(folder, workspace):
    make_version_3(workspace)
    (folder / "a.geojson").write_bytes(NEWS)
    assert changed_files(workspace) == ["a.geojson"]
    assert not check_workspace(workspace, QgsFeedback()).findings
