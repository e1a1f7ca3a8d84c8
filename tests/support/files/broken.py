"""A campaign that somebody has broken by hand, in one way after the other."""

import copy

from support.folders import write_files
from support.geojson import (
    BOX,
    as_bytes,
    classification,
    collection,
    corners_of,
    detection,
    ring_of,
    segmentation,
    spai,
)
from support.images import write_image

GRID = (2.0, 0.001, 0.0, 42.0, 0.0, -0.002)
"""From 2 to 2.5 degrees east, 41 to 42 north, with the 500 x 500 pixels of `fine_image`."""
FAR_PLACES = {
    "Tokyo": ("EPSG:32654", (378000, 20, 0, 3956000, 0, -20), (35.67, 139.68)),
    "120°W": ("EPSG:4326", (-120.2, 0.001, 0.0, 38.0, 0.0, -0.002), (37.5, -120.0)),
}
"""Beyond 90 degrees of longitude: CRS and grid of an image, and a place on it: south, west."""
BOW_TIE = [[2.1, 41.5], [2.2, 41.6], [2.2, 41.5], [2.1, 41.6], [2.1, 41.5]]
SOUND = [[2.3, 41.5], [2.4, 41.5], [2.4, 41.6], [2.3, 41.5]]
FAR = [[5, 41], [5.1, 41], [5.1, 41.1], [5, 41]]
MOVED = (41.3, 2.1, 41.4, 2.3)
BOM = b"\xef\xbb\xbf"

MENDABLE = {
    "twin", "bbox-differs", "bbox-missing", "ring-broken", "area-crossing", "swapped",
    "across-edge", "class-twice", "file-bom", "label-unlisted", "label-alike", "label-twice",
    "label-colorless", "label-unused",
}  # fmt: skip
BY_HAND = {"label-unused"}
"""Those of them that nothing mends along with all else: they may be meant."""
LASTING = {"outside", "geojson-orphan", "image-placeless", "image-suffix", "name-doubled"}
"""The rules of `break_folder` that nobody but the user can mend."""


def fine_image(path, **how):
    """An image whose pixels are small enough to be drawn on."""
    return write_image(path, grid=GRID, size=500, **how)


def swapped_folder(folder, place):
    """A campaign of one of `FAR_PLACES`, and what its features are meant to be.

    The first is in order; of the others, latitude and longitude are swapped, which leaves them out
    of range: a box, the bbox of one, the ring of one, and an area.
    """
    crs, grid, (south, west) = FAR_PLACES[place]
    boxes = [(south + n / 100, west, south + n / 100 + 0.005, west + 0.01) for n in range(5)]
    meant = [
        detection("urban", boxes[0], id=0),
        *(detection("urban", box, id=number) for number, box in enumerate(boxes[1:4], 1)),
        segmentation("water", ring_of(boxes[4]), id=4, properties={"note": [1.5]}),
    ]
    features = copy.deepcopy(meant)
    for one in (features[1], features[3], features[4]):
        rings = one["geometry"]["coordinates"]
        ring = rings[0] if one["properties"]["task"] == "detection" else rings[0][0]
        ring[:] = [[y, x] for x, y in ring]
    for one in features[1:3]:
        one["properties"]["bbox"] = [[y, x] for x, y in one["properties"]["bbox"]]
    write_image(folder / "a.tif", crs=crs, grid=grid, size=500)
    labels = spai(water="#0048f0", urban="#8d99ae")
    write_files(
        folder, {"spai.json": labels, "a.geojson": as_bytes(collection(*features), indent=1)}
    )
    return folder, meant


def sound_folder(folder):
    """A campaign that is in order: an image with one annotation of each kind."""
    fine_image(folder / "sound.tif")
    return write_files(
        folder,
        {
            "spai.json": spai(water="#0048f0", urban="#8d99ae"),
            "sound.geojson": collection(
                classification(), detection("water", BOX), segmentation("urban", SOUND)
            ),
        },
    )


def break_folder(folder):
    """Makes of a campaign one that breaks each of `MENDABLE` and `LASTING` once."""
    sound_folder(folder)
    for name in ("boxes.tif", "areas.tif", "classes.tif", "old.tiff", "x.tif.tif"):
        fine_image(folder / name)
    fine_image(folder / "nowhere.tif", crs=None)
    three_corners = detection(box=(41.7, 2.1, 41.8, 2.2))
    three_corners["geometry"]["coordinates"][0][2:4] = []
    labels = spai(water="#0048f0", urban="#8d99ae", later="#111111")["labels"]
    return write_files(
        folder,
        {
            "spai.json": {"labels": [*labels, labels[0], {"name": "field"}]},
            "boxes.geojson": as_bytes(
                collection(
                    detection("urban", id=1),
                    detection("urban"),  # its twin
                    detection("field", properties={"bbox": corners_of(MOVED)}),
                    detection("field", (41.5, 2.1, 41.6, 2.2), properties={"bbox": None}),
                    three_corners,
                    detection("water", (41.1, 2.4, 41.2, 2.6)),  # across the edge
                ),
                indent=2,
            ),
            "areas.geojson": as_bytes(
                collection(
                    segmentation("water", BOW_TIE, keep="me"),
                    segmentation("water", [[y, x] for x, y in SOUND]),
                    segmentation("urban", FAR),
                ),
                indent=1,
            ),
            "classes.geojson": BOM
            + as_bytes(
                collection(
                    classification("urban"),
                    classification("urban"),
                    classification("Water "),
                    classification("lake"),
                )
            ),
            "old.geojson": collection(classification()),
            "x.tif.geojson": collection(classification()),
            "nowhere.geojson": collection(classification()),
            "gone.geojson": collection(classification()),
        },
    )
