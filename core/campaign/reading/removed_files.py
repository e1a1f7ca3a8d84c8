"""Annotation files that a write of this plugin took away: their annotations go with them.

A restore lets the workspace at hand forget them. But that may be another user's, who alone may
write in it, one of several of the campaign, or out of reach: then it comes to know when it looks
into the folder again. What anybody else takes away is no reason to lose a row.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Optional

from ...base.errors import ScaneoError
from ...base.image_state import ImageState
from ...base.large_bytes import sha256_of
from ...base.model import Image
from ...store.disk import digest_of
from ...store.folder import CampaignFolder
from ...store.write.backups import list_backups
from ...workspace.repository import Repository


class Removals:
    """Those in the folder of a workspace, by its backups. Use it in a transaction."""

    def __init__(
        self, workspace: Repository, folder: CampaignFolder, edits: Collection[str]
    ) -> None:
        """``edits`` are the images that are edited: what they have stays."""
        self._workspace, self._folder, self._edits = workspace, folder, edits

    def forget(self, image: Image) -> bool:
        """Lets the workspace forget what it has of an image's file, where the last write to that
        took it away and a backup has the very bytes: nothing is lost then. Whether it was so."""
        path = image.geojson
        if path is None or image.path in self._edits or path not in self._sources:
            return False
        if self._folder.stamp(path) is not None or not self._is_kept(path):
            return False
        forget_file(self._workspace, image)
        return True

    @cached_property
    def _sources(self) -> Mapping[str, Sequence[Path]]:
        """The backups that have an older version of each file that is gone, the newest first."""
        last: dict[str, Optional[str]] = {}
        found: dict[str, list[Path]] = {}
        with suppress(ScaneoError):  # then nobody knows
            for backup in list_backups(self._folder):
                for kept in backup.files:
                    if last.setdefault(kept.path, kept.left) is None and kept.existed:
                        found.setdefault(kept.path, []).append(backup.path)
        return found

    def _is_kept(self, path: str) -> bool:
        data = self._workspace.file_data(path)
        known = None if data is None else sha256_of(data)
        return known is not None and any(_digest(one, path) == known for one in self._sources[path])


def _digest(backup: Path, path: str) -> Optional[str]:
    with suppress(OSError, ScaneoError):
        source = CampaignFolder(backup).inside(path)
        return None if source.is_symlink() else digest_of(source)
    return None


def forget_file(workspace: Repository, image: Image) -> None:
    """Forgets an image's file, which is gone or goes, and all that was read in it."""
    workspace.remove_annotations(image.path)
    workspace.forget(image.geojson or "")
    workspace.clear_changes(image.path)
    if workspace.state(image.path) is ImageState.EMPTY:
        workspace.set_state(image.path, ImageState.TODO)
