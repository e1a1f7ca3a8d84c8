"""Features as the format has them, to put files together from, and a strict way to compare them."""

import json

BOX = (41.10, 2.10, 41.20, 2.30)  # south, west, north, east
RING = [[2.1, 41.1], [2.3, 41.1], [2.2, 41.3], [2.1, 41.1]]


def feature(task, label, geometry, properties=(), **members):
    """A feature; `properties` come between label and task, `members` at its end."""
    described = {"label": label, **dict(properties), "task": task}
    return {"type": "Feature", "geometry": geometry, "properties": described, **members}


def classification(label="water", **members):
    return feature("classification", label, {"type": "Polygon", "coordinates": []}, **members)


def ring_of(box):
    """SCANEO's ring: (east, south), (east, north), (west, north), (west, south), (east, south)."""
    south, west, north, east = box
    return [[east, south], [east, north], [west, north], [west, south], [east, south]]


def corners_of(box):
    """SCANEO's bbox: latitude first."""
    south, west, north, east = box
    return [[south, east], [north, west]]


def detection(label="urban", box=BOX, **members):
    geometry = {"type": "Polygon", "coordinates": [ring_of(box)]}
    properties = {"bbox": corners_of(box), **members.pop("properties", {})}
    return feature("detection", label, geometry, properties, **members)


def segmentation(label="water", ring=RING, **members):
    geometry = {"type": "MultiPolygon", "coordinates": [[ring]]}
    return feature("segmentation", label, geometry, **members)


def one_of_each():
    """A feature of each task, and one more to stand behind them."""
    return [classification(), detection(), segmentation(), detection("field", (41, 2, 41.5, 2.25))]


def collection(*features, **members):
    return {"type": "FeatureCollection", "features": list(features), **members}


def as_bytes(content, **how):
    """JSON as SCANEO writes it, or as `how` says."""
    return json.dumps(content, **how).encode("utf-8")


def spai(**colors):
    """A spai.json: names with their colours."""
    return {"labels": [{"name": name, "color": color} for name, color in colors.items()]}


LABELS = spai(water="#0048f0", urban="#8d99ae", field="#f2c14e")


def exact(data):
    """What JSON says, to the letter: numbers as they are spelt, members in their order.

    `json.loads` takes -0.0 and 0, or 42.1 and 42.10, for the same.
    """
    return json.loads(
        data.decode("utf-8-sig") if isinstance(data, bytes) else data,
        parse_float=lambda number: ("number", number),
        parse_int=lambda number: ("number", number),
        object_pairs_hook=lambda pairs: ("object", pairs),
    )


def exact_features(data):
    """The features of a file, each exact."""
    _, members = exact(data)
    return dict(members)["features"]
