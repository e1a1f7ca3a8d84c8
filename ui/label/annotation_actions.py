"""What QGIS offers on an annotation, wherever it offers actions on a feature: to go to its image,
and to select all of its label there."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Optional

from qgis.core import Qgis, QgsFeature, QgsProject, QgsVectorLayer
from qgis.gui import QgsGui, QgsMapCanvas, QgsMapLayerAction
from qgis.PyQt.QtCore import QObject

from ...core.qgis.editing.edit_buffer import assigned
from ...core.qgis.editing.edit_commands.annotation_commands import of_image
from ...core.qgis.editing.session import EditSession
from ..common.text import tr
from ..work.work import Work
from .image_navigation import ImageNavigation
from .tools.picking import painted, visible

_Deed = Callable[[EditSession, QgsVectorLayer, QgsFeature], None]


class AnnotationActions(QObject):
    """Actions of the open campaign's layers: an action of QGIS's is for one layer, or for those of
    all campaigns and of none."""

    def __init__(
        self, project: QgsProject, canvas: QgsMapCanvas, navigation: ImageNavigation, work: Work
    ) -> None:
        super().__init__()
        self._project = project
        self._canvas = canvas
        self._navigation = navigation
        self._work = work
        self._session: Optional[EditSession] = None
        self._actions: dict[str, list[QgsMapLayerAction]] = {}  # by their layer's id
        project.layersWillBeRemoved.connect(self._remove)

    def serve(self, session: Optional[EditSession]) -> None:
        """Offers them on this campaign's layers, as many as it has now; None for none."""
        self._session = session
        layers = {} if session is None else {one.id(): one for one in session.layers.values()}
        self._remove(self._actions.keys() - layers.keys())
        for layer_id in layers.keys() - self._actions.keys():
            self._actions[layer_id] = self._add(layers[layer_id])

    def unload(self) -> None:
        """Removes them from QGIS."""
        self._project.layersWillBeRemoved.disconnect(self._remove)
        self.serve(None)

    def _add(self, layer: QgsVectorLayer) -> list[QgsMapLayerAction]:
        actions = []
        for text, deed in (
            (tr("Go to its image"), self._go_to_image),
            (tr("Same label on this image"), self._select_same),
        ):
            single = QgsMapLayerAction.Target.SingleFeature
            action = QgsMapLayerAction(text, self, layer, single)
            action.triggeredForFeature.connect(partial(self._act, deed))
            if hasattr(action, "triggeredForFeatureV2"):  # later QGIS sends one of the two
                action.triggeredForFeatureV2.connect(partial(self._act, deed))
            QgsGui.mapLayerActionRegistry().addMapLayerAction(action)
            actions.append(action)
        return actions

    def _remove(self, layer_ids: Collection[str]) -> None:
        for layer_id in layer_ids:
            for action in self._actions.pop(layer_id, ()):
                QgsGui.mapLayerActionRegistry().removeMapLayerAction(action)
                action.deleteLater()

    def _act(
        self,
        deed: _Deed,
        layer: QgsVectorLayer,
        feature: QgsFeature,
        *_: object,
    ) -> None:
        """Does something to an annotation as it is now: what QGIS shows may be older."""
        now = layer.getFeature(feature.id())
        if self._session is not None and now.isValid():
            deed(self._session, layer, now)

    def _go_to_image(self, session: EditSession, _: QgsVectorLayer, annotation: QgsFeature) -> None:
        image = assigned(annotation).image
        if image:
            self._navigation.go(image)
        else:
            text = tr("The annotation belongs to no image.")
            self._work.tell(tr("There is nowhere to go"), text, Qgis.MessageLevel.Info)

    def _select_same(
        self, session: EditSession, layer: QgsVectorLayer, annotation: QgsFeature
    ) -> None:
        """Selects those that the map shows, and the annotation itself: a key may delete them."""
        known = assigned(annotation)
        shown = visible(self._canvas, list(session.layers.values()))
        for one in session.layers.values():
            same = {annotation.id()} if one is layer else set()
            if one in shown:
                found = painted(self._canvas, one, one.getFeatures(of_image(known.image)))
                same.update(each.id() for each in found if assigned(each) == known)
            if same or one.selectedFeatureCount():
                one.selectByIds(list(same))
