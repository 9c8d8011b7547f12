"""The split of a cost variance: parts and lines that add up to the total, and nothing split that cannot be."""

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.chart import Chart
from charts.split import split_chart
from charts.theme import SCALES, SCREENS, Screen
from data import queries
from data.care import TOTALS, printed_total
from data.dataset import Dataset
from data.formatting import MINUS, signed_thousands, variance_words
from data.rows import CareLine
from data.selection import Selection
from tests.builders import care_line


def line(name: str, variance_k: float | None, **parts: object) -> CareLine:
    figures = {"count_budget": 100, "count_actual": 110, "unit_cost_budget": 500, "unit_cost_actual": 520}
    return care_line(name, cost_variance_k=variance_k, **(figures | parts))


LINES = [line("Residential", 375), line("Nursing", -100, count_actual=90)]
RESPITE = line("Respite", 21, count_budget=None)
INCOME = line("Income", -900, level="income")
TOTAL = line("Total", -603, level="total")
NOT_SPLIT = ("not split",) * 4


def added_up(chart: Chart) -> tuple[list[list[float]], list[float]]:
    """The amounts of every row of a table but the last, and those of the last."""
    amounts = [
        [
            0.0 if cell == "not split" else float(cell.translate({163: "", 107: "", 44: "", ord(MINUS): "-"}))
            for cell in row
        ]
        for row in (row[1:] for row in chart.table.rows)
    ]
    return amounts[:-1], amounts[-1]


def adds_up(chart: Chart) -> None:
    """Every row to its variance, every column to its last row, and what is drawn to the same."""
    if not chart.table.rows:
        return
    above, last = added_up(chart)
    assert [sum(column) for column in zip(*above, strict=True)] == last
    assert all(sum(row[1:]) == row[0] for row in [*above, last])
    if chart.figure:
        for trace, whole in zip(go.Figure(chart.figure).data, last[1:], strict=True):
            assert sum(trace.x[:-1]) == pytest.approx(trace.x[-1])
            assert trace.x[-1] == pytest.approx(whole)


def test_the_parts_of_each_line_add_up_to_its_variance() -> None:
    traces = go.Figure(split_chart(LINES).figure).data
    assert [trace.name for trace in traces] == ["number of people", "price", "both together", "other", "not split"]
    assert [sum(trace.x[place] for trace in traces) for place in range(3)] == pytest.approx([375, -100, 275])


@pytest.mark.parametrize("screen", SCREENS)
def test_what_cannot_be_split_stands_with_its_variance_in_the_chart_and_in_the_table(screen: Screen) -> None:
    chart = split_chart([*LINES, RESPITE, INCOME], screen=screen)
    *lines, total = [0, 0, 21, -900, -879]
    order = [total, *lines] if SCALES[screen].named_first else [*lines, total]
    assert list(go.Figure(chart.figure).data[-1].x) == order
    assert chart.table.rows[2] == ("Respite", "+£21k", *NOT_SPLIT, "+£21k")
    assert chart.table.rows[3] == ("Income", "−£900k", *NOT_SPLIT, "−£900k")
    assert "not split, saves £879k" in chart.key


@pytest.mark.parametrize("screen", SCREENS)
def test_the_last_row_is_the_printed_total_and_what_is_left_of_it_a_row(screen: Screen) -> None:
    chart = split_chart([*LINES, RESPITE, INCOME, TOTAL], screen=screen)
    assert chart.table.rows[-2:] == (
        ("Rounding in the paper", "+£1k", *NOT_SPLIT, "+£1k"),
        ("Total", "−£603k", "£0k", "+£208k", "£0k", "+£67k", "−£878k"),
    )
    assert chart.table.locators[-2:] == ("", TOTAL.locator)
    assert chart.table.sums[-2:] == ("the printed total less every line", "")


def test_more_than_rounding_is_not_called_so() -> None:
    chart = split_chart([*LINES, line("Total", 900, level="total")])
    assert chart.table.rows[-2][:2] == ("Not on any line", "+£625k")


@pytest.mark.parametrize("screen", SCREENS)
def test_where_no_total_is_printed_the_last_row_adds_up_every_line(screen: Screen) -> None:
    chart = split_chart([*LINES, RESPITE], screen=screen)
    assert chart.table.rows[-1] == ("Every line, added up", "+£296k", "£0k", "+£208k", "£0k", "+£67k", "+£21k")
    assert chart.table.locators[-1] == ""
    assert chart.table.sums[-1] == "adds up every line"
    assert "price, adds £208k" in chart.key


def test_every_care_group_of_the_papers_ends_at_its_printed_total_to_the_pound(dataset: Dataset) -> None:
    ended = 0
    for month in dataset.months:
        for group in queries.care_groups(month, Selection(month.key)):
            lines = queries.care_types(month, Selection(month.key), group)
            chart, total = split_chart(lines), printed_total(lines)
            adds_up(chart)
            if not chart.table.rows:
                continue
            every = sum(each.cost_variance_k or 0 for each in lines if each.level not in TOTALS)
            assert chart.table.rows[-1][1] == signed_thousands(total.cost_variance_k if total else every)
            ended += total is not None
    assert ended >= 13


figures = st.none() | st.integers(0, 900)
random_lines = st.lists(
    st.builds(
        line,
        st.just("Care"),
        st.none() | st.integers(-9000, 9000),
        count_budget=figures,
        count_actual=figures,
        unit_cost_budget=figures,
        unit_cost_actual=figures,
        unit_cost_per=st.sampled_from(["week", "year", "hour", None]),
        level=st.sampled_from(["line", "income", "adjustment", "subtotal", "total"]),
    ),
    max_size=12,
)


@given(random_lines, st.sampled_from(SCREENS))
def test_any_lines_add_up_to_the_last_row_to_the_pound(lines: list[CareLine], screen: Screen) -> None:
    chart, total = split_chart(lines, screen=screen), printed_total(lines)
    adds_up(chart)
    if total:
        assert chart.table.rows[-1][1] == signed_thousands(total.cost_variance_k)


def test_which_number_the_split_goes_by_is_said() -> None:
    averaged = split_chart([line("Fostering", 375, count_average=104.5)])
    assert "averages over the year" in averaged.key
    assert "averages over the year" not in split_chart(LINES).key


NOTHING = "The cost variance cannot be split into number and price"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([LINES[0]], "Older people, £375k over budget: price adds £104k, number of people adds £260k"),
        (
            [LINES[1]],
            "Older people, £100k under budget, once larger amounts cancel out: price adds £104k, number of people "
            "saves £260k; the split is incomplete, as other causes add £66k",
        ),
        (
            [line("A", 200)],
            "Older people, £200k over budget, once larger amounts cancel out: price adds £104k, number of people adds "
            "£260k; the split is incomplete, as other causes save £174k",
        ),
        (
            LINES,
            "Older people, £275k over budget: price adds £208k, number of people adds nothing; the split is "
            "incomplete, as other causes add £67k",
        ),
        (
            [line("A", 0, count_actual=100)],
            "Older people, on budget, once larger amounts cancel out: price adds £104k, number of people adds nothing; "
            "the split is incomplete, as other causes save £104k",
        ),
        (
            [line("A", 0, count_actual=100, unit_cost_actual=500)],
            "Older people, on budget: price adds nothing, number of people adds nothing",
        ),
        (
            [LINES[0], INCOME],
            "Older people, £525k under budget, once larger amounts cancel out: price adds £104k, number of people adds "
            "£260k; the split is incomplete, as lines not split save £900k",
        ),
        (
            [LINES[0], line("Total", 400, level="total")],
            "Older people, £400k over budget: price adds £104k, number of people adds £260k",
        ),
        (
            [LINES[0], line("Total", 420, level="total")],
            "Older people, £420k over budget: price adds £104k, number of people adds £260k; the split is incomplete, "
            "as lines not split add £45k",
        ),
        (
            [line("A", 155, count_budget=140, count_actual=61, unit_cost_budget=100, unit_cost_actual=157)],
            "Older people, £155k over budget, once larger amounts cancel out: price adds £415k, number of people saves "
            "£411k, both together save £234k; the split is incomplete, as other causes add £385k",
        ),
        ([line("A", 5, unit_cost_actual=None)], f"Older people: {NOTHING[0].lower()}{NOTHING[1:]}"),
        ([], NOTHING),
    ],
)
def test_the_sentence_names_the_care_group_and_every_part_that_is_not_small(
    lines: list[CareLine], expected: str
) -> None:
    assert split_chart(lines).sentence == expected


@given(random_lines)
def test_any_sentence_says_that_a_split_is_incomplete_and_that_parts_cancel(lines: list[CareLine]) -> None:
    chart = split_chart(lines)
    if chart.figure is None:
        return
    _, (variance, *parts) = added_up(chart)
    incomplete = abs(parts[3]) + abs(parts[4]) > abs(variance) / 10
    assert ("the split is incomplete" in chart.sentence) == incomplete
    assert ("larger amounts cancel out" in chart.sentence) == any(abs(part) > abs(variance) for part in parts)
    assert chart.sentence.startswith(f"Older people, {variance_words(variance)}")


def test_what_rests_on_lines_that_the_paper_contradicts_is_said_to_be_in_doubt() -> None:
    torn = INCOME._replace(locator="line 9")
    chart = split_chart([*LINES, torn], doubts={"line 9"})
    assert chart.sentence == split_chart([*LINES, torn]).sentence + "; some of it is in doubt"
    assert chart.key.endswith("In doubt, for the paper contradicts itself: Income.")
    assert "doubt" not in split_chart([*LINES, torn._replace(cost_variance_k=0)], doubts={"line 9"}).sentence
