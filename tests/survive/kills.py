"""Kills a deed again and again, and looks each time at what it leaves behind."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, Optional

from survive.calls import at_call, calls_of, die
from survive.deeds import Deed, open_folder
from survive.forks import Ended, Running, apart, done
from survive.ground import (
    OWN,
    WORKSPACE,
    copy_campaign,
    everything,
    files_of,
    leftovers,
    opened,
    rows,
)
from survive.oracle import broken_rules

LABELS = "spai.json"


class Lost(AssertionError):
    """What a kill must never leave behind; the folder is kept for a look."""


@dataclass
class Figures:
    """What was seen: ``found`` counts kills by how much of the folder was new by then."""

    deed: str
    kills: int = 0
    survived: int = 0
    """Tries that ended before the kill came; they count for nothing."""
    found: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        found = ", ".join(f"{number} {what}" for what, number in sorted(self.found.items()))
        return f"{self.deed}: {self.kills} kills ({found})"


class Trial:
    """One deed, the folder in which it begins, and how it ends where nobody kills it."""

    def __init__(self, deed: Deed, work: Path, keep: Callable[[Path], Any] = str) -> None:
        """``keep`` is called with each folder as a kill has left it."""
        self._deed = deed
        self._work = work
        self._keep = keep
        self._numbers = count(1)
        self._template = work / "template" / "campaign"
        done(lambda: deed.prepare(self._template))
        self.before = files_of(self._template)
        whole = self._fresh()
        done(lambda: deed.run(whole))
        self.after = files_of(whole)
        done(lambda: open_folder(whole))
        self._end = self._finish(whole)
        times = []
        for _ in range(3):
            folder = self._fresh()
            times.append(apart(lambda folder=folder: deed.run(folder)).seconds)
        self._seconds = sorted(times)[1]
        folder = self._fresh()
        self._calls: list[float] = done(lambda: calls_of(lambda: deed.run(folder)))
        self.figures = Figures(deed.name)

    def at_random(self, kills: int, random: Random) -> None:
        """Kills it so many times: every other time at any moment of the time that it takes, else
        about when it makes one of the calls that change something, each as likely as the other."""
        while kills:
            folder = self._fresh()
            running = Running(lambda folder=folder: self._deed.run(folder))
            if kills % 2:
                share = random.random()
            else:
                share = random.choice(self._calls) + random.gauss(0, 0.01)
            running.kill_after(share * self._seconds)
            kills -= self._look(folder, running.end(), "at random")

    def at_each_call(self, most: Optional[int] = None) -> None:
        """Kills it before each call that changes something; at most before so many of them."""
        step = 1 if most is None else max(1, len(self._calls) // most)
        for number in range(1, len(self._calls) + 1, step):
            folder = self._fresh()
            ended = apart(lambda n=number, f=folder: at_call(n, lambda: self._deed.run(f), die))
            self._look(folder, ended, f"before call {number}")

    def _fresh(self) -> Path:
        return copy_campaign(self._template, self._work / f"{next(self._numbers)}" / "campaign")

    def _look(self, folder: Path, ended: Ended, moment: str) -> bool:
        """Whether it was killed, and all is well."""
        if ended.killed:
            self._keep(folder)
            try:
                self._check(folder)
            except Lost as lost:
                raise Lost(f"{self._deed.name}, killed {moment} ({folder}): {lost}") from lost
            self.figures.kills += 1
        elif ended.told:
            raise Lost(f"{self._deed.name} told: {ended.told}")
        else:
            self.figures.survived += 1
        shutil.rmtree(folder.parent)
        return ended.killed

    def _check(self, folder: Path) -> None:
        killed = everything(folder)
        self._check_files(files_of(folder))
        _expect(broken_rules(folder), [], "SCANEO's rules are broken")
        self.figures.found[self._progress(killed)] += 1
        if self._deed.is_scripted:
            self._expect_end(copy_campaign(folder, folder.parent / "at once" / "campaign"))
        done(lambda: open_folder(folder))
        _expect(self._left(folder), [], "left over after the next opening")
        self._check_files(files_of(folder))
        _expect(broken_rules(folder), [], "SCANEO's rules are broken after the next opening")
        self._check_backup(folder)
        self._expect_end(folder)

    def _expect_end(self, folder: Path) -> None:
        end = self._finish(folder)
        for what in self._end:
            _expect(end[what], self._end[what], f"not the same in the end: {what}")

    def _check_files(self, found: dict[str, bytes]) -> None:
        """Each whole and old or new; spai.json can hold the labels of both in between."""
        for name in self.before.keys() | self.after.keys():
            data, old, new = (files.get(name) for files in (found, self.before, self.after))
            if data in (old, new) or (name == LABELS and data and _names(data) >= _names(new)):
                continue
            raise Lost(f"{name} is neither old nor new: {(data or b'nothing')[:200]!r}")

    def _progress(self, killed: dict[str, bytes]) -> str:
        changed = [name for name in self.after if self.after[name] != self.before.get(name)]
        new = sum(killed.get(name) == self.after[name] for name in changed)
        if not changed:
            return "with the workspace" if WORKSPACE in killed else "without a workspace"
        return "before" if not new else "after" if new == len(changed) else "in the middle"

    def _left(self, folder: Path) -> list[str]:
        return leftovers(folder, self.before.keys() | self.after.keys())

    def _check_backup(self, folder: Path) -> None:
        kept = [data for name, data in everything(folder).items() if name.startswith(OWN)]
        for name, data in files_of(folder).items():
            old = self.before.get(name)
            if old not in (None, data) and old not in kept:
                raise Lost(f"{name} was replaced, and no backup keeps it")

    def _finish(self, folder: Path) -> dict[str, Any]:
        """What a user ends up with who has opened the folder and does the deed again."""
        held = done(lambda: _held(folder, self._deed))
        return {**held, "files": files_of(folder), "left over": self._left(folder)}


def _held(folder: Path, deed: Deed) -> dict[str, Any]:
    deed.go_on(folder)
    result = opened(folder)
    return {
        "annotations": rows(result.workspace.path),
        "edits": list(result.edited),
        "problems": [str(problem) for problem in result.problems],
    }


def _names(data: Optional[bytes]) -> set[str]:
    try:
        return {label["name"] for label in json.loads(data or b'{"labels": []}')["labels"]}
    except (ValueError, KeyError, TypeError):
        return set()


def _expect(found: Any, wanted: Any, what: str) -> None:
    if found != wanted:
        raise Lost(f"{what}: {_shown(found, wanted)}")


def _shown(found: Any, wanted: Any) -> str:
    if isinstance(found, dict) and isinstance(wanted, dict):
        pairs = {name: (found.get(name), wanted.get(name)) for name in {*found, *wanted}}
        return "\n".join(f"{name}: {a!r} != {b!r}" for name, (a, b) in pairs.items() if a != b)
    return f"{found!r} != {wanted!r}"
