"""Stands in for `qgis.gui`: names without anything behind them."""

from .absent import absent as __getattr__  # noqa: F401
