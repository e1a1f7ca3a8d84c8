"""A file whose annotations are mended: those alone are written anew, all else keeps its bytes."""

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
from .mends import COPIES, SHAPES, Look, find_copies, look_of, mend_shape
from .swapped import find_swapped

_ANEW = (BBOX_MISSING, BBOX_BROKEN, BBOX_DIFFERS, RING_BROKEN, RING_FLAT)


class FileMend(NamedTuple):
    """A file's bytes once it is mended, and how many findings are."""

    data: bytes
    mended: int


def mend_file(
    data: bytes,
    findings: Sequence[Finding],
    ground: Optional[ImageGround],
    renamed: Mapping[str, str],
    takes_copies: bool = False,
) -> FileMend:
    """Mends findings of a GeoJSON file, and gives labels other names.

    Its annotations are found by how they look: by what they were checked in, their places differ.
    ``ground`` is the place of the image, None where it is not known. ``takes_copies`` says that
    copies are mended: what becomes one by another mend goes, too.

    :raises Unreadable: where it is no document that can be edited.
    """
    edit = _Edit(data)
    edit.swap_back([one for one in findings if one.rule is SWAPPED_UNREADABLE], ground)
    for rule in SHAPES:
        for finding in findings:
            if finding.rule is rule:
                edit.reshape(finding, ground)
    edit.take_copies([finding for finding in findings if finding.rule in COPIES])
    for finding in findings:
        if finding.rule in _ANEW:
            edit.write_anew(finding)
    mended = edit.carry_out(renamed, takes_copies)
    count = edit.count
    if any(finding.rule is FILE_BOM for finding in findings) and data.startswith(BOM_UTF8):
        mended = mended.removeprefix(BOM_UTF8)
        count += 1
    return FileMend(mended, count)


class _Edit:
    def __init__(self, data: bytes) -> None:
        content = read_annotations("", data)
        self._data = data
        self._faults = content.faults
        self._members = FileMembers(data)
        self._was: dict[int, Annotation] = {
            one.feature_index or 0: one for one in content.annotations
        }
        self._now = dict(self._was)
        self._indexes: Mapping[Look, list[int]] = {}
        self._anew: set[int] = set()
        self._broken: defaultdict[int, set[str]] = defaultdict(set)  # rules, by place
        for problem, index in content.faults:
            if index is not None:
                self._broken[index].add(problem.rule)
        self.count = 0

    def _alike(self, finding: Finding) -> list[int]:
        """The places of annotations that look like that of a finding."""
        if not self._indexes:
            self._indexes = _by_look(self._was)
        return _places(self._indexes, finding)

    def swap_back(self, findings: Sequence[Finding], ground: Optional[ImageGround]) -> None:
        """Puts annotations that are out of range where they fit: some are not shown as yet."""
        swapped = find_swapped(self._data, self._faults, ground) if findings else {}
        indexes = _by_look({index: one.annotation for index, one in swapped.items()})
        for finding in findings:
            alike = _places(indexes, finding)
            self._now.update((index, swapped[index].annotation) for index in alike)
            self._anew.update(alike)
            self.count += bool(alike)

    def reshape(self, finding: Finding, ground: Optional[ImageGround]) -> None:
        """Gives an annotation another shape."""
        done = False
        for index in self._alike(finding):
            wkb = mend_shape(finding.rule, self._now[index], ground)
            if wkb is not None and not self._members.says_more_than_bounds(index):
                self._now[index] = replace(self._now[index], wkb=wkb)
                done = True
        self.count += done

    def take_copies(self, findings: Sequence[Finding]) -> None:
        """Takes as many copies away as were found, the first that are left last."""
        found = Counter(tuple(self._alike(finding)) for finding in findings)
        for indexes, count in found.items():
            alike = {index: self._was[index] for index in indexes}
            for index in find_copies(alike, indexes[1:], self._members.of)[:count]:
                del self._now[index]
                self.count += 1

    def write_anew(self, finding: Finding) -> None:
        """Lets outline and bbox of a box come to agree."""
        indexes = [one for one in self._alike(finding) if finding.rule.id in self._broken[one]]
        if finding.rule is BBOX_DIFFERS:  # who turned the outline meant something by it
            indexes = [one for one in indexes if not self._members.says_more_than_bounds(one)]
        if finding.rule is BBOX_BROKEN:  # it may be all that there is of an extent
            indexes = [one for one in indexes if has_extent(wkb_box(self._was[one].wkb or b""))]
        self._anew.update(indexes)
        self.count += bool(indexes)

    def carry_out(self, renamed: Mapping[str, str], takes_copies: bool) -> bytes:
        """:raises Unreadable: where it is no document that can be edited."""
        annotations = [
            replace(one, label=renamed.get(one.label, one.label)) for one in self._now.values()
        ]
        anew = {
            index for index, feature_index in enumerate(self._now) if feature_index in self._anew
        }
        # What was not shown is, for once: an annotation that is not would be taken for a new one.
        shown = {**self._now, **self._was}
        document = read_document(self._data)
        changed = change_document(self._data, document, shown, annotations, anew)
        if changed.data is None or changed.data == self._data:
            return self._data
        return _without_copies(changed.data) if takes_copies else changed.data


def _without_copies(data: bytes) -> bytes:
    """A file without mere copies. What looks like another, and of which the file says more, stays:
    a check tells it."""
    document = read_document(data)
    shown = shown_annotations(document)
    gone = find_copies(shown, list(shown)[::-1], FileMembers(data).of)
    left = [one for index, one in shown.items() if index not in gone]
    return (change_document(data, document, shown, left).data or data) if gone else data


def _by_look(annotations: Mapping[int, Annotation]) -> Mapping[Look, list[int]]:
    """The places of annotations that look alike."""
    indexes: defaultdict[Look, list[int]] = defaultdict(list)
    for index, one in annotations.items():
        look = look_of(one)
        if look is not None:
            indexes[look].append(index)
    return indexes


def _places(indexes: Mapping[Look, list[int]], finding: Finding) -> list[int]:
    """The places, by look, of annotations that look like that of a finding."""
    if finding.task is None:
        return []
    look = look_of(Annotation(finding.task, finding.label, finding.wkb))
    return [] if look is None else indexes.get(look, [])
