"""Which annotation file belongs to which image: by name, as in SCANEO."""

from __future__ import annotations

from collections.abc import Iterable

from ...base.messages import message
from ...base.model import Image, Problem
from ...base.names import is_below, split_suffix
from ...base.rules import FILE_SHARED, NAME_BROKEN

IMAGE_SUFFIXES = {".tif", ".tiff"}


_GEOJSON = ".geojson"


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
        listed.append(Image(name, stem + _GEOJSON if own else None))
    return sorted(listed, key=lambda image: image.path)


def _scaneo_first(name: str) -> tuple[bool, str]:
    """Sort key: of ``a.tif`` and ``a.tiff``, SCANEO sees only the first, so the annotation file is
    that one's."""
    return not name.endswith(".tif"), name
