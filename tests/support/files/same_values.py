"""Both readers of GeoJSON beside each other: the quick one, and the one that knows offsets."""

import json

from scaneo_bridge.core.formats.geojson.document import read_document
from scaneo_bridge.core.formats.geojson.values import read_features
from scaneo_bridge.core.formats.scaneo.content import content_of, read_annotations


def differences(data):
    """Where the two readers differ about a file; None where the quick one leaves it to the
    other."""
    quick = read_features(data)
    if quick is None:
        return None
    document = read_document(data)
    found = [] if spelt(quick) == spelt(one.value for one in document.features) else ["values"]
    ours, careful = read_annotations("a.geojson", data), content_of("a.geojson", document)
    for name in vars(careful):
        if said(getattr(ours, name)) != said(getattr(careful, name)):
            found.append(name)
    return found


def spelt(values):
    """Values to the letter, members in their order: 1 is not 1.0, and 0.0 is not -0.0."""
    return [json.dumps(one) for one in values]


def said(value):
    """A part of a file's content, to the letter."""
    if isinstance(value, (str, bytes)) or not hasattr(value, "__iter__"):
        return repr(value)
    items = value.items() if hasattr(value, "items") else value
    return sorted(map(repr, items)) if isinstance(value, frozenset) else list(map(repr, items))
