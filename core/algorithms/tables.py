"""The tables of problems that algorithms give: a row for each, whatever it says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Optional

from qgis.core import (
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsGeometry,
    QgsProcessingFeedback,
    QgsVectorLayer,
)

from ..base.shown import shown_text
from ..qgis.translation import said, tr

_SHORT = (".shp", ".dbf", ".tab", ".mif")
"""Formats whose texts end at 254 bytes: what is longer would be cut there without a word."""
_PLACED = (".fgb", ".gmt")
"""Formats that have no rows without a place; QGIS 3.22 loses them without a word."""
_BYTES = 254
_MORE = "…"


def table_fields(*columns: str) -> QgsFields:
    """Fields by name and type, as ``what:string``; texts may be of any length.

    The types are names, for their enumeration is another one in Qt 5 and in Qt 6. A memory layer's
    plain ``string`` holds 255 characters, and loses a row with more.
    """
    whole = "&".join(f"field={column}".replace(":string", ":string(0)") for column in columns)
    return QgsFields(QgsVectorLayer(f"NoGeometry?{whole}", "table", "memory").fields())


class Table:
    """Writes rows into the sink of an algorithm; a row that it refuses is told."""

    def __init__(
        self, sink: QgsFeatureSink, destination: str, feedback: QgsProcessingFeedback
    ) -> None:
        self.destination = destination
        self._sink = sink
        suffix = PurePath(destination.split("|", 1)[0]).suffix.lower()
        self._is_short, self._wants_geometry = suffix in _SHORT, suffix in _PLACED
        self._feedback = feedback

    def add(self, values: Sequence[object], wkb: Optional[bytes] = None) -> None:
        """Adds a row with the place that it is about; texts are cut only where the file ends."""
        values = [said(one) if isinstance(one, str) else one for one in values]
        if wkb is None and self._wants_geometry:
            self._tell_refused(values, tr("its format has no rows without a place"))
            return
        feature = QgsFeature()
        if wkb is not None:
            geometry = QgsGeometry()
            geometry.fromWkb(wkb)
            geometry.convertToMultiType()
            feature.setGeometry(geometry)
        feature.setAttributes([_short(one) for one in values] if self._is_short else values)
        if self._sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
            return
        feature.setAttributes([_short(one) for one in values])
        if not self._sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
            self._tell_refused(values, self._sink.lastError())

    def close(self) -> None:
        """Writes the table's end, as the sink goes: nothing is added any more."""
        self._sink = None

    def _tell_refused(self, values: Sequence[object], reason: str) -> None:
        row = " | ".join(str(one) for one in values if one not in (None, ""))
        text = tr("The table refuses a row ({reason}): {row}", reason=reason, row=row)
        self._feedback.reportError(shown_text(text))


def _short(value: object) -> object:
    """A text that fits, with a sign that there was more."""
    if not isinstance(value, str) or len(value.encode(errors="replace")) <= _BYTES:
        return value
    room = _BYTES - len(_MORE.encode())
    return value.encode(errors="replace")[:room].decode(errors="ignore") + _MORE
