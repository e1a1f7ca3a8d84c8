"""The menu of drawing options."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QAction, QActionGroup, QMenu

from ..common.text import tr
from ..work.options import Options, Outside, Technique


class OptionsMenu(QMenu):
    """Check marks for switches, and submenus for choices."""

    changed = pyqtSignal(Options)

    def __init__(self, options: Options) -> None:
        super().__init__()
        self._options = options
        self.setToolTipsVisible(True)
        self._add_check("snap", tr("Snap to the image's pixels"))
        self._add_check("cut", tr("Cut to the image's footprint"))
        self.addSeparator()
        self._add_check(
            "join",
            tr("Join areas of one label"),
            tr("One area for each label and image, as SCANEO's brush draws it"),
        )
        self._add_check("avoid", tr("Cut away what other labels cover"))
        self._add_choice(
            "technique",
            tr("Draw areas by"),
            [
                (tr("Points"), Technique.POINTS),
                (tr("Streaming"), Technique.STREAM),
                (tr("Curves"), Technique.CURVES),
            ],
        )
        self.addSeparator()
        self._add_check(
            "keep_places",
            tr("Keep the labels' places"),
            tr(
                "New labels come last, and none is moved: programs that train on the folder take "
                "a label's place for its class code"
            ),
        )
        self.addSeparator()
        self._add_choice(
            "outside",
            tr("Outside every image"),
            [
                (tr("Ask me"), Outside.ASK),
                (tr("Draw nothing"), Outside.REFUSE),
                (tr("Draw it, as a problem"), Outside.KEEP),
            ],
        )
        self._add_choice(
            "autosave",
            tr("Keep open edits every"),
            [
                (tr("10 seconds"), 10),
                (tr("30 seconds"), 30),
                (tr("1 minute"), 60),
                (tr("5 minutes"), 300),
            ],
        )

    @property
    def options(self) -> Options:
        """The chosen options."""
        return self._options

    def choose(self, **options: Any) -> None:
        """Sets options, by the names of `Options`' fields."""
        self._options = replace(self._options, **options)
        for action in self.findChildren(QAction):
            if action.data() is not None:
                name, value = action.data()
                action.setChecked(getattr(self._options, name) == value)
        self.changed.emit(self._options)

    def _add_check(self, name: str, text: str, tip: str = "") -> None:
        action = self.addAction(text)
        action.setCheckable(True)
        action.setData((name, True))
        action.setChecked(getattr(self._options, name))
        action.setToolTip(tip)
        action.triggered.connect(lambda checked: self.choose(**{name: checked}))

    def _add_choice(self, name: str, text: str, values: Sequence[tuple[str, Any]]) -> None:
        menu = self.addMenu(text)
        group = QActionGroup(menu)
        for word, value in values:
            action = menu.addAction(word)
            action.setCheckable(True)
            action.setData((name, value))
            action.setChecked(getattr(self._options, name) == value)
            action.triggered.connect(lambda _=False, value=value: self.choose(**{name: value}))
            group.addAction(action)
