"""Labels a campaign and a time series, by turns with QGIS's own tools; prints the times as JSON.

python -m benchmarks.labelling_session ANNOTATIONS REPEATS    (in tests/)
"""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import conftest  # noqa: F401  # makes the plugin importable as scaneo_bridge
from benchmarks.labelling_deeds import label_campaign, label_series
from benchmarks.labelling_desk import Desk
from benchmarks.labelling_ground import make_campaign
from benchmarks.labelling_times import Times
from qgis.core import QgsApplication


def _main(annotations: int, repeats: int) -> None:
    application = QgsApplication([], True)
    application.initQgis()
    times = Times()
    for at_one_place, label in ((False, label_campaign), (True, label_series)):
        with TemporaryDirectory() as work:
            folder = Path(work) / "campaign"
            make_campaign(folder, annotations, at_one_place)
            desk = Desk(folder, Path(work))
            label(desk, times, repeats)
            desk.close()
            del desk
            gc.collect()
    print(json.dumps(times.result()))
    application.exitQgis()


if __name__ == "__main__":
    _main(*map(int, sys.argv[1:]))
