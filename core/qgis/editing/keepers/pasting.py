"""What QGIS pastes belongs to the image on the map."""

from __future__ import annotations

from qgis.core import QgsExpressionContextUtils, QgsGeometry, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QObject

from ....images.areas import BadArea, sound
from ....images.assignment import is_on
from ....images.overlap import ImageFootprint
from ...styling.styles import FOOTPRINT_VARIABLE, IMAGE_VARIABLE
from ..history import History


class PasteKeeper(QObject):
    """Gives what was copied on another image, and pasted on the one on the map, to the latter.

    QGIS pastes all fields as they were copied. In a time series the copy would go back to where
    it came from.
    """

    def __init__(self, layer: QgsVectorLayer, history: History) -> None:
        super().__init__()
        self._layer = layer
        self._history = history
        self._text = ""
        self._added: list[int] = []
        layer.editCommandStarted.connect(self._begin)
        layer.featureAdded.connect(self._note)
        layer.editCommandEnded.connect(self._place)

    def leave(self) -> None:
        """Lets go of the layer."""
        self._layer.editCommandStarted.disconnect(self._begin)
        self._layer.featureAdded.disconnect(self._note)
        self._layer.editCommandEnded.disconnect(self._place)

    def _begin(self, text: str) -> None:
        self._text, self._added = text, []

    def _note(self, fid: int) -> None:
        self._added.append(fid)

    def _place(self) -> None:
        """QGIS names the step so in its own language (QgisApp::pasteFromClipboard)."""
        pasted = QCoreApplication.translate("QgisApp", "Features pasted")
        if self._history.is_busy or self._text != pasted:
            return
        scope = QgsExpressionContextUtils.layerScope(self._layer)
        image = scope.variable(IMAGE_VARIABLE) or ""
        outline = QgsGeometry.fromWkt(scope.variable(FOOTPRINT_VARIABLE) or "")
        here = ImageFootprint(image, outline)
        field = self._layer.fields().indexOf("image")
        found = [self._layer.getFeature(fid) for fid in self._added]
        moved = [
            one
            for one in found
            if image and one["image"] != image and _lies_on(here, one.geometry())
        ]
        if moved:
            with self._history.command(pasted, follows=True):
                for one in moved:
                    self._layer.changeAttributeValue(one.id(), field, image, one["image"])


def _lies_on(image: ImageFootprint, pasted: QgsGeometry) -> bool:
    try:
        return is_on(image, sound(pasted))
    except BadArea:  # nobody can tell
        return False
