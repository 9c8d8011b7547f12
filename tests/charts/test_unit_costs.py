"""Unit costs: week, hour and year never share an axis, and a price nobody budgeted for is not a rise."""

import plotly.graph_objects as go
import pytest

from charts import theme
from charts.theme import SCALES, SCREENS, Screen
from charts.unit_costs import unit_cost_chart
from data.rows import CareLine
from tests.builders import care_line


def line(name: str, was: float | None, now: float | None, **parts: object) -> CareLine:
    return care_line(name, unit_cost_budget=was, unit_cost_actual=now, count_budget=10, **parts)


WEEKLY = [line("Residential", 551, 584), line("Nursing", 643, 600)]
HOURLY = [line("Homecare", 16.43, 16.74, unit_cost_per="hour", category="Community based")]


def test_budget_is_an_open_circle_and_now_a_diamond_of_the_side_it_falls_on() -> None:
    figure = go.Figure(unit_cost_chart(WEEKLY).figure)
    budget, now = figure.data[-2:]
    assert list(budget.x) == [551, 643]
    assert budget.marker.color == theme.PAPER
    assert list(now.x) == [584, 600]
    assert list(now.marker.color) == [theme.ADVERSE, theme.FAVOURABLE]


def test_week_and_hour_have_axes_of_their_own() -> None:
    figure = go.Figure(unit_cost_chart(WEEKLY + HOURLY).figure)
    assert {trace.xaxis for trace in figure.data} == {"x", "x2"}
    assert figure.layout.xaxis.range[1] > 600
    assert figure.layout.xaxis2.range[1] < 20
    assert figure.layout.yaxis.domain[0] > figure.layout.yaxis2.domain[1]


def test_axes_start_at_zero() -> None:
    figure = go.Figure(unit_cost_chart(WEEKLY + HOURLY).figure)
    assert figure.layout.xaxis.range[0] == figure.layout.xaxis2.range[0] == 0


def test_a_price_that_nobody_budgeted_for_is_said_so_and_has_no_line_to_zero() -> None:
    chart = unit_cost_chart([line("Secure accommodation", 0, 5908), *WEEKLY])
    figure = go.Figure(chart.figure)
    texts = [note.text for note in figure.layout.annotations]
    assert "<b>not budgeted</b>" in texts
    assert list(figure.data[-2].x) == [None, 551, 643]
    assert "Secure" not in chart.sentence


def test_a_line_without_any_price_is_left_out_of_the_figure_and_stays_in_the_table() -> None:
    chart = unit_cost_chart([line("Respite", None, None), *WEEKLY])
    assert [row[0] for row in chart.table.rows] == ["Respite", "Residential", "Nursing"]
    assert chart.table.rows[0][2:] == ("not stated", "not stated", "not stated", "", "not stated")
    assert len(go.Figure(chart.figure).data[-1].x) == 2


@pytest.mark.parametrize("screen", SCREENS)
def test_the_difference_is_printed_on_every_screen(screen: Screen) -> None:
    figure = go.Figure(unit_cost_chart(WEEKLY + HOURLY, screen=screen).figure)
    texts = [note.text for note in figure.layout.annotations]
    assert {"<b>+£33</b>", "<b>−£43</b>", "<b>+£0.31</b>"} <= set(texts)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (WEEKLY, "Older people: £33 a week more for Residential than budgeted, which adds most in all"),
        (
            [*WEEKLY, line("Homes", 100, 600)._replace(count_budget=0)],
            "Older people: £33 a week more for Residential than budgeted, which adds most in all",
        ),
        ([WEEKLY[1]], "Older people: £43 a week less for Nursing than budgeted"),
        (
            [WEEKLY[1], line("Respite", 50, 45)],
            "Older people: £43 a week less for Nursing than budgeted, which saves most in all",
        ),
        (HOURLY, "Older people: £0.31 an hour more for Homecare than budgeted"),
        ([line("Day Care", 82, 82)], "Older people: unit costs are as budgeted"),
        (
            [line("Autism", 63000, 77000, unit_cost_per="year")],
            "Older people: £14,000 a year more for Autism than budgeted",
        ),
        (
            [WEEKLY[0], WEEKLY[1]._replace(care_group="Learning disability")],
            "£33 a week more for Residential (Older people) than budgeted, which adds most in all",
        ),
        ([line("A", 500, 500.4)], "Older people: unit costs are as budgeted"),
        ([line("A", 0, 500)], "Older people: no type of care has both a budgeted and a current unit cost"),
        ([], "No type of care has both a budgeted and a current unit cost"),
        ([line("Respite", None, 475)], "Older people: no type of care has both a budgeted and a current unit cost"),
    ],
)
def test_the_sentence(lines: list[CareLine], expected: str) -> None:
    assert unit_cost_chart(lines).sentence == expected


@pytest.mark.parametrize("screen", SCREENS)
def test_the_direction_of_travel_is_on_the_chart_and_apart_from_good_and_bad_news(screen: Screen) -> None:
    dearer = line("Residential", 551, 584, unit_cost_direction="down")
    chart = unit_cost_chart([dearer, *HOURLY], screen=screen)
    assert "▼ down" in [note.text for note in go.Figure(chart.figure).layout.annotations]
    assert chart.table.rows[0][-2:] == ("adverse", "▼ down")
    assert chart.table.rows[1][-2:] == ("adverse", "not stated")


def test_no_direction_is_claimed_where_the_paper_marks_none() -> None:
    chart = unit_cost_chart(WEEKLY)
    assert "Since last month" not in chart.table.columns
    assert "Direction" not in chart.key


def test_totals_are_not_drawn_beside_their_parts() -> None:
    total = care_line("Total", level="total", unit_cost_budget=600, unit_cost_actual=610)
    assert len(unit_cost_chart([*WEEKLY, total]).table.rows) == 2


def test_no_prices_at_all_is_said_in_a_sentence() -> None:
    chart = unit_cost_chart([line("Respite", None, None)])
    assert chart.figure is None
    assert chart.empty


def test_no_sentence_is_built_on_a_price_that_the_paper_contradicts() -> None:
    torn = line("Adoption", 100, 300, locator="line 9")
    assert "Adoption" in unit_cost_chart([*WEEKLY, torn]).sentence
    chart = unit_cost_chart([*WEEKLY, torn], doubts={"line 9"})
    assert chart.sentence == unit_cost_chart(WEEKLY).sentence
    assert chart.table.rows[2][0] == "Adoption"


def test_a_printed_difference_is_shown_where_the_paper_prints_one_and_both_stand_in_the_table() -> None:
    rounded = line("Residential", 551, 584, unit_cost_variance=34.2, locator="line 9")
    chart = unit_cost_chart([rounded])
    assert chart.sentence == "Older people: £34 a week more for Residential than budgeted"
    assert "<b>+£34</b>" in [note.text for note in go.Figure(chart.figure).layout.annotations]
    assert chart.table.columns[4:6] == ("Difference", "Difference as printed")
    assert chart.table.rows[0][4:6] == ("+£33.00", "+£34.20")
    assert chart.table.worked_out[0][0] == "Difference"
    doubted = unit_cost_chart([rounded], doubts={"line 9"})
    assert "<b>+£33</b>" in [note.text for note in go.Figure(doubted.figure).layout.annotations]


def test_a_doubted_difference_judges_neither_the_marks_nor_the_table() -> None:
    torn = line("Residential", 551, 584, unit_cost_variance=-34, locator="line 9")
    for doubts, colour, judged in (((), theme.FAVOURABLE, "favourable"), (("line 9",), theme.ADVERSE, "adverse")):
        chart = unit_cost_chart([torn], doubts=doubts)
        assert list(go.Figure(chart.figure).data[-1].marker.color) == [colour]
        assert chart.table.rows[0][chart.table.columns.index("Against budget")] == judged


def test_words_have_room_beside_the_diamonds_of_a_phone() -> None:
    figure = unit_cost_chart([line("Secure", 0, 5908), line("Day Care", 82, 82)], screen="phone").figure
    assert figure is not None
    assert figure["layout"]["xaxis"]["range"][1] >= 5908 * 1.15


def test_the_share_is_of_the_price_budgeted() -> None:
    table = unit_cost_chart(WEEKLY).table
    share = table.columns.index("Share of budgeted")
    assert [row[share] for row in table.rows] == ["+6.0%", "−6.7%"]


@pytest.mark.parametrize("screen", ["desk", "phone"])
def test_a_chart_grows_by_the_height_of_a_row_with_each_line(screen: Screen) -> None:
    few, more = (unit_cost_chart([*WEEKLY, *extra], screen=screen).figure for extra in ([], [line("Day care", 90, 95)]))
    assert few is not None
    assert more is not None
    assert more["layout"]["height"] - few["layout"]["height"] == SCALES[screen].row
