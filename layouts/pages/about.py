"""About: what the figures are, what the words mean, and how accessible the dashboard is."""

from __future__ import annotations

import csv
from functools import cache

from dash import html
from dash.development.base_component import Component

from charts.theme import Screen
from data.dataset import Dataset, Month
from data.folders import REFERENCE
from data.formatting import day, listing, month_name
from data.measures import measures
from data.selection import Selection
from layouts import elements
from layouts.attributes import aria
from layouts.parts import heading

METHOD = (
    "Every figure is read from the monthly finance and performance reports that the council publishes with its "
    "committee papers. Nothing is put right in silence: a figure that is misprinted is shown as printed and named as a "
    "finding.",
    "A variance is the forecast for the full year minus the budget. A plus is over budget, a minus is under. Income "
    "is a negative budget, so income that falls short comes out as a plus.",
    "A figure that a paper does not state is left out. It is never shown as zero and never joined by a line.",
    "Sentences above the charts are worked out from the figures by fixed rules.",
    "Amounts are rounded half away from zero: £ thousand in tables as printed, £ million to one decimal in sentences.",
)
# In the order and, where it fits, the words of the model statement that public bodies use.
ACCESSIBILITY = (
    "This statement applies to this dashboard. We want as many people as possible to be able to use it: you can zoom "
    "to 400% without text being cut, use it with a keyboard alone, print it, and read every page as tables where "
    "JavaScript is switched off. Every chart has a sentence that says its finding and a table with the same numbers.",
    "How accessible it is: it aims to meet level AA of the Web Content Accessibility Guidelines 2.2. We do not claim "
    "that it meets them in full, because it has not been tested by people who use screen readers.",
    "Known issues: a long name in a closed list can be cut short, and is whole when the list is opened. Letters in "
    "charts keep their spacing where a reader sets their own; the table beside each chart follows it.",
    "How it was tested: by machine on 23 November 2026, in the Chromium browser, on every page: with the axe rules, "
    "by keyboard, on screens 320 to 1,920 pixels wide, with letters twice as large, with wider spacing, in forced "
    "colours, without movement and printed on A4. Not yet tested: screen readers, speech input, magnifiers, other "
    "browsers, and use by disabled people.",
    "Reporting a problem: the council that runs this dashboard has not named a contact here yet. Until it does, use "
    "the contact on its own website, and say which page and month you were reading.",
    "Enforcement: the Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile "
    "Applications) (No. 2) Accessibility Regulations 2018. If you are not happy with the council’s answer, contact "
    "the Equality Advisory and Support Service.",
)


def about(dataset: Dataset, month: Month, selection: Selection, screen: Screen, notes: list[str]) -> list[Component]:
    """The page; it does not depend on the selection."""
    return [
        *heading("About these figures", _loaded(dataset), notes),
        *_section("How the figures are made", [html.P(words) for words in METHOD]),
        *_section("What the words mean", [html.Dl([part for word in glossary() for part in _defined(*word)])]),
        *_section("Measures", [_measures()]),
        *_section("Accessibility statement", [html.P(words) for words in ACCESSIBILITY]),
    ]


@cache
def glossary() -> tuple[tuple[str, str], ...]:
    """Words and their meanings in plain English, from ``reference/glossary.csv``."""
    with (REFERENCE / "glossary.csv").open(encoding="utf-8", newline="") as file:
        return tuple((row["word"], row["meaning"]) for row in csv.DictReader(file))


def _loaded(dataset: Dataset) -> str:
    months = listing([month_name(month.period) for month in dataset.months])
    dates = [month.published for month in dataset.months if month.published]
    newest = f", the newest published on {day(max(dates))}" if dates else ""
    return f"Months loaded: {months}{newest}."


def _section(title: str, content: list[Component]) -> list[Component]:
    return [html.H2(title), html.Div(content, className="words")]


def _defined(word: str, meaning: str) -> tuple[Component, Component]:
    return html.Dt(word), html.Dd(meaning)


def _measures() -> Component:
    adverse = {"high": "more is bad news", "low": "less is bad news", "neutral": "neither"}
    body = [
        elements.row(
            [
                elements.name(measure.label),
                elements.value(measure.unit, numeric=False),
                elements.value(measure.definition, numeric=False),
                elements.value(adverse[measure.adverse], numeric=False),
                elements.value(measure.source, numeric=False),
            ]
        )
        for measure in measures().values()
    ]
    head = [elements.head(name, numeric=False) for name in ("Measure", "Unit", "Meaning", "Bad news", "Source")]
    return html.Div(
        html.Table([html.Caption("Measures"), html.Thead(elements.row(head)), html.Tbody(body)], className="numbers"),
        className="table-view scrolls",
        tabIndex="0",
        role="region",
        **aria(label="Measures"),
    )
