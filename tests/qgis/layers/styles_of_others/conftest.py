"""Fixtures of the tests of styles that others give to a campaign's layers."""

import pytest


@pytest.fixture
def user(walker, series):
    """On a.tif, one of three images of one place."""
    user = walker.open(series)
    user.press(user.navigator.all_images)  # off, as for a person: only this image's show
    user.canvas.setFocus()
    return user
