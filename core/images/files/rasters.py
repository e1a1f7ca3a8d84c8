"""How the rasters of a campaign's images are loaded and styled."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Optional

from qgis.core import QgsCoordinateReferenceSystem, QgsMapLayer, QgsRasterLayer, QgsReadWriteContext
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtXml import QDomDocument

from ...base.errors import ScaneoError
from ...base.messages import joined, message
from ...base.names import shown_in_qgis
from ...store.folder import AnyPath, CampaignFolder
from .geotiff import NotAnImage, open_image, raster_layer
from .raster_look import give_look

_STYLE_PROPERTY = "scaneo/look"  # on a raster: its file's name, and its style at first


def load_raster(folder: AnyPath, image: str) -> QgsRasterLayer:
    """Loads the raster of an image, for use in the main thread.

    Another thread may prefetch it; the main thread then has to call `reopen_on_main_thread`.

    :raises ScaneoError: where it can't be read.
    """
    path = CampaignFolder.at(folder).inside(image)
    options = QgsRasterLayer.LayerOptions()
    # Without a CRS, QGIS would take the project's, or ask, where its settings say so.
    options.skipCrsValidation = True
    try:
        raster = _opened(path, shown_in_qgis(image), options)
    except NotAnImage as error:
        raise _unreadable(path, error) from error
    if not raster.isValid():
        raise _unreadable(path)
    raster.setCustomProperty(_STYLE_PROPERTY, json.dumps([path.name, _style(raster)]))
    raster.moveToThread(QCoreApplication.instance().thread())
    return raster


def _opened(path: Path, name: str, options: QgsRasterLayer.LayerOptions) -> QgsRasterLayer:
    """An image as it looks at first; it may be invalid.

    :raises NotAnImage: where it can't be read.
    """
    options.loadDefaultStyle = False  # `give_look` does, and learns whether there is one
    raster = raster_layer(path, name, options)
    if raster.isValid():
        give_look(raster)
    return raster


def clear_crs_cache() -> None:
    """Clears QGIS's cache of CRSs, on the main thread: some of them may have been made in another
    thread, and copies of these become empty when that thread ends."""
    QgsCoordinateReferenceSystem.invalidateCache()


def reopen_on_main_thread(raster: QgsRasterLayer) -> QgsRasterLayer:
    """The same raster, opened by the main thread, with the stretch that was calculated already.

    A CRS becomes empty once the thread that made it has ended (QGIS 3.22 to 3.44), and a layer
    loaded in another thread can't be given a lasting one. Keep the other layer as long as this one:
    when it is closed, GDAL writes the statistics beside the image.

    :raises ScaneoError: where it can't be read any more.
    """
    path = Path(raster.source())
    try:
        open_image(path)  # the file may have been replaced since
    except NotAnImage as error:
        raise _unreadable(path, error) from error
    again = raster.clone()
    if not again.isValid():
        raise _unreadable(path)
    again.setCrs(again.dataProvider().crs())  # QGIS 3.22 copies the one of the other thread
    return again


def _unreadable(path: Path, why: Optional[NotAnImage] = None) -> ScaneoError:
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
    """The band choice and the stretch that the user gave to images, for images of the same kind.

    Images are of the same kind where number and type of their bands are equal.
    """

    def __init__(self) -> None:
        self._styles: dict[tuple[int, int], str] = {}

    def remember(self, raster: QgsRasterLayer) -> None:
        """Remembers a raster's style, where the user has changed it."""
        if raster.isValid():
            style = _style(raster)
            if style != _style_at_first(raster):
                self._styles[_kind(raster)] = style

    def apply(self, raster: QgsRasterLayer) -> None:
        """Applies the remembered style of rasters of its kind."""
        style = self._styles.get(_kind(raster))
        if style is not None:
            document = QDomDocument()
            document.setContent(style)
            raster.importNamedStyle(document, _STYLE)


_STYLE = QgsMapLayer.StyleCategory.Symbology | QgsMapLayer.StyleCategory.Rendering


def _style_at_first(raster: QgsRasterLayer) -> str:
    """The style with which a raster was opened; determined again where a pasted style has replaced
    the note of it."""
    path = Path(raster.source())
    try:
        name, style = json.loads(raster.customProperty(_STYLE_PROPERTY) or "")
    except ValueError:
        name, style = "", ""
    if name == path.name:
        return str(style)
    try:
        return _style(_opened(path, path.name, QgsRasterLayer.LayerOptions()))
    except NotAnImage:
        return ""


def _style(raster: QgsRasterLayer) -> str:
    document = QDomDocument()
    raster.exportNamedStyle(document, QgsReadWriteContext(), _STYLE)
    return str(document.toString())


def _kind(raster: QgsRasterLayer) -> tuple[int, int]:
    return raster.bandCount(), int(raster.dataProvider().dataType(1))
