"""Draws the house from the import contract: house.py [FILE]

Prints the diagram and the floors inside the rooms; with a FILE, puts them between its two markers.
All comes from [tool.importlinter] in pyproject.toml, what a room is for from its own docstring.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

try:
    import tomllib
except ImportError:  # before Python 3.11; import-linter brings it
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "scaneo_bridge"
BEGIN = "<!-- made by tests/tools/house.py -->"
END = "<!-- as far as here -->"
DRAWN = ("core", "ui")  # the others are listed

Floors = list[list[str]]


def floors(root: Path = ROOT) -> dict[str, Floors]:
    """The contracts of kind *layers*: by a package's path, its floors with their rooms."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    found = {}
    for contract in settings["tool"]["importlinter"]["contracts"]:
        if contract["type"] == "layers":
            rows = [re.split(r"\s*[|:]\s*", row.strip("() ")) for row in contract["layers"]]
            for container in contract["containers"]:
                path = container[len(PACKAGE) :].lstrip(".").replace(".", "/")
                found[path] = rows
    return found


def job(root: Path, path: str) -> str:
    """The first sentence of a module's or a package's docstring."""
    file = root / f"{path}.py"
    file = file if file.is_file() else root / path / "__init__.py"
    text = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return re.split(r"(?<=\.)\s", text)[0].replace('"', "'")


def diagram(root: Path = ROOT) -> Iterator[str]:
    """The whole house as a Mermaid flowchart, from the roof down: arrows are imports."""
    found = floors(root)
    yield "```mermaid"
    yield "flowchart TB"
    for (part,) in found[""]:
        if part not in DRAWN:
            yield f'  {part}["<b>{part}</b><br>{job(root, part)}"]'
            continue
        yield f"  subgraph {part}"
        yield "    direction TB"
        above: list[str] = []
        for floor in found[part]:
            for room in floor:
                yield f'    {part}_{room}["<b>{room}</b><br>{job(root, f"{part}/{room}")}"]'
            here = [f"{part}_{room}" for room in floor]
            if above:
                yield f"    {' & '.join(above)} --> {' & '.join(here)}"
            above = here
        yield "  end"
    parts = [part for (part,) in found[""]]
    for upper, lower in zip(parts, parts[1:]):
        yield f"  {upper} --> {lower}"
    yield "```"


def inside(root: Path = ROOT) -> Iterator[str]:
    """What the contract says inside the rooms, one line each."""
    yield "| inside | from above |"
    yield "| --- | --- |"
    for path, rows in floors(root).items():
        if path and path not in DRAWN:
            yield f"| `{path}` | {' → '.join(' · '.join(row) for row in rows)} |"


def house(root: Path = ROOT) -> str:
    """What stands between the markers."""
    return "\n".join([*diagram(root), "", *inside(root)])


def put(text: str, made: str) -> str:
    """A page with what was made between its markers."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n{made}\n{END}{after}"


def main() -> None:
    if len(sys.argv) == 1:
        print(house())
        return
    page = Path(sys.argv[1])
    page.write_text(put(page.read_text(encoding="utf-8"), house()), encoding="utf-8")


if __name__ == "__main__":
    main()
