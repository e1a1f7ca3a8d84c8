"""The open campaign in QGIS's locator: typed into by keys, and chosen from by Enter."""

from threading import get_ident

import pytest
from qgis.core import QgsLocator, QgsLocatorContext
from scaneo_bridge.ui.common.locator_filter import NamesFilter, find_names
from scaneo_bridge.ui.label.modes import Mode
from scaneo_bridge.ui.shell import behind_reader
from support import mouse
from support.desk.places import COLORS, ROW
from support.desk.reading import Reading
from support.editing import saved
from support.images import write_image
from support.subjects.read_behind import name, write_many

pytest_plugins = ["support.desk.fixtures", "support.desk.locator"]

OURS = ["scaneo_images", "scaneo_labels", "scaneo_commands"]


@pytest.fixture
def finding(locator, walking):
    """On the first of four images, in the mode for boxes, with the locator beside."""
    return walking


class TestImages:
    def test_a_name_is_typed_and_enter_goes_there(self, locator, finding):
        assert locator.choose("img c") == ["c.tif"]
        assert finding.images.current == finding.map.image == "c.tif"
        assert finding.map.canvas.extent().contains(finding.map.raster.extent())

    def test_the_prefix_alone_lists_them_and_arrows_choose(self, locator, finding):
        assert locator.choose("img ", position=2) == list(ROW)
        assert finding.images.current == "c.tif"

    def test_they_are_found_without_the_prefix_as_well(self, locator, finding):
        assert "d.tif" in locator.type("d.t")

    def test_the_keys_of_labelling_work_at_once(self, locator, finding):
        locator.choose("img c")
        finding.bot.keyClick(finding.controller.dock.window().focusWidget(), "N")
        finding.wait()
        assert finding.images.current == "d.tif"

    def test_what_was_drawn_is_saved_first(self, locator, finding, tiles):
        finding.map.box()
        locator.choose("img c")
        assert saved(tiles / "scaneo.gpkg") == [("detection", "a.tif", "water")]
        finding.map.box()
        finding.controller.session.save()
        assert saved(tiles / "scaneo.gpkg")[1:] == [("detection", "c.tif", "water")]

    def test_an_area_that_is_not_finished_stays(self, locator, finding, cad_dock):
        finding.dock.use(Mode.AREA)
        for x, y in ((0.4, 0.4), (0.6, 0.4), (0.5, 0.6)):
            mouse.click(finding.bot, finding.map.canvas, finding.map.at(x, y))
        locator.choose("img c")
        assert finding.images.current == "a.tif" and finding.bar.told("Finish it")
        mouse.click(finding.bot, finding.map.canvas, finding.map.at(0.5, 0.6), mouse.RIGHT)
        assert finding.owners("segmentation") == [("a.tif", "water")]

    def test_one_that_is_gone_is_told(self, locator, finding, tiles):
        (tiles / "c.tif").unlink()
        locator.choose("img c")
        assert finding.images.current == "a.tif" and finding.bar.told("c.tif")

    def test_names_are_no_html_and_lead_to_their_image(self, locator, start):
        desk = start(images=("a.tif", "<b>bold.tif", "[% 1 %].tif"), label=False)
        (found,) = locator.choose("img bold")
        assert found.startswith("<\N{WORD JOINER}b>")
        assert desk.images.current == "<b>bold.tif"
        locator.choose("img %")
        assert desk.images.current == "[% 1 %].tif"

    def test_an_unread_image_is_read_first(self, locator, desktop, tmp_path, monkeypatch):
        monkeypatch.setattr(behind_reader, "_SLICE", 0)
        reading = Reading(desktop, write_many(tmp_path / "many")).begin()
        try:
            assert name(20) in reading.unread
            locator.choose(f"img {name(20)}")
            assert desktop.images.current == name(20) and name(20) not in reading.unread
            assert reading.unread and len(desktop.areas) == 1
        finally:
            reading.leave()


class TestLabels:
    def test_one_is_chosen_and_drawn_in(self, locator, finding):
        assert locator.choose("lab ur") == ["urban"]
        assert finding.dock.page.palette.current == "urban"
        finding.map.box()
        assert finding.owners("detection") == [("a.tif", "urban")]

    def test_they_come_in_the_order_of_the_palette(self, locator, start):
        start(label=False)
        assert list(COLORS) == ["water", "urban", "field"]
        assert locator.type("lab ") == ["water", "urban", "field"]

    def test_one_that_has_another_name_by_now_is_not_given(self, locator, finding):
        finding.map.box()
        finding.palette.rename("urban", "town")
        assert locator.type("lab town") == ["town"]
        finding.undo()
        finding.layer("detection").selectAll()
        locator.take()
        assert finding.owners("detection") == [("a.tif", "water")]
        assert finding.dock.page.palette.current == "water"


class TestCommands:
    def test_label_begins_and_ends(self, locator, start):
        desk = start(label=False)
        assert locator.choose("cmd label")[0] == "Label"
        assert desk.dock.widget.label.isChecked() and desk.dock.mode is Mode.BOX
        assert locator.choose("cmd end") == ["End labelling"]
        assert not desk.dock.widget.label.isChecked()

    def test_the_next_image_to_do(self, locator, finding):
        finding.images.select("b.tif")
        finding.images.mark("b.tif", "Done")
        assert locator.choose("cmd to do") == ["Next image to do"]
        assert finding.images.current == "c.tif"

    def test_a_check_is_shown_also_where_the_dock_was_closed(self, locator, finding):
        finding.dock.widget.close()
        locator.choose("cmd check")
        finding.wait()
        assert finding.dock.pages.checks.isVisible()

    def test_what_the_dock_does_not_show_now_is_not_offered(self, locator, finding):
        everything = locator.type("cmd ")
        assert {"Check", "Export", "Restore…", "Next image"} <= set(everything)
        finding.press(finding.dock.page.check)
        assert not {"Check", "Next image"} & set(locator.type("cmd "))

    def test_one_that_is_not_offered_any_more_is_not_run(self, locator, finding):
        assert locator.type("cmd next image")[0] == "Next image to do"
        finding.dock.page.check.click()  # as somebody's other hand: the list stays
        finding.wait()
        locator.take()
        assert finding.images.current == "a.tif"

    def test_the_menu_of_exports_is_there(self, locator, finding):
        finding.map.box()
        locator.choose("cmd export")
        finding.wait()
        assert "1 added" in finding.dock.pages.export.summary.text()
        finding.dock.pages.export.dismissed.emit()
        locator.choose("cmd restore")
        finding.wait()
        assert finding.dock.pages.restore.isVisible()


class TestWhichCampaign:
    def test_with_none_nothing_is_found(self, locator, desktop):
        assert set(OURS) <= set(locator.filters())
        assert [locator.type(text) for text in ("img ", "lab ", "cmd ")] == [[], [], []]

    def test_results_of_the_one_before_are_not_left(self, locator, finding, tmp_path):
        assert locator.type("img ") == list(ROW)
        write_image(tmp_path / "other" / "z.tif")
        finding.open(tmp_path / "other")
        assert locator.shown() == []
        assert locator.type("img ") == ["z.tif"]

    def test_it_ends_with_its_layers(self, locator, finding):
        assert locator.type("img ") == list(ROW)
        finding.project.removeMapLayers([layer.id() for layer in finding.layers()])
        finding.wait()
        assert finding.dock.is_empty
        assert locator.shown() == [] == locator.type("img ")


class TestSearching:
    def test_each_word_is_looked_for_and_beginnings_come_first(self):
        names = ["x/my_tile_1.tif", "Tile_2.tif", "2024/tile_1.tif", "other.tif"]
        assert find_names(names, "TILE") == ["Tile_2.tif", "2024/tile_1.tif", "x/my_tile_1.tif"]
        assert find_names(names, "1 my") == ["x/my_tile_1.tif"]
        assert find_names(names, "") == names

    def test_names_are_copied_here_and_searched_in_a_thread(self, qgis_app, qtbot):
        """Ten thousand, of which a list gets fifty."""
        here, copied, searched, found = get_ident(), [], [], []

        class Watched(list):
            def __iter__(self):
                searched.append(get_ident())
                return super().__iter__()

        def copy():
            copied.append(get_ident())
            return Watched(f"tile_{number:05}.tif" for number in range(10_000))

        locator = QgsLocator()
        locator.registerFilter(NamesFilter("names", "Names", "nam", copy, lambda _: None))
        locator.foundResult.connect(lambda result: found.append(result.displayString))
        with qtbot.waitSignal(locator.finished):
            locator.fetchResults("nam tile 7", QgsLocatorContext())
        assert copied == [here] and searched and here not in searched
        assert len(found) == 50 and found[0] == "tile_00007.tif"
