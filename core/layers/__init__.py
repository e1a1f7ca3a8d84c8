"""A campaign as QGIS layers: its workspace, styles, import and export."""
