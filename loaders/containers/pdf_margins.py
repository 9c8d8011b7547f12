"""Running titles and page numbers: what stands in the same place of neighbouring pages with the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.containers.pdf_page import Page, Printed

# How far into the page its head and its foot may reach, and how far a line may stand from its like.
_BAND = 0.12
_DRIFT = 6.0
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,4}(?: of \d{1,4})?|- ?\d{1,4} ?-", re.IGNORECASE)


def pattern(text: str) -> str:
    """``text`` with every number alike."""
    return re.sub(r"\d+", "#", text)


def running(pages: Sequence[Page]) -> set[tuple[int, int]]:
    """Page and position of the lines that are set aside.

    A foot is set aside on every page and a head from its second page on: the first stands above what it names. With
    left and right pages, the page after next is the neighbour.
    """
    heads = [_margin(page, head=True) for page in pages]
    feet = [_margin(page, head=False) for page in pages]
    found = set()
    for index, page in enumerate(pages):
        for number, block in heads[index]:
            if any(_like(block, other) for back in (1, 2) if index >= back for _, other in heads[index - back]):
                found.add((page.number, number))
        for number, block in feet[index]:
            near = [at for at in (index - 2, index - 1, index + 1, index + 2) if 0 <= at < len(pages)]
            alone = _PAGE_NUMBER.fullmatch(block.text) is not None
            if alone or any(_like(block, other) for at in near for _, other in feet[at]):
                found.add((page.number, number))
    return found


def _margin(page: Page, head: bool) -> list[tuple[int, Printed]]:
    """The lines in the head or the foot of a page, up to the first table."""
    lines = []
    order = list(enumerate(page.blocks))
    for number, block in order if head else reversed(order):
        inside = block.bottom < page.height * _BAND if head else block.top > page.height * (1 - _BAND)
        if not isinstance(block, Printed) or not inside:
            break
        lines.append((number, block))
    return lines


def _like(one: Printed, other: Printed) -> bool:
    return abs(one.top - other.top) < _DRIFT and pattern(one.text) == pattern(other.text)
