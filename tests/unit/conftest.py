"""Fixtures of the tests that run without QGIS."""

import pytest
from hypothesis import HealthCheck, settings


@pytest.fixture
def reported():
    """Takes reports as `read_annotation` makes them; `texts` are what was said."""

    class Reports(list):
        def __call__(self, what, mend, rule):
            self.append((what, mend, rule))

        @property
        def texts(self):
            return [what for what, _, _ in self]

    return Reports()


# A busy machine makes inputs slowly, which says nothing of the code.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
