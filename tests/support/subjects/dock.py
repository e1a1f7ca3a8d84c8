"""What the tests of the dock look at: texts as the eye sees them, and what was edited."""

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QCommandLinkButton
from support import layers as edits
from support.desk.widgets import as_html


def tips(model):
    role = Qt.ItemDataRole.ToolTipRole
    return [model.data(model.index(row, 0), role) for row in range(model.rowCount())]


def seen(text):
    """What the eye sees where Qt decides itself whether a text is HTML, as in a tooltip."""
    return as_html(text) if Qt.mightBeRichText(text) else text


def recent_buttons(desk):
    page = desk.dock.pages.start
    return [button for button in page.findChildren(QCommandLinkButton) if button is not page.layers]


def edit_three(desk):
    """Adds, changes and deletes: saved in one layer, left open in another."""
    areas, boxes = desk.layer("segmentation"), desk.layer("detection")
    workspace = edits_of(desk)
    edits.add(workspace, "segmentation", "2024/c.tif")
    assert boxes.startEditing()
    feature = edits.first(boxes, "a.tif")
    assert boxes.changeAttributeValue(feature.id(), edits.field(boxes, "label"), "field")
    assert areas.startEditing()
    assert areas.deleteFeature(edits.first(areas, "b.tif").id())


def edits_of(desk):
    """The workspace of the layers that are open."""
    return desk.layer("detection").source().split("|")[0]
