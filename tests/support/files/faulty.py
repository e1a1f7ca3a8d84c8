"""Folders full of faults, made by chance: what mending may take away is known by its `uid`."""

import copy
import json
import random
from collections import Counter

from support.geojson import corners_of, ring_of

NAMES = ("car", "bus", "Car", "car ", "van", "cär", "ca\u0308r", "CAR", "c\u200bar", "Van")
IMAGES = ("a", "s/b", "c")
_SIDE = 0.015  # degrees


class Faulty:
    """A campaign in memory: the bytes of its files by name, and who is in it."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.count = 0
        self.spare = set()
        """The uids of which there is a mere copy: one of those may go."""
        self.files = {}
        for image in IMAGES:
            features = self._features()
            if features or self.random.random() < 0.5:
                content = {"type": "FeatureCollection", "features": features}
                mark = b"\xef\xbb\xbf" if self.random.random() < 0.2 else b""
                self.files[f"{image}.geojson"] = mark + json.dumps(content).encode()
        if self.random.random() < 0.9:
            self.files["spai.json"] = json.dumps({"labels": self._labels()}).encode()

    def _labels(self):
        names = self.random.sample([*NAMES, "unused", "car"], self.random.randint(2, 7))
        colors = ("#ff0000", "#00ff00", "red", None)
        return [{"name": name, "color": self.random.choice(colors)} for name in names]

    def _features(self):
        found = []
        for _ in range(self.random.randint(0, 8)):
            self.count += 1
            one = self._feature(self.count)
            found.append(one)
            for _ in range(self.random.choice((0, 0, 0, 0, 1, 1, 2, 3))):
                found.append(self._twin(one))
        self.random.shuffle(found)
        return found

    def _twin(self, one):
        """Another of the same shape: a mere copy, or one of which something else is said."""
        luck, twin = self.random.random(), copy.deepcopy(one)
        holder = self.random.choice((twin, twin["properties"]))
        if luck < 0.25:
            self.spare.add(one["properties"]["uid"])
        elif luck < 0.4:  # nothing is said of it but its shape and, perhaps, another label
            twin["properties"].pop("uid")
            if self.random.random() < 0.5:
                twin["properties"]["label"] = self.random.choice(NAMES)
        else:
            self.count += 1
            uid = twin["properties"]["uid"] = f"u{self.count}"
            holder["score"] = self.random.random()
            if luck < 0.7:
                twin["properties"]["label"] = self.random.choice(NAMES)
            elif luck < 0.8:  # a copy of the twin, too
                self.spare.add(uid)
                return twin
        return twin

    def _feature(self, number):
        luck, x, y = self.random.random(), 2.02 + 0.02 * (number % 20), 41.55
        x, y = round(x, 6), round(y + 0.02 * (number // 20 % 18), 6)
        label = self.random.choice(NAMES)
        box = (y, x, round(y + _SIDE, 6), round(x + _SIDE, 6))
        properties = {"label": label, "uid": f"u{number}"}
        if luck < 0.35:
            geometry = {"type": "Polygon", "coordinates": []}
            properties["task"] = "classification"
        elif luck < 0.7:
            geometry = {"type": "Polygon", "coordinates": [ring_of(box)]}
            properties.update(bbox=corners_of(box), task="detection")
        else:
            geometry = {"type": "MultiPolygon", "coordinates": [[ring_of(box)]]}
            properties["task"] = "segmentation"
        one = {"type": "Feature", "geometry": geometry, "properties": properties}
        self._add_members(one)
        self._break(one, box)
        return one

    def _add_members(self, one):
        """What other programs say of an annotation."""
        more = {"id": self.count, "bbox": [2, 41, 3, 42], "foreign": {"deep": [1, {"a": None}]}}
        for name in self.random.sample(sorted(more), self.random.choice((0, 0, 1, 2))):
            one[name] = more[name]
        if self.random.random() < 0.2:
            one["properties"]["who"] = self.random.choice(("me", None, ["you"]))
        if self.random.random() < 0.1:
            one["geometry"]["source"] = "drone"

    def _break(self, one, box):
        luck, properties, geometry = self.random.random(), one["properties"], one["geometry"]
        south, west, north, east = box
        rings = geometry["coordinates"]
        if luck < 0.05:
            properties["label"] = self.random.choice(("", None, 5, "x\0", "<b>", "a" * 300))
        elif luck < 0.1:
            tasks = ("Segmentation", "Detection", "points", None, 7)
            properties["task"] = self.random.choice(tasks)
        elif properties["task"] == "detection":
            if luck < 0.2:
                properties["bbox"] = [corner[::-1] for corner in properties["bbox"]]
            elif luck < 0.3:
                del properties["bbox"]
            elif luck < 0.4:
                properties["bbox"] = [[lat + 0.1, lon] for lat, lon in properties["bbox"]]
            elif luck < 0.5:
                properties["bbox"] = [[south, east], [north, east], [north, west], [south, west]]
                geometry["coordinates"] = [ring_of((south, east, north, east))]
            elif luck < 0.6:
                geometry["coordinates"] = [[[x, y, 5] for x, y in rings[0]]]
            elif luck < 0.65:
                middle = (west + east) / 2
                geometry["coordinates"] = [[[west, south], [east, south], [middle, north]]]
        elif properties["task"] == "segmentation":
            a, b, c, d, _ = rings[0][0]
            if luck < 0.2:
                geometry["coordinates"] = [[[a, c, b, d, a]]]
            elif luck < 0.3:
                geometry["coordinates"] = [[[[y, x] for x, y in rings[0][0]]]]
            elif luck < 0.4:
                one["geometry"] = {**geometry, "type": "Polygon", "coordinates": rings[0]}
            elif luck < 0.5:
                sliver = [[west, south], [west + 1e-9, south], [west, south + 1e-9], [west, south]]
                rings.append([sliver])
            elif luck < 0.6:
                geometry["coordinates"] = [[[[x, y, 5] for x, y in rings[0][0]]]]
        elif luck < 0.2:  # a class with a geometry of its own
            geometry["coordinates"] = [ring_of(box)]


def features_of(files):
    """All features of files, by name of the file."""
    return {
        name: json.loads(data.decode("utf-8-sig"))["features"]
        for name, data in files.items()
        if name.endswith(".geojson")
    }


def said(files):
    """What is said of whom: how often each pair of uid and member beyond shape and label is there.

    The coordinates are one of them where mending has no business to change them.
    """
    found = Counter()
    for features in features_of(files).values():
        for one in features:
            uid = one["properties"].get("uid")
            for holder in (one, one["properties"]):
                for name, value in holder.items():
                    if name not in ("geometry", "properties", "label", "task", "bbox"):
                        found[uid, name, json.dumps(value, sort_keys=True)] += 1
            found[uid, "source", one["geometry"].get("source")] += 1
            corners = one["properties"].get("bbox")
            if corners and len(corners) > 2:
                found[uid, "bbox", json.dumps(corners)] += 1
    return found
