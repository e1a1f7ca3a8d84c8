"""Makes the sample campaign, tests/data/sample: painted places, annotated by the same polygons.

    python3 make_sample.py [folder]

Needs GDAL's Python and numpy. The seeds are fixed, so that it makes the same folder each time.
"""

from __future__ import annotations

import argparse
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable

import numpy as np
from osgeo import gdal, ogr, osr
from sample import scenes
from sample.canvas import Canvas
from sample.scenes import SIZE, Scene
from sample.shapes import Array, box, outlines, to_ogr, union
from sample.village import village

LABELS = [
    ("water", "#1f6bff"),
    ("field", "#ffc53d"),
    ("forest", "#1fe08f"),
    ("urban", "#c06bff"),
    ("building", "#ff4b3e"),
    ("cloud", "#e9f6ff"),
]


@dataclass(frozen=True)
class Place:
    """Where a scene lies: its CRS, its upper left corner and its pixel's size, in the CRS's
    units.
    """

    path: str
    epsg: int
    west: float
    north: float
    step: tuple[float, float]
    paint: Callable[[Canvas], Scene]


PLACES = [
    Place("2023/ebro_delta.tif", 32631, 309000, 4512500, (10, 10), scenes.delta),
    Place("2023/pyrenees_reservoir.tif", 32630, 703000, 4730000, (10, 10), scenes.reservoir),
    Place("2023/la_mancha_pivots.tif", 32630, 561000, 4338000, (10, 10), scenes.pivots),
    Place("2024/emporda_village.tif", 32631, 503500, 4656800, (2.5, 2.5), village),
    Place("2024/po_plain.tif", 4326, 10.62, 45.09, (0.000125, 0.00009), scenes.plain),
    Place("2024/tisza_meanders.tif", 32634, 438000, 5239000, (10, 10), scenes.steppe),
]


class Ground:
    """From a place's pixels to longitude and latitude."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.crs, wgs84 = osr.SpatialReference(), osr.SpatialReference()
        self.crs.ImportFromEPSG(place.epsg)
        wgs84.ImportFromEPSG(4326)
        for crs in (self.crs, wgs84):
            crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        self._to_wgs84 = osr.CoordinateTransformation(self.crs, wgs84)

    def lonlat(self, pixels: Array) -> list[list[float]]:
        place = self.place
        points = [
            (place.west + x * place.step[0], place.north - y * place.step[1])
            for x, y in pixels.tolist()
        ]
        return [[lon, lat] for lon, lat, _ in self._to_wgs84.TransformPoints(points)]


def ring(positions: list[list[float]]) -> list[list[float]]:
    """Closed, and counter-clockwise as RFC 7946 wants an exterior."""
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(positions, positions[1:] + positions[:1]))
    ordered = positions if twice > 0 else positions[::-1]
    return [*ordered, ordered[0]]


def clipped(shape: ogr.Geometry) -> list[Array]:
    """What of a shape lies in the image, a pixel from its border."""
    frame = box(SIZE / 2, SIZE / 2, SIZE - 2, SIZE - 2, 0)
    return outlines(shape.Intersection(to_ogr(frame)))


def features(scene: Scene, ground: Ground) -> list[dict[str, Any]]:
    """The scene's annotations as SCANEO writes them."""
    found: list[dict[str, Any]] = []
    for label in scene.classes:
        found.append(
            {
                "type": "Feature",
                "geometry": {"type": "Polygon", "coordinates": []},
                "properties": {"label": label, "task": "classification"},
            }
        )
    for label, shape in scene.boxes:
        corners = ground.lonlat(shape)
        west, east = min(p[0] for p in corners), max(p[0] for p in corners)
        south, north = min(p[1] for p in corners), max(p[1] for p in corners)
        around = [[east, south], [east, north], [west, north], [west, south], [east, south]]
        found.append(
            {
                "type": "Feature",
                "geometry": {"type": "Polygon", "coordinates": [around]},
                "properties": {
                    "label": label,
                    "bbox": [[south, east], [north, west]],
                    "task": "detection",
                },
            }
        )
    for label, shapes in scene.areas:
        # Shapes that overlap become one, since the parts of a MultiPolygon must not.
        parts = [[ring(ground.lonlat(part))] for part in clipped(union(shapes))]
        found.append(
            {
                "type": "Feature",
                "geometry": {"type": "MultiPolygon", "coordinates": parts},
                "properties": {"label": label, "task": "segmentation"},
            }
        )
    return found


def write_image(path: Path, scene: Scene, ground: Ground) -> None:
    place = ground.place
    options = ["COMPRESS=DEFLATE", "PREDICTOR=2", "ZLEVEL=9", "PHOTOMETRIC=RGB", "TILED=YES"]
    image = gdal.GetDriverByName("GTiff").Create(str(path), SIZE, SIZE, 3, gdal.GDT_Byte, options)
    image.SetGeoTransform((place.west, place.step[0], 0, place.north, 0, -place.step[1]))
    image.SetProjection(ground.crs.ExportToWkt())
    image.SetMetadataItem("TIFFTAG_IMAGEDESCRIPTION", "Painted by make_sample.py; no such place")
    for band in range(3):
        image.GetRasterBand(band + 1).WriteArray(scene.pixels[..., band])
    image.FlushCache()


def make(folder: Path) -> None:
    """Write the whole campaign into an empty folder."""
    labels = {"labels": [{"name": name, "color": colour} for name, colour in LABELS]}
    folder.mkdir(parents=True)
    (folder / "spai.json").write_text(json.dumps(labels), encoding="utf-8")
    for seed, place in enumerate(PLACES, 1):
        ground = Ground(place)
        scene = place.paint(Canvas(SIZE, np.random.default_rng(seed)))
        path = folder / place.path
        path.parent.mkdir(exist_ok=True)
        write_image(path, scene, ground)
        if scene.classes or scene.boxes or scene.areas:
            with path.with_suffix(".geojson").open("w", encoding="utf-8") as file:
                json.dump({"type": "FeatureCollection", "features": features(scene, ground)}, file)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    default = Path(__file__).resolve().parents[1] / "data" / "sample"
    parser.add_argument("folder", nargs="?", type=Path, help="a new folder, not the repository's")
    folder = parser.parse_args().folder
    if folder is None and default.exists():
        shutil.rmtree(default)  # Only this one: another folder could hold somebody's work.
    make(folder or default)


if __name__ == "__main__":
    main()
