"""Names are data in the dock: they are shown as they are, and do nothing."""

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAbstractButton, QLabel
from support import layers as edits
from support.dock import as_html, rows, unseen
from support.folders import write_files
from support.geojson import collection, detection, spai
from support.images import write_image
from support.subjects.dock import recent_buttons, seen, tips

pytest_plugins = ["support.dock"]

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


def test_hostile_names_are_shown_as_they_are(session, hostile):
    session.open(hostile)
    assert [name for name, _ in rows(session.page.labels)] == [
        LABEL, "{label} & 'co'", "R&D", "<s>new",
    ]  # fmt: skip
    assert [name for name, *_ in rows(session.page.images)] == [f"<b>{HTML}.tif", "plain.tif"]
    (group,) = session.project.layerTreeRoot().children()
    assert unseen(group.name()) == hostile.name
    (message,) = session.messages()
    assert hostile.name in message
    assert any("plain.geojson" in problem for (problem,) in rows(session.page.problems))


def test_hostile_names_are_shown_as_they_are_in_tooltips(session, hostile):
    session.open(hostile)
    shown = [seen(tip).splitlines()[0] for tip in tips(session.page.labels)]
    assert shown == [LABEL, "{label} & 'co'", "R&D", "<s>new"]
    shown = [seen(tip).splitlines()[0] for tip in tips(session.page.images)]
    assert shown == [f"<b>{HTML}.tif", "plain.tif"]
    for tip, (problem,) in zip(tips(session.page.problems), rows(session.page.problems)):
        assert problem.splitlines()[-1] in " ".join(seen(tip).split())


def visible_labels(dock):
    return [label for label in dock.findChildren(QLabel) if label.isVisible() and label.text()]


def shown_by(label):
    kind = label.textFormat()
    if kind == Qt.TextFormat.PlainText:
        return label.text()
    return as_html(label.text()) if kind == Qt.TextFormat.RichText else seen(label.text())


def test_hostile_names_are_shown_as_they_are_while_work_is_under_way(session, hostile):
    session.type_folder(hostile)
    session.click(session.dock.open)
    title = session.dock.progress_panel.title
    assert hostile.name in title.text()
    assert hostile.name in shown_by(title)
    session.wait()


def test_hostile_names_are_shown_as_they_are_before_an_export(session, hostile):
    session.open(hostile)
    edits.delete(hostile / "scaneo.gpkg", "detection", f"<b>{HTML}.tif")
    assert session.preview() == "2 files: 0 added, 0 changed, 1 deleted"
    names = {name for name, *_ in rows(session.pages.export.files)}
    assert names == {f"<b>{HTML}.geojson", "spai.json"}
    assert any(str(hostile) in shown_by(label) for label in visible_labels(session.dock))
    session.bar.clear_messages()
    session.click(session.pages.export.write)
    session.wait()
    (message,) = session.messages()
    assert hostile.name in message


def test_a_hostile_name_in_an_error_is_shown_as_it_is(session, tmp_path):
    folder = tmp_path / "<b>none</b> & {0}"
    session.open(folder)
    (message,) = session.messages()
    assert str(folder) in message


def test_a_hostile_recent_campaign_is_shown_as_it_is(make_session, hostile, settings):
    settings.remember_campaign(hostile)
    session = make_session()
    (button,) = recent_buttons(session)
    assert isinstance(button, QAbstractButton)
    assert button.text() == hostile.name.replace("&", "&&")  # of a button, & marks a key
    assert seen(button.toolTip()) == str(hostile)
    session.click(button)
    session.wait()
    assert session.is_open
