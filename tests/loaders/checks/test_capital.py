"""The capital programme's sums: what adds up is silent, what does not is named once."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import checks
from loaders.checks import capital
from loaders.checks.compare import Doubt
from loaders.tables import Row

_thousands = st.integers(-50_000, 50_000).map(float)


def _row(level: str, names: str, **stated: Any) -> Row:
    keys = {"scheme": "Jetty", "scheme_reported": "Jetty", "source": "Dues", "service": "P&P", "programme": None}
    return {**keys, "level": level, "locator": "line 7", **dict.fromkeys(names.split()), **stated}


def _scheme(level: str = "scheme", **stated: Any) -> Row:
    names = "original_budget_k revised_budget_k actual_k forecast_outturn_k forecast_variance_k"
    return _row(level, f"{names} total_scheme_budget_k total_scheme_variance_k", **stated)


def _source(level: str = "source", **stated: Any) -> Row:
    return _row(level, "original_k revised_k forecast_k variance_k", **stated)


def _change(level: str = "scheme", **stated: Any) -> Row:
    names = "revised_budget_k forecast_outturn_k forecast_variance_k previous_variance_k movement_k"
    return _row(level, f"{names} under_overspend_k rephasing_k", **stated)


def _allowance(level: str = "service", **stated: Any) -> Row:
    return _row(level, "budget_k forecast_variance_k used_k used_pct revised_variance_k", **stated)


def _said(doubts: list[Doubt]) -> list[tuple[str, str, str | None, str | None]]:
    return [(each.note.check, each.column, each.note.stated, each.note.expected) for each in doubts]


@given(st.lists(st.tuples(_thousands, _thousands), min_size=1, max_size=8), st.floats(-0.49, 0.49))
def test_whole_figures_add_up_whatever_they_are(pairs: list[tuple[float, float]], rounding: float) -> None:
    rows = [
        _scheme(revised_budget_k=budget, forecast_outturn_k=forecast, forecast_variance_k=forecast - budget)
        for budget, forecast in pairs
    ]
    budget, forecast = (sum(pair[index] for pair in pairs) for index in (0, 1))
    rows.append(
        _scheme(
            "total",
            revised_budget_k=budget + rounding,
            forecast_outturn_k=forecast,
            forecast_variance_k=forecast - budget,
        )
    )
    assert capital.programme(rows) == []


@given(st.lists(_thousands, min_size=1, max_size=8), st.integers(1, 1000))
def test_a_total_further_off_than_rounding_can_be_is_named(values: list[float], surplus: int) -> None:
    slack = (len(values) + 1) / 2
    rows = [_scheme(actual_k=value) for value in values]
    rows.append(_scheme("total", actual_k=sum(values) + slack + surplus))
    assert [(each.note.check, each.column) for each in capital.programme(rows)] == [("capital-total", "actual_k")]


def test_at_closedown_the_variance_is_the_actual_minus_the_budget() -> None:
    good = _scheme(revised_budget_k=100.0, actual_k=94.0, forecast_variance_k=-6.0)
    bad = _scheme(revised_budget_k=100.0, actual_k=94.0, forecast_variance_k=6.0)
    assert _said(capital.programme([good, bad])) == [("capital-variance", "forecast_variance_k", "£6k", "−£6k")]
    assert "the actual minus the revised budget is −£6k" in capital.programme([bad])[0].note.message


def test_a_variance_without_a_forecast_or_an_actual_is_left_alone() -> None:
    assert capital.programme([_scheme(revised_budget_k=100.0, forecast_variance_k=6.0)]) == []


def test_funding_against_its_sources_and_the_spending() -> None:
    sources = [_source(original_k=10.0, revised_k=20.0, forecast_k=20.0, variance_k=0.0) for _ in range(2)]
    total = _source("total", original_k=90.0, revised_k=40.0, forecast_k=40.0, variance_k=0.0)
    spending = [_scheme("total", original_budget_k=90.0, revised_budget_k=45.0, forecast_outturn_k=41.0)]
    assert _said(capital.funding([*sources, total], spending)) == [
        ("funding-total", "original_k", "£90k", "£20k"),
        ("funding-balance", "revised_k", "£40k", "£45k"),
    ]


def test_at_closedown_funding_is_held_against_what_was_spent() -> None:
    total = _source("total", forecast_k=45.0)
    spending = [_scheme("total", actual_k=40.0)]
    assert _said(capital.funding([total], spending)) == [("funding-balance", "forecast_k", "£45k", "£40k")]


def test_a_schemes_variance_movement_and_split() -> None:
    good = {"revised_budget_k": 350.0, "forecast_outturn_k": 100.0, "forecast_variance_k": -250.0}
    good |= {"previous_variance_k": -200.0, "movement_k": -50.0, "under_overspend_k": -100.0, "rephasing_k": -150.0}
    assert capital.variances([_change(**good)]) == []
    assert _said(capital.variances([_change(**good | {"movement_k": 50.0})])) == [
        ("scheme-movement", "movement_k", "£50k", "−£50k")
    ]
    assert _said(capital.variances([_change(**good | {"rephasing_k": 0.0})])) == [
        ("scheme-split", "forecast_variance_k", "−£250k", "−£100k")
    ]
    assert _said(capital.variances([_change(**good | {"forecast_outturn_k": 80.0})])) == [
        ("scheme-variance", "forecast_variance_k", "−£250k", "−£270k")
    ]


def test_the_total_of_the_schemes() -> None:
    rows = [_change(forecast_variance_k=-5.0), _change("adjustment", forecast_variance_k=-7.0)]
    total = _change("total", forecast_variance_k=-14.0)
    assert _said(capital.variances([*rows, total])) == [("scheme-total", "forecast_variance_k", "−£14k", "−£12k")]


@pytest.mark.parametrize(("share", "doubted"), [(84.5, False), (84.0, False), (64.0, True)])
def test_the_share_of_the_allowance_that_is_used(share: float, doubted: bool) -> None:
    row = _allowance(budget_k=-13399.0, used_k=11324.0, used_pct=share)
    total = _allowance("total", budget_k=-13399.0, used_k=11324.0, used_pct=share)
    found = [each.note.check for each in capital.variation([row, total], [])]
    assert found == ["variation-pct"] * doubted  # the total of one line repeats it, and is not named again


def test_the_allowance_against_its_line_of_the_programme() -> None:
    total = _allowance("total", budget_k=-100.0)
    line = _scheme("adjustment", scheme="Capital Variation", revised_budget_k=-90.0)
    assert _said(capital.variation([total], [line])) == [("variation-against-programme", "budget_k", "−£100k", "−£90k")]
    assert capital.variation([total], []) == []


def test_a_total_with_another_sign_than_its_line() -> None:
    rows = [_allowance(revised_variance_k=-11955.0), _allowance("total", revised_variance_k=11955.0)]
    assert _said(capital.variation(rows, [])) == [("variation-total", "revised_variance_k", "£11,955k", "−£11,955k")]


def test_what_rests_on_a_figure_in_doubt_is_a_consequence() -> None:
    scheme = _scheme(revised_budget_k=100.0, forecast_outturn_k=100.0, forecast_variance_k=50.0)
    total = _scheme("total", revised_budget_k=100.0, forecast_outturn_k=100.0, forecast_variance_k=0.0)
    notes = checks.once(capital.programme([scheme, total]))
    assert [(note.check, note.severity) for note in notes] == [
        ("capital-variance", "error"),
        ("capital-total", "warning"),
    ]
