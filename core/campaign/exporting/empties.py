"""Images that were verified to have no annotation, and whether an export writes files for them.

A file with an empty list distinguishes a verified negative from an image that nobody has looked at.
We write it as ``[ ]``, since SCANEO writes ``[]`` also where an image has only points. Some
training modules stop at such a file (EOTDL's do, eotdl 2026.6.29).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Optional

from ...base.large_bytes import Data
from ...base.model import Image, ImageState
from ...formats.scaneo.change import Change
from ...formats.scaneo.content import has_no_feature


def left_out(change: Change, base: Optional[Data]) -> bool:
    """Whether a file is left out, when files without annotations are: a new one, or one that was
    emptied. A file that was empty before stays: nobody changed it."""
    return has_no_feature(change.data) and not has_no_feature(base)


def unwritten(
    images: Iterable[Image],
    states: Mapping[str, ImageState],
    files: Collection[str],
    edited: Collection[str],
) -> list[str]:
    """Images that were verified empty and have no file: an earlier export left them out."""
    return [
        image.path
        for image in images
        if states.get(image.path) is ImageState.EMPTY
        and image.geojson is not None
        and image.geojson not in files
        and image.path not in edited
    ]
