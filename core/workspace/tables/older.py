"""Converts what an older version of the plugin stored differently."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence

from ...base.colors import distinct_colors
from ...base.model import Label
from ...formats.scaneo.labels import LABELS_FILE, read_labels
from ..geopackage.database import Database
from ..geopackage.inserter import Inserter
from ..geopackage.packing import unpack

_DIGITS = re.compile(r"#[0-9a-fA-F]{6}")


def read_colors_anew(database: Database) -> None:
    """Version 0.1.0 knew only ``#rrggbb`` and showed other colours as one of its own, which the
    next export would write. Such labels get the colour of spai.json; colours that people chose
    stay."""
    rows = database.rows("SELECT content FROM files WHERE path = ?", LABELS_FILE)
    for packed in [row.GetFieldAsBinary(0) for row in rows]:
        with database.sound(f"content of {LABELS_FILE}"):
            data = unpack(packed)
        before = _as_before(data)
        for label in read_labels(data).labels:
            old = before.get(label.name, label.color)
            if old.lower() != label.color:
                update = "UPDATE labels SET color = ? WHERE name = ? AND color = ?"
                database.execute(update, label.color, label.name, old)
        _add_bare_words(database, read_labels(data).labels, before)


def _add_bare_words(database: Database, read: Sequence[Label], before: Collection[str]) -> None:
    """Version 0.1.0 ignored a bare word in spai.json: it must not count as deleted now."""
    rows = database.rows("SELECT name, color FROM labels ORDER BY fid")
    labels = {row.GetFieldAsString(0): row.GetFieldAsString(1) for row in rows}
    bare = {label.name: label.color for label in read if label.name not in before}
    if bare.keys() <= labels.keys():
        return
    names = list(labels)
    behind = 0
    for label in read:
        if label.name in bare and label.name not in labels:
            names.insert(behind, label.name)
        if label.name in names:
            behind = names.index(label.name) + 1
    database.execute("DELETE FROM labels")
    insert = Inserter(database, "labels", ("name", "color"))
    for name in names:
        insert.add(None, name, labels.get(name) or bare[name])


def _as_before(data: bytes) -> dict[str, str]:
    """The colours that 0.1.0 gave the labels of a spai.json."""
    read = read_labels(data)
    if not read.found:
        return {}
    texts: dict[str, str] = {}
    for entry in json.loads(data.decode("utf-8-sig"))["labels"]:
        if isinstance(entry, dict) and isinstance(entry.get("name"), str):
            color = str(entry.get("color"))
            texts.setdefault(entry["name"], color if _DIGITS.fullmatch(color) else "")
    names = [label.name for label in read.labels if label.name in texts]
    unused = distinct_colors([texts[name] for name in names if texts[name]])
    return {name: texts[name] or next(unused) for name in names}
