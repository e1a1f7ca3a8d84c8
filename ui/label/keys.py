"""The shortcut keys of labelling, as actions that QGIS's shortcut manager lists and lets the user
change.

They work while labelling is on and the map has the focus, or the dock with the campaign's page;
never where text is typed. S (snapping), T (tracing) and R (stream digitising) are QGIS's.
"""

from __future__ import annotations

from collections.abc import Callable

from qgis.gui import QgsGui, QgsMapCanvas
from qgis.PyQt.QtCore import QEvent, QObject, Qt
from qgis.PyQt.QtGui import QKeyEvent, QKeySequence
from qgis.PyQt.QtWidgets import QAction, QApplication, QWidget

from ..common.text import tr
from ..common.text_focus import takes_text

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

_KEY = Qt.Key
_OF_LISTS = frozenset(
    {_KEY.Key_Up, _KEY.Key_Down, _KEY.Key_Left, _KEY.Key_Right, _KEY.Key_Home, _KEY.Key_End}
    | {_KEY.Key_PageUp, _KEY.Key_PageDown, _KEY.Key_Tab, _KEY.Key_Backtab, _KEY.Key_Space}
    | {_KEY.Key_Return, _KEY.Key_Enter, _KEY.Key_Escape, _KEY.Key_Delete, _KEY.Key_F2}
)
"""What lists, buttons and drop-downs do by key: it is theirs, whatever keys the user chose."""


def _texts() -> dict[str, str]:
    """The names of the actions in QGIS's list of shortcuts."""
    return {
        "box": tr("Label: boxes"),
        "area": tr("Label: areas"),
        "erase": tr("Label: erase"),
        "classify": tr("Label: classes"),
        "select": tr("Label: select"),
        **{f"label {number}": tr("Label: label {n}", n=number) for number in range(1, 11)},
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
    """The actions, by name; and moving the keyboard focus between dock and map."""

    def __init__(
        self,
        canvas: QgsMapCanvas,
        dock: QWidget,
        may_act: Callable[[], bool],
        pressed: Callable[[str], None],
    ) -> None:
        """``may_act`` returns whether they may work while the focus is in the dock: not on a page
        with keys of its own. ``pressed`` is called with the action's name."""
        super().__init__()
        self._canvas = canvas
        self._dock = dock
        self._may_act = may_act
        self._pressed = pressed
        self._is_on = False
        self.actions: dict[str, QAction] = {}
        texts = _texts()
        for name, key in DEFAULTS.items():
            action = QAction(texts[name], canvas)
            action.setObjectName(f"ScaneoBridge {name}")
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setAutoRepeat(False)
            action.triggered.connect(lambda _=False, name=name: self._trigger(name))
            for widget in (canvas, dock):
                widget.addAction(action)
            QgsGui.shortcutsManager().registerAction(action, key)
            self.actions[name] = action
        dock.installEventFilter(self)
        self.set_enabled(False)

    def unload(self) -> None:
        """Removes the actions."""
        self._dock.removeEventFilter(self)
        for action in self.actions.values():
            QgsGui.shortcutsManager().unregisterAction(action)
            for widget in (self._canvas, self._dock):
                widget.removeAction(action)
            action.deleteLater()
        self.actions.clear()

    def set_enabled(self, enabled: bool) -> None:
        """Whether the keys work; if not, they are free for other uses."""
        self._is_on = enabled
        for action in self.actions.values():
            action.setEnabled(enabled)

    def key(self, name: str) -> str:
        """The key of an action, for people to read; empty where the user has removed it."""
        native = QKeySequence.SequenceFormat.NativeText
        return str(self.actions[name].shortcut().toString(native))

    # The focus

    def go_to_map(self) -> None:
        """Gives the map the focus, also from a dock in a window of its own."""
        if QApplication.activeWindow() is self._dock.window():
            self._canvas.window().activateWindow()
        self._canvas.setFocus()

    def settle_on_map(self) -> None:
        """Gives the map the focus, unless somebody is typing: they leave by Esc, Tab or a click."""
        focused = QApplication.focusWidget() or self._canvas.window().focusWidget()
        if not takes_text(focused):
            self.go_to_map()

    def eventFilter(self, widget: QObject, event: QEvent) -> bool:
        """Decides for the whole dock whose a key is: Qt asks before it looks for shortcuts.

        Keys that a field takes as text don't arrive here. Esc goes from the dock to the map.
        """
        if event.type() == QEvent.Type.ShortcutOverride:
            if self._is_key(event) and not self._is_ours(event):
                event.accept()  # then the focused widget gets the key
                return True
        elif (
            event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and self._is_on
            and self._may_act()
        ):
            self.go_to_map()
            return True
        return super().eventFilter(widget, event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        """Other pages than the campaign's have keys of their own; so have lists and buttons."""
        return (
            self._may_act()
            and not takes_text(QApplication.focusWidget())
            and event.key() not in _OF_LISTS
        )

    def _is_key(self, event: QKeyEvent) -> bool:
        """Whether a key begins the shortcut of one of the actions."""
        typed = _sequence(event)
        no_match = QKeySequence.SequenceMatch.NoMatch
        return any(
            action.isEnabled() and typed.matches(action.shortcut()) != no_match
            for action in self.actions.values()
        )

    def _trigger(self, name: str) -> None:
        """Qt finds shortcuts also while a menu or a drop-down list is open."""
        popup = QApplication.activePopupWidget()
        if popup is None:
            self._pressed(name)
        else:
            self._pass_on(self.actions[name], popup)

    def _pass_on(self, action: QAction, popup: QWidget) -> None:
        """Gives a letter to the open menu or list."""
        letter = action.shortcut().toString()
        if len(letter) != 1:
            return
        none = Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(QEvent.Type.KeyPress, ord(letter), none, letter.lower())
        action.blockSignals(True)
        action.setEnabled(False)  # otherwise Qt finds the shortcut again
        QApplication.sendEvent(popup.focusWidget() or popup, event)
        action.setEnabled(self._is_on)
        action.blockSignals(False)


def _sequence(event: QKeyEvent) -> QKeySequence:
    if hasattr(event, "keyCombination"):  # Qt 6
        return QKeySequence(event.keyCombination())
    modifiers = int(event.modifiers()) & ~int(Qt.KeyboardModifier.KeypadModifier)
    return QKeySequence(modifiers | event.key())
