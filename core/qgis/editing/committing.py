"""Saves the open edits of one layer."""

from __future__ import annotations

from qgis.core import QgsVectorLayer

from ...base.errors import ScaneoError
from ...base.messages import message
from ...workspace.geopackage.faults import is_locked_by_writer


def commit(layer: QgsVectorLayer, stop: bool) -> None:
    """Saves the edits of a layer. :raises ScaneoError: where QGIS can't; they stay open."""
    if layer.commitChanges(stop):
        return
    reasons = layer.commitErrors()
    reason: str = next((line for line in reasons if line.startswith("ERROR")), "")
    if any(map(is_locked_by_writer, reasons)):
        reason = message(
            "committing.locked",
            "The workspace is locked: another program is writing to it. Try again.",
        )
    what = message(
        "committing.refused",
        "The edits of {layer} can't be saved; they are still open. {reason}",
        layer=layer.name(),
        reason=reason,
    )
    raise ScaneoError(what, "\n".join(reasons))
