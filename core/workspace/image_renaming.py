"""Renames images in all tables of a workspace."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Protocol

from ..base.model import Image, Task
from .content.image_table import BESIDE
from .geopackage.database import Database
from .geopackage.sql import SqlName
from .records.taken import rename_marks
from .repository import LABELS, MARKS, Repository, keeping_open_edits

_OF_FILES = ("image_files", BESIDE)  # tables of image files


class AllTables(Repository, Protocol):
    """A repository that is a GeoPackage."""

    database: Database


class ImageRenaming:
    """Renames images in all tables, all at once: in a series of shifted names, old and new ones
    overlap."""

    def __init__(self, workspace: AllTables) -> None:
        self._workspace = workspace
        self._database = workspace.database

    def rename(self, moves: Mapping[str, str], found: Mapping[str, Image]) -> None:
        """Renames images, within a transaction. ``moves`` maps old names to new ones."""
        with keeping_open_edits(self._workspace):
            self._rename(moves, found)
        _rename_in_open_edits(self._workspace, moves)

    def _rename(self, moves: Mapping[str, str], found: Mapping[str, Image]) -> None:
        edits = self._workspace.changes()
        known = {image.path: image for image in self._workspace.images()}
        joined = self._make_room(moves, known, edits, found)
        token = secrets.token_hex(8)
        passing = {old: Image(f"{token}/{old}", f"{token}/{old}.json") for old in moves}
        for old, image in passing.items():
            self._give(known[old], image)
        for old, image in passing.items():
            self._give(image, found[moves[old]])
        rename_marks(self._database, moves)
        names = [*moves, *(image.path for image in passing.values()), *moves.values()]
        for name in names:
            self._workspace.clear_changes(name)  # triggers recorded it
        for name in joined.union(moves[old] for old in moves.keys() & edits.keys()):
            self._workspace.note_change(name)

    def _make_room(
        self,
        moves: Mapping[str, str],
        known: Mapping[str, Image],
        edits: Collection[str],
        found: Mapping[str, Image],
    ) -> set[str]:
        """Returns the new names that already have annotations or edits: somebody gave them that
        name by hand. They belong to the picture that has the name now."""
        joined = set()
        for name in set(moves.values()) - moves.keys():
            if name in known:  # nobody edited it: left out
                self._workspace.remove_annotations(name)
            elif name in edits or self._workspace.annotations(name):
                joined.add(name)
            self._workspace.remove_image(name)
            for table in filter(self._database.has_table, _OF_FILES):
                self._database.execute("DELETE FROM ? WHERE path = ?", SqlName(table), name)
            if self._database.has_table("taken_images"):
                self._database.execute("DELETE FROM taken_images WHERE image = ?", name)
        files = {found[name].geojson for name in moves.values()}
        for file in files - {known[name].geojson for name in moves}:
            if file is not None:  # the name may have had no file
                self._workspace.forget(file)
        return joined

    def _give(self, old: Image, new: Image) -> None:
        for task in Task:
            self._set(task.value, "image", old.path, new.path)
        self._workspace.feature_indexes.rename(old.path, new.path)
        self._set("images", "path", old.path, new.path)
        self._database.execute(
            "UPDATE images SET geojson = ? WHERE path = ?", new.geojson, new.path
        )
        for table in ("problems", *_OF_FILES):
            self._set(table, "path", old.path, new.path)
        for table in ("announced", "taken_images"):
            self._set(table, "image", old.path, new.path)
        if old.geojson is not None and new.geojson is not None:
            for table in ("files", "problems", "origins", "exports", "announced"):
                self._set(table, "path", old.geojson, new.geojson)

    def _set(self, table: str, column: str, old: str, new: str) -> None:
        if self._database.has_table(table):
            name = SqlName(column)
            self._database.execute(
                "UPDATE ? SET ? = ? WHERE ? = ?", SqlName(table), name, new, name, old
            )


def _rename_in_open_edits(workspace: Repository, moves: Mapping[str, str]) -> None:
    """Renames images in stored open edits; ``moves`` maps old names to new ones. What can't be read
    stays, and is reported at recovery. Use it in a transaction."""
    for name, content in workspace.open_edit_texts().items():
        with suppress(ValueError, LookupError, TypeError, AttributeError, RecursionError):
            kept = json.loads(content)
            if name == MARKS:
                kept = {moves.get(image, image): mark for image, mark in kept.items()}
            elif name != LABELS:
                kept["added"] = [[moves.get(image, image), *rest] for image, *rest in kept["added"]]
                for change in kept["changed"].values():
                    if "image" in change:
                        change["image"] = moves.get(change["image"], change["image"])
            workspace.keep_open_edits(name, json.dumps(kept))
