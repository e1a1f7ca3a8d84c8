"""Layers into a campaign's folder: features become annotations of the images that they lie on."""

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
    Locked,
    Refusals,
    no_label_added,
    told,
    write_around,
)
from ..campaign.workspaces.of_campaign import default_workspace
from ..formats.geojson.reader import Unreadable
from ..formats.scaneo.addition import Addition, add_to_file
from ..formats.scaneo.labels import LABELS_FILE, LabelList, read_labels, write_labels
from ..images.files.geotiff import parts_of
from ..store.disk import check_writable
from ..store.folder import CampaignFolder
from ..store.regular_files import mend_of
from ..store.write.replaceable import Refused
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
from .images import FoundImages, find_images
from .label_uses import LabelUse, LabelUses, merged_labels
from .ledger import FeatureProblem, Ledger
from .plan import LayerPlan
from .spool import Spool, Spooled

_READING = 80  # percent of the time
_TOLD = 20  # problems in the details of an error


@dataclass(frozen=True)
class LayerExport:
    """What an export of layers writes (a preview), or has written.

    Every feature is written or listed: ``feature_count`` is ``written_count`` and the number of
    ``problems``. ``annotation_count`` is higher where features lie on several images;
    ``kept_count`` of the annotations were in the folder already. ``notes`` is what else one
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
        """Annotations that leave the folder to make room; the campaign's own edits don't count."""
        return sum(file.deleted for file in self.files)

    @property
    def all_files(self) -> list[FileChange]:
        """The files that change, those of the campaign's own edits among them."""
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
        """The features that are listed, what is wrong with the campaign's own edits, the notes."""
        campaign = self.campaign.problems if self.campaign else ()
        return [*(problem.as_problem() for problem in self.problems), *campaign, *self.notes]


def preview_layers(plan: LayerPlan, feedback: QgsFeedback) -> LayerExport:
    """What `export_layers` would write. Parameters and errors are the same."""
    folder = campaign_folder(plan.folder).path
    check_writable(next(path for path in (folder, *folder.parents) if path.exists()))
    return _Run(plan, feedback).run(None)


def export_layers(
    plan: LayerPlan, feedback: QgsFeedback, keep: Optional[int] = None
) -> LayerExport:
    """Writes the layers' features into the folder.

    ``keep`` is how many backups stay; None for as many as before. What others changed since the
    campaign of the plan's workspace was read is not merged, for its layers are open: open it again
    before. What would go into a file that the disk doesn't let go is listed; the file stays.

    :raises ScaneoError: where the folder can't be written, its spai.json can't be read, or an
        image that would change has edits in its workspace; where no feature can be written, but
        annotations would be deleted. Nothing is written then.
    :raises Cancelled: where the feedback was cancelled; nothing is written then, either. Once the
        edits of the plan's workspace are in the folder, it goes on to the end.
    """
    if plan.workspace and plan.replaced:
        preview_layers(plan, feedback)  # it may refuse, and the edits would be written before
    before: list[Export] = []  # of the campaign's edits, where the layers are written again

    def write(refused: Refusals) -> LayerExport:
        with Writing(plan.folder, keep, "layers") as writing:
            done = _Run(plan, feedback, keep, refused).run(writing)
            if done.campaign is not None:
                before.append(done.campaign)
            backup = writing.commit(count_changes(done.files))
        notes = [*writing.problems, *done.notes]
        first = next((one for one in before if one.files), done.campaign)
        return replace(done, campaign=first, backup=backup, notes=notes)

    return write_around(write)


class _Run:
    """One pass over the layers, and one over the images that they touch."""

    def __init__(
        self,
        plan: LayerPlan,
        feedback: QgsFeedback,
        keep: Optional[int] = None,
        refused: Optional[Refusals] = None,
    ) -> None:
        self._plan = plan
        self._locked = Locked(refused or {})
        self._feedback = feedback
        self._keep = keep
        self._folder = campaign_folder(plan.folder)
        self._ledger = Ledger([source.name for source in plan.sources])
        self._labels = LabelUses(plan.labels)
        self._edits = _Edits() if plan.workspace else _waiting_edits(self._folder)
        self._files: list[FileChange] = []
        self._names: set[str] = set()  # labels in files that change
        self._deleted_tasks: set[Task] = set()
        self._stays: list[Problem] = []
        self._can_stop = not refused  # else the campaign's edits may be in the folder
        self._unchanged_count = self._kept_count = self._added_count = self._image_count = 0

    def run(self, writing: Optional[Writing]) -> LayerExport:
        """Stages every file that changes; without a ``writing``, only counts."""
        plan = self._plan
        self._locked.look_at(self._folder)
        self._read_labels()  # it may refuse, and the campaign's edits would be written before
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
        """The edits of the campaign that lies in the folder: they come before what is added."""
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
        return data, listed if listed.found else LabelList((), ())  # a new one is no problem

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
            except Refused as error:
                self._leave(image, image.geojson, items, error)
                return
        for index in addition.repeated:
            self._lose(items[index], repeated(image.path), WRITTEN_ONCE)
        self._note(image, image.geojson, addition, base, writing)

    def _leave(self, image: Image, geojson: str, items: Sequence[Spooled], error: Refused) -> None:
        problem = told(geojson, error, not_written(image.path), EXPORT_AGAIN)
        for item in items:
            self._lose(item, problem.what, problem.mend)
        if not items:  # what was to be deleted there stays
            self._stays.append(problem)

    def _check_deleted(self) -> None:
        """:raises ScaneoError: where annotations would make room for nothing."""
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
        """spai.json, before the files that use what is new in it."""
        if writing is not None:
            writing.expect(LABELS_FILE, base)
        used = {use.label.name: use.label for use in uses if use.count}
        wanted = merged_labels(listed, used.values(), sorted(self._names))
        if wanted == list(listed):
            self._unchanged_count += base is not None
            return
        if self._locked.locked is not None:
            locked = self._locked.locked
            self._stays.append(told(LABELS_FILE, locked, LABELS_STAY, EXPORT_AGAIN))
            return
        if self._edits.labels:
            raise ScaneoError(labels_wait())
        self._files.append(FileChange(LABELS_FILE))
        if writing is not None:
            writing.stage_first(LABELS_FILE, write_labels(base, wanted))

    def _copy_images(self, found: FoundImages, writing: Optional[Writing]) -> list[str]:
        """Images that the folder has not, with what belongs to them."""
        copied = []
        for (image, *_), file in zip(found.images, found.files):
            self._go_on()
            if (self._folder.path / image.path).exists() or not file.is_file():
                continue
            parent = PurePosixPath(image.path).parent
            parts = {str(parent / part.name): part for part in parts_of(file)}
            try:
                for name in parts:
                    self._locked.check(name, None)
                if writing is not None:
                    for name, part in parts.items():
                        writing.stage_copy(name, part, self._go_on)
            except Refused as error:
                self._stays.append(told(image.path, error, NOT_COPIED, EXPORT_AGAIN))
            else:
                copied.append(image.path)
        return copied


class _Edits(NamedTuple):
    """What waits in a workspace to be exported."""

    images: Collection[str] = ()
    labels: bool = False


def _waiting_edits(folder: CampaignFolder) -> _Edits:
    """What waits in the folder's workspace, if it has one."""
    home = default_workspace(folder)
    if not home.is_there:
        return _Edits()
    try:
        with home.open(writable=False) as workspace:
            read = read_labels(workspace.content(LABELS_FILE))
            made = read.found and list(read.labels) != workspace.labels()
            return _Edits(set(workspace.changes()), made)
    except WorkspaceError:  # it is somebody else's file, or another version's
        return _Edits()
