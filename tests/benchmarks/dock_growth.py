"""How what people do in the dock grows with a campaign's images and its labels.

python tests/benchmarks/dock_growth.py CHECKOUT [SIZE…]    JSON for `growth`

CHECKOUT is any version of this repository: its own desk is used, in the same way for each. A SIZE
is IMAGESxLABELS; with "+bare" behind it, QGIS's list of layers shows no classes, with which QGIS
itself is busy where there are thousands. Of each deed there is the middle one of several turns, in
ms of the main thread's CPU until all has settled, which other programs on the machine hardly
change; and the longest gap of the event loop, in ms by the clock and by that CPU.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

SIZES = ("1000x20", "10000x20", "1000x2000", "1000x2000+bare")
"""The others are to cost no more than `MOST` times what the first does."""
PER_IMAGE = 2
"""A box and an area."""
MOST = 1.5
LONGEST = 100  # ms that the event loop may be held
TURNS = 5
_SIDE = 32  # pixels of an image, each of 10 m
_COLUMNS = 100
_TICK = 2  # ms
_QUIET = 400  # ms after which the next image is being loaded
_BOX = 0.03  # its side, as part of the map's width


def measure(checkout: Path, size: str) -> dict[str, float]:
    """What the deeds take at one size, in a process of its own; in ms."""
    command = [sys.executable, __file__, "--one", str(checkout), size]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def make_campaign(folder: Path, images: int, labels: int) -> None:
    """Small images side by side, each with a box and an area, whose labels take turns."""
    from osgeo import gdal, osr

    folder.mkdir(parents=True)
    names = [f"label {number:04}" for number in range(labels)]
    colors = [f"#{(37 * number * 65793 + 0x204080) % 0x1000000:06x}" for number in range(labels)]
    listed = [{"name": name, "color": color} for name, color in zip(names, colors)]
    (folder / "spai.json").write_text(json.dumps({"labels": listed}), encoding="utf-8")
    wgs84 = osr.SpatialReference()
    wgs84.ImportFromEPSG(4326)
    wkt, step = wgs84.ExportToWkt(), 0.0001
    driver = gdal.GetDriverByName("GTiff")
    for number in range(images):
        row, column = divmod(number, _COLUMNS)
        west, north = 2 + 0.004 * column, 42 - 0.004 * row
        image = folder / f"{number:05}.tif"
        dataset = driver.Create(str(image), _SIDE, _SIDE)
        dataset.SetGeoTransform((west, step, 0.0, north, 0.0, -step))
        dataset.SetProjection(wkt)
        features = [
            _feature(task, names[(2 * number + nth) % labels], west + nth * 10 * step, north - step)
            for nth, task in enumerate(("detection", "segmentation"))
        ]
        collection = {"type": "FeatureCollection", "features": features}
        image.with_suffix(".geojson").write_text(json.dumps(collection), encoding="utf-8")


def _feature(task: str, label: str, west: float, north: float) -> dict[str, Any]:
    east, south = west + 0.0005, north - 0.0005
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    properties: dict[str, Any] = {"label": label, "task": task}
    coordinates: list[Any] = [ring]
    if task == "detection":
        properties["bbox"] = [[south, west], [north, east]]
    kind = "Polygon" if task == "detection" else "MultiPolygon"
    shape = {"type": kind, "coordinates": coordinates if kind == "Polygon" else [coordinates]}
    return {"type": "Feature", "geometry": shape, "properties": properties}


class Beat:
    """A timer that notes how late it is, by the clock and by the main thread's CPU."""

    def __init__(self) -> None:
        from qgis.PyQt.QtCore import QTimer

        self.longest = self.longest_cpu = 0.0
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._last = self._last_cpu = 0.0

    def start(self) -> None:
        self._last, self._last_cpu = time.perf_counter(), time.thread_time()
        self._timer.start(_TICK)

    def _beat(self) -> None:
        now, cpu = time.perf_counter(), time.thread_time()
        self.longest = max(self.longest, 1000 * (now - self._last))
        self.longest_cpu = max(self.longest_cpu, 1000 * (cpu - self._last_cpu))
        self._last, self._last_cpu = now, cpu


class Deeds:
    """What is done at a desk, each deed so often, and what it takes."""

    def __init__(self) -> None:
        self.found: dict[str, float] = {}
        self._times: dict[str, list[float]] = {}

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        beat = Beat()
        beat.start()
        started = time.thread_time()
        yield
        self._times.setdefault(name, []).append(1000 * (time.thread_time() - started))
        for kind, longest in (("gap", beat.longest), ("gap cpu", beat.longest_cpu)):
            key = f"{name}, {kind}"
            self.found[key] = max(self.found.get(key, 0.0), longest)

    def result(self) -> dict[str, float]:
        middle = {name: median(times) for name, times in self._times.items()}
        return {name: round(value, 1) for name, value in sorted({**middle, **self.found}.items())}


def _work(desk: Any, deeds: Deeds, turns: int) -> None:
    """All of it with mouse and keys, or by the signals of the dock's widgets."""
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtTest import QTest
    from support import mouse

    key, canvas, page = Qt.Key, desk.canvas, desk.page

    def press(code: Qt.Key) -> Callable[[], None]:
        return lambda: desk.key(code)

    def drag(number: int) -> None:
        extent = canvas.extent()
        side = _BOX * extent.width()
        x = extent.center().x() + (number % 5 - 2) * 2 * side
        y = extent.center().y() + (number // 5 % 5 - 2) * 2 * side
        mouse.pull(QTest, canvas, (x, y), (x + side, y + side))
        mouse.release(QTest, canvas, (x + side, y + side))

    def do(name: str, action: Callable[[], None], count: int = turns) -> None:
        for _ in range(count):
            with deeds.timed(name):
                action()
                desk.settle(_QUIET)

    stack = desk.layer("detection").undoStack
    for number in range(turns):
        do("box", lambda number=number: drag(number), 1)
    do("undo", lambda: stack().undo(), 3)
    do("redo", lambda: stack().redo(), 3)
    do("next", press(key.Key_N))
    do("previous", press(key.Key_P))
    do("done", press(key.Key_D))
    do("flag", press(key.Key_F))
    do("next to do", lambda: page.navigator.next_todo_requested.emit())
    items = page.images.items
    for number in range(turns):
        path = items[(len(items) * (number + 1)) // (turns + 2)].path
        do("jump", lambda path=path: page.navigator.image_activated.emit(path), 1)
    do("switch the label", press(key.Key_2), 1)
    do("switch the label", press(key.Key_1), 1)
    for number in range(turns):  # so that each of what follows has an edit to save
        drag(number)
        desk.settle(_QUIET)
        do("next with an edit", press(key.Key_N), 1)
    for text in ("0", "09", "099"):
        do("search images", lambda text=text: page.navigator.search.setText(text), 1)
    do("search images", page.navigator.search.clear, 1)
    do("filter images", lambda: page.navigator.filter.setCurrentIndex(2), 1)
    do("filter images", lambda: page.navigator.filter.setCurrentIndex(0), 1)
    palette = page.palette

    def name(number: int) -> str:
        return palette.labels.items[number].label.name

    for number in range(3):
        do("add a label", lambda n=number: palette.new_label.entered.emit(f"new {n}", "#102030"), 1)
        do("recolour a label", lambda n=number: palette.recolored.emit(name(2), f"#5060{n}0"), 1)
        do("rename a label", lambda n=number: palette.renamed.emit(name(1), f"renamed {n}"), 1)
        do("move a label", lambda: palette.moved.emit(name(3), 5), 1)
        do("undo of a label's", lambda: stack().undo(), 1)
        do("delete a label", lambda: palette.deleted.emit(name(4), None), 1)
    do("next behind labels", press(key.Key_N), 1)
    do("next behind those", press(key.Key_N))


def _measure_one(checkout: Path, size: str) -> None:
    tests = checkout / "tests"
    sys.path[0] = str(tests)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    import conftest  # noqa: F401  # makes the plugin importable as scaneo_bridge
    from benchmarks import labelling_desk
    from qgis.core import QgsApplication, QgsLayerTreeModel
    from qgis.gui import QgsLayerTreeView

    application = QgsApplication([], True)
    application.initQgis()

    labelling_desk.PATIENCE = 600
    images, labels = map(int, size.partition("+")[0].split("x"))
    deeds = Deeds()
    with TemporaryDirectory() as work:
        folder = Path(work) / "campaign"
        make_campaign(folder, images, labels)
        if size.endswith("+bare"):
            _leave_legends_out(labelling_desk, QgsLayerTreeView, QgsLayerTreeModel)
        with deeds.timed("open"):
            desk = labelling_desk.Desk(folder, Path(work))
        _work(desk, deeds, TURNS)
        with deeds.timed("open again"):
            desk.controller.open_folder(str(folder))
            desk.settle(_QUIET)
        desk.close()
    print(json.dumps(deeds.result()))
    sys.stdout.flush()
    os._exit(0)  # QGIS takes seconds to give so much back


def _leave_legends_out(module: Any, view: Any, model: Any) -> None:
    """QGIS's list of layers shows layers alone."""
    make = module._layers_dock

    def without_legend(root: Any, window: Any) -> Any:
        dock = make(root, window)
        shown = window.findChild(view)
        shown.layerTreeModel().setFlag(model.Flag.ShowLegend, False)
        return dock

    module._layers_dock = without_legend


def _main(checkout: str, *sizes: str) -> None:
    """One line of JSON: each value in ms, with what is wanted of it where something is."""
    told: dict[str, object] = {}
    first: dict[str, float] = {}
    for size in sizes or SIZES:
        found = measure(Path(checkout).resolve(), size)
        first = first or found
        for name, value in found.items():
            most = LONGEST if ", gap" in name else MOST * first[name]
            is_free = found is first and ", gap" not in name
            told[f"{size}: {name}, ms"] = value if is_free else [value, f"≤ {most:.0f}"]
    print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    if sys.argv[1] == "--one":
        _measure_one(Path(sys.argv[2]), sys.argv[3])
    else:
        _main(*sys.argv[1:])
