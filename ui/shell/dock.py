"""The dock: it shows pages and emits signals, and does no work itself.

Rooms add pages to it; it knows none of them by name.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Optional

from qgis.core import QgsApplication
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent
from qgis.PyQt.QtWidgets import (
    QAction,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..common.page import Page
from ..common.text import shown_path, tr
from .progress_panel import ProgressPanel


class CampaignDock(QgsDockWidget):
    """The folder field, the current page, and the export button."""

    open_requested = pyqtSignal(str)
    """The folder that the user wants to open."""
    export_requested = pyqtSignal(str)
    """The folder to export to; empty for the campaign's own."""
    layers_requested = pyqtSignal()
    """The user wants to choose which of the project's layers to export."""
    mapped_export_requested = pyqtSignal()
    """The user wants to export the layers that are mapped, once more."""
    restore_requested = pyqtSignal()
    """The user wants to see the backups of the campaign's folder."""
    left_page = pyqtSignal()
    """The user has returned from another page to the start page or the campaign's."""
    cancel_requested = pyqtSignal()

    def __init__(self, start: Page, parent: Optional[QWidget] = None) -> None:
        """``start`` is shown while no campaign is open."""
        super().__init__(tr("Scaneo Bridge"), parent)
        self.setObjectName("ScaneoBridgeDock")
        self.setAcceptDrops(True)
        self.folder = _FolderField()
        self.browse = _tool_button("/mActionFileOpen.svg", tr("Choose the campaign's folder"))
        self.open = QPushButton(tr("Open"))
        self.open.setToolTip(tr("Open the folder's images and annotations as layers"))
        self.label = QToolButton()
        self.export = QToolButton()
        self.progress_panel = ProgressPanel()
        self._stack = QStackedWidget()
        self._pages: list[Page] = []  # the pages in it
        self._start = start
        self._home = start  # the page that is shown when another one is left
        self._is_mapped = False
        self._build()
        self._connect()
        self.add_page(start)

    def _build(self) -> None:
        self.label.setText(tr("Label"))
        self.label.setCheckable(True)
        # A click takes the focus from a text field.
        self.label.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.label.setSizePolicy(self.open.sizePolicy())
        self.label.setToolTip(tr("Draw boxes and areas and give classes, by mouse and keys"))
        self.export.setText(tr("Export"))
        self.export.setToolTip(tr("Write the edits into the campaign's folder"))
        self.export.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.export.setSizePolicy(self.open.sizePolicy())
        self._elsewhere = QAction(tr("Export to another folder…"), self)
        self._layers = QAction(tr("Export layers…"), self)
        self._layers.setToolTip(tr("Make annotations of any of the project's vector layers"))
        self._again = QAction(tr("Export the same layers again"), self)
        self._restore = QAction(tr("Restore…"), self)
        self._restore.setToolTip(tr("Put the folder back to how it was before a write"))
        menu = QMenu(self.export)
        menu.addAction(self._elsewhere)
        menu.addSeparator()
        menu.addAction(self._layers)
        menu.addAction(self._again)
        menu.addSeparator()
        menu.addAction(self._restore)
        self.export.setMenu(menu)

        self._verbs = QWidget()
        verbs = QGridLayout(self._verbs)
        verbs.setContentsMargins(0, 0, 0, 0)
        verbs.setSpacing(8)
        verbs.addWidget(self.folder, 0, 0, 1, 3)
        verbs.addWidget(self.browse, 0, 3)
        verbs.addWidget(self.open, 1, 0)
        verbs.addWidget(self.label, 1, 1)
        verbs.addWidget(self.export, 1, 2, 1, 2)
        for column in range(3):
            verbs.setColumnStretch(column, 1)

        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self._verbs)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.progress_panel)
        self.setWidget(body)

    def _connect(self) -> None:
        self.browse.clicked.connect(self._choose_folder)
        self.open.clicked.connect(self._request_open)
        self.folder.entered.connect(self._request_open)
        self.folder.currentTextChanged.connect(self._update_buttons)
        self.export.clicked.connect(self._request_export)
        self._elsewhere.triggered.connect(self._choose_target)
        self._layers.triggered.connect(self.layers_requested)
        self._again.triggered.connect(self.mapped_export_requested)
        self._restore.triggered.connect(self.restore_requested)
        self.progress_panel.cancelled.connect(self.cancel_requested)

    # What rooms ask of it (`Shell`)

    @property
    def dock(self) -> QWidget:
        """The dock as a widget."""
        return self

    def add_page(self, page: Page, back: Optional[Callable[[], None]] = None) -> None:
        """Adds a page. ``back``: called when the user leaves it, instead of `show_home`."""
        self._stack.addWidget(page)
        self._pages.append(page)
        page.dismissed.connect(back or self.show_home)
        self._update_buttons()

    def show_page(self, page: Page) -> None:
        """Shows a page that was added."""
        focused = self.window().focusWidget()
        self._stack.setCurrentWidget(page)
        self._update_buttons()
        self._park_focus(focused)

    def leave_page(self, page: Page) -> None:
        """Shows the start page or the campaign's, if this page is shown."""
        if self.is_shown(page):
            self.show_home()

    def is_shown(self, page: Page) -> bool:
        """Whether the dock shows this page."""
        return self._stack.currentWidget() is page

    def set_mapped(self, is_mapped: bool) -> None:
        """Whether the project has a mapping for an export of its layers."""
        self._is_mapped = is_mapped
        self._update_buttons()

    # What the controller asks of it

    def show_start(self) -> None:
        """Shows the start page: no campaign is open."""
        self._home = self._start
        self.show_home()

    def show_campaign(self, page: Page, folder: Path) -> None:
        """Shows the page of the open campaign."""
        self.folder.setEditText(shown_path(folder))
        self._home = page
        self.show_home()

    def show_home(self) -> None:
        """Shows the start page or the campaign's."""
        if not self.is_shown(self._home):
            self.show_page(self._home)
            self.left_page.emit()
        self._update_buttons()

    def set_recent(self, folders: Sequence[str]) -> None:
        """Offers recently opened folders."""
        text = self.folder.currentText()
        self.folder.clear()
        self.folder.addItems([shown_path(Path(folder)) for folder in folders])
        self.folder.setEditText(text)

    # What work asks of it (`WorkPanel`)

    def begin(self, title: str) -> None:
        """Shows that work is running; until `end`, no other can be started."""
        focused = self.window().focusWidget()
        if not self._page.stays_while_busy:
            self.show_home()
        self.progress_panel.begin(title)
        self._update_buttons()
        self._park_focus(focused)

    def set_title(self, title: str) -> None:
        """Says what the work is doing now."""
        self.progress_panel.set_title(title)

    def set_progress(self, percent: float) -> None:
        """Shows the progress in percent."""
        self.progress_panel.set_progress(percent)

    def set_cancellable(self, can: bool) -> None:
        """Whether the work can be cancelled: its last steps can't."""
        self.progress_panel.set_cancellable(can)

    def end(self) -> None:
        """Shows that the work has ended."""
        self.progress_panel.end()
        self._update_buttons()

    # What the user does

    def open_folder(self, folder: str) -> None:
        """Asks to open a folder as if the user had typed it."""
        self.folder.setEditText(folder)
        self._request_open()

    def _request_open(self) -> None:
        if self.open.isEnabled():
            self.open_requested.emit(self.folder.currentText().strip())

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, tr("Choose the campaign's folder"), os.path.expanduser(self.folder.currentText())
        )
        if folder:
            self.open_folder(folder)

    def _park_focus(self, had_it: Optional[QWidget]) -> None:
        """When the focused widget is hidden or disabled, Qt moves the focus to the next one: this
        may be a text field, in which the next shortcut key would be text."""
        if had_it is None or not self.isAncestorOf(had_it):
            return
        if not had_it.isEnabled() or not had_it.isVisible():
            self.setFocus()

    def _request_export(self) -> None:
        """Without a campaign, exports the mapped layers."""
        if self._has_campaign:
            self.export_requested.emit("")
        else:
            self.mapped_export_requested.emit()

    def _choose_target(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Choose the folder to export to"))
        if folder:
            self.export_requested.emit(folder)

    @property
    def _has_campaign(self) -> bool:
        return self._home is not self._start

    @property
    def _page(self) -> Page:
        return self._stack.currentWidget()

    def _update_buttons(self) -> None:
        idle = not self.progress_panel.is_busy
        self._verbs.setVisible(not self._page.has_own_buttons)
        self.folder.setEnabled(idle)
        self.browse.setEnabled(idle)
        self.open.setEnabled(idle and bool(self.folder.currentText().strip()))
        self.label.setEnabled(idle and self._has_campaign)
        self.export.setEnabled(idle and (self._is_mapped or self._has_campaign))
        self._elsewhere.setEnabled(self._has_campaign)
        self._again.setEnabled(self._is_mapped)
        self._restore.setEnabled(self._has_campaign)
        for page in self._pages:
            if page.stays_while_busy:
                page.set_idle(idle)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accepts a folder from a file manager. Called by Qt."""
        if _dropped_folder(event) and not self.progress_panel.is_busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Opens the dropped folder. Called by Qt."""
        folder = _dropped_folder(event)
        if folder:
            event.acceptProposedAction()
            self.open_folder(folder)


class _FolderField(QComboBox):
    """The path of a folder, with recent ones in its list. Enter, or a choice, opens it."""

    entered = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        self.setCompleter(None)  # Qt's own would replace a typed data by an earlier Data
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setToolTip(tr("The campaign's folder: type it, choose it, or drop it on the dock"))
        self.lineEdit().setPlaceholderText(tr("Campaign folder"))
        self.lineEdit().setAcceptDrops(False)  # the dock handles the drop
        self.lineEdit().returnPressed.connect(self.entered)
        self.activated.connect(lambda _: self.entered.emit())


def _dropped_folder(event: QDropEvent) -> str:
    """The one local folder of a drop; empty for anything else."""
    urls = event.mimeData().urls()
    folder = urls[0].toLocalFile() if len(urls) == 1 else ""
    return folder if folder and Path(folder).is_dir() else ""


def _tool_button(icon: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(QgsApplication.getThemeIcon(icon))
    button.setToolTip(tip)
    button.setAutoRaise(True)
    return button
