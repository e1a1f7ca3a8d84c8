"""Sentences of the core: English as a text, in the user's language where they are shown; and that
all of them can be translated."""

import ast
import re
import sys
from collections import Counter, defaultdict
from string import Formatter

import pytest
from scaneo_bridge.core.base.messages import (
    Message,
    joined,
    message,
    said,
    storable,
)
from scaneo_bridge.core.base.model import Problem
from scaneo_bridge.core.base.rules import DUPLICATE, RULES, WARNING, Rule
from tools.i18n import CATALOGUES, called, collect, compile_all, find_lrelease, source_files, update


def names_in(template):
    """The names of the values that a template asks for."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


GERMAN = {
    ("t.files", "{count:,} files in {folder}", 1): "{count:,} Datei in {folder}",
    ("t.files", "{count:,} files in {folder}", 2000): "{count:,} Dateien in {folder}",
    ("t.ring", "The box has no ring.", -1): "Der Kasten hat keinen Ring.",
    ("t.wrong", "{name} is wrong.", -1): "{nam} ist falsch.",
    ("t.kept", "Kept {what}.", -1): "{what} bleibt.",
}


def german(id, text, count):
    return GERMAN.get((id, text, count), text)


def files(count, folder="a"):
    return message(
        "t.files", "{count:,} file in {folder}", "{count:,} files in {folder}",
        count=count, folder=folder,
    )  # fmt: skip


def test_a_message_is_its_english_text():
    assert (files(1), files(2000), files(0)) == ("1 file in a", "2,000 files in a", "0 files in a")
    assert {message("t.a", "It is {name}.", name="{x}"): 1}["It is {x}."] == 1
    assert message("t.b", "In {{braces}}.") == "In {braces}."


@pytest.mark.parametrize(("count", "expected"), [(1, "1 Datei in a"), (2000, "2,000 Dateien in a")])
def test_it_is_said_in_another_language_with_its_count(count, expected):
    assert said(files(count), german) == expected


def test_messages_in_a_message_are_said_too():
    ring = message("t.ring", "The box has no ring.")
    kept = message("t.kept", "Kept {what}.", what=ring)
    assert kept == "Kept The box has no ring.."
    assert said(kept, german) == "Der Kasten hat keinen Ring. bleibt."


def test_joined_sentences_are_said_one_by_one():
    both = joined(message("t.ring", "The box has no ring."), "", "as told", files(1))
    assert both == "The box has no ring. as told 1 file in a"
    assert said(both, german) == "Der Kasten hat keinen Ring. as told 1 Datei in a"


def test_what_nobody_has_translated_is_english():
    assert said(message("t.new", "It is {n}.", n=3), german) == "It is 3."
    assert said("a text", german) == "a text"


def test_a_translation_with_a_wrong_name_gives_way_to_english():
    assert said(message("t.wrong", "{name} is wrong.", name="a"), german) == "a is wrong."


def test_what_is_filled_in_is_data():
    name = "{count} {0} {x.__class__} %n"
    assert said(files(1, name), german) == f"1 Datei in {name}"


def test_a_problem_keeps_its_messages_without_halves_of_characters():
    what = files(1, "\ud83d")
    problem = Problem("a", what, message("t.ring", "The box has no ring."))
    assert (problem.what, what) == ("1 file in ?", "1 file in \ud83d")
    assert said(problem.what, german) == "1 Datei in ?"
    assert said(problem.mend, german) == "Der Kasten hat keinen Ring."
    assert storable("as \ud83d it is") == "as ? it is"


def test_a_problem_keeps_its_messages_without_nul():
    """SQLite takes it for the end of a statement."""
    for name in ("a\0b", "\u00e4\0b"):
        problem = Problem("a", files(1, name), name, f"feature {name}")
        shown = name.replace("\0", "\u2400")
        assert (problem.what, problem.mend) == (f"1 file in {shown}", shown)
        assert problem.location == f"feature {shown}"
        assert said(problem.what, german) == f"1 Datei in {shown}"


def test_what_is_said_often_is_one_object():
    """A folder may have hundreds of thousands of problems."""
    assert message("t.ring", "The box has no ring.") is message("t.ring", "The box has no ring.")
    ring = message("t.ring", "The box has no ring.")
    assert joined(ring, message("t.new", "Gone.")) is joined(ring, message("t.new", "Gone."))
    assert joined(ring, files(1)) is not joined(ring, files(1))
    assert not hasattr(files(1), "__dict__")
    assert sys.version_info < (3, 10) or not hasattr(Problem("a", "b", "c"), "__dict__")


def test_a_rule_makes_messages_of_its_title_and_its_mend():
    assert all(
        isinstance(text, Message)
        for rule in RULES
        for text in (rule.title, rule.mend or rule.title)
    )
    assert DUPLICATE.title.template.id == "rules.twin"
    assert Rule("new", WARNING, "It is new", "Done.").mend.template.id == "rules.new.mend"


# What is in the code

ROOMS = {
    "plugin.py", "core/algorithms", "core/base", "core/campaign", "core/formats", "core/images",
    "core/mapping", "core/qgis", "core/store", "core/workspace", "ui",
}  # fmt: skip

TWO_WORDS = re.compile(r"[^\W\d_]{2,}[,.;:]? +(?:[^\W\d_]{2,}|\0)|\0 [^\W\d_]{2,}")
"""Of a literal in which what is filled in is a ``\\0``."""
TAG = re.compile("<[a-z/][^>]*>")
STYLE = re.compile(r"\{ .*; \}")
"""What Qt's style sheets say of a widget."""
SQL = re.compile(
    r"\b(ALTER|CASE|CREATE|DELETE|DROP|IN|INSERT|IS|SELECT|UPDATE|WHEN|WHERE) |\b(CAST|NOT IN)\b"
)
"""And expressions of QGIS."""
NAME = "Scaneo Bridge"
FOR_NOBODY = {
    *("ValueError", "TypeError", "KeyError"),  # mistakes of the code's own
    *("bind", "execute", "rows", "compile", "SqlPart"),  # SQL and patterns
    *("sound", "failure"),  # what SQLite says, or would say
    "QgsCsException",  # is asked whether it comes, not what it says
    *("translate", "findall", "setObjectName", "getThemeIcon", "strftime"),
    "key",  # `Keys`, by the name of what it does
    "broken",  # what a parser says, as that of Python does
}
"""What takes texts that are not shown, or not in the user's language: a parser's own words."""
TRANSLATED = {"message", "tr", "Rule"}
NOT_SHOWN = {"EditorState", "FileAction", "Keep", "Kinship", "Relation", "Tie"}
"""Enumerations whose values are for who reads the code."""


def _silent(node):
    """What stands in a place of the code from which nobody is shown it as it is."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return (node.value,)  # a docstring
    if isinstance(node, ast.Call) and called(node) in TRANSLATED:
        return (*node.args, *(one.value for one in node.keywords if one.arg == "mend"))
    if isinstance(node, ast.Call) and called(node) in FOR_NOBODY:
        return ast.walk(node)
    if isinstance(node, ast.Compare):
        return (node.left,)  # what is looked for in a text
    if isinstance(node, ast.Dict):
        return (one for one in node.keys if one is not None)
    if isinstance(node, ast.DictComp):
        return (node.key,)
    if isinstance(node, ast.ClassDef) and node.name in NOT_SHOWN:
        return ast.walk(node)
    return ast.walk(node.annotation) if isinstance(node, ast.AnnAssign) else ()


def untranslatable(file):
    """Where a module has a text that reads like a sentence, and that can't be translated."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    silent = set()
    for node in ast.walk(tree):
        silent.update(map(id, _silent(node)))
    for node in ast.walk(tree):
        if id(node) in silent or not isinstance(node, (ast.Constant, ast.JoinedStr)):
            continue
        if isinstance(node, ast.JoinedStr):
            silent.update(map(id, ast.walk(node)))
            text = "".join(
                one.value if isinstance(one, ast.Constant) else "\0" for one in node.values
            )
        else:
            text = node.value
        if isinstance(text, str) and text != NAME and TWO_WORDS.search(shown_of(text)):
            yield f"{file.name}, line {node.lineno}: {ast.unparse(node)[:70]}"


def shown_of(text):
    """What people see of a text that Qt is given."""
    is_code = STYLE.search(text) or SQL.search(text)
    return "" if is_code else TAG.sub("", text)


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_every_sentence_can_be_translated(root, room):
    files = source_files(root, [room])
    assert [one for file in files for one in untranslatable(file)] == []


def test_no_room_is_left_out(root):
    """A new one is looked at, too."""
    rooms = {path.parent.relative_to(root).as_posix() for path in (root / "core").glob("*/*.py")}
    assert rooms <= ROOMS


@pytest.mark.parametrize(
    "code",
    [
        'raise ScaneoError("It is so.")',
        'raise ScaneoError(f"{name} is gone.")',
        'raise ScaneoError(f"Not {name}.")',
        'what = "The file " + name',
        'return "one" if x else "is another"',
        'problem(f"{count} files", mend)',
        'message("a.b", "It is {x}.", x=1); mend = "Do it again."',
        'message("a.b", "It is {x}.", x="some words")',
    ],
)
def test_a_sentence_that_can_not_be_translated_is_found(tmp_path, code):
    (tmp_path / "new.py").write_text(f"def f(name, count, x):\n    {code}\n")
    assert len(list(untranslatable(tmp_path / "new.py"))) == 1


def test_what_is_no_sentence_is_no_finding(tmp_path):
    (tmp_path / "new.py").write_text(
        '"""A docstring of words."""\n'
        'message("a.b", "It is {x}.", x=1)\n'
        'database.execute("SELECT path FROM images")\n'
        'kind = "feature-nan"; name = f"{a}/{b}"; text = f"{what} {mend}"; unit = "m²"\n'
    )
    assert list(untranslatable(tmp_path / "new.py")) == []


@pytest.fixture(scope="module")
def collected(root):
    return collect(root)


def test_all_that_is_translated_is_literal(collected):
    assert collected[1] == []


def test_each_message_has_an_id_of_its_own(collected):
    """One id, one call: what is said in several places is a constant."""
    counts = Counter(one.id for one in collected[0] if one.id)
    assert [id for id, count in counts.items() if count > 1] == []


def test_ids_say_the_room_and_what(collected):
    """The first word is one of the file's path, so that the sentence is found by its id."""
    wrong = {
        one.id
        for one in collected[0]
        if one.id
        and not (
            re.fullmatch(r"[a-z_]+(\.[a-z0-9-]+)+", one.id)
            and one.id.split(".")[0] in one.file.replace(".py", "").split("/")
        )
    }
    assert wrong == set()


def test_a_message_is_given_what_its_text_asks_for(collected):
    wrong = [
        one
        for one in collected[0]
        if any(
            names_in(text) | ({"count"} if one.many else set()) != one.names
            for text in (one.text, one.many)
            if text
        )
    ]
    assert wrong == []


# Catalogues


def test_translations_ask_for_what_there_is(root):
    """A name that is none is English, with nobody to tell the translator."""
    from xml.etree import ElementTree

    wrong = defaultdict(list)
    for path in sorted((root / CATALOGUES).glob("*.ts")):
        for one in ElementTree.parse(path).iter("message"):
            forms = [form.text for form in one.iter("numerusform")] or [one.findtext("translation")]
            wrong[path.name] += [
                form
                for form in filter(None, forms)
                if not names_in(form) <= names_in(one.findtext("source"))
            ]
    assert not any(wrong.values()), wrong


def test_a_catalogue_keeps_what_was_translated(tmp_path, collected):
    path = tmp_path / "scaneo_bridge_de.ts"
    some = [one for one in collected[0] if one.id][:3]
    assert update(path, "de", some) == 3
    text = path.read_text().replace(
        '<translation type="unfinished"></translation>',
        "<translation>Gut &amp; da</translation>",
        1,
    )
    path.write_text(text)
    assert update(path, "de", some) == 2
    assert path.read_text() == text
    assert update(path, "de", some[1:]) == 2
    assert '<translation type="vanished">Gut &amp; da</translation>' in path.read_text()
    assert update(path, "de", some) == 2
    assert sorted(path.read_text()) == sorted(text)


def test_a_language_of_which_little_is_said_is_not_spoken(tmp_path, collected):
    if find_lrelease() is None:
        pytest.skip("there is no lrelease")
    path = tmp_path / "scaneo_bridge_de.ts"
    update(path, "de", [one for one in collected[0] if one.id and not one.many][:4])
    made = path.with_suffix(".qm")
    for count in range(1, 3):
        path.write_text(
            path.read_text().replace(' type="unfinished"></', f">{count}</", 1), encoding="utf-8"
        )
        assert compile_all(tmp_path, tmp_path)
        assert made.exists() == (count == 2)
