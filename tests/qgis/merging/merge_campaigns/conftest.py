"""Fixtures of the tests of `scaneo:mergecampaigns`."""

import pytest
from qgis.core import QgsApplication
from scaneo_bridge import classFactory
from support.folders import write_files
from support.geojson import collection, detection, segmentation
from support.images import write_image
from support.processing import Log
from support.subjects.merge_campaigns import FAR, HERE, LABELS, NAME, RING, THERE


@pytest.fixture(scope="module", autouse=True)
def provider(qgis_processing):
    plugin = classFactory(None)
    plugin.initProcessing()
    yield QgsApplication.processingRegistry().providerById("scaneo")
    plugin.unload()


@pytest.fixture
def folder(tmp_path):
    """Makes a folder of files by their names, with these images, and a spai.json."""

    def make(name, images=("a.tif",), labels=LABELS, **files):
        path = tmp_path / name
        path.mkdir()
        for image in images:
            write_image(path / image)
        named = {f"{stem}.geojson": content for stem, content in files.items()}
        return write_files(path, {**({"spai.json": labels} if labels else {}), **named})

    return make


@pytest.fixture
def out(tmp_path):
    return tmp_path / "merged"


@pytest.fixture
def merge(out):
    """Runs the algorithm; its results have the rows of the layer, too."""
    import processing

    def run(*folders, log=None, **parameters):
        values = {
            "FOLDERS": [str(folder) for folder in folders],
            "FOLDER": str(out),
            "OUTPUT": "memory:",
            **{name: value if value is None or isinstance(value, (int, float)) else str(value)
               for name, value in parameters.items()},
        }  # fmt: skip
        done = processing.run(NAME, values, feedback=log or Log())
        fields = done["OUTPUT"].fields().names()
        done["ROWS"] = [
            {**dict(zip(fields, row.attributes())), "geometry": row.geometry()}
            for row in done["OUTPUT"].getFeatures()
        ]
        return done

    return run


@pytest.fixture
def base(folder):
    return folder(
        "base",
        ("a.tif", "b.tif"),
        a=collection(detection("ship", HERE), detection("boat", FAR), segmentation("water", RING)),
        b=collection(detection("ship", HERE, id=1), detection("ship", THERE, id=2)),
    )
