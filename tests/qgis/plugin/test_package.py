"""The zip for users: what is in it, what the plugin site says of it, that a new QGIS starts it."""

import json
import os
import re
import shutil
import stat
import subprocess
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

TOP = "scaneo_bridge"

# Runs inside QGIS, as `Plugins > Install from ZIP` does.
INSTALL = """
import json, os, traceback
from pathlib import Path
from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import QTimer

errors = []

def watch(message, tag, level, *_):
    if level == Qgis.MessageLevel.Critical or tag == "Python error":
        errors.append(f"{tag}: {message}")

QgsApplication.messageLog().messageReceived.connect(watch)

def install():
    import pyplugin_installer, qgis.utils
    # in place of a dialog that nobody would close
    qgis.utils.showException = lambda kind, error, *_, **__: errors.append(repr(error))
    result = {}
    try:
        pyplugin_installer.instance().installFromZipFile(os.environ["SCANEO_BRIDGE_ZIP"])
        result["started"] = "scaneo_bridge" in qgis.utils.plugins
        result["place"] = qgis.utils.pluginDirectory("scaneo_bridge")
        result["unloaded"] = qgis.utils.unloadPlugin("scaneo_bridge")
    except Exception:
        errors.append(traceback.format_exc())
    result["errors"] = errors
    Path(os.environ["SCANEO_BRIDGE_RESULT"]).write_text(json.dumps(result))
    os._exit(0)

QTimer.singleShot(0, install)  # once QGIS has started
"""


@pytest.fixture(scope="module")
def package(root):
    """The zip of the files as they are now, committed or not, if git knows them."""
    if not shutil.which("git") or not (root / ".git").exists():
        pytest.skip("the zip is made by git from a clone")

    def run(*command):
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    git = ("git", "-c", f"safe.directory={root}")
    run(*git, "status", "--porcelain")  # in a copy, files look changed until git has read them
    changed = run(*git, "stash", "create")
    return root / run("tests/tools/package.sh", changed or "HEAD")


def test_the_zip_has_what_users_need_and_nothing_else(package):
    with zipfile.ZipFile(package) as archive:
        names = archive.namelist()
    assert {name.split("/")[0] for name in names} == {TOP}

    inside = {name[len(TOP) + 1 :] for name in names}
    assert {
        "__init__.py",
        "metadata.txt",
        "plugin.py",
        "LICENSE",
        "README.md",
        "CHANGELOG.md",
        "ui/icons/icon.svg",
        "core/formats/scaneo/__init__.py",
        "core/campaign/__init__.py",
        "core/algorithms/__init__.py",
    } <= inside
    ours = {"CONTRIBUTING.md", "Makefile", "pyproject.toml"}
    ours |= {"build", "changes", "docs", "findings", "tests"}
    assert [name for name in inside if name.startswith(".") or name.split("/")[0] in ours] == []


@pytest.fixture(scope="module")
def judge(root):
    """Gives a zip to `make package`'s judge, and answers what it prints and how it ends."""
    python = root / "build/judges-venv/bin/python"
    if not python.exists():
        if os.environ.get("SCANEO_VENV"):
            pytest.fail("There are no judges: `make test` sets them up.")
        pytest.skip("there are no judges in build/judges-venv")

    def run(package, *options):
        command = [python, root / "tests/tools/judge.py", *options, package]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
        assert not done.stderr, done.stderr
        return done.stdout, done.returncode

    return run


def test_the_plugin_site_has_nothing_to_object_to(package, judge):
    said, ended = judge(package)
    assert ended == 0, said
    assert "fit for the plugin site" in said


def test_what_a_publisher_has_to_fill_in_is_said(package, judge, root):
    """Each line of publisher.txt is in the zip's metadata, once."""
    with zipfile.ZipFile(package) as archive:
        lines = archive.read(f"{TOP}/metadata.txt").decode().splitlines()
    filled = (root / "publisher.txt").read_text().splitlines()
    told = [line for line in filled if not line.startswith("#")]
    assert [line.partition("=")[0] for line in told] == [
        "author", "email", "homepage", "repository", "tracker",
    ]  # fmt: skip
    names = [line.partition("=")[0] for line in lines]
    for line in told:
        assert line in lines and names.count(line.partition("=")[0]) == 1
    said, _ = judge(package)
    assert "don't upload it: homepage, repository, tracker, email are placeholders" in said


SMALL = ("__init__.py", "plugin.py", "metadata.txt", "LICENSE", "ui/icons/icon.svg")
KEY = "AKIA" + "QWERTYUIOPASDFGH"  # in two parts: this file is judged, too


@pytest.fixture
def small(package, tmp_path):
    """Makes a zip of a few of the package's files, after `spoil` has changed them.

    It is given the files' bytes by name, and answers the modes of those that have one.
    """

    def make(spoil):
        with zipfile.ZipFile(package) as archive:
            files = {f"{TOP}/{name}": archive.read(f"{TOP}/{name}") for name in SMALL}
        version = re.search(r"(?m)^version=(.*)$", files[f"{TOP}/metadata.txt"].decode())[1]
        files[f"{TOP}/CHANGELOG.md"] = f"## [Unreleased]\n\n## [{version}]\n".encode()
        modes = spoil(files) or {}
        spoiled = tmp_path / "spoiled.zip"
        with zipfile.ZipFile(spoiled, "w") as archive:
            for name, data in files.items():
                info = zipfile.ZipInfo(name)
                info.external_attr = modes.get(name, stat.S_IFREG | 0o644) << 16
                archive.writestr(info, data)
        return spoiled

    return make


def put(name, data=b"x"):
    return lambda files: files.__setitem__(name, data)


def drop(name):
    return lambda files: files.__delitem__(f"{TOP}/{name}")


def write(code):
    return put(f"{TOP}/other.py", code.encode() + b"\n")


def metadata(pattern, new):
    """Replaces lines of metadata.txt."""

    def spoil(files):
        name = f"{TOP}/metadata.txt"
        text, count = re.subn(f"(?m)^{pattern}$", new, files[name].decode())
        assert count == 1
        files[name] = text.encode()

    return spoil


def with_mode(name, mode):
    def spoil(files):
        files[f"{TOP}/{name}"] = b"plugin.py"
        return {f"{TOP}/{name}": mode}

    return spoil


SPOILED = {
    "a second folder": (put("other/a.txt"), "Its top folders are other, scaneo_bridge"),
    "a hidden file": (put(f"{TOP}/.env"), ".env is hidden"),
    "a hidden folder": (put(f"{TOP}/.git/config"), ".git/config is hidden"),
    "a cache": (put(f"{TOP}/__pycache__/a.txt"), "a.txt is hidden, or left over"),
    "a program": (put(f"{TOP}/run.sh"), "run.sh is a program"),
    "compiled Python": (put(f"{TOP}/a.pyc"), "a.pyc is a program"),
    "a picture": (put(f"{TOP}/a.png", b"\x89PNG\r\n\x1a\n\0"), "a.png is binary"),
    "a link": (with_mode("link", stat.S_IFLNK | 0o644), "link is a link"),
    "an executable": (with_mode("a.txt", stat.S_IFREG | 0o755), "a.txt can be executed"),
    "no licence": (drop("LICENSE"), "It has no LICENSE"),
    "an empty licence": (put(f"{TOP}/LICENSE", b""), "It has no LICENSE"),
    "no plugin": (drop("__init__.py"), "It has no __init__.py"),
    "no metadata": (drop("metadata.txt"), "It has no metadata.txt"),
    "no tracker": (metadata("tracker=.*", ""), "metadata.txt has no tracker"),
    "no tags": (metadata("tags=.*", "tags="), "metadata.txt has no tags"),
    "no address": (metadata("homepage=.*", "homepage=example"), "homepage is no address"),
    "a placeholder": (metadata("tracker=.*", "tracker=http://bugs"), "tracker is a placeholder"),
    "a name of the past": (metadata("license=.*", "supportsQt6=True"), "supportsQt6 is deprecated"),
    "no libraries": (metadata("external_deps=.*", ""), "metadata.txt has no external_deps"),
    "an old QGIS": (metadata("qgisMaximumVersion=.*", "qgisMaximumVersion=3.99"), "QGIS 4 is not"),
    "a flag": (metadata("deprecated=.*", "deprecated=maybe"), "deprecated is neither"),
    "an e-mail address": (metadata("email=.*", "email=nobody"), "email is no address"),
    "two authors": (metadata("author=.*", "author=A/B"), "author has a slash"),
    "a percent sign": (metadata("license=.*", "license=100%"), "metadata.txt can't be read"),
    "no icon": (drop("ui/icons/icon.svg"), "its icon ui/icons/icon.svg is not in the package"),
    "no QGIS": (metadata("qgisMinimumVersion=.*", "qgisMinimumVersion=5"), "make no range"),
    "another version": (metadata("version=.*", "version=0.0.1"), "metadata.txt of 0.0.1"),
    "an old changelog": (metadata("version=.*", "version=0.0.1"), "does not begin with 0.0.1"),
    "a version of letters": (metadata("version=.*", "version=one"), "not made of numbers"),
    "an assertion": (write("assert __name__"), "bandit B101"),
    "a shell": (write('import os\n\nos.system("ls")'), "bandit B605"),
    "a query": (write('NAME = "a"\nQUERY = f"SELECT * FROM {NAME}"'), "bandit B608"),
    "no Python": (write("def f(:"), "bandit can't read"),
    "no reason": (write("assert __name__  # nosec"), "a nosec must be"),
    "any rule": (write("assert __name__  # nosec  # it is fine"), "a nosec must be"),
    "a secret": (write(f'USER = "{KEY}"'), "detect-secrets, AWS Access Key"),
    "an unused import": (write("import os"), "flake8 F401"),
    "a long line": (write(f'TEXT = "{"a" * 120}"'), "flake8 E501"),
}


@pytest.mark.parametrize(("spoil", "said"), SPOILED.values(), ids=SPOILED)
def test_a_package_that_is_spoiled_is_refused(small, judge, spoil, said):
    told, ended = judge(small(spoil))
    assert ended == 1
    assert said in told
    assert "not fit for the plugin site" in told


def test_code_that_is_no_package_is_judged_too(judge, tmp_path):
    """`make lint` asks this before each commit."""
    code = tmp_path / TOP / "one.py"
    code.parent.mkdir()
    code.write_text('"""One."""\n\nONE = 1\n')
    assert judge(tmp_path) == ("", 0)
    code.write_text('"""One."""\n\nONE = [1,2]\n')
    said, ended = judge(tmp_path)
    assert (f"{TOP}/one.py:3:9: flake8 E231" in said, ended) == (True, 1)


def test_an_exception_that_is_explained_is_let_through(small, judge):
    code = "assert __name__  # nosec B101  # it is there to be judged"
    said, ended = judge(small(write(code)))
    assert ended == 0, said


@pytest.fixture
def site():
    """A server that has one page, and the requests that came."""
    asked = []

    class Site(BaseHTTPRequestHandler):
        def do_HEAD(self):
            asked.append(self.path)
            self.send_response(200 if self.path == "/here" else 404)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def filled_in(**lines):
    """Fills in lines of the metadata."""

    def spoil(files):
        for name, value in lines.items():
            metadata(f"{name}=.*", f"{name}={value}")(files)

    return spoil


def test_addresses_are_asked_on_request_alone(small, judge, site):
    address, asked = site
    here = dict.fromkeys(("homepage", "repository", "tracker"), f"{address}/here")
    fit = small(filled_in(**here, email="ann@fields.eu"))
    said, ended = judge(fit)
    assert (ended, asked) == (0, []) and "don't upload" not in said
    said, ended = judge(fit, "--addresses")
    assert (ended, asked) == (0, ["/here"] * 3), said

    said, ended = judge(small(filled_in(**{**here, "tracker": f"{address}/gone"})), "--addresses")
    assert ended == 1
    assert "publisher.txt: email is a placeholder" in said
    assert f"publisher.txt: tracker, {address}/gone, answers 404" in said
    nobody = {**here, "homepage": "http://127.0.0.1:1/"}
    said, ended = judge(small(filled_in(**nobody, email="ann@fields.eu")), "--addresses")
    assert (ended, "homepage, http://127.0.0.1:1/, does not answer" in said) == (1, True)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("xvfb-run"), reason="QGIS is started under xvfb-run")
def test_a_new_qgis_installs_the_zip_and_starts_the_plugin(package, tmp_path):
    script = tmp_path / "install.py"
    script.write_text(INSTALL)
    result = tmp_path / "result.json"
    # QGIS is to be found as at a user's: not with this environment's modules, not offscreen
    ours = ("QT_QPA_PLATFORM", "QGIS_CUSTOM_CONFIG_PATH", "QGIS_OPTIONS_PATH", "PYTHONPATH")
    env = {name: value for name, value in os.environ.items() if name not in ours}
    # fmt: off
    done = subprocess.run(
        [
            "xvfb-run", "-a", "-s", "-screen 0 1280x800x24", "timeout", "-k", "10", "150",
            "qgis", "--nologo", "--noversioncheck", "--profiles-path", tmp_path, "--profile", "new",
            "--code", script,
        ],
        env={**env, "SCANEO_BRIDGE_ZIP": str(package), "SCANEO_BRIDGE_RESULT": str(result)},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=180,
    )
    # fmt: on
    assert result.exists(), f"QGIS ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
    installed = json.loads(result.read_text())
    assert installed["errors"] == []
    assert installed["started"]
    assert installed["place"].startswith(str(tmp_path))
    assert installed["unloaded"]
