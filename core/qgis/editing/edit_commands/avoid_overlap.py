"""QGIS's option Avoid Overlap (snapping toolbar), applied image by image.

QGIS would cut a captured area by all areas of a layer: the eraser would get a cut shape, and an
area would be cut by those of another image at the same position. So QGIS is kept from cutting, and
the plugin does it: areas of one image don't overlap.
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
from ....images.areas import difference, union_of
from ..edit_buffer import assigned
from ..session import EditSession
from .annotation_commands import areas_near

# Since QGIS 3.26 the enumeration is in Qgis.
_MODES = getattr(Qgis, "AvoidIntersectionsMode", None) or QgsProject.AvoidIntersectionsMode


@contextmanager
def allowed_overlaps(project: QgsProject) -> Iterator[None]:
    """Keeps QGIS from cutting what is captured in the block, without signals to others."""
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
    """An area without the overlaps that the option forbids on an image; all of it where that is
    off.

    With ``joins``, areas of its own label don't count: it is joined with them.

    :raises ScaneoError: where a layer was removed, or GEOS fails.
    """
    taken = []
    for layer in _avoided(session):
        task = next((task for task, own in session.layers.items() if own is layer), None)
        if task is None:
            taken += _others(layer, area, session.project)
        elif task is not Task.CLASSIFICATION:  # a class covers the whole image
            taken += [
                one.geometry()
                for one in areas_near(layer, image, area)
                if not (joins and task is Task.SEGMENTATION and assigned(one).label == label)
            ]
    return difference(area, union_of(taken)) if taken else area


def _avoided(session: EditSession) -> Sequence[QgsVectorLayer]:
    """The layers that areas may not overlap."""
    mode = session.project.avoidIntersectionsMode()
    if mode == _MODES.AvoidIntersectionsCurrentLayer:
        return [session.layer(Task.SEGMENTATION)]
    if mode == _MODES.AvoidIntersectionsLayers:
        return list(session.project.avoidIntersectionsLayers())
    return []


def _others(layer: QgsVectorLayer, area: QgsGeometry, project: QgsProject) -> list[QgsGeometry]:
    """The features of a layer of the user near an area, in longitude and latitude."""
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    request = QgsFeatureRequest().setDestinationCrs(degrees, project.transformContext())
    request.setFilterRect(area.boundingBox()).setNoAttributes()
    return [one.geometry() for one in layer.getFeatures(request) if one.hasGeometry()]
