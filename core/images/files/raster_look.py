"""How a raster looks when it is opened: which of its bands are shown, and how they are stretched.

Without this, QGIS shows the first three bands, which of Sentinel-2 are aerosols, blue and green.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence, Set
from itertools import compress
from pathlib import Path
from typing import Optional

from osgeo import gdal
from qgis.core import (
    QgsContrastEnhancement,
    QgsMultiBandColorRenderer,
    QgsRasterLayer,
    QgsSingleBandGrayRenderer,
)

from ..band_roles import Band, Preset, find_roles, presets
from .gdal_errors import quiet
from .geotiff import open_image

_PRESET_PROPERTY = "scaneo/preset"  # on a raster: by which its bands were chosen
_STRETCH = QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum
_LEFT_OUT = 0.02  # of the pixels, at each end
_SAMPLED = 256  # pixels in a row, and rows
_IMAGERY = "IMAGERY"  # GDAL's domain of what satellites' makers say


def give_look(raster: QgsRasterLayer) -> None:
    """Chooses bands and stretch of a raster that was opened without a style of the user's.

    A style that the user has saved as the image's default (`.qml`) comes before ours. The limits of
    colours are those of QGIS's settings; a single band of more than 8 bits is cut at 2 and 98 %,
    since a few bright pixels, as in radar images, would leave the others black.

    :raises NotAnImage: where it can't be read any more.
    """
    _, has_own = raster.loadDefaultStyle()
    renderer = raster.renderer()
    if has_own or not isinstance(renderer, (QgsMultiBandColorRenderer, QgsSingleBandGrayRenderer)):
        return
    dataset = open_image(Path(raster.source()))
    bands = _read_bands(dataset)
    found = presets(bands)
    preset = next(iter(found), None)
    if preset is None:
        return
    raster.setCustomProperty(_PRESET_PROPERTY, preset.value)
    if preset is Preset.SINGLE_BAND:
        (number,) = found[preset]
        _show_band(raster, number, dataset.GetRasterBand(number))
    else:
        _show_bands(raster, found[preset], set(find_roles(bands).values()))


def shows_infrared(raster: QgsRasterLayer) -> bool:
    """Whether it was opened with near infrared as red, having no better choice."""
    return bool(raster.customProperty(_PRESET_PROPERTY) == Preset.FALSE_COLOUR.value)


def _read_bands(dataset: gdal.Dataset) -> list[Band]:
    """What the file, and the files beside it, say of the bands."""
    bands = [dataset.GetRasterBand(number) for number in range(1, dataset.RasterCount + 1)]
    return [
        Band(
            band.GetDescription() or "",
            gdal.GetColorInterpretationName(band.GetColorInterpretation()) or "",
            _wavelength(band),
        )
        for band in bands
    ]


def _wavelength(band: gdal.Band) -> Optional[float]:
    """In µm: as GDAL says it of satellites' makers, or as ENVI writes it."""
    said = band.GetMetadataItem("CENTRAL_WAVELENGTH_UM", _IMAGERY)
    unit = "um"
    if said is None:
        said = band.GetMetadataItem("wavelength")
        unit = (band.GetMetadataItem("wavelength_units") or "").lower()
    try:
        length = float(said or "")
    except ValueError:
        return None
    if unit in ("nm", "nanometers") or (not unit and length > 100):
        length /= 1000
    return length if math.isfinite(length) else None


def _show_band(raster: QgsRasterLayer, number: int, band: gdal.Band) -> None:
    if not isinstance(raster.renderer(), QgsSingleBandGrayRenderer):
        raster.setRenderer(QgsSingleBandGrayRenderer(raster.dataProvider(), number))
        raster.setDefaultContrastEnhancement()
    limits = None if band.DataType == gdal.GDT_Byte else _cut(band)
    if limits is None:
        return
    enhancement = QgsContrastEnhancement(raster.dataProvider().dataType(number))
    enhancement.setContrastEnhancementAlgorithm(_STRETCH)
    enhancement.setMinimumValue(limits[0])
    enhancement.setMaximumValue(limits[1])
    raster.renderer().setContrastEnhancement(enhancement)


def _cut(band: gdal.Band) -> Optional[tuple[float, float]]:
    """From where to where the values of a band lie, but for the outermost 2 % at each end; None
    where it has none.

    By a sample of pixels: QGIS's histogram has a thousand bins between the extremes, and one bright
    pixel of a radar image puts all others into one of them.
    """
    width, height = min(band.XSize, _SAMPLED), min(band.YSize, _SAMPLED)
    with quiet():
        try:
            pixels = band.ReadRaster(buf_xsize=width, buf_ysize=height, buf_type=gdal.GDT_Float64)
            valid = band.GetMaskBand().ReadRaster(
                buf_xsize=width, buf_ysize=height, buf_type=gdal.GDT_Byte
            )
        except RuntimeError:  # where another plugin lets GDAL raise
            return None
    if pixels is None or valid is None:
        return None
    values = sorted(filter(math.isfinite, compress(array("d", bytes(pixels)), bytes(valid))))
    if not values:
        return None
    last = len(values) - 1
    return values[round(_LEFT_OUT * last)], values[round((1 - _LEFT_OUT) * last)]


def _show_bands(raster: QgsRasterLayer, shown: Sequence[int], known: Set[int]) -> None:
    renderer = raster.renderer().clone()
    if not isinstance(renderer, QgsMultiBandColorRenderer):
        return
    before = (renderer.redBand(), renderer.greenBand(), renderer.blueBand(), renderer.alphaBand())
    # GDAL takes the last of four bands of 8 bits for alpha, also where it is described otherwise.
    after = (*shown, -1 if before[3] in known else before[3])
    if after == before:
        return  # the stretch, which takes time, is calculated already
    for give, band in zip(
        (renderer.setRedBand, renderer.setGreenBand, renderer.setBlueBand, renderer.setAlphaBand),
        after,
    ):
        give(band)
    raster.setRenderer(renderer)
    raster.setDefaultContrastEnhancement()
