"""The keys of labelling, as actions that QGIS's shortcut manager lists and lets the user change.

They work while the map has the focus and labelling is on. S (snapping), T (tracing) and R (stream
digitising) are QGIS's.
"""

from __future__ import annotations

from collections.abc import Callable

from qgis.gui import QgsGui, QgsMapCanvas
from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QAction

from ..text import tr

DEFAULTS = {
    "box": "B",
    "area": "A",
    "erase": "E",
    "classify": "C",
    "select": "V",
    **{f"label {number}": str(number % 10) for number in range(1, 11)},
    "next": "N",
    "previous": "P",
    "next to do": "Shift+N",
    "done": "D",
    "empty": "X",
    "skipped": "K",
    "flagged": "F",
    "todo": "U",
}
"""The keys that the user has not changed, by what they do."""


def _texts() -> dict[str, str]:
    """What the actions are called in QGIS's list of shortcuts."""
    return {
        "box": tr("Label: boxes"),
        "area": tr("Label: areas"),
        "erase": tr("Label: erase"),
        "classify": tr("Label: classes"),
        "select": tr("Label: select"),
        **{f"label {number}": tr("Label: label {n}").format(n=number) for number in range(1, 11)},
        "next": tr("Label: next image"),
        "previous": tr("Label: previous image"),
        "next to do": tr("Label: next image to do"),
        "done": tr("Label: image done"),
        "empty": tr("Label: image verified empty"),
        "skipped": tr("Label: image skipped"),
        "flagged": tr("Label: image flagged"),
        "todo": tr("Label: image to do"),
    }


class Keys(QObject):
    """The actions, by what they do."""

    def __init__(self, canvas: QgsMapCanvas, pressed: Callable[[str], None]) -> None:
        """``pressed`` is called with what to do."""
        super().__init__()
        self._canvas = canvas
        self.actions: dict[str, QAction] = {}
        texts = _texts()
        for name, key in DEFAULTS.items():
            action = QAction(texts[name], canvas)
            action.setObjectName(f"ScaneoBridge {name}")
            # Where somebody types, no key is ours: only those that the map gets.
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setAutoRepeat(False)
            action.triggered.connect(lambda _=False, name=name: pressed(name))
            canvas.addAction(action)
            QgsGui.shortcutsManager().registerAction(action, key)
            self.actions[name] = action
        self.set_enabled(False)

    def unload(self) -> None:
        """Gives the actions back."""
        for action in self.actions.values():
            QgsGui.shortcutsManager().unregisterAction(action)
            self._canvas.removeAction(action)
            action.deleteLater()
        self.actions.clear()

    def set_enabled(self, enabled: bool) -> None:
        """Whether the keys do something; where not, they are free for others."""
        for action in self.actions.values():
            action.setEnabled(enabled)

    def key(self, name: str) -> str:
        """The key of an action as people read it; empty where the user has taken it away."""
        native = QKeySequence.SequenceFormat.NativeText
        return str(self.actions[name].shortcut().toString(native))
