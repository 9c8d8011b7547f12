"""How long the server takes for a choice: every page, month and directorate, asked for as the browser does."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

from dash import Dash

from bench.measure import Measure, spread
from callbacks.refusals import CALLBACKS
from data.dataset import Dataset
from data.selection import Selection, directorate_options
from layouts.pages import PAGES
from tests.asking import body_of

HEADERS = {"Content-Type": "application/json", "Accept-Encoding": "gzip, br"}


def answers(dashboard: Dash, dataset: Dataset, address: str) -> Iterator[Measure]:
    """Each view once, then each again, one after another over the loopback."""
    bodies = [json.dumps(body_of(dashboard, path, query)) for path, query in _views(dataset)]
    for when in ("first time", "again"):
        asked = [_ask(address, body) for body in bodies]
        times, sizes = [seconds for seconds, _ in asked], [size for _, size in asked]
        how = f"middle / 95 of 100, {len(bodies)} views, {sum(sizes) / len(sizes) / 1000:.1f} kB on average"
        yield Measure(f"answer, {when}", spread(times), how)


def _views(dataset: Dataset) -> Iterator[tuple[str, str]]:
    for month in dataset.months:
        for directorate in ("", *directorate_options(month, "")):
            for page in PAGES:
                yield page.path, Selection(month.key, directorate=directorate).query()


def _ask(address: str, body: str) -> tuple[float, int]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    begun = time.perf_counter()
    connection.request("POST", CALLBACKS, body, HEADERS)
    reply = connection.getresponse()
    content = reply.read()
    taken = time.perf_counter() - begun
    connection.close()
    if reply.status != 200:
        raise RuntimeError(f"a view was answered with status {reply.status}")
    return taken, len(content)
