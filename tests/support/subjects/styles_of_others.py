"""What the tests of styles that others give to a campaign's layers share."""

from qgis.core import (
    NULL,
    QgsDefaultValue,
    QgsEditorWidgetSetup,
    QgsField,
    QgsGeometry,
    QgsReadWriteContext,
    QgsRectangle,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from qgis.PyQt.QtCore import Qt, QVariant
from qgis.PyQt.QtXml import QDomDocument

N, B, A = Qt.Key.Key_N, Qt.Key.Key_B, Qt.Key.Key_A
IN_IMAGE = QgsRectangle(2.1, 41.4, 2.2, 41.5)
TASKS = ("detection", "segmentation", "classification")


def style_of(layer):
    document = QDomDocument()
    layer.exportNamedStyle(document, QgsReadWriteContext())
    return document


def paste(source, target):
    """What QGIS's *Paste Style* does."""
    done, error = target.importNamedStyle(style_of(source))
    assert done, error


def drawn(layer):
    """A feature as QGIS's own tools make it."""
    context = layer.createExpressionContext()
    return QgsVectorLayerUtils.createFeature(layer, QgsGeometry.fromRect(IN_IMAGE), {}, context)


def parcels():
    """Somebody else's layer, with a style, a form and rules of its own."""
    layer = QgsVectorLayer(
        "Polygon?crs=EPSG:4326&field=fid:integer&field=label:string&field=place:string",
        "parcels",
        "memory",
    )
    layer.setDefaultValueDefinition(1, QgsDefaultValue("'parcel'", True))
    layer.setDefaultValueDefinition(2, QgsDefaultValue("'Reus'"))
    layer.setEditorWidgetSetup(1, QgsEditorWidgetSetup("Hidden", {}))
    layer.setConstraintExpression(1, "length(label) > 99")
    layer.setReadOnly(True)
    layer.setDisplayExpression("'a parcel'")
    layer.geometryOptions().setGeometryPrecision(0.5)
    layer.geometryOptions().setRemoveDuplicateNodes(True)
    layer.setScaleBasedVisibility(True)
    layer.setMinimumScale(10)
    layer.addExpressionField("1 + 1", QgsField("two", QVariant.Int))
    return layer


def is_right(desk, task, image="a.tif", label="water"):
    """A layer of a task does all that it is for."""
    layer = desk.layer(task)
    made = drawn(layer)
    assert (made["image"], made["label"]) == (image, label)
    assert (made["origin"], made["place"]) == (NULL, NULL)
    index = layer.fields().indexOf("label")
    assert layer.editorWidgetSetup(index).type() == "ValueMap"
    choices = layer.editorWidgetSetup(index).config()["map"]
    assert [name for choice in choices for name in choice] == ["water", "urban", "field"]
    assert layer.displayExpression() == '"label"'
    assert layer.fields().at(index).constraints().constraintExpression() == ""
    assert [tab.name() for tab in layer.editFormConfig().tabs()] == ["label", "image"]
    assert not layer.readOnly() and layer.isEditable()
    assert not layer.hasScaleBasedVisibility()
    assert layer.geometryOptions().geometryPrecision() == 0
    assert not layer.geometryOptions().removeDuplicateNodes()
    assert shown_labels(layer) == ["water", "urban", "field"]
    return True


def shown_labels(layer):
    renderer = layer.renderer()
    assert renderer.type() == "categorizedSymbol" and renderer.classAttribute() == "label"
    return [category.value() for category in renderer.categories()][:-1]


def footprints_are_right(desk):
    layer = desk.layer("images")
    assert layer.readOnly() and not layer.startEditing()
    assert layer.displayExpression() == '"path"'
    symbol = layer.renderer().symbol().symbolLayer(0)
    assert symbol.fillColor().alpha() == 0
    return True


def settle(desk):
    desk.bot.wait(20)
