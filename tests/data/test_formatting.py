"""One rounding rule, one minus sign, and money that never reads £1000k."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import formatting

amounts = st.floats(min_value=-1e7, max_value=1e7, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [(2.5, 0, 3), (-2.5, 0, -3), (0.285, 2, 0.29), (1.005, 2, 1.01), (-0.4, 0, 0), (0, 0, 0)],
)
def test_halves_are_rounded_away_from_zero(value: float, places: int, expected: float) -> None:
    assert formatting.round_away(value, places) == expected


@pytest.mark.parametrize(
    ("value_k", "expected"),
    [
        (739, "£739k"),
        (-739, "£739k"),
        (999.4, "£999k"),
        (999.5, "£1.0m"),
        (999.95, "£1.0m"),
        (1000, "£1.0m"),
        (4247, "£4.2m"),
        (4250, "£4.3m"),
        (0.4, "£0k"),
        (1_234_567, "£1,234.6m"),
    ],
)
def test_money_in_sentences(value_k: float, expected: str) -> None:
    assert formatting.money(value_k) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(10960, "+£10,960k"), (-60, "−£60k"), (0, "£0k"), (-0.2, "£0k"), (None, "not stated")],
)
def test_variances_print_their_sign_and_missing_is_not_zero(value: float | None, expected: str) -> None:
    assert formatting.signed_thousands(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(739, "£739k over budget"), (-60, "£60k under budget"), (0.4, "on budget"), (-0.4, "on budget")],
)
def test_variances_come_with_their_word(value: float, expected: str) -> None:
    assert formatting.variance_words(value) == expected


@given(amounts)
def test_a_number_keeps_its_sign_and_size_as_text(value: float) -> None:
    text = formatting.signed(value, 1)
    back = float(text.replace("−", "-").replace(",", ""))
    assert abs(back - value) <= 0.05 + 1e-6
    assert "-" not in text


@given(amounts)
def test_money_is_never_more_than_three_digits_of_thousands(value: float) -> None:
    text = formatting.money(value)
    if text.endswith("k"):
        assert int(text[1:-1]) <= 999


def test_slugs_are_readable_addresses() -> None:
    assert formatting.slug("Adults & Safeguarding") == "adults-safeguarding"
    assert formatting.slug("Children’s Commissioning") == "childrens-commissioning"


def test_listing() -> None:
    assert formatting.listing([]) == ""
    assert formatting.listing(["a"]) == "a"
    assert formatting.listing(["a", "b", "c"]) == "a, b and c"


def test_a_name_in_a_sentence_keeps_its_abbreviations() -> None:
    assert formatting.within("Older people") == "older people"
    assert formatting.within("SEN placements") == "SEN placements"
