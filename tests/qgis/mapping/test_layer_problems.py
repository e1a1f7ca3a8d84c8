"""Layers of every kind as sources: what is read of them, and what is refused with a sentence."""

import pytest
from osgeo import ogr
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsFeedback,
    QgsField,
    QgsFillSymbol,
    QgsGeometry,
    QgsProject,
    QgsRuleBasedRenderer,
    QgsTask,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)
from qgis.PyQt.QtCore import QTimer, QVariant
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.mapping.export import export_layers
from scaneo_bridge.core.mapping.ledger import Ledger
from scaneo_bridge.core.mapping.mapping import Assign, LabelFrom
from support.folders import contents, snapshot, write_files
from support.sources import (
    CLASSIFICATION,
    DETECTION,
    SEGMENTATION,
    SQUARE,
    areas,
    box_wkt,
    check_sum,
    export,
    export_plan,
    labels_of,
    layer_of,
    plan_of,
    source,
    written,
)

FAR = box_wkt(50, 41, 51, 42)
RIGHT = box_wkt(2.6, 41.1, 2.7, 41.2)


@pytest.fixture
def layer():
    return layer_of((SQUARE, "water"), (RIGHT, "urban"), (FAR, "field"))


def saved(layer, path, driver, crs="EPSG:4326"):
    """The layer as a file, in any reference system."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = driver
    options.layerName = "shapes"
    target = QgsCoordinateReferenceSystem(crs)
    options.ct = QgsCoordinateTransform(layer.crs(), target, QgsProject.instance())
    error, message, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(
        layer, str(path), QgsProject.instance().transformContext(), options
    )
    assert error == QgsVectorFileWriter.WriterError.NoError, message
    made = QgsVectorLayer(str(path), "shapes", "ogr")
    assert made.isValid() and made.featureCount() == layer.featureCount()
    return made


def holds(folder, done):
    """The two features that lie in images are written, the third is listed."""
    assert labels_of(folder) == ["water"]
    assert labels_of(folder, "b.geojson") == ["urban"]
    (problem,) = done.problems
    assert problem.what == "It lies outside every image."
    assert areas(folder)[0].bounds == pytest.approx((2.1, 41.1, 2.2, 41.2), abs=1e-6)


# Providers


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32631", "EPSG:3857"])
@pytest.mark.parametrize(
    ("driver", "name"),
    [
        ("ESRI Shapefile", "my shapes.shp"),
        ("GPKG", "shapes.gpkg"),
        ("GeoJSON", "shapes.geojson"),
        ("FlatGeobuf", "shapes.fgb"),
    ],
)
def test_files(folder, layer, tmp_path, driver, name, crs):
    if driver == "GeoJSON":
        crs = "EPSG:4326"
    done = export(folder, saved(layer, tmp_path / name, driver, crs))
    holds(folder, done)


def test_delimited_text(folder, tmp_path):
    rows = [f'"{SQUARE}",water', f'"{RIGHT}",urban', f'"{FAR}",field']
    text = "\n".join(["shape,label", *rows])
    (tmp_path / "shapes.csv").write_text(text)
    url = f"file://{tmp_path}/shapes.csv?delimiter=,&wktField=shape&crs=EPSG:4326"
    layer = QgsVectorLayer(url, "shapes", "delimitedtext")
    assert layer.isValid()
    holds(folder, export(folder, layer))


def test_points_of_delimited_text_give_classes(folder, tmp_path):
    (tmp_path / "points.csv").write_text("x,y,label\n2.1,41.1,water\n2.6,41.1,urban\n")
    url = f"file://{tmp_path}/points.csv?delimiter=,&xField=x&yField=y&crs=EPSG:4326"
    layer = QgsVectorLayer(url, "points", "delimitedtext")
    assert not export(folder, source(layer, CLASSIFICATION)).problems
    assert (labels_of(folder), labels_of(folder, "b.geojson")) == (["water"], ["urban"])


def test_a_table_of_delimited_text(folder, tmp_path):
    (tmp_path / "table.csv").write_text("image,label\na.tif,water\nb.tif,urban\nc.tif,urban\n")
    url = f"file://{tmp_path}/table.csv?delimiter=,&geomType=none"
    layer = QgsVectorLayer(url, "table", "delimitedtext")
    done = export(folder, source(layer, CLASSIFICATION, image_field="image"))
    assert (labels_of(folder), labels_of(folder, "b.geojson")) == (["water"], ["urban"])
    assert "c.tif" in done.problems[0].what


def test_a_table_of_a_geopackage(folder, tmp_path):
    file = ogr.GetDriverByName("GPKG").CreateDataSource(str(tmp_path / "t.gpkg"))
    table = file.CreateLayer("t", None, ogr.wkbNone)
    for name in ("image", "label"):
        table.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    feature = ogr.Feature(table.GetLayerDefn())
    feature.SetField("image", "b")
    feature.SetField("label", "urban")
    table.CreateFeature(feature)
    del feature, table, file
    layer = QgsVectorLayer(str(tmp_path / "t.gpkg"), "t", "ogr")
    assert not export(folder, source(layer, CLASSIFICATION, image_field="image")).problems
    assert labels_of(folder, "b.geojson") == ["urban"]


@pytest.fixture
def virtual(layer, qgis_new_project):
    """A query over layers of the project."""
    layer.setName("shapes")
    qgis_new_project.addMapLayer(layer)
    found = QgsVectorLayer("?query=SELECT geometry, label FROM shapes&geometry=geometry:3:4326",
                           "query", "virtual")  # fmt: skip
    assert found.isValid()
    qgis_new_project.addMapLayer(found)
    yield found
    qgis_new_project.clear()


def test_a_virtual_layer(folder, virtual):
    holds(folder, export(folder, virtual))


class Work(QgsTask):
    """An export as the dock runs it: planned on the main thread, done in another."""

    def __init__(self, plan):
        super().__init__("export")
        self._plan, self.done, self.error = plan, None, None

    def run(self):
        try:
            self.done = export_layers(self._plan, QgsFeedback())
        except BaseException as error:  # noqa: BLE001 - the test raises it
            self.error = error
        return self.error is None


@pytest.mark.parametrize("kind", ["virtual", "memory", "file", "rules"])
def test_in_a_thread_while_the_main_loop_runs(folder, layer, virtual, tmp_path, qtbot, kind):
    chosen = {"virtual": virtual, "memory": layer, "rules": layer}.get(kind)
    if chosen is None:
        chosen = saved(layer, tmp_path / "shapes.gpkg", "GPKG", "EPSG:32631")
    if kind == "rules":
        root = QgsRuleBasedRenderer.Rule(None)
        for label in ("water", "urban", "field"):
            test = f"\"label\" = '{label}'"
            root.appendChild(QgsRuleBasedRenderer.Rule(QgsFillSymbol(), 0, 0, test, label))
        chosen.setRenderer(QgsRuleBasedRenderer(root))
        chosen = source(chosen, kind=LabelFrom.CATEGORIES)
    plan = plan_of(folder, chosen)
    task = Work(plan)
    ticks = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(1)
    QgsApplication.taskManager().addTask(task)
    qtbot.waitUntil(lambda: task.done is not None or task.error is not None)
    timer.stop()
    assert task.error is None, task.error
    check_sum(task.done, plan)
    holds(folder, task.done)
    qtbot.waitUntil(lambda: not QgsApplication.taskManager().activeTasks())


def test_an_expression_over_the_whole_layer_in_a_thread(folder, layer, qgis_new_project, qtbot):
    qgis_new_project.addMapLayer(layer)
    task = Work(plan_of(folder, source(layer, label="'n' || count(1)", project=qgis_new_project)))
    QgsApplication.taskManager().addTask(task)
    qtbot.waitUntil(lambda: task.done is not None or task.error is not None)
    assert task.error is None, task.error
    assert labels_of(folder) == ["n3"]
    qtbot.waitUntil(lambda: not QgsApplication.taskManager().activeTasks())
    qgis_new_project.clear()


def test_the_project_says_how_coordinates_are_transformed(folder):
    project = QgsProject()
    context = project.transformContext()
    wgs84 = QgsCoordinateReferenceSystem("EPSG:4326")
    context.addCoordinateOperation(
        QgsCoordinateReferenceSystem("EPSG:4258"), wgs84, "+proj=affine +xoff=0.125", False
    )
    project.setTransformContext(context)
    export(folder, source(layer_of((SQUARE, "x"), crs="EPSG:4258"), project=project))
    assert areas(folder)[0].bounds == pytest.approx((2.225, 41.1, 2.325, 41.2))


def test_a_layer_that_is_gone_when_the_thread_reads_it(folder, layer):
    """The plan is a snapshot: the project may close meanwhile."""
    plan = plan_of(folder, layer)
    layer.dataProvider().truncate()
    del layer
    assert export_layers(plan, QgsFeedback()).feature_count in (0, 3)


# What of a layer is read


def test_edits_that_are_not_saved_are_exported(folder, layer):
    assert layer.startEditing()
    first, second, third = layer.getFeatures()
    assert layer.deleteFeature(second.id())
    assert layer.changeAttributeValue(first.id(), 0, "changed")
    assert layer.changeGeometry(third.id(), QgsGeometry.fromWkt(RIGHT))
    new = QgsFeature(layer.fields())
    new.setGeometry(QgsGeometry.fromWkt(SQUARE))
    new["label"] = "new"
    assert layer.addFeature(new)
    far = QgsFeature(new)
    far.setGeometry(QgsGeometry.fromWkt(FAR))
    assert layer.addFeature(far)
    done = export(folder, layer)
    assert sorted(labels_of(folder)) == ["changed", "new"]
    assert labels_of(folder, "b.geojson") == ["field"]
    assert done.problems[0].fid < 0
    layer.rollBack()


def test_a_filter_is_kept(folder, layer, tmp_path):
    file = saved(layer, tmp_path / "shapes.gpkg", "GPKG")
    assert file.setSubsetString("\"label\" = 'urban'")
    assert export(folder, file).feature_count == 1
    assert labels_of(folder, "b.geojson") == ["urban"]


def test_selected_features_only(folder, layer):
    layer.selectByExpression("\"label\" != 'water'")
    done = export(folder, source(layer, selected_only=True))
    assert done.feature_count == 2
    assert contents(folder).keys() == {"b.geojson", "spai.json"}
    layer.removeSelection()
    for task in (CLASSIFICATION, DETECTION, SEGMENTATION):
        with pytest.raises(ScaneoError, match="No feature of the layer layer is selected"):
            source(layer, task, selected_only=True)


def test_joined_and_virtual_fields(folder, layer, qgis_new_project):
    names = layer_of(
        (None, "water", "Wasser"), kind="NoGeometry", fields=("key:string", "german:string")
    )
    for one in (layer, names):
        qgis_new_project.addMapLayer(one)
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(names)
    join.setJoinFieldName("key")
    join.setTargetFieldName("label")
    join.setUsingMemoryCache(True)
    assert layer.addJoin(join)
    layer.addExpressionField('upper("label")', QgsField("shout", QVariant.String))
    field = next(field.name() for field in layer.fields() if "german" in field.name())
    export(folder, source(layer, label=f'"{field}" || "shout"'))
    assert labels_of(folder) == ["WasserWATER"]
    qgis_new_project.clear()


def test_a_layer_twice_and_for_several_tasks(folder, layer):
    done = export(folder, layer, layer, source(layer, DETECTION), source(layer, CLASSIFICATION))
    assert done.feature_count == 12
    assert len(done.problems) == 4
    assert len(written(folder)) == 4


# What is refused


def test_a_layer_without_reference_system(layer):
    layer.setCrs(QgsCoordinateReferenceSystem())
    with pytest.raises(
        ScaneoError, match=r"layer layer has no coordinate reference system.*Set CRS"
    ):
        source(layer)


def test_a_layer_that_can_not_be_read(tmp_path):
    broken = QgsVectorLayer(str(tmp_path / "none.shp"), "broken", "ogr")
    with pytest.raises(ScaneoError, match="layer broken can't be read"):
        source(broken)


def test_an_image_field_that_is_not_there(layer):
    with pytest.raises(ScaneoError, match="layer layer has no field “picture”"):
        source(layer, image_field="picture")


def test_the_name_of_a_layer_is_data(folder):
    layer = layer_of((FAR, "x"), name="<b>50% of [%1%] {0}</b>")
    (problem,) = export(folder, layer).problems
    assert problem.layer == "<b>50% of [%1%] {0}</b>"


# The books


def test_every_feature_is_written_or_listed(folder):
    """All that can be wrong, at once, in layers of every task."""
    rows = [
        (SQUARE, "water", None),
        (FAR, "water", None),
        (None, "water", None),
        (SQUARE, None, None),
        (SQUARE, "water", "none.tif"),
        ("Polygon((2.1 41.1, 2.2 41.1, 2.3 41.1, 2.1 41.1))", "flat", None),
        (RIGHT, "water", "a.tif"),
        (box_wkt(2.4, 41.1, 2.6, 41.2), "both", None),
        (RIGHT, "lost", None),
    ]
    write_files(folder, {"b.geojson": b"{"})
    layer = layer_of(*rows, fields=("label:string", "image:string"))
    for assign in Assign:
        sources = [
            source(layer, task, image_field="image")
            for task in (CLASSIFICATION, DETECTION, SEGMENTATION)
        ]
        done = export_plan(plan_of(folder, *sources, assign=assign))
        assert done.feature_count == 27
        listed = [(problem.layer, problem.fid) for problem in done.problems]
        assert {fid for _, fid in listed} >= {2, 3, 4, 5, 9}
        assert (folder / "b.geojson").read_bytes() == b"{"


def test_the_ledger_takes_back_what_was_lost():
    books = Ledger(["one", "two"])
    books.write(0, 7, 3)
    books.write(1, 7, 1)
    books.refuse(0, 8, "What.", "Mend.")
    books.lose(0, 7, "Gone.", "Mend.")
    assert (books.feature_count, books.written_count, len(books.problems)) == (3, 2, 1)
    books.lose(1, 7, "Gone.", "Mend.")
    assert (books.written_count, len(books.problems)) == (1, 2)
    books.lose(0, 7, "Gone.", "Mend.")
    books.lose(0, 7, "Gone.", "Mend.")
    assert (books.feature_count, books.written_count, len(books.problems)) == (3, 0, 3)
    assert [problem.layer for problem in books.problems] == ["one", "two", "one"]


@pytest.mark.parametrize(
    ("count", "place"),
    [
        (1, "feature 1"),
        (2, "features 1, 2"),
        (5, "features 1, 2, 3, 4, 5"),
        (6, "features 1, 2, 3, 4, 5 and 1 more"),
        (2000, "features 1, 2, 3, 4, 5 and 1,995 more"),
    ],
)
def test_notes_of_one_kind_are_one(count, place):
    books = Ledger(["one"])
    for fid in range(1, count + 1):
        books.note(0, fid, "What.", "Mend.")
    books.note(0, 3, "Else.")
    first, second = books.notes()
    assert (first.path, first.what, first.location) == ("one", "What.", place)
    assert second.what == "Else."


def test_nothing_is_written_where_nothing_can_be(folder):
    before = snapshot(folder)
    done = export(folder, source(layer_of((FAR, "x")), SEGMENTATION))
    assert len(done.problems) == 1 and not done.files
    assert snapshot(folder) == before
