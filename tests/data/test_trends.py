"""One line over the months: which lines there are, their figures with their kind and place, and what joins them."""

from datetime import date
from typing import Any

import pytest

from data.accuracy import misses
from data.dataset import Dataset
from data.following import Following
from data.selection import Selection
from data.trends import Line, financial_year, find_line, first_line, lines, opening_line, track_of, trend
from tests.builders import activity_row, dataset, finance_row, report_row

CLOSED = {"period": date(2018, 3, 31), "financial_year": "2017/18", "basis": "outturn", "report": "2018-03"}
NOW = Selection("2020-01")


def months(old: list[dict[str, Any]], new: list[dict[str, Any]], **tables: Any) -> Dataset:
    """March 2018, closed, and January 2020."""
    reports = [report_row(), report_row(**CLOSED)]
    finance = [*(row | CLOSED for row in old), *new]
    return dataset(reports=reports, finance=finance, **tables)


def line(known: list[Line], name: str) -> Line:
    return next(each for each in known if each.name == name)


def test_today_s_lines_are_those_of_the_newest_month_and_reported_ones_of_every_month() -> None:
    built = months([finance_row("Learning Centres", 0, -1)], [finance_row("Carers", 100, 5)])
    assert [each.name for each in lines(built, NOW, "service", "today")] == ["Carers"]
    assert [each.name for each in lines(built, NOW, "service", "reported")] == ["Carers", "Learning Centres"]


def test_a_line_whose_table_is_missing_from_the_newest_paper_is_offered_with_its_last_month(dataset: Dataset) -> None:
    offered = lines(dataset, NOW, "care", "today")
    ended = [each for each in offered if each.place == "Learning disability"]
    assert [(each.name, each.last.key) for each in ended] == [
        ("Residential", "2018-05"),
        ("Nursing", "2018-05"),
        ("Community", "2018-05"),
    ]
    assert not [each for each in offered if each.name == "Adoption"]
    assert first_line(offered).last is dataset.latest


def test_a_line_that_moved_away_is_not_offered_where_it_stood(dataset: Dataset) -> None:
    chosen = Selection("2020-01", directorate="Children & Safeguarding")
    assert "Children in Care Placements" not in [each.name for each in lines(dataset, chosen, "service", "today")]
    assert {each.last.key for each in lines(dataset, NOW, "service", "today")} == {"2020-01"}


def test_lines_follow_the_directorate_and_the_committee() -> None:
    built = months(
        [], [finance_row("Carers", 1, 1), finance_row("Early Years’ Service", 1, 1, directorate="Education")]
    )
    chosen = Selection("2020-01", directorate="Education")
    assert [each.name for each in lines(built, chosen, "service", "today")] == ["Early Years’ Service"]
    assert [each.name for each in lines(built, Selection("2020-01", "Adults"), "service", "today")] == ["Carers"]


def test_the_line_furthest_from_its_budget_in_the_newest_month_comes_first() -> None:
    built = months([finance_row("Ended", 1, 9000)], [finance_row("A", 9, 50), finance_row("B", 9, -60)])
    assert first_line(lines(built, NOW, "service", "reported")).name == "B"


def test_the_line_shown_unasked_is_one_that_the_chosen_month_has() -> None:
    built = months(
        [finance_row("A", 1, 900), finance_row("B", 1, 5)], [finance_row("B", 9, 1), finance_row("C", 9, -60)]
    )
    then = built.months[0]
    for chosen, basis, name in ((then, "today", "B"), (then, "reported", "B"), (built.latest, "today", "C")):
        selection = Selection(chosen.key, following=Following(basis=basis))
        known = lines(built, selection, "service", basis)
        found = opening_line(built, chosen, selection, known)
        assert found is not None
        assert found.name == name


def test_where_no_line_goes_on_to_the_newest_paper_none_is_shown_unasked_on_its_structure() -> None:
    built = months([finance_row("A", 1, 900)], [finance_row("C", 9, -60)])
    selection = Selection(built.months[0].key)
    assert opening_line(built, built.months[0], selection, lines(built, selection, "service", "today")) is None


def test_a_line_of_an_earlier_month_leads_to_what_it_has_become(dataset: Dataset) -> None:
    known = lines(dataset, NOW, "service", "today")
    found = find_line(dataset, NOW, "children-safeguarding-children-in-care-placements", known)
    assert found is not None
    assert found.place == "Commissioning"
    assert find_line(dataset, NOW, "no-such-line", known) is None
    assert find_line(dataset, NOW, "no-such-line", []) is None


def test_a_report_s_previous_column_fills_the_month_before_and_never_replaces_a_report() -> None:
    row = finance_row("Carers", 100, 5, previous_forecast_variance_k=7)
    december = {"period": date(2019, 12, 31), "report": "2019-12"}
    built = months([row | {"forecast_variance_k": 3}], [row])
    known = lines(built, NOW, "service", "today")
    points = trend(built, line(known, "Carers"), "forecast_variance", "today").points
    assert [(point.kind, point.value, point.financial_year) for point in points] == [
        ("previous", 7, "2017/18"),
        ("outturn", 3, "2017/18"),
        ("previous", 7, "2019/20"),
        ("forecast", 5, "2019/20"),
    ]
    both = dataset_of_two(row, row | december | {"forecast_variance_k": 6})
    points = trend(both, line(lines(both, NOW, "service", "today"), "Carers"), "forecast_variance", "today").points
    assert [(point.period.month, point.kind, point.value) for point in points][-2:] == [
        (12, "forecast", 6),
        (1, "forecast", 5),
    ]


def dataset_of_two(january: dict[str, Any], december: dict[str, Any]) -> Dataset:
    report = report_row(period=december["period"], report=december["report"])
    return dataset(reports=[report_row(), report], finance=[january, december])


def test_the_first_report_of_a_year_has_no_month_before() -> None:
    built = months([], [finance_row("Carers", 100, 5, previous_forecast_variance_k=0)])
    points = trend(built, lines(built, NOW, "service", "today")[0], "forecast_variance", "today").points
    assert [point.kind for point in points] == ["forecast"]


@pytest.mark.parametrize(
    ("measure", "kinds"),
    [
        ("count_actual", ["stood", "stood"]),
        ("count_average", ["outturn", "forecast"]),
        ("cost_actual", ["outturn", "forecast"]),
        ("cost_variance", ["outturn", "forecast"]),
        ("unit_cost_actual", ["outturn", "stood"]),
    ],
)
def test_what_stood_at_the_end_of_a_month_is_neither_forecast_nor_outturn(measure: str, kinds: list[str]) -> None:
    figures = {"count_actual": 455, "count_average": 450, "cost_actual_k": 5, "cost_variance_k": 1}
    row = activity_row("Residential", unit_cost_actual=500, **figures)
    built = months([finance_row("A", 1, 1)], [finance_row("A", 1, 1)], activity=[row | CLOSED, row])
    points = trend(built, lines(built, NOW, "care", "today")[0], measure, "today").points
    assert [point.kind for point in points] == kinds


def test_a_missing_figure_is_no_point_and_a_zero_is_one() -> None:
    built = months([finance_row("Carers", None, 0)], [finance_row("Carers", 0, None)])
    known = lines(built, NOW, "service", "today")
    assert [point.value for point in trend(built, known[0], "budget", "today").points] == [0]
    assert [point.value for point in trend(built, known[0], "forecast_variance", "today").points] == [0]


def test_a_unit_cost_of_zero_is_no_price_and_another_unit_is_left_out() -> None:
    hourly = activity_row("Homecare", unit_cost_actual=16, unit_cost_per="hour")
    weekly = activity_row("Homecare", unit_cost_actual=135)
    nobody = activity_row("Nursing", unit_cost_actual=0, count_actual=0)
    built = months([finance_row("A", 1, 1)], [finance_row("A", 1, 1)], activity=[hourly, weekly | CLOSED, nobody])
    known = lines(built, NOW, "care", "today")
    prices = trend(built, line(known, "Homecare"), "unit_cost_actual", "today")
    assert [(point.value, prices.per) for point in prices.points] == [(16, "hour")]
    assert prices.left_out == ("March 2018",)
    assert trend(built, line(known, "Nursing"), "unit_cost_actual", "today").points == ()
    assert [point.value for point in trend(built, line(known, "Nursing"), "count_actual", "today").points] == [0]


def test_an_estimate_keeps_the_printed_figure_its_share_and_its_reason(dataset: Dataset) -> None:
    allowances = line(lines(dataset, NOW, "care", "today"), "Adoption Allowances")
    counted = trend(dataset, allowances, "count_actual", "today")
    first = counted.points[0]
    assert first.estimated
    assert first.locator == ""
    assert [(part.label, part.value, part.weight) for part in first.parts] == [("Adoption", 428, 0.2933)]
    assert first.value == pytest.approx(428 * 0.2933)
    assert list(counted.reasons.values()) == [("March 2018",)]
    assert all(point.period.year > 2018 or not point.estimated for point in counted.points[1:])
    prices = trend(dataset, allowances, "unit_cost_actual", "today")
    assert [point.month for point in prices.points] == ["2018-05", "2020-01"]


def test_what_is_counted_is_told_apart(dataset: Dataset) -> None:
    residential = next(
        each
        for each in lines(dataset, NOW, "care", "today")
        if (each.place, each.name) == ("Older people", "Residential")
    )
    counted = trend(dataset, residential, "count_actual", "today").counted
    assert counted == {"service users": ("March 2018", "May 2018"), "care packages": ("January 2020",)}


def test_every_point_of_every_line_leads_to_its_place(dataset: Dataset) -> None:
    for kind in ("service", "care"):
        for each in lines(dataset, NOW, kind, "today"):
            for point in trend(
                dataset, each, "forecast_variance" if kind == "service" else "cost_actual", "today"
            ).points:
                assert point.parts
                assert all(part.locator for part in point.parts)
                assert point.value == pytest.approx(sum(part.value * part.weight for part in point.parts))


@pytest.mark.parametrize(
    ("period", "year"),
    [(date(2018, 3, 31), "2017/18"), (date(2018, 4, 30), "2018/19"), (date(1999, 12, 31), "1999/00")],
)
def test_a_day_belongs_to_the_year_from_april(period: date, year: str) -> None:
    assert financial_year(period) == year


def test_a_miss_is_the_outturn_minus_the_forecast_of_the_same_year(dataset: Dataset) -> None:
    placements = line(lines(dataset, NOW, "service", "today"), "Children in Care Placements")
    (miss,) = misses(track_of(trend(dataset, placements, "forecast_variance", "today").points))
    assert (miss.forecast.variance_k, miss.outturn.variance_k, miss.miss_k) == (3549, 3540, -9)
    assert f"{miss.forecast.period:%Y-%m}" == "2018-02"


def test_a_year_that_has_not_closed_has_no_miss() -> None:
    built = months([], [finance_row("Carers", 100, 5, previous_forecast_variance_k=7)])
    assert (
        misses(track_of(trend(built, lines(built, NOW, "service", "today")[0], "forecast_variance", "today").points))
        == []
    )
