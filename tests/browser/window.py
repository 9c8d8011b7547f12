"""A window of the browser that reaches the dashboard only, and notes everything a visitor should never meet."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
# Nothing but this machine can be reached, neither by a page nor by what a browser asks for of its own accord.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
# Named, because some rules of the newest guidelines (the size of targets) run only when they are asked for.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SETTLED = """() => document.querySelector('main h1') !== null
  && document.querySelector('[data-dash-is-loading="true"]') === null
  && [...document.querySelectorAll('main .dash-graph')].every(graph => graph.querySelector('.main-svg'))"""


@dataclass
class Window:
    """A page of the browser, what it asked for, and what went wrong in it."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to ``path`` of the dashboard and wait until everything on it is there."""
        self.page.goto(self.address + path)
        return self.settled()

    def settled(self) -> Page:
        """Wait until every answer has come and every chart is drawn."""
        expect(self.page.locator("main h1")).to_have_count(1)
        self.page.wait_for_function(SETTLED)
        return self.page

    def findings(self) -> list[str]:
        """What the accessibility rules find, whatever its weight, best practice included."""
        violations = Axe().run(self.page, options={"runOnly": RULES}).response["violations"]
        return [f"{each['id']}: {node['html'][:200]}" for each in violations for node in each["nodes"]]

    @property
    def answers(self) -> list[Request]:
        """The callbacks that were called."""
        return [each for each in self.requests if each.method == "POST"]

    @property
    def elsewhere(self) -> list[str]:
        """Addresses asked for that are not the dashboard's."""
        asked = [each.url for each in self.requests]
        ours = (self.address + "/", "data:", "blob:")
        return [url for url in asked if not url.startswith(ours)]


OpenWindow = Callable[..., Window]


@contextmanager
def open_browser() -> Iterator[Browser]:
    """The browser of this machine; none is downloaded."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise FileNotFoundError("no Chromium here: `make test` installs one, or name one in CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def open_window_in(browser: Browser, address: str, width: int = 1366, **options: Any) -> Iterator[Window]:
    """A window with a memory of its own, as a visitor has who was never here before."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, locale="en-GB", reduced_motion="reduce", **options
    )
    page = context.new_page()
    window = Window(page, address)

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            window.faults.append(f"{message.type}: {message.text}")

    page.on("console", note)
    page.on("pageerror", lambda error: window.faults.append(f"page error: {error}"))
    page.on("request", lambda request: window.requests.append(request))
    page.on("popup", lambda popup: window.faults.append(f"pop-up: {popup.url}"))
    yield window
    context.close()
