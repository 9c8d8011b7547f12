"""One section of a briefing: the view that tells it, its finding, its charts, and where its figures are printed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from briefings.drawings import drawings
from briefings.native import Drawing
from charts.columns import text
from data.dataset import Month
from data.places import span
from data.rows import Finding
from views.shared import View
from views.words import SEVERITY_WORDS


@dataclass(frozen=True)
class Section:
    """One message: the view that tells it, of which month, and what it is called among the sections.

    ``key`` is that of its chart, ``asked`` what it was asked for by.
    """

    key: str
    name: str
    view: View
    month: Month
    asked: str

    @property
    def headline(self) -> str:
        """The finding in one sentence."""
        return self.view.chart.sentence

    @cached_property
    def drawings(self) -> list[Drawing]:
        """Its charts as Office draws them; none where there is nothing but a table."""
        return drawings(self.key.partition(".")[0], self.view.chart, self.month)

    @property
    def said(self) -> list[str]:
        """What the paper says of its lines, each with the number of the note: ``Carers (note 7): …``."""
        reasons = self.view.chart.reasons
        pairs = zip(reasons.told, reasons.notes, strict=True) if reasons else ()
        return [f"{names} (note {note}): {words}" for (names, words), note in pairs]

    @property
    def source(self) -> str:
        """The paper and the places of its figures in it."""
        table = self.view.chart.table
        months = table.months or (self.month.key,) * len(table.locators)
        here = [place for place, of in zip(table.locators, months, strict=True) if of == self.month.key]
        return ", ".join(part for part in (self.month.paper, span(here)) if part)

    @property
    def read_aloud(self) -> list[str]:
        """The lines that a presenter reads: the finding, what goes on from it, and the printed reasons."""
        return [sentence(self.headline), *([self.view.lead] if self.view.lead else []), *self.said]

    @property
    def printed(self) -> list[str]:
        """For each row with figures, where it is printed or how it was worked out: ``Carers: line 3517``."""
        table = self.view.chart.table
        if not table.typed:
            return []
        names = [text(value, table.typed[0].form) for value in table.typed[0].values]
        sums = table.sums or ("",) * len(names)
        months = table.months or (self.month.key,) * len(names)
        papers = [f" of the {month} paper" if month != self.month.key else "" for month in months]
        places = [f"{place}{paper}" if place else "" for place, paper in zip(table.locators, papers, strict=True)]
        return [
            f"{name}: {place or made}" for name, place, made in zip(names, places, sums, strict=True) if place or made
        ]


def sentence(words: str) -> str:
    """``words`` with a full stop at their end, where they have none."""
    return words if words[-1:] in ("", ".", "!", "?", "…") else f"{words}."


def told(finding: Finding) -> str:
    """``Warning, line 3515: …``."""
    where = f", {finding.locator}" if finding.locator else ""
    return f"{SEVERITY_WORDS[finding.severity]}{where}: {finding.message}"
