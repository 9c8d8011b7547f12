"""What a month that was published again says otherwise: figures, lines that came and lines that went."""

from __future__ import annotations

from datetime import date
from typing import Any

from data import restated
from data.dataset import Dataset
from loaders.recognisers import BY_TABLE
from tests import builders
from tests.builders import finance_row, report_row, summary_row

FIRST = {"report": "2020-01-of-2020-02-01"}


def published_twice(now: list[dict[str, Any]], before: list[dict[str, Any]], **tables: Any) -> Dataset:
    """January 2020 as published on 14 February, and before that on the 1st."""
    reports = [report_row(), report_row(published=date(2020, 2, 1), file="first.txt", **FIRST)]
    return builders.dataset(reports=reports, finance=[*now, *(row | FIRST for row in before)], **tables)


def changes(built: Dataset) -> list[tuple[str, float | None, float | None]]:
    (earlier,) = restated.editions(built, built.latest)
    return [(change.column.name, change.was, change.value) for change in restated.changes(built.latest, earlier)]


def test_a_figure_that_changed_is_told_with_what_it_was() -> None:
    built = published_twice(
        [finance_row("Carers", 416, -316, locator="line 7"), finance_row("Coroners", 10, 1)],
        [finance_row("Carers", 400, -316, locator="line 5"), finance_row("Coroners", 10, 1, note="3")],
    )
    assert changes(built) == [("budget_k", 400, 416)]


def test_lines_that_came_or_went_are_told_figure_by_figure() -> None:
    built = published_twice([finance_row("Carers", 416, None)], [finance_row("Coroners", 10, 1)])
    assert changes(built) == [("budget_k", None, 416), ("budget_k", 10, None), ("forecast_variance_k", 1, None)]


def test_a_table_that_one_paper_leaves_out_is_no_change() -> None:
    built = published_twice(
        [finance_row("Carers", 1, 1)], [finance_row("Carers", 1, 1)], finance_summary=[summary_row("Total", 1, 1)]
    )
    assert changes(built) == []


def test_two_lines_of_one_name_are_held_against_each_other_in_their_order() -> None:
    built = published_twice(
        [finance_row("Central", 1, 0), finance_row("Central", 5, 0)],
        [finance_row("Central", 1, 0), finance_row("Central", 4, 0)],
    )
    assert changes(built) == [("budget_k", 4, 5)]


def test_of_two_lines_of_one_name_the_one_that_went_is_told() -> None:
    built = published_twice(
        [finance_row("Central", 5, 0)], [finance_row("Central", 1, None), finance_row("Central", 5, 0)]
    )
    assert changes(built) == [("budget_k", 1, None)]


def test_several_earlier_reports_stand_newest_first_and_other_months_are_left_out() -> None:
    more = [report_row(published=date(2020, 2, day), report=f"2020-01-of-{day}") for day in (3, 9)]
    rows = [finance_row("Carers", 1, 1, report=each["report"]) for each in more]
    other = report_row(period=date(2019, 12, 31), report="2019-12")
    rows.append(finance_row("Carers", 1, 1, report="2019-12", period=date(2019, 12, 31)))
    built = builders.dataset(reports=[report_row(), *more, other], finance=[finance_row("Carers", 1, 1), *rows])
    assert [each.report for each in restated.editions(built, built.latest)] == ["2020-01-of-9", "2020-01-of-3"]
    assert restated.editions(built, built.by_key["2019-12"]) == []


def test_an_earlier_report_without_a_date_stands_last() -> None:
    more = [report_row(published=None, report="undated"), report_row(published=date(2020, 2, 3), report="dated")]
    rows = [finance_row("Carers", 1, 1, report=each["report"]) for each in more]
    built = builders.dataset(reports=[report_row(), *more], finance=[finance_row("Carers", 1, 1), *rows])
    assert [each.report for each in restated.editions(built, built.latest)] == ["dated", "undated"]


def test_lines_are_told_apart_as_when_they_were_read() -> None:
    assert {name: table.identity for name, table in BY_TABLE.items()} == restated.NAMED_BY
