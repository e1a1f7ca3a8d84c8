"""Fixtures of the tests of the list of images."""

import pytest
from support.subjects.navigator import ImagesInWindow, image, image_rows


@pytest.fixture
def images(qgis_app, qtbot):
    """The list of images in a window of its own, used with mouse and keys."""
    images = ImagesInWindow(qtbot)
    images.navigator.show_images(image_rows())
    return images


@pytest.fixture
def full(images):
    """The same with 1,000 images, far more than there is room for."""
    images.navigator.show_images([image(f"{number:04}.tif") for number in range(1000)])
    return images
