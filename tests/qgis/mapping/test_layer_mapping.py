"""What the user chose for an export of layers is kept with the project."""

import json
import shutil

import pytest
from qgis.core import Qgis, QgsProject
from scaneo_bridge.core.base.model import Label, Task
from scaneo_bridge.core.mapping.mapping import (
    Assign,
    CampaignMapping,
    Existing,
    ImagesFrom,
    LabelFrom,
    LabelSource,
    LayerMapping,
    read_mapping,
    save_mapping,
)


def mapping(folder):
    return CampaignMapping(
        tuple(
            LayerMapping(
                f"layer {task}", task, LabelSource(kind, "<b>'x'</b> \"ü\""), "image", True
            )
            for task, kind in zip(Task, LabelFrom)
        ),
        ImagesFrom.RASTERS,
        str(folder / "images"),
        str(folder / "campaign"),
        False,
        Assign.CLIPPED,
        Existing.REPLACE,
        {"a [%1%]": Label("مياه", "#ff0000")},
    )


@pytest.mark.parametrize("ending", ["qgz", "qgs"])
@pytest.mark.parametrize("kind", [Qgis.FilePathType.Relative, Qgis.FilePathType.Absolute])
def test_it_survives_closing_and_opening(tmp_path, ending, kind):
    project = QgsProject()
    project.setFilePathStorage(kind)
    project.setFileName(str(tmp_path / f"mine.{ending}"))
    wanted = mapping(tmp_path)
    save_mapping(project, wanted)
    assert project.isDirty()
    assert project.write()
    again = QgsProject()
    assert again.read(project.fileName())
    assert read_mapping(again) == wanted
    save_mapping(again, wanted)
    assert not again.isDirty(), "what is the same is no change"


def test_it_moves_with_a_project_of_relative_paths(tmp_path):
    old = tmp_path / "old"
    old.mkdir()
    project = QgsProject()
    project.setFileName(str(old / "mine.qgz"))
    save_mapping(project, mapping(old))
    assert project.write()
    shutil.move(old, tmp_path / "new")
    again = QgsProject()
    assert again.read(str(tmp_path / "new" / "mine.qgz"))
    assert read_mapping(again) == mapping(tmp_path / "new")


def test_the_defaults_and_folders_that_are_not_chosen(tmp_path):
    project = QgsProject()
    assert read_mapping(project) is None
    project.setFileName(str(tmp_path / "mine.qgz"))
    save_mapping(project, CampaignMapping())
    assert read_mapping(project) == CampaignMapping()


def test_the_folder_of_the_project_itself(tmp_path):
    project = QgsProject()
    project.setFileName(str(tmp_path / "mine.qgz"))
    save_mapping(project, CampaignMapping(folder=str(tmp_path)))
    assert read_mapping(project).folder.rstrip("/") == str(tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", "7", "null", '{"layers": 5}', '{"layers": []}'])
def test_what_another_version_wrote_is_passed_over(text):
    project = QgsProject()
    project.writeEntry("scaneo_bridge", "mapping", text)
    assert read_mapping(project) is None


@pytest.mark.parametrize(
    ("key", "value"), [("assign", "nearest"), ("labels", [1]), ("layers", [{"layer": 1}])]
)
def test_what_was_edited_by_hand_is_passed_over(tmp_path, key, value):
    project = QgsProject()
    save_mapping(project, mapping(tmp_path))
    known = json.loads(project.readEntry("scaneo_bridge", "mapping")[0])
    project.writeEntry("scaneo_bridge", "mapping", json.dumps({**known, key: value}))
    assert read_mapping(project) is None
