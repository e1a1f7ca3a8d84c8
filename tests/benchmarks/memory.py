"""The memory that an import or an export needs over that of QGIS, in a process of its own.

python -m benchmarks.memory import|export FOLDER WORKSPACE    (in tests/; Linux)
python -m benchmarks.memory layers FOLDER LAYER
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from qgis.core import QgsApplication, QgsFeedback

TESTS = Path(__file__).resolve().parents[1]


def memory_over_qgis(deed: str, folder: Path, file: Path) -> float:
    """The peak in MB. `deed` is "import", "export" or "layers"; `file` a workspace or a layer."""
    command = [sys.executable, "-m", "benchmarks.memory", deed, str(folder), str(file)]
    done = subprocess.run(command, cwd=TESTS, check=True, stdout=subprocess.PIPE, text=True)
    return float(done.stdout.split()[-1])


def _main(deed: str, folder: Path, file: Path) -> None:
    application = QgsApplication([], False)
    application.initQgis()
    before = megabytes("VmRSS")
    import conftest  # noqa: F401  # makes the plugin importable; from here on all memory is ours

    {"import": _import, "export": _export, "layers": _layers}[deed](folder, file)
    print(megabytes("VmHWM") - before)
    application.exitQgis()


def _import(folder: Path, file: Path) -> None:
    from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign

    open_campaign(folder, file, QgsFeedback())


def _export(folder: Path, file: Path) -> None:
    from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign

    export_campaign(file, None, QgsFeedback())


def _layers(folder: Path, file: Path) -> None:
    from benchmarks.layers.layers import open_layer, plan_of
    from scaneo_bridge.core.mapping.export import export_layers

    export_layers(plan_of(open_layer(file), folder), QgsFeedback())


def megabytes(name: str) -> float:
    """VmRSS is what is in memory now, VmHWM the most that ever was (proc(5), in kB)."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise RuntimeError(f"the system does not tell {name}")


if __name__ == "__main__":
    _main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
