"""``spai.json``: the campaign's labels and their colours."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Optional

from .annotations import check_label
from .checks.rules import (
    FILE_BOM,
    LABEL_COLORLESS,
    LABEL_NAMELESS,
    LABEL_TWICE,
    LABELS_BROKEN,
    LABELS_MISSING,
)
from .colors import distinct_colors, is_color
from .document import Reader, Unreadable, decode
from .geometry import BadAnnotation
from .model import Label, Problem

LABELS_FILE = "spai.json"


@dataclass(frozen=True)
class LabelList:
    """The labels of a spai.json in the user's order, each name once, and what is wrong with it.

    ``found`` is False where there is no list to read.
    """

    labels: Sequence[Label]
    problems: Sequence[Problem]
    found: bool = True


def read_labels(data: Optional[bytes]) -> LabelList:
    """The labels of a spai.json; None stands for a folder that has none.

    Never raises: what can't be read is a problem, and a label without a colour gets one.
    """
    if data is None:
        return LabelList((), (LABELS_MISSING.problem(LABELS_FILE, *_MISSING),), found=False)
    try:
        entries = _entries(_content(data))
    except Unreadable as error:
        problem = LABELS_BROKEN.problem(LABELS_FILE, error.what, error.mend, error.place)
        return LabelList((), (problem,), found=False)
    colors: dict[str, Optional[str]] = {}
    problems: list[Problem] = []
    if data.startswith(BOM_UTF8):
        what = "It begins with a byte-order mark, on which SCANEO stops."
        mend = "Save it as plain UTF-8 JSON."
        problems.append(FILE_BOM.problem(LABELS_FILE, what, mend))
    for number, entry in enumerate(entries, 1):
        place = f"label {number}"
        name = entry.get("name") if isinstance(entry, dict) else None
        try:
            name = check_label(name)
        except BadAnnotation:
            what, mend = "The label has no name that can be used.", "Rename or delete it."
            problems.append(LABEL_NAMELESS.problem(LABELS_FILE, what, mend, place))
            continue
        if name in colors:
            what = f"The label “{name}” is listed twice: its first colour is used."
            mend = "Delete one: SCANEO stops on it."
            problems.append(LABEL_TWICE.problem(LABELS_FILE, what, mend, place))
            continue
        color = entry.get("color")
        colors[name] = color if is_color(color) else None
        if colors[name] is None:
            what = f"The colour of “{name}” is {json.dumps(color)[:40]}: another one is shown."
            mend = "Write it as #rrggbb, such as #0048f0."
            problems.append(LABEL_COLORLESS.problem(LABELS_FILE, what, mend, place))
    spare = distinct_colors([color for color in colors.values() if color])
    labels = tuple(Label(name, color or next(spare)) for name, color in colors.items())
    return LabelList(labels, tuple(problems))


_MISSING = (
    "There is no spai.json: the labels that the annotations use are shown in colours of our own.",
    "Export once after an edit: it is written then.",
)


def unlisted(labels: Iterable[Label], used: Iterable[str]) -> list[Label]:
    """Labels for the names in use that no label has, in their order, in colours still free."""
    listed = {label.name: label.color for label in labels}
    missing = [name for name in dict.fromkeys(used) if name not in listed]
    return [Label(name, color) for name, color in zip(missing, distinct_colors(listed.values()))]


def write_labels(base: Optional[bytes], labels: Sequence[Label]) -> bytes:
    """The bytes of a spai.json with just these labels, in this order.

    Entries of ``base`` keep the members that we don't know, and so does the file. What SCANEO
    stops on (a name twice or missing, a colour missing) does not come back.

    :raises Unreadable: where ``base`` is not a spai.json; it must stay as it is.
    """
    content = {"labels": []} if base is None else _content(base)
    known: dict[str, Any] = {}
    for entry in _entries(content):
        if isinstance(entry, dict) and isinstance(entry.get("name"), str):
            known.setdefault(entry["name"], entry)
    listed = [
        {**known.get(label.name, {}), "name": label.name, "color": label.color} for label in labels
    ]
    return json.dumps({**content, "labels": listed}).encode("utf-8")


def _content(data: bytes) -> dict[str, Any]:
    text, _ = decode(data)
    reader = Reader(text)
    content, end = reader.value(reader.space(0))
    if reader.space(end) != len(text):
        raise reader.broken(reader.space(end), "Expecting nothing behind the last '}'")
    if not isinstance(content, dict):
        raise _no_list()
    return content


def _entries(content: dict[str, Any]) -> list[Any]:
    entries = content.get("labels")
    if not isinstance(entries, list):
        raise _no_list()
    return entries


def _no_list() -> Unreadable:
    return Unreadable("The file has no list of labels.", 'Write {"labels": […]}, or delete it.')
