"""A campaign from nothing: images, labels made in the dock, annotations drawn in QGIS."""

import json

import pytest
from qgis.core import (
    Qgis,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsGeometry,
    QgsVectorLayerUtils,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor
from scaneo_bridge.core.base.colors import PALETTE
from scaneo_bridge.core.base.model import Label
from scaneo_bridge.core.campaign.label_edits import save_labels
from scaneo_bridge.core.workspace.workspace import Workspace
from scaneo_bridge.ui.export import exporter as module
from scaneo_bridge.ui.label.palette.new_label import NewLabel
from support import layers as edits
from support.desk.widgets import rows
from support.folders import contents, snapshot, write_files
from support.geojson import collection, detection, exact, spai
from support.images import write_image

pytest_plugins = ["support.desk.fixtures"]

DRAWN = {
    "segmentation": ("water", "Polygon((2.1 41.1, 2.3 41.1, 2.2 41.3, 2.1 41.1))"),
    "detection": ("urban", "Polygon((2.1 41.5, 2.3 41.5, 2.3 41.75, 2.1 41.75, 2.1 41.5))"),
    "classification": ("water", "Polygon((2.1 41.1, 2.2 41.1, 2.2 41.2, 2.1 41.1))"),
}
WRITTEN = [
    {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": []},
        "properties": {"label": "water", "task": "classification"},
    },
    detection("urban", (41.5, 2.1, 41.75, 2.3)),
    {
        "type": "Feature",
        "geometry": {
            "type": "MultiPolygon",
            "coordinates": [[[[2.1, 41.1], [2.3, 41.1], [2.2, 41.3], [2.1, 41.1]]]],
        },
        "properties": {"label": "water", "task": "segmentation"},
    },
]


@pytest.fixture
def bare(tmp_path):
    """A folder of two images and nothing else."""
    folder = tmp_path / "bare"
    for name in ("a.tif", "2024/b.tif"):
        write_image(folder / name)
    return folder


def name_label(desk, name):
    """Types a name into the field that has the focus and presses Enter."""
    line = desk.dock.page.new_label
    desk.bot.keyClicks(line.name, name)
    desk.bot.keyClick(line.name, Qt.Key.Key_Return)
    desk.wait()


def labels(desk):
    return [(item.label.name, item.label.color) for item in desk.dock.page.labels.items]


def note(desk):
    """The sentence below the field; None where there is none."""
    shown = desk.dock.page.new_label.note
    return shown.text() if shown.isVisible() else None


def draw(layer, label, wkt):
    """As QGIS's tools do: a feature with the layer's default values, in its edit session."""
    assert layer.isEditable() or layer.startEditing()
    scopes = QgsExpressionContextUtils.globalProjectLayerScopes(layer)
    drawn = QgsVectorLayerUtils.createFeature(
        layer,
        QgsGeometry.fromWkt(wkt),
        {layer.fields().indexOf("label"): label},
        QgsExpressionContext(scopes),
    )
    assert layer.addFeature(drawn)


def choices(layer):
    """What the drop-down of a layer's labels offers."""
    setup = layer.editorWidgetSetup(layer.fields().indexOf("label"))
    return [name for choice in setup.config()["map"] for name in choice]


def categories(layer):
    found = [category.value() for category in layer.renderer().categories()]
    return [value for value in found if isinstance(value, str)]


def export(desk):
    said = desk.dock.preview()
    if said is not None:
        desk.click(desk.dock.pages.export.write)
        desk.wait()
    return said


def test_images_alone_are_no_problem(desk, bare):
    desk.open(bare)
    assert desk.dock.is_open
    assert desk.dock.page.problems.rowCount() == 0
    assert desk.bar.texts(Qgis.MessageLevel.Warning) == []
    assert desk.dock.page.hint.isVisible() and "No labels yet" in desk.dock.page.hint.text()
    assert not desk.dock.page.labels_view.isVisible()
    assert desk.dock.preview() is None
    assert contents(bare) == {}


def test_a_campaign_from_nothing(desk, bare):
    desk.open(bare)
    desk.images.go_to("2024/b.tif")
    desk.images.go_to("a.tif")
    name_label(desk, "water")
    name_label(desk, "urban")
    for task, (label, wkt) in DRAWN.items():
        layer = desk.layer(task)
        assert choices(layer) == categories(layer) == ["water", "urban"]
        draw(layer, label, wkt)
        assert layer.commitChanges(), layer.commitErrors()
    desk.wait()
    assert desk.palette.counts() == {"water": 2, "urban": 1}
    assert export(desk) == "2 files: 3 added, 0 changed, 0 deleted"
    files = contents(bare)
    assert files.keys() == {"spai.json", "a.geojson"}
    wanted = spai(water=PALETTE[0], urban=PALETTE[1])
    assert files["spai.json"] == json.dumps(wanted).encode()
    assert exact(files["a.geojson"]) == exact(json.dumps(collection(*WRITTEN)))
    assert desk.bar.texts(Qgis.MessageLevel.Critical) == []
    desk.open(bare)
    assert desk.dock.page.problems.rowCount() == 0
    assert export(desk) is None
    assert contents(bare) == files


def test_enter_adds_one_after_the_other(desk, bare):
    desk.open(bare)
    line = desk.dock.page.new_label
    for number, name in enumerate(["river  bank ", " <b>e</b>", "it's"]):
        assert line.color.color() == QColor(PALETTE[number])
        name_label(desk, name)
        assert (
            line.name.text() == ""
            and desk.dock.widget.window().focusWidget() is line.name
            and note(desk) is None
        )
    given = ["river  bank", "<b>e</b>", "it's"]
    assert labels(desk) == list(zip(given, PALETTE))
    assert choices(desk.layer("detection")) == given
    assert [name for name, _ in rows(desk.dock.page.labels)] == given
    assert not desk.dock.page.hint.isVisible() and desk.dock.page.labels_view.isVisible()


def test_a_new_label_is_in_view(desk, bare):
    desk.open(bare)
    for number in range(12):
        name_label(desk, f"label {number}")
    view = desk.dock.page.labels_view
    last = view.visualRect(desk.dock.page.labels.index(11, 0))
    assert view.viewport().rect().contains(last)
    assert view.height() > 5 * last.height(), "the list has grown"
    assert desk.dock.page.images_view.height() > view.height()
    desk.open(bare)
    first = view.visualRect(desk.dock.page.labels.index(0, 0))
    assert view.viewport().rect().contains(first)


def test_the_button_adds_in_the_chosen_colour(desk, bare):
    desk.open(bare)
    line = desk.dock.page.new_label
    assert not line.color.allowOpacity()
    line.color.setColor(QColor("#123456"))  # as its menu and its dialog do
    desk.bot.keyClicks(line.name, "water")
    desk.click(line.add)
    desk.wait()
    assert labels(desk) == [("water", "#123456")]
    assert line.name.text() == ""
    assert desk.dock.widget.window().focusWidget() is line.name
    assert line.color.color() == QColor(PALETTE[0])


@pytest.mark.parametrize(
    ("name", "said"),
    [("", "needs a name"), ("   ", "needs a name"), (" water ", "“water” already")],
)
def test_what_can_not_be_a_label_is_refused(desk, bare, name, said):
    desk.open(bare)
    name_label(desk, "water")
    name_label(desk, name)
    assert said in note(desk)
    line = desk.dock.page.new_label
    assert line.name.text() == name and not line.name.isReadOnly()
    assert len(labels(desk)) == 1
    assert desk.bar.texts(Qgis.MessageLevel.Critical) == []
    line.name.selectAll()
    desk.bot.keyClicks(line.name, "urban")
    assert note(desk) is None
    desk.bot.keyClick(line.name, Qt.Key.Key_Return)
    desk.wait()
    assert labels(desk) == [("water", PALETTE[0]), ("urban", PALETTE[1])]


def test_a_long_name_does_not_widen_the_dock(desk, bare):
    desk.open(bare)
    for _ in range(2):
        name_label(desk, "x" * 300)
    assert "already" in note(desk)
    assert desk.dock.widget.minimumSizeHint().width() <= 300


def test_labels_alone_are_exported_and_last(desk, bare):
    desk.open(bare)
    name_label(desk, "water")
    name_label(desk, "urban")
    made = labels(desk)
    desk.project.clear()
    desk.open(bare)
    assert labels(desk) == made
    assert export(desk).startswith("1 file:")
    wanted = spai(water=PALETTE[0], urban=PALETTE[1])
    assert {name: json.loads(data) for name, data in contents(bare).items()} == {
        "spai.json": wanted
    }
    desk.open(bare)
    assert labels(desk) == made and desk.dock.page.problems.rowCount() == 0
    assert export(desk) is None


def test_a_label_more_leaves_the_rest_of_the_list(desk, coast):
    desk.open(coast)
    before = contents(coast)
    assert desk.dock.page.new_label.color.color() == QColor(PALETTE[0])
    name_label(desk, "marsh")
    export(desk)
    after = contents(coast)
    assert {name for name in after if after[name] != before[name]} == {"spai.json"}
    listed = json.loads(before["spai.json"])["labels"]
    listed.append({"name": "marsh", "color": PALETTE[0]})
    assert json.loads(after["spai.json"]) == {"labels": listed}


def test_only_what_the_user_added_makes_derived_labels_an_edit(desk, bare):
    write_files(bare, {"a.geojson": collection(detection("b"))})
    desk.open(bare)
    (problem,) = desk.dock.page.problems.items
    assert "There is no spai.json" in problem.what
    before = snapshot(bare)
    assert export(desk) is None
    assert snapshot(bare) == before
    name_label(desk, "a")
    export(desk)
    assert json.loads(contents(bare)["spai.json"]) == spai(b=PALETTE[0], a=PALETTE[1])
    assert contents(bare)["a.geojson"] == before["a.geojson"][0]
    desk.open(bare)
    assert desk.dock.page.problems.rowCount() == 0


def test_a_list_that_somebody_else_made_meanwhile_is_merged(desk, bare):
    desk.open(bare)
    name_label(desk, "water")
    write_files(bare, {"spai.json": spai(sand="#ffffff")})
    assert export(desk) is not None
    assert [name for name, _ in labels(desk)] == ["sand", "water"]
    listed = json.loads((bare / "spai.json").read_bytes())["labels"]
    assert [label["name"] for label in listed] == ["sand", "water"]
    assert listed[0]["color"] == "#ffffff"


def test_a_list_that_can_not_be_read_takes_no_label(desk, bare):
    write_files(bare, {"spai.json": b"{"})
    desk.open(bare)
    before = snapshot(bare)
    name_label(desk, "water")
    assert "spai.json can't be read" in note(desk)
    assert labels(desk) == []
    assert export(desk) is None
    assert snapshot(bare) == before


def test_open_edits_stay_open(desk, bare):
    desk.open(bare)
    desk.images.go_to("a.tif")
    name_label(desk, "water")
    layer = desk.layer("detection")
    draw(layer, "water", DRAWN["detection"][1])
    name_label(desk, "urban")
    assert layer.isEditable() and layer.editBuffer().addedFeatures()
    assert choices(layer) == ["water", "urban"]
    assert layer.commitChanges(), layer.commitErrors()
    desk.wait()
    assert desk.palette.counts() == {"water": 1}
    desk.open(bare)
    assert desk.dock.page.problems.rowCount() == 0, "the list comes with the next export"


def test_a_locked_workspace_is_told_and_loses_nothing(desk, bare):
    desk.open(bare)
    name_label(desk, "water")
    with Workspace.open(bare / "scaneo.gpkg") as other, other.database.transaction():
        other.set_labels([])  # another program is writing
        desk.click(desk.dock.widget.export)
        desk.wait()
        (message,) = desk.bar.texts(Qgis.MessageLevel.Critical)
        assert "locked" in message
    assert labels(desk) == [("water", PALETTE[0])]
    assert desk.dock.preview() == "1 file: 0 added, 0 changed, 0 deleted"


def test_no_label_is_made_while_other_work_is_under_way(desk, bare, monkeypatch):
    desk.open(bare)
    line = desk.dock.page.new_label
    seen = []
    preview = module.preview_export

    def look(*args, **options):
        seen.append(line.isEnabled())
        return preview(*args, **options)

    monkeypatch.setattr(module, "preview_export", look)
    assert line.isEnabled()
    desk.dock.preview()
    assert seen == [False] and line.isEnabled()


def test_the_next_colour_does_not_wait_for_the_count(qgis_app):
    line = NewLabel()
    assert line.color.color() == QColor(PALETTE[0])
    line.accept()
    assert line.color.color() == QColor(PALETTE[1])


def test_a_colour_that_the_user_chose_outlives_a_count(desk, bare):
    desk.open(bare)
    line = desk.dock.page.new_label
    line.color.setColor(QColor("#123456"))
    layer = desk.layer("detection")
    draw(layer, "", DRAWN["detection"][1])
    assert layer.commitChanges(), layer.commitErrors()
    desk.wait()
    assert desk.dock.page.labels.rowCount() == 1, "it was counted"
    assert line.color.color() == QColor("#123456")


def test_a_label_is_added_without_the_dock(opened, exported, bare):
    first = opened(bare)
    save_labels(first.workspace.path, [Label("água", "#0048f0")])
    edits.add(first.workspace.path, "detection", "a.tif", "água")
    exported(first.workspace.path)
    assert json.loads((bare / "spai.json").read_bytes()) == spai(água="#0048f0")
