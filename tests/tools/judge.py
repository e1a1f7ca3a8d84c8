"""Judges the zip for users as the plugin site does, and more strictly: judge.py ZIP, or judge.py
FOLDER for the code alone (`make lint`). judge.py --addresses ZIP asks the network, too, whether the
metadata's addresses answer, which must be no placeholders then.

Each fault is one sentence; with any, it ends with 1. The site's own checks (QGIS-Plugins-Website
4.1.1: validator.py, security_scanner.py) are all here, but for QGIS's pyqt5_to_pyqt6.py, which is
in no package: `make test-qt6` looks at each name of Qt. It runs in the environment of bandit,
detect-secrets and flake8 (setup.sh judges).
"""

from __future__ import annotations

import configparser
import json
import re
import stat
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from urllib.error import HTTPError, URLError
from urllib.parse import urlparse
from urllib.request import Request, urlopen

TOP = "scaneo_bridge"
LARGEST = 25_000_000  # bytes, the site's limit
REQUIRED = (
    "name", "description", "version", "qgisMinimumVersion", "author", "email", "about", "tracker",
    "repository",
)  # fmt: skip
RECOMMENDED = (
    "homepage", "changelog", "qgisMaximumVersion", "tags", "deprecated", "experimental",
    "external_deps", "icon", "category", "hasProcessingProvider", "license",
)  # fmt: skip
ADDRESSES = ("homepage", "repository", "tracker")
PLACEHOLDERS = {"http://homepage", "http://repo", "http://bugs"}  # the plugin builder's
EXAMPLES = re.compile(r"(^|[.@])(example(\.(com|net|org))?|invalid|test|localhost)$")
"""Domains that lead nowhere (RFC 2606): addresses there are placeholders of ours."""
PATIENCE = 20  # seconds for an answer
FLAGS = ("deprecated", "experimental", "hasProcessingProvider")
QT6 = (4,)  # the first QGIS with it
TRANSLATION = ".qm"
"""A catalogue of translations as Qt loads it: data, made by lrelease of a text in the tree."""
PROGRAMS = {".exe", ".dll", ".so", ".dylib", ".bat", ".sh", ".ps1", ".cmd", ".pyc", ".pyo", ".pyd"}
NOSEC = re.compile(r"#\s*nosec\b")
EXPLAINED = re.compile(r"# nosec B\d{3}(, B\d{3})*  # \w+")


def faults(package: Path) -> Iterator[str]:
    """What is wrong with a package, one sentence each."""
    if package.stat().st_size > LARGEST:
        yield f"It is larger than {LARGEST // 1_000_000} MB."
    with zipfile.ZipFile(package) as archive, tempfile.TemporaryDirectory() as scratch:
        yield from file_faults(archive)
        folder = Path(scratch, "package")
        archive.extractall(folder)
        yield from metadata_faults(folder / TOP)
        yield from code_faults(folder)


def placeholders(found: Mapping[str, str]) -> list[str]:
    """What in the metadata leads nowhere, and must be replaced before an upload."""
    hosts = {name: urlparse(found.get(name, "")).hostname or "" for name in ADDRESSES}
    hosts["email"] = found.get("email", "")
    return [name for name, host in hosts.items() if EXAMPLES.search(host)]


def address_faults(found: Mapping[str, str]) -> Iterator[str]:
    """Which addresses of the metadata don't answer, asked as the site asks them: with HEAD."""
    for name in placeholders(found):
        yield f"publisher.txt: {name} is a placeholder."
    for name in ADDRESSES:
        address = found.get(name, "")
        if name in placeholders(found) or urlparse(address).scheme not in ("http", "https"):
            continue
        try:
            with urlopen(Request(address, method="HEAD"), timeout=PATIENCE):
                pass
        except HTTPError as error:
            yield f"publisher.txt: {name}, {address}, answers {error.code}."
        except (URLError, OSError) as error:
            yield f"publisher.txt: {name}, {address}, does not answer ({error})."


def code_faults(folder: Path) -> Iterator[str]:
    """What is wrong with the code in a folder, one sentence each."""
    yield from comment_faults(folder)
    yield from bandit_faults(folder)
    yield from secret_faults(folder)
    yield from flake8_faults(folder)


def file_faults(archive: zipfile.ZipFile) -> Iterator[str]:
    names = archive.namelist()
    tops = sorted({name.split("/")[0] for name in names})
    if tops != [TOP]:
        yield f"Its top folders are {', '.join(tops)}: there must be {TOP} alone."
    for needed in ("__init__.py", "metadata.txt", "LICENSE"):
        if f"{TOP}/{needed}" not in names or not archive.read(f"{TOP}/{needed}").strip():
            yield f"It has no {needed}."
    for info in archive.infolist():
        path = PurePosixPath(info.filename)
        mode = info.external_attr >> 16
        if any(part.startswith(".") or part in ("__MACOSX", "__pycache__") for part in path.parts):
            yield f"{path} is hidden, or left over from a machine."
        if stat.S_ISLNK(mode):
            yield f"{path} is a link."
        elif path.suffix.lower() in PROGRAMS:
            yield f"{path} is a program."
        elif not info.is_dir() and not _is_text(archive.read(info)) and path.suffix != TRANSLATION:
            yield f"{path} is binary."
        if not info.is_dir() and mode & 0o111:
            yield f"{path} can be executed."


def _is_text(data: bytes) -> bool:
    try:
        return "\0" not in data.decode("utf-8")
    except UnicodeDecodeError:
        return False


def read_metadata(text: str) -> dict[str, str]:
    """:raises configparser.Error: where it can't be read."""
    parser = configparser.ConfigParser()  # as the site reads it: % begins an interpolation
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(text)
    return {name: value.strip() for name, value in parser.items("general")}


def metadata_faults(folder: Path) -> Iterator[str]:
    try:
        found = read_metadata((folder / "metadata.txt").read_text("utf-8"))
    except (OSError, UnicodeDecodeError, configparser.Error) as error:
        yield f"metadata.txt can't be read: {error}"
        return
    for name in (*REQUIRED, *RECOMMENDED):
        if not found.get(name):
            yield f"metadata.txt has no {name}."
    for name in ADDRESSES:
        address = urlparse(found.get(name, ""))
        if address.scheme not in ("http", "https") or not address.netloc:
            yield f"metadata.txt: {name} is no address."
        if found.get(name) in PLACEHOLDERS:
            yield f"metadata.txt: {name} is a placeholder."
    for name in FLAGS:
        if found.get(name, "").lower() not in ("true", "false", "yes", "no"):
            yield f"metadata.txt: {name} is neither True nor False."
    if "/" in found.get("author", ""):
        yield "metadata.txt: author has a slash."
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", found.get("email", "")):
        yield "metadata.txt: email is no address."
    if not (folder / found.get("icon", "")).is_file():
        yield f"metadata.txt: its icon {found.get('icon')} is not in the package."
    lowest, highest = (
        _numbers(found.get(f"qgis{end}Version", "")) for end in ("Minimum", "Maximum")
    )
    if not lowest or not highest or lowest > highest:
        yield "metadata.txt: its lowest and highest version of QGIS make no range."
    elif highest < QT6:
        yield "metadata.txt: by its highest version, QGIS 4 is not offered it."
    if "supportsQt6" in found:
        yield "metadata.txt: supportsQt6 is deprecated: qgisMaximumVersion alone counts."
    yield from version_faults(folder, found)


def version_faults(folder: Path, found: dict[str, str]) -> Iterator[str]:
    version = found.get("version", "")
    if not _numbers(version):
        yield f"metadata.txt: the version {version} is not made of numbers."
    if not found.get("changelog", "").startswith(version):
        yield f"metadata.txt: its changelog does not begin with {version}."
    log = folder / "CHANGELOG.md"
    text = log.read_text("utf-8") if log.is_file() else ""
    told = re.findall(r"^## \[?v?(\d[\w.]*)", text, re.M)
    if told[:1] != [version]:
        last = told[0] if told else "no version"
        yield f"CHANGELOG.md tells of {last}, metadata.txt of {version}."


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split("."))) if re.fullmatch(r"\d+(\.\d+)*", version) else ()


def comment_faults(folder: Path) -> Iterator[str]:
    """Exceptions from bandit's rules: each names its rule and says why."""
    for file in sorted(folder.rglob("*.py")):
        for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), 1):
            if NOSEC.search(line) and not EXPLAINED.search(line):
                place = f"{file.relative_to(folder)}:{number}"
                yield f"{place}: a nosec must be `# nosec B000  # why`."


def run(folder: Path, *command: str) -> str:
    """What a tool says. One that breaks must not pass for one that found nothing."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode not in (0, 1):  # 1: it found something
        sys.exit(f"{command[0]} broke: {done.stderr.strip()[-500:]}")
    return done.stdout


def bandit_faults(folder: Path) -> Iterator[str]:
    report = json.loads(run(folder, "bandit", "-r", ".", "-f", "json", "--quiet"))
    for found in report["errors"]:
        yield f"bandit can't read {found['filename']}: {found['reason']}."
    for found in report["results"]:
        place = f"{PurePosixPath(found['filename'])}:{found['line_number']}"
        yield f"{place}: bandit {found['test_id']}, {found['issue_text']}"


def secret_faults(folder: Path) -> Iterator[str]:
    report = json.loads(run(folder, "detect_secrets", "scan", "--all-files", "."))
    for name, secrets in sorted(report["results"].items()):
        for found in secrets:
            yield f"{name}:{found['line_number']}: detect-secrets, {found['type']}."


def flake8_faults(folder: Path) -> Iterator[str]:
    for line in run(folder, "flake8", "--isolated", "--max-line-length=120", ".").splitlines():
        place, _, said = line.removeprefix("./").partition(": ")
        yield f"{place}: flake8 {said}."


def main() -> int:
    *options, name = sys.argv[1:]
    package = Path(name)
    if package.is_dir():
        return tell("The code", list(code_faults(package)))
    found = list(faults(package))
    with zipfile.ZipFile(package) as archive:
        count = sum(not info.is_dir() for info in archive.infolist())
        about = {} if found else read_metadata(archive.read(f"{TOP}/metadata.txt").decode("utf-8"))
    if "--addresses" in options:
        found += address_faults(about)
    if found:
        return tell(str(package), found)
    size = package.stat().st_size / 1024
    print(f"{package}: {count} files, {size:.0f} kB, fit for the plugin site")
    if left := placeholders(about):
        print(
            f"But don't upload it: {', '.join(left)} are placeholders. Fill in publisher.txt, "
            "commit it, and make the package again; ADDRESSES=1 asks whether they answer, as the "
            "site does."
        )
    return 0


def tell(what: str, found: Sequence[str]) -> int:
    """Prints the faults; returns with what to end."""
    for fault in found:
        print(f"  {fault}")
    if found:
        print(f"{what} is not fit for the plugin site: {len(found)} faults.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
