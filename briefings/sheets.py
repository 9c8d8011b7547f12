"""The sheets of a workbook as data: the sections of a briefing, its contents, notes, findings and provenance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from briefings.contents import Briefing
from briefings.plain import plain
from briefings.section import Section
from charts.chart import Table
from charts.columns import Column, Form, Value
from data.measures import measures
from views.words import SEVERITY_WORDS

LONGEST_SHEET: Final = 31
PRINTED_AT: Final = "Printed at"
PAPER: Final = "Paper"
UNITS: Final = {"£000": "£000", "£": "£", "percent": "%", "number": ""}
CONTENTS, NOTES, FINDINGS, PROVENANCE = "Contents", "Notes", "Findings", "Provenance"
SHORTHAND: Final = (
    ("[z]", "Not stated by the paper, or not applicable to this row."),
    ("£000", "Thousands of pounds. A plus is over budget, a minus is under."),
    ("%", "Percent: 4.9 is 4.9%."),
    ("–", "Before a name: one of the rows that the row above it adds up."),
)


@dataclass(frozen=True)
class Sheet:
    """A sheet to be: its name, its title, what is said above its table, and the table as columns."""

    name: str
    title: str
    said: tuple[str, ...]
    columns: tuple[Column, ...]
    section: Section | None = None


def section_sheet(place: int, section: Section) -> Sheet:
    """A section of the briefing: its finding as the title, its table, and where each row is printed."""
    chart = section.view.chart
    said = [chart.subtitle, *([section.view.lead] if section.view.lead else []), f"Source: {section.source}."]
    how = [f"{heading}: {words}." for heading, words in chart.table.worked_out if heading in chart.table.columns]
    said += [f"Worked out here, not printed in the paper. {' '.join(how)}"] if how else []
    said += [chart.empty] if not chart.table.typed and chart.empty else []
    said += section.said
    return Sheet(_named(place, section.name), section.headline, tuple(said), _columns(section), section)


def _columns(section: Section) -> tuple[Column, ...]:
    """The typed columns of a table, then where each row is printed and in which paper."""
    table = section.view.chart.table
    if not table.typed:
        return ()
    months = table.months or (section.month.key,) * len(table.locators)
    sums = table.sums or ("",) * len(table.locators)
    places = tuple(place or made for place, made in zip(table.locators, sums, strict=True))
    ours = (Column(PRINTED_AT, places), Column(PAPER, months))
    return (*_numbered(section, table), *ours)


def _numbered(section: Section, table: Table) -> tuple[Column, ...]:
    """The few numbers that matter in words as on the page, each with its first figure as a number beside it."""
    numbers = section.view.numbers
    if not numbers:
        return table.typed
    values: list[Value] = [each.figures[0].value for each in numbers]
    units = tuple(UNITS[each.figures[0].form.unit] for each in numbers)
    return (*table.typed, Column("Figure", tuple(values), Form("number", None)), Column("Unit", units))


def _named(place: int, name: str) -> str:
    """A sheet's name: numbered, so that no two are alike, and of letters and figures that every program takes."""
    letters = re.sub(r"[^\w £–-]", " ", plain(name))
    return " ".join(f"{place} {letters}".split())[:LONGEST_SHEET].strip()


def contents_sheet(briefing: Briefing, sheets: Sequence[Sheet]) -> Sheet:
    """What sheets there are, each a link."""
    names = tuple(sheet.name for sheet in sheets)
    states = f"{briefing.council}. {briefing.state}."
    told = (states, f"{briefing.position}.", *briefing.caveats, f"{briefing.stamp}.", briefing.notice)
    said = tuple(words for words in told if words)
    titles = tuple(sheet.title for sheet in sheets)
    return Sheet(CONTENTS, briefing.title, said, (Column("Sheet", names), Column("What it holds", titles)))


def notes_sheet(briefing: Briefing) -> Sheet:
    """Shorthand, and the measures in plain English."""
    keys = dict.fromkeys(key for section in briefing.sections for key in section.view.chart.measures)
    known = [measures()[key] for key in keys]
    terms = [*SHORTHAND, *((each.label, each.definition) for each in known)]
    said = ("Shorthand used in the tables, and what their words mean.",)
    columns = (Column("Word", tuple(word for word, _ in terms)), Column("Meaning", tuple(words for _, words in terms)))
    return Sheet(NOTES, "Notes", said, columns)


def findings_sheets(briefing: Briefing) -> list[Sheet]:
    """What touches any figure used; no sheet where nothing does."""
    found = briefing.findings
    if not found:
        return []
    columns = (
        Column("Finding", tuple(each.message for each in found)),
        Column("How much it matters", tuple(SEVERITY_WORDS[each.severity] for each in found)),
        Column(PRINTED_AT, tuple(each.locator or "" for each in found)),
    )
    said = ("What a paper prints is never corrected: what does not add up in it is listed here.",)
    return [Sheet(FINDINGS, "Findings that touch a figure used here", said, columns)]


def provenance_sheet(briefing: Briefing) -> Sheet:
    """The papers that the figures come from, and the dataset."""
    papers = briefing.papers
    columns = (
        Column("Paper", tuple(each.paper for each in papers)),
        Column("Month", tuple(each.key for each in papers)),
        Column("Files", tuple("; ".join(each.files) for each in papers)),
        Column("Published", tuple(f"{each.published:%d %B %Y}" if each.published else "" for each in papers)),
        Column("Basis", tuple("final outturn" if each.is_outturn else "forecast" for each in papers)),
        Column("Dataset", (briefing.version,) * len(papers)),
    )
    said = (f"{briefing.council}: {briefing.scope}.", f"{briefing.stamp}.")
    return Sheet(PROVENANCE, "Where the figures come from", said, columns)
