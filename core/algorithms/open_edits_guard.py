"""Checks for edits that are open in QGIS, and so in no file, before a run."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from functools import partial

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsVectorLayer,
)

from ..qgis.loaded_layers import find_layers_anywhere
from ..qgis.translation import tr
from ..store.folder import AnyPath
from ..workspace.campaign_folder import campaign_folder
from ..workspace.workspace_ref import is_of_campaign


def unsaved_layers(
    context: QgsProcessingContext, is_wanted: Callable[[QgsVectorLayer], bool]
) -> list[str]:
    """The names of those wanted layers, of any project, whose edits are not in their workspace yet.

    Call it on the main thread, where the layers live.
    """

    def names() -> list[str]:
        found = find_layers_anywhere(is_wanted, context.project())
        return sorted({layer.name() for layer in found if layer.isModified()})

    if not names():
        return []
    gc.collect()  # deletes layers that are no longer referenced
    return names()


def refuse_open_edits(
    context: QgsProcessingContext,
    is_wanted: Callable[[QgsVectorLayer], bool],
    refusal: Callable[[str], str],
) -> None:
    """Stops a run that would change rows under open edits.

    :raises QgsProcessingException: with the ``refusal``, made from the layers' names.
    """
    unsaved = unsaved_layers(context, is_wanted)
    if unsaved:
        raise QgsProcessingException(refusal(", ".join(unsaved)))


def warn_of_open_edits(
    folders: Iterable[AnyPath], context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> None:
    """Names the campaigns' layers with edits that are in no file."""
    found = [
        name
        for folder in folders
        for name in unsaved_layers(context, partial(is_of_campaign, folder=campaign_folder(folder)))
    ]
    if found:
        feedback.pushWarning(
            tr(
                "Edits in {layers} are not saved and not exported: they are in no file yet, and "
                "so not taken into account.",
                layers=", ".join(found),
            )
        )
