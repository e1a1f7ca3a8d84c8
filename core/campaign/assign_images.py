"""Assigns images to annotations that were drawn without one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Optional

from qgis.core import QgsGeometry, QgsRectangle

from ..base.messages import message
from ..base.model import Image, Task
from ..images.areas import BadArea, valid_area
from ..images.assignment import Footprints, assign
from ..images.image_index import ImageIndex
from ..images.overlap import FootprintPart
from ..workspace.repository import Repository

CHOOSE_ANOTHER = message("assign_images.choose", "Choose an image of the campaign for it.")
CHOOSE_OR_DELETE = message(
    "assign_images.choose-or-delete",
    "Choose its image in the form or the attribute table, or delete it.",
)
_QUESTION = 4
"""As many footprints are read in the time in which the workspace is asked once for those nearby."""


def assign_images(workspace: Repository) -> None:
    """Assigns each annotation without an image to the image that it overlaps most.

    Use it in a transaction. An annotation that is outside every footprint, is broken, or overlaps
    several images equally stays without an image: a guess would put it into the wrong file.
    """
    drawn = [(one, area) for one in workspace.unassigned() if (area := _sound(one.wkb))]
    is_few = _QUESTION * len(drawn) < workspace.image_count()
    images: Footprints = (
        _StoredFootprints(workspace) if is_few else _in_memory(workspace.footprints())
    )
    found: defaultdict[tuple[Task, str], list[int]] = defaultdict(list)
    for one, area in drawn:
        image = assign(area, images).image
        if image is not None:
            found[one.task, image].append(one.fid)
    for (task, image), fids in found.items():
        workspace.assign(task, fids, image)


class _StoredFootprints:
    """Footprints, queried from the workspace one by one."""

    def __init__(self, workspace: Repository) -> None:
        self._workspace = workspace

    def near(self, bounds: QgsRectangle) -> list[FootprintPart]:
        """The parts of footprints whose bounds meet these."""
        return _in_memory(self._workspace.footprints(bounds)).near(bounds)


def _in_memory(images: Iterable[tuple[str, bytes]]) -> ImageIndex:
    return ImageIndex.of((path, footprint, None) for path, footprint in images)


def _sound(wkb: bytes) -> Optional[QgsGeometry]:
    """What polygons cover; None where that is nothing, or GEOS fails."""
    geometry = QgsGeometry()
    geometry.fromWkb(wkb)
    try:
        area = valid_area(geometry)
    except BadArea:
        return None
    return None if area.isEmpty() or not area.boundingBox().isFinite() else area


def why_without_image(name: str, image: Optional[Image]) -> tuple[str, str]:
    """Why the annotations of an image have no file to be written to, and what to do."""
    if image is not None:
        what = message(
            "assign_images.no-file", "{name} has no annotation file of its own.", name=name
        )
        return what, message("assign_images.rename", "Rename the image, and open it again.")
    if name:
        what = message("assign_images.no-image", "There is no image “{name}”.", name=name)
        return what, CHOOSE_ANOTHER
    what = message("assign_images.outside", "It lies outside every image, or on several alike.")
    return what, CHOOSE_OR_DELETE
