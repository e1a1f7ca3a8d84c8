"""How many annotations there are, edits that are still open included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QObject

from ...scaneo.model import Task
from ..summary import Holdings
from .pending import Holder, holders_now, saved_holders


class Tally(QObject):
    """What was counted in the workspace, and how it differs by now.

    Layers say which features changed; those alone are looked at again.
    """

    def __init__(self, workspace: Path, holdings: Holdings) -> None:
        super().__init__()
        self._workspace = workspace
        self._holdings = holdings
        self._layers: dict[Task, QgsVectorLayer] = {}
        self._touch_by: dict[Task, Callable[..., None]] = {}
        self._touched: dict[Task, set[int]] = {task: set() for task in Task}
        self._saved: dict[Task, dict[int, Holder]] = {task: {} for task in Task}
        self._now: dict[Task, dict[int, Holder]] = {task: {} for task in Task}

    def watch(self, task: Task, layer: QgsVectorLayer) -> None:
        """Counts the edits of a layer from now on."""
        self._layers[task] = layer
        self._touch_by[task] = partial(self._touch, task)
        for signal in self._signals(layer):
            signal.connect(self._touch_by[task])

    def leave(self, task: Task) -> None:
        """Counts the edits of a layer no more: it goes."""
        for signal in self._signals(self._layers.pop(task)):
            signal.disconnect(self._touch_by[task])
        self._forget(task)

    def _signals(self, layer: QgsVectorLayer) -> Sequence[Any]:
        return layer.featureAdded, layer.featureDeleted, layer.attributeValueChanged

    def _touch(self, task: Task, fid: int, *_: object) -> None:
        self._touched[task].add(fid)

    def count_again(self, holdings: Holdings) -> None:
        """Begins with what the workspace holds now; edits that are open stay counted."""
        self._holdings = holdings

    def look(self, task: Task) -> None:
        """Before a layer is saved, for that gives new features other ids.

        :raises WorkspaceError: where the workspace can't be read.
        """
        self._look(task, self._layers[task])

    def settle(self, tasks: Iterable[Task]) -> None:
        """Takes what was open in layers, when they were looked at, as saved: it has just been."""
        tasks = list(tasks)
        self._holdings = replace(self._holdings, counts=self._counts(tasks))
        for task in tasks:
            self._forget(task)

    @property
    def annotated(self) -> set[str]:
        """The images that have annotations in the workspace."""
        return {image for (image, _, _), count in self._holdings.counts.items() if count}

    def drop(self, task: Task) -> None:
        """Counts what is saved alone: the edits of a layer were rolled back."""
        self._forget(task)

    def _forget(self, task: Task) -> None:
        self._touched[task].clear()
        self._saved[task].clear()
        self._now[task].clear()

    def holdings(self) -> Holdings:
        """What there is by now; an image with open edits counts as edited.

        :raises WorkspaceError: where the workspace can't be read.
        """
        for task, layer in self._layers.items():
            self._look(task, layer)
        counts = self._counts(Task)
        edited = {image for task in Task for image in self._images_of_differences(task)}
        return replace(
            self._holdings,
            counts=counts,
            edited={*self._holdings.edited, *edited},
        )

    def _images_of_differences(self, task: Task) -> set[str]:
        saved, now = self._saved[task], self._now[task]
        fids = (fid for fid in {**saved, **now} if saved.get(fid) != now.get(fid))
        found = (one for fid in fids for one in (saved.get(fid), now.get(fid)))
        return {one.image for one in found if one is not None}

    def _counts(self, tasks: Iterable[Task]) -> Mapping[tuple[str, Task, str], int]:
        """What is saved, and what is open in the layers of some tasks."""
        counts = Counter(self._holdings.counts)
        for task in tasks:
            counts.subtract((one.image, task, one.label) for one in self._saved[task].values())
            counts.update((one.image, task, one.label) for one in self._now[task].values())
        return counts

    def _look(self, task: Task, layer: QgsVectorLayer) -> None:
        touched, saved, now = self._touched[task], self._saved[task], self._now[task]
        saved.update(saved_holders(self._workspace, task, touched - saved.keys()))
        self._touched[task] = set()
        for fid in touched:
            now.pop(fid, None)
        now.update(holders_now(layer, touched, {fid: saved[fid] for fid in touched & saved.keys()}))
