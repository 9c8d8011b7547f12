"""A screen for a meeting has room for few rows: the most telling are drawn, the rest added up or left to the table."""

from typing import Any

import pytest

from charts.chart import Chart
from charts.placements import placements_chart
from charts.split import TOGETHER, split_chart
from charts.theme import SCALES, SCREENS
from charts.unit_costs import unit_cost_chart
from charts.variance import variance_chart
from tests.builders import DECEMBER, JANUARY, care_line, variance_lines

ROOM = SCALES["present"].room
LABEL = 28  # pixels at full size, so that the back of a committee room reads it


def variances(count: int, screen: Any = "present") -> Chart:
    lines = variance_lines(*[(f"Service {place}", 900, 10 * place - 55, place) for place in range(count)])
    return variance_chart(lines, period=JANUARY, previous_period=DECEMBER, outturn=False, screen=screen)


def numbers(count: int, screen: Any = "present") -> Chart:
    lines = [care_line(f"Care {place}", count_budget=50, count_actual=40 + 2 * place) for place in range(count)]
    return placements_chart(lines, screen=screen)


def causes(count: int, screen: Any = "present") -> Chart:
    figures = {"count_budget": 100, "unit_cost_budget": 500, "unit_cost_actual": 520}
    lines = [
        care_line(f"Care {place}", count_actual=90 + 2 * place, cost_variance_k=40 * place - 100, **figures)
        for place in range(count)
    ]
    return split_chart(lines, screen=screen)


def prices(count: int, screen: Any = "present") -> Chart:
    lines = [
        care_line(
            f"Care {place}",
            count_budget=10,
            unit_cost_budget=500,
            unit_cost_actual=480 + 5 * place,
            category=("Accommodation based", "Community based")[2 * place // count],
        )
        for place in range(count)
    ]
    return unit_cost_chart(lines, screen=screen)


every_chart = pytest.mark.parametrize("chart", [variances, numbers, causes, prices])


@every_chart
@pytest.mark.parametrize("count", [3, 8, 40])
def test_no_figure_is_taller_than_the_room_or_has_smaller_letters(chart: Any, count: int) -> None:
    layout = chart(count).figure["layout"]
    assert layout["height"] <= ROOM + 14
    assert layout["font"]["size"] >= LABEL
    assert all(note.get("font", {}).get("size", LABEL) >= LABEL for note in layout["annotations"])


SAID = {
    variances: "Service 39 is £335k over budget; Service 0 is £55k under",
    numbers: (
        "Older people: 3,160 care packages, 1,160 more than the 2,000 budgeted; 68 more in Care 39, 10 fewer in Care 0"
    ),
    causes: (
        "Older people, £27.2m over budget, once larger amounts cancel out: price adds £4.2m, "
        "number of people adds £30.2m; the split is incomplete, as other causes save £8.3m"
    ),
    prices: "Older people: £175 a week more for Care 39 than budgeted, which adds most in all",
}


@every_chart
@pytest.mark.parametrize("screen", SCREENS)
def test_the_sentence_is_of_all_lines_however_few_are_drawn(chart: Any, screen: str) -> None:
    assert chart(40, screen).sentence == SAID[chart]


@every_chart
def test_few_rows_are_all_drawn(chart: Any) -> None:
    assert chart(4).table == chart(4, "desk").table


@pytest.mark.parametrize("chart", [variances, causes])
def test_the_rest_is_one_row_that_says_how_many_it_adds_up(chart: Any) -> None:
    made = chart(40)
    listed = [row for row in made.table.rows if row[0] != TOGETHER]
    (row,) = [row for row in listed if " others" in row[0]]
    assert int(row[0].split()[0]) + len(listed) - 1 == 40
    written = " ".join(note["text"].replace("<br>", " ") for note in made.figure["layout"]["annotations"])
    assert row[0] in written


def test_parts_still_add_up() -> None:
    for trace, whole in zip(causes(40).figure["data"], causes(40, "desk").figure["data"], strict=True):
        assert sum(trace["x"]) == pytest.approx(sum(whole["x"]))
    assert sum(variances(40).figure["data"][0]["x"]) == sum(variances(40, "desk").figure["data"][0]["x"])


def test_a_count_is_never_added_up_because_a_child_may_stand_in_two_lines() -> None:
    chart = numbers(40)
    (drawn,) = {len(trace["x"]) for trace in chart.figure["data"]}
    assert 2 < drawn < 8
    assert f"{40 - drawn} more, nearer their budget, are in the table" in chart.key
    assert chart.table.typed == numbers(40, "desk").table.typed


def test_a_price_is_never_added_up_and_what_is_not_drawn_is_in_the_table() -> None:
    chart = prices(40)
    points = [trace for trace in chart.figure["data"] if trace.get("marker", {}).get("symbol") == "diamond"]
    drawn = sum(len(trace["x"]) for trace in points)
    assert 2 < drawn < 8
    assert f"{40 - drawn} more with a smaller effect are in the table" in chart.key
    assert len(chart.table.rows) == 40
