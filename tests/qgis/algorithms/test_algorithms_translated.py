"""In another language, Processing shows nothing of us in English: all that can be said is in
brackets here, and what is not is a name or a number."""

import pytest
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingException
from scaneo_bridge import classFactory
from support.files.broken import break_folder, sound_folder
from support.folders import write_files
from support.geojson import collection, detection
from support.images import write_image
from support.processing import Log
from support.subjects.layers_page import HOUSE, polygons
from support.words.spoken import english_in

pytest_plugins = ["support.words.catalogues"]

EVERYWHERE = ("Scaneo Bridge", "SCANEO", "GeoTIFF")
LABELS = ("water", "urban", "later", "field", "lake", "Water ", "house", "buildings")


@pytest.fixture
def speaking(pseudo, qgis_processing):
    """QGIS speaks it before the plugin is started."""
    plugin = classFactory(None)
    plugin.initProcessing()
    yield QgsApplication.processingRegistry().providerById("scaneo")
    plugin.unload()


@pytest.fixture
def told(speaking):
    """Runs an algorithm; answers all that its log says, and how it was refused."""

    def run(name, **parameters):
        log, context = Log(), QgsProcessingContext()
        algorithm = speaking.algorithm(name).create()
        said = []
        try:
            algorithm.run(parameters, context, log, {}, False)
        except QgsProcessingException as error:
            said.append(str(error))
        return [*said, *log.errors, *log.warnings, *log.infos]

    return run


def left(texts, *folders):
    names = [*EVERYWHERE, *LABELS]
    for folder in folders:
        names += [str(folder), folder.name]
        names += [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
    return "\n".join(english_in(texts, names))


def test_what_the_toolbox_shows(speaking):
    texts = []
    for algorithm in speaking.algorithms():
        texts += [algorithm.displayName(), algorithm.shortDescription(), algorithm.group()]
        texts += [algorithm.shortHelpString(), ",".join(algorithm.tags())]
        for one in algorithm.parameterDefinitions():
            texts += [one.description(), one.help(), *getattr(one, "options", list)()]
        texts += [one.description() for one in algorithm.outputDefinitions()]
    assert len(texts) > 100
    assert left(texts) == ""


def test_a_broken_folder_is_checked_and_mended(told, tmp_path):
    folder = break_folder(tmp_path / "broken")
    texts = told("checkcampaign", FOLDER=str(folder), MEND=True)
    assert len(texts) > 10
    assert left(texts, folder) == ""


def test_what_annotators_made_is_merged(told, tmp_path):
    folders = [tmp_path / "one", tmp_path / "other", tmp_path / "both"]
    for folder, label in zip(folders, ("water", "urban")):
        write_image(folder / "a.tif")
        write_files(folder, {"a.geojson": collection(detection(label))})
    texts = told("mergecampaigns", FOLDERS=list(map(str, folders[:2])), FOLDER=str(folders[2]))
    assert left(texts, *folders) == ""


def test_a_folder_is_imported_exported_and_put_back(told, tmp_path):
    folder = break_folder(tmp_path / "broken")
    texts = told("importcampaign", FOLDER=str(folder))
    workspace = folder / "scaneo.gpkg"
    texts += told("exportcampaign", WORKSPACE=str(workspace), FOLDER=str(tmp_path / "copy"))
    texts += told("restorecampaign", FOLDER=str(tmp_path / "copy"))
    texts += told("restorecampaign", FOLDER=str(folder), BACKUP="2020")
    assert left(texts, folder, tmp_path / "copy") == ""


def test_layers_are_exported(told, tmp_path, qgis_new_project):
    folder = sound_folder(tmp_path / "sound")
    far = "Polygon((12 41, 13 41, 13 42, 12 42, 12 41))"
    layer = polygons("buildings", [("house", HOUSE), ("house", far)])
    texts = told("exportlayers", DETECTION=[layer], DETECTION_LABEL="type", FOLDER=str(folder))
    assert left(texts, folder) == ""
