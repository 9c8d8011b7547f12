"""Two months side by side: whatever moves, splits, begins or ends, the movements add up to the change in the total."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.compare import Comparison, Movement, compare, other_month
from data.dataset import Dataset, Month
from data.selection import Selection
from data.structure import Move
from tests import builders
from tests.builders import activity_row, finance_row, report_row, summary_row

OLD = {"period": date(2018, 3, 31), "financial_year": "2017/18", "basis": "outturn", "report": "2018-03"}
NOW = Selection("2020-01")
PLACES = ("Adults & Safeguarding", "Education")
NAMES = ("A", "B", "C", "D")

line = st.tuples(st.sampled_from(PLACES), st.sampled_from(NAMES))
months_lines = st.dictionaries(line, st.integers(-5000, 5000), min_size=1)
ends = st.one_of(st.none(), line, st.tuples(line, line, st.sampled_from([0.25, 0.5, 0.75])))
all_moves = st.dictionaries(line, ends, max_size=5)


def built(old: list[dict[str, Any]], new: list[dict[str, Any]], **tables: Any) -> Dataset:
    finance = [*(row | OLD for row in old), *new]
    return builders.dataset(reports=[report_row(), report_row(**OLD)], finance=finance, **tables)


def compared(months: Dataset, selection: Selection = NOW, known: list[Move] | None = None, **parts: Any) -> Comparison:
    first, last = months.months
    return compare(first, last, selection, parts.get("kind", "service"), parts.get("measure", "budget"), known)


def found(comparison: Comparison, name: str) -> Movement:
    return next(each for each in comparison.movements if each.name == name)


def moved(old: str, new: str, weight: float = 1, place: str = "Education") -> Move:
    return Move("service", "2018/19", PLACES[0], old, place, "", new, weight, f"{old} became {new}")


EMPTY = built([finance_row("A", 0, 0)], [finance_row("A", 0, 0)])
Values = dict[tuple[str, str], int]


def month_of(month: Month, values: Values, totals: dict[str, int] | None = None) -> Month:
    """``month`` with these budgets: made from rows, because hundreds of datasets would take a minute."""
    row = month.finance[0]
    lines = [row._replace(service=name, budget_k=value, directorate=place) for (place, name), value in values.items()]
    printed = [
        row._replace(level="directorate_total", budget_k=value, directorate=place)
        for place, value in (totals or {}).items()
    ]
    return replace(month, tables={**month.tables, "finance": (*lines, *printed)})


def moves_of(chosen: dict[tuple[str, str], Any]) -> list[Move]:
    """A line that ended, one that moved, or one that was split in two."""
    found = []
    for (place, name), end in chosen.items():
        parts = [("", "", 1.0)] if end is None else [(*end, 1.0)]
        if end is not None and len(end) == 3:
            parts = [(*end[0], end[2]), (*end[1], 1 - end[2])]
        found += [Move("service", "2018/19", place, name, to, "", new, weight, "why") for to, new, weight in parts]
    return found


@given(months_lines, months_lines, all_moves)
def test_movements_add_up_to_the_change_in_the_sum_of_the_lines(
    old: Values, new: Values, chosen: dict[tuple[str, str], Any]
) -> None:
    first, last = (month_of(month, values) for month, values in zip(EMPTY.months, (old, new), strict=True))
    comparison = compare(first, last, NOW, "service", "budget", moves_of(chosen))
    assert comparison.moved == pytest.approx(sum(new.values()) - sum(old.values()))
    assert comparison.transferred == 0


@given(months_lines, months_lines, all_moves, st.sampled_from(PLACES), st.integers(-9, 9))
def test_a_directorate_s_movements_transfers_and_rounding_add_up_to_the_change_in_its_printed_total(
    old: Values, new: Values, chosen: dict[tuple[str, str], Any], place: str, rounding: int
) -> None:
    was, now = (sum(value for (at, _), value in each.items() if at == place) for each in (old, new))
    first = month_of(EMPTY.months[0], old, {place: was})
    last = month_of(EMPTY.months[1], new, {place: now + rounding})
    selection = Selection("2020-01", directorate=place)
    comparison = compare(first, last, selection, "service", "budget", moves_of(chosen))
    assert comparison.change == now + rounding - was
    assert comparison.rounding == pytest.approx(rounding)
    assert comparison.moved + comparison.transferred + rounding == pytest.approx(comparison.change)


def test_every_pair_of_bundled_months_adds_up_to_the_printed_change(dataset: Dataset) -> None:
    first, middle, last = dataset.months
    for pair in ((first, middle), (middle, last), (first, last)):
        for measure, most in (("forecast_variance", 2), ("budget", 5)):
            comparison = compare(*pair, NOW, "service", measure)
            assert comparison.rounding is not None
            assert abs(comparison.rounding) <= most
    assert compare(first, last, NOW, "service", "forecast_variance").change == 4247 - 6953


def test_a_move_is_no_movement_and_keeps_its_reason() -> None:
    months = built([finance_row("A", 100, 0)], [finance_row("A", 130, 0, directorate="Education")])
    line = found(compared(months, known=[moved("A", "A")]), "A")
    assert (line.before, line.after, line.movement, line.changes) == (100, 130, 30, ("moved",))
    assert line.reasons == ["2018/19: A became A"]


def test_without_the_move_one_line_ends_and_another_begins() -> None:
    months = built([finance_row("A", 100, 0)], [finance_row("A", 130, 0, directorate="Education")])
    rise, fall = compared(months, known=[]).movements
    assert (rise.changes, rise.movement, rise.before) == (("new",), 130, None)
    assert (fall.changes, fall.movement, fall.after) == (("ended",), -100, None)


def test_a_split_and_a_merge_are_added_up_or_shared_out() -> None:
    months = built([finance_row("A", 100, 0)], [finance_row("B", 30, 0), finance_row("C", 80, 0)])
    split = compared(months, known=[moved("A", "B", 0.25, PLACES[0]), moved("A", "C", 0.75, PLACES[0])])
    assert [(line.name, line.before, line.movement, line.changes) for line in split.movements] == [
        ("B", 25, 5, ("shared",)),
        ("C", 75, 5, ("shared",)),
    ]
    months = built([finance_row("A", 100, 0), finance_row("B", 10, 0)], [finance_row("C", 80, 0)])
    merged = compared(months, known=[moved("A", "C", 1, PLACES[0]), moved("B", "C", 1, PLACES[0])])
    assert [(line.before, line.movement, line.changes) for line in merged.movements] == [(110, -30, ("shared",))]


def test_a_new_label_is_a_new_name_and_a_new_dash_is_not() -> None:
    old = [
        finance_row("A", 1, 0, service_reported="LAC Transport"),
        finance_row("B", 1, 0, service_reported="In-house - Skil ls & more"),
    ]
    new = [
        finance_row("A", 1, 0, service_reported="Children in Care Transport"),
        finance_row("B", 1, 0, service_reported="In-house – Skills and more"),
    ]
    comparison = compared(built(old, new))
    assert found(comparison, "A").changes == ("renamed",)
    assert found(comparison, "B").changes == ()


def test_a_figure_that_is_not_printed_is_no_movement_and_stands_last() -> None:
    months = built(
        [finance_row("A", None, 0), finance_row("B", 5, 0)], [finance_row("A", 7, 0), finance_row("B", 2, 0)]
    )
    comparison = compared(months)
    assert [(line.name, line.movement) for line in comparison.movements] == [("B", -3), ("A", None)]


def test_what_is_left_of_the_printed_totals_is_kept() -> None:
    total = {"level": "net_total", "directorate": None}
    summary = [summary_row("Total", 104, 0, level="net_total") | OLD, summary_row("Total", 130, 0, level="net_total")]
    months = built(
        [finance_row("A", 100, 0), finance_row("Net Total", 104, 0, **total)],
        [finance_row("A", 129, 0), finance_row("Net Total", 130, 0, **total)],
        finance_summary=summary,
    )
    comparison = compared(months)
    assert (comparison.change, comparison.moved, comparison.rounding) == (26, 29, -3)
    assert comparison.total_places == ("line 1", "line 1")


def test_grants_count_where_everything_is_chosen_only() -> None:
    grant = finance_row("Grant", -50, 0, level="grant", directorate=None)
    months = built([finance_row("A", 1, 0), grant], [finance_row("A", 1, 0), grant | {"budget_k": -60}])
    assert found(compared(months), "Grant").movement == -10
    chosen = compared(months, Selection("2020-01", directorate=PLACES[0]))
    assert [line.name for line in chosen.movements] == ["A"]


def test_a_type_of_care_that_one_paper_leaves_out_has_no_movement() -> None:
    months = built(
        [finance_row("A", 1, 0)],
        [finance_row("A", 1, 0)],
        activity=[
            activity_row("Residential", count_actual=455) | OLD,
            activity_row("Residential", count_actual=449),
            activity_row("Live In Care", count_actual=29),
        ],
    )
    comparison = compared(months, kind="care", measure="count_actual")
    assert [(line.name, line.movement, line.changes) for line in comparison.movements] == [
        ("Residential", -6, ()),
        ("Live In Care", None, ("new",)),
    ]
    assert comparison.change is None


def test_lines_that_count_different_things_have_no_movement_of_numbers_and_one_of_money(dataset: Dataset) -> None:
    _, middle, last = dataset.months
    numbers = compare(middle, last, NOW, "care", "count_actual")
    homecare = next(each for each in numbers.movements if (each.place, each.name) == ("Older people", "Homecare"))
    assert (homecare.before, homecare.after, homecare.movement) == (1471, 1141, None)
    assert "counted" in homecare.changes
    assert numbers.counted == (["service users", "clients"], ["care packages"])
    assert {each.place for each in numbers.movements if each.movement is not None} == {
        "Children in care",
        "SEN placements",
    }
    costs = compare(middle, last, NOW, "care", "cost_actual")
    assert not any(each.differs for each in costs.movements)
    assert found(costs, "Homecare").movement is not None


def test_groups_with_a_table_in_one_paper_only_are_known(dataset: Dataset) -> None:
    first, middle, last = dataset.months
    assert compare(middle, last, NOW, "care", "count_actual").groups == (
        ["Learning disability"],
        ["Physical disabilities"],
    )
    assert compare(first, middle, NOW, "care", "cost_actual").groups == (["Adult disability"], [])


@pytest.mark.parametrize(("measure", "skills"), [("count_actual", False), ("cost_actual", True)])
def test_nothing_is_counted_twice(dataset: Dataset, measure: str, skills: bool) -> None:
    _, middle, last = dataset.months
    comparison = compare(middle, last, NOW, "care", measure)
    names = [each.name for each in comparison.movements]
    assert names.count("Independent Fostering") == 1
    assert {each.place for each in comparison.movements}.isdisjoint({"External placements"})
    assert ("In-house fostering - Skills" in names) is skills
    assert "In-house fostering - Basic" in names
    assert len(comparison.repeated) == (18 if not skills else 14)


def test_months_are_compared_in_the_order_of_time(dataset: Dataset) -> None:
    first, _, last = dataset.months
    assert compare(last, first, NOW, "service", "budget") == compare(first, last, NOW, "service", "budget")


def test_the_month_before_is_compared_with_unasked(dataset: Dataset) -> None:
    first, middle, last = dataset.months
    assert other_month(dataset, last, "") is middle
    assert other_month(dataset, first, "") is middle
    assert other_month(dataset, last, first.key) is first
    assert other_month(dataset, last, last.key) is middle


def test_one_month_alone_has_no_other() -> None:
    alone = Dataset(EMPTY.months[:1], "")
    assert other_month(alone, alone.latest, "") is None


def test_grants_printed_only_as_a_total_move_with_the_lines() -> None:
    grants = {"directorate": None, "level": "grant_total"}
    net = {"directorate": None, "level": "net_total"}
    old = [finance_row("A", 900, 9), finance_row("Grants Total", -300, -4, **grants), finance_row("Net", 600, 5, **net)]
    new = [finance_row("A", 950, 9), finance_row("Grants Total", -380, -4, **grants), finance_row("Net", 570, 5, **net)]
    comparison = compared(built(old, new))
    assert found(comparison, "Grants Total").movement == -80
    assert (comparison.change, comparison.rounding) == (-30, 0)


def test_single_grants_are_never_told_again_by_their_total() -> None:
    grant, total = ({"directorate": None, "level": level} for level in ("grant", "grant_total"))
    rows = [
        finance_row("A", 900, 9),
        finance_row("Schools", -300, -4, **grant),
        finance_row("Grants", -300, 0, **total),
    ]
    comparison = compared(built(rows, rows))
    assert [line.name for line in comparison.movements] == ["A", "Schools"]
