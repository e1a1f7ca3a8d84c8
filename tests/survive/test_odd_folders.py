"""Folders and images that lie on odd paths are worked on like all others, on every way."""

import json
import sys
import unicodedata

import pytest
from scaneo_bridge.core.workspace.workspace import Workspace
from support.folders import write_files
from support.images import write_image
from survive.deeds import DEEDS
from survive.forks import done
from survive.ground import (
    LABELS,
    WORKSPACE,
    exported,
    files_of,
    insert_box,
    opened,
)
from survive.oracle import broken_rules
from survive.scale import crossed
from survive.story import Story

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")

COMPOSED, DECOMPOSED = (unicodedata.normalize(form, "Füße é ñ") for form in ("NFC", "NFD"))
DEEP = "/".join(f"{level:02d} of a long way down" for level in range(10))
NAMES = {
    "spaces": "  two  spaces ",
    "quotes": 'it\'s "so" `called` “name”',
    "composed": COMPOSED,
    "decomposed": DECOMPOSED,
    "right to left": "תמונה \u202eצילום",
    "shell": "$(touch x); & | * ? <b> {0} %s",
    "200 characters deep": DEEP,
    "200 characters long": "long " * 40,
}


@pytest.mark.parametrize(("deed", "name"), crossed(DEEDS, list(NAMES)), ids=str)
def test_a_folder_on_an_odd_path(deed, tmp_path, name):
    assert len(DEEP) >= 200
    story = Story(deed, tmp_path)
    folder = story.copy(tmp_path / NAMES[name] / "campaign")
    ended = story.run(folder)
    assert not ended.told
    assert files_of(folder) == story.after
    story.check(folder, ended)


def test_images_with_odd_names_keep_what_is_theirs(tmp_path):
    """Each gets a box of its own; those whose names look alike, too."""
    folder = tmp_path / "campaign"
    images = [f"{name}/{name.split('/')[0]}.tif" for name in NAMES.values()]
    for image in images:
        write_image(folder / image)
    write_files(folder, {"spai.json": LABELS})
    done(lambda: draw_on(folder, images))
    assert not broken_rules(folder)
    written = {name for name in files_of(folder) if name.endswith(".geojson")}
    assert written == {image.replace(".tif", ".geojson") for image in images}
    for number, image in enumerate(images):
        (feature,) = json.loads(files_of(folder)[image.replace(".tif", ".geojson")])["features"]
        assert feature["properties"]["bbox"][0][1] == pytest.approx(2.004 + 0.005 * number)
    assert done(lambda: len(opened(folder).edited)) == 0


def draw_on(folder, images):
    """Opens, draws a box on each image, exports and opens again."""
    opened(folder)
    with Workspace.open(folder / WORKSPACE) as known, known.database.transaction():
        for number, image in enumerate(images):
            insert_box(known, image, "water", number)
    exported(folder / WORKSPACE)
