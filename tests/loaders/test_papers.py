"""The published papers, where a copy stands beside the project: every row, many cells, every total."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from data import schema, store
from loaders import dataset, snapshot
from loaders.account import lines_of
from loaders.containers import text
from loaders.recognisers import RECOGNISERS

MARCH, MAY, JANUARY = "2018-03-31", "2018-05-31", "2020-01-31"
Tables = dict[str, pd.DataFrame]


def _month(table: pd.DataFrame, period: str) -> pd.DataFrame:
    return table[table["period"] == pd.Timestamp(period)]


def _one(table: pd.DataFrame, **where: object) -> dict[str, object]:
    for column, value in where.items():
        table = table[table[column] == value]
    assert len(table) == 1
    row = table.iloc[0]
    return {name: None if pd.isna(row[name]) else row[name] for name in table}


def test_blanks_taken_off_the_ends_of_lines_change_nothing(papers: Path, published: Tables, tmp_path: Path) -> None:
    for paper in papers.glob("*.txt"):
        lines = paper.read_text(encoding="utf-8").split("\n")
        (tmp_path / paper.name).write_text("\n".join(line.rstrip() for line in lines), encoding="utf-8")
    dataset.build([tmp_path], tmp_path / "dataset")
    loaded = store.read(tmp_path / "dataset")
    for table in published:
        if table not in ("reports", "findings"):  # checksums and hours of loading; a place that is an empty line
            pd.testing.assert_frame_equal(loaded[table], published[table])
    columns = ["report", "table", "row", "check", "message"]
    pd.testing.assert_frame_equal(loaded["findings"][columns], published["findings"][columns])


@pytest.mark.parametrize(
    ("period", "finance", "summary", "activity"), [(MARCH, 79, 16, 92), (MAY, 78, 14, 88), (JANUARY, 94, 39, 112)]
)
def test_rows(published: Tables, period: str, finance: int, summary: int, activity: int) -> None:
    counts = [len(_month(published[name], period)) for name in ("finance", "finance_summary", "activity")]
    assert counts == [finance, summary, activity]


@pytest.mark.parametrize(
    ("period", "views"),
    [
        (MARCH, {"overall": 9, "Communities and Partnership": 7}),
        (MAY, {"overall": 9, "Adults": 5}),
        (
            JANUARY,
            {
                "overall": 9,
                "Adults": 6,
                "Children and Young People": 9,
                "Communities and Partnership": 9,
                "Adults, covering paper": 6,
            },
        ),
    ],
)
def test_views(published: Tables, period: str, views: dict[str, int]) -> None:
    assert _month(published["finance_summary"], period)["view"].value_counts().to_dict() == views


def test_reports(published: Tables) -> None:
    reports = published["reports"][published["reports"]["basis"] != "actual"].reset_index(drop=True)
    assert list(reports["basis"]) == ["outturn", "forecast", "forecast"]
    assert [f"{day:%Y-%m-%d}" for day in reports["published"]] == ["2018-04-19", "2018-06-12", "2020-02-14"]
    assert set(reports["authority"]) == {"Cambridgeshire County Council"}
    assert reports["file"][1] == "finance-and-performance-report-2018-05.txt; adults-committee-2018-07-19.txt"
    assert len(reports["sha256"][1].split("; ")) == 2


@pytest.mark.parametrize(
    ("period", "service", "directorate", "group", "figures", "note", "locator"),
    [
        (
            MARCH,
            "Strategic Management – Adults",
            "Adults & Safeguarding",
            None,
            (-8880, -13815, -4935, 56, -4403),
            "1",
            "line 1527",
        ),
        (MARCH, "Schools Intervention Service", "Education", None, (1077, 1183, 106, 10, 90), "24", "line 1605"),
        (MARCH, "Learning Centres", "Communities & Safety", None, (0, -1, -1, 0, 0), None, "line 1574"),
        (
            MARCH,
            "Children in Care Placements",
            "Children & Safeguarding",
            None,
            (17344, 20884, 3540, 20, 3549),
            "15",
            "line 1583",
        ),
        (
            MARCH,
            "0-19 Organisation & Planning",
            "Education",
            "Infrastructure",
            (3662, 3634, -28, -1, 4),
            None,
            "line 1610",
        ),
        (
            MAY,
            "Children in Care Placements",
            "Commissioning",
            "Children’s Commissioning",
            (19641, 1063, 739, 4, 0),
            "1",
            "line 361",
        ),
        (MAY, "Adoption Allowances", "Children & Safeguarding", None, (5282, 954, 248, 5, 0), "2", "line 383"),
        (
            MAY,
            "Out of School Tuition",
            "Education",
            "SEND Specialist Services (0-25 years)",
            (1119, -119, 291, 26, 0),
            "5",
            "line 407",
        ),
        (
            JANUARY,
            "Principal Social Worker, Practice and Safeguarding",
            "Adults & Safeguarding",
            None,
            (1404, 1219, 38, 3, 5),
            None,
            "line 3475",
        ),
        (
            JANUARY,
            "LD – Head of Service",
            "Adults & Safeguarding",
            "Learning Disability Partnership",
            (5781, 4583, 0, 0, 0),
            None,
            "line 3485",
        ),
        (
            JANUARY,
            "Strategic Management – Cultural & Community Services",
            "Communities & Safety",
            None,
            (163, 137, 0, 0, 0),
            None,
            "line 3613",
        ),
        (
            JANUARY,
            "0-19 Organisation & Planning",
            "Education",
            "Infrastructure",
            (4076, 3188, 0, 0, 0),
            None,
            "line 3728",
        ),
        (
            JANUARY,
            "Children in Care Transport",
            "Education",
            "Infrastructure",
            (2005, 1144, -500, -25, -450),
            "16",
            "line 3736",
        ),
        (
            JANUARY,
            "Financing Dedicated Schools Grant (DSG)",
            None,
            None,
            (-61469, -59974, -10500, -17, -9000),
            "18",
            "line 3768",
        ),
    ],
)
def test_finance_cells(
    published: Tables,
    period: str,
    service: str,
    directorate: str | None,
    group: str | None,
    figures: tuple[float, ...],
    note: str | None,
    locator: str,
) -> None:
    row = _one(_month(published["finance"], period), service=service)
    assert (row["directorate"], row["service_group"], row["note"], row["locator"]) == (
        directorate,
        group,
        note,
        locator,
    )
    names = ("budget_k", "actual_k", "forecast_variance_k", "forecast_variance_pct", "previous_forecast_variance_k")
    assert tuple(row[name] for name in names) == figures


@pytest.mark.parametrize(
    ("period", "levels"),
    [
        (
            MARCH,
            {
                "service": 68,
                "directorate_total": 6,
                "grant": 2,
                "expenditure_total": 1,
                "grant_total": 1,
                "net_total": 1,
            },
        ),
        (
            MAY,
            {
                "service": 67,
                "directorate_total": 6,
                "grant": 2,
                "expenditure_total": 1,
                "grant_total": 1,
                "net_total": 1,
            },
        ),
        (
            JANUARY,
            {"service": 73, "group_total": 10, "directorate_total": 6, "grant": 2}
            | {"expenditure_total": 1, "grant_total": 1, "net_total": 1},
        ),
    ],
)
def test_finance_levels(published: Tables, period: str, levels: dict[str, int]) -> None:
    assert _month(published["finance"], period)["level"].value_counts().to_dict() == levels


def test_names_are_unique_in_a_month(published: Tables) -> None:
    services = published["finance"][published["finance"]["level"] == "service"]
    assert not services.duplicated(["period", "directorate", "service"]).any()
    assert not published["activity"].duplicated(["period", "care_group", "category", "service_type"]).any()
    assert not published["finance_summary"].duplicated(["period", "view", "line"]).any()


@pytest.mark.parametrize(
    ("period", "care_group", "service_type", "stated"),
    [
        (
            MARCH,
            "Children in care",
            "16+",
            {
                "count_budget": 25,
                "cost_budget_k": 608,
                "weeks_funded": 52,
                "unit_cost_budget": 467.73,
                "count_actual": 7,
            }
            | {"count_average": 7.45, "cost_actual_k": 87, "unit_cost_actual": 216.77, "count_average_variance": -17.55}
            | {
                "cost_variance_k": -521,
                "unit_cost_variance": -250.96,
                "category": "External",
                "count_of": "placements",
            },
        ),
        (
            MAY,
            "SEN placements",
            "Moderate Learning Difficulty (MLD)",
            {"count_budget": 3, "unit_cost_budget": 36000, "unit_cost_actual": 18000, "unit_cost_variance": -19000}
            | {
                "unit_cost_per": "year",
                "count_variance": 5,
                "count_average_variance": 3.59,
                "directorate": "Education",
            },
        ),
        (
            MAY,
            "Learning disability",
            "Residential",
            {"unit_cost_budget": 1444, "unit_cost_per": "week", "unit_cost_actual": 1437, "unit_cost_direction": "down"}
            | {"count_direction": "same", "cost_direction": "up", "count_of": "service users"},
        ),
        (
            MAY,
            "Older people",
            "Homecare",
            {
                "unit_cost_budget": 16.31,
                "unit_cost_actual": 15.92,
                "unit_cost_per": "hour",
                "category": "Community based",
            },
        ),
        (
            MAY,
            "Older people mental health",
            "Residential Income",
            {
                "cost_budget_k": -1049,
                "cost_actual_k": -803,
                "cost_variance_k": -41,
                "level": "income",
                "count_of": None,
            },
        ),
        (
            JANUARY,
            "SEN placements",
            "Social Emotional and Mental Health (SEMH)",
            {
                "count_budget": 45,
                "count_actual": 56,
                "count_variance": 11,
                "cost_budget_k": 2013,
                "locator": "line 2920",
            },
        ),
        (JANUARY, "SEN placements", "Growth", {"count_budget": None, "cost_actual_k": -77, "level": "adjustment"}),
        (JANUARY, "SEN placements", "Total", {"count_budget": 181, "count_actual": 190, "level": "total"}),
        (
            JANUARY,
            "Children in care",
            "Additional one off budget/actuals",
            {"count_budget": None, "cost_budget_k": 850, "cost_actual_k": -144, "cost_variance_k": -994},
        ),
        (
            JANUARY,
            "Older people",
            "Supported Living",
            {"count_budget": 116, "unit_cost_budget": None, "cost_budget_k": 4043, "count_actual": 110}
            | {"count_direction": "same", "unit_cost_actual": None, "unit_cost_direction": None, "cost_actual_k": 4789}
            | {"cost_direction": "up", "cost_variance_k": 747, "count_of": "care packages", "unit_cost_per": None},
        ),
        (
            JANUARY,
            "Physical disabilities",
            "Other Care",
            {"count_actual": 0, "count_direction": "same", "unit_cost_actual": None, "unit_cost_direction": "same"}
            | {"cost_actual_k": 2, "cost_variance_k": -1},
        ),
        (
            JANUARY,
            "Adult mental health",
            "Homecare",
            {"unit_cost_budget": 80, "unit_cost_actual": 135.35, "unit_cost_per": "week"},
        ),
        (JANUARY, "Older people", "Homecare", {"unit_cost_budget": 16.43, "unit_cost_per": "hour"}),
        (
            JANUARY,
            "External placements",
            "Independent Fostering",
            {
                "count_budget": 240,
                "count_previous": 281,
                "count_actual": 274,
                "count_variance": 34,
                "directorate": "Commissioning",
            },
        ),
    ],
)
def test_activity_cells(
    published: Tables, period: str, care_group: str, service_type: str, stated: dict[str, object]
) -> None:
    row = _one(_month(published["activity"], period), care_group=care_group, service_type=service_type)
    assert {name: row[name] for name in stated} == stated


def test_every_total_adds_up_or_is_a_finding(published: Tables) -> None:
    """Worked out here again, without the checks: each directorate's lines against its printed total."""
    doubted = set(published["findings"]["locator"])
    table = published["finance"]
    for (_, _), rows in table[table["directorate"].notna()].groupby(["period", "directorate"]):
        total = rows[rows["level"] == "directorate_total"].iloc[0]
        lines = rows[rows["level"] == "service"]
        for column in ("budget_k", "actual_k", "forecast_variance_k", "previous_forecast_variance_k"):
            gap = abs(lines[column].sum() - total[column])
            assert gap <= (len(lines) + 1) / 2 or total["locator"] in doubted


def test_findings(published: Tables) -> None:
    findings = published["findings"]
    findings = findings[findings["table"].isin(["finance", "finance_summary", "activity"])]
    said = {(row.report[-7:], row.check, row.locator) for row in findings.itertuples()}
    assert said == {
        *(("2018-03", "implausible-unit", f"line {number}") for number in (1371, 1372, 1373, 1378, 1379, 1380)),
        *(("2018-05", "implausible-unit", f"line {number}") for number in (147, 148, 149)),
        *(("2018-03", "average-variance", f"line {number}") for number in (1334, 1335)),
        *(("2018-05", "average-variance", f"line {number}") for number in (110, 111)),
        *(("2020-01", "average-variance", f"line {number}") for number in (2830, 2832)),
        *(("2018-05", "cost-variance", f"line {number}") for number in (213, 214, 215, 216)),
        *(("2020-01", "unit-cost-variance", f"line {number}") for number in (2822, 2824)),
        *(("2020-01", "variance-pct", f"line {number}") for number in (3551, 3748)),
        ("2018-03", "care-cost-total", "line 1450"),
        ("2018-03", "cost-variance", "line 1450"),
        ("2018-03", "expenditure-total", "line 1619"),
        ("2018-03", "heading-date", "line 1691"),
        ("2018-03", "net-total", "line 1269"),
        ("2018-05", "care-cost-total", "line 216"),
        ("2018-05", "two-prints-differ", "line 216"),
        ("2018-05", "variance-pct-sign", "line 422"),
        ("2020-01", "care-average-total", "line 2830"),
        ("2020-01", "heading-date", "line 3978"),
        *(("2020-01", "material-unexplained", f"line {number}") for number in (3523, 3525, 3527)),
        ("2020-01", "missing-table", "line 3002"),
        ("2020-01", "summary-against-table", "line 2420"),
        ("2020-01", "two-tables-differ", "line 4018"),
        ("2020-01", "unit-cost-per", "line 3422"),
        ("2020-01", "variance-pct-sign", "line 3772"),
    }
    assert len(findings) == len(said) + 1  # the May income total has its budget and its actual wrong


def test_the_one_figure_in_which_two_prints_differ(published: Tables) -> None:
    found = _one(published["findings"], check="two-prints-differ")
    assert (found["stated"], found["expected"], found["row"]) == (
        "−£35k",
        "−£535k",
        "Older people mental health: Total In Year Income",
    )


def test_no_line_of_a_table_is_left_unread(papers: Path) -> None:
    for path in sorted(papers.glob("*.txt")):
        document = text.read(path)
        for each in RECOGNISERS:
            for found in each.find(document.lines):
                assert found.unread == 0
                assert found.row_lines + found.furniture == lines_of(document, found)


def test_no_line_belongs_to_two_tables(papers: Path) -> None:
    for path in sorted(papers.glob("*.txt")):
        lines = text.read(path).lines
        spans = sorted((found.start, found.end, each.table) for each in RECOGNISERS for found in each.find(lines))
        for (_, end, one), (start, _, other) in pairwise(spans):
            assert end <= start, f"{path.name}: {one} and {other} share {lines[start].place}"


def test_the_bundled_snapshots_are_these_papers(published: Tables) -> None:
    bundled = dataset.load([Path(schema.__file__).parent / "snapshots"]).tables()
    for name, table in published.items():
        stated = [column for column in table if column not in ("loaded_at", *snapshot.NOT_FIGURES)]
        pd.testing.assert_frame_equal(bundled[name][stated], table[stated])
