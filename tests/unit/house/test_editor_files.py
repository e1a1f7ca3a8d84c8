"""What editors and git hooks are told is what the tools hold."""

import ast
import configparser
import re
import subprocess
import sys
from fnmatch import fnmatch

import pytest

TEXTS = ("*.py", "*.md", "*.sh", "*.toml", "*.yaml", "*.txt", "*.svg", "Makefile", ".*")
TABS = ("Makefile", "tests/tools/setup.sh")  # make wants them, and so do indented here-documents
tomllib = pytest.importorskip("tomllib")


@pytest.fixture(scope="module")
def names(root):
    """The texts that git knows, those with data for the tests left out."""
    try:
        git = ["git", "-c", f"safe.directory={root}", "ls-files"]
        found = subprocess.run(git, cwd=root, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("git knows which files are the project's")
    mine = [name for name in found.splitlines() if not name.startswith("tests/data/")]
    return [name for name in mine if any(fnmatch(name.split("/")[-1], one) for one in TEXTS)]


def faults(name, data):
    """What .editorconfig would have kept out of a file."""
    said = []
    if b"\r" in data:
        said.append("a carriage return")
    if data and not data.endswith(b"\n"):
        said.append("no newline at its end")
    if re.search(rb"[ \t]\n", data):
        said.append("spaces at a line's end")
    if name not in TABS and re.search(rb"^ *\t", data, re.M):
        said.append("a tab")
    return said


def test_all_files_are_as_editors_are_told_to_write_them(root, names):
    assert len(names) > 400
    said = {name: faults(name, (root / name).read_bytes()) for name in names}
    assert {name: reasons for name, reasons in said.items() if reasons} == {}


@pytest.mark.parametrize("data", [b"a", b"a \n", b"a\r\n", b"\ta\n"])
def test_a_file_that_is_written_otherwise_is_found(data):
    assert len(faults("a.py", data)) == 1


def test_editors_and_ruff_know_one_length_of_lines(root):
    text = (root / ".editorconfig").read_text(encoding="utf-8")
    editors = configparser.ConfigParser()
    editors.read_string("[top]\n" + text)
    ruff = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]
    assert editors["*.py"].getint("max_line_length") == ruff["line-length"]


def test_hooks_call_what_make_lint_calls(root):
    hooks = (root / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    script = (root / "tests/tools/lint.sh").read_text(encoding="utf-8")
    checks = re.search(r"\|\| set -- (.*)$", script, re.M)[1].split()
    assert re.findall(r"entry: (.*)", hooks) == [f"tests/tools/lint.sh {one}" for one in checks]
    assert "\t@tests/tools/lint.sh\n" in (root / "Makefile").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="the script needs bash")
def test_a_fault_of_style_ends_a_hook(root, tmp_path):
    """As git sees it: what is not 0 stops the commit."""
    pytest.importorskip("ruff")
    copy = tmp_path / "clone"
    (copy / "tests/tools").mkdir(parents=True)
    for name in ("pyproject.toml", "tests/tools/lint.sh"):
        (copy / name).write_bytes((root / name).read_bytes())
    hook = ["bash", copy / "tests/tools/lint.sh", "style"]
    env = {"PATH": "/usr/bin:/bin", "PYTHON": sys.executable}
    for text, ended in (("A = 1\n", 0), ("import os\n", 1)):
        (copy / "new.py").write_text(text)
        assert subprocess.run(hook, env=env, capture_output=True, check=False).returncode == ended


def test_the_quick_tests_ask_for_no_qgis(root):
    """`make quick` starts none: they would fail there, or end the run where there is no display."""
    asking = set()
    for file in (root / "tests/unit").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                asked = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                asked = [node.module or ""]
            elif isinstance(node, ast.arguments):
                asked = [one.arg for one in node.args if one.arg in ("qgis_app", "qtbot")]
            else:
                continue
            first = {one.split(".")[0] for one in asked}
            asking |= {(file.name, one) for one in first & {"qgis", "osgeo", "qgis_app", "qtbot"}}
    assert asking == set()
