"""What the tests of annotations that go to another image share."""

import json

from support.layers import editing, field, first

CLASS = """{"type": "Feature", "id": "c 1", "geometry": {"type": "Polygon", "coordinates": []},
 "properties": {"label": "urban", "who": "ana", "score": 0.50, "task": "classification"}}"""
BOXES = [
    """{"id": #, "type": "Feature", "geometry": {"type": "Polygon", "coordinates":
  [[[2.30,41.#0],[2.30,41.#5],[2.10,41.#5],[2.10,41.#0],[2.30,41.#0]]]},
  "properties": {"task": "detection", "label": "urban", "score": 12345678901234567890.10,
  "bbox": [[41.#0,2.30],[41.#5,2.10]], "seen": {"by": ["ana"]}}, "mine": 1e400}""".replace("#", at)
    for at in "123"
]
AREA = """{"type":"Feature","geometry":{"type":"MultiPolygon","by":"hand","coordinates":
  [[[[2.1,41.10],[2.3,41.1],[2.2,41.3],[2.1,41.10]]]]},"id":"s","properties":
  {"label":"water","who":"bo","task":"segmentation"}}"""
FEATURES = [CLASS, *BOXES, AREA]
FILE = ('{"type": "FeatureCollection", "features": [\n' + ",\n".join(FEATURES) + "\n]}").encode()
OF = {"classification": CLASS, "detection": BOXES[0], "segmentation": AREA}
TASKS = list(OF)


def text(folder, name="b"):
    path = folder / f"{name}.geojson"
    return path.read_text() if path.exists() else ""


def ids(folder, name="b"):
    return [one.get("id") for one in json.loads(text(folder, name) or "{}").get("features", [])]


def by_attribute(workspace, task, image, old):
    """As the form, the attribute table and the dock do."""
    with editing(workspace, task) as layer:
        feature = first(layer, old)
        assert layer.changeAttributeValue(feature.id(), field(layer, "image"), image)


def move(workspace, task, image="b.tif", old="a.tif"):
    by_attribute(workspace, task, image, old)
