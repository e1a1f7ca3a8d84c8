"""What the tests of which images a feature belongs to share."""

from support.sources import box_wkt, labels_of


def counts(folder):
    return {
        path.relative_to(folder).as_posix(): len(labels_of(folder, path.relative_to(folder)))
        for path in folder.rglob("*.geojson")
        if path.parent.name != "backups"
    }


OVER = box_wkt(2.4, 41.1, 2.7, 41.2)
"""A third of it in a.tif, two thirds in b.tif."""
