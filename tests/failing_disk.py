"""Makes the n-th call of one kind that changes the disk fail, as a full or broken disk would."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch


@contextmanager
def fail_on_call(kind: str, number: int, code: int) -> Iterator[list[int]]:
    """While it lasts, the ``number``-th call of ``kind`` raises the error ``code``; yields a list that then fills."""
    failed: list[int] = []
    calls = 0

    def count() -> None:
        nonlocal calls
        calls += 1
        if calls == number:
            failed.append(calls)
            raise OSError(code, os.strerror(code))

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            if kind != "mkdir" or not Path(arguments[0]).is_dir():  # making what is there changes nothing
                count()
            return real(*arguments, **options)

        return call

    really_open = io.open

    def opened(path: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        if "w" not in mode:
            return really_open(path, mode, *arguments, **options)
        if kind == "open":
            count()
        file = really_open(path, mode, *arguments, **options)
        return _Failing(file, count) if kind == "write" else file

    with (
        patch.object(io, "open", opened)
        if kind in ("open", "write")
        else patch.object(os, kind, counted(getattr(os, kind)))
    ):
        yield failed


class _Failing:
    """A file of which half is written when the disk fails."""

    def __init__(self, file: Any, count: Callable[[], None]) -> None:
        self._file, self._count = file, count

    def write(self, content: bytes) -> int:
        self._file.write(content[: len(content) // 2])
        self._file.flush()
        self._count()
        return int(self._file.write(content[len(content) // 2 :]))

    def __enter__(self) -> _Failing:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)
