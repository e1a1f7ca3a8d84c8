"""What is killed: each way in which the plugin writes to a folder or to a workspace."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsFeature, QgsFeedback, QgsGeometry, QgsProject, QgsVectorLayer
from scaneo_bridge.core.base.model import Task
from scaneo_bridge.core.campaign.annotators.merge_campaigns import merge_campaigns
from scaneo_bridge.core.campaign.annotators.merge_plan import MergePlan
from scaneo_bridge.core.campaign.checking.check_campaign import check_folder
from scaneo_bridge.core.campaign.checking.mend_files import mend_files
from scaneo_bridge.core.campaign.merging.unread_images import read_images
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.campaign.restoring.restore_campaign import restore_campaign
from scaneo_bridge.core.campaign.workspaces.of_campaign import default_workspace
from scaneo_bridge.core.mapping.export import export_layers
from scaneo_bridge.core.mapping.found_images import ImageFiles
from scaneo_bridge.core.mapping.mapping import Assign, LabelFrom, LabelSource, LayerMapping
from scaneo_bridge.core.mapping.plan import LayerPlan
from scaneo_bridge.core.mapping.sources import LayerSource
from scaneo_bridge.core.store.folder import CampaignFolder
from scaneo_bridge.core.store.write.backups import list_backups
from scaneo_bridge.core.workspace.workspace import Workspace
from support.folders import write_files
from support.geojson import collection, detection, one_of_each
from support.images import write_image
from survive.ground import (
    NAMES,
    WORKSPACE,
    change_on_disk,
    edit,
    exported,
    insert_box,
    make_campaign,
    opened,
)

ANNOTATORS = ("ann", "bob")


@dataclass(frozen=True)
class Deed:
    """``prepare`` makes the folder in which it begins; ``run`` is the deed; ``go_on`` is what a
    user does after a kill: opens the folder again (``open``), and does the deed once more.
    ``is_scripted``: a script does it, which begins again at once and opens nothing before."""

    name: str
    prepare: Callable[[Path], None]
    run: Callable[[Path], None]
    go_on: Callable[[Path], None]
    is_scripted: bool = False

    def __str__(self) -> str:
        return self.name


def _prepare(folder: Path) -> None:
    make_campaign(folder)


def _prepare_edited(folder: Path) -> None:
    make_campaign(folder)
    edit(opened(folder).workspace.path)


def _prepare_both_sides(folder: Path) -> None:
    """Some files changed on disk that nobody edited, and one that was edited, too."""
    _prepare_edited(folder)
    change_on_disk(folder)


def _export(folder: Path) -> None:
    usual = folder / WORKSPACE
    exported(usual if usual.is_file() else default_workspace(CampaignFolder(folder)))


def open_folder(folder: Path) -> None:
    """Opens the folder as a user does who knows of nothing."""
    opened(folder)


def _prepare_large(folder: Path) -> None:
    """More images than are read at once; most of them have nothing yet."""
    make_campaign(folder)
    for number in range(24):
        write_image(folder / f"more {number}.tif")


def _label_meanwhile(folder: Path) -> None:
    """Opens a large campaign as the dock does, and edits it while the other images are read."""
    begun = open_campaign(folder, None, QgsFeedback(), reads_behind=True)
    with begun.workspace.open() as known:
        while True:
            with known.transaction():
                update = "UPDATE detection SET label = 'urban' WHERE label = 'field'"
                known.database.execute(update)
            left = [image.path for image in known.unread()]
            if not left:
                return
            read_images(known, left[:3], QgsFeedback())


def _export_labelled(folder: Path) -> None:
    _label_meanwhile(folder)
    _export(folder)


def areas_layer(images: Sequence[str] = ()) -> QgsVectorLayer:
    """Six areas of somebody's own, which name images where there are some."""
    fields = "field=class:string&field=image:string"
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:4326&{fields}", "own", "memory")
    features = []
    for number in range(6):
        feature = QgsFeature(layer.fields())
        feature["class"] = "water" if number % 2 else "own"
        feature["image"] = images[number % len(images)] if images else ""
        west = 2.01 + 0.06 * number
        feature.setGeometry(
            QgsGeometry.fromWkt(
                f"Polygon(({west} 41.2, {west + 0.05} 41.2, {west + 0.05} 41.4, {west} 41.4, "
                f"{west} 41.2))"
            )
        )
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)
    return layer


def layer_plan(folder: Path, images: Sequence[str] = ()) -> LayerPlan:
    """An export of that layer into the folder, whose images lie there."""
    label = LabelSource(LabelFrom.EXPRESSION, '"class"')
    layer = areas_layer(images)
    mapping = LayerMapping(layer.id(), Task.SEGMENTATION, label, "image" if images else "")
    source = LayerSource(layer, mapping, QgsProject.instance())
    return LayerPlan([source], ImageFiles(folder), folder, Assign.TOUCHED)


def _export_layers(folder: Path) -> None:
    export_layers(layer_plan(folder), QgsFeedback())


def _prepare_exported(folder: Path) -> None:
    """Two exports, of which the first is put back."""
    _prepare_edited(folder)
    _export(folder)
    with Workspace.open(folder / WORKSPACE) as known, known.database.transaction():
        known.database.execute("UPDATE segmentation SET label = 'later' WHERE image = 'a.tif'")
        insert_box(known, "b.tif", "water", 50)
    _export(folder)


def _restore(folder: Path) -> None:
    oldest = min((backup.name for backup in list_backups(folder)), default="")
    restore_campaign(folder, oldest, QgsFeedback())


def _prepare_annotators(folder: Path) -> None:
    """A campaign, and two annotators who have worked on copies of it."""
    make_campaign(folder)
    for number, name in enumerate(ANNOTATORS):
        own = folder.parent / "annotators" / name
        shutil.copytree(folder, own)
        write_image(own / f"{name}.tif")
        write_files(own, {f"{name}.geojson": collection(detection("urban"))})
        edit(opened(own).workspace.path, 10 * number)
        _export(own)


def _merge_campaigns(folder: Path) -> None:
    annotators = [folder.parent / "annotators" / name for name in ANNOTATORS]
    merge_campaigns(MergePlan(annotators, folder), QgsFeedback())


def _merge_into_base(folder: Path) -> None:
    """The folder is what all began with: what one has added, the other has not deleted."""
    annotators = [folder.parent / "annotators" / name for name in ANNOTATORS]
    merge_campaigns(MergePlan(annotators, folder, base=folder), QgsFeedback())


def _prepare_twins(folder: Path) -> None:
    """A campaign in which each file has an annotation twice."""
    make_campaign(folder)
    write_files(folder, {name: collection(*one_of_each(), detection()) for name in NAMES})


def _mend(folder: Path) -> None:
    findings = check_folder(folder, QgsFeedback()).findings
    mend_files(folder, findings, QgsFeedback())


EXPORT = Deed("export", _prepare_edited, _export, _export)
IMPORT = Deed("import", _prepare, open_folder, _export)
REOPEN = Deed("open again", _prepare_both_sides, open_folder, _export)
LAYERS = Deed("layer export", _prepare, _export_layers, _export_layers)
MERGE = Deed("merge", _prepare_both_sides, _export, _export)
RESTORE = Deed("restore", _prepare_exported, _restore, _restore)
MEND = Deed("mend", _prepare_twins, _mend, _mend)
CAMPAIGNS = Deed("merge campaigns", _prepare_annotators, _merge_campaigns, _merge_campaigns)
INTO_BASE = Deed("merge into base", _prepare_annotators, _merge_into_base, _merge_into_base, True)
BEHIND = Deed("read behind", _prepare_large, _label_meanwhile, _export_labelled)
OPENINGS = (IMPORT, REOPEN, BEHIND)
"""They write a workspace, and no file of the folder."""
DEEDS = (EXPORT, *OPENINGS, LAYERS, MERGE, RESTORE, MEND, CAMPAIGNS, INTO_BASE)
