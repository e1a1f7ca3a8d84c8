"""A workspace's layers, edited as a person edits them: in QGIS's own edit sessions."""

from contextlib import contextmanager

from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer
from qgis.PyQt.QtTest import QTest
from scaneo_bridge.core.workspace.records.index_generations import INDEX_BITS
from scaneo_bridge.core.workspace.workspace import Workspace

BOX_AREA = "Polygon((2.15 41.5, 2.25 41.5, 2.25 41.75, 2.15 41.75, 2.15 41.5))"
AREA = "MultiPolygon(((2.1 41.1, 2.1 41.25, 2.375 41.25, 2.375 41.1, 2.1 41.1)))"  # clockwise


def task_layer(workspace, task):
    layer = QgsVectorLayer(f"{workspace}|layername={task}", task, "ogr")
    assert layer.isValid()
    return layer


@contextmanager
def editing(workspace, task):
    """The layer in an edit session, which is saved at the end."""
    layer = task_layer(workspace, task)
    assert layer.startEditing()
    yield layer
    assert layer.commitChanges(), layer.commitErrors()


def first(layer, image, label=None):
    """The first annotation that the layer has of the image, or of that label there."""
    for _ in range(20):
        found = [
            feature
            for feature in layer.getFeatures()
            if feature["image"] == image and label in (None, feature["label"])
        ]
        if found:
            break
        QTest.qWait(50)  # QGIS reads nothing while another connection lets go of the file,
        layer.dataProvider().reloadData()  # or for good: see `WalMode`
    return min(found, key=lambda feature: feature.id())


def place_of(feature):
    """Where in its image's file an annotation was read, without the mark that is kept with it;
    None for one that was drawn."""
    return feature["place"] & INDEX_BITS if isinstance(feature["place"], int) else None


def field(layer, name):
    return layer.fields().indexOf(name)


def add(workspace, task, image, label="water", wkt=None):
    """Draws an annotation; a box or an area where no `wkt` says which."""
    with editing(workspace, task) as layer:
        drawn = QgsFeature(layer.fields())
        drawn["image"], drawn["label"] = image, label
        if wkt is None and task != "classification":
            wkt = BOX_AREA if task == "detection" else AREA
        if wkt is not None:
            drawn.setGeometry(QgsGeometry.fromWkt(wkt))
        assert layer.addFeature(drawn)


def relabel(workspace, task, image, label="field", old=None):
    """Gives the image's first annotation, or the first that is labelled `old`, another label;
    answers its place in the file."""
    with editing(workspace, task) as layer:
        feature = first(layer, image, old)
        assert layer.changeAttributeValue(feature.id(), field(layer, "label"), label)
    return place_of(feature)


def reshape(workspace, task, image, wkt=None):
    """Gives the image's first annotation another geometry; answers its place in the file."""
    shape = QgsGeometry.fromWkt(wkt or (BOX_AREA if task == "detection" else AREA))
    with editing(workspace, task) as layer:
        feature = first(layer, image)
        assert layer.changeGeometry(feature.id(), shape)
    return place_of(feature)


def delete(workspace, task, image, label=None):
    """Deletes the image's first annotation, or the first of a label; answers its place in the
    file."""
    with editing(workspace, task) as layer:
        feature = first(layer, image, label)
        assert layer.deleteFeature(feature.id())
    return place_of(feature)


def count(workspace, task):
    return task_layer(workspace, task).featureCount()


def set_labels(workspace, *labels):
    """Edits the campaign's list of labels."""
    with Workspace.open(workspace) as known, known.database.transaction():
        known.set_labels(labels)
