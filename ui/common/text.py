"""Texts for the user."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path

from ...core.base.names import shown_text
from ...core.campaign.file_changes import FileChange
from ...core.mapping.export import LayerExport
from ...core.qgis.counts import (
    annotation_count,
    conflict_count,
    feature_count,
    file_count,
    image_count,
    problem_count,
)
from ...core.qgis.translation import said, said_problem, said_whole, tr
from ...core.store.write.backups import AnnotationCounts

# What is said is imported from here by all pages.
__all__ = [
    "annotation_count",
    "conflict_count",
    "feature_count",
    "file_count",
    "image_count",
    "problem_count",
    "said",
    "said_problem",
    "said_whole",
    "tr",
]


def plain(text: str) -> str:
    """A text as HTML, for widgets that interpret it, such as the message bar."""
    return html.escape(shown_text(said(text))).replace("\n", "<br>")


def tooltip(text: str) -> str:
    """A text for a tooltip, as HTML: otherwise Qt guesses whether it is HTML."""
    return f"<qt>{plain(text)}</qt>"


def followed(text: str, sentences: Sequence[str]) -> str:
    """What was done, and sentences about it, if any: ``2 files: 3 added. …``."""
    if not sentences:
        return text
    return tr("{done}. {sentences}", done=text, sentences=" ".join(sentences))


def shown_path(path: Path) -> str:
    """A path as people write it: with ``~`` for their home folder."""
    home = Path.home()
    return str(Path("~") / path.relative_to(home)) if home in path.parents else str(path)


def export_counts(files: Sequence[FileChange]) -> str:
    """``2 files: 3 added, 1 changed, 2 deleted``."""
    return tr(
        "{files}: {added:,} added, {changed:,} changed, {deleted:,} deleted",
        files=file_count(len(files)),
        added=sum(file.added for file in files),
        changed=sum(file.changed for file in files),
        deleted=sum(file.deleted for file in files),
    )


def image_changes(images: AnnotationCounts) -> str:
    """``Images: 1 added, 2 changed, 1 without annotations now.``; empty for no images."""
    if images == AnnotationCounts():
        return ""
    return tr(
        "Images: {added:,} added, {changed:,} changed, {deleted:,} without annotations now.",
        added=images.added,
        changed=images.changed,
        deleted=images.deleted,
    )


def layers_sum(export: LayerExport) -> str:
    """``1,200 features = 1,190 written + 10 listed below``; and what is deleted in the folder."""
    text = tr(
        "{features} = {written:,} written + {listed:,} listed below",
        features=feature_count(export.feature_count),
        written=export.written_count,
        listed=len(export.problems),
    )
    if export.deleted_count:
        count = annotation_count(export.deleted_count)
        text += "\n" + tr("{annotations} deleted from the folder", annotations=count)
    return text
