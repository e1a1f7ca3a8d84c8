"""Helpers of these tests whose asserts tell what they saw, as those of a test do."""

from __future__ import annotations

import pytest

pytest.register_assert_rewrite("interop.editor", "interop.layers", "interop.trip")
