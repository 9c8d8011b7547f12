"""The few numbers of a selection: which care group is told of, and how its number was worked out."""

from __future__ import annotations

from typing import Any

import pytest

from charts.unit_costs import PER_WORDS
from data import queries
from data.dataset import Dataset
from data.formatting import pounds, signed_thousands
from data.selection import Selection
from tests.builders import activity_row, dataset, finance_row
from views.numbers import Number, key_numbers


def placements(months: Dataset, month: str = "2020-01", committee: str = "", directorate: str = "") -> Number:
    selection, paper = Selection(month, committee=committee, directorate=directorate), months.by_key[month]
    _, _, number, *_ = key_numbers(paper, selection, queries.headline(paper, selection))
    return number


def care(*lines: dict[str, Any]) -> Dataset:
    return dataset(finance=[finance_row("A", 100, 5)], activity=list(lines))


def counts(group: str, name: str, budget: float | None, now: float | None, **more: Any) -> dict[str, Any]:
    return activity_row(name, care_group=group, count_budget=budget, count_actual=now, **more)


def test_the_care_group_furthest_from_its_budgeted_number_is_told_of() -> None:
    months = care(
        counts("Adult mental health", "Total", 406, 405, level="total"),
        counts("Older people", "Residential", 400, 350),
        counts("Older people", "Total In Year Expenditure", 3331, 3136, level="subtotal", locator="line 185"),
    )
    number = placements(months)
    assert (number.label.partition(":")[0], number.value) == ("Older people", "3,136")
    assert (number.detail, number.locator, number.how) == ("195 fewer than the 3,331 budgeted", "line 185", "")


def test_lines_are_added_up_where_no_total_is_printed_and_the_number_says_so() -> None:
    months = care(
        counts("Older people", "Residential", 446, 449, category="Accommodation based"),
        counts("Older people", "Homecare", 1127, 1100, category="Community based"),
        counts("Older people", "Respite", None, 3, category="Accommodation based"),
        counts("Older people", "Total In Year Expenditure", None, None, level="subtotal", category=None),
    )
    number = placements(months)
    assert (number.value, number.detail) == ("1,549", "24 fewer than the 1,573 budgeted")
    assert (number.locator, number.how, number.care_group) == ("", "2 types of care, added up here", "Older people")


def test_children_on_two_lines_are_counted_once_and_two_measures_never_together() -> None:
    months = care(
        counts("Children in care", "Kinship - Basic", 40, 36, category="In-house"),
        counts("Children in care", "Kinship - Skills", 10, 30, category="In-house"),
        counts("Older people", "Homecare", 100, 900, count_of="service users"),
        counts("Older people", "Respite", 100, 900, count_of="care packages"),
    )
    assert placements(months).detail == "4 fewer than the 40 budgeted"


OVERALL = "The table’s overall total, {} budgeted, counts adoption and permanence too"


@pytest.mark.parametrize(
    ("month", "value", "detail", "tone", "aside"),
    [
        (
            "2018-03",
            "610",
            "11 more than the 599 budgeted: 23 more external, 12 fewer in-house",
            "",
            OVERALL.format("1,043 against 980"),
        ),
        (
            "2018-05",
            "617",
            "87 more than the 530 budgeted: 80 more external, 7 more in-house",
            "adverse",
            OVERALL.format("1,054 against 977"),
        ),
        (
            "2020-01",
            "570",
            "5 fewer than the 575 budgeted: 27 more external, 32 fewer in-house",
            "",
            f"{OVERALL.format('1,047 against 1,082')}; elsewhere the paper prints 329 external budgeted",
        ),
    ],
)
def test_children_placed_are_told_of_in_all_first_and_then_where(
    dataset: Dataset, month: str, value: str, detail: str, tone: str, aside: str
) -> None:
    number = placements(dataset, month)
    assert (number.label, number.value, number.detail) == ("Children placed", value, detail)
    assert (number.tone, number.aside) == (tone, aside)
    assert (number.locator, number.how) == ("", "external and in-house added up here")


def test_a_choice_with_one_block_of_the_children_says_how_many_there_are_in_all(dataset: Dataset) -> None:
    external = placements(dataset, directorate="Commissioning")
    assert (external.label, external.value) == ("Children in external placements", "357")
    assert external.detail == "27 more than the 330 budgeted"
    assert external.aside.startswith("external and in-house together 570, 5 fewer than the 575 budgeted; ")
    in_house = placements(dataset, directorate="Children & Safeguarding")
    assert (in_house.label, in_house.value, in_house.tone) == ("Children in in-house placements", "213", "favourable")


def test_the_adults_committee_is_told_of_care_in_every_month(dataset: Dataset) -> None:
    may = placements(dataset, "2018-05", committee="Adults")
    assert may.detail == "195 fewer than the 3,331 budgeted"
    january = placements(dataset, committee="Adults")
    assert january.how.endswith("types of care, added up here")


def test_an_abbreviation_keeps_its_capitals_in_the_name_of_a_number(dataset: Dataset) -> None:
    month, selection = dataset.by_key["2018-05"], Selection("2018-05")
    *_, price = key_numbers(month, selection, queries.headline(month, selection))
    assert price.label.endswith(": Autistic Spectrum Disorder (ASD), SEN placements")


def test_a_price_that_the_paper_contradicts_is_not_told_of() -> None:
    dear = {"unit_cost_budget": 500.0, "count_budget": 10.0, "count_actual": 10.0}
    lines = [
        activity_row("Nursing", unit_cost_actual=900.0, locator="line 30", **dear),
        activity_row("Residential", unit_cost_actual=600.0, locator="line 31", **dear),
    ]
    lines = [row | {"cost_budget_k": 260.0, "cost_actual_k": 300.0, "cost_variance_k": 40.0} for row in lines]
    doubt = {
        "report": "2020-01",
        "table": "activity",
        "check": "unit-cost-variance",
        "severity": "error",
        "message": "The unit costs differ by another amount.",
        "locator": "line 30",
    }

    def price(**found: list[dict[str, Any]]) -> str:
        months = dataset(finance=[finance_row("A", 100, 5)], activity=lines, **found)
        paper, selection = months.latest, Selection("2020-01")
        return key_numbers(paper, selection, queries.headline(paper, selection))[-1].label

    assert "Nursing" in price()
    assert "Residential" in price(findings=[doubt])


def test_a_number_keeps_its_figures_and_units_until_it_is_shown(dataset: Dataset) -> None:
    month, selection = dataset.by_key["2020-01"], Selection("2020-01")
    position = queries.headline(month, selection)
    net, sides, children, price = key_numbers(month, selection, position)
    assert [(figure.value, figure.form.unit) for figure in net.figures] == [(position.variance_k, "£000")]
    assert net.value == signed_thousands(position.variance_k)
    assert sides.value == ", ".join(f"{figure.value} {figure.words}" for figure in sides.figures)
    assert [figure.words for figure in sides.figures] == ["over", "under"]
    assert [(figure.value, figure.form.unit) for figure in children.figures] == [(570.0, "number")]
    (dear,) = price.figures
    line = next(line for line in month.activity if line.locator == price.locator)
    assert (dear.value, dear.form.unit) == (line.unit_cost_actual, "£")
    assert price.value == f"{pounds(line.unit_cost_actual)} {PER_WORDS[line.unit_cost_per]}"
