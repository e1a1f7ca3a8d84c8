"""Masks beside images are no images."""

import pytest
from scaneo_bridge.core.base.model import Severity
from scaneo_bridge.core.campaign.listing import survey_folder
from scaneo_bridge.core.formats.scaneo.pairing import find_masks


@pytest.mark.parametrize(
    ("names", "masks"),
    [
        (["a.tif", "a_mask.tif"], {"a_mask.tif"}),
        (["2024/a.tiff", "2024/a_mask.TIF"], {"2024/a_mask.TIF"}),
        (["a.tif", "2024/a_mask.tif"], set()),
        (["a_mask.tif"], set()),
        (["a.tif", "a_masked.tif", "a-mask.tif", "amask.tif", "_mask.tif"], set()),
        (["x/_mask.tif", "x.tif"], set()),
        (["a.b.tif", "a.b_mask.tif"], {"a.b_mask.tif"}),
    ],
)
def test_a_mask_has_the_name_of_an_image_beside_it(names, masks):
    assert find_masks(names) == masks


def folder_of(path, *names):
    for name in names:
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).touch()
    return survey_folder(path)


def test_masks_are_counted_and_left_alone(tmp_path):
    listing = folder_of(tmp_path, "a.tif", "a_mask.tif", "b/c.tif", "b/c_mask.tif", "d_mask.tif")
    assert [image.path for image in listing.images] == ["a.tif", "b/c.tif", "d_mask.tif"]
    (problem,) = listing.problems
    assert problem.severity is Severity.INFO
    assert problem.what == "2 masks beside images, left alone."


def test_one_that_has_annotations_stays_an_image_and_is_told(tmp_path):
    listing = folder_of(tmp_path, "a.tif", "a_mask.tif", "a_mask.geojson")
    assert [image.geojson for image in listing.images] == ["a.geojson", "a_mask.geojson"]
    assert not listing.orphans
    (problem,) = listing.problems
    assert (problem.path, problem.rule) == ("a_mask.tif", "mask-labelled")
