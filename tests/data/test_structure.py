"""Lines across the years: nothing is lost on the way to today's structure, and every move says why."""

from collections import defaultdict
from datetime import date
from typing import Any

import pytest

from data import structure
from data.dataset import Dataset
from data.structure import HistoryPoint, Move, history
from tests.builders import activity_row, dataset, finance_row, report_row

OLD = {"period": date(2018, 3, 31), "financial_year": "2017/18", "basis": "outturn", "report": "2018-03"}


def two_years(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Dataset:
    return dataset(reports=[report_row(), report_row(**OLD)], finance=[*(row | OLD for row in old), *new])


def move(old: str, new: str, weight: float = 1, year: str = "2018/19", place: str = "Adults & Safeguarding") -> Move:
    return Move("service", year, "Adults & Safeguarding", old, place, "", new, weight, f"{old} became {new}")


def test_a_line_that_moved_is_found_where_it_stands_today_with_the_reason() -> None:
    months = two_years([finance_row("Transport", 100, 5)], [finance_row("Transport", 120, 7, directorate="Education")])
    known = [move("Transport", "Transport", place="Education")]
    reported = history(months, "service", "Education", "Transport", "reported", known)
    today = history(months, "service", "Education", "Transport", "today", known)
    assert [point.figures["budget_k"] for point in reported] == [120]
    assert [point.figures["budget_k"] for point in today] == [100, 120]
    assert today[0].reasons == ("2018/19: Transport became Transport",)
    assert today[1].reasons == ()


def test_a_split_is_shared_out_by_weight_and_marked_as_an_estimate() -> None:
    months = two_years([finance_row("One", 100, 10)], [finance_row("A", 30, 3), finance_row("B", 70, 7)])
    known = [move("One", "A", 0.25), move("One", "B", 0.75)]
    first, second = history(months, "service", "Adults & Safeguarding", "B", "today", known)
    assert (first.figures["budget_k"], first.figures["forecast_variance_k"]) == (75, 7.5)
    assert first.estimated
    assert not second.estimated


def test_a_merge_adds_up_and_a_figure_that_no_part_states_stays_missing() -> None:
    months = two_years([finance_row("A", 30, 3), finance_row("B", 70, None)], [finance_row("Both", 110, 1)])
    known = [move("A", "Both"), move("B", "Both")]
    first, _ = history(months, "service", "Adults & Safeguarding", "Both", "today", known)
    assert (first.figures["budget_k"], first.figures["forecast_variance_k"]) == (100, 3)
    assert first.figures["actual_k"] is None
    assert len(first.locators) == 2


def test_moves_of_several_years_are_followed_in_order() -> None:
    months = two_years([finance_row("A", 30, 3)], [finance_row("C", 40, 1)])
    known = [move("A", "B", year="2018/19"), move("B", "C", year="2019/20")]
    first, _ = history(months, "service", "Adults & Safeguarding", "C", "today", known)
    assert first.reasons == ("2018/19: A became B", "2019/20: B became C")


def test_a_line_that_ended_stands_nowhere_today() -> None:
    months = two_years([finance_row("A", 30, 3)], [finance_row("Other", 1, 1)])
    known = [Move("service", "2018/19", "Adults & Safeguarding", "A", "", "", "", 1, "Ended")]
    assert history(months, "service", "Adults & Safeguarding", "A", "today", known) == []
    assert len(history(months, "service", "Adults & Safeguarding", "A", "reported", known)) == 1


def test_a_type_of_care_has_a_history_too() -> None:
    months = dataset(activity=[activity_row("Residential", count_actual=449, cost_variance_k=2065)])
    (point,) = history(months, "care", "Older people", "Residential", "today", [])
    assert (point.figures["count_actual"], point.figures["cost_variance_k"]) == (449, 2065)


def test_a_unit_cost_is_carried_by_one_whole_line_only() -> None:
    then = activity_row("Adoption", unit_cost_actual=163, count_actual=40) | OLD
    now = activity_row("Allowances", unit_cost_actual=140, count_actual=30)
    months = dataset(
        reports=[report_row(), report_row(**OLD)],
        finance=[finance_row("Carers", 1, 1) | OLD, finance_row("Carers", 1, 1)],
        activity=[then, now],
    )

    def first(weight: float) -> HistoryPoint:
        moved = Move("care", "2018/19", "Older people", "Adoption", "Older people", "", "Allowances", weight, "Renamed")
        return history(months, "care", "Older people", "Allowances", "today", [moved])[0]

    assert (first(1).figures["unit_cost_actual"], first(1).figures["count_actual"]) == (163, 40)
    assert (first(0.5).figures["unit_cost_actual"], first(0.5).figures["count_actual"]) == (None, 20)
    assert first(0.5).weights == (0.5,)
    assert [line.service_type for line in first(0.5).lines] == ["Adoption"]


def test_the_shares_of_every_split_in_the_reference_add_up_to_one() -> None:
    shares: dict[tuple[str, str, str, str], float] = defaultdict(float)
    for known in structure.moves():
        shares[known.kind, known.financial_year, known.from_place, known.from_name] += known.weight
        assert known.reason
    assert all(share == pytest.approx(1) for share in shares.values())


def test_every_service_of_every_bundled_month_stands_somewhere_today_or_ended(dataset: Dataset) -> None:
    latest = dataset.latest
    today = {(line.directorate, line.service) for line in latest.finance if line.level == "service"}
    for month in dataset.months:
        for line in month.finance:
            if line.level == "service":
                ends = structure.place_today(
                    "service", line.directorate, line.service, month.financial_year, latest.financial_year
                )
                assert {(place, name) for place, _, name, _ in ends} <= today, line.service


@pytest.mark.parametrize(
    ("place", "name", "months"),
    [
        ("Commissioning", "Children in Care Placements", ["2018-03", "2018-05", "2020-01"]),
        ("Education", "Special Educational Needs Placements", ["2018-03", "2018-05", "2020-01"]),
        ("Children & Safeguarding", "Children’s Disability Service", ["2018-03", "2018-05", "2020-01"]),
        ("Education", "Children in Care Transport", ["2018-03", "2018-05", "2020-01"]),
        ("Adults & Safeguarding", "Transfers of Care", ["2018-03", "2018-05", "2020-01"]),
        ("Education", "Funding for Special Schools and Units", ["2020-01"]),
    ],
)
def test_the_bundled_months_join(dataset: Dataset, place: str, name: str, months: list[str]) -> None:
    assert [point.month for point in history(dataset, "service", place, name, "today")] == months


def test_children_in_care_placements_keep_their_figures_on_the_way(dataset: Dataset) -> None:
    points = history(dataset, "service", "Commissioning", "Children in Care Placements", "today")
    assert [point.figures["forecast_variance_k"] for point in points] == [3540, 739, 475]
    assert points[0].reasons
    assert points[1].reasons == ()


def test_two_splits_one_after_the_other_share_out_the_share() -> None:
    months = two_years([finance_row("One", 1000, 100)], [finance_row("C", 30, 3)])
    known = [
        move("One", "A", 0.5, year="2018/19"),
        move("One", "B", 0.5, year="2018/19"),
        move("B", "C", 0.4, year="2019/20"),
        move("B", "D", 0.6, year="2019/20"),
    ]
    first, _ = history(months, "service", "Adults & Safeguarding", "C", "today", known)
    assert (first.figures["budget_k"], first.weights, first.estimated) == (200, (0.2,), True)
