"""The variance chart: bars, ghosts, colours and the sentence all come from the same lines."""

from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import pytest

from charts import theme
from charts.theme import SCALES, SCREENS, Screen
from charts.variance import CHANGE, SHARE, Share, variance_chart, variance_sentence
from data.analysis import VarianceLine, added_up
from tests.builders import DECEMBER, JANUARY, variance_lines

LINES = variance_lines(("Education", 1000, 300, 250), ("Executive Director", 800, 0, 0), ("Grant", -900, -120, None))


def drawn(lines: list[VarianceLine], **options: Any) -> go.Figure:
    chart = variance_chart(lines, period=JANUARY, previous_period=DECEMBER, outturn=False, **options)
    return go.Figure(chart.figure)


def test_bars_hold_the_variances_in_the_order_given() -> None:
    bars, *_ = drawn(LINES).data
    assert list(bars.x) == [300, 0, -120]
    assert list(bars.marker.color) == [theme.ADVERSE, theme.NEUTRAL, theme.FAVOURABLE]


def test_the_tick_holds_last_month_and_a_missing_one_stays_missing() -> None:
    *_, tick = drawn(LINES).data
    assert list(tick.x) == [250, 0, None]
    assert tick.marker.symbol == "line-ns"


def test_bars_start_at_zero() -> None:
    low, high = drawn(LINES).layout.xaxis.range
    assert low < -120
    assert high > 300
    low, high = drawn(variance_lines(("A", 1000, 200, 300))).layout.xaxis.range
    assert low <= 0
    assert high > 300


def test_the_table_holds_what_the_chart_shows() -> None:
    chart = variance_chart(LINES, period=JANUARY, previous_period=DECEMBER, outturn=False)
    assert chart.table.columns[3] == "Forecast variance, Jan 2020"
    assert chart.table.rows == (
        ("Education", "£1,000k", "not stated", "+£300k", "+30.0%", "+£250k", "+£50k"),
        ("Executive Director", "£800k", "not stated", "£0k", "0.0%", "£0k", "£0k"),
        ("Grant", "−£900k", "not stated", "−£120k", "–", "not stated", "not stated"),
    )
    assert chart.table.locators == ("line 1", "line 2", "line 3")


@pytest.mark.parametrize("screen", SCREENS)
def test_every_label_and_value_is_on_the_chart_on_every_screen(screen: Screen) -> None:
    texts = [note.text for note in drawn(LINES, screen=screen).layout.annotations]
    for words in ("Education", "Executive Director", "<b>+£300k</b>", "<b>on budget</b>", "<b>−£120k</b>"):
        assert words in texts


def test_percent_has_a_panel_of_its_own_and_skips_negative_budgets() -> None:
    figure = drawn(LINES, share="panel")
    panel = next(trace for trace in figure.data if trace.xaxis == "x2")
    assert list(panel.x) == [30, 0, None]


def test_lines_added_up_are_grey() -> None:
    bars, *_ = drawn([*LINES, added_up("7 others", LINES, folded=7)]).data
    assert bars.marker.color[-1] == theme.NEUTRAL


def test_markup_in_a_label_is_shown_and_never_obeyed() -> None:
    figure = drawn(variance_lines(("<a href='https://x.example'>Care</a> & more", 1000, 300, 0)))
    everything = figure.to_json()
    assert "<a href" not in everything.replace("\\u003c", "<")


def test_a_label_of_ninety_characters_is_cut_on_the_chart_and_whole_in_the_table() -> None:
    name = "Special Educational Needs and Disability Services for Children and Young People Aged 0 to 25"
    chart = variance_chart(
        variance_lines((name, 1000, 300, 0)), period=JANUARY, previous_period=DECEMBER, outturn=False
    )
    label = next(note["text"] for note in chart.figure["layout"]["annotations"] if "Special" in note["text"])
    assert label == "Special Educational Needs<br>… People Aged 0 to 25"
    assert chart.table.rows[0][0] == name


def test_forty_services_get_forty_rows_of_the_same_height() -> None:
    few = drawn(variance_lines(*[(f"S{place}", 1000, place, 0) for place in range(10)])).layout.height
    many = drawn(variance_lines(*[(f"S{place}", 1000, place, 0) for place in range(40)])).layout.height
    assert many - few == 30 * theme.SCALES["desk"].row


def test_nothing_to_draw_is_said_in_a_sentence() -> None:
    chart = variance_chart([], period=JANUARY, previous_period=DECEMBER, outturn=False, thing="service")
    assert chart.figure is None
    assert chart.empty
    assert chart.sentence == "No service has a variance here"


@pytest.mark.parametrize(
    ("lines", "outturn", "expected"),
    [
        ([("A", 1000, 11000, 0), ("B", 1000, -60, 0)], False, "A is £11.0m over budget; B is £60k under"),
        ([("A", 1000, 300, 0), ("B", 1000, 200, 0)], False, "A is £300k over budget; B £200k over"),
        ([("A", 1000, -300, 0)], False, "A is £300k under budget"),
        ([("A", 1000, 0, 0), ("B", 1000, 0.4, 0)], False, "Every service is on budget"),
        ([("A", 1000, 0, 0)], True, "Every service ended on budget"),
        ([("A", 1000, 300, 0), ("B", 1000, -200, 0)], True, "A ended £300k over budget; B ended £200k under"),
        ([("A", 1000, 999.96, 0)], False, "A is £1.0m over budget"),
        ([("A", 1000, 300, 0), ("B", 1000, -300, 0)], False, "A is £300k over budget; B is £300k under"),
        ([], False, "No service has a variance here"),
    ],
)
def test_the_sentence(lines: list[tuple], outturn: bool, expected: str) -> None:
    assert variance_sentence(variance_lines(*lines), outturn=outturn, thing="service") == expected


def test_lines_that_are_added_up_are_not_named() -> None:
    others = added_up("2 others", variance_lines(("A", 1000, 30, 0), ("B", 1000, 40, 0)), folded=2)
    assert variance_sentence([others], outturn=False, thing="service") == (
        "No service is far enough from budget to need explaining"
    )


def test_what_all_lines_come_to_ends_the_table_and_is_never_drawn_beside_its_parts() -> None:
    (whole,) = variance_lines(("Net total", 2000, 180, 170))
    chart = variance_chart(
        LINES, period=JANUARY, previous_period=DECEMBER, outturn=False, net=(replace(whole, locator=""), "3 lines here")
    )
    assert chart.table.rows[-1][0] == "Net total"
    assert chart.table.rows[-1][3:] == ("+£180k", "+9.0%", "+£170k", "+£10k")
    assert chart.table.sums[-1] == "3 lines here"
    assert list(go.Figure(chart.figure).data[0].x) == [300, 0, -120]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("share", ["none", "column", "panel"])
def test_a_first_report_shows_nothing_of_a_month_that_had_no_report(screen: Screen, share: Share) -> None:
    lines = variance_lines(("Education", 1000, 300, 0), ("Grant", -900, -120, 0))
    chart = variance_chart(lines, period=JANUARY, previous_period=None, outturn=False, screen=screen, share=share)
    figure = go.Figure(chart.figure)
    assert {trace.type for trace in figure.data} == {"bar"}
    assert "customdata[3]" not in figure.data[0].hovertemplate
    assert "on budget" not in [note.text for note in figure.layout.annotations]
    assert chart.key == "Bar: Jan 2020."
    assert chart.table.columns[-1] == SHARE
    assert "previous_forecast_variance" not in chart.measures


def test_a_month_before_that_was_on_budget_is_shown() -> None:
    chart = variance_chart(
        variance_lines(("Education", 1000, 300, 0)), period=JANUARY, previous_period=DECEMBER, outturn=False
    )
    assert chart.table.columns[-2:] == ("Variance, Dec 2019", CHANGE)
    assert chart.table.rows[0][-2:] == ("£0k", "+£300k")


DEFICIT = "carried as a deficit on the schools grant"
MOVED = [
    *variance_lines(("Education", 1000, 300, 250), ("Roads", 900, -40, 0)),
    replace(variance_lines(("Grant", -900, -120, -100))[0], moved=DEFICIT),
]


@pytest.mark.parametrize("screen", [each for each in SCREENS if not SCALES[each].named_first])
@pytest.mark.parametrize("share", ["none", "column", "panel"])
def test_a_line_that_only_moves_a_cost_is_neutral_striped_and_says_so(screen: Screen, share: Share) -> None:
    figure = drawn(MOVED, screen=screen, share=share)
    for bars in (trace for trace in figure.data if trace.type == "bar"):
        assert list(bars.marker.color) == [theme.ADVERSE, theme.FAVOURABLE, theme.NEUTRAL]
        assert list(bars.marker.pattern.shape) == ["", "", "/"]
    narrow = SCALES[screen].narrow or (share == "none" and screen != "present")
    (word,) = (note for note in figure.layout.annotations if note.text.startswith("moved"))
    assert word.text == ("moved" if narrow else "moved, not saved")
    assert (word.x, word.xanchor) == (0, "left")  # across from its bar
    assert figure.layout.xaxis.range[1] > 0


def test_it_is_told_in_key_sentence_and_table() -> None:
    chart = variance_chart(
        MOVED,
        period=JANUARY,
        previous_period=DECEMBER,
        outturn=False,
        net=(variance_lines(("Net", 1000, 140, 150))[0], ""),
    )
    assert chart.key.endswith(f"Grey stripes: money moved, not saved: {DEFICIT}.")
    assert chart.sentence == f"Education is £300k over budget; £120k is {DEFICIT}"
    column = chart.table.columns.index("Only moves a cost")
    assert [row[column] for row in chart.table.rows] == ["", "", DEFICIT, "", ""]
    assert [(row[0], row[3], row[5]) for row in chart.table.rows[-2:]] == [
        ("Before money is moved", "+£260k", "+£250k"),
        ("Net", "+£140k", "+£150k"),
    ]


@pytest.mark.parametrize(
    ("lines", "outturn", "expected"),
    [
        (MOVED, True, f"Education ended £300k over budget; £120k was {DEFICIT}"),
        (
            [MOVED[0], *variance_lines(("Roads", 900, -400, 0)), MOVED[2]],
            False,
            "Education is £300k over budget; Roads is £400k under",
        ),
        (MOVED[1:], False, f"Roads is £40k under budget; £120k is {DEFICIT}"),
        (MOVED[2:], False, f"£120k is {DEFICIT}"),
        ([*variance_lines(("Roads", 900, 0, 0)), MOVED[2]], False, f"£120k is {DEFICIT}"),
    ],
)
def test_money_moved_is_never_called_saved(lines: list[VarianceLine], outturn: bool, expected: str) -> None:
    assert variance_sentence(lines, outturn=outturn, thing="service") == expected


def test_a_cost_that_is_moved_here_is_not_called_spent() -> None:
    figure = drawn([*LINES, replace(variance_lines(("To reserves", 0, 80, 0))[0], moved="put into reserves")])
    (word,) = (note for note in figure.layout.annotations if note.text == "moved")
    assert word.xanchor == "right"


@pytest.mark.parametrize("screen", SCREENS)
def test_a_line_that_is_to_be_explained_and_is_not_is_marked(screen: Screen) -> None:
    lines = [LINES[0], replace(LINES[2], unexplained=True)]
    chart = variance_chart(lines, period=JANUARY, previous_period=DECEMBER, outturn=False, screen=screen)
    texts = [note["text"] for note in chart.figure["layout"]["annotations"]]
    assert "<b>−£120k †</b>" in texts
    assert "<b>+£300k</b>" in texts
    assert chart.key.endswith("† Far enough from budget to need explaining, but the paper has no commentary on it.")
    column = chart.table.columns.index("Note")
    assert [row[column] for row in chart.table.rows] == ["", "no commentary"]
    assert "†" not in variance_chart(LINES, period=JANUARY, previous_period=DECEMBER, outturn=False).key


@pytest.mark.parametrize(("now", "before", "change"), [(1.4, 0.6, 0.0), (1.6, 0.4, 2.0), (-0.4, 0.4, 0.0)])
def test_a_change_is_that_of_the_figures_as_they_are_shown(now: float, before: float, change: float) -> None:
    lines = variance_lines(("A", 1000, now, before))
    table = variance_chart(lines, period=JANUARY, previous_period=DECEMBER, outturn=False).table
    assert table.typed[table.columns.index(CHANGE)].values == (change,)
