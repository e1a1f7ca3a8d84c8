"""Merges classes of an image that get the same label: which can be deleted without losing
members."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ....base.model import Annotation, Task
from ....campaign.long_work import GoOn
from ....formats.scaneo.checks.mends import removable_duplicates
from ....formats.scaneo.members import FileMembers
from ....workspace.repository import Repository
from ....workspace.workspace_ref import WorkspaceRef
from ..session import EditSession


class MergedClasses(NamedTuple):
    """The feature ids of classes that are deleted; and how many stay beside one of the same label,
    since the file says something different of each."""

    gone: set[int]
    kept: int


@dataclass(frozen=True)
class Doubled:
    """Images that would have a class twice: feature ids by image, and those of them that are
    ``given`` the label."""

    label: str
    images: Mapping[str, Sequence[int]]
    given: frozenset[int]

    def settle(self, workspace: WorkspaceRef, check: GoOn = lambda: None) -> MergedClasses:
        """Reads the members of each from the files; may be called in any thread.

        :raises WorkspaceError: where the workspace can't be read. Whatever ``check`` raises.
        """
        if not self.images:
            return MergedClasses(set(), 0)
        with workspace.open(writable=False) as opened:
            return self.settle_in(opened, check)

    def settle_in(self, workspace: Repository, check: GoOn) -> MergedClasses:
        """Like `settle`, in a workspace that is open."""
        gone: set[int] = set()
        kept = 0
        files = {one.path: one.geojson for one in workspace.images()} if self.images else {}
        for image, ids in self.images.items():
            check()
            classes = workspace.feature_indexes.fids_by_index(image, Task.CLASSIFICATION)
            indexes = {fid: index for index, fid in classes.items()}
            # Only annotations that were read from the image's file have members there.
            file = files.get(image) if not indexes.keys().isdisjoint(ids) else None
            members = FileMembers(None if file is None else workspace.content(file))
            said = {fid: members.of(indexes.get(fid)) for fid in ids}
            ones = dict.fromkeys(ids, Annotation(Task.CLASSIFICATION, self.label, None))
            asked = [fid for fid in ids if fid in self.given]
            go = removable_duplicates(ones, asked, said.__getitem__)
            gone.update(go)
            kept += min(len(self.given.intersection(ids).difference(go)), len(ids) - len(go) - 1)
        return MergedClasses(gone, kept)


def find_doubled(given: Mapping[int, str], having: Mapping[int, str], label: str) -> Doubled:
    """The images that would have a label twice, if classes get it and others have it already.

    ``given`` and ``having`` are feature ids with their images. Classes without an image don't
    count.
    """
    by_image: defaultdict[str, list[int]] = defaultdict(list)
    for fids in (given, having):
        for fid, image in fids.items():
            if image:
                by_image[image].append(fid)
    wanted = frozenset(given)
    images = {
        image: fids
        for image, fids in by_image.items()
        if len(fids) > 1 and not wanted.isdisjoint(fids)
    }
    return Doubled(label, images, wanted)


def merge_classes(
    session: EditSession, given: Mapping[int, str], having: Mapping[int, str], label: str
) -> MergedClasses:
    """What becomes of classes that get the label that others have already; see `find_doubled`.

    :raises WorkspaceError: where the workspace can't be read.
    """
    return find_doubled(given, having, label).settle(session.workspace)
