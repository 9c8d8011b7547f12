"""A report may hold any of the tables alone, or any two: each page works and says what is there and what is not."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from itertools import combinations
from typing import Any

import pandas as pd
import pytest
from flask.testing import FlaskClient

from callbacks import page as page_callback
from callbacks import plain as plain_callback
from callbacks.page import view_at
from data import schema
from data.dataset import Dataset, index
from layouts.pages.printed import NAMES
from layouts.plain.markup import nodes
from layouts.plain.numbers import numbers_csv
from tests.builders import JANUARY, report_row
from views.site_map import ABOUT, COMPARE, FIND, OVERVIEW, PAGES, PLACEMENTS, SOURCES, TRENDS, VARIANCE

TABLES = tuple(name for name in schema.tables() if name not in ("reports", "findings"))
BUDGET = ("finance", "finance_summary")
# One page for all datasets, and one that says the same of each.
OF_THE_DATA = [page for page in PAGES if page not in (ABOUT, FIND)]
STATED: dict[str, Any] = {
    "report": "2020-01",
    "period": JANUARY,
    "financial_year": "2019/20",
    "basis": "forecast",
    "view": "overall",
    "care_group": "Older people",
}


@cache
def frame(table: str) -> pd.DataFrame:
    """Two rows of ``table`` with every column stated."""
    return schema.frame(table, [{column.name: _value(column, n) for column in schema.tables()[table]} for n in (1, 2)])


def _value(column: schema.Column, number: int) -> Any:
    if column.name in STATED:
        return STATED[column.name]
    if column.name == "locator":
        return f"line {number}"
    if column.allowed:
        return column.allowed[0]
    return {"number": float(number), "date": JANUARY}.get(column.type, f"{column.name} {number}".capitalize())


def holding(*tables: str) -> Dataset:
    """A dataset of one report with these ``tables``."""
    return index({"reports": schema.frame("reports", [report_row()]), **{name: frame(name) for name in tables}})


def texts(content: Any) -> str:
    """Every text on a page."""
    return " | ".join(
        part for _, each in nodes(content) for part in _parts(each.get("children")) if isinstance(part, str)
    )


def _parts(children: Any) -> list[Any]:
    return children if isinstance(children, list | tuple) else [children]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_alone(table: str, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    found = holding(table)
    for asked in (page_callback, plain_callback):
        monkeypatch.setattr(asked, "opened", lambda: found)
    said = {}
    for page in PAGES:
        for query in ("", "?q=line", "?committee=adults&directorate=nowhere"):
            reply = client.get(f"/plain{page.path}{query}")
            assert reply.status_code == 200
            assert reply.text.count("<h1") == 1
            said[page] = reply.text
            assert not re.search(r"\b0 (?:service|line|over)|\bof </p>|No total is printed[^.]*: *\.", reply.text)
        assert client.get(page.path).status_code == 200
        for key in set(re.findall(r"csv=([a-z-]+)", said[page])):
            assert client.get(f"/plain{page.path}?csv={key}").status_code == 200
    assert f"{NAMES[table]}" in said[SOURCES]
    nothing = "has no service level table and no summary of all services, so there is no budget or forecast here."
    for page in (OVERVIEW, VARIANCE):
        assert (nothing in client.get(f"/plain{page.path}").text) == (table not in BUDGET)
    assert ("has no table of care activity." in client.get(f"/plain{PLACEMENTS.path}").text) == (table != "activity")
    assert ("No report loaded has a service level table." in client.get(f"/plain{TRENDS.path}").text) == (
        table != "finance"
    )


@pytest.mark.parametrize("first", TABLES)
def test_two_tables(first: str) -> None:
    """Each pair, once."""
    for one, other in combinations(TABLES, 2):
        if one != first:
            continue
        found = holding(one, other)
        for page in OF_THE_DATA:
            content, *_ = view_at(found, page, "", "desk")
            assert [kind for kind, _ in nodes(content)].count("H1") == 1
            said = texts(content)
            assert not re.search(r"\b0 (?:service|line|over)", said), said
            cards = [each for _, each in nodes(content) if "chart-card" in str(each.get("className"))]
            for key in {str(each["id"]) for each in cards if "id" in each}:
                assert numbers_csv(content, key, "") is not None
        assert {NAMES[one], NAMES[other]} <= set(texts(view_at(found, SOURCES, "", "desk")[0]).split(" | "))


def _two_months(before: tuple[str, ...], now: tuple[str, ...]) -> Dataset:
    """Two months that hold different tables."""
    december = {"report": "2019-12", "period": date(2019, 12, 31)}
    tables = {"reports": schema.frame("reports", [report_row(**december), report_row()])}
    for name in {*before, *now}:
        then = frame(name).assign(report="2019-12", period=pd.Timestamp(2019, 12, 31))
        tables[name] = pd.concat([then] * (name in before) + [frame(name)] * (name in now), ignore_index=True)
    return index(tables)


@pytest.mark.parametrize(("before", "now"), [("finance", "reserves"), ("reserves", "finance")])
def test_a_month_without_lines_is_not_compared_as_if_all_had_ended(before: str, now: str) -> None:
    found = _two_months((before,), (now,))
    said = texts(view_at(found, COMPARE, "", "desk")[0])
    assert "cannot be compared line by line" in said
    assert "has no service level table." in said
    # The lines are followed all the same, on the structure of the month that has them.
    assert "to follow here" not in texts(view_at(found, TRENDS, "", "desk")[0])


def test_a_paper_that_only_counts_is_no_month_beside_a_report() -> None:
    assert [month.key for month in _two_months(("finance",), ("service_counts",)).months] == ["2019-12"]
    assert [month.key for month in _two_months(("finance",), ("reserves",)).months] == ["2019-12", "2020-01"]
    assert [month.key for month in holding("service_counts").months] == ["2020-01"]


def test_a_report_of_which_no_table_was_read() -> None:
    found = holding()
    for page in PAGES:
        assert view_at(found, page, "", "desk")[0]
    assert "No table was read from the report for January 2020." in texts(view_at(found, SOURCES, "", "desk")[0])
