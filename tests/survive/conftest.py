"""Where these tests work; and helpers whose asserts tell what they saw, as those of a test do."""

import tempfile
from pathlib import Path

import pytest

pytest.register_assert_rewrite("survive.story", "survive.two", "survive.watcher")


@pytest.fixture
def tmp_path():
    """A folder that all may enter; in memory, where a disk would be waited for at every flush."""
    from survive.scale import in_memory

    with tempfile.TemporaryDirectory(dir=in_memory()) as name:
        Path(name).chmod(0o755)
        yield Path(name)
