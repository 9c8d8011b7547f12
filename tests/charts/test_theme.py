"""Type of every figure: long names stay apart, and nothing in them is obeyed."""

from hypothesis import given
from hypothesis import strategies as st

from charts.theme import wrapped

LONG = "Special Educational Needs and Disability Services for Children and Young People Aged 0 to 25"


def test_a_name_that_fits_is_whole() -> None:
    assert wrapped("Home to School Transport – Special", 26) == "Home to School Transport –<br>Special"


def test_of_a_long_name_the_middle_is_left_out() -> None:
    assert wrapped(f"{LONG} 39", 26) == "Special Educational Needs<br>… People Aged 0 to 25 39"
    assert wrapped(f"{LONG} 39", 37, lines=1) == "Special Educational … Aged 0 to 25 39"


def test_markup_is_drawn_as_words() -> None:
    assert wrapped("<b>R&D</b>", 26) == "&lt;b&gt;R&amp;D&lt;/b&gt;"


@given(st.text(st.characters(categories=["L", "Zs"]), min_size=1, max_size=200), st.integers(1, 3))
def test_no_line_is_longer_than_asked(label: str, lines: int) -> None:
    broken = wrapped(label, 26, lines).split("<br>")
    assert len(broken) <= lines
    assert max(map(len, broken)) <= 26


def test_no_bracket_closes_that_was_not_opened() -> None:
    name = "Adults Commissioning (including Local Assistance Scheme)"
    assert wrapped(name, 37, lines=1) == "Adults Commissioning … Scheme"
