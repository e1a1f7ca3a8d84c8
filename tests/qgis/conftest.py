"""An error that QGIS or Qt would swallow fails the test in which it happens.

What a slot or a virtual method raises is caught and raised again by pytest-qt. What QGIS catches
first, for example in an expression or in a plugin's start, it only writes to its message log: that
is watched here.
"""

import pytest
from qgis.core import Qgis, QgsApplication


@pytest.fixture(autouse=True)
def logged_errors(qgis_app):
    """QGIS's log of errors; a test that provokes one looks at this list and clears it."""
    errors = []

    def watch(message, tag, level, *_):
        if level == Qgis.MessageLevel.Critical or tag == "Python error":
            errors.append(f"{tag}: {message}")

    received = QgsApplication.messageLog().messageReceived
    received.connect(watch)
    yield errors
    received.disconnect(watch)
    assert not errors, "QGIS logged errors:\n" + "\n".join(errors)
