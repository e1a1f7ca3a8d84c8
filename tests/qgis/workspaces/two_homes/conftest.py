"""Fixtures of the tests of a campaign with several workspaces."""

import pytest
from scaneo_bridge.core.campaign.workspaces import of_campaign
from support.rights import unwritable


@pytest.fixture(autouse=True)
def profile(tmp_path, monkeypatch):
    """A user's profile of the test's own."""
    place = tmp_path / "profiles" / "default"

    class Application:
        @staticmethod
        def qgisSettingsDirPath():
            return f"{place}/"

    monkeypatch.setattr(of_campaign, "QgsApplication", Application)
    return place


@pytest.fixture
def both(folder, workspace, opened):
    """The folder's own workspace, and the one in which it was edited while it was read-only."""
    with unwritable(folder):
        spare = opened(folder).workspace.path
    assert spare.parent != folder
    return workspace, spare
