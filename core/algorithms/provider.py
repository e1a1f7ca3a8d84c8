"""The Processing provider ``scaneo``."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .campaign_status import GiveStatus
from .check_campaign import CheckCampaign
from .export_campaign import ExportCampaign
from .export_layers import ExportLayers
from .import_campaign import ImportCampaign
from .merge_campaigns import MergeCampaigns
from .restore_campaign import RestoreCampaign

ALGORITHMS = (
    ImportCampaign,
    ExportCampaign,
    ExportLayers,
    CheckCampaign,
    MergeCampaigns,
    RestoreCampaign,
    GiveStatus,
)


class ScaneoProvider(QgsProcessingProvider):
    """The algorithms for the toolbox, models, batches and ``qgis_process``."""

    def __init__(self, icon: Path) -> None:
        super().__init__()
        self._icon = icon

    def loadAlgorithms(self) -> None:
        """Adds the algorithms; called by QGIS."""
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())

    def id(self) -> str:
        """The part before the colon in ``scaneo:importcampaign``."""
        return "scaneo"

    def name(self) -> str:
        """The provider's name in the toolbox."""
        return "SCANEO"

    def longName(self) -> str:
        """The provider's name in full."""
        return "Scaneo Bridge"

    def icon(self) -> QIcon:
        """The plugin's icon."""
        return QIcon(str(self._icon))
