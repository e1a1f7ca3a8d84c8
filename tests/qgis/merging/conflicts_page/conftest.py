"""Fixtures of the tests of the page of conflicts."""

import pytest
from qgis.PyQt.QtWidgets import QApplication
from support.folders import write_files
from support.geojson import collection, detection, spai
from support.images import write_image
from support.subjects.conflicts_page import BEFORE, LABELS, LARGER, MOVED, ConflictsHand


@pytest.fixture
def folder(tmp_path):
    """Two images, the second far from the first."""
    path = tmp_path / "coast"
    write_image(path / "a.tif", grid=(2.0, 0.005, 0.0, 42.0, 0.0, -0.01), size=100)
    write_image(path / "b.tif", grid=(5.0, 0.05, 0.0, 45.0, 0.0, -0.1))
    files = {"a.geojson": BEFORE, "b.geojson": [detection("urban", (44.2, 5.1, 44.3, 5.2))]}
    written = {name: collection(*features) for name, features in files.items()}
    return write_files(path, {**written, "spai.json": spai(**LABELS)})


@pytest.fixture
def conflicts(desk, folder):
    # A window that is shown a second time is not activated where there is no screen.
    QApplication.setActiveWindow(desk.dock.widget.window())
    desk.open(folder)
    assert not desk.dock.page.tray.conflicts.isVisible()
    return ConflictsHand(desk, folder)


@pytest.fixture
def apart(conflicts):
    """Moved here and enlarged there; relabelled here and deleted there."""
    conflicts.move(MOVED)
    conflicts.relabel("detection", "field", "water")
    conflicts.somebody_writes(*BEFORE[:1], detection("urban", LARGER), BEFORE[2])
    conflicts.open_again()
    return conflicts
