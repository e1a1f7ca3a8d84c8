"""Checks a folder, or what an export of a workspace would write, by the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import NamedTuple, Optional, Union

from qgis.core import QgsFeedback

from ...base.garbage import no_collection_of_garbage
from ...base.large_bytes import Data
from ...base.messages import message
from ...base.model import Image, ImageState, Problem, Severity, Task
from ...base.rules import IMAGE_GONE, IMAGE_UNRECTIFIED, WITHOUT_IMAGE, Rule
from ...formats.geojson.reader import Unreadable
from ...formats.scaneo.change import change_file
from ...formats.scaneo.checks.campaign import CampaignCheck
from ...formats.scaneo.checks.finding import Finding
from ...formats.scaneo.checks.ground import ImageGround
from ...formats.scaneo.labels import LABELS_FILE, read_labels, write_labels
from ...formats.scaneo.pairing import pair_images
from ...images.footprints import FootprintReader, Outline
from ...images.georeference import Georeferencing, NoFootprint
from ...store.folder import AnyPath, CampaignFolder
from ...workspace.campaign_folder import campaign_folder
from ...workspace.records.image_rows import Row
from ...workspace.repository import Repository, keeping_open_edits
from ...workspace.workspace_ref import WorkspaceRef
from ..assign_images import CHOOSE_ANOTHER, CHOOSE_OR_DELETE, assign_images
from ..exporting.strays import find_strays, moved_members
from ..listing import IMAGE_MISSING, survey_folder
from ..long_work import prefetched, tracked
from ..merging.unread_images import read_rest
from ..reading.folder_reader import unreadable

_BADNESS = {severity: number for number, severity in enumerate(Severity)}


@dataclass(frozen=True)
class Checked:
    """The findings of a check, the most severe first, and how much was checked.

    ``bare_count`` is how many of the images have not been labelled yet.
    """

    findings: Sequence[Finding]
    image_count: int
    annotation_count: int
    bare_count: int = 0


@no_collection_of_garbage()
def check_folder(folder: AnyPath, feedback: QgsFeedback) -> Checked:
    """Checks the files of a folder. ``which`` of a finding is an index in the image's file.

    Nothing in the folder's files makes it fail.

    :raises ScaneoError: where the folder is missing or can't be read.
    :raises Cancelled: where the feedback was cancelled.
    """
    folder = campaign_folder(folder)
    listing = survey_folder(folder)
    check = _FolderCheck(folder, _read_labels(folder), listing.problems)
    return check.checked(check.run(listing.images, feedback))


@no_collection_of_garbage()
def check_workspace(workspace: AnyPath, feedback: QgsFeedback) -> Checked:
    """Checks what an export of a workspace would write, and what else its folder contains.

    ``which`` of a finding is a feature id in its task's layer. Open edits in QGIS are not in the
    workspace yet: save them first.

    :raises ScaneoError: where the workspace, or its folder where that exists, can't be read.
    :raises Cancelled: where the feedback was cancelled.
    """
    with WorkspaceRef.at(workspace).open() as opened:
        read_rest(opened, feedback)
        with opened.transaction(), keeping_open_edits(opened):
            assign_images(opened)
        images = opened.images()
        check = _WorkspaceCheck(opened, images)
        findings = [check.with_fid(finding) for finding in check.run(images, feedback)]
        return check.checked([*findings, *check.unwritten])


class _FileRead(NamedTuple):
    """The bytes of a file, None where there is none, and the problem in reading it."""

    data: Optional[Data]
    problems: Sequence[Problem] = ()


class _Labels(NamedTuple):
    """Like `_FileRead`, for spai.json."""

    data: Optional[bytes]
    problems: Sequence[Problem] = ()


class _GroundRead(NamedTuple):
    """Where an image lies, None where that is not known, and why not."""

    ground: Optional[ImageGround]
    problems: Sequence[Problem] = ()


_Traced = Union[Outline, Problem]


def _read(folder: CampaignFolder, path: str) -> _FileRead:
    try:
        return _FileRead(folder.read_large(path))
    except OSError as error:
        return _FileRead(None, [unreadable(path, error)])


def _read_labels(folder: CampaignFolder) -> _Labels:
    try:
        return _Labels(folder.read(LABELS_FILE))
    except OSError as error:
        return _Labels(None, [unreadable(LABELS_FILE, error)])


class _FolderCheck:
    """One check of a folder."""

    def __init__(self, folder: CampaignFolder, labels: _Labels, odd: Sequence[Problem]) -> None:
        self._folder = folder
        self._footprints = FootprintReader()
        self._check = CampaignCheck(labels.data, [*odd, *labels.problems])

    def run(self, images: Sequence[Image], feedback: QgsFeedback) -> list[Finding]:
        """:raises Cancelled: where the feedback was cancelled."""
        findings = []
        # Another thread reads from disk. Geometry is processed in this one only: shapely
        # 1.8 has a single context of GEOS.
        with ThreadPoolExecutor(1) as pool:
            fetched = prefetched(pool, self._fetch, images)
            both = zip(images, fetched)
            for image, (traced, file) in tracked(both, len(images), feedback):
                read, file = self._read_ground(image, traced), self._file(image, file)
                problems = [*read.problems, *file.problems]
                findings += self._check.check_image(image, file.data, read.ground, problems)
        return [*findings, *self._check.finish()]

    def checked(self, findings: Sequence[Finding]) -> Checked:
        """The result, with these findings."""
        worst_first = sorted(findings, key=lambda finding: _BADNESS[finding.rule.severity])
        check = self._check
        return Checked(worst_first, check.image_count, check.annotation_count, check.bare_count)

    def _fetch(self, image: Image) -> tuple[_Traced, _FileRead]:
        """What another thread can do."""
        file = self._fetch_file(image)
        try:
            return self._footprints.trace(self._folder.path / image.path), file
        except NoFootprint as error:
            return _unlocated(image, error), file

    def _fetch_file(self, image: Image) -> _FileRead:
        return _FileRead(None) if image.geojson is None else _read(self._folder, image.geojson)

    def _read_ground(self, image: Image, traced: _Traced) -> _GroundRead:
        if isinstance(traced, Problem):
            return _GroundRead(None, [traced])
        try:
            return _GroundRead(ImageGround(*traced.footprint()), _unrectified(image, traced))
        except NoFootprint as error:
            return _GroundRead(None, [_unlocated(image, error)])

    def _file(self, image: Image, fetched: _FileRead) -> _FileRead:
        return fetched


class _WorkspaceCheck(_FolderCheck):
    """A check of a workspace: of the files that an export would write, with feature ids."""

    def __init__(self, workspace: Repository, images: Sequence[Image]) -> None:
        folder = workspace.folder()
        self._workspace = workspace
        self._edits = workspace.changes()
        self._stamps = workspace.stamps()
        self._fids: dict[tuple[str, Task], Mapping[int, int]] = {}
        self.unwritten: list[Finding] = []
        """Annotations that an export would not write as they are; ``which`` is an id already."""
        super().__init__(folder, self._labels(folder), _odd(folder, images))
        images_by_name = {image.path: image for image in images}
        self._strays = find_strays(workspace, images_by_name, folder)
        self._moved = moved_members(workspace, self._strays)
        for name in self._edits:
            self._find_without_image(name, images_by_name.get(name))

    def _labels(self, folder: CampaignFolder) -> _Labels:
        """spai.json after an export, without what the export adds by itself."""
        base, labels = self._workspace.content(LABELS_FILE), self._workspace.labels()
        if base is None:
            return _Labels(None, _read_labels(folder).problems)
        read = read_labels(base)
        is_edited = read.found and list(read.labels) != labels
        return _Labels(write_labels(base, labels) if is_edited else base)

    def _read_ground(self, image: Image, traced: _Traced) -> _GroundRead:
        if (self._folder.path / image.path).exists():
            return super()._read_ground(image, traced)
        footprint = self._workspace.footprint(image.path)
        mend = message("check_campaign.put-back", "Put it back.")
        problem = IMAGE_GONE.problem(image.path, IMAGE_MISSING, mend)
        return _GroundRead(None if footprint is None else ImageGround(footprint), [problem])

    def _fetch_file(self, image: Image) -> _FileRead:
        """An image's file, where it is unchanged on disk: reading it is faster than unpacking
        it."""
        stamp = self._folder.stamp(image.geojson or "")
        file = super()._fetch_file(image)
        is_as_read = stamp is not None and stamp.proves(self._stamps.get(image.geojson or ""))
        return file if is_as_read else file._replace(data=None)

    def _file(self, image: Image, fetched: _FileRead) -> _FileRead:
        """An image's file after an export; annotations that would not be written are reported."""
        if image.geojson is None:
            return _FileRead(None)
        base = fetched.data
        if base is None:
            base = self._workspace.file_data(image.geojson)
        if image.path not in self._edits:
            return _FileRead(base, fetched.problems if base is None else ())
        rows = self._workspace.annotations(image.path)
        is_verified = self._workspace.state(image.path) is ImageState.EMPTY
        try:
            left = [one.feature_index for one in self._strays.get(image.path, ())]
            moved = self._moved.of(image.path, rows)
            change = change_file(base, rows.annotations, is_verified, (), left, moved)
        except Unreadable:  # the check of the original file reports it
            return _FileRead(base)
        for fault in change.faults:
            where = image.path, image.geojson
            self._note_unwritten(rows[fault.which], where, fault.rule, fault.what, fault.mend)
        fids: dict[Task, dict[int, int]] = {task: {} for task in Task}
        for row, index in zip(rows, change.indexes):
            if index is not None:
                fids[row.annotation.task][index] = row.fid
        self._fids.update(((image.path, task), each) for task, each in fids.items())
        return _FileRead(change.large_data)

    def _find_without_image(self, name: str, image: Optional[Image]) -> None:
        """Annotations without an image of the campaign, or whose image has no file of its own."""
        if image is not None and image.geojson is not None:
            return
        if image is not None:
            what = message(
                "check_campaign.no-file",
                "{name} has no annotation file of its own, so it can't be written.",
                name=name,
            )
            mend = message("check_campaign.rename", "Rename the image, and open the folder again.")
        elif name:
            what = message(
                "check_campaign.no-image",
                "There is no image “{name}”, so it can't be written.",
                name=name,
            )
            mend = CHOOSE_ANOTHER
        else:
            what = message(
                "check_campaign.outside",
                "It lies outside every image, or on several alike, so it can't be written.",
            )
            mend = CHOOSE_OR_DELETE
        for row in self._workspace.annotations(name):
            self._note_unwritten(row, (name, ""), WITHOUT_IMAGE, what, mend)

    def _note_unwritten(
        self, row: Row, where: tuple[str, str], rule: Rule, what: str, mend: str
    ) -> None:
        image, path = where
        one = row.annotation
        location = message(
            "check_campaign.feature", "feature {fid} of {task}", fid=row.fid, task=one.task.value
        )
        problem = rule.problem(path, what, mend, location)
        found = Finding(rule, problem, image, one.wkb, one.task, row.fid, one.label)
        self.unwritten.append(found)

    def with_fid(self, finding: Finding) -> Finding:
        """The finding with the feature id in place of the index in the file."""
        if finding.which is None:
            return finding
        if finding.task is None:  # it is in no layer
            return replace(finding, which=None)
        key = finding.image, finding.task
        if key not in self._fids:
            self._fids[key] = self._workspace.feature_indexes.fids_by_index(*key)
        return replace(finding, which=self._fids[key].get(finding.which))


def _unrectified(image: Image, traced: Outline) -> Sequence[Problem]:
    """A warning where GDAL can position an image, and other programs can't."""
    if traced.georeferencing is Georeferencing.GRID:
        return ()
    what = message(
        "check_campaign.unrectified",
        "It is placed by {georeferencing} alone: SCANEO sees no place in it.",
        georeferencing=traced.georeferencing.value,
    )
    mend = message(
        "check_campaign.warp",
        "Warp a copy of it (the dock offers that when you go to it), and label that.",
    )
    return [IMAGE_UNRECTIFIED.problem(image.path, what, mend)]


def _unlocated(image: Image, error: NoFootprint) -> Problem:
    return error.rule.problem(image.path, error.what, error.mend)


def _odd(folder: CampaignFolder, images: Sequence[Image]) -> Sequence[Problem]:
    """Problems of a folder; where it was deleted, only those of its images' names."""
    if folder.is_there:
        return survey_folder(folder).problems
    problems: list[Problem] = []
    pair_images([image.path for image in images], problems)
    return problems
