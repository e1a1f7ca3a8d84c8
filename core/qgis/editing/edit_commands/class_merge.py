"""Classes of an image that become one: which of them can go, for nothing is said of them alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ....base.model import Annotation, Task
from ....campaign.cancelling import GoOn
from ....formats.scaneo.checks.mends import removable_duplicates
from ....formats.scaneo.members import FileMembers
from ....workspace.workspace_ref import WorkspaceRef
from ..session import EditSession


class MergedClasses(NamedTuple):
    """Which classes go, by their feature ids; and how many stay beside one of the same label, for
    the file says of each what it doesn't of the other."""

    gone: set[int]
    kept: int


@dataclass(frozen=True)
class Doubled:
    """The images that would have a label several times as a class: the feature ids by image, and
    those among them that are ``given`` the label."""

    label: str
    images: Mapping[str, Sequence[int]]
    given: frozenset[int]

    def settle(self, workspace: WorkspaceRef, check: GoOn = lambda: None) -> MergedClasses:
        """Reads what the files say of each, in whatever thread.

        :raises WorkspaceError: where the workspace can't be read. Whatever ``check`` raises.
        """
        gone: set[int] = set()
        kept = 0
        if not self.images:
            return MergedClasses(gone, kept)
        with workspace.open(writable=False) as opened:
            files = {one.path: one.geojson for one in opened.images()}
            for image, ids in self.images.items():
                check()
                classes = opened.feature_indexes.found(image, Task.CLASSIFICATION)
                places = {fid: index for index, fid in classes.items()}
                # Only what was read of an image has members in its file.
                file = files.get(image) if not places.keys().isdisjoint(ids) else None
                members = FileMembers(None if file is None else opened.content(file))
                said = {fid: members.of(places.get(fid)) for fid in ids}
                ones = dict.fromkeys(ids, Annotation(Task.CLASSIFICATION, self.label, None))
                asked = [fid for fid in ids if fid in self.given]
                go = removable_duplicates(ones, asked, said.__getitem__)
                gone.update(go)
                kept += min(
                    len(self.given.intersection(ids).difference(go)), len(ids) - len(go) - 1
                )
        return MergedClasses(gone, kept)


def find_doubled(given: Mapping[int, str], having: Mapping[int, str], label: str) -> Doubled:
    """Which images would have a label twice, if classes are given it that others have already.

    Both are feature ids with their images. Classes without an image are of none together.
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
    """What becomes of classes given the label that others have already; see `find_doubled`.

    :raises WorkspaceError: where the workspace can't be read.
    """
    return find_doubled(given, having, label).settle(session.workspace)
