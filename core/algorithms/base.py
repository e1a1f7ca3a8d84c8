"""What the algorithms share: names, texts, and how errors and problems are told."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Optional

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..base.errors import ScaneoError
from ..base.model import Problem, Severity
from ..base.shown import counted, shown, shown_text
from ..formats.scaneo.merge.side import Side
from ..qgis.loaded_layers import find_layers_anywhere
from ..workspace.layer_sources import is_of_campaign


class ScaneoAlgorithm(QgsProcessingAlgorithm):
    """An algorithm of the provider; a subclass gives ``NAME`` and the texts."""

    NAME = ""

    def name(self) -> str:
        """What comes behind the colon in ``scaneo:importcampaign``."""
        return self.NAME

    def group(self) -> str:
        """The folder of the toolbox."""
        return self.tr("Campaigns")

    def groupId(self) -> str:
        """The group's name for scripts."""
        return "campaigns"

    def createInstance(self) -> ScaneoAlgorithm:
        """A new one of the kind; QGIS calls it for each run."""
        return type(self)()

    def tell_reindexed(self, labels: Sequence[str], feedback: QgsProcessingFeedback) -> None:
        """Says that labels got another place in spai.json, if any did."""
        if labels:
            text = self.tr(
                "In spai.json, these labels got another place, which programs that train on the "
                "folder take for the class code: {labels}"
            )
            feedback.pushWarning(text.format(labels=", ".join(map(shown, labels))))

    def warn_of_open_edits(
        self,
        folders: Iterable[Path],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> None:
        """Says, on the main thread, which layers of campaigns have edits that no file has."""
        found = [
            name
            for folder in folders
            for name in unsaved_layers(context, partial(is_of_campaign, folder=folder))
        ]
        if found:
            text = self.tr(
                "Edits in {layers} are not saved and not exported: they are in no file yet, and "
                "so not taken into account."
            )
            feedback.pushWarning(text.format(layers=", ".join(found)))

    def counted(self, count: int, one: str) -> str:
        """A count with its noun, of those that the algorithms count: ``1 image``, ``2 images``."""
        many = {
            "image": self.tr("images"),
            "annotation": self.tr("annotations"),
            "feature": self.tr("features"),
            "file": self.tr("files"),
            "problem": self.tr("problems"),
            "conflict": self.tr("conflicts"),
            "error": self.tr("errors"),
        }
        return counted(count, self.tr(one), many[one])

    def tr(self, text: str) -> str:
        """The text in the user's language."""
        return QCoreApplication.translate("ScaneoBridge", text)


@contextmanager
def told_to_user() -> Iterator[None]:
    """Turns our errors into the one that Processing shows."""
    try:
        yield
    except ScaneoError as error:
        details = f"\n{error.details}" if error.details else ""
        raise QgsProcessingException(shown_text(f"{error}{details}")) from error


def unsaved_layers(
    context: QgsProcessingContext, is_wanted: Callable[[QgsVectorLayer], bool]
) -> list[str]:
    """The names of the wanted layers whose edits are not in their workspace yet, of any project.

    Ask on the main thread, where the layers live.
    """

    def names() -> list[str]:
        found = find_layers_anywhere(is_wanted, context.project())
        return sorted({layer.name() for layer in found if layer.isModified()})

    if not names():
        return []
    gc.collect()  # layers that nobody can reach are about to go
    return names()


def chosen_side(number: int) -> Optional[Side]:
    """Which side is right, by the number of its name in a parameter; None where none is chosen."""
    return (None, Side.OURS, Side.THEIRS)[number]


def tell_problems(problems: Iterable[Problem], feedback: QgsProcessingFeedback) -> None:
    """Writes problems to the log, each as bad as it is; none stops the run."""
    tell = {
        Severity.ERROR: feedback.reportError,
        Severity.WARNING: feedback.pushWarning,
        Severity.INFO: feedback.pushInfo,
    }
    for problem in problems:
        tell[problem.severity](shown_text(str(problem)))
