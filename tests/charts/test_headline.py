"""The first sentence of a page."""

from dataclasses import replace
from datetime import date

import pytest

from charts.headline import before_moved, count_words, headline_sentence, moved_sentence, movement_sentence
from tests.builders import variance_lines


@pytest.mark.parametrize(
    ("variance_k", "budget_k", "outturn", "expected"),
    [
        (4247, 263422, False, "Care is forecast to overspend by £4.2m, 1.6% of its budget"),
        (-60, 13059, False, "Care is forecast to underspend by £60k, 0.5% of its budget"),
        (6953, 239567, True, "Care overspent by £7.0m, 2.9% of its budget"),
        (0, 1000, False, "Care is forecast to end the year on budget"),
        (0.3, 1000, True, "Care ended the year on budget"),
        (-262, -107, True, "Care underspent by £262k"),
        (5000, 200, False, "Care is forecast to overspend by £5.0m, 2,500.0% of its budget"),
        (None, 1000, False, "Care: the paper states no variance"),
        (50, None, False, "Care is forecast to overspend by £50k"),
    ],
)
def test_the_headline(variance_k: float | None, budget_k: float | None, outturn: bool, expected: str) -> None:
    assert headline_sentence("Care", variance_k, budget_k, outturn=outturn) == expected


def test_services_are_many() -> None:
    assert headline_sentence("The Adults Committee’s services", 2651, 149241, outturn=False) == (
        "The Adults Committee’s services are forecast to overspend by £2.7m, 1.8% of their budget"
    )


@pytest.mark.parametrize(
    ("now_k", "before_k", "expected"),
    [
        (4247, 4345, "£98k better than in December"),
        (6953, 6586, "£367k worse than in December"),
        (5, 5.3, "unchanged since December"),
        (-5, 5, "£10k better than in December"),
        (5, None, ""),
        (None, 5, ""),
        (0, 0, "unchanged since December"),
        (40, -40, "£80k worse than in December"),
    ],
)
def test_the_movement(now_k: float | None, before_k: float | None, expected: str) -> None:
    assert movement_sentence(now_k, before_k, date(2019, 12, 31)) == expected


@pytest.mark.parametrize(
    ("actual", "budget", "expected"),
    [
        (357, 329, "28 more than the 329 budgeted"),
        (300, 329, "29 fewer than the 329 budgeted"),
        (9, 9, "as budgeted"),
        (9.4, 9, "as budgeted"),
        (2, 0, "2 more than the 0 budgeted"),
        (0, 2, "2 fewer than the 2 budgeted"),
    ],
)
def test_counts(actual: float, budget: float, expected: str) -> None:
    assert count_words(actual, budget) == expected


def test_at_closedown_the_outturn_is_set_against_the_forecast() -> None:
    february = date(2018, 2, 28)
    assert movement_sentence(6953, 6586, february, outturn=True) == "£367k worse than February’s forecast"
    assert movement_sentence(6586, 6586, february, outturn=True) == "as forecast in February"


def test_nothing_is_said_of_a_report_of_another_year() -> None:
    assert movement_sentence(6953, 6586, None) == ""


def test_the_position_before_and_after_what_is_only_moved() -> None:
    grant, reserves = variance_lines(("Grant", -900, -10500, 0), ("Reserves", 0, -500, 0))
    grant = replace(grant, moved="carried as a deficit on the schools grant")
    reserves = replace(reserves, moved="paid from reserves")
    assert moved_sentence(4247, [grant]) == (
        "Before £10.5m carried as a deficit on the schools grant, the position is £14.7m over budget; after it, £4.2m "
        "over budget"
    )
    assert before_moved(-60, [grant, reserves]) == (
        "£10.9m over before £10.5m carried as a deficit on the schools grant and £500k paid from reserves"
    )
    assert moved_sentence(4247, []) == before_moved(4247, []) == ""
    assert moved_sentence(None, [grant]) == ""


def test_a_line_that_only_moves_a_cost_neither_overspends_nor_underspends() -> None:
    said = headline_sentence("Use of reserves", -500, -90, outturn=False, moved="paid from reserves")
    assert said == "Use of reserves: £500k is paid from reserves"
    assert headline_sentence("Use of reserves", 0, -90, outturn=True, moved="paid from reserves") == (
        "Use of reserves ended the year on budget"
    )
