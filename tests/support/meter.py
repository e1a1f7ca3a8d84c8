"""What a deed costs, in a measure that no other program on the machine changes: calls of Python.

It counts the functions of the plugin that are called on this thread, each turn of a generator
included, and what models tell their views.
"""

import sys
from collections import Counter
from contextlib import contextmanager


class Meter:
    """Counts calls by their functions, and the rows that models say have changed."""

    def __init__(self, root, *models):
        self._root = str(root)
        self.calls = Counter()
        self.told_rows = 0
        self.resets = 0
        for model in models:
            model.dataChanged.connect(self._note_rows)
            model.modelReset.connect(self._note_reset)

    def _note_rows(self, first, last, *_):
        self.told_rows += last.row() - first.row() + 1

    def _note_reset(self):
        self.resets += 1

    @contextmanager
    def running(self):
        self.calls.clear()
        self.told_rows = self.resets = 0
        sys.setprofile(self._note)
        try:
            yield
        finally:
            sys.setprofile(None)

    def _note(self, frame, event, _):
        if event == "call" and frame.f_code.co_filename.startswith(self._root):
            self.calls[frame.f_code.co_filename.rpartition("/")[2], frame.f_code.co_name] += 1

    @property
    def count(self):
        return sum(self.calls.values())
