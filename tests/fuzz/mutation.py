"""Mutations of JSON by its structure: bytes alone seldom get past the parser."""

from __future__ import annotations

import copy
import json
from random import Random
from typing import Any, Optional

DEEP = "\ue000"  # stands for a list in a list in a list…, which `json` could not write
WORDS: list[Any] = [
    DEEP, None, True, 0, -0.0, 1, 180, -180.5, 1e308, 1e-320, 10**320, float("nan"), float("inf"),
    "", " ", "\0", "\ud83d", "a" * 300, "é", "<b>", "{n}", "../a", "#0048f0", [], {}, [[]], [[[]]],
    [[41, 2], [42, 3]], [[[2, 41], [3, 41], [3, 42], [2, 41]]],
    "type", "features", "properties", "geometry", "coordinates", "task", "label", "bbox", "labels",
    "name", "color", "id", "Feature", "FeatureCollection", "Polygon", "MultiPolygon",
    "classification", "detection", "segmentation", "points",
]  # fmt: skip


def mutate_json(data: bytes, random: Random, largest: int) -> Optional[bytes]:
    """The bytes with a few values changed, moved or doubled; None where they aren't JSON."""
    try:
        root = [json.loads(data)]
        for _ in range(random.choice((1, 1, 2, 4))):
            _mutate(root, random)
        text = json.dumps(root[0], ensure_ascii=random.random() < 0.5)
        text = text.replace(json.dumps(DEEP), _nested(random)).replace(f'"{DEEP}"', _nested(random))
    except (ValueError, OverflowError, RecursionError):
        return None
    encoded = text.encode("utf-8", "surrogatepass")
    return encoded if len(encoded) <= largest else None


def _mutate(root: list[Any], random: Random) -> None:
    spots = _spots(root)
    inside, key = random.choice(spots)
    deed = random.randrange(7)
    if deed == 0:
        inside[key] = copy.deepcopy(random.choice(WORDS))
    elif deed == 1:
        other, place = random.choice(spots)
        inside[key] = copy.deepcopy(other[place])
    elif deed == 2 and inside is not root:
        del inside[key]
    elif deed == 3 and isinstance(inside, list) and inside is not root:
        inside.insert(random.randrange(len(inside) + 1), copy.deepcopy(inside[key]))
    elif deed == 4 and isinstance(inside, dict):
        inside[str(random.choice(WORDS))] = copy.deepcopy(inside[key])
    elif deed == 5:
        inside[key] = [inside[key]]
    elif isinstance(inside[key], (int, float)):
        inside[key] = random.choice((-inside[key], inside[key] + 1e-9, inside[key] * 2, 180, -90))
    elif isinstance(inside[key], list):
        random.shuffle(inside[key])


def _spots(root: list[Any]) -> list[tuple[Any, Any]]:
    """Every place in the tree that holds a value: its container and its key."""
    found: list[tuple[Any, Any]] = []
    waiting: list[Any] = [root]
    while waiting:
        inside = waiting.pop()
        for key in list(inside) if isinstance(inside, dict) else range(len(inside)):
            found.append((inside, key))
            if isinstance(inside[key], (dict, list)):
                waiting.append(inside[key])
    return found


def _nested(random: Random) -> str:
    depth = random.choice((10, random.randrange(900, 1000), 1100))
    return "[" * depth + "]" * depth
