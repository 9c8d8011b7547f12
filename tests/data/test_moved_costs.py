"""Lines that only move a cost elsewhere: which they are, and what the position is without them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data import queries
from data.analysis import pressures_and_offsets
from data.dataset import Dataset
from data.moved_costs import moved_costs, said_of
from data.selection import Selection
from tests import builders
from tests.builders import finance_row, summary_row, variance_lines

GRANT = "Financing Dedicated Schools Grant (DSG)"
DEFICIT = "carried as a deficit on the schools grant"


@pytest.mark.parametrize(
    ("line", "year", "said"),
    [
        (GRANT, "2017/18", "charged to the schools grant"),
        (GRANT, "2018/19", "charged to the schools grant"),
        (GRANT, "2019/20", DEFICIT),
        (GRANT, "2024/25", DEFICIT),
        (GRANT, "2016/17", ""),
        ("Use of Reserves", "2019/20", "paid from reserves"),
        ("Non Baselined Grants", "2019/20", ""),
    ],
)
def test_what_becomes_of_a_cost_is_said_by_line_and_year(line: str, year: str, said: str) -> None:
    assert said_of(line, year) == said


def test_every_entry_says_where_it_is_from() -> None:
    assert all(each.line and each.said and each.source for each in moved_costs())


def test_a_total_of_grants_moves_a_cost_where_only_such_grants_vary() -> None:
    def said(other_k: float, total_k: float) -> str:
        rows = builders.dataset(
            finance=[
                finance_row("Carers", 100, 50),
                finance_row(GRANT, -900, -120, level="grant", directorate=None),
                finance_row("Other Grant", -90, other_k, level="grant", directorate=None),
            ],
            finance_summary=[
                summary_row("Adults & Safeguarding", 100, 50),
                summary_row("Grant Funding", -990, total_k, level="grant_total"),
            ],
        )
        _, grants = queries.directorate_variance(rows.latest, Selection("2020-01"))
        return grants.moved

    assert said(0, -120) == DEFICIT
    assert said(-5, -125) == ""
    assert said(0, -90) == ""


def test_the_papers_lines_are_marked_wherever_they_stand(dataset: Dataset) -> None:
    months = dataset.by_key
    stated = {
        (month, committee): [
            (line.name, line.variance_k, line.moved)
            for line in queries.moved_lines(months[month], Selection(month, committee=committee))
        ]
        for month, committee in (
            ("2020-01", ""),
            ("2020-01", "Children and Young People"),
            ("2020-01", "Communities and Partnership"),
            ("2018-05", ""),
            ("2018-03", ""),
        )
    }
    assert stated == {
        ("2020-01", ""): [("Grant Funding", -10500, DEFICIT)],
        ("2020-01", "Children and Young People"): [("Grant Funding", -10500, DEFICIT)],
        ("2020-01", "Communities and Partnership"): [],
        ("2018-05", ""): [("Grant Funding", -809, "charged to the schools grant")],
        ("2018-03", ""): [("Grant Funding", -3742, "charged to the schools grant")],
    }


def test_a_line_that_only_moves_a_cost_is_neither_pressure_nor_offset() -> None:
    over, under, moved, little = variance_lines(
        ("Care", 900, 500, 0), ("Roads", 900, -40, 0), (GRANT, -900, -300, 0), ("Parks", 900, -1, 0)
    )
    moved = replace(moved, moved=DEFICIT)
    chosen = pressures_and_offsets([over, under, moved, little], each=1)
    # The lowest of those that save, which is not the grant; the grant stands beside them all the same.
    assert [line.name for line in chosen] == ["Care", "Roads", GRANT, "1 other besides these 3"]
    assert sum(line.variance_k or 0 for line in chosen) == 159
