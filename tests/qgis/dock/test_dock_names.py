"""Names are data in the dock: they are shown as they are, and do nothing."""

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAbstractButton, QLabel
from support import layers as edits
from support.desk.widgets import as_html, rows, unseen
from support.folders import write_files
from support.geojson import collection, detection, spai
from support.images import write_image
from support.subjects.dock import recent_buttons, seen, tips

pytest_plugins = ["support.desk.fixtures"]

# Names are data


LABEL = "<b>x</b>"
HTML = "<i>{0} %1 & &lt; 'n' \"m\"</i>".replace("/", "∕")


@pytest.fixture
def hostile(tmp_path):
    """Names that HTML, a format or an expression would take for its own."""
    folder = tmp_path / "<u>{x} & 'y' [% 1 + 1 %]"
    write_image(folder / f"<b>{HTML}.tif")
    write_image(folder / "plain.tif")
    labels = {LABEL: "#ff0000", "{label} & 'co'": "#00ff00", "R&D": "#0000ff"}
    files = {
        "spai.json": spai(**labels),
        f"<b>{HTML}.geojson": collection(detection(LABEL), detection("R&D"), detection("<s>new")),
        "plain.geojson": b"<h1>no {JSON}</h1>",
    }
    return write_files(folder, files)


def test_hostile_names_are_shown_as_they_are(desk, hostile):
    desk.open(hostile)
    assert [name for name, _ in rows(desk.dock.page.labels)] == [
        LABEL, "{label} & 'co'", "R&D", "<s>new",
    ]  # fmt: skip
    assert [name for name, *_ in rows(desk.dock.page.images)] == [f"<b>{HTML}.tif", "plain.tif"]
    (group,) = desk.project.layerTreeRoot().children()
    assert unseen(group.name()) == hostile.name
    (message,) = desk.bar.texts()
    assert hostile.name in message
    assert any("plain.geojson" in problem for (problem,) in rows(desk.dock.page.problems))


def test_hostile_names_are_shown_as_they_are_in_tooltips(desk, hostile):
    desk.open(hostile)
    shown = [seen(tip).splitlines()[0] for tip in tips(desk.dock.page.labels)]
    assert shown == [LABEL, "{label} & 'co'", "R&D", "<s>new"]
    shown = [seen(tip).splitlines()[0] for tip in tips(desk.dock.page.images)]
    assert shown == [f"<b>{HTML}.tif", "plain.tif"]
    for tip, (problem,) in zip(tips(desk.dock.page.problems), rows(desk.dock.page.problems)):
        assert problem.splitlines()[-1] in " ".join(seen(tip).split())


def visible_labels(dock):
    return [label for label in dock.findChildren(QLabel) if label.isVisible() and label.text()]


def shown_by(label):
    kind = label.textFormat()
    if kind == Qt.TextFormat.PlainText:
        return label.text()
    return as_html(label.text()) if kind == Qt.TextFormat.RichText else seen(label.text())


def test_hostile_names_are_shown_as_they_are_while_work_is_under_way(desk, hostile):
    desk.dock.type_folder(hostile)
    desk.click(desk.dock.widget.open)
    title = desk.dock.widget.progress_panel.title
    assert hostile.name in title.text()
    assert hostile.name in shown_by(title)
    desk.wait()


def test_hostile_names_are_shown_as_they_are_before_an_export(desk, hostile):
    desk.open(hostile)
    edits.delete(hostile / "scaneo.gpkg", "detection", f"<b>{HTML}.tif")
    assert desk.dock.preview() == "2 files: 0 added, 0 changed, 1 deleted"
    names = {name for name, *_ in rows(desk.dock.pages.export.files)}
    assert names == {f"<b>{HTML}.geojson", "spai.json"}
    assert any(str(hostile) in shown_by(label) for label in visible_labels(desk.dock.widget))
    desk.bar.widget.clear_messages()
    desk.click(desk.dock.pages.export.write)
    desk.wait()
    (message,) = desk.bar.texts()
    assert hostile.name in message


def test_a_hostile_name_in_an_error_is_shown_as_it_is(desk, tmp_path):
    folder = tmp_path / "<b>none</b> & {0}"
    desk.open(folder)
    (message,) = desk.bar.texts()
    assert str(folder) in message


def test_a_hostile_recent_campaign_is_shown_as_it_is(make_desk, hostile, settings):
    settings.remember_campaign(hostile)
    desk = make_desk()
    (button,) = recent_buttons(desk)
    assert isinstance(button, QAbstractButton)
    assert button.text() == hostile.name.replace("&", "&&")  # of a button, & marks a key
    assert seen(button.toolTip()) == str(hostile)
    desk.click(button)
    desk.wait()
    assert desk.dock.is_open
