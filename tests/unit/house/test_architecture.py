"""The pages for developers say what is so: the diagram, the paths and the words that they name."""

import importlib.util
import re

import pytest

pytest.importorskip("tomllib")  # Python 3.11
PAGES = ("docs/architecture.md", "CONTRIBUTING.md")
NEW = ("<", "*")  # paths that stand for others
SUFFIXES = ("py", "md", "sh", "toml", "txt", "yaml", "svg")


@pytest.fixture(scope="module")
def house(root):
    """The program that draws the house."""
    spec = importlib.util.spec_from_file_location("house", root / "tests/tools/house.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def named_paths(text):
    """What is named as a path of the project: by a folder of it, or by a suffix."""
    for name in re.findall(r"`([^`\s]+)`", text):
        path = name.split("#")[0].split("::")[0].rstrip("/")
        is_path = re.match(r"(core|ui|tests|docs|changes|findings)/", path)
        if is_path or re.fullmatch(rf"[\w.-]+\.({'|'.join(SUFFIXES)})", path):
            yield path


def test_the_diagram_is_that_of_the_contract(root, house):
    page = (root / "docs/architecture.md").read_text(encoding="utf-8")
    made = house.house(root)
    assert house.put(page, made) == page, "tests/tools/house.py docs/architecture.md writes it"
    assert made.count("subgraph") == 2 and "core_campaign --> core_workspace" in made


def test_another_contract_makes_another_diagram(root, house, tmp_path):
    (tmp_path / "core/one").mkdir(parents=True)
    (tmp_path / "core/one/__init__.py").write_text('"""The first. Not this."""\n')
    (tmp_path / "core/two.py").write_text('"""The "second"."""\n')
    (tmp_path / "pyproject.toml").write_text("""
        [[tool.importlinter.contracts]]
        type = "layers"
        containers = ["scaneo_bridge"]
        layers = ["core"]
        [[tool.importlinter.contracts]]
        type = "layers"
        containers = ["scaneo_bridge.core"]
        layers = ["one | two", "two"]
        [[tool.importlinter.contracts]]
        type = "layers"
        containers = ["scaneo_bridge.core.one"]
        layers = ["a", "b | c"]
    """)
    made = house.house(tmp_path)
    assert '    core_one["<b>one</b><br>The first."]\n' in made
    assert "    core_one & core_two --> core_two\n" in made
    assert """<b>two</b><br>The 'second'.""" in made
    assert made.endswith("| `core/one` | a → b · c |")


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_a_page_names_is_there(root, page):
    paths = set(named_paths((root / page).read_text(encoding="utf-8")))
    assert len(paths) > 15
    left = {one for one in paths if not any(sign in one for sign in NEW)}
    below = {file.name for part in ("core", "ui", "tests") for file in (root / part).rglob("*.*")}
    assert {one for one in left if not (root / one).exists() and one not in below} == set()


def test_every_word_is_one_of_the_code(root):
    """The third column of the list of words."""
    page = (root / "docs/architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| [^|]+ \| [^|]+ \| ([^|]*) \|$", page.split("## Words")[1], re.M)
    names = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert len(names) > 25
    code = "\n".join(
        file.read_text(encoding="utf-8")
        for part in ("core", "ui")
        for file in (root / part).rglob("*.py")
    )
    assert {name for name in names if not re.search(rf"\b{name}\b", code)} == set()


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(root, page):
    text = (root / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", text):
        path, _, heading = target.partition("#")
        if "://" in path:
            continue
        file = (root / page).parent / path if path else root / page
        assert file.exists(), target
        if heading:
            there = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.M)
            assert heading in {
                re.sub(r"[^\w -]", "", one).lower().replace(" ", "-") for one in there
            }
