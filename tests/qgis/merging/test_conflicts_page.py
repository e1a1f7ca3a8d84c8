"""Conflicts with the folder in the dock: both versions in sight, and the user picks."""

import json

import pytest
from qgis.core import Qgis, QgsGeometry, QgsPointXY, QgsRasterLayer
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtCore import QEvent, QObject, Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication
from scaneo_bridge.core.workspace.layer_sources import image_of
from scaneo_bridge.core.workspace.workspace import Workspace
from scaneo_bridge.ui.shell.controller import Controller
from support.dock import LEFT, NONE, PATIENCE, as_html
from support.folders import snapshot, write_files
from support.geojson import classification, collection, detection, segmentation, spai
from support.images import write_image
from support.pages import Pages

pytest_plugins = ["support.dock"]

HERE = (41.10, 2.10, 41.20, 2.30)  # south, west, north, east
MOVED = (41.12, 2.10, 41.22, 2.30)
LARGER = (41.10, 2.10, 41.24, 2.34)
FAR = (41.60, 2.30, 41.70, 2.40)
BEFORE = [classification("water"), detection("urban", HERE), segmentation("water"),
          detection("field", FAR)]  # fmt: skip
LABELS = {"water": "#0048f0", "urban": "#8d99ae", "field": "#f2c14e"}


@pytest.fixture
def folder(tmp_path):
    """Two images, the second far from the first."""
    path = tmp_path / "coast"
    write_image(path / "a.tif", grid=(2.0, 0.005, 0.0, 42.0, 0.0, -0.01), size=100)
    write_image(path / "b.tif", grid=(5.0, 0.05, 0.0, 45.0, 0.0, -0.1))
    files = {"a.geojson": BEFORE, "b.geojson": [detection("urban", (44.2, 5.1, 44.3, 5.2))]}
    written = {name: collection(*features) for name, features in files.items()}
    return write_files(path, {**written, "spai.json": spai(**LABELS)})


class Desk:
    """A campaign that is open, and somebody else who writes to its folder."""

    def __init__(self, session, folder):
        self.session, self.folder = session, folder
        self.page = session.pages.conflicts
        self.notice = session.page.tray.conflicts

    def feature(self, task, **attributes):
        layer = self.session.layer(task)
        return next(one for one in layer.getFeatures()
                    if all(one[name] == value for name, value in attributes.items()))  # fmt: skip

    def edit(self, task, deed):
        layer = self.session.layer(task)
        if not layer.isEditable():
            assert layer.startEditing()
        assert deed(layer)
        assert layer.commitChanges()
        self.session.wait()

    def move(self, box, label="urban", image="a.tif"):
        """Draws a box elsewhere."""
        south, west, north, east = box
        shape = QgsGeometry.fromWkt(
            f"POLYGON(({east} {south}, {east} {north}, {west} {north}, {west} {south}, "
            f"{east} {south}))"
        )
        fid = self.feature("detection", label=label, image=image).id()
        self.edit("detection", lambda layer: layer.changeGeometry(fid, shape))

    def relabel(self, task, old, new):
        feature = self.feature(task, label=old)
        index = feature.fields().indexOf("label")
        self.edit(task, lambda layer: layer.changeAttributeValue(feature.id(), index, new))

    def delete(self, task, label):
        fid = self.feature(task, label=label).id()
        self.edit(task, lambda layer: layer.deleteFeature(fid))

    def somebody_writes(self, *features, name="a.geojson"):
        write_files(self.folder, {name: collection(*features)})

    def open_again(self):
        self.session.click(self.session.dock.open)
        self.session.wait()

    @property
    def boxes(self):
        layer = self.session.layer("detection")
        return [(one["label"], one.geometry().asWkt()) for one in layer.getFeatures()]

    @property
    def image(self):
        """The image on the map."""
        (raster,) = self.session.layers(QgsRasterLayer)
        return image_of(raster, self.folder)

    def sees(self, x, y):
        return self.session.canvas.extent().contains(QgsPointXY(x, y))

    @property
    def rows(self):
        """The list as it is seen: groups, and what is below each with what is picked."""
        found = []
        for number in range(self.page.list.topLevelItemCount()):
            group = self.page.list.topLevelItem(number)
            children = [group.child(row) for row in range(group.childCount())]
            found.append((group.text(0), [(one.text(0), _pick(one)) for one in children]))
        return found

    def item(self, group, row):
        return self.page.list.topLevelItem(group).child(row)

    def click_row(self, group, row):
        view = self.page.list
        item = self.item(group, row)
        view.scrollToItem(item)
        spot = view.visualItemRect(item).center()
        self.session.bot.mouseClick(view.viewport(), LEFT, NONE, spot)
        self.session.bot.wait(20)

    def key(self, *keys):
        for key in keys:
            self.session.bot.keyClick(self.page.list, key)
        self.session.bot.wait(20)

    def click(self, button):
        self.session.click(button)
        self.session.wait()

    @property
    def bands(self):
        """What is drawn over the map, by its bounds."""
        found = {}
        for item in self.session.canvas.items():
            if isinstance(item, QgsRubberBand) and item.isVisible() and item.numberOfVertices():
                box = item.asGeometry().boundingBox()
                bounds = (box.yMinimum(), box.xMinimum(), box.yMaximum(), box.xMaximum())
                found[tuple(round(number, 6) for number in bounds)] = item
        return found

    def line(self, box):
        """The colour of a version's outline, and how much of one side of it is drawn, 0 to 1."""
        color = self.bands[box].strokeColor()
        picture = self.session.canvas.grab().toImage()
        _, west, north, east = box
        steps = 200
        seen = 0
        for step in range(5, steps - 5):
            place = QgsPointXY(west + (east - west) * step / steps, north)
            pixel = self.session.canvas.getCoordinateTransform().transform(place)
            x, y = round(pixel.x()), round(pixel.y())
            near = (picture.pixelColor(x, y + more) for more in (-2, -1, 0, 1, 2))
            seen += any(_is_near(color, other) for other in near)
        return color.name(), seen / (steps - 10)

    def labels(self, name="a.geojson"):
        features = json.loads((self.folder / name).read_bytes())["features"]
        return sorted(one["properties"]["label"] for one in features)

    def export(self):
        if self.session.preview() is not None:
            self.click(self.session.pages.export.write)


def _pick(item):
    """What is seen of a pick: a dash, or a piece of a side's line, which the tooltip names."""
    assert item.icon(1).isNull() == (item.text(1) == "–")
    return item.text(1) or item.toolTip(1)


def _is_near(one, other):
    return all(abs(a - b) < 60 for a, b in zip(one.getRgb()[:3], other.getRgb()[:3]))


@pytest.fixture
def desk(session, folder):
    # A window that is shown a second time is not activated where there is no screen.
    QApplication.setActiveWindow(session.dock.window())
    session.open(folder)
    assert not session.page.tray.conflicts.isVisible()
    return Desk(session, folder)


@pytest.fixture
def apart(desk):
    """Moved here and enlarged there; relabelled here and deleted there."""
    desk.move(MOVED)
    desk.relabel("detection", "field", "water")
    desk.somebody_writes(*BEFORE[:1], detection("urban", LARGER), BEFORE[2])
    desk.open_again()
    return desk


# Where it opens


def test_opening_shows_what_differs_and_a_notice_stays(apart):
    assert apart.page.isVisible()
    assert apart.page.summary.text() == "2 conflicts with the folder"
    assert apart.rows == [
        ("a.tif", [
            ("Box “urban”\nmoved here, resized there", "–"),
            ("Box “field”\nrelabelled “water” here, deleted there", "–"),
        ])
    ]  # fmt: skip
    apart.click(apart.page.later)
    assert apart.session.is_open
    assert apart.notice.isVisible()
    assert apart.notice.text() == "2 conflicts"
    assert "In conflict with the folder: 2 annotations." in as_html(apart.notice.toolTip())
    apart.click(apart.notice)
    assert apart.page.isVisible() and len(apart.rows[0][1]) == 2


def seen(folder):
    """Without what GDAL notes beside an image, whenever QGIS closes it."""
    files = snapshot(folder).items()
    return {name: how for name, how in files if not name.endswith(".aux.xml")}


def test_exporting_shows_what_differs_and_writes_nothing(desk):
    desk.move(MOVED)
    desk.somebody_writes(*BEFORE[:1], *BEFORE[2:])
    before = seen(desk.folder)
    assert desk.session.preview() is None
    assert desk.page.isVisible()
    assert desk.rows == [("a.tif", [("Box “urban”\nmoved here, deleted there", "–")])]
    (message,) = desk.session.messages(Qgis.MessageLevel.Warning)
    assert "a.geojson" in message
    assert seen(desk.folder) == before
    desk.click(desk.page.later)
    assert desk.notice.isVisible()


def test_changes_of_one_side_open_no_page(desk):
    desk.move(MOVED)
    desk.somebody_writes(*BEFORE[:3], detection("water", FAR))
    desk.open_again()
    assert desk.session.is_open and not desk.page.isVisible() and not desk.notice.isVisible()


def test_what_others_changed_meanwhile_is_taken_over_and_told(desk):
    desk.move(MOVED)
    desk.somebody_writes(*BEFORE, detection("water", (41.8, 2.1, 41.9, 2.2)))
    desk.session.click(desk.session.dock.export)
    desk.session.wait()
    page = desk.session.pages.export
    assert page.isVisible() and "a.geojson" in page.details.text()
    assert desk.session.counts()["water"] == 3 and len(desk.boxes) == 4
    desk.click(page.write)
    assert desk.labels() == ["field", "urban", "water", "water", "water"]


# On the map


def test_both_versions_are_on_the_map_in_two_colours_and_two_lines(apart):
    (mine, solid), (theirs, dashed) = apart.line(MOVED), apart.line(LARGER)
    assert mine != theirs and solid > 0.95 and 0.2 < dashed < 0.9
    assert HERE in apart.bands, "what both began with"
    assert apart.session.canvas.extent().width() < 0.8 and apart.sees(2.2, 41.15)
    apart.click_row(0, 1)
    assert set(apart.bands) == {FAR}, "it is deleted there"


def test_a_click_goes_to_the_image(desk):
    desk.move(MOVED)
    desk.move((44.25, 5.1, 44.35, 5.2), image="b.tif")
    desk.somebody_writes(*BEFORE[:1], *BEFORE[2:])
    desk.somebody_writes(name="b.geojson")
    desk.open_again()
    assert [group for group, _ in desk.rows] == ["a.tif", "b.tif"]
    desk.click_row(1, 0)
    assert desk.sees(5.15, 44.3) and desk.image == "b.tif"
    desk.click_row(0, 0)
    assert desk.sees(2.2, 41.15) and desk.image == "a.tif"


@pytest.mark.parametrize("way", ["later", "escape", "clear"])
def test_the_map_is_left_with_the_page(apart, way):
    assert apart.bands
    if way == "later":
        apart.click(apart.page.later)
    elif way == "escape":
        apart.key(Qt.Key.Key_Escape)
    else:
        apart.session.project.clear()
    assert not apart.bands


def test_nothing_is_left_on_the_map_without_the_plugin(apart, root, settings, qgis_iface):
    before = len(apart.session.canvas.items())
    icon = root / "ui" / "icons" / "icon.svg"
    other = Controller(qgis_iface, apart.session.project, settings, icon)
    apart.session.bot.waitUntil(lambda: other.is_idle, timeout=PATIENCE)
    assert len(apart.session.canvas.items()) > before
    other.unload()
    apart.session.bot.wait(20)
    assert len(apart.session.canvas.items()) == before


class LeavingAtOnce(QObject):
    """Unloads a plugin right after its page of conflicts is shown."""

    def __init__(self, controller):
        super().__init__()
        self.controller, self.has_left = controller, False
        Pages(controller.dock).conflicts.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.ShowToParent and not self.has_left:
            self.has_left = True
            QTimer.singleShot(0, self.leave)
        return False

    def leave(self):
        dock = self.controller.dock
        self.controller.unload()
        QApplication.sendPostedEvents(dock, QEvent.Type.DeferredDelete)


def test_the_plugin_may_go_right_after_the_page_has_come(apart, root, settings, qgis_iface):
    icon = root / "ui" / "icons" / "icon.svg"
    other = Controller(qgis_iface, apart.session.project, settings, icon)
    leaving = LeavingAtOnce(other)
    apart.session.bot.waitUntil(lambda: leaving.has_left, timeout=PATIENCE)
    apart.session.bot.wait(50)


# Picking


def test_keys_walk_the_list_and_pick(apart):
    page = apart.page
    assert page.list.hasFocus() and not page.apply.isEnabled()
    apart.key(Qt.Key.Key_Right)
    assert apart.rows[0][1][0][1] == "theirs" and page.theirs.isChecked()
    apart.key(Qt.Key.Key_M)
    assert apart.rows[0][1][0][1] == "mine" and page.mine.isChecked()
    assert not page.apply.isEnabled(), "the other one of the image is open"
    assert "1 of 2" in page.progress.text()
    apart.key(Qt.Key.Key_Down)
    assert not page.mine.isChecked() and "relabelled" in page.what.text()
    apart.key(Qt.Key.Key_T)
    assert [pick for _, pick in apart.rows[0][1]] == ["mine", "theirs"]
    apart.key(Qt.Key.Key_Up, Qt.Key.Key_T, Qt.Key.Key_Left)
    assert apart.rows[0][1][0][1] == "mine"
    assert page.apply.isEnabled()


@pytest.mark.parametrize("whose", ["mine", "theirs"])
def test_applying_settles_all_and_the_export_writes_it(apart, whose):
    page = apart.page
    apart.click(page.all_mine if whose == "mine" else page.all_theirs)
    apart.click(page.apply)
    assert apart.session.is_open and not apart.notice.isVisible() and not apart.bands
    assert any("2 conflicts settled" in text for text in apart.session.messages())
    apart.export()
    boxes = [one for one in json.loads((apart.folder / "a.geojson").read_bytes())["features"]
             if one["properties"]["task"] == "detection"]  # fmt: skip
    wanted = [detection("urban", LARGER)]
    if whose == "mine":
        wanted = [detection("urban", MOVED), detection("water", FAR)]
    assert boxes == wanted
    assert not apart.session.messages(Qgis.MessageLevel.Critical)
    apart.open_again()
    assert not apart.page.isVisible()


def test_mine_of_one_and_theirs_of_the_other(apart):
    apart.click(apart.page.mine)
    apart.click_row(0, 1)
    apart.click(apart.page.theirs)
    apart.click(apart.page.apply)
    apart.export()
    assert apart.labels() == ["urban", "water", "water"]
    assert len(apart.boxes) == 2


def test_one_image_can_be_settled_before_the_others(desk):
    desk.move(MOVED)
    desk.move((44.25, 5.1, 44.35, 5.2), image="b.tif")
    desk.somebody_writes(*BEFORE[:1], *BEFORE[2:])
    desk.somebody_writes(name="b.geojson")
    desk.open_again()
    desk.click_row(1, 0)
    desk.key(Qt.Key.Key_T)
    desk.click(desk.page.apply)
    assert desk.page.isVisible()
    assert [group for group, _ in desk.rows] == ["a.tif"]
    assert len(desk.boxes) == 2


def test_what_was_picked_stays_when_the_page_is_left_for_a_while(apart):
    apart.key(Qt.Key.Key_T)
    apart.click(apart.page.later)
    apart.click(apart.notice)
    assert apart.rows[0][1][0][1] == "theirs"


def test_labels_show_both_colours(desk):
    with Workspace.open(desk.folder / "scaneo.gpkg") as opened, opened.database.transaction():
        labels = opened.labels()
        labels[0] = type(labels[0])("water", "#ff0000")
        opened.set_labels(labels)
    write_files(desk.folder, {"spai.json": spai(**{**LABELS, "water": "#00ff00"})})
    desk.open_again()
    assert desk.rows == [("Labels", [("Label “water”\nrecoloured here and there", "–")])]
    assert desk.notice.text() == "1 conflict"
    assert "In conflict with the folder: 1 label." in as_html(desk.notice.toolTip())
    icon = desk.item(0, 0).icon(0).pixmap(32, 14).toImage()
    assert [icon.pixelColor(x, 7).name() for x in (5, 22)] == ["#ff0000", "#00ff00"]
    assert "#ff0000" in desk.page.what.text()
    desk.key(Qt.Key.Key_T)
    desk.click(desk.page.apply)
    assert {one.label.name: one.label.color for one in desk.session.page.labels.items}[
        "water"
    ] == "#00ff00"


# Nothing is lost


def test_nothing_changes_before_it_is_applied(apart):
    before = [(apart.folder / name).read_bytes() for name in ("a.geojson", "spai.json")]
    boxes = apart.boxes
    apart.click(apart.page.all_theirs)
    apart.click(apart.page.later)
    apart.session.project.clear()
    apart.session.open(apart.folder)
    assert apart.page.isVisible() and len(apart.rows[0][1]) == 2
    assert [(apart.folder / name).read_bytes() for name in ("a.geojson", "spai.json")] == before
    assert apart.boxes == boxes


def test_a_folder_that_changes_meanwhile_is_looked_at_again(apart):
    apart.click(apart.page.all_mine)
    apart.somebody_writes(*BEFORE[:1], detection("urban", (41, 2, 41.5, 2.4)), BEFORE[2])
    apart.click(apart.page.apply)
    assert apart.session.messages(Qgis.MessageLevel.Critical)
    apart.session.bot.waitUntil(lambda: apart.page.isVisible(), timeout=PATIENCE)
    apart.session.wait()
    assert [pick for _, pick in apart.rows[0][1]] == ["–", "mine"]


def test_names_are_shown_as_they_are(session, folder):
    name = "<b>{0} %1</b>\u202e\n" + "x" * 300
    write_files(folder, {"a.geojson": collection(detection(name, HERE))})
    session.open(folder)
    desk = Desk(session, folder)
    desk.move(MOVED, label=name)
    desk.somebody_writes(detection(name, LARGER))
    desk.open_again()
    shown = desk.rows[0][1][0][0]
    assert "<b>{0} %1</b>" in shown and "\u202e" not in shown
    assert desk.page.width() <= 320 or desk.page.minimumSizeHint().width() <= 300
    assert desk.page.what.textFormat() == Qt.TextFormat.PlainText


# One answer for a file


@pytest.fixture
def wiped(desk):
    """Ten boxes that were exported are not in somebody else's file, and a label is in conflict."""
    with Workspace.open(desk.folder / "scaneo.gpkg") as known, known.database.transaction():
        (row,) = known.database.rows("SELECT geom FROM detection WHERE label = 'field'")
        wkb = bytes(row.GetGeometryRef().ExportToWkb())
        for number in range(10):
            insert = "INSERT INTO detection (image, label) VALUES ('a.tif', ?)"
            known.database.execute(insert, f"new {number}")
            (row,) = known.database.rows("SELECT max(fid) FROM detection")
            known.database.update("detection", row.GetFieldAsInteger(0), wkb)
    desk.open_again()
    desk.export()
    assert len(desk.labels()) == 14
    desk.somebody_writes(*BEFORE)
    desk.open_again()
    return desk


@pytest.mark.parametrize("key, count", [(Qt.Key.Key_M, 14), (Qt.Key.Key_T, 4)])
def test_one_answer_serves_the_file(wiped, key, count):
    assert wiped.page.summary.text() == "10 conflicts with the folder"
    ((name, rows),) = wiped.rows
    assert name == "a.tif"
    assert {row.split("\n")[1] for row, _ in rows} == {"you wrote it, they deleted it"}
    assert "All of a.geojson: one answer for 10 conflicts." in wiped.page.what.text()
    wiped.key(key)
    assert wiped.page.progress.text() == "10 of 10 chosen."
    wiped.click(wiped.page.apply)
    assert not wiped.page.isVisible()
    wiped.export()
    assert len(wiped.labels()) == count


def test_one_of_them_can_still_be_answered_by_itself(wiped):
    wiped.click_row(0, 3)
    wiped.click(wiped.page.theirs)
    assert wiped.page.progress.text().startswith("1 of 10 chosen.")
    wiped.page.list.setCurrentItem(wiped.page.list.topLevelItem(0))
    assert not wiped.page.mine.isChecked() and not wiped.page.theirs.isChecked()
    wiped.click(wiped.page.mine)
    assert wiped.page.mine.isChecked()
    assert wiped.page.progress.text() == "10 of 10 chosen."
