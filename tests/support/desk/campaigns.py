"""Campaigns, and desks at which one labels them.

A test module takes the fixtures by ``pytest_plugins = ["support.desk.fixtures"]``.
PYTEST_DONT_REWRITE: it imports the rest itself, before pytest could rewrite it.
"""

import pytest
from support.desk.places import COLORS, NORTH, ROW, WEST
from support.folders import write_files
from support.geojson import LABELS, collection, detection, one_of_each, segmentation, spai
from support.images import write_image


@pytest.fixture
def start(desktop, tmp_path):
    """Opens a campaign of these images and labels, and puts *Label* down where told so.

    The images a.tif and b.tif lie one on the other, as those of a time series do.
    """

    def begin(images=("a.tif", "b.tif"), labels=COLORS, files=(), label=True):
        folder = tmp_path / "bare"
        places = images if isinstance(images, dict) else dict.fromkeys(images, (WEST, NORTH))
        for name, (west, north) in places.items():
            write_image(folder / name, grid=(west, 0.05, 0.0, north, 0.0, -0.05))
        write_files(folder, {**({"spai.json": spai(**labels)} if labels else {}), **dict(files)})
        desktop.open(folder)
        return desktop.begin() if label else desktop

    return begin


@pytest.fixture
def labelling(start):
    """On a.tif, with three labels, in the mode with which labelling begins: boxes."""
    return start()


@pytest.fixture
def bare(start):
    """The same without any label."""
    return start(labels={})


@pytest.fixture
def walking(desktop, tiles):
    """On the first of the images side by side, in the mode for boxes."""
    return desktop.begin(tiles)


@pytest.fixture
def coast(tmp_path):
    """Two images with annotations of each task, one without, in folder `coast`."""
    folder = tmp_path / "coast"
    for name in ("a.tif", "b.tif", "2024/c.tif"):
        write_image(folder / name)
    files = {
        "spai.json": LABELS,
        "a.geojson": collection(*one_of_each()),
        "b.geojson": collection(segmentation(), detection()),
    }
    return write_files(folder, files)


@pytest.fixture
def tiles(tmp_path):
    """Four images side by side, with the labels of `LABELS` and no annotation."""
    folder = tmp_path / "tiles"
    for number, name in enumerate(ROW):
        write_image(folder / name, grid=(2.0 + 0.5 * number, 0.05, 0.0, 42.0, 0.0, -0.1))
    return write_files(folder, {"spai.json": LABELS})


@pytest.fixture
def series(tmp_path):
    """Three images of one place: two with a box and an area, one without anything."""
    folder = tmp_path / "series"
    for name in ("a.tif", "b.tif", "c.tif"):
        write_image(folder / name)
    files = {
        "spai.json": LABELS,
        "a.geojson": collection(detection("urban"), segmentation("water")),
        "b.geojson": collection(detection("field"), segmentation("field")),
    }
    return write_files(folder, files)
