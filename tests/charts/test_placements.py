"""Placement numbers: the budget outlined behind, the snapshot solid in front; averages are another measure."""

import plotly.graph_objects as go
import pytest

from charts import theme
from charts.placements import placements_chart
from charts.theme import SCREENS, Screen
from data.dataset import Row
from tests.builders import care_line


def line(name: str, was: float | None, now: float | None, **parts: object) -> Row:
    return care_line(name, count_budget=was, count_actual=now, **parts)


LINES = [line("Residential", 446, 449), line("Nursing", 289, 274), line("Live in care", 27, 27)]


def test_budget_is_outlined_behind_and_the_snapshot_solid_in_front() -> None:
    budget, now = go.Figure(placements_chart(LINES).figure).data
    assert list(budget.x) == [446, 289, 27]
    assert list(now.x) == [449, 274, 27]
    assert budget.marker.color == theme.PAPER
    assert list(now.marker.color) == [theme.ADVERSE, theme.FAVOURABLE, theme.NEUTRAL]
    assert now.width < budget.width


def test_bars_start_at_zero() -> None:
    assert go.Figure(placements_chart(LINES).figure).layout.xaxis.range[0] == 0


@pytest.mark.parametrize("screen", SCREENS)
def test_number_and_difference_are_printed_on_every_screen(screen: Screen) -> None:
    texts = " ".join(note.text for note in go.Figure(placements_chart(LINES, screen=screen).figure).layout.annotations)
    for words in ("449", "+3", "274", "−15"):
        assert words in texts


def test_an_average_is_in_the_table_and_not_in_the_figure() -> None:
    chart = placements_chart([line("Fostering", 240, 274, count_average=294.78, count_direction="up")])
    assert chart.table.rows == (("Fostering", "240", "274", "+34", "294.78", "not stated", "▲ up"),)
    assert "294" not in go.Figure(chart.figure).to_json()


def test_zero_is_a_number_and_not_stated_is_not() -> None:
    chart = placements_chart([line("Secure", 1, 0), line("Respite", None, None), line("Other", None, 3)])
    budget, now = go.Figure(chart.figure).data
    assert list(budget.x) == [1, None]
    assert list(now.x) == [0, 3]
    assert [row[1:4] for row in chart.table.rows] == [
        ("1", "0", "−1"),
        ("not stated", "not stated", "not stated"),
        ("not stated", "3", "not stated"),
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (LINES, "Residential: 3 more than budgeted; Nursing: 15 fewer"),
        ([LINES[0]], "Residential: 3 more than budgeted"),
        ([LINES[1]], "Nursing: 15 fewer than budgeted"),
        ([LINES[2]], "Every type of care is at the number budgeted"),
        ([line("Respite", None, 4)], "No type of care has both a budgeted and a current number"),
    ],
)
def test_the_sentence(lines: list[Row], expected: str) -> None:
    assert placements_chart(lines).sentence == expected
