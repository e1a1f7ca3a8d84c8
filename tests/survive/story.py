"""One deed in one folder: how it begins, and how it has to end, whatever comes between."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from survive.deeds import Deed, open_folder
from survive.forks import Ended, apart, done
from survive.ground import copy_campaign, files_of, leftovers, opened, rows
from survive.oracle import broken_rules
from survive.places import with_profile


class Story:
    """One deed in one folder: how it begins, and how it has to end at last."""

    def __init__(self, deed: Deed, tmp_path: Path) -> None:
        self.deed = deed
        self.profile = tmp_path / "profile"
        self.profile.mkdir(mode=0o777)
        self.profile.chmod(0o777)
        self.template = tmp_path / "template" / "campaign"
        done(lambda: deed.prepare(self.template))
        self.before = files_of(self.template)
        whole = self.copy(tmp_path / "whole" / "campaign")
        done(lambda: deed.run(whole))
        self.after = files_of(whole)
        self.end = self.finish(whole)

    def copy(self, folder: Path) -> Path:
        """The folder as it begins, at another place."""
        return copy_campaign(self.template, folder)

    def run(self, folder: Path, change: Callable[..., Any] = lambda deed: deed) -> Ended:
        """Does the deed where, or so that, it may fail."""
        return apart(with_profile(self.profile, change(lambda: self.deed.run(folder))))

    def finish(self, folder: Path) -> dict[str, Any]:
        """What a user has who opens the folder later on, and does it again."""
        held = done(with_profile(self.profile, lambda: _held(folder, self.deed)))
        return {**held, "files": files_of(folder)}

    def check(self, folder: Path, ended: Ended, is_half_allowed: bool = False) -> None:
        """It failed with a sentence and left all as it was, or all is well; and it goes on."""
        campaign = {*self.before, *self.after, *self.end["files"]}
        found = {name: data for name, data in files_of(folder).items() if name in campaign}
        assert not broken_rules(folder)
        if ended.told:
            assert _is_clear(ended.told, folder), ended.told
            assert found in (self.before, self.after) or is_half_allowed, ended.told
        assert self.finish(folder) == self.end, ended.told
        assert not leftovers(folder, campaign), ended.told


def _held(folder: Path, deed: Deed) -> dict[str, Any]:
    open_folder(folder)
    deed.go_on(folder)
    result = opened(folder)
    return {"annotations": rows(result.workspace.path), "edits": list(result.edited)}


def _is_clear(told: str, folder: Path) -> bool:
    """Whether a sentence names the place and says what to do."""
    places = (str(folder), f"temporary files ({tempfile.gettempdir()})")
    return any(place in told for place in places) and told.count(". ") >= 1
