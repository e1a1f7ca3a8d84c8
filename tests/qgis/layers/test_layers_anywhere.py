"""Every layer on a workspace counts, however it came about and wherever it is."""

import os

import pytest
from qgis.core import (
    QgsFeature,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)
from scaneo_bridge import classFactory
from scaneo_bridge.core.qgis.layers import all_layers, find_layers, note_layer_kind
from scaneo_bridge.core.qgis.loaded_layers import find_layers_anywhere
from scaneo_bridge.core.workspace.workspace_ref import WorkspaceRef, table_of
from support.folders import contents
from support.layers import field

SPELT = {
    "as the plugin does": "{path}|layername=detection",
    "in capitals": "{path}|LAYERNAME=detection",
    "the table in capitals": "{path}|layername=DETECTION",
    "by its number": "{path}|layerid=1",
    "filtered": "{path}|layername=detection|subset=\"label\" <> 'nothing'",
    "by its number, and filtered": "{path}|layerid=1|subset=\"label\" <> 'nothing'",
    "with an option": "{path}|layername=detection|option:LIST_ALL_TABLES=NO",
    "with its type": "{path}|layername=detection|geometrytype=Polygon",
    "relative": "{relative}|layername=detection",
    "up and down": "{folder}/../{name}/scaneo.gpkg|layername=detection",
    "by a link": "{link}|layername=detection",
    "by a link to its folder": "{linked}/scaneo.gpkg|layername=detection",
    "by another name of the file": "{hard}|layername=detection",
    "by GDAL's name": "GPKG:{path}|layername=detection",
}


class Log(QgsProcessingFeedback):
    """What an algorithm says."""

    def __init__(self):
        super().__init__(False)
        self.lines = []

    def pushWarning(self, text):
        self.lines.append(text)

    def reportError(self, text, fatal=False):
        self.lines.append(text)


@pytest.fixture(scope="module", autouse=True)
def provider(qgis_processing):
    plugin = classFactory(None)
    plugin.initProcessing()
    yield
    plugin.unload()


@pytest.fixture
def run(provider, logged_errors):
    """Runs an algorithm as a script does; answers what it said."""
    import processing

    def run(name, **parameters):
        log = Log()
        try:
            processing.run(f"scaneo:{name}", parameters, feedback=log)
        except QgsProcessingException as error:
            logged_errors.clear()
            log.lines.append(str(error))
            raise
        finally:
            run.said = "\n".join(log.lines)
        return run.said

    return run


@pytest.fixture
def sources(folder, workspace, tmp_path, monkeypatch):
    """The ways to write the source of the layer of boxes."""
    link, linked, hard = tmp_path / "link.gpkg", tmp_path / "linked", tmp_path / "hard.gpkg"
    link.symlink_to(workspace)
    linked.symlink_to(folder)
    os.link(workspace, hard)
    monkeypatch.chdir(tmp_path)
    return {
        name: text.format(path=workspace, relative=workspace.relative_to(tmp_path), folder=folder,
                          name=folder.name, link=link, linked=linked, hard=hard)
        for name, text in SPELT.items()
    }  # fmt: skip


def made(source):
    layer = QgsVectorLayer(source, "mine", "ogr")
    assert layer.isValid()
    return layer


@pytest.mark.parametrize("name", SPELT)
def test_its_source_tells_what_it_is(sources, workspace, name):
    layer = made(sources[name])
    project = QgsProject()
    project.addMapLayer(layer)
    assert table_of(layer) == "detection"
    if "another name" not in name:  # where SQLite has the log of that one, nobody knows
        assert WorkspaceRef.of(layer).is_same(workspace)
    assert all_layers(project, WorkspaceRef.at(workspace)) == [layer]
    assert find_layers(project, WorkspaceRef.at(workspace)) == {"detection": layer}


def test_a_file_alone_is_its_first_table(workspace):
    assert table_of(made(str(workspace))) == "classification"
    assert table_of(made(f"GPKG:{workspace}:detection")) == "classification"  # as QGIS has it


def test_other_layers_are_none(workspace, tmp_path):
    assert table_of(made(f"{workspace}|layername=labels")) is None
    assert table_of(QgsVectorLayer("Polygon", "detection", "memory")) is None
    assert table_of(QgsVectorLayer(str(tmp_path / "gone.gpkg"), "gone", "ogr")) is None


def in_the_project(project, source):
    layer = made(source)
    project.addMapLayer(layer)
    return layer


def a_duplicate(project, source):
    layer = made(source)
    project.addMapLayers([layer.clone(), layer])
    return layer


def in_another_project(project, source):
    other = QgsProject()
    layer = made(source)
    other.addMapLayer(layer)
    layer.kept = other  # until the project is cleared
    return layer


def in_no_project(project, source):
    return made(source)


WHERE = [in_the_project, a_duplicate, in_another_project, in_no_project]


@pytest.fixture
def edited(qgis_app, sources):
    """A layer that has an open edit; it is given up at the end."""
    made_here = []

    def make(where, name="as the plugin does"):
        project = QgsProject.instance()
        layer = where(project, sources[name])
        assert layer.startEditing()
        found = next(one for one in layer.getFeatures() if one["image"] == "a.tif")
        assert layer.changeAttributeValue(found.id(), field(layer, "label"), "field")
        made_here.append(layer)
        return layer

    yield make
    for layer in made_here:
        layer.rollBack()
    for project in [QgsProject.instance(), *(layer.project() for layer in made_here)]:
        if project is not None:
            project.clear()


class TestOpenEdits:
    @pytest.mark.parametrize("where", WHERE)
    @pytest.mark.parametrize("name", ["as the plugin does", "by its number", "by a link"])
    def test_stop_an_import_and_a_restore(self, run, edited, folder, workspace, name, where):
        edited(where, name)
        before = contents(folder)
        for algorithm in ("importcampaign", "restorecampaign"):
            with pytest.raises(QgsProcessingException):
                run(algorithm, FOLDER=str(folder))
            assert "mine" in run.said
        assert contents(folder) == before

    @pytest.mark.parametrize("where", WHERE)
    @pytest.mark.parametrize("name", ["as the plugin does", "by a link"])
    def test_are_told_by_all_that_read_files(
        self, run, edited, folder, workspace, name, where, tmp_path
    ):
        layer = edited(where, name)
        said = run("exportcampaign", WORKSPACE=str(workspace))
        assert "mine has edits that are not saved" in said
        said = run("checkcampaign", FOLDER=str(folder))
        assert "Edits in mine are not saved" in said
        said = run("mergecampaigns", FOLDERS=[str(folder)], FOLDER=str(tmp_path / "merged"))
        assert "Edits in mine are not saved" in said
        assert layer.isModified()

    def test_of_a_layer_that_is_gone_are_none(self, run, edited, folder, sources):
        layer = made(sources["as the plugin does"])
        assert layer.startEditing()
        assert layer.addFeature(QgsFeature(layer.fields()))
        ring = [layer]
        ring.append(ring)  # only the collection of garbage finds it
        del layer, ring
        run("importcampaign", FOLDER=str(folder))

    def test_of_layers_without_any_are_not_told(self, run, folder, workspace, sources):
        layer = made(sources["as the plugin does"])
        assert layer.startEditing()
        run("importcampaign", FOLDER=str(folder))
        assert layer.rollBack()


def test_layers_are_found_once_each(workspace, sources):
    project = QgsProject()
    layer = made(sources["as the plugin does"])
    project.addMapLayer(layer)
    note_layer_kind(layer, workspace.parent, "detection")
    found = find_layers_anywhere(lambda one: table_of(one) == "detection", project)
    assert [one for one in found if one.id() == layer.id()] == [layer]
