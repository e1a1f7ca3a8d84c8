"""The fixture itself: the SCANEO that the other tests ask is real, and its answers are
understood.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from interop.scaneo_server import ScaneoError, ScaneoImportError, ScaneoServer
from interop.shown import Shown, expected, shown_in, unordered

pytestmark = pytest.mark.interop

DATA = Path(__file__).resolve().parents[1] / "data"
BOX = [[40.1, 0.2], [40.2, 0.1]]
AREA = {"type": "Polygon", "coordinates": [[[0.1, 40.1], [0.2, 40.1], [0.2, 40.2], [0.1, 40.1]]]}


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    """A copy of a folder that SCANEO wrote: an export overwrites it."""
    return Path(shutil.copytree(DATA / "scaneo_export", tmp_path / "campaign"))


@pytest.mark.parametrize("name", ["scaneo_export", "seed_example", "sample"])
def test_scaneo_shows_what_the_files_say(scaneo: ScaneoServer, name: str) -> None:
    assert scaneo.snapshot(scaneo.import_folder(DATA / name)) == expected(DATA / name)


def test_an_export_holds_the_same_annotations(
    scaneo: ScaneoServer, campaign: Path, tmp_path: Path
) -> None:
    before = {path: found for path, found in expected(campaign).items() if found}
    out = tmp_path / "out"

    scaneo.export(scaneo.import_folder(campaign), out)

    after = {path: shown_in((out / path).with_suffix(".geojson")) for path in before}
    assert unordered(after) == unordered(before)
    assert len(list(out.rglob("*.geojson"))) == len(before)


def test_what_is_added_is_shown_and_exported(scaneo: ScaneoServer, campaign: Path) -> None:
    (campaign / "2024" / "june" / "fields.geojson").unlink()
    number = scaneo.import_folder(campaign)
    image = next(
        image["id"] for image in scaneo.images(number) if image["path"] == "2024/june/fields.tif"
    )

    scaneo.add(image, "classification", "field")
    scaneo.add(image, "detection", "water", bb=BOX)
    scaneo.add(
        image,
        "segmentation",
        "cloud",
        layer_data={"type": "Feature", "properties": {}, "geometry": AREA},
    )
    scaneo.export(number)

    wanted = [
        Shown("classification", "field"),
        Shown("detection", "water", bbox=(40.1, 0.1, 40.2, 0.2)),
        Shown("segmentation", "cloud", geometry=AREA),
    ]
    assert scaneo.snapshot(number)["2024/june/fields.tif"] == wanted
    assert unordered(expected(campaign))["2024/june/fields.tif"] == unordered({"": wanted})[""]


def test_a_folder_that_scaneo_cannot_import_says_why(scaneo: ScaneoServer, campaign: Path) -> None:
    (campaign / "coast.geojson").write_text(
        '{"features": [{"properties": {"label": "water"}}]}', encoding="utf-8"
    )

    with pytest.raises(ScaneoImportError, match="task"):
        scaneo.import_folder(campaign)


def test_the_server_ends_with_its_fixture(tmp_path: Path, scaneo: ScaneoServer) -> None:
    """And only its own process: the session's server still answers."""
    second = ScaneoServer(scaneo.python.parent.parent, tmp_path)
    second.start()
    number = second.import_folder(DATA / "seed_example")
    assert len(second.labels(number)) == 3

    second.stop()

    with pytest.raises(OSError):
        second.images(number)
    assert scaneo.images(number) == []


def test_a_server_that_cannot_start_says_so(tmp_path: Path) -> None:
    with pytest.raises(ScaneoError, match="no SCANEO in"):
        ScaneoServer(tmp_path, tmp_path).start()
