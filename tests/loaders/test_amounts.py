"""Figures as printed: their values, and what is refused."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import amounts

DASHES = st.sampled_from("-−–—")


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("£k", 0),
        ("£0k", 0),
        ("0", 0),
        ("-0", 0),
        ("£1,235k", 1235),
        ("-£12.4k", -12.4),
        ("£-12.4k", -12.4),
        ("(345)", -345),
        ("345-", -345),
        ("£475K", 475),
        ("£1.2m", 1200),
        ("133,087", 133087),
        ("£1 235k", 1235),
        ("1 235", 1235),
        ("+4", 4),
        ("-", None),
        ("−", None),
        ("–", None),
        ("", None),
        (" ", None),
        ("n/a", None),
    ],
)
def test_thousands(printed: str, value: float | None) -> None:
    assert amounts.thousands(printed) == value


@pytest.mark.parametrize(
    "printed",
    [
        "£1,234",
        "12%",
        "1,23",
        "12,34,567",
        "--5",
        "(5",
        "5)",
        "(-5)",
        "£",
        "k",
        "1e5",
        "nan",
        "inf",
        "#REF!",
        "5 or 6",
        "12 13",
        "1 2345",
        "1234 567",
        "1,2 35",
        "O",
    ],
)
def test_what_is_not_thousands_of_pounds(printed: str) -> None:
    with pytest.raises(ValueError, match=r"is not|more than one"):
        amounts.thousands(printed)


def test_nought_has_no_sign() -> None:
    printed = ["-0", "-£k", "(0)", "−0.00"]
    values = [amounts.thousands(text) for text in printed]
    assert [math.copysign(1, value) for value in values if value is not None] == [1.0, 1.0, 1.0, 1.0]


@given(st.integers(-(10**9), 10**9), DASHES)
def test_thousands_read_back_what_was_printed(value: int, dash: str) -> None:
    sign = dash if value < 0 else ""
    assert amounts.thousands(f"{sign}£{abs(value):,}k") == value
    assert amounts.thousands(f"{sign}{abs(value):,}") == value
    if value < 0:
        assert amounts.thousands(f"({abs(value):,})") == value


@given(st.decimals(-99999, 99999, places=2))
def test_counts_keep_their_decimals(value: object) -> None:
    assert amounts.count(f"{value:,}") == float(str(value))


@given(st.integers(-5000, 5000))
def test_percentages_keep_their_sign(value: int) -> None:
    assert amounts.percent(f"{value:,}%") == value


@given(st.text(max_size=20))
def test_any_text_is_a_figure_or_refused(text: str) -> None:
    try:
        found = amounts.amount(text)
    except ValueError:
        return
    assert found is None or math.isfinite(found.value)


@given(st.text("-(£0123456789,.km%)+ ", max_size=12))
def test_whatever_reads_as_a_figure_has_a_kind(text: str) -> None:
    try:
        found = amounts.amount(text)
    except ValueError:
        assert amounts.kind(text) == "text"
        return
    if found is not None:
        assert amounts.kind(text) in ("thousands", "pounds", "number", "percent")


@pytest.mark.parametrize(
    ("printed", "per", "expected"),
    [
        ("£551", "week", amounts.UnitCost(551, "week")),
        ("2,980.70", "week", amounts.UnitCost(2980.7, "week")),
        ("per hour £16.31", "week", amounts.UnitCost(16.31, "hour")),
        ("£16.43", "hour", amounts.UnitCost(16.43, "hour")),
        ("£63k", "year", amounts.UnitCost(63000, "year")),
        ("-£19k", "year", amounts.UnitCost(-19000, "year")),
        ("£k", "year", amounts.UnitCost(0, "year")),
        ("£1,444k", "week", amounts.UnitCost(1444, "week", implausible=True)),
        ("-", "week", None),
        ("", "year", None),
    ],
)
def test_unit_cost(printed: str, per: str, expected: amounts.UnitCost | None) -> None:
    assert amounts.unit_cost(printed, per) == expected


@pytest.mark.parametrize("printed", ["12%", "£1.2m", "per day £5", "↑"])
def test_what_is_not_a_unit_cost(printed: str) -> None:
    with pytest.raises(ValueError, match="is not"):
        amounts.unit_cost(printed, "week")


@pytest.mark.parametrize("printed", ["£5", "5k", "5%", "five"])
def test_what_is_not_a_count(printed: str) -> None:
    with pytest.raises(ValueError, match="is not"):
        amounts.count(printed)


@pytest.mark.parametrize(("printed", "value"), [("↑", "up"), ("↓", "down"), ("↔", "same"), ("", None), ("-", None)])
def test_direction(printed: str, value: str | None) -> None:
    assert amounts.direction(printed) == value


def test_a_word_is_no_direction() -> None:
    with pytest.raises(ValueError, match="not a direction"):
        amounts.direction("up")


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("£k", "thousands"),
        ("£584", "pounds"),
        ("1,047", "number"),
        ("-3.49", "number"),
        ("+4", "number"),
        ("-377%", "percent"),
        ("-", "dash"),
        ("↔", "arrow"),
        ("16+", "text"),
        ("0-19", "text"),
        ("2019/20", "text"),
    ],
)
def test_kind(word: str, kind: str) -> None:
    assert amounts.kind(word) == kind


def test_a_million_digits_are_no_figure() -> None:
    """It took hours to find that out: a pattern tried every digit as a beginning."""
    for text in ("9" * 1_000_000, "1," * 500_000, " " * 1_000_000 + "1"):
        with pytest.raises(ValueError, match="is not a figure") as raised:
            amounts.amount(text)
        assert len(str(raised.value)) < 60


def test_a_figure_is_kept_to_its_last_digit_or_not_at_all() -> None:
    assert amounts.count("999,999,999,999,999") == 999_999_999_999_999
    with pytest.raises(ValueError, match="more digits than can be kept"):
        amounts.count("12345678901234567890")
