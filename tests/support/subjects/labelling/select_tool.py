"""What the tests of the tool that selects share."""

from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsRectangle, QgsVectorLayer

EPSG = (4326, 32631, 3857)
WEST, SOUTH, EAST, NORTH = 6.1, 41.1, 6.2, 41.25
BOX = QgsRectangle(WEST, SOUTH, EAST, NORTH)
MIDDLE = (6.15, 41.175)
OTHER = QgsRectangle(6.3, 41.3, 6.4, 41.4)
NOWHERE = (6.45, 41.05)


def polygons(name, *boxes):
    """A layer of boxes in an edit session: their ids are negative, as those of new features."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:4326&field=label:string", name, "memory")
    QgsProject.instance().addMapLayer(layer)
    assert layer.startEditing()
    return layer, [add(layer, box) for box in boxes]


def add(layer, box, label="water"):
    feature = QgsFeature(layer.fields())
    feature["label"] = label
    feature.setGeometry(QgsGeometry.fromRect(box))
    assert layer.addFeature(feature)
    return feature.id()


def handles_of(box):
    xs = (box.xMinimum(), box.center().x(), box.xMaximum())
    ys = (box.yMinimum(), box.center().y(), box.yMaximum())
    places = [(round(x, 6), round(y, 6)) for x in xs for y in ys]
    places.remove((round(xs[1], 6), round(ys[1], 6)))
    return sorted(places)
