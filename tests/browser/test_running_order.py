"""A running order is a link, chosen screen by screen, and left for the view it came from."""

from __future__ import annotations

from playwright.sync_api import expect

from data.dataset import Dataset
from tests.browser.meeting import COUNT, FULL, USUAL, front, meet
from tests.browser.window import OpenWindow, Window
from views.chart_keys import Charts
from views.site_map import PLACEMENTS, PRESENT, RUNNING_ORDER


def test_a_meeting_is_left_for_the_very_view_it_was_opened_from(window: Window, dataset: Dataset) -> None:
    window.open(f"{PLACEMENTS.path}?month={dataset.months[0].key}&care=older-people")
    address, words = window.page.url, window.page.locator("main").inner_text()
    window.page.get_by_role("link", name="Present", exact=True).click()
    expect(window.page.locator(".meeting")).to_be_visible()
    window.settled()
    expect(window.page.locator(".masthead")).to_be_hidden()
    assert f"data={dataset.version}" in window.page.url
    numbers = USUAL.index(Charts.PLACEMENTS) + 1
    expect(window.page.locator(f"#screen-{numbers}-lead")).to_contain_text("Older people")
    window.page.keyboard.press("ArrowRight")
    window.page.keyboard.press("Escape")
    expect(window.page.locator(".meeting")).to_have_count(0)
    window.settled()
    assert window.page.url == address
    assert window.page.locator("main").inner_text() == words
    window.page.go_back()
    expect(window.page.locator(".meeting")).to_be_visible()
    window.settled()
    assert front(window) == "screen-2"
    window.page.mouse.move(400, 400)
    window.page.get_by_role("link", name="Leave").click()
    expect(window.page.locator(".meeting")).to_have_count(0)
    assert window.page.url == address


def test_back_leaves_the_meeting_however_many_screens_were_turned(window: Window) -> None:
    window.open(PLACEMENTS.path)
    window.page.get_by_role("link", name="Present", exact=True).click()
    expect(window.page.locator(".meeting")).to_be_visible()
    window.settled()
    for _ in range(4):
        window.page.keyboard.press("ArrowRight")
    window.page.go_back()
    expect(window.page.locator(".meeting")).to_have_count(0)
    assert PLACEMENTS.path in window.page.url


def test_a_running_order_is_a_link(open_window: OpenWindow) -> None:
    first = meet(open_window(), "?screens=cost-split.older-people,numbers,track")
    for _ in range(2):
        first.page.keyboard.press("ArrowRight")
    assert first.page.url.endswith("screens=cost-split.older-people,numbers,track&screen=3")
    linked = open_window()
    linked.page.set_viewport_size({"width": FULL[0], "height": FULL[1]})
    linked.page.goto(first.page.url)
    linked.settled()
    assert front(linked) == front(first) == "screen-3"
    headlines = [window.page.locator(".screen h2").all_text_contents() for window in (first, linked)]
    assert headlines[0] == headlines[1]
    expect(linked.page.locator("#screen-1-lead")).to_contain_text("Older people", use_inner_text=False)
    expect(linked.page.locator(".screen.current .screen-count")).to_have_text("3 of 3")


def test_a_screen_with_nothing_to_draw_is_left_out_or_says_why(window: Window) -> None:
    meet(window, "?directorate=executive-director")
    keys = window.page.locator(".screen h2")
    assert 0 < keys.count() < COUNT
    meet(window, f"?directorate=executive-director&screens={Charts.UNIT_COSTS},dragons")
    expect(window.page.locator(".screen.current .empty")).to_contain_text("prints no unit costs")
    expect(window.page.get_by_role("alert")).to_contain_text("no screen called dragons")
    assert window.findings() == []


def names(window: Window) -> list[str]:
    """The screens shown, as the page lists them."""
    return window.page.locator(".running-order ol .screen-name").all_text_contents()


def step(window: Window, words: str, name: str) -> None:
    """Take the step called ``words`` for a screen, by keyboard."""
    before = len(window.answers)
    link = window.page.get_by_role("link", name=f"{words} {name}", exact=True)
    link.focus()
    window.page.keyboard.press("Enter")
    window.page.wait_for_function("count => document.querySelectorAll('.running-order').length === count", arg=1)
    window.quiet()
    assert len(window.answers) - before == 1


def test_screens_are_chosen_and_ordered_by_keyboard_and_make_the_meeting(window: Window) -> None:
    window.open(RUNNING_ORDER.path)
    first, second, third, *_ = usual = names(window)
    assert len(usual) == COUNT
    step(window, "Later", first)
    assert names(window) == [second, first, *usual[2:]]
    expect(window.page.get_by_role("link", name=f"Later {first}", exact=True)).to_be_focused()
    step(window, "Earlier", first)
    assert names(window) == usual
    expect(window.page.get_by_role("link", name=f"Later {first}", exact=True)).to_be_focused()
    step(window, "Leave out", third)
    assert names(window) == [first, second, *usual[3:]]
    expect(window.page.get_by_role("link", name=f"Add {third}", exact=True)).to_be_focused()
    step(window, "Add", "Older people: How many people, against budget")
    assert names(window)[-1] == "Older people: How many people, against budget"
    assert window.faults == []
    address = window.page.url
    window.page.get_by_role("link", name="Start the meeting").click()
    expect(window.page.locator(".screen")).to_have_count(COUNT)
    window.settled()
    keys = USUAL[:2] + USUAL[3:]
    for place, key in enumerate(keys, start=1):
        assert key.split(".")[0] in window.page.url, (place, key)
    expect(window.page.locator(f"#screen-{COUNT}-lead")).to_contain_text("Older people")
    window.page.keyboard.press("Escape")
    expect(window.page.locator(".running-order")).to_be_visible()
    window.settled()
    assert window.page.url == address


def test_the_link_of_the_meeting_is_copied_or_shown(open_window: OpenWindow) -> None:
    window = open_window(permissions=["clipboard-read", "clipboard-write"])
    window.open(f"{RUNNING_ORDER.path}?screens=track,numbers")
    button = window.page.get_by_role("button", name="Copy the meeting’s link")
    button.click()
    expect(window.page.get_by_role("button", name="Copied")).to_be_visible()
    copied = window.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{window.address}{PRESENT.path}?")
    assert "screens=track,numbers" in copied
    plain = open_window()
    plain.open(f"{RUNNING_ORDER.path}?screens=track,numbers")
    plain.page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    plain.page.get_by_role("button", name="Copy the meeting’s link").click()
    expect(plain.page.get_by_role("button", name=copied)).to_be_visible()


def test_one_screen_stays_and_a_screen_that_is_not_there_is_noted(window: Window) -> None:
    window.open(f"{RUNNING_ORDER.path}?screens=track,dragons")
    expect(window.page.get_by_role("alert")).to_contain_text("no screen called dragons")
    assert len(names(window)) == 1
    for words in ("Leave out", "Earlier", "Later"):
        expect(window.page.get_by_role("link", name=words)).to_have_count(0)


def test_screens_are_chosen_from_the_meeting_itself(window: Window) -> None:
    meet(window, "?screens=track,numbers")
    window.page.mouse.move(400, 400)
    window.page.get_by_role("link", name="Choose screens").click()
    expect(window.page.locator(".running-order")).to_be_visible()
    assert len(names(window)) == 2
