"""Finds the images of a feature, by its geometry or by a name in one of its fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple, Optional

from qgis.core import QgsGeometry, QgsRectangle, QgsSpatialIndex

from ..base.geometry import BadAnnotation
from ..base.messages import message
from ..base.model import Image
from .overlap import FootprintPart, ImageFootprint, overlap_by_image, pieces_by_image


class LocatedImage(NamedTuple):
    """An image and its footprint, a MultiPolygon in EPSG:4326 as WKB; None where it has none.
    ``pixel`` is the size of its pixels in degrees."""

    image: Image
    footprint: Optional[bytes]
    pixel: Optional[float] = None


class ImageIndex:
    """An in-memory spatial index of images, for thousands of queries."""

    def __init__(self, footprints: Iterable[ImageFootprint]) -> None:
        self._index = QgsSpatialIndex()
        self._parts: list[FootprintPart] = []
        for footprint in footprints:
            for part in footprint.parts(is_asked_often=True):
                if part.bounds.isFinite():
                    self._index.addFeature(len(self._parts), part.bounds)
                    self._parts.append(part)

    @classmethod
    def of(cls, footprints: Iterable[tuple[str, bytes, Optional[float]]]) -> ImageIndex:
        """An index of images, each given as path, footprint as WKB, and pixel size."""
        return cls(ImageFootprint(path, _geometry(wkb), pixel) for path, wkb, pixel in footprints)

    def near(self, bounds: QgsRectangle) -> list[FootprintPart]:
        """The parts of footprints whose bounds meet these."""
        return [self._parts[number] for number in self._index.intersects(bounds)]

    def touched(self, geometry: QgsGeometry) -> list[str]:
        """All images that a geometry overlaps, sorted by name. A common border is no overlap."""
        near = self.near(geometry.boundingBox())
        return sorted(footprint.image for footprint in overlap_by_image(near, geometry))

    def pieces(self, geometry: QgsGeometry) -> dict[str, QgsGeometry]:
        """The part of a polygon in each image that it overlaps; the whole polygon where it lies
        inside."""
        return pieces_by_image(self.near(geometry.boundingBox()), geometry)


class ImageNames:
    """Finds the images of an export by the names that people write in a field."""

    def __init__(self, images: Sequence[LocatedImage]) -> None:
        self._images = images
        self._exact: dict[str, set[int]] = defaultdict(set)
        self._known: dict[str, set[int]] = defaultdict(set)
        for number, (image, *_) in enumerate(images):
            path = PurePosixPath(image.path)
            for name in (path, path.with_suffix("")):
                self._exact[str(name)].add(number)
                for start in range(len(name.parts)):
                    self._known["/".join(name.parts[start:])].add(number)

    def find(self, name: str) -> int:
        """The image whose path ends with the name, or with whose path the name ends; each with or
        without suffix. Where the name contains a folder, that must match.

        :raises BadAnnotation: where there is none, or several.
        """
        if name not in self._known:  # on Linux, a backslash may be part of a name
            name = name.strip().replace("\\", "/")
        parts = [part for part in name.split("/") if part]
        for start in range(len(parts)):
            tail = "/".join(parts[start:])
            found = self._exact.get(tail) or (not start and self._known.get(tail))
            if not found:
                continue
            own = [number for number in found if self._images[number].image.geojson is not None]
            if len(own) == 1:
                return own[0]
            paths = ", ".join(sorted(self._images[number].image.path for number in found)[:3])
            if own:
                raise BadAnnotation(
                    message(
                        "images.ambiguous",
                        "“{name}” can be any of {paths}.",
                        name=name[:80],
                        paths=paths,
                    ),
                    message("images.write-path", "Write the path below the folder."),
                )
            raise BadAnnotation(
                message("images.no-file", "{path} has no annotation file of its own.", path=paths),
                message("images.rename", "Rename the image."),
            )
        raise BadAnnotation(
            message("images.unknown", "There is no image “{name}”.", name=name[:80]),
            message("images.name-one", "Name one of the images, or none: then its place decides."),
        )


def _geometry(wkb: bytes) -> QgsGeometry:
    geometry = QgsGeometry()
    geometry.fromWkb(wkb)
    return geometry
