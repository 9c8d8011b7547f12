"""Checks of grants, virements and reserves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.checks import technical
from loaders.checks.compare import Doubt
from loaders.report import Report
from loaders.tables import Note, Row
from tests.loaders.checks.rows import line


def _said(doubts: list[Doubt]) -> list[tuple[str, str, str | None, str | None]]:
    return [(each.note.check, str(each.note.row), each.note.stated, each.note.expected) for each in doubts]


def _grant(name: str, level: str, expected: float | None) -> Row:
    return {"grant": name, "awarding_body": None, "level": level, "expected_k": expected, "locator": "line 7"}


def _virement(name: str, level: str, amount: float, effective: str | None = None) -> Row:
    return {"line": name, "effective": effective, "amount_k": amount, "level": level, "text": None, "locator": "line 7"}


def _fund(name: str, level: str = "fund", **stated: Any) -> Row:
    figures = dict.fromkeys(("opening_k", "movement_k", "balance_k", "year_end_k"))
    return {"fund": name, "heading": "Lamps", "level": level, **figures, "text": None, "locator": "line 7", **stated}


def test_grants_that_add_up_are_silent() -> None:
    rows = [
        _grant("a", "grant", 331.0),
        _grant("b", "grant", 468.0),
        _grant("Total Non Baselined", "subtotal", 800.0),  # each of three figures may be half a thousand off
        _grant("c", "grant", 100.0),
        _grant("Total", "total", 900.0),
        _grant("Education", "directorate", 799.0),
        _grant("TOTAL", "directorate_total", 800.0),
    ]
    finance = [line("Grant Funding Total", "grant_total", budget_k=-900.0)]
    assert technical.grants(rows, finance) == []


def test_grants_that_do_not() -> None:
    rows = [
        _grant("a", "grant", 331.0),
        _grant("Total Non Baselined", "subtotal", 431.0),
        _grant("Total", "total", 500.0),
        _grant("Education", "directorate", 300.0),
        _grant("TOTAL", "directorate_total", 300.0),
    ]
    finance = [line("Grant Funding Total", "grant_total", budget_k=-431.0)]
    assert _said(technical.grants(rows, finance)) == [
        ("grants-total", "Total Non Baselined", "£431k", "£331k"),
        ("grants-total", "Total", "£500k", "£431k"),
        ("grants-against-table", "Total", "£500k", "£431k"),
        ("grants-by-directorate", "TOTAL", "£300k", "£431k"),
    ]


def test_virements_lead_from_the_opening_to_the_closing_budget() -> None:
    rows = [_virement("Opening", "opening", 20000.0), _virement("a", "virement", -120.0, "Apr")]
    net = [line("Net Total", "net_total", budget_k=19880.0)]
    assert technical.virements([*rows, _virement("Budget", "total", 19880.0)], net) == []
    assert _said(technical.virements([*rows, _virement("Budget", "total", 19900.0)], net)) == [
        ("virements-total", "Budget", "£19,900k", "£19,880k"),
        ("virements-against-table", "Budget", "£19,900k", "£19,880k"),
    ]
    assert technical.virements(rows, net) == []


def test_reserves() -> None:
    rows = [
        _fund("a", opening_k=44.0, movement_k=-5.0, balance_k=38.0),  # 39 within rounding
        _fund("b", opening_k=10.0, movement_k=-5.0, balance_k=15.0),
        _fund("subtotal", "subtotal", opening_k=54.0, movement_k=-10.0, balance_k=60.0),
        _fund("TOTAL", "total", opening_k=54.0, movement_k=-10.0, balance_k=60.0),
    ]
    assert _said(technical.reserves(rows)) == [
        ("reserves-subtotal", "Lamps: subtotal", "£60k", "£53k"),
        ("reserves-balance", "Lamps: b", "£15k", "£5k"),
        ("reserves-balance", "Lamps: subtotal", "£60k", "£44k"),
        ("reserves-balance", "Lamps: TOTAL", "£60k", "£44k"),
    ]


@given(st.lists(st.tuples(st.integers(-9000, 9000), st.integers(-9000, 9000)), min_size=1, max_size=8))
def test_reserves_whose_exact_figures_add_up_are_silent_however_they_are_rounded(halves: list[tuple[int, int]]) -> None:
    exact = [(opening / 8, movement / 8) for opening, movement in halves]
    exact.append((sum(opening for opening, _ in exact), sum(movement for _, movement in exact)))
    levels = ["fund"] * len(halves) + ["subtotal"]
    rows = [
        _fund(level, level, opening_k=round(a) + 0.0, movement_k=round(b) + 0.0, balance_k=round(a + b) + 0.0)
        for level, (a, b) in zip(levels, exact, strict=True)
    ]
    assert technical.reserves(rows) == []


def _report(month: date, balance: float, *notes: Note) -> Report:
    particulars = {"period": month, "service_block": "Lamps", "title": f"Report – {month:%B %Y}"}
    rows = [_fund("a", balance_k=balance), _fund("subtotal", "subtotal", balance_k=balance)]
    return Report(particulars, {"reserves": rows}, list(notes))


STALE = Note("reserves", None, "other-month", "note", "", "line 7", "2032-03-31", "2032-05-31")


@pytest.mark.parametrize(
    ("balance", "said"), [(92.0, [("reserves-restated", "Lamps: a", "£92k", "£106k")]), (106.0, [])]
)
def test_balances_of_a_month_before_are_held_against_that_months_report(
    balance: float, said: list[tuple[str, str, str, str]]
) -> None:
    march, may = _report(date(2032, 3, 31), 106.0), _report(date(2032, 5, 31), balance, STALE)
    assert _said(technical.restated(may, [march, may])) == said
    assert technical.restated(may, [may]) == []
    assert technical.restated(replace(may, notes=[]), [march, may]) == []
