"""Change notes become a version: changelog.py VERSION [DATE]   (of today, unless one is given)

Notes are files in changes/, NAME.KIND.md, each with entries as they are to stand in CHANGELOG.md.
They, and what stands under [Unreleased], become the version's section; metadata.txt gets the
version and what is new in it. The notes are removed. Where something is wrong, nothing is changed,
and one sentence says what.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("added", "changed", "fixed")
UNRELEASED = "## [Unreleased]"
NAME = re.compile(rf"[a-z0-9]+(-[a-z0-9]+)*\.({'|'.join(KINDS)})\.md")

Entries = Mapping[str, str]
"""By kind, the entries below one another as they stand in the file."""


class Wrong(Exception):
    """Why no version can be made."""


def numbers(version: str) -> tuple[int, ...]:
    """A version as numbers. :raises Wrong: where it is none."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise Wrong(f"{version!r} is no version: three numbers, as in 0.2.0.")
    return tuple(map(int, version.split(".")))


def fault(name: str, text: str) -> str:
    """What is wrong with a note; empty where nothing is."""
    if not NAME.fullmatch(name):
        return f"changes/{name}: its name must be what-it-is-about.{'|'.join(KINDS)}.md"
    lines = text.splitlines()
    if not lines or not lines[0].startswith("- ") or not text.endswith("\n"):
        return f"changes/{name}: an entry begins with “- ”, and its last line ends."
    if any(not re.match(r"- \S|  \S", line) for line in lines):
        return f"changes/{name}: a line that goes on with an entry begins with two spaces."
    return ""


def read_notes(folder: Path) -> dict[Path, str]:
    """The notes by their files. :raises Wrong: where one can't be used."""
    found = {}
    for file in sorted(folder.glob("*")):
        if file.name == "README.md":
            continue
        found[file] = file.read_text(encoding="utf-8")
        if fault(file.name, found[file]):
            raise Wrong(fault(file.name, found[file]))
    return found


def cut(log: str) -> tuple[str, str, str]:
    """A changelog in three: before, in and behind its section of what is not released."""
    if log.count(f"\n{UNRELEASED}\n") != 1:
        raise Wrong(f"CHANGELOG.md must have one heading {UNRELEASED}")
    before, rest = log.split(f"\n{UNRELEASED}\n")
    inside, sign, behind = rest.partition("\n## ")
    return before, inside, f"{sign}{behind}"


def entries(section: str, notes: Mapping[Path, str]) -> Entries:
    """What stands in the section already, then what the notes say."""
    found = dict.fromkeys(KINDS, "")
    for title, text in re.findall(r"^### (\w+)\n(.*?)(?=^### |\Z)", section, re.M | re.S):
        if title.lower() not in found:
            raise Wrong(f"CHANGELOG.md: {title} is none of {', '.join(KINDS)}.")
        found[title.lower()] += f"{text.strip()}\n" if text.strip() else ""
    for file, text in notes.items():
        found[file.name.split(".")[1]] += text
    return found


def section_of(version: str, date: str, said: Entries) -> str:
    """The section of a version."""
    blocks = [f"### {kind.capitalize()}\n{text}" for kind, text in said.items() if text]
    return "\n".join([f"## [{version}] - {date}\n", *blocks])


def sentences(said: Entries) -> Iterator[str]:
    """What metadata.txt says: the first sentence of each entry of the first kind that has any."""
    for text in filter(None, said.values()):
        for entry in re.split(r"^- ", text, flags=re.M)[1:]:
            words = " ".join(entry.split())
            first = re.split(r"(?<=\.)\s", words)[0].rstrip(".")
            yield re.sub(r"[`*]|\[([^]]*)\]\([^)]*\)", r"\1", first).replace("%", "%%")
        return


def metadata_with(metadata: str, version: str, said: Entries) -> str:
    """metadata.txt with the version, and what is new in it before what earlier ones brought."""
    known = re.search(r"^version=(.*)$", metadata, re.M)
    if known is None or not re.search(r"^changelog=.", metadata, re.M):
        raise Wrong("metadata.txt has no version, or no changelog.")
    if numbers(version) <= numbers(known[1]):
        raise Wrong(f"{version} must come after {known[1]}.")
    new = "".join(f"    - {one}\n" for one in sentences(said))
    text = metadata.replace(known[0], f"version={version}", 1)
    return re.sub(r"^changelog=", lambda _: f"changelog={version}\n{new}    ", text, flags=re.M)


def release(root: Path, version: str, date: str) -> None:
    """Makes a version of all that is new. :raises Wrong: where it can't; nothing is changed."""
    numbers(version)
    log, metadata = root / "CHANGELOG.md", root / "metadata.txt"
    notes = read_notes(root / "changes")
    before, inside, behind = cut(log.read_text(encoding="utf-8"))
    said = entries(inside, notes)
    if not any(said.values()):
        raise Wrong("There is nothing new: changes/ is empty.")
    new_metadata = metadata_with(metadata.read_text(encoding="utf-8"), version, said)
    preface = inside.partition("### ")[0].strip()  # what is said of all that is not released
    unreleased = f"{before}\n{UNRELEASED}\n\n" + (f"{preface}\n\n" if preface else "")
    section = section_of(version, date, said)
    log.write_text(f"{unreleased}{section}{behind}", encoding="utf-8")
    metadata.write_text(new_metadata, encoding="utf-8")
    for file in notes:
        file.unlink()


def main() -> None:
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    today = datetime.now(timezone.utc).strftime("%Y-%m-%d")
    try:
        release(ROOT, sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else today)
    except Wrong as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
