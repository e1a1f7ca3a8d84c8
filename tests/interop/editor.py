"""A campaign in QGIS's layers under a person's hands, and beside it what must be there afterwards.

The bookkeeping takes its word from the test and from SCANEO, never from the layers and never from
a file that the plugin wrote.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Optional

from interop.shown import Shown, differences
from qgis.core import QgsFeature, QgsFeedback, QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayer
from qgis.PyQt.QtTest import QTest
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign
from scaneo_bridge.core.campaign.file_changes import Export
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.qgis.layers import make_layer
from scaneo_bridge.core.workspace.workspace_ref import IMAGES

TASKS = ("classification", "detection", "segmentation")

Annotations = Mapping[str, Sequence[Shown]]


class Editor:
    """The layers of one campaign, and in `wanted` what SCANEO must show of each image.

    Each edit is done twice: in the layer as QGIS does it, and in `wanted`.
    """

    def __init__(self, folder: Path, wanted: Annotations, workspace: Optional[Path] = None) -> None:
        """Opens the folder. The layers must show what is `wanted` from the start.

        They go into QGIS's project and live on in it, as on a desktop: a test that uses this wants
        the fixture `qgis_new_project`.
        """
        self.folder = folder
        self.wanted = {image: list(annotations) for image, annotations in wanted.items()}
        self.opened = open_campaign(folder, workspace, QgsFeedback())
        self.layers = {
            kind: make_layer(self.opened.workspace, folder, kind) for kind in (*TASKS, IMAGES)
        }
        QgsProject.instance().addMapLayers(self.layers.values())
        self.check()

    def check(self) -> None:
        """The layers show each annotation that is wanted, as often as it is, and none more."""
        found: dict[str, list[Shown]] = {
            feature["path"]: [] for feature in self.layers[IMAGES].getFeatures()
        }
        for task in TASKS:
            for feature in self.layers[task].getFeatures():
                found.setdefault(feature["image"], []).append(_shown(task, feature))
        assert differences(_in_layers(found), _in_layers(self.wanted)) == {}
        assert self.opened.image_count == len(self.wanted)

    @contextmanager
    def editing(self) -> Iterator[None]:
        """One edit session in all three layers, saved at its end."""
        for task in TASKS:
            assert self.layers[task].startEditing()
        yield
        for task in TASKS:
            assert self.layers[task].commitChanges(), self.layers[task].commitErrors()

    def first(self, image: str, task: str, *, last: bool = False) -> Shown:
        """The first annotation of the task that the image is to have, or its last."""
        found = [annotation for annotation in self.wanted[image] if annotation.task == task]
        return found[-1 if last else 0]

    def add(
        self,
        image: str,
        annotation: Shown,
        drawn: Optional[QgsGeometry] = None,
        *,
        unassigned: bool = False,
    ) -> None:
        """Draws an annotation, in another form than its own where `drawn` is given.

        `unassigned`: without a word about its image, which the export has to find out.
        """
        layer = self.layers[annotation.task]
        feature = QgsFeature(layer.fields())
        feature["label"] = annotation.label
        if not unassigned:
            feature["image"] = image
        feature.setGeometry(drawn or _geometry(annotation))
        assert layer.addFeature(feature)
        self.wanted[image].append(annotation)

    def relabel(self, image: str, annotation: Shown, label: str) -> Shown:
        self._change(image, annotation, "label", label)
        return self._replace(image, annotation, replace(annotation, label=label))

    def reshape(self, image: str, annotation: Shown, new: Shown) -> Shown:
        """Gives it the box or the area of `new`."""
        layer, feature = self._find(image, annotation)
        assert layer.changeGeometry(feature.id(), _geometry(new))
        new = replace(annotation, bbox=new.bbox, geometry=new.geometry)
        return self._replace(image, annotation, new)

    def delete(self, image: str, annotation: Shown) -> None:
        layer, feature = self._find(image, annotation)
        assert layer.deleteFeature(feature.id())
        self.wanted[image].remove(annotation)

    def move(self, image: str, annotation: Shown, to: str) -> None:
        """Gives it to another image."""
        self._change(image, annotation, "image", to)
        self.wanted[image].remove(annotation)
        self.wanted[to].append(annotation)

    def export(self, folder: Optional[Path] = None) -> Export:
        """Exports, which must leave no annotation out, and none out of the layers."""
        done = export_campaign(self.opened.workspace.path, folder, QgsFeedback())
        assert done.problems == []
        assert done.annotation_count == sum(map(len, self.wanted.values()))
        self.check()
        return done

    def _change(self, image: str, annotation: Shown, field: str, value: str) -> None:
        layer, feature = self._find(image, annotation)
        index = layer.fields().indexOf(field)
        assert layer.changeAttributeValue(feature.id(), index, value)

    def _replace(self, image: str, annotation: Shown, new: Shown) -> Shown:
        annotations = self.wanted[image]
        annotations[annotations.index(annotation)] = new
        return new

    def _find(self, image: str, annotation: Shown) -> tuple[QgsVectorLayer, QgsFeature]:
        """The feature as a person finds it: by image, label and shape."""
        layer = self.layers[annotation.task]
        sought = _as_seen(annotation)
        for _ in range(20):
            for feature in layer.getFeatures():
                seen = _as_seen(_shown(annotation.task, feature))
                if feature["image"] == image and seen == sought:
                    return layer, feature
            QTest.qWait(50)  # QGIS reads nothing while another connection lets go of the file,
            layer.dataProvider().reloadData()  # or for good: see `WalMode`
        raise AssertionError(f"{layer.name()} has no such feature: {image}, {annotation}")


def box(label: str, south: float, west: float, north: float, east: float) -> Shown:
    return Shown("detection", label, bbox=(south, west, north, east))


def area(label: str, *parts: Sequence[Sequence[Sequence[float]]]) -> Shown:
    """An area of parts, each a list of rings: the outer one counter-clockwise, the holes not."""
    geometry = {"type": "MultiPolygon", "coordinates": [list(part) for part in parts]}
    return Shown("segmentation", label, geometry=geometry)


def whole(label: str) -> Shown:
    return Shown("classification", label)


def _in_layers(annotations: Annotations) -> dict[str, list[Shown]]:
    return {image: [_as_seen(one) for one in found] for image, found in annotations.items()}


def _as_seen(annotation: Shown) -> Shown:
    """The same annotation in the form in which layers are compared.

    There each area is a MultiPolygon, and wound as the hand went that drew it.
    """
    if annotation.geometry is None:
        return annotation
    parts = [[min(ring, ring[::-1]) for ring in part] for part in _parts(annotation.geometry)]
    return replace(annotation, geometry={"type": "MultiPolygon", "coordinates": parts})


def _parts(geometry: Mapping[str, Any]) -> list[list[list[list[float]]]]:
    coordinates: list[Any] = geometry["coordinates"]
    return coordinates if geometry["type"] == "MultiPolygon" else [coordinates]


def _shown(task: str, feature: QgsFeature) -> Shown:
    if task == "classification":
        return whole(feature["label"])
    geometry = feature.geometry()
    if task == "detection":
        bounds = geometry.boundingBox()
        return box(
            feature["label"],
            bounds.yMinimum(),
            bounds.xMinimum(),
            bounds.yMaximum(),
            bounds.xMaximum(),
        )
    parts = [
        [[[point.x(), point.y()] for point in ring] for ring in part]
        for part in geometry.asMultiPolygon()
    ]
    return area(feature["label"], *parts)


def _geometry(annotation: Shown) -> QgsGeometry:
    """The annotation as a hand draws it, which winds its rings the wrong way round."""
    if annotation.bbox is not None:
        south, west, north, east = annotation.bbox
        return polygon([[west, south], [west, north], [east, north], [east, south]])
    if annotation.geometry is not None:
        return QgsGeometry.fromMultiPolygonXY(
            [[_points(ring[::-1]) for ring in part] for part in _parts(annotation.geometry)]
        )
    return QgsGeometry()


def polygon(ring: Sequence[Sequence[float]]) -> QgsGeometry:
    """A Polygon of one ring, which need not be closed."""
    return QgsGeometry.fromPolygonXY([_points([*ring, ring[0]])])


def _points(ring: Any) -> list[QgsPointXY]:
    return [QgsPointXY(lon, lat) for lon, lat in ring]
