"""How many deeds labelling takes on the page of the real SCANEO.

The page is open, with the first image chosen and nothing else. Labels come in turn, as one meets
them in the images. SCANEO stores each deed at once: there is nothing to save.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from deeds.browser import Page, Point, browser
from deeds.counts import SCANEO
from deeds.ground import BOXES, IMAGES, LABELS, alternating, write_images
from interop.scaneo_server import ScaneoServer
from support.deeds import Hand, record

pytestmark = [pytest.mark.interop, pytest.mark.slow]

CLASSIFICATION = "[data-tip=Classification]"
DETECTION = "[data-tip=Detection]"
RECTANGLE = ".leaflet-draw-draw-rectangle"
MAP = "#map"
STORED_SECONDS = 20.0
# the images in their order in the list
LISTED = (
    "[...document.querySelectorAll('button')].map(one => one.textContent.trim())"
    ".filter(name => name.endsWith('.tif'))"
)
# where the middle of an element is, if it can be seen and clicked there
MIDDLE = """(element => {
    if (!element) return null;
    const box = element.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const top = document.elementFromPoint(x, y);
    return element.contains(top) ? [x, y] : null;
})(%s)"""


@pytest.fixture(scope="module")
def page(browser_command: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser(browser_command, tmp_path_factory.mktemp("browser")) as opened:
        yield opened


class Labeller:
    """Somebody who knows SCANEO's page well, in a new campaign. `hand` is at its first image."""

    def __init__(self, page: Page, scaneo: ScaneoServer, folder: Path, images: int) -> None:
        write_images(folder, images)
        self._page = page
        self._scaneo = scaneo
        self._campaign = scaneo.import_folder(folder, labels=dict.fromkeys(LABELS, "#0048f0"))
        address = re.search(r"http://127\.0\.0\.1:\d+", scaneo.log.read_text(encoding="utf-8"))
        assert address is not None
        page.open(f"{address[0]}/campaigns/label?id={self._campaign}")
        for label in LABELS:
            page.wait_for(_middle(_button(label)))
        page.wait_for(f"{LISTED}.length == {images}")
        self.images: list[str] = page.value(LISTED)
        page.click(self._place(_button(self.images[0])))
        self._rest()
        self.hand = Hand(page)

    def go_to(self, image: str) -> None:
        """The image's name in the list, which shows half of ten."""
        if not self._page.value(_middle(_button(image))):
            self.hand.wheel(self._place(_button(self.images[4])))
        self.hand.click(self._place(_button(image)))
        self._rest()

    def choose(self, label: str) -> None:
        self.hand.click(self._place(_button(label)))

    def press(self, selector: str) -> None:
        self.hand.click(self._place(_element(selector)))

    def draw(self, number: int) -> None:
        """The box of that number of a grid on the image."""
        x, y = self._place(_element(MAP))
        left, top = x - 140 + 56 * (number % 5), y - 180 + 90 * (number // 5)
        self.hand.drag((left, top), (left + 40, top + 60))

    def stored(self, count: int) -> list[list[tuple[str, str]]]:
        """The tasks and labels that SCANEO has stored of each image; boxes in the order of their
        places, line by line. Waits until there are `count` of them: the page doesn't wait for
        its server, nor for one answer before it asks the next.
        """
        numbers = {image["path"]: image["id"] for image in self._scaneo.images(self._campaign)}
        deadline = time.monotonic() + STORED_SECONDS
        while True:
            found = [
                [
                    (one["type"], one["value"])
                    for one in sorted(self._scaneo.annotations(numbers[image]), key=_line_by_line)
                ]
                for image in self.images
            ]
            if sum(map(len, found)) >= count or time.monotonic() > deadline:
                return found
            time.sleep(0.1)

    def _place(self, element: str) -> Point:
        x, y = self._page.wait_for(_middle(element))
        return x, y

    def _rest(self) -> None:
        """Until the map has come to the image."""
        self._page.wait_for("!document.querySelector('.leaflet-zoom-anim, .leaflet-pan-anim')")


def _line_by_line(annotation: dict[str, Any]) -> tuple[float, float]:
    """Where a box is: `bb` is its corners in the south-east and the north-west, latitude first."""
    if annotation["type"] != "detection":
        return 0.0, 0.0
    _, (north, west) = annotation["bb"]
    return -round(north, 6), west


def _element(selector: str) -> str:
    return f"document.querySelector({json.dumps(selector)})"


def _button(text: str) -> str:
    every = "[...document.querySelectorAll('button')]"
    return f"{every}.find(one => one.textContent.trim() == {json.dumps(text)})"


def _middle(element: str) -> str:
    return MIDDLE % element


def test_boxes_of_one_label(page: Page, scaneo: ScaneoServer, tmp_path: Path) -> None:
    labeller = Labeller(page, scaneo, tmp_path / "campaign", 1)

    labeller.choose(LABELS[0])
    labeller.press(DETECTION)
    labeller.press(RECTANGLE)
    for number in range(BOXES):
        labeller.draw(number)

    assert labeller.stored(BOXES) == [[("detection", LABELS[0])] * BOXES]
    record("scaneo", {"boxes_one_label": labeller.hand.deeds})
    assert labeller.hand.deeds == SCANEO["boxes_one_label"]


def test_boxes_of_two_labels(page: Page, scaneo: ScaneoServer, tmp_path: Path) -> None:
    labeller = Labeller(page, scaneo, tmp_path / "campaign", 1)
    labels = alternating(BOXES)

    labeller.choose(labels[0])
    labeller.press(DETECTION)
    labeller.press(RECTANGLE)
    labeller.draw(0)
    for number in range(1, BOXES):
        labeller.choose(labels[number])
        labeller.draw(number)

    assert labeller.stored(BOXES) == [[("detection", label) for label in labels]]
    record("scaneo", {"boxes_two_labels": labeller.hand.deeds})
    assert labeller.hand.deeds == SCANEO["boxes_two_labels"]


def test_a_class_for_each_image(page: Page, scaneo: ScaneoServer, tmp_path: Path) -> None:
    labeller = Labeller(page, scaneo, tmp_path / "campaign", IMAGES)
    labels = alternating(IMAGES)

    for image, label in zip(labeller.images, labels):
        if image != labeller.images[0]:
            labeller.go_to(image)
        labeller.choose(label)
        labeller.press(CLASSIFICATION)

    assert labeller.stored(IMAGES) == [[("classification", label)] for label in labels]
    record("scaneo", {"classes": labeller.hand.deeds})
    assert labeller.hand.deeds == SCANEO["classes"]
