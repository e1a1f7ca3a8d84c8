"""What GDAL says when something goes wrong: as an exception or as a code, as others have set it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from osgeo import gdal


@contextmanager
def told(failure: Callable[[str], Exception]) -> Iterator[None]:
    """Turns the error that GDAL raises, or `require` in its place, into ours.

    Whether GDAL raises or answers with a code is a setting of the process, which any other plugin
    may change at any time.
    """
    gdal.PushErrorHandler("CPLQuietErrorHandler")  # not `quiet`: this runs for every statement
    gdal.ErrorReset()
    try:
        yield
    except RuntimeError as error:
        raise failure(str(error)) from error
    finally:
        gdal.PopErrorHandler()


def require(good: bool) -> None:
    """:raises RuntimeError: with what GDAL said last, as GDAL itself does where it is set to."""
    if not good:
        raise RuntimeError(gdal.GetLastErrorMsg())


@contextmanager
def quiet() -> Iterator[None]:
    """GDAL says on stderr what goes wrong, where we say it to the user; whether it raises is
    another matter."""
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        yield
    finally:
        gdal.PopErrorHandler()
