"""Windows for the tests of the pages; each is closed when its test ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser

from callbacks import page as page_callback
from tests.browser.states import FAILED
from tests.browser.window import OpenWindow, Window, open_window_in
from views.site_map import PAGES


@pytest.fixture
def open_window(browser: Browser, address: str) -> Iterator[OpenWindow]:
    """Opens windows of a width."""
    with ExitStack() as stack:

        def open_one(width: int = 1366, **options: Any) -> Window:
            return stack.enter_context(open_window_in(browser, address, width, **options))

        yield open_one


@pytest.fixture
def window(open_window: OpenWindow) -> Window:
    """A window as wide as a laptop's."""
    return open_window()


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a page that cannot be made while the test runs."""

    def fail(*_: object) -> None:
        raise ValueError("made to fail")

    page = next(page for page in PAGES if page.path == FAILED)
    monkeypatch.setitem(page_callback.VIEWS, page, fail)
    return FAILED
