"""`scaneo:mergecampaigns`: the folders of several annotators become one."""

import itertools
import json
import os
import shutil
import signal
import subprocess

import pytest
from qgis.core import (
    QgsApplication,
    QgsFeedback,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsVectorLayer,
)
from scaneo_bridge import classFactory
from scaneo_bridge.core.campaign.annotators.merge_campaigns import merge_campaigns
from scaneo_bridge.core.campaign.annotators.merge_plan import MergePlan
from scaneo_bridge.core.campaign.restoring.restore_campaign import restore_campaign
from scaneo_bridge.core.store.write.journal import Journal
from support import layers as edits
from support.campaign import FILES
from support.children import forked
from support.folders import contents, snapshot, write_files
from support.geojson import (
    as_bytes,
    classification,
    collection,
    detection,
    feature,
    segmentation,
    spai,
)
from support.images import write_image

NAME = "scaneo:mergecampaigns"
BOTH, FIRST, LAST = range(3)
LABELS = spai(ship="#112233", boat="#445566", water="#0048f0")
HERE = (41.10, 2.10, 41.20, 2.30)  # south, west, north, east
NEARLY = (41.10, 2.10, 41.20, 2.31)  # IoU with HERE: 20/21
THERE = (41.50, 2.10, 41.60, 2.30)
FAR = (41.70, 2.30, 41.80, 2.40)
RING = [[2.1, 41.1], [2.3, 41.1], [2.3, 41.3], [2.1, 41.3], [2.1, 41.1]]
WIDER = [[2.1, 41.1], [2.32, 41.1], [2.32, 41.3], [2.1, 41.3], [2.1, 41.1]]


class Log(QgsProcessingFeedback):
    """A feedback that keeps what it is told, and can cancel at the first sign of progress."""

    def __init__(self, cancel=False):
        super().__init__(False)
        self.errors, self.warnings, self.infos = [], [], []
        if cancel:
            self.progressChanged.connect(self.cancel)

    def reportError(self, error, fatalError=False):
        self.errors.append(error)

    def pushWarning(self, warning):
        self.warnings.append(warning)

    def pushInfo(self, info):
        self.infos.append(info)


@pytest.fixture(scope="module", autouse=True)
def provider(qgis_processing):
    plugin = classFactory(None)
    plugin.initProcessing()
    yield QgsApplication.processingRegistry().providerById("scaneo")
    plugin.unload()


@pytest.fixture
def folder(tmp_path):
    """Makes a folder of files by their names, with these images, and a spai.json."""

    def make(name, images=("a.tif",), labels=LABELS, **files):
        path = tmp_path / name
        path.mkdir()
        for image in images:
            write_image(path / image)
        named = {f"{stem}.geojson": content for stem, content in files.items()}
        return write_files(path, {**({"spai.json": labels} if labels else {}), **named})

    return make


@pytest.fixture
def out(tmp_path):
    return tmp_path / "merged"


@pytest.fixture
def merge(out):
    """Runs the algorithm; its results have the rows of the layer, too."""
    import processing

    def run(*folders, log=None, **parameters):
        values = {
            "FOLDERS": [str(folder) for folder in folders],
            "FOLDER": str(out),
            "OUTPUT": "memory:",
            **{name: value if value is None or isinstance(value, (int, float)) else str(value)
               for name, value in parameters.items()},
        }  # fmt: skip
        done = processing.run(NAME, values, feedback=log or Log())
        fields = done["OUTPUT"].fields().names()
        done["ROWS"] = [
            {**dict(zip(fields, row.attributes())), "geometry": row.geometry()}
            for row in done["OUTPUT"].getFeatures()
        ]
        return done

    return run


def features(folder, name="a.geojson"):
    return json.loads((folder / name).read_bytes())["features"]


def said(features):
    """What features say, whatever their order."""
    return sorted(json.dumps(one, sort_keys=True) for one in features)


def labelled(folder, name="a.geojson"):
    return sorted(one["properties"]["label"] for one in features(folder, name))


def colors(folder):
    listed = json.loads((folder / "spai.json").read_bytes())["labels"]
    return {one["name"]: one["color"] for one in listed}


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


# With a base


@pytest.fixture
def base(folder):
    return folder(
        "base",
        ("a.tif", "b.tif"),
        a=collection(detection("ship", HERE), detection("boat", FAR), segmentation("water", RING)),
        b=collection(detection("ship", HERE, id=1), detection("ship", THERE, id=2)),
    )


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


# The folder that is written to


def test_what_the_folder_holds_already_stays(folder, merge, out):
    one = folder("one", a=collection(detection("ship", HERE)))
    mine = folder("merged", a=collection(detection("boat", THERE)), labels=spai(boat="#000001"))
    text = (mine / "a.geojson").read_bytes()
    merge(one)
    assert labelled(out) == ["boat", "ship"]
    assert (out / "a.geojson").read_bytes().startswith(text[:-2])
    (backup,) = (out / ".scaneo_bridge" / "backups").iterdir()
    assert (backup / "a.geojson").read_bytes() == text


def test_the_folder_may_be_one_of_the_annotators(folder, merge):
    one = folder("one", a=collection(detection("ship", HERE)))
    other = folder("other", a=collection(detection("ship", NEARLY), detection("boat", FAR)))
    merge(one, other, FOLDER=other)
    assert said(features(other)) == said([detection("ship", NEARLY), detection("boat", FAR)])
    assert features(one) == [detection("ship", HERE)]
    merge(one, other, FOLDER=one)
    assert labelled(one) == ["boat", "ship"]
    before = snapshot(one)
    merge(one, other, FOLDER=one)
    assert snapshot(one) == before


def test_annotators_need_no_images(folder, merge, out):
    images = folder("images", ("a.tif", "2024/b.tif"), labels=None)
    one = folder("one", (), a=collection(detection("ship", HERE)))
    done = merge(one, BASE=images)
    assert features(out) == [detection("ship", HERE)]
    assert done["PROBLEM_COUNT"] == 0
    assert (out / "2024" / "b.tif").exists()


def test_a_file_of_no_image_anywhere_is_told(folder, merge, out):
    one = folder("one", a=collection(), lost=collection(detection("ship", HERE)))
    log = Log()
    assert merge(one, log=log)["PROBLEM_COUNT"] == 1
    assert str(one / "lost.geojson") in log.warnings[0]
    assert not (out / "lost.geojson").exists()


def test_folders_without_any_image_are_an_error(folder, merge, out):
    with pytest.raises(QgsProcessingException, match="GeoTIFF"):
        merge(folder("one", (), a=collection()))
    assert not out.exists()


# What is wrong


def test_a_file_that_cant_be_read_stops_nothing_and_stays(folder, merge, out):
    broken = b'{"type": "FeatureCollection", "features": [{"type": "Fea'
    one = folder("one", ("a.tif", "b.tif"), a=broken, b=collection(detection("ship", HERE)))
    other = folder("other", a=collection(detection("boat", FAR)))
    log = Log()
    done = merge(one, other, log=log)
    assert labelled(out) == ["boat"] and labelled(out, "b.geojson") == ["ship"]
    assert done["PROBLEM_COUNT"] == 1
    assert str(one / "a.geojson") in log.errors[0]
    merge(other, one, FOLDER=one)
    assert (one / "a.geojson").read_bytes() == broken


def test_what_scaneo_stumbles_over_is_not_written(folder, merge, out):
    no_label = feature("detection", None, detection()["geometry"])
    no_bbox = feature("detection", "ship", detection("ship", FAR)["geometry"])
    one = folder("one", a=b"\xef\xbb\xbf" + as_bytes(collection(no_label, no_bbox)))
    other = folder("other", a=collection(no_label, detection("boat", THERE)))
    log = Log()
    done = merge(one, other, log=log)
    assert said(features(out)) == said([detection("ship", FAR), detection("boat", THERE)])
    assert not (out / "a.geojson").read_bytes().startswith(b"\xef")
    assert done["PROBLEM_COUNT"] == 2
    assert sum("feature 1" in error for error in log.errors) == 2


def test_edits_that_were_not_exported_are_told(merge, campaign, opened):
    path = campaign(FILES)
    workspace = opened(path).workspace
    edits.delete(workspace, "detection", "a.tif")
    log = Log()
    merge(path, log=log)
    assert any(str(workspace) in warning for warning in log.warnings)


def test_images_of_one_name_that_differ_are_told(folder, merge, out):
    one = folder("one", ("a.tif", "b.tif", "c.tif"))
    other = folder("other", ("a.tif",))
    write_image(other / "b.tif", grid=(9.0, 0.05, 0.0, 50.0, 0.0, -0.1))
    write_image(other / "c.tif", size=10, crs="EPSG:4258")
    log = Log()
    done = merge(one, other, log=log)
    assert done["PROBLEM_COUNT"] == 2
    (error,) = log.errors
    assert str(other / "b.tif") in error and "elsewhere" in error
    assert any(str(other / "c.tif") in warning for warning in log.warnings)
    assert (out / "b.tif").read_bytes() == (one / "b.tif").read_bytes()


def test_an_image_that_is_missing_is_copied_though_nothing_else_changes(folder, merge, out):
    one = folder("one", ("a.tif", "b.tif"), a=collection(detection("ship", HERE)))
    merge(one)
    (out / "b.tif").unlink()
    assert merge(one)["FILES_WRITTEN"] == 0
    assert (out / "b.tif").read_bytes() == (one / "b.tif").read_bytes()


def test_a_cancelled_merge_writes_nothing(folder, merge, out):
    one = folder("one", ("a.tif", "b.tif", "c.tif"), a=collection(detection("ship", HERE)))
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        merge(one, log=Log(cancel=True))
    assert not out.exists()
    mine = folder("merged", a=collection(detection("boat", THERE)))
    before = snapshot(mine)
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        merge(one, log=Log(cancel=True))
    assert snapshot(mine) == before


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
