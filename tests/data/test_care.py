"""Arithmetic on care lines: four parts that add up to the pound, and children who are counted once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.care import TOTALS, counted_once, named, split_cost_variance, without_repeated
from data.dataset import Dataset
from data.rows import CareLine
from tests import builders
from tests.builders import activity_row, care_line

counts = st.integers(0, 2000)
averages = st.none() | st.floats(0, 2000, allow_nan=False)
prices = st.floats(0, 8000, allow_nan=False)
costs = st.integers(-50_000, 50_000)


def priced(was: float, now: float, budgeted: float, price: float, variance_k: float, **parts: object) -> CareLine:
    return care_line(
        "Residential",
        count_budget=was,
        count_actual=now,
        unit_cost_budget=budgeted,
        unit_cost_actual=price,
        cost_variance_k=variance_k,
        **parts,
    )


@given(counts, counts, averages, prices, prices, costs, st.sampled_from(["week", "year"]))
def test_the_split_always_adds_up_to_the_reported_variance_to_the_pound(
    was: int, now: int, average: float | None, budgeted: float, price: float, variance_k: int, per: str
) -> None:
    split = split_cost_variance(priced(was, now, budgeted, price, variance_k, count_average=average, unit_cost_per=per))
    assert split is not None
    parts = (split.volume_k, split.price_k, split.joint_k, split.other_k)
    assert sum(parts) == variance_k
    assert all(part == int(part) for part in parts), "a part that is not printed whole would not add up in the table"


@given(st.decimals(-50_000, 50_000, places=3))
def test_a_variance_stated_in_pounds_adds_up_to_the_pound_too(variance_k: object) -> None:
    amount = float(variance_k)  # type: ignore[arg-type]
    split = split_cost_variance(priced(100, 110, 500, 520, amount))
    assert split is not None
    added = split.volume_k + split.price_k + split.joint_k + split.other_k
    assert round(added * 1000) == round(amount * 1000)


def test_the_split_of_one_line_by_hand() -> None:
    split = split_cost_variance(priced(100, 110, 500, 520, 400))
    assert split is not None
    assert (split.volume_k, split.price_k, split.joint_k, split.other_k) == (260, 104, 10, 26)


def test_a_price_by_the_year_is_paid_once() -> None:
    split = split_cost_variance(priced(98, 102, 63_000, 68_000, 739, unit_cost_per="year"))
    assert split is not None
    assert (split.volume_k, split.price_k, split.joint_k, split.other_k) == (252, 490, 20, -23)


def test_the_cost_of_a_year_follows_the_average_number_where_it_is_printed() -> None:
    split = split_cost_variance(priced(100, 110, 500, 500, 400, count_average=104.5))
    assert split is not None
    assert split.volume_k == 117


def test_the_weeks_that_the_budget_pays_for_count() -> None:
    split = split_cost_variance(priced(100, 110, 500, 500, 400, weeks_funded=56))
    assert split is not None
    assert split.volume_k == 280


@pytest.mark.parametrize(("was", "now", "budgeted", "price"), [(0, 2, 0, 970), (0, 2, None, 970)])
def test_where_nobody_was_budgeted_for_all_is_number(
    was: int, now: int, budgeted: float | None, price: float | None
) -> None:
    split = split_cost_variance(priced(was, now, budgeted, price, 58))  # type: ignore[arg-type]
    assert split is not None
    assert (split.volume_k, split.price_k, split.joint_k, split.other_k) == (101, 0, 0, -43)


@pytest.mark.parametrize("price", [0, None])
def test_where_nobody_is_left_all_is_number(price: float | None) -> None:
    split = split_cost_variance(priced(1, 0, 75_000, price, -75, unit_cost_per="year"))  # type: ignore[arg-type]
    assert split is not None
    assert (split.volume_k, split.price_k, split.joint_k, split.other_k) == (-75, 0, 0, 0)


@pytest.mark.parametrize(
    "missing", ["count_budget", "count_actual", "unit_cost_budget", "unit_cost_actual", "cost_variance_k"]
)
def test_a_line_that_lacks_a_figure_is_not_split(missing: str) -> None:
    assert split_cost_variance(priced(100, 110, 500, 520, 400)._replace(**{missing: None})) is None


@pytest.mark.parametrize("per", ["hour", None])
def test_a_price_by_the_hour_is_not_split(per: str | None) -> None:
    assert split_cost_variance(priced(100, 110, 16, 17, 400, unit_cost_per=per)) is None


def test_a_child_for_whom_two_allowances_are_paid_is_counted_once() -> None:
    names = ["Fostering - Basic", "Fostering - Skills", "Kinship - Skills", "Residential"]
    lines = [care_line(name, category="In-house") for name in names]
    assert [line.service_type for line in counted_once(lines)] == [names[0], *names[2:]]


def test_a_table_that_repeats_a_block_is_told_once_and_alone_is_kept() -> None:
    block = activity_row("Independent Fostering", care_group="Children in care", category="External")
    again = activity_row("Independent Fostering", care_group="External placements")
    months = builders.dataset(activity=[block, again])
    lines = months.latest.activity
    assert [line.care_group for line in without_repeated(lines)] == ["Children in care"]
    assert without_repeated(lines[1:]) == [lines[1]]


def test_lines_counted_once_add_up_to_the_totals_that_the_papers_print(dataset: Dataset) -> None:
    checked = 0
    for month in dataset.months:
        lines = [line for line in month.activity if line.care_group == "Children in care"]
        for total in (line for line in lines if line.level == "subtotal" and line.category == "In-house"):
            within = [line for line in lines if line.category == total.category and line.level == "line"]
            for column in ("count_budget", "count_actual", "count_average"):
                added = sum(getattr(line, column) for line in counted_once(within))
                assert added == pytest.approx(getattr(total, column)), (month.key, column)
                assert sum(getattr(line, column) for line in within) > added
                checked += 1
    assert checked >= 9


def test_a_total_is_named_with_its_block() -> None:
    assert named(care_line("Total", level=TOTALS[0], category="In-house")) == "Total, In-house"
    assert named(care_line("Overall total", level="total")) == "Overall total"
    assert named(care_line("Kinship", category="In-house")) == "Kinship"


def test_a_total_is_called_what_the_paper_prints() -> None:
    total = care_line("Total In Year Income", level=TOTALS[0], category="Income", service_type_reported="Total Income")
    assert named(total) == "Total Income"
    assert named(care_line("Overall total", level="total", service_type_reported="OVERALL TOTAL")) == "Overall total"
