"""Makes a copy of an image that lies as maps do: north up, with a geotransform, in a common CRS."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Union

from osgeo import gdal
from qgis.core import QgsFeedback

from ..base.errors import Cancelled, ScaneoError
from ..base.messages import joined, message
from ..store.disk import allow_same_readers
from ..store.folder import CampaignFolder
from ..store.regular_files import flush
from ..store.write.writing import Writing
from .files.gdal_errors import quiet
from .files.geotiff import NotAnImage, open_image
from .georeference import Georeference, NoFootprint, Pair

_ZONE = 6.0  # degrees: a wider image does not fit a UTM zone
_POLAR = 80.0  # degrees of latitude: UTM ends there
_OPTIONS = ["TILED=YES", "COMPRESS=DEFLATE", "BIGTIFF=IF_SAFER"]


def warp_copy(folder: CampaignFolder, image: str, feedback: QgsFeedback) -> str:
    """Warps a copy of an image beside it, and returns its path below the campaign's folder.

    Pixels keep their values (nearest neighbour). No file is replaced.

    :raises ScaneoError: where the image's position is not known, or the disk refuses.
    :raises Cancelled: where the feedback was cancelled; there is no copy then.
    """
    path = folder.path / image
    try:
        crs = _target(Georeference(path))
    except NoFootprint as error:
        raise _unwarped(path, error) from None
    try:
        with Writing(folder, what="warp") as writing:
            part = writing.staged_path("warped.tif")
            _warp(path, part, crs, feedback)
            allow_same_readers(part, path)
            return _put(part, path).relative_to(folder.path).as_posix()
    except OSError as error:
        raise ScaneoError(
            message(
                "warping.unwritable",
                "No copy of {path} can be written ({why}).",
                path=path,
                why=error.strerror,
            )
        ) from error


def _unwarped(path: Path, error: Union[NoFootprint, NotAnImage]) -> ScaneoError:
    what = message("warping.refused", "{path} can't be warped.", path=path)
    return ScaneoError(joined(what, error.what, error.mend))


def _target(image: Georeference) -> str:
    """UTM on WGS 84 where an image is small enough, otherwise longitude and latitude."""
    width, height = float(image.width), float(image.height)
    pixels = [(x * width / 4, y * height / 4) for x in range(5) for y in range(5)]
    known: list[Pair] = [one for one in image.positions(pixels) if one is not None]
    if not known:
        raise NoFootprint(
            message("warping.no-lonlat", "No pixel of it has a longitude and latitude."),
            message("warping.georeference", "Georeference it."),
        )
    first = known[len(known) // 2][0]
    east = [(lon - first + 180) % 360 - 180 for lon, _ in known]
    lats = [lat for _, lat in known]
    if max(east) - min(east) > _ZONE or max(map(abs, lats)) > _POLAR:
        return "EPSG:4326"
    middle = (first + (max(east) + min(east)) / 2 + 180) % 360
    zone = int(middle // 6) + 1
    return f"EPSG:{(32600 if sum(lats) >= 0 else 32700) + zone}"


def _warp(path: Path, part: Path, crs: str, feedback: QgsFeedback) -> None:
    """:raises ScaneoError: where GDAL fails.
    :raises Cancelled: where the feedback was cancelled.
    """
    try:
        source = open_image(path)
    except NotAnImage as error:
        raise _unwarped(path, error) from error

    def go_on(done: float, *_: object) -> int:
        feedback.setProgress(100 * done)
        return int(not feedback.isCanceled())

    with quiet():
        try:
            made = gdal.Warp(
                str(part),
                source,
                format="GTiff",
                dstSRS=crs,
                creationOptions=_OPTIONS,
                callback=go_on,
            )
            done = made is not None and made.FlushCache() in (None, 0)
        except RuntimeError:  # where another plugin lets GDAL raise
            made, done = None, False
    del made
    if feedback.isCanceled():
        raise Cancelled
    if not done:
        raise ScaneoError(
            message(
                "warping.gdal",
                "{path} can't be warped: GDAL can't read it, or the disk is full.",
                path=path,
            )
        )
    flush(part)


def _put(part: Path, path: Path) -> Path:
    """Moves the copy beside the image, under a name that no file has."""
    names = _names(path.stem)
    while True:
        target = path.with_name(next(names))
        # That file would be taken for the copy's annotations.
        if target.with_suffix(".geojson").exists():
            continue
        try:
            os.link(part, target)
        except FileExistsError:
            continue
        except OSError:  # a disk without hard links
            if target.exists():
                continue
            os.rename(part, target)
        return target


def _names(stem: str) -> Iterator[str]:
    yield f"{stem}_warped.tif"
    for number in count(2):
        yield f"{stem}_warped_{number}.tif"
