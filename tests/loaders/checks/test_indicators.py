"""Checks of performance indicators."""

from __future__ import annotations

from typing import Any

import pytest

from loaders.checks import indicators
from loaders.tables import Row


def _row(**stated: Any) -> Row:
    names = ("previous", "target", "actual", "good_is", "direction", "rag")
    return {"indicator": "Lamps lit", "locator": "line 7", **dict.fromkeys(names), **stated}


@pytest.mark.parametrize(
    ("actual", "target", "good", "rating"),
    [
        (179.5, 114.0, "low", "red"),
        (95.0, 100.0, "high", "amber"),
        (90.0, 100.0, "high", "amber"),  # exactly a tenth is not more than a tenth
        (89.9, 100.0, "high", "red"),
        (100.0, 100.0, "high", "green"),
        (105.0, 100.0, "high", "green"),
        (105.1, 100.0, "high", "blue"),
        (786.0, 804.0, "low", "green"),
        (236.2, 423.0, "low", "blue"),
        (5.0, 0.0, "high", None),
        (5.0, None, "high", None),
        (5.0, 4.0, None, None),
    ],
)
def test_rating(actual: float, target: float | None, good: str | None, rating: str | None) -> None:
    row = _row(actual=actual, target=target, good_is=good)
    assert indicators.rating(row) == rating
    assert indicators.check([{**row, "rag": rating}]) == []


def test_a_rating_that_the_figures_do_not_make_is_remarked() -> None:
    (note,) = indicators.check([_row(actual=4.7, target=4.5, good_is="high", rag="amber")])
    assert (note.check, note.severity, note.stated, note.expected) == ("rag-against-target", "note", "amber", "green")
    assert indicators.check([_row(actual=4.7, target=4.5, good_is="high", rag="no target")]) == []


@pytest.mark.parametrize(
    ("previous", "actual", "good", "direction", "right"),
    [
        (4.0, 5.0, "high", "up", True),
        (4.0, 5.0, "high", "down", False),
        (4.0, 5.0, "low", "down", True),
        (4.0, 5.0, "low", "same", False),
        (4.0, 4.0, "low", "same", True),
        (4.0, 4.0, None, "up", False),
        (4.0, 5.0, None, "same", False),
        (4.0, 5.0, None, "down", True),
        (None, 5.0, "low", "up", True),
        (4.0, 5.0, "low", None, True),
    ],
)
def test_direction(previous: float | None, actual: float, good: str | None, direction: str, right: bool) -> None:
    notes = indicators.check([_row(previous=previous, actual=actual, good_is=good, direction=direction)])
    assert [(note.check, note.severity) for note in notes] == ([] if right else [("indicator-direction", "error")])


@pytest.mark.parametrize("date", [None, "Mar", "Sept", "Q3", "2016/17", "Autumn term 2017", "28/02/18"])
def test_a_date_of_the_latest_figure_is_one(date: str | None) -> None:
    assert indicators.check([_row(data_date=date)]) == []


@pytest.mark.parametrize("words", ["Current Month", "Latest", "Current Year (to date)", "Marches"])
def test_words_that_are_no_date_are_a_finding(words: str) -> None:
    (note,) = indicators.check([_row(data_date=words)])
    assert (note.check, note.stated) == ("no-date", words)
