"""One table in many dresses: the same rows come of it, or none and a sentence; never other figures."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import finding
from loaders.containers import layout
from loaders.containers.text import Line
from loaders.engine.told import Told

FACTORS = {"£000": 1, "£": 1000, "£k": 1}
HEADS = {
    "label": ("Service", "Service area", "Budget heading", "Description"),
    "budget": ("Budget", "Revised budget", "Current Budget 2031/32", "Latest budget"),
    "actual": ("Actual", "Actual to date", "Spend to date", "Expenditure to date"),
    "forecast": ("Forecast", "Projected outturn", "Forecast Outturn", "Year-end forecast"),
    "variance": ("Variance", "Forecast variance", "Projected variance", "Over/(under) spend"),
}
ROWS = (
    ("Alpha", 1200, 640, 1248),
    ("Beta", 3000, 1850, 2880),
    ("Total Place", 4200, 2490, 4128),
    ("Gamma", 800, 410, 817),
    ("Delta", -300, -120, -255),
    ("Total Adults", 500, 290, 562),
    ("Net Total", 4700, 2780, 4690),
)
SECTIONS = {"Alpha": "Place", "Gamma": "Adults"}
LEVELS = ("service", "service", "directorate_total", "service", "service", "directorate_total", "net_total")


@st.composite
def dresses(draw: st.DrawFn) -> dict[str, Any]:
    optional = draw(st.sets(st.sampled_from(["actual", "variance"]), max_size=1))
    columns = [name for name in HEADS if name not in optional]
    if draw(st.booleans()):
        columns.append("code")
    if draw(st.booleans()):
        columns.append("comment")
    return {
        "columns": draw(st.permutations(columns)),
        "heads": {name: draw(st.sampled_from(words)) for name, words in HEADS.items()},
        "unit": draw(st.sampled_from(list(FACTORS))),
        "unit_in_a_row": draw(st.booleans()),
        "favourable": draw(st.booleans()),
        "brackets": draw(st.booleans()),
    }


def lines(dress: dict[str, Any]) -> list[Line]:
    money = ("budget", "actual", "forecast", "variance")
    unit = dress["unit"]
    heads = {**dress["heads"], "code": "Cost centre", "comment": "Comments"}
    if dress["favourable"] and heads["variance"].startswith("Over"):
        heads["variance"] = "Variance"
    beside = "" if dress["unit_in_a_row"] else f" {unit}"
    out = [[heads[name] + (beside if name in money else "") for name in dress["columns"]]]
    if dress["unit_in_a_row"]:
        out.append([unit if name in money else "" for name in dress["columns"]])
    for number, (label, budget, actual, forecast) in enumerate(ROWS):
        if label in SECTIONS:
            out.append([SECTIONS[label] if name == "label" else "" for name in dress["columns"]])
        turn = -1 if dress["favourable"] else 1
        figures = {"budget": budget, "actual": actual, "forecast": forecast, "variance": turn * (forecast - budget)}
        cells = {name: printed(value * FACTORS[unit], dress["brackets"]) for name, value in figures.items()}
        cells |= {"label": label, "code": f"X{100 + number}", "comment": "as planned in the strategy"}
        out.append([cells[name] for name in dress["columns"]])
    return [Line(f"line {number}", tuple(cells)) for number, cells in enumerate(out, start=1)]


def printed(value: int, brackets: bool) -> str:
    return f"({-value:,})" if value < 0 and brackets else f"{value:,}"


@settings(max_examples=120, deadline=None)
@given(dresses())
def test_one_table_in_many_dresses(dress: dict[str, Any]) -> None:
    found = finding.find(lines(dress), Told(month=9))
    tables = [table for table in found["finance"] if table.rows]
    assert len(tables) == 1
    rows = tables[0].rows
    assert [row["service_reported"] for row in rows] == [label for label, *_ in ROWS]
    assert [row["level"] for row in rows] == list(LEVELS)
    assert [row["directorate"] for row in rows] == ["Place"] * 3 + ["Adults"] * 3 + [None]
    for row, (_, budget, actual, forecast) in zip(rows, ROWS, strict=True):
        stated = {"budget_k": budget, "actual_k": actual, "forecast_outturn_k": forecast}
        if "actual" not in dress["columns"]:
            del stated["actual_k"]
        if "variance" in dress["columns"]:
            stated["forecast_variance_k"] = forecast - budget
        assert {name: row[name] for name in stated} == stated


@settings(max_examples=60, deadline=None)
@given(dresses())
def test_nothing_is_counted_twice(dress: dict[str, Any]) -> None:
    rows = [row for table in finding.find(lines(dress))["finance"] for row in table.rows]
    lowest = [row["budget_k"] for row in rows if row["level"] == "service"]
    whole = [row["budget_k"] for row in rows if row["level"] == "net_total"]
    assert [sum(lowest)] == whole


@pytest.mark.parametrize("turn", [1, -1], ids=["adverse", "favourable"])
def test_a_total_that_nothing_calls_so_is_one_by_its_sum(turn: int) -> None:
    table = [("Service", "Budget £000", "Forecast £000", "Variance £000")]
    for label, budget, _, forecast in ROWS:
        table.append((label.removeprefix("Total "), f"{budget}", f"{forecast}", f"{turn * (forecast - budget)}"))
    (found,) = finding.find([Line(f"line {at}", cells) for at, cells in enumerate(table, start=1)])["finance"]
    assert [row["level"] for row in found.rows] == list(LEVELS)
    assert [row["forecast_variance_k"] for row in found.rows] == [forecast - budget for _, budget, _, forecast in ROWS]


def test_a_unit_that_nothing_tells_is_refused() -> None:
    table = [Line("line 1", ("Service", "Budget", "Forecast")), Line("line 2", ("Alpha", "1,200", "1,248"))]
    table.append(Line("line 3", ("Beta", "3,000", "2,880")))
    (found,) = finding.find(table)["finance"]
    assert found.rows == []
    assert {note.check for note in found.notes} == {"unit-unknown"}
    (stated,) = finding.find(table, Told(unit="£"))["finance"]
    assert [row["budget_k"] for row in stated.rows] == [1.2, 3.0]


def figures_of(dress: dict[str, Any]) -> dict[str, dict[str, float]]:
    """What each row of a dress states, by its label."""
    columns = {"budget": "budget_k", "actual": "actual_k", "forecast": "forecast_outturn_k"}
    found = {}
    for label, budget, actual, forecast in ROWS:
        values = {"budget": budget, "actual": actual, "forecast": forecast}
        found[label] = {column: values[name] for name, column in columns.items() if name in dress["columns"]}
        if "variance" in dress["columns"]:
            found[label]["forecast_variance_k"] = forecast - budget
    return found


def assert_never_other_figures(dress: dict[str, Any], paper: list[Line]) -> int:
    """No row of ``paper`` has a label or figure that its dress does not; how many rows there are."""
    stated = figures_of(dress)
    rows = [row for tables in finding.find(paper, Told(month=9)).values() for table in tables for row in table.rows]
    for row in rows:
        label = row.get("service_reported") or row.get("line_reported")
        assert label in stated
        assert {name: row[name] for name in stated[label] if row[name] is not None}.items() <= stated[label].items()
        assert row["previous_forecast_variance_k"] is None
    return len(rows)


@settings(max_examples=40, deadline=None)
@given(dresses())
def test_words_in_a_line_give_the_same_figures_or_none(dress: dict[str, Any]) -> None:
    torn = [Line(line.place, (line.text,)) for line in lines(dress)]
    assert_never_other_figures(dress, torn)


def test_words_in_a_line_are_read_where_one_line_heads_them() -> None:
    dress = {
        "columns": ["code", "label", "budget", "actual", "forecast", "variance"],
        "heads": {name: words[1] for name, words in HEADS.items()},
        "unit": "£",
        "unit_in_a_row": False,
        "favourable": True,
        "brackets": True,
    }
    assert assert_never_other_figures(dress, [Line(line.place, (line.text,)) for line in lines(dress)]) == len(ROWS)


@settings(max_examples=40, deadline=None)
@given(dresses())
def test_words_in_columns_give_the_same_figures_or_none(dress: dict[str, Any]) -> None:
    cells = [line.cells for line in lines(dress)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    words = {dress["columns"].index(name) for name in ("label", "code", "comment") if name in dress["columns"]}
    printed_rows = [
        "   ".join(
            cell.ljust(widths[column]) if column in words else cell.rjust(widths[column])
            for column, cell in enumerate(row)
        ).rstrip()
        for row in cells
    ]
    assert_never_other_figures(dress, layout.lines(printed_rows)[0])


RESERVES = (("Reserve", "{opening} £000", "{movement} £000", "{closing} £000"), ("General", "900", "-150", "750"))
RESERVES += (("Insurance", "400", "25", "425"), ("Total reserves", "1,300", "-125", "1,175"))


@pytest.mark.parametrize(
    "opening", ["Balance at 1 April 2031", "Balance as at 31 March 2031", "Balance b/f", "Opening"]
)
@pytest.mark.parametrize("closing", ["Balance at 31 March 2032", "Balance c/f", "Closing balance", "Forecast balance"])
def test_the_two_ends_of_a_year_are_told_apart(opening: str, closing: str) -> None:
    heads = {"opening": opening, "movement": "Movement", "closing": closing}
    table = [("Reserves",), tuple(cell.format(**heads) for cell in RESERVES[0]), *RESERVES[1:]]
    paper = [Line(f"line {number}", cells) for number, cells in enumerate(table, start=1)]
    (found,) = finding.find(paper, Told(month=9, year=2031))["reserves"]
    assert [(row["opening_k"], row["movement_k"], row["year_end_k"]) for row in found.rows] == [
        (900.0, -150.0, 750.0),
        (400.0, 25.0, 425.0),
        (1300.0, -125.0, 1175.0),
    ]


@pytest.mark.parametrize("name", ["Grant", "Name of grant", "Specific grant"])
@pytest.mark.parametrize("amount", ["Expected amount £000", "Allocation £000", "Budgeted grant £000"])
def test_grants_by_what_their_headings_mean(name: str, amount: str) -> None:
    table = [("Specific grants",), (name, "Awarded by", amount), ("Public health", "Department", "24,100")]
    table += [("Youth justice", "Board", "612"), ("Total grants", "", "24,712")]
    (found,) = finding.find([Line(f"line {at}", cells) for at, cells in enumerate(table, start=1)])["grants"]
    assert [(row["grant"], row["awarding_body"], row["level"], row["expected_k"]) for row in found.rows] == [
        ("Public health", "Department", "grant", 24100.0),
        ("Youth justice", "Board", "grant", 612.0),
        ("Total grants", None, "total", 24712.0),
    ]
