"""Merges the folders of several annotators into one campaign, image by image."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Optional, Union

from qgis.core import QgsFeedback

from ...base.errors import Cancelled, ScaneoError
from ...base.garbage import no_collection_of_garbage
from ...base.messages import message
from ...base.model import Image, Problem
from ...formats.geojson.reader import Unreadable
from ...formats.scaneo.content import read_annotations
from ...formats.scaneo.labels import LABELS_FILE, read_labels
from ...formats.scaneo.pairing import pair_images
from ...formats.scaneo.union.disagreements import Opinion
from ...formats.scaneo.union.union import Person, Source, UnitedFile, unite
from ...store.folder import KEPT_BASE, CampaignFolder
from ...store.write.replaceable import FileNotReplaceable
from ...store.write.writing import Writing
from ...workspace.campaign_folder import campaign_folder
from ..file_changes import FileChange, count_changes
from ..listing import survey_folder
from ..locked_files import (
    MERGE_AGAIN,
    LockedFiles,
    Refusals,
    labels_of,
    locked_problem,
    write_around,
)
from ..long_work import tracked
from ..workspaces.of_campaign import waiting_edits
from .merge_images import ImageCopies
from .merge_labels import LabelFiles
from .merge_plan import ConflictSide, MergedCampaign, MergePlan
from .merge_problems import (
    NOT_MERGED,
    becomes_of_it,
    broken_problem,
    color_here,
    edits_problem,
    gone_problem,
    left_out_problem,
    made_of_it,
    unread_problem,
)

_SAME = 1 - 1e-9  # IoU: two ways to calculate an area differ in the last digits
_ABOUT_FILE = f"{KEPT_BASE}/about.txt"  # written even where the base had only images
_ABOUT_TEXT = b"What the folder held before others were merged into it: the base of later merges.\n"


@no_collection_of_garbage()
def merge_campaigns(plan: MergePlan, feedback: QgsFeedback) -> MergedCampaign:
    """Merges the folders of a plan and writes what changes to its destination.

    What the destination contains already counts as one more annotator's. A file in it that can't be
    replaced stays, and is reported: doing the same merge again continues with it.

    :raises ScaneoError: where a folder is missing, none of them has an image, or the disk refuses.
    Nothing is written then.
    :raises Cancelled: where the feedback was cancelled; nothing is written then either.
    """
    for folder in (*plan.folders, *([] if plan.base is None else [plan.base])):
        campaign_folder(folder).check_there()  # the destination is created if it is missing
    return write_around(lambda refused: _merge(plan, feedback, refused))


def _merge(plan: MergePlan, feedback: QgsFeedback, refused: Refusals) -> MergedCampaign:
    with Writing(campaign_folder(plan.folder), what="merge") as writing:
        # After recovery from a killed merge, which may have been this one.
        run = _MergeRun(plan, feedback, refused)
        done = run.done
        run.merge(writing)
        if feedback.isCanceled():
            raise Cancelled
        done.problems += writing.problems
        if done.files or done.copied:
            done.backup = writing.commit(count_changes(done.files))
    return done


class _Campaign:
    """One of the folders: its files, without those of another one below it."""

    def __init__(self, folder: CampaignFolder, others: Sequence[CampaignFolder]) -> None:
        listing, path = survey_folder(folder), folder.path
        below = [
            other.path.relative_to(path).as_posix() + "/"
            for other in others
            if path in other.path.parents
        ]

        def is_own(name: str) -> bool:
            return not name.startswith(tuple(below))

        self.images = {image.path for image in listing.images if is_own(image.path)}
        self.orphans = {name for name in listing.orphans if is_own(name)}
        self.problems = [problem for problem in listing.problems if is_own(problem.path)]


class _MergeRun:
    """One pass over the images of all folders. Annotators are numbered in the order of the folders;
    who annotated in the destination comes last, if that is none of the folders."""

    def __init__(self, plan: MergePlan, feedback: QgsFeedback, refused: Refusals) -> None:
        self._plan = plan
        self._feedback = feedback
        self._locked = LockedFiles(refused)
        target = campaign_folder(plan.folder)
        base = None if plan.base is None else campaign_folder(plan.base)
        self._locked.begin(target)
        self.done = MergedCampaign(target.path)
        self._folder = target
        self._people = _distinct(map(campaign_folder, plan.folders))
        if not self._people:
            raise ScaneoError(
                message(
                    "annotators.no-folder",
                    "There is no folder to merge. Choose those of the annotators.",
                )
            )
        self._is_based_on_target = base is not None and base.is_same(target)
        self._base_root = base
        self._is_first = False  # first merge of these folders into their own base
        if self._is_based_on_target:
            kept = target.path / KEPT_BASE
            self._is_first = not any(path.is_file() for path in kept.rglob("*"))
            self._base_root = target if self._is_first else campaign_folder(kept)
        self._target: Optional[int] = next(
            (who for who, one in enumerate(self._people) if one.is_same(target)), None
        )
        self._guest: Optional[int] = None
        if self._target is None and target.is_there and not self._is_first:
            self._target = self._guest = len(self._people)
            self._people.append(target)
        self._used: set[str] = set()
        self._copies = ImageCopies(self.done, self._locked, self._go_on)
        every = [*self._people, *([base] if base is not None else [])]
        self._campaigns = {path: _Campaign(path, every) for path in _distinct(every)}

    def merge(self, writing: Writing) -> None:
        """Stages every file that changes."""
        images = self._images()
        if self._is_first:
            writing.stage(_ABOUT_FILE, _ABOUT_TEXT)
        for image in tracked(images, len(images), self._feedback):
            folders = [path for path, one in self._campaigns.items() if image.path in one.images]
            folders.sort(key=lambda path: not path.is_same(self._folder))
            self._copies.settle(image.path, folders, writing)
            if image.geojson is not None:
                self._merge_image(image, image.geojson, writing)
        self.done.image_count = len(images)
        self._merge_labels(writing)

    def _go_on(self) -> None:
        if self._feedback.isCanceled():
            raise Cancelled

    def _images(self) -> list[Image]:
        names = {name for one in self._campaigns.values() for name in one.images}
        if not names:
            shown = ", ".join(str(path) for path in self._campaigns)
            raise ScaneoError(
                message(
                    "annotators.no-image",
                    "There is no GeoTIFF (.tif or .tiff) in {folders}. Merge at least one folder "
                    "that holds the images.",
                    folders=shown,
                )
            )
        shared: list[Problem] = []
        images = pair_images(names, shared)
        geojsons = {image.geojson for image in images}
        listed = [problem for one in self._campaigns.values() for problem in one.problems]
        known = {(problem.path, problem.what) for problem in listed}
        for path, campaign in self._campaigns.items():
            found = campaign.orphans & geojsons  # their images are in another folder
            self._tell(path, [one for one in campaign.problems if one.path not in found])
            self._tell_edits(path)
        self.done.problems += [one for one in shared if (one.path, one.what) not in known]
        return images

    def _tell(self, folder: CampaignFolder, problems: Sequence[Problem]) -> None:
        self.done.problems += [
            Problem(
                str(folder.path / one.path),
                one.what,
                one.mend,
                one.location,
                one.severity,
                one.rule,
            )
            for one in problems
        ]

    def _tell_edits(self, folder: CampaignFolder) -> None:
        """Reports edits that were not exported, in whichever workspace: they are in no file."""
        for other, count in waiting_edits(folder):
            if other.is_guess:
                self.done.problems.append(other.waiting_problem(count))
                continue
            self.done.problems.append(edits_problem(other.path, count))

    # Annotations

    def _merge_image(self, image: Image, geojson: str, writing: Writing) -> None:
        read = None if self._base_root is None else self._read(self._base_root, geojson)
        base = read if isinstance(read, Source) else None
        people: list[Person] = []
        for who, folder in enumerate(self._people):
            source = self._read(folder, geojson, people[0].source if people else base)
            if isinstance(source, Source):
                deletes = who != self._guest or self._is_based_on_target
                people.append(Person(who, source, deletes))
            elif source is not None:
                self.done.problems.append(source)
                if who == self._target:
                    return  # the file stays as it is
        if isinstance(read, Problem):
            self.done.problems.append(read)
            if self._is_first:
                return
        if base is not None:
            self._tell_missing(image, geojson, people)
        own = base if self._is_first else None
        own = next((one.source for one in people if one.who == self._target), own)
        start = own or next(
            (one for one in (base, *(person.source for person in people)) if one and one.is_sound),
            Source(None),
        )
        if not people and base is None:
            return
        least, keep = min(self._plan.overlap, _SAME), self._plan.keep
        where = self._guest, least, keep, own is not None
        union = unite(people, base, start, *where, check=self._go_on)
        if self._is_first and base is not None and base.data is not None:
            writing.stage(f"{KEPT_BASE}/{geojson}", [base.data])
        changes_file = own is None or union.data != own.data
        if changes_file and not self._lets_go(geojson, union, own):
            return
        self._note(image, geojson, union, people)
        if changes_file:
            added = union.added if own is not None else union.annotation_count
            changes = (union.changed, union.deleted) if own is not None else (0, 0)
            self.done.files.append(FileChange(geojson, added, *changes))
            writing.stage(geojson, [union.data])
            writing.expect(geojson, None if own is None else own.data)

    def _lets_go(self, geojson: str, union: UnitedFile, own: Optional[Source]) -> bool:
        """Whether a file can be written; if not, it is reported, and its annotations count as they
        are."""
        try:
            self._locked.check(geojson, union.data)
        except FileNotReplaceable as error:
            self.done.problems.append(locked_problem(geojson, error, NOT_MERGED, MERGE_AGAIN))
            data = None if own is None else own.data
            if data is not None:
                self._used |= labels_of(geojson, data)
                self.done.annotation_count += len(read_annotations(geojson, data).annotations)
            return False
        return True

    def _read(
        self, folder: CampaignFolder, name: str, known: Optional[Source] = None
    ) -> Union[Source, Problem, None]:
        """An annotator's file; None where there is none. ``known`` is another version of it."""
        try:
            data = folder.read_large(name)
            return None if data is None else Source(data, known)
        except OSError as error:
            return unread_problem(folder.path / name, error)
        except Unreadable as error:
            return broken_problem(folder.path / name, error)

    def _tell_missing(self, image: Image, geojson: str, people: Sequence[Person]) -> None:
        """Reports a missing file: that is no reason to delete its annotations."""
        there = {person.who for person in people}
        for who, folder in enumerate(self._people):
            if who in there or image.path not in self._campaigns[folder].images:
                continue
            if who == self._guest or (folder.path / geojson).exists():
                continue
            self.done.problems.append(gone_problem(folder.path / geojson))

    def _note(
        self, image: Image, geojson: str, union: UnitedFile, people: Sequence[Person]
    ) -> None:
        self.done.annotation_count += union.annotation_count
        self.done.twin_count += union.twin_count
        self._used |= set(union.labels)
        for who, index in union.left_out:
            folder = self._base_root if who is None else self._people[who]
            path = "" if folder is None else str(folder.path / geojson)
            self.done.problems.append(left_out_problem(path, index))
        for opinions in union.disagreements:
            self.done.conflict_count += 1
            for one in opinions:
                self.done.differences.append(self._difference(image, geojson, one, opinions))

    def _difference(
        self, image: Image, geojson: str, one: Opinion, opinions: Sequence[Opinion]
    ) -> ConflictSide:
        known = next(other.annotation for other in opinions if other.annotation is not None)
        shown = one.annotation
        both = sum(other.is_kept for other in opinions) > 1
        return ConflictSide(
            self.done.conflict_count,
            self._folders(one.people),
            geojson,
            image.path,
            known.task,
            "" if shown is None else shown.label,
            None if shown is None else shown.wkb,
            made_of_it(shown),
            becomes_of_it(one.is_kept, both),
        )

    def _folders(self, people: Sequence[int]) -> list[Path]:
        return [self._people[who].path for who in people]

    # Labels

    def _merge_labels(self, writing: Writing) -> None:
        target, problems = self._folder, self.done.problems
        files = LabelFiles(self._people, self._base_root, target, problems)
        union = files.unite(self._used, self._plan.keep)
        for choices in union.disagreements:
            self.done.conflict_count += 1
            for people, label, is_kept in choices:
                self.done.differences.append(
                    ConflictSide(
                        self.done.conflict_count,
                        self._folders(people),
                        LABELS_FILE,
                        "",
                        None,
                        label.name,
                        None,
                        color_here(label.color),
                        becomes_of_it(is_kept),
                    )
                )
        writing.expect(LABELS_FILE, files.own)
        if self._locked.locked is not None:
            if list(union.labels) != list(read_labels(files.own).labels):
                problems.append(
                    locked_problem(LABELS_FILE, self._locked.locked, NOT_MERGED, MERGE_AGAIN)
                )
            return
        if self._is_first and files.own is not None:
            writing.stage(f"{KEPT_BASE}/{LABELS_FILE}", files.own)
        if files.stage(union.labels, writing):
            self.done.files.append(FileChange(LABELS_FILE))


def _distinct(folders: Iterable[CampaignFolder]) -> list[CampaignFolder]:
    found: list[CampaignFolder] = []
    for folder in folders:
        if not any(folder.is_same(other) for other in found):
            found.append(folder)
    return found
