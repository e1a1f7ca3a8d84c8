"""A campaign is opened in the dock, and labelled as soon as that can be: with mouse and keys.

It imports the plugin: load the one of a checkout first (`process.py`).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks import labelling_desk
from benchmarks.event_loop import Pulse
from benchmarks.labelling_deeds import DETECTION, drag_box, type_name
from benchmarks.labelling_desk import Deed, Window, until_returned
from benchmarks.memory import megabytes
from benchmarks.ready.deeds import forget_workspace
from benchmarks.ready.process import forget_peak
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

_BOXES_BEHIND, _BOXES_LATER = range(1, 6), range(6, 11)
_PAUSE = 200  # ms between two boxes


def measure_dock(folder: Path, scratch: Path, reads_behind: bool) -> dict[str, float]:
    """Seconds, the longest gaps of the event loop in ms, and the peak in MB over an empty dock."""
    labelling_desk.PATIENCE = 3600  # version 0.1.0 takes minutes of a million annotations
    forget_workspace(folder)
    window = Window(scratch)
    window.settle()
    idle = forget_peak()
    pulse = Pulse()
    pulse.start()
    started = time.perf_counter()
    window.controller.open_folder(str(folder))
    window.wait_until(lambda: _can_label(window))
    found = {"shown": time.perf_counter() - started}
    QTest.mouseClick(window.controller.dock.label, Qt.MouseButton.LeftButton)
    drag_box(window, 0)
    found["first box"] = time.perf_counter() - started
    if reads_behind:
        found.update(_while_read(window))
    window.settle()
    found["open, gap"] = pulse.longest
    found["box"] = median(_draw(window, number) for number in _BOXES_LATER)
    found.update(_gaps(window))
    found["MB"] = megabytes("VmHWM") - idle
    window.close()
    return found


def _can_label(window: Window) -> bool:
    """Whether the first image is on the map, and the button for labelling can be clicked."""
    button = window.controller.dock.label
    return window.page.isVisible() and window.image is not None and button.isEnabled()


def _while_read(window: Window) -> dict[str, float]:
    """Boxes while the rest of the campaign is read; nothing where all is read before the second."""
    times = []
    for number in _BOXES_BEHIND:
        QTest.qWait(_PAUSE)
        took = drag_box(window, number)
        if not window.controller.is_reading:
            break
        times.append(took)
    return {"box, while read": median(times)} if times else {}


def _draw(window: Window, number: int) -> float:
    took = drag_box(window, number)
    window.settle(_PAUSE)
    return took


def _gaps(window: Window) -> dict[str, float]:
    """Of what holds the event loop longest: the first label is renamed, that is undone, done again
    and saved, and all is checked."""
    layer, check = window.layer(DETECTION), window.page.check
    deeds: dict[str, Callable[[], Deed]] = {
        "rename": lambda: type_name(window, "renamed"),
        "undo of it": lambda: layer.undoStack().undo,
        "rename, again": lambda: type_name(window, "renamed"),
        "save of it": lambda: partial(layer.commitChanges, False),
        "check": lambda: partial(QTest.mouseClick, check, Qt.MouseButton.LeftButton),
    }
    found = {}
    for name, prepare in deeds.items():
        deed = partial(until_returned, prepare())
        _, found[f"{name}, gap"] = window.with_gap(deed)
    return found
