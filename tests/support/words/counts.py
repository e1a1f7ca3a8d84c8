"""Texts that count things."""

import re

_THINGS = "images|annotations|features|problems|files|conflicts|labels|errors|edits|parts"
_WRONG = re.compile(rf"\b1 (?:({_THINGS})\b|problem: what they|edit that were)")


def is_well_counted(text):
    """Whether one thing is called one in a text."""
    found = _WRONG.search(text)
    assert found is None, f"{found[0]!r} in {text!r}"
    return True
