"""The images that layers are exported onto, and how they get into the campaign's folder."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Optional

import shapely.wkb
from osgeo import osr
from qgis.core import QgsFeedback, QgsProject, QgsRasterLayer

from ..base.errors import Cancelled, ScaneoError
from ..base.messages import message
from ..base.model import Image, Problem, Severity
from ..campaign.listing import list_folder
from ..formats.scaneo.pairing import IMAGE_SUFFIXES, pair_images, without_masks
from ..images.footprints import FootprintReader
from ..images.georeference import NoFootprint
from ..images.image_index import LocatedImage
from ..store.folder import AnyPath, CampaignFolder
from ..workspace.campaign_folder import campaign_folder
from .mapping import ImagesFrom

_SAME_PLACE = 0.01
"""How much of two footprints, of one, may differ where both are of the same image."""
_MOST = 5_000
"""Files and folders: to look through more takes longer than one waits for a suggestion."""


@dataclass(frozen=True)
class ImageFiles:
    """Where the images of an export are: all of a folder, or just these files."""

    folder: AnyPath
    files: Sequence[Path] = ()


@dataclass(frozen=True)
class FoundImages:
    """The images by name, the file of each, and why annotations can't be assigned to some by
    position."""

    images: Sequence[LocatedImage]
    files: Sequence[Path]
    problems: Sequence[Problem]
    systems: Sequence[osr.SpatialReference] = ()
    """The reference systems by which GDAL places them."""


def project_images(project: QgsProject) -> list[Path]:
    """The local GeoTIFFs that a project shows, each once."""
    found = set()
    for layer in project.mapLayers().values():
        if not isinstance(layer, QgsRasterLayer) or layer.dataProvider() is None:
            continue
        path = Path(layer.source().split("|", 1)[0])
        if path.suffix.lower() in IMAGE_SUFFIXES and path.is_file():
            found.add(path)
    return sorted(found)


def some_images(folder: Path) -> Optional[list[str]]:
    """The names of the images below a folder, as far as a quick search finds them; None where it
    would take long, or there is none."""
    found, count = [], 0
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        count += len(folders) + len(files)
        if count > _MOST:
            return None
        found += [
            (Path(root) / name).relative_to(folder).as_posix()
            for name in files
            if Path(name).suffix.lower() in IMAGE_SUFFIXES and not name.startswith(".")
        ]
    return sorted(found) or None


def likely_images(folder: Optional[Path], images: Sequence[Path]) -> tuple[ImagesFrom, str]:
    """Where the images of an export to a folder are likely to be, and in which other folder, if
    any. ``images`` are those of the project.

    If other images lie beside these, the whole folder is taken: features on images that the project
    doesn't show would be left out otherwise.
    """
    if not images:
        return ImagesFrom.FOLDER, ""
    if folder is not None and all(folder in image.parents for image in images):
        return (ImagesFrom.FOLDER if _has_more(folder, images) else ImagesFrom.RASTERS), ""
    common = Path(os.path.commonpath([image.parent for image in images]))
    if _has_more(common, images):
        return ImagesFrom.FOLDER, str(common)
    return ImagesFrom.RASTERS, ""


def _has_more(folder: Path, images: Sequence[Path]) -> bool:
    """Whether a folder contains all of these images, and others."""
    return {folder / name for name in some_images(folder) or ()} > set(images)


def find_images(source: ImageFiles, target: CampaignFolder, feedback: QgsFeedback) -> FoundImages:
    """Finds the images of an export to the folder ``target``, with names and footprints.

    :raises ScaneoError: where there is none.
    :raises Cancelled: where the feedback was cancelled.
    """
    problems: list[Problem] = []
    if source.files:
        names = _names(source.files, target)
        geojsons = (image.geojson for image in pair_images(names, []) if image.geojson)
        labelled = [path for path in geojsons if (target.path / path).exists()]
        images = pair_images(without_masks(names, labelled, problems), problems)
        files = [names[image.path] for image in images]
    else:
        folder = campaign_folder(source.folder)
        listing = list_folder(folder)
        campaign = folder.name_of(target.path)  # its images are copies of those in `source.folder`
        found = [
            image
            for image in listing.images
            if campaign is None or not image.path.startswith(f"{campaign}/")
        ]
        files = [folder.path / image.path for image in found]
        own = {image.path for image in found}
        top = target.name_of(folder.path)
        images = [_moved(image, top) for image in found]
        problems += [
            replace(problem, path=_joined(top, problem.path))
            for problem in listing.problems
            if problem.path in own
        ]
    reader = FootprintReader()
    located = []
    for image, file in zip(images, files):
        if feedback.isCanceled():
            raise Cancelled
        try:
            located.append(LocatedImage(image, *reader.measure(file)))
        except NoFootprint as error:
            located.append(LocatedImage(image, None))
            problems.append(Problem(image.path, error.what, error.mend, severity=Severity.WARNING))
        _check_same(target.path / image.path, located[-1], file, reader)
    return FoundImages(located, files, problems, reader.systems)


def _moved(image: Image, top: Optional[str]) -> Image:
    """An image of a folder as an image of the campaign in which that folder is ``top``."""
    return Image(_joined(top, image.path), image.geojson and _joined(top, image.geojson))


def _joined(top: Optional[str], name: str) -> str:
    return name if top is None else f"{top}/{name}"


def _check_same(there: Path, image: LocatedImage, file: Path, reader: FootprintReader) -> None:
    """:raises ScaneoError: where the folder has another image of that name, with another
    footprint."""
    if image.footprint is None or not there.is_file() or there.samefile(file):
        return
    with suppress(NoFootprint):
        one, other = map(shapely.wkb.loads, (image.footprint, reader.read(there)))
        if one.symmetric_difference(other).area > _SAME_PLACE * one.area:
            raise ScaneoError(
                message(
                    "mapping.another-image",
                    "{there} is another image than {file}: they lie in different places. Choose "
                    "another folder, or rename one of the two.",
                    there=there,
                    file=file,
                )
            )


def _names(files: Sequence[Path], target: CampaignFolder) -> dict[str, Path]:
    """Files by their names in the campaign: the path below the folder, or the file's own name with
    as many parent folders as are needed to distinguish it from the others."""
    inside, outside = {}, []
    for file in files:
        name = target.name_of(file)
        if name is None:
            outside.append(file)
        else:
            inside[name] = file
    length = 1
    while True:
        tails = ["/".join(file.parts[-length:]) for file in outside]
        uses = Counter([*tails, *inside])
        if all(uses[tail] == 1 for tail in tails):
            return {**inside, **dict(zip(tails, outside))}
        length += 1
        if length > max(len(file.parts) for file in outside) - 1:
            name = next(tail for tail in tails if uses[tail] > 1)
            raise ScaneoError(
                message(
                    "mapping.one-name",
                    "Two of the images would have one name in {folder}: {name}. Choose another "
                    "folder, or leave one of them out.",
                    folder=str(target),
                    name=name,
                )
            )
