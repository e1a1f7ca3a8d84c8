"""Compares a workspace with the folder that it is exported to: which files change, and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, Optional

from ...base.errors import ScaneoError
from ...base.garbage import no_collection_of_garbage
from ...base.large_bytes import Data
from ...base.messages import message
from ...base.model import Image, ImageState, Problem
from ...formats.geojson.reader import Unreadable
from ...formats.scaneo.change import Change, FileAction, change_file, decide_action
from ...formats.scaneo.content import has_no_feature
from ...formats.scaneo.labels import LABELS_FILE
from ...store.folder import Stamp
from ...store.write.backups import AnnotationCounts
from ...store.write.replaceable import FileNotReplaceable
from ...store.write.writing import Writing
from ...workspace.records.export_records import PendingWrite, bytes_digest
from ...workspace.repository import Repository, keeping_open_edits
from ..assign_images import why_without_image
from ..file_changes import (
    Export,
    FileChange,
    changed_on_disk,
    compared,
    not_added,
    on_disk,
    try_read,
    why_broken,
    without_image,
)
from ..long_work import prefetched, tracked
from ..merging.catch_up import bring_in_order, catch_up, find_behind
from ..note_written import indexes_after, note_written
from ..reading.unlocated import unlocated_problems
from .attempts import ExportAttempts, ExportOptions
from .empties import left_out, unwritten
from .label_file import label_file
from .staying import StayingFiles
from .strays import find_strays, kept_strays, moved_members

_PREFETCHED = 2  # images: their files may be large
_Before = tuple[Optional[Data], Optional[Data]]  # the content as it was read, and as it is on disk


class _EditedImage(NamedTuple):
    """An image with its edit number; ``is_as_read`` says whether its file holds what was read."""

    name: str
    image: Optional[Image]
    edit: int
    is_as_read: Optional[Callable[[Optional[Data]], bool]]


class _LookedAt(NamedTuple):
    """An edited image with its file in the folder, or why that can't be read."""

    edited: _EditedImage
    disk: Optional[Data]
    refusal: Optional[OSError]
    is_as_read: bool


class Comparison:
    """A comparison of a workspace with the folder that it is exported to."""

    def __init__(self, workspace: Repository, how: ExportOptions, tries: ExportAttempts) -> None:
        folder, self._feedback, self._pick, self._leave_out = how
        self._by_content = tries.by_content
        self._workspace = workspace
        own = workspace.folder()
        if folder is None and not own.is_there:
            raise ScaneoError(
                message(
                    "comparison.folder-gone",
                    "The campaign's folder {folder} is gone. Choose a folder to export to.",
                    folder=str(own),
                )
            )
        self._campaign_folder = own
        self.target = own if folder is None else folder
        self._is_own_folder = folder is None or (
            own.is_there and folder.is_there and folder.is_same(own)
        )
        self._staying = StayingFiles(tries.refused, self._is_own_folder)
        self._stamps: Mapping[str, Optional[Stamp]] = {}
        self._files: list[FileChange] = []
        self._problems: list[Problem] = []
        self._conflicts: list[str] = []
        self._done: list[PendingWrite] = []
        self._seen: set[str] = set()  # files of edited images
        self._images: Counter[str] = Counter()
        self._replaced: list[str] = []
        self._unwritten = 0
        self.merged: Sequence[str] = ()
        self.earlier_problems: list[Problem] = []
        """What was wrong before anything was compared, with the workspace and what was merged."""
        self._left_out: list[str] = []
        self._reindexed: Sequence[str] = ()

    def tell(self, problems: Iterable[Problem]) -> None:
        """Adds problems of what happened before."""
        new = [*problems]
        self.earlier_problems += new
        self._problems += new

    def prepare(self) -> None:
        """Reads all that a comparison needs from the workspace, so that users can save meanwhile.

        :raises OpenConflicts: where changes on disk can't be merged without a choice.
        """
        with self._workspace.transaction():
            with keeping_open_edits(self._workspace):
                self.tell(bring_in_order(self._workspace, self._feedback))
            if self._pick is not None and self._campaign_folder.is_there:
                how = self._pick, not self._is_own_folder, self._by_content, self._feedback
                with keeping_open_edits(self._workspace):  # a merge asks for them
                    self.merged, problems = catch_up(self._workspace, self._campaign_folder, *how)
                self.tell(problems)

    def compare(self, writing: Optional[Writing]) -> Export:
        """Stages every file that changes; without a ``writing``, only counts.

        Use it in a snapshot. What is saved afterwards is not part of the export.

        :raises ScaneoError: where a file can't be read, or changes on disk at this moment.
        """
        self._stamps = self._workspace.stamps()
        self._staying.begin(self.target)
        images = {image.path: image for image in self._workspace.images()}
        edits = self._workspace.changes()
        self._strays = find_strays(self._workspace, images, self.target)
        self._moved = moved_members(self._workspace, self._strays)
        self._states = states = self._workspace.states()
        edits.update(dict.fromkeys(unwritten(images.values(), states, self._stamps, edits), 0))
        # Another thread compares the next images' files with what was read of them.
        with ThreadPoolExecutor(1) as pool:
            edited = (
                self._edited_image(name, images.get(name), edit) for name, edit in edits.items()
            )
            looked = prefetched(pool, self._look, edited, _PREFETCHED)
            for image in tracked(looked, len(edits), self._feedback, 90):
                self._compare_image(image, writing)
        self._problems += unlocated_problems(self._workspace)
        seen = self._seen.union(self._conflicts)
        geojsons = {image.geojson for image in images.values()}
        if self._is_own_folder or self._pick is None:
            unseen = [path for path in self._stamps if path in geojsons - seen]
            behind, broken = find_behind(
                self._workspace, self._campaign_folder, unseen, not self._is_own_folder
            )
            self._conflicts += behind
            self._problems += broken
        if not self._is_own_folder:
            self._copy(self._stamps.keys() - seen - {LABELS_FILE}, writing)
        self._compare_labels(writing)
        if self._conflicts:
            raise changed_on_disk(self._campaign_folder, self._conflicts)
        count = self._workspace.annotation_count() - self._unwritten
        known = len(self._stamps.keys() | {file.path for file in self._files})
        unchanged = known - len(self._files)
        kinds = AnnotationCounts(*(self._images[kind] for kind in ("added", "changed", "deleted")))
        lists = self._replaced, self._left_out, self._reindexed
        outcome = self._problems, None, self.merged
        return Export(self.target.path, self._files, unchanged, count, *outcome, kinds, *lists)

    def _edited_image(self, name: str, image: Optional[Image], edit: int) -> _EditedImage:
        if image is None or image.geojson is None:
            return _EditedImage(name, image, edit, None)
        return _EditedImage(name, image, edit, self._workspace.content_test(image.geojson))

    def _look(self, edited: _EditedImage) -> _LookedAt:
        """In another thread."""
        image, is_as_read = edited.image, edited.is_as_read
        if image is None or image.geojson is None or is_as_read is None:
            return _LookedAt(edited, None, None, False)
        disk, refusal = try_read(self.target, image.geojson)
        return _LookedAt(edited, disk, refusal, refusal is None and is_as_read(disk))

    @no_collection_of_garbage()
    def _compare_image(self, looked: _LookedAt, writing: Optional[Writing]) -> None:
        (name, image, edit, _), disk, refusal, is_as_read = looked
        rows = self._workspace.annotations(name)
        if image is None or image.geojson is None:
            what, mend = why_without_image(name, image)
            for row in rows:
                self._problems.append(row.problem(name, what, mend))
            self._unwritten += len(rows)
            return
        path = image.geojson
        base = disk if is_as_read else self._workspace.file_data(path)
        try:
            is_verified = self._states.get(name) is ImageState.EMPTY
            strays = self._strays.get(name, ())
            left, moved = [one.feature_index for one in strays], self._moved.of(name, rows)
            change = change_file(base, rows.annotations, is_verified, (), left, moved)
        except Unreadable as error:
            if not is_as_read and not self._by_content:  # it may be readable by now
                self._conflicts.append(path)
            self._problems.append(not_added(path, len(rows), error))
            self._unwritten += len(rows)
            return
        is_left_out = self._leave_out and left_out(change, base)
        if is_left_out:
            self._left_out.append(name)
            change.data = None
        for fault in change.faults:
            row = rows[fault.which]
            self._problems.append(row.problem(name, fault.what, fault.mend))
        self._unwritten += change.indexes.count(None) - len(change.kept)
        self._seen.add(path)
        if refusal is not None:
            self._problems.append(self._staying.keep_unread(path, base, refusal, name))
            return
        # A file that was gone when the folder was last read, and is back, holds what it did.
        is_known = self._stamps.get(path) is None if disk is None else is_as_read
        if self._is_own_folder and not is_known and not change.gives(disk):
            if broken := why_broken(disk):
                self._problems.append(self._staying.keep_broken(path, base, broken, name))
            else:
                self._conflicts.append(path)
            return
        try:
            self._stage_change(name, path, change, (base, disk), is_left_out, writing)
        except FileNotReplaceable as error:
            self._problems.append(self._staying.keep(path, disk, error, name))
            return
        kept = kept_strays(strays, change)
        # The image stays in `changes`: later, these can be written elsewhere.
        seen = None if change.faults or kept else edit
        indexes = indexes_after(rows, change, kept)
        self._done.append(PendingWrite(path, change.digest, name, indexes, seen))

    def _stage_change(
        self,
        name: str,
        path: str,
        change: Change,
        before: _Before,
        is_left_out: bool,
        writing: Optional[Writing],
    ) -> None:
        disk = before[1]
        if change.pieces is not None and not change.gives(disk):
            counts = (change.added, change.changed, change.deleted)
            self._stage(FileChange(path, *counts), change, before, writing)
            self._count_image(disk, any(index is not None for index in change.indexes))
            if self._is_own_folder and not (self.target.path / name).exists():
                self._problems.append(without_image(name, path))
        # Also in another folder: what was deleted stays deleted.
        elif is_left_out and disk is not None:
            self._stage(FileChange(path, deleted=change.deleted), change, before, writing)
            self._count_image(disk, False)

    def _stage(
        self, file: FileChange, change: Change, before: _Before, writing: Optional[Writing]
    ) -> None:
        """Stages a file; from then on, the writing notices changes on disk. In another folder, a
        file with other content is replaced.

        :raises FileNotReplaceable: where it can't be replaced, or needs labels that spai.json can't
        get.
        """
        base, disk = before
        data = None if self._staying.locked is None else change.data
        self._staying.check(file.path, data, is_staged=writing is not None)
        if writing is not None:
            if change.pieces is None:
                writing.stage_deletion(file.path)
            else:
                writing.stage(file.path, change.pieces)
            writing.expect(file.path, disk)
        if not self._is_own_folder and disk is not None and disk != base:
            self._replaced.append(file.path)
            file = compared(file.path, disk, change.large_data)
        self._files.append(file)

    def _count_image(self, disk: Optional[Data], is_annotated: bool) -> None:
        self._images["added" if disk is None else "changed" if is_annotated else "deleted"] += 1

    def _copy(self, paths: Iterable[str], writing: Optional[Writing]) -> None:
        """Copies files that nobody edited to another folder."""
        for path in tracked(sorted(paths), len(self._stamps), self._feedback):
            data = self._workspace.file_data(path)
            try:
                disk = self.target.read_large(path)
            except OSError as error:
                self._problems.append(self._staying.keep_unread(path, data, error, path))
                continue
            if self._leave_out and disk is None and has_no_feature(data):
                self._left_out.append(path)
            elif data is not None and disk != data:
                as_it_was = Change((data,), [])
                try:
                    self._stage(FileChange(path), as_it_was, (data, disk), writing)
                    self._count_image(disk, True)
                except FileNotReplaceable as error:
                    self._problems.append(self._staying.keep(path, disk, error, path))

    def _compare_labels(self, writing: Optional[Writing]) -> None:
        """spai.json gains labels before the files that use them, and loses labels afterwards."""
        is_there = self._stamps.get(LABELS_FILE) is not None
        is_needed = bool(self._files) or not self._is_own_folder
        disk = on_disk(self.target, LABELS_FILE)
        if not self._is_own_folder and disk is not None:
            own = {path for path, stamp in self._stamps.items() if stamp is not None}
            own.update(file.path for file in self._files)
            names = {label.name for label in self._workspace.labels()}
            self._staying.keep_others(self.target, own, names)
        new = label_file(self._workspace, self._staying, is_needed, is_there, disk)
        self._problems += new.problems
        expected = self._workspace.content(LABELS_FILE) if is_there else None
        if self._is_own_folder and decide_action(expected, new.data, disk) is FileAction.CONFLICT:
            self._conflicts.append(LABELS_FILE)
        elif new.data is not None and disk != new.data and self._staying.locked is not None:
            self._problems.append(self._staying.keep_labels(self._staying.locked))
        elif new.data is not None and disk != new.data:
            self._files.append(FileChange(LABELS_FILE))
            self._reindexed = new.reindexed
            self._done.append(PendingWrite(LABELS_FILE, bytes_digest(new.data)))
            if writing is not None:
                writing.stage_first(LABELS_FILE, new.first or new.data)
                if new.first:
                    writing.stage(LABELS_FILE, new.data)
                writing.expect(LABELS_FILE, disk)

    def note_pending_writes(self) -> None:
        """Records what is about to be written, for whoever opens the workspace after a kill."""
        with self._workspace.transaction():
            if self._is_own_folder:
                self._workspace.note_pending_writes(self._done)

    def note_written(self, is_alone: bool) -> None:
        """Makes what was written the new base of the workspace."""
        if self._is_own_folder:
            note_written(self._workspace, self.target, is_alone)
