#!/usr/bin/env python3
"""Collects what is to be translated, and keeps the catalogues of translators: i18n.py [LANGUAGE]

Each ``i18n/scaneo_bridge_xx.ts`` gets what is new in the code, keeps what was translated, and marks
what is gone; Qt Linguist opens it. LANGUAGE, such as ``fr`` or ``pt_BR``, begins one. Then Qt's
lrelease makes the ``.qm`` that the plugin loads, if it is installed: of languages in which most is
said, for nobody reads half German, half English with pleasure.

Qt's own lupdate reads neither ``message(…)`` nor functions called ``tr``: the code is parsed here.
"""

from __future__ import annotations

import argparse
import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Optional
from xml.etree import ElementTree
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = "i18n"
CONTEXT = "ScaneoBridge"
SOURCES = ("plugin.py", "core", "ui")
TRANSLATING = {"tr"}
"""Functions that say a sentence in the user's language."""
RULES = "core/base/rules.py"
TR = "core/qgis/translation.py"
ENOUGH = 0.5
"""The share of a catalogue that is translated where the plugin speaks the language."""
# Where Debian's qttools5-dev-tools and qt6-l10n-tools, and others, put it
LRELEASE = ("lrelease", "lrelease-qt5", "lrelease6", "lrelease-qt6", "/usr/lib/qt6/bin/lrelease")


class Sentence(NamedTuple):
    """What is to be translated; ``many`` is empty where it does not count, ``id`` for `tr`."""

    id: str
    text: str
    many: str
    file: str
    line: int
    names: frozenset[str] = frozenset()
    """Those of the values that it is given."""

    @property
    def source(self) -> str:
        """What Qt finds the translation by, along with the id."""
        return self.many or self.text


class NotLiteral(Exception):
    """A text can't be collected, for the code makes it while it runs."""


def collect(root: Path) -> tuple[list[Sentence], list[str]]:
    """All that is to be translated, file by file, and where there is what can't be collected."""
    found: list[Sentence] = []
    refused: list[str] = []
    for file in source_files(root):
        name = file.relative_to(root).as_posix()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                try:
                    found += _sentences_of(node, name)
                except NotLiteral as error:
                    refused.append(str(error))
    return found, refused


def source_files(root: Path, parts: Sequence[str] = SOURCES) -> Iterator[Path]:
    """The plugin's Python files."""
    for part in parts:
        yield from [root / part] if part.endswith(".py") else sorted((root / part).rglob("*.py"))


def called(node: ast.Call) -> str:
    """The last name of what a call calls: ``tr`` of ``self.tr(…)``."""
    function = node.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _sentences_of(node: ast.Call, file: str) -> Iterator[Sentence]:
    name, given = called(node), {one.arg: one.value for one in node.keywords}
    if name in TRANSLATING and node.args:
        text, many = (*(_literal(one, file) for one in node.args), "")[:2]
        yield Sentence("", text, many, file, node.lineno, _names(given))
    elif name == "message":
        if isinstance(node.args[0], ast.Name) and file == RULES:
            return  # `Rule` makes them of what it is given: that is collected
        if isinstance(node.args[0], ast.Constant) and not node.args[0].value and file == TR:
            return  # what `tr` is given is collected
        id, text, many = (*(_literal(one, file) for one in node.args), "")[:3]
        yield Sentence(id, text, many, file, node.lineno, _names(given))
    elif name == "Rule" and len(node.args) > 2:
        id, title = _literal(node.args[0], file), _literal(node.args[2], file)
        yield Sentence(f"rules.{id}", title, "", file, node.lineno)
        mend = given.get("mend") or (node.args[3] if len(node.args) > 3 else None)
        if mend is not None and not isinstance(mend, ast.Name):  # a name: a message of its own
            yield Sentence(f"rules.{id}.mend", _literal(mend, file), "", file, node.lineno)


def _names(given: Mapping[Optional[str], ast.expr]) -> frozenset[str]:
    return frozenset(one for one in given if one is not None)


def _literal(node: ast.expr, file: str) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise NotLiteral(f"{file}, line {node.lineno}: {ast.unparse(node)} is no literal text")


class _Translated(NamedTuple):
    """What a translator has made of a sentence: its forms, and whether it is ``unfinished``."""

    forms: tuple[str, ...]
    kind: str


def update(path: Path, language: str, found: Sequence[Sentence]) -> int:
    """Brings a catalogue up to date; answers how many sentences nobody has translated."""
    known = _read(path) if path.exists() else {}
    count = max((len(one.forms) for one in known.values()), default=2)  # of numerus forms
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{language}" sourcelanguage="en">',
        "<context>",
        f"    <name>{CONTEXT}</name>",
    ]
    open_ones = 0
    for key, (sentence, files) in _by_key(found).items():
        translated = known.pop(key, None) or _Translated((), "unfinished")
        open_ones += translated.kind == "unfinished"
        kind = "" if translated.kind in ("vanished", "obsolete") else translated.kind
        forms = translated.forms or ("",) * (count if sentence.many else 1)
        lines += _message(key, files, sentence, _Translated(forms, kind))
    for key, translated in known.items():
        if any(translated.forms):
            lines += _message(key, (), None, _Translated(translated.forms, "vanished"))
    path.write_text("\n".join([*lines, "</context>", "</TS>", ""]), encoding="utf-8")
    return open_ones


_Key = tuple[str, str]
"""A sentence's source and id."""


def _by_key(found: Sequence[Sentence]) -> dict[_Key, tuple[Sentence, list[str]]]:
    """Each sentence once, with all files that say it: `tr` has the same one in several."""
    by_key: dict[_Key, tuple[Sentence, list[str]]] = {}
    for one in found:
        _, files = by_key.setdefault((one.source, one.id), (one, []))
        if one.file not in files:
            files.append(one.file)
    return by_key


def _read(path: Path) -> Mapping[_Key, _Translated]:
    known = {}
    for one in ElementTree.parse(path).iter("message"):
        translation = one.find("translation")
        if translation is None:
            continue
        forms = [form.text or "" for form in translation.iter("numerusform")]
        known[one.findtext("source", ""), one.findtext("comment", "")] = _Translated(
            tuple(forms) or (translation.text or "",), translation.get("type", "")
        )
    return known


def _message(
    key: _Key, files: Sequence[str], sentence: Optional[Sentence], translated: _Translated
) -> Iterator[str]:
    source, id = key
    is_counted = len(translated.forms) > 1 if sentence is None else bool(sentence.many)
    yield '    <message numerus="yes">' if is_counted else "    <message>"
    for file in files:  # no lines: they would change with every edit of the code
        yield f'        <location filename="../{file}"/>'
    yield f"        <source>{escape(source)}</source>"
    if id:
        yield f"        <comment>{escape(id)}</comment>"
    if sentence is not None and sentence.many:
        yield f"        <extracomment>For 1: {escape(sentence.text)}</extracomment>"
    kind = f' type="{translated.kind}"' if translated.kind else ""
    if is_counted:
        yield f"        <translation{kind}>"
        for form in translated.forms:
            yield f"            <numerusform>{escape(form)}</numerusform>"
        yield "        </translation>"
    else:
        yield f"        <translation{kind}>{escape(translated.forms[0])}</translation>"
    yield "    </message>"


def find_lrelease() -> Optional[str]:
    """Where Qt's compiler of catalogues is."""
    return next(filter(None, map(shutil.which, LRELEASE)), None)


def compile_all(folder: Path, into: Path) -> bool:
    """Makes the ``.qm`` of each catalogue that has enough; False where lrelease is missing."""
    ready = [path for path in sorted(folder.glob("*.ts")) if _share_said(path) >= ENOUGH]
    lrelease = find_lrelease()
    if lrelease is None:
        return not ready
    for path in ready:
        target = into / path.with_suffix(".qm").name
        subprocess.run([lrelease, "-silent", str(path), "-qm", str(target)], check=True)
    return True


def _share_said(path: Path) -> float:
    kinds = [one.kind for one in _read(path).values() if one.kind != "vanished"]
    return 1 - kinds.count("unfinished") / max(1, len(kinds))


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    reader.add_argument("language", nargs="?", help="begins its catalogue: fr, pt_BR")
    reader.add_argument(
        "--compile",
        nargs=2,
        type=Path,
        metavar=("FROM", "INTO"),
        help="make the .qm files of a folder's catalogues, and nothing else",
    )
    reader.add_argument("--has-lrelease", action="store_true", help="end with 0 if it is there")
    given = reader.parse_args()
    if given.has_lrelease:
        return 0 if find_lrelease() else 1
    if given.compile:
        return 0 if compile_all(*given.compile) else 1
    folder = ROOT / CATALOGUES
    folder.mkdir(exist_ok=True)
    found, refused = collect(ROOT)
    print(*refused, sep="\n", end="\n" if refused else "")
    paths = {path.stem.split("_", 2)[2]: path for path in sorted(folder.glob("scaneo_bridge_*.ts"))}
    if given.language:
        paths.setdefault(given.language, folder / f"scaneo_bridge_{given.language}.ts")
    for language, path in paths.items():
        left = update(path, language, found)
        print(f"{CATALOGUES}/{path.name}: {len(_by_key(found))} sentences, {left} to translate")
    if not compile_all(folder, folder):
        print("No .qm is made: there is no lrelease (Debian: qttools5-dev-tools).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
