"""A campaign that somebody has broken by hand, in one way after the other."""

from support.folders import write_files
from support.geojson import (
    BOX,
    as_bytes,
    classification,
    collection,
    corners_of,
    detection,
    segmentation,
    spai,
)
from support.images import write_image

GRID = (2.0, 0.001, 0.0, 42.0, 0.0, -0.002)
"""From 2 to 2.5 degrees east, 41 to 42 north, with the 500 x 500 pixels of `fine_image`."""
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
LASTING = {"outside", "geojson-orphan", "image-placeless", "image-suffix", "name-doubled"}
"""The rules of `break_folder` that nobody but the user can mend."""


def fine_image(path, **how):
    """An image whose pixels are small enough to be drawn on."""
    return write_image(path, grid=GRID, size=500, **how)


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
                    detection("urban", id=2),  # its twin
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
