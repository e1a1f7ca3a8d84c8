"""A release: notes become a version, which is a commit, a tag and a judged zip, or nothing."""

import configparser
import importlib.util
import os
import shutil
import subprocess
import sys

import pytest

LOG = """# Changelog

Words before.

## [Unreleased]

Said of it.

## [0.1.0] - 2026-11-22

### Fixed
- Old.
"""
METADATA = "[general]\nname=A\nversion=0.1.0\nchangelog=0.1.0: The first\n    - Old\nauthor=B\n"


@pytest.fixture(scope="module")
def changelog(root):
    """The program that makes the version's notes."""
    spec = importlib.util.spec_from_file_location("changelog", root / "tests/tools/changelog.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["changelog"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["changelog"]


@pytest.fixture
def project(tmp_path):
    """A project with the given notes."""

    def make(notes, log=LOG, metadata=METADATA):
        (tmp_path / "changes").mkdir()
        (tmp_path / "changes/README.md").write_text("How.\n")
        for name, text in notes.items():
            (tmp_path / "changes" / name).write_text(text)
        (tmp_path / "CHANGELOG.md").write_text(log)
        (tmp_path / "metadata.txt").write_text(metadata)
        return tmp_path

    return make


def texts(folder):
    return {
        str(file.relative_to(folder)): file.read_text()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_notes_become_a_version(changelog, project):
    folder = project(
        {
            "a-thing.fixed.md": "- It works: in\n  two lines.\n",
            "b.added.md": "- One, *new*: `x`.\n- Two 5 % more. And so on.\n",
            "a.added.md": "- Zero.\n",
        }
    )
    changelog.release(folder, "0.2.0", "2027-01-31")
    assert texts(folder) == {
        "changes/README.md": "How.\n",
        "CHANGELOG.md": LOG.replace(
            "\n## [0.1.0]",
            "\n## [0.2.0] - 2027-01-31\n\n### Added\n- Zero.\n- One, *new*: `x`.\n"
            "- Two 5 % more. And so on.\n\n### Fixed\n- It works: in\n  two lines.\n\n## [0.1.0]",
        ),
        "metadata.txt": METADATA.replace("version=0.1.0", "version=0.2.0").replace(
            "changelog=0.1.0",
            "changelog=0.2.0\n    - Zero\n    - One, new: x\n    - Two 5 %% more\n    0.1.0",
        ),
    }


def test_what_stands_under_unreleased_comes_along(changelog, project):
    log = LOG.replace("Said of it.\n", "### Changed\n- By hand.\n\n### Fixed\n- First.\n")
    folder = project({"a.fixed.md": "- Second.\n"}, log)
    changelog.release(folder, "0.1.1", "2027-01-31")
    text = (folder / "CHANGELOG.md").read_text()
    assert text.split("## [0.1.0]")[0].endswith(
        "## [Unreleased]\n\n## [0.1.1] - 2027-01-31\n\n### Changed\n- By hand.\n\n"
        "### Fixed\n- First.\n- Second.\n\n"
    )


@pytest.mark.parametrize(
    ("notes", "version", "said"),
    [
        ({}, "0.2.0", "nothing new"),
        ({"a.fixed.md": "- A.\n"}, "0.1.0", "must come after 0.1.0"),
        ({"a.fixed.md": "- A.\n"}, "0.0.9", "must come after 0.1.0"),
        ({"a.fixed.md": "- A.\n"}, "v0.2", "is no version"),
        ({"a.broken.md": "- A.\n"}, "0.2.0", "its name must be"),
        ({"a.fixed.md": "A.\n"}, "0.2.0", "begins with “- ”"),
        ({"a.fixed.md": "- A."}, "0.2.0", "its last line ends"),
        ({"a.fixed.md": "- A.\nB.\n"}, "0.2.0", "two spaces"),
        ({"a.fixed.md": ""}, "0.2.0", "begins with “- ”"),
    ],
)
def test_where_something_is_wrong_nothing_is_changed(changelog, project, notes, version, said):
    folder = project(notes)
    before = texts(folder)
    with pytest.raises(changelog.Wrong, match=said):
        changelog.release(folder, version, "2027-01-31")
    assert texts(folder) == before


def test_the_notes_of_this_project_can_be_used(changelog, root):
    notes = changelog.read_notes(root / "changes")
    log, metadata = (root / name for name in ("CHANGELOG.md", "metadata.txt"))
    said = changelog.entries(changelog.cut(log.read_text(encoding="utf-8"))[1], notes)
    text = metadata.read_text(encoding="utf-8")
    if not any(said.values()):
        pytest.skip("a version has just been made: nothing is new")
    parser = configparser.ConfigParser()
    parser.read_string(changelog.metadata_with(text, "99.0.0", said))
    told = parser["general"]["changelog"]
    assert told.startswith("99.0.0\n- ")
    assert told.count("\n- ") > 3 and "`" not in told


SOME = (
    *(".gitattributes", ".gitignore", "CHANGELOG.md", "LICENSE", "__init__.py", "metadata.txt"),
    *("plugin.py", "publisher.txt", "ui/icons/icon.svg"),
)


@pytest.fixture
def clone(root, tmp_path):
    """A repository with a few of the project's files as they are now, and with its judges."""
    if sys.platform == "win32" or not shutil.which("git"):
        pytest.skip("a release needs git and bash")
    judges = root / "build/judges-venv"
    if not (judges / "bin/python").exists():
        if os.environ.get("SCANEO_VENV"):
            pytest.fail("There are no judges: `make test` sets them up.")
        pytest.skip("there are no judges in build/judges-venv")
    folder = tmp_path / "clone"
    files = [root / name for name in SOME]
    files += [file for part in ("changes", "tests/tools") for file in (root / part).glob("*.*")]
    for file in files:
        copy = folder / file.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy)
    (folder / "build").mkdir()
    (folder / "build/judges-venv").symlink_to(judges.resolve())
    run(folder, "git", "init", "-q")
    run(folder, "git", "add", "-A")
    run(folder, "git", "commit", "-q", "-m", "As it is")
    return folder


ME = {
    f"GIT_{who}_{what}": "a@example.org"
    for who in ("AUTHOR", "COMMITTER")
    for what in ("NAME", "EMAIL")
}


def run(folder, *command, ended=0, **more):
    env = {**os.environ, **ME, **more}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=300)
    assert done.returncode == ended, done.stdout + done.stderr
    return done.stdout + (done.stderr if ended else "")


def state(folder):
    return run(folder, "git", "status", "--porcelain"), run(
        folder, "git", "log", "--all", "--format=%H %D"
    )


@pytest.mark.slow
def test_a_release_is_a_commit_a_tag_and_a_judged_zip_or_nothing(clone):
    release, before = "tests/tools/release.sh", state(clone)
    said = run(clone, release, "--dry-run", "9.8.7")
    assert "fit for the plugin site" in said and "Nothing was changed" in said
    assert "+version=9.8.7" in said and "+## [9.8.7] - " in said
    assert state(clone) == before

    assert "already" not in run(clone, release, "9.8.7", RELEASE_CHECKS="false", ended=1)
    assert state(clone) == before, "a test that fails ends it"

    (clone / "plugin.py").write_text("assert __name__\n")
    assert "not committed" in run(clone, release, "9.8.7", RELEASE_CHECKS="true", ended=1)
    run(clone, "git", "commit", "-q", "-a", "-m", "A fault")
    spoiled = state(clone)
    said = run(clone, release, "9.8.7", RELEASE_CHECKS="true", ended=1)
    assert "bandit B101" in said
    assert state(clone) == spoiled
    run(clone, "git", "reset", "-q", "--hard", "HEAD~1")

    said = run(clone, release, "9.8.7", RELEASE_CHECKS="true")
    assert "fit for the plugin site" in said and "has the tag v9.8.7" in said
    assert run(clone, "git", "describe") == "v9.8.7\n"
    assert run(clone, "git", "status", "--porcelain") == ""
    assert "version=9.8.7\n" in run(clone, "git", "show", "v9.8.7:metadata.txt")
    assert run(clone, "git", "ls-files", "changes") == "changes/README.md\n"
    assert (clone / "build/scaneo_bridge.9.8.7.zip").exists()
    assert "already" in run(clone, release, "9.8.7", RELEASE_CHECKS="true", ended=1)
