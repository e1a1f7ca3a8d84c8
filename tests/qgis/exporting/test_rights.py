"""Folders and files that we may not read or write: said at the start, and nothing is touched."""

import sys
import tempfile
from pathlib import Path

import pytest
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.base.model import Severity, Task
from scaneo_bridge.core.campaign.exporting.export_campaign import preview_export
from scaneo_bridge.core.campaign.workspaces import of_campaign
from scaneo_bridge.core.workspace.workspace import Workspace
from support.files.writer import edit_and_die
from support.folders import changed, contents, snapshot
from support.geojson import (
    LABELS,
    as_bytes,
    collection,
    one_of_each,
)
from support.images import write_image
from support.layers import relabel
from support.rights import no_right, public_folder

GOOD = one_of_each()
needs_modes = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")


@pytest.fixture
def read_only(monkeypatch):
    """A campaign in a folder that can't be written, for as long as we are nobody."""
    with public_folder() as place, public_folder() as profile:
        profile.chmod(0o777)

        class Application:
            @staticmethod
            def qgisSettingsDirPath():
                return f"{profile}/"

        monkeypatch.setattr(of_campaign, "QgsApplication", Application)
        folder = place / "campaign"
        (folder / "sub").mkdir(parents=True)
        for name, content in {
            "a.geojson": collection(*GOOD),
            "sub/b.geojson": collection(*GOOD),
            "spai.json": LABELS,
        }.items():
            (folder / name).write_bytes(as_bytes(content))
        write_image(folder / "a.tif")
        write_image(folder / "sub" / "b.tif")
        yield folder


@needs_modes
def test_a_folder_that_can_not_be_written(read_only, opened, exported, feedback):
    before = snapshot(read_only)
    with no_right(read_only, 0o555):
        first = opened(read_only)
        assert first.annotation_count == 8
        assert read_only not in first.workspace.path.parents
        assert str(first.workspace.path) in first.problems[0].what
        assert "can't be written" in first.problems[0].what
        relabel(first.workspace.path, "detection", "a.tif")
        assert opened(read_only).workspace.path == first.workspace.path
        assert opened(read_only).edited == ["a.tif"]
        for run in (lambda: exported(first.workspace.path),
                    lambda: preview_export(first.workspace.path, None, feedback)):  # fmt: skip
            with pytest.raises(ScaneoError, match=r"campaign can't be written .*another folder"):
                run()
        assert snapshot(read_only) == before
        other = first.workspace.path.parent / "export"
        exported(first.workspace.path, other)
        assert contents(other).keys() == contents(read_only).keys()
    exported(first.workspace.path)
    assert changed(before, snapshot(read_only)) == {"a.geojson"}


@needs_modes
def test_a_folder_of_it_that_can_not_be_written(read_only, opened, exported):
    before = snapshot(read_only)
    read_only.chmod(0o777)
    with no_right(read_only / "sub", 0o555):
        workspace = opened(read_only).workspace.path
        assert workspace.parent == read_only
        relabel(workspace, "detection", "a.tif")
        relabel(workspace, "detection", "sub/b.tif")
        done = exported(workspace)
        assert [one.path for one in done.files] == ["a.geojson"]
        (told,) = done.problems
        assert told.path == "sub/b.geojson" and "sub can't be written" in told.what
        assert changed(before, snapshot(read_only)) == {"a.geojson"}
        assert opened(read_only).edited == ["sub/b.tif"]
    exported(workspace)
    assert changed(before, snapshot(read_only)) == {"a.geojson", "sub/b.geojson"}


@needs_modes
@pytest.mark.parametrize("name", ["a.geojson", "spai.json", "a.tif"])
def test_a_file_that_can_not_be_read(read_only, opened, exported, name):
    before = snapshot(read_only)
    with no_right(read_only / name, 0):
        first = opened(read_only)
        (problem,) = (one for one in first.problems if one.path)
        assert (problem.path, problem.location) == (name, "")
        assert "can't be read" in problem.what
        assert problem.mend
        assert first.image_count == 2
        assert first.annotation_count == (4 if name == "a.geojson" else 8)
    again = opened(read_only, first.workspace.path)
    told = [one.rule for one in again.problems if one.path and one.severity is not Severity.INFO]
    assert told == []  # that its place is known by now, and all lies on it, is no problem
    assert again.annotation_count == 8
    assert snapshot(read_only) == before


@needs_modes
def test_a_workspace_that_can_not_be_written(read_only, opened):
    with no_right(read_only, 0o555):
        for workspace in (read_only / "w.gpkg", read_only / "new" / "w.gpkg"):
            with pytest.raises(ScaneoError, match=r"w\.gpkg can't be written\. Choose another"):
                opened(read_only, workspace)


@needs_modes
def test_edits_stay_in_sight_when_the_folder_can_be_written_at_last(read_only, opened, exported):
    with no_right(read_only, 0o555):
        workspace = opened(read_only).workspace.path
        relabel(workspace, "detection", "a.tif")
    read_only.chmod(0o777)
    again = opened(read_only)
    assert (again.workspace.path, again.edited) == (workspace, ["a.tif"])
    assert [file.path for file in exported(workspace).files] == ["a.geojson"]


@needs_modes
def test_edits_stay_in_sight_when_the_folder_can_not_be_written_any_more(read_only, opened):
    usual = opened(read_only).workspace.path
    relabel(usual, "detection", "a.tif")
    before = usual.read_bytes()
    with no_right(read_only, 0o555):
        again = opened(read_only)
        assert again.workspace.path != usual
        assert again.edited == ["a.tif"]
        assert opened(read_only).edited == ["a.tif"]
    assert usual.read_bytes() == before


def labels_of(workspace):
    with Workspace.open(workspace, writable=False) as known:
        found = (known.annotations(image) for image in known.states())
        return {row.annotation.label for rows in found for row in rows
                if row.annotation.task is Task.DETECTION}  # fmt: skip


@needs_modes
@pytest.mark.parametrize("index", ["there", "gone"])
def test_what_a_killed_program_wrote_last_comes_along(read_only, opened, index):
    """It is in the -wal, with or without its index -shm, and nobody can take it into the file."""
    usual = opened(read_only).workspace.path
    edit_and_die(usual)
    assert usual.with_name("scaneo.gpkg-wal").stat().st_size
    if index == "gone":
        usual.with_name("scaneo.gpkg-shm").unlink()
    make_readable(read_only)
    before = {path.name: path.read_bytes() for path in read_only.glob("scaneo.gpkg*")}
    copies = set(Path(tempfile.gettempdir()).glob("scaneo_bridge-*/"))
    with no_right(read_only, 0o555):
        assert labels_of(usual) == {"edited"}, "looked into where it is"
        again = opened(read_only)
        assert again.workspace.path != usual
        assert set(again.edited) == {"a.tif", "sub/b.tif"}
        assert labels_of(again.workspace.path) == {"edited"}
        beside = [path.name for path in again.workspace.path.parent.iterdir()]
        assert beside == [again.workspace.path.name], "one whole file"
    assert {path.name: path.read_bytes() for path in read_only.glob("scaneo.gpkg*")} == before
    assert copies.issuperset(Path(tempfile.gettempdir()).glob("scaneo_bridge-*/"))


@needs_modes
def test_what_a_killed_program_had_not_finished_is_taken_back(read_only, opened):
    """It is in the -journal: the file itself has been written to."""
    usual = opened(read_only).workspace.path
    edit_and_die(usual, "delete")
    assert usual.with_name("scaneo.gpkg-journal").stat().st_size
    make_readable(read_only)
    with no_right(read_only, 0o555):
        again = opened(read_only)
        assert again.workspace.path != usual and again.edited == []
        assert labels_of(again.workspace.path) == {"urban", "field"}


@needs_modes
def test_a_workspace_that_is_broken_is_not_taken_along(read_only, opened):
    usual = opened(read_only).workspace.path
    usual.write_bytes(usual.read_bytes()[:100_000])
    make_readable(read_only)
    with no_right(read_only, 0o555):
        for _ in range(2):
            with pytest.raises(ScaneoError, match=r"campaign/scaneo\.gpkg can't .*cut off"):
                opened(read_only)


def make_readable(folder):
    for path in folder.glob("scaneo.gpkg*"):
        path.chmod(0o644)
