"""The dataset as the pages read it."""

from datetime import date
from pathlib import Path

import pytest

from data import store
from data.dataset import index
from data.opened import open_dataset, opened
from tests.builders import dataset, finance_row, report_row, tables


def test_months_are_in_order_whatever_the_order_of_loading() -> None:
    older = {"period": date(2018, 5, 31), "report": "2018-05"}
    months = dataset(
        reports=[report_row(), report_row(**older)], finance=[finance_row("A", 1, 1), finance_row("A", 1, 1, **older)]
    )
    assert [month.key for month in months.months] == ["2018-05", "2020-01"]
    assert months.latest.key == "2020-01"


def test_what_is_not_stated_is_none_and_dates_are_dates() -> None:
    (line,) = dataset(finance=[finance_row("A", None, 0)]).latest.finance
    assert line.budget_k is None
    assert line.forecast_variance_k == 0
    assert line.period == date(2020, 1, 31)
    assert line.note is None


def test_the_month_before_january_is_december() -> None:
    assert dataset(finance=[finance_row("A", 1, 1)]).latest.previous_period == date(2019, 12, 31)


def test_a_report_without_service_level_figures_is_no_month() -> None:
    complaints = report_row(report="complaints", period=date(2021, 1, 31))
    months = dataset(reports=[report_row(), complaints], finance=[finance_row("A", 1, 1)])
    assert [month.key for month in months.months] == ["2020-01"]


def test_findings_stand_at_their_place_worst_first_and_those_about_the_whole_report_at_none() -> None:
    def finding(severity: str, **parts: str) -> dict[str, str]:
        return {
            "report": "2020-01",
            "check": "c",
            "severity": severity,
            "message": severity,
            "locator": "line 7",
        } | parts

    rows = [finding("note"), finding("error"), finding("warning", locator="line 8"), finding("error", table="reports")]
    found = dataset(findings=[*rows, finding("error", locator="")]).latest.found_at
    assert {place: [each.message for each in at] for place, at in found.items()} == {
        "line 7": ["error", "note"],
        "line 8": ["warning"],
    }


@pytest.mark.parametrize("others", [["line 9"], ["page 3, line 9", "table 4, row 9"], ["sheet Finance, row 9"]])
def test_a_finding_that_holds_two_lines_against_each_other_is_about_both(others: list[str]) -> None:
    also_at = "; ".join([*others, "line 11 of other.txt"])
    row = {"report": "2020-01", "check": "c", "severity": "error", "message": "(line 5)", "locator": "line 7"}
    lines = [finance_row("Carers", 1, 1, locator=place) for place in [*others, "line 5"]]
    found = dataset(finance=lines, findings=[row | {"also_at": also_at}]).latest.found_at
    assert list(found) == ["line 7", *others]


def test_the_version_changes_with_a_figure_and_not_with_the_time_of_loading() -> None:
    def version(variance_k: float, loaded_at: str) -> str:
        rows = {"reports": [report_row(loaded_at=loaded_at)], "finance": [finance_row("A", 1, variance_k)]}
        return index(tables(**rows)).version

    assert version(1, "2026-01-01T00:00:00Z") == version(1, "2026-02-02T00:00:00Z")
    assert version(1, "2026-01-01T00:00:00Z") != version(2, "2026-01-01T00:00:00Z")


def test_a_dataset_that_cannot_be_opened_leaves_the_one_that_is(tmp_path: Path) -> None:
    store.write(tables(finance=[finance_row("A", 1, 1)]), tmp_path / "good")
    before = open_dataset(tmp_path / "good")
    with pytest.raises(store.StoreError):
        open_dataset(tmp_path / "nothing")
    assert opened() is before
