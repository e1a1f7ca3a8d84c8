"""Mends a list of labels."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Optional

from ....base.model import Label
from ....base.rules import (
    FILE_BOM,
    LABEL_ALIKE,
    LABEL_BARE,
    LABEL_COLORLESS,
    LABEL_DUPLICATE,
    LABEL_NAMELESS,
    LABEL_UNLISTED,
    LABEL_UNUSED,
    LABELS_MISSING,
    Rule,
)
from ..labels import LABELS_FILE, read_labels, unlisted, write_labels
from .alike_labels import alike_labels
from .finding import Finding

_ENTRIES = (LABEL_NAMELESS, LABEL_BARE, LABEL_DUPLICATE, LABEL_COLORLESS)
_COUNTED = (LABELS_MISSING, LABEL_UNLISTED, LABEL_UNUSED, LABEL_ALIKE)


class LabelMend(NamedTuple):
    """The labels after mending; which names annotations get in place of which; how many findings
    this mends."""

    labels: Sequence[Label]
    renamed: Mapping[str, str]
    mended: int


def needs_counts(findings: Sequence[Finding]) -> bool:
    """Whether `mend_labels` needs to know how many annotations have each label."""
    return any(finding.rule in _COUNTED for finding in findings)


def mend_labels(
    labels: Sequence[Label], findings: Sequence[Finding], counts: Mapping[str, int]
) -> LabelMend:
    """Mends a list of labels. ``counts`` is how many annotations have each name by now.

    What has been mended meanwhile stays as it is.
    """
    used = {name: count for name, count in counts.items() if count}
    is_missing = any(finding.rule is LABELS_MISSING for finding in findings)
    sought = list(used) if is_missing else _names(findings, LABEL_UNLISTED)
    new = unlisted(labels, [name for name in sought if name in used])
    mended = min(len(new), 1) if is_missing else len(new)
    after = [*labels, *new]
    alike = alike_labels([label.name for label in labels], used)
    renamed = {name: alike[name] for name in _names(findings, LABEL_ALIKE) if name in alike}
    after = [label for label in after if label.name not in renamed]
    unused = {label.name for label in after}.difference(used)
    unused.intersection_update(_names(findings, LABEL_UNUSED))
    after = [label for label in after if label.name not in unused]
    return LabelMend(after, renamed, mended + len(renamed) + len(unused))


def _names(findings: Sequence[Finding], rule: Rule) -> list[str]:
    return list(dict.fromkeys(finding.label for finding in findings if finding.rule is rule))


class LabelFileMend(NamedTuple):
    """The bytes of a spai.json after mending; those that it must have while annotation files are
    being written; and how many findings this mends besides those of the labels themselves.

    ``data`` is None where nothing changes; both are equal where no label is removed.
    """

    first: Optional[bytes]
    last: Optional[bytes]
    mended: int


def mend_label_file(
    base: Optional[bytes], labels: Sequence[Label], findings: Sequence[Finding]
) -> LabelFileMend:
    """A spai.json that has these labels, and in which the ``findings`` about it are mended.

    ``base`` are its bytes now, None where there is none.

    :raises Unreadable: where ``base`` is no list of labels.
    """
    own = [finding.rule for finding in findings if finding.problem.path == LABELS_FILE]
    broken = {problem.rule for problem in read_labels(base).problems} if base is not None else ()
    mended = [rule for rule in own if rule in _ENTRIES and rule.id in broken]
    count = len(mended) + sum(rule is FILE_BOM and rule.id in broken for rule in own)
    before = [] if base is None else read_labels(base).labels
    names = {label.name for label in labels}
    lost = [label for label in before if label.name not in names]
    if list(labels) != list(before) or mended:
        last = write_labels(base, labels, mended)
        first = write_labels(base, [*labels, *lost], mended) if lost else last
        return LabelFileMend(first, last, count)
    if base is not None and count:
        plain = base.removeprefix(BOM_UTF8)
        return LabelFileMend(plain, plain, count)
    return LabelFileMend(None, None, 0)
