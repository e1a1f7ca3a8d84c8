"""The list of the campaign's images with their states, and buttons to go from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from qgis.core import QgsApplication
from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    QSize,
    Qt,
    pyqtBoundSignal,
    pyqtSignal,
)
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QAction,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ....core.base.model import FINISHED, ImageState
from ....core.workspace.summary import ImageCount
from ...common.text import tooltip, tr
from ...common.text_focus import NoTypeAhead
from ...common.views import choices, fit_numbers, section_title, table_view
from ..modes_bar import with_key
from .images_model import FLAGGED, TASKS, ImagesModel, ShownImages
from .state_icons import MARK_SIZE, flag_icon, flag_name, state_icon, state_name

_SLIM = """
QProgressBar { border: 0; border-radius: 3px; background: rgba(128, 128, 128, 70); }
QProgressBar::chunk { border-radius: 3px; background: #2f9e57; }
"""

_ROWS = 3


class Navigator(QWidget):
    """A table of the images with a search and a filter, and navigation buttons."""

    image_activated = pyqtSignal(str)
    """The path of an image that was double-clicked, or on which Enter was pressed."""
    states_chosen = pyqtSignal(list, object)
    """The paths of images, and the `ImageState` that the user gives them."""
    flag_chosen = pyqtSignal(list)
    """The paths of images whose flag the user sets or removes."""
    previous_requested = pyqtSignal()
    next_requested = pyqtSignal()
    next_todo_requested = pyqtSignal()
    all_toggled = pyqtSignal(bool)
    """Whether to show the annotations of all images on the map, or only the current one's."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.images = ImagesModel(self)
        self._shown = ShownImages(self.images, self)
        self.images_view = table_view(self._shown, header=True)
        self.images_view.setIconSize(MARK_SIZE)
        self.images_view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.images_view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.images_view.customContextMenuRequested.connect(self._open_menu)
        self.images_view.doubleClicked.connect(self._activate)
        self.images_view.installEventFilter(self)
        NoTypeAhead(self.images_view)
        self.title, self.progress_text = QLabel(), QLabel()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        self.progress.setStyleSheet(_SLIM)
        self.reading = QLabel()
        self.reading.setToolTip(
            tooltip(
                tr(
                    "You can label meanwhile. What needs all images, as Check and Export do, "
                    "waits for them."
                )
            )
        )
        self.previous = _button("/mActionArrowLeft.svg", self.previous_requested)
        self.next = _button("/mActionArrowRight.svg", self.next_requested)
        self.todo = _button("/mActionDoubleArrowRight.svg", self.next_todo_requested)
        self._marks: dict[str, str] = {}  # the shortcut keys of states and of the flag
        self.name_keys("", "", "")
        self.all_images = _button("/mActionShowAllLayers.svg")
        self.all_images.setCheckable(True)
        self.all_images.setToolTip(tr("Show the annotations of all images"))
        self.all_images.toggled.connect(self.all_toggled)
        self.search = QgsFilterLineEdit()
        self.search.setPlaceholderText(tr("Search images"))
        self.search.setShowClearButton(True)
        self.search.textChanged.connect(self._search)
        entries = [*((state_name(one), one) for one in ImageState), (flag_name(), FLAGGED)]
        self.filter = choices((tr("All"), None), *entries)
        self.filter.setToolTip(tr("Show the images in a state, or with a flag"))
        NoTypeAhead(self.filter)
        for index, icon in enumerate([*map(state_icon, ImageState), flag_icon()], 1):
            self.filter.setItemIcon(index, icon)
        self.filter.currentIndexChanged.connect(self._filter)
        self.show_all = QPushButton(tr("Show all"))
        self.show_all.clicked.connect(self._show_all)
        self._list = QStackedWidget()
        self._list.addWidget(self.images_view)
        self._list.addWidget(_nothing(self.show_all))
        self._lay_out()
        self.show_images([])

    def show_images(self, images: Sequence[ImageCount]) -> None:
        """Shows these images, in this order."""
        had_flags = self.images.has_flags
        self.images.set_items(images)
        if self.images.has_flags != had_flags:
            self.images_view.viewport().update()
        most = [self.images.totals.largest(task) for task in TASKS]
        fit_numbers(self.images_view, most)
        for column, number in enumerate(most, 1):  # in a narrow dock, names need the room
            self.images_view.setColumnHidden(column, not number)
        self.title.setText(section_title(tr("Images"), len(images)))
        self._count()
        self._keep_rows()

    def show_unread(self, count: int) -> None:
        """Says of how many images nothing was read yet; nothing where all are read."""
        total = len(self.images.items)
        text = tr("Reading images: {read:,} of {total:,}", read=total - count, total=total)
        self.reading.setText(text)
        self.reading.setVisible(count > 0)

    def _keep_rows(self) -> None:
        """A least number of rows stays visible, whatever else the dock shows."""
        view = self.images_view
        if self._shown.rowCount():
            rows = _ROWS * view.sizeHintForRow(0) + 2 * view.frameWidth()
            view.setMinimumHeight(view.header().sizeHint().height() + rows)

    def show_current(self, path: Optional[str]) -> None:
        """Marks the image that is on the map, and scrolls to it."""
        self.images.set_current(path)
        row = self.images.row_of(path)
        if row is not None:
            self.images_view.scrollTo(self._shown.mapFromSource(self.images.index(row, 0)))

    def name_keys(self, previous: str, next: str, next_todo: str, **marks: str) -> None:
        """Sets the shortcut keys shown in tooltips and menus; "" where there is none.

        ``marks`` are those that mark the image on the map, by the state's value, or `FLAGGED`.
        """
        for button, text, key in (
            (self.previous, tr("Previous image"), previous),
            (self.next, tr("Next image"), next),
            (self.todo, tr("Next image to do"), next_todo),
        ):
            button.setToolTip(tooltip(with_key(text, key)))
            button.setAccessibleName(text)
        self._marks = marks
        names = {**{state.value: state_name(state) for state in ImageState}, FLAGGED: flag_name()}
        told = [with_key(name, marks[mark]) for mark, name in names.items() if marks.get(mark)]
        text = tr("Mark the image on the map: {keys}", keys=", ".join(told))
        self.images.hint = text if told else ""
        self._tell_counts()

    def next_image(self) -> Optional[str]:
        """The shown image after the current one, or the first; None at the end."""
        current = self.images.row_of(self.images.current)
        return self._path_of(self._shown.behind(-1 if current is None else current))

    def previous_image(self) -> Optional[str]:
        """The shown image before the current one; None at the beginning."""
        current = self.images.row_of(self.images.current)
        return None if current is None else self._path_of(self._shown.before(current))

    def next_todo(self) -> Optional[str]:
        """The next image to do, starting again at the beginning; None if no other is left.

        Among the shown images; if search and filter hide all that are to do, among all.
        """
        current, todo = self.images.row_of(self.images.current), self.images.totals.todo
        shown = next(filter(self._shown.is_shown, todo(current)), None)
        if shown is None and not self._is_shown_todo(current):
            shown = next(todo(current), None)
        return self._path_of(shown)

    def _is_shown_todo(self, row: Optional[int]) -> bool:
        """Whether the image in a row is one of the shown ones that are to do."""
        if row is None or self.images.items[row].state is not ImageState.TODO:
            return False
        return self._shown.is_shown(row)

    def eventFilter(self, widget: QObject, event: QEvent) -> bool:
        """Enter on a row goes to its image: `activated` would, on some desktops, at a single
        click."""
        if (
            widget is self.images_view
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self._activate(self.images_view.currentIndex())
            return True
        return super().eventFilter(widget, event)

    def _activate(self, index: QModelIndex) -> None:
        if index.isValid():
            self.image_activated.emit(self._path(index))

    def _path(self, shown: QModelIndex) -> str:
        return self.images.items[self._shown.mapToSource(shown).row()].path

    def _path_of(self, row: Optional[int]) -> Optional[str]:
        return None if row is None else self.images.items[row].path

    def _open_menu(self, position: QPoint) -> None:
        rows = sorted(self.images_view.selectionModel().selectedRows(), key=QModelIndex.row)
        if not rows:
            return
        paths = [self._path(row) for row in rows]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for state in ImageState:
            action = menu.addAction(state_icon(state), state_name(state))
            self._show_key(action, state.value)
            action.triggered.connect(
                lambda _=False, state=state: self.states_chosen.emit(paths, state)
            )
        menu.addSeparator()
        flag = menu.addAction(flag_icon(), flag_name())
        self._show_key(flag, FLAGGED)
        flag.setCheckable(True)
        chosen = [self.images.items[self._shown.mapToSource(row).row()] for row in rows]
        flag.setChecked(all(image.flagged for image in chosen))
        flag.triggered.connect(lambda: self.flag_chosen.emit(paths))
        menu.popup(self.images_view.viewport().mapToGlobal(position))

    def _show_key(self, action: QAction, mark: str) -> None:
        """Qt shows the key in the menu only: in a menu that is no menu bar, it is no shortcut."""
        native = QKeySequence.SequenceFormat.NativeText
        action.setShortcut(QKeySequence.fromString(self._marks.get(mark, ""), native))
        action.setShortcutVisibleInContextMenu(True)

    def _search(self, text: str) -> None:
        self._shown.search(text)
        self._show_rows()

    def _filter(self) -> None:
        self._shown.choose(self.filter.currentData())
        self._show_rows()

    def _show_all(self) -> None:
        self.search.clear()
        self.filter.setCurrentIndex(0)

    def _count(self) -> None:
        count = len(self.images.items)
        by_state, flagged = self.images.totals.states, self.images.totals.flagged
        finished = sum(by_state[state] for state in FINISHED)
        self.progress.setRange(0, max(count, 1))
        self.progress.setValue(finished)
        self.progress_text.setText(
            tr("{finished:,} of {count:,} done", finished=finished, count=count)
        )
        self._tell_counts()
        self.filter.setItemText(0, f"{tr('All')} ({count:,})")
        for index, state in enumerate(ImageState, 1):
            self.filter.setItemText(index, f"{state_name(state)} ({by_state[state]:,})")
        self.filter.setItemText(len(ImageState) + 1, f"{flag_name()} ({flagged:,})")
        entries = self.filter.view()
        entries.setMinimumWidth(entries.sizeHintForColumn(0))  # wider than the box itself
        self._show_rows()

    def _tell_counts(self) -> None:
        """The tooltip of the progress bar: each mark, how many images have it, and its key."""
        by_state, flagged = self.images.totals.states, self.images.totals.flagged
        counts = [(state_name(state), by_state[state], state.value) for state in ImageState]
        lines = [
            with_key(f"{name}: {count:,}", self._marks.get(mark, ""))
            for name, count, mark in (*counts, (flag_name(), flagged, FLAGGED))
        ]
        for widget in (self.progress, self.progress_text):
            widget.setToolTip(tooltip("\n".join(lines)))

    def _show_rows(self) -> None:
        """The table or, where nothing matches, a hint."""
        hidden = bool(self.images.items) and not self._shown.rowCount()
        self._list.setCurrentIndex(1 if hidden else 0)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        buttons = (self.previous, self.next, self.todo, self.all_images)
        layout.addLayout(_line(self.title, None, *buttons, spacing=0))
        layout.addLayout(_line(self.progress, self.progress_text))
        layout.addWidget(self.reading)
        choice = _line(self.search, self.filter)
        choice.setStretch(0, 4)
        choice.setStretch(1, 3)
        layout.addLayout(choice)
        layout.addWidget(self._list, 1)


def _button(icon: str, clicked: Optional[pyqtBoundSignal] = None) -> QToolButton:
    button = QToolButton()
    button.setIcon(QgsApplication.getThemeIcon(icon))
    button.setIconSize(QSize(16, 16))
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a click takes the focus from a text field
    if clicked is not None:
        button.clicked.connect(lambda: clicked.emit())
    return button


def _line(*widgets: Optional[QWidget], spacing: int = 6) -> QHBoxLayout:
    """Widgets side by side; None stands for a stretch."""
    line = QHBoxLayout()
    line.setSpacing(spacing)
    for widget in widgets:
        if widget is None:
            line.addStretch(1)
        else:
            line.addWidget(widget)
    return line


def _nothing(button: QPushButton) -> QWidget:
    """What is shown in place of the table where no image matches."""
    page = QWidget()
    layout = QHBoxLayout(page)
    layout.setContentsMargins(0, 4, 0, 0)
    layout.addWidget(QLabel(tr("No image is shown.")), 1)
    layout.addWidget(button)
    layout.setAlignment(Qt.AlignmentFlag.AlignTop)
    return page
