"""How long a briefing takes, and what twenty asked for at once leave of a page's answer."""

from __future__ import annotations

import resource
import statistics
import threading
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.request import urlopen

import app as application
from bench.measure import Measure, show
from briefings.contents import FORMATS, build
from briefings.making import screen_for, write
from data.dataset import Dataset
from data.opened import open_dataset
from data.selection import read_selection

ASKED = 20
ANSWERS = 40
LONGEST = 300.0  # seconds that all of them may take


def briefings(folder: Path, address: str) -> Iterator[Measure]:
    """A full pack of the newest month in each kind, then the queue of a server at ``address``."""
    dataset = open_dataset(folder)
    for kind, name in FORMATS.items():
        began = time.perf_counter()
        selection, _ = read_selection("", dataset)
        briefing = build(
            dataset, dataset.latest, selection, made=datetime.now(), length="full", screen=screen_for(kind, "full")
        )
        packed = write(briefing, kind)
        yield Measure(
            f"full briefing, {name}",
            f"{time.perf_counter() - began:.2f} s",
            f"{len(briefing.sections)} sections, {len(packed) / 1000:.0f} kB",
        )
    usual = _answers(address, dataset)
    addresses = [f"{address}/briefing-file{query}" for query in _queries(dataset)]
    began = time.perf_counter()
    ready = threading.Event()
    waiting = threading.Thread(target=_wait_for, args=(addresses, ready), daemon=True)
    waiting.start()
    time.sleep(0.5)
    under = _answers(address, dataset)
    ready.wait(LONGEST)
    whole = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    yield Measure(f"{ASKED} briefings at once", f"{whole:.0f} s", f"one after the other, {whole / ASKED:.1f} s each")
    yield Measure("largest process of them", f"{peak:.0f} MB", "and there is only one at a time")
    times = f"{under / usual:.2f} times {usual * 1000:.0f} ms without them"
    yield Measure("a page meanwhile", f"{under * 1000:.0f} ms", times)


def _queries(dataset: Dataset) -> list[str]:
    """As many briefings as are asked for, no two alike, all full."""
    keys = [month.key for month in dataset.months]
    kinds = [(key, kind, section) for section in ("", "bridge", "track", "changes") for key in keys for kind in FORMATS]
    return [
        f"?month={key}&length=full&format={kind}" + (f"&sections=numbers,{section},pressures" if section else "")
        for key, kind, section in kinds
    ][:ASKED]


def _wait_for(addresses: list[str], ready: threading.Event) -> None:
    left = list(addresses)
    while left:
        left = [each for each in left if b"The download begins" not in urlopen(each).read()]
        time.sleep(0.3)
    ready.set()


def _answers(address: str, dataset: Dataset) -> float:
    """The middle of the times that a plain page takes, whose answers are never kept."""
    key, taken = dataset.latest.key, []
    for _ in range(ANSWERS):
        began = time.perf_counter()
        urlopen(f"{address}/plain/?month={key}").read()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def main() -> None:
    """These figures alone: `python -m bench.briefings`."""
    folder = application.default_dataset()
    server = application.serve(application.create_app(folder), 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    show(list(briefings(folder, f"http://127.0.0.1:{server.port}")))
    server.shutdown()


if __name__ == "__main__":
    main()
