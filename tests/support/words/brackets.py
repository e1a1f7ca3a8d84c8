"""Sentences in brackets: what of a text was translated, in a made-up language."""

OPEN, CLOSE = "⟦", "⟧"


def outside(text):
    """What of a text is in no brackets, however deep they are nested."""
    depth, left = 0, []
    for char in text:
        depth += char == OPEN
        if not depth:
            left.append(char)
        depth -= char == CLOSE
    assert depth == 0, text
    return "".join(left)
