"""The plugin speaks QGIS's language, where a catalogue has it, and takes it away again."""

import pytest
from qgis.PyQt.QtCore import QCoreApplication, Qt
from scaneo_bridge import classFactory, plugin
from scaneo_bridge.core.base.messages import message
from scaneo_bridge.core.base.model import Problem
from scaneo_bridge.core.base.rules import RULES
from scaneo_bridge.core.qgis.translation import Translation, said
from scaneo_bridge.ui.common.models import ProblemsModel
from scaneo_bridge.ui.common.text import plain, tooltip
from support.catalogues import outside
from tools.i18n import Sentence

pytest_plugins = ["support.catalogues"]

FILES_SENTENCE = Sentence("t.files", "{count:,} file", "{count:,} files", "t.py", 1)
TIP = "Show or hide Scaneo Bridge: label satellite images"
POLISH = ("{count:,} plik", "{count:,} pliki", "{count:,} plików")


def files(count):
    return message("t.files", "{count:,} file", "{count:,} files", count=count)


def test_a_count_takes_the_form_that_its_language_has_for_it(speak):
    """Polish has three, and Qt knows which: 1; 2 to 4, 22 to 24; all others."""
    translation = Translation(speak("pl", [FILES_SENTENCE], lambda _, form: POLISH[form], 3))
    told = [said(files(count)) for count in (1, 2, 5, 12, 1022)]
    translation.remove()
    assert told == ["1 plik", "2 pliki", "5 plików", "12 plików", "1,022 pliki"]
    assert said(files(2)) == "2 files"


def test_a_language_that_nobody_has_translated_is_english(speak):
    folder = speak("de", [FILES_SENTENCE], lambda source, _: "x")
    (folder / "scaneo_bridge_de.qm").unlink()
    translation = Translation(folder)
    assert said(files(1)) == "1 file"
    translation.remove()


@pytest.mark.parametrize("start", ["initGui", "initProcessing"])
def test_the_plugin_brings_its_language_and_takes_it_away(speak, monkeypatch, start):
    """QGIS's command line starts its algorithms alone."""
    tip = Sentence("", TIP, "", "plugin.py", 1)
    monkeypatch.setattr(plugin, "LANGUAGES", speak("de", [tip], lambda *_: "Zeigen"))

    def shown():
        return QCoreApplication.translate("ScaneoBridge", TIP)

    for _ in range(2):  # it can be loaded again
        bridge = classFactory(None)
        getattr(bridge, start)()
        assert shown() == "Zeigen"
        bridge.unload()
        assert shown() == TIP


def test_what_is_shown_is_a_mere_text():
    """PyQt would hand Qt an object of Python's, which shows as nothing."""
    told = message("t.name", "{name} is here.", name="a")
    assert type(said(told)) is type(plain(told)) is type(tooltip(told)) is str
    model = ProblemsModel()
    model.set_items([Problem("a.tif", told, files(2), files(3))])
    for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
        assert type(model.data(model.index(0, 0), role)) is str


def test_no_sentence_of_a_rule_is_left_in_english(pseudo):
    left = {outside(said(text)) for rule in RULES for text in (rule.title, rule.mend)}
    assert left == {""}
