"""Which of an image's bands are red, green, blue and near infrared, and what is shown of them.

What a file says of its bands comes first: wavelengths, descriptions, then colour interpretation,
which GDAL makes up for 8 bits. Next is the usual order of as many bands, and only such a one in
which no product that we know has near infrared where red is taken to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Optional

_WORD = re.compile(r"[A-Za-z0-9]+")
_CODE = re.compile(r"B(\d{1,2}A?)", re.IGNORECASE)
_LENGTH = re.compile(r"(?<![A-Za-z0-9.])(\d+(?:\.\d+)?) ?(nm|um|µm|μm)\b", re.IGNORECASE)
_INFRARED = re.compile(r"nir\d*|infrared|nearinfrared", re.IGNORECASE)
# Of another part of the spectrum, or of one that only begins as a colour's name does.
_OTHERS = {"coastal", "edge", "rededge", "swir", "swir1", "swir2", "shortwave", "thermal", "tir"}
_SECOND = {"i", "1"}  # `green_i` of Planet, beside its green


class BandRole(Enum):
    """What a band shows, as far as looks need it."""

    RED = "red"
    GREEN = "green"
    BLUE = "blue"
    NIR = "nir"


class Preset(Enum):
    """Which bands are shown as red, green and blue."""

    TRUE_COLOUR = "true_colour"
    FALSE_COLOUR = "false_colour"
    """Near infrared, red and green: plants are red."""
    SINGLE_BAND = "single_band"


@dataclass(frozen=True)
class Band:
    """What a file says of one of its bands."""

    description: str = ""
    colour: str = ""
    """GDAL's name of its colour interpretation."""
    wavelength: Optional[float] = None
    """The middle of what it measures, in µm."""


# In µm: from, the usual middle, up to. Coastal (0.443), yellow (0.605) and red edge (0.705) lie
# between: https://sentiwiki.copernicus.eu/web/s2-mission, Landsat 8 data users handbook,
# https://docs.planet.com/data/imagery/planetscope, Maxar's data sheets of WorldView.
_RANGES = {
    BandRole.BLUE: (0.450, 0.485, 0.515),
    BandRole.GREEN: (0.515, 0.560, 0.598),
    BandRole.RED: (0.620, 0.660, 0.690),
    BandRole.NIR: (0.750, 0.835, 1.000),
}
_R, _G, _B, _N = BandRole.RED, BandRole.GREEN, BandRole.BLUE, BandRole.NIR
_SENTINEL_2 = {"2": _B, "3": _G, "4": _R, "8A": _N, "8": _N}
_LANDSAT_8 = {"2": _B, "3": _G, "4": _R, "5": _N}
_LANDSAT_5 = {"1": _B, "2": _G, "3": _R, "4": _N}
# By the number of bands, alpha not counted. Of 7, the fourth is Landsat 8's red and the near
# infrared of Landsat 5; of 8, the fifth is WorldView's red and Planet's yellow, its sixth is red.
_USUAL = {
    4: {_R: 1, _G: 2, _B: 3, _N: 4},
    6: {_B: 1, _G: 2, _R: 3, _N: 4},
    7: {_B: 1, _G: 2, _R: 3},
    8: {_B: 2, _G: 3, _R: 5, _N: 8},
    11: {_B: 2, _G: 3, _R: 4, _N: 5},
    12: {_B: 2, _G: 3, _R: 4, _N: 8},
    13: {_B: 2, _G: 3, _R: 4, _N: 8},
}
_SHOWN = {Preset.TRUE_COLOUR: (_R, _G, _B), Preset.FALSE_COLOUR: (_N, _R, _G)}


def presets(bands: Sequence[Band]) -> Mapping[Preset, tuple[int, ...]]:
    """The presets that an image has, with their bands from 1; the first is the one to show.

    There is none where QGIS's own choice is as good.
    """
    if len(bands) < 3:
        return {Preset.SINGLE_BAND: (1,)}
    roles = find_roles(bands)
    found = {
        preset: tuple(roles[role] for role in shown)
        for preset, shown in _SHOWN.items()
        if all(role in roles for role in shown)
    }
    if not found and roles.get(BandRole.NIR) == 1:  # QGIS would show it as red
        return {Preset.SINGLE_BAND: (1,)}
    return found


def find_roles(bands: Sequence[Band]) -> Mapping[BandRole, int]:
    """Which band, from 1, has a role; without those of which nothing is known."""
    roles: dict[BandRole, int] = {}
    _add(roles, _by_wavelength(bands))
    _add(roles, _by_code(bands))
    _add(roles, _by_words(band.description for band in bands))
    _add(roles, _by_words(band.colour for band in bands))
    if not _is_ordered(bands):
        return roles
    usual = _USUAL.get(sum(band.colour.lower() != "alpha" for band in bands), {})
    # An order holds as a whole: where a file contradicts a part of it, it is another one.
    if all(roles.get(role, band) == band for role, band in usual.items()):
        _add(roles, usual)
    return roles


def _add(roles: dict[BandRole, int], found: Mapping[BandRole, int]) -> None:
    """What was found first holds; no band has two roles."""
    taken = set(roles.values())
    roles.update(
        {role: band for role, band in found.items() if role not in roles and band not in taken}
    )


def _by_wavelength(bands: Sequence[Band]) -> dict[BandRole, int]:
    lengths = {number: _wavelength(band) for number, band in enumerate(bands, 1)}
    found: dict[BandRole, int] = {}
    for role, (least, middle, most) in _RANGES.items():
        near = [
            (abs(length - middle), number)
            for number, length in lengths.items()
            if length is not None and least <= length <= most
        ]
        if near:
            found[role] = min(near)[1]
    return found


def _wavelength(band: Band) -> Optional[float]:
    if band.wavelength is not None:
        return band.wavelength
    said = _LENGTH.search(band.description)
    if said is None:
        return None
    return float(said[1]) / (1000 if said[2].lower() == "nm" else 1)


def _by_code(bands: Sequence[Band]) -> dict[BandRole, int]:
    """By names as `B04` and `SR_B4`, where they tell whose they are: B4 is red, or near infrared,
    as the satellite is."""
    codes = {code.lstrip("0"): number for number, code in _codes(bands)}
    names = set(codes)
    is_reflectance = any("SR" in _words(band.description) for band in bands)
    is_padded = any(code[0] == "0" for _, code in _codes(bands))
    if is_padded or {"8A", "12"} & names or names == {"2", "3", "4", "8"}:
        satellite = _SENTINEL_2
    elif {"9", "10", "11"} & names or (is_reflectance and "6" in names):
        satellite = _LANDSAT_8
    elif is_reflectance and {"1", "7"} <= names:
        satellite = _LANDSAT_5
    else:
        return {}
    return {role: codes[code] for code, role in satellite.items() if code in codes}


def _codes(bands: Sequence[Band]) -> Iterator[tuple[int, str]]:
    for number, band in enumerate(bands, 1):
        code = next(filter(None, map(_CODE.fullmatch, _words(band.description))), None)
        if code is not None:
            yield number, code[1].upper()


def _is_ordered(bands: Sequence[Band]) -> bool:
    """Whether codes don't say that the bands are in another order than the usual one."""
    codes = [code.replace("8A", "8.5") for _, code in _codes(bands)]
    values = [float(code.rstrip("A")) for code in codes]
    return values == sorted(values)


def _by_words(texts: Iterable[str]) -> dict[BandRole, int]:
    """What the texts of the bands, in their order, say."""
    found: dict[BandRole, int] = {}
    for number, text in enumerate(texts, 1):
        role = _named(_words(text))
        if role is not None:
            found.setdefault(role, number)
    return found


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _named(words: Sequence[str]) -> Optional[BandRole]:
    """The role that a name says; None where it says none, or several."""
    small = [word.lower() for word in words]
    if _OTHERS.intersection(small):
        return None
    if any(_INFRARED.fullmatch(word) for word in small):
        return BandRole.NIR
    colours = [role for role in (_R, _G, _B) if role.value in small]
    if len(colours) != 1 or _SECOND.intersection(small):
        return None
    return colours[0]
