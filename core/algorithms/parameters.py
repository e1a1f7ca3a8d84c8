"""The kinds of parameters: how QGIS declares each kind, and how its value is read.

Paths may begin with ``~``, or be relative to the folder in which QGIS was started.
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
        """The definition of such a parameter for QGIS."""

    def value(self, algorithm: QgsProcessingAlgorithm, *given: Any) -> Any:
        """The value: ``given`` are parameters, name and context, in the order of QGIS's own
        functions."""


@dataclass(frozen=True)
class Parameter:
    """A parameter of an algorithm.

    ``help_text`` is its line in the help, none where empty, after the ``heading``, by default the
    title.
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
        """The given value, or the default."""
        return self.kind.value(algorithm, parameters, self.name, context)


@dataclass(frozen=True)
class Folder:
    """An existing folder; None where an optional one is left empty."""

    is_optional: bool = False

    def define(self, name: str, title: str) -> QgsProcessingParameterDefinition:
        behavior = QgsProcessingParameterFile.Behavior.Folder
        return QgsProcessingParameterFile(name, title, behavior, optional=self.is_optional)

    def value(self, algorithm: QgsProcessingAlgorithm, *given: Any) -> Optional[Path]:
        path = algorithm.parameterAsFile(*given)
        return typed_path(path) if path or not self.is_optional else None


@dataclass(frozen=True)
class File:
    """An existing file; ``choosable`` are the kinds, in the form of a file dialog's filter."""

    choosable: str

    def define(self, name: str, title: str) -> QgsProcessingParameterDefinition:
        behavior = QgsProcessingParameterFile.Behavior.File
        return QgsProcessingParameterFile(name, title, behavior, fileFilter=self.choosable)

    def value(self, algorithm: QgsProcessingAlgorithm, *given: Any) -> Path:
        return typed_path(algorithm.parameterAsFile(*given))


@dataclass(frozen=True)
class Files:
    """Any number of files or folders, in order."""

    def define(self, name: str, title: str) -> QgsProcessingParameterDefinition:
        return QgsProcessingParameterMultipleLayers(name, title, QgsProcessing.SourceType.TypeFile)

    def value(self, algorithm: QgsProcessingAlgorithm, *given: Any) -> list[Path]:
        return [typed_path(path) for path in algorithm.parameterAsFileList(*given) if path]


@dataclass(frozen=True)
class FileDestination:
    """A file to be written; None where it is left empty, for its default path.

    QGIS declares a result of the same name: the declaration lists it in `made`.
    """

    choosable: str

    def define(self, name: str, title: str) -> QgsProcessingParameterDefinition:
        return QgsProcessingParameterFileDestination(
            name, title, self.choosable, optional=True, createByDefault=False
        )

    def value(self, algorithm: QgsProcessingAlgorithm, *given: Any) -> Optional[Path]:
        path = algorithm.parameterAsFileOutput(*given)
        return typed_path(path) if path else None


@dataclass(frozen=True)
class Layers:
    """Vector layers, or none; other layers may be passed all the same.

    They live on the main thread: read what you need of them there.
    """

    def define(self, name: str, title: str) -> QgsProcessingParameterDefinition:
        kind = QgsProcessing.SourceType.TypeVector
        return QgsProcessingParameterMultipleLayers(name, title, kind, optional=True)

    def value(self, algorithm: QgsProcessingAlgorithm, *given: Any) -> list[QgsMapLayer]:
        return list(algorithm.parameterAsLayerList(*given))


@dataclass(frozen=True)
class Choice:
    """One of several values, whose texts are ``options``; the first by default.

    Models and scripts store the index: add new values at the end only.
    """

    options: Mapping[Any, str]

    def define(self, name: str, title: str) -> QgsProcessingParameterDefinition:
        texts = list(self.options.values())
        return QgsProcessingParameterEnum(name, title, texts, defaultValue=0)

    def value(self, algorithm: QgsProcessingAlgorithm, *given: Any) -> Any:
        return list(self.options)[algorithm.parameterAsEnum(*given)]


@dataclass(frozen=True)
class Boolean:
    """A switch, off by default."""

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
    """A text that may be empty."""

    usual: Optional[str] = None

    def define(self, name: str, title: str) -> QgsProcessingParameterDefinition:
        return QgsProcessingParameterString(name, title, self.usual, optional=True)

    def value(self, algorithm: QgsProcessingAlgorithm, *given: Any) -> str:
        return str(algorithm.parameterAsString(*given))


@dataclass(frozen=True)
class Expression:
    """A QGIS expression as it was written; one that can't be parsed is returned, too."""

    usual: str

    def define(self, name: str, title: str) -> QgsProcessingParameterDefinition:
        return QgsProcessingParameterExpression(name, title, self.usual)

    def value(self, algorithm: QgsProcessingAlgorithm, *given: Any) -> str:
        # parameterAsExpression would replace one that can't be parsed by the default
        return str(algorithm.parameterAsString(*given))
