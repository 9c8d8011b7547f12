"""A running order is a link: it comes back as it was written, and nonsense in it is left out."""

import pytest

from data.meeting import MOST_SCREENS, Meeting, moved, read_meeting
from data.selection import Selection, read_selection
from tests.builders import dataset

MEETING = Meeting(("headline", "unit-costs.older-people"), 2, "0123456789ab", "placements")


def test_a_running_order_survives_its_own_address() -> None:
    view = Selection("2020-01", meeting=MEETING)
    assert view.query() == (
        "?month=2020-01&screens=headline,unit-costs.older-people&screen=2&data=0123456789ab&from=placements"
    )
    assert read_selection(view.query(), dataset()) == (view, [])


def test_the_usual_meeting_adds_nothing_to_an_address() -> None:
    assert Selection("2020-01").query() == "?month=2020-01"


@pytest.mark.parametrize(
    "asked",
    [
        {"screens": "<script>,../x,,"},
        {"screen": "-3"},
        {"screen": "0"},
        {"screen": "9" * 400},
        {"screen": "²"},
        {"data": "zz"},
        {"from": "//elsewhere.example"},
    ],
    ids=str,
)
def test_nonsense_is_left_out(asked: dict[str, str]) -> None:
    assert read_meeting(asked) == Meeting()


def test_a_screen_is_shown_once() -> None:
    assert read_meeting({"screens": "track,split,track"}).screens == ("track", "split")


def test_a_running_order_has_an_end() -> None:
    assert len(read_meeting({"screens": ",".join(f"track-{number}" for number in range(4000))}).screens) == MOST_SCREENS


@pytest.mark.parametrize(("places", "expected"), [(-1, "bacd"), (1, "acbd"), (2, "acdb"), (0, "abcd")])
def test_a_screen_is_moved_and_the_others_keep_their_order(places: int, expected: str) -> None:
    assert "".join(moved("abcd", "b", places)) == expected
