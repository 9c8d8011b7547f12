"""Movements: bars largest rise first, the rest added up, what lines leave shown, and a sentence on the extremes."""

from datetime import date
from typing import Any

import plotly.graph_objects as go
import pytest

from charts import theme
from charts.movement import REST, TRANSFERRED, movement_chart, total_sentence
from charts.theme import SCALES, SCREENS, Screen
from data.compare import Comparison, compare
from data.selection import Selection
from data.structure import Move
from tests.builders import activity_row, dataset, finance_row, report_row, summary_row

OLD = {"period": date(2018, 3, 31), "financial_year": "2017/18", "basis": "outturn", "report": "2018-03"}
DECEMBER = {"period": date(2019, 12, 31), "report": "2019-12"}  # of the same year, so of the same budget


def comparison(
    pairs: dict[str, tuple[float | None, float | None]],
    measure: str = "forecast_variance",
    totals: tuple[float, float] | None = None,
    before: dict[str, Any] = OLD,
) -> Comparison:
    """Variances and budgets of each line, as it was in another year or ``before`` and as it is."""
    old = [finance_row(name, value, value) | before for name, (value, _) in pairs.items() if value is not None]
    new = [finance_row(name, value, value) for name, (_, value) in pairs.items() if value is not None]
    summary = []
    if totals:
        was, now = (summary_row("Total", total, total, level="net_total") for total in totals)
        summary = [was | before, now]
    reports = [report_row(), report_row(**before)]
    built = dataset(reports=reports, finance=[*old, *new], finance_summary=summary)
    return compare(*built.months, Selection("2020-01"), "service", measure)


PAIRS: dict[str, tuple[float | None, float | None]] = {"A": (100, 400), "B": (50, 50), "C": (500, -20)}


@pytest.mark.parametrize("screen", SCREENS)
def test_bars_hold_the_movements_largest_rise_first(screen: Screen) -> None:
    (bars,) = go.Figure(movement_chart(comparison(PAIRS, before=DECEMBER), screen=screen).figure).data
    assert list(bars.x) == [300, 0, -520]
    assert list(bars.marker.color) == [theme.ADVERSE, theme.NEUTRAL, theme.FAVOURABLE]


def test_a_budget_that_grows_is_neither_good_nor_bad() -> None:
    (bars,) = go.Figure(movement_chart(comparison(PAIRS, "budget")).figure).data
    assert set(bars.marker.color) == {theme.NEUTRAL}


def test_what_the_lines_leave_of_the_printed_change_is_a_bar() -> None:
    chart = movement_chart(comparison(PAIRS, totals=(650, 434)))
    assert chart.table.rows[-2:] == ((REST, "+£4k", "–", "–"), ("Printed total", "−£216k", "+£650k", "+£434k"))
    assert sum(go.Figure(chart.figure).data[0].x) == 434 - 650


def test_lines_that_moved_in_are_a_bar_of_a_directorate() -> None:
    old = [
        finance_row("A", 100, 9) | OLD,
        finance_row("All", 0, 0, level="directorate_total", directorate="Education") | OLD,
    ]
    new = [
        finance_row("A", 130, 9, directorate="Education"),
        finance_row("All", 130, 9, level="directorate_total", directorate="Education"),
    ]
    built = dataset(reports=[report_row(), report_row(**OLD)], finance=[*old, *new])
    known = [Move("service", "2018/19", "Adults & Safeguarding", "A", "Education", "", "A", 1, "why")]
    found = compare(*built.months, Selection("2020-01", directorate="Education"), "service", "budget", known)
    assert [row[:2] for row in movement_chart(found).table.rows] == [
        ("A", "+£30k"),
        (TRANSFERRED, "+£100k"),
        ("Printed total", "+£130k"),
    ]


def test_forty_lines_are_ranked_and_the_rest_added_up_with_each_in_the_table() -> None:
    many: dict[str, tuple[float | None, float | None]] = {f"S{place}": (0, place - 20) for place in range(40)}
    chart = movement_chart(comparison(many))
    (bars,) = go.Figure(chart.figure).data
    assert len(bars.x) == 16
    assert sum(bars.x) == sum(place - 20 for place in range(40))
    names = [row[0] for row in chart.table.rows]
    assert names[15] == "25 others"
    assert len([name for name in names if name.startswith("– ")]) == 25
    assert len(names) == 16 + 25 + 1
    assert chart.table.rows[-1] == ("Total", "−£20k", "on budget", "−£20k")
    assert chart.table.sums[-1] == "40 service lines, added up here"


def test_every_row_leads_to_both_papers() -> None:
    table = movement_chart(comparison({"A": (1, 2), "Gone": (3, None), "Fresh": (None, 4)})).table
    places = {row[0]: (at, was) for row, at, was in zip(table.rows, table.locators, table.earlier, strict=True)}
    assert places["A"] == ("line 10", ("line 10", "2018-03"))
    assert places["Gone (ended)"] == ("", ("line 10", "2018-03"))
    assert places["Fresh (new)"] == ("line 10", ("", "2018-03"))
    assert places["Total"] == ("", ("", "2018-03"))
    assert table.months == ("2020-01",) * 4


def test_numbers_of_people_are_ranked_and_never_added_up() -> None:
    activity = [
        row
        for place in range(20)
        for row in (
            activity_row(f"T{place}", count_actual=10) | OLD,
            activity_row(f"T{place}", count_actual=10 + place),
        )
    ]
    reports = [report_row(), report_row(**OLD)]
    finance = [finance_row("A", 1, 1) | OLD, finance_row("A", 1, 1)]
    built = dataset(reports=reports, finance=finance, activity=activity)
    chart = movement_chart(compare(*built.months, Selection("2020-01"), "care", "count_actual"))
    assert len(go.Figure(chart.figure).data[0].x) == 16
    assert "4 that moved less: see the table." in chart.key
    assert not [row for row in chart.table.rows if "other" in row[0] or "total" in row[0]]
    assert len(chart.table.rows) == 20
    assert chart.sentence == "T19 (Older people) rose by 19"


def test_numbers_that_count_different_things_are_listed_and_not_ranked() -> None:
    activity = [
        activity_row("Homecare", count_actual=1471, count_of="service users") | OLD,
        activity_row("Homecare", count_actual=1141),
        activity_row("Nursing", count_actual=20) | OLD,
        activity_row("Nursing", count_actual=21),
    ]
    finance = [finance_row("A", 1, 1) | OLD, finance_row("A", 1, 1)]
    built = dataset(reports=[report_row(), report_row(**OLD)], finance=finance, activity=activity)
    chart = movement_chart(compare(*built.months, Selection("2020-01"), "care", "count_actual"))
    assert chart.sentence == "Nursing (Older people) rose by 1"
    assert list(go.Figure(chart.figure).data[0].x) == [1]
    assert chart.table.rows[-1] == ("Homecare (Older people)", "counted differently", "1,471", "1,141")
    assert chart.key == "Not ranked, because the papers count them differently: 1."
    alone = dataset(reports=[report_row(), report_row(**OLD)], finance=finance, activity=activity[:2])
    chart = movement_chart(compare(*alone.months, Selection("2020-01"), "care", "count_actual"))
    assert (chart.figure, chart.sentence) == (None, "No line can be compared between the two months")
    assert chart.empty == "No line here counts the same thing in both papers."


@pytest.mark.parametrize(
    ("pairs", "measure", "expected"),
    [
        (PAIRS, "forecast_variance", "A worsened by £300k; C improved by £520k"),
        (PAIRS, "budget", "A rose by £300k; C fell by £520k"),
        ({"A": (-50, 50)}, "forecast_variance", "A worsened by £100k"),
        ({"A": (0, 300), "B": (0, -300)}, "forecast_variance", "A worsened by £300k; B improved by £300k"),
        ({"A": (5, None), "B": (7, 7)}, "forecast_variance", "A (ended) improved by £5k"),
        ({"A": (None, 999.96), "B": (7, 7)}, "budget", "A (new) rose by £1.0m"),
        ({"A": (1, 1), "B": (7, 7.4)}, "budget", "No line moved between the two months"),
    ],
)
def test_the_sentence(pairs: dict[str, Any], measure: str, expected: str) -> None:
    built = {name: (value, None) if isinstance(value, int) else value for name, value in pairs.items()}
    assert movement_chart(comparison(built, measure, before=DECEMBER)).sentence == expected


def test_across_the_end_of_a_year_nothing_is_called_better_or_worse() -> None:
    # The budget is set anew in April: what was over the last one says nothing about what is over this one.
    chart = movement_chart(comparison(PAIRS))
    assert chart.sentence == "A rose by £300k; C fell by £520k"
    assert "March 2018 and January 2020 are of different financial years" in chart.key
    (bars,) = go.Figure(chart.figure).data
    assert set(bars.marker.color) == {theme.NEUTRAL}
    said = f"{chart.sentence} {chart.key} {[note['text'] for note in (chart.figure or {})['layout']['annotations']]}"
    assert not {"worse", "better"} & set(said.replace("not called worse or better", "").split())


def test_a_grant_is_named_where_its_bar_is_the_longest_and_called_a_grant() -> None:
    grant = {"level": "grant", "directorate": None}
    names = ("Financing DSG", "Better Care Grant")
    old = [finance_row("A", 0, 0), *(finance_row(name, 0, 0, **grant) for name in names)]
    new = [
        finance_row("A", 0, -5010),
        finance_row(names[0], 0, -9691, **grant),
        finance_row(names[1], 0, 20, **grant),
    ]
    built = dataset(reports=[report_row(), report_row(**DECEMBER)], finance=[*(row | DECEMBER for row in old), *new])
    first, last = built.months
    chart = movement_chart(compare(first, last, Selection("2020-01"), "service", "forecast_variance"))
    assert chart.sentence == "Better Care Grant worsened by £20k; Financing DSG (grant) improved by £9.7m"
    assert [row[0] for row in chart.table.rows[:3]] == ["Better Care Grant", "A", "Financing DSG (grant)"]


@pytest.mark.parametrize(
    ("measure", "totals", "expected"),
    [
        ("forecast_variance", (6953, 4247), "Care: £7.0m over budget in March 2018, £4.2m over budget in January 2020"),
        ("forecast_variance", (0, -60), "Care: on budget in March 2018, £60k under budget in January 2020"),
        ("budget", (-500, 94224), "Care: a budget of −£500k in March 2018, £94.2m in January 2020"),
        ("budget", None, "Care: a budget of £650k in March 2018, £430k in January 2020"),
    ],
)
def test_the_sentence_on_the_totals(measure: str, totals: tuple[float, float] | None, expected: str) -> None:
    assert total_sentence(comparison(PAIRS, measure, totals), "Care") == expected


@pytest.mark.parametrize("screen", SCREENS)
def test_a_line_that_only_moves_a_cost_is_neither_better_nor_worse(screen: Screen) -> None:
    chart = movement_chart(comparison({**PAIRS, "Use of reserves": (-100, -900)}), screen=screen)
    figure = go.Figure(chart.figure)
    place = list(figure.data[0].x).index(-800)
    assert figure.data[0].marker.color[place] == theme.NEUTRAL
    assert figure.data[0].marker.pattern.shape[place] == "/"
    word = "moved" if SCALES[screen].narrow else "moved, not saved"
    assert word in [note.text for note in figure.layout.annotations]
    assert chart.sentence == "A rose by £300k; C fell by £520k; £800k more is paid from reserves"
    assert "Grey stripes: money moved, not saved: paid from reserves." in chart.key


def test_a_cost_that_each_year_moves_elsewhere_is_not_more_of_the_same() -> None:
    chart = movement_chart(comparison({**PAIRS, "Financing Dedicated Schools Grant (DSG)": (-809, -10500)}))
    assert chart.sentence.endswith(
        "; £809k was charged to the schools grant in March 2018,"
        " £10.5m is carried as a deficit on the schools grant in January 2020"
    )


def test_a_change_is_called_so_for_moved_is_said_of_money_and_of_lines() -> None:
    chart = movement_chart(comparison(PAIRS))
    assert chart.table.columns[1] == "Change"
    assert "change" in [note.text for note in go.Figure(chart.figure).layout.annotations]


def test_it_has_no_stripes_where_budgets_are_compared() -> None:
    (bars,) = go.Figure(movement_chart(comparison({"A": (1, 2), "Use of reserves": (-1, -9)}, "budget")).figure).data
    assert bars.marker.pattern.shape is None
