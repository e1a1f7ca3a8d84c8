"""Translates messages to QGIS's language, where there is a catalogue for it."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

from ..base import messages
from ..base.messages import Value, message
from ..base.model import Problem

CONTEXT = "ScaneoBridge"
"""That of all our texts in the catalogues of Qt."""
_CATALOGUE = "scaneo_bridge"
"""How their names begin: ``scaneo_bridge_de.qm``."""


class Translation:
    """The catalogue of QGIS's language, installed until `remove`. Without one, all texts are
    English."""

    def __init__(self, folder: Path) -> None:
        self._translator: Optional[QTranslator] = QTranslator()
        locale = QLocale(QgsApplication.locale())
        if self._translator.load(locale, _CATALOGUE, "_", str(folder)):
            QCoreApplication.installTranslator(self._translator)
        else:
            self._translator = None

    def remove(self) -> None:
        """Removes it from the application."""
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None


def tr(text: str, many: str = "", /, **values: Value) -> str:
    """A sentence that is shown where it is made, in the user's language.

    ``tr("Opened {name}", name=name)``; what counts has two templates, and the number as ``count``:
    ``tr("{count:,} image", "{count:,} images", count=2)``. Templates are literals.
    """
    return said(message("", text, many, **values))


def said(text: str) -> str:
    """A text in the user's language, if it is a `Message`; otherwise as it is. Returns a plain
    `str`."""
    return str(messages.said(text, _translate))


def said_problem(problem: Problem) -> str:
    """What is wrong and how to mend it, in the user's language."""
    return f"{said(problem.what)} {said(problem.mend)}".strip()


def said_whole(problem: Problem) -> str:
    """Like `said_problem`, with its path and location, in the form of the English `str`."""
    where = ", ".join(filter(None, (problem.path, said(problem.location))))
    return f"{where}: {said_problem(problem)}" if where else said_problem(problem)


def _translate(id: str, text: str, count: int) -> str:
    return QCoreApplication.translate(CONTEXT, text, id, count)
