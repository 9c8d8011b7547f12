"""Arithmetic that must add up whatever the figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import analysis
from tests.builders import variance_lines


@pytest.mark.parametrize(
    ("budget_k", "variance_k", "expected"),
    [(1000, 100, False), (1000, 101, True), (10_000, 201, True), (10_000, 199, False), (-1000, -101, True)],
)
def test_materiality_is_the_greater_of_two_percent_and_a_hundred_thousand(
    budget_k: float, variance_k: float, expected: bool
) -> None:
    assert variance_lines(("A", budget_k, variance_k, 0))[0].is_material is expected


@given(st.lists(st.integers(-5000, 5000), min_size=1, max_size=40))
def test_folded_lines_still_add_up(variances: list[int]) -> None:
    lines = variance_lines(*[(f"Service {place}", 500, value, 0) for place, value in enumerate(variances)])
    folded = analysis.fold(lines, lambda line: line.is_material)
    assert sum(line.variance_k or 0 for line in folded) == sum(variances)
    assert sum(line.budget_k or 0 for line in folded) == 500 * len(variances)
    assert sum(line.folded or 1 for line in folded) == len(variances)


def test_pressures_and_offsets_keep_five_of_each_and_add_up_the_rest() -> None:
    lines = variance_lines(*[(f"Service {value}", 500, value, 0) for value in range(-8, 9)])
    names = [line.name for line in analysis.pressures_and_offsets(lines)]
    assert names == [f"Service {value}" for value in (8, 7, 6, 5, 4, -4, -5, -6, -7, -8)] + [
        "7 others besides these 10"
    ]


@pytest.mark.parametrize(("budget_k", "expected"), [(1000, 5.0), (100, None), (-1000, None), (None, None)])
def test_percent_is_left_out_of_small_and_negative_budgets(budget_k: float | None, expected: float | None) -> None:
    assert variance_lines(("A", budget_k, 50, 0))[0].variance_pct == expected


def test_a_line_that_rounds_to_nothing_is_neither_over_nor_under() -> None:
    assert analysis.over_and_under([0.4, -0.4, 0.5, -0.5, 12, None]) == (2, 1)


def test_what_is_not_stated_adds_nothing_and_is_not_zero() -> None:
    assert analysis.add_up([None, 3, None]) == 3
    assert analysis.add_up([None, None]) is None


def test_the_papers_order_is_left_alone_and_what_is_not_stated_comes_last() -> None:
    lines = variance_lines(("A", 500, None, 0), ("B", 500, 1, 0), ("C", 500, 9, 0))
    assert [line.name for line in analysis.ranked(lines, "paper")] == ["A", "B", "C"]
    assert [line.name for line in analysis.ranked(lines, "size")] == ["C", "B", "A"]


@given(st.lists(st.integers(-5000, 5000), min_size=1, max_size=40), st.integers(3, 12))
def test_lines_folded_to_a_number_still_add_up_and_keep_the_extremes(variances: list[int], most: int) -> None:
    lines = variance_lines(*[(f"Service {place}", 500, value, 0) for place, value in enumerate(variances)])
    folded = analysis.fold_to(lines, most)
    assert len(folded) <= most
    assert sum(line.variance_k or 0 for line in folded) == sum(variances)
    assert sum(line.folded or 1 for line in folded) == len(variances)
    printed = [line.variance_k for line in folded if not line.folded]
    assert {max(variances), min(variances)} <= set(printed)


def test_what_is_folded_already_is_folded_further() -> None:
    lines = variance_lines(*[(f"Service {value}", 500, value, 0) for value in (9, 8, 7, 1, 1)])
    once = analysis.fold(lines, lambda line: (line.variance_k or 0) > 1)
    assert [line.name for line in analysis.fold_to(once, 3)] == ["Service 9", "Service 7", "3 others not drawn singly"]
    assert analysis.fold_to(once, None) == once


def test_a_sum_with_a_missing_part_is_no_position_of_last_month() -> None:
    whole = variance_lines(("A", 500, 10, 4), ("B", 500, 20, 5), ("C", 500, None, None))
    assert analysis.added_up("Others", whole).previous_k == 9
    torn = variance_lines(("A", 500, 10, 4), ("B", 500, 20, None))
    assert analysis.added_up("Others", torn).previous_k is None


@pytest.mark.parametrize("variance_k", [-300, 300])
def test_a_large_underspend_is_kept_as_a_large_overspend_is(variance_k: float) -> None:
    small = [(name, 1000, size, 0) for name, size in (("A", 5), ("B", -4), ("C", 3))]
    lines = variance_lines(("Large", 1000, variance_k, 0), *small)
    assert lines[0].is_material
    assert [line.name for line in analysis.fold(lines, lambda line: line.is_material)] == ["Large", "3 others"]
    assert "Large" in [line.name for line in analysis.fold_to(lines, 3)]
