"""What the tests of mends share."""

from support.files.broken import MENDABLE
from support.geojson import spai

IN_LAYERS = {
    "twin", "area-crossing", "swapped", "across-edge", "class-twice", "label-unlisted",
    "label-alike", "label-unused",
}  # fmt: skip
IN_FILES = MENDABLE - IN_LAYERS
LABELS = spai(water="#0048f0", urban="#8d99ae")
SOUND_AREA = [[2.3, 41.5], [2.4, 41.5], [2.4, 41.6], [2.3, 41.5]]


def of(findings, *rules):
    chosen = [finding for finding in findings if finding.rule.id in rules]
    assert chosen
    return chosen


def state(editing):
    """All that a mend can change in the layers."""
    rows = {
        (task.value, feature.id(), feature["image"], feature["label"], feature.geometry().asWkt(9))
        for task, layer in editing.layers.items()
        for feature in layer.getFeatures()
    }
    return rows, tuple(editing.palette.labels)
