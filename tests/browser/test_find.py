"""Search by pointer and keyboard, on a laptop and on a phone."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from layouts.ids import Ids
from tests.browser.window import OpenWindow, Window
from views.site_map import FIND, OVERVIEW


def test_an_old_name_typed_on_any_page_leads_to_the_service(window: Window) -> None:
    page = window.open(f"{OVERVIEW.path}?month=2018-05")
    asked = len(window.requests)
    page.locator(f"#{Ids.SEARCH}").fill("looked after")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"{FIND.path}\?month=2018-05&q=looked"))
    expect(page.locator("h1")).to_contain_text("have a name with “looked after”")
    kinds = [request.resource_type for request in window.requests[asked:]]
    assert "document" not in kinds
    assert "script" not in kinds
    page.locator(".hits").get_by_role("link").first.click()
    expect(page.locator("h1")).to_contain_text("Children in Care Placements")
    window.settled()
    assert window.faults == []


def test_a_phone_finds_from_the_menu(open_window: OpenWindow) -> None:
    window = open_window(390)
    page = window.open(OVERVIEW.path)
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Find", exact=True).click()
    page.locator(f"#{Ids.SEARCH_AGAIN}").fill("homecare")
    page.get_by_role("main").get_by_role("button", name="Find").click()
    expect(page.locator(".hits li").first).to_contain_text("Homecare")
    assert window.findings() == []


def test_nothing_found_is_said_and_markup_is_only_words(window: Window) -> None:
    page = window.open(f"{FIND.path}?q=<img src=x onerror=alert(1)>")
    expect(page.locator("h1")).to_contain_text("No line has a name with “<img src=x onerror=alert(1)>”")
    assert page.locator("main img").count() == 0
    assert window.faults == []
