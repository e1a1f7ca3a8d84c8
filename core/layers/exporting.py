"""A workspace back into a folder: only files that change are written, each whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Optional

from qgis.core import QgsFeedback

from ..scaneo.backups import Counts
from ..scaneo.change import Change, Verdict, change_file, judge
from ..scaneo.disk import check_writable
from ..scaneo.document import no_collection_of_garbage
from ..scaneo.errors import Cancelled, ScaneoError
from ..scaneo.files import Writing
from ..scaneo.folder import read_large_file
from ..scaneo.labels import LABELS_FILE
from ..scaneo.large import Data
from ..scaneo.merge.side import Side
from ..scaneo.model import Image, Problem, Severity
from ..scaneo.reader import Unreadable
from ..scaneo.replaceable import Refused
from .announced import Announced, announce, digest_of
from .assign import homeless
from .catch_up import bring_in_order, catch_up, find_behind
from .editing.unsaved import keeping_unsaved
from .empties import has_no_feature, left_out, unwritten
from .importing import keep_readers, told_homes
from .label_file import label_file
from .merging import OpenConflicts, always
from .placeless import placeless_problems
from .rebase import note_written, places_of
from .stamp import Stamp
from .states import State
from .staying import Staying
from .strays import find_strays, kept_strays, moved_members
from .tries import How, Tries
from .workspace import Workspace
from .written import (
    ChangedOnDisk,
    Export,
    FileChange,
    changed_on_disk,
    compared,
    look_at,
    not_added,
    on_disk,
    why_broken,
    without_image,
)

_Before = tuple[Optional[Data], Optional[Data]]  # what was read of a file, and what is on disk


def preview_export(
    workspace: Path,
    folder: Optional[Path],
    feedback: QgsFeedback,
    conflicts: Optional[Side] = None,
    merge: bool = True,
    leave_out: bool = False,
) -> Export:
    """What `export_campaign` would write. Parameters and errors are the same."""
    how = How(folder, feedback, always(conflicts) if merge else None, leave_out)
    return _tried(workspace, how, _preview)


def _preview(run: _Run, workspace: Workspace) -> Export:
    check_writable(next(path for path in (run.target, *run.target.parents) if path.is_dir()))
    run.note_written(is_alone=False)
    run.prepare()
    with workspace.database.snapshot():
        preview = run.compare(None)
    if not preview.files:  # what was undone again, or written before, is no edit any more
        run.announce()
    run.note_written(is_alone=False)
    return preview


def export_campaign(
    workspace: Path,
    folder: Optional[Path],
    feedback: QgsFeedback,
    keep: Optional[int] = None,
    within: Optional[Writing] = None,
    conflicts: Optional[Side] = None,
    merge: bool = True,
    leave_out: bool = False,
) -> Export:
    """Writes what was edited into the campaign's folder.

    What others changed there since it was read is merged into the workspace before. ``conflicts``
    is the side that is right where both changed the same annotation; ``merge`` is False where rows
    of the workspace must stay as they are, such as under unsaved edits. ``leave_out`` is for images
    without annotations: they get no file, and lose one that was emptied here (see `empties`).

    ``folder`` is None for the folder that the campaign came from. Another one gets all files of
    the campaign but the images; the edits stay unexported as far as the own folder goes.
    ``keep`` is how many backups stay (None: as many as before), ``within`` a writing to the same
    folder that is under way.

    :raises OpenConflicts: where a person has to choose between two versions; nothing is written.
    :raises ScaneoError: where the folder can't be written, or a file changed on disk since it was
        read and can't be merged. Nothing is written then, either.
    :raises Cancelled: where the feedback was cancelled; nothing is written then, either.
    """
    how = How(folder, feedback, always(conflicts) if merge else None, leave_out)
    return _tried(workspace, how, lambda run, opened: _write(run, opened, keep, within))


def _tried(path: Path, how: How, deed: Callable[[_Run, Workspace], Export]) -> Export:
    tries = Tries(how.pick is not None)
    while True:
        with Workspace.open(path) as workspace:
            run = _Run(workspace, how, tries)
            try:
                done = deed(run, workspace)
                return tries.all_of(done, told_homes(workspace))
            except Refused as error:  # nobody could tell before: now the others are written
                tries.go_on_without(error, run.merged, run.told)
            except (ChangedOnDisk, OpenConflicts) as error:
                tries.go_on_by_content(error, run.merged, run.told)


def _write(
    run: _Run, workspace: Workspace, keep: Optional[int], within: Optional[Writing]
) -> Export:
    with Writing(run.target, keep, within=within) as writing:
        run.tell(one for one in writing.problems if one.severity is not Severity.INFO)
        run.note_written(is_alone=True)
        run.prepare()
        with workspace.database.snapshot():
            planned = run.compare(writing)
        run.announce()
        try:
            backup = writing.commit(planned.counts)
        except ScaneoError:
            with suppress(ScaneoError):  # the first error is the one to tell
                run.note_written(is_alone=True)
            raise
        run.note_written(is_alone=True)
        keep_readers(workspace, [*(file.path for file in planned.files), *planned.merged])
    return replace(planned, backup=backup)


class _Run:
    """One comparison of a workspace with the folder that it is exported to."""

    def __init__(self, workspace: Workspace, how: How, tries: Tries) -> None:
        folder, self._feedback, self._pick, self._leave_out = how
        self._by_content = tries.by_content
        self._workspace = workspace
        origin = workspace.folder()
        if folder is None and not origin.is_dir():
            raise ScaneoError(
                f"The campaign's folder {origin} is gone. Choose a folder to export to."
            )
        self._origin = origin
        self.target = origin if folder is None else folder
        self._home = folder is None or (
            origin.is_dir() and folder.is_dir() and folder.samefile(origin)
        )
        self._staying = Staying(tries.refused, self._home)
        self._stamps: Mapping[str, Optional[Stamp]] = {}
        self._files: list[FileChange] = []
        self._problems: list[Problem] = []
        self._conflicts: list[str] = []
        self._done: list[Announced] = []
        self._seen: set[str] = set()  # files whose images were edited
        self._images: Counter[str] = Counter()
        self._replaced: list[str] = []
        self._unplaced = 0
        self.merged: Sequence[str] = ()
        self.told: list[Problem] = []
        """What was wrong before anything was compared, with the workspace and what was merged."""
        self._left_out: list[str] = []
        self._reindexed: Sequence[str] = ()

    def tell(self, problems: Iterable[Problem]) -> None:
        """Takes up what is to be told of what was there before."""
        new = [*problems]
        self.told += new
        self._problems += new

    def prepare(self) -> None:
        """All that a comparison needs of the workspace, so that people may save while it is made.

        :raises OpenConflicts: where what changed on disk can't be merged without a choice.
        """
        with self._workspace.database.transaction(), keeping_unsaved(self._workspace):
            self.tell(bring_in_order(self._workspace, self._feedback))
            if self._pick is not None and self._origin.is_dir():
                how = self._pick, not self._home, self._by_content, self._feedback
                self.merged, told = catch_up(self._workspace, self._origin, *how)
                self.tell(told)

    def compare(self, writing: Optional[Writing]) -> Export:
        """Stages every file that changes; without a ``writing``, only counts.

        Use it in a snapshot. What is saved after that is an edit that the export has not seen.

        :raises ScaneoError: where a file can't be read, or changes on disk at this moment.
        """
        self._stamps = self._workspace.stamps()
        self._staying.look_at(self.target)
        images = {image.path: image for image in self._workspace.images()}
        edits = self._workspace.changes()
        self._strays = find_strays(self._workspace, images, self.target)
        self._moved = moved_members(self._workspace, self._strays)
        self._states = states = self._workspace.states()
        edits.update(dict.fromkeys(unwritten(images.values(), states, self._stamps, edits), 0))
        for number, (name, edit) in enumerate(edits.items()):
            if self._feedback.isCanceled():
                raise Cancelled
            self._feedback.setProgress(90 * number / len(edits))
            self._compare_image(name, images.get(name), edit, writing)
        self._problems += placeless_problems(self._workspace)
        seen = self._seen.union(self._conflicts)
        geojsons = {image.geojson for image in images.values()}
        if self._home or self._pick is None:
            unseen = [path for path in self._stamps if path in geojsons - seen]
            behind, broken = find_behind(self._workspace, self._origin, unseen, not self._home)
            self._conflicts += behind
            self._problems += broken
        if not self._home:
            self._copy(self._stamps.keys() - seen - {LABELS_FILE}, writing)
        self._compare_labels(writing)
        if self._conflicts:
            raise changed_on_disk(self._origin, self._conflicts)
        count = self._workspace.annotation_count() - self._unplaced
        known = len(self._stamps.keys() | {file.path for file in self._files})
        unchanged = known - len(self._files)
        kinds = Counts(*(self._images[kind] for kind in ("added", "changed", "deleted")))
        lists = self._replaced, self._left_out, self._reindexed
        told = self._problems, None, self.merged
        return Export(self.target, self._files, unchanged, count, *told, kinds, *lists)

    @no_collection_of_garbage()
    def _compare_image(
        self, name: str, image: Optional[Image], edit: int, writing: Optional[Writing]
    ) -> None:
        rows = self._workspace.annotations(name)
        if image is None or image.geojson is None:
            what, mend = homeless(name, image)
            for row in rows:
                self._problems.append(row.problem(name, what, mend))
            self._unplaced += len(rows)
            return
        path = image.geojson
        disk, refusal = look_at(self.target, path)
        is_as_read = refusal is None and self._workspace.holds(path, disk)
        base = disk if is_as_read else self._workspace.file_data(path)
        try:
            is_verified = self._states.get(name) is State.EMPTY
            strays = self._strays.get(name, ())
            left, moved = [one.place for one in strays], self._moved.of(name, rows)
            change = change_file(base, rows.annotations, is_verified, (), left, moved)
        except Unreadable as error:
            if not is_as_read and not self._by_content:  # it may be readable by now
                self._conflicts.append(path)
            self._problems.append(not_added(path, len(rows), error))
            self._unplaced += len(rows)
            return
        is_left_out = self._leave_out and left_out(change, base)
        if is_left_out:
            self._left_out.append(name)
            change.data = None
        for fault in change.faults:
            row = rows[fault.which]
            self._problems.append(row.problem(name, fault.what, fault.mend))
        self._unplaced += change.places.count(None) - len(change.kept)
        self._seen.add(path)
        if refusal is not None:
            self._problems.append(self._staying.keep_unread(path, base, refusal, name))
            return
        is_known = disk == (None if self._stamps.get(path) is None else base)
        if self._home and not is_known and not change.gives(disk):
            if broken := why_broken(disk):
                self._problems.append(self._staying.keep_broken(path, base, broken, name))
            else:
                self._conflicts.append(path)
            return
        try:
            self._stage_change(name, path, change, (base, disk), is_left_out, writing)
        except Refused as error:
            self._problems.append(self._staying.keep(path, disk, error, name))
            return
        kept = kept_strays(strays, change)
        seen = None if change.faults or kept else edit  # once they find a home, they leave the file
        places = places_of(rows, change, kept)
        self._done.append(Announced(path, change.digest, name, places, seen))

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
            self._count_image(disk, any(place is not None for place in change.places))
            if self._home and not (self.target / name).exists():
                self._problems.append(without_image(name, path))
        elif is_left_out and disk is not None:  # in another folder, too: what is gone is gone
            self._stage(FileChange(path, deleted=change.deleted), change, before, writing)
            self._count_image(disk, False)

    def _stage(
        self, file: FileChange, change: Change, before: _Before, writing: Optional[Writing]
    ) -> None:
        """From here on, the writing watches what is on disk. A file of another folder that holds
        something else than the campaign's own gives way.

        :raises Refused: where it can't be replaced, or needs labels that spai.json can't get.
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
        if not self._home and disk is not None and disk != base:
            self._replaced.append(file.path)
            file = compared(file.path, disk, change.large_data)
        self._files.append(file)

    def _count_image(self, disk: Optional[Data], is_annotated: bool) -> None:
        self._images["added" if disk is None else "changed" if is_annotated else "deleted"] += 1

    def _copy(self, paths: Iterable[str], writing: Optional[Writing]) -> None:
        """Files that nobody edited, to another folder."""
        for number, path in enumerate(sorted(paths)):
            if self._feedback.isCanceled():
                raise Cancelled
            self._feedback.setProgress(100 * number / len(self._stamps))
            data = self._workspace.file_data(path)
            try:
                disk = read_large_file(self.target, path)
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
                except Refused as error:
                    self._problems.append(self._staying.keep(path, disk, error, path))

    def _compare_labels(self, writing: Optional[Writing]) -> None:
        """spai.json gains labels before, and loses them after, the files that use them."""
        is_there = self._stamps.get(LABELS_FILE) is not None
        is_needed = bool(self._files) or not self._home
        disk = on_disk(self.target, LABELS_FILE)
        if not self._home and disk is not None:
            own = {path for path, stamp in self._stamps.items() if stamp is not None}
            own.update(file.path for file in self._files)
            names = {label.name for label in self._workspace.labels()}
            self._staying.keep_others(self.target, own, names)
        new = label_file(self._workspace, self._staying, is_needed, is_there, disk)
        self._problems += new.problems
        expected = self._workspace.content(LABELS_FILE) if is_there else None
        if self._home and judge(expected, new.data, disk) is Verdict.CONFLICT:
            self._conflicts.append(LABELS_FILE)
        elif new.data is not None and disk != new.data and self._staying.locked is not None:
            self._problems.append(self._staying.keep_labels(self._staying.locked))
        elif new.data is not None and disk != new.data:
            self._files.append(FileChange(LABELS_FILE))
            self._reindexed = new.reindexed
            self._done.append(Announced(LABELS_FILE, digest_of(new.data)))
            if writing is not None:
                writing.stage_first(LABELS_FILE, new.first or new.data)
                if new.first:
                    writing.stage(LABELS_FILE, new.data)
                writing.expect(LABELS_FILE, disk)

    def announce(self) -> None:
        """Notes what is to be written, for whoever opens the workspace once it is there."""
        with self._workspace.database.transaction():
            if self._home:
                announce(self._workspace.database, self._done)

    def note_written(self, is_alone: bool) -> None:
        """Makes what was written the new starting point of the workspace."""
        if self._home:
            note_written(self._workspace, self.target, is_alone)
