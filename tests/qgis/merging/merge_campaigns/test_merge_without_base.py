"""`scaneo:mergecampaigns`: folders of several annotators become one, with all that anybody has."""

import json
import shutil

import pytest
from support.folders import snapshot
from support.geojson import classification, collection, detection, segmentation
from support.processing import Log
from support.subjects.merge_campaigns import (
    BOTH,
    FAR,
    FIRST,
    HERE,
    LAST,
    NEARLY,
    RING,
    WIDER,
    colors,
    features,
    labelled,
    said,
)

# Without a base: all that anybody has


def test_what_everybody_has_is_there_once_and_the_images_are_copied(folder, merge, out):
    one = folder("one", ("a.tif", "2024/b.tif"), a=collection(detection("ship", HERE)))
    other = folder("other", a=collection(detection("boat", FAR), detection("ship", HERE)))
    done = merge(one, other)
    assert said(features(out)) == said([detection("ship", HERE), detection("boat", FAR)])
    for image in ("a.tif", "2024/b.tif"):
        assert (out / image).read_bytes() == (one / image).read_bytes()
    counts = ("IMAGE_COUNT", "ANNOTATION_COUNT", "TWIN_COUNT", "CONFLICT_COUNT", "PROBLEM_COUNT")
    assert [done[name] for name in counts] == [2, 2, 1, 0, 0]
    assert done["FILES_WRITTEN"] == 2, "a.geojson and spai.json"
    assert colors(out) == {"ship": "#112233", "boat": "#445566", "water": "#0048f0"}


def test_other_programs_members_and_tasks_come_along_to_the_letter(folder, merge, out):
    text = (
        '{"type": "FeatureCollection", "name": "kept", "features": [\n'
        '  {"type": "Feature", "id": 7, "geometry": {"type": "Point", "coordinates": [2.10, 41.0]},'
        ' "properties": {"label": "ship", "task": "points", "by": "ann"}}\n]}'
    )
    more = detection("ship", HERE, id="x1", properties={"sure": 0.50})
    one = folder("one", a=text.encode())
    other = folder("other", a=collection(more))
    merge(one, other)
    written = (out / "a.geojson").read_text()
    assert written.startswith(text[:-3]), "the first one's file, to the letter"
    assert '"name": "kept"' in written
    assert said(features(out)) == said([*json.loads(text)["features"], more])


@pytest.mark.parametrize("iou, count", [(0.8, 1), (0.96, 2), (0, 1), (1, 2)])
def test_twins_are_one_from_the_threshold_on(folder, merge, out, iou, count):
    one = folder("one", a=collection(detection("ship", HERE)))
    other = folder("other", a=collection(detection("ship", NEARLY)))
    done = merge(one, other, IOU=iou)
    assert len(features(out)) == done["ANNOTATION_COUNT"] == count
    assert done["TWIN_COUNT"] == 2 - count
    assert features(out)[0] == detection("ship", HERE), "the first one's outline stays"


def test_areas_are_twins_by_what_they_cover(folder, merge, out):
    other_way = segmentation("water", [*reversed(RING[:-1]), RING[-2]])
    one = folder("one", a=collection(segmentation("water", RING)))
    other = folder("other", a=collection(other_way))
    third = folder("third", a=collection(segmentation("water", WIDER)))
    assert merge(one, other, third, IOU=0.8)["TWIN_COUNT"] == 2
    assert features(out) == [segmentation("water", RING)]
    shutil.rmtree(out)
    assert merge(one, other, IOU=1)["TWIN_COUNT"] == 1


def test_two_of_one_folder_are_never_one(folder, merge, out):
    pair = collection(detection("ship", HERE), detection("ship", NEARLY))
    same = collection(detection("ship", HERE), detection("ship", HERE))
    one, other, third = (folder("one", a=pair), folder("other", a=pair), folder("third", a=same))
    merge(one, other)
    assert said(features(out)) == said(pair["features"])
    shutil.rmtree(out)
    merge(third, folder("fourth", a=collection(detection("ship", HERE))))
    assert len(features(out)) == 2


def test_a_class_is_given_once(folder, merge, out):
    one = folder("one", a=collection(classification("water"), classification("ship")))
    other = folder("other", a=collection(classification("water", id=3), classification("boat")))
    done = merge(one, other)
    assert labelled(out) == ["boat", "ship", "water"]
    assert (done["TWIN_COUNT"], done["CONFLICT_COUNT"]) == (1, 0)


# Conflicts


@pytest.mark.parametrize("keep, kept", [(BOTH, ["boat", "ship"]), (FIRST, ["ship"]),
                                        (LAST, ["boat"])])  # fmt: skip
def test_one_thing_with_two_labels_is_a_conflict(folder, merge, out, keep, kept):
    one = folder("one", a=collection(detection("ship", HERE)))
    other = folder("other", a=collection(detection("boat", NEARLY)))
    log = Log()
    done = merge(one, other, log=log, CONFLICTS=keep)
    assert labelled(out) == kept
    assert done["CONFLICT_COUNT"] == 1 and done["PROBLEM_COUNT"] == 0
    rows = sorted(done["ROWS"], key=lambda row: row["folders"])
    assert [(row["conflict"], row["label"], row["file"]) for row in rows] == [
        (1, "ship", "a.geojson"),
        (1, "boat", "a.geojson"),
    ]
    assert [row["folders"] for row in rows] == [str(one), str(other)]
    assert rows[0]["geometry"].boundingBox().toString(2) == "2.10,41.10 : 2.30,41.20"
    assert rows[0]["geometry"].isMultipart()
    assert any("“boat”" in warning and str(other) in warning for warning in log.warnings)
    before = snapshot(out)
    again = merge(one, other, CONFLICTS=keep)
    assert again["CONFLICT_COUNT"] == 1 and again["FILES_WRITTEN"] == 0
    assert snapshot(out) == before


def test_who_has_both_means_two_things(folder, merge, out):
    both = collection(detection("ship", HERE), detection("boat", NEARLY))
    one = folder("one", a=both)
    other = folder("other", a=collection(detection("boat", NEARLY)))
    assert merge(one, other)["CONFLICT_COUNT"] == 0
    assert labelled(out) == ["boat", "ship"]


def test_conflicts_that_were_kept_can_be_settled_later(folder, merge, out):
    one = folder("one", a=collection(detection("ship", HERE)))
    other = folder("other", a=collection(detection("boat", HERE)))
    merge(one, other)
    merge(one, other, CONFLICTS=LAST)
    assert labelled(out) == ["boat"]
    backup = next((out / ".scaneo_bridge" / "backups").glob("*/a.geojson"))
    assert labelled(backup.parent) == ["boat", "ship"]
