"""What runs on PyQt6 alone: `make test-qt6` gives it a Python of its own, and shim/ for QGIS.

The Python of all other tests has QGIS's own Qt, and passes these files over.
"""

import os

import pytest

collect_ignore_glob = [] if os.environ.get("PYTEST_QT_API") == "pyqt6" else ["test_*.py"]


@pytest.fixture
def shown(qtbot):
    """Shows a widget as wide as a dock, and waits for it to be there.

    It lives until qtbot closes it: events still come to one that is on the screen.
    """
    kept = []

    def show(widget, width=300, height=400):
        kept.append(widget)
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        qtbot.waitExposed(widget)
        return widget

    yield show
