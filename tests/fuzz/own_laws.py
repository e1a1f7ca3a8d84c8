"""What holds for the plugin's own files in a campaign's folder, which others can forge."""

from __future__ import annotations

from pathlib import Path

from fuzz.laws import check_text, require
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.base.names import is_below
from scaneo_bridge.core.store.folder import CampaignFolder, is_own
from scaneo_bridge.core.store.locks.lock_file import read_holder
from scaneo_bridge.core.store.write.backups import manifest, read_manifest, time_of
from scaneo_bridge.core.store.write.journal import parse_journal

FOLDER = Path("/nowhere/campaign")
OWN = FOLDER / ".scaneo_bridge" / "staged" / "0123456789abcdef"
MOST = 2**31


def check_own(data: bytes) -> None:
    """Gives bytes to all that reads the own folder.

    :raises Broken: where a law does not hold; any other error is one that a reader let through.
    """
    check_manifest(data)
    check_journal(data)
    holder = read_holder(data)
    for word in vars(holder).values() if holder else ():
        check_text(word)
        require(word.isprintable() or not word, "who holds a lock is named on one line")
    name = data.decode("utf-8", "replace")
    time = time_of(name)
    require(time is None or 1970 <= time.year < 3000, "a backup is of a time that can be shown")


def check_manifest(data: bytes) -> None:
    try:
        said = read_manifest(data)
    except ValueError as error:
        check_text(str(error))
        return
    again = manifest(said.what, said.files, said.counts, said.keep)
    require(read_manifest(again) == said, "a list that is believed is one that we could write")
    check_text(said.what)
    for file in said.files:
        require(is_below(file.path), "a backup has files of the folder only")
        require(not is_own(file.path), "a backup has none of the plugin's own files")
    counted = (said.keep, *((said.counts and vars(said.counts).values()) or ()))
    require(all(type(one) is int and 0 <= one < MOST for one in counted), "counts are counts")


def check_journal(data: bytes) -> None:
    try:
        journal = parse_journal(CampaignFolder(FOLDER), OWN, data)
    except ScaneoError as error:
        check_text(str(error))
        return
    require(FOLDER in journal.backup.parents, "a backup lies in the folder")
    for name in (*journal.made, *(step.target for step in journal.steps)):
        require(is_below(name), "a journal writes in the folder only")
    for step in journal.steps:
        require(not is_own(step.target), "a journal leaves the plugin's own files alone")
        require(step.staged is None or step.staged.isdigit(), "what is staged lies in its place")
