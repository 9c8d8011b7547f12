"""What the words of a heading say: meanings, unit, sign convention and month, each apart from the others."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from loaders.dates import MONTH_NAMES

TABLES = Path(__file__).parent.parent / "tables"
POUNDS, THOUSANDS, MILLIONS, PERCENT = "£", "£000", "£m", "%"
# Thousands of pounds in one of each unit.
FACTORS: Mapping[str, float] = {POUNDS: 0.001, THOUSANDS: 1.0, MILLIONS: 1000.0}
ADVERSE, FAVOURABLE = "adverse", "favourable"

_UNITS = (
    (THOUSANDS, re.compile(r"£ ?'?000'?s?\b|£ ?k\b|£ ?thousands?\b|\bthousands of pounds|(?<![\d,.])'?000'?s\b|\(k\)")),
    (THOUSANDS, re.compile(r"(?<![\d,.£])'000\b|£0{3}'?")),
    (MILLIONS, re.compile(r"£ ?m(?:illions?|n)?\b|\bmillions of pounds")),
    (POUNDS, re.compile(r"£'?s?(?![\w])|\bgbp\b|\bin pounds\b|\(pounds\)")),
    (PERCENT, re.compile(r"%(?:age)?|\bper ?cent(?:age)?\b|\bpct\b")),
)
_FAVOURED = r"under ?-?spen[dt](?:ing)?s?|under|favourable|favorable|fav|surplus|savings?"
_OPPOSED = r"over ?-?spen[dt](?:ing)?s?|over|adverse|adv|deficit|pressures?|shortfall"
# In headings letters stand for words.
_EITHER = (rf"{_FAVOURED}|f", rf"{_OPPOSED}|a")
_BOTH = re.compile("|".join(rf"\b(?:{one})\b.{{0,16}}\b(?:{other})\b" for one, other in (_EITHER, _EITHER[::-1])))
# Which of two words is printed as a negative: the one in brackets, or with a minus as a mark of its own, before it or
# after it. A dash that parts two words says nothing.
_MARK = r"\(-\)|\(-ve\)|\(brackets\)|(?<!\w)-ve\b|(?<=[/(])-|(?<=/ )-|-(?= ?=)"
_NEGATIVE_FAVOURED, _NEGATIVE_OPPOSED = (
    re.compile(rf"\((?:{word})\)|(?:{_MARK}) ?(?:= ?)?\b(?:{word})\b|\b(?:{word}) ?(?:= ?)?(?:{_MARK})")
    for word in _EITHER
)
# A sentence in its clauses, each of which may say one sign of one kind of variance.
_CLAUSES = re.compile(r"[;:,.]| and | or | while | whereas | but ")
_SIGNS = re.compile(r"\b(?:(positive|plus)|negative|minus|brackets?|bracketed|parenthes[ei]s)\b")
_WAYS = re.compile(rf"\b(?:({_OPPOSED})|{_FAVOURED})\b")
_TURNED = re.compile(r"\b(?:not|no|never|without|neither|nor|except|unless|respectively|other than)\b|n't\b")
_OF_INCOME = re.compile(r"\b(?:income|targets?|budgets? (?:is|are|in)|credits?|receipts?)\b")
_MONTH = rf"(?:{MONTH_NAMES})"
_DATES = re.compile(
    r"\b(?:as )?(?:at |to |for |of |on )?(?:the )?(?:end of |end )?(?:\d{1,2}(?:st|nd|rd|th)? )?"
    rf"{_MONTH}\b\.?(?:[ -]?'?(?:20)?\d\d\b)?"
    r"|\b20\d\d ?[/-] ?(?:20)?\d\d\b|\b\d\d/\d\d/(?:20)?\d\d\b|\b20\d\d\b|\b\d\d/\d\d\b"
    r"|\b(?:period|month|quarter|p|m|q)[ -]?\d{1,2}\b"
)
_CARRIED = (
    ("b/fwd", "brought forward"),
    ("c/fwd", "carried forward"),
    ("b/f", "brought forward"),
    ("c/f", "carried forward"),
)
# Days and quarters that tell columns apart which the same words head.
_DAYS = (
    ("april_first", re.compile(r"\b0?1(?:st)? ?(?:of )?apr(?:il)?\b|\b0?1[/.]0?4[/.]|\bapril 1\b|\b1\.4\.")),
    ("march_end", re.compile(r"\b31(?:st)? ?(?:of )?mar(?:ch)?\b|\b31[/.]0?3[/.]|\bmarch 31\b")),
    *((f"q{quarter}", re.compile(rf"\b(?:q|qtr ?|quarter ?){quarter}\b")) for quarter in range(1, 5)),
)
_MARCH_END = re.compile(r"\b31(?:st)?(?: (?:of )?mar(?:ch)?,? |[/.]0?3[/.])(?P<year>(?:20)?\d\d)\b", re.IGNORECASE)
# A financial year, ``2023/24`` or ``23-24``: not a part of a date.
_YEARS = re.compile(r"(?<![\d/.-])(?:20)?(\d\d) ?[/-] ?(?:20)?(\d\d)(?![\d/.-])")
_PERIOD = re.compile(r"\b(?:period|month|p|m)[ -]?(\d{1,2})\b")
_NAMED = re.compile(rf"\b{_MONTH}\b")
_FILLERS = frozenset(
    [
        "of",
        "to",
        "the",
        "for",
        "at",
        "as",
        "on",
        "in",
        "and",
        "per",
        "by",
        "a",
        "an",
        "is",
        "from",
        "with",
        "against",
        "vs",
        "v",
        "versus",
        "-",
        "–",
        "—",
        ":",
        ";",
        "/",
        "&",
        "+",
        "=",
        "*",
        "less",
        "minus",
        "or",
        "position",
        "figure",
        "figures",
        "amount",
        "amounts",
        "value",
        "values",
        "revenue",
        "general",
        "fund",
        "council's",
        "col",
        "column",
    ]
)


@dataclass(frozen=True)
class Words:
    """One heading: its ``text`` as printed, its meanings in their order, and what is left that nothing explains.

    ``unit`` is one of ``£``, ``£000``, ``£m``, ``%``, or ``None``; ``sign`` is ``adverse`` or ``favourable``, what a
    positive figure means, or ``None``; ``months`` are the numbers of the calendar months that it names, ``periods``
    those of the financial year's; ``year`` is the year in which the financial year that it names begins.
    """

    text: str
    meanings: tuple[str, ...]
    unknown: tuple[str, ...]
    unit: str | None = None
    sign: str | None = None
    months: tuple[str, ...] = ()
    periods: tuple[int, ...] = ()
    year: int | None = None

    def has(self, *meanings: str) -> bool:
        """Whether any of ``meanings`` is among those of the heading."""
        return any(each in self.meanings for each in meanings)


@cache
def vocabulary(table: str | None = None) -> Mapping[tuple[str, ...], str]:
    """The meaning of each run of words, in every table and in ``table`` (its own words go first)."""
    found: dict[tuple[str, ...], str] = {}
    for name in filter(None, ("vocabulary", table)):
        with (TABLES / f"{name}.toml").open("rb") as file:
            meanings: dict[str, list[str]] = tomllib.load(file).get("meanings", {})
        found |= {tuple(words.split()): meaning for meaning, listed in meanings.items() for words in listed}
    return found


def unit_of(text: str) -> str | None:
    """The unit of money that ``text`` states, or a percentage; ``None`` where it states none."""
    plain = _plain(text)
    return next((unit for unit, pattern in _UNITS if pattern.search(plain)), None)


def captioned(text: str) -> str | None:
    """The unit of money that a title or caption states for a whole table: ``(£000)``, ``All amounts in £``."""
    plain = text.lower().replace("’", "'")
    for start in (
        "amounts",
        "figures",
        "values",
        "all in",
        "shown in",
        "stated in",
        "expressed in",
        "in £",
        "in thousands",
    ):
        at = plain.find(start)
        if at >= 0:
            unit = unit_of(plain[at:].split(".")[0])
            if unit in FACTORS:
                return unit
    tail = plain.rstrip(" .:")
    for opening in ("(", "[", " - ", " – "):
        at = tail.rfind(opening)
        if at >= 0 and len(tail) - at < 16 and unit_of(tail[at:]) in FACTORS:
            return unit_of(tail[at:])
    return unit_of(tail) if len(tail) < 14 and unit_of(tail) in FACTORS else None


def sign_of(text: str) -> str | None:
    """What a positive figure means by words such as ``favourable/(adverse)``; ``None`` without them."""
    plain = _plain(text)
    if _BOTH.search(plain):
        favoured, opposed = _NEGATIVE_FAVOURED.search(plain), _NEGATIVE_OPPOSED.search(plain)
        if bool(favoured) != bool(opposed):
            return ADVERSE if favoured else FAVOURABLE
    return None


def stated_sign(sentence: str) -> str | None:
    """What a positive variance means by a sentence about it, such as "a positive variance is an overspend".

    All its clauses that pair a sign with an overspend or an underspend must agree; else it says nothing.
    """
    plain = _plain(sentence)
    if "varianc" not in plain and "spend" not in plain:
        return None
    if not _SIGNS.search(plain):
        return sign_of(sentence) if "varianc" in plain else None
    if _TURNED.search(plain):
        return None
    said: set[str | None] = set()
    alone: set[bool] = set()
    paired: set[bool] = set()
    for clause in _CLAUSES.split(plain):
        positive = {match[1] is not None for match in _SIGNS.finditer(clause)}
        opposed = {match[1] is not None for match in _WAYS.finditer(clause)}
        if not opposed or _OF_INCOME.search(clause):
            continue
        if not positive:
            alone |= opposed
        elif len(positive) > 1 or len(opposed) > 1:
            said.add(None)
        else:
            paired |= opposed
            said.add(ADVERSE if positive == opposed else FAVOURABLE)
    return said.pop() if len(said) == 1 and alone <= paired else None


@dataclass(frozen=True)
class Spoken:
    """An overspend or underspend as a sentence states it: thousands of pounds, adverse positive, and its last digit."""

    value: float
    step: float


_SPOKEN = (
    re.compile(
        r"\b(?P<way>over|under) ?-?spen[dt](?:ing)? (?:position |variance )?(?:of|by|at|is) "
        r"(?:around |about |approximately )?"
        r"£(?P<digits>\d[\d,]*(?:\.\d+)?) ?(?P<unit>k|m|million)\b"
    ),
    re.compile(
        r"£(?P<digits>\d[\d,]*(?:\.\d+)?) ?(?P<unit>k|m|million)\b (?:forecast |net |year[ -]end )?"
        r"(?P<way>over|under) ?-?spend"
    ),
)


def spoken(sentence: str) -> list[Spoken]:
    """Every overspend and underspend that ``sentence`` speaks of with its amount."""
    found = []
    for pattern in _SPOKEN:
        for match in pattern.finditer(_plain(sentence)):
            factor = 1.0 if match["unit"] == "k" else 1000.0
            value = float(match["digits"].replace(",", "")) * factor
            decimals = len(match["digits"].partition(".")[2])
            found.append(Spoken(value if match["way"] == "over" else -value, factor * 10.0**-decimals))
    return found


@lru_cache(maxsize=5_000)
def read(text: str, table: str | None = None) -> Words:
    """What the heading ``text`` says, in the words of ``table`` and those of every table."""
    plain = _plain(text)
    unit = next((unit for unit, pattern in _UNITS if pattern.search(plain)), None)
    sign = sign_of(text)
    days = [meaning for meaning, pattern in _DAYS if pattern.search(plain)]
    for _, pattern in _UNITS:
        plain = pattern.sub(" ", plain)
    months = tuple(match.group()[:3] for match in _NAMED.finditer(plain) if match.group() != "may" or len(plain) > 3)
    periods = tuple(int(match[1]) for match in _PERIOD.finditer(plain))
    year = next(
        (2000 + int(one) for one, next_one in _YEARS.findall(plain) if int(next_one) == (int(one) + 1) % 100), None
    )
    plain = _DATES.sub(" ", plain)
    meanings, unknown = _meanings(re.findall(r"[a-z]+(?:-[a-z]+)*", plain), vocabulary(table))
    meanings = [*meanings, *days]
    if sign and "variance" not in meanings:
        meanings = [*meanings, "variance"]
    return Words(" ".join(text.split()), tuple(meanings), tuple(unknown), unit, sign, months, periods, year)


def as_first_day(text: str, year: int) -> str:
    """``text`` with the last day before the financial year that begins in ``year`` as the first of that year."""
    return _MARCH_END.sub(lambda match: "1 April " if int(match["year"][-2:]) == year % 100 else match.group(), text)


def _meanings(words: list[str], known: Mapping[tuple[str, ...], str]) -> tuple[list[str], list[str]]:
    meanings: list[str] = []
    unknown: list[str] = []
    position = 0
    while position < len(words):
        for length in range(min(5, len(words) - position), 0, -1):
            meaning = known.get(tuple(words[position : position + length]))
            if meaning is not None:
                meanings += [meaning] if meaning not in meanings else []
                position += length
                break
        else:
            if words[position] not in _FILLERS:
                unknown.append(words[position])
            position += 1
    return meanings, unknown


def joined(parts: Iterable[str]) -> str:
    """The rows of one heading from top to bottom, as one text."""
    return " ".join(" ".join(filter(None, parts)).split())


def _plain(text: str) -> str:
    plain = text.lower()
    for mark, plainly in (("’", "'"), ("‘", "'"), ("–", "-"), ("—", "-"), ("−", "-"), ("_", " "), *_CARRIED):
        plain = plain.replace(mark, plainly)
    # A narrow column parts a bracket from its word.
    return " ".join(plain.split()).replace(" )", ")").replace("( ", "(")
