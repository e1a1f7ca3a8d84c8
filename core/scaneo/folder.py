"""What is in a campaign's folder, and which places in it may be written."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Optional, TypeVar

from .checks.rules import (
    FILE_SHARED,
    FOLDER_LINKED,
    FOLDER_NAMED,
    FOLDER_UNREADABLE,
    GEOJSON_ORPHAN,
    GEOJSON_SUFFIX,
    NAME_BROKEN,
)
from .errors import ScaneoError
from .large import Data
from .masks import leave_masks
from .model import Image, Problem
from .names import is_plain, split_suffix
from .regular import Irregular, read_data, read_whole

OWN_FOLDER = ".scaneo_bridge"
"""What is the plugin's own, below the campaign's folder: the lock of the one who writes, what a
write stages, backups, and what the folder held before others were merged into it."""

KEPT_BASE = f"{OWN_FOLDER}/base"
"""Where a folder that is merged into, and was the base itself, keeps what it held before."""

IMAGE_SUFFIXES = {".tif", ".tiff"}
_GEOJSON = ".geojson"


@dataclass(frozen=True)
class Listing:
    """A campaign's images in the order of their names, and what is odd about the folder.

    ``orphans`` are GeoJSON files that no image has for its annotations.
    """

    images: Sequence[Image]
    orphans: Sequence[str]
    problems: Sequence[Problem]


def list_folder(folder: Path) -> Listing:
    """Finds the images below a folder and the annotation file of each.

    :raises ScaneoError: where the folder is missing, can't be read, or holds no image.
    """
    listing = survey_folder(folder)
    if not listing.images:
        raise ScaneoError(
            f"There is no GeoTIFF (.tif or .tiff) in {folder}. "
            "Choose the folder that holds the images."
        )
    return listing


def survey_folder(folder: Path) -> Listing:
    """As `list_folder`, of a folder that need not hold an image.

    Hidden files and folders are passed over, and so are masks beside images. Links to folders are
    not entered: what is written beside an image there would land outside the campaign.

    :raises ScaneoError: where the folder is missing or can't be read.
    """
    check_there(folder)
    problems: list[Problem] = []
    names = sorted(_files(folder, problems))
    there = set(names)
    parted = [(name, *split_suffix(name)) for name in names]
    images = [name for name, _, suffix in parted if suffix.lower() in IMAGE_SUFFIXES]
    images = leave_masks(images, there, problems)
    listed = pair_images(images, problems)
    owners = {split_suffix(image.path)[0] for image in listed}
    orphans = []
    for name, stem, suffix in parted:
        if suffix.lower() != _GEOJSON or (stem in owners and suffix == _GEOJSON):
            continue
        if stem not in owners:
            rule = GEOJSON_ORPHAN
            what = "There is no image of this name beside it, so it is not shown."
            mend = "Put the image back, or move the file elsewhere."
        elif stem + _GEOJSON in there or not (folder / (stem + _GEOJSON)).exists():
            rule = GEOJSON_SUFFIX
            what = f"SCANEO reads files that end in {_GEOJSON} only, so it is not shown."
            mend = f"Let its name end in {_GEOJSON}, or move it elsewhere."
        else:  # a disk to which both names are one
            continue
        orphans.append(name)
        problems.append(rule.problem(name, what, mend))
    return Listing(listed, orphans, problems)


def pair_images(names: Iterable[str], problems: list[Problem]) -> list[Image]:
    """Images by their names, each with the annotation file that is its own.

    Those that can't have one are added to ``problems``.
    """
    owner: dict[str, str] = {}
    listed = []
    for name in sorted(names, key=_scaneo_first):
        stem = split_suffix(name)[0]
        first, is_fit = owner.setdefault(stem, name), is_below(name)
        if first != name:
            problems.append(
                FILE_SHARED.problem(
                    name,
                    f"It has the annotation file of {first}: its own annotations can't be kept.",
                    "Rename one of the two images.",
                )
            )
        elif not is_fit:
            problems.append(
                NAME_BROKEN.problem(
                    name,
                    "Windows would take this name for a path elsewhere: its annotations can't be "
                    "kept.",
                    "Rename the image.",
                )
            )
        own = first == name and is_fit
        listed.append(Image(name, stem + _GEOJSON if own else None))
    return sorted(listed, key=lambda image: image.path)


def _scaneo_first(name: str) -> tuple[bool, str]:
    """Of ``a.tif`` and ``a.tiff``, SCANEO sees the first only: the annotation file is its."""
    return not name.endswith(".tif"), name


def _files(folder: Path, problems: list[Problem]) -> Iterator[str]:
    def unreadable(error: OSError) -> None:
        if error.filename == str(folder):
            raise ScaneoError(f"The folder {folder} can't be read ({error.strerror}).")
        problems.append(
            FOLDER_UNREADABLE.problem(
                _below(folder, str(error.filename)),
                f"This folder can't be read ({error.strerror}).",
                "Ask for the right to read it.",
            )
        )

    for parent, folders, files in os.walk(folder, onerror=unreadable):
        for name in [name for name in folders if os.path.islink(os.path.join(parent, name))]:
            problems.append(
                FOLDER_LINKED.problem(
                    _below(folder, os.path.join(parent, name)),
                    "This is a link to a folder, which is not followed.",
                    "Copy the folder into the campaign, or open it by itself.",
                )
            )
        folders[:] = [name for name in folders if not name.startswith(".")]
        problems += [
            FOLDER_NAMED.problem(
                _below(folder, os.path.join(parent, name)),
                "This is a folder with the name of an image.",
                "Rename it, or put the image in its place.",
            )
            for name in folders
            if PurePosixPath(name).suffix.lower() in IMAGE_SUFFIXES
        ]
        within = _below(folder, parent)
        for file in files:
            if file.startswith("."):  # macOS keeps what it knows of a.tif in ._a.tif
                continue
            name = file if within == "." else f"{within}/{file}"
            try:
                name.encode("utf-8")
            except UnicodeEncodeError:
                shown = name.encode("utf-8", "replace").decode("utf-8")
                what, mend = "Its name is not UTF-8.", "Rename the file."
                problems.append(NAME_BROKEN.problem(shown, what, mend))
                continue
            yield name


def _below(folder: Path, path: str) -> str:
    return Path(os.path.relpath(path, folder)).as_posix()


def is_below(name: str) -> bool:
    """Whether a name is a path below a folder, on every system that the folder may come to."""
    if is_plain(name):
        return True
    posix, windows = PurePosixPath(name), PureWindowsPath(name)
    return bool(
        posix.parts
        and not posix.root
        and not windows.drive
        and not (os.name == "nt" and windows.root)
        and "\0" not in name
        and ".." not in posix.parts
        and ".." not in windows.parts
        and _is_text(name)
    )


def _is_text(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:  # half a character, which JSON can have and no name on disk
        return False
    return True


def is_kept_base(name: str) -> bool:
    """Whether a name is that of a file that a merge into its own base has kept."""
    return PurePosixPath(KEPT_BASE) in PurePosixPath(name).parents


def is_own(name: str) -> bool:
    """Whether a name below a folder is the plugin's own, and no file that is kept as a base."""
    return PurePosixPath(name).parts[0] == OWN_FOLDER and not is_kept_base(name)


def check_there(folder: Path) -> None:
    """:raises ScaneoError: where there is no such folder."""
    if not folder.is_dir():
        raise ScaneoError(f"There is no folder {folder}. Choose the folder that holds the images.")


def inside(folder: Path, name: str) -> Path:
    """Where a name lies below a folder.

    :raises ScaneoError: where it would lie outside: absolute, with ``..``, with a drive letter,
        with a NUL, or behind a link.
    """
    if not is_below(name):
        said = name.encode("utf-8", "replace").decode("utf-8")
        raise ScaneoError(f"“{said}” is no place in the folder, so nothing is written there.")
    parts = PurePosixPath(name).parts
    path = folder.joinpath(*parts)
    if len(parts) == 1:  # in the folder itself: there is no link between
        return path
    root = os.path.realpath(folder)
    parent = os.path.realpath(path.parent)
    if parent != root and not parent.startswith(os.path.join(root, "")):
        raise ScaneoError(
            f"“{name}” lies behind a link out of the folder: nothing is written there."
        )
    return path


def name_below(folder: Path, file: Path) -> Optional[str]:
    """A file's path below a folder, where it lies there, by whichever of its names."""
    if folder in file.parents:
        return file.relative_to(folder).as_posix()
    root, real = Path(os.path.realpath(folder)), Path(os.path.realpath(file.parent)) / file.name
    return real.relative_to(root).as_posix() if root in real.parents else None


def read_file(folder: Path, name: str) -> Optional[bytes]:
    """The bytes of a file below a folder; None where there is none.

    :raises OSError: where it is there and can't be read, or is no file, or too large.
    """
    return _read(folder, name, read_whole)


def read_large_file(folder: Path, name: str) -> Optional[Data]:
    """As `read_file`, but the bytes of a large file are not kept in memory."""
    return _read(folder, name, read_data)


_Read = TypeVar("_Read", bound=Data)


def _read(folder: Path, name: str, read: Callable[[Path], _Read]) -> Optional[_Read]:
    if not is_below(name):
        raise Irregular(errno.EINVAL, "its name is no place in the folder", name)
    try:
        return read(folder / name)
    except (FileNotFoundError, NotADirectoryError):
        return None
