"""What was taken over from another workspace, and is deleted in that one since."""

import pytest
from scaneo_bridge.core.campaign.workspaces import of_campaign
from scaneo_bridge.core.workspace.workspace import Workspace
from support import layers
from support.campaign import FILES, features_of


@pytest.fixture
def two(campaign, opened, tmp_path, monkeypatch):
    """A folder, and two workspaces of it; with a profile of the test's own."""

    class Application:
        @staticmethod
        def qgisSettingsDirPath():
            return f"{tmp_path}/profile/"

    monkeypatch.setattr(of_campaign, "QgsApplication", Application)
    folder = campaign(FILES)
    return folder, *(
        opened(folder, tmp_path / name).workspace.path for name in ("ann.gpkg", "bob.gpkg")
    )


def labels_in(workspace):
    with Workspace.open(workspace, writable=False) as now:
        return [row.annotation.label for row in now.annotations("a.tif")]


@pytest.mark.parametrize("is_exported", [True, False])
def test_is_deleted_here_too(two, opened, exported, is_exported):
    folder, ann, bob = two
    layers.add(bob, "detection", "a.tif", "bob's")
    opened(folder, ann)
    assert "bob's" in labels_in(ann)
    layers.delete(bob, "detection", "a.tif", "bob's")
    if is_exported:
        exported(bob)
    opened(folder, ann)
    assert "bob's" not in labels_in(ann)
    exported(ann)
    assert "bob's" not in [one["properties"]["label"] for one in features_of(folder)]
