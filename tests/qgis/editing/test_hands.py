"""What two fast hands do is done: nothing is refused, nothing lost, and undo is in step.

HANDS is how many deeds (make survive: 10,000), HANDS_SEED what to begin with: a failure names it.
"""

import os
from collections import Counter

import pytest
from support.editing import saved, saved_states
from support.hands import Hands
from support.labelling import NORTH, WEST

pytest_plugins = ["support.dock", "support.mouse", "support.labelling", "support.editing"]

DEEDS = int(os.environ.get("HANDS", "150"))
PLACES = {
    "overlapping": dict.fromkeys(("a.tif", "b.tif", "c.tif", "d.tif"), (WEST, NORTH)),
    "separate": {f"{name}.tif": (WEST + 0.7 * n, NORTH) for n, name in enumerate("abc")},
}


@pytest.mark.parametrize("place", PLACES)
def test_random_keys_and_drags(start, place, request):
    seed = int(os.environ.get("HANDS_SEED", "20261129"))
    print(f"HANDS_SEED={seed} HANDS={DEEDS}")  # pytest shows it with a failure
    labeller = start(PLACES[place])
    labeller.page.navigator.all_images.setChecked(False)
    labeller.settle()
    hands = Hands(labeller, PLACES[place], seed)
    hands.work(DEEDS)
    hands.look()
    labeller.switch()
    workspace = labeller.folder / "scaneo.gpkg"
    hands.model.save()
    assert saved_states(workspace) == hands.model.words
    expected = +Counter(
        {(task, image, label): n for (image, task, label), n in hands.model.has.items()}
    )
    assert Counter(saved(workspace)) == expected
    assert hands.complaints() == ["Not empty"] * hands.model.refused
