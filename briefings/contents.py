"""What a briefing says, as data: its sections in order, each a view of the dashboard, with findings and sources."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Final, Literal

from briefings.section import Section, sentence
from charts.theme import Screen
from data import queries
from data.brief import MOST_SECTIONS, Length
from data.care import TOTALS
from data.dataset import Dataset, Month, worst_first
from data.formatting import day, month_name, slug
from data.rows import Finding
from data.selection import Selection
from views import changes, plans
from views.chart_keys import Charts
from views.screens import SCREENS, Kind
from views.shared import View
from views.words import published, shared_words

Format = Literal["pptx", "docx", "xlsx"]
LENGTHS: Final[dict[Length, str]] = {"page": "One page", "short": "Short", "full": "Full"}
FORMATS: Final[dict[Format, str]] = {"pptx": "PowerPoint slides", "docx": "Word document", "xlsx": "Excel workbook"}

# What there can be beside the screens of a meeting.
OWN: Final[dict[str, Kind]] = {
    Charts.CHANGES: Kind("What changed", changes.since_report_before),
    Charts.SAVINGS: Kind("Savings", plans.savings),
    Charts.CAPITAL: Kind("Capital", plans.capital),
}
KINDS: Final[dict[str, Kind]] = SCREENS | OWN
FIRST: Final = (Charts.NUMBERS, Charts.CHANGES, Charts.PRESSURES)
MONEY: Final = (Charts.DIRECTORATES, Charts.BRIDGE, Charts.TRACK)
CARE: Final = (Charts.PLACEMENTS, Charts.UNIT_COSTS, Charts.SPLIT)
PLANS: Final = (Charts.SAVINGS, Charts.CAPITAL)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


@dataclass(frozen=True)
class Briefing:
    """A whole briefing, whatever it is written as; ``made`` is all that two of the same selection differ in.

    ``what`` says in letters of an address what it holds: ``short``, ``one-page``, ``meeting``, or the key of one card.
    """

    month: Month
    selection: Selection
    version: str
    length: Length
    made: datetime
    sections: tuple[Section, ...]
    papers: tuple[Month, ...]
    notice: str = ""
    what: str = ""

    @property
    def scope(self) -> str:
        """Whose figures they are: ``Adults Committee, Learning disability``, or all of the block or of the council."""
        chosen = self.selection
        parts = (f"{chosen.committee} Committee" if chosen.committee else "", chosen.directorate)
        return ", ".join(part for part in parts if part) or _capital(self.month.whole)

    @property
    def council(self) -> str:
        """The council; its block where the paper does not say whose it is."""
        return self.month.authority or _capital(self.month.whole)

    @property
    def title(self) -> str:
        """``Adults Committee: January 2020``."""
        return f"{self.scope}: {month_name(self.month.period)}"

    @property
    def position(self) -> str:
        """Where it stands, in one sentence."""
        return next((each.headline for each in self.sections if each.key == Charts.NUMBERS), self.title)

    @property
    def stamp(self) -> str:
        """Which figures they are and when the file was made."""
        return f"Dataset {self.version}, made {day(self.made)} at {self.made:%H:%M}"

    @property
    def state(self) -> str:
        """``January 2020, published 14 February 2020, forecast``."""
        basis = "final outturn" if self.month.is_outturn else "forecast"
        return f"{month_name(self.month.period)}{published(self.month)}, {basis}"

    @cached_property
    def findings(self) -> list[Finding]:
        """What touches any figure used, each once, worst first."""
        found = {
            (month, each.check, each.locator, each.message): each
            for section in self.sections
            for (month, _), rows in section.view.findings.items()
            for each in rows
        }
        return worst_first(found.values())

    @property
    def caveats(self) -> list[str]:
        """What is in these figures, and what is not, of the lines that committees share; a sentence each."""
        return [sentence(words) for words in shared_words(self.month, self.selection)]

    @property
    def sources(self) -> list[str]:
        """The papers that the figures come from, each once."""
        return [
            f"{month.paper}{published(month)} ({', '.join(month.files)}), "
            f"{'final outturn' if month.is_outturn else 'forecast'}"
            for month in self.papers
        ]


def file_name(briefing: Briefing, suffix: str) -> str:
    """A name of council, scope, month, what it holds, dataset and when it was made, that every system can hold."""
    council, scope = slug(briefing.council)[:40].strip("-"), slug(briefing.scope)[:50].strip("-")
    what = slug(briefing.what)[:50].strip("-")
    stamp = f"data-{briefing.version}-made-{briefing.made:%Y%m%d-%H%M}"
    return (
        "-".join(dict.fromkeys(part for part in (council, scope, briefing.month.key, what, stamp) if part))
        + f".{suffix}"
    )


def build(
    dataset: Dataset,
    month: Month,
    selection: Selection,
    *,
    made: datetime,
    length: Length = "short",
    keys: Sequence[str] = (),
    other: Month | None = None,
    screen: Screen = "sheet",
    progress: Callable[[int, int], None] | None = None,
) -> Briefing:
    """The briefing of a selection: the sections of a ``length``, or those named by ``keys`` in their order.

    ``other`` is a month to compare with instead of the report before. What has nothing to show is left out; where
    nothing has, the few numbers stay and say what is not there. ``progress`` is told how many sections are done.
    """
    wanted = [key for key in keys if _asked(key, month, selection)] or usual(month, selection, length)
    made_sections = []
    for place, key in enumerate(wanted[:MOST_SECTIONS], start=1):
        made_sections.append(_section(key, dataset, month, selection, other, screen))
        if progress:
            progress(place, len(wanted))
    shown = [each for each in made_sections if _has_something(each)]
    if not shown:
        shown = [_section(Charts.NUMBERS, dataset, month, selection, None, screen)]
    papers, what = _papers(dataset, month, shown), _what(selection, length, keys, other)
    return Briefing(month, selection, dataset.version, length, made, tuple(shown), papers, dataset.notice, what)


def _what(selection: Selection, length: Length, keys: Sequence[str], other: Month | None) -> str:
    """What a briefing holds, so that no two that differ are files of one name."""
    held = LENGTHS[length]
    if selection.brief.meeting:
        held = "meeting"
    elif len(keys) == 1:
        held = keys[0]
    elif keys:
        held = f"chosen {hashlib.sha256(','.join(keys).encode()).hexdigest()[:6]}"
    return f"{held} against {other.key}" if other else held


def _papers(dataset: Dataset, month: Month, sections: Sequence[Section]) -> tuple[Month, ...]:
    """The reports that a figure comes from: the month's own first, then the others, newest first."""
    keys = {key for each in sections for key in (each.month.key, *each.view.chart.table.months)}
    keys |= {key for each in sections for _, key in each.view.chart.table.earlier}
    others = [each for each in reversed(dataset.months) if each.key in keys - {month.key}]
    return (month, *others)


def usual(month: Month, selection: Selection, length: Length) -> list[str]:
    """The keys of the sections of a ``length``, those of care with the group that they are of.

    Papers do not say which committee oversees which capital scheme, so a part of the block is not told of them.
    """
    keys = _sections(month, selection, length)
    return [key for key in keys if key != Charts.CAPITAL or not (selection.committee or selection.directorate)]


def _sections(month: Month, selection: Selection, length: Length) -> list[str]:
    if length == "page":
        return list(FIRST)
    groups = queries.care_groups(month, selection)
    if length == "short":
        groups = sorted(groups, key=lambda group: -_weight(month, selection, group))[:1]
    care = [f"{key}.{selection.addresses.of(group)}" for group in groups for key in CARE]
    return [*FIRST, *MONEY, *care, *PLANS]


def offered(month: Month, selection: Selection) -> dict[str, str]:
    """Every section that there can be by its key: what it is called."""
    return {key: _name(key, month, selection) for key in _sections(month, selection, "full")}


def _weight(month: Month, selection: Selection, group: str) -> float:
    """How far the cost of a care group is from its budget, in £000."""
    lines = queries.care_types(month, selection, group)
    totals = [line for line in lines if line.level in TOTALS] or lines
    return abs(sum(line.cost_variance_k or 0.0 for line in totals))


def _asked(key: str, month: Month, selection: Selection) -> bool:
    name, _, care = key.partition(".")
    return name in KINDS and (not care or _group(care, month, selection) is not None)


def _group(care: str, month: Month, selection: Selection) -> str | None:
    return selection.addresses.named(care, queries.care_groups(month, selection)) or None


def _name(key: str, month: Month, selection: Selection) -> str:
    name, _, care = key.partition(".")
    group = _group(care, month, selection) if care else ""
    return f"{group}: {KINDS[name].name.lower()}" if group else KINDS[name].name


def _section(
    key: str, dataset: Dataset, month: Month, selection: Selection, other: Month | None, screen: Screen
) -> Section:
    name, _, care = key.partition(".")
    chosen = replace(selection, care_group=_group(care, month, selection) or "") if care else selection
    if name == Charts.CHANGES and other is not None:
        view = changes.between(dataset, month, other, chosen, screen)
        title = f"What changed since {month_name(other.period)}"
        return Section(Charts.MOVEMENT, title, view, max(month, other, key=lambda each: each.period), key)
    view = KINDS[name].build(dataset, month, chosen, screen)
    if name == Charts.NUMBERS:
        view = replace(view, lead=" ".join(_opening(dataset, month, selection, view)))
    return Section(key, _name(key, month, selection), view, month, key)


def _opening(dataset: Dataset, month: Month, selection: Selection, view: View) -> Iterator[str]:
    """What follows the position: which way it moved, how widely it is felt, and what a total that stayed may hide."""
    yield sentence(view.lead)
    hidden = changes.since_report_before(dataset, month, selection, "sheet").lead
    if hidden:
        yield sentence(hidden)
    yield from map(sentence, shared_words(month, selection))


def _has_something(section: Section) -> bool:
    chart = section.view.chart
    figures = any(isinstance(value, int | float) for each in chart.table.typed for value in each.values)
    return bool(chart.figure or section.view.numbers or figures)
