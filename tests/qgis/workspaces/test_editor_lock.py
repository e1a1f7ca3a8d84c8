"""Who has a campaign open: other processes, users, machines, folders for temporary files; and what
becomes of edits that one has open."""

import errno
import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest
from qgis.core import QgsProcessingContext, QgsProcessingFeedback
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QPushButton
from scaneo_bridge.core.algorithms.import_campaign import ImportCampaign
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign, recover_edits
from scaneo_bridge.core.workspace.editor_lock import EditorLock, EditorState
from scaneo_bridge.core.workspace.open_edits import store_open_edits
from scaneo_bridge.core.workspace.workspace_ref import WorkspaceRef
from support.campaign import FILES
from support.children import child
from support.desk.widgets import as_html
from support.editing import saved, unsaved
from support.folders import snapshot, write_files
from support.images import write_image
from support.layers import relabel
from support.rights import NOBODY, also_at, cannot_mount, no_right, public_folder, unwritable

pytest_plugins = ["support.desk.fixtures"]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills, forks and users as on POSIX")
root_only = pytest.mark.skipif(
    getattr(os, "geteuid", lambda: 1)() != 0, reason="only root can be another user"
)
mounts = pytest.mark.skipif(cannot_mount() != "", reason=cannot_mount())

DELETED = {"detection": {"added": [], "changed": {}, "deleted": [1]}}
HOLDS = """
    from scaneo_bridge.core.workspace.editor_lock import EditorLock
    {first}
    claim = EditorLock(folder / "scaneo.gpkg")
    print(claim.take(), flush=True)
    sys.stdin.readline()
    claim.release()
"""


@contextmanager
def another(folder, first="", **environment):
    """A process that has the workspace of a folder claimed."""
    process = child(folder, HOLDS.format(first=first), env={**os.environ, **environment})
    try:
        assert process.stdout.readline() == "True\n"
        yield process
        if process.poll() is None:
            process.communicate("\n", timeout=60)
            assert process.returncode == 0
    finally:
        process.kill()
        process.wait()


def kill(process):
    process.send_signal(signal.SIGKILL)
    process.wait()


def claim_file(workspace):
    return workspace.parent / ".scaneo_bridge" / "scaneo.gpkg.claim"


def forge(workspace, **said):
    """A claim that nobody is seen to hold."""
    known = {
        "user": "ann",
        "host": "elsewhere",
        "program": "qgis",
        "process": "17",
        "since": "2026-01-02 03:04:05 UTC",
        "started": "",
    }
    file = claim_file(workspace)
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps({**known, **said}), encoding="utf-8")


class TestTheFile:
    def test_it_names_who_has_it_and_goes_with_it(self, folder, workspace):
        before = snapshot(folder)
        claim = EditorLock(workspace)
        assert claim.take()
        said = json.loads(claim_file(workspace).read_bytes())
        assert said["host"] == os.uname().nodename and said["process"] == str(os.getpid())
        assert said["user"] and said["since"].startswith("2") and said["started"]
        claim.release()
        assert snapshot(folder) == before and not claim_file(workspace).parent.exists()

    def test_it_is_no_file_of_the_campaign(self, folder, workspace, opened, exported):
        claim = EditorLock(workspace)
        assert claim.take()
        relabel(workspace, "detection", "a.tif")
        again = opened(folder)
        assert not again.problems and again.image_count == 2
        assert [one.path for one in exported(workspace).files] == ["a.geojson"]
        assert claim_file(workspace).exists(), "a write that ends takes its own lock along only"
        claim.release()

    def test_a_file_in_the_folders_place(self, folder, workspace, opened):
        store_open_edits(WorkspaceRef.at(workspace), DELETED)
        (folder / ".scaneo_bridge").write_text("a diary")
        assert not EditorLock(workspace).take()
        again = opened(folder)
        assert again.recovered == 0 and again.uncertain_edits.who is None
        assert recover_edits(workspace) == 1
        assert (folder / ".scaneo_bridge").read_text() == "a diary"


class TestOneThatLives:
    def left(self, folder, workspace, opened, *words):
        again = opened(folder)
        assert again.recovered == 0 and again.uncertain_edits is None
        assert unsaved(workspace) == ["detection"] and len(saved(workspace)) == 8

    @pytest.fixture(autouse=True)
    def kept(self, workspace):
        store_open_edits(WorkspaceRef.at(workspace), DELETED)

    def test_with_another_folder_for_temporary_files(self, folder, workspace, opened, tmp_path):
        with another(folder, TMPDIR=str(tmp_path)):
            self.left(folder, workspace, opened)
        assert opened(folder).recovered == 1

    def test_with_another_host_name(self, folder, workspace, opened):
        with another(folder, "import platform; platform.node = lambda: 'elsewhere'"):
            claim = EditorLock(workspace)
            assert not claim.take() and claim.who.host == "elsewhere"
            self.left(folder, workspace, opened)
        assert opened(folder).recovered == 1

    def test_nothing_makes_it_give_up(self, folder, workspace):
        with another(folder):
            assert recover_edits(workspace) == 0

    @mounts
    def test_at_another_place_of_the_folder(self, folder, workspace, opened, tmp_path):
        with also_at(folder, tmp_path / "mounted") as place, another(place):
            self.left(folder, workspace, opened)

    @mounts
    def test_in_a_folder_that_can_not_be_written_any_more(self, folder, workspace):
        with another(folder) as process:
            with unwritable(folder):
                assert EditorLock(workspace).find_state() is EditorState.ALIVE
                assert not EditorLock(workspace).take()
            kill(process)
            with unwritable(folder):
                assert EditorLock(workspace).find_state() is EditorState.GONE

    def test_a_fork_of_ours_does_not_share_it(self, workspace):
        claim = EditorLock(workspace)
        assert claim.take()
        pid = os.fork()
        if pid == 0:
            os._exit(EditorLock(workspace).take() or claim.take())
        assert os.waitpid(pid, 0)[1] == 0
        assert EditorLock(workspace).find_state() is EditorState.ALIVE
        claim.release()


class TestOneThatIsGone:
    @pytest.fixture
    def shared(self):
        """A folder in which everybody may write."""
        with public_folder() as place:
            folder = write_files(place / "campaign", FILES)
            write_image(folder / "a.tif")
            folder.chmod(0o777)
            yield folder

    def test_a_kill_gives_it_up(self, folder, workspace, opened):
        store_open_edits(WorkspaceRef.at(workspace), DELETED)
        with another(folder) as process:
            kill(process)
        assert claim_file(workspace).exists()
        assert opened(folder).recovered == 1
        assert not claim_file(workspace).parent.exists()

    def test_a_child_of_it_that_lives_on_does_not_hold_it(self, folder, workspace, opened):
        store_open_edits(WorkspaceRef.at(workspace), DELETED)
        forks = (
            "pid = os.fork(); pid or [sys.stdin.readline(), os._exit(0)]; print(pid, flush=True)"
        )
        process = child(
            folder, HOLDS.format(first="").replace("sys.stdin", f"{forks}\n    sys.stdin")
        )
        assert process.stdout.readline() == "True\n"
        living = int(process.stdout.readline())
        kill(process)
        try:
            assert opened(folder).recovered == 1
        finally:
            os.kill(living, signal.SIGKILL)

    @root_only
    @pytest.mark.parametrize("how", ["lives", "was killed"])
    def test_another_users(self, shared, opened, how):
        workspace = opened(shared).workspace.path
        store_open_edits(WorkspaceRef.at(workspace), DELETED)
        nobody = f"os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})"
        with another(shared, nobody) as process:
            assert claim_file(workspace).stat().st_uid == NOBODY
            if how == "was killed":
                kill(process)
            assert opened(shared).recovered == (how == "was killed")

    @root_only
    def test_one_that_another_user_does_not_let_us_write_to(self, shared, opened):
        workspace = opened(shared).workspace.path
        with another(shared) as process:
            kill(process)
        claim_file(workspace).chmod(0o644)
        with no_right(workspace, 0o666):
            claim = EditorLock(workspace)
            assert claim.take()
            claim.release()
        assert not claim_file(workspace).exists()

    @pytest.mark.parametrize("said", [b"", b"{", b"[]", b'{"user": 1}', b"\xff"])
    def test_a_file_that_says_nothing(self, folder, workspace, opened, said):
        store_open_edits(WorkspaceRef.at(workspace), DELETED)
        forge(workspace)
        claim_file(workspace).write_bytes(said)
        assert opened(folder).recovered == 1


class TestADiskWithoutLocks:
    @pytest.fixture(autouse=True)
    def no_locks(self, monkeypatch):
        import fcntl

        def flock(*_):
            raise OSError(errno.ENOLCK, "No locks available")

        monkeypatch.setattr(fcntl, "flock", flock)

    @pytest.fixture
    def process(self):
        process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
        yield process
        process.kill()
        process.wait()

    def test_the_process_tells(self, workspace, process):
        from scaneo_bridge.core.store.locks.lock_file import process_start

        started = process_start(process.pid)
        forge(workspace, host=os.uname().nodename, process=str(process.pid), started=started)
        assert (
            EditorLock(workspace).find_state() is EditorState.ALIVE
            and not EditorLock(workspace).take()
        )
        process.kill()
        process.wait()
        assert EditorLock(workspace).find_state() is EditorState.GONE

    def test_a_number_that_was_given_again_is_another_process(self, workspace, process):
        forge(workspace, host=os.uname().nodename, process=str(process.pid), started="long ago 1")
        claim = EditorLock(workspace)
        assert claim.find_state() is EditorState.GONE and claim.take()
        claim.release()

    def test_another_machine_is_asked_about(self, workspace):
        forge(workspace)
        assert (
            EditorLock(workspace).find_state() is EditorState.UNKNOWN
            and not EditorLock(workspace).take()
        )

    def test_one_that_does_not_say_when_it_started(self, workspace, process):
        forge(workspace, host=os.uname().nodename, process=str(process.pid))
        assert EditorLock(workspace).find_state() is EditorState.UNKNOWN

    @pytest.mark.parametrize("process", ["-1", "0", "x", str(2**80)])
    def test_odd_numbers(self, workspace, process):
        forge(workspace, host=os.uname().nodename, process=process)
        assert EditorLock(workspace).find_state() is EditorState.UNKNOWN


class TestNobodyKnows:
    @pytest.fixture(autouse=True)
    def elsewhere(self, workspace):
        store_open_edits(WorkspaceRef.at(workspace), DELETED)
        forge(workspace)

    def test_they_are_left_and_it_is_said(self, folder, workspace, opened):
        again = opened(folder)
        assert again.recovered == 0 and unsaved(workspace) == ["detection"]
        assert (again.uncertain_edits.count, again.uncertain_edits.who.host) == (1, "elsewhere")
        (line,) = [one for one in again.problems if "ann on elsewhere" in one.what]
        assert "1 edit" in line.what and "since 2026-01-02" in line.what
        assert json.loads(claim_file(workspace).read_bytes())["host"] == "elsewhere"

    def test_one_who_knows_says_so(self, folder, workspace, feedback):
        again = open_campaign(folder, None, feedback, recovers=True)
        assert again.recovered == 1 and again.uncertain_edits is None
        assert not claim_file(workspace).exists()

    @pytest.mark.parametrize("answer", ["Recover them", "Leave them"])
    def test_the_dock_asks(self, folder, workspace, desk, answer):
        desk.open(folder)
        assert desk.dock.is_open
        text = as_html(desk.bar.widget.currentItem().text())
        assert text.endswith("Is that QGIS gone?")
        for word in ("ann", "elsewhere", "2026-01-02 03:04:05", "1 edit"):
            assert word in text
        buttons = {
            one.text(): one for one in desk.bar.widget.currentItem().findChildren(QPushButton)
        }
        desk.click(buttons[answer])
        desk.wait()
        assert (len(saved(workspace)), unsaved(workspace)) == (
            (7, []) if answer == "Recover them" else (8, ["detection"])
        )
        assert desk.controller.campaign.recovered == 0

    def test_the_dock_asks_no_more_once_it_is_closed(self, folder, desk):
        desk.open(folder)
        desk.project.clear()
        desk.bot.wait(50)
        assert desk.controller._recovery._item is None

    def test_the_algorithm_leaves_them_unless_it_is_told(self, folder, workspace):
        def run(**parameters):
            feedback = QgsProcessingFeedback(False)
            algorithm = ImportCampaign()
            algorithm.initAlgorithm()
            given = {"FOLDER": str(folder), **parameters}
            _, good = algorithm.run(given, QgsProcessingContext(), feedback)
            assert good, feedback.textLog()
            return feedback.textLog()

        assert "ann on elsewhere" in run()
        assert unsaved(workspace) == ["detection"]
        run(RECOVER=True)
        assert unsaved(workspace) == [] and len(saved(workspace)) == 7


class TestADesktop:
    """A person labels, in a dock that keeps open edits."""

    @pytest.fixture
    def labelled(self, desktop, tiles, settings):
        desk = desktop.begin(tiles)
        desk.map.box()
        return desk

    def keep(self, desk):
        desk.controller._labelling._autosave._keep()

    def test_it_is_claimed_while_edits_are_kept_and_no_longer(self, labelled, tiles):
        workspace = tiles / "scaneo.gpkg"
        self.keep(labelled)
        assert unsaved(workspace) == ["detection"]
        with pytest.raises(AssertionError), another(tiles):
            pytest.fail("two at once")
        assert claim_file(workspace).exists()
        QCoreApplication.instance().aboutToQuit.emit()
        assert not claim_file(workspace).exists()

    def test_a_name_that_keeps_nothing_stands_in_nobodys_way(self, labelled, tiles):
        workspace = tiles / "scaneo.gpkg"
        forge(workspace)
        self.keep(labelled)
        assert unsaved(workspace) == ["detection"]

    def test_who_else_keeps_edits_is_named(self, labelled, tiles):
        workspace = tiles / "scaneo.gpkg"
        forge(workspace)
        store_open_edits(WorkspaceRef.at(workspace), DELETED)
        self.keep(labelled)
        assert any("ann on elsewhere" in text for text in labelled.bar.texts())
        labelled.bar.widget.clearWidgets()
