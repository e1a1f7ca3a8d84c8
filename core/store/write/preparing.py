"""Checks and backups before a write begins."""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Optional

from ...base.errors import ScaneoError
from ...base.messages import message
from ..disk import copy, digest_of, unwritable
from ..folder import CampaignFolder
from .journal import KEPT


def check_names(folder: CampaignFolder, own: Path, names: Iterable[str]) -> None:
    """Looks for different names that are the same file to the disk: one would overwrite the other.

    :raises ScaneoError: where there are two.
    """
    known: dict[str, str] = {}
    for name in names:
        first = known.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
        if first != name and _is_one(own / "names", first, name):
            raise ScaneoError(
                message(
                    "preparing.one-name",
                    "“{first}” and “{name}” are one name to the disk of {folder}. Nothing was "
                    "written. Rename one of the images, or export to another disk.",
                    first=first,
                    name=name,
                    folder=folder.path,
                )
            )


def _is_one(own: Path, first: str, second: str) -> bool:
    """Tries it in a folder on the same disk."""
    try:
        for name in (first, second):
            (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / first).touch()
        return (own / second).exists()
    except OSError as error:
        raise unwritable(own, error) from error
    finally:
        shutil.rmtree(own, ignore_errors=True)


def keep_old(folder: CampaignFolder, own: Path, names: Iterable[str]) -> dict[str, Optional[str]]:
    """Copies the present files into a write's backup; returns their digests, None for one that
    doesn't exist.

    :raises OSError: where the disk refuses.
    """
    return {name: _keep(folder.path / name, own / KEPT / name) for name in names}


def _keep(target: Path, kept: Path) -> Optional[str]:
    if not target.exists():
        return None
    kept.parent.mkdir(parents=True, exist_ok=True)
    if target.is_symlink():  # the link is replaced, its target is not ours
        copy(target, kept)
    else:
        try:
            os.link(target, kept)  # a second name of the same file
        except OSError:  # a disk without hard links
            copy(target, kept)
    return digest_of(kept)


def missing_folders(folder: CampaignFolder, names: Iterable[str]) -> list[str]:
    """The folders below a folder that files of these names need, outermost first."""
    parents = {parent for name in names for parent in PurePosixPath(name).parents}
    missing = (str(parent) for parent in parents if not (folder.path / parent).exists())
    return sorted(missing, key=lambda name: name.count("/"))
