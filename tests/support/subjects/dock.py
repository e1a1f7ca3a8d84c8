"""What the tests of the dock look at: texts as the eye sees them, and what was edited."""

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QCommandLinkButton
from support import layers as edits
from support.dock import as_html


def tips(model):
    role = Qt.ItemDataRole.ToolTipRole
    return [model.data(model.index(row, 0), role) for row in range(model.rowCount())]


def seen(text):
    """What the eye sees where Qt decides itself whether a text is HTML, as in a tooltip."""
    return as_html(text) if Qt.mightBeRichText(text) else text


def recent_buttons(session):
    page = session.pages.start
    return [button for button in page.findChildren(QCommandLinkButton) if button is not page.layers]


def edit_three(session):
    """Adds, changes and deletes: saved in one layer, left open in another."""
    areas, boxes = session.layer("segmentation"), session.layer("detection")
    workspace = edits_of(session)
    edits.add(workspace, "segmentation", "2024/c.tif")
    assert boxes.startEditing()
    feature = edits.first(boxes, "a.tif")
    assert boxes.changeAttributeValue(feature.id(), edits.field(boxes, "label"), "field")
    assert areas.startEditing()
    assert areas.deleteFeature(edits.first(areas, "b.tif").id())


def edits_of(session):
    """The workspace of the layers that are open."""
    return session.layer("detection").source().split("|")[0]
