"""The only place where a raster of a campaign is opened.

GDAL opens a file by its content, whatever its name: a text called ``a.tif`` may be a VRT, which
reads other files, or the description of a server, to which GDAL connects at once. So images are
opened with the GeoTIFF drivers only, and with those that the user has allowed.

Files beside an image are checked before GDAL sees them: GDAL opens overviews and masks with any
driver, by names that the image may give, and would wait for ever on a pipe. Between this check and
the opening by QGIS, whose layers can't be restricted to some drivers, somebody may still replace a
file; this can't be prevented here. Layers of a saved project are opened by QGIS alone: see
`project_guard`.
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
from ...store.regular_files import NotRegular, check_regular, mend_of, open_file
from .allowed import image_drivers
from .erdas import named_overviews
from .file_kinds import kind_of
from .gdal_errors import quiet

_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")  # the last two: BigTIFF
_RASTERS = (".ovr", ".msk")  # files beside an image that GDAL opens as images
_ERDAS = (".aux", ".rrd")
# Files that GDAL doesn't read with an image.
_OTHERS = (".tif", ".tiff", ".geojson", ".json", ".gpkg")
_METADATA = (".xml", ".txt", ".imd", ".rpb", ".pvl", ".rpc", ".eph", ".pass", ".dim")
"""What GDAL reads of satellites' makers, under names that need not begin as the image's."""
_LARGEST = 2**26  # bytes of a text file beside an image: GDAL reads it whole
_HEAD = 1024
_LIMIT, _UNLISTED = "GDAL_READDIR_LIMIT_ON_OPEN", "GDAL_DISABLE_READDIR_ON_OPEN"
# GDAL takes a path that contains these for the file's content.
_PARSED = ("<VRTDataset", "<GDALTileIndexDataset")
_REPLACE = message("geotiff.replace", "Put a whole copy in its place.")
_AWAY = message("geotiff.away", "Move it elsewhere.")
_GEOTIFF_INSTEAD = message(
    "geotiff.instead",
    "Put a GeoTIFF in its place, or allow its driver in Settings > Options > Scaneo Bridge.",
)


class NotAnImage(Exception):
    """A file that is not opened as an image: ``what`` says why, ``mend`` what to do."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend


def open_image(path: Path) -> gdal.Dataset:
    """Opens an image by its path.

    :raises NotAnImage: where it is none, or a file beside it is not what its name says.
    """
    try:
        check_regular(path)
    except NotRegular as error:
        what = message("geotiff.irregular", "The image can't be read: {why}.", why=error.strerror)
        raise NotAnImage(what, error.mend) from error
    except OSError as error:
        raise NotAnImage(_refused(error), _REPLACE) from error
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

    :raises NotAnImage: like `open_image`; QGIS doesn't open it then.
    """
    open_image(path)
    if any(word in str(path) for word in _PARSED):
        raise NotAnImage(
            message("geotiff.name", "GDAL would take its name for what is in it."),
            message("geotiff.rename", "Rename it."),
        )
    return QgsRasterLayer(str(path), name, "gdal", options or QgsRasterLayer.LayerOptions())


def _opened(path: Path, allowed: Sequence[str]) -> Optional[gdal.Dataset]:
    with quiet(), _asking(path):
        try:
            return gdal.OpenEx(str(path), gdal.OF_RASTER, allowed_drivers=list(allowed))
        except RuntimeError:  # where another plugin lets GDAL raise
            return None


@contextmanager
def _asking(path: Path) -> Iterator[None]:
    """Makes GDAL test each name that may be beside an image, which it would do in the end anyway:
    in a folder of many files, it lists part of the folder first, again for each image."""
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


def _why_not(path: Path) -> NotAnImage:
    try:
        head = _head(path)
    except OSError as error:
        return NotAnImage(_refused(error), mend_of(error))
    if not head or head.startswith(_TIFF):
        return NotAnImage(message("geotiff.unreadable", "The image can't be read."), _REPLACE)
    kind = kind_of(head)
    if kind is None:
        what = message("geotiff.no-geotiff", "The image can't be read: it is no GeoTIFF.")
    else:
        what = message(
            "geotiff.other-kind",
            "The image can't be read: it is no GeoTIFF (it is {kind}).",
            kind=kind,
        )
    return NotAnImage(what, _GEOTIFF_INSTEAD)


def _refused(error: OSError) -> str:
    return message("geotiff.refused", "The image can't be read ({why}).", why=error.strerror)


def _head(path: Path) -> bytes:
    """:raises OSError: where it can't be read."""
    with open_file(path) as stream:
        return stream.read(_HEAD)


# Files beside an image


class FilesBeside(NamedTuple):
    """The files of a folder other than images and annotations, by stem in lower case; those that
    are no regular files; and how many files there are in all."""

    names: dict[str, list[str]]
    odd: Sequence[str]
    file_count: int = 0

    def of(self, stem: str) -> list[str]:
        """The names of files that GDAL may read with an image, by the image's stem."""
        own = f"{stem.lower()}."
        found = [name for name in self.names.get(_key(own), ()) if name.lower().startswith(own)]
        return sorted({*found, *(name for name in self.odd if _is_read(name, stem.lower()))})


def _check_beside(path: Path) -> list[str]:
    """The names of files beside an image that GDAL opens as images.

    :raises NotAnImage: where one of the files that GDAL reads is not regular, or too large.
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
        raise NotAnImage(what, mend) from error
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
    """:raises NotAnImage: where GDAL would look for an external raster elsewhere, or open a file
    that is no image."""
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
        raise NotAnImage(what, _AWAY)
    for name in names:
        _check_file(file.with_name(name))


def list_beside(folder: str) -> FilesBeside:
    """The files of a folder other than images and annotations.

    :raises OSError: where it can't be read.
    """
    found = os.stat(folder)
    return _list(folder, found.st_ino, found.st_mtime_ns, found.st_ctime_ns)


def _check_small(file: Path) -> None:
    """:raises NotAnImage: where it is no regular file, or too large."""
    if _check_file(file) > _LARGEST:
        what = message(
            "geotiff.beside-large",
            "The image is not opened: GDAL would read all of {file} beside it, and that is larger "
            "than {size} MB.",
            file=file.name,
            size=_LARGEST // 2**20,
        )
        raise NotAnImage(what, _AWAY)


def _check_file(file: Path) -> int:
    """The file's size in bytes, 0 where GDAL ignores it.

    :raises NotAnImage: where it is no regular file.
    """
    try:
        check_regular(file)
        return file.stat().st_size
    except NotRegular as error:
        if error.errno == errno.EISDIR:  # a folder: GDAL ignores it
            return 0
        what = message(
            "geotiff.beside-read",
            "The image is not opened: GDAL would read {file} beside it, but {why}.",
            file=file.name,
            why=error.strerror,
        )
        raise NotAnImage(what, _AWAY) from error
    except OSError:  # it was deleted, or GDAL can't read it either
        return 0


@lru_cache(maxsize=64)
def _list(folder: str, *_: int) -> FilesBeside:
    """What is in a folder, read again when its inode or times change."""
    names, odd, count = defaultdict(list), [], 0
    with os.scandir(folder) as entries:
        for count, entry in enumerate(entries, 1):  # noqa: B007 - the last one counts
            lower = entry.name.lower()
            if lower.endswith(_OTHERS):
                continue
            names[_key(lower)].append(entry.name)
            if not (entry.is_file() or entry.is_dir()) and os.path.exists(entry.path):
                odd.append(entry.name)
    return FilesBeside(dict(names), odd, count)


def _is_read(name: str, stem: str) -> bool:
    return name.lower().startswith(stem) or name.lower().endswith(_METADATA)


def _key(name: str) -> str:
    return name.partition(".")[0]


def _check_raster(path: Path, file: Path, allowed: Sequence[str]) -> None:
    """:raises NotAnImage: where a file beside an image that GDAL opens with any driver is no
    TIFF."""
    try:
        head = _head(file)
    except NotRegular as error:
        what = message(
            "geotiff.beside-open",
            "The image is not opened: GDAL would open {file} beside it, but {why}.",
            file=file.name,
            why=error.strerror,
        )
        raise NotAnImage(what, _AWAY) from error
    except OSError as error:  # GDAL can't read it either
        if file.is_symlink():  # a broken link: GDAL would open its target as a name
            what = message(
                "geotiff.beside-link",
                "The image is not opened: {file} beside it is a link that leads to no file.",
                file=file.name,
            )
            raise NotAnImage(what, _AWAY) from error
        return
    if not head:
        return
    dataset = _opened(file, allowed)
    if dataset is not None:
        _check_overviews(path, dataset)
    elif not head.startswith(_TIFF):
        raise NotAnImage(_no_tiff(file.name, kind_of(head)), _AWAY)


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
    """:raises NotAnImage: where an image, or a file beside it, names another file for its
    overviews: that may be anywhere, even on a server."""
    elsewhere = dataset.GetMetadataItem("OVERVIEW_FILE", "OVERVIEWS")
    if elsewhere:
        raise NotAnImage(
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


def files_of_image(file: Path) -> list[Path]:
    """A GeoTIFF and the files that belong to it, such as its overviews, as GDAL lists them."""
    try:
        names = open_image(file).GetFileList() or []
    except (NotAnImage, RuntimeError):  # where another plugin lets GDAL raise
        names = []
    beside = {Path(name) for name in names if Path(name).parent == file.parent}
    return sorted(part for part in beside | {file} if part.is_file())
