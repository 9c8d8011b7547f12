"""What is known of a paper before its tables are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from loaders.containers.text import Line
from loaders.engine import words
from loaders.engine.words import captioned, stated_sign


@dataclass(frozen=True)
class Told:
    """What is known of a paper before its tables are read: its month and year, and what a person or its own words say.

    ``year`` is the one in which its financial year begins.
    ``unit`` is the unit of money that the user states, ``paper_unit`` and ``paper_sign`` what the paper's words do,
    ``spoken`` the amounts of its sentences. ``closed`` says that the year is over: what is spent is the outturn.
    ``council_unit``, ``council_sign`` and ``headings`` are what its council taught (``engine.taught``).
    """

    month: int | None = None
    unit: str | None = None
    paper_unit: str | None = None
    paper_sign: str | None = None
    spoken: tuple[words.Spoken, ...] = ()
    closed: bool = False
    council_unit: str | None = None
    council_sign: str | None = None
    headings: Mapping[tuple[str, str], str] = field(default_factory=dict)
    year: int | None = None


def spoken_in(lines: Sequence[Line]) -> tuple[words.Spoken, ...]:
    """The overspends and underspends that the paper's sentences speak of."""
    return tuple(
        each for line in lines if len(line.cells) == 1 and "£" in line.text for each in words.spoken(line.text)
    )


def told_by(lines: Sequence[Line]) -> tuple[str | None, str | None]:
    """The unit of money, and what a positive variance means, by sentences of the paper about all its tables."""
    unit = sign = None
    for line in lines:
        if len(line.cells) == 1 and line.filled and len(line.text) < 400:
            text = line.text.lower()
            if unit is None and "£" in text and ("amounts" in text or "figures" in text):
                unit = captioned(line.text)
            if sign is None and ("varianc" in text or "bracket" in text):
                sign = next(filter(None, map(stated_sign, line.text.split(". "))), None)
    return unit, sign
