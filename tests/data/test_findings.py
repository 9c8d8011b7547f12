"""Which findings stand beside a figure: those of its place, and of its own measure."""

import pytest

from data.findings import findings_at
from tests.builders import dataset


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
