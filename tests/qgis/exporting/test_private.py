"""What is kept of a file, wherever, is for nobody's eyes who may not read the file itself."""

import os
import stat
from pathlib import Path

import pytest
from scaneo_bridge.core.campaign.annotators.merge_campaigns import merge_campaigns
from scaneo_bridge.core.campaign.annotators.merge_plan import MergePlan
from scaneo_bridge.core.campaign.workspaces import of_campaign
from scaneo_bridge.core.campaign.workspaces.other_workspace import OtherWorkspace
from scaneo_bridge.core.images.warping import warp_copy
from scaneo_bridge.core.store import disk
from scaneo_bridge.core.store.folder import CampaignFolder
from scaneo_bridge.core.store.write.writing import Writing
from scaneo_bridge.core.workspace import workspace as workspaces
from scaneo_bridge.core.workspace.workspace import Workspace
from support.geojson import as_bytes, collection, detection
from support.layers import relabel
from support.rights import unwritable

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def usual_umask():
    old = os.umask(0o022)
    yield
    os.umask(old)


@pytest.fixture(autouse=True)
def profile(tmp_path, monkeypatch):
    class Application:
        @staticmethod
        def qgisSettingsDirPath():
            return f"{tmp_path}/profile/"

    monkeypatch.setattr(of_campaign, "QgsApplication", Application)


class TestTheWorkspace:
    @pytest.mark.parametrize("name", ["a.geojson", "2024/b.geojson", "spai.json"])
    @pytest.mark.parametrize("given, expected", [(0o600, 0o600), (0o640, 0o640), (0o444, 0o644)])
    def test_has_the_readers_of_what_it_holds(self, folder, opened, name, given, expected):
        (folder / name).chmod(given)
        assert mode(opened(folder).workspace.path) == expected

    def test_has_not_the_readers_of_another_group(self, folder, opened):
        if os.geteuid() != 0:
            pytest.skip("only root can give files away")
        (folder / "a.geojson").chmod(0o640)
        os.chown(folder / "a.geojson", -1, 12345)
        assert mode(opened(folder).workspace.path) == 0o600

    def test_loses_readers_with_its_files(self, folder, workspace, opened):
        assert mode(workspace) == 0o644
        (folder / "a.geojson").chmod(0o600)
        beside = workspace.with_name("scaneo.gpkg-wal")
        beside.touch(0o644)
        opened(folder)
        assert mode(workspace) == 0o600
        assert not beside.exists() or mode(beside) == 0o600

    @pytest.mark.parametrize("theirs", [False, True])
    def test_loses_them_with_what_an_export_takes_in(self, folder, workspace, exported, theirs):
        (folder / "a.geojson").chmod(0o600)
        if theirs:
            (folder / "a.geojson").write_bytes(as_bytes(collection(detection("cloud"))))
        relabel(workspace, "detection", "2024/b.tif" if theirs else "a.tif")
        exported(workspace)
        assert mode(workspace) == 0o600

    def test_gets_none_that_it_was_refused(self, folder, workspace, opened):
        workspace.chmod(0o600)
        opened(folder)
        assert mode(workspace) == 0o600

    def test_is_nobody_elses_while_it_is_made(self, folder, opened, monkeypatch):
        (folder / "a.geojson").chmod(0o600)
        seen = []
        real = workspaces.create_indexes

        def watch(database):
            seen.extend(mode(one) for one in folder.rglob("scaneo.gpkg*"))
            real(database)

        monkeypatch.setattr(workspaces, "create_indexes", watch)
        opened(folder)
        assert seen and set(seen) == {0o600}

    def test_has_its_mode_once_it_has_its_name(self, folder, opened, monkeypatch):
        (folder / "a.geojson").chmod(0o600)
        monkeypatch.setattr(of_campaign, "keep_private", lambda *_: None)
        assert mode(opened(folder).workspace.path) == 0o600

    def test_in_the_profile_is_its_users(self, folder, opened):
        with unwritable(folder):
            assert mode(opened(folder).workspace.path) == 0o600
            relabel(opened(folder).workspace.path, "detection", "a.tif")
            assert mode(opened(folder).workspace.path) == 0o600

    def test_that_was_taken_along_to_the_profile_is_its_users(self, folder, workspace, opened):
        with unwritable(folder):
            assert mode(opened(folder).workspace.path) == 0o600


class TestCopies:
    def test_of_a_workspace_for_a_moment(self, workspace, monkeypatch):
        seen = []
        real = disk._privately

        def watch(path, flags):
            handle = real(path, flags)
            seen.append(mode(Path(path)))
            return handle

        monkeypatch.setattr(disk, "_privately", watch)
        with OtherWorkspace(workspace).copy(CampaignFolder(workspace.parent)) as copy:
            assert mode(copy.database.path) == 0o600
            assert mode(copy.database.path.parent) == 0o700
        assert set(seen) == {0o600}

    def test_of_one_that_can_not_be_read_where_it_is(self, folder, workspace, monkeypatch):
        from scaneo_bridge.core.workspace.geopackage import database

        monkeypatch.setattr(database, "has_more_beside", lambda path: True)
        with Workspace.open(workspace, writable=False) as opened:
            (copy,) = Path(opened.database._copied_to.name).glob("*.gpkg")
            assert mode(copy) == 0o600


class TestWhatIsStaged:
    @pytest.mark.parametrize("given", [0o600, 0o640, 0o644])
    def test_has_the_readers_of_what_it_replaces(self, folder, given):
        (folder / "a.geojson").chmod(given)
        with Writing(folder) as writing:
            writing.stage("a.geojson", b"{}")
            writing.stage("new.geojson", b"{}")
            staged = sorted(writing.staged_path("").iterdir())
            assert [mode(one) for one in staged] == [given, 0o644]
            writing.commit()

    def test_is_nobody_elses_from_the_first_byte_on(self, folder, monkeypatch):
        (folder / "a.geojson").chmod(0o600)
        seen = []
        real = os.fsync

        def watch(handle):
            seen.append(stat.S_IMODE(os.fstat(handle).st_mode))
            real(handle)

        with Writing(folder) as writing, monkeypatch.context() as patch:
            patch.setattr(os, "fsync", watch)
            writing.stage("a.geojson", b"{}")
        assert seen == [0o600]

    def test_of_another_group_is_not_its_own_groups(self, folder, monkeypatch):
        if os.geteuid() != 0:
            pytest.skip("only root can give files away")

        def refused(*_):
            raise PermissionError

        (folder / "a.geojson").chmod(0o640)
        os.chown(folder / "a.geojson", -1, 12345)
        with Writing(folder) as writing:
            writing.stage("a.geojson", b"{}")
            with monkeypatch.context() as patch:
                patch.setattr(os, "chown", refused)
                writing.stage("a.geojson", b"[]")
            one, other = sorted(writing.staged_path("").iterdir())
            assert (mode(one), one.stat().st_gid, mode(other)) == (0o640, 12345, 0o600)

    def test_of_an_image_that_is_copied(self, folder, tmp_path):
        (folder / "a.tif").chmod(0o600)
        with Writing(tmp_path / "other") as writing:
            writing.stage_copy("a.tif", folder / "a.tif", lambda: None)
            (staged,) = writing.staged_path("").iterdir()
            assert mode(staged) == 0o600


class TestWhatIsKept:
    def kept(self, folder, name):
        return [one for one in (folder / ".scaneo_bridge").rglob(name) if one.is_file()]

    @pytest.mark.parametrize("has_links", [True, False])
    def test_a_backup(self, folder, workspace, opened, exported, monkeypatch, has_links):
        (folder / "a.geojson").chmod(0o600)
        if not has_links:
            monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError(1, "no")))
        relabel(workspace, "detection", "a.tif")
        opened(folder)
        exported(workspace)
        (backup,) = self.kept(folder, "a.geojson")
        assert mode(backup) == 0o600

    def test_the_base_of_a_merge(self, folder, campaign, feedback, tmp_path):
        import shutil

        other = shutil.copytree(folder, tmp_path / "ann")
        text = (other / "a.geojson").read_bytes().replace(b"urban", b"field")
        (other / "a.geojson").write_bytes(text)
        (folder / "a.geojson").chmod(0o600)
        (folder / "spai.json").chmod(0o600)
        merge_campaigns(MergePlan([other], folder, folder), feedback)
        assert {mode(one) for one in self.kept(folder, "a.geojson")} == {0o600}

    def test_a_copy_that_was_warped(self, folder, feedback):
        (folder / "a.tif").chmod(0o600)
        assert mode(folder / warp_copy(CampaignFolder(folder), "a.tif", feedback)) == 0o600
