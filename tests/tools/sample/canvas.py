"""Paints land, water and clouds as a satellite sees them.

Everything is drawn from polygons in pixels, so that the annotations made of the same polygons fit
the picture. Colours are 0 to 255 and as muted as those of a real scene.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from sample.shapes import Array, burn, mask, ribbon

Colour = tuple[float, float, float]

SOIL: list[Colour] = [
    (141, 114, 86),
    (158, 131, 101),
    (120, 96, 74),
    (171, 146, 113),
    (150, 120, 92),
]
STRAW: list[Colour] = [(186, 170, 122), (198, 184, 142), (172, 158, 108)]
CROPS: list[Colour] = [
    (72, 102, 54),
    (88, 116, 60),
    (106, 128, 68),
    (60, 88, 48),
    (126, 140, 84),
    (142, 148, 92),
]
RICE: list[Colour] = [
    (84, 118, 62),
    (98, 132, 68),
    (72, 104, 62),
    (112, 138, 76),
    (90, 122, 74),
    (128, 138, 92),
]
ROOFS: list[Colour] = [
    (182, 116, 88),
    (170, 104, 80),
    (196, 134, 104),
    (156, 98, 76),
    (204, 150, 122),
]


def blur(values: Array, sigma: float) -> Array:
    """Gaussian blur that mirrors at the border: a scene's left side must not leak into its right
    one.
    """
    pad = int(3 * sigma) + 1
    wide = np.pad(values, pad, mode="reflect")
    fy = np.fft.fftfreq(wide.shape[0])[:, None]
    fx = np.fft.rfftfreq(wide.shape[1])[None, :]
    kernel = np.exp(-2 * (np.pi * sigma) ** 2 * (fx**2 + fy**2))
    out = np.fft.irfft2(np.fft.rfft2(wide) * kernel, wide.shape)
    return out[pad:-pad, pad:-pad]


def shifted(values: Array, right: int, down: int) -> Array:
    """Moved by whole pixels; what comes in at the border is the border's own value."""
    far = max(abs(right), abs(down))
    wide = np.roll(np.pad(values, far, mode="edge"), (down, right), (0, 1))
    return wide[far : far + values.shape[0], far : far + values.shape[1]]


def step(low: float, high: float, values: Array) -> Array:
    """0 below `low`, 1 above `high`, smooth between."""
    t = np.clip((values - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


@dataclass
class Canvas:
    """One scene while it is painted. The sun stands in the south-east, as it does when satellites
    pass.
    """

    size: int
    rng: np.random.Generator
    rgb: Array = field(init=False)

    def __post_init__(self) -> None:
        self.rgb = np.zeros((self.size, self.size, 3))
        self.y, self.x = np.mgrid[0 : self.size, 0 : self.size] + 0.5

    def noise(self, slope: float = 2.0, largest: float = 1e9) -> Array:
        """Fractal noise of mean 0 and deviation 1: the steeper the `slope`, the smoother.
        `largest` in pixels.
        """
        wide = self.size * 2
        fy, fx = np.fft.fftfreq(wide)[:, None], np.fft.rfftfreq(wide)[None, :]
        frequency = np.hypot(fy, fx)
        frequency[0, 0] = 1
        gain = frequency ** (-slope / 2) * (frequency > 1 / largest)
        gain[0, 0] = 0
        values = np.fft.irfft2(
            np.fft.rfft2(self.rng.normal(size=(wide, wide))) * gain, (wide, wide)
        )
        values = values[: self.size, : self.size]
        return (values - values.mean()) / values.std()

    def paint(self, cover: Array, colour: object) -> None:
        self.rgb += cover[..., None] * (np.asarray(colour, float) - self.rgb)

    def multiply(self, factor: Array) -> None:
        self.rgb *= factor[..., None]

    def mottled(self, colours: Sequence[Colour], slope: float = 2.0, largest: float = 1e9) -> Array:
        """A ground that drifts from one colour to the next."""
        place = step(-1.6, 1.6, self.noise(slope, largest)) * (len(colours) - 1.001)
        palette = np.asarray(colours, float)
        below = place.astype(int)
        return palette[below] + (place - below)[..., None] * (palette[below + 1] - palette[below])

    def relief(self, height: Array, strength: float) -> None:
        gy, gx = np.gradient(height)
        self.multiply(np.clip(1 + strength * (-gx - 1.2 * gy) * -1, 0.45, 1.6))

    def fields(
        self,
        shapes: Sequence[Array],
        colours: Sequence[Colour],
        rows: float = 0.03,
        edge: Colour = (112, 110, 76),
        fine: int = 3,
    ) -> None:
        """Parcels with rows along their longer side; what lies between them is `edge`, hedge or
        track.
        """
        rng, n = self.rng, len(shapes)
        raw = burn(shapes, range(1, n + 1), self.size, fine)
        picks = np.asarray(colours, float)[rng.integers(0, len(colours), n)]
        lut = np.vstack([edge, picks * rng.normal(1, 0.055, (n, 1)) + rng.normal(0, 2.5, (n, 3))])
        colour = lut[raw].reshape(self.size, fine, self.size, fine, 3).mean((1, 3))
        cover = (raw > 0).reshape(self.size, fine, self.size, fine).mean((1, 3))
        near = raw[fine // 2 :: fine, fine // 2 :: fine]

        along = np.zeros((n + 1, 2))
        for number, shape in enumerate(shapes, 1):
            sides = np.roll(shape, -1, 0) - shape
            a, b = sides[int(np.argmax(np.hypot(*sides.T)))]
            along[number] = (-b, a) / np.hypot(a, b)
        period = rng.uniform(2.6, 5.5, n + 1)[near]
        depth = (rows * rng.uniform(0, 1.6, n + 1))[near]
        across = along[near, 0] * self.x + along[near, 1] * self.y
        lengthwise = -along[near, 1] * self.x + along[near, 0] * self.y
        swaths = np.sin(2 * np.pi * across / period + self.noise(2.4) * 0.7) * depth
        passes = np.sin(2 * np.pi * across / (period * 5.3) + near) * depth * 0.8
        # Vigour changes within a field, along its rows more slowly than across them.
        uneven = 0.05 * self.noise(2.6, 90) + 0.03 * np.sin(lengthwise / 17 + near * 2.1)
        texture = 1 + swaths + passes + uneven * (cover > 0) + 0.025 * self.noise(0.4)
        dry = step(0.5, 2.2, self.noise(2.2, 70) + rng.normal(0, 0.6, n + 1)[near])[..., None] * 0.3
        colour = colour * texture[..., None]
        self.rgb[:] = colour + dry * cover[..., None] * (np.array([168, 146, 108]) - colour)
        hedge = (1 - cover) * step(-0.1, 0.9, self.noise(1.3, 40))
        self.paint(hedge * 0.8, (58, 74, 44))

    def forest(
        self, shapes: Sequence[Array], dark: Colour = (40, 58, 36), light: Colour = (74, 92, 54)
    ) -> Array:
        """Crowns that are lit on one side, and an edge with single trees before it. Returns the
        cover.
        """
        crowns = blur(self.noise(0.3), 0.9)
        crowns /= crowns.std()
        cover = blur(mask(shapes, self.size, 2), 1.6) + 0.13 * self.noise(0.9, 20)
        cover = step(0.38, 0.6, cover)
        gy, gx = np.gradient(crowns)
        stands = step(-1.3, 1.3, 0.8 * self.noise(2.2, 120) + 0.35 * crowns)[..., None]
        colour = np.asarray(dark) + stands * (np.asarray(light) - np.asarray(dark))
        colour = colour * (1 + 0.13 * crowns + 0.2 * (gx + gy))[..., None]
        shade = shifted(cover, -1, -2)
        self.multiply(1 - 0.3 * np.clip(shade - cover, 0, 1))
        self.paint(cover, colour)
        return cover

    def water(
        self,
        shapes: Sequence[Array],
        deep: Colour,
        shallow: Colour,
        reach: float = 14,
        shore: Colour = (178, 164, 132),
        rim: float = 1.5,
    ) -> Array:
        """Water that is paler near the shore, within a bare rim. Returns the cover."""
        cover = mask(shapes, self.size)
        wet = np.clip(2 * blur(cover, reach) - 1, 0, 1) * 0.75 + 0.25 * np.clip(
            2 * blur(cover, reach / 4) - 1, 0, 1
        )
        bank = step(
            0.04,
            0.5,
            blur(cover, rim * 1.6) + 0.05 * self.noise(1.2, 40) * (blur(cover, rim * 2) > 0.02),
        )
        self.paint(bank * 0.85, np.asarray(shore) * (1 + 0.05 * self.noise(1.0))[..., None])
        depth = step(0, 1, wet + 0.07 * self.noise(2.8, 120))[..., None]
        colour = np.asarray(shallow) + depth * (np.asarray(deep) - np.asarray(shallow))
        self.paint(cover, colour + (1.2 * self.noise(0.9) + 1.6 * self.noise(2.5))[..., None])
        return cover

    def road(
        self, line: Array, width: float, colour: Colour = (176, 166, 150), strength: float = 0.85
    ) -> None:
        self.paint(mask([ribbon(line, width)], self.size) * strength, colour)

    def trees(self, where: Array, share: float, radius: float = 1.1) -> None:
        """Single trees with their shadows, the more of them the higher `where` (0 to 1) is."""
        spots = (self.rng.uniform(size=where.shape) < share * where).astype(float)
        crown = np.clip(blur(spots, radius) * 2 * np.pi * radius**2 * 1.1, 0, 1)
        self.paint(shifted(crown, -1, -2) * 0.45, (30, 34, 28))
        self.paint(crown * 0.9, np.array([62, 80, 46]) * (1 + 0.12 * self.noise(0.5))[..., None])

    def roofs(
        self, shapes: Sequence[Array], colours: Sequence[Colour] = tuple(ROOFS), height: float = 2.5
    ) -> None:
        """Houses with a lit and a dark slope and a shadow to the north-west."""
        away = np.array([-0.5, -0.85]) * height
        shadow = mask([s + away * t for s in shapes for t in (0.5, 1.0)], self.size)
        self.paint(shadow * 0.6, (44, 42, 42))
        for shape in shapes:
            base = np.asarray(colours[int(self.rng.integers(len(colours)))]) * self.rng.normal(
                1, 0.05
            )
            a, b, c, d = shape
            lit = [(a + d) / 2, (b + c) / 2]
            self._patch(shape, base * 0.8)
            self._patch(
                np.array(
                    [lit[0], lit[1], c, d]
                    if (d - a)[1] + (d - a)[0] > 0
                    else [a, b, lit[1], lit[0]]
                ),
                np.minimum(base * 1.14, 250),
            )

    def _patch(self, shape: Array, colour: Array) -> None:
        """As `paint`, where the polygon is only: a village has a hundred roofs."""
        x0, y0 = np.maximum(np.floor(shape.min(0)).astype(int) - 1, 0)
        x1, y1 = np.minimum(np.ceil(shape.max(0)).astype(int) + 1, self.size)
        if x1 > x0 and y1 > y0:
            edge = int(max(x1 - x0, y1 - y0))
            cover = mask([shape - (x0, y0)], edge)[: y1 - y0, : x1 - x0, None]
            part = self.rgb[y0:y1, x0:x1]
            part += cover * (colour - part)

    def clouds(self, shapes: Sequence[Array], shift: tuple[int, int] = (-20, -30)) -> None:
        """Fair-weather clouds, thin at their edge, and their shadows on the ground."""
        solid = mask(shapes, self.size, 2)
        wisps = self.noise(1.9, 60)
        body = blur(solid, 5) + 0.16 * wisps * np.clip(blur(solid, 9) * 3, 0, 1)
        opaque = step(0.2, 0.95, body)
        shadow = blur(shifted(opaque, *shift), 2.5)
        self.multiply(1 - 0.55 * shadow)
        self.rgb[..., 2] *= 1 + 0.06 * shadow
        gy, gx = np.gradient(blur(body + 0.1 * wisps, 2.5))
        light = 232 + 12 * np.clip(body - 0.5, 0, 1) + 220 * (-(gx + gy)) + 3 * wisps
        tint = np.clip(light, 182, 250)[..., None] * np.array([0.99, 1.0, 1.005])
        self.paint(
            np.clip(opaque + 0.16 * step(0.02, 0.5, blur(solid, 12) + 0.06 * wisps), 0, 1) * 0.97,
            tint,
        )

    def finish(self, haze: float = 0.05, grain: float = 1.1) -> Array:
        """What the air and the sensor add, as 8-bit values.

        Values are steps of 3, which the eye does not see under the grain and which halves the file.
        """
        out = np.dstack([blur(self.rgb[..., band], 0.42) for band in range(3)])
        out *= (1 + 0.025 * self.noise(2.8))[..., None]
        out = out * (1 - haze) + haze * np.array([150, 162, 178])
        out += grain * self.rng.normal(size=(self.size, self.size, 1))
        return np.clip(np.round(out / 3) * 3, 0, 255).astype(np.uint8)
