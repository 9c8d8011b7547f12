"""How a meeting is shown: its running order, the screen it stands at, the figures it was made from, the way back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_SCREENS = 40
_SCREEN = re.compile(r"[a-z0-9-]{1,60}(\.[\w-]{1,100})?")
_VERSION = re.compile(r"[0-9a-f]{12}")
_ORIGIN = re.compile(r"[a-z0-9-]{1,60}")


@dataclass(frozen=True)
class Meeting:
    """A running order as an address holds it; each part is empty where the usual one is meant.

    ``screens`` are keys of charts, with a care group after a dot where one is meant (``unit-costs.older-people``);
    ``screen`` counts from 1; ``version`` is the dataset's; ``origin`` is the page that Esc leads back to.
    """

    screens: tuple[str, ...] = ()
    screen: int = 1
    version: str = ""
    origin: str = ""

    def pairs(self) -> dict[str, str]:
        """Names and values as they stand in an address."""
        return {
            "screens": ",".join(self.screens),
            "screen": str(self.screen) if self.screen > 1 else "",
            "data": self.version,
            "from": self.origin,
        }


USUAL = Meeting()


def moved(keys: Sequence[str], key: str, places: int) -> tuple[str, ...]:
    """``keys`` with ``key`` moved by ``places``, which the order has room for."""
    others = [each for each in keys if each != key]
    to = keys.index(key) + places
    return (*others[:to], key, *others[to:])


def read_meeting(asked: Mapping[str, str]) -> Meeting:
    """The running order in an address; what is not well formed is left out, and nothing raises."""
    screens = dict.fromkeys(key for key in asked.get("screens", "").split(",") if _SCREEN.fullmatch(key))
    screen = asked.get("screen", "")
    version, origin = asked.get("data", ""), asked.get("from", "")
    return Meeting(
        screens=tuple(screens)[:MOST_SCREENS],
        screen=max(int(screen), 1) if re.fullmatch(r"[0-9]{1,3}", screen) else 1,
        version=version if _VERSION.fullmatch(version) else "",
        origin=origin if _ORIGIN.fullmatch(origin) else "",
    )
