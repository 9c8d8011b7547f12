"""The split of a cost variance: four parts that add up, and nothing split that cannot be."""

import plotly.graph_objects as go
import pytest

from charts.split import split_chart
from charts.theme import SCREENS, Screen
from data.dataset import Row
from tests.builders import care_line


def line(name: str, variance_k: float | None, **parts: object) -> Row:
    figures = {"count_budget": 100, "count_actual": 110, "unit_cost_budget": 500, "unit_cost_actual": 520}
    return care_line(name, cost_variance_k=variance_k, **(figures | parts))


LINES = [line("Residential", 375), line("Nursing", -100, count_actual=90)]


def test_the_parts_of_each_line_add_up_to_its_variance() -> None:
    traces = go.Figure(split_chart(LINES).figure).data
    assert [trace.name for trace in traces] == ["number of people", "price", "both together", "other"]
    assert sum(trace.x[0] for trace in traces) == pytest.approx(375)
    assert sum(trace.x[1] for trace in traces) == pytest.approx(-100)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_line_without_a_count_is_in_the_table_only_and_said_so(screen: Screen) -> None:
    chart = split_chart([*LINES, line("Respite", 21, count_budget=None)], screen=screen)
    assert len(go.Figure(chart.figure).data[0].x) == 2
    assert chart.table.rows[2] == ("Respite", "+£21k", "not split", "not split", "not split", "not split")
    assert "Not split" in chart.key


def test_totals_and_income_are_not_split() -> None:
    chart = split_chart([*LINES, line("Total", 500, level="total"), line("Income", -5, level="income")])
    assert [row[0] for row in chart.table.rows] == ["Residential", "Nursing", "All that are split"]


@pytest.mark.parametrize("screen", SCREENS)
def test_what_the_sentence_adds_up_stands_in_the_table_and_adds_up_as_printed(screen: Screen) -> None:
    chart = split_chart([*LINES, line("Respite", 21, count_budget=None)], screen=screen)
    assert chart.table.rows[-1] == ("All that are split", "+£275k", "£0k", "+£208k", "£0k", "+£67k")
    assert chart.table.locators[-1] == ""
    assert "price, adds £208k" in chart.key


def test_which_number_the_split_goes_by_is_said() -> None:
    averaged = split_chart([line("Fostering", 375, count_average=104.5)])
    assert "averages over the year" in averaged.key
    assert "averages over the year" not in split_chart(LINES).key


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([LINES[0]], "Price adds £104k, number of people adds £260k"),
        ([LINES[1]], "Price adds £104k, number of people saves £260k; the split is incomplete: other causes add £66k"),
        (
            [line("A", 500)],
            "Price adds £104k, number of people adds £260k; the split is incomplete: other causes add £126k",
        ),
        (
            [line("A", 200)],
            "Price adds £104k, number of people adds £260k; the split is incomplete: other causes save £174k",
        ),
        (LINES, "Price adds £208k, number of people adds nothing; the split is incomplete: other causes add £67k"),
        (
            [line("A", 0, count_actual=100)],
            "Price adds £104k, number of people adds nothing; the split is incomplete: other causes save £104k",
        ),
        ([line("A", 0, count_actual=100, unit_cost_actual=500)], "Price adds nothing, number of people adds nothing"),
        ([line("A", 5, unit_cost_actual=None)], "The cost variance cannot be split into number and price"),
        ([], "The cost variance cannot be split into number and price"),
    ],
)
def test_the_sentence(lines: list[Row], expected: str) -> None:
    assert split_chart(lines).sentence == expected
