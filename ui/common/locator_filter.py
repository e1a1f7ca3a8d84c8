"""A filter of QGIS's locator that finds names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qgis.core import (
    QgsFeedback,
    QgsLocatorContext,
    QgsLocatorFilter,
    QgsLocatorResult,
)

from ...core.base.names import shown_in_qgis

_MOST = 50  # results: more than anybody reads, and QGIS adds them one by one to its list


class NamesFilter(QgsLocatorFilter):
    """Finds the names that contain each typed word.

    QGIS searches with a clone, in a thread: that only sees the names, which were copied in the main
    thread.
    """

    def __init__(
        self,
        key: str,
        title: str,
        prefix: str,
        names: Callable[[], Sequence[str]],
        chosen: Callable[[str], object],
    ) -> None:
        """``key`` is what QGIS calls it in its settings; ``prefix`` has three letters or more, or
        QGIS ignores it.

        ``names`` returns what can be found now, as a list of its own; ``chosen`` is called with the
        name that the user has chosen. Both are called in the main thread.
        """
        super().__init__()
        self._key, self._title, self._prefix = key, title, prefix
        self._names, self._chosen = names, chosen
        self._copied: Sequence[str] = ()

    def clone(self) -> NamesFilter:
        """For one search. Called by QGIS, as all methods here."""
        return NamesFilter(self._key, self._title, self._prefix, self._names, self._chosen)

    def name(self) -> str:
        return self._key

    def displayName(self) -> str:
        return self._title

    def prefix(self) -> str:
        return self._prefix

    def prepare(self, string: str, context: QgsLocatorContext) -> list[str]:
        """Copies the names, in the main thread. Returns what QGIS could complete: nothing."""
        self._copied = self._names()
        return []

    def fetchResults(self, string: str, context: QgsLocatorContext, feedback: QgsFeedback) -> None:
        """Searches, in a thread. Without anything typed, a prefix shows the first names."""
        if not string.strip() and not context.usingPrefix:
            return
        found = find_names(self._copied, string)
        for position, name in enumerate(found):
            if feedback.isCanceled():
                return
            result = QgsLocatorResult()
            result.displayString = shown_in_qgis(name)
            result.userData = name
            result.score = 1 - position / len(found)  # else QGIS sorts them by name
            self.resultFetched.emit(result)

    def triggerResult(self, result: QgsLocatorResult) -> None:
        # QGIS 3.22 reads the attribute wrongly; later ones don't have the method.
        self._chosen(getattr(result, "getUserData", lambda: result.userData)())


def find_names(names: Sequence[str], typed: str) -> list[str]:
    """The names, as many as a list shows, that contain each typed word, ignoring case: first those
    of which a part between ``/`` begins with what was typed."""
    start = typed.strip().casefold()
    words = start.split()
    first: list[str] = []
    others: list[str] = []
    for name in names:
        folded = name.casefold()
        if all(word in folded for word in words):
            begins = folded.startswith(start) or f"/{start}" in folded
            (first if begins else others).append(name)
    return [*first, *others][:_MOST]
