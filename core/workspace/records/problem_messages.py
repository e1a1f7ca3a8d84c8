"""Stores the messages of problems, so that they can be translated for whoever opens the workspace
next.

The table ``problems`` contains them in English, as all versions read it. Another table maps these
texts to messages: a text that is not in it is shown as it is, and an entry that is not needed any
more does no harm.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from ...base.messages import Message, from_data
from ...base.model import Problem
from ...formats.scaneo.content import feature_location
from ..geopackage.database import Database
from ..geopackage.sql import SqlPart, bind

_CREATE = (
    "CREATE TABLE IF NOT EXISTS problem_messages (text TEXT PRIMARY KEY, message TEXT NOT NULL)"
)
_ROWS = 500  # rows in one statement
_FEATURE = feature_location(0).template.id


class ProblemMessages:
    """Stores messages, each once, within a transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._noted: set[str] = set()

    def note(self, problems: Iterable[Problem]) -> None:
        """Stores the messages of problems, except locations of features, of which there are
        many."""
        new = {
            str(text): json.dumps(text.as_data())
            for problem in problems
            for text in (problem.what, problem.mend, problem.location)
            if isinstance(text, Message) and text.template.id != _FEATURE
            if text not in self._noted
        }
        if not new:
            return
        if not self._noted:
            self._database.execute(_CREATE)
        self._noted.update(new)
        insert = "INSERT OR REPLACE INTO problem_messages (text, message) VALUES ?"
        rows = [bind("(?, ?)", *row) for row in new.items()]
        for start in range(0, len(rows), _ROWS):
            self._database.execute(insert, SqlPart(", ".join(rows[start:][:_ROWS])))


def read_messages(database: Database) -> Mapping[str, Message]:
    """The stored messages by their English texts; what other programs wrote is ignored."""
    if not database.has_table("problem_messages"):
        return {}
    rows = database.rows("SELECT text, message FROM problem_messages")
    found = ((row.GetFieldAsString(0), _read(row.GetFieldAsString(1))) for row in rows)
    return {text: told for text, told in found if isinstance(told, Message) and told == text}


def location_message(text: str) -> str:
    """A location as a message, if it is that of a feature."""
    number = text.rpartition(" ")[2]
    if number.isdecimal() and len(number) < 19:
        told = feature_location(int(number) - 1)
        return told if told == text else text
    return text


def _read(data: str) -> object:
    try:
        return from_data(json.loads(data))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
