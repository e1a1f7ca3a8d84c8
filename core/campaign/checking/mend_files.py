"""Mends findings in the files of a folder, in one write that can be restored."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from qgis.core import QgsFeedback

from ...base.messages import message
from ...base.model import Image, Label, Problem
from ...base.rules import ACROSS_EDGE, SWAPPED, SWAPPED_UNREADABLE
from ...formats.geojson.reader import Unreadable
from ...formats.scaneo.checks.finding import Finding
from ...formats.scaneo.checks.ground import ImageGround
from ...formats.scaneo.checks.mend_file import mend_file
from ...formats.scaneo.checks.mend_labels import mend_label_file, mend_labels, needs_counts
from ...formats.scaneo.content import read_annotations
from ...formats.scaneo.labels import LABELS_FILE, read_labels, reindexed
from ...images.footprints import FootprintReader
from ...images.georeference import NoFootprint
from ...store.folder import AnyPath, CampaignFolder
from ...store.write.replaceable import FileNotReplaceable
from ...store.write.writing import Writing
from ...workspace.campaign_folder import campaign_folder
from ..file_changes import not_read
from ..listing import survey_folder
from ..locked_files import LockedFiles, Refusals, labels_of, locked_problem, write_around
from ..long_work import tracked

_BY_POSITION = (SWAPPED, SWAPPED_UNREADABLE, ACROSS_EDGE)  # mended by where the image lies


@dataclass(frozen=True)
class Mended:
    """How many findings were mended, in which files; ``backup`` has the old files.

    ``reindexed`` are labels whose index in spai.json changed. ``problems`` are files that can't be
    replaced: their findings stay.
    """

    count: int
    files: Sequence[str]
    backup: Optional[Path] = None
    reindexed: Sequence[str] = ()
    problems: Sequence[Problem] = ()


def mend_files(
    folder: AnyPath,
    findings: Sequence[Finding],
    feedback: QgsFeedback,
    keep: Optional[int] = None,
) -> Mended:
    """Mends findings, of a folder or a workspace, in the folder's files as they are now.

    What has changed since the check, or has been mended already, stays as it is; so does what is
    mended only by hand (`Rule.by_hand`). ``keep`` is how many backups are kept; None for as many as
    at the last write. A file that can't be replaced stays, and is reported.

    :raises FileNotReplaceable: where nothing can be mended for that reason.
    :raises ScaneoError: where a file can't be read or the folder can't be written; nothing is
    written then.
    :raises Cancelled: where the feedback was cancelled; nothing is written then either.
    """
    root = campaign_folder(folder)
    wanted = [one for one in findings if one.rule.mend and not one.rule.by_hand]

    def write(refused: Refusals) -> Mended:
        with Writing(root, keep, what="mend") as writing:
            mend = _Mend(root, wanted, feedback, refused)
            files = mend.stage(writing)
            backup = writing.commit()
            return Mended(mend.count, files, backup, mend.reindexed, mend.problems)

    return write_around(write)


class _Mend:
    """One pass over the files with findings to mend."""

    def __init__(
        self,
        folder: CampaignFolder,
        findings: Sequence[Finding],
        feedback: QgsFeedback,
        refused: Refusals,
    ) -> None:
        self._folder = folder
        self._feedback = feedback
        self._findings = findings
        self._images = [one for one in survey_folder(folder).images if one.geojson is not None]
        self._footprints = FootprintReader()
        self._locked = LockedFiles(refused)
        self._refusals: list[FileNotReplaceable] = []
        self._staying: set[str] = set()  # labels in files that stay
        self.count = 0
        self.reindexed: Sequence[str] = ()
        self.problems: list[Problem] = []

    def stage(self, writing: Writing) -> Sequence[str]:
        """Stages what changes, so that SCANEO can read the folder at any moment; returns the
        names."""
        self._locked.begin(self._folder)
        base = self._read(LABELS_FILE)
        before = read_labels(base)
        renamed: Mapping[str, str] = {}
        labels: Sequence[Label] = ()
        first = last = None
        if base is None or before.found:
            counts = self._counts() if needs_counts(self._findings) else {}
            labels, renamed, count = mend_labels(before.labels, self._findings, counts)
            first, last, more = mend_label_file(base, labels, self._findings)
            if first is not None and self._locked.locked is not None:
                self._keep(LABELS_FILE, self._locked.locked)
                renamed, first, last = {}, None, None
            else:
                self.count += count + more
        files = []
        for path, data, count in self._changed(renamed):
            try:
                self._locked.check(path, data)
                writing.stage(path, data)
                files.append(path)
                self.count += count
            except FileNotReplaceable as error:
                self._keep(path, error)
                self._staying |= labels_of(path, self._read(path) or b"")
        # A name is removed with the last file that uses it.
        if not self._staying.isdisjoint(renamed):
            labels = _with(self._staying, before.labels, labels)
            first, last, _ = mend_label_file(base, labels, self._findings)
        if first is not None:
            writing.stage_first(LABELS_FILE, first)
            files.insert(0, LABELS_FILE)
            self.reindexed = reindexed(before.labels, labels)
        if last is not None and last != first:
            writing.stage(LABELS_FILE, last)
        if self._refusals and not files:
            raise self._refusals[0]
        return files

    def _keep(self, path: str, error: FileNotReplaceable) -> None:
        self._refusals.append(error)
        so = message("mend_files.not-mended", "So it is not mended.")
        again = message("mend_files.again", "mend again")
        self.problems.append(locked_problem(path, error, so, again))

    def _read(self, path: str) -> Optional[bytes]:
        try:
            return self._folder.read(path)
        except OSError as error:
            raise not_read(self._folder.path / path, error) from error

    def _counts(self) -> Mapping[str, int]:
        """How many annotations of the folder have each label."""
        counts: Counter[str] = Counter()
        for _, path, data in self._files(self._images):
            counts.update(one.label for one in read_annotations(path, data).annotations)
        return counts

    def _files(self, images: Sequence[Image]) -> Iterator[tuple[Image, str, bytes]]:
        """Images with their annotation files.

        :raises Cancelled: where the user cancels.
        """
        for image in tracked(images, len(images), self._feedback):
            data = None if image.geojson is None else self._read(image.geojson)
            if image.geojson is not None and data is not None:
                yield image, image.geojson, data

    def _changed(self, renamed: Mapping[str, str]) -> Iterator[tuple[str, bytes, int]]:
        """The annotation files that change: their new bytes, and how many findings that mends."""
        by_image: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in self._findings:
            by_image[finding.image].append(finding)
        # Otherwise duplicates are removed in the layers, where that can be undone.
        removes_duplicates = any(not finding.rule.in_files for finding in self._findings)
        images = [one for one in self._images if renamed or one.path in by_image]
        for image, path, data in self._files(images):
            findings = by_image.get(image.path, [])
            needs_ground = any(one.rule in _BY_POSITION for one in findings)
            ground = self._ground(image) if needs_ground else None
            try:
                mended, count = mend_file(data, findings, ground, renamed, removes_duplicates)
            except Unreadable:  # the check reports it
                continue
            if mended != data:
                yield path, mended, count

    def _ground(self, image: Image) -> Optional[ImageGround]:
        try:
            return ImageGround(*self._footprints.measure(self._folder.path / image.path))
        except NoFootprint:
            return None


def _with(names: Collection[str], before: Sequence[Label], after: Sequence[Label]) -> list[Label]:
    """A mended list of labels, in which these names stay, each at its index."""
    left, known = {label.name for label in after}, {label.name for label in before}
    stay = [label for label in before if label.name in left or label.name in names]
    return [*stay, *(label for label in after if label.name not in known)]
