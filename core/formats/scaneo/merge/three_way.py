"""Three-way merge of an annotation file.

What one side changed, added or deleted is taken; what both sides changed in the same way counts
once. An annotation that both changed, or that one changed and the other deleted, is a conflict,
which only a person can settle.
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
from ..change import Change, match_indexes
from .copies import OurCopies, TheirCopies, group_copies, pair_copies
from .index_maps import IndexMap, IndexSet
from .matching import Matching, Version
from .merged import MergedRows, MergedShapes
from .side import Side
from .similarity import Check, content_key, is_same_content, never_stop

_NO_PICKS: Mapping[int, Side] = MappingProxyType({})
_NOTHING: Mapping[int, Optional[Annotation]] = MappingProxyType({})


@dataclass(frozen=True)
class Conflict:
    """An annotation that both sides changed, or one changed and the other deleted: None stands for
    deleted.

    ``key`` is its feature index in base. The versions' feature indexes are those in the file that
    they come from; ours has its index in base.
    """

    key: int
    task: Task
    base: Annotation
    ours: Optional[Annotation]
    theirs: Optional[Annotation]

    @property
    def is_written(self) -> bool:
        """Whether nobody here has changed it since we wrote it: the other side deleted it, has it
        as it was before, or has not read it yet."""
        return self.ours is not None and is_same_content(self.base, self.ours)


@dataclass(frozen=True)
class FileMerge:
    """What the workspace has after a merge, as an edit of ``theirs``.

    ``annotations`` are ours in their order, followed by those that only theirs has; ``removed`` are
    the indexes of ours that are gone. An annotation with an open conflict is in our version, or in
    theirs where we deleted it, so that nothing is lost either way. ``is_ours`` is True where theirs
    is what we were about to write. ``pairs`` maps feature indexes in base to those in theirs.
    """

    theirs: Version
    annotations: MergedRows
    removed: Sequence[int]
    conflicts: Sequence[Conflict]
    is_ours: bool = False
    pairs: Mapping[int, int] = field(default_factory=dict)

    def change(self) -> Change:
        """The merged file, and which changes of it theirs does not have yet."""
        return self.theirs.change(MergedShapes(self.annotations))


def merge_file(
    base: Optional[Data],
    ours: Sequence[Annotation],
    theirs: Optional[Data],
    picks: Mapping[int, Side] = _NO_PICKS,
    exported: Mapping[int, Optional[Annotation]] = _NOTHING,
    check: Check = never_stop,
) -> FileMerge:
    """Merges our annotations, whose feature indexes are those in ``base``, with their file.

    ``base`` is the file that both sides began with, None where there was none; ``theirs`` is None
    where the file was deleted. ``picks`` settles conflicts, by their ``key``. Annotations that both
    sides added count as one where they are equal.

    ``exported`` are indexes of base that we wrote ourselves after we last read a file of theirs,
    with what was there before (`written_since`). A program that does not read the file again, as
    SCANEO never does, writes it without those: so what is missing or as before on their side is a
    conflict then, too.

    What they changed in members that we don't show is kept: our edit is applied to their version.
    Only where an annotation that they deleted is settled as ours is it written as new. ``check`` is
    called now and then: what it raises ends the work.

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
        if change.gives(theirs):  # theirs is what we wrote already
            again = MergedRows(ours, new.shown)
            for index, at in enumerate(change.indexes):
                again.put(index, at)
            return FileMerge(new, again, (), (), is_ours=True)
    merge.match()
    merge.settle()
    merge.add()
    return merge.result(new)


def written_since(exported: Data, base: Data) -> dict[int, Optional[Annotation]]:
    """The indexes of ``base`` whose features are not as they were in ``exported``, each with the
    annotation that was there.

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
    """The state of one file's merge; a *row* is an index into ours."""

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
        matched = match_indexes(base.shown, ours)
        self._rows = IndexMap()
        for row, index in matched.items():
            self._rows[index] = row
        self._kept = IndexSet(
            index
            for index, row in self._rows.items()
            if is_same_content(base.shown[index], ours[row])
        )
        self._new = {  # row -> content key
            row: content_key(one)
            for row, one in enumerate(ours)
            if row not in matched or matched[row] not in self._kept
        }
        self.is_edited = bool(self._new) or len(self._rows) < len(self._base)
        self._match_pasted(matched)
        self._versions = base, theirs
        self._matching = Matching(base, theirs, check)
        self._twins: dict[int, int] = {}  # row -> feature index in theirs with the same content
        self._merged = MergedRows(ours, theirs.shown)
        self._conflicts: list[Conflict] = []

    def _match_pasted(self, matched: dict[int, int]) -> None:
        """Our new annotation that equals one that we deleted is that one: it was cut and pasted.

        Classes of an image have only their labels: two that were exchanged are the same as before.
        """
        gone: defaultdict[Hashable, deque[int]] = defaultdict(deque)
        for index in self._base:
            if index in self._kept:
                continue
            one = self._base[index]
            if index not in self._rows or one.task is Task.CLASSIFICATION:
                gone[content_key(one)].append(index)
        for row, key in list(self._new.items()):
            if key is None or not gone.get(key):
                continue
            index = gone[key].pop()
            before, holder = matched.pop(row, None), self._rows.get(index)
            if before is not None:
                del self._rows[before]
            if holder is not None and holder != row:
                del matched[holder]
                if before is not None:
                    matched[holder], self._rows[before] = before, holder
            matched[row], self._rows[index] = index, row
            self._kept.add(index)
            del self._new[row]

    def match(self) -> None:
        """Pairs what we did not touch first: of several equal ones, the one that we deleted is the
        one that is gone.

        What is new on both sides is paired before what may have changed, as it is not a change of
        another.
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
        """Pairs copies so that no change of one side is lost by a change of the other."""
        base, theirs = self._versions
        pairs = self._matching.pairs
        rows = {index: self._rows.get(index) for index in indexes}
        ours = OurCopies(
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
        kept = [at for at in there if is_same_content(old, self._theirs[at])]
        kept.sort(key=lambda at: theirs.value(at) != text)
        changed = {at: content_key(self._theirs[at]) for at in there if at not in kept}
        found = pair_copies(ours, TheirCopies(kept, changed, len(indexes) - len(there)))
        pairs.update((index, at) for index, at in found.items() if at is not None)

    def _keep_apart(self) -> None:
        """An annotation that we made equal to another one of theirs stays a separate one, where
        theirs still has it and says something of it that it doesn't say of the other: merging them
        would lose that."""
        theirs, pairs = self._versions[1], self._matching.pairs
        indexes = {row: index for index, row in self._rows.items() if row in self._twins}
        for row, index in indexes.items():
            at, twin = pairs.get(index), self._twins[row]
            # A class exists only once.
            if at is None or self._base[index].task is Task.CLASSIFICATION:
                continue
            they_kept = is_same_content(self._base[index], self._theirs[at])
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
            they_kept = new is not None and is_same_content(old, new)
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
            elif is_same_content(self._ours[row], new):
                self._take(row, at)
            else:
                self._settle_changed(index, row, at)

    def _is_as_it_was(self, index: int, row: Optional[int], at: Optional[int]) -> bool:
        """Whether nobody has touched it; a cheap test that succeeds for nearly all."""
        return (
            row is not None
            and at is not None
            and index in self._kept
            and row not in self._twins
            and index not in self._exported
            and self._versions[0].has_as_is(index, at)
        )

    def _settle_left(self, index: int, at: Optional[int], they_kept: bool, is_moved: bool) -> None:
        """Decides on one that we deleted, or that we made equal to another one of theirs."""
        if at is None or they_kept:
            return
        if is_moved or self._pick(index, None, self._theirs[at]) is not Side.OURS:
            self._merged.add_theirs(at)

    def _settle_gone(self, index: int, row: int) -> None:
        """Decides on one that they deleted."""
        if index in self._kept and index not in self._exported:
            return
        if self._pick(index, self._ours[row], None) is not Side.THEIRS:
            self._merged.put(row, None)

    def _is_reverted(self, index: int, new: Annotation) -> bool:
        """Whether theirs is what was there before we wrote it."""
        before = self._exported.get(index)
        return before is not None and is_same_content(before, new)

    def _settle_changed(self, index: int, row: int, at: int) -> None:
        """Decides on one that both changed."""
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

    def add(self) -> None:
        """Adds what is new on one side, or on both."""
        matched = set(self._rows.values()) if self._new else ()
        for row in self._new:
            is_settled = row in matched or row in self._twins or self._merged.has_row(row)
            if not is_settled:
                self._merged.put(row, None)
        for at in self._matching.free:
            self._merged.add_theirs(at)

    def result(self, version: Version) -> FileMerge:
        merged, pairs = self._merged, self._matching.pairs
        return FileMerge(version, merged, merged.left_rows(), self._conflicts, pairs=pairs)


def _same_shape(one: Annotation, other: Annotation) -> bool:
    try:
        return same_shape(one, other)
    except BadAnnotation:
        return False
