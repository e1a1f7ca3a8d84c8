"""What the tests of the page on which layers are exported share, and a hand for it."""

import json

from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

HOUSE = "Polygon((2.1 41.1, 2.2 41.1, 2.2 41.2, 2.15 41.2, 2.1 41.15, 2.1 41.1))"
BARN = "Polygon((2.6 41.1, 2.7 41.1, 2.7 41.2, 2.65 41.2, 2.6 41.15, 2.6 41.1))"


def polygons(name, rows, field="type"):
    """A memory layer with one field; `rows` are the field's values with their outlines."""
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:4326&field={field}:string", name, "memory")
    features = []
    for value, wkt in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes([value])
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def labels_of(folder):
    return {
        one["name"]: one["color"]
        for one in json.loads((folder / "spai.json").read_text())["labels"]
    }


def written(folder):
    """For each file, its annotations: task and label."""
    found = {}
    for path in folder.glob("*.geojson"):
        features = json.loads(path.read_text())["features"]
        found[path.stem] = [
            (one["properties"]["task"], one["properties"]["label"]) for one in features
        ]
    return found


def edits_copy(layer, path):
    """The layer's features in a file, which a project can find again."""
    from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter

    options = QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(
        layer, str(path), QgsCoordinateTransformContext(), options
    )
    return QgsVectorLayer(str(path), layer.name(), "ogr")
