"""Windows for the tests of the pages; each is closed when its test ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from playwright.sync_api import Browser, BrowserContext

from callbacks import page as page_callback
from callbacks.kept_answers import EXTENSION
from tests.browser.states import FAILED
from tests.browser.walk import Walked, read, walk
from tests.browser.window import USUAL, OpenWindow, Window, new_context, open_window_in, window_in
from tests.once import once
from views.site_map import PAGES


@dataclass
class Kept:
    """A memory of the browser and the windows in it that nobody uses."""

    context: BrowserContext
    free: list[Window] = field(default_factory=list)


@pytest.fixture(scope="module")
def kept(browser: Browser) -> Iterator[dict[str, Kept]]:
    """Windows by their kind, kept for all tests of a module: none but the first has to fetch and learn the scripts."""
    by_kind: dict[str, Kept] = {}
    yield by_kind
    for each in by_kind.values():
        each.context.close()


@pytest.fixture
def open_window(browser: Browser, address: str, kept: dict[str, Kept]) -> Iterator[OpenWindow]:
    """Opens windows of a width, as somebody does who was here before; what a test does in them is taken away again."""
    lent: list[tuple[Kept, Window]] = []

    def open_one(width: int = USUAL, permissions: Sequence[str] = (), **options: Any) -> Window:
        kind = repr(sorted(options.items()))
        if kind not in kept:
            kept[kind] = Kept(new_context(browser, **options))
        of = kept[kind]
        of.context.grant_permissions(permissions)
        lent.append((of, of.free.pop() if of.free else window_in(of.context, address)))
        return lent[-1][1].begin(width)

    yield open_one
    for of, window in lent:
        window.leave()
        of.free.append(window)


@pytest.fixture
def window(open_window: OpenWindow) -> Window:
    """A window as wide as a laptop's."""
    return open_window()


@pytest.fixture
def first_window(browser: Browser, address: str) -> Iterator[Window]:
    """A window of somebody who was never here before."""
    with open_window_in(browser, address) as window:
        yield window


@pytest.fixture(scope="session")
def walked(browser: Browser, address: str, tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """What there is to be known of every state of every page, each visited once."""

    def make(folder: Path) -> None:
        with open_window_in(browser, address) as window:
            walk(window, folder)

    return read(once(tmp_path_factory, "walked", make))


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch, dashboard: Dash) -> str:
    """The address of a page that cannot be made while the test runs."""

    def fail(*_: object) -> None:
        raise ValueError("made to fail")

    page = next(page for page in PAGES if page.path == FAILED)
    monkeypatch.setitem(page_callback.VIEWS, page, fail)
    dashboard.server.extensions[EXTENSION].clear()  # it may be kept of an earlier test
    return FAILED
