"""`scaneo:mergecampaigns` with a base: what one changes or deletes, whatever the order."""

import itertools
import os
import shutil
import signal

import pytest
from qgis.core import QgsFeedback, QgsProcessingException
from scaneo_bridge.core.campaign.annotators.merge_campaigns import merge_campaigns
from scaneo_bridge.core.campaign.annotators.merge_plan import MergePlan
from scaneo_bridge.core.campaign.restoring.restore_campaign import restore_campaign
from scaneo_bridge.core.store.write.journal import Journal
from support.children import forked
from support.folders import contents, snapshot, write_files
from support.geojson import classification, collection, detection, segmentation
from support.processing import Log
from support.subjects.merge_campaigns import (
    BOTH,
    FAR,
    FIRST,
    HERE,
    LABELS,
    LAST,
    NEARLY,
    RING,
    THERE,
    WIDER,
    features,
    labelled,
    said,
)

# With a base


def copied(base, name, **files):
    """An annotator's copy of the base, with other files."""
    path = shutil.copytree(base, base.with_name(name))
    return write_files(path, {f"{stem}.geojson": content for stem, content in files.items()})


def test_what_one_changes_or_deletes_is_changed_or_deleted(base, merge, out):
    ship, boat, lake = features(base)
    one = copied(base, "one", a=collection(detection("boat", HERE), boat, lake))
    other = copied(base, "other", a=collection(lake, ship, detection("water", THERE)))
    done = merge(one, other, BASE=base)
    assert said(features(out)) == said([detection("boat", HERE), lake, detection("water", THERE)])
    assert done["CONFLICT_COUNT"] == 0
    assert (out / "b.geojson").read_bytes() == (base / "b.geojson").read_bytes()


@pytest.mark.parametrize("keep, kept", [
    (BOTH, ["boat", "ship", "ship", "water", "water"]),
    (FIRST, ["boat", "ship", "ship", "water"]),
    (LAST, ["ship", "water", "water"]),
])  # fmt: skip
def test_changed_and_deleted_or_changed_differently_is_a_conflict(base, merge, out, keep, kept):
    *_, lake = features(base)
    moved = (41.10, 2.12, 41.20, 2.32)
    noted = detection("boat", FAR, properties={"n": 1})
    new = detection("ship", THERE)
    one = copied(base, "one", a=collection(detection("ship", moved), noted, lake, new))
    other = copied(base, "other", a=collection(detection("water", HERE), lake, new))
    done = merge(one, other, BASE=base, CONFLICTS=keep)
    assert labelled(out) == kept
    assert done["CONFLICT_COUNT"] == 2
    deleted = [row for row in done["ROWS"] if "deleted" in row["what"]]
    assert [(row["folders"], row["task"]) for row in deleted] == [(str(other), "detection")]
    before = snapshot(out)
    assert merge(one, other, BASE=base, CONFLICTS=keep)["FILES_WRITTEN"] == 0
    assert snapshot(out) == before


def test_an_annotators_file_that_is_gone_deletes_nothing(base, merge, out):
    one = copied(base, "one", b=collection())
    (one / "a.geojson").unlink()
    log = Log()
    done = merge(one, BASE=base, log=log)
    assert said(features(out)) == said(features(base))
    assert features(out, "b.geojson") == [], "an empty list is a deletion"
    assert done["PROBLEM_COUNT"] == 1
    assert str(one / "a.geojson") in log.warnings[0]


def test_a_trip_through_another_program_changes_nothing(base, merge, out):
    """It turns the order round and drops what it doesn't know."""
    stripped = [{**one} for one in reversed(features(base, "b.geojson"))]
    for one in stripped:
        del one["id"]
    one = copied(base, "one", b=collection(*stripped))
    other = copied(base, "other", b=collection(*features(base, "b.geojson"), detection("boat")))
    merge(one, other, BASE=base)
    assert features(out, "b.geojson") == features(other, "b.geojson")


def test_merging_into_the_base_can_be_done_again(base, merge):
    before = contents(base)
    ship, boat, lake = features(base)
    one = copied(base, "one", a=collection(ship, boat, lake, detection("boat", THERE)))
    pond, late = detection("water", (41.3, 2, 41.4, 2.1)), detection("ship", (41, 2, 41.05, 2.05))
    other = copied(base, "other", a=collection(ship, lake, pond))
    merge(one, other, BASE=base, FOLDER=base)
    merged = [ship, lake, detection("boat", THERE), pond]
    assert said(features(base)) == said(merged)
    after = snapshot(base)
    assert merge(one, other, BASE=base, FOLDER=base)["FILES_WRITTEN"] == 0
    assert snapshot(base) == after, "what one has added is not what the other has deleted"
    write_files(one, {"a.geojson": collection(*features(one), late)})
    merge(other, one, BASE=base, FOLDER=base)
    assert said(features(base)) == said([*merged, late])
    kept = base / ".scaneo_bridge" / "base"
    assert {name: (kept / name).read_bytes() for name in before} == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_merge_into_the_base_that_was_killed_is_done_again_as_it_was(base, monkeypatch):
    before = contents(base)
    ship, boat, lake = features(base)
    more, pond = detection("boat", THERE), detection("water", (41.3, 2, 41.4, 2.1))
    one = copied(base, "one", a=collection(ship, boat, lake, more))
    other = copied(base, "other", a=collection(ship, boat, lake, pond))
    plan = MergePlan([one, other], base, base)
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "finish", lambda _: os.kill(os.getpid(), signal.SIGKILL))
        assert forked(lambda: merge_campaigns(plan, QgsFeedback()))
    assert contents(base) == before
    done = merge_campaigns(plan, QgsFeedback())
    assert said(features(base)) == said([ship, boat, lake, more, pond])
    assert ["finished" in problem.what for problem in done.problems] == [True]
    kept = base / ".scaneo_bridge" / "base"
    assert {name: (kept / name).read_bytes() for name in before} == before


def test_a_merge_into_the_base_can_be_taken_back_and_done_again(base, merge):
    before = contents(base)
    ship, boat, lake = features(base)
    one = copied(base, "one", a=collection(ship, lake))
    other = copied(base, "other", a=collection(ship, boat, lake, detection("water", THERE)))
    merge(one, other, BASE=base, FOLDER=base)
    merged = contents(base)
    done = restore_campaign(base, "", QgsFeedback())
    assert contents(base) == before
    assert [file.path for file in done.files] == ["a.geojson"], "its own is not told"
    merge(one, other, BASE=base, FOLDER=base)
    assert contents(base) == merged, "it was a first merge again"


@pytest.mark.parametrize("labels", [LABELS, None], ids=["labels", "no labels"])
def test_images_alone_are_a_base_that_can_be_merged_into_again(folder, merge, labels):
    base = folder("base", ("a.tif",), labels=labels)
    one = copied(base, "one", a=collection(detection("ship", HERE)))
    other = copied(base, "other", a=collection(detection("boat", FAR)))
    merge(one, other, BASE=base, FOLDER=base)
    assert labelled(base) == ["boat", "ship"]
    merge(one, other, BASE=base, FOLDER=base)
    assert labelled(base) == ["boat", "ship"]


@pytest.mark.parametrize("role", ["FOLDERS", "BASE"])
def test_a_folder_that_is_not_there_is_not_made_to_be_merged(folder, merge, out, role):
    people = [folder("one"), *([out] if role == "FOLDERS" else [])]
    with pytest.raises(QgsProcessingException, match="There is no folder"):
        merge(*people, **({"BASE": out} if role == "BASE" else {}))
    assert not out.exists()


def test_what_the_folder_holds_twice_stays_twice(folder, merge, out):
    """It was merged with a higher threshold, or its owner wants both."""
    one = folder("one", a=collection(detection("ship", HERE)))
    other = folder("other", a=collection(detection("ship", NEARLY)))
    merge(one, other, IOU=0.99)
    before = snapshot(out)
    done = merge(one, other, IOU=0.8)
    assert (done["FILES_WRITTEN"], done["TWIN_COUNT"]) == (0, 0)
    assert snapshot(out) == before and len(features(out)) == 2


# The same whatever the order


def three(folder):
    return [
        folder("one", a=collection(detection("ship", HERE), detection("boat", THERE),
                                   classification("water"))),
        folder("other", a=collection(detection("ship", NEARLY), segmentation("water", RING))),
        folder("third", a=collection(segmentation("water", WIDER), classification("water"),
                                     detection("ship", (41.10, 2.11, 41.20, 2.31)))),
    ]  # fmt: skip


def test_the_order_of_the_folders_changes_nothing_but_whose_outline_stays(folder, merge, tmp_path):
    folders = three(folder)
    found = set()
    for number, order in enumerate(itertools.permutations(folders)):
        out = tmp_path / f"merged{number}"
        merge(*order, FOLDER=out)
        found.add(tuple(sorted((one["properties"]["task"], one["properties"]["label"])
                               for one in features(out))))  # fmt: skip
    assert found == {(("classification", "water"), ("detection", "boat"), ("detection", "ship"),
                      ("segmentation", "water"))}  # fmt: skip
