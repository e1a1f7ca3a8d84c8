"""The line of the image's classes keeps its height: nothing below it jumps from image to image."""

import pytest

pytest_plugins = ["support.dock"]


@pytest.fixture
def page(session, coast):
    session.open(coast)
    session.click(session.dock.label)
    return session.page


def test_the_first_class_moves_nothing(session, page):
    session.go_to("2024/c.tif")
    assert page.class_tags.empty.isVisible()
    height = page.class_tags_line.height()

    session.go_to("a.tif")
    assert not page.class_tags.empty.isVisible()
    session.bot.wait(20)
    assert page.class_tags_line.height() == height
