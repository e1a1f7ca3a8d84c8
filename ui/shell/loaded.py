"""A campaign as read in a thread, before the dock shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Optional

from ...core.base.model import FINISHED, ImageState
from ...core.campaign.label_edits import find_fault
from ...core.campaign.opening.open_campaign import OpenedCampaign
from ...core.store.folder import CampaignFolder
from ...core.workspace.summary import ImageCount, WorkspaceCounts, read_counts


@dataclass(frozen=True)
class LoadedCampaign:
    """A campaign that was opened, its counts, and the image to begin with.

    ``fault`` is why its labels can't be edited; None where they can.
    """

    opened: OpenedCampaign
    counts: WorkspaceCounts
    fault: Optional[str]
    first: str

    @classmethod
    def of(cls, opened: OpenedCampaign) -> LoadedCampaign:
        """Reads from disk: call it in a thread."""
        counts = read_counts(opened.workspace)
        with opened.workspace.open(writable=False) as workspace:
            fault = find_fault(workspace)
        return cls(opened, counts, fault, _first_image(opened.folder, counts))

    def counted(self, shown: Sequence[ImageCount]) -> LoadedCampaign:
        """The same with all counts; also to be called in the thread. ``shown`` are images as they
        were shown before."""
        return replace(self, counts=self.counts.count(shown))


def _first_image(folder: CampaignFolder, counts: WorkspaceCounts) -> str:
    """The first image to do, where some are done; otherwise the first that has annotations.

    Deleted images are skipped, unless all are.
    """
    states = counts.states
    is_begun = any(state in FINISHED for state in states.values())
    todo = [image for image, state in states.items() if is_begun and state is ImageState.TODO]
    annotated = [image for image in states if image in counts.counts]
    there = (image for image in (*todo, *annotated, *states) if (folder.path / image).is_file())
    return next(there, next(iter(states)))
