"""The states in which a page may be met: full, empty, with a notice, not found, and failed."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import expect

from tests.browser.window import Window
from views.site_map import ABOUT, COMPARE, FIND, OVERVIEW, PAGES, PLACEMENTS, PRESENT, SOURCES, TRENDS, VARIANCE

SERVICE: Final = f"{VARIANCE.path}?month=2020-01&directorate=commissioning&service=children-in-care-placements"
FULL: Final = {page.name: page.path for page in PAGES} | {"A service": SERVICE, "Found": f"{FIND.path}?q=care"}
EMPTY: Final = {
    "No care here": f"{PLACEMENTS.path}?directorate=executive-director",
    "Little to present": f"{PRESENT.path}?directorate=executive-director",
    "Nothing found": f"{FIND.path}?q=zebra",
    "One month of a year": f"{TRENDS.path}?month=2018-05&basis=reported",
}
NOTED: Final = {
    "A stale month": f"{OVERVIEW.path}?month=1999-01",
    "A stale line": f"{TRENDS.path}?line=nowhere&measure=nothing",
    "A stale comparison": f"{COMPARE.path}?comparison=1999-01&directorate=nowhere",
    "A stale place": f"{SOURCES.path}?at=line-999999&committee=nobody",
}
NOT_FOUND: Final = "/no-such-page"
FAILED: Final = ABOUT.path  # made to fail by the fixture `failing`


def visit(window: Window, address: str) -> None:
    """Open any address of the dashboard, the page that says that there is none included."""
    if address != NOT_FOUND:
        window.open(address)
        return
    window.page.goto(window.address + address)
    expect(window.page.locator("h1")).to_have_count(1)
