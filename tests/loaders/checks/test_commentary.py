"""Commentary against the lines that carry its number."""

from __future__ import annotations

from typing import Any

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
