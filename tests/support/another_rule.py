"""A made-up rule, for tests of other rules: `pytest -p support.another_rule` runs them with it.

It is broken by all that is small, and wherever another rule is. A test of one rule names that rule,
and so says the same with it.
"""

import dataclasses

import pytest

SMALL = 0.05  # degrees, half as wide as the samples of tests/support/geojson.py


@pytest.hookimpl(trylast=True)
def pytest_configure():
    """Here the package is there (tests/conftest.py), and no test has its rules at hand yet."""
    import shapely.wkb
    from scaneo_bridge.core.base import rules
    from scaneo_bridge.core.formats.scaneo.checks import campaign, images

    rule = rules.Rule("made-up", rules.WARNING, "Somebody thought of something")
    rules.RULES += (rule,)
    rules._BY_ID[rule.id] = rule

    def more(findings):
        for one in findings:
            if one.rule.id in ("label-unused", rule.id):
                continue
            problem = dataclasses.replace(one.problem, severity=rule.severity, rule=rule.id)
            yield dataclasses.replace(one, rule=rule, problem=problem, mended=None)

    def is_small(wkb):
        west, south, east, north = shapely.wkb.loads(wkb).bounds
        return max(east - west, north - south) < SMALL

    def check_shapes(path, image, annotations, *about):
        problem = rule.problem(path, "It is small.", "Draw it larger.")
        return shapes(path, image, annotations, *about) + [
            campaign.Finding(rule, problem, image, one.wkb, one.task, one.feature_index, one.label)
            for one in annotations
            if one.wkb and is_small(one.wkb)
        ]

    def check_image(self, *about):
        found = image(self, *about)
        return [*found, *more(found)]

    def finish(self):
        found = end(self)
        return [*found, *more(found)]

    shapes, whole = images.check_shapes, campaign.CampaignCheck
    image, end = whole.check_image, whole.finish
    campaign.check_shapes, whole.check_image, whole.finish = check_shapes, check_image, finish
