"""Aligns QGIS with GDAL, so that what is drawn on a pixel is read on that pixel.

Between two datums there may be dozens of operations. QGIS uses the first one for a whole CRS; GDAL
uses the best one for each position, and has no function that names it. So the operation is searched
that puts an image's pixels where GDAL puts them, and set in QGIS.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsDatumTransform,
    QgsPointXY,
    QgsProject,
    QgsUnitTypes,
)

from ..base.messages import message
from .georeference import (
    Georeference,
    Georeferencing,
    LonLatTransforms,
    NoFootprint,
    Pair,
    world_width,
)

_SCOPE, _KEY = "scaneo_bridge", "operations"

MOST = 0.5
"""Pixels: what is further off is on another one."""
_ENOUGH = 1e-3  # pixels: as close as this, no other operation is tried
_FAR = 1e6  # metres: datums don't differ by more
_SAMPLE_AT = (0.0, 0.25, 0.5, 0.75, 1.0)  # fractions of an image's width and height
_WKT = QgsCoordinateReferenceSystem.WktVariant.WKT2_2019
_METRE = QgsUnitTypes.DistanceUnit.DistanceMeters


class Misplacement(NamedTuple):
    """The largest distance between where QGIS and where GDAL put an image's pixels."""

    pixels: float
    metres: float


class MapAlignment(NamedTuple):
    """How an image lies on the map.

    ``refusal`` says why nothing can be drawn on it, empty where drawing is possible; ``mend`` says
    what helps. ``note`` is what else the user should know, and ``can_warp`` whether a copy warped
    by GDAL would solve all of this. ``is_news``: the campaign's list of problems has not reported
    it.
    """

    refusal: str = ""
    mend: str = ""
    note: str = ""
    can_warp: bool = False
    is_news: bool = True


def align(
    project: QgsProject,
    path: Path,
    crs: QgsCoordinateReferenceSystem,
    target: QgsCoordinateReferenceSystem,
    lonlat: Optional[LonLatTransforms] = None,
) -> MapAlignment:
    """Makes QGIS and GDAL agree on an image, whose layer has the ``crs``, on a map in the CRS
    ``target``.

    The operation is stored in the project's transform context, so QGIS doesn't ask the user for
    one.
    """
    try:
        image = Georeference(path, lonlat)
    except NoFootprint as error:
        return MapAlignment(error.what, error.mend, is_news=False)
    if not target.isValid():
        return MapAlignment(
            message(
                "datum_operations.no-crs",
                "The project has no coordinate reference system: nothing can be drawn until it "
                "has.",
            ),
            message(
                "datum_operations.set-crs",
                "Set it to that of the image: {crs}.",
                crs=_title(crs),
            ),
        )
    samples = _samples(image)
    context = project.transformContext()
    for other in (_wgs84(), target):
        context, off = _chosen(context, crs, other, samples)
    _keep(project, context)
    if off is None:
        return MapAlignment(
            message(
                "datum_operations.no-lonlat",
                "The image's pixels have no longitude and latitude here.",
            ),
            message(
                "datum_operations.check-crs",
                "Check that it has the right coordinate reference system.",
            ),
        )
    if off.pixels > MOST:
        return _describe_shift(off, crs, target, context, samples)
    return _noted(image, samples)


def prepare_crs(project: QgsProject, crs: QgsCoordinateReferenceSystem) -> None:
    """Fixes the operation that QGIS would choose by itself for a CRS, so that it doesn't ask the
    user."""
    context = project.transformContext()
    for layer in project.mapLayers().values():
        if layer.crs().isValid() and layer.crs() != crs:
            operations = QgsDatumTransform.operations(layer.crs(), crs)
            first = next((one for one in operations if one.isAvailable), None)
            is_asked = len(operations) > 1 and not context.hasTransform(layer.crs(), crs)
            if is_asked and first is not None:
                context.addCoordinateOperation(layer.crs(), crs, first.proj)
    _keep(project, context)


def _keep(project: QgsProject, context: QgsCoordinateTransformContext) -> None:
    if context != project.transformContext():
        _note(project, context)
        project.setTransformContext(context)


def is_chosen_by_user(
    project: QgsProject, crs: QgsCoordinateReferenceSystem, other: QgsCoordinateReferenceSystem
) -> bool:
    """Whether the user has chosen the operation between two CRSs, rather than this plugin or QGIS,
    which stores its own first choice like the user's."""
    known = project.transformContext().calculateCoordinateOperation(crs, other)
    if not known or known in project.readListEntry(_SCOPE, _KEY)[0]:
        return False
    operations = QgsDatumTransform.operations(crs, other)
    return known != next((one.proj for one in operations if one.isAvailable), known)


def _note(project: QgsProject, context: QgsCoordinateTransformContext) -> None:
    """Stores in the project which operations this plugin has set."""
    before = project.transformContext().coordinateOperations()
    ours = [
        operation
        for pair, operation in context.coordinateOperations().items()
        if before.get(pair) != operation
    ]
    known = project.readListEntry(_SCOPE, _KEY)[0]
    project.writeEntry(_SCOPE, _KEY, [*known, *(one for one in ours if one not in known)])


def _noted(image: Georeference, samples: Sequence[_Sample]) -> MapAlignment:
    if image.georeferencing is not Georeferencing.GRID:
        return MapAlignment(
            note=message(
                "datum_operations.placed-by",
                "Placed by {georeferencing} alone: SCANEO sees no place in it.",
                georeferencing=image.georeferencing.value,
            ),
            can_warp=True,
        )
    if any(image.is_beyond(sample.there) for sample in samples):
        # A map around another central meridian.
        edge = image.crs.GetProjParm("central_meridian", 0.0)
        if edge:
            note = message(
                "datum_operations.beyond-edge",
                "Its longitudes reach beyond the edge of its projection: what is drawn there shows "
                "elsewhere.",
            )
        else:
            note = message(
                "datum_operations.beyond-180",
                "Its longitudes reach beyond 180 degrees: what is drawn there shows elsewhere.",
            )
        return MapAlignment(note=note, can_warp=True)
    return MapAlignment()


def _describe_shift(
    off: Misplacement,
    crs: QgsCoordinateReferenceSystem,
    target: QgsCoordinateReferenceSystem,
    context: QgsCoordinateTransformContext,
    samples: Sequence[_Sample],
) -> MapAlignment:
    if off.metres < _FAR:
        what = message(
            "datum_operations.apart",
            "QGIS shows it {metres:,.1f} m ({pixels:,.1f} pixels) away from where GDAL reads it "
            "({crs} to {target}).",
            metres=off.metres,
            pixels=off.pixels,
            crs=_title(crs),
            target=_title(target),
        )
    else:
        what = message(
            "datum_operations.far-apart",
            "QGIS shows it much away from where GDAL reads it ({crs} to {target}).",
            crs=_title(crs),
            target=_title(target),
        )
    if target != crs:
        own = _off(context, crs, crs, samples)
        if own is not None and own.pixels <= MOST:
            mend = message(
                "datum_operations.set-projects",
                "Set the project's reference system to {crs}.",
                crs=_title(crs),
            )
            return MapAlignment(what, mend)
    warp = message("datum_operations.warp", "Warp a copy of it.")
    return MapAlignment(what, warp, can_warp=True)


class _Sample(NamedTuple):
    """A pixel in the image's CRS, the next pixel, and where GDAL reads it, in degrees."""

    there: Pair
    beside: Pair
    position: Pair


def _samples(image: Georeference) -> list[_Sample]:
    """Pixels spread over an image, without those that are beyond the edge of the earth."""
    pixels = [(x * image.width, y * image.height) for x in _SAMPLE_AT for y in _SAMPLE_AT]
    beside = [(x + (1 if x < image.width else -1), y) for x, y in pixels]
    found = zip(image.there(pixels), image.there(beside), image.sound_positions(pixels))
    return [
        _Sample(there, other, position)
        for there, other, position in found
        if there is not None and other is not None and position is not None
    ]


def _chosen(
    context: QgsCoordinateTransformContext,
    crs: QgsCoordinateReferenceSystem,
    target: QgsCoordinateReferenceSystem,
    samples: Sequence[_Sample],
) -> tuple[QgsCoordinateTransformContext, Optional[Misplacement]]:
    """A context with the operation from a CRS to that of the map that agrees best with GDAL, and
    how far they still differ; None where there is nothing to compare."""
    is_known = crs == target or context.hasTransform(crs, target)
    off = _off(context, crs, target, samples) if is_known else None
    if crs == target or (off is not None and off.pixels <= _ENOUGH):
        return context, off
    operations = QgsDatumTransform.operations(crs, target)
    if len(operations) < 2 and not is_known:  # with several, QGIS would ask the user, or warn
        off = _off(context, crs, target, samples)
        if off is None or off.pixels <= _ENOUGH:
            return context, off
    best: Optional[tuple[QgsCoordinateTransformContext, Misplacement]] = None
    for operation in operations:
        if not operation.isAvailable:
            continue
        trial = QgsCoordinateTransformContext(context)
        trial.removeCoordinateOperation(target, crs)  # it would also be used in the other direction
        trial.addCoordinateOperation(crs, target, operation.proj)
        away = _off(trial, crs, target, samples)
        if away is not None and (best is None or away < best[1]):
            best = trial, away
            if away.pixels <= _ENOUGH:
                break
    return best or (context, _off(context, crs, target, samples))


def _off(
    context: QgsCoordinateTransformContext,
    crs: QgsCoordinateReferenceSystem,
    target: QgsCoordinateReferenceSystem,
    samples: Sequence[_Sample],
) -> Optional[Misplacement]:
    """The largest distance of an image's pixels on the map from where GDAL reads them."""
    shows = _transform(crs, target, context)
    reads = _transform(_wgs84(), target, context)
    metre = QgsUnitTypes.fromUnitToUnitFactor(target.mapUnits(), _METRE)
    turn = world_width(target.toWkt(_WKT))
    worst: Optional[Misplacement] = None
    for sample in samples:
        shown, beside, read = shows(sample.there), shows(sample.beside), reads(sample.position)
        if shown is None or beside is None or read is None:
            continue
        away = _distance(shown, read, turn)
        off = Misplacement(away / _distance(shown, beside, turn), away * metre)
        worst = off if worst is None else max(worst, off)
    return worst


def _transform(
    crs: QgsCoordinateReferenceSystem,
    target: QgsCoordinateReferenceSystem,
    context: QgsCoordinateTransformContext,
) -> Callable[[Pair], Optional[QgsPointXY]]:
    transform = QgsCoordinateTransform(crs, target, context)
    transform.setBallparkTransformsAreAppropriate(True)  # the result is measured anyway

    def move(pair: Pair) -> Optional[QgsPointXY]:
        try:
            moved = transform.transform(QgsPointXY(*pair))
        except QgsCsException:
            return None
        return moved if math.isfinite(moved.x()) and math.isfinite(moved.y()) else None

    return move


def _distance(one: QgsPointXY, other: QgsPointXY, turn: float) -> float:
    """Between two points of a map on which positions repeat once around the world."""
    return math.hypot(math.remainder(one.x() - other.x(), turn), one.y() - other.y())


def _wgs84() -> QgsCoordinateReferenceSystem:
    return QgsCoordinateReferenceSystem("EPSG:4326")


def _title(crs: QgsCoordinateReferenceSystem) -> str:
    own = message("datum_operations.own-crs", "its own reference system")
    return crs.authid() or crs.description() or own
