"""Fixtures of the tests of styles that others give to a campaign's layers."""

import pytest


@pytest.fixture
def desk(desktop, series):
    """On a.tif, one of three images of one place."""
    desk = desktop.begin(series)
    desk.press(desk.images.navigator.all_images)  # off, as for a person: only this image's show
    desk.map.canvas.setFocus()
    return desk
