"""The page of conflicts: both versions, and which one stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Optional

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ...core.base.names import shown
from ...core.campaign.merging.folder_merge import Conflicts
from ...core.formats.scaneo.labels import LABELS_FILE
from ...core.formats.scaneo.merge.label_three_way import LabelConflict
from ...core.formats.scaneo.merge.side import Side
from ..common.page import Page
from ..common.text import conflict_count, tr
from ..common.views import TextLabel
from .conflicts_list import ConflictsList
from .version_styles import LINE_SIZE, base_icon, side_icon
from .words import AnyConflict, color, is_written, story, title


class ConflictsPage(Page):
    """Shows the conflicts and what is picked; it changes nothing itself."""

    pointed = pyqtSignal(object)
    """The conflict that the user wants to see on the map."""
    picked = pyqtSignal(object)
    """The `Side` that the user picked for the shown conflict."""
    applied = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._conflicts = Conflicts()
        self._picks: dict[AnyConflict, Side] = {}
        self.summary, self.details, self.what = TextLabel(), TextLabel(), TextLabel()
        font = self.summary.font()
        font.setBold(True)
        self.summary.setFont(font)
        self.details.setText(
            tr(
                "Both versions are kept until you apply. On the line of a file, one answer serves "
                "all of it."
            )
        )
        self.list = ConflictsList()
        self.mine = _choice(tr("Mine"), Side.OURS, tr("Keep what this workspace has (Left or M)"))
        self.theirs = _choice(
            tr("Theirs"), Side.THEIRS, tr("Take what the folder has (Right or T)")
        )
        self.all_mine = QPushButton(tr("All mine"))
        self.all_theirs = QPushButton(tr("All theirs"))
        self.progress = TextLabel()
        self.later = QPushButton(tr("Later"))
        self.later.setToolTip(tr("Go on working; both versions stay, and nothing is exported yet"))
        self.apply = QPushButton(tr("Apply"))
        self.apply.setDefault(True)
        self._build()
        self._connect()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.summary)
        layout.addWidget(self.details)
        layout.addLayout(_legend())
        layout.addWidget(self.list, 1)
        layout.addWidget(self.what)
        layout.addLayout(_row(self.mine, self.theirs))
        layout.addLayout(_row(self.all_mine, self.all_theirs))
        layout.addWidget(self.progress)
        layout.addLayout(_row(self.later, self.apply))

    def _connect(self) -> None:
        self.list.pointed.connect(self._point)
        self.list.picked.connect(self._pick)
        self.mine.clicked.connect(lambda: self._pick(Side.OURS))
        self.theirs.clicked.connect(lambda: self._pick(Side.THEIRS))
        self.all_mine.clicked.connect(lambda: self._pick_all(Side.OURS))
        self.all_theirs.clicked.connect(lambda: self._pick_all(Side.THEIRS))
        self.apply.clicked.connect(self.applied)
        self.later.clicked.connect(self.dismissed)

    # What it shows

    def show_conflicts(self, conflicts: Conflicts) -> None:
        """Replaces the conflicts; picks of conflicts that were listed before stay."""
        every = (*conflicts.images, *conflicts.labels)
        self._picks = {one: self._picks[one] for one in every if one in self._picks}
        self._conflicts = conflicts
        self.list.show_conflicts(conflicts)
        count = conflict_count(len(conflicts))
        self.summary.setText(
            tr("{conflicts} with the folder and its other workspaces", conflicts=count)
            if any(one.other is not None for one in conflicts.images)
            else tr("{conflicts} with the folder", conflicts=count)
        )
        self._arrange()

    def begin(self) -> None:
        """Shows the first conflict, and gives the list the keyboard focus."""
        self.list.setFocus()
        self.list.go_to_first()

    @property
    def picks(self) -> Mapping[AnyConflict, Side]:
        """The picks of all files that are completely picked."""
        missing = {_file(one) for one in self._all() if one not in self._picks}
        return {one: side for one, side in self._picks.items() if _file(one) not in missing}

    def side_of(self, conflict: AnyConflict) -> Optional[Side]:
        """The pick for one conflict."""
        return self._picks.get(conflict)

    def _all(self) -> list[AnyConflict]:
        return [*self._conflicts.images, *self._conflicts.labels]

    # What the user does

    def _point(self, conflict: AnyConflict) -> None:
        self._arrange()
        self.pointed.emit(conflict)

    def _pick(self, side: Side) -> None:
        chosen = self.list.chosen
        if chosen:
            self._picks.update(dict.fromkeys(chosen, side))
            self._arrange()
            self.picked.emit(side)

    def _pick_all(self, side: Side) -> None:
        self._picks = dict.fromkeys(self._all(), side)
        self._arrange()
        self.picked.emit(side)

    def _arrange(self) -> None:
        self.list.show_picks(self._picks)
        chosen = self.list.chosen
        sides = {self._picks.get(one) for one in chosen}
        side = sides.pop() if len(sides) == 1 else None
        for button, of in ((self.mine, Side.OURS), (self.theirs, Side.THEIRS)):
            button.setEnabled(bool(chosen))
            button.setChecked(side is of)
            font = button.font()
            font.setBold(side is of)  # in some themes, the only visible difference
            button.setFont(font)
        self.what.setText(_sentence(chosen, self.list.current))
        count = Counter(one in self._picks for one in self._all())
        text = tr("{picked} of {all} chosen.", picked=count[True], all=len(self._all()))
        ready = len(self.picks)
        if ready < count[True]:
            text += " " + tr("Choose all of an image to apply it.")
        self.progress.setText(text)
        self.apply.setEnabled(bool(ready))


def _file(conflict: AnyConflict) -> str:
    return LABELS_FILE if isinstance(conflict, LabelConflict) else str(conflict.geojson)


def _sentence(chosen: Sequence[AnyConflict], conflict: Optional[AnyConflict]) -> str:
    """The full text of a row; ``conflict`` is None for a file's row."""
    if not chosen:
        return tr("Choose one to see both versions.")
    if conflict is None:
        told = tr(
            "All of {file}: one answer for {conflicts}.",
            file=shown(_file(chosen[0])),
            conflicts=conflict_count(len(chosen)),
        )
        if all(map(is_written, chosen)):
            missing = tr(
                "You wrote them, and they are missing there: somebody deleted them, or wrote the "
                "file without having read it again."
            )
            told = f"{told} {missing}"
        return told
    text = tr("{title}: {story}.", title=title(conflict), story=story(conflict))
    if isinstance(conflict, LabelConflict):
        mine, theirs = color(conflict.ours), color(conflict.theirs)
        text += " " + tr("Mine: {mine}. Theirs: {theirs}.", mine=mine, theirs=theirs)
    elif conflict.other is not None:
        text += " " + tr("“There” is another workspace, {path}.", path=shown(str(conflict.other)))
    return text


def _legend() -> QHBoxLayout:
    """Which line shows which version on the map."""
    row = QHBoxLayout()
    row.setSpacing(0)
    for icon, name in (
        (side_icon(Side.OURS), tr("mine")),
        (side_icon(Side.THEIRS), tr("theirs")),
        (base_icon(), tr("before")),
    ):
        line = QLabel()
        line.setPixmap(icon.pixmap(LINE_SIZE))
        row.addWidget(line)
        row.addWidget(QLabel(name))
        row.addSpacing(10)
    row.addStretch(1)
    return row


def _choice(text: str, side: Side, tip: str) -> QPushButton:
    button = QPushButton(side_icon(side), text)
    button.setIconSize(LINE_SIZE)
    button.setCheckable(True)
    button.setToolTip(tip)
    return button


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    for widget in widgets:
        row.addWidget(widget, 1)
    return row
