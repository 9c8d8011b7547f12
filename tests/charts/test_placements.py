"""Placement numbers: the budget outlined behind, the snapshot solid in front; averages are another measure."""

import plotly.graph_objects as go
import pytest

from charts import theme
from charts.placements import placements_chart
from charts.theme import SCREENS, Screen
from data.rows import CareLine
from tests.builders import care_line


def line(name: str, was: float | None, now: float | None, **parts: object) -> CareLine:
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


def test_the_number_now_and_the_average_over_the_year_are_two_charts_and_one_is_never_on_the_other() -> None:
    fostering = line("Fostering", 240, 274, count_average=294.78, count_direction="up")
    chart = placements_chart([fostering])
    assert chart.table.rows == (("Fostering", "240", "274", "+34", "adverse", "294.78", "▲ up"),)
    assert "294" not in go.Figure(chart.figure).to_json()
    average = placements_chart([fostering], counts="average")
    assert average.table.rows == (("Fostering", "240", "294.78", "+54.78", "adverse"),)
    assert "274" not in go.Figure(average.figure).to_json()
    assert average.sentence == "Older people: on average over the year, 54.8 more in Fostering than budgeted"


def test_no_averages_printed_is_said_in_a_sentence() -> None:
    chart = placements_chart(LINES, counts="average")
    assert chart.figure is None
    assert "no averages" in chart.empty


def test_children_of_two_allowances_are_drawn_once_and_said_so() -> None:
    basic, skills = line("Fostering - Basic", 212, 197), line("Fostering - Skills", 212, 190)
    chart = placements_chart([basic, skills])
    assert [list(trace.x) for trace in go.Figure(chart.figure).data] == [[212], [197]]
    assert [row[0] for row in chart.table.rows] == ["Fostering - Basic", "Fostering - Skills"]
    assert "counted once" in chart.key
    assert chart.sentence == "Older people: 15 fewer in Fostering - Basic than budgeted"


def test_a_total_is_in_the_table_as_printed_and_never_drawn_beside_its_parts() -> None:
    chart = placements_chart([*LINES, line("Total", 762, 750, level="subtotal", category="External")])
    assert chart.table.rows[-1][:4] == ("Total, External", "762", "750", "−12")
    assert len(go.Figure(chart.figure).data[0].x) == 3


@pytest.mark.parametrize("screen", SCREENS)
def test_the_direction_of_travel_is_on_the_chart_and_apart_from_good_and_bad_news(screen: Screen) -> None:
    lines = [line("Fostering", 240, 274, count_previous=281), line("Nursing", 289, 274, count_direction="up")]
    chart = placements_chart(lines, screen=screen)
    texts = " ".join(note.text for note in go.Figure(chart.figure).layout.annotations)
    assert "▼ down" in texts
    assert "▲ up" in texts
    assert [(row[4], row[-1]) for row in chart.table.rows[:2]] == [("adverse", "▼ down 7"), ("favourable", "▲ up")]


def test_what_is_pointed_at_stands_in_the_table() -> None:
    chart = placements_chart([line("Fostering", 240, 274, count_previous=281)])
    assert list(go.Figure(chart.figure).data[1].customdata[0]) == [
        "Fostering",
        "240",
        "274",
        "+34, adverse",
        "<br>Since last month: ▼ down 7",
    ]
    assert {"240", "274", "+34", "adverse", "▼ down 7"} <= set(chart.table.rows[0])


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
        (
            LINES,
            "Older people: 750 care packages, 12 fewer than the 762 budgeted; 3 more in Residential, "
            "15 fewer in Nursing",
        ),
        ([LINES[0]], "Older people: 3 more in Residential than budgeted"),
        ([LINES[1]], "Older people: 15 fewer in Nursing than budgeted"),
        ([LINES[2]], "Older people: every type of care is at the number budgeted"),
        ([line("A", 5, 8), line("B", 8, 5)], "Older people: 13 care packages, as budgeted; 3 more in A, 3 fewer in B"),
        ([line("Adoption", 5, 5.4)], "Older people: every type of care is at the number budgeted"),
        (
            [line("Secure", 0, 1), line("Other", 3, 0)],
            "Older people: 1 care package, 2 fewer than the 3 budgeted; 1 more in Secure, 3 fewer in Other",
        ),
        (
            [LINES[0], LINES[1]._replace(care_group="Learning disability")],
            "3 more in Residential (Older people) than budgeted; 15 fewer in Nursing (Learning disability)",
        ),
        (
            [line("Respite", None, 4)],
            "Older people: no type of care has both a budgeted and a current number",
        ),
        ([], "No type of care has both a budgeted and a current number"),
    ],
)
def test_the_sentence(lines: list[CareLine], expected: str) -> None:
    assert placements_chart(lines).sentence == expected


def test_no_sentence_is_built_on_a_number_that_the_paper_contradicts() -> None:
    torn = line("Adoption", 100, 300, locator="line 9")
    assert "Adoption" in placements_chart([*LINES, torn]).sentence
    chart = placements_chart([*LINES, torn], doubts={"line 9"})
    assert chart.sentence == "Older people: 3 more in Residential than budgeted; 15 fewer in Nursing"
    assert chart.table.rows[3][0] == "Adoption"


def test_a_printed_difference_is_shown_where_the_paper_prints_one_and_both_stand_in_the_table() -> None:
    fostering = line("Fostering", 240, 274, count_average=294.78, count_average_variance=54.9, locator="line 9")
    chart = placements_chart([fostering], counts="average")
    assert chart.sentence.endswith("54.9 more in Fostering than budgeted")
    assert "<b>+54.9</b>" in [note.text for note in go.Figure(chart.figure).layout.annotations]
    assert chart.table.columns[3:5] == ("Difference", "Difference as printed")
    assert chart.table.rows[0][3:5] == ("+54.78", "+54.90")
    assert chart.table.worked_out[0][0] == "Difference"
    doubted = placements_chart([fostering], counts="average", doubts={"line 9"})
    assert "<b>+54.8</b>" in [note.text for note in go.Figure(doubted.figure).layout.annotations]


def test_a_doubted_difference_judges_neither_the_bars_nor_the_table() -> None:
    torn = line("Fostering", 240, 274, count_variance=-34, locator="line 9")
    for doubts, colour, judged in (((), theme.FAVOURABLE, "favourable"), (("line 9",), theme.ADVERSE, "adverse")):
        chart = placements_chart([torn], doubts=doubts)
        assert list(go.Figure(chart.figure).data[-1].marker.color) == [colour]
        assert chart.table.rows[0][chart.table.columns.index("Against budget")] == judged


@pytest.mark.parametrize(("budget", "now"), [(400, None), (None, 390), (400, 390)])
def test_a_total_that_prints_a_number_stands_in_the_table(budget: float | None, now: float | None) -> None:
    total = care_line("Total", level="total", count_budget=budget, count_actual=now)
    assert "Total" in [row[0] for row in placements_chart([*LINES, total]).table.rows]
