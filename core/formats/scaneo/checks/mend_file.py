"""Mends annotations in a file: only those are rewritten, everything else keeps its bytes."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, Optional

from ....base.geometry import wkb_box
from ....base.model import Annotation
from ....base.rules import (
    BBOX_BROKEN,
    BBOX_DIFFERS,
    BBOX_MISSING,
    FILE_BOM,
    RING_BROKEN,
    RING_FLAT,
    SWAPPED_UNREADABLE,
)
from ...geojson.document import read_document
from ..annotations import has_extent
from ..change import change_document
from ..content import read_annotations, shown_annotations
from ..members import FileMembers
from .finding import Finding
from .ground import ImageGround
from .mends import COPIES, SHAPES, AnnotationKey, annotation_key, mend_shape, removable_duplicates
from .swapped import find_swapped

_ANEW = (BBOX_MISSING, BBOX_BROKEN, BBOX_DIFFERS, RING_BROKEN, RING_FLAT)


class FileMend(NamedTuple):
    """A file's bytes after mending, and how many findings were mended."""

    data: bytes
    mended: int


def mend_file(
    data: bytes,
    findings: Sequence[Finding],
    ground: Optional[ImageGround],
    renamed: Mapping[str, str],
    removes_duplicates: bool = False,
) -> FileMend:
    """Mends findings of a GeoJSON file, and renames labels.

    Annotations are found by their content: since the check, their indexes may have changed.
    ``ground`` is where the image lies, None where that is not known. With ``removes_duplicates``,
    duplicates that result from other mends are removed, too.

    :raises Unreadable: where it is no document that can be edited.
    """
    edit = _FileMending(data)
    edit.swap_back([one for one in findings if one.rule is SWAPPED_UNREADABLE], ground)
    for rule in SHAPES:
        for finding in findings:
            if finding.rule is rule:
                edit.reshape(finding, ground)
    edit.remove_duplicates([finding for finding in findings if finding.rule in COPIES])
    for finding in findings:
        if finding.rule in _ANEW:
            edit.write_anew(finding)
    mended = edit.carry_out(renamed, removes_duplicates)
    count = edit.count
    if any(finding.rule is FILE_BOM for finding in findings) and data.startswith(BOM_UTF8):
        mended = mended.removeprefix(BOM_UTF8)
        count += 1
    return FileMend(mended, count)


class _FileMending:
    def __init__(self, data: bytes) -> None:
        content = read_annotations("", data)
        self._data = data
        self._faults = content.faults
        self._members = FileMembers(data)
        self._was: dict[int, Annotation] = {
            one.feature_index or 0: one for one in content.annotations
        }
        self._now = dict(self._was)
        self._indexes: Mapping[AnnotationKey, list[int]] = {}
        self._anew: set[int] = set()
        # Ids of rules, by feature index.
        self._broken: defaultdict[int, set[str]] = defaultdict(set)
        for problem, index in content.faults:
            if index is not None:
                self._broken[index].add(problem.rule)
        self.count = 0

    def _alike(self, finding: Finding) -> list[int]:
        """The indexes of annotations with the same content as that of a finding."""
        if not self._indexes:
            self._indexes = _by_key(self._was)
        return _matching_indexes(self._indexes, finding)

    def swap_back(self, findings: Sequence[Finding], ground: Optional[ImageGround]) -> None:
        """Swaps coordinates that are out of range back; some of these annotations were not shown
        before."""
        swapped = find_swapped(self._data, self._faults, ground) if findings else {}
        indexes = _by_key({index: one.annotation for index, one in swapped.items()})
        for finding in findings:
            alike = _matching_indexes(indexes, finding)
            self._now.update((index, swapped[index].annotation) for index in alike)
            self._anew.update(alike)
            self.count += bool(alike)

    def reshape(self, finding: Finding, ground: Optional[ImageGround]) -> None:
        """Gives an annotation its mended shape."""
        done = False
        for index in self._alike(finding):
            wkb = mend_shape(finding.rule, self._now[index], ground)
            if wkb is not None and not self._members.says_more_than_bounds(index):
                self._now[index] = replace(self._now[index], wkb=wkb)
                done = True
        self.count += done

    def remove_duplicates(self, findings: Sequence[Finding]) -> None:
        """Removes as many duplicates as were found, those at the end of the file first."""
        found = Counter(tuple(self._alike(finding)) for finding in findings)
        for indexes, count in found.items():
            alike = {index: self._was[index] for index in indexes}
            for index in removable_duplicates(alike, indexes[1:], self._members.of)[:count]:
                del self._now[index]
                self.count += 1

    def write_anew(self, finding: Finding) -> None:
        """Rewrites a box, so that its outline and bbox agree."""
        indexes = [one for one in self._alike(finding) if finding.rule.id in self._broken[one]]
        if finding.rule is BBOX_DIFFERS:  # a turned outline was meant: keep it
            indexes = [one for one in indexes if not self._members.says_more_than_bounds(one)]
        if finding.rule is BBOX_BROKEN:  # the unreadable bbox may be all there is: keep it
            indexes = [one for one in indexes if has_extent(wkb_box(self._was[one].wkb or b""))]
        self._anew.update(indexes)
        self.count += bool(indexes)

    def carry_out(self, renamed: Mapping[str, str], removes_duplicates: bool) -> bytes:
        """:raises Unreadable: where it is no document that can be edited."""
        annotations = [
            replace(one, label=renamed.get(one.label, one.label)) for one in self._now.values()
        ]
        anew = {
            index for index, feature_index in enumerate(self._now) if feature_index in self._anew
        }
        # Also what was not shown before the mend: else it would be taken for a new annotation.
        shown = {**self._now, **self._was}
        document = read_document(self._data)
        changed = change_document(self._data, document, shown, annotations, anew)
        if changed.data is None or changed.data == self._data:
            return self._data
        return _without_copies(changed.data) if removes_duplicates else changed.data


def _without_copies(data: bytes) -> bytes:
    """A file without duplicates. Where the file says more of a duplicate than of the original, it
    stays, and a check reports it."""
    document = read_document(data)
    shown = shown_annotations(document)
    gone = removable_duplicates(shown, list(shown)[::-1], FileMembers(data).of)
    left = [one for index, one in shown.items() if index not in gone]
    return (change_document(data, document, shown, left).data or data) if gone else data


def _by_key(annotations: Mapping[int, Annotation]) -> Mapping[AnnotationKey, list[int]]:
    """The indexes of annotations by their content."""
    indexes: defaultdict[AnnotationKey, list[int]] = defaultdict(list)
    for index, one in annotations.items():
        key = annotation_key(one)
        if key is not None:
            indexes[key].append(index)
    return indexes


def _matching_indexes(indexes: Mapping[AnnotationKey, list[int]], finding: Finding) -> list[int]:
    """The indexes of the annotations that have the content of a finding."""
    if finding.task is None:
        return []
    key = annotation_key(Annotation(finding.task, finding.label, finding.wkb))
    return [] if key is None else indexes.get(key, [])
