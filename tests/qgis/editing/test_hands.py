"""What two fast hands do is done: nothing is refused, nothing lost, and undo is in step.

HANDS is how many deeds (make survive: 10,000), HANDS_SEED what to begin with: a failure names it.
"""

import os
from collections import Counter

import pytest
from support.desk.hands import Hands
from support.desk.places import NORTH, WEST
from support.editing import saved, saved_states

pytest_plugins = ["support.desk.fixtures"]

DEEDS = int(os.environ.get("HANDS", "150"))
PLACES = {
    "overlapping": dict.fromkeys(("a.tif", "b.tif", "c.tif", "d.tif"), (WEST, NORTH)),
    "separate": {f"{name}.tif": (WEST + 0.7 * n, NORTH) for n, name in enumerate("abc")},
}


@pytest.mark.parametrize("place", PLACES)
def test_random_keys_and_drags(start, place, request):
    seed = int(os.environ.get("HANDS_SEED", "20261129"))
    print(f"HANDS_SEED={seed} HANDS={DEEDS}")  # pytest shows it with a failure
    desk = start(PLACES[place])
    desk.dock.page.navigator.all_images.setChecked(False)
    desk.wait()
    hands = Hands(desk, PLACES[place], seed)
    hands.work(DEEDS)
    hands.look()
    desk.dock.switch()
    workspace = desk.folder / "scaneo.gpkg"
    hands.model.save()
    assert saved_states(workspace) == hands.model.words
    expected = +Counter(
        {(task, image, label): n for (image, task, label), n in hands.model.has.items()}
    )
    assert Counter(saved(workspace)) == expected
    assert hands.complaints() == ["Not empty"] * hands.model.refused
