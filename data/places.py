"""Where figures are printed: locators such as ``line 1026`` in words and as keys of an address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from data.formatting import slug

BETWEEN: Final = "; "  # places of one finding, of one file name and the next
_LINE = re.compile(r"line (\d+)")


def place_key(locator: str | None) -> str:
    """A locator as it stands in an address: ``line 1026`` is ``line-1026``; empty where none is stated."""
    return slug(locator or "")


def span(locators: Iterable[str]) -> str:
    """The places of several figures in words: ``lines 3533–3773``, or the first one where they are not plain lines."""
    stated = [place for place in locators if place]
    numbers = sorted(int(match[1]) for place in stated if (match := _LINE.fullmatch(place)))
    if not numbers or len(numbers) < len(stated):
        return stated[0] if stated else ""
    return f"line {numbers[0]}" if numbers[0] == numbers[-1] else f"lines {numbers[0]}–{numbers[-1]}"
