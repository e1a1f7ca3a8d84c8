"""How long tests wait for what they wait for: a machine may do much else.

A test goes on as soon as what it waits for is so: patience takes no time where all is well.
`tests/conftest.py` takes the fixture. PYTEST_DONT_REWRITE.
"""

import pytest

PATIENCE = 30000  # ms


@pytest.fixture
def qtbot(qapp, request):
    """pytest-qt's, which gives up after five seconds where a test does not say how long."""
    from pytestqt.qtbot import QtBot  # not here where pytest-qt is off

    class PatientBot(QtBot):
        def waitUntil(self, callback, *, timeout=PATIENCE):
            super().waitUntil(callback, timeout=timeout)

        def waitSignal(self, signal, *, timeout=PATIENCE, **more):
            return super().waitSignal(signal, timeout=timeout, **more)

        def waitExposed(self, widget, *, timeout=PATIENCE):
            return super().waitExposed(widget, timeout=timeout)

    return PatientBot(request)
