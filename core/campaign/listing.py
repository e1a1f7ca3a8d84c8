"""Lists the images, annotation files and problems of a campaign's folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from pathlib import Path, PurePosixPath

from ..base.errors import ScaneoError
from ..base.messages import message
from ..base.model import Image, Problem
from ..base.names import split_suffix
from ..base.rules import (
    FOLDER_LINKED,
    FOLDER_NAMED,
    FOLDER_UNREADABLE,
    GEOJSON_ORPHAN,
    GEOJSON_SUFFIX,
    NAME_BROKEN,
)
from ..formats.scaneo.labels import LABELS_FILE
from ..formats.scaneo.pairing import ANNOTATION_SUFFIX, IMAGE_SUFFIXES, pair_images, without_masks
from ..store.folder import AnyPath, CampaignFolder
from ..store.regular_files import ASK_RIGHT

_LOOKED_AT = 2000  # names of a folder
IMAGE_MISSING = message(
    "listing.image-missing",
    "The image is gone from the folder; its annotations are kept in the workspace.",
)


@dataclass(frozen=True)
class Listing:
    """A campaign's images in the order of their names, and the problems of its folder.

    ``orphans`` are GeoJSON files that are the annotation file of no image.
    """

    images: Sequence[Image]
    orphans: Sequence[str]
    problems: Sequence[Problem]


class FolderKind(Enum):
    """What a folder seems to be: a campaign holds spai.json, or annotations beside an image; images
    could be labelled."""

    CAMPAIGN = "campaign"
    IMAGES = "images"
    OTHER = "other"


def folder_kind(path: str) -> FolderKind:
    """What a folder seems to be, by a look at its first names: it takes milliseconds, however many
    files there are. `OTHER` also where it can't be read, or is no folder."""
    try:
        if os.path.isfile(os.path.join(path, LABELS_FILE)):
            return FolderKind.CAMPAIGN
        with os.scandir(path) as entries:
            parted = [split_suffix(entry.name) for entry in islice(entries, _LOOKED_AT)]
    except (OSError, ValueError):  # the second: a path that no disk can have
        return FolderKind.OTHER
    images = {stem for stem, suffix in parted if suffix.lower() in IMAGE_SUFFIXES}
    if any(suffix == ANNOTATION_SUFFIX and stem in images for stem, suffix in parted):
        return FolderKind.CAMPAIGN
    return FolderKind.IMAGES if images else FolderKind.OTHER


def list_folder(path: AnyPath) -> Listing:
    """Lists the images below a folder and the annotation file of each.

    :raises ScaneoError: where the folder is missing, can't be read, or contains no image.
    """
    folder = CampaignFolder.at(path)
    listing = survey_folder(folder)
    if not listing.images:
        raise ScaneoError(
            message(
                "listing.no-image",
                "There is no GeoTIFF (.tif or .tiff) in {folder}. Choose the folder that holds the "
                "images.",
                folder=str(folder),
            )
        )
    return listing


def survey_folder(path: AnyPath) -> Listing:
    """Like `list_folder`, for a folder that need not contain an image.

    Hidden files and folders are skipped, and so are masks beside images. Links to folders are not
    followed: files written beside an image there would be outside the campaign.

    :raises ScaneoError: where the folder is missing or can't be read.
    """
    folder = CampaignFolder.at(path)
    folder.check_there()
    problems: list[Problem] = []
    names = sorted(_files(folder, problems))
    there = set(names)
    parted = [(name, *split_suffix(name)) for name in names]
    images = [name for name, _, suffix in parted if suffix.lower() in IMAGE_SUFFIXES]
    images = without_masks(images, there, problems)
    listed = pair_images(images, problems)
    owners = {split_suffix(image.path)[0] for image in listed}
    orphans = []
    for name, stem, suffix in parted:
        if suffix.lower() != ANNOTATION_SUFFIX or (stem in owners and suffix == ANNOTATION_SUFFIX):
            continue
        if stem not in owners:
            rule = GEOJSON_ORPHAN
            what = message(
                "listing.orphan", "There is no image of this name beside it, so it is not shown."
            )
            mend = message(
                "listing.put-image-back", "Put the image back, or move the file elsewhere."
            )
        elif (
            stem + ANNOTATION_SUFFIX in there
            or not (folder.path / (stem + ANNOTATION_SUFFIX)).exists()
        ):
            rule = GEOJSON_SUFFIX
            what = message(
                "listing.suffix",
                "SCANEO reads files that end in {suffix} only, so it is not shown.",
                suffix=ANNOTATION_SUFFIX,
            )
            mend = message(
                "listing.let-end",
                "Let its name end in {suffix}, or move it elsewhere.",
                suffix=ANNOTATION_SUFFIX,
            )
        else:  # a disk that ignores case: both names are one file
            continue
        orphans.append(name)
        problems.append(rule.problem(name, what, mend))
    return Listing(listed, orphans, problems)


def _files(folder: CampaignFolder, problems: list[Problem]) -> Iterator[str]:
    def unreadable(error: OSError) -> None:
        if error.filename == str(folder):
            raise ScaneoError(
                message(
                    "listing.unreadable",
                    "The folder {folder} can't be read ({why}).",
                    folder=str(folder),
                    why=error.strerror,
                )
            )
        what = message(
            "listing.folder-unreadable",
            "This folder can't be read ({why}).",
            why=error.strerror,
        )
        below = _below(folder, str(error.filename))
        problems.append(FOLDER_UNREADABLE.problem(below, what, ASK_RIGHT))

    for parent, folders, files in os.walk(folder, onerror=unreadable):
        for name in [name for name in folders if os.path.islink(os.path.join(parent, name))]:
            problems.append(
                FOLDER_LINKED.problem(
                    _below(folder, os.path.join(parent, name)),
                    message("listing.link", "This is a link to a folder, which is not followed."),
                    message(
                        "listing.copy-folder",
                        "Copy the folder into the campaign, or open it by itself.",
                    ),
                )
            )
        folders[:] = [name for name in folders if not name.startswith(".")]
        problems += [
            FOLDER_NAMED.problem(
                _below(folder, os.path.join(parent, name)),
                message("listing.named", "This is a folder with the name of an image."),
                message("listing.rename-folder", "Rename it, or put the image in its place."),
            )
            for name in folders
            if PurePosixPath(name).suffix.lower() in IMAGE_SUFFIXES
        ]
        within = _below(folder, parent)
        for file in files:
            if file.startswith("."):  # hidden; macOS stores attributes of a.tif in ._a.tif
                continue
            name = file if within == "." else f"{within}/{file}"
            try:
                name.encode("utf-8")
            except UnicodeEncodeError:
                shown = name.encode("utf-8", "replace").decode("utf-8")
                what = message("listing.not-utf-8", "Its name is not UTF-8.")
                mend = message("listing.rename-file", "Rename the file.")
                problems.append(NAME_BROKEN.problem(shown, what, mend))
                continue
            yield name


def _below(folder: CampaignFolder, path: str) -> str:
    return Path(os.path.relpath(path, folder)).as_posix()
