"""The rasters of a campaign's images: how they are loaded, and how they look."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Optional

from qgis.core import QgsCoordinateReferenceSystem, QgsMapLayer, QgsRasterLayer, QgsReadWriteContext
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtXml import QDomDocument

from ...base.errors import ScaneoError
from ...base.messages import joined, message
from ...base.shown import shown_in_qgis
from ...store.folder import AnyPath, CampaignFolder
from .geotiff import NoImage, open_image, raster_layer

_LOOK_PROPERTY = "scaneo/look"  # on a raster: its file's name, and the look that QGIS gave it


def load_raster(folder: AnyPath, image: str) -> QgsRasterLayer:
    """The raster of an image, for the main thread.

    Another thread may load it ahead of time; then it is to be `opened_again` there.

    :raises ScaneoError: where it can't be read.
    """
    path = CampaignFolder.at(folder).inside(image)
    options = QgsRasterLayer.LayerOptions()
    # Without a CRS, QGIS would take the project's, or ask, where its settings say so.
    options.skipCrsValidation = True
    try:
        raster = raster_layer(path, shown_in_qgis(image), options)
    except NoImage as error:
        raise _unreadable(path, error) from error
    if not raster.isValid():
        raise _unreadable(path)
    raster.setCustomProperty(_LOOK_PROPERTY, json.dumps([path.name, _look(raster)]))
    raster.moveToThread(QCoreApplication.instance().thread())
    return raster


def forget_other_threads() -> None:
    """Lets QGIS make CRSs anew, on the main thread: of those that it keeps by their names, some
    may have been made in another thread, and whatever shares them is empty once that has ended."""
    QgsCoordinateReferenceSystem.invalidateCache()


def opened_again(raster: QgsRasterLayer) -> QgsRasterLayer:
    """The same raster, as the main thread opens it, with the stretch that was found already.

    For a CRS is empty once the thread in which it was made has ended (QGIS 3.22 to 3.44), and
    none of what was loaded in another thread can be given one that lasts. Keep that one for as
    long as this one: GDAL writes the statistics beside the image when it is closed.

    :raises ScaneoError: where it can't be read any more.
    """
    path = Path(raster.source())
    try:
        open_image(path)  # it may have been replaced since
    except NoImage as error:
        raise _unreadable(path, error) from error
    again = raster.clone()
    if not again.isValid():
        raise _unreadable(path)
    again.setCrs(again.dataProvider().crs())  # 3.22 copies that of the other thread
    return again


def _unreadable(path: Path, why: Optional[NoImage] = None) -> ScaneoError:
    if why is None:
        return ScaneoError(
            message(
                "rasters.unreadable",
                "The image {path} can't be read. Put a whole copy in its place.",
                path=path,
            )
        )
    return ScaneoError(joined(f"{path}:", why.what, why.mend))


class RasterStyles:
    """The band choice and the stretch that the user gave to images, kept for those like them.

    Images are alike where they have as many bands, of one type.
    """

    def __init__(self) -> None:
        self._styles: dict[tuple[int, int], str] = {}

    def keep(self, raster: QgsRasterLayer) -> None:
        """Remembers how a raster looks, where the user has changed it."""
        if raster.isValid():
            look = _look(raster)
            if look != _given_look(raster):
                self._styles[_kind(raster)] = look

    def give(self, raster: QgsRasterLayer) -> None:
        """Lets a raster look as those like it."""
        look = self._styles.get(_kind(raster))
        if look is not None:
            document = QDomDocument()
            document.setContent(look)
            raster.importNamedStyle(document, _STYLE)


_STYLE = QgsMapLayer.StyleCategory.Symbology | QgsMapLayer.StyleCategory.Rendering


def _given_look(raster: QgsRasterLayer) -> str:
    """The look that QGIS gave a raster; found out anew where another's style came with its own."""
    path = Path(raster.source())
    try:
        name, look = json.loads(raster.customProperty(_LOOK_PROPERTY) or "")
    except ValueError:
        name, look = "", ""
    if name == path.name:
        return str(look)
    try:
        return _look(raster_layer(path, path.name))
    except NoImage:
        return ""


def _look(raster: QgsRasterLayer) -> str:
    document = QDomDocument()
    raster.exportNamedStyle(document, QgsReadWriteContext(), _STYLE)
    return str(document.toString())


def _kind(raster: QgsRasterLayer) -> tuple[int, int]:
    return raster.bandCount(), int(raster.dataProvider().dataType(1))
