"""The images of several folders that become one campaign."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Optional

from ...base.messages import message
from ...base.model import Problem, Severity
from ...images.files.geotiff import files_of_image
from ...images.footprints import FootprintReader
from ...images.georeference import NoFootprint
from ...store.folder import CampaignFolder
from ...store.regular_files import mend_of, open_file
from ...store.write.replaceable import FileNotReplaceable
from ...store.write.writing import Writing
from ..locked_files import MERGE_AGAIN, NOT_COPIED, LockedFiles, locked_problem
from .merge_plan import MergedCampaign

_PIECE = 2**20  # bytes
_MOST = 16  # pieces of a large image that are compared, spread over the file


class ImageCopies:
    """Compares images of one name, and copies those that the destination does not have."""

    def __init__(
        self, done: MergedCampaign, locked: LockedFiles, go_on: Callable[[], None]
    ) -> None:
        """``done`` is told what is copied and what is wrong. ``go_on`` is called often, and may
        raise."""
        self._done = done
        self._folder = done.folder
        self._locked = locked
        self._go_on = go_on
        self._footprints = FootprintReader()

    def settle(self, name: str, folders: Sequence[CampaignFolder], writing: Writing) -> None:
        """Compares the images of that name in the folders that have one; the first one is used.

        :raises ScaneoError: where it can't be copied.
        """
        files = [folder.path / name for folder in folders]
        for other in files[1:]:
            self._go_on()
            self._compare(files[0], other)
        if files and files[0] != self._folder / name:
            self._copy(name, files[0], writing)

    def _compare(self, one: Path, other: Path) -> None:
        try:
            if _have_same_content(one, other):
                return
        except OSError as error:
            what = message(
                "merge_images.not-compared",
                "It can't be compared with {other} ({why}).",
                other=one,
                why=error.strerror,
            )
            self._done.problems.append(Problem(str(other), what, mend_of(error)))
            return
        if self._footprint(one) == self._footprint(other):
            what = message(
                "merge_images.another",
                "It is another image than {other}, at the same place.",
                other=one,
            )
            severity = Severity.WARNING
        else:
            what = message(
                "merge_images.elsewhere",
                "It lies elsewhere than {other}: what is annotated in one is not in the other.",
                other=one,
            )
            severity = Severity.ERROR
        mend = message(
            "merge_images.used",
            "{other} is used. Rename one of the two if they are two images.",
            other=one,
        )
        self._done.problems.append(Problem(str(other), what, mend, severity=severity))

    def _footprint(self, file: Path) -> Optional[bytes]:
        try:
            return self._footprints.read(file)
        except NoFootprint:
            return None

    def _copy(self, name: str, file: Path, writing: Writing) -> None:
        if not file.is_file():
            what = message("merge_images.no-file", "It is not copied: it is no file.")
            mend = message("merge_images.whole-copy", "Put a whole copy in its place.")
            self._done.problems.append(Problem(str(file), what, mend))
            return
        parts = {str(PurePosixPath(name).parent / part.name): part for part in files_of_image(file)}
        missing = [target for target in parts if not (self._folder / target).exists()]
        try:
            for target in missing:
                self._locked.check(target, None)
            for target in missing:
                writing.stage_copy(target, parts[target], self._go_on)
        except FileNotReplaceable as error:
            problem = locked_problem(name, error, NOT_COPIED, MERGE_AGAIN)
            self._done.problems.append(problem)
        else:
            self._done.copied.append(name)


def _have_same_content(one: Path, other: Path) -> bool:
    """Whether two files have the same content; of large ones, pieces are compared.

    :raises OSError: where one of them can't be read.
    """
    if os.path.samefile(one, other):
        return True
    size = one.stat().st_size
    if size != other.stat().st_size:
        return False
    with open_file(one) as mine, open_file(other) as theirs:
        for offset in _offsets(size):
            mine.seek(offset)
            theirs.seek(offset)
            if mine.read(_PIECE) != theirs.read(_PIECE):
                return False
    return True


def _offsets(size: int) -> Iterator[int]:
    count = -(-size // _PIECE)
    if count <= _MOST:
        yield from range(0, size, _PIECE)
    else:
        yield from (number * (size - _PIECE) // (_MOST - 1) for number in range(_MOST))
