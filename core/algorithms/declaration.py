"""An algorithm as its users see it, declared once: texts, parameters, results and table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Optional, TypeVar

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsWkbTypes,
)

from .parameters import Parameter
from .tables import ResultWriter, table_fields

Done = TypeVar("Done")
"""What a run of the algorithm answers."""
Row = TypeVar("Row")
"""What a row of its table tells of."""


@dataclass(frozen=True)
class Output(Generic[Done]):
    """A result, which ``of`` gets from what the run returns: a number, or as ``kind`` says."""

    name: str
    title: str
    of: Callable[[Done], object]
    kind: Callable[[str, str], QgsProcessingOutputDefinition] = QgsProcessingOutputNumber


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column of a table: its value for a row, and its type, as memory layers call it."""

    name: str
    of: Callable[[Row], object]
    kind: str = "string"


@dataclass(frozen=True)
class ResultTable(Generic[Done, Row]):
    """A table that an algorithm writes: the ``rows`` of what the run returns.

    ``wkb`` gets the polygon of a row, in EPSG:4326; a table without it has no geometry. The table
    is created before the run, so that an error is known before the work. With ``is_last``, it is
    created afterwards, since it may replace a file that the run reads.
    """

    name: str
    title: str
    rows: Callable[[Done], Iterable[Row]]
    columns: Sequence[Column[Row]]
    wkb: Optional[Callable[[Row], Optional[bytes]]] = None
    is_last: bool = False

    def define(self) -> QgsProcessingParameterFeatureSink:
        """The parameter for its destination; QGIS declares a result of the same name."""
        kinds = QgsProcessing.SourceType
        return QgsProcessingParameterFeatureSink(
            self.name,
            self.title,
            kinds.TypeVector if self.wkb is None else kinds.TypeVectorPolygon,
            QgsProcessing.TEMPORARY_OUTPUT,
            optional=True,
        )

    def open(
        self,
        algorithm: QgsProcessingAlgorithm,
        parameters: Mapping[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> Optional[ResultWriter]:
        """Creates the table, without rows; None where nobody wants it.

        :raises QgsProcessingException: where it can't be created.
        """
        kind, crs = QgsWkbTypes.Type.NoGeometry, QgsCoordinateReferenceSystem()
        if self.wkb is not None:
            kind, crs = QgsWkbTypes.Type.MultiPolygon, QgsCoordinateReferenceSystem("EPSG:4326")
        fields = table_fields(*(f"{column.name}:{column.kind}" for column in self.columns))
        sink, destination = algorithm.parameterAsSink(
            parameters, self.name, context, fields, kind, crs
        )
        return None if sink is None else ResultWriter(sink, destination, feedback)

    def fill(self, table: ResultWriter, done: Done) -> None:
        """Adds the rows."""
        for row in self.rows(done):
            wkb = None if self.wkb is None else self.wkb(row)
            table.add([column.of(row) for column in self.columns], wkb)


@dataclass(frozen=True)
class Declaration(Generic[Done]):
    """An algorithm, in the user's language.

    ``tags`` are words by which the toolbox finds it, separated by commas. The help is the
    ``intro``, a line for each parameter with a help text, and the ``outro``. ``made`` are the
    results that QGIS declares by itself, for parameters of the kind `FileDestination`.
    """

    title: str
    summary: str
    tags: str
    intro: str
    parameters: Sequence[Parameter]
    outputs: Sequence[Output[Done]]
    made: Mapping[str, Callable[[Done], object]] = field(default_factory=dict)
    table: Optional[ResultTable[Done, Any]] = None
    outro: str = ""

    def help(self) -> str:
        """The help beside the parameters."""
        lines = [
            f"{one.heading or one.title}: {one.help_text}"
            for one in self.parameters
            if one.help_text
        ]
        return "\n\n".join(part for part in (self.intro, "\n".join(lines), self.outro) if part)

    def results(self, done: Done) -> dict[str, Any]:
        """The results of a run by name, without the table."""
        found = {name: of(done) for name, of in self.made.items()}
        return {**found, **{one.name: one.of(done) for one in self.outputs}}
