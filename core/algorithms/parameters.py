"""What users give to an algorithm: how QGIS knows each kind, and what its value is for us.

A path is taken as people write it: with ``~``, or from the folder that QGIS was started in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional, Protocol

from qgis.core import (
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExpression,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..store.folder import typed_path


class Kind(Protocol):
    """A kind of parameter."""

    def define(self, name: str, title: str) -> QgsProcessingParameterDefinition:
        """One that QGIS takes for its own."""

    def value(self, algorithm: QgsProcessingAlgorithm, *given: Any) -> Any:
        """The value: ``given`` are the parameters, its name and the context, in which order the
        algorithm's own functions ask for them."""


@dataclass(frozen=True)
class Parameter:
    """Something that users give to an algorithm.

    ``help_text`` is what the help says of it, empty for nothing, behind the ``heading``, which is
    the title where none is given.
    """

    name: str
    title: str
    kind: Kind
    help_text: str = ""
    heading: str = ""

    def value(
        self,
        algorithm: QgsProcessingAlgorithm,
        parameters: Mapping[str, Any],
        context: QgsProcessingContext,
    ) -> Any:
        """What was given, or else the default."""
        return self.kind.value(algorithm, parameters, self.name, context)


@dataclass(frozen=True)
class Folder:
    """A folder that is there; None where an optional one is left empty."""

    is_optional: bool = False

    def define(self, name: str, title: str) -> QgsProcessingParameterDefinition:
        behavior = QgsProcessingParameterFile.Behavior.Folder
        return QgsProcessingParameterFile(name, title, behavior, optional=self.is_optional)

    def value(self, algorithm: QgsProcessingAlgorithm, *given: Any) -> Optional[Path]:
        path = algorithm.parameterAsFile(*given)
        return _path(path) if path or not self.is_optional else None


@dataclass(frozen=True)
class File:
    """A file that is there, of the kinds that ``choosable`` has, as file dialogs write them."""

    choosable: str

    def define(self, name: str, title: str) -> QgsProcessingParameterDefinition:
        behavior = QgsProcessingParameterFile.Behavior.File
        return QgsProcessingParameterFile(name, title, behavior, fileFilter=self.choosable)

    def value(self, algorithm: QgsProcessingAlgorithm, *given: Any) -> Path:
        return _path(algorithm.parameterAsFile(*given))


@dataclass(frozen=True)
class Files:
    """Any number of files or folders, in their order."""

    def define(self, name: str, title: str) -> QgsProcessingParameterDefinition:
        return QgsProcessingParameterMultipleLayers(name, title, QgsProcessing.SourceType.TypeFile)

    def value(self, algorithm: QgsProcessingAlgorithm, *given: Any) -> list[Path]:
        return [_path(path) for path in algorithm.parameterAsFileList(*given) if path]


@dataclass(frozen=True)
class FileDestination:
    """A file to be made; None where it is left empty, for its usual place.

    QGIS has a result of the same name for it: a declaration says among its `made` which it is.
    """

    choosable: str

    def define(self, name: str, title: str) -> QgsProcessingParameterDefinition:
        return QgsProcessingParameterFileDestination(
            name, title, self.choosable, optional=True, createByDefault=False
        )

    def value(self, algorithm: QgsProcessingAlgorithm, *given: Any) -> Optional[Path]:
        path = algorithm.parameterAsFileOutput(*given)
        return _path(path) if path else None


@dataclass(frozen=True)
class Layers:
    """Vector layers, or none; what is given may be other layers all the same.

    They live on the main thread: take what you need of them there.
    """

    def define(self, name: str, title: str) -> QgsProcessingParameterDefinition:
        kind = QgsProcessing.SourceType.TypeVector
        return QgsProcessingParameterMultipleLayers(name, title, kind, optional=True)

    def value(self, algorithm: QgsProcessingAlgorithm, *given: Any) -> list[QgsMapLayer]:
        return list(algorithm.parameterAsLayerList(*given))


@dataclass(frozen=True)
class Choice:
    """One of a few values, of which ``options`` says the texts; the first where none is chosen.

    Models and scripts know them by their numbers: new ones go to the end.
    """

    options: Mapping[Any, str]

    def define(self, name: str, title: str) -> QgsProcessingParameterDefinition:
        texts = list(self.options.values())
        return QgsProcessingParameterEnum(name, title, texts, defaultValue=0)

    def value(self, algorithm: QgsProcessingAlgorithm, *given: Any) -> Any:
        return list(self.options)[algorithm.parameterAsEnum(*given)]


@dataclass(frozen=True)
class Boolean:
    """Something that is done only where it is asked for."""

    def define(self, name: str, title: str) -> QgsProcessingParameterDefinition:
        return QgsProcessingParameterBoolean(name, title, defaultValue=False)

    def value(self, algorithm: QgsProcessingAlgorithm, *given: Any) -> bool:
        return bool(algorithm.parameterAsBoolean(*given))


@dataclass(frozen=True)
class Number:
    """A number within bounds."""

    usual: float
    lowest: float
    highest: float

    def define(self, name: str, title: str) -> QgsProcessingParameterDefinition:
        kind = QgsProcessingParameterNumber.Type.Double
        return QgsProcessingParameterNumber(
            name,
            title,
            kind,
            self.usual,
            minValue=self.lowest,
            maxValue=self.highest,
        )

    def value(self, algorithm: QgsProcessingAlgorithm, *given: Any) -> float:
        return float(algorithm.parameterAsDouble(*given))


@dataclass(frozen=True)
class String:
    """A text that may be left empty."""

    usual: Optional[str] = None

    def define(self, name: str, title: str) -> QgsProcessingParameterDefinition:
        return QgsProcessingParameterString(name, title, self.usual, optional=True)

    def value(self, algorithm: QgsProcessingAlgorithm, *given: Any) -> str:
        return str(algorithm.parameterAsString(*given))


@dataclass(frozen=True)
class Expression:
    """An expression of QGIS, as it was written: one that can't be read is for us to refuse."""

    usual: str

    def define(self, name: str, title: str) -> QgsProcessingParameterDefinition:
        return QgsProcessingParameterExpression(name, title, self.usual)

    def value(self, algorithm: QgsProcessingAlgorithm, *given: Any) -> str:
        # parameterAsExpression would take the default for one that can't be read
        return str(algorithm.parameterAsString(*given))


def _path(text: str) -> Path:
    return typed_path(text)
