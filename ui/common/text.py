"""Words for the user."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path

from qgis.PyQt.QtCore import QCoreApplication

from ...core.base.shown import counted as counted  # its nouns come translated
from ...core.base.shown import shown_text
from ...core.campaign.file_changes import FileChange
from ...core.mapping.export import LayerExport
from ...core.qgis.translation import CONTEXT
from ...core.qgis.translation import said as said  # what the core says
from ...core.qgis.translation import said_problem as said_problem
from ...core.qgis.translation import said_whole as said_whole
from ...core.store.write.backups import Counts


def tr(text: str) -> str:
    """The text in the user's language."""
    return QCoreApplication.translate(CONTEXT, text)


def plain(text: str) -> str:
    """A text for a place that takes HTML, such as the message bar."""
    return html.escape(shown_text(said(text))).replace("\n", "<br>")


def tooltip(text: str) -> str:
    """A text for a tooltip, which would guess whether it is HTML."""
    return f"<qt>{plain(text)}</qt>"


def shown_path(path: Path) -> str:
    """A path as people write it: what lies in their own folder begins with ``~``."""
    home = Path.home()
    return str(Path("~") / path.relative_to(home)) if home in path.parents else str(path)


def image_count(count: int) -> str:
    """``2 images``."""
    return counted(count, tr("image"), tr("images"))


def annotation_count(count: int) -> str:
    """``2 annotations``."""
    return counted(count, tr("annotation"), tr("annotations"))


def feature_count(count: int) -> str:
    """``2 features``."""
    return counted(count, tr("feature"), tr("features"))


def problem_count(count: int) -> str:
    """``2 problems``."""
    return counted(count, tr("problem"), tr("problems"))


def export_counts(files: Sequence[FileChange]) -> str:
    """``2 files: 3 added, 1 changed, 2 deleted``."""
    return tr("{files}: {added} added, {changed} changed, {deleted} deleted").format(
        files=counted(len(files), tr("file"), tr("files")),
        added=f"{sum(file.added for file in files):,}",
        changed=f"{sum(file.changed for file in files):,}",
        deleted=f"{sum(file.deleted for file in files):,}",
    )


def image_changes(images: Counts) -> str:
    """``Images: 1 added, 2 changed, 1 without annotations now.``; nothing for no images."""
    if images == Counts():
        return ""
    text = tr("Images: {added} added, {changed} changed, {deleted} without annotations now.")
    return text.format(
        added=f"{images.added:,}", changed=f"{images.changed:,}", deleted=f"{images.deleted:,}"
    )


def layers_sum(export: LayerExport) -> str:
    """``1,200 features = 1,190 written + 10 listed below``; and what leaves the folder."""
    text = tr("{features} = {written} written + {listed} listed below").format(
        features=feature_count(export.feature_count),
        written=f"{export.written_count:,}",
        listed=f"{len(export.problems):,}",
    )
    if export.deleted_count:
        deleted = tr("{annotations} deleted from the folder")
        count = annotation_count(export.deleted_count)
        text += "\n" + deleted.format(annotations=count)
    return text
