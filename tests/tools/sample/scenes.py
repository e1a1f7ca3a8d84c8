"""The six scenes of the sample campaign: invented places, each with what is to be seen in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from osgeo import ogr
from sample.canvas import CROPS, RICE, SOIL, STRAW, Canvas, blur, step
from sample.shapes import (
    Array,
    blob,
    box,
    inset,
    mask,
    outlines,
    parcels,
    ribbon,
    smooth,
    to_ogr,
    traced,
)

SIZE = 512


@dataclass
class Scene:
    """An image and its annotations, in pixels; a label's areas make one MultiPolygon."""

    pixels: Array
    classes: list[str] = field(default_factory=list)
    boxes: list[tuple[str, Array]] = field(default_factory=list)
    areas: list[tuple[str, list[Array]]] = field(default_factory=list)


def meander(
    start: Sequence[float],
    end: Sequence[float],
    swing: float,
    bends: float,
    phase: float,
    points: int,
) -> Array:
    """A river's course: from start to end, and aside by two waves that don't fit each other."""
    t = np.linspace(0, 1, points)
    a, b = np.asarray(start, float), np.asarray(end, float)
    side = np.array([-(b - a)[1], (b - a)[0]]) / np.hypot(*(b - a))
    aside = swing * (
        np.sin(2 * np.pi * bends * t + phase)
        + 0.45 * np.sin(2 * np.pi * bends * 2.3 * t + 2 * phase)
    )
    return a + (b - a) * t[:, None] + side * aside[:, None]


def chosen(shapes: Sequence[Array], avoid: Array, limit: int, least: float = 500) -> list[Array]:
    """The fields worth an annotation: whole ones of some size, away from what covers them."""
    found = []
    for shape in shapes:
        if shape.min() < 4 or shape.max() > SIZE - 4 or to_ogr(shape).Area() < least:
            continue
        if (mask([shape], SIZE, 1) * avoid).sum() < 2:
            found.append(shape)
    return [found[i] for i in np.unique(np.linspace(0, len(found) - 1, limit).astype(int))]


def delta(c: Canvas) -> Scene:
    rice = [
        p for p in (inset(s, 0.7) for s in parcels(c.rng, SIZE, 620, 0.32, 0.9)) if p is not None
    ]
    c.fields(
        rice, RICE + RICE + [(84, 104, 88), (104, 116, 100), (150, 136, 104)], 0.02, (138, 134, 104)
    )
    for y in (120, 236, 402):
        c.road(meander((-10, y), (SIZE, y + 150), 5, 1, y, 40), 1.2, (166, 158, 138), 0.7)
    coast = smooth(
        np.array(
            [
                (372, -30),
                (384, 30),
                (402, 84),
                (436, 128),
                (446, 172),
                (470, 214),
                (500, 244),
                (474, 282),
                (440, 308),
                (424, 352),
                (398, 396),
                (380, 440),
                (370, 486),
                (352, 545),
            ]
        ),
        False,
        4,
    )
    sea = np.vstack([coast, [(SIZE + 30, 545), (SIZE + 30, -30)]])
    course = smooth(meander((-60, 192), (548, 250), 26, 1.15, 0.6, 10), False, 4)
    river = ribbon(course, 19, 0.12, c.rng)
    lagoon = blob(c.rng, 308, 420, 38, 0.28, 1.35, 1.9, 52)
    oxbow = blob(c.rng, 250, 76, 20, 0.3, 1.5, 0.5, 40)
    marsh = np.clip(
        blur(mask([ribbon(coast, 40), ribbon(course, 34)], SIZE), 6)
        + 0.3 * c.noise(1.8, 70)
        - 0.25,
        0,
        1,
    )
    marsh = np.maximum(
        marsh,
        np.clip(2.2 * blur(mask([lagoon, oxbow], SIZE), 9) + 0.2 * c.noise(1.6, 50) - 0.2, 0, 1),
    )
    c.paint(
        step(0.15, 0.4, marsh),
        c.mottled([(92, 102, 68), (116, 116, 80), (80, 92, 60), (134, 126, 96)], 1.5, 60),
    )
    c.water([lagoon, oxbow], (58, 84, 84), (96, 112, 96), 9, (128, 122, 92), 1.2)
    c.water([river], (84, 106, 96), (108, 120, 100), 5, (132, 128, 96), 1.0)
    cover = c.water([sea], (30, 62, 88), (92, 128, 126), 34, (208, 192, 158), 2.6)
    surf = np.clip(blur(cover, 1.6) * 4 * (1 - blur(cover, 1.6)) - 0.35, 0, 1) * cover
    c.paint(surf * step(-0.4, 1.2, c.noise(1.2, 30)) * 0.8, (214, 220, 214))
    # The river's silt goes out over the bar at its mouth.
    mouth = mask([river], SIZE) * step(0.02, 0.5, blur(cover, 7))
    c.paint(mouth * 0.9, np.array([104, 122, 108]) + (1.5 * c.noise(1.5))[..., None])
    plume = mask([blob(c.rng, 512, 244, 36, 0.3, 1.3, -0.9)], SIZE, 1)
    c.paint(
        step(0.05, 0.9, blur(plume, 12) + 0.12 * c.noise(2.0, 80)) * cover * 0.7, (110, 130, 116)
    )
    wet = mask([sea, lagoon, oxbow, ribbon(coast, 56), ribbon(course, 56)], SIZE, 1)
    return Scene(
        c.finish(),
        ["water"],
        [],
        [
            ("water", [sea]),
            ("water", _outside(river, to_ogr(sea))),
            ("water", [lagoon, oxbow]),
            ("field", chosen(rice, wet, 16, 560)),
        ],
    )


def reservoir(c: Canvas) -> Scene:
    height = c.noise(4.2, 260) - 0.5 * np.abs(c.noise(3.4, 150))
    valley = smooth(
        np.array([(-40, 420), (90, 390), (186, 330), (270, 280), (340, 210), (400, 150)]), False, 5
    )
    height = blur(height - 5.5 * blur(mask([ribbon(valley, 50)], SIZE, 1), 34), 1.5)
    lake = traced(height < np.quantile(height, 0.16), 500, 1.6)[0]
    rough = height + 0.02 * c.noise(3.0, 60)
    c.rgb[:] = c.mottled(
        [(100, 114, 72), (122, 128, 84), (88, 104, 62), (138, 136, 98), (106, 116, 72)], 2.0, 140
    )
    c.multiply(1 + 0.035 * c.noise(0.9))
    c.trees(step(-0.4, 1.5, c.noise(2.0, 90)), 0.03, 1.0)
    rock = step(1.0, 2.0, (height - height.mean()) / height.std() + 0.5 * c.noise(1.6, 60))
    c.paint(rock * 0.85, c.mottled([(148, 142, 130), (172, 166, 152), (132, 126, 114)], 1.2, 40))
    # Woods keep to the shady slopes and leave the shore, the rock and the meadows.
    shady = blur(np.gradient(height, axis=0), 6)
    patches = 0.6 * shady / shady.std() + 0.8 * c.noise(2.8, 150) - 3 * blur(rock, 3)
    woods = traced(blur(patches, 4) * (blur(mask([lake], SIZE, 1), 5) < 0.1) > 0.15, 1200, 2.2)
    c.forest(woods, (40, 57, 37), (66, 84, 48))
    c.relief(blur(rough, 1.2), 3.6)
    c.road(
        smooth(
            np.array(
                [
                    (-10, 486),
                    (60, 452),
                    (88, 380),
                    (130, 330),
                    (120, 270),
                    (170, 214),
                    (160, 130),
                    (210, 60),
                    (196, -10),
                ]
            ),
            False,
            8,
        ),
        1.3,
        (188, 178, 158),
        0.7,
    )
    c.water([smooth(lake, True, 4)], (32, 68, 76), (66, 104, 100), 12, (196, 184, 158), 2.4)
    return Scene(
        c.finish(0.07),
        ["forest", "water"],
        [],
        [("water", [lake])] + [("forest", [wood]) for wood in woods[:9]],
    )


def _outside(shape: Array, other: ogr.Geometry) -> list[Array]:
    """What is left of a polygon beside another one, in its larger parts."""
    return outlines(to_ogr(shape).Difference(other.Buffer(3)), 400)


def pivots(c: Canvas) -> Scene:
    ground = [
        p for p in (inset(s, 0.4) for s in parcels(c.rng, SIZE, 2600, 0.12, 0.6)) if p is not None
    ]
    c.fields(ground, SOIL + STRAW + [(166, 128, 98), (176, 140, 108)], 0.035, (170, 150, 116))
    c.relief(blur(c.noise(2.8, 200), 2) * 4, 0.12)
    c.trees(step(0.6, 2.0, c.noise(2.0, 70)), 0.04, 0.9)
    centres = [
        (90, 98, 66),
        (240, 96, 66),
        (396, 94, 74),
        (86, 252, 62),
        (250, 250, 68),
        (404, 272, 74),
        (92, 408, 62),
        (252, 410, 72),
        (412, 426, 62),
    ]
    t = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    circles: list[Array] = []
    palette = [
        (70, 96, 56),
        (90, 114, 66),
        (126, 136, 86),
        (184, 168, 118),
        (62, 86, 52),
        (104, 122, 74),
        (150, 120, 92),
        (80, 106, 60),
        (114, 130, 78),
    ]
    for number, (x, y, r) in enumerate(centres):
        shape = np.column_stack([x + r * np.cos(t), y + r * np.sin(t)])
        circles.append(shape)
        cover = mask([shape], SIZE)
        radius, bearing = np.hypot(c.x - x, c.y - y), np.arctan2(c.y - y, c.x - x)
        c.paint(
            mask([np.column_stack([x + (r + 2) * np.cos(t), y + (r + 2) * np.sin(t)])], SIZE) * 0.5,
            (150, 132, 100),
        )
        other = np.asarray(palette[(number * 4 + 2) % 9], float)
        start = c.rng.uniform(-np.pi, np.pi)
        sector = (
            (bearing - start) % (2 * np.pi) < c.rng.choice([0.0, np.pi, np.pi / 2, 0.0, 1.9])
        )[..., None]
        colour = np.where(sector, other, np.asarray(palette[number], float))
        rings = 0.028 * np.sin(2 * np.pi * radius / 4.6 + 0.6 * c.noise(2.4)) + 0.025 * np.sin(
            2 * np.pi * radius / 15
        )
        wheel = 0.05 * np.exp(-(((bearing - start + 2) % (2 * np.pi)) / 0.25))
        c.paint(
            cover,
            colour * (1 + rings + wheel + 0.06 * c.noise(2.3, 70) + 0.02 * c.noise(0.3))[..., None],
        )
        c.paint(
            mask(
                [ribbon(np.array([(x, y), (x + r * np.cos(start), y + r * np.sin(start))]), 1.0)],
                SIZE,
            )
            * 0.5,
            (196, 190, 170),
        )
    c.road(np.array([(-5, 170), (150, 176), (300, 172), (520, 188)], float), 1.6, (196, 186, 168))
    c.road(np.array([(168, -5), (162, 160), (160, 330), (174, 520)], float), 1.4, (200, 184, 156))
    barns = [
        box(178, 186, 9, 5, 0.1),
        box(180, 197, 7, 4, 0.1),
        box(314, 183, 10, 5, -0.05),
        box(326, 186, 6, 5, -0.05),
        box(172, 334, 8, 5, 1.5),
        box(318, 340, 9, 5, 0.4),
        box(330, 344, 6, 4, 0.4),
        box(160, 162, 6, 4, 0.0),
    ]
    c.roofs(barns, [(206, 202, 194), (196, 152, 124), (222, 218, 210)], 2)
    green = [circles[i] for i in (0, 1, 2, 4, 5)]
    return Scene(
        c.finish(0.05),
        ["field"],
        [("building", b) for b in barns],
        [("field", green[:2]), ("field", green[2:]), ("field", [circles[7], circles[8]])],
    )


def _town(c: Canvas, x: float, y: float, radius: float) -> Array:
    """A town from ten metres a pixel: a grain of roofs and streets, denser in its middle."""
    outline = blob(c.rng, x, y, radius, 0.3, 1.15, 0.6, 56)
    density = blur(mask([outline], SIZE), 3) * (
        0.6 + 0.5 * np.exp(-(((c.x - x) ** 2 + (c.y - y) ** 2) / (radius * 0.7) ** 2))
    )
    built = step(0.2, 0.6, density + 0.16 * c.noise(1.4, 30))
    c.paint(
        built * 0.85,
        c.mottled([(134, 124, 104), (116, 118, 88), (146, 134, 114), (122, 122, 96)], 1.2, 20),
    )
    c.paint(
        step(0.5, 1.5, c.noise(0.6, 12) + 1.4 * density - 0.7) * built,
        c.mottled([(178, 136, 112), (196, 172, 150), (164, 124, 104)], 0.5, 8),
    )
    c.paint(step(0.7, 1.8, c.noise(0.8, 16)) * built * 0.75, (78, 90, 60))
    for k in range(-4, 5):
        for turn in (0.35, 1.9):
            far = np.array([np.cos(turn), np.sin(turn)])
            side = np.array([-far[1], far[0]]) * (k * radius * 0.24 + c.rng.normal(0, 1.5))
            middle = np.add((x, y), side)
            reach = far * radius * 1.4
            street = meander(middle - reach, middle + reach, 1.5, 1, k, 12)
            c.paint(mask([ribbon(street, 1.0)], SIZE) * built * 0.6, (158, 152, 142))
    c.paint(mask([blob(c.rng, x + 5, y + 9, 5, 0.2)], SIZE) * 0.8, (88, 106, 66))
    return outline


def plain(c: Canvas) -> Scene:
    strips = [
        p for p in (inset(s, 0.5) for s in parcels(c.rng, SIZE, 1100, -0.2, 0.3)) if p is not None
    ]
    c.fields(strips, CROPS * 2 + STRAW + SOIL, 0.03, (128, 122, 88))
    course = smooth(meander((-30, 330), (545, 150), 46, 1.6, 0.4, 11), False, 4)
    river = ribbon(course, 24, 0.22, c.rng)
    belt = ribbon(course, 62, 0.45, c.rng)
    wood = blob(c.rng, 392, 372, 56, 0.35, 1.3, 0.3)
    belt_cover = step(0.3, 0.7, blur(mask([belt], SIZE, 2), 5) + 0.3 * c.noise(1.6, 60))
    c.paint(
        belt_cover * 0.9,
        c.mottled([(70, 90, 52), (56, 76, 44), (96, 108, 66), (84, 100, 58)], 1.0, 30),
    )
    c.multiply(1 + 0.06 * belt_cover * c.noise(0.5))
    c.forest([wood])
    for line in (
        meander((-10, 60), (520, 470), 10, 1, 0.2, 40),
        meander((150, -10), (96, 520), 8, 1, 1.4, 40),
    ):
        c.road(line, 1.5, (182, 174, 158), 0.8)
    town = _town(c, 132, 146, 40)
    c.water([river], (78, 100, 92), (104, 122, 106), 7, (206, 194, 166), 2.4)
    clouds = [
        blob(c.rng, 300, 74, 44, 0.3, 1.25, 0.3, 56),
        blob(c.rng, 372, 110, 30, 0.3, 1.2, -0.2, 48),
        blob(c.rng, 458, 282, 46, 0.32, 1.2, 0.5, 60),
        blob(c.rng, 214, 424, 40, 0.32, 1.3, -0.2, 56),
        blob(c.rng, 150, 462, 22, 0.3, 1.2, 0.4, 40),
        blob(c.rng, 474, 470, 26, 0.3, 1.2, 0.1, 44),
    ]
    c.clouds(clouds)
    hidden = np.clip(
        mask(
            clouds + [np.add(cloud, (-20, -30)) for cloud in clouds] + [belt, wood, town], SIZE, 1
        ),
        0,
        1,
    )
    return Scene(
        c.finish(0.07),
        ["cloud"],
        [],
        [
            ("water", [river]),
            ("cloud", clouds[:3]),
            ("cloud", clouds[3:]),
            ("urban", [town]),
            ("forest", [wood]),
            ("field", chosen(strips, hidden, 14, 900)),
        ],
    )


def steppe(c: Canvas) -> Scene:
    strips = [
        p for p in (inset(s, 0.35) for s in parcels(c.rng, SIZE, 800, 0.55, 0.1)) if p is not None
    ]
    c.fields(strips, CROPS[1:] + SOIL * 2 + STRAW * 2, 0.03, (120, 116, 84))
    course = smooth(meander((96, -90), (380, 600), 66, 2.1, 1.0, 22), False, 5)
    c.forest(
        [ribbon(course, 54, 0.7, c.rng), blob(c.rng, 96, 380, 44, 0.5, 1.4, 1.0)],
        (46, 64, 40),
        (84, 100, 60),
    )
    c.water(
        [ribbon(course, 17, 0.15, c.rng), blob(c.rng, 420, 250, 17, 0.3, 1.6, 1.1)],
        (66, 84, 76),
        (100, 108, 88),
        5,
        (186, 174, 144),
        1.2,
    )
    c.road(meander((-10, 250), (522, 60), 6, 1, 0, 40), 1.5, (190, 182, 166), 0.8)
    _town(c, 404, 112, 34)
    return Scene(c.finish(0.06))
