"""What a page costs in the browser of a visitor: opened first of all, with another choice, and from another page."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession

from bench.answers import Answer, answers
from bench.measure import PageMeasure, spread
from data.opened import opened
from layouts.ids import Ids
from tests.browser.window import Window, open_browser, open_window_in
from views.site_map import OVERVIEW, PAGES, PLACEMENTS, Page

LOADS = 2
HOW = (
    "processor time, whole answer: middle / 95 of 100 choices of month and directorate never made before, JSON and "
    "compression included. JSON, on the wire: kB of an answer as it is written and as it is sent, on average / at "
    "most. a choice: requests for another month. "
    "first page: all that is sent to a browser that was never here before, drawn at best of a few. "
    "moved to: what is sent, and how many scripts and stylesheets of it."
)
# A link does the same: it changes the address, and the page follows from that.
GO = f"address => window.dash_clientside.set_props('{Ids.ADDRESS}', address)"


@dataclass
class Wire:
    """What the server sent to one window since it was last emptied: bytes with headers, and kinds of files."""

    session: CDPSession
    sent: int = 0
    kinds: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.session.on("Network.responseReceived", self._note)
        self.session.on("Network.loadingFinished", self._add)
        self.session.send("Network.enable")

    def _note(self, event: dict[str, Any]) -> None:
        reply = event["response"]
        if not reply.get("fromDiskCache") and reply["url"].startswith("http"):
            self.kinds.append(event["type"])

    def _add(self, event: dict[str, Any]) -> None:
        self.sent += int(event["encodedDataLength"])

    def empty(self) -> None:
        """Begin anew."""
        self.sent = 0
        self.kinds.clear()

    @property
    def files(self) -> int:
        """Scripts and stylesheets among it."""
        return sum(kind in ("Script", "Stylesheet") for kind in self.kinds)


def pages(folder: Path, address: str) -> Iterator[PageMeasure]:
    """One line a page: over the dataset in ``folder``, and in a browser that opens ``address``."""
    answered = answers(folder)
    with open_browser() as browser:
        for page in PAGES:
            drawn = []
            for _ in range(LOADS):
                with open_window_in(browser, address) as window:
                    wire = Wire(window.page.context.new_cdp_session(window.page))
                    begun = time.perf_counter()
                    window.open(page.path)
                    drawn.append(time.perf_counter() - begun)
                    cold = f"{wire.sent / 1000:.0f} kB in {len(wire.kinds)}, drawn in {min(drawn) * 1000:.0f} ms"
                    change = f"{_change(window, wire)} request"
                    moved = _move(window, wire, page)
            yield PageMeasure(page.path, *_spreads(answered[page.path]), change, cold, moved)


def _spreads(found: list[Answer]) -> tuple[str, str, str, str]:
    return (
        spread([answer.computing for answer in found]),
        spread([answer.whole for answer in found]),
        _sizes([answer.written for answer in found]),
        _sizes([answer.size for answer in found]),
    )


def _sizes(found: list[int]) -> str:
    return f"{sum(found) / len(found) / 1000:.1f} / {max(found) / 1000:.1f} kB"


def _change(window: Window, wire: Wire) -> int:
    """How many requests another month takes."""
    wire.empty()
    _go(window, {"search": f"?month={opened().months[0].key}"})
    return len(wire.kinds)


def _move(window: Window, wire: Wire, page: Page) -> str:
    """What it takes to come to ``page`` from another one."""
    other = PLACEMENTS if page == OVERVIEW else OVERVIEW
    _go(window, {"pathname": other.path, "search": ""})
    wire.empty()
    _go(window, {"pathname": page.path, "search": ""})
    return f"{wire.sent / 1000:.1f} kB in {len(wire.kinds)}, {wire.files} scripts or styles"


def _go(window: Window, address: dict[str, str]) -> None:
    with window.page.expect_response(lambda reply: reply.request.method == "POST"):
        window.page.evaluate(GO, address)
    window.settled()
    window.page.wait_for_load_state("networkidle")
