"""Describes what each side did to an annotation or a label."""

from __future__ import annotations

from typing import Optional, Union

from ...core.base.geometry import BadAnnotation, wkb_box
from ...core.base.model import Annotation, Label, Task
from ...core.campaign.merging.folder_merge import ImageConflict
from ...core.formats.scaneo.merge.label_three_way import LabelConflict
from ...core.formats.scaneo.merge.similarity import is_same_content
from ..common.text import tr

AnyConflict = Union[ImageConflict, LabelConflict]
_SAME = 1e-9  # degrees


def title(conflict: AnyConflict) -> str:
    """What a conflict is about, such as ``Box “ship”``."""
    if isinstance(conflict, LabelConflict):
        return tr("Label “{name}”", name=conflict.name)
    name = conflict.conflict.base.label
    titles = {
        Task.CLASSIFICATION: tr("Class “{name}”", name=name),
        Task.DETECTION: tr("Box “{name}”", name=name),
        Task.SEGMENTATION: tr("Area “{name}”", name=name),
    }
    return titles[conflict.conflict.task]


def is_written(conflict: AnyConflict) -> bool:
    """Whether it is about an annotation that we wrote and that nobody here has changed since."""
    return not isinstance(conflict, LabelConflict) and conflict.conflict.is_written


def story(conflict: AnyConflict) -> str:
    """What each side did, such as ``moved here, deleted there``."""
    if isinstance(conflict, LabelConflict):
        return _label_story(conflict)
    base, ours, theirs = conflict.conflict.base, conflict.conflict.ours, conflict.conflict.theirs
    if is_written(conflict):
        if theirs is None:
            return tr("you wrote it, they deleted it")
        return tr("you wrote it, they have it as it was before")
    mine, other = _action(base, ours), _action(base, theirs)
    if mine == other:
        return tr("{action} here, and in another way there", action=mine)
    if ours is not None and theirs is not None and _is_relabelled(base, ours, theirs):
        return tr(
            "relabelled “{ours}” here, “{theirs}” there", ours=ours.label, theirs=theirs.label
        )
    return tr("{ours} here, {theirs} there", ours=mine, theirs=other)


def _is_relabelled(base: Annotation, ours: Annotation, theirs: Annotation) -> bool:
    """Whether both sides changed only the label."""
    return all(
        one.label != base.label and is_same_content(base, Annotation(one.task, base.label, one.wkb))
        for one in (ours, theirs)
    )


def _action(base: Annotation, new: Optional[Annotation]) -> str:
    if new is None:
        return tr("deleted")
    is_same_shape = is_same_content(base, Annotation(new.task, base.label, new.wkb))
    action = "" if is_same_shape else _drawn(base, new)
    if base.label == new.label:
        return action or tr("changed")
    relabelled = tr("relabelled “{name}”", name=new.label)
    return tr("{one} and {other}", one=relabelled, other=action) if action else relabelled


def _drawn(base: Annotation, new: Annotation) -> str:
    """How the shape was changed, as far as its bounds tell."""
    before, after = _size(base), _size(new)
    if before is not None and after is not None:
        if all(abs(one - other) <= _SAME for one, other in zip(before, after)):
            return tr("moved")
        if base.task is Task.DETECTION:
            return tr("resized")
    return tr("drawn anew")


def _size(annotation: Annotation) -> Optional[tuple[float, float]]:
    if annotation.wkb is None:
        return None
    try:
        box = wkb_box(annotation.wkb)
    except BadAnnotation:
        return None
    return box.east - box.west, box.north - box.south


def _label_story(conflict: LabelConflict) -> str:
    if conflict.ours is None:
        return tr("deleted here, recoloured there")
    if conflict.theirs is None:
        return tr("recoloured here, deleted there")
    if conflict.base is None:
        return tr("added in two colours")
    return tr("recoloured here and there")


def color(label: Optional[Label]) -> str:
    """A side's colour of a label, such as ``#ff0000``."""
    return tr("deleted") if label is None else label.color
