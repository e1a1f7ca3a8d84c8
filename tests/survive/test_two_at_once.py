"""Two QGIS on one folder at the same time lose nothing of each other's."""

import sys

import pytest
from survive.two import label_together

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no forks")


@pytest.mark.parametrize("is_shared", [False, True], ids=["two workspaces", "one workspace"])
def test_what_two_people_save_is_there_once(tmp_path, is_shared):
    label_together(tmp_path, 5, 1, is_shared)
