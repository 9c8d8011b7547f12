"""Down from directorate to group to service and back up, by pointer and by keyboard."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.window import Window
from views.chart_keys import Charts
from views.site_map import VARIANCE

MONTH = "month=2020-01"


def test_a_click_on_a_bar_goes_down_and_the_trail_comes_back_up(window: Window) -> None:
    page = window.open(f"{VARIANCE.path}?{MONTH}")
    card = page.locator(f"#{Charts.DIRECTORATES}")
    card.scroll_into_view_if_needed()
    bar = card.locator(".barlayer .point path").first.bounding_box()
    assert bar is not None
    middle = (bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
    page.mouse.move(*middle, steps=4)
    expect(card.locator(".hovertext")).to_contain_text("Education")
    page.mouse.click(*middle)
    expect(page).to_have_url(re.compile("directorate=education"))
    window.settled()
    page.get_by_role("navigation", name="Where you are").get_by_role("link").first.click()
    expect(page).not_to_have_url(re.compile("directorate="))
    window.settled()
    assert window.faults == []


def test_keys_alone_reach_a_service(window: Window) -> None:
    page = window.open(f"{VARIANCE.path}?{MONTH}&directorate=education")
    card = page.locator(f"#{Charts.DIRECTORATES}")
    card.get_by_role("button", name="Table").press("Enter")
    card.get_by_role("link", name="Infrastructure").press("Enter")
    expect(page).to_have_url(re.compile("group=infrastructure"))
    expect(page.get_by_role("navigation", name="Where you are")).to_contain_text("Infrastructure")
    window.settled()
    card = page.locator(f"#{Charts.SERVICES}")
    card.get_by_role("button", name="Table").press("Enter")
    card.get_by_role("link", name="Education Capital").press("Enter")
    expect(page.locator("h1")).to_contain_text("Education Capital")
    window.settled()
    assert page.get_by_role("navigation", name="Where you are").get_by_role("listitem").all_inner_texts() == [
        "All of People & Communities",
        "Education",
        "Infrastructure",
        "Education Capital",
    ]
    assert window.faults == []
    assert window.findings() == []


def test_a_service_shows_what_it_pays_for_and_where_the_paper_comments(window: Window) -> None:
    page = window.open(f"{VARIANCE.path}?{MONTH}&directorate=commissioning&service=children-in-care-placements")
    expect(page.locator(f"#{Charts.SERVICE_TRACK}")).to_contain_text("2017/18 closed £3.5m over")
    expect(page.locator(f"#{Charts.PLACEMENTS}")).to_contain_text("Independent Fostering")
    page.locator(".commentary").get_by_role("link").first.click()
    expect(page.locator("[data-cited]").first).to_contain_text("Children in Care Placements")
    assert window.findings() == []
