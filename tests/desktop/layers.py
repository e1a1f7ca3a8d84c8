"""Drives an export of layers in QGIS Desktop, for the README's picture of it.

The images are the sample's; the layers are made of its annotations, each in another reference
system, as if they came from elsewhere.
"""

import json
import os
import sys
from pathlib import Path

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsFillSymbol,
    QgsGeometry,
    QgsJsonUtils,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsRendererCategory,
    QgsSymbolLayerUtils,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor, QPainter, QPixmap
from qgis.utils import iface

sys.path.insert(0, str(Path("tests").resolve()))  # QGIS runs the text of this file alone
sys.path.insert(0, str(Path("tests/desktop").resolve()))
from desk import Desk, begin, finish

FOLDER = Path(os.environ["SCANEO_BRIDGE_CAMPAIGN"])
SHOWN = "emporda_village"
GAP = 16  # pixels between the window and the second page


def annotations(task):
    """Label and geometry of the sample's annotations of a task."""
    for path in sorted(FOLDER.rglob("*.geojson")):
        for feature in json.loads(path.read_bytes())["features"]:
            properties = feature["properties"]
            if properties["task"] == task:
                (read,) = QgsJsonUtils.stringToFeatureList(json.dumps(feature))
                yield properties["label"], read.geometry()


def scenes():
    """A point in each image of the sample for each class that it has."""
    for path in sorted(FOLDER.rglob("*.geojson")):
        raster = QgsRasterLayer(str(path.with_suffix(".tif")))
        wgs84 = QgsCoordinateReferenceSystem("EPSG:4326")
        there = QgsCoordinateTransform(raster.crs(), wgs84, QgsProject.instance())
        point = QgsGeometry.fromPointXY(there.transform(raster.extent().center()))
        for feature in json.loads(path.read_bytes())["features"]:
            if feature["properties"]["task"] == "classification":
                yield feature["properties"]["label"], point


def layer_of(name, crs, field, rows, kind="MultiPolygon"):
    layer = QgsVectorLayer(f"{kind}?crs={crs}&field={field}:string", name, "memory")
    wgs84 = QgsCoordinateReferenceSystem("EPSG:4326")
    there = QgsCoordinateTransform(wgs84, layer.crs(), QgsProject.instance())
    features = []
    for label, geometry in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes([label])
        shape = QgsGeometry(geometry)
        if kind == "MultiPolygon":
            shape.convertToMultiType()
        shape.transform(there)
        feature.setGeometry(shape)
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def draw(layer, field, colors):
    """Gives each class its colour, as a scientist's own layers have them."""
    categories = []
    for name, color in colors.items():
        fill = QColor(color)
        fill.setAlpha(70)
        style = {"color": QgsSymbolLayerUtils.encodeColor(fill), "outline_color": color}
        categories.append(QgsRendererCategory(name, QgsFillSymbol.createSimple(style), name))
    layer.setRenderer(QgsCategorizedSymbolRenderer(field, categories))


class Layers(Desk):
    def start(self):
        self.arrange()
        project = QgsProject.instance()
        away = QgsGeometry.fromRect(QgsRectangle(3.1, 42.3, 3.11, 42.31))
        areas = list(annotations("segmentation"))
        buildings = [*annotations("detection"), ("building", away)]
        self.layers = [
            layer_of("land cover", "EPSG:32631", "cover", areas),
            layer_of("detected buildings", "EPSG:3857", "class", buildings),
        ]
        listed = json.loads((FOLDER / "spai.json").read_bytes())["labels"]
        draw(self.layers[0], "cover", {one["name"]: one["color"] for one in listed})
        draw(self.layers[1], "class", {"building": "#ffd400"})
        points = list(scenes())
        self.layers.append(layer_of("scenes", "EPSG:4326", "label", points, "Point"))
        for path in FOLDER.rglob("*.geojson"):
            path.unlink()
        (FOLDER / "spai.json").unlink()
        rasters = [QgsRasterLayer(str(path), path.stem) for path in sorted(FOLDER.rglob("*.tif"))]
        project.addMapLayers(rasters)
        project.addMapLayers(self.layers)
        for node in project.layerTreeRoot().findLayers():
            node.setExpanded(False)
        (shown,) = project.mapLayersByName(SHOWN)
        project.setCrs(shown.crs())
        self.wait(self.drawn, self.choose)

    def choose(self):
        (shown,) = QgsProject.instance().mapLayersByName(SHOWN)
        iface.mapCanvas().setExtent(shown.extent())  # QGIS takes that of a first layer by itself
        iface.mapCanvas().refresh()
        self.pages.start.layers.click()
        self.wait(self.drawn, self.chosen)

    def chosen(self):
        self.page = self.window.grab()
        self.pages.layers.preview.click()
        self.wait(self.idle, self.previewed)

    def previewed(self):
        preview = self.pages.layers_preview
        second = self.dock.grab()
        picture = QPixmap(self.page.width() + GAP + second.width(), self.page.height())
        picture.fill(QColor("white"))
        painter = QPainter(picture)
        painter.drawPixmap(0, 0, self.page)
        painter.drawPixmap(self.page.width() + GAP, self.dock.y(), second)
        painter.end()
        picture.save(os.environ["SCANEO_BRIDGE_SCREENSHOT"])
        self.lines.append(preview.sum.text())
        preview.write.click()
        self.wait(self.idle, self.written)

    def written(self):
        files = sorted(path.name for path in FOLDER.rglob("*.*json"))
        self.lines.append(f"wrote: {', '.join(files)}")
        finish(self.lines, 0)


drive = Layers()
begin(drive.start)
