"""A process that starts others, kills them while they load, and says what they left: ``python -m tests.killing``.

It forks, which a process with threads, such as that of the tests, had better not do.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data import whole_folder

STEPS = ("mkdir", "rename", "fsync", "unlink", "rmdir")
FILES = 6


def forked(work: Callable[[], None]) -> int:
    """Do ``work`` in a process of its own; 0 where it came to its end, or else the signal that killed it."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:
            os.write(2, f"{error!r}\n".encode())
            os._exit(1)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        sys.exit("a load failed by itself")
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def kill_before(step: int, told: int) -> None:
    """Have this process killed just before its ``step``-th call that changes the disk; ``told`` is told which."""
    calls = 0

    def counted(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == step:
                place = Path(str(arguments[0])).name if name != "fsync" else ""
                os.write(told, f"{name} {place}".strip().encode())
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **options)

        return call

    for name in STEPS:
        setattr(os, name, counted(name, getattr(os, name)))


def at_every_step(folder: Path, first: int | None) -> list[dict[str, Any]]:
    """Kill the load of edition 2 before each of its steps; what could be read then, and after one more load."""
    from tests import editions

    outcomes: list[dict[str, Any]] = []
    step = 0
    while True:
        step += 1
        place = folder / f"{step}" / "dataset"
        if first is not None:
            editions.write(first, place)
        reading, telling = os.pipe()

        def load(step: int = step, place: Path = place, telling: int = telling) -> None:
            kill_before(step, telling)
            editions.write(2, place)

        killed = forked(load)
        os.close(telling)
        label = os.read(reading, 1000).decode()
        os.close(reading)
        if not killed:
            return outcomes
        there = editions.number_in(place) if whole_folder.holds(place) else None
        editions.write(3, place)
        outcomes.append(
            {"before": label, "there": there, "next": editions.number_in(place), "left": editions.beside(place)}
        )


def at_random(folder: Path, times: int) -> list[dict[str, int]]:
    """Kill a process that loads edition after edition, at ``times`` random moments; what it had said, what is there."""
    chance = random.Random(0)
    place = folder / "dataset"
    whole_folder.replace(place, contents(0), contents(0))
    outcomes = []
    acknowledged = 0
    window = 0.01
    for _ in range(times):
        reading, telling = os.pipe()
        delay = chance.uniform(0.0002, window)

        def load(start: int = acknowledged + 1, telling: int = telling, delay: float = delay) -> None:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, delay)
            number = start
            while True:
                whole_folder.replace(place, contents(number), contents(number))
                os.write(telling, f"{number}\n".encode())
                number += 1

        forked(load)
        os.close(telling)
        with os.fdopen(reading) as stream:
            told = stream.read().split()
        acknowledged = int(told[-1]) if told else acknowledged
        # However busy the machine is, about half of the loads are to be killed before they are done.
        window = window * 0.9 if told else window * 1.1
        there = number_of(whole_folder.read(place, lambda name: True))
        outcomes.append({"acknowledged": acknowledged, "there": there})
        acknowledged = there
    return outcomes


def while_writing(folder: Path, times: int) -> list[int]:
    """What a reader sees, look after look, while another process loads ``times`` editions; -1 where it sees none."""
    place = folder / "dataset"
    whole_folder.replace(place, contents(0), contents(0))
    child = os.fork()
    if child == 0:
        for number in range(1, times + 1):
            whole_folder.replace(place, contents(number), contents(number))
        os._exit(0)
    seen = []
    while os.waitpid(child, os.WNOHANG)[0] == 0:
        seen.append(number_of(whole_folder.read(place, lambda name: True)) if whole_folder.holds(place) else -1)
    return [*seen, number_of(whole_folder.read(place, lambda name: True))]


def at_once(folder: Path, writers: int, times: int) -> list[int]:
    """The exit status of each of ``writers`` that load into one folder at once, ``times`` editions each."""
    place = folder / "dataset"
    children = []
    for writer in range(1, writers + 1):
        child = os.fork()
        if child == 0:
            for number in range(1, times + 1):
                whole_folder.replace(place, contents(writer * 1000 + number), contents(0))
            os._exit(0)
        children.append(child)
    return [os.waitpid(child, 0)[1] for child in children]


def contents(number: int) -> dict[str, bytes]:
    """Files that each say ``number``, some small and some not."""
    return {f"{name}.parquet": f"{number}\n".encode() * 10 ** (name % 4) for name in range(FILES)}


def number_of(files: dict[str, bytes]) -> int:
    """The number that all the files of a dataset say; fails for a mixture."""
    (number,) = {int(line) for content in files.values() for line in set(content.split())}
    assert files == contents(number)
    return number


if __name__ == "__main__":
    ask, where, *numbers = sys.argv[1:]
    asked: dict[str, Callable[..., Any]] = {
        "at_every_step": at_every_step,
        "at_random": at_random,
        "while_writing": while_writing,
        "at_once": at_once,
    }
    print(json.dumps(asked[ask](Path(where), *(json.loads(number) for number in numbers))))
