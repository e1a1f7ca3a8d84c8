"""Exports layers to a campaign's folder: features become annotations of the images they lie on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Optional

from qgis.core import QgsFeedback

from ..base.errors import Cancelled, ScaneoError
from ..base.model import Image, Label, Problem, Task
from ..campaign.exporting.export_campaign import export_campaign, preview_export
from ..campaign.file_changes import Export, FileChange, count_changes
from ..campaign.locked_files import (
    EXPORT_AGAIN,
    NOT_COPIED,
    LockedFiles,
    Refusals,
    locked_problem,
    no_label_added,
    write_around,
)
from ..campaign.workspaces.of_campaign import default_workspace
from ..formats.geojson.reader import Unreadable
from ..formats.scaneo.addition import Addition, add_to_file
from ..formats.scaneo.labels import LABELS_FILE, LabelList, read_labels, write_labels
from ..images.files.geotiff import files_of_image
from ..store.disk import check_can_be_made
from ..store.folder import CampaignFolder
from ..store.regular_files import mend_of
from ..store.write.replaceable import FileNotReplaceable
from ..store.write.writing import Writing
from ..workspace.campaign_folder import campaign_folder
from ..workspace.geopackage.database import WorkspaceError
from .annotating import Annotator
from .export_problems import (
    LABELS_STAY,
    WRITTEN_ONCE,
    image_waits,
    labels_wait,
    not_written,
    only_deletes,
    refused,
    repeated,
    unread,
)
from .found_images import FoundImages, find_images
from .label_uses import LabelUse, LabelUses, merged_labels
from .ledger import FeatureProblem, Ledger
from .plan import LayerPlan
from .spool import Spool, Spooled

_READING = 80  # percent of the progress
_TOLD = 20  # most problems in the details of an error


@dataclass(frozen=True)
class LayerExport:
    """What an export of layers writes (a preview), or has written.

    Every feature is written or listed: ``feature_count`` is ``written_count`` plus the number of
    ``problems``. ``annotation_count`` is higher where features lie on several images;
    ``kept_count`` of the annotations were in the folder already. ``notes`` is what else the user
    should know.
    """

    folder: Path
    files: Sequence[FileChange]
    unchanged_count: int
    feature_count: int
    written_count: int
    annotation_count: int
    kept_count: int
    image_count: int
    labels: Sequence[LabelUse]
    problems: Sequence[FeatureProblem]
    notes: Sequence[Problem]
    copied: Sequence[str] = ()
    backup: Optional[Path] = None
    campaign: Optional[Export] = None
    """The export of the folder's own campaign, where its layers are mapped, too."""

    @property
    def deleted_count(self) -> int:
        """How many annotations of the folder are replaced; edits of the campaign itself don't
        count."""
        return sum(file.deleted for file in self.files)

    @property
    def all_files(self) -> list[FileChange]:
        """The files that change, including those with edits of the campaign itself."""
        found: dict[str, FileChange] = {}
        for file in (*(self.campaign.files if self.campaign else ()), *self.files):
            one = found.get(file.path, FileChange(file.path))
            found[file.path] = FileChange(
                file.path,
                one.added + file.added,
                one.changed + file.changed,
                one.deleted + file.deleted,
            )
        return [found[path] for path in sorted(found)]

    @property
    def all_problems(self) -> list[Problem]:
        """The features that are listed, problems of the campaign's own edits, and the notes."""
        campaign = self.campaign.problems if self.campaign else ()
        return [*(problem.as_problem() for problem in self.problems), *campaign, *self.notes]


def preview_layers(plan: LayerPlan, feedback: QgsFeedback) -> LayerExport:
    """What `export_layers` would write. Parameters and errors are the same."""
    check_can_be_made(campaign_folder(plan.folder).path)
    return _ExportRun(plan, feedback).run(None)


def export_layers(
    plan: LayerPlan, feedback: QgsFeedback, keep: Optional[int] = None
) -> LayerExport:
    """Writes the layers' features to the folder.

    ``keep`` is how many backups are kept; None for as many as before. Changes that others made
    since the campaign of the plan's workspace was read are not merged, since its layers are open:
    open the campaign again before. What would go into a file that can't be replaced is listed; the
    file stays.

    :raises ScaneoError: where the folder can't be written, its spai.json can't be read, or an image
    that would change has edits in its workspace; where no feature can be written, but annotations
    would be deleted. Nothing is written then.
    :raises Cancelled: where the feedback was cancelled; nothing is written then either. Once the
    edits of the plan's workspace are in the folder, the export can't be cancelled any more.
    """
    if plan.workspace and plan.replaced:
        # It may raise, and should do so before the edits are written.
        preview_layers(plan, feedback)
    # Exports of the campaign's edits, where the layers are written a second time.
    before: list[Export] = []

    def write(refused: Refusals) -> LayerExport:
        with Writing(plan.folder, keep, "layers") as writing:
            done = _ExportRun(plan, feedback, keep, refused).run(writing)
            if done.campaign is not None:
                before.append(done.campaign)
            backup = writing.commit(count_changes(done.files))
        notes = [*writing.problems, *done.notes]
        first = next((one for one in before if one.files), done.campaign)
        return replace(done, campaign=first, backup=backup, notes=notes)

    return write_around(write)


class _ExportRun:
    """One pass over the layers, and one over the images that they touch."""

    def __init__(
        self,
        plan: LayerPlan,
        feedback: QgsFeedback,
        keep: Optional[int] = None,
        refused: Optional[Refusals] = None,
    ) -> None:
        self._plan = plan
        self._locked = LockedFiles(refused or {})
        self._feedback = feedback
        self._keep = keep
        self._folder = campaign_folder(plan.folder)
        self._ledger = Ledger([source.name for source in plan.sources])
        self._labels = LabelUses(plan.labels)
        self._edits = _WaitingEdits() if plan.workspace else _waiting_edits(self._folder)
        self._files: list[FileChange] = []
        self._names: set[str] = set()  # labels in files that change
        self._deleted_tasks: set[Task] = set()
        self._stays: list[Problem] = []
        self._can_stop = not refused  # otherwise the campaign's edits may be in the folder already
        self._unchanged_count = self._kept_count = self._added_count = self._image_count = 0

    def run(self, writing: Optional[Writing]) -> LayerExport:
        """Stages every file that changes; without a ``writing``, only counts."""
        plan = self._plan
        self._locked.begin(self._folder)
        self._read_labels()  # may raise: do it before the campaign's edits are written
        found = find_images(plan.images, self._folder, self._feedback)
        for source in plan.sources:
            source.meet(found.systems)
        copied = self._copy_images(found, writing) if plan.copy_images else []
        with Spool() as spool:
            annotator = Annotator(found.images, plan.assign, self._labels, self._ledger)
            annotator.annotate(plan.sources, spool, self._feedback, _READING)
            campaign = self._export_campaign(writing)
            labels_data, listed = self._read_labels()
            for number, (image, *_) in enumerate(found.images):
                self._go_on()
                share = (100 - _READING) * number / len(found.images)
                self._feedback.setProgress(_READING + share)
                self._add_to_image(image, list(spool.take(number)), writing)
        self._check_deleted()
        uses = self._labels.uses(listed.labels)
        self._write_labels(labels_data, listed.labels, uses, writing)
        return LayerExport(
            self._folder.path,
            self._files,
            self._unchanged_count,
            self._ledger.feature_count,
            self._ledger.written_count,
            self._added_count + self._kept_count,
            self._kept_count,
            self._image_count,
            uses,
            self._ledger.problems,
            [*self._ledger.notes(), *found.problems, *listed.problems, *self._stays],
            copied,
            campaign=campaign,
        )

    def _export_campaign(self, writing: Optional[Writing]) -> Optional[Export]:
        """Exports the edits of the campaign in the folder, before features are added."""
        workspace = self._plan.workspace
        if workspace is None:
            return None
        if writing is None:
            return preview_export(workspace, None, self._feedback, merge=False)
        done = export_campaign(workspace, None, self._feedback, self._keep, writing, merge=False)
        self._can_stop = self._can_stop and not done.files
        return done

    def _go_on(self) -> None:
        if self._can_stop and self._feedback.isCanceled():
            raise Cancelled

    def _read(self, path: str) -> Optional[bytes]:
        """A file of the folder as it is now.

        :raises Unreadable: where it can't be read.
        """
        try:
            return self._folder.read(path)
        except OSError as error:
            raise Unreadable(refused(error), mend_of(error)) from error

    def _read_labels(self) -> tuple[Optional[bytes], LabelList]:
        try:
            data = self._read(LABELS_FILE)
            listed = read_labels(data)
            reason = "\n".join(map(str, listed.problems))
        except Unreadable as error:
            data, listed, reason = b"", LabelList((), (), found=False), error.what
        if data is not None and not listed.found:
            raise ScaneoError(no_label_added(self._folder.path / LABELS_FILE), reason)
        # Without a spai.json, a new one is written
        return data, listed if listed.found else LabelList((), ())

    def _add_to_image(
        self, image: Image, items: Sequence[Spooled], writing: Optional[Writing]
    ) -> None:
        if image.geojson is None or not (items or self._plan.replaced):
            return
        try:
            base = self._read(image.geojson)
            if base is None and not items:
                return
            addition = add_to_file(base, [item.feature for item in items], self._plan.replaced)
        except Unreadable as error:
            what = unread(image.geojson, error)
            for item in items:
                self._lose(item, what, error.mend)
            return
        if addition.data is not None and addition.data != base:
            try:
                self._locked.check(image.geojson, addition.data)
            except FileNotReplaceable as error:
                self._leave(image, image.geojson, items, error)
                return
        for index in addition.repeated:
            self._lose(items[index], repeated(image.path), WRITTEN_ONCE)
        self._note(image, image.geojson, addition, base, writing)

    def _leave(
        self, image: Image, geojson: str, items: Sequence[Spooled], error: FileNotReplaceable
    ) -> None:
        problem = locked_problem(geojson, error, not_written(image.path), EXPORT_AGAIN)
        for item in items:
            self._lose(item, problem.what, problem.mend)
        if not items:  # nothing to add: what was to be deleted there stays
            self._stays.append(problem)

    def _check_deleted(self) -> None:
        """:raises ScaneoError: where annotations would be deleted, and none written in their
        place."""
        count = sum(file.deleted for file in self._files)
        if self._ledger.written_count or not count:
            return
        tasks = [task.value for task in Task if task in self._deleted_tasks]
        problems = self._ledger.problems
        raise ScaneoError(
            only_deletes(tasks, count, problems[0].what if problems else ""),
            "\n".join(str(problem.as_problem()) for problem in problems[:_TOLD]),
        )

    def _lose(self, item: Spooled, what: str, mend: str) -> None:
        self._ledger.lose(item.source, item.fid, what, mend)
        self._labels.count(item.label, -1)

    def _note(
        self,
        image: Image,
        geojson: str,
        addition: Addition,
        base: Optional[bytes],
        writing: Optional[Writing],
    ) -> None:
        self._kept_count += addition.kept
        self._added_count += addition.added
        self._image_count += bool(addition.added + addition.kept)
        if addition.data is None or addition.data == base:
            self._unchanged_count += base is not None
            return
        if image.path in self._edits.images:
            raise ScaneoError(image_waits(image.path))
        self._names.update(addition.labels)
        self._deleted_tasks.update(addition.deleted_tasks)
        self._files.append(FileChange(geojson, addition.added, 0, addition.deleted))
        if writing is not None:
            writing.stage(geojson, addition.data)
            writing.expect(geojson, base)

    def _write_labels(
        self,
        base: Optional[bytes],
        listed: Sequence[Label],
        uses: Sequence[LabelUse],
        writing: Optional[Writing],
    ) -> None:
        """Stages spai.json, before the files that use its new labels."""
        if writing is not None:
            writing.expect(LABELS_FILE, base)
        used = {use.label.name: use.label for use in uses if use.count}
        wanted = merged_labels(listed, used.values(), sorted(self._names))
        if wanted == list(listed):
            self._unchanged_count += base is not None
            return
        if self._locked.locked is not None:
            locked = self._locked.locked
            self._stays.append(locked_problem(LABELS_FILE, locked, LABELS_STAY, EXPORT_AGAIN))
            return
        if self._edits.labels:
            raise ScaneoError(labels_wait())
        self._files.append(FileChange(LABELS_FILE))
        if writing is not None:
            writing.stage_first(LABELS_FILE, write_labels(base, wanted))

    def _copy_images(self, found: FoundImages, writing: Optional[Writing]) -> list[str]:
        """Copies images that the folder does not have, with the files that belong to them."""
        copied = []
        for (image, *_), file in zip(found.images, found.files):
            self._go_on()
            if (self._folder.path / image.path).exists() or not file.is_file():
                continue
            parent = PurePosixPath(image.path).parent
            parts = {str(parent / part.name): part for part in files_of_image(file)}
            try:
                for name in parts:
                    self._locked.check(name, None)
                if writing is not None:
                    for name, part in parts.items():
                        writing.stage_copy(name, part, self._go_on)
            except FileNotReplaceable as error:
                self._stays.append(locked_problem(image.path, error, NOT_COPIED, EXPORT_AGAIN))
            else:
                copied.append(image.path)
        return copied


class _WaitingEdits(NamedTuple):
    """What in a workspace is not exported yet."""

    images: Collection[str] = ()
    labels: bool = False


def _waiting_edits(folder: CampaignFolder) -> _WaitingEdits:
    """What is not exported yet in the folder's workspace, if it has one."""
    ref = default_workspace(folder)
    if not ref.is_there:
        return _WaitingEdits()
    try:
        with ref.open(writable=False) as workspace:
            read = read_labels(workspace.content(LABELS_FILE))
            made = read.found and list(read.labels) != workspace.labels()
            return _WaitingEdits(set(workspace.changes()), made)
    except WorkspaceError:  # another program's file, or another version's
        return _WaitingEdits()
