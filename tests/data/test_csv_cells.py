"""The one rule for cells of CSV: formulas are marked as text however they are dressed up, and figures stay figures."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from data import csv_cells

FORMULAS = (
    "=1+1",
    "+44 people",
    "-2+3",
    "@SUM(1)",
    "|calc",
    "%x",
    "  =1",
    "\t=1",
    "\tplain",
    "\rplain",
    "\nplain",
    "＝1+1",
    "＋1",
    "－1+1",
    "＠x",
    "﹣1+1",
    "\u200b=1",
    "\ufeff=1",
    "\u00ad\u2060=1",
    "\u3000＝1",
    "\u2800=1",
    "\u3164=1",
    "\u034f=1",
    "\x00=1",
    "'=1",
    '"=1',
    "- none",
)
PLAIN = (
    "",
    "Adults",
    "–",
    "— none",
    "−£1 in all",
    "£=1",
    "a=b",
    "1-2",
    "-5",
    "+4",
    "-2.5",
    "-0.5%",
    "+3k",
    "(12)",
    "% of reviews",
    "%",
    "…=",
    "'t Hof",
)


@pytest.mark.parametrize("text", FORMULAS, ids=ascii)
def test_a_formula_is_marked(text: str) -> None:
    assert csv_cells.guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", PLAIN, ids=ascii)
def test_other_text_is_not(text: str) -> None:
    assert csv_cells.guarded(text) == text


@given(some.text())
def test_what_was_marked_comes_back(text: str) -> None:
    assert csv_cells.unguarded(csv_cells.guarded(text)) == text


@given(
    some.text(some.sampled_from(" \t\r\n\u200b\ufeff'\"\u3000\u0301\u2800"), max_size=5),
    some.sampled_from("=+-@＝＋－＠"),
)
def test_whatever_stands_before_a_sign(before: str, sign: str) -> None:
    written = csv_cells.guarded(f"{before}{sign}A1")
    assert unicodedata.normalize("NFKC", written).lstrip("\ufeff\u200b").startswith("'")


@given(some.decimals(-(10**12), 10**12, places=2))
def test_a_number_is_never_marked(number: object) -> None:
    assert csv_cells.guarded(str(number)) == str(number)
