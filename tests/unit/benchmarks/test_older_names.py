"""A checkout from before the house was rebuilt is found under the names of today."""

import importlib
import importlib.util
import json
import sys

import pytest
from benchmarks import older_names

PACKAGE = "older_house"
TABLE = {
    "rooms.work.settings": [["settings", {}]],
    "rooms.work.work": [["rooms.work", {"Work": "Job"}]],
}


@pytest.fixture
def older(tmp_path, monkeypatch):
    """A package of which `rooms/work.py` is a module where there is a package today."""
    root = tmp_path / PACKAGE
    (root / "rooms").mkdir(parents=True)
    (root / "__init__.py").touch()
    (root / "settings.py").write_text("KEYS = 3", encoding="utf-8")
    (root / "rooms" / "__init__.py").touch()
    (root / "rooms" / "work.py").write_text("from ..settings import KEYS\nJob = 7", "utf-8")
    table = tmp_path / "table.json"
    table.write_text(json.dumps(TABLE), encoding="utf-8")
    monkeypatch.setattr(older_names, "TABLE", table)
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    monkeypatch.syspath_prepend(tmp_path)
    older_names.install(PACKAGE)
    yield lambda name: importlib.import_module(f"{PACKAGE}.{name}")
    for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
        del sys.modules[name]


def test_a_module_that_is_a_package_today_has_the_modules_of_today(older):
    assert older("rooms.work.settings").KEYS == 3
    assert older("rooms.work.work").Work == 7
    assert older("rooms.work").Job == 7


def test_what_there_never_was_is_not_there(older):
    with pytest.raises(AttributeError, match="had no Other"):
        older("rooms.work.settings").Other  # noqa: B018
    with pytest.raises(ModuleNotFoundError):
        older("rooms.work.other")
