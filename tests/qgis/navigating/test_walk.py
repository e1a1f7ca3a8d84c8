"""From image to image with keys, buttons and the list: what is on the map, and what is kept."""

import shutil

import pytest
from qgis.core import Qgis, QgsRasterLayer
from qgis.PyQt.QtCore import Qt
from support import mouse
from support.dock import LEFT
from support.editing import ROW, SHIFT, locked, saved
from support.images import write_image

pytest_plugins = ["support.dock", "support.mouse", "support.labelling", "support.editing"]

N, P = Qt.Key.Key_N, Qt.Key.Key_P
AHEAD = 1000  # ms; the next image is loaded by then


@pytest.fixture
def user(walker, tiles):
    return walker.open(tiles)


def stays_on(user, image):
    assert user.current == image
    assert user.raster.name() == image


class TestTheWay:
    def test_keys_lead_forwards_and_back(self, user):
        visited = [user.current]
        for key in (N, N, P, N, N):
            user.key(key)
            visited.append(user.current)
            stays_on(user, visited[-1])
        assert visited == ["a.tif", "b.tif", "c.tif", "b.tif", "c.tif", "d.tif"]

    def test_buttons_lead_the_same_way(self, user):
        user.press(user.navigator.next)
        user.press(user.navigator.next)
        stays_on(user, "c.tif")
        user.press(user.navigator.previous)
        stays_on(user, "b.tif")
        user.press(user.navigator.todo)
        stays_on(user, "c.tif")

    def test_a_double_click_and_enter_go_to_a_row(self, user):
        user.session.go_to("c.tif")
        stays_on(user, "c.tif")
        user.select_rows("b.tif")
        user.bot.keyClick(user.navigator.images_view, Qt.Key.Key_Return)
        stays_on(user, "b.tif")

    def test_next_to_do_passes_over_what_is_finished(self, user):
        user.select_rows("b.tif", "c.tif")
        user.mark("b.tif", "Done")
        user.canvas.setFocus()
        user.key(N, SHIFT)
        stays_on(user, "d.tif")
        user.key(N, SHIFT)
        stays_on(user, "a.tif")

    def test_search_and_filter_say_what_is_next(self, user):
        user.search("d.")
        user.canvas.setFocus()
        user.key(N)
        stays_on(user, "d.tif")
        user.search("")
        user.select_rows("b.tif")
        user.mark("b.tif", "Flagged")
        user.choose("Flagged")
        user.canvas.setFocus()
        user.key(P)
        stays_on(user, "b.tif")

    @pytest.mark.parametrize(("key", "image"), [(N, "d.tif"), (P, "a.tif")])
    def test_the_end_of_the_list_is_told(self, user, key, image):
        user.session.go_to(image)
        user.canvas.setFocus()
        user.key(key)
        stays_on(user, image)
        assert "The end of the list" in user.said()

    def test_the_last_one_to_do_is_told(self, user):
        user.select_rows("b.tif", "c.tif", "d.tif")
        user.mark("b.tif", "Skipped")
        user.canvas.setFocus()
        user.key(N, SHIFT)
        stays_on(user, "a.tif")
        assert "The end of the list" in user.said()

    def test_the_map_shows_the_image_and_no_more(self, user):
        for image in ROW:
            user.session.go_to(image)
            shown, extent = user.canvas.extent(), user.raster.extent()
            assert shown.contains(extent)
            sides = shown.width() / extent.width(), shown.height() / extent.height()
            assert min(sides) == pytest.approx(1.05, abs=0.01)

    def test_keys_sleep_when_labelling_is_off(self, user):
        user.session.click(user.session.dock.label)
        user.key(N)
        stays_on(user, "a.tif")


class TestWhatWasDrawn:
    def test_is_saved_with_the_way_to_another_image(self, user, tiles):
        user.box()
        assert saved(tiles / "scaneo.gpkg") == []
        user.key(N)
        assert saved(tiles / "scaneo.gpkg") == [("detection", "a.tif", "water")]
        user.box()
        user.session.go_to("d.tif")
        assert saved(tiles / "scaneo.gpkg")[-1] == ("detection", "b.tif", "water")
        assert all(user.session.layer(task).isEditable() for task in ("detection", "segmentation"))

    def test_belongs_to_the_image_on_the_map(self, user, tiles):
        for _ in ROW:
            user.box()
            user.key(N)
        images = [image for _, image, _ in saved(tiles / "scaneo.gpkg")]
        assert images == list(ROW)[: len(images)] and len(images) >= 3

    def test_an_area_that_is_not_finished_stops_the_walk(self, user, tiles, cad_dock):
        user.key(Qt.Key.Key_A)
        for x, y in ((0.4, 0.4), (0.6, 0.4), (0.5, 0.6)):
            mouse.click(user.bot, user.canvas, user.at(x, y))
        user.key(N)
        stays_on(user, "a.tif")
        assert "Finish it" in user.said()
        mouse.click(user.bot, user.canvas, user.at(0.5, 0.6), mouse.RIGHT)
        user.key(N)
        stays_on(user, "b.tif")
        assert saved(tiles / "scaneo.gpkg") == [("segmentation", "a.tif", "water")]

    def test_a_box_that_is_not_finished_stops_the_walk(self, user, tiles):
        mouse.pull(user.bot, user.canvas, user.at(0.4, 0.4), user.at(0.5, 0.5))
        user.key(N)
        stays_on(user, "a.tif")
        mouse.release(user.bot, user.canvas, user.at(0.5, 0.5))
        user.key(N)
        stays_on(user, "b.tif")
        assert saved(tiles / "scaneo.gpkg") == [("detection", "a.tif", "water")]

    def test_what_can_not_be_saved_stops_the_walk_and_stays_open(self, user, tiles):
        workspace = tiles / "scaneo.gpkg"
        user.box()
        with locked(workspace):
            user.key(N)
            stays_on(user, "a.tif")
            (failure,) = user.session.messages(Qgis.MessageLevel.Critical)
            assert "locked" in failure and "try again" in failure
        assert user.session.layer("detection").isModified()
        user.key(N)
        stays_on(user, "b.tif")
        assert saved(workspace) == [("detection", "a.tif", "water")]


class TestImagesThatAreGone:
    def test_they_are_passed_over_and_told(self, user, tiles):
        (tiles / "b.tif").unlink()
        user.key(N)
        stays_on(user, "c.tif")
        assert "b.tif" in user.said()
        user.key(P)
        stays_on(user, "a.tif")

    def test_many_are_told_in_one_message(self, user, tiles):
        for image in ("b.tif", "c.tif"):
            (tiles / image).unlink()
        user.key(N)
        stays_on(user, "d.tif")
        (said,) = [text for text in user.session.messages() if "can't be read" in text]
        assert "b.tif" in said and "1 more" in said

    def test_where_all_others_are_gone_it_stays(self, user, tiles):
        user.bot.wait(AHEAD)  # the next one is in memory by now
        user.key(N)
        for image in ("a.tif", "c.tif", "d.tif"):
            (tiles / image).unlink()
        for key in (N, P):
            user.key(key)
            stays_on(user, "b.tif")
        user.box()
        user.session.go_to("a.tif")
        stays_on(user, "b.tif")


class TestTheNextImage:
    def test_is_loaded_ahead_of_time(self, user, tiles):
        user.bot.wait(AHEAD)
        user.session.wait()
        write_image(tiles / "b.tif", value=200, grid=(2.5, 0.05, 0.0, 42.0, 0.0, -0.1))
        user.key(N)
        stays_on(user, "b.tif")
        stretch = user.raster.renderer().contrastEnhancement()
        assert stretch.maximumValue() < 200, "it was found before"
        assert user.raster.isValid() and user.raster.extent().width() == pytest.approx(0.5)

    def test_that_is_gone_by_now_is_passed_over(self, user, tiles):
        user.bot.wait(AHEAD)
        user.session.wait()
        shutil.move(tiles / "b.tif", tiles / "gone")
        user.key(N)
        stays_on(user, "c.tif")
        assert "can't be read" in user.said()

    def test_is_in_no_project_until_then(self, user):
        user.bot.wait(AHEAD)
        user.session.wait()
        assert len(user.session.layers(QgsRasterLayer)) == 1

    def test_the_map_draws_it(self, user):
        user.bot.wait(AHEAD)
        user.session.wait()
        user.key(N)
        user.canvas.waitWhileRendering()
        assert user.raster in user.canvas.layers()
        image = user.canvas.grab().toImage()
        middle = image.pixelColor(image.width() // 2, image.height() // 2)
        assert middle != user.canvas.canvasColor()

    def test_it_can_be_under_way_when_the_plugin_goes(self, user):
        user.bot.mouseClick(user.navigator.next, LEFT)
        user.bot.wait(310)  # it is about to be loaded; the fixture takes the plugin away now
        assert user.current == "b.tif"
