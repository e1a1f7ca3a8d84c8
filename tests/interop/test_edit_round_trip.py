"""Campaigns that the real SCANEO exported, edited in QGIS, and imported into it again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from interop.campaigns import (
    EAST,
    EMPTY,
    HOLED,
    LABELS,
    UTM,
    WEST,
    annotated,
    make_in_scaneo,
    write_images,
)
from interop.editor import TASKS, Annotations, Editor, area, box, whole
from interop.scaneo_server import ScaneoServer
from interop.shown import Shown, unordered
from interop.trip import (
    arrive,
    come_back,
    contents,
    features_in,
    go_round,
    labels_of,
)
from qgis.core import QgsFeedback
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign

pytestmark = [pytest.mark.interop, pytest.mark.usefixtures("qgis_new_project")]

DATA = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True)
class Campaign:
    """A folder that SCANEO exported, and what SCANEO says of it.

    `bounds` of each image are west, south, east, north.
    """

    folder: Path
    annotations: Annotations
    bounds: Mapping[str, Sequence[float]]
    labels: Mapping[str, str]

    @property
    def full(self) -> list[str]:
        """The images with annotations of all tasks."""
        return sorted(image for image, found in self.annotations.items() if found)

    @property
    def empty(self) -> str:
        """An image without annotations."""
        return next(image for image, found in self.annotations.items() if not found)

    def box(self, image: str, label: str) -> Shown:
        """A box in the image."""
        west, south, east, north = self.bounds[image]
        wide, high = east - west, north - south
        return box(label, south + high / 3, west + wide / 7, north - high / 9, east - wide / 3)

    def area(self, image: str, label: str) -> Shown:
        """An area in the image of two parts, one of them with a hole."""
        west, south, east, north = self.bounds[image]

        def ring(*fractions: tuple[float, float]) -> list[list[float]]:
            corners = [
                [west + (east - west) * x, south + (north - south) * y] for x, y in fractions
            ]
            return [*corners, corners[0]]

        outer = ring((0.1, 0.1), (0.6, 0.1), (0.6, 0.6), (0.1, 0.6))
        hole = ring((0.2, 0.2), (0.2, 0.3), (0.3, 0.3))
        return area(label, [outer, hole], [ring((0.7, 0.7), (0.9, 0.7), (0.8, 0.9))])

    def one(self, image: str, task: str, label: str) -> Shown:
        """An annotation of the task."""
        if task == "classification":
            return whole(label)
        return self.box(image, label) if task == "detection" else self.area(image, label)


@pytest.fixture(params=["stored", "live"])
def campaign(request: pytest.FixtureRequest, scaneo: ScaneoServer, tmp_path: Path) -> Campaign:
    """One that SCANEO exported once and for all, and one that it makes and exports now."""
    folder = tmp_path / "campaign"
    if request.param == "stored":
        shutil.copytree(DATA / "scaneo_export", folder)
        number = scaneo.import_folder(folder)
    else:
        write_images(folder, EMPTY)
        number = make_in_scaneo(scaneo, folder, LABELS, annotated())
    annotations = scaneo.snapshot(number)
    bounds = {image["path"]: image["bbox"] for image in scaneo.images(number)}
    return Campaign(folder, annotations, bounds, labels_of(scaneo, number))


@pytest.fixture
def editor(campaign: Campaign) -> Editor:
    opened = Editor(campaign.folder, campaign.annotations)
    assert opened.opened.problems == []
    return opened


def test_added(scaneo: ScaneoServer, campaign: Campaign, editor: Editor) -> None:
    """On images with annotations and on one without; with labels old and new."""
    known = next(iter(campaign.labels))
    with editor.editing():
        for image in campaign.annotations:
            for task in TASKS:
                editor.add(image, campaign.one(image, task, "sand"))
        for task in ("detection", "segmentation"):
            editor.add(campaign.empty, campaign.one(campaign.empty, task, known))

    number = go_round(scaneo, editor)

    labels = labels_of(scaneo, number)
    assert labels.pop("sand") not in campaign.labels.values()
    assert labels == campaign.labels


def test_relabelled(scaneo: ScaneoServer, campaign: Campaign, editor: Editor) -> None:
    first, second, _ = campaign.full
    spai = json.loads((campaign.folder / "spai.json").read_text(encoding="utf-8"))
    order = [label["name"] for label in spai["labels"]]
    with editor.editing():
        for task in TASKS:
            editor.relabel(first, editor.first(first, task), "sand")
            used = {one.label for one in editor.wanted[second] if one.task == task}
            free = next(label for label in campaign.labels if label not in used)
            editor.relabel(second, editor.first(second, task), free)

    number = go_round(scaneo, editor)

    # The user's order stays; what is new comes behind it.
    assert list(labels_of(scaneo, number)) == [*order, "sand"]


def test_reshaped(scaneo: ScaneoServer, campaign: Campaign, editor: Editor) -> None:
    """A box and an area. A classification is the whole image, wherever its feature lies."""
    with editor.editing():
        for image in campaign.full:
            editor.reshape(image, editor.first(image, "detection"), campaign.box(image, ""))
            editor.reshape(image, editor.first(image, "segmentation"), campaign.area(image, ""))
            for feature in editor.layers["classification"].getFeatures():
                geometry = feature.geometry()
                geometry.translate(0.001, 0.001)
                assert editor.layers["classification"].changeGeometry(feature.id(), geometry)

    go_round(scaneo, editor)


def test_nudged(scaneo: ScaneoServer, campaign: Campaign, editor: Editor) -> None:
    """Less than a millimetre is an edit, too: no digit is lost on the way."""
    image = campaign.full[0]
    old = editor.first(image, "detection")
    south, west, north, east = old.bbox
    nudged = box("", south, west + 1e-12, north, east)
    assert nudged.bbox != old.bbox
    with editor.editing():
        editor.reshape(image, old, nudged)

    go_round(scaneo, editor)


def test_deleted(scaneo: ScaneoServer, campaign: Campaign, editor: Editor) -> None:
    with editor.editing():
        for image in campaign.full:
            for task in TASKS:
                editor.delete(image, editor.first(image, task))

    number = go_round(scaneo, editor)

    # A label that nobody uses any more stays in the user's list.
    assert labels_of(scaneo, number) == campaign.labels


def test_emptied(scaneo: ScaneoServer, campaign: Campaign, editor: Editor) -> None:
    """SCANEO writes no file for an image without annotations: an old one would come back."""
    image, kept, _ = campaign.full
    with editor.editing():
        for annotation in list(editor.wanted[image]):
            editor.delete(image, annotation)

    go_round(scaneo, editor)

    assert editor.wanted[image] == []
    assert editor.wanted[kept] != []
    assert features_in((campaign.folder / image).with_suffix(".geojson")) == []


def test_given_to_another_image(scaneo: ScaneoServer, campaign: Campaign, editor: Editor) -> None:
    first, second, _ = campaign.full
    with editor.editing():
        editor.move(first, editor.first(first, "detection"), second)
        editor.move(second, editor.first(second, "classification"), campaign.empty)
        for task in ("detection", "segmentation"):
            added = campaign.one(second, task, "sand")
            editor.add(second, added)
            editor.move(second, added, campaign.empty)

    go_round(scaneo, editor)


def test_all_in_one_session(scaneo: ScaneoServer, campaign: Campaign, editor: Editor) -> None:
    """Every kind of edit in each task, on several images; one is emptied, one stays as it is."""
    first, emptied, untouched = campaign.full
    before = (campaign.folder / untouched).with_suffix(".geojson").read_bytes()
    with editor.editing():
        for annotation in list(editor.wanted[emptied]):
            editor.delete(emptied, annotation)
        for task in TASKS:
            editor.delete(first, editor.first(first, task))
            last = editor.first(first, task, last=True)
            if task != "classification":
                last = editor.reshape(first, last, campaign.one(first, task, ""))
            editor.relabel(first, last, "sand")
            editor.add(first, campaign.one(first, task, "clay"))
            editor.add(campaign.empty, campaign.one(campaign.empty, task, "clay"))
            passing = campaign.one(first, task, "in passing")
            editor.add(first, passing)
            editor.delete(first, passing)

    done = editor.export()
    number = arrive(scaneo, campaign.folder, editor.wanted)
    after = (campaign.folder / untouched).with_suffix(".geojson").read_bytes()
    come_back(scaneo, number, campaign.folder, editor.wanted)

    files = [Path(image).with_suffix(".geojson").as_posix() for image in (first, emptied)]
    empty = Path(campaign.empty).with_suffix(".geojson").as_posix()
    assert {file.path for file in done.files} == {*files, empty, "spai.json"}
    assert after == before
    assert labels_of(scaneo, number).keys() == {*campaign.labels, "sand", "clay"}


def test_in_turns(scaneo: ScaneoServer, campaign: Campaign, editor: Editor) -> None:
    """QGIS, SCANEO, QGIS, SCANEO: on one folder and one workspace, its layers open throughout."""
    first, second, _ = campaign.full
    with editor.editing():
        for task in TASKS:
            editor.relabel(first, editor.first(first, task), "sand")
    number = go_round(scaneo, editor)
    image = next(image["id"] for image in scaneo.images(number) if image["path"] == second)
    scaneo.add(image, "classification", "sand")
    scaneo.add(image, "detection", "sand", bb=[[41.0, 2.2], [41.1, 2.1]])
    scaneo.export(number)

    wanted = {**editor.wanted}
    wanted[second] = [*wanted[second], whole("sand"), box("sand", 41.0, 2.1, 41.1, 2.2)]
    again = Editor(campaign.folder, wanted)
    with again.editing():
        for task in TASKS:
            again.delete(first, again.first(first, task))
            again.add(second, campaign.one(second, task, "clay"))
        again.reshape(second, wanted[second][-1], campaign.box(second, ""))

    assert again.opened.problems == []
    go_round(scaneo, again)


def test_scaneo_exported_meanwhile(
    scaneo: ScaneoServer, campaign: Campaign, editor: Editor
) -> None:
    """What SCANEO wrote while QGIS was editing is kept, and so is the edit."""
    first = campaign.full[0]
    old = editor.first(first, "detection")
    with editor.editing():
        new = editor.relabel(first, old, "sand")
    number = scaneo.import_folder(campaign.folder)
    image = next(image["id"] for image in scaneo.images(number) if image["path"] == first)
    scaneo.add(image, "detection", "sand", bb=[[41.0, 2.2], [41.1, 2.1]])
    scaneo.export(number)
    wanted = scaneo.snapshot(number)
    wanted[first][wanted[first].index(old)] = new

    done = export_campaign(editor.opened.workspace.path, None, QgsFeedback())

    assert first.replace(".tif", ".geojson") in done.merged
    found = scaneo.snapshot(scaneo.import_folder(campaign.folder))
    assert unordered(found) == unordered(wanted)


def test_an_untouched_campaign_stays_as_scaneo_wrote_it(
    scaneo: ScaneoServer, campaign: Campaign, editor: Editor
) -> None:
    before = contents(campaign.folder)

    done = editor.export()

    assert done.files == []
    assert contents(campaign.folder) == before
    arrive(scaneo, campaign.folder, campaign.annotations)


def test_scaneo_shows_what_it_was_given(scaneo: ScaneoServer, tmp_path: Path) -> None:
    """The live campaign is what the tests above take it for."""
    folder = write_images(tmp_path / "live", EMPTY)

    number = make_in_scaneo(scaneo, folder, LABELS, annotated())

    assert scaneo.snapshot(number) == {
        image: annotated().get(image, []) for image in (WEST, EAST, UTM, EMPTY)
    }
    assert labels_of(scaneo, number) == LABELS
    assert HOLED in unordered(annotated())[WEST]
    assert json.loads((folder / "spai.json").read_text(encoding="utf-8"))["labels"]
