"""Files whose ``crs`` member says that they lie elsewhere."""

from dataclasses import replace

import pytest
from scaneo_bridge.core.base.model import Severity
from scaneo_bridge.core.formats.geojson.crs import foreign_crs, taken_for_wgs84
from scaneo_bridge.core.formats.geojson.document import read_document
from scaneo_bridge.core.formats.geojson.reader import Unreadable
from scaneo_bridge.core.formats.scaneo.addition import add_to_file
from scaneo_bridge.core.formats.scaneo.change import change_file
from scaneo_bridge.core.formats.scaneo.content import read_annotations
from support.geojson import as_bytes, collection, detection

WGS84 = [
    "EPSG:4326", "epsg:4326", "urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:OGC::CRS84",
    "urn:ogc:def:crs:EPSG::4326", "urn:ogc:def:crs:EPSG:8.5:4326", "urn:x-ogc:def:crs:EPSG:4326",
    "http://www.opengis.net/def/crs/EPSG/0/4326", "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
    "http://www.opengis.net/gml/srs/epsg.xml#4326", "OGC:CRS84", "CRS84", "CRS:84", "WGS 84",
    "WGS84", "EPSG:4979", "urn:ogc:def:crs:OGC:0:CRS84h",
]  # fmt: skip
OTHERS = [
    "urn:ogc:def:crs:EPSG::32631", "EPSG:3857", "urn:ogc:def:crs:EPSG::4267", "EPSG:4230",
    "urn:ogc:def:crs:OGC:1.3:CRS27", "IGNF:4326x", "ESRI:84", "urn:ogc:def:crs:IGNF::LAMB93",
    "WGS 84 / UTM zone 31N", "Local grid", "EPSG:43260",
    "EPSG:4617", "IGNF:4258", "ETRS89 / UTM zone 31N", "urn:ogc:def:crs:EPSG::25831",
]  # fmt: skip


TAKEN = [
    "EPSG:4258", "urn:ogc:def:crs:EPSG::4258", "urn:ogc:def:crs:EPSG:9.8:4269", "EPSG:4283",
    "http://www.opengis.net/def/crs/EPSG/0/7844", "EPSG:4612", "EPSG:6668", "EPSG:4674",
    "EPSG:4490", "EPSG:9057", "EPSG:9055", "EPSG:4937", "OGC:CRS83", "CRS:83", "ETRS89", "NAD83",
    "urn:ogc:def:crs:OGC:1.3:CRS83", "SIRGAS 2000", "WGS 84 (G1762)",
]  # fmt: skip


def named(name):
    return {"type": "name", "properties": {"name": name}}


@pytest.mark.parametrize("name", WGS84)
def test_longitude_and_latitude_by_any_name(name):
    assert foreign_crs(named(name)) is None
    assert foreign_crs(name) is None


@pytest.mark.parametrize(
    "member",
    [None, {}, [], 5, True, {"x": [1.5]}, {"type": "name"}, {"type": "name", "properties": None},
     {"type": "EPSG", "properties": {"code": 4326}}],
)  # fmt: skip
def test_what_says_nothing_is_no_other(member):
    assert foreign_crs(member) is None


@pytest.mark.parametrize("name", OTHERS)
def test_another_crs(name):
    assert foreign_crs(named(name)) == name


@pytest.mark.parametrize("name", [*WGS84, *OTHERS])
def test_what_is_wgs_84_or_elsewhere_is_not_just_taken_for_it(name):
    assert taken_for_wgs84(named(name)) is None


@pytest.mark.parametrize("name", TAKEN)
def test_a_datum_that_is_taken_for_wgs_84_is_shown_told_and_kept(name):
    assert foreign_crs(named(name)) is None
    assert taken_for_wgs84(named(name)) == name
    data = as_bytes(collection(detection("a"), crs=named(name)))
    content = read_annotations("a.geojson", data)
    assert [one.label for one in content.annotations] == ["a"]
    (problem,) = content.problems
    assert (problem.rule, problem.severity) == ("file-datum", Severity.INFO)
    assert f"on {name}." in problem.what
    assert change_file(data, content.annotations).data == data
    lake = [replace(one, label="lake") for one in content.annotations]
    assert change_file(data, lake).data == data.replace(b'"label": "a"', b'"label": "lake"')


def test_an_annotation_on_such_a_datum_is_shown_and_keeps_its_characters():
    odd = detection("a", crs=named("EPSG:4258"))
    data = as_bytes(collection(odd))
    content = read_annotations("a.geojson", data)
    assert [one.label for one in content.annotations] == ["a"]
    lake = [replace(one, label="lake") for one in content.annotations]
    assert change_file(data, lake).data == data.replace(b'"label": "a"', b'"label": "lake"')


def test_older_ways_to_say_it():
    assert foreign_crs({"type": "EPSG", "properties": {"code": 32631}}) == "32631"
    link = {"type": "link", "properties": {"href": "http://example.org/crs/42", "type": "proj4"}}
    assert foreign_crs(link) == "http://example.org/crs/42"


@pytest.mark.parametrize("box", [(40.9, 2.0, 41.0, 2.1), (10, 20, 30, 40)])
def test_a_file_in_another_crs_is_told_and_never_mixed(box):
    data = as_bytes(collection(detection("a", box), crs=named("urn:ogc:def:crs:EPSG::3857")))
    content = read_annotations("a.geojson", data)
    assert not content.annotations
    (problem,) = content.problems
    assert (problem.rule, problem.severity) == ("file-elsewhere", Severity.ERROR)
    assert "EPSG::3857" in problem.what and "EPSG:4326" in problem.mend
    with pytest.raises(Unreadable):
        read_document(data)
    for write in (lambda: change_file(data, ()), lambda: add_to_file(data, (), ())):
        with pytest.raises(Unreadable):
            write()


@pytest.mark.parametrize("holder", ["feature", "geometry"])
def test_an_annotation_in_another_crs_is_not_shown_and_stays(holder):
    odd = detection("a")
    (odd if holder == "feature" else odd["geometry"])["crs"] = named("EPSG:4267")
    data = as_bytes(collection(odd, detection("b")))
    content = read_annotations("a.geojson", data)
    assert [one.label for one in content.annotations] == ["b"]
    assert [one.rule for one in content.problems] == ["feature-elsewhere"]
    assert change_file(data, content.annotations).data == data
    assert read_document(change_file(data, ()).data).features[0].value == odd
