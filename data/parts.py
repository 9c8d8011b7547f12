"""Whose figures a report has: one council's, and of one block of its services. No sum crosses from one to another.

Papers write names in several ways, and some leave them out, so both are compared without regard to case, signs and
whether "and" is written "&", and what one paper leaves out is taken from the others where only one thing can be meant.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

NOT_STATED: Final = "Not stated"  # what a reader calls the block of a paper that names none
UNKNOWN_COUNCIL: Final = "Council not stated"
BETWEEN: Final = "."  # the council and its block in an address
_LONGEST: Final = 90  # letters of a name in an address


@dataclass(frozen=True)
class Part:
    """A council's full name (empty where no paper says it) and the block of its services."""

    authority: str
    service_block: str

    @property
    def key(self) -> tuple[str, str]:
        """What makes it the same part however its names are written."""
        return plain(self.authority), plain(self.service_block)

    @property
    def council(self) -> str:
        """The council in words."""
        return self.authority or UNKNOWN_COUNCIL


@dataclass(frozen=True)
class Stated:
    """What a report states of itself."""

    authority: str | None
    service_block: str
    period: date


@lru_cache(maxsize=1024)  # the same few names are compared for each line of a page
def plain(name: str) -> str:
    """A name as it is compared: ``People & Communities`` is ``people-and-communities``."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower().replace("&", " and ")).strip("-")


def is_of(named: str, authority: str | None) -> bool:
    """Whether what is said of the council ``named`` (empty: of any) holds for ``authority``.

    A paper that does not say whose it is may be any council's, so what is known of lines like its own holds for it.
    """
    return not named or not authority or plain(named) == plain(authority)


def councils_of(reports: Sequence[Stated]) -> list[str]:
    """The council of each report; empty where its paper names none and it cannot be told.

    A report without a council is that of the only council there is, or else of the only one with such a block.
    """
    stated: dict[str, str] = {}
    with_block: dict[str, set[str]] = {}
    for each in reports:
        if each.authority:
            council = stated.setdefault(plain(each.authority), each.authority)
            with_block.setdefault(plain(each.service_block), set()).add(council)

    def council_of(each: Stated) -> str:
        if each.authority:
            return stated[plain(each.authority)]
        only = set(stated.values()) if len(stated) == 1 else with_block.get(plain(each.service_block), set())
        return next(iter(only)) if len(only) == 1 else ""

    return [council_of(each) for each in reports]


def parts_of(reports: Sequence[Stated]) -> list[Part]:
    """The part of each report, one spelling for each part.

    A report without a block is of the only block that its council has, unless that has a report of the same month.
    """
    councils = councils_of(reports)
    blocks: dict[tuple[str, str], str] = {}
    months: dict[str, set[date]] = {}
    for council, each in zip(councils, reports, strict=True):
        if each.service_block != NOT_STATED:
            blocks.setdefault((council, plain(each.service_block)), each.service_block)
            months.setdefault(council, set()).add(each.period)
    unnamed: dict[str, set[date]] = {}
    for council, each in zip(councils, reports, strict=True):
        if each.service_block == NOT_STATED:
            unnamed.setdefault(council, set()).add(each.period)

    def block_of(council: str, each: Stated) -> str:
        if each.service_block != NOT_STATED:
            return blocks[council, plain(each.service_block)]
        own = [block for (whose, _), block in blocks.items() if whose == council]
        alone = len(own) == 1 and not months[council] & unnamed[council]
        return own[0] if alone else NOT_STATED

    return [Part(council, block_of(council, each)) for council, each in zip(councils, reports, strict=True)]


def address_of(part: Part, parts: Iterable[Part]) -> str:
    """``part`` in an address: its block, with the council in front where ``parts`` are of several; empty if alone."""
    every = {each.key: each for each in parts}
    if len(every) < 2:
        return ""
    return full_address(part) if len({council for council, _ in every}) > 1 else _short(part.service_block)


def full_address(part: Part) -> str:
    """Council and block, as they stand in an address where there are several councils."""
    return f"{_short(part.council)}{BETWEEN}{_short(part.service_block)}"


def is_asked(part: Part, wanted: str) -> bool:
    """Whether ``wanted`` in an address means ``part``, or may mean it where it names no council."""
    return wanted in (full_address(part), _short(part.service_block))


def words_of(part: Part, parts: Iterable[Part]) -> str:
    """``part`` in words as far as they tell it apart from the other ``parts``; empty where there is no other."""
    every = {each.key: each for each in parts}
    if len(every) < 2:
        return ""
    councils, blocks = ({key[at] for key in every} for at in (0, 1))
    told = [part.council] * (len(councils) > 1) + [part.service_block] * (len(blocks) > 1)
    return ", ".join(told)


def _short(name: str) -> str:
    """A name in an address: never empty, never too long, and another one for every name."""
    written = plain(name)
    if written and len(written) <= _LONGEST:
        return written
    mark = hashlib.sha256(name.encode()).hexdigest()[:6]
    return f"{written[:_LONGEST].rstrip('-')}-{mark}".lstrip("-")
