"""Selections become the lines that the paper prints, and a total is the paper's own wherever it prints one."""

from dataclasses import replace
from datetime import date

import pytest

from data import queries
from data.committees import services, shared_lines
from data.dataset import Dataset
from data.selection import Selection
from data.standing import totals_not_shown
from tests.builders import activity_row, dataset, finance_row, report_row, summary_row
from views import leads, numbers

JANUARY = Selection("2020-01")


def one_month(**tables: list[dict]) -> Dataset:
    return dataset(**tables)


def test_directorates_come_from_the_papers_own_summary_without_its_totals() -> None:
    months = one_month(
        finance=[finance_row("A", 100, 5)],
        finance_summary=[
            summary_row("Education", 900, 50),
            summary_row("Total Expenditure", 900, 50, level="expenditure_total"),
            summary_row("Grant Funding", -200, -10, level="grant_total"),
            summary_row("Total", 700, 40, level="net_total"),
        ],
    )
    lines = queries.directorate_variance(months.latest, JANUARY)
    assert [(line.name, line.variance_k) for line in lines] == [("Education", 50), ("Grant Funding", -10)]
    position = queries.headline(months.latest, JANUARY)
    assert (position.name, position.budget_k, position.variance_k) == ("People & Communities", 700, 40)
    assert position.computed_from == ""


def test_without_a_printed_table_the_lines_are_added_up_and_the_page_says_so() -> None:
    months = one_month(
        finance=[
            finance_row("A", 100, 5),
            finance_row("B", 200, -1),
            finance_row("Total", 999, 99, level="directorate_total"),
        ]
    )
    lines = queries.directorate_variance(months.latest, JANUARY)
    assert [(line.name, line.budget_k, line.variance_k) for line in lines] == [("Adults & Safeguarding", 300, 4)]
    assert queries.headline(months.latest, JANUARY).computed_from == "2 service lines, added up here"
    (total,) = [line for line in months.latest.finance if line.level == "directorate_total"]
    assert totals_not_shown(months.latest, {"Adults & Safeguarding"}) == [total.locator]
    assert totals_not_shown(months.latest, {"Education"}) == []


def test_a_directorate_is_shown_by_group_and_lines_outside_a_group_stand_alone() -> None:
    months = one_month(
        finance=[
            finance_row("Carers", 100, -5),
            finance_row("OP – Fenland", 100, 7, service_group="Older People"),
            finance_row("OP – Hunts", 100, 2, service_group="Older People"),
            finance_row("Older People Total", 200, 9, level="group_total"),
        ]
    )
    chosen = Selection("2020-01", directorate="Adults & Safeguarding")
    lines = queries.directorate_variance(months.latest, chosen)
    assert [(line.name, line.variance_k) for line in lines] == [("Carers", -5), ("Older People", 9)]


def test_a_total_never_stands_beside_its_parts() -> None:
    months = one_month(
        finance=[
            finance_row("A", 100, 5),
            finance_row("Group Total", 100, 5, level="group_total"),
            finance_row("Directorate Total", 100, 5, level="directorate_total"),
            finance_row("DSG", -100, -5, level="grant", directorate=None),
            finance_row("Net Total", 0, 0, level="net_total", directorate=None),
        ]
    )
    assert [line.name for line in queries.service_variance(months.latest, JANUARY)] == ["A", "DSG"]


def test_a_committee_sees_its_own_lines_and_not_the_shared_ones() -> None:
    months = one_month(
        finance=[
            finance_row("Carers", 100, 5),
            finance_row("Local Assistance Scheme", 100, 1, directorate="Commissioning"),
            finance_row("Strategic Management – Commissioning", 100, 1, directorate="Commissioning"),
            finance_row("Education Capital", 100, 1, directorate="Education"),
        ]
    )
    adults = Selection("2020-01", committee="Adults")
    assert [line.name for line in queries.service_variance(months.latest, adults)] == [
        "Carers",
        "Local Assistance Scheme",
    ]


def test_a_shared_line_is_a_committees_own_where_its_table_counts_it() -> None:
    rows = [finance_row(name, 100, 0, directorate="Executive Director") for name in ("Executive Director", "Financing")]
    month = one_month(finance=rows).latest
    found = {
        committee: [line.service for line in services(month, committee)]
        for committee in ("Adults", "Children and Young People")
    }
    assert found == {"Adults": [], "Children and Young People": ["Executive Director", "Financing"]}
    assert shared_lines(month, "Children and Young People", "", included=True) == ["Executive Director", "Financing"]
    assert shared_lines(month, "Children and Young People", "", included=False) == []
    assert shared_lines(month, "Children and Young People", "Education", included=True) == []
    assert shared_lines(month, "Adults", "", included=True) == []
    assert shared_lines(month, "Adults", "", included=False) == ["Executive Director"]


def test_the_track_takes_the_month_before_from_the_previous_column() -> None:
    months = one_month(
        finance=[finance_row("A", 100, 5, previous_forecast_variance_k=8)],
        finance_summary=[
            summary_row("Total", 100, 5, level="net_total", previous_forecast_variance_k=8),
        ],
    )
    track = queries.outturn_track(months, JANUARY)
    assert [(point.kind, point.period, point.variance_k) for point in track] == [
        ("previous", date(2019, 12, 31), 8),
        ("forecast", date(2020, 1, 31), 5),
    ]


def test_a_first_reports_zeros_are_not_a_forecast() -> None:
    months = one_month(
        finance=[finance_row("A", 100, 5, previous_forecast_variance_k=0)],
        finance_summary=[summary_row("Total", 100, 5, level="net_total", previous_forecast_variance_k=0)],
    )
    assert [point.kind for point in queries.outturn_track(months, JANUARY)] == ["forecast"]


def test_a_month_that_was_reported_is_not_drawn_again_from_the_next_report() -> None:
    december = {"period": date(2019, 12, 31), "report": "2019-12"}
    months = one_month(
        reports=[report_row(), report_row(**december)],
        finance=[
            finance_row("A", 100, 5, previous_forecast_variance_k=8),
            finance_row("A", 100, 7, previous_forecast_variance_k=3, **december),
        ],
        finance_summary=[
            summary_row("Total", 100, 5, level="net_total", previous_forecast_variance_k=8),
            summary_row("Total", 100, 7, level="net_total", previous_forecast_variance_k=3, **december),
        ],
    )
    track = queries.outturn_track(months, JANUARY)
    assert [(point.kind, point.variance_k) for point in track] == [("previous", 3), ("forecast", 7), ("forecast", 5)]
    assert [point.variance_k for point in queries.outturn_track(months, Selection("2019-12"))] == [3, 7]


def test_care_follows_the_directorate_that_pays() -> None:
    months = one_month(
        finance=[finance_row("A", 100, 5)],
        activity=[
            activity_row("Residential"),
            activity_row("Deaf", care_group="SEN placements", directorate="Education"),
        ],
    )
    chosen = Selection("2020-01", directorate="Education")
    assert queries.care_groups(months.latest, JANUARY) == ["Older people", "SEN placements"]
    assert queries.care_groups(months.latest, chosen) == ["SEN placements"]


def test_a_service_is_followed_from_the_month_in_which_it_is_looked_at(dataset: Dataset) -> None:
    # It moved to Education in 2019/20: seen from May 2018 it stands under Commissioning, with its past and no future.
    chosen = Selection("2018-05", directorate="Commissioning", service="Children in Care Transport")
    month = dataset.by_key["2018-05"]
    track = queries.service_track(dataset, queries.service_line(month, chosen))
    assert [(point.kind, point.variance_k) for point in track] == [("previous", 500), ("outturn", 524), ("forecast", 0)]


# What the papers print in their committee tables, to the pound (£000).
COMMITTEE_TOTALS = {
    ("2018-03", "Communities and Partnership"): (5419, -43),
    ("2018-05", "Adults"): (138275, 0),
    ("2020-01", "Adults"): (149241, 2651),
    ("2020-01", "Children and Young People"): (107213, 1614),
    ("2020-01", "Communities and Partnership"): (6956, -62),
}


@pytest.mark.parametrize(("where", "printed"), COMMITTEE_TOTALS.items())
def test_a_committees_headline_is_the_one_its_own_table_prints(
    dataset: Dataset, where: tuple[str, str], printed: tuple[float, float]
) -> None:
    month, committee = where
    position = queries.headline(dataset.by_key[month], Selection(month, committee=committee))
    assert (position.budget_k, position.variance_k) == printed


@pytest.mark.parametrize(("where", "printed"), COMMITTEE_TOTALS.items())
def test_a_committees_own_lines_add_up_to_its_table(
    dataset: Dataset, where: tuple[str, str], printed: tuple[float, float]
) -> None:
    # Grants are not lines of a committee: the table of Children and Young People nets £10,500k of them.
    month, committee = where
    lines = queries.service_variance(dataset.by_key[month], Selection(month, committee=committee))
    grants = -10500 if committee == "Children and Young People" else 0
    assert sum(line.variance_k or 0 for line in lines) + grants == pytest.approx(printed[1], abs=len(lines) / 2)


@pytest.mark.parametrize("committee", ["Adults", "Children and Young People", "Communities and Partnership"])
def test_a_committees_lines_have_the_budget_of_its_table_before_grants(dataset: Dataset, committee: str) -> None:
    # Only the table of Children and Young People counts the Executive Director, whom all committees share.
    month = dataset.by_key["2020-01"]
    (printed,) = (
        line.budget_k for line in month.finance_summary if (line.view, line.level) == (committee, "expenditure_total")
    )
    lines = services(month, committee)
    assert sum(line.budget_k or 0 for line in lines) == pytest.approx(printed, abs=len(lines) / 2)


def test_every_committee_and_directorate_of_every_month_has_a_position(dataset: Dataset) -> None:
    for month in dataset.months:
        for directorate in {line.directorate for line in month.finance if line.directorate}:
            selection = Selection(month.key, directorate=directorate)
            lines = queries.service_variance(month, selection)
            printed = queries.headline(month, selection).variance_k
            assert sum(line.variance_k or 0 for line in lines) == pytest.approx(printed, abs=len(lines) / 2 + 0.5)


def test_lines_without_last_months_variance_show_no_movement() -> None:
    rows = [
        finance_row("Carers", 100, 20, previous_forecast_variance_k=5),
        finance_row("Legal", 100, 30, previous_forecast_variance_k=None),
        finance_row("Transport", 100, None),
    ]
    position = queries.headline(one_month(finance=rows).latest, JANUARY)
    assert (position.variance_k, position.previous_k) == (50, None)
    assert position.computed_from == "3 service lines, added up here; 1 without a variance"


def test_a_group_is_its_printed_total_only_where_that_has_the_figures_of_its_lines() -> None:
    def group(name: str, total_k: float) -> list[dict]:
        lines = [finance_row(f"{name} {part}", 100, part, service_group=name) for part in (1, 2)]
        total = finance_row(f"{name} Total", total_k, 3, service_group=name, level="group_total", locator="line 99")
        return [*lines, total]

    months = one_month(finance=[*group("Agrees", 200), *group("Differs", 201)])
    chosen = Selection("2020-01", directorate="Adults & Safeguarding")
    lines = {line.name: line for line in queries.directorate_variance(months.latest, chosen)}
    assert (lines["Agrees"].locator, lines["Agrees"].parts) == ("line 99", ())
    assert lines["Differs"].locator == ""
    assert [part.name for part in lines["Differs"].parts] == ["Differs 1", "Differs 2"]
    assert lines["Differs"].budget_k == 200
    position = queries.headline(months.latest, Selection("2020-01", directorate=chosen.directorate, group="Differs"))
    assert (position.locator, position.computed_from) == ("", "2 service lines, added up here")


def test_who_pays_for_care_together_is_known_and_a_line_that_pays_alone_shares_with_none(dataset: Dataset) -> None:
    month = dataset.by_key["2020-01"]
    by_name = {line.service: line for line in month.finance}
    older = queries.paid_together(month, by_name["OP – Hunts Locality"])
    assert [name for name in older if name.startswith("OP – ")] == older
    assert len(older) == 4
    for alone in ("Physical Disabilities", "Children in Care Placements", "Children in Care", "Adoption Allowances"):
        assert queries.paid_together(month, by_name[alone]) == []
    assert all(
        line.category == "External" for line in queries.care_paid_by(month, by_name["Children in Care Placements"])
    )


def test_external_placements_are_told_once_of_the_line_that_pays_for_them(dataset: Dataset) -> None:
    month = dataset.by_key["2020-01"]
    (payer,) = (line for line in month.finance if line.service == "Children in Care Placements")
    both = [line for line in month.activity if line.category == "External" or line.care_group == "External placements"]
    assert {line.care_group for line in both} == {"Children in care", "External placements"}
    paid = queries.care_paid_by(month, payer)
    assert {line.care_group for line in paid} == {"Children in care"}
    assert sum(line.count_actual for line in paid if line.level == "line") == 357
    # Where the paper lacks the first table, the second tells of them.
    only = tuple(line for line in month.activity if line.care_group != "Children in care")
    again = queries.care_paid_by(replace(month, tables={**month.tables, "activity": only}), payer)
    assert {line.care_group for line in again} == {"External placements"}


@pytest.mark.parametrize(
    ("period", "previous", "first", "before"),
    [
        (date(2020, 1, 31), 8, False, date(2019, 12, 31)),
        (date(2020, 1, 31), 0, True, None),
        (date(2020, 1, 31), None, False, None),
        (date(2019, 4, 30), 6953, True, None),
    ],
)
def test_the_previous_column_describes_a_report_of_the_same_year_or_nothing(
    period: date, previous: float | None, first: bool, before: date | None
) -> None:
    # A budget is set anew in April: what its report prints of March is the last year's, against another budget.
    when = {"period": period, "report": "one"}
    rows = [finance_row("A", 100, 5, previous_forecast_variance_k=previous, **when)]
    months = one_month(reports=[report_row(**when)], finance=rows)
    assert (queries.is_first_report(months.latest), queries.compared_with(months.latest)) == (first, before)
    track = queries.outturn_track(months, Selection(months.latest.key))
    assert [point.period for point in track] == [*([before] if before else []), period]


def test_the_lines_that_no_commentary_explains_are_known_by_name(dataset: Dataset) -> None:
    marked = {
        month.key: [line.name for line in queries.service_variance(month, Selection(month.key)) if line.unexplained]
        for month in dataset.months
    }
    assert marked == {
        "2018-03": [],
        "2018-05": [],
        "2020-01": ["Mental Health Central", "Adult Mental Health Localities", "Older People Mental Health"],
    }


def test_where_only_a_total_of_grants_is_printed_the_lines_add_up_with_it() -> None:
    grants = finance_row("Total grants", -90, -25, level="grant_total", directorate=None, locator="line 11")
    month = one_month(finance=[finance_row("Carers", 100, 40), grants]).latest
    lines = queries.service_variance(month, JANUARY)
    assert [line.name for line in lines] == ["Carers", "Total grants"]
    assert [line.variance_k for line in lines] == [40, -25]
    assert queries.headline(month, JANUARY).variance_k == 15
    assert numbers.lines_of(month, JANUARY)[1] == "1 service and 1 total of grants"


def test_a_service_that_has_the_name_of_its_directorate_is_told_apart_from_it() -> None:
    chief = {"directorate": "Chief Executive"}
    rows = [finance_row("Chief Executive", 100, 30, **chief), finance_row("Legal", 100, -90, **chief)]
    month = one_month(finance=[*rows, finance_row("Carers", 100, 5)]).latest
    within = Selection("2020-01", directorate="Chief Executive")
    assert "Chief Executive" in [line.name for line in queries.directorate_variance(month, JANUARY)]
    for lines in (queries.directorate_variance(month, within), queries.service_variance(month, within)):
        assert [(line.name, line.variance_k) for line in lines] == [("Chief Executive (service)", 30), ("Legal", -90)]
    views = leads.down(month, JANUARY)
    assert "service=chief-executive" in views["Chief Executive (service)"]
    assert "service=" not in views["Chief Executive"]


def test_a_directorate_of_one_line_needs_no_other_name_for_it() -> None:
    month = one_month(finance=[finance_row("Legal", 100, 30, directorate="Legal")]).latest
    (line,) = queries.service_variance(month, JANUARY)
    assert (line.name, line.locator) == ("Legal", "line 10")


def test_a_month_before_grants_is_left_out_of_the_track_of_months_after_them_and_named() -> None:
    def of(period: date, variance_k: float, *grants: dict[str, object]) -> list[dict[str, object]]:
        when = {"period": period, "report": f"{period:%Y-%m}"}
        return [finance_row("Carers", 100, variance_k, **when), *(each | when for each in grants)]

    net = finance_row("Net", 80, 9, level="net_total", directorate=None)
    gross = finance_row("Total Expenditure", 100, 70, level="expenditure_total", directorate=None)
    november, december, january = date(2019, 11, 30), date(2019, 12, 31), date(2020, 1, 31)
    months = one_month(
        reports=[report_row(period=each, report=f"{each:%Y-%m}") for each in (november, december, january)],
        finance=[*of(november, 60, net), *of(december, 70, gross), *of(january, 80, net)],
    )
    chosen = Selection("2020-01")
    assert [point.period for point in queries.outturn_track(months, chosen)] == [november, january]
    assert [month.period for month in queries.apart(months, chosen)] == [december]
