"""Two QGIS on one folder at the same time lose nothing of each other's."""

import sys

import pytest
from survive.deeds import BEHIND
from survive.forks import Running, done
from survive.ground import WORKSPACE, copy_campaign, rows
from survive.two import label_together

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no forks")


@pytest.mark.parametrize("is_shared", [False, True], ids=["two workspaces", "one workspace"])
def test_what_two_people_save_is_there_once(tmp_path, is_shared):
    label_together(tmp_path, 5, 1, is_shared)


def test_two_who_open_a_new_folder_at_once_read_each_image_once(tmp_path):
    """One of them may be told that the other was first, and opens it again."""
    template = tmp_path / "template"
    BEHIND.prepare(template)
    alone = copy_campaign(template, tmp_path / "alone")
    done(lambda: BEHIND.run(alone))
    for number in range(5):
        folder = copy_campaign(template, tmp_path / f"{number}")
        running = [Running(lambda folder=folder: BEHIND.run(folder)) for _ in range(2)]
        told = [one.end().told for one in running]
        assert not all(told)
        assert all(not one or "just made" in one or "is writing" in one for one in told), told
        done(lambda folder=folder: BEHIND.run(folder))
        found = done(lambda folder=folder: rows(folder / WORKSPACE))
        assert found == done(lambda: rows(alone / WORKSPACE))
