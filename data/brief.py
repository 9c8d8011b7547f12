"""What a briefing is to hold: how long it is, its sections in order, and the month that it compares with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

Length = Literal["page", "short", "full"]

MOST_SECTIONS = 60
_SECTION = re.compile(r"[a-z0-9-]{1,60}(\.[\w-]{1,100})?")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


@dataclass(frozen=True)
class Brief:
    """A briefing as an address holds it; each part is empty where the usual one is meant.

    ``sections`` are keys of charts, with a care group after a dot where one is meant; ``against`` is the key of a month
    to compare with instead of the report before; ``meeting`` says that it holds the screens of a
    meeting. ``more`` are to be added to them, or to the usual ones.
    """

    length: Length = "short"
    sections: tuple[str, ...] = ()
    against: str = ""
    meeting: bool = False
    more: tuple[str, ...] = ()

    def pairs(self) -> dict[str, str]:
        """Names and values as they stand in an address."""
        length = self.length if self.length != "short" else ""
        pairs = {"length": length, "sections": ",".join(self.sections), "against": self.against}
        return pairs | {"of": "meeting" if self.meeting else "", "more": ",".join(self.more)}


USUAL_BRIEF = Brief()


def read_brief(asked: Mapping[str, str]) -> Brief:
    """The briefing in an address; what is not well formed is left out, and nothing raises."""
    sections, more = _keys(asked.get("sections", "")), _keys(asked.get("more", ""))
    length, against = asked.get("length", ""), asked.get("against", "")
    found = Brief(
        length=cast(Length, length) if length in get_args(Length) else "short",
        sections=sections,
        against=against if _MONTH.fullmatch(against) else "",
        meeting=asked.get("of") == "meeting",
        more=more,
    )
    return USUAL_BRIEF if found == USUAL_BRIEF else found


def _keys(words: str) -> tuple[str, ...]:
    keys = dict.fromkeys(key for key in words.split(",") if _SECTION.fullmatch(key))
    return tuple(keys)[:MOST_SECTIONS]
