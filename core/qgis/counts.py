"""Counts with nouns, in the user's language: ``1 image``, ``1,200 images``."""

from __future__ import annotations

from .translation import tr


def image_count(count: int) -> str:
    """``2 images``."""
    return tr("{count:,} image", "{count:,} images", count=count)


def annotation_count(count: int) -> str:
    """``2 annotations``."""
    return tr("{count:,} annotation", "{count:,} annotations", count=count)


def feature_count(count: int) -> str:
    """``2 features``."""
    return tr("{count:,} feature", "{count:,} features", count=count)


def file_count(count: int) -> str:
    """``2 files``."""
    return tr("{count:,} file", "{count:,} files", count=count)


def problem_count(count: int) -> str:
    """``2 problems``."""
    return tr("{count:,} problem", "{count:,} problems", count=count)


def conflict_count(count: int) -> str:
    """``2 conflicts``."""
    return tr("{count:,} conflict", "{count:,} conflicts", count=count)
