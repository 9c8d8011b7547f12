"""What the pages over several months follow stands in the address, and what cannot be followed is said."""

import pytest

from data.following import Following
from data.selection import Selection, read_selection
from tests.builders import dataset

MONTHS = dataset()


def test_a_choice_survives_its_own_address() -> None:
    view = Selection(
        "2020-01", following=Following("care", "older-people-residential", "unit_cost_actual", "reported", "2020-01")
    )
    assert read_selection(view.query(), MONTHS) == (view, [])


def test_the_usual_choice_is_left_out_of_the_address() -> None:
    assert Selection("2020-01").query() == "?month=2020-01"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?kind=dragons", "cannot be followed. Showing services"),
        ("?basis=tomorrow", "on today’s structure"),
        ("?measure=happiness", "Showing: Forecast outturn variance"),
        ("?measure=count-actual", "Showing: Forecast outturn variance"),
        ("?kind=care&measure=budget", "Showing: Number at the end of the month"),
        ("?comparison=1999-01", "not loaded"),
    ],
)
def test_what_cannot_be_followed_is_said(query: str, words: str) -> None:
    selection, notes = read_selection(query, MONTHS)
    assert selection.following == Following(kind="care" if "care" in query else "service")
    assert len(notes) == 1
    assert words in notes[0]
