"""What the plugin's own files in a campaign's folder look like, and what others make of them."""

from __future__ import annotations

STAMP = "2030-01-01T000000.000000Z"
COUNTS = {"added": 1, "changed": 2, "deleted": 3}
KEPT = {"path": "a.geojson", "existed": True, "left": "0" * 64}
MANIFEST = {"version": 1, "what": "export", "files": [KEPT], "annotations": COUNTS, "keep": 20}
JOURNAL = {
    "version": 1,
    "backup": STAMP,
    "made": ["2024"],
    "steps": [["0", "a.geojson", None, "0" * 64], [None, "2024/b.geojson", "0" * 64, None]],
}
HOLDER = {
    "user": "ann", "host": "here", "program": "qgis", "process": "1",
    "since": "2030-01-01 00:00:00 UTC",
}  # fmt: skip
OWN_FILES = {"manifest": MANIFEST, "journal": JOURNAL, "lock": HOLDER}

HUGE = 10**30
NUMBERS = (-1, HUGE, 2**31, 1.5, True, None, "20", [], {}, float("inf"), float("nan"))
"""Which count nothing."""
NAMES = (
    *("../a.geojson", "/a.geojson", "C:\\a.geojson", "a/../../b", "", ".", "a\0b", "\ud800"),
    *(".scaneo_bridge/lock", ".scaneo_bridge/staged/0/0", 5, None, [], {}, True),
)
"""Which name no file of a campaign."""
