"""One measure of one month stated twice in one paper."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from loaders.checks import twice
from loaders.containers.text import Line
from loaders.recognisers import TABLES
from loaders.report import Report
from loaders.tables import Found, Note, Row

PAID = "Proportion of adults in contact with mental health services who are in paid employment"


def _found(*texts: str, indicators: list[Row] | None = None, commentary: Found | None = None) -> list[Note]:
    """What is found in lines of these texts; a tab stands between cells. The report is of May 2032."""
    lines = [Line(f"line {number}", tuple(text.split("\t"))) for number, text in enumerate(texts, start=1)]
    tables: dict[str, list[Row]] = {table: [] for table in TABLES}
    tables["indicators"] = indicators or []
    tables["commentary"] = commentary.rows if commentary else []
    report = Report({"period": date(2032, 5, 31)}, tables, found=[commentary] if commentary else [])
    return twice.check(lines, report)


def _indicator(name: str = PAID, **stated: Any) -> Row:
    row = {"indicator": name, "actual": 11.4, "unit": "percent", "period": date(2032, 3, 31), "locator": "line 1"}
    return row | stated


def test_a_count_that_two_sentences_state_is_found_with_both_places() -> None:
    (note,) = _found(
        "In March the number of Looked After Children held at 697. Costs rose.",
        "Overall LAC numbers at the end of March 2032, with kinship care, are 698, 1 more than February 2032.",
    )
    assert (note.table, note.check, note.severity) == ("reports", "stated-twice", "warning")
    assert note.message == "Number of children in care, March 2032: the paper prints 697 (line 1) and 698 (line 2)."
    assert (note.locator, note.also_at, note.stated, note.expected) == ("line 1", "line 2", "697", "698")


def test_a_month_holds_for_the_sentences_after_it() -> None:
    (note,) = _found(
        "In March numbers held. This figure includes 63 UASC, 9% of all.",
        "At the end of March 2032 there were 61 unaccompanied asylum seeking children (UASC).",
    )
    assert "63 (line 1) and 61 (line 2)" in note.message


@pytest.mark.parametrize(
    "other",
    [
        "At the end of March 2032 the number of children in care was 697.",  # the same
        "At the end of April 2032 the number of children in care was 712.",  # another month
        "In December the number of children in care was 650.",  # the last December, of 2031
        "At the end of March 2032 the number of children in care was 12% of all.",
        "At the end of March 2032 the number of children in care was 45.2 a head.",
        "At the end of March 2032 the number of children in care was 3 more than planned.",
        "At the end of March 2032 the number of placements was 12.",
        "The number of children in care was 650.",  # of no month
    ],
)
def test_what_is_not_the_same_measure_of_the_same_month_is_left_alone(other: str) -> None:
    assert _found("In March the number of children in care stood at 697.", other) == []


def test_a_share_is_held_against_the_indicator_that_its_words_name() -> None:
    prose = (
        "",
        "3.1.1 The percentage of adults in contact with mental",
        "",
        "health care services who are in paid employment",
        "was 13.4% in March 2032 against a target of 12.5%.",
    )
    (note,) = _found(*prose, indicators=[_indicator()])
    assert (note.table, note.row, note.locator, note.also_at) == ("indicators", PAID, "line 1", "line 5")
    assert (note.stated, note.expected, note.column) == ("11.4%", "13.4%", "actual")
    assert _found(*prose, indicators=[_indicator(actual=13.4)]) == []
    assert _found(*prose, indicators=[_indicator(period=date(2031, 3, 31))]) == []
    assert _found(*prose, indicators=[_indicator("Proportion of adults who live by themselves")]) == []
    assert _found(*prose, indicators=[_indicator(unit="rate")]) == []


def test_a_figure_within_a_commentary_is_found_at_it() -> None:
    row = {"note": "2", "service_reported": "Placements", "locator": "line 2"}
    commentary = Found("commentary", "commentary", 1, 4, rows=[row])
    (note,) = _found(
        "In March the number of children in care held at 697.",
        "2) Placements\t10\t20",
        "Overall LAC numbers at the end of March 2032 were 698.",
        "They fell after that.",
        commentary=commentary,
    )
    assert (note.table, note.row, note.locator, note.also_at) == ("commentary", "2) Placements", "line 2", "line 1")
    assert "698 (line 3) and 697 (line 1)" in note.message


def test_figures_with_thousands_are_read_whole() -> None:
    assert (
        _found(
            "In March the number of children in care was 1,697.",
            "At the end of March 2032 the number of children in care was 1,697, as planned.",
        )
        == []
    )
