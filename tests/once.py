"""What is costly to make is made once a session, whichever of the processes that run the tests asks first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder that ``make`` writes, which is made by the first process that needs it; the others wait and read it.

    Nobody may write there: a test that changes something copies it first.
    """
    base = factory.getbasetemp()
    # A worker has a folder of its own in the one that the session shares.
    shared = base.parent if base.name.startswith("popen-") else base
    folder = shared / name
    with FileLock(shared / f"{name}.lock"):
        if not (shared / f"{name}.made").exists():
            make(folder)
            (shared / f"{name}.made").touch()
    return folder
