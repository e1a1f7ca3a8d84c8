"""Two versions of one annotation file that began as the same one, brought together.

What one side changed, added or deleted is taken; what both did alike is one. The same annotation
changed on both sides, or changed and deleted, is a conflict, which only a person can settle.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Optional

from ....base.geometry import BadAnnotation
from ....base.large_bytes import Data
from ....base.model import Annotation, Task
from ..annotations import same_shape
from ..change import Change, claimed_indexes
from .copies import Ours, Theirs, group_copies, pair_copies
from .index_maps import IndexMap, IndexSet
from .matching import Matching, Version
from .merged import MergedRows, MergedShapes
from .overlap import Check, alike, best_overlaps, look_key, never_stop
from .side import Side

_NO_PICKS: Mapping[int, Side] = MappingProxyType({})
_NOTHING: Mapping[int, Optional[Annotation]] = MappingProxyType({})


@dataclass(frozen=True)
class Conflict:
    """The same annotation changed on both sides, or changed and deleted: None is deleted.

    ``key`` is its place in the file that both began with. The versions' places are those in the
    file that they come from; ours has its place in base.
    """

    key: int
    task: Task
    base: Annotation
    ours: Optional[Annotation]
    theirs: Optional[Annotation]

    @property
    def is_written(self) -> bool:
        """Whether nobody here has changed it since we wrote it: they deleted it, have it as it was
        before, or have not read it at all."""
        return self.ours is not None and alike(self.base, self.ours)


@dataclass(frozen=True)
class FileMerge:
    """What the workspace holds after a merge, as an edit of ``theirs``.

    ``annotations`` are ours in their order, then what only theirs has; ``removed`` are the indices
    of ours that are gone. An annotation with an open conflict is in it as we have it, and where we
    deleted it as they have it, so that nothing is lost either way. ``is_ours`` is True where theirs
    is what we were about to write. ``pairs`` says where in theirs what stood in base is now.
    """

    theirs: Version
    annotations: MergedRows
    removed: Sequence[int]
    conflicts: Sequence[Conflict]
    is_ours: bool = False
    pairs: Mapping[int, int] = field(default_factory=dict)

    def change(self) -> Change:
        """The merged file, and what of it they don't have yet."""
        return self.theirs.change(MergedShapes(self.annotations))


def merge_file(
    base: Optional[Data],
    ours: Sequence[Annotation],
    theirs: Optional[Data],
    picks: Mapping[int, Side] = _NO_PICKS,
    twin_overlap: float = 1.0,
    exported: Mapping[int, Optional[Annotation]] = _NOTHING,
    check: Check = never_stop,
) -> FileMerge:
    """Merges our annotations, whose places are those in ``base``, with their file.

    ``base`` is the file that both began with, None where there was none; ``theirs`` is None where
    it is gone, with all that it had. ``picks`` settles conflicts by their ``key``. What both sides
    added is one where it looks the same; with a ``twin_overlap`` below 1 also where task and label
    are the same and the areas overlap by as much (IoU): ours stays.

    ``exported`` are places of base that we wrote ourselves since we saw a file of theirs, with what
    stood there before (`written_since`). Who has not read that file again, as SCANEO never does,
    writes without it: what is missing or as before on their side is a conflict then, too.

    What they changed in an annotation and we don't show is kept: our edit applies to their version
    of it. Only where an annotation that they deleted is picked as ours, it is written anew.
    ``check`` is called now and then: what it raises ends the work.

    :raises Unreadable: where one of the files is no document that can be edited.
    """
    new = Version(theirs)
    if theirs == base:
        as_before = MergedRows(ours, new.shown)
        for index, one in enumerate(ours):
            as_before.put(index, one.feature_index)
        return FileMerge(
            new,
            as_before,
            (),
            (),
            pairs={feature_index: feature_index for feature_index in new.shown},
        )
    old = Version(base, new)
    merge = _Merge(old, ours, new, picks, exported, check)
    if merge.is_edited:
        change = old.change(ours)
        if change.gives(theirs):  # theirs is ours, written already
            again = MergedRows(ours, new.shown)
            for index, at in enumerate(change.indexes):
                again.put(index, at)
            return FileMerge(new, again, (), (), is_ours=True)
    merge.match()
    merge.settle()
    merge.add(twin_overlap)
    return merge.result(new)


def written_since(exported: Data, base: Data) -> dict[int, Optional[Annotation]]:
    """The places of ``base`` that are not as they were in ``exported``, each with what was there.

    :raises Unreadable: where one of them is no document that can be edited.
    """
    now = Version(base)
    before = Version(exported, now)
    matching = Matching(now, before)
    new = matching.match_same(now.shown)
    matching.match_changed(new)
    pairs = matching.pairs
    return {index: before.shown[pairs[index]] if index in pairs else None for index in new}


class _Merge:
    """The bookkeeping of one file's merge; what is called row is an index into ours."""

    def __init__(
        self,
        base: Version,
        ours: Sequence[Annotation],
        theirs: Version,
        picks: Mapping[int, Side],
        exported: Mapping[int, Optional[Annotation]],
        check: Check,
    ) -> None:
        self._check = check
        self._exported = exported
        self._base, self._ours, self._theirs, self._picks = base.shown, ours, theirs.shown, picks
        claims = claimed_indexes(base.shown, ours)
        self._rows = IndexMap()
        for row, index in claims.items():
            self._rows[index] = row
        self._kept = IndexSet(
            index for index, row in self._rows.items() if alike(base.shown[index], ours[row])
        )
        self._new = {  # row -> how it looks
            row: look_key(one)
            for row, one in enumerate(ours)
            if row not in claims or claims[row] not in self._kept
        }
        self.is_edited = bool(self._new) or len(self._rows) < len(self._base)
        self._claim_again(claims)
        self._versions = base, theirs
        self._matching = Matching(base, theirs, check)
        self._twins: dict[int, int] = {}  # row -> place in theirs that looks just so
        self._merged = MergedRows(ours, theirs.shown)
        self._conflicts: list[Conflict] = []

    def _claim_again(self, claims: dict[int, int]) -> None:
        """What looks just like one that we deleted is that one: it was cut out and pasted.

        Classes of an image have nothing but their labels: two that were exchanged are the same.
        """
        gone: defaultdict[Hashable, deque[int]] = defaultdict(deque)
        for index in self._base:
            if index in self._kept:
                continue
            one = self._base[index]
            if index not in self._rows or one.task is Task.CLASSIFICATION:
                gone[look_key(one)].append(index)
        for row, look in list(self._new.items()):
            if look is None or not gone.get(look):
                continue
            index = gone[look].pop()
            before, holder = claims.pop(row, None), self._rows.get(index)
            if before is not None:
                del self._rows[before]
            if holder is not None and holder != row:
                del claims[holder]
                if before is not None:
                    claims[holder], self._rows[before] = before, holder
            claims[row], self._rows[index] = index, row
            self._kept.add(index)
            del self._new[row]

    def match(self) -> None:
        """What we did not touch first: of twins, the one that we deleted is the one that is gone.

        What is new on both sides comes before what may have changed: it is no change of another.
        """
        self._matching.match_same(self._kept)
        self._twins = self._matching.take(self._new)
        self._matching.match_changed(index for index in self._base if not self._is_settled(index))
        base, _ = self._versions
        for indexes in group_copies(self._base, base.value):
            self._pair_again(indexes)
        if self._twins:
            self._keep_apart()

    def _pair_again(self, indexes: Sequence[int]) -> None:
        """Pairs copies so that what one side made of one is lost by nothing that the other did."""
        base, theirs = self._versions
        pairs = self._matching.pairs
        rows = {index: self._rows.get(index) for index in indexes}
        ours = Ours(
            [index for index in indexes if index in self._kept],
            {
                index: self._new.get(row)
                for index, row in rows.items()
                if row is not None and row not in self._twins and index not in self._kept
            },
            [index for index, row in rows.items() if row is None or row in self._twins],
            self._exported,
        )
        there = [pairs.pop(index) for index in indexes if index in pairs]
        old, text = self._base[indexes[0]], base.value(indexes[0])
        kept = [at for at in there if alike(old, self._theirs[at])]
        kept.sort(key=lambda at: theirs.value(at) != text)
        changed = {at: look_key(self._theirs[at]) for at in there if at not in kept}
        found = pair_copies(ours, Theirs(kept, changed, len(indexes) - len(there)))
        pairs.update((index, at) for index, at in found.items() if at is not None)

    def _keep_apart(self) -> None:
        """One that we made just like another of theirs stays one of its own where theirs still has
        it, and says of it what it doesn't of the other: that would be gone with it."""
        theirs, pairs = self._versions[1], self._matching.pairs
        indexes = {row: index for index, row in self._rows.items() if row in self._twins}
        for row, index in indexes.items():
            at, twin = pairs.get(index), self._twins[row]
            if at is None or self._base[index].task is Task.CLASSIFICATION:  # each class once
                continue
            they_kept = alike(self._base[index], self._theirs[at])
            if they_kept and theirs.members(at) != theirs.members(twin):
                del self._twins[row]
                self._matching.free.add(twin)

    def _is_settled(self, index: int) -> bool:
        return index in self._matching.pairs

    def settle(self) -> None:
        """Decides on each annotation of base."""
        for twin, twin_at in self._twins.items():
            self._take(twin, twin_at)
        for index in self._base:
            row, at = self._rows.get(index), self._matching.pairs.get(index)
            if self._is_as_it_was(index, row, at):
                self._merged.put(row, at)
                continue
            old = self._base[index]
            new = None if at is None else self._theirs[at]
            they_kept = new is not None and alike(old, new)
            if row is None or row in self._twins:
                self._settle_left(index, at, they_kept, is_moved=row is not None)
            elif new is None or at is None:
                self._settle_gone(index, row)
            elif self._is_reverted(index, new):
                self._settle_changed(index, row, at)
            elif index in self._kept and not (they_kept and _same_shape(old, new)):
                self._take(row, at)
            elif index in self._kept or they_kept:
                self._merged.put(row, at)
            elif alike(self._ours[row], new):
                self._take(row, at)
            else:
                self._settle_changed(index, row, at)

    def _is_as_it_was(self, index: int, row: Optional[int], at: Optional[int]) -> bool:
        """Whether nobody has touched it, which is quickly told of nearly all."""
        return (
            row is not None
            and at is not None
            and index in self._kept
            and row not in self._twins
            and index not in self._exported
            and self._versions[0].has_as_is(index, at)
        )

    def _settle_left(self, index: int, at: Optional[int], they_kept: bool, is_moved: bool) -> None:
        """One that we deleted, or that we made just like another that they have."""
        if at is None or they_kept:
            return
        if is_moved or self._pick(index, None, self._theirs[at]) is not Side.OURS:
            self._merged.add_theirs(at)

    def _settle_gone(self, index: int, row: int) -> None:
        """One that they deleted."""
        if index in self._kept and index not in self._exported:
            return
        if self._pick(index, self._ours[row], None) is not Side.THEIRS:
            self._merged.put(row, None)

    def _is_reverted(self, index: int, new: Annotation) -> bool:
        """Whether they have what stood there before we wrote it."""
        before = self._exported.get(index)
        return before is not None and alike(before, new)

    def _settle_changed(self, index: int, row: int, at: int) -> None:
        """One that both changed."""
        if self._pick(index, self._ours[row], self._theirs[at]) is Side.THEIRS:
            self._take(row, at)
        else:
            self._merged.put(row, at)

    def _pick(
        self, index: int, ours: Optional[Annotation], theirs: Optional[Annotation]
    ) -> Optional[Side]:
        side = self._picks.get(index)
        if side is None:
            old = self._base[index]
            self._conflicts.append(Conflict(index, old.task, old, ours, theirs))
        return side

    def _take(self, row: int, at: int) -> None:
        self._merged.put_theirs(row, at)

    def add(self, twin_overlap: float) -> None:
        """What is new on one side, or on both."""
        claimed = set(self._rows.values()) if self._new else ()
        added = [row for row in self._new if row not in claimed and row not in self._twins]
        free = self._matching.free
        if twin_overlap < 1:
            ours = {row: self._ours[row] for row in added}
            theirs = {at: self._theirs[at] for at in free}
            ours = {row: one for row, one in ours.items() if not self._merged.has_row(row)}
            for _, row, at in best_overlaps(ours, theirs, twin_overlap, True, self._check):
                free.remove(at)
                self._merged.put(row, at)
        for row in added:
            if not self._merged.has_row(row):
                self._merged.put(row, None)
        for at in free:
            self._merged.add_theirs(at)

    def result(self, version: Version) -> FileMerge:
        merged, pairs = self._merged, self._matching.pairs
        return FileMerge(version, merged, merged.left_rows(), self._conflicts, pairs=pairs)


def _same_shape(one: Annotation, other: Annotation) -> bool:
    try:
        return same_shape(one, other)
    except BadAnnotation:
        return False
