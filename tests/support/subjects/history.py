"""Layers that share one history, and what is on their undo stacks."""

from qgis.core import QgsFeature, QgsVectorLayer

COUNT = 3


def make_layer():
    layer = QgsVectorLayer("NoGeometry?field=label:string", "layer", "memory")
    assert layer.startEditing()
    return layer


def add(layer, name):
    feature = QgsFeature(layer.fields())
    feature["label"] = name
    assert layer.addFeature(feature)


def labels(layer):
    return sorted(feature["label"] for feature in layer.getFeatures())


def stacks_of(layers):
    return {(layer.undoStack().count(), layer.undoStack().index()) for layer in layers}
