"""Fixtures of the tests of `scaneo:exportlayers`."""

import pytest
from qgis.core import QgsApplication, QgsProcessingContext
from scaneo_bridge import classFactory
from support.processing import Log
from support.sources import SQUARE, box_wkt, check_folder, layer_of, two_images
from support.subjects.export_layers_algorithm import LARGEST, NAME, rows

OVER = box_wkt(2.4, 41.1, 2.7, 41.2)
FAR = box_wkt(50, 41, 51, 42)


@pytest.fixture(scope="module", autouse=True)
def provider(qgis_processing):
    plugin = classFactory(None)
    plugin.initProcessing()
    yield QgsApplication.processingRegistry().providerById("scaneo")
    plugin.unload()


@pytest.fixture
def log():
    return Log()


@pytest.fixture
def folder(tmp_path):
    return two_images(tmp_path / "campaign")


@pytest.fixture
def project(qgis_new_project):
    yield qgis_new_project
    qgis_new_project.clear()


@pytest.fixture
def run(project, log):
    """Runs the algorithm over the project, and holds it to its sum."""
    import processing

    def run(folder, assign=LARGEST, **parameters):
        context = QgsProcessingContext()
        context.setProject(project)
        parameters = {"FOLDER": str(folder), "ASSIGN": assign, **parameters}
        done = processing.run(NAME, parameters, context=context, feedback=log)
        problems = rows(done["PROBLEMS"])
        assert len(problems) == done["PROBLEM_COUNT"]
        assert done["FEATURE_COUNT"] == done["WRITTEN_COUNT"] + done["PROBLEM_COUNT"]
        if assign == LARGEST:
            assert done["WRITTEN_COUNT"] == done["ANNOTATION_COUNT"]
        for layer, fid, what, mend in problems:
            assert layer and isinstance(fid, int) and what.endswith(".") and mend.endswith(".")
        check_folder(folder, [path.name for path in folder.glob("*.geojson")])
        return done

    return run


@pytest.fixture
def layer(project):
    made = layer_of((SQUARE, "water"), (OVER, "urban"), (FAR, "far"), (None, "x"), name="shapes")
    project.addMapLayer(made)
    return made
