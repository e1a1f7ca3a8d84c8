"""GDAL's errors as exceptions, whether or not this process lets GDAL raise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from osgeo import gdal


@contextmanager
def gdal_errors_as(failure: Callable[[str], Exception]) -> Iterator[None]:
    """Turns an error that GDAL, or `require`, raises into one of ours.

    Whether GDAL raises or returns a code is a setting of the process, which any plugin may change.
    """
    gdal.PushErrorHandler("CPLQuietErrorHandler")  # not `quiet`: this is called for every statement
    gdal.ErrorReset()
    try:
        yield
    except RuntimeError as error:
        raise failure(str(error)) from error
    finally:
        gdal.PopErrorHandler()


def require(good: bool) -> None:
    """:raises RuntimeError: with GDAL's last message, as GDAL itself raises where it is set to."""
    if not good:
        raise RuntimeError(gdal.GetLastErrorMsg())


@contextmanager
def quiet() -> Iterator[None]:
    """Keeps GDAL from printing errors to stderr, where we show them to the user. It does not change
    whether GDAL raises."""
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        yield
    finally:
        gdal.PopErrorHandler()
