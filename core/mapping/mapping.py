"""The user's choices for exporting a project's layers as a campaign, saved with the project."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import Enum
from typing import Any, Optional

from qgis.core import QgsProject

from ..base.model import Label, Task

_SCOPE, _KEY = "scaneo_bridge", "mapping"


class LabelFrom(Enum):
    """Where the labels of a layer's features come from."""

    EXPRESSION = "expression"
    """A QGIS expression; a field is one, too: ``"kind"``."""
    FIXED = "fixed"
    CATEGORIES = "categories"
    """What the layer's own legend calls the feature."""


class Assign(Enum):
    """Which images a feature belongs to, where it does not name one."""

    LARGEST = "largest"
    """The one that it overlaps most."""
    TOUCHED = "touched"
    """Every one that it overlaps."""
    CLIPPED = "clipped"
    """Every one that it overlaps, with the part that lies in it."""


class Existing(Enum):
    """What becomes of the annotations that the folder has already."""

    ADD = "add"
    REPLACE = "replace"
    """Those of the tasks that are mapped make room."""


class ImagesFrom(Enum):
    """Which images the features are assigned to."""

    FOLDER = "folder"
    RASTERS = "rasters"
    """The GeoTIFFs that the project shows."""


@dataclass(frozen=True)
class LabelSource:
    """Where labels come from; ``value`` is the expression or the fixed label."""

    kind: LabelFrom = LabelFrom.EXPRESSION
    value: str = ""


@dataclass(frozen=True)
class LayerMapping:
    """How one layer is exported. ``layer`` is its id in the project."""

    layer: str
    task: Task
    label: LabelSource
    image_field: str = ""
    selected_only: bool = False


@dataclass(frozen=True)
class CampaignMapping:
    """All choices for an export of layers.

    ``images_folder`` is empty where the images lie in ``folder``, the campaign's. ``labels`` maps
    the names that a layer gives to the labels that are written instead.
    """

    layers: tuple[LayerMapping, ...] = ()
    images: ImagesFrom = ImagesFrom.FOLDER
    images_folder: str = ""
    folder: str = ""
    copy_images: bool = True
    assign: Assign = Assign.LARGEST
    existing: Existing = Existing.ADD
    labels: Mapping[str, Label] = field(default_factory=dict)


def save_mapping(project: QgsProject, mapping: CampaignMapping) -> None:
    """Stores a mapping in the project, which is saved with it."""
    kept = replace(
        mapping,
        folder=_written(project, mapping.folder),
        images_folder=_written(project, mapping.images_folder),
    )
    text = json.dumps(asdict(kept), default=lambda choice: choice.value)
    if text != project.readEntry(_SCOPE, _KEY)[0]:
        project.writeEntry(_SCOPE, _KEY, text)


def read_mapping(project: QgsProject) -> Optional[CampaignMapping]:
    """The mapping stored in a project; None where there is none that can be read."""
    text, found = project.readEntry(_SCOPE, _KEY)
    if not found or not text:
        return None
    try:
        mapping = _mapping(json.loads(text))
    # Written by another version, or edited.
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return replace(
        mapping,
        folder=_read(project, mapping.folder),
        images_folder=_read(project, mapping.images_folder),
    )


def _mapping(values: dict[str, Any]) -> CampaignMapping:
    return CampaignMapping(
        layers=tuple(
            LayerMapping(
                str(layer["layer"]),
                Task(layer["task"]),
                LabelSource(LabelFrom(layer["label"]["kind"]), str(layer["label"]["value"])),
                str(layer["image_field"]),
                bool(layer["selected_only"]),
            )
            for layer in values["layers"]
        ),
        images=ImagesFrom(values["images"]),
        images_folder=str(values["images_folder"]),
        folder=str(values["folder"]),
        copy_images=bool(values["copy_images"]),
        assign=Assign(values["assign"]),
        existing=Existing(values["existing"]),
        labels={
            str(name): Label(str(label["name"]), str(label["color"]))
            for name, label in values["labels"].items()
        },
    )


def _written(project: QgsProject, path: str) -> str:
    """A path as the project stores those of its layers: relative, if the user wants that."""
    return project.writePath(path) if path else ""


def _read(project: QgsProject, path: str) -> str:
    return project.readPath(path) if path else ""
