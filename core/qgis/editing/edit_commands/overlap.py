"""QGIS's Avoid Overlap (snapping toolbar), for areas that belong to images.

QGIS cuts what is captured by all areas of a layer: the eraser would get what it is not meant for,
and an area would be cut by those of another image of the same place. So it is kept from that, and
its promise is kept here: areas of one image don't overlap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Optional

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSignalBlocker

from ....base.model import Task
from ....images.areas import united, without
from ..layer_edits import assigned
from ..session import EditSession
from .annotations import areas_near

# Since QGIS 3.26 the enumeration is Qgis's
_MODES = getattr(Qgis, "AvoidIntersectionsMode", None) or QgsProject.AvoidIntersectionsMode


@contextmanager
def allowed_overlaps(project: QgsProject) -> Iterator[None]:
    """Keeps QGIS from cutting what is captured; nobody else hears of it."""
    mode = project.avoidIntersectionsMode()
    blocker = QSignalBlocker(project)
    project.setAvoidIntersectionsMode(_MODES.AllowIntersections)
    blocker.unblock()
    try:
        yield
    finally:
        blocker.reblock()
        project.setAvoidIntersectionsMode(mode)
        blocker.unblock()


def without_overlap(
    session: EditSession, area: QgsGeometry, label: str, image: Optional[str], joins: bool
) -> QgsGeometry:
    """What Avoid Overlap leaves of an area on an image; all of it where that is off.

    With ``joins``, those of its own label don't count: it becomes one with them.

    :raises ScaneoError: where a layer is gone, or GEOS gives up.
    """
    taken = []
    for layer in _avoided(session):
        task = next((task for task, own in session.layers.items() if own is layer), None)
        if task is None:
            taken += _others(layer, area, session.project)
        elif task is not Task.CLASSIFICATION:  # that is the image
            taken += [
                one.geometry()
                for one in areas_near(layer, image, area)
                if not (joins and task is Task.SEGMENTATION and assigned(one).label == label)
            ]
    return without(area, united(taken)) if taken else area


def _avoided(session: EditSession) -> Sequence[QgsVectorLayer]:
    """The layers that areas may not overlap."""
    mode = session.project.avoidIntersectionsMode()
    if mode == _MODES.AvoidIntersectionsCurrentLayer:
        return [session.layer(Task.SEGMENTATION)]
    if mode == _MODES.AvoidIntersectionsLayers:
        return list(session.project.avoidIntersectionsLayers())
    return []


def _others(layer: QgsVectorLayer, area: QgsGeometry, project: QgsProject) -> list[QgsGeometry]:
    """What the user's own layer has at a place, in longitude and latitude."""
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    request = QgsFeatureRequest().setDestinationCrs(degrees, project.transformContext())
    request.setFilterRect(area.boundingBox()).setNoAttributes()
    return [one.geometry() for one in layer.getFeatures(request) if one.hasGeometry()]
