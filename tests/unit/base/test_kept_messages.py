"""What is kept of messages, and made of them: they can be said in another language still."""

import json
from pathlib import Path

import pytest
from scaneo_bridge.core.base.messages import Message, from_data, joined, message, replaced, said
from scaneo_bridge.core.base.names import joined_by_and, listed

GERMAN = {
    ("t.files", 1): "{count:,} Datei in {folder}",
    ("t.files", 2000): "{count:,} Dateien in {folder}",
    ("t.ring", -1): "Der Kasten hat keinen Ring.",
    ("t.kept", -1): "{what} bleibt.",
}


def german(id, text, count):
    return GERMAN.get((id, count), text)


def files(count, folder="a"):
    return message(
        "t.files", "{count:,} file in {folder}", "{count:,} files in {folder}",
        count=count, folder=folder,
    )  # fmt: skip


def test_what_is_kept_of_a_message_makes_it_again():
    inner = message("t.ring", "The box has no ring.")
    path = message("t.w", "{w:,}{x}", w=1200, x=Path("a"))
    kept = message("t.kept", "Kept {what}.", what=inner)
    for told in (files(2000), files(1), kept, inner, joined(inner, files(1, "b")), path):
        again = from_data(json.loads(json.dumps(told.as_data())))
        assert (again, said(again, german)) == (told, said(told, german))
        assert isinstance(again, Message)


@pytest.mark.parametrize(
    "data",
    [
        {"text": "{x.__class__}", "values": {"x": "a"}},
        {"text": "{x:>99999999}", "values": {"x": "a"}},
        {"text": "{x!r}", "values": {"x": "a"}},
        {"text": "{y}", "values": {"x": "a"}},
        {"text": "{x:{x}}", "values": {"x": "a"}},
        {"text": 3, "values": {}},
        {"values": {}},
        {"text": "{", "values": {}},
        {"text": "a", "many": "b", "values": {}},
        ["a"],
    ],
)
def test_what_others_made_of_it_is_none(data):
    if isinstance(data, dict):
        data = {"id": "t.x", "many": "", **data}
    with pytest.raises((ValueError, LookupError, TypeError)):
        from_data(data)


def test_a_message_with_another_path_in_it_is_a_message():
    told = files(1, Path("/a/b.part"))
    whole = message("t.kept", "Kept {what}.", what=told)
    for one in (told, whole):
        other = replaced(one, "/a/b.part", "/a/b")
        assert other == str(one).replace(".part", "")
        assert "/a/b.part" not in said(other, german) and "Datei" in said(other, german)


def test_names_are_listed_in_any_language():
    assert listed(["a", "b"], 2) == "a, b"
    more = listed(["a", "b", "c"], 1)
    assert more == "a and 2 more"
    assert said(more, lambda *_: "{names} und {count} weitere") == "a und 2 weitere"
    assert joined_by_and(["a", "b", "c"]) == "a and b and c"
