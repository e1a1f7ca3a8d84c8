"""Merges the workspaces of one campaign: edits of the others are taken over into this one.

The others are never written. What was taken over is recorded here, in the same transaction, so that
a kill leaves both or neither. An image with a conflict stays as it is in both, and each comparison
finds the conflict again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, Optional

from ...base.errors import Cancelled, ScaneoError
from ...base.model import ImageMark, Label, Problem
from ...formats.geojson.reader import Unreadable
from ...formats.scaneo.labels import LABELS_FILE, read_labels
from ...formats.scaneo.merge.label_three_way import LabelConflict, merge_labels
from ...formats.scaneo.merge.side import Side
from ...formats.scaneo.merge.three_way import Conflict
from ...store.folder import CampaignFolder
from ...workspace.image_marks import write_image_marks
from ...workspace.records.identity import EditSteps, edit_steps_of
from ...workspace.records.taken import (
    ImageSnapshot,
    TakenRecord,
    note_taken,
    note_taken_image,
    rename_taken,
)
from ...workspace.workspace import Workspace
from ..merging.folder_merge import Conflicts, ImageConflict, Pick
from .found_workspaces import CampaignWorkspace
from .image_merge import ImageMerge
from .mark_merge import merge_marks
from .other_workspace import (
    OtherWorkspace,
    not_taken_problem,
    unlike_states_problem,
    unread_workspace_problem,
)
from .waiting_edits import ImageInWorkspace, WaitingEdits, count_news, key_of, said_marks


class _OtherState(NamedTuple):
    """The content of the other workspace, and what this one has recorded about it."""

    key: str
    edits: WaitingEdits
    record: TakenRecord


class WorkspaceMerge:
    """One pass over the other workspaces of a campaign.

    ``taken`` are the images whose edits were taken over, ``taken_marks`` those whose states or
    flags were, ``problems`` what to report.
    """

    def __init__(
        self,
        workspace: Workspace,
        folder: CampaignFolder,
        workspaces: Sequence[CampaignWorkspace],
        pick: Pick,
        go_on: Callable[[], None],
    ) -> None:
        """``pick`` settles conflicts: ours is this workspace's version. ``go_on`` is called often,
        and may raise."""
        self._workspace, self._folder, self._workspaces = workspace, folder, workspaces
        self._pick, self._go_on = pick, go_on
        # Read now: what is taken over is no edit step of others.
        self._steps = edit_steps_of(workspace.database) if workspaces else EditSteps((), ())
        self._images: list[ImageConflict] = []
        self._labels: list[LabelConflict] = []
        self.problems: list[Problem] = []
        self.taken: list[str] = []
        self.taken_marks: list[str] = []

    @property
    def conflicts(self) -> Conflicts:
        """Those that were left open."""
        return Conflicts(self._images, self._labels)

    def run(self) -> None:
        """Takes over everything new. Use it in a transaction of the workspace."""
        self._rename_records()
        self._each(self._take)

    def _rename_records(self) -> None:
        """Updates records: workspaces may have been moved since."""
        moves: dict[str, str] = {}

        def note_move(_: OtherWorkspace, known: _OtherState) -> None:
            if known.record.key != known.key:
                moves[known.key] = known.record.key

        self._each(note_move)
        self.problems.clear()  # reported once only
        if moves:
            rename_taken(self._workspace.database, moves)

    def find(self) -> None:
        """Finds the conflicts, and changes nothing."""
        self._each(self._find)

    def tell(self) -> None:
        """Reports what is not here yet, and changes nothing."""

        def tell(other: OtherWorkspace, known: _OtherState) -> None:
            if not known.edits.waits:
                return
            with other.copy(self._folder) as copy:
                news = count_news(known.record, self._workspace.database, copy)
            if news is not None:
                self.problems.append(other.waiting_problem(news))

        self._each(tell)

    def _each(self, action: Callable[[OtherWorkspace, _OtherState], None]) -> None:
        for one in self._workspaces:
            self._go_on()
            try:
                if one.fault is not None:
                    raise one.fault
                other = OtherWorkspace(one.path, one.made_for)
                known = self._state_of(other)
                if known is None:
                    continue
                if other.is_alive and not other.is_guess:
                    self.problems.append(other.open_problem(known.edits))
                else:
                    action(other, known)
            except Cancelled:
                raise
            except ScaneoError as error:
                self.problems.append(unread_workspace_problem(one.path, error))

    def _state_of(self, other: OtherWorkspace) -> Optional[_OtherState]:
        """None where there is nothing new."""
        key = key_of(other.path, self._folder)
        with other.seen() as seen:
            if other.is_doubtful and seen.open_edit_texts():
                self.problems.append(other.left_edits_problem())
            edits = other.edits(seen)
            record = TakenRecord(self._workspace.database, key, edits.steps)
            if record.digest == edits.digest or edits.are_past_of(self._steps):
                return None
            # An annotation taken over from it may be deleted there since, and then be no edit any
            # more.
            is_followed = record.is_there and not (other.is_alive or other.is_guess)
            if not (edits.is_any or is_followed):
                return None
        return _OtherState(key, edits, record)

    def _part(
        self, other: OtherWorkspace, copy: Workspace, known: _OtherState, new: Collection[str] = ()
    ) -> _OneMerge:
        own = key_of(self._path, self._folder)
        back = TakenRecord(copy.database, own, edit_steps_of(self._workspace.database))
        fork = self._steps.fork(known.edits.steps)
        return _OneMerge(self._workspace, copy, known, back, other.path, self._pick, new, fork)

    @property
    def _path(self) -> Path:
        return self._workspace.path

    def _find(self, other: OtherWorkspace, known: _OtherState) -> None:
        if other.is_guess:
            return
        with other.copy(self._folder) as copy:
            part = self._part(other, copy, known)
            for name in part.names():
                self._go_on()
                part.merge(name)
            part.merge_labels()
            self._note_conflicts(part, other)

    def _take(self, other: OtherWorkspace, known: _OtherState) -> None:
        if other.is_guess:
            self.problems.append(other.guess_problem(known.edits))
            return
        with other.copy(self._folder) as copy:
            part = self._part(other, copy, known, self._add_images(copy))
            for name in part.names():
                self._go_on()
                part.take(name)
            labels = part.take_labels()
            marks = part.take_marks()
            part.note()
            self._note_conflicts(part, other)
            self.problems += part.problems
            if part.taken or labels or marks:
                self.taken += part.taken
                self.taken_marks += marks
                self.problems.append(other.taken_problem(len(part.taken), labels, len(marks)))

    def _note_conflicts(self, part: _OneMerge, other: OtherWorkspace) -> None:
        self._images += part.conflicts
        self._labels += part.label_conflicts
        for path in dict.fromkeys(one.geojson for one in part.conflicts):
            count = sum(one.geojson == path for one in part.conflicts)
            self.problems.append(other.conflicts_problem(path, count))
        if part.label_conflicts:
            self.problems.append(
                other.label_conflicts_problem([one.name for one in part.label_conflicts])
            )

    def _add_images(self, copy: Workspace) -> Sequence[str]:
        """Adds images that were edited over there and were deleted from the folder."""
        added = []
        here = {image.path for image in self._workspace.images()}
        edited = copy.changes()
        for image in copy.images():
            if image.path in here or image.path not in edited:
                continue
            added.append(image.path)
            content = None if image.geojson is None else copy.content(image.geojson)
            self._workspace.add_gone_image(image, copy.footprint(image.path), content)
        return added


class _OneMerge:
    """Takes what is new from one other workspace."""

    def __init__(
        self,
        workspace: Workspace,
        other: Workspace,
        known: _OtherState,
        back: TakenRecord,
        path: Path,
        pick: Pick,
        new: Collection[str],
        fork: Optional[int],
    ) -> None:
        """``back`` is what the other one has recorded about this workspace; ``new`` are images that
        are new here. ``fork`` is the number of the last common edit, if both are copies of one
        workspace."""
        self._workspace, self._other, self._known, self._back = workspace, other, known, back
        self._path, self._pick, self._new = path, pick, new
        self._files = {one.path: one.geojson for one in workspace.images()}
        self._their_files = {one.path: one.geojson for one in other.images()}
        self._edits, self._their_edits = workspace.changes(), other.changes()
        self._fork = fork
        self._moved = other.moved_members()
        self._is_whole = True
        self.taken: list[str] = []
        self.problems: list[Problem] = []
        self.conflicts: list[ImageConflict] = []
        self.label_conflicts: Sequence[LabelConflict] = ()

    # Annotations

    def names(self) -> list[str]:
        """The images that are edited there, or were when they were taken over."""
        known = self._known.record.images(self._workspace.database)
        there = [name for name in known if name in self._files and name in self._their_files]
        return list(dict.fromkeys([*self._their_edits, *there]))

    def merge(self, name: str) -> Optional[tuple[ImageMerge, ImageInWorkspace]]:
        """The merge of an image; None where a person has to choose first, or nothing is new."""
        if self._is_of_both(name, self._their_edits):  # what is missing here was deleted here
            return None
        file, their_file = self._files.get(name), self._their_files.get(name)
        theirs = ImageInWorkspace(self._other, name, their_file)
        if theirs.is_as_in(self._known.record.snapshot(self._workspace.database, name)):
            return None
        ours = ImageInWorkspace(self._workspace, name, file)
        two = ImageMerge(ours, theirs, name in self._new)
        geojson = file or their_file or name
        try:
            two.merge(*self._snapshots(name, ours), partial(self._settle, name, geojson))
        except Unreadable as error:
            self.problems.append(not_taken_problem(self._path, geojson, error))
            self._is_whole = False
            return None
        self.conflicts += [self._conflict(name, geojson, one) for one in two.conflicts]
        return None if two.conflicts else (two, theirs)

    def _is_of_both(self, name: str, edits: Mapping[str, int]) -> bool:
        """Whether an image's waiting edits in one of the two were made before they were copied
        apart."""
        return self._fork is not None and 0 < edits.get(name, 0) <= self._fork

    def _snapshots(
        self, name: str, image: ImageInWorkspace
    ) -> tuple[Optional[ImageSnapshot], Optional[ImageSnapshot]]:
        """The base as a snapshot of theirs or of ours: the later one there is."""
        if self._is_of_both(name, self._edits):
            return None, ImageSnapshot(image.data, image.indexes)
        record, back = self._known.record, self._back
        theirs = record.snapshot(self._workspace.database, name)
        ours = back.snapshot(self._other.database, name)
        if theirs is not None and (ours is None or record.number >= back.number):
            return theirs, None
        return None, ours

    def _conflict(self, image: str, geojson: str, conflict: Conflict) -> ImageConflict:
        return ImageConflict(image, geojson, conflict, self._path)

    def _settle(self, image: str, geojson: str, conflict: Conflict) -> Optional[Side]:
        return self._pick(self._conflict(image, geojson, conflict))

    def take(self, name: str) -> None:
        """Merges an image, completely or not at all."""
        merged = self.merge(name)
        if merged is None:
            return
        two, theirs = merged
        if two.apply(self._workspace, name, self._moved.of(name, theirs.rows)):
            self.taken.append(name)
        note_taken_image(self._workspace.database, self._known.key, name, theirs.snapshot)

    # Labels, and what people say of images

    def _base(self) -> Optional[TakenRecord]:
        """The base as one of them recorded it; None where neither has."""
        record, back = self._known.record, self._back
        later = record if record.number >= back.number else back
        return later if later.is_there else None

    def merge_labels(self) -> Sequence[Label]:
        """The merged labels; what only a person can settle stays as it is here."""
        ours, theirs = self._workspace.labels(), self._other.labels()
        base = self._base()
        old: Optional[Sequence[Label]] = None if base is None else base.labels
        if old is None:
            read = read_labels(self._other.content(LABELS_FILE))
            names = {label.name for label in ours}
            old = read.labels if read.found else [one for one in theirs if one.name in names]
        used = self._workspace.used_labels()
        merge = merge_labels(old, ours, theirs, used)
        picks = {one.name: side for one in merge.conflicts if (side := self._pick(one))}
        if picks and len(picks) == len(merge.conflicts):
            return merge_labels(old, ours, theirs, used, picks).labels
        self.label_conflicts = merge.conflicts
        return merge.labels

    def take_labels(self) -> bool:
        """Merges the labels; returns whether any is new here."""
        labels = self.merge_labels()
        has_news = list(labels) != self._workspace.labels()
        if has_news:
            self._workspace.set_labels(labels)
        return has_news

    def take_marks(self) -> Collection[str]:
        """Merges states and flags of images; where they disagree, ours stays. Returns the images
        with new ones."""
        base = self._base()
        ours, theirs = self._workspace.marks(), self._other.marks()
        old = self._as_read() if base is None else base.marks
        new, unlike = merge_marks(old, ours, theirs)
        write_image_marks(self._workspace, new)
        if unlike:
            self.problems.append(unlike_states_problem(self._path, unlike))
        return new.keys()

    def _as_read(self) -> dict[str, ImageMark]:
        """The marks from files: an image whose file has an empty list counts as verified empty,
        though nobody has said so."""
        said = said_marks(self._other)
        return {image: mark for image, mark in self._other.marks().items() if image not in said}

    def note(self) -> None:
        """Records what has been taken over from it."""
        known, base = self._known, self._base()
        is_whole = self._is_whole and not (self.conflicts or self.label_conflicts)
        labels: Optional[Sequence[Label]] = self._other.labels()
        if self.label_conflicts:  # the base stays as it was
            labels = None if base is None else base.labels
        note_taken(
            self._workspace.database,
            known.key,
            known.edits.steps,
            known.edits.digest if is_whole else "",
            labels,
            {image: mark for image, mark in self._other.marks().items() if mark != ImageMark()},
            max(known.record.number, self._back.number) + 1,
        )
