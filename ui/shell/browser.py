"""Folders of campaigns in QGIS's Browser, and those that are dropped on its window."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial

from qgis.core import Qgis, QgsDataItem, QgsDirectoryItem, QgsMimeDataUtils
from qgis.gui import (
    QgisInterface,
    QgsCustomDropHandler,
    QgsDataItemGuiContext,
    QgsDataItemGuiProvider,
    QgsGui,
)
from qgis.PyQt.QtCore import QMimeData, QObject
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QMenu

from ...core.campaign.listing import FolderKind, folder_kind
from ..common.text import tr
from ..label.labelling import Labelling
from ..work.host import Host
from ..work.work import Work
from .dock import CampaignDock


class CampaignFolders(QObject):
    """Opens folders that people find in the Browser, or drop."""

    def __init__(
        self,
        host: Host,
        iface: QgisInterface,
        dock: CampaignDock,
        labelling: Labelling,
        work: Work,
    ) -> None:
        super().__init__()
        self._host, self._iface, self._dock, self._work = host, iface, dock, work
        self._page = labelling.page
        self._to_check = ""
        self._drops = _Drops(self)
        self._menus = _Menus(self, dock.windowIcon())
        iface.registerCustomDropHandler(self._drops)
        QgsGui.dataItemGuiProviderRegistry().addProvider(self._menus)
        work.ended.connect(self._check_opened)

    def unload(self) -> None:
        """Removes both from QGIS, which deletes what the Browser had."""
        self._work.ended.disconnect(self._check_opened)
        self._iface.unregisterCustomDropHandler(self._drops)
        QgsGui.dataItemGuiProviderRegistry().removeProvider(self._menus)

    def open(self, folder: str) -> bool:
        """Opens a folder in the dock, which is shown; returns whether that begins. While something
        else is running, that is said."""
        self._dock.setUserVisible(True)
        if self._dock.progress_panel.is_busy:
            name = os.path.basename(folder)
            text = tr("Something else is running in the dock. Open it once that has ended.")
            self._work.tell(tr("{name} is not open", name=name), text, Qgis.MessageLevel.Warning)
            return False
        self._dock.open_folder(folder)
        return True

    def check(self, folder: str) -> None:
        """Opens a folder, and checks it for mistakes."""
        if self.open(folder):
            self._to_check = folder

    def _check_opened(self) -> None:
        folder, self._to_check = self._to_check, ""
        campaign = self._host.campaign
        if folder and campaign is not None and campaign.folder.is_same(folder):
            self._work.afterwards(self._page.check.click)


class _Menus(QgsDataItemGuiProvider):
    """What the Browser offers on a folder."""

    def __init__(self, folders: CampaignFolders, icon: QIcon) -> None:
        super().__init__()
        self._folders = folders
        self._icon = icon

    def name(self) -> str:
        """Called by QGIS."""
        return "scaneo_bridge"

    def populateContextMenu(
        self,
        item: QgsDataItem,
        menu: QMenu,
        selectedItems: Sequence[QgsDataItem],
        context: QgsDataItemGuiContext,
    ) -> None:
        """Adds what can be done with a folder that holds a campaign, or images. Called by QGIS."""
        folder = _folder_of(item)
        kind = folder_kind(folder) if folder and len(selectedItems) < 2 else FolderKind.OTHER
        if kind is FolderKind.OTHER:
            return
        is_campaign = kind is FolderKind.CAMPAIGN
        first = menu.actions()[0] if menu.actions() else None
        verb = tr("Open as campaign") if is_campaign else tr("Label these images")
        entries = [menu.addAction(self._icon, verb, partial(self._folders.open, folder))]
        if is_campaign:
            check = partial(self._folders.check, folder)
            entries.append(menu.addAction(tr("Check campaign for mistakes"), check))
        entries.append(menu.addSeparator())
        for entry in entries:
            menu.insertAction(first, entry)

    def handleDoubleClick(self, item: QgsDataItem, context: QgsDataItemGuiContext) -> bool:
        """Opens a campaign; all else is left to QGIS. Called by QGIS."""
        folder = _folder_of(item)
        if not folder or folder_kind(folder) is not FolderKind.CAMPAIGN:
            return False
        self._folders.open(folder)
        return True


def _folder_of(item: QgsDataItem) -> str:
    """The folder that an item of the Browser stands for; empty for all others."""
    return str(item.dirPath()) if isinstance(item, QgsDirectoryItem) else ""


class _Drops(QgsCustomDropHandler):
    """Opens a campaign's folder that is dropped on QGIS, from a file manager or its Browser.

    Of several things, QGIS passes each by itself: a second campaign is told that one is opening.
    """

    def __init__(self, folders: CampaignFolders) -> None:
        super().__init__()
        self._folders = folders

    def handleMimeDataV2(self, data: QMimeData) -> bool:
        """Opens the folder that is dragged from the Browser. Called by QGIS for each drop."""
        uris = QgsMimeDataUtils.decodeUriList(data) if QgsMimeDataUtils.isUriList(data) else []
        if len(uris) != 1 or uris[0].layerType != "directory":
            return False
        return self.handleFileDrop(uris[0].uri)

    def handleFileDrop(self, file: str) -> bool:
        """Opens a campaign's folder; all else is left to QGIS, which is told so by False. Called by
        QGIS."""
        folder = file.rstrip("/") or file
        if folder_kind(folder) is not FolderKind.CAMPAIGN:
            return False
        self._folders.open(folder)
        return True
