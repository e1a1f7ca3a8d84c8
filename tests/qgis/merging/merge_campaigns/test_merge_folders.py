"""`scaneo:mergecampaigns`: the folder that is written to, and what is wrong in the others."""

import pytest
from qgis.core import QgsProcessingException
from support import layers as edits
from support.campaign import FILES
from support.folders import snapshot
from support.geojson import as_bytes, collection, detection, feature, spai
from support.images import write_image
from support.processing import Log
from support.subjects.merge_campaigns import FAR, HERE, NEARLY, THERE, features, labelled, said

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
    workspace = opened(path).workspace.path
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
