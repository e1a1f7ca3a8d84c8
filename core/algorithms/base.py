"""The base class of all algorithms: a declaration answers QGIS's questions, and all run the same
way."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
)

from ..base.errors import ScaneoError
from ..base.names import shown_text
from ..qgis.translation import said, tr
from .declaration import Declaration

Values = Mapping[str, Any]
"""What was given, by the names of the parameters; of what type, their kinds say."""


class ScaneoAlgorithm(QgsProcessingAlgorithm):
    """An algorithm of the provider: a subclass has a ``NAME``, declares itself, and executes.

    Parameters are read once, on the main thread, before the run: QGIS makes a new algorithm for
    each run, prepares it on the main thread, and runs it in a thread of its own.
    """

    NAME = ""

    # What a subclass implements

    @abstractmethod
    def declare(self) -> Declaration[Any]:
        """Describes the algorithm. No function in the declaration may refer to the algorithm, which
        would keep itself alive."""

    def begin(
        self, values: Values, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Reads or checks what lives on the main thread, such as layers and their open edits.

        :raises ScaneoError: where the algorithm can't be run; `execute` may raise it as well.
        """

    @abstractmethod
    def execute(self, values: Values, feedback: QgsProcessingFeedback) -> Any:
        """Does the work, and returns what the declaration's outputs and table are made of."""

    def tell(self, done: Any, feedback: QgsProcessingFeedback) -> None:
        """Writes the result to the log."""

    def load(self, done: Any, context: QgsProcessingContext) -> None:
        """Asks QGIS to load layers after the run."""

    # What QGIS calls

    @cached_property
    def declared(self) -> Declaration[Any]:
        """Its declaration, made once: QGIS asks for it part by part."""
        return self.declare()

    def name(self) -> str:
        """The part after the colon in ``scaneo:importcampaign``."""
        return self.NAME

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.declared.title

    def shortDescription(self) -> str:
        """The tooltip in the toolbox."""
        return self.declared.summary

    def tags(self) -> list[str]:
        """Words by which the toolbox finds it."""
        return self.declared.tags.split(",")

    def shortHelpString(self) -> str:
        """The help beside the parameters."""
        return self.declared.help()

    def group(self) -> str:
        """The folder of the toolbox."""
        return tr("Campaigns")

    def groupId(self) -> str:
        """The group's name for scripts."""
        return "campaigns"

    def createInstance(self) -> ScaneoAlgorithm:
        """A new algorithm of the same class; QGIS calls it for each run."""
        return type(self)()

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Tells QGIS the parameters and results."""
        for parameter in self.declared.parameters:
            self.addParameter(parameter.kind.define(parameter.name, parameter.title))
        if self.declared.table is not None:
            self.addParameter(self.declared.table.define())
        for output in self.declared.outputs:
            self.addOutput(output.kind(output.name, output.title))

    def prepareAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> bool:
        """Reads the parameters; QGIS calls it on the main thread."""
        self._values: Values = {
            one.name: one.value(self, parameters, context) for one in self.declared.parameters
        }
        with shown_by_processing():
            self.begin(self._values, context, feedback)
        return True

    def processAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Runs, and returns the results by name; QGIS calls it in a thread of its own."""
        values, self._values = self._values, {}  # drops references to layers when the run ends
        table, rows = self.declared.table, None
        if table is not None and not table.is_last:
            rows = table.open(self, parameters, context, feedback)
        with shown_by_processing():
            done = self.execute(values, feedback)
            self.tell(done, feedback)
            self.load(done, context)
        results = self.declared.results(done)
        if table is not None and table.is_last:
            rows = table.open(self, parameters, context, feedback)
        if table is not None and rows is not None:
            table.fill(rows, done)
            results[table.name] = rows.destination
            rows.close()  # an exception keeps this frame alive, and the table has to be closed
        return results


@contextmanager
def shown_by_processing() -> Iterator[None]:
    """Turns our errors into the exception that Processing shows."""
    try:
        yield
    except ScaneoError as error:
        details = f"\n{error.details}" if error.details else ""
        raise QgsProcessingException(shown_text(f"{said(error.message)}{details}")) from error
