"""Which worker runs which file of tests, also when one crashed.

pytest-xdist 3.8.0, the newest, gives a replaced worker one file: since a worker starts a test only
when it knows the next one, it then waits beside a file of one test, and the others do all, or the
run waits for ever; it is mended in its issues 1323 and 1327 since. It also shares files out to
workers that are still starting, which stops the run (issue 1362), and runs a test that crashed
again, until no worker is replaced any more (pull request 1371).
"""

from __future__ import annotations

import contextlib
from collections import OrderedDict

from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController


class SharedFiles(LoadFileScheduling):
    """A file of tests for one worker, in the files' order."""

    def remove_node(self, node: WorkerController) -> str | None:
        """Take a worker out and give others what it leaves; the test in which it crashed."""
        files = self.assigned_work.pop(node)
        to_do = (
            (tests, test) for tests in files.values() for test, done in tests.items() if not done
        )
        for tests, crashed in to_do:
            tests[crashed] = True
            self.workqueue = OrderedDict({**files, **self.workqueue})
            for other in self.assigned_work:
                self._reschedule(other)
            return crashed
        return None

    def _assign_work_unit(self, node: WorkerController) -> None:
        # A worker that is gone already leaves what it is given here when pytest-xdist notices.
        with contextlib.suppress(OSError):
            super()._assign_work_unit(node)

    def _reschedule(self, node: WorkerController) -> None:
        """Give a worker files until it has two tests, one to start and the next; or let it end."""
        if node not in self.registered_collections:
            return  # It is starting, and comes again when it has found its tests.
        super()._reschedule(node)
        while self._pending_of(self.assigned_work[node]) < 2 and not node.shutting_down:
            super()._reschedule(node)
