"""Adds the plugin to QGIS, and removes it again."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Optional

from qgis.core import Qgis, QgsApplication, QgsProject, QgsSettings
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from .core.qgis.translation import Translation, tr

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from .core.algorithms.provider import ScaneoProvider
    from .core.qgis.expressions import CampaignFunctions
    from .core.qgis.project_guard import ProjectGuard
    from .ui.shell.controller import Controller
    from .ui.shell.pages.options_page import OptionsFactory

ICON = Path(__file__).parent / "ui" / "icons" / "icon.svg"
LANGUAGES = Path(__file__).parent / "i18n"


class ScaneoBridge:
    """The plugin. Its constructor builds nothing; `unload` undoes everything else."""

    def __init__(self, iface: Optional[QgisInterface]) -> None:
        self._iface = iface
        self._action: Optional[QAction] = None
        self._controller: Optional[Controller] = None
        self._functions: Optional[CampaignFunctions] = None
        self._guard: Optional[ProjectGuard] = None
        self._options: Optional[OptionsFactory] = None
        self._provider: Optional[ScaneoProvider] = None
        self._translation: Optional[Translation] = None

    def initProcessing(self) -> None:
        """Adds the Processing provider and the functions of expressions, which is all that
        ``qgis_process`` needs of a plugin."""
        self._translate()
        if not self._has_shapely():
            return
        from .core.algorithms.provider import ScaneoProvider
        from .core.images.files.allowed import apply
        from .core.qgis.expressions import CampaignFunctions

        apply(QgsSettings())
        self._functions = CampaignFunctions(QgsProject.instance())
        self._provider = ScaneoProvider(ICON)
        QgsApplication.processingRegistry().addProvider(self._provider)

    def initGui(self) -> None:
        """Adds the dock, the button and menu entry that show it, and the Processing provider."""
        self._translate()
        if self._iface is None or not self._has_shapely():
            return
        from .core.qgis.project_guard import ProjectGuard
        from .ui.shell.controller import Controller
        from .ui.shell.pages.options_page import OptionsFactory
        from .ui.work.settings import Settings

        self.initProcessing()
        self._action = QAction(QIcon(str(ICON)), "Scaneo Bridge", self._iface.mainWindow())
        self._action.setObjectName("ScaneoBridgeAction")
        self._action.setToolTip(tr("Show or hide Scaneo Bridge: label satellite images"))
        self._guard = ProjectGuard(QgsProject.instance())
        settings = Settings(QgsSettings())
        self._controller = Controller(self._iface, QgsProject.instance(), settings, ICON)
        dock = self._controller.dock
        self._iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        dock.setToggleVisibilityAction(self._action)
        self._iface.addToolBarIcon(self._action)
        self._iface.addPluginToMenu("Scaneo Bridge", self._action)
        self._options = OptionsFactory(QgsSettings(), QIcon(str(ICON)))
        self._iface.registerOptionsWidgetFactory(self._options)

    def unload(self) -> None:
        """Removes everything that was added."""
        if self._iface is not None and self._action is not None and self._controller is not None:
            self._iface.removeToolBarIcon(self._action)
            self._iface.removePluginMenu("Scaneo Bridge", self._action)
            self._iface.removeDockWidget(self._controller.dock)
            self._controller.unload()
            self._action.deleteLater()
        if self._iface is not None and self._options is not None:
            self._iface.unregisterOptionsWidgetFactory(self._options)
        if self._guard is not None:
            self._guard.unload()
        self._action = self._controller = self._guard = self._options = None
        if self._functions is not None:
            self._functions.unload()
            self._functions = None
        if self._provider is not None:
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None
        if self._translation is not None:
            self._translation.remove()
            self._translation = None

    def _translate(self) -> None:
        if self._translation is None:
            self._translation = Translation(LANGUAGES)

    def _has_shapely(self) -> bool:
        """Whether shapely is installed, which QGIS does not always include; tells the user if not.

        A version that was built for another numpy or GEOS is installed, but can't be imported.
        """
        try:
            import_module("shapely.geometry")
            return True
        except (ImportError, OSError, ValueError):  # the last one: numpy's “dtype size changed”
            pass
        text = tr(
            "It needs the Python library shapely. On Debian and Ubuntu: sudo apt install "
            "python3-shapely; then start QGIS again."
        )
        if self._iface is not None:
            self._iface.messageBar().pushMessage("Scaneo Bridge", text, Qgis.MessageLevel.Warning)
        QgsApplication.messageLog().logMessage(text, "Scaneo Bridge", Qgis.MessageLevel.Warning)
        return False
