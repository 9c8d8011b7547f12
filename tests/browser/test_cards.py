"""The chart card: the same numbers as a table, the way to the paper, and what an officer takes away."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from data.dataset import Dataset
from layouts.plain.markup import PLAIN
from tests.browser.window import Window
from views.chart_keys import Charts
from views.site_map import COMPARE, OVERVIEW, PLACEMENTS, TRENDS, VARIANCE

CARDS = [
    (OVERVIEW.path, Charts.DIRECTORATES),
    (OVERVIEW.path, Charts.TRACK),
    (OVERVIEW.path, Charts.PRESSURES),
    (VARIANCE.path, Charts.SERVICES),
    (PLACEMENTS.path, Charts.PLACEMENTS),
    (PLACEMENTS.path, Charts.UNIT_COSTS),
    (PLACEMENTS.path, Charts.SPLIT),
    (TRENDS.path, Charts.TREND),
    (COMPARE.path, Charts.MOVEMENT),
]
every_card = pytest.mark.parametrize(("path", "key"), CARDS, ids=[key for _, key in CARDS])


def card(window: Window, path: str, key: str) -> Locator:
    window.open(path)
    return window.page.locator(f"#{key}")


def saved(window: Window, found: Locator, action: str) -> Path:
    found.locator(".card-actions summary").click()
    with window.page.expect_download() as download:
        found.locator(f"[data-action={action}]").click()
    assert download.value.suggested_filename.startswith(found.get_attribute("id") or "?")
    return Path(download.value.path())


@every_card
def test_the_table_is_one_key_press_away_and_back(window: Window, path: str, key: str) -> None:
    found = card(window, path, key)
    table, chart = found.locator("table"), found.locator(".chart-view")
    expect(table).to_be_hidden()
    found.get_by_role("button", name="Table").focus()
    window.page.keyboard.press("Enter")
    expect(table).to_be_visible()
    expect(chart).to_be_hidden()
    expect(found.get_by_role("button", name="Table")).to_have_attribute("aria-pressed", "true")
    found.get_by_role("button", name="Chart").focus()
    window.page.keyboard.press("Space")
    expect(chart).to_be_visible()
    assert window.faults == []


@every_card
def test_a_chart_is_an_image_that_says_its_finding(window: Window, path: str, key: str) -> None:
    found = card(window, path, key)
    assert found.get_by_role("img").first.get_attribute("aria-label") == found.locator("h2").inner_text()


@every_card
def test_every_row_of_the_table_leads_to_its_figure_in_the_paper(window: Window, path: str, key: str) -> None:
    found = card(window, path, key)
    found.get_by_role("button", name="Table").click()
    row = found.locator("tbody tr").first
    figure = row.locator("td").nth(0 if key != Charts.TRACK else 1).inner_text()
    row.get_by_role("link").last.click()
    cited = window.page.locator("[data-cited]")
    expect(cited).to_be_in_viewport()
    if key in (Charts.DIRECTORATES, Charts.PRESSURES, Charts.SERVICES):
        expect(cited.first).to_contain_text(figure)


# What a cell loses, so that a spreadsheet can count it, stands in the heading of its column.
UNITS = {r"[+−]?£[\d,.]+k": " (£000)", r"[+−]?£[\d,.]+": " (£)", r"[+−]?[\d,.]+%": " (%)"}


def unit_of(cell: str) -> str | None:
    """The unit that a cell on the page has; None where it has none."""
    return next((unit for form, unit in UNITS.items() if re.fullmatch(form, cell)), None)


def plain(cell: str) -> str:
    """A cell of the page as a spreadsheet counts it; words stay as they are."""
    if not re.fullmatch(r"[+−]?£?\d[\d,]*(\.\d+)?[k%]?", cell):
        return cell
    return re.sub("[+£,k%]", "", cell).replace("−", "-")


@every_card
def test_numbers_are_saved_with_their_finding_source_and_units(
    window: Window, dataset: Dataset, path: str, key: str
) -> None:
    found = card(window, path, key)
    shown = found.locator("table.numbers tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    with saved(window, found, "csv").open(encoding="utf-8-sig", newline="") as file:
        finding, _, source, address, nothing, headings, *rows = csv.reader(file)
    assert (finding, source) == ([found.locator("h2").inner_text()], [found.locator(".source").inner_text()])
    assert (address, nothing) == ([f"{window.address}{PLAIN}{path}?month={dataset.latest.key}&csv={key}"], [])
    assert len(rows) == len(shown) - 1
    for written, row in zip(rows, shown[1:], strict=True):
        for cell, words, heading in zip(written, row, headings, strict=True):
            # Words in a column of amounts, such as "on budget", stand for none.
            assert cell == plain(words) or (cell == "0" and heading.endswith(tuple(UNITS.values()))), (heading, row)
    with_units = 0
    for heading, name, *cells in zip(headings, *shown, strict=True):
        units = {unit for cell in cells if (unit := unit_of(cell))}
        assert [heading] == [name + unit for unit in units or [""]], cells
        with_units += len(units)
    assert with_units or key == Charts.PLACEMENTS  # which counts people


@pytest.mark.parametrize(("path", "key"), [CARDS[0], CARDS[5]], ids=["bars", "dumbbells"])
def test_a_picture_carries_its_finding_and_its_source(window: Window, path: str, key: str) -> None:
    found = card(window, path, key)
    drawn = saved(window, found, "svg").read_text(encoding="utf-8")
    words = " ".join(re.sub(r"<[^>]+>", " ", drawn).replace("&amp;", "&").split())
    assert found.locator("h2").inner_text() in words
    assert "Source: " in words
    assert saved(window, found, "png").read_bytes().startswith(b"\x89PNG")


def test_the_sentence_is_copied_with_its_source(window: Window) -> None:
    window.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    found = card(window, OVERVIEW.path, Charts.DIRECTORATES)
    found.get_by_role("button", name="Copy sentence").click()
    expect(found.get_by_role("button", name="Copied")).to_be_visible()
    copied = window.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(found.locator("h2").inner_text() + ". Source: ")


def test_a_menu_closes_with_escape_and_gives_the_focus_back(window: Window) -> None:
    found = card(window, OVERVIEW.path, Charts.DIRECTORATES)
    found.locator(".card-actions summary").focus()
    window.page.keyboard.press("Enter")
    expect(found.locator("[data-action=csv]")).to_be_visible()
    window.page.keyboard.press("Escape")
    expect(found.locator("[data-action=csv]")).to_be_hidden()
    expect(found.locator(".card-actions summary")).to_be_focused()
