"""Merges the labels of several folders."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Optional

from ...base.errors import ScaneoError
from ...base.messages import message
from ...base.model import Label, Problem, Severity
from ...base.rules import LABEL_BARE, LABEL_COLORLESS, LABEL_DUPLICATE, LABEL_NAMELESS
from ...formats.scaneo.checks.alike_labels import alike_groups
from ...formats.scaneo.labels import (
    LABELS_FILE,
    LabelList,
    read_labels,
    reindexed,
    unlisted,
    write_labels,
)
from ...formats.scaneo.union.disagreements import Keep
from ...formats.scaneo.union.label_union import LabelUnion, unite_labels
from ...store.folder import CampaignFolder
from ...store.regular_files import mend_of
from ...store.write.writing import Writing
from ..locked_files import no_label_added


class LabelFiles:
    """The spai.json of each folder, and the one that is written."""

    def __init__(
        self,
        people: Sequence[CampaignFolder],
        base: Optional[CampaignFolder],
        target: CampaignFolder,
        problems: list[Problem],
    ) -> None:
        """What can't be read is added to ``problems``.

        :raises ScaneoError: where the one of ``target`` can't be read.
        """
        self._problems = problems
        self._lists: dict[int, Sequence[Label]] = {}
        self._base: Optional[Sequence[Label]] = None
        self.own: Optional[bytes] = self._read(target, is_written=True)[0]
        """The bytes of the one that is written; None where there is none."""
        found: list[tuple[Optional[bytes], LabelList]] = []
        if self.own is not None:
            found.append((self.own, read_labels(self.own)))
        if base is not None:
            data, read = self._read(base)
            if read.found:
                self._base = read.labels
                found.append((data, read))
        for who, folder in enumerate(people):
            data, read = self._read(folder)
            if read.found:
                self._lists[who] = read.labels
                found.append((data, read))
        self._files = [data for data, _ in found if data is not None]
        self._start: tuple[Optional[bytes], LabelList] = (
            found[0] if found else (None, LabelList((), ()))
        )

    def _read(
        self, folder: CampaignFolder, is_written: bool = False
    ) -> tuple[Optional[bytes], LabelList]:
        try:
            data = folder.read(LABELS_FILE)
        except OSError as error:
            data, read = b"", LabelList((), (), found=False)
            what = message("merge_labels.unread", "It can't be read ({why}).", why=error.strerror)
            problems = [Problem(LABELS_FILE, what, mend_of(error))]
        else:
            read = read_labels(data)
            problems = [] if data is None else list(read.problems)
        path = str(folder.path / LABELS_FILE)
        if is_written and data is not None and not read.found:
            raise ScaneoError(no_label_added(path), "\n".join(map(str, problems)))
        if not is_written:
            self._problems += [
                Problem(path, one.what, one.mend, one.location, one.severity, one.rule)
                for one in problems
            ]
        return data, read

    def unite(self, used: Collection[str], keep: Keep) -> LabelUnion:
        """The labels of all; ``used`` are the names that the merged annotations have."""
        start = self._start[1].labels
        union = unite_labels(self._lists, self._base, start, used, keep)
        labels = [*union.labels, *unlisted(union.labels, sorted(used))]
        for names in alike_groups(label.name for label in labels):
            shown = ", ".join(f"“{name[:80]}”" for name in names)
            what = message(
                "merge_labels.alike",
                "These labels differ only in case, spaces or how a letter is encoded: {names}.",
                names=shown,
            )
            mend = message(
                "merge_labels.make-one",
                "If they are one, open the merged campaign and make one of them.",
            )
            self._problems.append(Problem(LABELS_FILE, what, mend, severity=Severity.WARNING))
        return LabelUnion(labels, union.disagreements)

    def stage(self, labels: Sequence[Label], writing: Writing) -> bool:
        """Stages the file where it changes; returns whether it does.

        New labels are written before the files that use them, and old ones removed afterwards.
        """
        data, read = self._start
        is_as_wanted = data is not None and list(labels) == list(read.labels)
        if (is_as_wanted and self.own is not None) or not (labels or data):
            return False
        moved = [] if self.own is None else reindexed(read.labels, labels)
        if moved:
            what = message(
                "merge_labels.moved",
                "{count:,} label got another place in the list.",
                "{count:,} labels got another place in the list.",
                count=len(moved),
            )
            mend = message(
                "merge_labels.tell",
                "Programs that take the place for the class code need to be told.",
            )
            problem = Problem(LABELS_FILE, what, mend, severity=Severity.WARNING)
            self._problems.append(problem)
        names = {label.name for label in labels}
        lost = [] if self.own is None else [one for one in read.labels if one.name not in names]
        # Entries on which SCANEO stops stay in the file that has them, but are not copied.
        faults = LABEL_NAMELESS, LABEL_BARE, LABEL_DUPLICATE, LABEL_COLORLESS
        mended = faults if self.own is None else ()

        def written(labels: Sequence[Label]) -> bytes:
            return write_labels(data, labels, mended, self._files)

        new = written(labels)
        writing.stage_first(LABELS_FILE, written([*labels, *lost]) if lost else new)
        if lost:
            writing.stage(LABELS_FILE, new)
        return True
