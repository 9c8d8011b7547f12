"""What a selection comes to: which printed figure is the whole's, and whether grants are in it."""

from __future__ import annotations

from typing import Any

import pytest

from data.dataset import Month
from data.selection import Selection
from data.standing import Grants, joined, standing
from tests.builders import dataset, finance_row, summary_row

ALL = Selection("2020-01")
GRANT = finance_row("Schools", -300, -20, level="grant", directorate=None, locator="line 12")


def total(level: str, variance_k: float, **parts: Any) -> dict[str, Any]:
    return finance_row(f"Total {level}", 900, variance_k, level=level, directorate=None, locator="line 20", **parts)


def month(*finance: dict[str, Any], summary: tuple[dict[str, Any], ...] = ()) -> Month:
    return dataset(finance=[finance_row("Carers", 100, 50), *finance], finance_summary=list(summary)).latest


def stated(found: Month, selection: Selection = ALL) -> tuple[list[float | None], str, Grants]:
    position = standing(found, selection)
    return [line.forecast_variance_k for line in position.lines], position.made, position.grants


def test_the_net_total_of_the_summary_comes_before_that_of_the_service_level_table() -> None:
    net = summary_row("Total", 900, 31, level="net_total")
    assert stated(month(GRANT, total("net_total", 30), summary=(net,))) == ([31], "", "after")
    assert stated(month(GRANT, total("net_total", 30))) == ([30], "", "after")


def test_a_net_total_comes_before_one_of_expenditure_and_lines_with_their_grants_before_that() -> None:
    spent = summary_row("Total Expenditure", 900, 50, level="expenditure_total")
    net = summary_row("Total", 900, 31, level="net_total")
    assert stated(month(GRANT, summary=(spent, net))) == ([31], "", "after")
    assert stated(month(GRANT, summary=(spent,)))[0] == [50, -20]
    assert stated(month(summary=(spent,))) == ([50], "", "none")


def test_a_committee_without_a_table_of_its_own_is_before_grants_where_any_are_printed() -> None:
    adults = Selection("2020-01", committee="Adults")
    assert stated(month(GRANT), adults)[2] == "before"
    assert stated(month(GRANT), adults)[1].endswith(", before grants")
    assert stated(month(), adults)[2] == "none"


def test_a_committees_net_total_is_after_grants_and_one_of_expenditure_is_all_it_has() -> None:
    adults = Selection("2020-01", committee="Adults")
    net = summary_row("Total", 90, 7, level="net_total", view="Adults")
    spent = summary_row("Total Expenditure", 90, 9, level="expenditure_total", view="Adults")
    assert stated(month(GRANT, summary=(net, spent)), adults) == ([7], "", "after")
    assert stated(month(GRANT, summary=(spent,)), adults) == ([9], "", "")


@pytest.mark.parametrize(
    ("kinds", "together"),
    [
        (("after", "after"), True),
        (("before", "before"), True),
        (("none", "none"), True),
        (("", ""), True),
        (("after", "before"), False),
        (("after", "none"), False),
        (("before", "none"), True),
        (("after", "before", "none"), False),
    ],
)
def test_figures_before_grants_and_after_them_never_stand_in_one_line(
    kinds: tuple[Grants, ...], together: bool
) -> None:
    assert joined(kinds) == together
