"""How long the main thread's event loop is held while the dock opens a campaign.

python -m benchmarks.event_loop FOLDER    (in tests/)
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from pytest_qgis.mock_qgis_classes import MockMessageBar
from pytest_qgis.qgis_interface import QgisInterface
from qgis.core import QgsApplication, QgsProject, QgsSettings
from qgis.gui import QgsLayerTreeMapCanvasBridge, QgsMapCanvas
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QMainWindow

TESTS = Path(__file__).resolve().parents[1]
TICK = 2  # ms


def longest_gap(folder: Path) -> float:
    """The longest time in ms between two turns of the event loop, from click to map."""
    command = [sys.executable, "-m", "benchmarks.event_loop", str(folder)]
    done = subprocess.run(command, cwd=TESTS, check=True, stdout=subprocess.PIPE, text=True)
    return float(done.stdout.split()[-1])


class Pulse:
    """A timer that notes how late it is."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = 0.0
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        self._last = time.perf_counter()
        self._timer.start(TICK)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, 1000 * (now - self._last))
        self._last = now


def _main(folder: Path) -> None:
    application = QgsApplication([], True)
    application.initQgis()
    import conftest  # noqa: F401  # makes the plugin importable as scaneo_bridge
    from scaneo_bridge.plugin import ICON
    from scaneo_bridge.ui.shell.controller import Controller
    from scaneo_bridge.ui.work.settings import Settings

    window, project = QMainWindow(), QgsProject.instance()
    canvas = QgsMapCanvas(window)
    canvas.setParallelRenderingEnabled(True)
    window.setCentralWidget(canvas)
    bridge = QgsLayerTreeMapCanvasBridge(project.layerTreeRoot(), canvas)
    iface = QgisInterface(canvas, MockMessageBar(), window)
    controller = Controller(iface, project, Settings(QgsSettings()), ICON)
    window.addDockWidget(2, controller.dock)
    window.resize(1280, 800)
    window.show()
    pulse = Pulse()

    def look() -> None:
        """Ends a while after the campaign is open: the map is drawn, and the first image comes."""
        if project.mapLayers() and not controller.dock.progress_panel.is_busy:
            looking.stop()
            QTimer.singleShot(4000, application.quit)

    looking = QTimer()
    looking.timeout.connect(look)
    QTimer.singleShot(1000, lambda: (pulse.start(), controller.open_folder(str(folder))))
    looking.start(200)
    application.exec()
    print(pulse.longest)
    del bridge
    controller.unload()
    application.exitQgis()


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
