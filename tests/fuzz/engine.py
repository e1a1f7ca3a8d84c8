"""Fuzzes the readers with atheris until its time is over: `run.py` starts it, again if need be.

What breaks a law is kept beside the other findings, one input for each kind, and the fuzzing goes
on. libFuzzer itself stops only for a hang or for memory.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(
    include=[f"scaneo_bridge.core.{room}" for room in ("base", "formats", "store")]
):
    from fuzz.campaign_laws import check_all
    from fuzz.laws import Broken
from fuzz.mutation import mutate_json

LARGEST_TIME = 1.0  # seconds a kilobyte, and for less than one
NOTED = 1.0  # seconds between two notes


@dataclass
class Notes:
    """How far it has come, in a file that `run.py` reads."""

    file: Path
    findings: Path
    inputs: int = 0
    slowest: float = 0.0  # seconds a kilobyte
    peak: int = 0  # bytes of memory
    kinds: Counter[str] = field(default_factory=Counter)
    written: float = 0.0

    def write(self) -> None:
        self.peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        told = {"inputs": self.inputs, "slowest": self.slowest, "peak": self.peak}
        beside = self.file.with_suffix(".new")
        beside.write_text(json.dumps({**told, "kinds": self.kinds}))
        os.replace(beside, self.file)
        self.written = time.monotonic()

    def keep(self, data: bytes, kind: str, told: str) -> None:
        """Keeps the smallest input of each kind."""
        self.kinds[kind] += 1
        input_file = self.findings / hashlib.sha256(kind.encode()).hexdigest()[:12]
        if not input_file.exists() or input_file.stat().st_size > len(data):
            input_file.write_bytes(data)
            input_file.with_suffix(".txt").write_text(told, errors="backslashreplace")


def fuzz(notes: Notes) -> None:
    def test_one_input(data: bytes) -> None:
        begun = time.process_time()
        try:
            check_all(data)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - to find them is its purpose
            place = traceback.extract_tb(error.__traceback__)[-1]
            law = str(error) if isinstance(error, Broken) else ""
            where = f"{Path(place.filename).name}, {place.name}"
            kind = law or f"{type(error).__name__} in {where}"
            notes.keep(data, kind, traceback.format_exc())
        taken = (time.process_time() - begun) / max(len(data) / 1024, 1)
        if taken > notes.slowest:
            notes.slowest = taken
        if taken > LARGEST_TIME:
            notes.keep(data, "slow", f"{taken:.1f} s a kilobyte")
        notes.inputs += 1
        if time.monotonic() - notes.written > NOTED:
            notes.write()

    def mutate(data: bytes, largest: int, seed: int) -> bytes:
        random = Random(seed)
        found = mutate_json(data, random, largest) if random.random() < 0.5 else None
        return atheris.Mutate(data, largest) if found is None else found

    atheris.Setup(sys.argv, test_one_input, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    fuzz(Notes(Path(os.environ["FUZZ_NOTES"]), Path(os.environ["FUZZ_FINDINGS"])))
