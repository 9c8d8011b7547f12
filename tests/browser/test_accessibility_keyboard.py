"""Keys alone reach everything, show where they are, and end where the reader would look next."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from layouts.ids import Ids
from tests.browser.states import EMPTY, FULL, NOT_FOUND, NOTED, visit
from tests.browser.test_pages import FOCUSED, NAME, STOPS
from tests.browser.window import OpenWindow, Window
from views.chart_keys import Charts
from views.site_map import ABOUT, OVERVIEW, PLACEMENTS, SOURCES, TRENDS, VARIANCE

STATES = {"A service": FULL["A service"], "Found": FULL["Found"], **EMPTY, **NOTED, "Not found": NOT_FOUND}

# How an element that has the focus shows it: the strongest contrast that one of its rings has with what lies around
# it, and whether anything else covers its middle.
SHOWN = """() => {
  const at = document.activeElement;
  const light = ([red, green, blue]) => [red, green, blue].map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const numbers = colour => (colour.match(/[0-9.]+/g) || []).map(Number);
  let ground = at.parentElement;
  const paint = each => numbers(getComputedStyle(each).backgroundColor);
  while (ground.parentElement && paint(ground)[3] === 0) ground = ground.parentElement;
  const around = paint(ground);
  const style = getComputedStyle(at);
  const rings = [];
  if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) rings.push(numbers(style.outlineColor));
  if (style.boxShadow !== 'none') rings.push(numbers(style.boxShadow.match(/rgba?\\([^)]*\\)/)[0]));
  const contrast = ring => {
    const [less, more] = [light(ring), light(around)].sort((one, other) => one - other);
    return (more + 0.05) / (less + 0.05);
  };
  const box = [...at.getClientRects()].find(each => each.width > 0 && each.height > 0);
  if (!box) return 'has no place';
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 2);
  const y = Math.min(Math.max(box.top + Math.min(box.height, 40) / 2, 1), innerHeight - 2);
  if (box.bottom < 0 || box.top > innerHeight) return 'is out of sight';
  const top = document.elementFromPoint(x, y);
  if (!top || !(at.contains(top) || top.contains(at))) return `is covered by ${top && top.className}`;
  return rings.some(ring => contrast(ring) >= 3) ? '' : 'has no ring that can be seen';
}"""


def walk(window: Window, key: str, steps: int) -> list[str | None]:
    """Names of what has the focus after each press of ``key``; None is the page itself."""
    reached = []
    for _ in range(steps):
        window.page.keyboard.press(key)
        reached.append(window.page.evaluate(FOCUSED))
    return reached


@pytest.mark.parametrize("name", STATES)
def test_tab_goes_through_every_state_and_back(first_window: Window, name: str) -> None:
    window = first_window  # what comes after the last control is not the same in a used window
    visit(window, STATES[name])
    expected = window.page.evaluate(f"() => ({STOPS})().map({NAME})")
    assert expected
    assert walk(window, "Tab", len(expected) + 1) == [*expected, None]
    assert walk(window, "Shift+Tab", len(expected)) == expected[::-1]


@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("path", [OVERVIEW.path, FULL["A service"], SOURCES.path, "/present", NOT_FOUND])
def test_what_has_the_focus_can_be_seen(open_window: OpenWindow, path: str, width: int) -> None:
    window = open_window(width)
    visit(window, path)
    stops = len(window.page.evaluate(f"() => ({STOPS})().map({NAME})"))
    unseen = []
    for _ in range(min(stops, 60)):
        window.page.keyboard.press("Tab")
        if fault := window.page.evaluate(SHOWN):
            unseen.append(f"{window.page.evaluate(FOCUSED)} {fault}")
    assert unseen == []


def test_a_phone_s_menu_opens_and_closes_by_keys_and_gives_the_focus_back(open_window: OpenWindow) -> None:
    window = open_window(390)
    page = window.open(OVERVIEW.path)
    button, menu = page.locator(f"#{Ids.MENU_BUTTON}"), page.locator(f"#{Ids.MENU}")
    expect(menu).to_be_hidden()
    walk(window, "Tab", 2)
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    for key in ("Enter", "Space"):
        page.keyboard.press(key)
        expect(menu).to_be_visible()
        expect(button).to_have_attribute("aria-expanded", "true")
        assert window.findings() == []
        page.keyboard.press("Tab")
        expect(menu.get_by_role("link").first).to_be_focused()
        page.keyboard.press("Escape")
        expect(menu).to_be_hidden()
        expect(button).to_be_focused()


def test_a_phone_s_menu_leads_to_the_heading_of_the_page_chosen(open_window: OpenWindow) -> None:
    window = open_window(390)
    page = window.open(OVERVIEW.path)
    page.locator(f"#{Ids.MENU_BUTTON}").press("Enter")
    page.locator(f"#{Ids.MENU}").get_by_role("link", name=PLACEMENTS.name).press("Enter")
    expect(page.locator(f"#{Ids.MENU}")).to_be_hidden()
    expect(page).to_have_title(f"{PLACEMENTS.title}, January 2020 – Finance and care activity")
    expect(page.locator("main h1")).to_be_focused()


def test_every_page_of_the_menu_is_on_a_phone_s_screen_at_once(open_window: OpenWindow) -> None:
    page = open_window(390).open(OVERVIEW.path)
    page.locator(f"#{Ids.MENU_BUTTON}").click()
    for link in page.locator(f"#{Ids.MENU}").get_by_role("link").all():
        expect(link).to_be_in_viewport(ratio=1)


def test_a_new_page_starts_at_its_heading_and_a_choice_stays_where_it_was_made(window: Window) -> None:
    page = window.open(OVERVIEW.path)
    page.get_by_role("navigation", name="Pages").get_by_role("link", name=TRENDS.name).press("Enter")
    expect(page).to_have_title(f"{TRENDS.title}, January 2020 – Finance and care activity")
    expect(page.locator("main h1")).to_be_focused()
    window.settled()
    page.locator(f"#{Ids.BASIS}").focus()
    page.keyboard.press("ArrowDown")
    expect(page).to_have_url(re.compile("basis=reported"))
    window.settled()
    expect(page.locator(f"#{Ids.BASIS}")).to_be_focused()


def test_a_view_that_was_switched_keeps_the_focus(window: Window) -> None:
    page = window.open(VARIANCE.path)
    page.get_by_role("link", name="The paper’s order").press("Enter")
    expect(page).to_have_url(re.compile("order=paper"))
    expect(page.get_by_role("link", name="The paper’s order")).to_be_focused()


def test_a_step_down_on_the_same_page_starts_at_the_heading(window: Window) -> None:
    page = window.open(f"{VARIANCE.path}?month=2020-01")
    page.locator(f"#{Charts.DIRECTORATES}").get_by_role("button", name="Table").press("Enter")
    page.locator(f"#{Charts.DIRECTORATES}").get_by_role("link", name="Education", exact=True).press("Enter")
    expect(page).to_have_url(re.compile("directorate=education"))
    expect(page.locator("main h1")).to_be_focused()


def test_back_starts_at_the_heading_too(window: Window) -> None:
    page = window.open(OVERVIEW.path)
    page.get_by_role("navigation", name="Pages").get_by_role("link", name=ABOUT.name).press("Enter")
    expect(page.locator("main h1")).to_have_text("About these figures")
    page.go_back()
    expect(page.locator("main h1")).not_to_have_text("About these figures")
    expect(page.locator("main h1")).to_be_focused()


def test_a_page_that_fails_leads_to_what_went_wrong(window: Window, failing: str) -> None:
    page = window.open(OVERVIEW.path)
    page.get_by_role("navigation", name="Pages").get_by_role("link", name=ABOUT.name).press("Enter")
    expect(page.locator("main h1")).to_have_text("This page could not be made")
    expect(page.locator("main h1")).to_be_focused()
    expect(page).to_have_title("This page could not be made – Finance and care activity")
    assert window.findings() == []
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Go to the newest month")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"#{Charts.DIRECTORATES}")).to_be_visible()
