"""The catalogues of translators that are shipped: nearly all is said, and nothing is lost on the
way."""

import re
from xml.etree import ElementTree

import pytest
from tools.i18n import collect

WHOLE = ("es",)
"""Languages that the plugin speaks."""
NAME = re.compile(r"(?<!\{)\{[^{}]*\}(?!\})|</?b>")


@pytest.fixture(params=WHOLE)
def messages(request, root):
    path = root / "i18n" / f"scaneo_bridge_{request.param}.ts"
    return list(ElementTree.parse(path).iter("message"))


def forms(message):
    translation = message.find("translation")
    said = [form.text for form in translation.iter("numerusform")]
    return said if message.get("numerus") else [translation.text]


def test_nearly_everything_is_said(messages, root):
    """What is new in the code is English until somebody translates it; a few sentences at most."""
    said = {one.findtext("source") for one in messages if all(forms(one))}
    sentences = {one.source for one in collect(root)[0]}
    assert len(sentences - said) < 0.05 * len(sentences), sorted(sentences - said)


def test_a_translation_names_what_its_sentence_names(messages):
    wrong = [
        (one.findtext("source"), said)
        for one in messages
        for said in filter(None, forms(one))
        if set(NAME.findall(said)) != set(NAME.findall(one.findtext("source")))
    ]
    assert wrong == []


def test_spaces_and_lines_stay(messages):
    def frame(text):
        return text[: len(text) - len(text.lstrip())], text.count("\n"), text.endswith(":")

    wrong = [
        (one.findtext("source"), said)
        for one in messages
        for said in filter(None, forms(one))
        if frame(said) != frame(one.findtext("source"))
    ]
    assert wrong == []
