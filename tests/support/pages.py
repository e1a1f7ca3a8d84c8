"""The pages of the dock, which knows none of them by name.

They are found by the name of their class, for it is the same whatever the plugin's package is
called, and in older releases.
"""

from qgis.PyQt.QtWidgets import QWidget


class Pages:
    """The pages of a dock, by what they are for."""

    def __init__(self, dock):
        found = {type(widget).__name__: widget for widget in dock.findChildren(QWidget)}
        self.start = found.get("StartPage")
        self.campaign = found.get("CampaignPage")
        self.checks = found.get("ChecksPage")
        self.conflicts = found.get("ConflictsPage")
        self.export = found.get("ExportPage")
        self.layers = found.get("LayersPage")
        self.layers_preview = found.get("LayersPreviewPage")
        self.restore = found.get("RestorePage")
