"""Names are taken apart as `pathlib` does it, whatever is in them."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath
from random import Random

import pytest
from scaneo_bridge.core.base.names import is_below, is_plain, split_suffix

_LETTERS = "ab.1/\\: _é-\n\0\udc80"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("a.tif", ("a", ".tif")),
        ("2024/b.v2.tif", ("2024/b.v2", ".tif")),
        ("2024.old/readme", ("2024.old/readme", "")),
        ("x/.hidden", ("x/.hidden", "")),
        ("x//a..tif", ("x/a.", ".tif")),
        ("./a.tif", ("a", ".tif")),
        ("a.TIF", ("a", ".TIF")),
    ],
)
def test_a_name_is_parted_at_its_last_suffix(name: str, parts: tuple[str, str]) -> None:
    assert split_suffix(name) == parts


@pytest.mark.parametrize("seed", range(5))
def test_any_name_is_parted_as_pathlib_does_it(seed: int) -> None:
    random = Random(seed)
    for _ in range(3000):
        name = "".join(random.choices(_LETTERS, k=random.randint(1, 9)))
        path = PurePosixPath(name)
        if not path.name.strip(".") or path.name.startswith("..") or path.name.endswith("."):
            continue  # Pythons disagree about those
        assert split_suffix(name) == (str(path.with_suffix("")), path.suffix)


@pytest.mark.parametrize("seed", range(5))
def test_a_plain_name_is_below_a_folder_on_every_system(seed: int) -> None:
    random = Random(seed)
    plain = 0
    for _ in range(3000):
        name = "".join(random.choices(_LETTERS, k=random.randint(1, 9)))
        if is_plain(name):
            plain += 1
            posix, windows = PurePosixPath(name), PureWindowsPath(name)
            assert not (posix.root or windows.root or windows.drive or "\0" in name)
            assert ".." not in (*posix.parts, *windows.parts)
            name.encode()
    assert plain


def test_what_no_system_keeps_below_a_folder_is_not_plain() -> None:
    for name in ("", "../a", "a/../b", "/a", "a//b", "C:a", "a\\b", "a\0b", "\udc80", "a/", "a/."):
        assert not is_plain(name)
    assert is_below("a/.b") and is_below("ü/ß 1.tif") and not is_below("a/../b")
