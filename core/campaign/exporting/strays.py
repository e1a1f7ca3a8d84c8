"""Strays: annotations that left an image, but can't be written to another file: until they can, the
file of the image keeps them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Optional

from ...base.geometry import BadAnnotation
from ...base.model import Annotation, Image, Task
from ...formats.geojson.document import read_document
from ...formats.geojson.reader import Unreadable
from ...formats.scaneo.annotations import check_label
from ...formats.scaneo.change import Change
from ...formats.scaneo.feature_text import feature_text
from ...store.folder import CampaignFolder
from ...workspace.records.export_records import WrittenFeature
from ...workspace.records.feature_indexes import MovedMembers
from ...workspace.repository import Repository


class Stray(NamedTuple):
    """A feature, and the index of its annotation in the file of the image that it left."""

    task: Task
    fid: int
    feature_index: int


def find_strays(
    workspace: Repository, images: Mapping[str, Image], folder: CampaignFolder
) -> dict[str, list[Stray]]:
    """Strays, which an export reports as problems, by the image in whose file they were read."""
    found: defaultdict[str, list[Stray]] = defaultdict(list)
    by_image: dict[str, Mapping[tuple[Task, int], Annotation]] = {}
    for stray in workspace.strays():
        image = stray.image
        if image not in by_image:
            is_open = _is_open(workspace, images.get(image), folder)
            inside = workspace.annotations(image) if is_open else ()
            by_image[image] = {(one.annotation.task, one.fid): one.annotation for one in inside}
        annotation = by_image[image].get((stray.task, stray.fid))
        if annotation is None or not _is_sound(annotation):
            found[stray.source_image].append(Stray(stray.task, stray.fid, stray.feature_index))
    return found


def _is_open(workspace: Repository, image: Optional[Image], folder: CampaignFolder) -> bool:
    """Whether an image has a file to which annotations can be written."""
    if image is None or image.geojson is None:
        return False
    base = workspace.content(image.geojson)
    try:
        folder.read(image.geojson)
        if base is not None:
            read_document(base)
    except (Unreadable, OSError):
        return False
    return True


def _is_sound(annotation: Annotation) -> bool:
    """Whether an annotation can be written as a new one."""
    try:
        check_label(annotation.label)
        feature_text(annotation)
    except BadAnnotation:
        return False
    return True


def kept_strays(strays: Sequence[Stray], change: Change) -> list[WrittenFeature]:
    """The indexes of an image's strays in its file after a change."""
    return [
        WrittenFeature(one.task, one.fid, change.kept[one.feature_index])
        for one in strays
        if one.feature_index in change.kept
    ]


def moved_members(workspace: Repository, strays: Mapping[str, Sequence[Stray]]) -> MovedMembers:
    """The members of annotations that are written to other files; those of strays stay in
    theirs."""
    kept = {
        (source_image, one.task, one.feature_index)
        for source_image, each in strays.items()
        for one in each
    }
    return workspace.moved_members(kept)
