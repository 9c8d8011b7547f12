"""The layouts of the years: which heading means which column is data."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from data.folders import REFERENCE
from loaders import finding, headings
from loaders.containers import kinds
from loaders.containers.text import Line
from tests.loaders.containers import paper
from tests.loaders.containers.paper import Span, Table

PREVIOUS, BUDGET, ACTUAL = "previous_forecast_variance_k", "budget_k", "actual_k"
VARIANCE, SHARE = "forecast_variance_k", "forecast_variance_pct"


def _lines(*rows: str) -> list[Line]:
    return [Line(f"line {number}", tuple(row.split("|"))) for number, row in enumerate(rows, start=1)]


SERVICE_LEVEL = {
    "2017": (
        "Forecast Variance Outturn (Apr) £'000|Service|Original Budget 2017/18 £'000|Current Budget 2017/18 £'000|"
        "Actual to end of May £'000|Current Variance £'000|Current Variance %|Forecast Variance Outturn (May) £'000|"
        "Forecast Variance Outturn (May) %",
        "5|Parks|900|1,000|80|-20|-2%|12|1.2%",
    ),
    "2017, both variances after the service": (
        "Service|Original Budget for 2017/18 £000|Current Budget for 2017/18 £000|Actual £000|Current Variance £000|"
        "Forecast Variance Outturn (Apr) £000|Forecast Variance Outturn (May) £000|%",
        "Parks|900|1,000|80|-20|5|12|1.2%",
    ),
    "2017, previous in words": (
        "Service|Current Budget £000|Expected to end of May £000|Actual £000|Previous Forecast Variance £000|"
        "Forecast Variance £000|Forecast Variance %",
        "Parks|1,000|100|80|5|12|1.2%",
    ),
    "2018": (
        "Forecast Outturn Variance (Apr) £'000|Service|Budget 2018/19 £'000|Actual May 2018 £'000|"
        "Forecast Outturn Variance £'000 %|",
        "5|Parks|1,000|80|12|1.2%",
    ),
    "2018, with a column of notes": (
        "Forecast Outturn Variance (Apr) £'000|Service||Budget 2018/19 £'000|Actual May 2018 £'000|"
        "Forecast Outturn Variance £'000|%",
        "5||Parks|1,000|80|12|1.2%",
    ),
    "2020": (
        "Forecast Outturn Variance (Dec) £’000|Service|Budget 2019/20 £’000|Actual January 2020 £’000|"
        "Outturn Variance £’000|Outturn Variance %",
        "5|Parks|1,000|80|12|1.2%",
    ),
}


@pytest.mark.parametrize("layout", SERVICE_LEVEL)
def test_service_level_table(layout: str) -> None:
    heading, row = SERVICE_LEVEL[layout]
    (found,) = finding.of("finance", _lines(heading, row))
    (read,) = found.rows
    assert read["service_reported"] == "Parks"
    assert [read[name] for name in (PREVIOUS, BUDGET, ACTUAL, VARIANCE, SHARE)] == [5, 1000, 80, 12, 1.2]
    assert found.notes == []


@pytest.mark.parametrize(
    ("heading", "row", "original"),
    [
        (
            "Forecast Variance - Outturn (Apr) £000|Directorate|Original Budget 2017/18 £000|"
            "Current Budget 2017/18 £000|Current Variance £000|Current Variance %|Actual £000|"
            "Forecast Variance - Outturn (May) £000|"
            "Forecast Variance - Outturn (May) %",
            "5|Parks|900|1,000|-20|-2%|80|12|1.2%",
            900,
        ),
        (
            "Forecast Variance Outturn (Feb) £000|Directorate|Original Budget 2017/18 £000|Budget 2017/18 £000|"
            "Actual £000|Outturn Variance £000|Outturn Variance %",
            "5|Parks|900|1,000|80|12|1.2%",
            900,
        ),
        (
            "Forecast Variance Outturn (Apr) £000|Directorate|Budget 2018/19 £000|Actual £000|"
            "Forecast Outturn Variance £000|Forecast Outturn Variance %",
            "5|Parks|1,000|80|12|1.2%",
            None,
        ),
        (
            "Forecast Variance Outturn (Previous) £000|Directorate|Budget 2019/20 £000|Actual January 2020 £000|"
            "Forecast Outturn Variance £000|%",
            "5|Parks|1,000|80|12|1.2%",
            None,
        ),
    ],
    ids=["2017", "closedown of 2017/18", "2018", "2020"],
)
def test_summary(heading: str, row: str, original: float | None) -> None:
    (found,) = finding.of("finance_summary", _lines(heading, row))
    (read,) = found.rows
    assert read["line_reported"] == "Parks"
    assert [read[name] for name in (PREVIOUS, BUDGET, ACTUAL, VARIANCE, SHARE)] == [5, 1000, 80, 12, 1.2]
    assert read["original_budget_k"] == original
    assert found.notes == []


OLD: Table = [
    [
        Span("Forecast Variance Outturn (Apr) £'000", down=2),
        Span("Service", down=2),
        Span("Original Budget 2017/18 £'000", down=2),
        Span("Current Budget 2017/18 £'000", down=2),
        Span("Actual to end of May £'000", down=2),
        Span("Current Variance", across=2),
        "",
        Span("Forecast Variance Outturn (May)", across=2),
        "",
    ],
    ["", "", "", "", "", "£'000", "%", "£'000", "%"],
    [Span("Parks Directorate", across=9), *[""] * 8],
    ["5", "Park Keepers", "900", "1,000", "80", "-20", "-2%", "12", "1.2%"],
    ["0", "Bandstands", "100", "100", "0", "-1", "-1%", "", ""],
    ["5", "Parks Directorate Total", "1,000", "1,100", "80", "-21", "-2%", "12", "1.1%"],
    ["5", "Net Total", "1,000", "1,100", "80", "-21", "-2%", "12", "1.1%"],
]


@pytest.mark.parametrize("ending", paper.WRITERS)
def test_the_old_layout_in_every_container(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"old{ending}"
    paper.WRITERS[ending](["Service level budgetary control", OLD], path)
    (found,) = finding.of("finance", kinds.read(path).lines)
    assert [
        (
            row["directorate"],
            row["service_reported"],
            *(row[name] for name in (PREVIOUS, BUDGET, ACTUAL, VARIANCE, SHARE)),
        )
        for row in found.rows
    ] == [
        ("Parks", "Park Keepers", 5, 1000, 80, 12, 1.2),
        ("Parks", "Bandstands", 0, 100, 0, None, None),
        ("Parks", "Parks Directorate Total", 5, 1100, 80, 12, 1.1),
        (None, "Net Total", 5, 1100, 80, 12, 1.1),
    ]
    assert found.notes == []


def test_a_heading_over_three_rows_of_cells() -> None:
    (found,) = finding.of(
        "finance",
        _lines(
            "Forecast||Budget|Actual|Forecast|",
            "Variance||2032/33|May 2032|Outturn Variance|",
            "(Apr) £'000|Service|£'000|£'000|£'000|%",
            "5|Parks|1,000|80|12|1.2%",
        ),
    )
    assert (found.furniture, found.row_lines, found.unread) == (3, 1, 0)
    assert [found.rows[0][name] for name in (PREVIOUS, BUDGET, VARIANCE, SHARE)] == [5, 1000, 12, 1.2]


def test_a_column_of_unknown_heading_is_left_out_and_noted() -> None:
    heading = "Forecast Outturn Variance (Apr)|Service|Budget £000|Actual|Outlook|Forecast Outturn Variance|%"
    (found,) = finding.of("finance", _lines(heading, "5|Parks|1,000|80|777|12|1%"))
    assert [found.rows[0][name] for name in (ACTUAL, VARIANCE)] == [80, 12]
    assert [(note.check, note.severity, note.stated) for note in found.notes] == [
        ("unread-column", "warning", "Outlook")
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Forecast Variance (Apr)|Service|Budget £000|Actual|Forecast Variance|Outturn Variance",
        "Forecast Variance (Apr)|Service|Budget £000|Budget £000|Actual|Forecast Variance",
    ],
    ids=["two variances", "two budgets"],
)
def test_a_heading_that_could_mean_two_columns_is_not_guessed(heading: str) -> None:
    assert finding.of("finance", _lines(heading, "5|Parks|1,000|80|12|13")) == []


def test_a_figure_under_no_heading_leaves_its_row_unread() -> None:
    heading = "Forecast Outturn Variance (Apr)|Service|Budget £000|Actual|Forecast Outturn Variance|%||"
    (found,) = finding.of("finance", _lines(heading, "5|Parks|1,000|80|12|1%||", "5|Ponds|1,000|80|12|1%||99"))
    assert [row["service_reported"] for row in found.rows] == ["Parks"]
    assert [note.message for note in found.notes] == [
        "“5 Ponds 1,000 80 12 1% 99” in the table service level budgetary control could not be read: “99” stands under "
        "no heading."
    ]


def test_the_rest_of_a_row_cut_off_by_a_page_is_no_sub_heading() -> None:
    heading = "Forecast Outturn Variance (Apr)|Service|Budget £000|Actual|Forecast Outturn Variance|%"
    (found,) = finding.of(
        "finance",
        _lines(heading, "Parks Directorate|||||", "5|Park|1,000|80|12|1%", "|Keepers||||", "0|Ponds|1|1|0|0%"),
    )
    assert [(row["service_group"], row["service_reported"]) for row in found.rows] == [(None, "Park"), (None, "Ponds")]
    assert [(note.check, note.row) for note in found.notes] == [("unread-row", "Keepers")]


def test_sub_headings_may_stand_in_the_column_of_services() -> None:
    heading = "Forecast Outturn Variance (Apr)|Service|Budget £000|Actual|Forecast Outturn Variance|%"
    (found,) = finding.of("finance", _lines(heading, "|Parks Directorate||||", "|Play||||", "5|Swings|1,000|80|12|1%"))
    assert [(row["directorate"], row["service_group"]) for row in found.rows] == [("Parks", "Play")]


@pytest.mark.parametrize(
    ("heading", "plain"),
    [
        ("Forecast Outturn Variance (Apr) £'000", "forecast outturn variance"),
        ("Forecast Variance – Outturn (Previous) £000", "forecast variance outturn previous"),
        ("Actual to end of May £'000", "actual"),
        ("Actual May 2018 £’000", "actual"),
        ("Budget 2018/19 £'000s", "budget"),
        ("Budget for 2031/32", "budget"),
        ("February 2032 Outturn", "outturn"),
        ("£'000", ""),
    ],
)
def test_units_dates_and_brackets_do_not_count(heading: str, plain: str) -> None:
    assert headings.plain(heading) == plain


def test_every_line_of_the_file_of_headings_can_be_met() -> None:
    with (REFERENCE / "headings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(row["table"], row["place"]) for row in rows} == {
        (table, place) for table in ("finance", "finance_summary") for place in ("label", "before", "after")
    }
    for row in rows:
        assert row["heading"] == row["heading"].lower()
        sample = row["heading"].replace("*", "x")
        first = next(
            each
            for each in rows
            if (each["table"], each["place"]) == (row["table"], row["place"])
            and headings.fnmatchcase(sample, each["heading"])
        )
        assert first["heading"] == row["heading"], "an earlier line takes everything that this one fits"
