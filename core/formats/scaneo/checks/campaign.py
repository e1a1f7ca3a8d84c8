"""Checks a whole campaign: image by image, then what only all images together tell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Optional

from ....base.large_bytes import Data
from ....base.messages import message
from ....base.model import Annotation, Image, Problem
from ....base.rules import (
    FILE_BROKEN,
    FILE_ELSEWHERE,
    FILE_UNREADABLE,
    FILES_EMPTY,
    FOLDER_UNREADABLE,
    IMAGE_UNLOCATED,
    LABEL_ALIKE,
    LABEL_UNLISTED,
    LABEL_UNUSED,
    LABELS_MISSING,
    NO_IMAGE,
    SWAPPED_UNREADABLE,
    TASK_UNKNOWN,
    Rule,
    rule_of,
)
from ..content import FileContent, feature_location, likely_task, not_shown, read_annotations
from ..labels import LABELS_FILE, LabelList, read_labels
from ..members import FileMembers
from .alike_labels import alike_labels, difference
from .finding import Finding
from .ground import ImageGround
from .images import SWAP_BACK, check_name, check_shapes, check_unlocated, no_image
from .swapped import BROKEN, Swapped, find_swapped

_UNREAD = {rule.id for rule in (FILE_BROKEN, FILE_ELSEWHERE, FILE_UNREADABLE, FOLDER_UNREADABLE)}


class _Use(NamedTuple):
    """The first annotation that has a label, and where it is."""

    path: str
    image: str
    annotation: Annotation
    wkb: Optional[bytes]


class CampaignCheck:
    """One check of a campaign: `check_image` for each image, then `finish`.

    ``labels`` are the bytes of spai.json, None where there is none; ``problems`` is what was wrong
    with the folder itself. Nothing that a file contains makes it raise.
    """

    def __init__(self, labels: Optional[bytes], problems: Sequence[Problem]) -> None:
        self._labels: LabelList = read_labels(labels)
        self._is_listed = labels is not None
        self._odd: defaultdict[str, list[Problem]] = defaultdict(list)
        for problem in problems:
            self._note_missing(problem)
            self._odd[problem.path].append(problem)
        self._uses: dict[str, _Use] = {}
        self._counts: Counter[str] = Counter()
        self._hidden: set[str] = set()  # labels of features that can't be shown
        self._is_whole = True
        self._seen_by_scaneo = 0
        self._empty_count = 0
        self.image_count = 0
        self.bare_count = 0
        """How many images nobody has labelled yet: that is no problem."""

    @property
    def annotation_count(self) -> int:
        """How many annotations were checked."""
        return sum(self._counts.values())

    def check_image(
        self,
        image: Image,
        data: Optional[Data],
        ground: Optional[ImageGround],
        problems: Sequence[Problem] = (),
    ) -> list[Finding]:
        """What is wrong with an image.

        ``data`` are the bytes of its GeoJSON file, None where there is none; ``ground`` is where
        the image lies, None where that is not known; ``problems`` is what was wrong with reading
        these.
        """
        self.image_count += 1
        self._seen_by_scaneo += image.path.endswith(".tif")
        where = None if ground is None else ground.wkb
        found = [*self._odd.pop(image.path, ()), *problems, *check_name(image.path)]
        self.bare_count += data is None and not problems
        findings = [Finding(rule_of(problem), problem, image.path, where) for problem in found]
        if data is not None and image.geojson is not None:
            content = read_annotations(image.geojson, data)
            swapped = find_swapped(data, content.faults, ground)
            self._count(image.geojson, image.path, content, where)
            self._hidden.update(content.hidden_labels)
            self._empty_count += content.is_empty
            findings += _faults(image.path, content, where, swapped)
            findings += _other_tasks(image.path, image.geojson, content, where)
            findings += check_shapes(
                image.geojson, image.path, content.annotations, ground, FileMembers(data)
            )
            if any(problem.rule == IMAGE_UNLOCATED.id for problem in found):
                findings += check_unlocated(image.geojson, image.path, content.annotations)
        for finding in findings:
            self._note_missing(finding.problem)
        return findings

    def _note_missing(self, problem: Problem) -> None:
        """Where a file can't be read, nobody knows which labels it uses."""
        if problem.rule in _UNREAD:
            self._is_whole = False

    def _count(self, path: str, image: str, content: FileContent, where: Optional[bytes]) -> None:
        self._counts.update(annotation.label for annotation in content.annotations)
        for annotation in content.annotations:
            if annotation.label not in self._uses:
                self._uses[annotation.label] = _Use(
                    path, image, annotation, annotation.wkb or where
                )

    def finish(self) -> list[Finding]:
        """What is wrong with the folder and the labels, once all images are checked."""
        findings = [
            Finding(rule_of(problem), problem) for odd in self._odd.values() for problem in odd
        ]
        if self._empty_count:
            findings.append(Finding(FILES_EMPTY, _empty_files(self._empty_count)))
        if not self._seen_by_scaneo:
            findings.append(Finding(NO_IMAGE, no_image()))
        for problem in self._labels.problems:
            if self._counts or problem.rule != LABELS_MISSING.id:
                findings.append(Finding(rule_of(problem), problem))
        findings += self._label_findings()
        return findings

    def _label_findings(self) -> Iterator[Finding]:
        listed = [label.name for label in self._labels.labels]
        for name in self._uses if self._labels.found else ():
            if name not in listed:
                what = message(
                    "checks.label-unlisted",
                    "The label “{label}” is not in {file}: SCANEO's page breaks on it. "
                    "{count:,} annotation has it.",
                    "The label “{label}” is not in {file}: SCANEO's page breaks on it. "
                    "{count:,} annotations have it.",
                    count=self._counts[name],
                    label=name[:80],
                    file=LABELS_FILE,
                )
                mend = message("checks.list-label", "List it, or relabel them.")
                yield self._label_finding(LABEL_UNLISTED, name, what, mend)
        for name, kept in alike_labels(listed, self._counts).items():
            what = message(
                "checks.label-alike",
                "The label “{label}” reads like “{other}”: they differ in {ways} only. "
                "{have_it}, {have_other}.",
                label=name[:80],
                other=kept[:80],
                ways=difference(name, kept),
                have_it=message(
                    "checks.have-it",
                    "{count:,} annotation has it",
                    "{count:,} annotations have it",
                    count=self._counts[name],
                ),
                have_other=message(
                    "checks.have-other",
                    "{count:,} annotation has the other",
                    "{count:,} annotations have the other",
                    count=self._counts[kept],
                ),
            )
            mend = message(
                "checks.relabel",
                "Relabel what has it as “{other}”, or rename one of them.",
                other=kept[:80],
            )
            yield self._label_finding(LABEL_ALIKE, name, what, mend)
        for name in listed if self._counts and self._is_whole else ():
            if not self._counts[name] and name not in self._hidden:
                what = message(
                    "checks.label-unused",
                    "No annotation has the label “{label}”.",
                    label=name[:80],
                )
                mend = message(
                    "checks.delete-label",
                    "Delete it from the labels, if it is not meant for later.",
                )
                yield self._label_finding(LABEL_UNUSED, name, what, mend)

    def _label_finding(self, rule: Rule, name: str, what: str, mend: str) -> Finding:
        use = self._uses.get(name)
        if use is None:
            return Finding(rule, rule.problem(LABELS_FILE, what, mend), label=name)
        index = use.annotation.feature_index
        problem = rule.problem(
            use.path, what, mend, "" if index is None else feature_location(index)
        )
        one = use.annotation
        return Finding(rule, problem, use.image, use.wkb, one.task, index, name)


def _empty_files(count: int) -> Problem:
    """Seen with eotdl 2026.6.29: its modules for a SCANEO folder stop at such a file."""
    what = message(
        "checks.files-empty",
        "{count:,} file has an empty list, as images that were verified empty have: EOTDL's "
        "modules stop on that.",
        "{count:,} files have an empty list, as images that were verified empty have: EOTDL's "
        "modules stop on that.",
        count=count,
    )
    mend = message(
        "checks.leave-empty-out",
        "For what stops on them, export to another folder and leave empty images out.",
    )
    return FILES_EMPTY.problem("", what, mend)


def _faults(
    image: str, content: FileContent, where: Optional[bytes], swapped: Mapping[int, Swapped]
) -> Iterator[Finding]:
    """What reading a file has reported, with the ``swapped`` annotations reported as such."""
    indexes = {index for _, index in content.faults if index is not None}
    shown: Mapping[Optional[int], Annotation] = {
        one.feature_index: one
        for one in (content.annotations if indexes else ())
        if one.feature_index in indexes
    }
    for problem, index in content.faults:
        one = shown.get(index) if index is not None else None
        turned = swapped.get(index) if index is not None and problem.rule in BROKEN else None
        if turned is not None:
            one, rule = turned.annotation, SWAPPED_UNREADABLE
            problem = rule.problem(problem.path, turned.what, SWAP_BACK, problem.location)
            yield Finding(rule, problem, image, one.wkb, one.task, index, one.label)
        elif one is None:
            yield Finding(rule_of(problem), problem, image, where, which=index)
        else:
            wkb = one.wkb or where
            yield Finding(rule_of(problem), problem, image, wkb, one.task, index, one.label)


def _other_tasks(
    image: str, path: str, content: FileContent, where: Optional[bytes]
) -> Iterator[Finding]:
    """Annotations that are not shown, because their task is none of ours."""
    for index, task in content.other_tasks.items():
        if likely_task(task) is not None:  # reported by reading already
            continue
        mend = message("checks.leave-task", "Leave it, if another program needs it.")
        problem = TASK_UNKNOWN.problem(path, not_shown(task), mend, feature_location(index))
        yield Finding(TASK_UNKNOWN, problem, image, where, which=index)
