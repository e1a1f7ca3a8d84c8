"""Every name of QGIS that the plugin uses is there, and enums are named in the way of QGIS 4."""

import pytest
from support.house.api_names import PRODUCT, missing, names_used, unscoped


@pytest.mark.parametrize("package", ["qgis.core", "qgis.gui", "qgis.analysis", "processing"])
def test_this_qgis_has_every_name(root, package):
    assert missing(names_used(root, package)) == []


def test_qgis_is_asked_for_something(root):
    assert len(names_used(root, "qgis.core")) > 100
    assert len(names_used(root, "qgis.gui")) > 20


def test_members_of_enums_are_named_with_their_enum(root):
    assert unscoped(names_used(root, "qgis.core") + names_used(root, "qgis.gui")) == []


@pytest.fixture
def spoiled(root, tmp_path):
    """A plugin of one file."""

    def write(text):
        for part in PRODUCT:
            (tmp_path / part).mkdir() if not part.endswith(".py") else (tmp_path / part).touch()
        (tmp_path / "plugin.py").write_text(text)
        return names_used(tmp_path, "qgis.core")

    return write


def test_a_name_that_no_qgis_has_is_found(spoiled):
    names = spoiled("from qgis.core import Qgis, QgsNone\n\nQgis.MessageLevel.Loud\n")
    assert missing(names) == [
        "plugin.py:1: qgis.core.QgsNone",
        "plugin.py:3: qgis.core.Qgis.MessageLevel.Loud",
    ]


def test_a_name_that_only_newer_ones_have_may_be_asked_for(spoiled):
    text = "from qgis.core import Qgis\n\nif hasattr(Qgis, 'Newer'):\n    print(Qgis.Newer)\n"
    assert missing(spoiled(text)) == []


def test_a_member_without_its_enum_is_found(spoiled):
    names = spoiled("from qgis.core import Qgis\n\nQgis.MessageLevel.Info\nQgis.Warning\n")
    assert unscoped(names) == [
        "plugin.py:4: qgis.core.Qgis.Warning (write Qgis.MessageLevel.Warning)"
    ]
