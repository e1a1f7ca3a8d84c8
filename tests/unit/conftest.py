"""Fixtures of the tests that run without QGIS."""

import os

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
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("patient", PATIENT)
settings.register_profile("quick", PATIENT, max_examples=10)  # `make quick`
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "patient"))
