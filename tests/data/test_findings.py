"""Which findings stand beside a figure: those of its place, and of its own measure."""

import pytest

from data.findings import beyond_doubt, doubted, findings_at
from tests.builders import care_line, dataset


@pytest.mark.parametrize(
    ("about", "touching"),
    [
        ("", "count average budgeted unit cost any"),
        ("count", "count budgeted any"),
        ("average", "average budgeted any"),
        ("unit", "unit any"),
        ("cost", "cost any"),
    ],
)
def test_findings_at_a_place_leave_out_what_is_about_another_measure(about: str, touching: str) -> None:
    checks = {
        "count": "care-count-total",
        "average": "average-variance",
        "budgeted": "care-budgeted-total",
        "unit": "unit-cost-variance",
        "cost": "cost-variance",
        "any": "restated",
    }
    rows = [
        {"report": "2020-01", "check": check, "severity": "note", "message": name, "locator": "line 10"}
        for name, check in checks.items()
    ]
    found = findings_at(dataset(findings=rows), [("2020-01", "line 10"), ("2020-01", "line 11")], about)
    assert list(found) == [("2020-01", "line 10")]
    assert [each.message for each in found["2020-01", "line 10"]] == touching.split()


@pytest.mark.parametrize(
    ("about", "touching"),
    [
        ("", "budget actual variance share rule"),
        ("forecast", "variance share rule"),
        ("budget", "budget share rule"),
        ("actual", "actual share rule"),
    ],
)
def test_findings_on_a_service_line_stand_beside_the_column_that_they_name(about: str, touching: str) -> None:
    columns = {
        "budget": "budget_k",
        "actual": "actual_k",
        "variance": "forecast_variance_k",
        "share": "forecast_variance_pct",
        "rule": None,
    }
    rows = [
        {
            "report": "2020-01",
            "table": "commentary",
            "row": name,
            "check": "commentary-against-table",
            "severity": "note",
            "message": "The words of a finding are never read.",
            "column": column,
            "locator": "line 10",
        }
        for name, column in columns.items()
    ]
    found = findings_at(dataset(findings=rows), [("2020-01", "line 10")], about)
    assert [each.row for each in found["2020-01", "line 10"]] == touching.split()


@pytest.mark.parametrize(("about", "doubts"), [("cost", ["line 10"]), ("unit", []), ("count", [])])
def test_only_an_error_about_the_same_measure_puts_a_line_in_doubt(about: str, doubts: list[str]) -> None:
    found = [
        {"report": "2020-01", "check": "cost-variance", "severity": severity, "message": "", "locator": place}
        for severity, place in (("error", "line 10"), ("warning", "line 11"), ("error", "line 12"))
    ]
    month = dataset(findings=found).latest
    lines = [care_line("Income", locator="line 10"), care_line("Respite", locator="line 11")]
    assert sorted(doubted(month, lines, about)) == doubts
    assert beyond_doubt(lines, doubted(month, lines, about)) == lines[len(doubts) :]
