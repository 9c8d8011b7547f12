"""Typed columns: a figure is written last, and a file holds the figure that is shown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from charts.chart import Table, across
from charts.columns import ON_BUDGET, THOUSANDS, VARIANCE, WORDS, Form, Value, column, shown, text

PRICE = Form("£", 2)
SHARE = Form("percent", 1, signed=True, missing="–")
COUNT = Form("number", None)
FORMS = (THOUSANDS, VARIANCE, PRICE, SHARE, COUNT, Form("number", 0, signed=True), Form("£", 2, signed=True))


@pytest.mark.parametrize(
    ("value", "form", "words"),
    [
        (10960.0, THOUSANDS, "£10,960k"),
        (-60.4, VARIANCE, "−£60k"),
        (739.0, VARIANCE, "+£739k"),
        (0.4, VARIANCE, "£0k"),
        (-0.4, ON_BUDGET, "on budget"),
        (2980.7, PRICE, "£2,980.70"),
        (-33.5, Form("£", 2, signed=True), "−£33.50"),
        (1.56, SHARE, "+1.6%"),
        (None, SHARE, "–"),
        (None, THOUSANDS, "not stated"),
        (449.0, COUNT, "449"),
        (383.25, COUNT, "383.3"),
        ("not split", VARIANCE, "not split"),
        ("=1+1", WORDS, "=1+1"),
    ],
)
def test_a_value_as_it_is_shown(value: Value, form: Form, words: str) -> None:
    assert text(value, form) == words


@given(some.floats(-1e7, 1e7, allow_nan=False), some.sampled_from(FORMS))
def test_a_file_holds_the_figure_that_is_shown(value: float, form: Form) -> None:
    digits = re.sub("[£,k%+]", "", text(value, form)).replace("−", "-")
    assert float(digits) == pytest.approx(shown(value, form), abs=1e-9)


def test_a_table_is_the_same_by_rows_and_by_columns() -> None:
    headings = [("Line", WORDS), ("Budget", THOUSANDS)]
    made = Table(across(headings, [("A", 1.0), ("B", None)]), ("line 1", ""))
    assert made.typed == (column("Line", ["A", "B"]), column("Budget", [1.0, None], THOUSANDS))
    assert made.columns == ("Line", "Budget")
    assert made.rows == (("A", "£1k"), ("B", "not stated"))


def test_a_table_without_rows_keeps_its_headings() -> None:
    assert Table(across([("Line", WORDS)], []), ()).columns == ("Line",)
    assert Table(across([("Line", WORDS)], []), ()).rows == ()
