"""Masks beside images: training modules such as EOTDL's write ``X_mask.tif`` beside ``X.tif``.

Masks are not images to be labelled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

from ...base.messages import message
from ...base.model import Problem
from ...base.names import split_suffix
from ...base.rules import MASK_LABELLED, MASKS

_ENDING = "_mask"


def find_masks(images: Iterable[str]) -> set[str]:
    """The names that are masks: there is an image of the same name without the ending."""
    stems = [(name, split_suffix(name)[0]) for name in images]
    there = {stem for _, stem in stems}
    return {
        name
        for name, stem in stems
        if stem.endswith(_ENDING)
        and stem[: -len(_ENDING)] in there
        and not stem[: -len(_ENDING)].endswith("/")
    }


def without_masks(
    images: Iterable[str], files: Collection[str], problems: list[Problem]
) -> list[str]:
    """Images without masks; a mask that has annotations in ``files`` stays an image.

    Both cases are reported in ``problems``.
    """
    names = list(images)
    masks = find_masks(names)
    labelled = {name for name in masks if _annotations_of(name) in files}
    for name in sorted(labelled):
        what = message(
            "masks.labelled",
            "It looks like the mask of an image, but it has annotations: it stays an image.",
        )
        mend = message(
            "masks.move-file",
            "Move its GeoJSON file elsewhere if it is a mask, or rename it if it is none.",
        )
        problems.append(MASK_LABELLED.problem(name, what, mend))
    left = masks - labelled
    if left:
        what = message(
            "masks.left-alone",
            "{count:,} mask beside images, left alone.",
            "{count:,} masks beside images, left alone.",
            count=len(left),
        )
        mend = message("masks.rename", "Rename what is no mask (its name ends in _mask).")
        problems.append(MASKS.problem("", what, mend))
    return [name for name in names if name not in left]


def _annotations_of(name: str) -> str:
    return str(PurePosixPath(name).with_suffix(".geojson"))
