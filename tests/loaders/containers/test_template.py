"""Our own workbook: what is written into it comes back through the checks that snapshots pass."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner

from data import schema
from loaders import LoadError, dataset, template
from loaders.__main__ import main
from loaders.recognisers import TABLES
from tests.loaders.containers import months


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "month.xlsx"
    template.write(path)
    return path


def _fill(path: Path, rows: dict[str, list[dict[str, Any]]]) -> Path:
    book = openpyxl.load_workbook(path)
    for table, each in rows.items():
        sheet = book[table]
        columns = [cell.value for cell in sheet[1]]
        for number, row in enumerate(each, start=4):
            for column, name in enumerate(columns, start=1):
                sheet.cell(number, column).value = row.get(str(name))
    book.save(path)
    return path


REPORTS = {
    "title": "Finance and Performance Report – May 2032",
    "service_block": "People & Places",
    "period": datetime(2032, 5, 31),
    "basis": "forecast",
}
LINE = {
    "directorate": "Education",
    "service_reported": "Early Years",
    "level": "service",
    "budget_k": 1200,
    "actual_k": 0,
}


def test_every_table_has_a_sheet_with_columns_units_and_meanings(empty: Path) -> None:
    book = openpyxl.load_workbook(empty)
    assert book.sheetnames == ["Notes", "reports", *TABLES, template.LISTS]
    for table in ("reports", *TABLES):
        columns = schema.tables()[table]
        assert [cell.value for cell in book[table][1]] == [column.name for column in columns]
        assert [cell.value for cell in book[table][3]] == [column.meaning for column in columns]


def test_allowed_values_are_offered_as_lists(empty: Path) -> None:
    book = openpyxl.load_workbook(empty)
    levels = next(column for column in schema.tables()["finance"] if column.name == "level")
    column = [cell.value for cell in book["finance"][1]].index("level") + 1
    letter = openpyxl.utils.get_column_letter(column)
    (check,) = [each for each in book["finance"].data_validations.dataValidation if f"{letter}4" in each.sqref]
    area = check.formula1.partition("!")[2].replace("$", "")
    assert [cell.value for (cell,) in book[template.LISTS][area]] == list(levels.allowed)


def test_a_month_written_into_it_comes_back(empty: Path) -> None:
    month = months.month("2018-05")
    (found,) = dataset.load([_fill(empty, {"reports": [month.particulars], **month.tables})]).reports
    for table in TABLES:
        assert months.compared(found.tables[table]) == months.compared(month.tables[table])
    assert found.particulars["period"] == date(2018, 5, 31)
    assert found.particulars["file"] == "month.xlsx"


def test_what_follows_from_the_rest_may_be_left_empty(empty: Path) -> None:
    (found,) = dataset.load([_fill(empty, {"reports": [REPORTS], "finance": [LINE]})]).reports
    assert found.particulars["report"] == "people-and-places-2032-05"
    assert found.particulars["financial_year"] == "2032/33"
    (row,) = found.tables["finance"]
    assert (row["period"], row["basis"], row["report"]) == (date(2032, 5, 31), "forecast", "people-and-places-2032-05")
    assert (row["service"], row["locator"]) == ("Early Years", "finance!D4")
    assert (row["budget_k"], row["actual_k"], row["forecast_variance_k"]) == (1200, 0, None)


@pytest.mark.parametrize(
    ("reports", "line", "reason"),
    [
        ({**REPORTS}, {**LINE, "level": "services"}, r"finance!D4, column level: 'services' is not one of service"),
        ({**REPORTS}, {**LINE, "level": None}, r"finance!D4: the column level is empty but must be filled"),
        ({**REPORTS}, {**LINE, "budget_k": "lots"}, r"finance!D4, column budget_k: 'lots' is not a figure"),
        ({**REPORTS}, {**LINE, "budget_k": "£3k"}, r"column budget_k: '£3k' is not a count"),
        ({**REPORTS, "period": "May"}, LINE, r"reports!B4, column period: 'May' is not a date such as 31/05/2032"),
        ({**REPORTS, "basis": None}, LINE, r"reports!B4: the column basis is empty but must be filled"),
    ],
)
def test_a_value_that_breaks_the_contract_is_named_with_its_place(
    empty: Path, reports: dict[str, Any], line: dict[str, Any], reason: str
) -> None:
    with pytest.raises(LoadError, match=reason):
        dataset.load([_fill(empty, {"reports": [reports], "finance": [line]})])


def test_one_from_before_a_column_was_added_loads_with_it_empty(empty: Path) -> None:
    path = _fill(empty, {"reports": [REPORTS], "finance": [LINE | {"note": "7"}]})
    book = openpyxl.load_workbook(path)
    columns = [cell.value for cell in book["finance"][1]]
    book["finance"].delete_cols(columns.index("note") + 1)
    book.save(path)
    (row,) = dataset.load([path]).tables()["finance"].to_dict("records")
    assert (row["service"], row["budget_k"]) == ("Early Years", 1200)
    assert pd.isna(row["note"])


def test_a_column_that_is_not_known_is_refused_by_name(empty: Path) -> None:
    book = openpyxl.load_workbook(_fill(empty, {"reports": [REPORTS], "finance": [LINE]}))
    cell = next(cell for cell in book["finance"][1] if cell.value == "note")
    cell.value = "mood"
    book.save(empty)
    with pytest.raises(LoadError, match="the table finance has no column called mood"):
        dataset.load([empty])


def test_an_empty_template_is_refused(empty: Path) -> None:
    with pytest.raises(LoadError, match=r"month\.xlsx has 0 rows on the sheet reports; it should have one"):
        dataset.load([empty])


def test_the_command_writes_it_and_never_over_another_file(tmp_path: Path) -> None:
    path = tmp_path / "new.xlsx"
    first = CliRunner().invoke(main, ["template", str(path)])
    assert (first.exit_code, first.stdout) == (0, f"Written: {path}\n")
    before = path.read_bytes()
    again = CliRunner().invoke(main, ["template", str(path)])
    assert (again.exit_code, path.read_bytes()) == (1, before)
    assert "exists already" in again.stderr
