"""What was read of a campaign before the dock shows it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..core.layers.importing import Opened
from ..core.layers.summary import Summary, read_summary
from ..core.scaneo.model import Label


@dataclass(frozen=True)
class Loaded:
    """A campaign that was opened, what is in it, and the image to begin with."""

    opened: Opened
    summary: Summary
    first: str

    @classmethod
    def of(cls, opened: Opened) -> Loaded:
        """It asks the disk: call it in a thread."""
        summary = read_summary(opened.workspace)
        return cls(opened, summary, _first_image(opened.folder, summary))

    @property
    def labels(self) -> list[Label]:
        """The campaign's own labels, for which the layers are styled."""
        return listed_labels(self.summary)


def listed_labels(summary: Summary) -> list[Label]:
    """The labels of a campaign, without those that annotations use all the same."""
    return [entry.label for entry in summary.labels if entry.listed]


def _first_image(folder: Path, summary: Summary) -> str:
    """The first image that has something to see; any that is there, or else the first."""
    annotated = [image.path for image in summary.images if image.counts]
    every = [image.path for image in summary.images]
    there = (image for image in (*annotated, *every) if (folder / image).is_file())
    return next(there, every[0])
