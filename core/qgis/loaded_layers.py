"""Finds layers of this process in any project: those of a workspace may have open edits.

QGIS has one project; scripts and plugins make others, and layers that are in none. All share the
workspace's tables, so rows must not change under the edits of any. Layers without a Python object,
in no project that Python knows, can't be found.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from itertools import compress
from typing import Optional

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QThread


def find_layers_anywhere(
    is_wanted: Callable[[QgsVectorLayer], bool], *projects: Optional[QgsProject]
) -> list[QgsVectorLayer]:
    """The wanted vector layers of this thread, those of the ``projects`` first.

    It searches all Python objects: don't call it at every edit.
    """
    # By id: objects of other plugins may not be hashable.
    kinds = {id(one) for kind in (QgsVectorLayer, QgsProject) for one in _with_subclasses(kind)}
    objects: list[object] = gc.get_objects()
    # There may be a million objects: no Python code runs for each.
    of_kinds = compress(objects, map(kinds.__contains__, map(id, map(type, objects))))
    alive = [each for each in of_kinds if not sip.isdeleted(each)]
    known = [project for project in projects if project is not None]
    known.append(QgsProject.instance())
    known += [project for project in alive if isinstance(project, QgsProject)]
    there = [layer for project in known for layer in project.mapLayers().values()]
    there += [layer for layer in alive if isinstance(layer, QgsVectorLayer)]
    return [layer for layer in _distinct(there) if is_wanted(layer)]


def _with_subclasses(kind: type) -> set[type]:
    found = {kind}
    subclasses: list[type] = kind.__subclasses__()
    for subclass in subclasses:
        found |= _with_subclasses(subclass)
    return found


def _distinct(layers: Iterable[object]) -> list[QgsVectorLayer]:
    """The vector layers that live in this thread, each once: there may be two objects for one.

    By its address: a layer's id is that of its copy in another project, too.
    """
    here = QThread.currentThread()
    found = {
        sip.unwrapinstance(layer): layer
        for layer in layers
        if isinstance(layer, QgsVectorLayer) and layer.thread() == here
    }
    return list(found.values())
