"""Where figures are printed: locators such as ``line 1026`` in words and as keys of an address."""

from __future__ import annotations

from collections.abc import Iterable


def line_number(locator: object) -> str:
    """The number in ``line 1026``, or an empty string for another kind of place."""
    words = locator.split() if isinstance(locator, str) else []
    return words[1] if len(words) == 2 and words[0] == "line" and words[1].isdigit() else ""


def span(locators: Iterable[object]) -> str:
    """The places of several figures in words: ``lines 3533–3773``, ``line 41``, or the first of another kind."""
    stated = [place for place in locators if isinstance(place, str) and place]
    numbers = sorted(int(line_number(place)) for place in stated if line_number(place))
    if not numbers:
        return stated[0] if stated else ""
    return f"line {numbers[0]}" if numbers[0] == numbers[-1] else f"lines {numbers[0]}–{numbers[-1]}"
