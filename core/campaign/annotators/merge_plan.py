"""The input and the result of a merge of campaigns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional

from ...base.model import Problem, Task
from ...formats.scaneo.union.disagreements import Keep
from ...store.folder import AnyPath
from ..file_changes import FileChange


@dataclass(frozen=True)
class MergePlan:
    """Merges ``folders`` into ``folder``. ``base`` is what all of them began with, None where that
    is not known. ``overlap`` is the least IoU, 0 to 1, of two annotations of the same object."""

    folders: Sequence[AnyPath]
    folder: AnyPath
    base: Optional[AnyPath] = None
    overlap: float = 0.8
    keep: Keep = Keep.BOTH


@dataclass(frozen=True)
class ConflictSide:
    """One side of conflict ``number``: what the annotators of some folders made of an object.

    ``task`` is None for the colour of a label. ``wkb`` is in EPSG:4326.
    """

    number: int
    folders: Sequence[Path]
    path: str
    image: str
    task: Optional[Task]
    label: str
    wkb: Optional[bytes]
    what: str
    mend: str


@dataclass
class MergedCampaign:
    """What a merge has written: files of annotations and labels, and images that were copied.

    ``twin_count`` counts annotations that another annotator has, too.
    """

    folder: Path
    image_count: int = 0
    annotation_count: int = 0
    twin_count: int = 0
    conflict_count: int = 0
    differences: list[ConflictSide] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    files: list[FileChange] = field(default_factory=list)
    copied: list[str] = field(default_factory=list)
    backup: Optional[Path] = None
