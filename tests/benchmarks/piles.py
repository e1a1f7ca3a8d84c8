"""What annotations that lie on one another cost: piles.py CHECKOUT [SIZE].

Prints CPU seconds as a line of JSON, by measure: what a merge, a union and a check of one image
take, of piles of several kinds. It needs no QGIS, so that any version of the program can be
measured.
"""

import importlib
import importlib.util
import json
import random
import sys
import time
from dataclasses import replace
from pathlib import Path

from benchmarks import older_names

PACKAGE = "scaneo_bridge"
SIZE = 400
_STEP = 1e-5  # degrees


def _load(checkout):
    root = Path(checkout).resolve()
    spec = importlib.util.spec_from_file_location(
        PACKAGE, root / "__init__.py", submodule_search_locations=[str(root)]
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules[PACKAGE] = package
    spec.loader.exec_module(package)
    older_names.install(PACKAGE)
    return lambda name: importlib.import_module(f"{PACKAGE}.core.{name}")


def _ring(west, south, east, north):
    return [[east, south], [east, north], [west, north], [west, south], [east, south]]


def _area(label, *bounds):
    geometry = {"type": "MultiPolygon", "coordinates": [[_ring(*bounds)]]}
    properties = {"label": label, "task": "segmentation"}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _box(label, west, south, east, north):
    geometry = {"type": "Polygon", "coordinates": [_ring(west, south, east, north)]}
    bbox = [[south, east], [north, west]]
    properties = {"label": label, "bbox": bbox, "task": "detection"}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def nested(count, shift=0.0):
    """Areas in one another."""
    west, east = 2.1 + shift, 2.3 + shift
    return [
        _area("ab"[i % 2], west - i * _STEP, 41.6 - i * _STEP, east + i * _STEP, 41.8 + i * _STEP)
        for i in range(count)
    ]


def meridian(count, shift=0.0):
    """Areas beside one another, one above the other: they share a meridian and little else."""
    high = 0.4 / count
    return [
        _area("ab"[i % 2], 2.1 + shift, 41 + i * high, 2.3 + shift, 41 + (i + 0.9) * high)
        for i in range(count)
    ]


def identical(count, shift=0.0):
    """The same box again and again."""
    return [_box("a", 2.1 + shift, 41.6, 2.3 + shift, 41.8) for _ in range(count)]


def crowd(count, shift=0.0):
    """Boxes that lie all over one another in one place."""
    luck = random.Random(3)
    found = []
    for i in range(count):
        x, y = round(2.05 + 0.3 * luck.random(), 9) + shift, round(41.6 + 0.3 * luck.random(), 9)
        found.append(_box("ab"[i % 2], x, y, x + 0.05, y + 0.05))
    return found


PILES = (nested, meridian, identical, crowd)


def _data(features):
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _cpu(deed):
    start = time.process_time()
    deed()
    return round(time.process_time() - start, 3)


def measure(checkout, size=SIZE):
    """CPU seconds by measure."""
    part = _load(checkout)
    content, model = part("formats.scaneo.content"), part("base.model")
    union = part("formats.scaneo.union.union")
    three_way = part("formats.scaneo.merge.three_way")
    keep = part("formats.scaneo.union.disagreements").Keep.BOTH
    campaign = part("formats.scaneo.checks.campaign")
    image = model.Image("a.tif", "a.geojson")
    found = {}
    for make in PILES:
        base, moved = _data(make(size)), _data(make(size, 1e-4))
        rows = list(content.read_annotations("", base).annotations)
        ours = [replace(rows[0], label="c"), *rows[1:]]
        people = [union.Person(0, union.Source(base)), union.Person(1, union.Source(moved))]
        start = people[0].source

        def merge(base=base, ours=ours, moved=moved):
            return three_way.merge_file(base, ours, moved)

        def unite(people=people, start=start):
            return union.unite(people, None, start, None, 0.5, keep, True)

        def unite_on_base(people=people, start=start):
            return union.unite(people[1:], start, start, None, 0.5, keep, True)

        def check(base=base):
            return campaign.CampaignCheck(None, ()).check_image(image, base, None)

        found[f"merge, {size} {make.__name__}"] = _cpu(merge)
        found[f"union, {size} {make.__name__}"] = _cpu(unite)
        found[f"union on a base, {size} {make.__name__}"] = _cpu(unite_on_base)
        found[f"check, {size} {make.__name__}"] = _cpu(check)
    return found


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], *map(int, sys.argv[2:3]))))
