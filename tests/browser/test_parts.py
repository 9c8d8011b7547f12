"""Two blocks of services in one month: a visitor chooses one with the keyboard and stays with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from data import store
from data.opened import open_dataset
from layouts.ids import Ids
from tests.browser.window import Window
from tests.layouts.test_parts import EAST, MONTHS, PEOPLE, PLACE, Paper, tables_of

PAPERS = [Paper(EAST, PEOPLE, MONTHS[0]), Paper(EAST, PEOPLE, MONTHS[1]), Paper(EAST, PLACE, MONTHS[1], (7, 0))]
SHOWN = "part=place-and-economy&month=2020-01"


@pytest.fixture
def two_blocks(dataset_folder: Path, tmp_path: Path) -> None:
    """The dashboard that is served shows ``PAPERS``."""
    store.write(tables_of(PAPERS), tmp_path / "two")
    open_dataset(tmp_path / "two")


def test_a_block_is_chosen_with_the_keyboard_and_kept(window: Window, two_blocks: None) -> None:
    page = window.open("/")
    control = page.get_by_label("Council and part")
    expect(control).to_have_value("people-and-communities")
    control.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("main h1")).to_contain_text(PLACE)
    window.settled()
    assert page.url.endswith(f"?{SHOWN}")
    expect(control).to_be_focused()
    expect(page.locator(f"#{Ids.MONTH} option[value^='20']")).to_have_count(1)
    expect(page).to_have_title(re.compile(PLACE))
    expect(page.locator(".source").first).to_contain_text(f", {PLACE}")
    assert window.findings() == []
    page.get_by_role("link", name="Trends").first.click()
    expect(page).to_have_url(re.compile(re.escape(SHOWN)))
    window.settled()
    assert PEOPLE not in page.locator("main").inner_text()
    assert window.faults == []


def test_with_one_block_there_is_nothing_to_choose(window: Window) -> None:
    page = window.open("/")
    expect(page.get_by_label("Council and part")).to_have_count(0)
    assert page.locator(f"#{Ids.PARTS}").bounding_box() is None
