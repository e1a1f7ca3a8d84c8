"""Writes the result tables of algorithms, row by row."""

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

from ..base.names import shown_text
from ..qgis.translation import said, tr

_SHORT = (".shp", ".dbf", ".tab", ".mif")
"""Formats whose texts end at 254 bytes: what is longer would be cut there without a word."""
_PLACED = (".fgb", ".gmt")
"""Formats that have no rows without a place; QGIS 3.22 loses them without a word."""
_BYTES = 254
_MORE = "…"


def table_fields(*columns: str) -> QgsFields:
    """Fields by name and type, such as ``what:string``; texts may be of any length.

    The types are given by name, as their enumerations differ between Qt 5 and Qt 6. A plain
    ``string`` of a memory layer has 255 characters, and a row with more is lost.
    """
    whole = "&".join(f"field={column}".replace(":string", ":string(0)") for column in columns)
    return QgsFields(QgsVectorLayer(f"NoGeometry?{whole}", "table", "memory").fields())


class ResultWriter:
    """Writes rows to an algorithm's sink; a row that the sink refuses is reported."""

    def __init__(
        self, sink: QgsFeatureSink, destination: str, feedback: QgsProcessingFeedback
    ) -> None:
        self.destination = destination
        self._sink = sink
        suffix = PurePath(destination.split("|", 1)[0]).suffix.lower()
        self._is_short, self._wants_geometry = suffix in _SHORT, suffix in _PLACED
        self._feedback = feedback

    def add(self, values: Sequence[object], wkb: Optional[bytes] = None) -> None:
        """Adds a row with its geometry; texts are shortened only where the file format requires
        it."""
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
        """Finishes the table by deleting the sink: no more rows can be added."""
        self._sink = None

    def _tell_refused(self, values: Sequence[object], reason: str) -> None:
        row = " | ".join(str(one) for one in values if one not in (None, ""))
        text = tr("The table refuses a row ({reason}): {row}", reason=reason, row=row)
        self._feedback.reportError(shown_text(text))


def _short(value: object) -> object:
    """A text that fits, ending with a sign if something was cut."""
    if not isinstance(value, str) or len(value.encode(errors="replace")) <= _BYTES:
        return value
    room = _BYTES - len(_MORE.encode())
    return value.encode(errors="replace")[:room].decode(errors="ignore") + _MORE
