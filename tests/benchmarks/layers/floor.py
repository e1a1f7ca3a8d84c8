"""The least that an export of layers has to do: read, transform, write."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Callable, TextIO

from benchmarks.ground import PER_IMAGE
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsVectorLayer,
)

Rows = Iterator[tuple[str, str]]
"""Labels and geometries, these as GeoJSON."""
Write = Callable[[Rows, TextIO], None]


def layer_floor(layer: QgsVectorLayer, target: Path, write: Write) -> None:
    """Each feature is transformed, as many as there are to an image go into one file; which image
    it is, nobody asks.
    """
    rows = _rows(layer)
    for number in range(layer.featureCount() // PER_IMAGE):
        with open(target / f"{number:04}.geojson", "w", encoding="utf-8") as stream:
            write(islice(rows, PER_IMAGE), stream)


def _rows(layer: QgsVectorLayer) -> Rows:
    wgs84 = QgsCoordinateReferenceSystem("EPSG:4326")
    transform = QgsCoordinateTransform(layer.crs(), wgs84, QgsCoordinateTransformContext())
    for feature in layer.getFeatures():
        geometry = feature.geometry()
        geometry.transform(transform)
        yield feature["label"], geometry.asJson()


def write_objects(rows: Rows, stream: TextIO) -> None:
    """A feature is an object as others are, and `json.dump` writes it."""
    features = [_feature(label, json.loads(geometry)) for label, geometry in rows]
    json.dump({"type": "FeatureCollection", "features": features}, stream)


def write_text(rows: Rows, stream: TextIO) -> None:
    """What QGIS makes of a geometry is written as it is, and looked at by nobody."""
    features = (
        json.dumps(_feature(label, None)).replace("null", geometry, 1) for label, geometry in rows
    )
    stream.write('{"type": "FeatureCollection", "features": [' + ", ".join(features) + "]}")


def _feature(label: str, geometry: object) -> dict[str, object]:
    properties = {"label": label, "task": "segmentation"}
    return {"type": "Feature", "geometry": geometry, "properties": properties}
