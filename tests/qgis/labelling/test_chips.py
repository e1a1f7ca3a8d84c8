"""The labels of an image as chips: in the dock with a × on each, and over the map."""

import pytest
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QPoint, QRect
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QFrame, QLabel, QListWidget, QToolButton, QVBoxLayout, QWidget
from scaneo_bridge.core.base.model import Label
from scaneo_bridge.ui.label.class_tags import ClassTags, MapClassTags
from support.desk.widgets import as_html
from support.mouse import LEFT

WATER, FOREST = Label("water", "#0072b2"), Label("forest", "#f0e442")
LONG = Label("a long name " * 25, "#009e73")
ODD = [
    Label('<b>R&D</b> "quoted"', "#ffffff"),
    Label("مرحبا بالعالم", "#692d0f"),
    LONG,
    Label("", "#000000"),
]


def shown(chips):
    """The chips that are visible, in their order."""
    found = [one for one in chips.findChildren(QFrame, "chip") if one.isVisible()]
    return sorted(found, key=lambda one: (one.y(), one.x()))


def text(chip):
    return chip.findChild(QLabel).text()


def texts(chips):
    return [text(chip) for chip in shown(chips)]


def cross(chip):
    return chip.findChild(QToolButton)


def colors(chip):
    """The colours of the pixels where a chip's name is."""
    place = chip.findChild(QLabel).geometry()
    picture = chip.grab(place).toImage()
    return [
        picture.pixelColor(x, y).name() for x in range(place.width()) for y in range(place.height())
    ]


@pytest.fixture
def chips(qgis_app, qtbot):
    """Chips above a list, which takes what room they leave, on a page as narrow as a dock."""
    page = QWidget()
    qtbot.addWidget(page)
    chips = ClassTags()
    layout = QVBoxLayout(page)
    layout.addWidget(chips)
    layout.addWidget(QListWidget())
    page.resize(300, 300)
    page.show()
    qtbot.waitExposed(page)
    yield chips


@pytest.fixture
def canvas(qgis_app, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    canvas = QgsMapCanvas(window)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(canvas)
    window.resize(600, 400)
    window.show()
    qtbot.waitExposed(window)
    yield canvas


class TestInTheDock:
    def test_labels_in_their_order_on_their_colours(self, chips):
        chips.show_labels([WATER, FOREST])
        assert texts(chips) == ["water", "forest"]
        for chip, label in zip(shown(chips), (WATER, FOREST)):
            found = colors(chip)
            assert max(set(found), key=found.count) == label.color

    @pytest.mark.parametrize(
        ("paper", "ink"),
        [
            ("#ffffff", "#000000"),
            ("#f0e442", "#000000"),
            ("#000000", "#ffffff"),
            ("#0072b2", "#ffffff"),
        ],
    )
    def test_the_name_is_black_or_white(self, chips, paper, ink):
        chips.show_labels([Label("mmmm", paper)])
        (chip,) = shown(chips)
        assert ink in colors(chip)

    def test_without_a_label_there_is_a_text(self, chips, qtbot):
        assert chips.empty.isVisible() and chips.empty.text() == "No class yet"
        chips.show_labels([WATER])
        assert not chips.empty.isVisible()
        chips.show_labels([])
        assert chips.empty.isVisible()
        assert shown(chips) == []

    def test_a_cross_removes_its_label(self, chips, qtbot):
        chips.show_labels([WATER, ODD[0], LONG])
        told = []
        chips.removed.connect(told.append)
        for chip in shown(chips):
            qtbot.mouseClick(cross(chip), LEFT)
        assert told == [WATER.name, ODD[0].name, LONG.name]

    def test_chips_may_go_in_the_click_on_a_cross(self, chips, qtbot):
        chips.show_labels([WATER, FOREST])
        chips.removed.connect(lambda name: chips.show_labels([FOREST]))
        qtbot.mouseClick(cross(shown(chips)[0]), LEFT)
        qtbot.wait(10)
        assert texts(chips) == ["forest"]

    def test_a_click_on_the_name_removes_nothing(self, chips, qtbot):
        chips.show_labels([WATER])
        with qtbot.assertNotEmitted(chips.removed, wait=50):
            qtbot.mouseClick(shown(chips)[0].findChild(QLabel), LEFT)

    def test_the_same_labels_leave_the_chips_as_they_are(self, chips):
        chips.show_labels([WATER, FOREST])
        before = shown(chips)
        chips.show_labels([WATER, FOREST])
        assert shown(chips) == before

    def test_names_are_text(self, chips):
        chips.show_labels(ODD[:2])
        first, second = shown(chips)
        assert text(first) == ODD[0].name
        assert text(second) == ODD[1].name
        assert as_html(first.toolTip()) == ODD[0].name
        assert ODD[0].name in as_html(cross(first).toolTip())

    def test_a_label_without_a_name_can_be_seen_and_removed(self, chips, qtbot):
        chips.show_labels([Label("", "#000000")])
        (chip,) = shown(chips)
        assert text(chip) == as_html(chip.toolTip()) == "(no label)"
        with qtbot.waitSignal(chips.removed, timeout=1000) as removed:
            qtbot.mouseClick(cross(chip), LEFT)
        assert removed.args == [""]

    def test_a_long_name_is_cut_and_its_tooltip_is_whole(self, chips):
        chips.window().resize(1500, 300)
        chips.show_labels([LONG])
        (chip,) = shown(chips)
        assert "…" in text(chip) and 10 < len(text(chip)) <= 30
        assert as_html(chip.toolTip()).strip() == LONG.name.strip()

    def test_a_line_break_in_a_name_makes_no_second_line(self, chips):
        chips.show_labels([WATER, Label("two\nlines", "#ffffff")])
        one, two = shown(chips)
        assert text(two) == "two␊lines"
        assert one.height() == two.height()

    def test_they_wrap_and_grow_and_shrink(self, chips, qtbot):
        chips.show_labels([WATER])
        qtbot.wait(10)
        low = chips.height()
        assert low == shown(chips)[0].height()
        chips.show_labels([Label(f"label {number}", "#ffffff") for number in range(12)])
        qtbot.wait(10)
        high = chips.height()
        assert high > 2 * low
        places = [one.geometry() for one in shown(chips)]
        assert all(chips.rect().contains(place) for place in places)
        assert not any(
            one.intersects(other) for one in places for other in places if one is not other
        )
        chips.window().resize(700, 300)
        qtbot.wait(10)
        assert chips.height() < high
        chips.show_labels([WATER])
        qtbot.wait(10)
        assert chips.height() == low


class TestOnTheMap:
    def test_in_the_lower_left_corner_without_crosses(self, canvas, qtbot):
        chips = MapClassTags(canvas)
        chips.show_labels([WATER, FOREST])
        qtbot.wait(10)
        assert texts(chips) == ["water", "forest"]
        assert not any(cross(chip).isVisible() for chip in shown(chips))
        corner = QRect(0, canvas.height() - 20, 20, 20)
        assert corner.contains(chips.geometry().bottomLeft())

    def test_hidden_without_labels(self, canvas):
        chips = MapClassTags(canvas)
        assert not chips.isVisible()
        chips.show_labels([WATER])
        assert chips.isVisible()
        chips.show_labels([])
        assert not chips.isVisible()

    def test_clicks_go_through_to_the_map(self, canvas, qtbot):
        chips = MapClassTags(canvas)
        chips.show_labels([WATER])
        qtbot.wait(10)
        window = canvas.window()
        place = shown(chips)[0].mapTo(window, QPoint(5, 5))
        assert chips.geometry().contains(canvas.mapFrom(window, place))
        with qtbot.waitSignal(canvas.xyCoordinates, timeout=1000):
            QTest.mouseMove(window.windowHandle(), place)

    def test_at_most_half_as_wide_as_the_map_at_any_size(self, canvas, qtbot):
        chips = MapClassTags(canvas)
        chips.show_labels([WATER, FOREST, *ODD])
        for width in (600, 900, 240):
            canvas.window().resize(width, 400)
            qtbot.wait(20)
            assert canvas.width() == width
            assert chips.width() <= width // 2
            assert len(shown(chips)) == 6
            for chip in shown(chips):
                assert chips.rect().contains(chip.geometry())
        assert chips.height() > 4 * shown(chips)[0].height()

    def test_no_wider_than_it_must_be(self, canvas, qtbot):
        chips = MapClassTags(canvas)
        chips.show_labels([WATER])
        qtbot.wait(10)
        assert chips.width() == shown(chips)[0].width()
