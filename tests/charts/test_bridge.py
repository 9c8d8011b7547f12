"""The bridge closes, whatever the lines: every step starts where the one before ended."""

from dataclasses import replace

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts import theme
from charts.bridge import RESIDUAL, bridge_chart
from charts.theme import SCALES, SCREENS, Screen
from tests.builders import variance_lines

LINES = variance_lines(("Education", 1000, 300, 0), ("Safety", 500, 0, 0), ("Grant", -900, -120, 0))


def test_steps_start_where_the_one_before_ended() -> None:
    bars, ends, _ = go.Figure(bridge_chart(LINES, budget_k=600, variance_k=180, outturn=False).figure).data
    assert list(bars.base) == [600, 900]
    assert list(bars.x) == [300, -120]
    assert list(ends.x) == [600, 780]


def test_a_residual_step_closes_the_bridge() -> None:
    chart = bridge_chart(LINES, budget_k=600, variance_k=200, outturn=False)
    assert (RESIDUAL, "+£20k", "£800k") in chart.table.rows
    assert chart.table.rows[-1] == ("Forecast", "+£200k", "£800k")


@given(st.lists(st.integers(-5000, 5000), max_size=15), st.integers(-20_000, 20_000), st.integers(-90_000, 90_000))
def test_the_bridge_always_closes(steps: list[int], variance_k: int, budget_k: int) -> None:
    lines = variance_lines(*[(f"S{place}", 500, step, 0) for place, step in enumerate(steps)])
    chart = bridge_chart(lines, budget_k=budget_k, variance_k=variance_k, outturn=False)
    bars, ends, _ = go.Figure(chart.figure).data
    last = bars.base[-1] + bars.x[-1] if len(bars.x) else budget_k
    assert last == pytest.approx(ends.x[-1])
    assert ends.x[-1] == budget_k + variance_k


@pytest.mark.parametrize("screen", SCREENS)
def test_every_step_is_printed_on_every_screen(screen: Screen) -> None:
    figure = go.Figure(bridge_chart(LINES, budget_k=600, variance_k=180, outturn=False, screen=screen).figure)
    texts = [note.text for note in figure.layout.annotations]
    for words in ("Budget", "Education", "<b>+£300k</b>", "Forecast", "<b>£780k</b>"):
        assert words in texts
    assert "Safety" not in texts


@pytest.mark.parametrize(
    ("steps", "variance_k", "expected"),
    [
        (LINES, 180, "£300k of overspends and £120k of underspends leave it £180k over budget"),
        (LINES[2:], -120, "£120k of underspends leave it £120k under budget"),
        (LINES[1:2], 0, "The forecast is the budget"),
        (variance_lines(("A", 500, 0.4, 0)), 0.4, "The forecast is the budget"),
        (
            variance_lines(("A", 500, 900, 0), ("B", 500, -900, 0)),
            0,
            "£900k of overspends and £900k of underspends leave it on budget",
        ),
        (
            LINES[:1],
            301,
            "£300k of overspends and £1k of rounding and lines not shown leave it £301k over budget",
        ),
        ([], 0, "The forecast is the budget"),
    ],
)
def test_the_sentence(steps: list, variance_k: float, expected: str) -> None:
    assert bridge_chart(steps, budget_k=600, variance_k=variance_k, outturn=False).sentence == expected


def test_without_a_forecast_there_is_no_bridge() -> None:
    assert bridge_chart(LINES, budget_k=600, variance_k=None, outturn=False).figure is None


def test_the_two_sides_that_the_sentence_names_stand_in_the_table() -> None:
    chart = bridge_chart(LINES, budget_k=600, variance_k=180, outturn=False)
    assert ("All overspends", "+£300k", "") in chart.table.rows
    assert ("All underspends", "−£120k", "") in chart.table.rows
    assert chart.table.rows[-1][:2] == ("Forecast", "+£180k")


@pytest.mark.parametrize("screen", SCREENS)
def test_the_two_sides_are_drawn_where_many_steps_are_added_up(screen: Screen) -> None:
    lines = variance_lines(*[(f"S{place}", 500, 10 * place - 95, 0) for place in range(20)])
    chart = bridge_chart(lines, budget_k=-600, variance_k=0, outturn=False, screen=screen)
    figure = go.Figure(chart.figure)
    texts = " ".join(note.text for note in figure.layout.annotations)
    assert chart.sentence == "£500k of overspends and £500k of underspends leave it on budget"
    assert "+£500k" in texts
    assert "−£500k" in texts
    assert figure.layout.xaxis.ticktext == ("budget −£600k",)


def test_an_outturn_is_called_one_and_a_missing_one_is_said() -> None:
    assert bridge_chart([], budget_k=600, variance_k=0, outturn=True).sentence == (
        "Nothing stands between the budget and the outturn"
    )
    assert bridge_chart(LINES, budget_k=None, variance_k=180, outturn=True).sentence == (
        "No bridge: the outturn is not stated"
    )
    assert bridge_chart(LINES, budget_k=600, variance_k=None, outturn=False).sentence == (
        "No bridge: the forecast is not stated"
    )


@pytest.mark.parametrize("screen", SCREENS)
def test_a_step_that_only_moves_a_cost_is_no_underspend(screen: Screen) -> None:
    lines = [*LINES[:2], replace(LINES[2], moved="paid from reserves")]
    chart = bridge_chart(lines, budget_k=600, variance_k=180, outturn=False, screen=screen)
    figure = go.Figure(chart.figure)
    assert chart.sentence == "£300k of overspends and £120k paid from reserves leave it £180k over budget"
    assert list(figure.data[0].marker.color) == [theme.ADVERSE, theme.NEUTRAL]
    assert list(figure.data[0].marker.pattern.shape) == ["", "/"]
    texts = [note.text for note in figure.layout.annotations]
    assert ("moved" if SCALES[screen].narrow else "moved, not saved") in texts
    assert not any("under" in text for text in texts)
    assert "All underspends" not in [row[0] for row in chart.table.rows]
    assert chart.table.columns[-1] == "Only moves a cost"
    assert [row[-1] for row in chart.table.rows if row[0] == "Grant"] == ["paid from reserves"]
    assert "Grey stripes: money moved, not saved: paid from reserves." in chart.key


def test_a_step_that_is_to_be_explained_and_is_not_is_marked() -> None:
    lines = [LINES[0], replace(LINES[2], unexplained=True)]
    chart = bridge_chart(lines, budget_k=600, variance_k=180, outturn=False)
    assert "<b>−£120k †</b>" in [note["text"] for note in chart.figure["layout"]["annotations"]]
    assert "† Far enough from budget" in chart.key


def test_a_step_that_adds_is_orange_and_one_that_takes_away_blue() -> None:
    bars, _, _ = go.Figure(bridge_chart(LINES, budget_k=600, variance_k=180, outturn=False).figure).data
    assert list(bars.marker.color) == [theme.ADVERSE, theme.FAVOURABLE]
