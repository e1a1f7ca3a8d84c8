"""One image's files of several people into one: nothing is lost, whatever the order of the people.

Each person's file is compared with the base, where there is one: what is as it was there says
nothing, all else is an item. Items that say the same, or are twins, are one (`twins`). What is left
of a thing that people made differently is a disagreement.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Optional

from ....base.geometry import BadAnnotation
from ....base.model import Annotation, Task
from ....base.rules import Rule
from ..annotations import LEFT_ALONE, read_annotation, turned_ring
from ..feature_text import feature_text
from ..merge.matching import Matching, Version
from ..merge.overlap import Check, alike, never_stop
from .disagreements import Disagreements, Keep, Opinion
from .twins import Cluster, Item, find_clusters


class PersonFeature(NamedTuple):
    """A feature of a file. ``clean`` is what can be written of it for SCANEO to read; None where
    nothing can."""

    text: str
    value: Any
    annotation: Optional[Annotation]
    clean: Optional[str]


class Source(Version):
    """One person's file; ``known`` is another's, or the base.

    :raises Unreadable: where it is no document that can be edited.
    """

    def __init__(self, data: Optional[bytes], known: Optional[Source] = None) -> None:
        super().__init__(data, known)
        self.data = data
        self.features = [self._feature(index) for index in range(len(self._document.features))]

    def _feature(self, index: int) -> PersonFeature:
        feature = self._document.features[index]
        value, text = feature.value, self.text(index)
        annotation = self.shown.get(index)
        if annotation is None:
            return PersonFeature(text, value, None, text if self._is_foreign(index) else None)
        clean: Optional[str] = text
        if annotation.task is Task.DETECTION and _faults(value):  # its bbox and its ring may differ
            try:
                clean = feature_text(annotation, value, text)
            except BadAnnotation:
                clean = None
        return PersonFeature(text, value, annotation, clean)

    def _is_foreign(self, index: int) -> bool:
        """Whether it is another program's, of a task that we don't know; SCANEO passes over it."""
        feature = self._document.features[index]
        is_labelled = isinstance(_label(feature.value), str)
        return feature.strict and is_labelled and not _faults(feature.value)

    @property
    def is_sound(self) -> bool:
        """Whether the file can be gone on with as it is, but for its features."""
        return self._document.strict

    @property
    def has_mark(self) -> bool:
        """Whether it begins with a byte-order mark, on which SCANEO stops."""
        return self._document.bom

    def rewrite(self, texts: Mapping[int, Optional[str]], added: Sequence[str]) -> bytes:
        """The file with some features replaced (None deletes one) and others at its end."""
        return self._document.rewrite(texts, added)


class Person(NamedTuple):
    """Somebody's file. ``who`` counts the people; ``deletes`` says whether what the base has and
    the file has not was deleted, or was never in it."""

    who: int
    source: Source
    deletes: bool = True


@dataclass(frozen=True)
class UnitedFile:
    """The file of all. ``left_out`` are features, by person (None: the base) and place, that
    SCANEO would stumble over: they stay where they are. ``twin_count`` counts annotations that
    another of the people has, too. ``labels`` are all names in use."""

    data: bytes
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
    """Merges people's files into ``start``: one of them, the base, or an empty one.

    All of ``start`` that stays keeps its characters. ``in_place`` says that it is the file which is
    written, so that what SCANEO stumbles over stays in it, too. ``least`` is the overlap (IoU, 0 to
    1) of twins. ``guest`` is the person whose file was only found there: where it has what two
    others disagree on, they disagree all the same. ``check`` is called now and then: what it raises
    ends the work.
    """
    return _Uniting(people, base, start, guest, in_place, check).run(least, keep)


class _Uniting:
    """The bookkeeping of one file."""

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
        self._items: list[Item] = []
        self._deleters: dict[int, list[int]] = defaultdict(list)  # place in base -> people
        self._indexes: dict[int, int] = {}  # place in base -> where start has it unchanged
        self._left_out: list[tuple[Optional[int], int]] = []
        self._texts: dict[int, Optional[str]] = {}  # by places of start; None: deleted
        self._freed: dict[str, list[int]] = defaultdict(list)  # places by what stood there
        self._added: list[str] = []
        self._added_count = 0  # of them, annotations
        self._labels: set[Any] = set()
        self._renewed: set[int] = set()  # places in start where another annotation stands now
        self._start_person: Optional[int] = None
        if start is base:
            self._indexes = {index: index for index in range(len(start.features))}
        for person in people:
            self._compare(person)

    def _compare(self, person: Person) -> None:
        source, base = person.source, self._base
        is_start = source is self._start
        if is_start:
            self._start_person = person.who
        pairs = {} if base is None else _match(base, source, self._check)
        base_indexes = {index: base_index for base_index, index in pairs.items()}
        for index, feature in enumerate(source.features):
            origin = base_indexes.get(index)
            is_same = (
                base is not None
                and origin is not None
                and (feature.clean is None or _is_same(base.features[origin], feature))
            )
            if is_same and origin is not None:
                if is_start:
                    self._indexes[origin] = index
            elif feature.clean is None:
                if not (is_start and self._in_place):
                    self._left_out.append((person.who, index))
            else:
                key = source.value(index)
                text = feature.text if is_start and self._in_place else feature.clean
                self._items.append(
                    Item(
                        person.who,
                        index,
                        key,
                        text,
                        str(_label(feature.value)),
                        feature.annotation,
                        origin,
                    )
                )
        if person.deletes and base is not None:
            for origin in range(len(base.features)):
                if origin not in pairs:
                    self._deleters[origin].append(person.who)

    def run(self, least: float, keep: Keep) -> UnitedFile:
        found = find_clusters(self._items, least, self._guest, self._check)
        changes: dict[int, list[int]] = defaultdict(list)  # place in base -> its clusters
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
        """What of the base it is a change of. What a guest has of others, they know better."""
        items = [item for item in cluster.items if item.who != self._guest] or cluster.items
        return {item.base_index for item in items if item.base_index is not None}

    def _free_indexes(self, changes: Collection[int]) -> None:
        """What was changed or deleted leaves its place in start; what it became may take it."""
        for base_index in (*changes, *self._deleters):
            index = self._indexes.get(base_index)
            if index is not None:
                self._texts[index] = None
                self._freed[self._start.features[index].text].append(index)

    def _add_unchanged(self, changes: Collection[int]) -> None:
        """What nobody changed stays, though start has not got it."""
        base = self._base
        for base_index, feature in enumerate(() if base is None else base.features):
            if base_index in self._indexes or base_index in changes or base_index in self._deleters:
                continue
            if feature.clean is None:
                self._left_out.append((None, base_index))
            else:
                self._add(feature.clean, feature.annotation, _label(feature.value))

    def _put(self, cluster: Cluster, is_kept: bool) -> None:
        """Gives what people made of a thing a place in start, or takes it away."""
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
        """A place in start that is free for it: of what it was before, or of what says the same."""
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
        """The file is to be another's: what SCANEO stumbles over does not go there."""
        for index, feature in enumerate(self._start.features):
            if index in self._texts or feature.clean == feature.text:
                continue
            self._texts[index] = feature.clean
            if feature.clean is None and self._start_person is None:
                self._left_out.append((None, index))

    def _result(
        self, clusters: Sequence[Cluster], disagreements: Sequence[Sequence[Opinion]]
    ) -> UnitedFile:
        start, texts = self._start, self._texts
        left = [index for index in range(len(start.features)) if texts.get(index, "") is not None]
        self._labels.update(
            _label(start.features[index].value) for index in left if index not in self._renewed
        )
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
    """Which features of the base are in a file, changed or not: their places there."""
    matching = Matching(base, source, check)
    matching.match_changed(base.shown)
    pairs = dict(matching.pairs)
    others: dict[str, deque[int]] = defaultdict(deque)
    for index in range(len(source.features)):
        if index not in source.shown:
            others[source.value(index)].append(index)
    for index in range(len(base.features)):
        if others and index not in base.shown and others[base.value(index)]:
            pairs[index] = others[base.value(index)].popleft()
    return pairs


def _is_same(old: PersonFeature, new: PersonFeature) -> bool:
    """Whether nothing was changed. A program that dropped what it does not know changed nothing."""
    if old.text == new.text or old.value == new.value:
        return True
    if old.annotation is None or new.annotation is None:
        return False
    if new.annotation.task is Task.DETECTION and turned_ring(new.value) != turned_ring(old.value):
        return False
    return alike(old.annotation, new.annotation) and _holds(old.value, new.value)


def _holds(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether a feature has all that another of the same shape says, but for that shape."""
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
