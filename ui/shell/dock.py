"""The dock: what the user sees and does. It says so by signals, and does no work itself."""

from __future__ import annotations

import os
from collections.abc import Sequence
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

from ...core.campaign.file_changes import Export
from ...core.mapping.export import LayerExport
from ..check.page import ChecksPage
from ..common.text import shown_path, tr
from ..conflict.page import ConflictsPage
from ..export.export_page import ExportPage
from ..export.layers_page import LayersPage
from ..export.layers_preview_page import LayersPreviewPage
from ..restore.page import RestorePage
from ..work.options import Options
from .pages.campaign_page import CampaignPage
from .pages.start_page import StartPage
from .progress_panel import ProgressPanel


class CampaignDock(QgsDockWidget):
    """The folder, what is in it, and the way back into it."""

    open_requested = pyqtSignal(str)
    """The folder that the user wants to open."""
    export_requested = pyqtSignal(str)
    """The folder to export to; empty for the campaign's own."""
    export_confirmed = pyqtSignal()
    layers_requested = pyqtSignal()
    """The user wants to choose which of the project's layers to export."""
    mapped_export_requested = pyqtSignal()
    """The user wants to export the layers that are mapped, once more."""
    restore_requested = pyqtSignal()
    """The user wants to see the backups of the campaign's folder."""
    label_toggled = pyqtSignal(bool)
    """Whether the user wants to label."""
    left_page = pyqtSignal()
    """The user has come back from another page."""
    cancel_requested = pyqtSignal()

    def __init__(self, icon: Path, options: Options, parent: Optional[QWidget] = None) -> None:
        super().__init__(tr("Scaneo Bridge"), parent)
        self.setObjectName("ScaneoBridgeDock")
        self.setAcceptDrops(True)
        self.folder = _FolderField()
        self.browse = _tool_button("/mActionFileOpen.svg", tr("Choose the campaign's folder"))
        self.open = QPushButton(tr("Open"))
        self.open.setToolTip(tr("Open the folder's images and annotations as layers"))
        self.label = QToolButton()
        self.export = QToolButton()
        self.start_page = StartPage(icon)
        self.campaign_page = CampaignPage(options)
        self.checks_page = ChecksPage()
        self.conflicts_page = ConflictsPage()
        self.export_page = ExportPage()
        self.layers_page = LayersPage()
        self.layers_preview_page = LayersPreviewPage()
        self.restore_page = RestorePage()
        self.progress_panel = ProgressPanel()
        self._pages = QStackedWidget()
        self._home: QWidget = self.start_page
        self._is_mapped = False
        self._build()
        self._connect()
        self.show_start()

    def _build(self) -> None:
        self.label.setText(tr("Label"))
        self.label.setCheckable(True)
        self.label.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a click ends what one types
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
        for page in (
            self.start_page,
            self.campaign_page,
            self.checks_page,
            self.conflicts_page,
            self.export_page,
            self.layers_page,
            self.layers_preview_page,
            self.restore_page,
        ):
            self._pages.addWidget(page)

        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self._verbs)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.progress_panel)
        self.setWidget(body)

    def _connect(self) -> None:
        self.browse.clicked.connect(self._choose_folder)
        self.open.clicked.connect(self._request_open)
        self.folder.entered.connect(self._request_open)
        self.folder.currentTextChanged.connect(self._update_buttons)
        self.label.toggled.connect(self.label_toggled)
        self.export.clicked.connect(self._request_export)
        self._elsewhere.triggered.connect(self._choose_target)
        self._layers.triggered.connect(self.layers_requested)
        self._again.triggered.connect(self.mapped_export_requested)
        self._restore.triggered.connect(self.restore_requested)
        self.start_page.folder_chosen.connect(self.open_folder)
        self.start_page.layers_chosen.connect(self.layers_requested)
        self.layers_page.dismissed.connect(self.show_home)
        self.layers_preview_page.dismissed.connect(self._leave_layers_preview)
        self.checks_page.dismissed.connect(self.show_home)
        self.restore_page.dismissed.connect(self.show_home)
        self.conflicts_page.dismissed.connect(self.show_home)
        self.export_page.confirmed.connect(self.export_confirmed)
        self.export_page.dismissed.connect(self._leave_preview)
        self.progress_panel.cancelled.connect(self.cancel_requested)

    # What the controller asks of it

    def show_start(self) -> None:
        """Shows what to do first: no campaign is open."""
        self._home = self.start_page
        self.show_home()

    def show_home(self) -> None:
        """Leaves the other pages."""
        if self._pages.currentWidget() is not self._home:
            self._show_page(self._home)
            self.left_page.emit()
        self._update_buttons()

    def show_layers(self) -> None:
        """Shows which of the project's layers are exported."""
        self._show_page(self.layers_page)

    def show_layers_preview(self, preview: LayerExport) -> None:
        """Says what an export of layers would write and asks whether to."""
        self.layers_preview_page.show_preview(preview)
        self._show_page(self.layers_preview_page)
        self.layers_preview_page.write.setFocus()

    def show_layers_written(self, done: LayerExport) -> None:
        """Says what an export of layers has written, and what it could not."""
        self.layers_preview_page.show_written(done)
        self._update_buttons()

    @property
    def shows_layers(self) -> bool:
        """Whether the user is choosing layers."""
        return self._pages.currentWidget() is self.layers_page

    @property
    def shows_layers_preview(self) -> bool:
        """Whether the user is asked to write layers."""
        return self._pages.currentWidget() is self.layers_preview_page

    def set_mapped(self, is_mapped: bool) -> None:
        """Whether the project knows what an export of its layers is."""
        self._is_mapped = is_mapped
        self._update_buttons()

    def show_campaign(self, folder: Path) -> None:
        """Shows the campaign's page."""
        self.folder.setEditText(shown_path(folder))
        self._home = self.campaign_page
        self.show_home()

    def set_recent(self, folders: Sequence[str]) -> None:
        """Offers folders that were opened before."""
        text = self.folder.currentText()
        self.folder.clear()
        self.folder.addItems([shown_path(Path(folder)) for folder in folders])
        self.folder.setEditText(text)
        self.start_page.set_recent(folders)

    def show_preview(self, preview: Export, notes: Sequence[str]) -> None:
        """Says what an export would write and asks whether to."""
        self.export_page.show_preview(preview, notes)
        self._show_page(self.export_page)
        self.export_page.write.setFocus()

    def show_checks(self) -> None:
        """Shows what checks have found."""
        self._show_page(self.checks_page)

    def show_conflicts(self) -> None:
        """Shows what differs from the folder."""
        self._show_page(self.conflicts_page)

    def leave_conflicts(self) -> None:
        """There are none any more."""
        if self._pages.currentWidget() is self.conflicts_page:
            self.show_home()

    def show_restore(self) -> None:
        """Shows the backups of the campaign's folder."""
        self._show_page(self.restore_page)

    def begin(self, title: str) -> None:
        """Shows that work is under way; until `end`, nothing else can be begun."""
        focused = self.window().focusWidget()
        self._leave_preview()
        self.progress_panel.begin(title)
        self._update_buttons()
        self._park_focus(focused)

    def end(self) -> None:
        """Shows that the work has ended."""
        self.progress_panel.end()
        self._update_buttons()

    def open_folder(self, folder: str) -> None:
        """Takes a folder as if the user had typed it, and asks to open it."""
        self.folder.setEditText(folder)
        self._request_open()

    # What the user does

    def _request_open(self) -> None:
        if self.open.isEnabled():
            self.open_requested.emit(self.folder.currentText().strip())

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, tr("Choose the campaign's folder"), os.path.expanduser(self.folder.currentText())
        )
        if folder:
            self.open_folder(folder)

    def _show_page(self, page: QWidget) -> None:
        focused = self.window().focusWidget()
        self._pages.setCurrentWidget(page)
        self._update_buttons()
        self._park_focus(focused)

    def _park_focus(self, had_it: Optional[QWidget]) -> None:
        """Where what had the focus is hidden or disabled now, Qt gives it to whatever comes next:
        it may be a field, in which the next key would be text."""
        if had_it is None or not self.isAncestorOf(had_it):
            return
        if not had_it.isEnabled() or not had_it.isVisible():
            self.setFocus()

    def _leave_preview(self) -> None:
        if self._pages.currentWidget() is self.export_page:
            self.show_home()

    def _request_export(self) -> None:
        """Without a campaign there are the layers that are mapped."""
        if self._home is self.campaign_page:
            self.export_requested.emit("")
        else:
            self.mapped_export_requested.emit()

    def _leave_layers_preview(self) -> None:
        """Back to the choice; once it is written, to where the user came from."""
        if self.layers_preview_page.open.isVisibleTo(self.layers_preview_page):
            self.show_home()
        else:
            self.show_layers()

    def _choose_target(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Choose the folder to export to"))
        if folder:
            self.export_requested.emit(folder)

    def _update_buttons(self) -> None:
        idle = not self.progress_panel.is_busy
        layers = (self.layers_page, self.layers_preview_page)
        self._verbs.setVisible(self._pages.currentWidget() not in layers)  # they have their own
        self.folder.setEnabled(idle)
        self.browse.setEnabled(idle)
        self.open.setEnabled(idle and bool(self.folder.currentText().strip()))
        self.label.setEnabled(idle and self._home is self.campaign_page)
        self.export.setEnabled(idle and (self._is_mapped or self._home is self.campaign_page))
        self._elsewhere.setEnabled(self._home is self.campaign_page)
        self._again.setEnabled(self._is_mapped)
        self._restore.setEnabled(self._home is self.campaign_page)
        own = (self.start_page, self.checks_page, self.conflicts_page, self.restore_page)
        for page in (*own, *layers):
            page.setEnabled(idle)
        campaign = self.campaign_page
        for widget in (campaign.palette, campaign.modes, campaign.check):
            widget.setEnabled(idle)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes a folder from a file manager; Qt calls it."""
        if _dropped_folder(event) and not self.progress_panel.is_busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Opens the folder that was dropped; Qt calls it."""
        folder = _dropped_folder(event)
        if folder:
            event.acceptProposedAction()
            self.open_folder(folder)


class _FolderField(QComboBox):
    """The path of a folder, with recent ones behind it. Enter, or a choice, opens."""

    entered = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        self.setCompleter(None)  # Qt's own would write Data where the user types data
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setToolTip(tr("The campaign's folder: type it, choose it, or drop it on the dock"))
        self.lineEdit().setPlaceholderText(tr("Campaign folder"))
        self.lineEdit().setAcceptDrops(False)  # the dock takes the drop, wherever it falls
        self.lineEdit().returnPressed.connect(self.entered)
        self.activated.connect(lambda _: self.entered.emit())


def _dropped_folder(event: QDropEvent) -> str:
    """The one local folder of a drop; empty where it is something else."""
    urls = event.mimeData().urls()
    folder = urls[0].toLocalFile() if len(urls) == 1 else ""
    return folder if folder and Path(folder).is_dir() else ""


def _tool_button(icon: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(QgsApplication.getThemeIcon(icon))
    button.setToolTip(tip)
    button.setAutoRaise(True)
    return button
