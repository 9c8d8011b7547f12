"""Cost against budget: what was budgeted outlined, the forecast hatched, totals as printed and never drawn."""

import plotly.graph_objects as go
import pytest

from charts import theme
from charts.costs import costs_chart
from charts.theme import SCREENS, Screen
from data.rows import CareLine
from tests.builders import care_line


def line(
    name: str, budget_k: float | None, actual_k: float | None, variance_k: float | None, **parts: object
) -> CareLine:
    return care_line(name, cost_budget_k=budget_k, cost_actual_k=actual_k, cost_variance_k=variance_k, **parts)


RESIDENTIAL = line("Residential", 11_791, 13_856, 2065, cost_direction="up")
NURSING = line("Nursing", 10_234, 10_145, -89, cost_direction="down")
INCOME = line("Contributions", -17_732, -18_939, -1207, level="income", cost_direction="down")
TOTAL = line("Total", 4293, 5062, 769, level="total")
LINES = [RESIDENTIAL, NURSING, INCOME, TOTAL]


def test_budget_is_outlined_the_forecast_hatched_and_the_outturn_solid() -> None:
    budget, forecast = go.Figure(costs_chart(LINES, outturn=False).figure).data
    assert list(budget.x) == [11_791, 10_234, -17_732]
    assert list(forecast.x) == [13_856, 10_145, -18_939]
    assert budget.marker.color == theme.PAPER
    assert list(forecast.marker.color) == [theme.ADVERSE, theme.FAVOURABLE, theme.FAVOURABLE]
    assert forecast.marker.pattern.shape == "/"
    outturn = go.Figure(costs_chart(LINES, outturn=True).figure).data[1]
    assert outturn.marker.pattern.shape is None


def test_a_total_is_in_the_table_as_printed_and_never_drawn_beside_its_parts() -> None:
    chart = costs_chart(LINES, outturn=False)
    assert chart.table.rows[-1] == ("Total", "£4,293k", "£5,062k", "+£769k", "adverse", "not stated")
    assert len(chart.table.locators) == 4
    assert len(go.Figure(chart.figure).data[0].x) == 3


def test_up_and_down_are_kept_apart_from_adverse_and_favourable() -> None:
    rows = costs_chart(LINES, outturn=False).table.rows
    assert [row[-2:] for row in rows[:3]] == [("adverse", "▲ up"), ("favourable", "▼ down"), ("favourable", "▼ down")]


@pytest.mark.parametrize("screen", SCREENS)
def test_variance_and_direction_are_printed_on_every_screen(screen: Screen) -> None:
    figure = go.Figure(costs_chart(LINES, outturn=False, screen=screen).figure)
    texts = " ".join(note.text for note in figure.layout.annotations)
    for words in ("+£2,065k", "−£89k", "▲ up", "▼ down"):
        assert words in texts


def test_no_direction_is_claimed_where_the_paper_marks_none() -> None:
    chart = costs_chart([line("Adoption", 100, 90, -10)], outturn=True)
    assert "Since last month" not in chart.table.columns
    assert "Direction" not in chart.key


def test_what_is_pointed_at_says_no_more_than_the_table() -> None:
    chart = costs_chart(LINES, outturn=False)
    stated = set(chart.table.rows[0])
    for fact in go.Figure(chart.figure).data[1].customdata[0][:3]:
        assert fact in stated


def test_a_line_without_any_amount_is_left_out_and_a_line_of_zeros_is_in_the_table() -> None:
    chart = costs_chart([RESIDENTIAL, line("Respite", None, None, None), line("Growth", 0, 0, 0)], outturn=False)
    assert [row[0] for row in chart.table.rows] == ["Residential", "Growth"]
    assert len(go.Figure(chart.figure).data[0].x) == 1


SAVED = line("Mental health total", 100, 60, -40, level="total")


@pytest.mark.parametrize(
    ("lines", "outturn", "expected"),
    [
        (LINES, False, "Older people: forecast to cost £769k more than budgeted; Residential £2.1m more"),
        (LINES, True, "Older people: cost £769k more than budgeted; Residential £2.1m more"),
        (
            [RESIDENTIAL, NURSING, SAVED],
            False,
            "Older people: forecast to cost £40k less than budgeted; Nursing £89k less",
        ),
        (
            [RESIDENTIAL, NURSING],
            False,
            "Older people: Residential forecast to cost £2.1m more than budgeted; Nursing £89k less",
        ),
        (
            [RESIDENTIAL, INCOME, line("Total", 1, 1, -900, level="total")],
            False,
            "Older people: forecast to cost £900k less than budgeted; £1.2m more from Contributions",
        ),
        (
            [NURSING, line("Contributions", -900, -473, 427, level="income")],
            False,
            "Older people: Contributions forecast to bring in £427k less than budgeted; Nursing £89k less",
        ),
        (
            [line("Contributions", -900, -950, -50, level="income")],
            True,
            "Older people: Contributions brought in £50k more than budgeted",
        ),
        (
            [RESIDENTIAL, line("Total", 1, 1, 0.3, level="total")],
            True,
            "Older people: cost what was budgeted; Residential £2.1m more",
        ),
        ([NURSING], True, "Older people: Nursing cost £89k less than budgeted"),
        ([line("A", 1, 2, 999.95)], False, "Older people: A forecast to cost £1.0m more than budgeted"),
        ([line("A", 1, 1, 0.4), line("B", 1, 1, 0)], False, "Older people: every cost is as budgeted"),
        (
            [RESIDENTIAL, line("Total", 1, 1, 0, level="total")],
            False,
            "Older people: forecast to cost what was budgeted",
        ),
        ([line("A", 500, None, None)], False, "Older people: no cost is printed beside its budget"),
        ([], False, "No cost is printed beside its budget"),
    ],
)
def test_the_sentence(lines: list[CareLine], outturn: bool, expected: str) -> None:
    assert costs_chart(lines, outturn=outturn).sentence == expected


def test_no_costs_at_all_is_said_in_a_sentence() -> None:
    chart = costs_chart([line("Respite", None, None, None)], outturn=False)
    assert chart.figure is None
    assert chart.empty


@pytest.mark.parametrize("screen", SCREENS)
def test_no_sentence_is_built_on_a_line_that_the_paper_contradicts(screen: Screen) -> None:
    torn = line("Health Income", -281, -10, -375, level="income", locator="line 215")
    sure = [RESIDENTIAL, NURSING]
    assert "£375k" in costs_chart([*sure, torn], outturn=False, screen=screen).sentence
    chart = costs_chart([*sure, torn], outturn=False, screen=screen, doubts={"line 215"})
    assert chart.sentence == costs_chart(sure, outturn=False).sentence
    assert "Health Income" in [row[0] for row in chart.table.rows]


def test_a_total_that_the_paper_contradicts_is_no_headline() -> None:
    torn = line("Total", 1, 1, 5, level="total", locator="line 9")
    assert "£5k" not in costs_chart([RESIDENTIAL, torn], outturn=False, doubts={"line 9"}).sentence
