"""The palette: the labels of a campaign during editing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Optional

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...base.messages import message
from ...base.model import Label
from ...campaign.label_edits import BadLabel, check_label_name, save_labels
from ...formats.scaneo.labels import reindexed
from ...workspace.workspace_ref import WorkspaceRef


class Palette(QObject):
    """The labels in the user's order, saved together with the annotations.

    Methods that change them return the new list and change nothing: `set` does, within an edit
    command, so that it can be undone. ``fault`` is why they can't be edited; None where they can.
    With ``keeps_positions``, no label may get another index in the list.
    """

    changed = pyqtSignal()

    def __init__(
        self, workspace: WorkspaceRef, labels: Sequence[Label], fault: Optional[str]
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self.fault = fault
        self.keeps_positions = False
        self._saved = tuple(labels)
        self._take(self._saved)

    def _take(self, labels: tuple[Label, ...]) -> None:
        self.labels = labels
        self.names: Sequence[str] = [label.name for label in labels]
        """The labels' names, in their order."""
        positions = reversed(list(enumerate(self.names)))
        # Of several of one name, the first.
        self._positions = {name: position for position, name in positions}

    @property
    def is_modified(self) -> bool:
        """Whether there is something to save."""
        return self.labels != self._saved

    def find(self, name: str) -> Optional[Label]:
        """The label of a name; None where there is none."""
        position = self._positions.get(name)
        return None if position is None else self.labels[position]

    def having(self, names: Iterable[str]) -> list[Label]:
        """The labels with these names, in the user's order."""
        positions = (self._positions.get(name) for name in names)
        return [
            self.labels[position]
            for position in sorted(one for one in positions if one is not None)
        ]

    def start(self, labels: Sequence[Label]) -> None:
        """Begins with the labels that were read."""
        is_same = list(labels) == list(self.labels)
        self._saved = tuple(labels)
        self._take(self._saved)
        if not is_same:
            self.changed.emit()

    def set(self, labels: Sequence[Label]) -> None:
        """Sets the labels."""
        self._take(tuple(labels))
        self.changed.emit()

    def check(self) -> None:
        """:raises BadLabel: where the campaign's labels can't be edited."""
        if self.fault is not None:
            raise BadLabel(self.fault)

    def check_positions(self, after: Sequence[Label]) -> None:
        """:raises BadLabel: where labels would get another index although they are to keep
        theirs."""
        moved = reindexed(self.labels, after) if self.keeps_positions else []
        if moved:
            raise BadLabel(
                message(
                    "palette.keeps-places",
                    "“{label}” would get another place in spai.json, and so another class code for "
                    "programs that train on the folder. Rename a label instead of moving or "
                    "deleting it; or switch “Keep the labels' places” off, in the options.",
                    label=moved[0],
                )
            )

    def with_new(self, label: Label) -> list[Label]:
        """The list with another label at its end.

        :raises BadLabel: where its name is invalid.
        """
        check_label_name(label.name, self.labels)
        return [*self.labels, label]

    def renamed(self, old: str, new: str) -> list[Label]:
        """The list with a label renamed.

        :raises BadLabel: where the name is invalid.
        """
        check_label_name(new, (label for label in self.labels if label.name != old))
        return [
            replace(one, name=new, was=(old, *one.was)) if one.name == old else one
            for one in self.labels
        ]

    def recolored(self, name: str, color: str) -> list[Label]:
        """The list with a label in another colour, ``#rrggbb``."""
        return [replace(one, color=color) if one.name == name else one for one in self.labels]

    def moved(self, name: str, index: int) -> list[Label]:
        """The list with a label at another index, counted without it.

        :raises BadLabel: where labels are to keep their index.
        """
        others = [label for label in self.labels if label.name != name]
        after = [*others[:index], *filter(lambda one: one.name == name, self.labels)]
        after += others[index:]
        self.check_positions(after)
        return after

    def without(self, name: str) -> list[Label]:
        """The list without a label.

        :raises BadLabel: where that changes the index of labels that are to keep it.
        """
        after = [label for label in self.labels if label.name != name]
        self.check_positions(after)
        return after

    def save_gained(self) -> None:
        """Called before annotations are saved: adds new labels, and keeps old ones.

        :raises WorkspaceError: where the workspace can't be written.
        """
        if self.is_modified:
            names = set(self.names)
            lost = [label for label in self._saved if label.name not in names]
            save_labels(self._workspace, [*self.labels, *lost])
            self._saved = (*self.labels, *lost)

    def save_lost(self) -> None:
        """Called after annotations are saved: removes deleted labels.

        :raises WorkspaceError: where the workspace can't be written.
        """
        if self._saved is not self.labels and not set(self.names).issuperset(
            label.name for label in self._saved
        ):
            save_labels(self._workspace, self.labels)
        self._saved = self.labels

    def revert(self) -> None:
        """Goes back to the saved labels."""
        if self.is_modified:
            self.set(self._saved)
