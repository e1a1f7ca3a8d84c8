"""Shapes as polygons in pixels: x to the right, y down, without the closing point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

import numpy as np
from osgeo import gdal, ogr, osr

gdal.UseExceptions()
ogr.UseExceptions()

Array = np.ndarray


def to_ogr(polygon: Array) -> ogr.Geometry:
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for x, y in polygon:
        ring.AddPoint_2D(float(x), float(y))
    ring.CloseRings()
    shape = ogr.Geometry(ogr.wkbPolygon)
    shape.AddGeometry(ring)
    return shape


def outlines(shape: ogr.Geometry, least: float = 60) -> list[Array]:
    """The exteriors of a polygon's or a collection's parts that have at least this area, without
    the closing point.
    """
    parts = [shape]
    if shape.GetGeometryType() != ogr.wkbPolygon:
        parts = [shape.GetGeometryRef(i) for i in range(shape.GetGeometryCount())]
    polygons = [p for p in parts if p.GetGeometryType() == ogr.wkbPolygon and p.Area() >= least]
    return [np.array(p.GetGeometryRef(0).GetPoints())[:-1, :2] for p in polygons]


def traced(where: Array, least: float, tolerance: float = 1.2) -> list[Array]:
    """The outlines of the parts of a picture that are true, the largest first, rounded and with
    few vertices.
    """
    beyond = 8  # What touches the border goes on behind it, where rounding it does no harm.
    wide = np.pad(where.astype(np.uint8), beyond, mode="edge")
    source = gdal.GetDriverByName("MEM").Create("", wide.shape[1], wide.shape[0], 1, gdal.GDT_Byte)
    source.SetGeoTransform((-beyond, 1, 0, -beyond, 0, 1))
    source.GetRasterBand(1).WriteArray(wide)
    shapes = ogr.GetDriverByName("Memory").CreateDataSource("")
    layer = shapes.CreateLayer("shapes")
    gdal.Polygonize(source.GetRasterBand(1), source.GetRasterBand(1), layer, -1, [])
    found: list[Array] = []
    for feature in layer:
        round_ = (
            feature.GetGeometryRef()
            .Buffer(2)
            .Buffer(-4)
            .Buffer(2)
            .SimplifyPreserveTopology(tolerance)
        )
        found += outlines(round_, least)
    return sorted(found, key=lambda part: -to_ogr(part).Area())


def union(shapes: Sequence[Array], grown: float = 0.0) -> ogr.Geometry:
    """One geometry of all shapes, each first made larger by `grown`."""
    whole = ogr.Geometry(ogr.wkbMultiPolygon)
    for shape in shapes:
        whole = whole.Union(to_ogr(shape).Buffer(grown))
    return whole


def smooth(points: Array, closed: bool, each: int = 8) -> Array:
    """A Catmull-Rom curve through the points, `each` steps from one to the next."""
    p = np.asarray(points, float)
    p = (
        np.vstack([p[-1:], p, p[:2]])
        if closed
        else np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
    )
    t = np.linspace(0, 1, each, endpoint=False)[:, None]
    pieces = []
    for a, b, c, d in zip(p[:-3], p[1:-2], p[2:-1], p[3:]):
        pieces.append(
            0.5
            * (
                2 * b
                + (c - a) * t
                + (2 * a - 5 * b + 4 * c - d) * t**2
                + (3 * b - a - 3 * c + d) * t**3
            )
        )
    curve = np.vstack(pieces)
    return curve if closed else np.vstack([curve, p[-2]])


def blob(
    rng: np.random.Generator,
    x: float,
    y: float,
    radius: float,
    rough: float = 0.3,
    stretch: float = 1.0,
    angle: float = 0.0,
    vertices: int = 64,
) -> Array:
    """A rounded natural shape: a circle whose radius wanders."""
    t = np.linspace(0, 2 * np.pi, vertices, endpoint=False)
    r = np.ones_like(t)
    for wave in range(2, 10):
        r += rough * rng.normal() / wave**1.1 * np.cos(wave * t + rng.uniform(0, 2 * np.pi))
    r = radius * np.clip(r, 0.35, 1.9)
    px, py = r * np.cos(t) * stretch, r * np.sin(t) / stretch
    c, s = np.cos(angle), np.sin(angle)
    return np.column_stack([x + px * c - py * s, y + px * s + py * c])


def ribbon(
    points: Array, width: float, wander: float = 0.0, rng: Optional[np.random.Generator] = None
) -> Array:
    """A polygon of this width along a line. `wander` is the share by which the width varies."""
    line = np.asarray(points, float)
    ahead = np.gradient(line, axis=0)
    across = np.column_stack([-ahead[:, 1], ahead[:, 0]]) / np.hypot(*ahead.T)[:, None]
    half = np.full(len(line), width / 2)
    if rng is not None:
        noise = np.convolve(rng.normal(size=len(line) + 8), np.ones(9) / 3, mode="valid")
        half *= 1 + wander * np.clip(noise, -1.5, 1.5)
    return np.vstack([line + across * half[:, None], (line - across * half[:, None])[::-1]])


def box(x: float, y: float, long: float, short: float, angle: float) -> Array:
    corners = np.array([[-long, -short], [long, -short], [long, short], [-long, short]]) / 2
    c, s = np.cos(angle), np.sin(angle)
    return corners @ np.array([[c, s], [-s, c]]) + (x, y)


def inset(polygon: Array, distance: float) -> Optional[Array]:
    """The polygon made smaller on all sides, or None where nothing is left of it."""
    left = outlines(to_ogr(polygon).Buffer(-distance), 1)
    return left[0] if left else None


def parcels(
    rng: np.random.Generator, size: int, area: float, angle: float, slim: float = 0.5
) -> list[Array]:
    """Fields: a tilted square that is cut across its longer side until the parts are small
    enough.
    """
    todo, done = [box(size / 2, size / 2, size * 1.6, size * 1.6, angle)], []
    while todo:
        part = todo.pop()
        sides = np.hypot(*(np.roll(part, -1, 0) - part).T)
        (ax, ay), (bx, by) = part[2] - part[0], part[3] - part[1]
        surface = abs(ax * by - ay * bx) / 2
        if surface < area * rng.uniform(0.6, 2.4):
            done.append(part)
            continue
        first = 0 if sides[0] + sides[2] > sides[1] + sides[3] else 1
        if rng.uniform() < slim * 0.25:
            first = 1 - first
        a, b, c, d = np.roll(part, -first, 0)
        cut = rng.uniform(0.36, 0.64)
        p = a + (b - a) * (cut + rng.normal(0, 0.012))
        q = d + (c - d) * (cut + rng.normal(0, 0.012))
        todo += [np.array([a, p, q, d]), np.array([p, b, c, q])]
    inside = [p for p in done if p.max() > 0 and p.min() < size]
    return sorted(inside, key=lambda p: (round(float(p[:, 1].mean())), float(p[:, 0].mean())))


def mask(polygons: Sequence[Array], size: int, fine: int = 4) -> Array:
    """How much of each pixel the polygons cover, 0 to 1."""
    return (
        (burn(polygons, [1] * len(polygons), size, fine) > 0)
        .reshape(size, fine, size, fine)
        .mean((1, 3))
    )


def burn(polygons: Sequence[Array], ids: Sequence[int], size: int, fine: int) -> Array:
    target = gdal.GetDriverByName("MEM").Create("", size * fine, size * fine, 1, gdal.GDT_Int32)
    target.SetGeoTransform((0, 1 / fine, 0, 0, 0, 1 / fine))
    # Any CRS will do, as long as both have it: without one GDAL warns at each call.
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(32631)
    target.SetProjection(crs.ExportToWkt())
    source = ogr.GetDriverByName("Memory").CreateDataSource("")
    layer = source.CreateLayer("shapes", crs)
    layer.CreateField(ogr.FieldDefn("id", ogr.OFTInteger))
    for polygon, number in zip(polygons, ids):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(to_ogr(polygon))
        feature.SetField("id", int(number))
        layer.CreateFeature(feature)
    gdal.RasterizeLayer(target, [1], layer, options=["ATTRIBUTE=id"])
    return target.ReadAsArray()
