"""Layers of any kind become a campaign that the real SCANEO shows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Callable

import pytest
from interop.campaigns import EAST, UTM, WEST, write_images
from interop.editor import area, box, whole
from interop.layers import arrive_nearly, export, mapped, rows_of, together, wkt_of
from interop.scaneo_server import ScaneoServer
from interop.trip import labels_of
from qgis.core import QgsFeedback, QgsProject, QgsRasterLayer, QgsVectorLayer
from scaneo_bridge import classFactory
from scaneo_bridge.core.base.model import Task
from scaneo_bridge.core.mapping.export import export_layers
from scaneo_bridge.core.mapping.mapping import CampaignMapping, ImagesFrom
from scaneo_bridge.core.mapping.plan import plan_export
from shapely.geometry import Polygon, shape
from shapely.geometry import box as rectangle
from support.images import write_image
from support.mapping.layer_files import (
    categorise,
    open_layer,
    transformed,
    virtual_layer,
    write_layer,
    write_table,
)

Algorithm = Callable[..., dict[str, Any]]

pytestmark = [pytest.mark.interop, pytest.mark.usefixtures("qgis_new_project")]

COS, SIN = 1000 * math.cos(math.radians(30)), 1000 * math.sin(math.radians(30))
ROTATED, NORTH = "2024/rotated.tif", "2024/north.tif"
ZONE_30, DATELINE = "2025/june/zone_30.tif", "2025/june/dateline.tif"
PLACES = {
    ROTATED: ("EPSG:32631", (420000.0, COS, SIN, 4600000.0, SIN, -COS)),  # around 2.12, 41.53
    NORTH: ("EPSG:4326", (2.4, 0.05, 0.0, 42.0, 0.0, -0.1)),  # 2.4 to 2.9, 41 to 42
    ZONE_30: ("EPSG:32630", (640000.0, 1000.0, 0.0, 4400000.0, 0.0, -1000.0)),  # -1.31, 39.69
    DATELINE: ("EPSG:32660", (824000.0, 1000.0, 0.0, 1105000.0, 0.0, -1000.0)),  # ±180, 9.94
}

HOLED = area(
    "water",
    [
        [[2.1, 41.5], [2.14, 41.5], [2.14, 41.54], [2.1, 41.54], [2.1, 41.5]],
        [[2.11, 41.51], [2.11, 41.53], [2.13, 41.53], [2.11, 41.51]],
    ],
    [[[2.15, 41.52], [2.16, 41.52], [2.15, 41.53], [2.15, 41.52]]],
)
FIELD = area("field", [[[2.5, 41.1], [2.6, 41.1], [2.6, 41.2], [2.5, 41.1]]])
AREAS = {
    ROTATED: [HOLED, area("urban", [[[2.1, 41.55], [2.12, 41.55], [2.1, 41.56], [2.1, 41.55]]])],
    NORTH: [FIELD],
}
BOXES = {
    ROTATED: [box("urban", 41.518, 2.189, 41.522, 2.193)],  # in its corner
    NORTH: [box("urban", 41.3, 2.5, 41.4, 2.6), box("urban", 41.3, 2.5, 41.4, 2.6)],
    ZONE_30: [box("tank's", 39.68, -1.32, 39.69, -1.3)],
    DATELINE: [
        box("urban", 9.92, 179.97, 9.93, 179.98),
        box("urban", 9.92, -179.98, 9.93, -179.97),
    ],
}
LAKES = {
    DATELINE: [area("lake", [[[-179.99, 9.94], [-179.98, 9.94], [-179.98, 9.95], [-179.99, 9.94]]])]
}
CLASSES = {
    ROTATED: [whole("clear"), whole("summer")],
    ZONE_30: [whole("clear")],
    DATELINE: [whole("cloudy & <b>dark</b>")],
}
NAMED = [
    (ROTATED, "clear"),
    ("rotated", "summer"),
    (ZONE_30.replace("/", "\\"), "clear"),
    ("C:/elsewhere/2025/june/dateline.tif", "cloudy & <b>dark</b>"),
]
COLORS = {"water": "#0048f0", "urban": "#8d99ae", "field": "#f2c14e"}
OUTSIDE = "POLYGON((2.05 41.47, 2.06 41.47, 2.05 41.48, 2.05 41.47))"  # rotation left it out


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Four images in two folders, each in another reference system."""
    for image, (crs, grid) in PLACES.items():
        write_image(tmp_path / "campaign" / image, crs, grid)
    return tmp_path / "campaign"


@pytest.fixture
def layers(tmp_path: Path, qgis_new_project: QgsProject) -> dict[str, QgsVectorLayer]:
    """A table, a shapefile, a GeoPackage and a query, with features that can't be written."""
    files = tmp_path / "layers"
    areas = write_layer(files / "areas.shp", "EPSG:32631", [*rows_of(AREAS), (OUTSIDE, "water")])
    boxes = write_layer(files / "boxes.gpkg", "EPSG:3857", [*rows_of(BOXES), (None, "urban")])
    lakes = [*rows_of(LAKES), (OUTSIDE, "drop"), (wkt_of(FIELD), None)]
    made = {
        "table": open_layer(write_table(files / "table.csv", [*NAMED, ("nowhere.tif", "clear")])),
        "areas": open_layer(areas),
        "boxes": open_layer(boxes),
        "lakes": virtual_layer(
            write_layer(files / "lakes.geojson", "EPSG:4326", lakes),
            "SELECT label, geometry FROM source WHERE label IS NOT 'drop'",
            "lakes",
        ),
    }
    assert [made[name].crs().authid() for name in ("areas", "boxes", "lakes")] == [
        "EPSG:32631",
        "EPSG:3857",
        "EPSG:4326",
    ]
    categorise(made["areas"], COLORS)
    qgis_new_project.addMapLayers(made.values())
    return made


@pytest.fixture
def algorithm(qgis_processing: None) -> Iterator[Algorithm]:
    """Runs `scaneo:exportlayers` by its name, as models and scripts do."""
    import processing

    plugin = classFactory(None)
    plugin.initProcessing()
    yield lambda **parameters: processing.run("scaneo:exportlayers", parameters)
    plugin.unload()


def by_algorithm(
    algorithm: Algorithm, folder: Path, layers: Mapping[str, QgsVectorLayer]
) -> dict[str, int]:
    """Where a layer has no such field, the place decides."""
    done = algorithm(
        CLASSIFICATION=[layers["table"]],
        DETECTION=[layers["boxes"].source()],
        SEGMENTATION=[layers["areas"].id(), layers["lakes"]],
        IMAGE_FIELD="image",
        FOLDER=str(folder),
    )
    return {name: done[name] for name in ("FEATURE_COUNT", "ANNOTATION_COUNT", "PROBLEM_COUNT")}


def by_mapping(folder: Path, layers: Mapping[str, QgsVectorLayer]) -> dict[str, int]:
    done = export(
        folder,
        mapped(layers["table"], Task.CLASSIFICATION, image_field="image"),
        mapped(layers["boxes"], Task.DETECTION),
        mapped(layers["areas"], Task.SEGMENTATION),
        mapped(layers["lakes"], Task.SEGMENTATION),
    )
    return {
        "FEATURE_COUNT": done.feature_count,
        "ANNOTATION_COUNT": done.annotation_count,
        "PROBLEM_COUNT": len(done.problems),
    }


@pytest.mark.parametrize("door", ["algorithm", "mapping"])
def test_layers_in_many_reference_systems(
    scaneo: ScaneoServer,
    bare: Path,
    layers: dict[str, QgsVectorLayer],
    algorithm: Algorithm,
    door: str,
) -> None:
    """On a rotated image, on one of another zone and on one across the antimeridian."""
    wanted = together(CLASSES, BOXES, AREAS, LAKES)
    count = sum(map(len, wanted.values()))

    counts = (
        by_algorithm(algorithm, bare, layers) if door == "algorithm" else by_mapping(bare, layers)
    )

    assert counts == {
        "FEATURE_COUNT": count + 4,
        "ANNOTATION_COUNT": count,
        "PROBLEM_COUNT": 4,  # an image that is not there, no label, no geometry, no place
    }
    labels = labels_of(scaneo, arrive_nearly(scaneo, bare, wanted))
    assert labels.items() >= COLORS.items()
    assert labels.keys() == {one.label for found in wanted.values() for one in found}
    assert len(set(labels.values())) == len(labels)


def test_an_area_across_the_antimeridian(
    scaneo: ScaneoServer, bare: Path, tmp_path: Path, qgis_new_project: QgsProject
) -> None:
    """It is cut there; both parts are on the one image that lies there, too."""
    bay = rectangle(828500, 1097000, 832000, 1104000)  # metres
    path = write_layer(tmp_path / "bay.gpkg", "EPSG:32660", [(bay.wkt, "bay")], given="EPSG:32660")
    layer = open_layer(path)
    qgis_new_project.addMapLayer(layer)

    export(bare, mapped(layer, Task.SEGMENTATION))

    shown = scaneo.snapshot(scaneo.import_folder(bare))
    (found,) = shown.pop(DATELINE)
    assert not any(shown.values())
    assert (found.task, found.label) == ("segmentation", "bay")
    eastern, western = sorted(shape(found.geometry).geoms, key=lambda part: part.bounds[0])
    assert eastern.bounds[0] == -180 and western.bounds[2] == 180
    outline = transformed(fine(bay), "EPSG:32660", "EPSG:4326")
    wanted = Polygon([(lon % 360, lat) for lon, lat in outline])  # around 180
    for part, half in ((western, rectangle(0, 0, 180, 90)), (eastern, rectangle(180, 0, 360, 90))):
        turned = Polygon([(lon % 360, lat) for lon, lat in part.exterior.coords])
        due = wanted.intersection(half)
        assert turned.symmetric_difference(due).area < 1e-5 * due.area


def test_boxes_of_a_layer_in_metres(
    scaneo: ScaneoServer, bare: Path, tmp_path: Path, qgis_new_project: QgsProject
) -> None:
    """What is straight there is bent in longitude and latitude, and its bounds lie outside its
    corners.
    """
    hall = rectangle(460000, 4550000, 540000, 4600000)
    path = write_layer(
        tmp_path / "hall.shp", "EPSG:32631", [(hall.wkt, "hall")], given="EPSG:32631"
    )
    layer = open_layer(path)
    qgis_new_project.addMapLayer(layer)

    export(bare, mapped(layer, Task.DETECTION))

    corners = list(hall.exterior.coords)
    lons, lats = zip(*transformed([*fine(hall), *corners], "EPSG:32631", "EPSG:4326"))
    bounds = (min(lats), min(lons), max(lats), max(lons))
    assert bounds[2] > max(lats[-len(corners) :]) + 0.0005
    (found,) = scaneo.snapshot(scaneo.import_folder(bare))[NORTH]
    assert (found.task, found.label) == ("detection", "hall")
    assert found.bbox == pytest.approx(bounds, abs=1e-7)


def fine(polygon: Polygon) -> list[tuple[float, float]]:
    """The outline in small steps."""
    line, steps = polygon.exterior, 40000
    return [line.interpolate(step / steps, normalized=True).coords[0] for step in range(steps)]


def test_cut_to_the_images(scaneo: ScaneoServer, tmp_path: Path, algorithm: Algorithm) -> None:
    """Where images overlap, each gets what lies in it; what one holds alone stays whole."""
    folder = write_images(tmp_path / "campaign")
    both = area("water", [[[2.3, 41.2], [2.6, 41.2], [2.6, 41.4], [2.3, 41.4], [2.3, 41.2]]])
    alone = area("water", [[[2.1, 41.2], [2.2, 41.2], [2.2, 41.3], [2.1, 41.2]]])
    rows = [(wkt_of(one), one.label) for one in (both, alone)]
    path = write_layer(tmp_path / "water.gpkg", "EPSG:3857", rows)

    done = algorithm(
        DETECTION=[str(path)],
        DETECTION_LABEL='upper("label")',
        SEGMENTATION=[str(path)],
        FOLDER=str(folder),
        ASSIGN=2,
    )

    assert (done["FEATURE_COUNT"], done["ANNOTATION_COUNT"], done["PROBLEM_COUNT"]) == (4, 6, 0)
    arrive_nearly(
        scaneo,
        folder,
        {
            WEST: [
                box("WATER", 41.2, 2.3, 41.4, 2.5),
                box("WATER", 41.2, 2.1, 41.3, 2.2),
                area("water", [[[2.3, 41.2], [2.5, 41.2], [2.5, 41.4], [2.3, 41.4], [2.3, 41.2]]]),
                alone,
            ],
            EAST: [
                box("WATER", 41.2, 2.4, 41.4, 2.6),
                area("water", [[[2.4, 41.2], [2.6, 41.2], [2.6, 41.4], [2.4, 41.4], [2.4, 41.2]]]),
            ],
            UTM: [],
        },
    )


def test_images_of_the_project_come_along(
    scaneo: ScaneoServer,
    bare: Path,
    layers: dict[str, QgsVectorLayer],
    tmp_path: Path,
    qgis_new_project: QgsProject,
) -> None:
    """Into a folder that is not there yet; only the features that are selected."""
    for image in PLACES:
        qgis_new_project.addMapLayer(QgsRasterLayer(str(bare / image), image))
    layers["boxes"].selectByExpression("\"label\" <> 'urban'")
    made = tmp_path / "new" / "campaign"
    mapping = mapped(layers["boxes"], Task.DETECTION)
    plan = plan_export(
        qgis_new_project,
        CampaignMapping(
            (replace(mapping, selected_only=True),), ImagesFrom.RASTERS, folder=str(made)
        ),
    )

    done = export_layers(plan, QgsFeedback())

    # As few folders as tell one from the others: here, none.
    names = {image: Path(image).name for image in PLACES}
    assert sorted(done.copied) == sorted(names.values())
    wanted = {name: BOXES[image] if image == ZONE_30 else [] for image, name in names.items()}
    arrive_nearly(scaneo, made, wanted)
