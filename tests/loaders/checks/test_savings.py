"""Checks of the savings tracker."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import checks
from loaders.checks import savings
from loaders.checks.compare import Doubt
from loaders.savings_rows import blank
from loaders.tables import Note, Row

QUARTERS = st.lists(st.integers(-4000, 4000), min_size=4, max_size=4)


def _said(doubts: list[Doubt]) -> list[tuple[str, str, str | None, str | None]]:
    return [(each.note.check, each.column, each.note.stated, each.note.expected) for each in doubts]


def _saving(level: str = "saving", **stated: Any) -> Row:
    return {**blank(level), "reference": "L/R.6.001", "title": "Lamps", "locator": "line 7", **stated}


def _quarters(kind: str, figures: list[float]) -> dict[str, float]:
    return {f"{kind}_q{number}_k": figure for number, figure in enumerate(figures, start=1)}


@given(QUARTERS, QUARTERS)
def test_a_saving_whose_exact_figures_add_up_is_silent_however_they_are_rounded(
    planned: list[int], forecast: list[int]
) -> None:
    plan, outcome = ([each / 8 for each in figures] for figures in (planned, forecast))
    row = _saving(
        **_quarters("planned", [round(each) + 0.0 for each in plan]),
        **_quarters("forecast", [round(each) + 0.0 for each in outcome]),
        original_k=round(sum(plan)) + 0.0,
        forecast_k=round(sum(outcome)) + 0.0,
        variance_k=round(sum(outcome) - sum(plan)) + 0.0,
    )
    assert savings.check([row], []) == []


def test_a_saving_that_does_not_add_up() -> None:
    row = _saving(
        **_quarters("planned", [-50.0, -10.0, 0.0, 0.0]),
        original_k=-70.0,
        forecast_k=-40.0,
        variance_k=-30.0,
        variance_pct=43.0,
    )
    assert _said(savings.check([row], [])) == [
        ("savings-quarters", "original_k", "−£70k", "−£60k"),
        ("savings-variance", "variance_k", "−£30k", "£30k"),
        ("savings-pct", "variance_pct", "43%", "-42.86%"),
    ]


def test_quarters_that_are_not_all_stated_are_not_added_up() -> None:
    row = _saving(original_k=-70.0, planned_q1_k=-10.0)
    assert savings.check([row], []) == []


@pytest.mark.parametrize(
    ("planned", "variance", "share"),
    [(-200.0, -270.0, -135.0), (-220.0, -120.0, -54.55), (-583.0, 301.0, 51.63), (0.0, -11.0, None), (-1.0, 0.0, 0.0)],
)
def test_percentages_that_are_right(planned: float, variance: float, share: float | None) -> None:
    row = _saving(original_k=planned, forecast_k=planned + variance, variance_k=variance, variance_pct=share)
    assert savings.check([row], []) == []


@pytest.mark.parametrize("share", [-53.5, -55.6, 54.55])
def test_a_percentage_that_is_one_out_or_has_the_other_sign_is_found(share: float) -> None:
    row = _saving(original_k=-220.0, forecast_k=-340.0, variance_k=-120.0, variance_pct=share)
    assert [each.note.check for each in savings.check([row], [])] == ["savings-pct"]


def test_the_total_is_the_sum_of_the_savings_unless_a_page_is_missing() -> None:
    rows = [_saving("total", forecast_k=-90.0), _saving(forecast_k=-40.0), _saving(forecast_k=-30.0)]
    assert _said(savings.check(rows, [])) == [("savings-total", "forecast_k", "−£90k", "−£70k")]
    missing = Note("savings", None, "missing-page", "error", "", "line 7")
    assert savings.check(rows, [missing]) == []


def test_a_total_that_only_repeats_what_is_wrong_with_a_saving_is_a_consequence() -> None:
    wrong = _quarters("forecast", [-10.0, -28.0, 0.0, -27.0])
    rows = [_saving("total", **wrong, forecast_k=-75.0), _saving(**wrong, forecast_k=-75.0)]
    assert [note.severity for note in checks.once(savings.check(rows, []))] == ["error", "warning"]
    assert [note.severity for note in checks.once(savings.check(rows[:1], []))] == ["error"]
