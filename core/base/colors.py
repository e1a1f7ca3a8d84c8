"""Colours of labels: those that files name, and new ones for labels that have none."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Collection, Iterator, Sequence
from math import isfinite
from typing import Optional

PALETTE = (
    "#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7", "#8700f0",
    "#692d0f", "#c3f0c3", "#5a3c5a", "#3c2da5", "#69ff87", "#9678ff", "#e1004b", "#690f78",
    "#b4a54b", "#ffb4d2", "#87c387", "#3c693c", "#963c00", "#a54b87", "#d20fb4", "#961ed2",
)  # fmt: skip
"""Colours for labels that have none. The first seven are Okabe and Ito's (Color Universal Design,
2008); the others were added one by one, each the farthest in CIELAB from all before it as people
with normal vision, protanopia, deuteranopia and tritanopia see it (Machado et al., 2009). The
nearest two are 15 apart."""


def distinct_colors(taken: Collection[str]) -> Iterator[str]:
    """Colours that are not among ``taken``, without end and none twice."""
    used = {color.lower() for color in taken}
    for color in _all_colors():
        if color not in used:
            used.add(color)
            yield color


def _all_colors() -> Iterator[str]:
    yield from PALETTE
    turn = 0
    while True:  # past 24, hues by the golden angle: distinct, though not for everybody
        turn += 1
        red, green, blue = colorsys.hls_to_rgb(turn * 0.618034 % 1, 0.35 + turn % 4 * 0.1, 0.7)
        yield f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"


# SCANEO's page uses a label's colour as CSS, whatever it is. From CSS Color Module Level 4
# (https://www.w3.org/TR/css-color-4): hexadecimal digits, names, rgb(), hsl() and hwb(), in the old
# form with commas and in the new one. Colours beyond sRGB, and words that depend on the page such
# as ``currentcolor``, are not read.

_DIGITS = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_FUNCTION = re.compile(r"(rgb|hsl|hwb)a?\(\s*(.*?)\s*\)", re.DOTALL)
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?"
_TERM = re.compile(rf"({_NUMBER})(%|deg|grad|rad|turn)?|none")
_MOST = 100  # characters: a longer text is no colour
_DEGREES = {"": 1.0, "deg": 1.0, "grad": 0.9, "rad": 57.29577951308232, "turn": 360.0}


def read_color(text: object) -> Optional[str]:
    """The CSS colour of a text as ``#rrggbb``; None where it is none, or of a kind that is not
    read.

    Transparency is left out: a label is shown opaque.
    """
    if not isinstance(text, str) or len(text) > _MOST or not text.isascii():
        return None
    word = text.strip(" \t\n\r\f").lower()
    if word in _NAMES:
        return f"#{_NAMES[word]}"
    if _DIGITS.fullmatch(word):
        digits = word[1:]
        short = len(digits) < 6
        return "#" + ("".join(2 * digit for digit in digits[:3]) if short else digits[:6])
    call = _FUNCTION.fullmatch(word)
    terms = None if call is None else _terms(call[2])
    if call is None or terms is None:
        return None
    levels = _READERS[call[1]](terms)
    return None if levels is None else "#" + "".join(f"{_byte(level):02x}" for level in levels)


_Term = tuple[float, str]
"""A number and its unit."""


def _terms(inside: str) -> Optional[list[_Term]]:
    """The three terms of a function; a fourth one, the transparency, must be valid and is
    dropped."""
    if "," in inside:
        parts = re.split(r"\s*,\s*", inside)
    else:
        body, slash, alpha = inside.partition("/")
        parts = [*body.split(), *([alpha.strip()] if slash else [])]
        if len(parts) != (4 if slash else 3):
            return None
    found = [_TERM.fullmatch(part) for part in parts]
    if len(found) not in (3, 4) or (len(found) == 4 and not found[3]):
        return None
    terms = [(float(one[1] or 0), one[2] or "") for one in found[:3] if one]
    return terms if len(terms) == 3 and all(isfinite(value) for value, _ in terms) else None


def _rgb(terms: Sequence[_Term]) -> Optional[list[float]]:
    if any(unit not in ("", "%") for _, unit in terms):
        return None
    return [value / (100 if unit else 255) for value, unit in terms]


def _hsl(terms: Sequence[_Term]) -> Optional[list[float]]:
    hue, shares = _hue(terms[0]), _shares(terms[1:])
    if hue is None or shares is None:
        return None
    return list(colorsys.hls_to_rgb(hue, shares[1], shares[0]))


def _hwb(terms: Sequence[_Term]) -> Optional[list[float]]:
    hue, shares = _hue(terms[0]), _shares(terms[1:])
    if hue is None or shares is None:
        return None
    white, black = shares
    if white + black >= 1:
        return [white / (white + black)] * 3
    pure = colorsys.hls_to_rgb(hue, 0.5, 1.0)
    return [level * (1 - white - black) + white for level in pure]


def _hue(term: _Term) -> Optional[float]:
    """A hue, as a fraction of a full turn."""
    value, unit = term
    return value * _DEGREES[unit] / 360 % 1 if unit in _DEGREES else None


def _shares(terms: Sequence[_Term]) -> Optional[list[float]]:
    if any(unit not in ("", "%") for _, unit in terms):
        return None
    return [min(max(value / 100, 0.0), 1.0) for value, _ in terms]


_READERS = {"rgb": _rgb, "hsl": _hsl, "hwb": _hwb}


def _byte(level: float) -> int:
    """A level from 0 to 1 as a byte, rounded as browsers do; values beyond are clamped."""
    return int(min(max(level, 0.0), 1.0) * 255 + 0.5)


_NAMES = dict(
    re.findall(
        r"(\w+) (\w+)",
        "transparent 000000 aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 "
        "azure f0ffff beige f5f5dc bisque ffe4c4 black 000000 blanchedalmond ffebcd blue 0000ff "
        "blueviolet 8a2be2 brown a52a2a burlywood deb887 cadetblue 5f9ea0 chartreuse 7fff00 "
        "chocolate d2691e coral ff7f50 cornflowerblue 6495ed cornsilk fff8dc crimson dc143c "
        "cyan 00ffff darkblue 00008b darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 "
        "darkgreen 006400 darkgrey a9a9a9 darkkhaki bdb76b darkmagenta 8b008b darkolivegreen "
        "556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000 darksalmon e9967a "
        "darkseagreen 8fbc8f darkslateblue 483d8b darkslategray 2f4f4f darkslategrey 2f4f4f "
        "darkturquoise 00ced1 darkviolet 9400d3 deeppink ff1493 deepskyblue 00bfff dimgray "
        "696969 dimgrey 696969 dodgerblue 1e90ff firebrick b22222 floralwhite fffaf0 "
        "forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc ghostwhite f8f8ff gold ffd700 "
        "goldenrod daa520 gray 808080 green 008000 greenyellow adff2f grey 808080 honeydew "
        "f0fff0 hotpink ff69b4 indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c "
        "lavender e6e6fa lavenderblush fff0f5 lawngreen 7cfc00 lemonchiffon fffacd lightblue "
        "add8e6 lightcoral f08080 lightcyan e0ffff lightgoldenrodyellow fafad2 lightgray d3d3d3 "
        "lightgreen 90ee90 lightgrey d3d3d3 lightpink ffb6c1 lightsalmon ffa07a lightseagreen "
        "20b2aa lightskyblue 87cefa lightslategray 778899 lightslategrey 778899 lightsteelblue "
        "b0c4de lightyellow ffffe0 lime 00ff00 limegreen 32cd32 linen faf0e6 magenta ff00ff "
        "maroon 800000 mediumaquamarine 66cdaa mediumblue 0000cd mediumorchid ba55d3 "
        "mediumpurple 9370db mediumseagreen 3cb371 mediumslateblue 7b68ee mediumspringgreen "
        "00fa9a mediumturquoise 48d1cc mediumvioletred c71585 midnightblue 191970 mintcream "
        "f5fffa mistyrose ffe4e1 moccasin ffe4b5 navajowhite ffdead navy 000080 oldlace fdf5e6 "
        "olive 808000 olivedrab 6b8e23 orange ffa500 orangered ff4500 orchid da70d6 "
        "palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee palevioletred db7093 "
        "papayawhip ffefd5 peachpuff ffdab9 peru cd853f pink ffc0cb plum dda0dd powderblue "
        "b0e0e6 purple 800080 rebeccapurple 663399 red ff0000 rosybrown bc8f8f royalblue 4169e1 "
        "saddlebrown 8b4513 salmon fa8072 sandybrown f4a460 seagreen 2e8b57 seashell fff5ee "
        "sienna a0522d silver c0c0c0 skyblue 87ceeb slateblue 6a5acd slategray 708090 slategrey "
        "708090 snow fffafa springgreen 00ff7f steelblue 4682b4 tan d2b48c teal 008080 thistle "
        "d8bfd8 tomato ff6347 turquoise 40e0d0 violet ee82ee wheat f5deb3 white ffffff "
        "whitesmoke f5f5f5 yellow ffff00 yellowgreen 9acd32 ",
    )
)
