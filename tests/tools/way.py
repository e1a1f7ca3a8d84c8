"""Follows one annotation from the disk to the map and back: way.py [FILE]

A box is opened, shown, resized, saved and exported. Printed is which files of the plugin had it in
hand (in an argument, a variable or a result) in each step, in the order in which they got it; with
a FILE, that is put between its two markers. It needs a Python that has QGIS.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
BEGIN = "<!-- made by tests/tools/way.py -->"
END = "<!-- as far as there -->"
MARKER = "a-label-that-nothing-else-has"
DEPTH = 3  # how deep values are looked into
SOME = 20  # of a collection's members
PARTS = ("label", "annotation", "annotations", "value", "data", "text", "merged", "rows")


def carries(value: object, depth: int = DEPTH) -> bool:
    """Whether the annotation's label is somewhere in a value."""
    if isinstance(value, str):
        return MARKER in value
    if isinstance(value, (bytes, bytearray, memoryview)):
        return MARKER.encode() in bytes(value)
    if not depth or value is None or isinstance(value, (int, float, Path)):
        return False
    if isinstance(value, dict):
        value = [*value.items()]
    if isinstance(value, (list, tuple, set)):
        return any(carries(one, depth - 1) for one in [*value][:SOME])
    if type(value).__name__ == "QgsFeature":
        return carries(value.attributes(), depth - 1)
    if type(value).__module__.startswith("scaneo_bridge.core"):
        mine: Mapping[str, Any] = getattr(value, "__dict__", {})
        return any(carries(mine[one], depth - 1) for one in PARTS if one in mine)
    return False


class Way:
    """Which files were entered, and which had the annotation in hand, by step."""

    def __init__(self) -> None:
        self.entered: dict[str, set[str]] = {}
        self.in_hand: dict[str, dict[str, None]] = {}
        self._step = ""

    def step(self, name: str, deed: Any) -> Any:
        """Does something, and watches it in all threads."""
        self._step = name
        self.entered[name], self.in_hand[name] = set(), {}
        sys.setprofile(self._watch)
        threading.setprofile(self._watch)
        try:
            return deed()
        finally:
            sys.setprofile(None)
            threading.setprofile(None)

    def _watch(self, frame: FrameType, event: str, result: object) -> None:
        if event not in ("call", "return"):
            return
        try:
            file = Path(frame.f_code.co_filename).relative_to(ROOT).as_posix()
        except ValueError:
            return
        if file.startswith(("tests/", "build/")) or frame.f_code.co_name == "<module>":
            return
        self.entered[self._step].add(file)
        has_it = self.in_hand[self._step]
        if file not in has_it:
            values = [*frame.f_locals.values()] if event == "call" else [result]
            if any(map(carries, values)):
                has_it[file] = None


def walk() -> Way:
    """One box on its way."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    work = Path(tempfile.mkdtemp())
    os.environ["QGIS_CUSTOM_CONFIG_PATH"] = str(work / "config")
    from qgis.core import QgsApplication, QgsFeedback, QgsProject, QgsRectangle

    app = QgsApplication([], False)
    app.initQgis()
    sys.path.insert(0, str(ROOT / "tests"))
    spec = importlib.util.spec_from_file_location(
        "scaneo_bridge", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    sys.modules["scaneo_bridge"] = package = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(package)

    from scaneo_bridge.core.base.model import Task
    from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign
    from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
    from scaneo_bridge.core.qgis.editing.edit_commands.annotation_commands import change_box
    from scaneo_bridge.core.qgis.editing.session import EditSession
    from scaneo_bridge.core.qgis.layers import add_layers, make_layer, style_layer
    from scaneo_bridge.core.workspace.summary import read_counts
    from scaneo_bridge.core.workspace.workspace_ref import KINDS
    from support.geojson import collection, detection
    from support.images import write_image

    folder = work / "campaign"
    folder.mkdir()
    write_image(folder / "a.tif")
    box = detection()
    box["properties"]["label"] = MARKER
    (folder / "a.geojson").write_text(json.dumps(collection(box)))
    labels = {"labels": [{"name": MARKER, "color": "#f2c14e"}]}
    (folder / "spai.json").write_text(json.dumps(labels))
    project, feedback, way = QgsProject.instance(), QgsFeedback(), Way()

    opened = way.step("opened", lambda: open_campaign(folder, None, feedback))
    holdings = read_counts(opened.workspace)

    def show() -> list[Any]:
        layers = [make_layer(opened.workspace, folder, kind) for kind in KINDS]
        for layer in layers:
            style_layer(layer, holdings.labels)
        add_layers(project, layers, "campaign")
        return [[*layer.getFeatures()] for layer in layers]

    way.step("shown", show)

    def edit() -> EditSession:
        session = EditSession(project, opened.workspace, holdings, None)
        session.watch_layers()
        session.begin()
        layer = session.layer(Task.DETECTION)
        feature = next(layer.getFeatures())
        bounds = feature.geometry().boundingBox()
        east = bounds.xMaximum() - bounds.width() / 4
        smaller = QgsRectangle(bounds.xMinimum(), bounds.yMinimum(), east, bounds.yMaximum())
        change_box(session, feature.id(), smaller)
        return session

    session = way.step("resized", edit)
    way.step("saved", lambda: session.save())
    done = way.step("exported", lambda: export_campaign(opened.workspace, None, feedback))
    assert [file.path for file in done.files] == ["a.geojson"]
    return way


def told(way: Way) -> str:
    """The way as a table."""
    rows = [
        "| step | files that have it in hand, in the order in which they get it |",
        "| --- | --- |",
    ]
    for step, files in way.in_hand.items():
        rows.append(
            f"| {step} | {' → '.join(f'`{file}`' for file in files) or 'none of ours: QGIS'} |"
        )
    entered = set().union(*way.entered.values())
    in_hand = {file for files in way.in_hand.values() for file in files}
    total = f"{len(in_hand)} files have it in hand; {len(entered)} are entered on the way."
    return "\n".join([*rows, "", total])


def main() -> None:
    made = told(walk())
    if len(sys.argv) > 1:
        page = Path(sys.argv[1])
        before, rest = page.read_text(encoding="utf-8").split(BEGIN)
        after = rest.split(END)[1]
        page.write_text(f"{before}{BEGIN}\n{made}\n{END}{after}", encoding="utf-8")
    else:
        print(made)
    sys.stdout.flush()
    os._exit(0)  # QGIS's own end needs all layers gone first


if __name__ == "__main__":
    main()
