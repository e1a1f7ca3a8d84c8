"""Edit commands on annotations. Each is one undo step over all layers of the campaign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from qgis.core import (
    QgsExpression,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsRectangle,
    QgsVectorLayer,
)

from ....base.errors import ScaneoError
from ....base.messages import message
from ....base.model import Task
from ....images.areas import difference, intersection, union_of
from ...styling.styles import reveal_label
from ...translation import tr
from ..edit_buffer import assigned
from ..session import EditSession
from .class_merge import MergedClasses, merge_classes


def add_annotation(
    session: EditSession, task: Task, geometry: QgsGeometry, label: str, image: Optional[str]
) -> None:
    """Adds a box or an area, in longitude and latitude; ``image`` is empty where it has none.

    :raises ScaneoError: where the layer was removed or refuses.
    """
    layer = session.layer(task)
    text = tr("Draw a box") if task is Task.DETECTION else tr("Draw an area")
    with session.history.command(text):
        _add(layer, geometry, label, image)


def join_area(session: EditSession, area: QgsGeometry, label: str, image: Optional[str]) -> None:
    """Joins an area with the one of its label on an image, as SCANEO's brush does; adds it where
    there is none.

    Of several it is joined with the first that it touches, or else the first.

    :raises ScaneoError: where the layer was removed or refuses.
    """
    layer = session.layer(Task.SEGMENTATION)
    same = [one for one in areas_near(layer, image) if assigned(one).label == label]
    touching = (one for one in same if one.geometry().intersects(area))
    old = next(touching, same[0] if same else None)
    with session.history.command(tr("Draw an area")):
        if old is None:
            _add(layer, area, label, image)
        else:
            change_shape(layer, old.id(), union_of([old.geometry(), area]))


def without_others(
    session: EditSession, area: QgsGeometry, label: str, image: Optional[str]
) -> QgsGeometry:
    """An area without the areas of other labels on the image; empty where these cover all of it.

    :raises ScaneoError: where the layer was removed.
    """
    others = [
        one.geometry()
        for one in areas_near(session.layer(Task.SEGMENTATION), image, area)
        if assigned(one).label != label
    ]
    return difference(area, union_of(others)) if others else area


def erase(session: EditSession, area: QgsGeometry, image: Optional[str]) -> bool:
    """Subtracts an area from the selected areas; without a selection, from the topmost one.

    An area of which nothing is left is deleted. Returns whether anything changed.

    :raises ScaneoError: where the layer was removed or refuses.
    """
    layer = session.layer(Task.SEGMENTATION)
    touched = [
        one
        for one in areas_near(layer, image, area)
        if intersection(one.geometry(), area).area() > 0
    ]
    selected = set(layer.selectedFeatureIds())
    chosen = [one for one in touched if one.id() in selected] if selected else touched[-1:]
    if not chosen:
        return False
    with session.history.command(tr("Erase")):
        for one in chosen:
            left = difference(one.geometry(), area)
            if left.isEmpty():
                delete_feature(layer, one.id())
            else:
                change_shape(layer, one.id(), left)
    return True


def change_box(session: EditSession, fid: int, box: QgsRectangle) -> None:
    """Moves or resizes a box.

    :raises ScaneoError: where the layer was removed or refuses.
    """
    layer = session.layer(Task.DETECTION)
    with session.history.command(tr("Change a box")):
        change_shape(layer, fid, QgsGeometry.fromRect(box))


def classes_of(session: EditSession, image: str) -> dict[str, list[int]]:
    """The labels of an image's classes, each with the ids of their features, in order.

    :raises ScaneoError: where the layer was removed.
    """
    found: dict[str, list[int]] = {}
    layer = session.layer(Task.CLASSIFICATION)
    for feature in layer.getFeatures(of_image(image).setFlags(_NO_GEOMETRY)):
        found.setdefault(assigned(feature).label, []).append(feature.id())
    return found


def toggle_class(
    session: EditSession, image: str, label: str, footprint: Optional[QgsGeometry]
) -> None:
    """Adds a class to an image, or removes it.

    :raises ScaneoError: where the layer refuses.
    """
    layer = session.layer(Task.CLASSIFICATION)
    having = classes_of(session, image).get(label, [])
    text = tr("Take a class away") if having else tr("Give a class")
    with session.history.command(text):
        for fid in having:
            delete_feature(layer, fid)
        if not having:
            _add(layer, footprint or QgsGeometry(), label, image)


def selected_count(session: EditSession) -> int:
    """How many annotations are selected."""
    return sum(layer.selectedFeatureCount() for layer in session.layers.values())


def selected_images(session: EditSession) -> set[str]:
    """The images of the selected annotations; "" for those without one."""
    return {
        assigned(one).image
        for layer in session.layers.values()
        for one in layer.getSelectedFeatures()
    }


def relabel_selected(session: EditSession, label: str) -> None:
    """Gives the selected annotations another label.

    :raises ScaneoError: where a layer refuses.
    """
    others = {
        task: [one for one in layer.getSelectedFeatures() if assigned(one).label != label]
        for task, layer in session.layers.items()
    }
    if not any(others.values()):
        return
    merged = _merged_classes(session, others[Task.CLASSIFICATION], label)
    with session.history.command(tr("Relabel")):
        for task, features in others.items():
            layer = session.layer(task)
            if features:
                reveal_label(layer, label)
            for feature in features:
                if task is not Task.CLASSIFICATION or feature.id() not in merged.gone:
                    set_label(layer, feature.id(), label, assigned(feature).label)
        for fid in merged.gone:
            delete_feature(session.layer(Task.CLASSIFICATION), fid)
    if merged.kept:
        session.doubled.emit(merged.kept)


def _merged_classes(
    session: EditSession, features: Sequence[QgsFeature], label: str
) -> MergedClasses:
    """What becomes of classes that get a label: their images may have it already."""
    given = {one.id(): assigned(one).image for one in features}
    having = {
        fid: image
        for image in dict.fromkeys(given.values())
        if image
        for fid in classes_of(session, image).get(label, ())
    }
    return merge_classes(session, given, having, label)


def delete_selected(session: EditSession) -> None:
    """Deletes the selected annotations.

    :raises ScaneoError: where a layer refuses.
    """
    with session.history.command(tr("Delete annotations")):
        for layer in session.layers.values():
            for fid in layer.selectedFeatureIds():
                delete_feature(layer, fid)


def set_label(layer: QgsVectorLayer, fid: int, label: str, before: str) -> None:
    """Sets a feature's label, within an edit command.

    Pass the label ``before``: otherwise QGIS looks it up at each undo, feature by feature.

    :raises ScaneoError: where the layer refuses.
    """
    field = layer.fields().indexOf("label")
    _require(layer.changeAttributeValue(fid, field, label, before), layer)


def delete_feature(layer: QgsVectorLayer, fid: int) -> None:
    """Deletes a feature, within an edit command.

    :raises ScaneoError: where the layer refuses.
    """
    _require(layer.deleteFeature(fid), layer)


def change_shape(layer: QgsVectorLayer, fid: int, geometry: QgsGeometry) -> None:
    """Sets a feature's geometry, within an edit command.

    :raises ScaneoError: where the layer refuses.
    """
    whole = geometry.coerceToType(layer.wkbType())[0]
    _require(layer.changeGeometry(fid, whole), layer)


def areas_near(
    layer: QgsVectorLayer, image: Optional[str], near: Optional[QgsGeometry] = None
) -> Sequence[QgsFeature]:
    """The areas on an image, in drawing order."""
    request = of_image(image)
    if near is not None:
        request.setFilterRect(near.boundingBox())
    return [one for one in layer.getFeatures(request) if not one.geometry().isEmpty()]


def of_image(image: Optional[str]) -> QgsFeatureRequest:
    """Asks a layer for the annotations of an image; of none, for those that belong to no image."""
    equal = QgsExpression.createFieldEqualityExpression("image", image)
    return QgsFeatureRequest().setFilterExpression(equal if image else '"image" IS NULL')


_NO_GEOMETRY = QgsFeatureRequest.Flag.NoGeometry


def _add(layer: QgsVectorLayer, geometry: QgsGeometry, label: str, image: Optional[str]) -> None:
    feature = QgsFeature(layer.fields())
    feature["image"], feature["label"] = image, label
    reveal_label(layer, label)
    for whole in geometry.coerceToType(layer.wkbType()) or [geometry]:
        feature.setGeometry(whole)
        _require(layer.addFeature(feature), layer)


def _require(good: bool, layer: QgsVectorLayer) -> None:
    if not good:
        raise ScaneoError(
            message(
                "edit_commands.refused",
                "QGIS refuses to edit the layer “{layer}”. Nothing was changed.",
                layer=layer.name(),
            )
        )
