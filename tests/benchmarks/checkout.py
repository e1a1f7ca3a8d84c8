"""The plugin of any checkout, for measures that two versions of it take in turns."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import older_names

PACKAGE = "scaneo_bridge"


@contextmanager
def plugin_of(checkout: str, has_window: bool = False) -> Iterator[Path]:
    """QGIS, without a window if none is wanted, the plugin of a checkout as `scaneo_bridge`, and an
    empty folder that is removed in the end. Settings are read from nowhere and kept nowhere."""
    work = Path(tempfile.mkdtemp(prefix="growth-"))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QGIS_CUSTOM_CONFIG_PATH"] = str(work / "config")
    sys.dont_write_bytecode = True
    from qgis.core import QgsApplication

    application = QgsApplication([], has_window)
    application.initQgis()
    root = Path(checkout).resolve()
    spec = importlib.util.spec_from_file_location(
        PACKAGE, root / "__init__.py", submodule_search_locations=[str(root)]
    )
    if spec is None or spec.loader is None:
        raise RuntimeError(f"{root} is no checkout of the plugin")
    package = importlib.util.module_from_spec(spec)
    sys.modules[PACKAGE] = package
    spec.loader.exec_module(package)
    older_names.install(PACKAGE)
    try:
        yield work
    finally:
        application.exitQgis()
        shutil.rmtree(work, ignore_errors=True)
