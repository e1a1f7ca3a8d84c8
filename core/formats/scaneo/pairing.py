"""Which files are images to be labelled, and which annotation file belongs to each: by name, as in
SCANEO.

Masks are no images to be labelled: training modules such as EOTDL's write ``X_mask.tif`` beside
``X.tif``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

from ...base.messages import message
from ...base.model import Image, Problem
from ...base.names import is_below, split_suffix
from ...base.rules import FILE_SHARED, MASK_LABELLED, MASKS, NAME_BROKEN

IMAGE_SUFFIXES = {".tif", ".tiff"}
ANNOTATION_SUFFIX = ".geojson"
_MASK = "_mask"


def pair_images(names: Iterable[str], problems: list[Problem]) -> list[Image]:
    """Images by their names, each with its annotation file.

    Images that can't have one are added to ``problems``.
    """
    owner: dict[str, str] = {}
    listed = []
    for name in sorted(names, key=_scaneo_first):
        stem = split_suffix(name)[0]
        first, is_fit = owner.setdefault(stem, name), is_below(name)
        if first != name:
            problems.append(
                FILE_SHARED.problem(
                    name,
                    message(
                        "pairing.file-shared",
                        "It has the annotation file of {first}: its own annotations can't be kept.",
                        first=first,
                    ),
                    message("pairing.rename-one", "Rename one of the two images."),
                )
            )
        elif not is_fit:
            problems.append(
                NAME_BROKEN.problem(
                    name,
                    message(
                        "pairing.name-elsewhere",
                        "Windows would take this name for a path elsewhere: its annotations can't "
                        "be kept.",
                    ),
                    message("pairing.rename-image", "Rename the image."),
                )
            )
        own = first == name and is_fit
        listed.append(Image(name, stem + ANNOTATION_SUFFIX if own else None))
    return sorted(listed, key=lambda image: image.path)


def _scaneo_first(name: str) -> tuple[bool, str]:
    """Sort key: of ``a.tif`` and ``a.tiff``, SCANEO sees only the first, so the annotation file is
    that one's."""
    return not name.endswith(".tif"), name


def find_masks(images: Iterable[str]) -> set[str]:
    """The names that are masks: there is an image of the same name without the ending."""
    stems = [(name, split_suffix(name)[0]) for name in images]
    there = {stem for _, stem in stems}
    return {
        name
        for name, stem in stems
        if stem.endswith(_MASK)
        and stem[: -len(_MASK)] in there
        and not stem[: -len(_MASK)].endswith("/")
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
            "pairing.mask-labelled",
            "It looks like the mask of an image, but it has annotations: it stays an image.",
        )
        mend = message(
            "pairing.move-mask",
            "Move its GeoJSON file elsewhere if it is a mask, or rename it if it is none.",
        )
        problems.append(MASK_LABELLED.problem(name, what, mend))
    left = masks - labelled
    if left:
        what = message(
            "pairing.masks-left-alone",
            "{count:,} mask beside images, left alone.",
            "{count:,} masks beside images, left alone.",
            count=len(left),
        )
        mend = message("pairing.rename-mask", "Rename what is no mask (its name ends in _mask).")
        problems.append(MASKS.problem("", what, mend))
    return [name for name in names if name not in left]


def _annotations_of(name: str) -> str:
    return str(PurePosixPath(name).with_suffix(".geojson"))
