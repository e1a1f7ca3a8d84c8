"""Fixtures of the tests of names that would do something."""

import pytest
from support.folders import write_files
from support.geojson import classification, collection, detection, segmentation, spai
from support.images import write_image
from support.subjects.hostile_texts import IMAGES, LABELS, open_folder


@pytest.fixture
def folder(tmp_path):
    """A campaign of such names. The labels are in use but for the last; the second is unlisted."""
    path = tmp_path / "<u>c\u202e{0} & [% 1 + 1 %]"
    for number, name in enumerate(IMAGES):
        write_image(path / name, grid=(2.0 + number, 0.05, 0.0, 42.0, 0.0, -0.1))
    colors = {label: f"#{number:06x}" for number, label in enumerate(LABELS, 0x10)}
    del colors[LABELS[1]]
    found = {}
    for number, name in enumerate(IMAGES):
        box = (41.1, 2.1 + number, 41.2, 2.3 + number)
        ring = [[2.1 + number, 41.3], [2.3 + number, 41.3], [2.2 + number, 41.4]]
        features = [make(label) for label in LABELS[number::4] for make in _MAKERS]
        features += [detection(label, box) for label in LABELS[number::4]]
        features += [segmentation(label, [*ring, ring[0]]) for label in LABELS[number::4]]
        found[name.replace(".tif", ".geojson")] = collection(*features)
    return write_files(path, {"spai.json": spai(**colors), **found})


_MAKERS = (classification,)


@pytest.fixture
def opened(desk, folder):
    before = desk.dock.widget.minimumSizeHint().width()
    open_folder(desk, folder)
    assert desk.dock.is_open
    assert desk.dock.widget.minimumSizeHint().width() <= max(before, 300)
    return desk
