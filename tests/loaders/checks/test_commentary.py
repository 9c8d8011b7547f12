"""Commentary against the lines that carry its number."""

from __future__ import annotations

from typing import Any

import pytest

from loaders.checks import commentary
from loaders.tables import Row
from tests.loaders.checks.rows import line


def _note(number: str, **stated: Any) -> Row:
    figures = dict.fromkeys(("budget_k", "actual_k", "forecast_variance_k", "forecast_variance_pct"))
    return {"note": number, "service": "Boats", "service_reported": "Boats", "locator": "line 40", **figures, **stated}


def test_a_figure_that_differs_from_its_line() -> None:
    rows = [_note("8", budget_k=23819.0, actual_k=1.0)]
    (found,) = commentary.figures(rows, [line("Boats", note="8", budget_k=23919.0, actual_k=2.0)], set())
    assert (found.note.check, found.column, found.note.difference) == ("commentary-against-table", "budget_k", "−£100k")
    assert found.note.message == (
        "commentary 8, Boats: the budget is printed as £23,819k, but the service level table (line 7) has £23,919k."
    )


def test_a_note_on_several_lines_is_their_sum() -> None:
    lines = [line("a", note="3", budget_k=10.0), line("b", note="3", budget_k=20.0), line("c", note="4", budget_k=1.0)]
    assert commentary.figures([_note("3", budget_k=31.0)], lines, set()) == []  # three roundings
    (found,) = commentary.figures([_note("3", budget_k=32.0)], lines, set())
    assert found.note.expected == "£30k"


def test_a_figure_in_doubt_is_left_alone() -> None:
    wrong = line("Boats", note="8", budget_k=10.0)
    assert commentary.figures([_note("8", budget_k=20.0)], [wrong], {(id(wrong), "budget_k")}) == []


def test_a_percentage_is_worked_out() -> None:
    row = _note("8", budget_k=100.0, forecast_variance_k=20.0, forecast_variance_pct=2.0)
    assert [each.note.check for each in commentary.figures([row], [], set())] == ["variance-pct"]


def test_numbers_that_only_one_side_has() -> None:
    lines = [line("Boats", note="1"), line("Kites", note="2"), line("Ropes", note="2"), line("Lamps")]
    found = commentary.numbers([_note("1"), _note("3")], lines)
    assert [(note.check, note.stated) for note in found] == [
        ("commentary-without-line", "3"),
        ("line-without-commentary", "2"),
    ]
    assert "Kites carries the number 2, but there is no commentary 2." in found[1].message


def test_a_report_without_commentary_is_not_asked_for_it() -> None:
    assert commentary.numbers([], [line("Boats", note="1")]) == []


def test_a_line_beyond_the_rule_without_commentary_is_a_finding() -> None:
    lines = [
        line("Kites", budget_k=20.0, forecast_variance_k=101.0),
        line("Ropes", budget_k=-50.0, forecast_variance_k=-101.0),
        line("Schools grant", level="grant", directorate=None, budget_k=-6000.0, forecast_variance_k=-121.0),
    ]
    found = commentary.unexplained([_note("1")], lines)
    assert [(note.check, note.severity, note.row) for note in found] == [
        ("material-unexplained", "warning", name) for name in ("Kites", "Ropes", "Schools grant")
    ]
    assert found[0].message == (
        "Kites is £101k over budget, more than 2% of its budget or £100k, whichever is greater, "
        "but the paper has no commentary on it."
    )


@pytest.mark.parametrize(
    "stated",
    [
        {"budget_k": 20.0, "forecast_variance_k": 100.0},
        {"budget_k": 20.0, "forecast_variance_k": -100.0},
        {"budget_k": 6000.0, "forecast_variance_k": 120.0},
        {"budget_k": -6000.0, "forecast_variance_k": 120.0},
        {"budget_k": None, "forecast_variance_k": None},
        {"budget_k": 20.0, "forecast_variance_k": 500.0, "note": "1"},
        {"budget_k": 20.0, "forecast_variance_k": 500.0, "service_group": "Boats"},
    ],
)
def test_a_line_within_the_rule_or_commented_on_is_none(stated: dict[str, Any]) -> None:
    assert commentary.unexplained([_note("1")], [line("Kites", **stated)]) == []


def test_a_total_with_a_note_explains_its_lines() -> None:
    over = line("Kites", service_group="Toys", budget_k=20.0, forecast_variance_k=500.0)
    for total in (
        line("Toys Total", level="group_total", service_group="Toys", note="1"),
        line("Education Total", level="directorate_total", note="1"),
    ):
        assert commentary.unexplained([_note("1")], [over, total]) == []
    other = line("Games Total", level="group_total", service_group="Games", note="1")
    assert len(commentary.unexplained([_note("1")], [over, other])) == 1
    assert commentary.unexplained([], [over]) == []  # a paper without commentary is not asked for it


def test_a_line_whose_group_nets_to_within_the_rule_is_a_remark() -> None:
    lines = [
        line("Kites", service_group="Toys", budget_k=2000.0, forecast_variance_k=-240.0),
        line("Toys Total", level="group_total", service_group="Toys", budget_k=13000.0, forecast_variance_k=77.0),
    ]
    (note,) = commentary.unexplained([_note("1")], lines)
    assert note.severity == "note"
    assert note.message.endswith("The group as a whole, Toys, is £77k over budget, which the rule lets pass.")
