"""Only images are images: the one place where a raster of a campaign is opened.

GDAL opens a file by what is in it, whatever its name is: a text that is called ``a.tif`` may be a
VRT, which reads other files, or the description of a server, to which GDAL connects at once. So an
image is opened with the drivers of GeoTIFF, and with no other but those that the user has named.

What lies beside an image is looked at, too, before GDAL sees it: overviews and masks are opened
with any driver, by names that the image gives in part, and a pipe would be waited for. Between
that look and the opening by QGIS, whose layers can't be told which drivers to use, somebody may
still put another file in the place; nothing can be done about that here. The layers of a project
that was saved are opened by QGIS alone: see `project_guard`.
"""

from __future__ import annotations

import errno
import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Optional

from osgeo import gdal
from qgis.core import QgsRasterLayer

from ...base.messages import message
from ...store.regular_files import Irregular, check_regular, mend_of, open_file
from .allowed import image_drivers
from .erdas import named_overviews
from .file_kinds import kind_of
from .gdal_errors import quiet

pass  # moved here

_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")  # the last two are BigTIFF
_RASTERS = (".ovr", ".msk")  # what GDAL opens beside an image as an image of its own
_ERDAS = (".aux", ".rrd")
_OTHERS = (".tif", ".tiff", ".geojson", ".json", ".gpkg")  # what it does not look for there
_METADATA = (".xml", ".txt", ".imd", ".rpb", ".pvl", ".rpc", ".eph", ".pass", ".dim")
"""What GDAL reads of satellites' makers, under names that need not begin as the image's."""
_LARGEST = 2**26  # bytes of a text beside an image: GDAL reads it whole
_HEAD = 1024
_LIMIT, _UNLISTED = "GDAL_READDIR_LIMIT_ON_OPEN", "GDAL_DISABLE_READDIR_ON_OPEN"
_PARSED = ("<VRTDataset", "<GDALTileIndexDataset")  # in a path, it is taken for the file itself
_REPLACE = message("geotiff.replace", "Put a whole copy in its place.")
_AWAY = message("geotiff.away", "Move it elsewhere.")
_GEOTIFF_INSTEAD = message(
    "geotiff.instead",
    "Put a GeoTIFF in its place, or allow its driver in Settings > Options > Scaneo Bridge.",
)


class NoImage(Exception):
    """What is not opened as an image: ``what`` says why, ``mend`` what to do."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend


def open_image(path: Path) -> gdal.Dataset:
    """Opens an image, by its path as we know it.

    :raises NoImage: where it is none, or something beside it is not what its name says.
    """
    try:
        check_regular(path)
    except Irregular as error:
        what = message("geotiff.irregular", "The image can't be read: {why}.", why=error.strerror)
        raise NoImage(what, error.mend) from error
    except OSError as error:
        raise NoImage(_refused(error), _REPLACE) from error
    allowed = image_drivers()
    rasters = _check_beside(path)
    dataset = _opened(path, allowed)
    if dataset is None:
        raise _why_not(path)
    _check_overviews(path, dataset)
    for name in rasters:
        _check_raster(path, path.with_name(name), allowed)
    return dataset


def raster_layer(
    path: Path, name: str, options: Optional[QgsRasterLayer.LayerOptions] = None
) -> QgsRasterLayer:
    """An image as a layer, which may be invalid.

    :raises NoImage: as `open_image`; GDAL in QGIS does not see it then.
    """
    open_image(path)
    if any(word in str(path) for word in _PARSED):
        raise NoImage(
            message("geotiff.name", "GDAL would take its name for what is in it."),
            message("geotiff.rename", "Rename it."),
        )
    return QgsRasterLayer(str(path), name, "gdal", options or QgsRasterLayer.LayerOptions())


def _opened(path: Path, allowed: Sequence[str]) -> Optional[gdal.Dataset]:
    with quiet(), _asking(path):
        try:
            return gdal.OpenEx(str(path), gdal.OF_RASTER, allowed_drivers=list(allowed))
        except RuntimeError:  # where other plugins let GDAL raise
            return None


@contextmanager
def _asking(path: Path) -> Iterator[None]:
    """Lets GDAL ask for each name that there may be beside an image, where it does so in the end:
    in a folder of many files, it gives up listing them, but begins anew for each image."""
    try:
        most = int(gdal.GetConfigOption(_LIMIT, "1000"))
        is_long = list_beside(str(path.parent)).file_count > most
    except (OSError, ValueError):
        is_long = False
    if not is_long or gdal.GetConfigOption(_UNLISTED) is not None:
        yield
        return
    gdal.SetThreadLocalConfigOption(_UNLISTED, "TRUE")
    try:
        yield
    finally:
        gdal.SetThreadLocalConfigOption(_UNLISTED, None)


def _why_not(path: Path) -> NoImage:
    try:
        head = _head(path)
    except OSError as error:
        return NoImage(_refused(error), mend_of(error))
    if not head or head.startswith(_TIFF):
        return NoImage(message("geotiff.unreadable", "The image can't be read."), _REPLACE)
    kind = kind_of(head)
    if kind is None:
        what = message("geotiff.no-geotiff", "The image can't be read: it is no GeoTIFF.")
    else:
        what = message(
            "geotiff.other-kind",
            "The image can't be read: it is no GeoTIFF (it is {kind}).",
            kind=kind,
        )
    return NoImage(what, _GEOTIFF_INSTEAD)


def _refused(error: OSError) -> str:
    return message("geotiff.refused", "The image can't be read ({why}).", why=error.strerror)


def _head(path: Path) -> bytes:
    """:raises OSError: where it can't be read."""
    with open_file(path) as stream:
        return stream.read(_HEAD)


# What lies beside an image


class Beside(NamedTuple):
    """What is in a folder, but images and annotations: by the beginnings of names, in lower case,
    and what is no regular file; and how many files there are in all."""

    names: dict[str, list[str]]
    odd: Sequence[str]
    file_count: int = 0

    def of(self, stem: str) -> list[str]:
        """The names of what GDAL may read with an image, by the beginning of its name."""
        own = f"{stem.lower()}."
        found = [name for name in self.names.get(_key(own), ()) if name.lower().startswith(own)]
        return sorted({*found, *(name for name in self.odd if _is_read(name, stem.lower()))})


def _check_beside(path: Path) -> list[str]:
    """The names of files beside an image that GDAL opens as images.

    :raises NoImage: where GDAL would read something else than a file of a fair size.
    """
    try:
        beside = list_beside(str(path.parent))
    except OSError as error:
        what = message(
            "geotiff.folder",
            "The folder of the image can't be read ({why}).",
            why=error.strerror,
        )
        mend = message("geotiff.ask-right", "Ask for the right to read it.")
        raise NoImage(what, mend) from error
    stem = path.stem.lower()
    for name in beside.odd:
        if _is_read(name, stem):
            _check_small(path.with_name(name))
    rasters = []
    for name in beside.names.get(_key(stem), ()):
        if not name.lower().startswith(f"{stem}."):
            continue
        if name.lower().endswith(_RASTERS):
            rasters.append(name)
        elif name.lower().endswith(_ERDAS):
            _check_erdas(path.with_name(name))
        else:
            _check_small(path.with_name(name))
    return rasters


def _check_erdas(file: Path) -> None:
    """:raises NoImage: where GDAL would look for files of a raster that lie elsewhere, or open what
    is none."""
    if not _check_file(file):
        return
    try:
        names = named_overviews(file)
    except OSError:  # GDAL can't read it either
        return
    if names is None:
        what = message(
            "geotiff.values-elsewhere",
            "The image is not opened: {file} beside it has its values in another file.",
            file=file.name,
        )
        raise NoImage(what, _AWAY)
    for name in names:
        _check_file(file.with_name(name))


def list_beside(folder: str) -> Beside:
    """What is in a folder, but images and annotations. :raises OSError: where it can't be read."""
    found = os.stat(folder)
    return _list(folder, found.st_ino, found.st_mtime_ns, found.st_ctime_ns)


def _check_small(file: Path) -> None:
    """:raises NoImage: where it is no file, or GDAL would read too much."""
    if _check_file(file) > _LARGEST:
        what = message(
            "geotiff.beside-large",
            "The image is not opened: GDAL would read all of {file} beside it, and that is larger "
            "than {size} MB.",
            file=file.name,
            size=_LARGEST // 2**20,
        )
        raise NoImage(what, _AWAY)


def _check_file(file: Path) -> int:
    """Its size in bytes, 0 for what GDAL passes over. :raises NoImage: where it is no file."""
    try:
        check_regular(file)
        return file.stat().st_size
    except Irregular as error:
        if error.errno == errno.EISDIR:  # it is passed over
            return 0
        what = message(
            "geotiff.beside-read",
            "The image is not opened: GDAL would read {file} beside it, but {why}.",
            file=file.name,
            why=error.strerror,
        )
        raise NoImage(what, _AWAY) from error
    except OSError:  # it is gone, or GDAL can't read it either
        return 0


@lru_cache(maxsize=64)
def _list(folder: str, *_: int) -> Beside:
    """What is in a folder, as long as that stays as it is, by its inode and times."""
    names, odd, count = defaultdict(list), [], 0
    with os.scandir(folder) as entries:
        for count, entry in enumerate(entries, 1):  # noqa: B007 - the last one counts
            lower = entry.name.lower()
            if lower.endswith(_OTHERS):
                continue
            names[_key(lower)].append(entry.name)
            if not (entry.is_file() or entry.is_dir()) and os.path.exists(entry.path):
                odd.append(entry.name)
    return Beside(dict(names), odd, count)


def _is_read(name: str, stem: str) -> bool:
    return name.lower().startswith(stem) or name.lower().endswith(_METADATA)


def _key(name: str) -> str:
    return name.partition(".")[0]


def _check_raster(path: Path, file: Path, allowed: Sequence[str]) -> None:
    """:raises NoImage: where a file beside an image that GDAL opens by any driver is no TIFF."""
    try:
        head = _head(file)
    except Irregular as error:
        what = message(
            "geotiff.beside-open",
            "The image is not opened: GDAL would open {file} beside it, but {why}.",
            file=file.name,
            why=error.strerror,
        )
        raise NoImage(what, _AWAY) from error
    except OSError as error:  # GDAL can't read it either
        if file.is_symlink():  # but it opens what a link says that leads nowhere
            what = message(
                "geotiff.beside-link",
                "The image is not opened: {file} beside it is a link that leads to no file.",
                file=file.name,
            )
            raise NoImage(what, _AWAY) from error
        return
    if not head:
        return
    dataset = _opened(file, allowed)
    if dataset is not None:
        _check_overviews(path, dataset)
    elif not head.startswith(_TIFF):
        raise NoImage(_no_tiff(file.name, kind_of(head)), _AWAY)


def _no_tiff(name: str, kind: Optional[str]) -> str:
    if kind is None:
        return message(
            "geotiff.beside-no-tiff",
            "The image is not opened: {file} beside it is no TIFF.",
            file=name,
        )
    return message(
        "geotiff.beside-other-kind",
        "The image is not opened: {file} beside it is no TIFF (it is {kind}).",
        file=name,
        kind=kind,
    )


def _check_overviews(path: Path, dataset: gdal.Dataset) -> None:
    """:raises NoImage: where an image, or what is beside it, names another file for its overviews:
    that may lie anywhere, on a server, too."""
    elsewhere = dataset.GetMetadataItem("OVERVIEW_FILE", "OVERVIEWS")
    if elsewhere:
        raise NoImage(
            message(
                "geotiff.overviews-elsewhere",
                "The image is not opened: it has its overviews in another file ({file}).",
                file=elsewhere[:80],
            ),
            message(
                "geotiff.delete-aux",
                "Delete {image}.aux.xml, or what names that file (OVERVIEW_FILE).",
                image=path.name,
            ),
        )


def parts_of(file: Path) -> list[Path]:
    """A GeoTIFF and what belongs to it, such as its overviews, by GDAL's account: those that are
    files."""
    try:
        names = open_image(file).GetFileList() or []
    except (NoImage, RuntimeError):  # GDAL raises where another plugin lets it
        names = []
    beside = {Path(name) for name in names if Path(name).parent == file.parent}
    return sorted(part for part in beside | {file} if part.is_file())
