"""Sentences that several pages say about a selection."""

from __future__ import annotations

from charts.headline import headline_sentence, moved_sentence, movement_sentence
from data import queries
from data.committees import shared_lines
from data.dataset import Dataset, Month
from data.formatting import day, listing, money, month_name
from data.queries import Headline
from data.selection import Selection
from data.structure import Kind
from data.trends import find_line, lines
from views import alike
from views.absent import no_services
from views.site_map import ABOUT, FIND, PLACEMENTS, SOURCES, TRENDS, VARIANCE, Page

SEVERITY_WORDS = {"error": "Error", "warning": "Warning", "note": "Remark"}
KINDS: dict[Kind, str] = {"service": "Service", "care": "Type of care"}


def tone(value: float) -> str:
    """Whether a number is ``adverse`` (above zero) or ``favourable``; empty for nought."""
    return "adverse" if value > 0 else "favourable" if value < 0 else ""


def published(month: Month) -> str:
    """What follows a month or a title: ``, published 14 February 2020``; nothing where the paper has no date."""
    return f", published {day(month.published)}" if month.published else ""


def measure(month: Month) -> str:
    """What a variance is called that month."""
    return "Outturn variance" if month.is_outturn else "Forecast outturn variance"


def scope(month: Month, selection: Selection, dated: bool = True) -> str:
    """The selection in words: ``£000, Adults & Safeguarding, January 2020``."""
    parts = [f"{selection.committee} Committee" if selection.committee else "", selection.directorate]
    named = ", ".join(part for part in parts if part) or month.whole
    return f"£000, {named}, {month_name(month.period)}" if dated else named


def stands(month: Month, position: Headline) -> str:
    """Where a selection stands, in one sentence."""
    gross = position.grants == "before"
    return headline_sentence(
        position.name, position.variance_k, position.budget_k, outturn=month.is_outturn, gross=gross
    )


def moved_since(month: Month, position: Headline) -> str:
    """How a selection moved since the report before it of the same year; nothing where there is none."""
    before = queries.compared_with(month)
    return movement_sentence(position.variance_k, position.previous_k, before, outturn=month.is_outturn)


def lead(month: Month, selection: Selection, position: Headline, where: str) -> str:
    """The second sentence of a page: movement, where it arises, and what is left out or added up here."""
    moved = moved_since(month, position)
    if queries.is_first_report(month):
        moved = f"this is the first report of {month.financial_year}"
    sentences = [f"{moved[:1].upper()}{moved[1:]}" if moved else "", where]
    sentences.append(moved_sentence(position.variance_k, queries.moved_lines(month, selection)))
    verb = "was" if month.is_outturn else "is"
    for line in queries.carried_elsewhere(month, selection):
        sentences.append(f"{money(line.variance_k or 0.0)} of the cost of {selection.directorate} {verb} {line.moved}")
    if position.computed_from:
        sentences.append(f"No total is printed for this choice: {position.computed_from}")
    if no_services(month):
        sentences.append("The report has no service level table, so no services are listed")
    said = alike.aside(month, selection)
    sentences.append(f"{said[:1].upper()}{said[1:]}")
    sentences += shared_words(month, selection)
    return " ".join(f"{sentence}." for sentence in sentences if sentence)


def shared_words(month: Month, selection: Selection) -> list[str]:
    """What is in a committee's figures, and what is not, of the lines that committees share; no full stops.

    A committee's own table counts some of those lines, and not others.
    """
    if selection.group:
        return []
    found = [
        (said, shared_lines(month, selection.committee, selection.directorate, included))
        for said, included in (("Included, though", True), ("Not included, because", False))
    ]
    return [f"{said} committees share it: {listing(lines)}" for said, lines in found if lines]


def page_title(page: Page, dataset: Dataset, month: Month, selection: Selection) -> str:
    """What a browser's tab and a list of visited pages call a view: what was chosen first, then the page and month."""
    named = [*_chosen(page, dataset, selection), month.part, page.title, month_name(month.period)]
    return ", ".join(name for name in named if name)


def _chosen(page: Page, dataset: Dataset, selection: Selection) -> list[str]:
    """The names of what a page shows, from the narrowest on: only what the address chooses and the page honours."""
    if page in (ABOUT, FIND, SOURCES):
        return []
    committee = f"{selection.committee} Committee" if selection.committee else ""
    if page == PLACEMENTS:
        return [selection.care_group, selection.directorate, committee]
    if page == TRENDS:
        return [_followed(dataset, selection), selection.directorate, committee]
    if page == VARIANCE:
        return [selection.service or selection.group, selection.directorate, committee]
    return [selection.directorate, committee]


def _followed(dataset: Dataset, selection: Selection) -> str:
    """The line that the address asks to follow; nothing where it names none."""
    following = selection.following
    known = lines(dataset, selection, following.kind, following.basis)
    if not following.line:
        return selection.service if any(line.name == selection.service for line in known) else ""
    line = find_line(dataset, selection, following.line, known)
    return line.name if line else ""
