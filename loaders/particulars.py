"""What a report says of itself: its title and month, the council and the part of it, and the date it was published."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from data.parts import NOT_STATED, plain
from loaders import periods
from loaders.containers.text import Document, Line
from loaders.periods import Period
from loaders.stated import Stated
from loaders.tables import MONTHS

_MONTH = "|".join(MONTHS)
_KNOWN = re.compile(
    r"(?:subject:? )?(?P<title>finance (?:and|&) performance report|finance monitoring report) ?[–—-] ?"
    rf"(?:(?:{_MONTH}) 20\d\d|(?:closedown|outturn) 20\d\d(?:[/-]\d\d(?:\d\d)?)?)",
    re.IGNORECASE,
)
# Words that a report's title has; a line of prose may have them too, so a title is short and no sentence.
_REPORT = re.compile(
    r"\b(?:report|monitoring|monitor|monitored|statement|dashboard|outturn|closedown|position|update|forecast)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:finance|financial|budget|budgetary|revenue|performance|outturn|expenditure|corporate|integrated|capital|"
    r"savings|reserves)\b",
    re.I,
)
_LONGEST_TITLE = 160
_YEAR_ALONE = re.compile(r"(?:financial year:? )?20\d\d ?[/–-] ?(?:20)?\d\d", re.IGNORECASE)
_DATE = re.compile(rf"date:? *(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTH}) (?P<year>20\d\d)", re.IGNORECASE)
_AS_AT = re.compile(
    r"\b(?:as at|at the end of|to the end of|end of|period ending|up to|to|at) "
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{_MONTH}) 20\d\d",
    re.IGNORECASE,
)
_BLOCK = (
    re.compile(r"(?P<block>[A-Z][\w&,' -]{2,60}?) \([A-Z&]{2,8}\) Service"),
    re.compile(r"Service:? (?P<block>[A-Z][\w&,' -]{2,60}?)(?: \([A-Z&]{2,8}\))?"),
)
_NAME = r"(?!The )[A-Z][\w'’-]+(?: (?:[A-Z][\w'’-]+|and|of|upon|the|on|in|&)){0,5}?"
_COUNCIL = re.compile(
    r"\b((?!The )[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}?) (?:County|City|Borough|District|Metropolitan) Council\b"
)
_ALONE = re.compile(rf"(?:{_NAME} Council|(?:London|Royal) Borough of {_NAME}|City of {_NAME})")
_ADDRESS = re.compile(r"(?:@|www\.)([a-z]+)\.gov\.uk", re.IGNORECASE)
NEAR_TITLE = 8  # lines above and below a title that still belong to it


@dataclass(frozen=True)
class Title:
    """A report's title: where it stands, its words, and the period that they or the lines below name.

    It is ``strong`` where its words are those of a finance report and not of any paper, and the ``house``'s own where
    they are those of a monthly finance and performance report, which has tables of its own besides.
    """

    at: int
    text: str
    period: Period
    strong: bool = True

    @property
    def house(self) -> bool:
        """Whether the title is that of a monthly finance and performance report."""
        return _KNOWN.fullmatch(self.text) is not None


def title(document: Document, first: int, stated: Stated) -> Title | None:
    """The title of the report whose tables begin at line ``first``; ``None`` where nothing names its month.

    A paper may name the report in its minutes, its agenda and its covering pages: the title that stands nearest above
    the tables is the report's own. What is ``stated`` goes before what the paper says.
    """
    told = periods.named(stated.period) if stated.period else None
    found = _known(document.lines, first) or _any(document.lines, first) or _told_in_prose(document, first)
    if told is None:
        return found
    if found is None:
        return Title(0, document.name, told)
    return Title(found.at, found.text, told if told.end != found.period.end else found.period)


def _known(lines: Sequence[Line], first: int) -> Title | None:
    titles = [position for position, line in enumerate(lines) if _KNOWN.fullmatch(line.text)]
    if not titles:
        return None
    at = max((position for position in titles if position < first), default=titles[0])
    return _titled(lines[at].text, at, lines[at].text)


def _any(lines: Sequence[Line], first: int) -> Title | None:
    """The nearest title of any form above the tables, or failing that below; its month may stand on the next lines."""
    order = [*range(min(first, len(lines)) - 1, -1, -1), *range(first, min(first + NEAR_TITLE, len(lines)))]
    weaker: Title | None = None
    for at in order:
        line = lines[at]
        text = line.text
        if not text or len(text) > _LONGEST_TITLE or line.filled > 4 or text.endswith((".", ";", ",")):
            continue
        if not (_REPORT.search(text) or _MONEY.search(text)):
            continue
        found = _titled(text, at, text) or _from_below(lines, at)
        if found is None:
            continue
        if _REPORT.search(text) and _MONEY.search(text):
            return found
        weaker = weaker or Title(found.at, found.text, found.period, strong=False)
    return weaker


def _from_below(lines: Sequence[Line], at: int) -> Title | None:
    """The title at ``at`` with the month that one of the next few lines names, if nothing stands between."""
    seen = 0
    for line in lines[at + 1 : at + 2 * NEAR_TITLE]:
        if not line.filled:
            continue
        seen += 1
        if seen > 3 or line.filled > 2 or len(line.text) > 80 or line.text.endswith("."):
            return None
        if not _DATE.fullmatch(line.text):
            found = _titled(lines[at].text, at, line.text) or _of_year(lines[at].text, at, line.text)
            if found:
                return found
    return None


def _of_year(text: str, at: int, below: str) -> Title | None:
    """The title of a period without its year, such as ``Period 9``, with the financial year that stands below it."""
    return _titled(text, at, f"{text} {below}") if _YEAR_ALONE.fullmatch(below) else None


def _titled(text: str, at: int, dated: str) -> Title | None:
    period = periods.named(dated)
    plain = re.sub(r"^subject:? +", "", text, flags=re.IGNORECASE)
    return Title(at, plain, period) if period else None


def _told_in_prose(document: Document, first: int) -> Title | None:
    """The month that most sentences above the tables speak of, or that the file's name does."""
    named = Counter(match.group() for line in document.lines for match in _AS_AT.finditer(line.text))
    ends: Counter[date] = Counter()
    for words, times in named.items():
        period = periods.named(words)
        if period:
            ends[period.end] += times
    label = next((line.text for line in document.lines[:first] if _REPORT.search(line.text) and line.filled == 1), None)
    stem = re.sub(r"[_]+", " ", document.name.rpartition(".")[0])
    if len(ends) == 1 or (ends and ends.most_common(1)[0][1] * 2 > sum(ends.values())):
        end = ends.most_common(1)[0][0]
        period = periods.named(f"{end:%B %Y}")
    else:
        period = periods.named(stem)
    return Title(0, label or stem, period, strong=False) if period else None


def published(lines: Sequence[Line], title_at: int) -> date | None:
    """The date printed beside the report's title, within a few lines of it; a meeting's date is not it."""
    for position in _beside(lines, title_at):
        match = _DATE.fullmatch(lines[position].text)
        if match:
            try:
                return date(int(match["year"]), MONTHS.index(match["month"].lower()) + 1, int(match["day"]))
            except ValueError:
                return None
    return None


def service_block(lines: Sequence[Line], title_at: int) -> str:
    """The part of the council that the report covers, as it is printed beside the title."""
    for position in _beside(lines, title_at):
        for pattern in _BLOCK:
            match = pattern.fullmatch(lines[position].text)
            if match:
                return match["block"].replace(" and ", " & ")
    return NOT_STATED


def authority(lines: Iterable[Line]) -> str | None:
    """The council whose own addresses the paper gives, or whose name stands alone on one of its first lines.

    Papers name their neighbours too, sometimes more often than themselves, so counting names is not enough.
    """
    addresses: Counter[str] = Counter()
    names: Counter[tuple[str, str]] = Counter()
    alone: str | None = None
    seen = 0
    for line in lines:
        seen += bool(line.filled)
        if ".gov.uk" in line.text:
            addresses.update(word.lower() for word in _ADDRESS.findall(line.text))
        if "Council" in line.text:
            names.update((match[1], match.group()) for match in _COUNCIL.finditer(line.text))
        if alone is None and seen <= 15 and _ALONE.fullmatch(line.text):
            alone = line.text
    for address, _ in addresses.most_common():
        for (place, name), _ in names.most_common():
            if place.replace(" ", "").lower() == address:
                return name
    return alone


def _beside(lines: Sequence[Line], title_at: int) -> list[int]:
    """The positions within a few lines of a title, the nearest first."""
    near = range(max(0, title_at - NEAR_TITLE), min(len(lines), title_at + NEAR_TITLE + 1))
    return sorted(near, key=lambda at: abs(at - title_at))


def key_for(block: str, period: date) -> str:
    """The key of a report: ``people-and-places-2032-05``."""
    return f"{plain(block)}-{period:%Y-%m}"


def financial_year(period: date) -> str:
    """The financial year of ``period``, April to March: ``2018/19``."""
    start = period.year if period.month >= 4 else period.year - 1
    return f"{start}/{(start + 1) % 100:02d}"
