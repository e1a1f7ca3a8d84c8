"""Catalogues of made-up languages, made as translators' are: by Qt's lrelease."""

import shutil
from xml.etree import ElementTree

import pytest
from qgis.core import QgsSettings
from scaneo_bridge.core.qgis.translation import Translation
from support.words.brackets import CLOSE, OPEN
from tools.i18n import collect, compile_all, update


@pytest.fixture
def speak(tmp_path):
    """Makes QGIS speak a language, and a catalogue of it: each sentence is what `translate` makes
    of its source, form by form. Answers the catalogue's folder."""
    settings = QgsSettings()
    names = ("locale/userLocale", "locale/overrideFlag")
    before = {name: settings.value(name) for name in names}

    def speak(language, sentences, translate, forms=2):
        folder = tmp_path / "i18n"
        folder.mkdir()
        path = folder / f"scaneo_bridge_{language}.ts"
        update(path, language, sentences)
        tree = ElementTree.parse(path)
        for one in tree.iter("message"):
            source, translation = one.findtext("source"), one.find("translation")
            del translation.attrib["type"]
            if one.get("numerus"):
                translation[:] = []
                for number in range(forms):
                    form = ElementTree.SubElement(translation, "numerusform")
                    form.text = translate(source, number)
            else:
                translation.text = translate(source, None)
        tree.write(path, encoding="utf-8")
        if not compile_all(folder, folder):
            pytest.skip("there is no lrelease")
        settings.setValue("locale/userLocale", language)
        settings.setValue("locale/overrideFlag", True)
        return folder

    yield speak
    for name, value in before.items():
        settings.remove(name) if value is None else settings.setValue(name, value)
    shutil.rmtree(tmp_path / "i18n", ignore_errors=True)


@pytest.fixture
def pseudo(speak, root):
    """All that can be translated is in brackets."""
    folder = speak("de", collect(root)[0], lambda source, _: f"{OPEN}{source}{CLOSE}")
    translation = Translation(folder)
    yield
    translation.remove()
