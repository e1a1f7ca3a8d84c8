"""Bands are found by what files say of them; near infrared is never shown as red in silence."""

import pytest
from scaneo_bridge.core.images.band_roles import Band, BandRole, Preset, find_roles, presets

SENTINEL_2 = ["1", "2", "3", "4", "5", "6", "7", "8", "8A", "9", "10", "11", "12"]
LEVEL_2A = [code for code in SENTINEL_2 if code != "10"]
PLANET = ["coastal_blue", "blue", "green_i", "green", "yellow", "red", "rededge", "nir"]
WORLDVIEW = ["Coastal", "Blue", "Green", "Yellow", "Red", "Red Edge", "NIR1", "NIR2"]
TRUE, FALSE, SINGLE = Preset.TRUE_COLOUR, Preset.FALSE_COLOUR, Preset.SINGLE_BAND


def named(*descriptions):
    return [Band(each) for each in descriptions]


def measured(*wavelengths):
    return [Band(wavelength=each) for each in wavelengths]


def coloured(*colours):
    return [Band(colour=each) for each in colours]


def first_of(bands):
    return next(iter(presets(bands).items()), None)


@pytest.mark.parametrize(
    ("bands", "true", "false"),
    [
        (named(*(f"B{code}" for code in SENTINEL_2)), (4, 3, 2), (8, 4, 3)),
        (named(*(f"B{code.zfill(2)}" for code in LEVEL_2A)), (4, 3, 2), (8, 4, 3)),
        (named("T31TDF_B02_10m", "x_B03_10m", "x_B04_10m", "x_B08_10m"), (3, 2, 1), (4, 3, 2)),
        (named("B2", "B3", "B4", "B8"), (3, 2, 1), (4, 3, 2)),
        (named("B12", "B8A", "B4", "B3", "B2"), (3, 4, 5), (2, 3, 4)),
        (named("B8 (842 nm)", "a, 665 nm", "b, 560 nm", "c, 0.49 µm"), (2, 3, 4), (1, 2, 3)),
        (named(*(f"SR_B{n}" for n in range(1, 8))), (4, 3, 2), (5, 4, 3)),
        (named(*(f"SR_B{n}" for n in (1, 2, 3, 4, 5, 7))), (3, 2, 1), (4, 3, 2)),
        (named(*(f"B{n}" for n in range(1, 12))), (4, 3, 2), (5, 4, 3)),
        (named(*PLANET), (6, 4, 2), (8, 6, 4)),
        (named(*WORLDVIEW), (5, 3, 2), (7, 5, 3)),
        (named("Near Infrared", "Red", "Green", "Blue"), (2, 3, 4), (1, 2, 3)),
        (named("near-infrared", "swir 1", "red", "green", "blue"), (3, 4, 5), (1, 3, 4)),
        (measured(0.443, 0.49, 0.531, 0.565, 0.61, 0.665, 0.705, 0.865), (6, 4, 2), (8, 6, 4)),
        (measured(0.425, 0.48, 0.545, 0.605, 0.66, 0.725, 0.8325, 0.95), (5, 3, 2), (7, 5, 3)),
        (measured(*(n / 100 for n in range(40, 100))), (27, 17, 9), (44, 27, 17)),
        (coloured("Red", "Green", "Blue", "NIR"), (1, 2, 3), (4, 1, 2)),
        (coloured("Blue", "Green", "Red", "Undefined"), (3, 2, 1), None),
        (coloured("Red", "Green", "Blue", "Alpha"), (1, 2, 3), None),
    ],
)  # fmt: skip
def test_what_a_file_says(bands, true, false):
    found = presets(bands)
    assert found.get(TRUE) == true and found.get(FALSE) == false
    assert first_of(bands)[0] is TRUE


@pytest.mark.parametrize(
    ("count", "true", "false"),
    [
        (4, (1, 2, 3), (4, 1, 2)),
        (6, (3, 2, 1), (4, 3, 2)),
        (7, (3, 2, 1), None),
        (8, (5, 3, 2), (8, 5, 3)),
        (11, (4, 3, 2), (5, 4, 3)),
        (12, (4, 3, 2), (8, 4, 3)),
        (13, (4, 3, 2), (8, 4, 3)),
    ],
)
def test_else_by_their_number(count, true, false):
    bands = [Band(colour="Gray"), *[Band(colour="Undefined")] * (count - 1)]
    assert presets(bands).get(TRUE) == true and presets(bands).get(FALSE) == false
    assert presets([*bands, Band(colour="Alpha")]) == presets(bands), "alpha is not counted"


@pytest.mark.parametrize("count", [3, 5, 9, 20])
def test_else_as_qgis_does(count):
    assert not presets([Band()] * count)


@pytest.mark.parametrize("count", [1, 2])
def test_one_or_two_bands_are_shown_one_by_one(count):
    assert presets([Band()] * count) == {SINGLE: (1,)}


def test_a_file_s_own_words_come_before_colours_that_gdal_makes_up():
    """GDAL takes three bands of 8 bits for red, green and blue."""
    bands = [Band("NIR", "Red"), Band("Red", "Green"), Band("Green", "Blue")]
    assert first_of(bands) == (FALSE, (1, 2, 3)) and TRUE not in presets(bands)


def test_near_infrared_alone_is_not_shown_as_red():
    assert first_of(named("NIR", "", "")) == (SINGLE, (1,))
    assert first_of(named("NIR", "", "", "")) == (SINGLE, (1,))


@pytest.mark.parametrize(
    "bands",
    [
        named("NIR", "Red", "Green", "Blue"),
        named("B8A", "B04", "B03", "B02"),
        measured(0.84, 0.665, 0.56, 0.49),
        [Band(colour=each) for each in ("Near-Infrared", "Red", "Green", "Blue")],
    ],
)
def test_the_usual_order_gives_way_to_what_a_file_says(bands):
    assert find_roles(bands)[BandRole.RED] == 2 and find_roles(bands)[BandRole.NIR] == 1


def test_names_that_only_resemble():
    """B4 is Landsat 8's red and Landsat 5's near infrared: seven such names don't tell which."""
    assert find_roles(named(*(f"B{n}" for n in range(1, 8))))[BandRole.RED] == 3
    assert not find_roles(
        named("Red Edge 1", "Green 1", "Reduced", "SWIR", "Infra", "a", "b", "c", "d")
    )
    assert BandRole.RED not in find_roles(named(*(f"B{n}" for n in (7, 6, 5, 4, 3, 2, 1))))


@pytest.mark.parametrize(
    "description", ["", "_", "B", "B99", "nm", "1e999 nm", "٣٣ nm", "0 nm", "B" * 5000, "red green"]
)
def test_odd_descriptions(description):
    assert not find_roles(named(description, description, description))
