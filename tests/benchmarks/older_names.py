"""The names of today on a checkout from before the house was rebuilt, for measures in turns.

Only what can't be found is made up, of the modules that had its names: older_names.json says which.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Collection, Mapping, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any, Optional

TABLE = Path(__file__).with_suffix(".json")
Homes = Sequence[tuple[str, Mapping[str, str]]]


class _Older(ModuleType):
    """A module of today, whose names are looked up where they were."""

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("__"):
            homes: Homes = self.__dict__["homes"]
            for module, names in homes:
                try:
                    found = importlib.import_module(module)
                except ModuleNotFoundError:  # that checkout is older than this module
                    continue
                for one in (names.get(name, name), name):
                    if hasattr(found, one):
                        return getattr(found, one)
        raise AttributeError(f"{self.__name__} had no {name}")


class _Finder(MetaPathFinder, Loader):
    def __init__(self, package: str, table: Mapping[str, Homes]) -> None:
        self._homes = {
            f"{package}.{new}": [(f"{package}.{old}", names) for old, names in homes]
            for new, homes in table.items()
        }
        self.packages = {
            name.rsplit(".", count)[0]
            for name in self._homes
            for count in range(1, name.count("."))
        }

    def find_spec(self, name: str, path: object = None, target: object = None) -> Any:
        if name in self._homes or name in self.packages:
            return ModuleSpec(name, self, is_package=name in self.packages)
        return None

    def create_module(self, spec: ModuleSpec) -> Optional[ModuleType]:
        module = _Older(spec.name)
        module.__dict__["homes"] = self._homes.get(spec.name, ())
        return module

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing to run."""


class _Widened(SourceFileLoader):
    """A file of that checkout that is a package today: its modules of today are found, too."""

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        module.__path__ = []


class _WideningFinder(MetaPathFinder):
    def __init__(self, packages: Collection[str]) -> None:
        self._packages = packages

    def find_spec(self, name: str, path: Any = None, target: object = None) -> Any:
        spec = PathFinder.find_spec(name, path) if name in self._packages else None
        if spec is not None and isinstance(spec.loader, SourceFileLoader) and spec.parent != name:
            spec.loader = _Widened(name, spec.loader.path)
        return spec


def install(package: str) -> None:
    """From now on; what the checkout has is found first."""
    finder = _Finder(package, json.loads(TABLE.read_text(encoding="utf-8")))
    sys.meta_path.insert(0, _WideningFinder(finder.packages))
    sys.meta_path.append(finder)
