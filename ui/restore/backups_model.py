"""The backups of a folder as a table: time, kind of write, number of files and annotations."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, Optional

from qgis.PyQt.QtCore import QDate, QDateTime, QLocale, QObject, Qt

from ...core.base.names import shown
from ...core.store.write.backups import Backup
from ..common.models import ItemsModel
from ..common.text import tooltip, tr


class BackupsModel(ItemsModel[Backup]):
    """The backups, the newest first."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(3, parent)

    def key(self, item: Backup) -> Optional[Hashable]:
        """The name: a backup never changes."""
        return item.path

    def titles(self) -> Sequence[tuple[str, str]]:
        return (
            (tr("Before"), tr("What the folder was written by, and when, in local time")),
            (tr("Files"), tr("Files that were written")),
            ("±", tr("Annotations that were added, changed or deleted")),
        )

    def cell(self, item: Backup, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return (f"{local_time(item)} · {written_by(item)}", _files(item), _annotations(item))[
                column
            ]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip("\n".join(_lines(item)))
        return None


def local_time(backup: Backup) -> str:
    """When the backup was made, in local time; with the year only if it is not this one."""
    time = QDateTime.fromSecsSinceEpoch(int(backup.time.timestamp()))
    is_this_year = time.date().year() == QDate.currentDate().year()
    return QLocale().toString(time, tr("d MMM HH:mm") if is_this_year else tr("d MMM yyyy HH:mm"))


def written_by(backup: Backup) -> str:
    """The kind of write that made the backup."""
    words = {
        "export": tr("Export"),
        "layers": tr("Export of layers"),
        "mend": tr("Mend"),
        "merge": tr("Merge"),
        "restore": tr("Restore"),
    }
    return words.get(backup.what) or shown(backup.what)


def _files(backup: Backup) -> str:
    return f"{len(backup.files):,}"


def _annotations(backup: Backup) -> str:
    counts = backup.counts
    return "" if counts is None else f"{counts.added + counts.changed + counts.deleted:,}"


def _lines(backup: Backup) -> list[str]:
    lines = [f"{local_time(backup)} · {written_by(backup)}"]
    if backup.counts is not None:
        lines.append(
            tr(
                "{added:,} added, {changed:,} changed, {deleted:,} deleted",
                added=backup.counts.added,
                changed=backup.counts.changed,
                deleted=backup.counts.deleted,
            )
        )
    names = [file.path for file in backup.files]
    more = len(names) - 10
    lines += [shown(name) for name in names[:10]]
    return lines + ([tr("and {count:,} more", count=more)] if more > 0 else [])
