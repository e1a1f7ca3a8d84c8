"""The plugin speaks QGIS's language, where a catalogue has it, and takes it away again."""

import pytest
from qgis.PyQt.QtCore import QCoreApplication, Qt
from scaneo_bridge import classFactory, plugin
from scaneo_bridge.core.base.errors import Cancelled
from scaneo_bridge.core.base.messages import Message, message
from scaneo_bridge.core.base.model import Problem
from scaneo_bridge.core.base.rules import RULES
from scaneo_bridge.core.formats.scaneo.content import read_annotations
from scaneo_bridge.core.formats.scaneo.labels import read_labels
from scaneo_bridge.core.qgis.counts import file_count
from scaneo_bridge.core.qgis.translation import Translation, said, said_whole, tr
from scaneo_bridge.ui.check.findings_model import WHAT_ROLE, FindingsModel
from scaneo_bridge.ui.common.models import ProblemsModel
from scaneo_bridge.ui.common.text import plain, tooltip
from support.checks import area, check, square
from support.files.bad_files import FILES, SPAI
from support.words.brackets import outside
from tools.i18n import Sentence, compile_all

pytest_plugins = ["support.words.catalogues"]

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


@pytest.mark.parametrize("language", ["es", "es_MX"])
def test_spanish_is_spoken(root, tmp_path, speak, language):
    """By the catalogue that is shipped."""
    speak(language, [], lambda source, _: source)  # QGIS's language
    if not compile_all(root / "i18n", tmp_path):
        pytest.skip("there is no lrelease")
    translation = Translation(tmp_path)
    told = [tr("Open"), file_count(1), file_count(1022)]
    translation.remove()
    assert told == ["Abrir", "1 archivo", "1,022 archivos"]


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


def problems():
    """What reading and checking bad files finds, and the laws they break."""
    for data, *_ in FILES.values():
        yield from read_annotations("a.geojson", data).problems
    for data, *_ in SPAI.values():
        yield from read_labels(data).problems
    for labels in (None, b"{"):
        ring = square(2.1, 41.1)
        for found in check(area(ring), area(ring, label="Water"), labels=labels):
            yield found.problem


def test_no_sentence_about_a_bad_file_is_left_in_english(pseudo):
    told = [text for one in problems() for text in (one.what, one.mend, one.location)]
    assert len(told) > 100
    assert {outside(said(text)).strip() for text in told} == {""}


def test_a_problem_is_said_as_it_is_in_english(pseudo):
    one = next(problems())
    assert str(one).startswith("a.geojson")
    assert outside(said_whole(one)) == "a.geojson, : " + "  "
    assert outside(said(Cancelled().message)) == ""
    assert isinstance(one.what, Message)


def test_the_list_of_checks_is_said_in_the_users_language(pseudo):
    """What is left in English there, is what a file is called."""
    model = FindingsModel()
    model.show(check(area(square(2.1, 41.1)), area(square(2.1, 41.1), label="Water"), labels=None))
    groups = [model.index(row, 0) for row in range(model.rowCount())]
    findings = [model.index(0, 0, group) for group in groups]
    what = Qt.ItemDataRole.AccessibleDescriptionRole
    assert len(groups) > 2
    assert {outside(model.data(one)) for one in groups} == {""}
    assert {outside(model.data(one, what)).strip() for one in findings} == {""}
    assert {outside(model.data(one)).strip(" ,") for one in findings} <= {
        "a.geojson",
        "a.tif",
        "spai.json",
    }
    for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, what, WHAT_ROLE):
        assert {type(model.data(one, role)) for one in (*groups, *findings)} <= {str, type(None)}
