"""Helpers of these tests whose asserts tell what they saw, as those of a test do."""

import pytest

pytest.register_assert_rewrite("survive.story", "survive.two", "survive.watcher")
