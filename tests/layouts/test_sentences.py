"""No sentence holds a number that its chart does not: every numeral is read back from the figure or its table.

Headings and leads of a page are read against all charts and tiles of that page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from dash import html

from callbacks.page import show_page
from charts.theme import SCREENS
from data.dataset import Dataset
from data.formatting import money, month_name, number, percent, pounds, slug
from tests.layouts.reading import choices, every, kind, prop
from views.screens import SCREENS as KINDS
from views.site_map import ABOUT, PAGES, PRESENT, SOURCES, Page

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(rf"(\b\d{{1,2}} )?\b({MONTHS}) \d{{4}}\b|\b\d{{4}}/\d{{2}}\b")
NUMERAL = re.compile(r"(?P<pound>£?)(?P<digits>\d[\d,]*(\.\d+)?)(?P<unit>[km]\b|%)?")
TAGS = re.compile(r"<[^>]+>")
WITH_CHARTS = [page for page in PAGES if page not in (ABOUT, SOURCES)]


@cache
def written(text: str) -> frozenset[str]:
    """Every way in which the numerals of a chart may stand in a sentence, after one rounding and without a sign."""
    ways = set()
    for found in NUMERAL.finditer(text):
        value, unit = float(found["digits"].replace(",", "")), found["unit"]
        ways.add(found[0].rstrip(","))
        if unit in ("k", "m"):
            ways.add(money(value * (1000 if unit == "m" else 1)))
        elif unit == "%":
            ways |= {percent(value, places) for places in (0, 1)}
        elif found["pound"]:
            ways |= {pounds(value, places) for places in (0, 2)}
        else:
            ways |= {number(value, places) for places in (0, 1)}
    return frozenset(ways)


def words(part: Any) -> str:
    return "".join(each for each in every(part) if isinstance(each, str))


class Read:
    """What one part of a page says: its sentences and leads, and the numerals and dates that its charts print."""

    def __init__(self, part: Any) -> None:
        """Goes through ``part`` once: a page has thousands of cells."""
        self.sentences: list[str] = []
        self.leads: list[str] = []
        self.numerals: set[str] = set()
        told, dated = [], []
        for each in every(part):
            if isinstance(each, str):
                continue
            what, called = kind(each), (prop(each, "className") or "").split()
            if what == "H2":
                self.sentences.append(words(each))
            elif what == "H1" or "lead" in called:
                self.leads.append(words(each))
            elif what in ("Td", "Th") or "tile" in called:
                told.append(words(each))
            elif {"subtitle", "screen-lead"} & set(called):
                dated.append(words(each))
            elif what == "Graph":
                notes = prop(each, "figure")["layout"].get("annotations", ())
                told += [TAGS.sub(" ", note["text"]) for note in notes]
        for text in told:
            self.numerals |= written(DATE.sub("", text))
        self.dates = {found[0] for text in told + dated for found in DATE.finditer(text)}

    def unread(self, sentence: str, names: list[str], dates: frozenset[str] = frozenset()) -> list[str]:
        """What ``sentence`` says in figures and nothing here prints.

        ``names`` hold digits that are no numbers; ``dates`` are those that the page is of.
        """
        for name in names:
            sentence = sentence.replace(name, "")
        wrong = [found[0] for found in DATE.finditer(sentence) if found[0] not in self.dates | dates]
        left = NUMERAL.finditer(DATE.sub("", sentence))
        return wrong + [found[0] for found in left if found[0].rstrip(",") not in self.numerals]


def dates_of(dataset: Dataset, query: str) -> frozenset[str]:
    """The month and financial year that a page is of, and the newest month, on whose structure others may be shown."""
    asked = re.search(r"month=([\d-]+)", query)
    month = dataset.by_key[asked[1]] if asked else dataset.months[-1]
    return frozenset((month_name(month.period), month.financial_year, month_name(dataset.months[-1].period)))


def names_in(dataset: Dataset) -> list[str]:
    """Names with digits in them, longest first: ``Supported Living 16+``."""
    columns = ("service", "service_group", "directorate", "service_reported", "service_type", "care_group", "category")
    names = {
        getattr(line, column, None) or ""
        for month in dataset.months
        for line in (*month.finance, *month.activity)
        for column in columns
    }
    return sorted((name for name in names if re.search(r"\d", name)), key=len, reverse=True)


def cards(content: Any) -> Iterator[Any]:
    """The charts of a page, and the screens of a meeting."""
    wanted = {"chart-card", "screen"}
    return (each for each in every(content) if wanted & set((prop(each, "className") or "").split()))


@pytest.fixture(scope="module")
def names(dataset: Dataset) -> list[str]:
    """Names of lines and kinds of care with digits in them."""
    return names_in(dataset)


def wrong_numbers(
    dataset: Dataset, names: list[str], page: Page, query: str, screen: str = "desk"
) -> Iterator[tuple[str, ...]]:
    """Every sentence of a page with a number that is not in its chart, and every lead with one on no chart."""
    of = dates_of(dataset, query)
    content = show_page(page.path, query, screen)[0]
    whole = Read(content)
    for card in cards(content):
        read = Read(card)
        for sentence in read.sentences:
            if found := read.unread(sentence, names, of):
                yield f"{page.path}{query} {screen}", sentence, *found
    for lead in whole.leads:
        if found := whole.unread(lead, names, of):
            yield f"{page.path}{query} {screen}", lead, *found


@pytest.mark.parametrize("page", WITH_CHARTS, ids=lambda page: page.path)
def test_every_number_in_a_sentence_is_in_its_chart(dataset: Dataset, names: list[str], page: Page) -> None:
    found = [wrong for query in choices(dataset, page) for wrong in wrong_numbers(dataset, names, page, query)]
    assert not found, found[:5]


@pytest.mark.parametrize("screen", SCREENS)
def test_so_it_is_on_every_kind_of_screen(dataset: Dataset, names: list[str], screen: str) -> None:
    found = [
        wrong
        for page in WITH_CHARTS
        for month in dataset.months
        for wrong in wrong_numbers(dataset, names, page, f"?month={month.key}", screen)
    ]
    assert not found, found[:5]


def test_so_it_is_on_every_screen_that_a_meeting_can_show(dataset: Dataset, names: list[str]) -> None:
    found: list[tuple[str, ...]] = []
    for month in dataset.months:
        groups = dict.fromkeys(slug(line.care_group) for line in month.activity)
        orders = [[key for key, of in KINDS.items() if not of.care]]
        orders += [[f"{key}.{group}" for key, of in KINDS.items() if of.care] for group in groups]
        for order in orders:
            query = f"?month={month.key}&screens={','.join(order)}"
            assert len(list(cards(show_page(PRESENT.path, query, "present")[0]))) == len(order)
            found += wrong_numbers(dataset, names, PRESENT, query, "present")
    assert not found, found[:5]


CARD = html.Article(
    [
        html.H2("Residential: £2.1m over budget, 5.8% more, in May 2018 and 2018/19"),
        html.P("£000, Older people, May 2018", className="subtitle"),
        html.Table([html.Tr([html.Th("Residential"), html.Td("+£2,065k"), html.Td("+5.8%"), html.Td("449")])]),
    ]
)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Residential: £2.1m over budget, 5.8% more", []),
        ("Residential: £2,065k over budget, with 449 people", []),
        ("Residential: £2.0m over budget", ["£2.0m"]),
        ("Residential: 2,065 people", ["2,065"]),
        ("Residential: £449 a week", ["£449"]),
        ("Residential: 5.9% more", ["5.9%"]),
        ("Residential 16+: 449 people", []),
        ("Residential: 16 people", ["16"]),
        ("Residential in May 2018", []),
        ("Residential in June 2018", ["June 2018"]),
        ("Residential in 2019/20: 450", ["2019/20", "450"]),
    ],
)
def test_a_number_that_is_not_in_the_chart_is_found(sentence: str, expected: list[str]) -> None:
    assert Read(CARD).unread(sentence, ["Residential 16+"]) == expected
