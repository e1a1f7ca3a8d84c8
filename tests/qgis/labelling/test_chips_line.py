"""The line of the image's classes keeps its height: nothing below it jumps from image to image."""

import pytest

pytest_plugins = ["support.desk.fixtures"]


@pytest.fixture
def page(desk, coast):
    desk.open(coast)
    desk.click(desk.dock.widget.label)
    return desk.dock.page


def test_the_first_class_moves_nothing(desk, page):
    desk.images.go_to("2024/c.tif")
    assert page.class_tags.empty.isVisible()
    height = page.class_tags_line.height()

    desk.images.go_to("a.tif")
    assert not page.class_tags.empty.isVisible()
    desk.bot.wait(20)
    assert page.class_tags_line.height() == height
