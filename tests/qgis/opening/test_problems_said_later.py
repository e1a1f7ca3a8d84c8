"""What was wrong when a folder was read is said in the language of whoever opens it next."""

import json

import pytest
from qgis.core import QgsFeedback
from scaneo_bridge.core.base.messages import Message
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.qgis.translation import said
from scaneo_bridge.core.workspace.workspace import Workspace
from support.geojson import as_bytes, collection
from support.images import write_image
from support.words.brackets import outside

pytest_plugins = ["support.words.catalogues"]


@pytest.fixture
def workspace(tmp_path):
    """One in which problems are noted: of a feature, of a file, and of an image."""
    folder = tmp_path / "campaign"
    folder.mkdir()
    write_image(folder / "a.tif")
    (folder / "a.geojson").write_bytes(as_bytes(collection({"type": "Feature"}, 3)))
    write_image(folder / "b.tif")
    (folder / "b.geojson").write_bytes(b'{"type"\n  "x"}')
    (folder / "c.tif").write_bytes(b"no image")
    return open_campaign(folder, None, QgsFeedback()).workspace.path


def problems(workspace):
    with Workspace.open(workspace, writable=False) as opened:
        return opened.problems()


def test_all_that_is_noted_is_a_message_again(workspace):
    found = problems(workspace)
    assert len(found) > 3
    texts = [text for one in found for text in (one.what, one.mend, one.location) if text]
    assert [text for text in texts if not isinstance(text, Message)] == []


def test_it_is_said_in_another_language(workspace, pseudo):
    for one in problems(workspace):
        assert {outside(said(text)).strip() for text in (one.what, one.mend, one.location)} == {""}


@pytest.mark.parametrize("made", ["DROP", "other", "broken", "another text"])
def test_what_others_make_of_it_leaves_english(workspace, made):
    before = problems(workspace)
    with Workspace.open(workspace) as opened:
        database = opened.database
        if made == "DROP":
            database.execute("DROP TABLE problem_messages")
        else:
            data = {"id": "x", "text": "Gone.", "many": "", "values": {}}
            odd = {"other": json.dumps(data), "broken": "{", "another text": '"Gone."'}[made]
            database.execute("UPDATE problem_messages SET message = ?", odd)
    after = problems(workspace)
    assert after == before
    assert not any(isinstance(one.what, Message) for one in after)
