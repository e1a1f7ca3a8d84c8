"""Finds images that were renamed since the campaign was last opened: their edits follow.

People rename an image with its file, or a folder of images, or renumber a series. Rows, marks and
edits of an image belong to the picture, not to its name.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Optional

from ...base.messages import message
from ...base.model import Image, Problem, Severity, Task
from ...base.names import listed
from ...formats.scaneo.content import has_no_feature
from ...images.files.image_file import ImageFile, read_image_files
from ...images.footprints import FootprintReader
from ...images.georeference import NoFootprint
from ...store.folder import CampaignFolder
from ...workspace.repository import Repository
from ..listing import survey_folder
from .replaced_images import note_beside_images, reread_replaced


def follow_images(
    workspace: Repository,
    folder: CampaignFolder,
    images: Sequence[Image],
    check: Callable[[], None],
) -> list[Problem]:
    """Renames images in the workspace that have other names in the folder, in a transaction, and
    reads images again that were replaced (see `replaced_images`).

    ``images`` are those of the folder; unread ones have nothing yet that could follow them.
    Returned problems are about images with edits, and about images that lie elsewhere now.
    ``check`` is called before an image is read.
    """
    noted, unread = workspace.image_files(), {image.path for image in workspace.unread()}
    read = (image.path for image in images if image.path not in unread)
    image_files = read_image_files(folder, read, noted)
    known, edits = workspace.images(), workspace.changes()
    search = _Search(workspace, folder, known, images, noted, image_files, edits)
    moves = search.moves()
    if moves:
        workspace.rename_images(moves, {one.path: one for one in images})
        noted, known = workspace.image_files(), workspace.images()
    names, here = [image.path for image in images], {image.path for image in known}
    elsewhere = reread_replaced(workspace, folder, names, here, noted, image_files, check)
    workspace.note_image_files(noted, image_files, here)
    problems = elsewhere + [_followed(old, new) for old, new in moves.items() if old in edits]
    return problems + [_unsure(old, among) for old, among in search.unsure.items() if old in edits]


def note_image_files(
    workspace: Repository, folder: CampaignFolder, images: Sequence[Image]
) -> None:
    """Stores the fingerprints of images that were all just read."""
    names = [image.path for image in images]
    workspace.note_image_files({}, read_image_files(folder, names, {}), names)
    note_beside_images(workspace, folder, names)


def follow_missing(
    workspace: Repository, folder: CampaignFolder, check: Callable[[], None]
) -> list[Problem]:
    """Like `follow_images`, where an image with edits is not the one that now has its name; also
    returns what is wrong with one that was deleted."""
    edits = workspace.changes().keys() - {""}
    known = {image.path for image in workspace.images()}
    noted = workspace.image_files()
    others = (name for name in edits & known if not _is_still(folder.path / name, noted.get(name)))
    found = (os.path.exists(folder.path / name) for name in edits - known)
    if next(others, None) is None and not any(found):
        return []
    missing = {name for name in edits & known if not os.path.isfile(folder.path / name)}
    problems = follow_images(workspace, folder, survey_folder(folder).images, check)
    return problems + [one for one in workspace.problems() if one.path in missing]


def _is_still(path: Path, noted: Optional[ImageFile]) -> bool:
    """Whether a file is the image that was recorded; the file is not read if its stamp is the
    same."""
    if noted is None:
        return os.path.isfile(path)  # raises nothing, whatever the name
    image_file = ImageFile.of(str(path), noted)
    return image_file is not None and image_file.is_same_image(noted)


def _followed(old: str, new: str) -> Problem:
    what = message(
        "moved_images.followed",
        "It was {old} when it was read: its annotations and edits are under its new name.",
        old=old,
    )
    mend = message("moved_images.export", "Export them.")
    return Problem(new, what, mend, severity=Severity.INFO)


def _unsure(old: str, among: Sequence[str]) -> Problem:
    what = message(
        "moved_images.unsure",
        "It may have another name now, but which can't be told: {names}. Its edits wait.",
        names=listed(among),
    )
    mend = message(
        "moved_images.old-name",
        "Give it its old name back, open the campaign and export; then rename it.",
    )
    return Problem(old, what, mend, severity=Severity.WARNING)


class _Search:
    """Finds which image of the folder is which of the workspace, where names changed."""

    def __init__(
        self,
        workspace: Repository,
        folder: CampaignFolder,
        known: Sequence[Image],
        found: Sequence[Image],
        noted: Mapping[str, ImageFile],
        image_files: Mapping[str, ImageFile],
        edits: Collection[str],
    ) -> None:
        self._workspace = workspace
        self._folder = folder
        self._noted = noted
        self._image_files = image_files
        self._known = {image.path: image for image in known}
        self._found = {image.path: image for image in found}
        self._edits = edits
        self._reader = FootprintReader()
        self._footprints: dict[str, Optional[bytes]] = {}
        self._listed: dict[str, AbstractSet[str]] = {}
        self._sought: AbstractSet[str] = frozenset()  # samples of images that lost their names
        self._moves: dict[str, str] = {}
        self.unsure: dict[str, Sequence[str]] = {}

    def moves(self) -> dict[str, str]:
        """Old names -> new names of images: only what is certain."""
        lost = [name for name in self._known if self._is_lost(name)]
        new = [name for name in self._found if self._is_new(name) or self._is_other(name)]
        self._sought = {image_file.sample for name in lost if (image_file := self._noted.get(name))}
        self._pair(lost, new, self._file_before, self._file_now)
        alike = self._image_before, self._image_now
        self._pair(lost, new, *alike)
        # Where several have the same pixels, or these were not recorded, compare annotations.
        self._pair(lost, new, *_both(alike, (self._annotations_before, self._annotations_now)))
        self._pair(lost, new, *_both(alike, (_file_name, _file_name)))
        self._pair(lost, new, *alike)
        self._pair(lost, new, self._annotated_footprint_before, self._annotated_footprint_now)
        self._leave_out()
        for name in lost:
            key = self._image_before(name) if name in self._edits else None
            among = [other for other in new if key and self._image_now(other) == key]
            if among and name not in self._found:
                self.unsure[name] = among
        return self._moves

    def _is_lost(self, name: str) -> bool:
        if name in self._found:
            return self._is_other(name)
        path = PurePosixPath(name)  # a mask exists as a file, but is no image
        return path.name not in self._names_in(str(path.parent))

    def _is_new(self, name: str) -> bool:
        """Whether nothing is known of it; if another program deleted its row, its annotations are
        still there."""
        indexes = self._workspace.feature_indexes
        return name not in self._known and not any(indexes.in_file(name, task) for task in Task)

    def _names_in(self, parent: str) -> AbstractSet[str]:
        """Names as the folder has them: some disks ignore case."""
        if parent not in self._listed:
            try:
                self._listed[parent] = frozenset(os.listdir(self._folder.path / parent))
            except OSError:
                self._listed[parent] = frozenset()
        return self._listed[parent]

    def _is_other(self, name: str) -> bool:
        noted, image_file = self._noted.get(name), self._image_files.get(name)
        return noted is not None and image_file is not None and not noted.is_same_image(image_file)

    def _pair(self, lost: list[str], new: list[str], before: _Key, now: _Key) -> None:
        """Pairs images that are the only ones with a key on both sides, and removes them from the
        sets."""
        olds, news = _by_key(lost, before), _by_key(new, now)
        for key in olds.keys() & news.keys():
            if len(olds[key]) == len(news[key]) == 1:
                (old,), (name,) = olds[key], news[key]
                self._moves[old] = name
                lost.remove(old)
                new.remove(name)

    def _file_before(self, name: str) -> Hashable:
        return _as_file(self._noted.get(name))

    def _file_now(self, name: str) -> Hashable:
        return _as_file(self._image_files.get(name))

    def _image_before(self, name: str) -> Hashable:
        noted = self._noted.get(name)
        return noted and (noted.size, noted.sample, self._workspace.footprint(name))

    def _image_now(self, name: str) -> Hashable:
        image_file = self._image_files.get(name)
        if image_file is None or image_file.sample not in self._sought:
            return None
        return image_file.size, image_file.sample, self._footprint(name)

    def _footprint(self, name: str) -> Optional[bytes]:
        if name not in self._footprints:
            try:
                self._footprints[name] = self._reader.read(self._folder.path / name)
            except NoFootprint:
                self._footprints[name] = None
        return self._footprints[name]

    def _annotations_before(self, name: str) -> Hashable:
        geojson = self._known[name].geojson
        return None if geojson is None else _as_annotations(self._workspace.content(geojson))

    def _annotations_now(self, name: str) -> Hashable:
        return _as_annotations(self._file_of(name))

    def _file_of(self, name: str) -> Optional[bytes]:
        geojson = self._found[name].geojson
        try:
            return None if geojson is None else self._folder.read(geojson)
        except OSError:
            return None

    def _annotated_footprint_before(self, name: str) -> Hashable:
        """For an image recorded by a version that stored no fingerprints."""
        data = None if name in self._noted else self._annotations_before(name)
        footprint = data and self._workspace.footprint(name)
        return footprint and (data, footprint)

    def _annotated_footprint_now(self, name: str) -> Hashable:
        data = self._annotations_now(name)
        footprint = data and self._footprint(name)
        return footprint and (data, footprint)

    def _leave_out(self) -> None:
        """Removes renames that would give an image's edits to the wrong one."""
        for old, new in list(self._moves.items()):
            before, now = self._known[old].geojson, self._found[new].geojson
            is_left = before != now and before is not None and self._file_of(new) is None
            # Its file would belong to no image then.
            if now is None or (old not in self._edits and is_left):
                del self._moves[old]
        while True:
            taken = (self._known.keys() - self._moves.keys()).intersection(self._edits)
            blocked = {old: new for old, new in self._moves.items() if new in taken}
            if not blocked:
                return
            for old, new in blocked.items():
                self.unsure[old] = [new]
                del self._moves[old]


_Key = Callable[[str], Hashable]


def _both(one: tuple[_Key, _Key], other: tuple[_Key, _Key]) -> Iterator[_Key]:
    """A key of two keys; None where one of them is missing."""
    for first, second in zip(one, other):
        yield partial(_joined, first, second)


def _joined(first: _Key, second: _Key, name: str) -> Hashable:
    keys = first(name), second(name)
    return None if None in keys else keys


def _by_key(names: Iterable[str], key: _Key) -> Mapping[Hashable, list[str]]:
    found: defaultdict[Hashable, list[str]] = defaultdict(list)
    for name in names:
        found[key(name)].append(name)
    found.pop(None, None)
    return found


def _as_file(image_file: Optional[ImageFile]) -> Hashable:
    """The identity of a file, whatever its name, on a disk with inode numbers."""
    return image_file if image_file and image_file.inode else None


def _as_annotations(data: Optional[bytes]) -> Hashable:
    return None if data is None or has_no_feature(data) else sha256(data).digest()


def _file_name(name: str) -> str:
    return PurePosixPath(name).name
