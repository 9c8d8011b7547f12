"""How many people a care group has: all of them first, then where, and never two things under one number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import queries
from data.dataset import Dataset
from data.people import Counts, people
from data.rows import CareLine
from data.selection import Selection
from tests.builders import care_line


def line(name: str, budget: float | None, now: float | None, **parts: object) -> CareLine:
    return care_line(name, count_budget=budget, count_actual=now, **parts)


def child(name: str, budget: float | None, now: float | None, category: str | None, **parts: object) -> CareLine:
    return line(name, budget, now, care_group="Children in care", category=category, count_of="placements", **parts)


def total(budget: float | None, now: float | None, category: str | None, **parts: object) -> CareLine:
    return child("Total", budget, now, category, level="subtotal" if category else "total", **parts)


TABLE = [
    child("Independent Fostering", 330, 357, "External"),
    total(330, 357, "External", locator="line 1"),
    child("In-house fostering - Basic", 205, 177, "In-house"),
    child("In-house fostering - Skills", 205, 180, "In-house"),
    child("Kinship - Basic", 40, 36, "In-house"),
    total(245, 213, "In-house", locator="line 2"),
    child("Adoption Allowances", 507, 477, "Adoption and permanence"),
    total(507, 477, "Adoption and permanence"),
    total(1082, 1047, None, locator="line 3"),
]


def test_children_placed_are_external_and_in_house_and_the_tables_own_total_stands_beside_them() -> None:
    found = people(TABLE)
    assert found is not None
    assert found.overall is not None
    assert (found.whole.now, found.whole.budget, found.whole.gap, found.whole.locator) == (570, 575, -5, "")
    assert [(each.block, each.gap) for each in found.blocks] == [("External", 27), ("In-house", -32)]
    assert (found.overall.now, found.overall.budget, found.also) == (1047, 1082, ("Adoption and permanence",))


def test_a_table_of_nothing_but_placements_has_them_all_in_its_own_total() -> None:
    found = people([*TABLE[:6], total(575, 570, None, locator="line 9")])
    assert found is not None
    assert (found.whole.now, found.whole.locator, found.overall) == (570, "line 9", None)
    assert len(found.blocks) == 2


def test_a_block_without_a_total_adds_up_its_lines_and_counts_each_child_once() -> None:
    found = people([each for each in TABLE if each.locator != "line 2"])
    assert found is not None
    assert [(each.block, each.now, each.budget) for each in found.blocks] == [
        ("External", 357, 330),
        ("In-house", 213, 245),
    ]


def test_a_total_that_the_paper_contradicts_is_worked_out_from_its_lines_unless_they_are_in_doubt_too() -> None:
    torn = [each._replace(count_actual=999) if each.locator == "line 2" else each for each in TABLE]
    found = people(torn, doubts={"line 2"})
    assert found is not None
    assert found.whole.now == 570
    assert people(torn, doubts={"line 2", "line 20"}) is None


def test_a_doubted_total_of_the_whole_is_not_said() -> None:
    lines = [line("Residential", 100, 90), line("Nursing", 50, 60, locator="line 21")]
    doubted = line("Total", 150, 950, level="total", locator="line 3")
    assert [found.whole.now for found in (people([*lines, doubted]),) if found] == [950]
    found = people([*lines, doubted], doubts={"line 3"})
    assert found is not None
    assert (found.whole.now, found.whole.locator) == (150, "")


def test_one_block_alone_is_named_and_is_not_all_children_placed() -> None:
    in_house = people([each for each in TABLE if each.category == "In-house"])
    permanence = people([each for each in TABLE if each.category == "Adoption and permanence"])
    assert in_house is not None
    assert permanence is not None
    assert [(each.block, each.now) for each in in_house.blocks] == [("In-house", 213)]
    assert [(each.block, each.now) for each in permanence.blocks] == [("Adoption and permanence", 477)]


def test_a_printed_total_is_taken_before_a_sum_and_one_of_several_subtotals_is_not_a_total() -> None:
    lines = [line("Residential", 10, 12), line("Homecare", 20, 21)]
    printed = people([*lines, line("Total In Year Expenditure", 31, 33, level="subtotal", locator="line 5")])
    assert printed is not None
    assert (printed.whole.now, printed.whole.locator) == (33, "line 5")
    subtotals = [line("Total beds", 10, 12, level="subtotal"), line("Total home", 20, 21, level="subtotal")]
    added = people([*lines, *subtotals])
    assert added is not None
    assert (added.whole.now, added.whole.locator) == (33, "")


def test_what_has_one_number_only_is_left_out_and_said() -> None:
    found = people([line("Residential", 10, 12), line("Homecare", 5, 5), line("Respite", None, 3)])
    assert found is not None
    assert (found.whole.now, found.is_partial) == (17, True)


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [line("Respite", None, 3)],
        [line("A", 1, 1), line("B", 1, 1, care_group="Learning disability")],
        [line("A", 1, 1, count_of="clients"), line("B", 1, 1, count_of="placements")],
    ],
)
def test_nothing_or_two_things_have_no_number_in_all(lines: list[CareLine]) -> None:
    assert people(lines) is None


counts = st.none() | st.integers(0, 400)
children = st.lists(
    st.builds(child, st.just("Care"), counts, counts, st.sampled_from(["External", "In-house"])), min_size=1, max_size=8
)


@given(children)
def test_what_is_said_of_the_blocks_adds_up_to_the_whole(lines: list[CareLine]) -> None:
    found = people(lines)
    if found is not None:
        assert sum(each.now for each in found.blocks) == found.whole.now
        assert sum(each.gap for each in found.blocks) == found.whole.gap


@pytest.mark.parametrize("counts", ["end", "average"])
def test_the_papers_blocks_add_up_and_their_own_total_takes_in_every_block(dataset: Dataset, counts: Counts) -> None:
    for month in dataset.months:
        lines = queries.care_types(month, Selection(month.key), "Children in care")
        found = people(lines, counts)
        assert found is not None
        assert found.overall is not None
        assert sum(each.now for each in found.blocks) == pytest.approx(found.whole.now)
        rest = [each for each in lines if each.category in found.also and each.level == "subtotal"]
        assert found.overall.budget == found.whole.budget + sum(each.count_budget for each in rest)
