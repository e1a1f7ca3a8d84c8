"""Annotation files that a write of this plugin deleted: their annotations are deleted as well.

A restore removes them from the workspace at hand. But other workspaces of the campaign, such as
another user's, may not be writable then: these find out here, at the next opening. A file that
anybody else deleted is no reason to lose a row.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Optional

from ...base.errors import ScaneoError
from ...base.large_bytes import sha256_of
from ...base.model import Image, ImageState
from ...store.disk import digest_of
from ...store.folder import CampaignFolder
from ...store.write.backups import list_backups
from ...workspace.repository import Repository


class Removals:
    """Deleted files in the folder of a workspace, found by its backups. Use it in a transaction."""

    def __init__(
        self, workspace: Repository, folder: CampaignFolder, edits: Collection[str]
    ) -> None:
        """``edits`` are the images with edits: these keep their annotations."""
        self._workspace, self._folder, self._edits = workspace, folder, edits

    def forget(self, image: Image) -> bool:
        """Removes an image's annotations from the workspace, where the last write to its file
        deleted it and a backup has exactly these bytes: nothing is lost then. Returns whether it
        did."""
        path = image.geojson
        if path is None or image.path in self._edits or path not in self._sources:
            return False
        if self._folder.stamp(path) is not None or not self._is_kept(path):
            return False
        forget_file(self._workspace, image)
        return True

    @cached_property
    def _sources(self) -> Mapping[str, Sequence[Path]]:
        """The backups with an older version of each deleted file, the newest first."""
        last: dict[str, Optional[str]] = {}
        found: dict[str, list[Path]] = {}
        with suppress(ScaneoError):  # then it is not known
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
    """Removes an image's file, which was or will be deleted, and all that was read from it."""
    workspace.remove_annotations(image.path)
    workspace.forget(image.geojson or "")
    workspace.clear_changes(image.path)
    if workspace.state(image.path) is ImageState.EMPTY:
        workspace.set_state(image.path, ImageState.TODO)
