"""Merges what changed in the folder with the edits of the workspace.

Opening and exporting use this, file by file. Conflicts are not stored: while one is open, its image
stays as it is in the workspace and its file as it is on disk, and each comparison of both finds it
again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Optional, Union

from ...base.errors import ScaneoError
from ...base.garbage import no_collection_of_garbage
from ...base.large_bytes import Data, sha256_of
from ...base.model import Annotation, Image, ImageState, Label, Problem
from ...formats.geojson.reader import Unreadable
from ...formats.scaneo.change import EMPTY_FILE
from ...formats.scaneo.labels import LABELS_FILE, LabelList, read_labels
from ...formats.scaneo.merge.label_three_way import LabelConflict, LabelMerge, merge_labels
from ...formats.scaneo.merge.last_read import newest_known
from ...formats.scaneo.merge.side import Side
from ...formats.scaneo.merge.similarity import Check, never_stop
from ...formats.scaneo.merge.three_way import Conflict, FileMerge, merge_file, written_since
from ...store.folder import AnyPath, CampaignFolder, Stamp
from ...store.write.backups import list_backups
from ...workspace.records.export_records import count_returned
from ...workspace.records.image_rows import ImageRows
from ...workspace.repository import Repository
from ...workspace.workspace_ref import WorkspaceRef
from ..file_changes import broken_problem
from ..reading.folder_reader import FileRead, FolderReader
from ..reading.folder_rows import FolderRows
from .folder_merge_problems import (
    conflicts_problem,
    label_conflicts_problem,
    open_conflicts_message,
    returned_problem,
    unread_problem,
)
from .row_writer import RowWriter


@dataclass(frozen=True)
class ImageConflict:
    """A conflict about an annotation of an image, whose file is ``geojson``.

    Theirs is the file's version or, where ``other`` is given, that other workspace's.
    """

    image: str
    geojson: str
    conflict: Conflict
    other: Optional[Path] = None


@dataclass(frozen=True)
class Conflicts:
    """What only a person can settle: annotations by image, and labels."""

    images: Sequence[ImageConflict] = ()
    labels: Sequence[LabelConflict] = ()

    @property
    def paths(self) -> list[str]:
        """The files that they are about."""
        paths = list(dict.fromkeys(one.geojson for one in self.images))
        return [*paths, LABELS_FILE] if self.labels else paths

    def and_those(self, others: Conflicts) -> Conflicts:
        """These conflicts, followed by others; a label once, since one pick settles it."""
        names = {one.name for one in self.labels}
        labels = [one for one in others.labels if one.name not in names]
        return Conflicts([*self.images, *others.images], [*self.labels, *labels])

    def __len__(self) -> int:
        return len(self.images) + len(self.labels)


class OpenConflicts(ScaneoError):
    """Conflicts that must be settled before anything is written."""

    def __init__(self, conflicts: Conflicts) -> None:
        super().__init__(open_conflicts_message(conflicts.paths), "\n".join(conflicts.paths))
        self.conflicts = conflicts


Pick = Callable[[Union[ImageConflict, LabelConflict]], Optional[Side]]
"""Which side settles a conflict; None leaves it open."""


def always(side: Optional[Side]) -> Pick:
    """Picks the same side for every conflict."""
    return lambda conflict: side


def changed_files(workspace: AnyPath) -> list[str]:
    """The files of a campaign that have changed since they were read.

    :raises WorkspaceError: where the workspace can't be read.
    """
    with WorkspaceRef.at(workspace).open(writable=False) as opened:
        return FolderMerge(opened, opened.folder(), always(None)).changed_files()


class FolderMerge:
    """One pass over the files of a folder, within a transaction of its workspace.

    ``merged`` are the files with changes that were merged, ``problems`` what could not be read or
    is left to a person.
    """

    def __init__(
        self,
        workspace: Repository,
        folder: CampaignFolder,
        pick: Pick,
        is_thorough: bool = False,
        check: Check = never_stop,
        has_proof: bool = False,
    ) -> None:
        """``is_thorough``: the content of every file is compared. ``has_proof``: a file whose stamp
        proves that it is unchanged is not compared, even if its image was edited: the caller does
        that. ``check`` is called now and then; what it raises ends the pass."""
        self._check = check
        self._workspace = workspace
        self._is_thorough = is_thorough
        self._folder = folder
        self._pick = pick
        self._reader = FolderReader(folder)
        self._new_rows = FolderRows(workspace.new_rows())
        self._stamps = workspace.stamps()
        self._on_disk: dict[str, Optional[Stamp]] = {}
        self._compared = {LABELS_FILE} if has_proof else _to_be_compared(workspace)
        self._images: list[ImageConflict] = []
        self._labels: Sequence[LabelConflict] = ()
        self.merged: list[str] = []
        self.problems: list[Problem] = []

    @property
    def conflicts(self) -> Conflicts:
        """Those that were left open."""
        return Conflicts(self._images, self._labels)

    def is_changed(self, path: str) -> bool:
        """Whether a file has changed since it was read; False for one that can't be read.

        Files of edited images are compared by content, others where the stamp proves nothing.
        """
        stamp, known = self._folder.stamp(path), self._stamps.get(path)
        self._on_disk[path] = stamp
        if stamp is None and known is None:
            return False
        is_proof = stamp is not None and stamp.proves(known)
        if is_proof and path not in self._compared and not self._is_thorough:
            return False
        try:
            data = self._folder.read_large(path)
        except OSError as error:
            problem = unread_problem(path, error)
            if problem not in self.problems:  # this is called more than once
                self.problems.append(problem)
            self._on_disk[path] = known
            return False
        return not self._workspace.has_content(path, data)

    def changed_files(self) -> list[str]:
        """All files that have changed since they were read."""
        paths = dict.fromkeys(self._stamps)  # an ordered set
        paths.update(dict.fromkeys(one.geojson for one in self._workspace.images() if one.geojson))
        return [path for path in paths if self.is_changed(path)]

    def note_stamp(self, path: str) -> None:
        """Stores the stamp of a file that was compared and had not changed."""
        stamp = self._on_disk[path]
        if stamp != self._stamps.get(path):
            self._workspace.set_stamp(path, stamp)

    def read_orphan(self, path: str) -> None:
        """Reads a file that belongs to no image; one that was deleted stays as it was."""
        if self.is_changed(path) and self._on_disk[path] is not None:
            self._workspace.forget(path)
            self._new_rows.add_file(path, self._reader.fetch_file(path))

    def find(self, image: Image) -> None:
        """Finds the conflicts of an image, and changes nothing."""
        file = self._file(image)
        if file is not None and image.geojson is not None:
            base = self._workspace.file_data(image.geojson)
            self._merge(image, self._workspace.annotations(image.path), base, file)

    @no_collection_of_garbage()
    def merge(self, image: Image) -> bool:
        """Merges an image's file and its edits, completely or not at all; returns whether it did:
        not where a conflict is open, or a file can't be read."""
        file = self._file(image)
        if file is None or image.geojson is None:
            return False
        base = self._workspace.file_data(image.geojson)
        rows = self._workspace.annotations(image.path)
        merge = self._merge(image, rows, base, file)
        if merge is None or merge.conflicts:
            return False
        if RowWriter(self._workspace, image.path).apply(rows, merge):
            self.merged.append(image.geojson)
            self._tell_returned(image.geojson, base, file, merge)
        before: list[Data] = []
        if merge.is_ours:
            before = [*self._workspace.versions(image.geojson), base or EMPTY_FILE]
        self._workspace.forget(image.geojson)
        for version in before:
            self._workspace.note_version(image.geojson, version)
        content, change = merge.theirs.content(image.geojson), merge.change()
        is_empty = content.is_verified and not merge.annotations
        is_theirs, is_whole, problems = change.gives(file.data), not change.faults, content.problems
        # Free the memory of both before the file is stored.
        del base, rows, merge, before, content, change
        self._new_rows.add_file(image.geojson, file, problems)
        if is_empty and self._workspace.state(image.path) is ImageState.TODO:
            self._workspace.set_state(image.path, ImageState.EMPTY)
        if not is_theirs:  # perhaps only by picks, without an edit of a row
            self._workspace.note_change(image.path)
        elif is_whole:
            self._workspace.clear_changes(image.path)
        return True

    def _tell_returned(
        self, path: str, base: Optional[Data], file: FileRead, merge: FileMerge
    ) -> None:
        """An annotation that we exported as deleted comes back from a program that did not know:
        reported."""
        added = [one.annotation for one in merge.annotations if one.index is None]
        known = self._known(path, base, file.data) if added else None
        if known is None or base is None:
            return
        count = count_returned(known, base, added)
        if count:
            self.problems.append(returned_problem(path, count))

    def _file(self, image: Image) -> Optional[FileRead]:
        found = None if image.geojson is None else self._reader.fetch_file(image.geojson)
        return found if isinstance(found, FileRead) else None

    def _merge(
        self, image: Image, rows: ImageRows, base: Optional[Data], file: FileRead
    ) -> Optional[FileMerge]:
        """An image's merge with the picks; None where one of the versions can't be read."""
        path = image.geojson or ""
        ours = rows.annotations
        try:
            exported = self._exported(path, base, file.data)
            merged = partial(merge_file, exported=exported, check=self._check)
            merge = merged(base, ours, file.data)
            found = [ImageConflict(image.path, path, conflict) for conflict in merge.conflicts]
            picks = {one.conflict.key: side for one in found if (side := self._pick(one))}
            if picks and len(picks) == len(found):
                return merged(base, ours, file.data, picks)
        except Unreadable as error:
            self.problems.append(broken_problem(path, error))
            return None
        self._images.extend(found)
        if found:
            are_written = all(one.conflict.is_written for one in found)
            self.problems.append(conflicts_problem(path, len(found), are_written))
            self._tell_returned(path, base, file, merge)
        return merge

    def _exported(
        self, path: str, base: Optional[Data], data: Data
    ) -> Mapping[int, Optional[Annotation]]:
        """What we exported that the file's writer may not have read."""
        known = self._known(path, base, data)
        return {} if known is None or base is None else written_since(known, base)

    def _known(self, path: str, base: Optional[Data], data: Data) -> Optional[Data]:
        """The content of a file before our exports, where the writer of ``data`` may have read no
        more than that; None where the writer has read all, as other instances of this plugin
        have."""
        versions = self._workspace.versions(path)
        if not versions or base is None or self._left.get(path) == sha256_of(data):
            return None
        newest = newest_known([*versions, base], data)
        return versions[newest] if newest < len(versions) else None

    @cached_property
    def _left(self) -> Mapping[str, Optional[str]]:
        """The digests of files after the last write of this plugin, by whichever user."""
        left: dict[str, Optional[str]] = {}
        with suppress(ScaneoError):  # then it is not known
            for backup in reversed(list_backups(self._folder)):
                left.update((kept.path, kept.left) for kept in backup.files)
        return left

    def merge_labels(self) -> bool:
        """Merges spai.json and the labels of the workspace.

        Call it last: labels that annotations use stay. Returns False where the folder has no
        readable list any more; nothing is changed then.
        """
        workspace = self._workspace
        labels, used = workspace.labels(), workspace.used_labels()
        if not self.is_changed(LABELS_FILE):
            self._restore_used(labels, used)
            return True
        file = self._reader.fetch_file(LABELS_FILE)
        theirs = read_labels(bytes(file.data) if isinstance(file, FileRead) else None)
        if not theirs.found:
            return False
        merge = self._merge_labels(labels, theirs, used)
        if not merge.conflicts:
            if list(merge.labels) != labels:
                self.merged.append(LABELS_FILE)
            workspace.forget(LABELS_FILE)
            self._new_rows.add_labels(self._reader.fetch_file(LABELS_FILE))
            workspace.set_labels(merge.labels)
        return True

    def find_labels(self) -> None:
        """Finds the conflicts about labels, and changes nothing."""
        file = self._reader.fetch_file(LABELS_FILE) if self.is_changed(LABELS_FILE) else None
        theirs = read_labels(bytes(file.data) if isinstance(file, FileRead) else None)
        if theirs.found:
            self._merge_labels(self._workspace.labels(), theirs, self._workspace.used_labels())

    def _merge_labels(
        self, ours: Sequence[Label], theirs: LabelList, used: Collection[str]
    ) -> LabelMerge:
        """The merge with the picks."""
        base = read_labels(self._workspace.content(LABELS_FILE))
        old = base.labels
        if not base.found:  # without a list, our colours were nobody's choice
            listed = {label.name for label in theirs.labels}
            old = [label for label in ours if label.name in listed]
        merge = merge_labels(old, ours, theirs.labels, used)
        picks = {one.name: side for one in merge.conflicts if (side := self._pick(one))}
        if picks and len(picks) == len(merge.conflicts):
            return merge_labels(old, ours, theirs.labels, used, picks)
        self._labels = merge.conflicts
        if merge.conflicts:
            self.problems.append(
                label_conflicts_problem([conflict.name for conflict in merge.conflicts])
            )
        return merge

    def _restore_used(self, labels: Sequence[Label], used: Iterable[str]) -> None:
        """A label that we deleted comes back, in its colour, with annotations that use it."""
        if not self.merged:
            return
        missing = set(used) - {label.name for label in labels}
        read = read_labels(self._workspace.content(LABELS_FILE))
        back = [label for label in read.labels if label.name in missing]
        if back:
            self._workspace.set_labels([*labels, *back])


def _to_be_compared(workspace: Repository) -> AbstractSet[str]:
    """The files that an export may write."""
    return {LABELS_FILE, *workspace.edited_files()}
