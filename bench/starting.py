"""How long it takes from the command to a dashboard that answers."""

from __future__ import annotations

import subprocess
import sys
import time

from app import ROOT
from bench.measure import Measure

STARTS = 3


def starting() -> Measure:
    """The quickest of a few starts, over a dataset that is built already."""
    return Measure("start", f"{min(_start() for _ in range(STARTS)):.2f} s", f"quickest of {STARTS} starts")


def _start() -> float:
    begun = time.perf_counter()
    with subprocess.Popen([sys.executable, "app.py", "--port", "0"], cwd=ROOT, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        server.stdout.readline()  # says where the dashboard is, once it listens
        taken = time.perf_counter() - begun
        server.terminate()
    return taken
