"""A window of the browser that reaches the dashboard only, and notes everything a visitor should never meet."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
    expect,
    sync_playwright,
)

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
# Only what breaks a rule is described: a table has thousands of cells that break none.
FIND = """options => axe.run(options).then(results =>
  results.violations.flatMap(each => each.nodes.map(node => `${each.id}: ${node.html.slice(0, 200)}`)))"""
ASKED = {"runOnly": RULES, "resultTypes": ["violations"], "selectors": False}
USUAL = 1366  # pixels of a laptop's width
SETTLED = """() => document.querySelector('main h1') !== null
  && document.querySelector('[data-dash-is-loading="true"]') === null
  && [...document.querySelectorAll('main .dash-graph')].every(graph => graph.querySelector('.main-svg'))"""


# A frame is drawn and nothing is left to be done at once.
TIME_TO_SPARE = """() => new Promise(done =>
  requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(done))))"""


@dataclass
class Window:
    """A page of the browser, what it asked for, and what went wrong in it."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    ended: int = 0  # how many of them have come to an end

    def open(self, path: str) -> Page:
        """Go to ``path`` of the dashboard and wait until everything on it is there."""
        self.page.goto(self.address + path)
        return self.settled()

    def settled(self) -> Page:
        """Wait until every answer has come and every chart is drawn."""
        expect(self.page.locator("main h1")).to_have_count(1)
        self.page.wait_for_function(SETTLED)
        return self.page

    def quiet(self) -> Page:
        """Wait until nothing is asked for any more, nor is when the page has had time to do what it put off."""
        begun = -1
        while begun != len(self.requests) or self.ended < begun:
            begun = len(self.requests)
            self.page.evaluate(TIME_TO_SPARE)
        return self.settled()

    def findings(self) -> list[str]:
        """What the accessibility rules find, whatever its weight, best practice included."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(Axe().axe_script)
        found: list[str] = self.page.evaluate(FIND, ASKED)
        return found

    def begin(self, width: int) -> Window:
        """The window as wide as that, for the next test."""
        self.page.set_viewport_size(size(width))
        return self

    def leave(self) -> None:
        """Take away what a test left here: its page, what it kept in the tab, and what was noted."""
        self.page.unroute_all(behavior="ignoreErrors")
        if self.page.url.startswith(self.address):
            self.page.evaluate("sessionStorage.clear()")
        self.page.goto("about:blank")
        self.page.mouse.move(0, 0)
        self.page.context.set_offline(False)
        self.page.context.clear_permissions()
        self.page.context.clear_cookies()
        self.faults.clear()
        self.requests.clear()
        self.ended = 0

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


def new_context(browser: Browser, **options: Any) -> BrowserContext:
    """A memory of its own, as a visitor has who was never here before: no file kept, no permission given."""
    return browser.new_context(viewport=size(USUAL), locale="en-GB", reduced_motion="reduce", **options)


def size(width: int) -> ViewportSize:
    """A window so many pixels wide."""
    return {"width": width, "height": 900}


def window_in(context: BrowserContext, address: str) -> Window:
    """A window that shares its memory with the others of ``context``."""
    page = context.new_page()
    window = Window(page, address)

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            window.faults.append(f"{message.type}: {message.text}")

    def count(_: Request) -> None:
        window.ended += 1

    page.on("console", note)
    page.on("pageerror", lambda error: window.faults.append(f"page error: {error}"))
    page.on("request", lambda request: window.requests.append(request))
    page.on("requestfinished", count)
    page.on("requestfailed", count)
    page.on("popup", lambda popup: window.faults.append(f"pop-up: {popup.url}"))
    return window


@contextmanager
def open_window_in(browser: Browser, address: str, width: int = USUAL, **options: Any) -> Iterator[Window]:
    """A window with a memory of its own."""
    context = new_context(browser, **options)
    yield window_in(context, address).begin(width)
    context.close()
