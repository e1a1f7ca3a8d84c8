"""Plans a restore: undoes a write and all later ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Optional

from ...base.errors import ScaneoError
from ...base.large_bytes import Data
from ...base.messages import message
from ...base.model import Label, Problem, Severity
from ...formats.geojson.reader import Unreadable
from ...formats.geojson.values import values_of
from ...formats.scaneo.labels import LABELS_FILE, read_labels, unlisted, write_labels
from ...formats.scaneo.pairing import IMAGE_SUFFIXES
from ...store.disk import digest_of
from ...store.folder import OWN_FOLDER, CampaignFolder, is_kept_base
from ...store.regular_files import read_data
from ...store.write.backups import UNKNOWN, BackedUpFile, Backup, list_backups
from ...store.write.journal import BACKUPS
from ...store.write.replaceable import FileNotReplaceable
from ...store.write.writing import Writing
from ..file_changes import not_read
from ..listing import survey_folder
from ..locked_files import LockedFiles, Refusals, locked_problem
from ..long_work import GoOn


class RestoredFile(NamedTuple):
    """A file that gets its old content back; without a ``source`` there was none, and it is
    deleted."""

    path: str
    source: Optional[Path]


@dataclass(frozen=True)
class Restoration:
    """The plan of a restore.

    ``files`` are in an order in which SCANEO can always read the folder. ``first`` are the bytes of
    spai.json before them, or None, and ``last`` those afterwards: None where it is deleted.
    ``problems`` are what can't be restored, and why.
    """

    backup: Backup
    files: Sequence[RestoredFile]
    first: Optional[bytes]
    last: Optional[bytes]
    problems: Sequence[Problem]
    changes_labels: bool

    def stage(self, writing: Writing, go_on: GoOn) -> None:
        """Stages the files so that SCANEO can import the folder at any moment of the commit.

        :raises ScaneoError: where the disk refuses. Whatever ``go_on`` raises.
        """
        if self.first is not None:
            writing.stage(LABELS_FILE, self.first)
        for path, source in self.files:
            go_on()
            if source is None:
                writing.stage_deletion(path)
            else:
                writing.stage_copy(path, source, go_on)
        if not self.changes_labels:
            return
        if self.last is None:
            writing.stage_deletion(LABELS_FILE)
        elif self.last != self.first:
            writing.stage(LABELS_FILE, self.last)


def plan_restore(
    folder: CampaignFolder, backup: Backup, go_on: GoOn, refused: Optional[Refusals] = None
) -> Restoration:
    """Plans to restore the folder to its state before the write that made a backup.

    Later writes are undone as well. Later changes by others are replaced, too, and kept in a new
    backup like everything that is replaced. Two kinds of files stay: those that a write added and
    others have changed since, and those that can't be replaced; another restore continues with
    these. ``refused`` are files that are known to be such. Labels in use that spai.json did not
    list are added to it, since SCANEO stops at them.

    :raises FileNotReplaceable: where nothing can be restored, since no file can be replaced.
    :raises ScaneoError: where something is missing in the backups. Whatever ``go_on`` raises.
    """
    files: list[RestoredFile] = []
    staying = _FilesThatStay(folder, backup, refused or {})
    targets, problems = _targets(folder, backup)
    for path, (source, left) in targets.items():
        go_on()
        now, then = _digest(folder.inside(path)), source and _digest(source)
        if now == then:
            continue
        if left != UNKNOWN and now not in (None, left):
            problems.append(_changed_since(path, source))
            if source is None:
                staying.paths.add(path)
                continue
        if staying.lets_go(path, source):
            files.append(RestoredFile(path, source))
    files = staying.without_needed(files)
    problems += staying.problems
    now_listed = then_listed = _read_list(folder.path / LABELS_FILE)
    if any(file.path == LABELS_FILE for file in files):
        source, _ = targets[LABELS_FILE]
        if source or not staying.paths:  # otherwise a file that stays needs the list
            then_listed = None if source is None else _read_list(source)
    files = sorted((file for file in files if file.path != LABELS_FILE), key=_order)
    loses = bool(_names(now_listed) - _names(then_listed))
    shown = {file.path: file.source for file in files if not is_kept_base(file.path)}
    used = set(_used_labels(folder, shown, loses, go_on))
    first, last = _lists(now_listed, then_listed, sorted(used))
    if last != then_listed:
        what = message(
            "restore_plan.labels", "Labels are in use that it did not list: they are in it, too."
        )
        problems.append(Problem(LABELS_FILE, what, "", severity=Severity.INFO))
    return Restoration(backup, files, first, last, problems, last != now_listed)


class _FilesThatStay:
    """The files that stay as they are, and others that have to stay with them."""

    def __init__(self, folder: CampaignFolder, backup: Backup, refused: Refusals) -> None:
        self._locked = LockedFiles(refused)
        self._locked.begin(folder)
        self._backup = backup
        self._first: Optional[FileNotReplaceable] = None
        self.paths: set[str] = set()
        self.problems: list[Problem] = []

    def lets_go(self, path: str, source: Optional[Path]) -> bool:
        """Whether a file can be restored; the labels of one with a ``source`` must be listed.

        :raises ScaneoError: where it can't be read.
        """
        is_read = path.endswith(".geojson") and not is_kept_base(path)
        try:
            self._locked.check(path, _read(source) if is_read and source is not None else None)
        except FileNotReplaceable as error:
            self._first = self._first or error
            so = message("restore_plan.stays", "So it is not put back.")
            again = message(
                "restore_plan.again", "restore {backup} again", backup=self._backup.name
            )
            self.problems.append(locked_problem(path, error, so, again))
            self.paths.add(path)
            return False
        return True

    def without_needed(self, files: Sequence[RestoredFile]) -> list[RestoredFile]:
        """All files except those that would be deleted but are needed by files that stay.

        :raises FileNotReplaceable: where none is left because of locked files.
        """
        left = [file for file in files if file.source is not None or not self._is_needed(file.path)]
        if self._first is not None and not left:
            raise self._first
        return left

    def _is_needed(self, path: str) -> bool:
        if is_kept_base(path):  # part of a merge remains: the next merge needs its base
            return bool(self.paths)
        pure = PurePosixPath(path)
        is_image = pure.suffix.lower() in IMAGE_SUFFIXES
        return is_image and str(pure.with_suffix(".geojson")) in self.paths


_Targets = dict[str, tuple[Optional[Path], Optional[str]]]
"""Where each file's old bytes are, and the digest of what the last of the writes left there."""


def _targets(folder: CampaignFolder, backup: Backup) -> tuple[_Targets, list[Problem]]:
    """What the writes since then did, and which of their backups are incomplete.

    :raises ScaneoError: where a file is missing in them, or is behind a link, or the chosen one is
    not ours.
    """
    problems = []
    sources: dict[str, Optional[Path]] = {}
    left: dict[str, Optional[str]] = {}
    for one in reversed(list_backups(folder)):
        if one.name < backup.name:
            continue
        if one.manifest_fault:
            problems.append(_manifest_problem(one, is_chosen=one.name == backup.name))
        for file in one.files:
            folder.inside(file.path)
            if file.path not in sources:
                sources[file.path] = _source(one, file)
            left[file.path] = file.left
    return {path: (source, left[path]) for path, source in sources.items()}, problems


def _manifest_problem(backup: Backup, is_chosen: bool) -> Problem:
    """:raises ScaneoError: where the backup contains nothing else that could be restored."""
    if not backup.files and is_chosen:
        raise ScaneoError(
            message(
                "restore_plan.none-of-ours",
                "The backup {backup} is none of ours. Its list of files can't be used ({why}). "
                "Nothing was written. Choose another one.",
                backup=backup.name,
                why=backup.manifest_fault,
            )
        )
    if backup.files:
        what = message(
            "restore_plan.doubted",
            "Its list of files can't be used ({why}): the files in it are put back.",
            why=backup.manifest_fault,
        )
    else:
        what = message(
            "restore_plan.passed-over",
            "Its list of files can't be used ({why}), so it is passed over.",
            why=backup.manifest_fault,
        )
    mend = message(
        "restore_plan.look", "Look whether that write made other files, and delete those."
    )
    location = f"{OWN_FOLDER}/{BACKUPS}/{backup.name}"
    return Problem(location, what, mend, severity=Severity.WARNING)


def _source(backup: Backup, file: BackedUpFile) -> Optional[Path]:
    if not file.existed:
        return None
    source = CampaignFolder(backup.path).inside(file.path)
    try:
        is_there = not source.is_symlink() and source.is_file()
    except OSError:  # a name that no disk accepts
        is_there = False
    if not is_there:
        raise ScaneoError(
            message(
                "restore_plan.missing",
                "{file} is missing in the backup {backup}, so it can't be put back whole. Nothing "
                "was written. Choose a later backup.",
                file=file.path,
                backup=backup.path,
            )
        )
    return source


def _digest(path: Path) -> Optional[str]:
    try:
        return digest_of(path)
    except OSError as error:
        raise not_read(path, error) from error


def _read_list(path: Path) -> Optional[bytes]:
    data = _read(path)
    return None if data is None else bytes(data)


def _read(path: Path) -> Optional[Data]:
    try:
        return read_data(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise not_read(path, error) from error


def _changed_since(path: str, source: Optional[Path]) -> Problem:
    mend = ""
    if source is None:
        what = message(
            "restore_plan.changed-stays",
            "Another program has changed it since it was written, so it stays.",
        )
        mend = message("restore_plan.delete", "Delete it where it is not wanted.")
    else:
        what = message(
            "restore_plan.changed-kept",
            "Another program has changed it since it was written; that is kept in a backup, too.",
        )
    return Problem(path, what, mend, severity=Severity.WARNING)


def _order(file: RestoredFile) -> tuple[bool, bool, str]:
    """Sort key: images are restored before the files beside them, and deleted after them."""
    is_image = PurePosixPath(file.path).suffix.lower() in IMAGE_SUFFIXES
    goes = file.source is None
    return goes, is_image is goes, file.path


def _names(listed: Optional[bytes]) -> set[str]:
    return {label.name for label in read_labels(listed).labels}


def _lists(
    now: Optional[bytes], then: Optional[bytes], used: Sequence[str]
) -> tuple[Optional[bytes], Optional[bytes]]:
    """spai.json before the other files, where it has to change first, and afterwards."""
    known, wanted = read_labels(now), read_labels(then)
    labels, last = list(wanted.labels), then
    if wanted.found:
        labels += _missing(labels, [label for label in known.labels if label.name in used])
        labels += unlisted(labels, used)
        if labels != list(wanted.labels):
            last = write_labels(then, labels)
    if not known.found or not _missing(labels, known.labels):
        return (last if last != now else None), last
    both = [*known.labels, *_missing(known.labels, labels)]
    both += unlisted(both, used)
    return (write_labels(now, both) if both != list(known.labels) else None), last


def _missing(labels: Iterable[Label], others: Iterable[Label]) -> list[Label]:
    names = {label.name for label in labels}
    return [label for label in others if label.name not in names]


def _used_labels(
    folder: CampaignFolder, files: Mapping[str, Optional[Path]], of_all: bool, go_on: GoOn
) -> Iterator[str]:
    """The labels used by the annotation files after the restore: by those that change, or by
    all."""
    sources = {path: source for path, source in files.items() if path.endswith(".geojson")}
    if of_all:
        for image in survey_folder(folder).images:
            if image.geojson is not None:
                sources.setdefault(image.geojson, folder.path / image.geojson)
    for source in sources.values():
        go_on()
        data = None if source is None else _read(source)
        try:
            features = () if data is None else values_of(data)
        except Unreadable:
            continue
        for feature in features:
            properties = feature.get("properties") if isinstance(feature, dict) else 0
            label = properties.get("label") if isinstance(properties, dict) else None
            if isinstance(label, str) and label:
                yield label
