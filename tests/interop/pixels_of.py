"""On which pixels a trainer finds the annotations of a folder. Run by SCANEO's Python.

That one has rasterio. pixels_of.py FOLDER: prints, by image, each annotation as [task, label,
corners], where the corners are columns and rows: of a box its four, of an area its vertices. How to
get from degrees to the image's reference system is left to PROJ, as rasterio leaves it.
"""

import json
import sys
from pathlib import Path

import rasterio
from rasterio.warp import transform


def corners_of(feature):
    """Positions in degrees: a box as its bbox says, an area without the closing position."""
    properties = feature["properties"]
    if properties["task"] == "detection":
        (south, east), (north, west) = properties["bbox"]
        return [(west, north), (east, north), (east, south), (west, south)]
    coordinates = feature["geometry"]["coordinates"]
    return [tuple(position) for part in coordinates for ring in part for position in ring[:-1]]


def main(folder):
    found = {}
    for file in sorted(folder.rglob("*.geojson")):
        with rasterio.open(file.with_suffix(".tif")) as image:
            annotations = found.setdefault(
                file.relative_to(folder).with_suffix(".tif").as_posix(), []
            )
            for feature in json.loads(file.read_text(encoding="utf-8"))["features"]:
                corners = corners_of(feature)
                if corners:
                    xs, ys = transform("EPSG:4326", image.crs, *zip(*corners))[:2]
                    corners = [~image.transform * point for point in zip(xs, ys)]
                properties = feature["properties"]
                annotations.append([properties["task"], properties["label"], corners])
    print(json.dumps(found))


main(Path(sys.argv[1]))
