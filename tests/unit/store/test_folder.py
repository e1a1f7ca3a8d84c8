"""What a folder holds, and which places in it may be written."""

import os

import pytest
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.base.model import Image
from scaneo_bridge.core.campaign.listing import list_folder
from scaneo_bridge.core.store.folder import CampaignFolder
from support.folders import write_files

needs_links = pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")


@pytest.fixture
def folder(tmp_path):
    """An empty folder with a neighbour that nobody may touch."""
    (tmp_path / "neighbour").mkdir()
    (tmp_path / "campaign").mkdir()
    return tmp_path / "campaign"


@pytest.fixture
def listing(folder):
    """Lists a folder that holds files of these names."""

    def made(*names):
        return list_folder(write_files(folder, dict.fromkeys(names, b"")))

    return made


def test_images_come_by_name_with_the_file_beside_each(listing):
    found = listing(
        "b.v2.tif", "2024/june/a.tif", "B.TIF", "c.tiff", "d.TIFF", "e.png", "f.tif.aux"
    )
    assert found.images == [
        Image("2024/june/a.tif", "2024/june/a.geojson"),
        Image("B.TIF", "B.geojson"),
        Image("b.v2.tif", "b.v2.geojson"),
        Image("c.tiff", "c.geojson"),
        Image("d.TIFF", "d.geojson"),
    ]
    assert not found.problems


def test_of_two_images_with_one_file_scaneos_has_it(listing):
    found = listing("a.tiff", "a.TIF", "a.tif")
    assert found.images == [
        Image("a.TIF", None),
        Image("a.tif", "a.geojson"),
        Image("a.tiff", None),
    ]
    assert [problem.path for problem in found.problems] == ["a.TIF", "a.tiff"]
    assert "annotation file of a.tif" in found.problems[0].what


def test_a_geojson_without_an_image_is_said(listing):
    found = listing("a.tif", "a.geojson", "sub/a.geojson", "b.GeoJSON")
    assert found.orphans == ["b.GeoJSON", "sub/a.geojson"]
    assert [problem.path for problem in found.problems] == found.orphans


def test_a_geojson_whose_ending_scaneo_does_not_know_is_said(folder, listing):
    found = listing("a.tif", "a.GEOJSON", "b.tif", "b.GeoJSON", "b.geojson")
    if len(os.listdir(folder)) < 5:
        pytest.skip("to this disk the names are one")
    assert found.orphans == ["a.GEOJSON", "b.GeoJSON"]
    assert [problem.path for problem in found.problems] == found.orphans
    assert ".geojson only" in found.problems[0].what


def test_hidden_files_are_passed_over(listing):
    found = listing("a.tif", "._a.tif", ".a.tif", "._a.geojson", "sub/._b.tif", "sub/.b.geojson")
    assert found.images == [Image("a.tif", "a.geojson")]
    assert not found.problems


def test_hidden_folders_are_not_entered(listing):
    assert listing("a.tif", ".scaneo_bridge/backups/x/a.tif", ".git/b.tif").images == [
        Image("a.tif", "a.geojson")
    ]


@needs_links
def test_links_to_folders_are_not_followed(folder, listing):
    write_files(folder.parent / "neighbour", {"secret.tif": b""})
    (folder / "link").symlink_to(folder.parent / "neighbour")
    found = listing("a.tif")
    assert [image.path for image in found.images] == ["a.tif"]
    (problem,) = found.problems
    assert problem.path == "link"


@needs_links
def test_a_name_that_is_not_utf_8_is_said(folder):
    write_files(folder, {"a.tif": b""})
    try:
        with open(os.path.join(os.fsencode(folder), b"caf\xe9.tif"), "wb"):
            pass
    except OSError:
        pytest.skip("this disk has UTF-8 names only")
    found = list_folder(folder)
    assert [image.path for image in found.images] == ["a.tif"]
    assert "not UTF-8" in found.problems[0].what
    str(found.problems[0]).encode("utf-8")


def test_no_such_folder(folder):
    with pytest.raises(ScaneoError, match=r"There is no folder .*nowhere") as caught:
        list_folder(folder / "nowhere")
    assert "Choose the folder" in str(caught.value)


def test_a_folder_with_no_image(folder):
    write_files(folder, {"a.geojson": b"", "notes.txt": b""})
    with pytest.raises(ScaneoError, match=r"no GeoTIFF \(.tif or .tiff\) in .*campaign"):
        list_folder(folder)


HOSTILE = [
    "../neighbour/a.geojson",
    "sub/../../neighbour/a.geojson",
    "..",
    "",
    ".",
    "/etc/passwd",
    "//server/share/a",
    "C:/a.geojson",
    "C:a.geojson",
    "c:\\a.geojson",
    "\\\\server\\share\\a.geojson",
    "..\\neighbour\\a.geojson",
    "sub\\..\\..\\a.geojson",
    "a\0b.geojson",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_leads_outside(folder, name):
    with pytest.raises(ScaneoError, match="no place in the folder"):
        CampaignFolder(folder).inside(name)


@needs_links
@pytest.mark.parametrize("name", ["link/a.geojson", "sub/link/a.geojson", "link/sub/a.geojson"])
def test_no_link_leads_outside(folder, name):
    (folder / "sub").mkdir()
    for link in ("link", "sub/link"):
        (folder / link).symlink_to(folder.parent / "neighbour")
    with pytest.raises(ScaneoError, match="behind a link"):
        CampaignFolder(folder).inside(name)


@needs_links
def test_a_neighbour_whose_name_begins_alike_is_outside(folder):
    (folder.parent / "campaign2").mkdir()
    (folder / "link").symlink_to(folder.parent / "campaign2")
    with pytest.raises(ScaneoError, match="behind a link"):
        CampaignFolder(folder).inside("link/a.geojson")


@pytest.mark.parametrize(
    "name", ["a.geojson", "2024/june/a.geojson", "…/ü.geojson", "a..b/c", "%2e%2e/x"]
)
def test_ordinary_names_stay_where_they_are(folder, name):
    assert CampaignFolder(folder).inside(name) == folder.joinpath(*name.split("/"))


@needs_links
def test_a_folder_that_is_reached_through_a_link_is_the_folder(folder):
    link = folder.parent / "link"
    link.symlink_to(folder)
    assert CampaignFolder(link).inside("sub/a.geojson") == link / "sub" / "a.geojson"


def test_a_file_that_is_not_there_has_no_bytes(folder):
    write_files(folder, {"a.tif": b"x"})
    assert CampaignFolder(folder).read("a.tif") == b"x"
    assert CampaignFolder(folder).read("b.tif") is None
    assert CampaignFolder(folder).read("a.tif/c.tif") is None
    with pytest.raises(OSError):
        CampaignFolder(folder.parent).read("campaign")
