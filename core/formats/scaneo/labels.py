"""``spai.json``: the campaign's labels and their colours."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, Optional

from ...base.colors import distinct_colors, read_color
from ...base.geometry import BadAnnotation
from ...base.messages import message
from ...base.model import Label, Problem
from ...base.names import shown
from ...base.rules import (
    FILE_BOM,
    LABEL_BARE,
    LABEL_COLOR_UNKNOWN,
    LABEL_COLORLESS,
    LABEL_DUPLICATE,
    LABEL_NAMELESS,
    LABELS_BROKEN,
    LABELS_MISSING,
    Rule,
)
from ..geojson.reader import Unreadable
from .annotations import check_label
from .label_text import LabelEntry, LabelText, read_label_text

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

    Never raises: what can't be read is a problem, and a label without a colour gets one. A bare
    word or number in the list is a label of that name.
    """
    if data is None:
        return LabelList((), (LABELS_MISSING.problem(LABELS_FILE, *_MISSING),), found=False)
    try:
        text = read_label_text(data)
    except Unreadable as error:
        problem = LABELS_BROKEN.problem(LABELS_FILE, error.what, error.mend, error.location)
        return LabelList((), (problem,), found=False)
    listed = _list(text)
    problems = []
    if data.startswith(BOM_UTF8):
        what = message("labels.bom", "It begins with a byte-order mark, on which SCANEO stops.")
        mend = message("labels.save-plain", "Save it as plain UTF-8 JSON.")
        problems.append(FILE_BOM.problem(LABELS_FILE, what, mend))
    labels = tuple(Label(name, listed.colors[name]) for name in listed.indices)
    return LabelList(labels, (*problems, *listed.problems))


@dataclass(frozen=True)
class _Listed:
    """What the entries of a list are: the first entry of each name, with the colour in which it is
    shown; what is wrong with entries, by rule; and which entries repeat a name."""

    indices: Mapping[str, int]
    colors: Mapping[str, str]
    broken: Mapping[Rule, Collection[int]]
    copies: Mapping[int, str]
    problems: Sequence[Problem]

    def no_labels(self, found: Mapping[str, str]) -> list[int]:
        """The entries that are no labels, in their order; and those that repeat a name, if that
        name is still ``found``: otherwise they would become that label again."""
        copies = (index for index, name in self.copies.items() if found.get(name) == name)
        return sorted([*self.broken.get(LABEL_NAMELESS, ()), *copies])


def _list(text: LabelText) -> _Listed:
    indices: dict[str, int] = {}
    known: dict[str, str] = {}
    broken: defaultdict[Rule, list[int]] = defaultdict(list)
    copies: dict[int, str] = {}
    problems: list[Problem] = []

    def report(index: int, rule: Rule, what: str, mend: str) -> None:
        broken[rule].append(index)
        location = message("labels.number", "label {number}", number=index + 1)
        problems.append(rule.problem(LABELS_FILE, what, mend, location))

    names = [_name(text, index) for index in range(len(text.entries))]
    named = {name for name, entry in zip(names, text.entries) if isinstance(entry, dict)}
    for index, (name, entry) in enumerate(zip(names, text.entries)):
        is_bare = not isinstance(entry, dict)
        if name is None:
            what = message("labels.nameless", "The label has no name that can be used.")
            mend = message("labels.rename-or-delete", "Rename or delete it.")
            report(index, LABEL_NAMELESS, what, mend)
            continue
        # Of a bare word, another entry of that name says more.
        if name in indices or (is_bare and name in named):
            if name in indices:
                what = message(
                    "labels.twice",
                    "The label “{name}” is listed twice: its first colour is used.",
                    name=name,
                )
            else:
                what = message(
                    "labels.twice-bare",
                    "The label “{name}” is listed twice: the other entry is used.",
                    name=name,
                )
            mend = message("labels.delete-one", "Delete one: SCANEO stops on it.")
            report(index, LABEL_DUPLICATE, what, mend)
            copies[index] = name
            continue
        indices[name] = index
        if is_bare:
            if isinstance(entry, str):
                what = message(
                    "labels.bare-word",
                    "The label “{name}” is a bare word: SCANEO stops on it. It is shown in a "
                    "colour of our own.",
                    name=name,
                )
            else:
                what = message(
                    "labels.bare-number",
                    "The label “{name}” is a bare number: SCANEO stops on it. It is shown in a "
                    "colour of our own.",
                    name=name,
                )
            mend = message("labels.give-name-colour", "Give it a name and a colour.")
            report(index, LABEL_BARE, what, mend)
            continue
        color = entry.get("color")
        meant = read_color(color)
        if meant is not None:
            known[name] = meant
        elif isinstance(color, str) and color.strip():
            what = message(
                "labels.colour-unknown",
                "The colour of “{name}” is “{colour}”, which is not known here: another one is "
                "shown.",
                name=name,
                colour=shown(color, 40),
            )
            mend = message(
                "labels.recolour", "Leave it, if SCANEO shows it; else recolour the label."
            )
            report(index, LABEL_COLOR_UNKNOWN, what, mend)
        else:
            what = message(
                "labels.colourless",
                "The colour of “{name}” is {value}: another one is shown.",
                name=name,
                value=json.dumps(color)[:40],
            )
            mend = message("labels.write-colour", "Write it as #rrggbb, such as #0048f0.")
            report(index, LABEL_COLORLESS, what, mend)
    unused = distinct_colors(known.values())
    colors = {name: known.get(name) or next(unused) for name in indices}
    return _Listed(indices, colors, broken, copies, problems)


def _name(text: LabelText, index: int) -> Optional[str]:
    """The label name of an entry; None where it has none.

    An entry may be just a name, or a number: that is taken as it is written.
    """
    name: Any = text.entries[index]
    if isinstance(name, dict):
        name = name.get("name")
    elif type(name) is int or (isinstance(name, float) and isfinite(name)):
        name = text.entry(index)
    try:
        return check_label(name)
    except BadAnnotation:
        return None


_MISSING = (
    message(
        "labels.missing",
        "There is no spai.json: the labels that the annotations use are shown in colours of our "
        "own.",
    ),
    message("labels.export-once", "Export once after an edit: it is written then."),
)


def unlisted(labels: Iterable[Label], used: Iterable[str]) -> list[Label]:
    """Labels for those used names that no label has, in their order, in colours still free."""
    listed = {label.name: label.color for label in labels}
    missing = [name for name in dict.fromkeys(used) if name not in listed]
    return [Label(name, color) for name, color in zip(missing, distinct_colors(listed.values()))]


def with_used(labels: Sequence[Label], used: Collection[str], base: Iterable[Label]) -> list[Label]:
    """The labels, followed by those in use that are not among them: as ``base`` has them, or in
    colours still free."""
    listed = {label.name for label in labels}
    back = [one for one in base if one.name in used and one.name not in listed]
    there = [*labels, *back]
    return [*there, *unlisted(there, used)]


def write_labels(
    base: Optional[bytes],
    labels: Sequence[Label],
    mended: Collection[Rule] = (),
    others: Iterable[bytes] = (),
) -> bytes:
    """The bytes of a spai.json with just these labels, in this order.

    Everything in ``base`` that does not change keeps its characters: the entry of a label until
    somebody renames or recolours it, and then its other members; entries that are no labels; the
    file's other members. Entries that break a rule in ``mended`` are removed, or given their
    colour. ``others`` are lists that the labels may come from: the members of an entry of the same
    name and colour there are copied.

    :raises Unreadable: where ``base`` is not a spai.json; it must stay as it is.
    """
    text = read_label_text(base)
    listed = _list(text)
    broken = {index for rule in mended for index in listed.broken.get(rule, ())}
    found = _entries(listed, labels)
    elsewhere = _elsewhere(labels, others) if len(found) < len(labels) else {}
    items = []
    for label in labels:
        before = found.get(label.name)
        if before is None:
            members = {"name": label.name, "color": label.color}
            items.append(LabelEntry(None, elsewhere.get(label.name) or text.new(members)))
            continue
        index, changes = listed.indices[before], {}
        if before != label.name:
            changes["name"] = label.name
        if label.color != listed.colors[before] or index in broken:
            changes["color"] = label.color
        if changes and index in listed.broken.get(LABEL_BARE, ()):
            changes = {"name": label.name, "color": label.color}
        items.append(LabelEntry(index, text.edited(index, changes)))
    kept = [index for index in listed.no_labels(found) if index not in broken]
    return text.rewrite(_with_others(items, kept))


def reindexed(before: Sequence[Label], after: Sequence[Label]) -> list[str]:
    """The labels whose index in the list changes, by the names that they had.

    Training programs take the index for the class code (EOTDL: index + 1).
    """
    indexes: dict[str, int] = {}
    for index, label in enumerate(after):
        indexes[label.name] = index
        for name in label.was:
            indexes.setdefault(name, index)
    return [one.name for at, one in enumerate(before) if indexes.get(one.name, at) != at]


def _entries(listed: _Listed, labels: Sequence[Label]) -> dict[str, str]:
    """The name that each label has in the list, by its name now: it may have been renamed."""
    found = {label.name: label.name for label in labels if label.name in listed.indices}
    taken = set(found)
    for label in labels:
        before = next((one for one in label.was if one in listed.indices), None)
        if label.name not in found and before is not None and before not in taken:
            taken.add(before)
            found[label.name] = before
    return found


def _elsewhere(labels: Sequence[Label], others: Iterable[bytes]) -> dict[str, str]:
    """The members that other lists have for labels of that name and colour."""
    found: dict[str, str] = {}
    for data in others:
        try:
            text = read_label_text(data)
        except Unreadable:
            continue
        listed = _list(text)
        faulty = [*listed.broken.get(LABEL_COLORLESS, ()), *listed.broken.get(LABEL_BARE, ())]
        for label in labels:
            index = listed.indices.get(label.name)
            if index is None or index in faulty or listed.colors[label.name] != label.color:
                continue
            found.setdefault(label.name, text.entry(index))
    return found


def _with_others(items: Sequence[LabelEntry], others: Iterable[int]) -> list[LabelEntry]:
    """Puts entries that are no labels back where they were: after the entry that they followed."""
    found = list(items)
    for index in others:
        before = [item.at for item in found if item.at is not None and item.at < index]
        behind = 0
        if before:
            behind = 1 + next(i for i, item in enumerate(found) if item.at == max(before))
        found.insert(behind, LabelEntry(index, None))
    return found
