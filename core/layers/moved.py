"""Images that have another name than when the campaign was opened last: what waits goes along.

People rename an image with its file, a folder of images, or number a series anew. The rows, marks
and edits of an image belong to the picture, not to its name.
"""

from __future__ import annotations

import os
import secrets
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Optional

from ..scaneo.folder import read_file, survey_folder
from ..scaneo.model import Image, Problem, Severity, Task
from .editing.unsaved import keeping_unsaved, rename_in_unsaved
from .empties import has_no_feature
from .footprints import FootprintReader, NoFootprint
from .image_files import ImageFile, look_at_images, note_images, noted_images
from .replaced import BESIDE, look_again, note_beside
from .sql import Name
from .taken import rename_marks
from .workspace import Workspace

_OF_FILES = ("image_files", BESIDE)  # how images look


def follow_images(
    workspace: Workspace, folder: Path, images: Sequence[Image], check: Callable[[], None]
) -> list[Problem]:
    """Gives what the workspace has of images the names that these have now, in a transaction, and
    looks again at those that were replaced (see `replaced`).

    ``images`` are those that the folder has. What is told is of images whose edits wait, and of
    those that lie elsewhere now. ``check`` is called before an image is read.
    """
    noted = noted_images(workspace.database)
    looks = look_at_images(folder, (image.path for image in images), noted)
    known, edits = workspace.images(), workspace.changes()
    search = _Search(workspace, folder, known, images, noted, looks, edits)
    moves = search.moves()
    if moves:
        _Renaming(workspace, {one.path: one for one in images}).rename(moves)
        noted, known = noted_images(workspace.database), workspace.images()
    names, here = [image.path for image in images], {image.path for image in known}
    elsewhere = look_again(workspace, folder, names, here, noted, looks, check)
    note_images(workspace.database, noted, looks, here)
    told = elsewhere + [_followed(old, new) for old, new in moves.items() if old in edits]
    return told + [_unsure(old, among) for old, among in search.unsure.items() if old in edits]


def note_looks(workspace: Workspace, folder: Path, images: Sequence[Image]) -> None:
    """Notes how images look that were all read just now."""
    names = [image.path for image in images]
    note_images(workspace.database, {}, look_at_images(folder, names, {}), names)
    note_beside(workspace.database, folder, names)


def follow_missing(workspace: Workspace, folder: Path, check: Callable[[], None]) -> list[Problem]:
    """As `follow_images`, where an image with edits is not what is there under its name; what is
    wrong with one that is gone is answered, too."""
    edits = workspace.changes().keys() - {""}
    known = {image.path for image in workspace.images()}
    noted = noted_images(workspace.database)
    others = (name for name in edits & known if not _is_still(folder / name, noted.get(name)))
    found = (os.path.exists(folder / name) for name in edits - known)
    if next(others, None) is None and not any(found):
        return []
    missing = {name for name in edits & known if not os.path.isfile(folder / name)}
    told = follow_images(workspace, folder, survey_folder(folder).images, check)
    return told + [one for one in workspace.problems() if one.path in missing]


def _is_still(path: Path, noted: Optional[ImageFile]) -> bool:
    """Whether a file is the image that was noted: one that looks the same is not read."""
    if noted is None:
        return os.path.isfile(path)  # which raises nothing, whatever name others gave it
    look = ImageFile.of(str(path), noted)
    return look is not None and look.holds(noted)


def _followed(old: str, new: str) -> Problem:
    what = f"It was {old} when it was read: its annotations and edits are under its new name."
    return Problem(new, what, "Export them.", severity=Severity.INFO)


def _unsure(old: str, among: Sequence[str]) -> Problem:
    shown = ", ".join(among[:5]) + (f" and {len(among) - 5} more" if among[5:] else "")
    what = f"It may have another name now, but which can't be told: {shown}. Its edits wait."
    mend = "Give it its old name back, open the campaign and export; then rename it."
    return Problem(old, what, mend, severity=Severity.WARNING)


class _Search:
    """Which image of the workspace is which of the folder's, where the names say otherwise."""

    def __init__(
        self,
        workspace: Workspace,
        folder: Path,
        known: Sequence[Image],
        found: Sequence[Image],
        noted: Mapping[str, ImageFile],
        looks: Mapping[str, ImageFile],
        edits: Collection[str],
    ) -> None:
        self._workspace = workspace
        self._folder = folder
        self._noted = noted
        self._looks = looks
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
        """The new names of images by their old ones: only what is certain."""
        lost = [name for name in self._known if self._is_lost(name)]
        new = [name for name in self._found if self._is_new(name) or self._is_other(name)]
        self._sought = {look.sample for name in lost if (look := self._noted.get(name))}
        self._pair(lost, new, self._file_before, self._file_now)
        alike = self._image_before, self._image_now
        self._pair(lost, new, *alike)
        # Of several with the same pixels, or where nobody had noted these, the annotations tell.
        self._pair(lost, new, *_both(alike, (self._annotations_before, self._annotations_now)))
        self._pair(lost, new, *_both(alike, (_file_name, _file_name)))
        self._pair(lost, new, *alike)
        self._pair(lost, new, self._annotated_place_before, self._annotated_place_now)
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
        path = PurePosixPath(name)  # a mask is there, but is none of the images
        return path.name not in self._names_in(str(path.parent))

    def _is_new(self, name: str) -> bool:
        """Whether nothing is known of it; one whose row another program took has its rows still."""
        places = self._workspace.places
        return name not in self._known and not any(places.in_file(name, task) for task in Task)

    def _names_in(self, parent: str) -> AbstractSet[str]:
        """As the folder has them: to some disks, one name in capitals is the same file."""
        if parent not in self._listed:
            try:
                self._listed[parent] = frozenset(os.listdir(self._folder / parent))
            except OSError:
                self._listed[parent] = frozenset()
        return self._listed[parent]

    def _is_other(self, name: str) -> bool:
        noted, look = self._noted.get(name), self._looks.get(name)
        return noted is not None and look is not None and not noted.holds(look)

    def _pair(self, lost: list[str], new: list[str], before: _Key, now: _Key) -> None:
        """Takes those out that are the only ones of one key on both sides."""
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
        return _as_file(self._looks.get(name))

    def _image_before(self, name: str) -> Hashable:
        noted = self._noted.get(name)
        return noted and (noted.size, noted.sample, self._workspace.footprint(name))

    def _image_now(self, name: str) -> Hashable:
        look = self._looks.get(name)
        if look is None or look.sample not in self._sought:
            return None
        return look.size, look.sample, self._footprint(name)

    def _footprint(self, name: str) -> Optional[bytes]:
        if name not in self._footprints:
            try:
                self._footprints[name] = self._reader.read(self._folder / name)
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
            return None if geojson is None else read_file(self._folder, geojson)
        except OSError:
            return None

    def _annotated_place_before(self, name: str) -> Hashable:
        """Of an image that a version noted that did not look at images."""
        data = None if name in self._noted else self._annotations_before(name)
        footprint = data and self._workspace.footprint(name)
        return footprint and (data, footprint)

    def _annotated_place_now(self, name: str) -> Hashable:
        data = self._annotations_now(name)
        footprint = data and self._footprint(name)
        return footprint and (data, footprint)

    def _leave_out(self) -> None:
        """Takes back what would put an image's edits where they don't belong."""
        for old, new in list(self._moves.items()):
            before, now = self._known[old].geojson, self._found[new].geojson
            is_left = before != now and before is not None and self._file_of(new) is None
            if now is None or (old not in self._edits and is_left):  # its file is nobody's then
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
    """Keys that are equal where two are."""
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


def _as_file(look: Optional[ImageFile]) -> Hashable:
    """The same file under whatever name, on a disk that numbers its files."""
    return look if look and look.inode else None


def _as_annotations(data: Optional[bytes]) -> Hashable:
    return None if data is None or has_no_feature(data) else sha256(data).digest()


def _file_name(name: str) -> str:
    return PurePosixPath(name).name


class _Renaming:
    """Another name for images in all tables, at once: numbers that are shifted meet each other."""

    def __init__(self, workspace: Workspace, found: Mapping[str, Image]) -> None:
        self._workspace = workspace
        self._database = workspace.database
        self._found = found

    def rename(self, moves: Mapping[str, str]) -> None:
        """Does it. An image that has lost its name to another is forgotten if nobody edited it, and
        what is open stays so."""
        with keeping_unsaved(self._workspace):
            self._rename(moves)
        rename_in_unsaved(self._workspace, moves)

    def _rename(self, moves: Mapping[str, str]) -> None:
        edits = self._workspace.changes()
        known = {image.path: image for image in self._workspace.images()}
        joined = self._make_room(moves, known, edits)
        token = secrets.token_hex(8)
        passing = {old: Image(f"{token}/{old}", f"{token}/{old}.json") for old in moves}
        for old, image in passing.items():
            self._give(known[old], image)
        for old, image in passing.items():
            self._give(image, self._found[moves[old]])
        rename_marks(self._database, moves)
        names = [*moves, *(image.path for image in passing.values()), *moves.values()]
        for name in names:
            self._workspace.clear_changes(name)  # triggers noted them
        for name in joined.union(moves[old] for old in moves.keys() & edits.keys()):
            self._workspace.note_change(name)

    def _make_room(
        self, moves: Mapping[str, str], known: Mapping[str, Image], edits: Collection[str]
    ) -> set[str]:
        """Answers the new names under which annotations or edits wait already: somebody gave them
        the name by hand. They are of the picture that has it now."""
        joined = set()
        for name in set(moves.values()) - moves.keys():
            if name in known:  # nobody edited it: such moves are left out
                self._workspace.remove_annotations(name)
            elif name in edits or self._workspace.annotations(name):
                joined.add(name)
            self._workspace.remove_image(name)
            for table in filter(self._database.has_table, _OF_FILES):
                self._database.execute("DELETE FROM ? WHERE path = ?", Name(table), name)
            if self._database.has_table("taken_images"):
                self._database.execute("DELETE FROM taken_images WHERE image = ?", name)
        files = {self._found[name].geojson for name in moves.values()}
        for file in files - {known[name].geojson for name in moves}:
            if file is not None:  # perhaps it was nobody's
                self._workspace.forget(file)
        return joined

    def _give(self, old: Image, new: Image) -> None:
        for task in Task:
            self._set(task.value, "image", old.path, new.path)
        self._workspace.places.rename(old.path, new.path)
        self._set("images", "path", old.path, new.path)
        self._database.execute(
            "UPDATE images SET geojson = ? WHERE path = ?", new.geojson, new.path
        )
        for table in ("problems", *_OF_FILES):
            self._set(table, "path", old.path, new.path)
        for table in ("announced", "taken_images"):
            self._set(table, "image", old.path, new.path)
        if old.geojson is not None and new.geojson is not None:
            for table in ("files", "problems", "origins", "exports", "announced"):
                self._set(table, "path", old.geojson, new.geojson)

    def _set(self, table: str, column: str, old: str, new: str) -> None:
        if self._database.has_table(table):
            names = Name(table), Name(column), Name(column)
            self._database.execute("UPDATE ? SET ? = ? WHERE ? = ?", *names[:2], new, names[2], old)
