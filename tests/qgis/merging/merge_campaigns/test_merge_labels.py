"""`scaneo:mergecampaigns`: labels, parameters, and headless."""

import json
import os
import shutil
import subprocess

import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer
from support.folders import snapshot
from support.geojson import collection, detection, spai
from support.processing import Log
from support.subjects.merge_campaigns import BOTH, FAR, FIRST, HERE, LAST, NAME, colors, labelled

# Labels


@pytest.mark.parametrize("keep, color", [(BOTH, "#111111"), (FIRST, "#111111"), (LAST, "#222222")])
def test_labels_are_merged_by_name_and_colours_may_differ(folder, merge, out, keep, color):
    one = folder("one", labels=spai(ship="#111111", boat="#ABCDEF"))
    other = folder("other", labels=spai(ship="#222222", boat="#abcdef", Ship="#333333"))
    log = Log()
    done = merge(one, other, CONFLICTS=keep, log=log)
    assert colors(out) == {"ship": color, "boat": "#ABCDEF", "Ship": "#333333"}
    assert done["CONFLICT_COUNT"] == 1 and done["PROBLEM_COUNT"] == 1
    assert any("“ship”, “Ship”" in warning for warning in log.warnings)
    assert {row["file"] for row in done["ROWS"] if row["conflict"]} == {"spai.json"}


def test_labels_that_only_look_the_same_are_told_when_they_are_merged(folder, merge):
    one = folder("one", labels=spai(**{"café": "#111111"}))
    other = folder("other", labels=spai(**{"cafe\u0301": "#111111"}))
    log = Log()
    merge(one, other, log=log)
    assert any("how a letter is encoded" in warning for warning in log.warnings)


def test_a_label_that_is_used_is_always_listed(folder, merge, out):
    base = folder("base", a=collection(), labels=spai(ship="#111111", gone="#222222"))
    one = folder("one", a=collection(detection("new", HERE), detection("gone", FAR)),
                 labels=None)  # fmt: skip
    other = folder("other", labels=spai(ship="#654321"))
    merge(one, other, BASE=base)
    assert list(colors(out)) == ["ship", "gone", "new"]
    assert colors(out)["ship"] == "#654321" and colors(out)["gone"] == "#222222"


def test_a_list_of_labels_that_cant_be_read_is_not_replaced(folder, merge, out):
    mine = folder("merged", labels=b"{")
    before = snapshot(mine)
    with pytest.raises(QgsProcessingException, match=r"spai\.json"):
        merge(folder("one", a=collection(detection("ship", HERE))))
    assert snapshot(mine) == before
    (mine / "spai.json").unlink()
    merge(folder("other", a=collection(detection("ship", HERE)), labels=b"{"))
    assert list(colors(out)) == ["ship"]


# The parameters


def test_a_file_that_is_chosen_stands_for_its_folder(folder, merge, out):
    """QGIS's dialog offers files, or all files of a folder."""
    one = folder("one", ("a.tif", "2024/b.tif"), a=collection(detection("ship", HERE)))
    other = folder("other", a=collection(detection("boat", FAR)))
    merge(*sorted(one.rglob("*.tif")), one / "spai.json", other / "spai.json")
    assert labelled(out) == ["boat", "ship"]
    assert (out / "2024" / "b.tif").exists()


def test_a_folder_that_is_not_there_is_a_sentence(folder, merge, out, tmp_path):
    with pytest.raises(QgsProcessingException, match="nowhere"):
        merge(folder("one"), tmp_path / "nowhere")
    assert not out.exists()


# Headless


@pytest.mark.slow
def test_headless(root, tmp_path, folder, out):
    command = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
    if command is None:
        pytest.skip("qgis_process is not installed")
    home = tmp_path / "home"
    (home / "plugins").mkdir(parents=True)
    (home / "plugins" / "scaneo_bridge").symlink_to(root, target_is_directory=True)
    ours = ("QGIS_CUSTOM_CONFIG_PATH", "QGIS_OPTIONS_PATH", "PYTHONPATH", "XDG_CONFIG_HOME")
    env = {name: value for name, value in os.environ.items() if name not in ours}
    env.update(HOME=str(home), QGIS_PLUGINPATH=str(home / "plugins"), LC_ALL="C.UTF-8")
    env.update(QT_QPA_PLATFORM="offscreen")

    def run(*arguments):
        return subprocess.run(
            [command, *arguments], env=env, cwd=home, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=120,
        )  # fmt: skip

    assert run("plugins", "enable", "scaneo_bridge").returncode == 0
    one = folder("one", a=collection(detection("ship", HERE)))
    other = folder("other", a=collection(detection("boat", HERE)))
    folders = [f"--FOLDERS={one}", f"--FOLDERS={other}", f"--FOLDER={out}"]
    table = tmp_path / "table.gpkg"
    done = run("--json", "run", NAME, *folders, "--CONFLICTS=0", f"--OUTPUT={table}")
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads(done.stdout)["results"]
    assert results["CONFLICT_COUNT"] == 1 and results["ANNOTATION_COUNT"] == 2
    assert labelled(out) == ["boat", "ship"]
    assert QgsVectorLayer(str(table), "table", "ogr").featureCount() == 2
