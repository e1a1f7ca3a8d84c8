"""Reads the table of labels, which people, models and other programs edit: each label is valid
here. Also stores the former names of labels, by which the members of a renamed one in spai.json are
found.

SCANEO stops at a list that has a name twice, an entry without a name, or one without a colour; what
is read here never makes such a list. The table ``renamed``, of former names, is made when the first
label is renamed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Optional

from ...base.colors import distinct_colors, read_color
from ...base.geometry import BadAnnotation
from ...base.messages import message
from ...base.model import Label, Problem, Severity
from ...base.names import listed
from ...formats.scaneo.annotations import check_label, check_new_label
from ...formats.scaneo.labels import LABELS_FILE, read_labels
from ..geopackage.database import Database


class LabelRows(NamedTuple):
    """The labels in their order, each name once, and the problems of the table's rows."""

    labels: list[Label]
    problems: list[Problem]


def read_label_rows(database: Database, content: Callable[[], Optional[bytes]]) -> LabelRows:
    """Reads the labels. ``content`` returns the bytes of the spai.json that was read: a label
    without a colour gets the one that it had there."""
    rows = [
        (row.GetFieldAsString(0), row.GetFieldAsString(1))
        for row in database.rows("SELECT name, color FROM labels ORDER BY fid")
    ]
    colors = [(name, read_color(color)) for name, color in rows]
    is_sound = all(color and _is_name(name) for name, color in colors)
    known = {} if is_sound else {one.name: one.color for one in read_labels(content()).labels}
    found: dict[str, Optional[str]] = {}
    nameless, duplicates, colorless = 0, list[str](), list[str]()
    for name, color in colors:
        if not _is_name(name) and name not in known:
            nameless += 1
        elif name in found:
            duplicates.append(name)
        else:
            found[name] = color or known.get(name)
            colorless += [] if color else [name]
    unused = distinct_colors([color for color in found.values() if color])
    was = former_names(database)
    labels = [
        Label(name, color or next(unused), was.get(name, ())) for name, color in found.items()
    ]
    return LabelRows(labels, _problems(nameless, duplicates, colorless))


def _is_name(name: object) -> bool:
    """Whether it can be a label's name; GDAL returns bytes for values that are no text."""
    try:
        return bool(check_new_label(check_label(name)))
    except BadAnnotation:
        return False


def _problems(nameless: int, duplicates: list[str], colorless: list[str]) -> list[Problem]:
    found = []
    if nameless:
        what = message(
            "workspace.labels-nameless",
            "{count:,} label of the workspace's table can't be written: no name that can be used.",
            "{count:,} labels of the workspace's table can't be written: no name that can be used.",
            count=nameless,
        )
        found.append((what, message("workspace.rows-left-out", "Such rows are left out.")))
    if duplicates:
        what = message(
            "workspace.labels-twice",
            "The workspace's table of labels has names twice: {names}.",
            names=_names(list(dict.fromkeys(duplicates))),
        )
        found.append((what, message("workspace.first-row", "The first row of each is used.")))
    if colorless:
        what = message(
            "workspace.labels-colorless",
            "The workspace's table of labels has no colour that is known for {names}.",
            names=_names(colorless),
        )
        mend = message(
            "workspace.own-color",
            "They get the one that they had, or one of our own. Choose others.",
        )
        found.append((what, mend))
    return [Problem(LABELS_FILE, *sentences, severity=Severity.WARNING) for sentences in found]


def _names(names: list[str]) -> str:
    return listed([f"“{name[:80]}”" for name in names])


_CREATE_RENAMED = "CREATE TABLE IF NOT EXISTS renamed (name TEXT PRIMARY KEY, was TEXT NOT NULL)"


def former_names(database: Database) -> dict[str, tuple[str, ...]]:
    """The former names of labels, the last one first, by their present names."""
    if not database.has_table("renamed"):
        return {}
    rows = database.rows("SELECT name, was FROM renamed")
    found = [(row.GetFieldAsString(0), row.GetFieldAsString(1)) for row in rows]
    with database.sound("former names of a label"):
        return {name: _former_names(json.loads(was)) for name, was in found}


def _former_names(was: Any) -> tuple[str, ...]:
    if not (isinstance(was, list) and all(isinstance(name, str) for name in was)):
        raise TypeError(was)
    return tuple(was)


def note_former_names(database: Database, labels: Iterable[Label]) -> None:
    """Stores the former names of all labels."""
    renamed = [label for label in labels if label.was]
    if database.has_table("renamed"):
        database.execute("DELETE FROM renamed")
    elif renamed:
        database.execute(_CREATE_RENAMED)
    for label in renamed:
        insert = "INSERT INTO renamed (name, was) VALUES (?, ?)"
        database.execute(insert, label.name, json.dumps(label.was))
