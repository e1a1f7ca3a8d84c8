"""Layers to export, and exports that are held to the promises that each of them makes."""

import json
from dataclasses import replace
from pathlib import Path

from osgeo import ogr, osr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeedback,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from scaneo_bridge.core.base.model import Task
from scaneo_bridge.core.mapping.export import export_layers, preview_layers
from scaneo_bridge.core.mapping.found_images import ImageFiles
from scaneo_bridge.core.mapping.mapping import LabelFrom, LabelSource, LayerMapping
from scaneo_bridge.core.mapping.plan import LayerPlan
from scaneo_bridge.core.mapping.sources import LayerSource
from shapely.geometry import Polygon, shape
from shapely.validation import explain_validity
from support.images import write_image

CLASSIFICATION, DETECTION, SEGMENTATION = Task
SQUARE = "Polygon((2.1 41.1, 2.2 41.1, 2.2 41.2, 2.1 41.2, 2.1 41.1))"
"""An upright box in the first of the `two_images`."""


def two_images(folder):
    """Images side by side: a.tif from 2 to 2.5 degrees east, b.tif on to 3; both 41 to 42 north."""
    write_image(folder / "a.tif")
    write_image(folder / "b.tif", grid=(2.5, 0.05, 0.0, 42.0, 0.0, -0.1))
    return folder


def box_wkt(west, south, east, north):
    return QgsGeometry.fromRect(QgsRectangle(west, south, east, north)).asWkt(17)


def crs_of(text):
    """A reference system by its code, or a custom one by its PROJ string."""
    made = (
        QgsCoordinateReferenceSystem.fromProj if "+proj" in text else QgsCoordinateReferenceSystem
    )
    crs = made(text)
    assert crs.isValid(), text
    return crs


def layer_of(*rows, crs="EPSG:4326", kind="Polygon", fields=("label:string",), name="layer"):
    """A memory layer: each row a geometry (WKT, a QgsGeometry or None), then its attributes."""
    columns = "&".join(f"field={field}" for field in fields)
    layer = QgsVectorLayer(f"{kind}?{columns}", name, "memory")
    if crs is not None and kind not in ("NoGeometry", "None"):
        layer.setCrs(crs_of(crs))
    added = []
    for geometry, *attributes in rows:
        feature = QgsFeature(layer.fields())
        if isinstance(geometry, str):
            wkt, geometry = geometry, QgsGeometry.fromWkt(geometry)
            assert wkt and not geometry.isNull(), wkt
        if geometry is not None:
            feature.setGeometry(geometry)
        feature.setAttributes(attributes)
        added.append(feature)
    done, _ = layer.dataProvider().addFeatures(added)
    assert done and layer.featureCount() == len(rows), layer.dataProvider().lastError()
    layer.updateExtents()
    return layer


def mixed_layer(path, *rows, crs="EPSG:4326", name="layer"):
    """A layer of a GeoPackage that holds any kind of geometry: WKT and a label."""
    path.parent.mkdir(parents=True, exist_ok=True)
    reference = osr.SpatialReference()
    reference.SetFromUserInput(crs)
    file = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    made = file.CreateLayer(name, reference, ogr.wkbUnknown)
    made.CreateField(ogr.FieldDefn("label", ogr.OFTString))
    for wkt, label in rows:
        feature = ogr.Feature(made.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        feature.SetField("label", label)
        assert made.CreateFeature(feature) == 0
    del feature, made, file
    layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    assert layer.isValid()
    assert layer.featureCount() == len(rows)
    layer.setCrs(crs_of(crs))  # QGIS forgets that of a layer of collections
    return layer


def source(layer, task=SEGMENTATION, label='"label"', kind=LabelFrom.EXPRESSION, **options):
    """The layer as it is mapped to a task."""
    project = options.pop("project", None) or QgsProject()
    mapping = LayerMapping(layer.id(), task, LabelSource(kind, label), **options)
    return LayerSource(layer, mapping, project)


def all_of(layer):
    return [source(layer, task) for task in (CLASSIFICATION, DETECTION, SEGMENTATION)]


def as_source(given):
    return given if isinstance(given, LayerSource) else source(given)


def plan_of(folder, *layers, images=None, **options):
    """A plan to export layers (as segmentation) or sources into a folder."""
    files = images if isinstance(images, ImageFiles) else ImageFiles(images or folder)
    return LayerPlan([as_source(layer) for layer in layers], files, folder, **options)


def export(folder, *layers, **options):
    """Exports, and holds the export to what is promised of each."""
    return export_plan(plan_of(folder, *layers, **options))


def export_plan(plan, feedback=None):
    folder = Path(plan.folder)
    before = {path: written(folder, path) for path in _geojsons(folder)}
    if (folder / "spai.json").exists():
        labels = json.loads((folder / "spai.json").read_bytes())
        before["spai.json"] = labels.get("labels", ())
    told = preview_layers(plan, QgsFeedback())
    check_sum(told, plan)
    done = export_layers(plan, feedback or QgsFeedback())
    check_sum(done, plan)
    assert replace(done, backup=None) == told, "the preview said something else"
    check_folder(done.folder, [file.path for file in done.files], before)
    return done


def _geojsons(folder):
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*.geojson")]


def check_sum(done, plan):
    """Features in are features written and features listed, each with what to do."""
    assert done.feature_count == done.written_count + len(done.problems)
    counts = [plan_source.count for plan_source in plan.sources]
    if min(counts) >= 0:
        assert done.feature_count == sum(counts)
    assert done.annotation_count >= done.written_count
    assert done.annotation_count == done.kept_count + sum(file.added for file in done.files)
    for problem in done.problems:
        assert problem.layer in {plan_source.name for plan_source in plan.sources}
        assert problem.what.endswith((".", "?")) and problem.mend.endswith("."), problem


def check_folder(folder, names, before=None):
    """What SCANEO breaks on is in none of the files that were written."""
    if (folder / "spai.json").exists():
        entries = json.loads((folder / "spai.json").read_bytes())["labels"]
        stood = (before or {}).get("spai.json", ())  # what was there stays, be it as it may
        listed = [entry["name"] for entry in entries if entry not in stood]
        assert len(listed) == len(set(listed))
        listed += [entry["name"] for entry in stood if entry in entries and "name" in entry]
    tasks = {task.value for task in Task}
    for name in names:
        if not name.endswith(".geojson"):
            continue
        for feature in written(folder, name):
            if (feature.get("properties") or {}).get("task") in tasks:
                assert feature["properties"]["label"] in listed
                if feature not in (before or {}).get(name, ()):
                    _check_feature(feature)


def _check_feature(feature):
    geometry, properties = feature["geometry"], feature["properties"]
    if properties["task"] == "classification":
        assert geometry == {"type": "Polygon", "coordinates": []}
    elif properties["task"] == "detection":
        (south, east), (north, west) = properties["bbox"]
        (ring,) = geometry["coordinates"]
        assert ring == [[east, south], [east, north], [west, north], [west, south], [east, south]]
        assert -180 <= west < east <= 180 and -90 <= south < north <= 90
    else:
        check_area(geometry)


def check_area(geometry):
    """A MultiPolygon that is valid by shapely, on the globe, and wound as RFC 7946 wants."""
    assert geometry["type"] == "MultiPolygon"
    area = shape(geometry)
    assert area.is_valid and not area.is_empty, explain_validity(area)
    west, south, east, north = area.bounds
    assert west >= -180 and east <= 180 and south >= -90 and north <= 90, area.bounds
    for outer, *holes in geometry["coordinates"]:
        assert all(len(position) == 2 for ring in (outer, *holes) for position in ring)
        assert Polygon(outer).exterior.is_ccw
        assert not any(Polygon(hole).exterior.is_ccw for hole in holes)


def written(folder, name="a.geojson"):
    """The features of a file; none where there is none that can be read."""
    try:
        return json.loads((folder / name).read_bytes())["features"]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def boxes(folder, name="a.geojson"):
    """The boxes of a file: west, south, east, north."""
    found = []
    for feature in written(folder, name):
        if (feature["properties"] or {}).get("task") == "detection":
            (south, east), (north, west) = feature["properties"]["bbox"]
            found.append((west, south, east, north))
    return found


def areas(folder, name="a.geojson"):
    """The areas of a file, as shapely has them."""
    return [
        shape(feature["geometry"])
        for feature in written(folder, name)
        if (feature["properties"] or {}).get("task") == "segmentation"
    ]


def labels_of(folder, name="a.geojson"):
    return [feature["properties"]["label"] for feature in written(folder, name)]


def spai_of(folder):
    """The colours of spai.json by their labels, in its order."""
    entries = json.loads((folder / "spai.json").read_bytes())["labels"]
    return {entry["name"]: entry["color"] for entry in entries}


def notes(done):
    return [note.what for note in done.notes]


def only(problems):
    """What the one problem says."""
    (problem,) = problems
    return problem.what
