"""The village: the one scene from so near that its houses can be told apart."""

from __future__ import annotations

import numpy as np
from sample.canvas import CROPS, SOIL, STRAW, Canvas, blur, step
from sample.scenes import SIZE, Scene, chosen, meander
from sample.shapes import Array, blob, box, inset, mask, outlines, parcels, ribbon, smooth, union

CENTRE = np.array([236.0, 196.0])


def village(c: Canvas) -> Scene:
    rng = c.rng
    around = [
        p for p in (inset(s, 0.9) for s in parcels(rng, SIZE, 6000, -0.28, 0.7)) if p is not None
    ]
    c.fields(around, CROPS + CROPS[:3] + STRAW + SOIL[:3], 0.045, (146, 134, 100))
    _groves(c, [around[i] for i in rng.choice(len(around), 5, replace=False)])
    wood = blob(rng, 440, 436, 66, 0.55, 1.2, 0.5)
    stream = smooth(meander((-20, 420), (530, 250), 24, 1.3, 2.2, 12), False, 5)
    banks = blur(mask([ribbon(stream, 26, 0.6, rng)], SIZE), 4)
    c.trees(step(0.25, 0.8, banks * (1 + 0.35 * c.noise(1.5, 60))), 0.1, 2.0)
    c.trees(step(1.2, 2.4, c.noise(1.6, 60)), 0.006, 1.8)
    streets, lanes = _streets(rng)

    settled = blur(mask([blob(rng, *CENTRE, 118, 0.12, 1.1)], SIZE, 1), 9)
    settled = step(0.2, 0.7, settled + 0.14 * c.noise(1.4, 30))
    yards = [(156, 144, 120), (128, 128, 92), (168, 156, 134), (140, 132, 102)]
    c.paint(settled, c.mottled(yards, 1.0, 24))
    c.forest([wood], (42, 60, 38), (76, 96, 56))
    for lane in lanes:
        c.road(lane, 2.4, (172, 164, 150), 0.75)
    for street in streets:
        c.road(street, 3.4, (170, 166, 160), 0.92)
    c.road(stream, 5, (86, 98, 84), 0.9)

    church = box(CENTRE[0] + 15, CENTRE[1] - 16, 26, 13, -0.5)
    taken = [ribbon(s, 6.5) for s in streets] + [ribbon(lane, 5) for lane in lanes]
    taken += [ribbon(stream, 30), box(*church.mean(0), 29, 16, -0.5)]
    houses = [*_houses(rng, lanes + streets, mask(taken, SIZE, 1)), church]
    sheds = [
        box(416, 236, 34, 17, 0.34),
        box(420, 262, 30, 15, 0.34),
        box(60, 40, 28, 14, -0.28),
        box(92, 44, 16, 12, -0.28),
    ]
    built = mask(houses, SIZE)
    open_ground = 1 - np.clip(blur(np.maximum(built, mask(taken, SIZE, 1)), 1.5), 0, 1)
    c.trees(settled * open_ground, 0.012, 1.5)
    farms = mask([box(418, 250, 62, 60, 0.34), box(74, 44, 66, 34, -0.28)], SIZE)
    c.paint(blur(farms, 2.5) * 0.75, (170, 162, 146))
    pools = [box(*np.add(house.mean(0), (10, 7)), 4.5, 2.8, 0.3) for house in houses[4::9]]
    c.paint(mask(pools, SIZE) * open_ground, (92, 164, 176))
    c.roofs(houses)
    c.roofs(sheds, [(212, 210, 204), (198, 196, 190), (186, 172, 158)], 3.5)

    urban = outlines(union(houses, 17).Buffer(-9).SimplifyPreserveTopology(2.4), 2000)
    avoid = mask([*urban, *sheds, wood, ribbon(stream, 26)], SIZE, 1)
    return Scene(
        c.finish(0.04, 1.4),
        ["urban"],
        [("building", b) for b in houses + sheds],
        [("urban", urban), ("forest", [wood]), ("field", chosen(around, avoid, 12, 1500))],
    )


def _groves(c: Canvas, shapes: list[Array]) -> None:
    """Olive trees, in rows both ways."""
    along, across = c.x * 0.96 + c.y * 0.28, c.y * 0.96 - c.x * 0.28
    crowns = np.sin(2 * np.pi * along / 8) * np.sin(2 * np.pi * across / 8)
    c.paint(step(0.2, 0.75, np.abs(crowns)) * mask(shapes, SIZE) * 0.75, (78, 88, 56))


def _streets(rng: np.random.Generator) -> tuple[list[Array], list[Array]]:
    """The roads that meet in the centre, and the lanes around it."""
    streets = []
    for end in ((-20, 120), (120, -20), (400, -20), (530, 130), (150, 530), (372, 540), (-20, 300)):
        out = np.array(end) - CENTRE
        bends = [out * 0.4 + rng.normal(0, 14, 2), out * 0.75 + rng.normal(0, 10, 2)]
        streets.append(smooth(CENTRE + np.array([(0, 0), *bends, out]), False, 10))
    turn = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    lanes = []
    for radius in (27, 54, 84, 114):
        around = np.column_stack([np.cos(turn) * 1.15, np.sin(turn)]) * radius
        lane = smooth(CENTRE + around * rng.normal(1, 0.09, (12, 1)), True, 8)
        lanes.append(np.vstack([lane, lane[:1]]))
    return streets, lanes


def _houses(rng: np.random.Generator, lines: list[Array], taken: Array) -> list[Array]:
    """Houses on both sides of the streets, where nothing stands yet; fewer of them further out."""
    houses: list[Array] = []
    for line in lines:
        length = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
        for at in np.arange(8, length[-1] - 4, 11.5) + rng.normal(0, 1.0):
            spot = np.array([np.interp(at, length, line[:, k]) for k in (0, 1)])
            far = np.hypot(*(spot - CENTRE))
            after = int(np.clip(np.searchsorted(length, at), 1, len(line) - 1))
            angle = float(np.arctan2(*(line[after] - line[after - 1])[::-1]))
            for side in (-1, 1):
                if far > 130 or rng.uniform() < 0.04 + far / 420:
                    continue
                long, short = rng.uniform(8.5, 14), rng.uniform(7, 9.5)
                away = side * (short / 2 + rng.uniform(3.4, 5))
                x, y = spot + np.array([-np.sin(angle), np.cos(angle)]) * away
                room = mask([box(x, y, long + 2, short + 2, angle)], SIZE, 1)
                if (room * taken).sum() < 1:
                    houses.append(box(x, y, long, short, angle + rng.normal(0, 0.05)))
                    taken = np.maximum(taken, room)
    return houses
