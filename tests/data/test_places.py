"""Every place can be put into an address, and several read as one span."""

import pytest

from data.places import place_key, span


@pytest.mark.parametrize(
    ("locator", "key"),
    [
        ("line 1026", "line-1026"),
        ("line 775 of adults-committee.txt", "line-775-of-adults-committee-txt"),
        ("Sheet1!B7", "sheet1-b7"),
        (None, ""),
    ],
)
def test_keys(locator: str | None, key: str) -> None:
    assert place_key(locator) == key


@pytest.mark.parametrize(
    ("locators", "words"),
    [
        (["line 40", "line 7", ""], "lines 7–40"),
        (["line 7", "line 7"], "line 7"),
        (["page 3, table 1, row 2", "line 7"], "page 3, table 1, row 2"),
        ([], ""),
    ],
)
def test_spans(locators: list[str], words: str) -> None:
    assert span(locators) == words
