"""From a number to its line, its findings and the lines behind it, and back: by pointer and by keyboard."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.window import Window
from views.chart_keys import Charts
from views.site_map import OVERVIEW, PLACEMENTS, VARIANCE


def test_a_click_on_a_mark_opens_the_table_at_its_row(window: Window) -> None:
    page = window.open(f"{OVERVIEW.path}?month=2020-01")
    card = page.locator(f"#{Charts.TRACK}")
    card.scroll_into_view_if_needed()
    mark = card.locator(".points path").last.bounding_box()
    assert mark is not None
    middle = (mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
    page.mouse.move(*middle, steps=4)
    pointed_at = card.locator(".hovertext").text_content() or ""
    page.mouse.click(*middle)
    expect(card.locator("table")).to_be_visible()
    row = card.locator("tbody tr", has=page.locator(":focus"))
    assert row.locator("th").inner_text() in pointed_at
    assert row.locator("td").nth(1).inner_text() in pointed_at
    page.keyboard.press("Enter")
    expect(page.locator("[data-cited]")).to_be_in_viewport()
    assert window.faults == []


def test_a_row_leads_to_its_finding_which_takes_the_focus(window: Window) -> None:
    page = window.open(f"{PLACEMENTS.path}?month=2020-01&care=children-in-care")
    card = page.locator(f"#{Charts.UNIT_COSTS}")
    card.get_by_role("button", name="Table").press("Enter")
    row = card.locator("tbody tr", has_text="Adoption Allowances")
    row.get_by_role("link", name="1 finding").press("Enter")
    expect(page.locator("#finding-line-2822")).to_be_in_viewport()
    expect(page.locator("#finding-line-2822")).to_be_focused()
    expect(page.locator(":focus")).to_contain_text("£12.15")
    page.get_by_role("link", name="Back to Placements and unit costs").press("Enter")
    expect(page.locator("h1")).to_be_focused()
    expect(page).to_have_url(re.compile(r"/placements\?month=2020-01&care=children-in-care$"))
    assert window.faults == []


def test_a_number_counted_here_leads_to_the_table_of_the_lines(window: Window) -> None:
    page = window.open(f"{OVERVIEW.path}?month=2020-01")
    page.get_by_role("link", name="Counted here: see each line").press("Enter")
    region = page.locator(f"#{Charts.SERVICES}-table")
    expect(region).to_be_visible()
    expect(region).to_be_focused()
    expect(region).to_be_in_viewport()
    assert window.findings() == []
    assert window.faults == []


def test_the_number_of_a_note_leads_to_what_the_paper_says(window: Window) -> None:
    page = window.open(f"{VARIANCE.path}?month=2020-01&directorate=commissioning")
    card = page.locator(f"#{Charts.SERVICES}")
    card.get_by_role("button", name="Table").press("Enter")
    row = card.locator("tbody tr", has_text="Children in Care Placements")
    row.get_by_role("link", name="8", exact=True).press("Enter")
    expect(page.locator("#commentary")).to_be_focused()
    expect(page.locator("main")).to_contain_text("the budget is printed as £23,819k")
    assert window.findings() == []


def test_a_choice_made_later_does_not_lead_back_to_the_part_in_the_address(window: Window) -> None:
    page = window.open(f"{VARIANCE.path}?month=2020-01#{Charts.SERVICES}-table")
    expect(page.locator(f"#{Charts.SERVICES}-table")).to_be_focused()
    page.get_by_label("Month").select_option("2018-05")
    expect(page.locator("h1")).to_contain_text("£1.1m")
    expect(page.locator(f"#{Charts.SERVICES}-table")).to_be_hidden()
    assert window.faults == []
