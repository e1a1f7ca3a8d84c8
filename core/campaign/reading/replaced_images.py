"""Images that were replaced, or got other files beside them, since the campaign was last opened.

Footprints and problems of images are read once. Whether they still hold is told by the fingerprints
of the image's file and of the files that GDAL may read beside it (overviews, masks, world files,
statistics): what has the same is not read. A change that keeps size, time and inode is not noticed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from collections.abc import Set as AbstractSet
from typing import Optional

from ...base.messages import message
from ...base.model import Image, Problem, Severity
from ...base.names import split_suffix
from ...formats.scaneo.checks.ground import ImageGround
from ...formats.scaneo.checks.shapes import read_shape
from ...images.files.geotiff import FilesBeside, list_beside
from ...images.files.image_file import ImageFile
from ...store.folder import CampaignFolder
from ...workspace.repository import Repository
from .folder_reader import FolderReader
from .folder_rows import FolderRows


def reread_replaced(
    workspace: Repository,
    folder: CampaignFolder,
    images: Collection[str],
    known: AbstractSet[str],
    noted: Mapping[str, ImageFile],
    image_files: Mapping[str, ImageFile],
    check: Callable[[], None],
) -> list[Problem]:
    """Reads the footprints of images whose fingerprint differs from ``noted``, in a transaction.

    ``images`` are those of the folder, ``known`` those of the workspace; images without a footprint
    are left to the refresh. A problem with an image is stored in the workspace, and its footprint
    stays, so that its annotations are visible. Images with a problem are always read again.
    Returned problems are about annotations that are no longer on their image. ``check`` is called
    before each image.
    """
    located = known - workspace.images_without_footprint()
    wrong = workspace.paths_with_problems()
    before, now = workspace.beside_images(), fingerprints_beside(folder, images)
    renewing = _Renewing(workspace, folder)
    problems = []
    for name in images:
        is_other = before is not None and before.get(name) != now.get(name)
        if name in located and (
            is_other or name in wrong or _is_changed(noted.get(name), image_files.get(name))
        ):
            check()
            problems += renewing.renew(name)
    workspace.note_beside_images(before, now)
    return problems


def _is_changed(noted: Optional[ImageFile], image_file: Optional[ImageFile]) -> bool:
    """Whether a file is another one, was deleted, or was not recorded (by version 0.1.0). Disks get
    other device numbers each time they are mounted."""
    return (
        noted is None
        or image_file is None
        or noted._replace(device=image_file.device) != image_file
    )


class _Renewing:
    """Gives images their new footprints."""

    def __init__(self, workspace: Repository, folder: CampaignFolder) -> None:
        self._workspace = workspace
        self._reader = FolderReader(folder)
        self._new_rows = FolderRows(workspace.new_rows())

    def renew(self, image: str) -> list[Problem]:
        found = self._reader.find_footprint(Image(image, None))
        self._workspace.forget_problems(image)
        if isinstance(found, Problem):
            self._new_rows.add_problems([found])
            return []
        if found == self._workspace.footprint(image):
            return []
        self._workspace.set_footprint(image, found)
        return self._left_behind(image, found)

    def _left_behind(self, image: str, footprint: bytes) -> list[Problem]:
        rows = self._workspace.annotations(image)
        shapes = [shape for shape in (read_shape(row.annotation) for row in rows) if shape]
        ground = ImageGround(footprint)
        outside = sum(not ground.fits(shape.repaired or shape.geometry) for shape in shapes)
        if not outside:
            return []
        what = message(
            "replaced_images.left-behind",
            "The image lies elsewhere than when it was read. Of the boxes and areas on it, "
            "{outside} of {all} lie outside it now.",
            outside=outside,
            all=len(shapes),
        )
        mend = message(
            "replaced_images.look-again",
            "Look at them again: move what is not where it should be, or put the image back.",
        )
        return [Problem(image, what, mend, severity=Severity.WARNING)]


# What lies beside images


def note_beside_images(
    workspace: Repository, folder: CampaignFolder, images: Collection[str]
) -> None:
    """Stores the fingerprints of files beside images that were all just read."""
    workspace.note_beside_images(workspace.beside_images(), fingerprints_beside(folder, images))


def fingerprints_beside(folder: CampaignFolder, images: Collection[str]) -> dict[str, str]:
    """The fingerprints of files beside images, by image; without images that have none."""
    listed: dict[str, FilesBeside] = {}
    found = {}
    for name in images:
        within, _, own = name.rpartition("/")
        parent = os.path.join(folder, within) if within else os.fspath(folder)
        if parent not in listed:
            try:
                listed[parent] = list_beside(parent)
            except OSError:  # reported for each image that is opened there
                listed[parent] = FilesBeside({}, ())
        stem = split_suffix(own)[0]
        names = listed[parent].of(stem)
        if names:
            ending = slice(len(stem), None)
            fingerprints = (_fingerprint(os.path.join(parent, one), one[ending]) for one in names)
            found[name] = "|".join(fingerprints)
    return found


def _fingerprint(path: str, name: str) -> str:
    try:
        found = os.stat(path)
    except OSError:  # a broken link
        return name
    return f"{name} {found.st_mode >> 12} {found.st_size} {found.st_mtime_ns}"
