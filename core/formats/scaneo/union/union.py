"""Merges several annotators' files of one image: nothing is lost, whatever the order of the
annotators.

Each file is compared with the base, where there is one: what is unchanged is left aside, everything
else is an item. Equal items and twins become one (`twins`). Where different versions of one object
remain, that is a disagreement.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Optional

from ....base.geometry import BadAnnotation
from ....base.large_bytes import Data, joined_data
from ....base.model import Annotation, Task
from ....base.rules import Rule
from ..annotations import LEFT_ALONE, read_annotation, turned_ring
from ..feature_text import feature_text
from ..merge.matching import Matching, Version, canonical
from ..merge.similarity import Check, is_same_content, never_stop
from .disagreements import Disagreements, Keep, Opinion
from .twins import Cluster, PersonItem, find_clusters


class PersonFeature(NamedTuple):
    """A feature of a file. ``clean`` is what can be written of it so that SCANEO reads it; None
    where nothing can."""

    text: str
    value: Any
    annotation: Optional[Annotation]
    clean: Optional[str]


class Source(Version):
    """One annotator's file; ``known`` is another one's, or the base.

    :raises Unreadable: where it is no document that can be edited.
    """

    def __init__(self, data: Optional[Data], known: Optional[Source] = None) -> None:
        super().__init__(data, known)
        self.data = data

    @property
    def feature_count(self) -> int:
        """How many features the file has, shown or not."""
        return len(self._document.features)

    def feature(self, index: int) -> PersonFeature:
        """One of the features, parsed anew: all of a large file would take gigabytes."""
        value, text = self._document.features[index].value, self.text(index)
        annotation = self.shown.get(index)
        if annotation is None:
            return PersonFeature(
                text, value, None, text if self._is_foreign(index, value) else None
            )
        clean: Optional[str] = text
        # bbox and ring may disagree
        if annotation.task is Task.DETECTION and not self._is_sound(index) and _faults(value):
            try:
                clean = feature_text(annotation, value, text)
            except BadAnnotation:
                clean = None
        return PersonFeature(text, value, annotation, clean)

    def is_clean(self, index: int) -> bool:
        """Whether a feature can be written as it is; nothing is parsed for nearly all."""
        if self._is_sound(index):
            return True
        feature = self.feature(index)
        return feature.clean == feature.text

    def label(self, index: int) -> Any:
        """What a feature has as its label, which may be of any type."""
        annotation = self.shown.get(index)
        if annotation is not None:
            return annotation.label
        return _label(self._document.features[index].value)

    def has_same_text(self, index: int, other: Source, other_index: int) -> bool:
        """Whether a feature has the same characters as one of another file."""
        bytes_of, others = self._document.features.bytes_of, other._document.features.bytes_of
        return bytes_of(index) == others(other_index)

    def _is_foreign(self, index: int, value: Any) -> bool:
        """Whether it belongs to another program: its task is unknown, and SCANEO ignores it."""
        is_labelled = isinstance(_label(value), str)
        is_strict = self._document.features.is_strict(index)
        return is_strict and is_labelled and not _faults(value)

    @property
    def is_sound(self) -> bool:
        """Whether everything in the file but its features can stay as it is."""
        return self._document.strict

    @property
    def has_mark(self) -> bool:
        """Whether it begins with a byte-order mark, on which SCANEO stops."""
        return self._document.bom

    def rewrite(self, texts: Mapping[int, Optional[str]], added: Sequence[str]) -> Data:
        """The file with some features replaced (None deletes one) and others added at its end."""
        return joined_data(*self._document.rewritten(texts, added))


class Person(NamedTuple):
    """An annotator's file. ``who`` is the annotator's number; ``deletes`` says whether what the
    base has and the file doesn't was deleted, rather than never in it."""

    who: int
    source: Source
    deletes: bool = True


@dataclass(frozen=True)
class UnitedFile:
    """The merged file. ``left_out`` are features that SCANEO would fail on, by annotator (None: the
    base) and feature index: they stay where they are. ``twin_count`` counts annotations that
    another annotator has, too. ``labels`` are all names in use."""

    data: Data
    annotation_count: int
    added: int
    changed: int
    deleted: int
    twin_count: int
    disagreements: Sequence[Sequence[Opinion]]
    left_out: Sequence[tuple[Optional[int], int]]
    labels: Collection[str]


def unite(
    people: Sequence[Person],
    base: Optional[Source],
    start: Source,
    guest: Optional[int],
    least: float,
    keep: Keep,
    in_place: bool,
    check: Check = never_stop,
) -> UnitedFile:
    """Merges annotators' files into ``start``: one of them, the base, or an empty file.

    Everything of ``start`` that stays keeps its characters. ``in_place``: the result replaces
    ``start``, so features that SCANEO fails on stay in it as well. ``least`` is the least IoU of
    twins. ``guest`` is the annotator whose file was found at the destination: where it contains
    both versions of a disagreement, it is a disagreement all the same. ``check`` is called now and
    then: what it raises ends the work.
    """
    return _Uniting(people, base, start, guest, in_place, check).run(least, keep)


class _Uniting:
    """The state of one file's merge."""

    def __init__(
        self,
        people: Sequence[Person],
        base: Optional[Source],
        start: Source,
        guest: Optional[int],
        in_place: bool,
        check: Check,
    ) -> None:
        self._check = check
        self._base = base
        self._start = start
        self._guest = guest
        self._in_place = in_place
        self._items: list[PersonItem] = []
        self._deleters: dict[int, list[int]] = defaultdict(list)  # index in base -> annotators
        # Index in base -> index in start of the unchanged feature.
        self._indexes: dict[int, int] = {}
        self._left_out: list[tuple[Optional[int], int]] = []
        self._texts: dict[int, Optional[str]] = {}  # by index in start; None: deleted
        # Indexes in start that became free, by the content that was there.
        self._freed: dict[str, list[int]] = defaultdict(list)
        self._added: list[str] = []
        self._added_count = 0  # how many of the added features are annotations
        self._labels: set[Any] = set()
        self._renewed: set[int] = set()  # indexes in start that have another annotation now
        self._start_person: Optional[int] = None
        if start is base:
            self._indexes = {index: index for index in range(start.feature_count)}
        for person in people:
            self._compare(person)

    def _compare(self, person: Person) -> None:
        source, base = person.source, self._base
        is_start = source is self._start
        if is_start:
            self._start_person = person.who
        pairs = {} if base is None else _match(base, source, self._check)
        base_indexes = {index: base_index for base_index, index in pairs.items()}
        for index in range(source.feature_count):
            origin = base_indexes.get(index)
            if base is None or origin is None or not _is_unchanged(base, origin, source, index):
                self._add_item(person, index, origin)
            elif is_start:
                self._indexes[origin] = index
        if person.deletes and base is not None:
            for origin in range(base.feature_count):
                if origin not in pairs:
                    self._deleters[origin].append(person.who)

    def _add_item(self, person: Person, index: int, origin: Optional[int]) -> None:
        """Adds a feature that is new or changed, or leaves it out where SCANEO would fail on it."""
        source = person.source
        feature = source.feature(index)
        stays = source is self._start and self._in_place
        if feature.clean is not None:
            item = PersonItem(
                person.who,
                index,
                canonical(feature.value, feature.text),
                feature.text if stays else feature.clean,
                str(_label(feature.value)),
                feature.annotation,
                origin,
            )
            self._items.append(item)
        elif not stays:
            self._left_out.append((person.who, index))

    def run(self, least: float, keep: Keep) -> UnitedFile:
        found = find_clusters(self._items, least, self._guest, self._check)
        changes: dict[int, list[int]] = defaultdict(list)  # index in base -> its clusters
        for number, cluster in enumerate(found.clusters):
            for base_index in sorted(self._base_indexes(cluster)):
                changes[base_index].append(number)
        sides = Disagreements(found, changes, self._deleters, self._guest)
        kept = sides.kept(keep)
        self._free_indexes(changes)
        self._add_unchanged(changes)
        for number, cluster in enumerate(found.clusters):
            self._put(cluster, number in kept)
        if not self._in_place:
            self._clean()
        return self._result(found.clusters, sides.disagreements(kept))

    def _base_indexes(self, cluster: Cluster) -> set[int]:
        """The features of the base that it is a change of. For a guest's version of others'
        objects, theirs count."""
        items = [item for item in cluster.items if item.who != self._guest] or cluster.items
        return {item.base_index for item in items if item.base_index is not None}

    def _free_indexes(self, changes: Collection[int]) -> None:
        """Frees the indexes in start of changed and deleted features; their new versions may take
        these."""
        for base_index in (*changes, *self._deleters):
            index = self._indexes.get(base_index)
            if index is not None:
                self._texts[index] = None
                self._freed[self._start.text(index)].append(index)

    def _add_unchanged(self, changes: Collection[int]) -> None:
        """Adds unchanged features of the base that start does not have."""
        base = self._base
        if base is None:
            return
        for base_index in range(base.feature_count):
            if base_index in self._indexes or base_index in changes or base_index in self._deleters:
                continue
            feature = base.feature(base_index)
            if feature.clean is None:
                self._left_out.append((None, base_index))
            else:
                self._add(feature.clean, feature.annotation, _label(feature.value))

    def _put(self, cluster: Cluster, is_kept: bool) -> None:
        """Writes a cluster to start, or removes it from there."""
        mine = next((i.feature_index for i in cluster.items if i.who == self._start_person), None)
        if not is_kept:
            if mine is not None:
                self._texts[mine] = None
            return
        first = cluster.items[0]
        if mine is not None:
            return
        spot = self._spot(cluster)
        if spot is None:
            self._add(first.text, first.annotation, first.label)
        else:
            self._texts[spot] = first.text
            self._renewed.add(spot)
            self._labels.add(first.label)

    def _spot(self, cluster: Cluster) -> Optional[int]:
        """A free index in start for a cluster: that of the feature it was before, or of an equal
        one."""
        base_indexes = (item.base_index for item in cluster.items if item.base_index is not None)
        spots = [self._indexes.get(base_index) for base_index in base_indexes]
        spots += self._freed.get(cluster.items[0].text, ())
        free = (spot for spot in spots if spot is not None and self._texts.get(spot, "") is None)
        return next(free, None)

    def _add(self, text: str, annotation: Optional[Annotation], label: Any) -> None:
        self._added.append(text)
        self._added_count += annotation is not None
        self._labels.add(label)

    def _clean(self) -> None:
        """Where the result is another file than start, features that SCANEO fails on are left
        out."""
        start = self._start
        for index in range(start.feature_count):
            if index in self._texts or start.is_clean(index):
                continue
            clean = self._texts[index] = start.feature(index).clean
            if clean is None and self._start_person is None:
                self._left_out.append((None, index))

    def _result(
        self, clusters: Sequence[Cluster], disagreements: Sequence[Sequence[Opinion]]
    ) -> UnitedFile:
        start, texts = self._start, self._texts
        left = [index for index in range(start.feature_count) if texts.get(index, "") is not None]
        self._labels.update(start.label(index) for index in left if index not in self._renewed)
        data = start.data
        if texts or self._added or data is None or (start.has_mark and not self._in_place):
            data = start.rewrite(texts, self._added)
        return UnitedFile(
            data,
            sum(index in start.shown for index in left) + self._added_count,
            len(self._added),
            sum(text is not None for text in texts.values()),
            sum(text is None for text in texts.values()),
            sum(max(0, len(one.people - {self._guest}) - 1) for one in clusters),
            disagreements,
            self._left_out,
            {label for label in self._labels if isinstance(label, str)},
        )


def _match(base: Source, source: Source, check: Check) -> dict[int, int]:
    """Index in base -> index in the annotator's file, for features that are there, changed or
    not."""
    matching = Matching(base, source, check)
    matching.match_changed(base.shown)
    pairs = dict(matching.pairs)
    others: dict[str, deque[int]] = defaultdict(deque)
    for index in range(source.feature_count):
        if index not in source.shown:
            others[source.value(index)].append(index)
    for index in range(base.feature_count):
        if others and index not in base.shown and others[base.value(index)]:
            pairs[index] = others[base.value(index)].popleft()
    return pairs


def _is_unchanged(base: Source, base_index: int, source: Source, index: int) -> bool:
    """Whether there is nothing of a feature that would be written in place of the base's."""
    if source.has_same_text(index, base, base_index):
        return True
    feature = source.feature(index)
    return feature.clean is None or _is_same(base.feature(base_index), feature)


def _is_same(old: PersonFeature, new: PersonFeature) -> bool:
    """Whether nothing was changed. Dropping members that a program does not know is no change."""
    if old.text == new.text or old.value == new.value:
        return True
    if old.annotation is None or new.annotation is None:
        return False
    if new.annotation.task is Task.DETECTION and turned_ring(new.value) != turned_ring(old.value):
        return False
    return is_same_content(old.annotation, new.annotation) and _has_members(old.value, new.value)


def _has_members(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether a feature has all members that another one of the same shape has, apart from the
    shape."""
    known = {**old, **old["properties"]}
    said = {**new, **new["properties"]}
    shape = ("geometry", "bbox", "properties")
    return all(name in known and known[name] == said[name] for name in said if name not in shape)


def _faults(value: Any) -> list[str]:
    """What is wrong with a feature."""
    found: list[str] = []

    def report(what: str, mend: str, rule: Rule) -> None:
        if rule not in LEFT_ALONE:
            found.append(what)

    read_annotation(value, 0, report)
    return found


def _label(value: Any) -> Any:
    properties = value.get("properties") if isinstance(value, dict) else None
    return properties.get("label") if isinstance(properties, dict) else None
