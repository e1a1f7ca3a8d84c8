"""What other programs do to a workspace while a bulk edit can still be undone; and to what is
theirs."""

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsVectorLayer
from scaneo_bridge.core.workspace.open_edits import store_open_edits
from support.desk.bulk import COUNTS, WATER
from support.editing import unsaved
from support.other_hands import save_over, sql

pytest_plugins = ["support.desk.fixtures", "support.desk.bulk"]

DEEDS = ["rename", "merge", "delete"]
LABEL = {"rename": "sea", "merge": "field", "delete": None}
BOX = "Polygon((2.1 41.5, 2.2 41.5, 2.2 41.6, 2.1 41.6, 2.1 41.5))"


@pytest.fixture
def workspace(many):
    return many.desk.folder / "scaneo.gpkg"


@pytest.mark.parametrize("deed", DEEDS)
def test_what_others_changed_stays(many, workspace, deed):
    getattr(many, deed)()
    label = LABEL[deed] or "urban"
    if deed != "delete":
        ((fid,),) = sql(workspace, "SELECT min(fid) FROM detection")
        sql(workspace, f"UPDATE detection SET label = 'urban' WHERE fid = {fid}",
            f"DELETE FROM detection WHERE fid = {fid + 1}")  # fmt: skip
    sql(workspace, "INSERT INTO labels (name, color) VALUES ('new', '#010203')",
        f"UPDATE labels SET color = '#040506' WHERE name = '{label}'")  # fmt: skip
    many.desk.undo()
    more = 0 if deed == "delete" else 1
    assert many.counts == {"water": WATER - 2 * more, "urban": 4 + more} and many.agrees()
    assert "new" in many.desk.palette.names and many.desk.palette.names[0] == "water"
    colors = {item.label.name: item.label.color for item in many.desk.dock.page.labels.items}
    assert colors[{"rename": "water"}.get(deed, label)] == "#040506"


def test_a_row_whose_id_is_taken_comes_back_under_another(many, workspace):
    seen = many.counts
    many.delete()
    sql(workspace, "INSERT INTO detection (fid, image, label) VALUES (1, 'a.tif', 'urban')")
    many.desk.undo()
    assert many.counts == {**seen, "urban": 5} and many.agrees()


def test_a_label_that_others_have_made_meanwhile(many, workspace):
    many.rename()
    sql(workspace, "INSERT INTO labels (name, color) VALUES ('water', '#010203')")
    many.desk.undo()
    assert many.counts == COUNTS and many.desk.palette.names.count("water") == 1


def test_columns_of_others_come_back(many, workspace):
    sql(workspace, "ALTER TABLE detection ADD COLUMN note TEXT",
        "UPDATE detection SET note = 'mine ' || fid")  # fmt: skip
    before = sql(workspace, "SELECT fid, note FROM detection ORDER BY fid")
    many.delete()
    many.desk.undo()
    assert sql(workspace, "SELECT fid, note FROM detection ORDER BY fid") == before


@pytest.mark.parametrize("deed", DEEDS)
def test_a_table_that_was_replaced_is_left_alone(many, workspace, deed):
    """Its ids may be those of other annotations."""
    getattr(many, deed)()
    seen = many.counts
    save_over(workspace, "segmentation")
    many.desk.undo()
    assert many.desk.bar.told("another program has replaced the layers")
    assert many.counts == seen and many.agrees()
    many.desk.undo()
    assert many.desk.bar.told("It can't be undone any more") and many.counts == seen


def test_open_edits_of_another_qgis_stay(many, workspace):
    """Whoever has kept them there is asked what becomes of them."""
    store_open_edits(
        many.session.workspace, {"detection": {"added": [], "changed": {}, "deleted": [1]}}
    )
    many.rename()
    assert unsaved(workspace) == ["detection"]
    many.desk.undo()
    assert unsaved(workspace) == ["detection"]


def test_what_is_open_in_another_project_is_saved_first(many):
    other = QgsProject()
    layer = QgsVectorLayer(many.desk.layer("detection").source(), "twice", "ogr")
    other.addMapLayer(layer)
    assert layer.startEditing()
    feature = QgsFeature(layer.fields())
    feature["image"], feature["label"] = "a.tif", "water"
    feature.setGeometry(QgsGeometry.fromWkt(BOX))
    assert layer.addFeature(feature)
    many.rename()
    assert not layer.isEditable() and not layer.readOnly()
    assert many.counts == {"sea": WATER + 1, "urban": 4} and many.agrees()
    assert "water" not in {one["label"] for one in layer.getFeatures()}
    other.clear()
