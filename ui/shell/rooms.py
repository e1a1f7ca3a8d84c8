"""Creates the rooms of the dock, and connects them."""

from __future__ import annotations

from qgis.core import QgsProject
from qgis.gui import QgisInterface

from ..check.checker import Checker
from ..conflict.resolver import Resolver
from ..export.exporter import Exporter
from ..export.layer_exporter import LayerExporter
from ..label.labelling import Labelling
from ..restore.restorer import Restorer
from ..work.host import Host
from ..work.settings import Settings
from ..work.work import Work
from .browser import CampaignFolders
from .dock import CampaignDock
from .locator import CampaignLocator


class Rooms:
    """What users can do with the open campaign. Each room makes its pages and adds them itself."""

    def __init__(
        self,
        host: Host,
        iface: QgisInterface,
        project: QgsProject,
        dock: CampaignDock,
        work: Work,
        settings: Settings,
    ) -> None:
        self.labelling = Labelling(iface, project, dock, dock.label, work, settings)
        page, navigation = self.labelling.page, self.labelling.navigation
        self._exporter = Exporter(host, dock, work, settings)
        self._restorer = Restorer(host, dock, work, settings)
        self.resolver = Resolver(host, dock, work, page.tray, navigation, iface.mapCanvas())
        self._checker = Checker(host, dock, work, navigation, self.labelling.selection, iface)
        self.layer_exporter = LayerExporter(host, project, dock, work, settings)
        self.layer_exporter.open_requested.connect(dock.open_folder)
        self._locator = CampaignLocator(iface, dock, self.labelling)
        self._folders = CampaignFolders(host, iface, dock, self.labelling, work)
        page.check.clicked.connect(self._checker.check)
        dock.export_requested.connect(self._exporter.preview)
        dock.restore_requested.connect(self._restorer.choose)
        dock.layers_requested.connect(self.layer_exporter.choose)
        dock.mapped_export_requested.connect(self.layer_exporter.preview_again)

    def unload(self) -> None:
        """Removes everything from QGIS and its map, and stops watching the layers."""
        self._locator.unload()
        self._folders.unload()
        self._checker.unload()
        self.resolver.unload()
        self.labelling.unload()
        self.layer_exporter.unload()
