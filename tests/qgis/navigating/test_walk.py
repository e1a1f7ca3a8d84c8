"""From image to image with keys, buttons and the list: what is on the map, and what is kept."""

import shutil

import pytest
from qgis.core import Qgis, QgsRasterLayer
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.ui.label import image_navigation
from support import mouse
from support.desk.places import ROW
from support.editing import locked, saved
from support.images import write_image
from support.mouse import LEFT, SHIFT

pytest_plugins = ["support.desk.fixtures"]

N, P = Qt.Key.Key_N, Qt.Key.Key_P


def stays_on(desk, image):
    assert desk.images.current == image
    assert desk.map.raster.name() == image


class TestTheWay:
    def test_keys_lead_forwards_and_back(self, walking):
        visited = [walking.images.current]
        for key in (N, N, P, N, N):
            walking.map.key(key)
            visited.append(walking.images.current)
            stays_on(walking, visited[-1])
        assert visited == ["a.tif", "b.tif", "c.tif", "b.tif", "c.tif", "d.tif"]

    def test_buttons_lead_the_same_way(self, walking):
        walking.press(walking.images.navigator.next)
        walking.press(walking.images.navigator.next)
        stays_on(walking, "c.tif")
        walking.press(walking.images.navigator.previous)
        stays_on(walking, "b.tif")
        walking.press(walking.images.navigator.todo)
        stays_on(walking, "c.tif")

    def test_a_double_click_and_enter_go_to_a_row(self, walking):
        walking.images.go_to("c.tif")
        stays_on(walking, "c.tif")
        walking.images.select("b.tif")
        walking.bot.keyClick(walking.images.navigator.images_view, Qt.Key.Key_Return)
        stays_on(walking, "b.tif")

    def test_next_to_do_passes_over_what_is_finished(self, walking):
        walking.images.select("b.tif", "c.tif")
        walking.images.mark("b.tif", "Done")
        walking.map.canvas.setFocus()
        walking.map.key(N, modifiers=SHIFT)
        stays_on(walking, "d.tif")
        walking.map.key(N, modifiers=SHIFT)
        stays_on(walking, "a.tif")

    def test_search_and_filter_say_what_is_next(self, walking):
        walking.images.search("d.")
        walking.map.canvas.setFocus()
        walking.map.key(N)
        stays_on(walking, "d.tif")
        walking.images.search("")
        walking.images.select("b.tif")
        walking.images.mark("b.tif", "Flagged")
        walking.images.choose("Flagged")
        walking.map.canvas.setFocus()
        walking.map.key(P)
        stays_on(walking, "b.tif")

    @pytest.mark.parametrize(("key", "image"), [(N, "d.tif"), (P, "a.tif")])
    def test_the_end_of_the_list_is_told(self, walking, key, image):
        walking.images.go_to(image)
        walking.map.canvas.setFocus()
        walking.map.key(key)
        stays_on(walking, image)
        assert "The end of the list" in walking.bar.text()

    def test_the_last_one_to_do_is_told(self, walking):
        walking.images.select("b.tif", "c.tif", "d.tif")
        walking.images.mark("b.tif", "Skipped")
        walking.map.canvas.setFocus()
        walking.map.key(N, modifiers=SHIFT)
        stays_on(walking, "a.tif")
        assert "The end of the list" in walking.bar.text()

    def test_the_map_shows_the_image_and_no_more(self, walking):
        for image in ROW:
            walking.images.go_to(image)
            shown, extent = walking.map.canvas.extent(), walking.map.raster.extent()
            assert shown.contains(extent)
            sides = shown.width() / extent.width(), shown.height() / extent.height()
            assert min(sides) == pytest.approx(1.05, abs=0.01)

    def test_keys_sleep_when_labelling_is_off(self, walking):
        walking.click(walking.dock.widget.label)
        walking.map.key(N)
        stays_on(walking, "a.tif")


class TestWhatWasDrawn:
    def test_is_saved_with_the_way_to_another_image(self, walking, tiles):
        walking.map.box()
        assert saved(tiles / "scaneo.gpkg") == []
        walking.map.key(N)
        assert saved(tiles / "scaneo.gpkg") == [("detection", "a.tif", "water")]
        walking.map.box()
        walking.images.go_to("d.tif")
        assert saved(tiles / "scaneo.gpkg")[-1] == ("detection", "b.tif", "water")
        assert all(walking.layer(task).isEditable() for task in ("detection", "segmentation"))

    def test_belongs_to_the_image_on_the_map(self, walking, tiles):
        for _ in ROW:
            walking.map.box()
            walking.map.key(N)
        images = [image for _, image, _ in saved(tiles / "scaneo.gpkg")]
        assert images == list(ROW)[: len(images)] and len(images) >= 3

    def test_an_area_that_is_not_finished_stops_the_walk(self, walking, tiles, cad_dock):
        walking.map.key(Qt.Key.Key_A)
        for x, y in ((0.4, 0.4), (0.6, 0.4), (0.5, 0.6)):
            mouse.click(walking.bot, walking.map.canvas, walking.map.at(x, y))
        walking.map.key(N)
        stays_on(walking, "a.tif")
        assert "Finish it" in walking.bar.text()
        mouse.click(walking.bot, walking.map.canvas, walking.map.at(0.5, 0.6), mouse.RIGHT)
        walking.map.key(N)
        stays_on(walking, "b.tif")
        assert saved(tiles / "scaneo.gpkg") == [("segmentation", "a.tif", "water")]

    def test_a_box_that_is_not_finished_stops_the_walk(self, walking, tiles):
        mouse.pull(
            walking.bot, walking.map.canvas, walking.map.at(0.4, 0.4), walking.map.at(0.5, 0.5)
        )
        walking.map.key(N)
        stays_on(walking, "a.tif")
        mouse.release(walking.bot, walking.map.canvas, walking.map.at(0.5, 0.5))
        walking.map.key(N)
        stays_on(walking, "b.tif")
        assert saved(tiles / "scaneo.gpkg") == [("detection", "a.tif", "water")]

    def test_what_can_not_be_saved_stops_the_walk_and_stays_open(self, walking, tiles):
        workspace = tiles / "scaneo.gpkg"
        walking.map.box()
        with locked(workspace):
            walking.map.key(N)
            stays_on(walking, "a.tif")
            (failure,) = walking.bar.texts(Qgis.MessageLevel.Critical)
            assert "locked" in failure and "try again" in failure
        assert walking.layer("detection").isModified()
        walking.map.key(N)
        stays_on(walking, "b.tif")
        assert saved(workspace) == [("detection", "a.tif", "water")]


class TestImagesThatAreGone:
    def test_they_are_passed_over_and_told(self, walking, tiles):
        (tiles / "b.tif").unlink()
        walking.map.key(N)
        stays_on(walking, "c.tif")
        assert "b.tif" in walking.bar.text()
        walking.map.key(P)
        stays_on(walking, "a.tif")

    def test_many_are_told_in_one_message(self, walking, tiles):
        for image in ("b.tif", "c.tif"):
            (tiles / image).unlink()
        walking.map.key(N)
        stays_on(walking, "d.tif")
        (said,) = [text for text in walking.bar.texts() if "can't be read" in text]
        assert "b.tif" in said and "1 more" in said

    def test_where_all_others_are_gone_it_stays(self, walking, tiles):
        walking.prefetch()
        walking.map.key(N)
        for image in ("a.tif", "c.tif", "d.tif"):
            (tiles / image).unlink()
        for key in (N, P):
            walking.map.key(key)
            stays_on(walking, "b.tif")
        walking.map.box()
        walking.images.go_to("a.tif")
        stays_on(walking, "b.tif")


class TestTheNextImage:
    def test_is_loaded_ahead_of_time(self, walking, tiles):
        walking.prefetch()
        write_image(tiles / "b.tif", value=200, grid=(2.5, 0.05, 0.0, 42.0, 0.0, -0.1))
        walking.map.key(N)
        stays_on(walking, "b.tif")
        stretch = walking.map.raster.renderer().contrastEnhancement()
        assert stretch.maximumValue() < 200, "it was found before"
        assert (
            walking.map.raster.isValid()
            and walking.map.raster.extent().width() == pytest.approx(0.5)
        )

    def test_that_is_gone_by_now_is_passed_over(self, walking, tiles):
        walking.prefetch()
        shutil.move(tiles / "b.tif", tiles / "gone")
        walking.map.key(N)
        stays_on(walking, "c.tif")
        assert "can't be read" in walking.bar.text()

    def test_is_not_loaded_of_a_campaign_that_was_left(self, walking, monkeypatch):
        monkeypatch.setattr(image_navigation, "_PREFETCHED", 600_000)
        walking.map.key(N)
        assert walking.prefetching.isActive()
        walking.project.clear()
        assert not walking.prefetching.isActive()

    def test_is_in_no_project_until_then(self, walking):
        walking.prefetch()
        assert len(walking.layers(QgsRasterLayer)) == 1

    def test_the_map_draws_it(self, walking):
        walking.prefetch()
        walking.map.key(N)
        walking.map.canvas.waitWhileRendering()
        assert walking.map.raster in walking.map.canvas.layers()
        image = walking.map.canvas.grab().toImage()
        middle = image.pixelColor(image.width() // 2, image.height() // 2)
        assert middle != walking.map.canvas.canvasColor()

    def test_it_can_be_under_way_when_the_plugin_goes(self, walking):
        walking.bot.mouseClick(walking.images.navigator.next, LEFT)
        walking.bot.wait(310)  # it is about to be loaded; the fixture takes the plugin away now
        assert walking.images.current == "b.tif"
