"""What the map shows of a campaign: one image below its layers, and which annotations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ..base.errors import ScaneoError
from ..base.messages import message
from ..base.model import Task
from ..base.names import shown_in_qgis
from ..images.datum_operations import prepare_crs
from ..images.files.raster_look import shows_infrared
from ..images.footprint_layer import find_footprint, overlaps_others
from ..store.folder import AnyPath
from ..workspace.workspace_ref import IMAGES, WorkspaceRef, mark_as_own, unmark_as_own
from .layers import IMAGE_PROPERTY, RASTER, find_group, find_layers, find_rasters, note_layer_kind
from .styling.styles import FOOTPRINT_VARIABLE, IMAGE_VARIABLE, set_variables
from .translation import tr


class MapImage:
    """The image on the map. It is read from the project each time: people remove layers, rearrange
    them and open other projects."""

    def __init__(self, project: QgsProject, workspace: WorkspaceRef) -> None:
        self._project = project
        self._workspace = workspace

    @property
    def path(self) -> Optional[str]:
        """The image whose raster is below the campaign's layers; None where there is none."""
        return next((path for path, _ in find_rasters(self._project, self._workspace)), None)

    @property
    def raster(self) -> Optional[QgsRasterLayer]:
        """The raster by which the plugin shows it; not other rasters of the campaign's images."""
        return next((raster for _, raster in find_rasters(self._project, self._workspace)), None)

    @property
    def footprints(self) -> Optional[QgsVectorLayer]:
        """The footprint layer; None where the user has removed it."""
        return find_layers(self._project, self._workspace).get(IMAGES)

    def footprint(self, path: str) -> Optional[QgsGeometry]:
        """The footprint of an image; None where it is not known."""
        footprints = self.footprints
        return None if footprints is None else find_footprint(footprints, path)

    def overlaps_others(self, path: str) -> bool:
        """Whether an image shares more than a hundredth of its footprint with another image."""
        footprints = self.footprints
        return footprints is not None and overlaps_others(footprints, path)

    def show(
        self,
        folder: AnyPath,
        path: str,
        raster: QgsRasterLayer,
        crs: Optional[QgsCoordinateReferenceSystem] = None,
    ) -> bool:
        """Puts an image below the campaign's layers, in place of the previous one.

        Sets the project's CRS to ``crs``, if given. Returns False where the layers were removed
        from the project. What is drawn next belongs to this image.
        """
        project = self._project
        group = find_group(project, find_layers(project, self._workspace))
        if group is None:
            return False
        note_layer_kind(raster, folder, RASTER)
        raster.setCustomProperty(IMAGE_PROPERTY, path)
        if shows_infrared(raster):
            name = shown_in_qgis(path)
            raster.setName(tr("{image} (near infrared is shown as red)", image=name))
        before = [old for _, old in find_rasters(project, self._workspace)]
        for old in before:
            unmark_as_own(project, old)
        # Before the CRS is set: otherwise QGIS asks how to transform it.
        project.removeMapLayers([old.id() for old in before])
        if crs is not None and crs != project.crs():
            prepare_crs(project, crs)
            project.setCrs(crs)
        mark_as_own(project, project.addMapLayer(raster, False))
        group.addLayer(raster).setExpanded(False)
        self._note(path)
        return True

    def follow(self) -> None:
        """What is drawn next belongs to the image that is on the map now; to none without one."""
        self._note(self.path)

    def _note(self, path: Optional[str]) -> None:
        layers = find_layers(self._project, self._workspace)
        images = layers.get(IMAGES)
        outline = None
        if images is not None and path is not None:
            outline = find_footprint(images, path)
            if outline is None:  # QGIS may be refused for a moment: see `WalMode`
                images.dataProvider().reloadData()
                outline = find_footprint(images, path)
        footprint = "" if outline is None else outline.asWkt()
        for task in Task:
            layer = layers.get(task.value)
            if layer is not None:
                set_variables(layer, {IMAGE_VARIABLE: path or "", FOOTPRINT_VARIABLE: footprint})


def focus_layers(layers: Mapping[Task, QgsVectorLayer], path: Optional[str]) -> None:
    """Lets layers show, and tools pick, only the annotations of an image; None for all.

    Annotations without an image are always shown, so that they are not overlooked. The layers must
    not be in editing mode; see `is_focused`.

    :raises ScaneoError: where a layer refuses.
    """
    for layer in layers.values():
        wanted = _filter(path)
        if layer.subsetString() != wanted and not layer.setSubsetString(wanted):
            raise ScaneoError(
                message(
                    "map_image.not-filtered",
                    "QGIS can't filter the layer {layer}.",
                    layer=layer.name(),
                )
            )


def is_focused(layers: Mapping[Task, QgsVectorLayer], path: Optional[str]) -> bool:
    """Whether the layers have exactly this filter already."""
    return all(layer.subsetString() == _filter(path) for layer in layers.values())


def _filter(path: Optional[str]) -> str:
    """The filter as SQL; the name is quoted as data."""
    if path is None:
        return ""
    name = path.replace("'", "''")
    return f'"image" = \'{name}\' OR "image" IS NULL OR "image" = \'\''
