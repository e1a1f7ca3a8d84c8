"""How the open edits of one layer are saved."""

from __future__ import annotations

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from ...base.errors import ScaneoError
from ...workspace.geopackage.faults import is_locked_by_writer


def commit(layer: QgsVectorLayer, stop: bool) -> None:
    """Saves the edits of a layer. :raises ScaneoError: where QGIS can't; they stay open."""
    if layer.commitChanges(stop):
        return
    reasons = layer.commitErrors()
    reason = next((line for line in reasons if line.startswith("ERROR")), "")
    if any(map(is_locked_by_writer, reasons)):
        reason = _tr("The workspace is locked: another program is writing to it. Try again.")
    text = _tr("The edits of {layer} can't be saved; they are still open. {reason}")
    raise ScaneoError(text.format(layer=layer.name(), reason=reason), "\n".join(reasons))


def _tr(text: str) -> str:
    return QCoreApplication.translate("ScaneoBridge", text)
