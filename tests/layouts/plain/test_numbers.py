"""The file of a card holds the figures that its page is made of: plain numbers, the unit in the heading."""

from __future__ import annotations

import csv
import io

import pytest

from callbacks.page import view_at
from charts.columns import shown
from data.dataset import Dataset
from layouts.plain.numbers import UNITS, _cards, csv_cell, numbers_csv
from tests.data.test_csv_cells import FORMULAS
from views.site_map import COMPARE, OVERVIEW, PLACEMENTS, TRENDS, VARIANCE, Page

PAGES = (OVERVIEW, VARIANCE, PLACEMENTS, TRENDS, COMPARE)
CHOICES = (
    "",
    "&committee=adults",
    "&directorate=adults-safeguarding",
    "&care=older-people",
    "&kind=care&measure=budget",
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_card_of_every_page(dataset: Dataset, page: Page) -> None:
    held = 0
    for month in dataset.months:
        for choice in CHOICES:
            content, _, _ = view_at(dataset, page, f"?month={month.key}{choice}", "desk")
            for card in _cards(content):
                written = numbers_csv(content, card["props"]["id"], "address")
                assert written is not None
                headings, *rows = list(csv.reader(io.StringIO(written.removeprefix("\ufeff"))))[5:]
                for place, column in enumerate(card.numbers.typed):
                    assert headings[place] == column.heading + UNITS[column.form.unit]
                    for row, value in zip(rows, column.values, strict=True):
                        if isinstance(value, float | int):
                            assert float(row[place]) == shown(value, column.form)
                            held += 1
                        elif value is None:
                            assert row[place] == column.form.missing
                at = headings.index("Printed at")
                made = card.numbers.sums or ("",) * len(rows)
                for row, locator, how in zip(rows, card.numbers.locators, made, strict=True):
                    assert row[at] == (locator or how)
    assert held > 100


@pytest.mark.parametrize("formula", FORMULAS)
def test_words_never_become_a_formula(formula: str) -> None:
    assert csv_cell(formula) == "\"'" + formula.replace('"', '""') + '"'
