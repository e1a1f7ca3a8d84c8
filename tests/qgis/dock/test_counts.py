"""One thing is one, in every text that counts: no “1 images”."""

from scaneo_bridge.core.base.model import Problem
from scaneo_bridge.core.campaign.opening.open_campaign import OpenedCampaign
from scaneo_bridge.core.store.folder import CampaignFolder
from scaneo_bridge.core.workspace.workspace_ref import WorkspaceRef
from scaneo_bridge.ui.work.bar_messages import opened_message
from support.words.counts import is_well_counted


def test_what_is_said_of_a_campaign_of_one(tmp_path):
    problem = Problem("a.tif", "It is odd.", "Look.")
    opened = OpenedCampaign(
        WorkspaceRef(tmp_path),
        CampaignFolder(tmp_path),
        1,
        1,
        [problem],
        ["a.tif"],
        1,
        ["a.geojson"],
        ["b.geojson"],
    )
    said = opened_message(opened).text
    assert "1 image, 1 annotation, 1 problem" in said and "1 edit that was open" in said
    assert is_well_counted(said)
