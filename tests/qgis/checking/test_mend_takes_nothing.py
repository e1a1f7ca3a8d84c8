"""Mending folders full of faults takes nothing away of which the file says more than of another."""

import os

import pytest
from qgis.core import QgsFeedback
from scaneo_bridge.core.campaign.checking.check_campaign import check_folder
from scaneo_bridge.core.campaign.checking.mend_files import mend_files
from scaneo_bridge.core.formats.scaneo.labels import read_labels
from support.files.faulty import IMAGES, Faulty, said
from support.folders import contents

FIRST, COUNT = (int(number) for number in os.environ.get("MEND_SEEDS", "0:60").split(":"))


@pytest.mark.parametrize("seed", range(FIRST, FIRST + COUNT))
def test_nothing_that_a_file_says_goes_and_mending_again_mends_nothing(campaign, seed):
    faulty = Faulty(seed)
    folder = campaign(faulty.files, [f"{image}.tif" for image in IMAGES])
    before = contents(folder)
    mended = mend_files(folder, check_folder(folder, QgsFeedback()).findings, QgsFeedback())
    after = contents(folder)
    old, new = said(faulty.files), said(after)
    assert not [one for one in old if one[0] and one not in new], "gone"
    fewer = [one for one in old if one[0] and new[one] < old[one] and one[0] not in faulty.spare]
    assert not fewer, "fewer"
    if "spai.json" in after:
        names = [label.name for label in read_labels(after["spai.json"]).labels]
        assert len(set(names)) == len(names)
    again = check_folder(folder, QgsFeedback()).findings
    assert mend_files(folder, again, QgsFeedback()).count == 0
    assert mended.count or before == after
