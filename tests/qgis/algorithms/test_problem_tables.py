"""Each problem that an algorithm counts is a row of its table, however much it has to say."""

from pathlib import Path

import processing
import pytest
from qgis.core import QgsFeatureSink, QgsProcessingContext, QgsVectorLayer
from scaneo_bridge import classFactory
from scaneo_bridge.core.algorithms.tables import ResultWriter, table_fields
from support.folders import write_files
from support.geojson import LABELS, collection, detection, segmentation
from support.images import write_image
from support.processing import Log
from support.sources import SQUARE, layer_of

pytest_plugins = ["support.headless"]

LONG = "wetland ćwś " * 40
DEEP = "/".join(["a folder with a name of some length"] * 9)
FORMATS = ["TEMPORARY_OUTPUT", "rows.gpkg", "rows.shp", "rows.csv", "rows.geojson"]
SHORT = ("rows.shp",)
"""They end texts at 254 bytes."""


@pytest.fixture(scope="module", autouse=True)
def provider(qgis_processing):
    plugin = classFactory(None)
    plugin.initProcessing()
    yield
    plugin.unload()


@pytest.fixture
def folder(tmp_path):
    """Its labels and paths are longer than 255 characters; one of its files can't be read."""
    files = {
        "spai.json": LABELS,
        "a.geojson": collection(detection(LONG), segmentation(LONG)),
        f"{DEEP}/b.geojson": collection(detection("water"), detection("not listed")),
        f"{DEEP}/c.geojson": "<<<<<<< HEAD",
    }
    folder = write_files(tmp_path / "campaign", files)
    for image in ("a.tif", f"{DEEP}/b.tif", f"{DEEP}/c.tif"):
        write_image(folder / image)
    return folder


@pytest.fixture
def run(tmp_path):
    """Runs an algorithm with its table in a format, and answers its results and the rows."""

    def run(name, table, kind, **parameters):
        output = kind if kind in FORMATS[:1] else str(tmp_path / kind)
        log = Log()
        context = QgsProcessingContext()
        found = processing.run(
            f"scaneo:{name}", {**parameters, table: output}, feedback=log, context=context
        )
        layer = found[table]
        if not isinstance(layer, QgsVectorLayer):
            path = Path(layer)  # a Shapefile without places is its table alone
            path = path if path.exists() else path.with_suffix(".dbf")
            layer = QgsVectorLayer(str(path), "rows", "ogr")
        assert layer.isValid()
        assert not [error for error in log.errors if "refuses" in error or "exceeds" in error]
        return found, [feature.attributes() for feature in layer.getFeatures()]

    return run


def check_texts(rows, kind):
    """Where a text is cut, it shows."""
    texts = [text for row in rows for text in row if isinstance(text, str)]
    if kind in SHORT:
        cut = [text for text in texts if len(text.encode()) > 250]
        assert cut and all(text.endswith("…") and len(text.encode()) <= 254 for text in cut)
    else:
        assert max(map(len, texts)) > 255 and not any(text.endswith("…") for text in texts)


@pytest.mark.parametrize("kind", FORMATS)
def test_of_a_check(run, folder, kind):
    found, rows = run("checkcampaign", "OUTPUT", kind, FOLDER=str(folder))
    assert found["PROBLEM_COUNT"] == len(rows) >= 3
    check_texts(rows, kind)


@pytest.mark.parametrize("kind", FORMATS)
def test_of_an_export_of_layers(run, folder, tmp_path, kind):
    layer = layer_of(
        (SQUARE, "water", f"{DEEP}/c.tif"),
        (SQUARE, "water", f"{DEEP}/d.tif"),
        (None, "water", "a.tif"),
        fields=("label:string", "image:string(0)"),
        name="parcels " * 40,
    )
    found, rows = run(
        "exportlayers", "PROBLEMS", kind, SEGMENTATION=[layer], IMAGE_FIELD="image",
        FOLDER=str(folder),
    )  # fmt: skip
    assert found["PROBLEM_COUNT"] == len(rows) == 3
    check_texts(rows, kind)


@pytest.mark.parametrize("kind", FORMATS)
def test_of_a_merge(run, folder, tmp_path, kind):
    files = {"spai.json": LABELS, f"{DEEP}/b.geojson": collection(detection("urban"))}
    other = write_files(tmp_path / "other", files)
    write_image(other / f"{DEEP}/b.tif")
    found, rows = run(
        "mergecampaigns", "OUTPUT", kind, FOLDERS=[str(folder), str(other)],
        FOLDER=str(tmp_path / "merged"),
    )  # fmt: skip
    conflicts = [row for row in rows if "conflict" in row]
    assert found["PROBLEM_COUNT"] == len(rows) - len(conflicts) > 0
    assert found["CONFLICT_COUNT"] > 0 and len(conflicts) >= 2
    check_texts(rows, kind)


def test_a_format_without_rows_that_have_no_place(run, folder, tmp_path):
    write_files(folder, {"of no image.geojson": collection(detection("water"))})
    log, output = Log(), str(tmp_path / "rows.fgb")
    parameters = {"FOLDER": str(folder), "OUTPUT": output}
    found = processing.run("scaneo:checkcampaign", parameters, feedback=log)
    told = [error for error in log.errors if "refuses" in error]
    rows = list(QgsVectorLayer(output, "rows", "ogr").getFeatures())
    assert told and rows and found["PROBLEM_COUNT"] == len(told) + len(rows)


class Refusing(QgsFeatureSink):
    """A sink that takes short texts only, or none."""

    def __init__(self, longest):
        super().__init__()
        self.longest, self.taken = longest, []

    def addFeature(self, feature, flags=None):
        if max(len(text) for text in feature.attributes()) > self.longest:
            return False
        self.taken.append(feature.attributes())
        return True

    def lastError(self):
        return "too long"


@pytest.mark.parametrize(("longest", "taken"), [(1000, [LONG]), (254, 1), (3, 0)])
def test_a_row_that_a_sink_refuses_is_cut_or_told(longest, taken):
    sink, log = Refusing(longest), Log()
    ResultWriter(sink, "postgres://somewhere", log).add([LONG])
    if taken == 1:
        assert sink.taken[0][0].endswith("…")
    elif taken == 0:
        (error,) = log.errors
        assert "too long" in error and LONG.strip() in error
    else:
        assert sink.taken == [taken]


def test_texts_have_no_limit():
    assert table_fields("what:string", "id:int8").at(0).length() == 0
