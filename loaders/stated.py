"""What a person states about a paper that the paper itself does not say."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from loaders import periods
from loaders.engine.words import FACTORS, unit_of
from loaders.errors import LoadError


@dataclass(frozen=True)
class Stated:
    """The period (``2024-09``, ``Quarter 2 2024/25``), council, service block and unit of money (``£``, ``£000``,
    ``£m``) that a person states; empty where the paper is to say it."""

    period: str = ""
    council: str = ""
    block: str = ""
    unit: str = ""

    def packed(self) -> str:
        """In one word, for another process."""
        return json.dumps(asdict(self))


def unpacked(text: str) -> Stated:
    """What ``packed`` made."""
    return Stated(**json.loads(text))


def checked(stated: Stated) -> Stated:
    """``stated`` with its unit as the engine calls it; raises ``LoadError`` for a period or unit that is none."""
    if stated.period and periods.named(stated.period) is None:
        raise LoadError(f"{stated.period!r} is not a month: write --period 2024-09, or --period “Quarter 2 2024/25”")
    unit = unit_of(stated.unit if "£" in stated.unit else f"£{stated.unit}") if stated.unit else ""
    if stated.unit and unit not in FACTORS:
        raise LoadError(f"{stated.unit!r} is not a unit of money: write --unit £, --unit £000 or --unit £m")
    return Stated(stated.period, stated.council, stated.block, unit or "")
