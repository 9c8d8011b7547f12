"""What a visitor's first page costs: a browser that was never here before opens the overview."""

from __future__ import annotations

import time
from collections.abc import Iterator

from bench.measure import Measure
from layouts.pages import PAGES
from tests.browser.window import Window, open_browser, open_window_in

LOADS = 5


def first_page(address: str) -> Iterator[Measure]:
    """Bytes and requests of each page in a new window, and the time until all of it is drawn."""
    with open_browser() as browser:
        for page in PAGES:
            times = []
            for _ in range(LOADS):
                with open_window_in(browser, address) as window:
                    sent, taken = _load(window, page.path)
                    times.append(taken)
                    requests = len(window.requests)
            yield Measure(
                f"first page {page.path}",
                f"{sent / 1000:.0f} kB",
                f"{requests} requests, drawn in {min(times) * 1000:.0f} ms at best of {LOADS}, nothing cached",
            )


def _load(window: Window, path: str) -> tuple[int, float]:
    """Bytes that came over the wire, headers included, and seconds."""
    sizes: list[int] = []
    session = window.page.context.new_cdp_session(window.page)
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    session.send("Network.enable")
    begun = time.perf_counter()
    window.open(path)
    return sum(sizes), time.perf_counter() - begun
