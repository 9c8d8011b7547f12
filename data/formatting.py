"""Numbers as words: one rounding rule, one minus sign and one way to write money in the whole product."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

MINUS = "−"
NOT_STATED = "not stated"
_remembered = lru_cache(maxsize=32768)  # a page writes the same figure on its mark, in its hover and in its table


def round_away(value: float, places: int = 0) -> float:
    """Round half away from zero, on the decimal digits as written: 2.5 is 3, -2.5 is -3 and 0.285 is 0.29."""
    if places >= 0 and float(value).is_integer():
        return float(value) + 0.0  # most figures are whole thousands, and decimal arithmetic is slow
    step = Decimal(1).scaleb(-places)
    return float(Decimal(repr(float(value))).quantize(step, rounding=ROUND_HALF_UP)) + 0.0


@_remembered
def number(value: float | None, places: int = 0) -> str:
    """``1,082`` or ``383.19`` to ``places`` decimals; a true minus sign; ``not stated`` where missing."""
    if value is None:
        return NOT_STATED
    rounded = round_away(value, places)
    return f"{MINUS if rounded < 0 else ''}{abs(rounded):,.{places}f}"


@_remembered
def signed(value: float | None, places: int = 0) -> str:
    """As ``number`` with a plus sign before a positive value; zero has no sign."""
    if value is None:
        return NOT_STATED
    rounded = round_away(value, places)
    return f"{'+' if rounded > 0 else MINUS if rounded < 0 else ''}{abs(rounded):,.{places}f}"


def _with_pound(text: str, unit: str = "") -> str:
    if text == NOT_STATED:
        return text
    sign = text[0] if text[0] in f"+{MINUS}" else ""
    return f"{sign}£{text[len(sign) :]}{unit}"


@_remembered
def thousands(value_k: float | None, places: int = 0) -> str:
    """Thousands of pounds as printed in a table: ``£10,960k``."""
    return _with_pound(number(value_k, places), "k")


@_remembered
def signed_thousands(value_k: float | None) -> str:
    """A variance as printed in a table: ``+£10,960k``, ``−£60k``, ``£0k``."""
    return _with_pound(signed(value_k), "k")


def pounds(value: float | None, places: int = 0) -> str:
    """A unit cost: ``£584`` or ``£2,980.70``."""
    return _with_pound(number(value, places))


def signed_pounds(value: float | None, places: int = 0) -> str:
    """A difference in unit cost: ``+£33``."""
    return _with_pound(signed(value, places))


def money(value_k: float) -> str:
    """Size of an amount of £000 in a sentence, without its sign: ``£739k``, ``£4.2m``; 999.95 is ``£1.0m``."""
    size = abs(value_k)
    if round_away(size) < 1000:
        return f"£{round_away(size):,.0f}k"
    return f"£{round_away(size / 1000, 1):,.1f}m"


def percent(value: float | None, places: int = 1) -> str:
    """``1.6%`` with a true minus sign."""
    text = number(value, places)
    return text if text == NOT_STATED else f"{text}%"


@_remembered
def variance_words(value_k: float | None, over: str = "over budget", under: str = "under budget") -> str:
    """A variance with its word: ``£739k over budget``, ``£60k under budget``, ``on budget``."""
    if value_k is None:
        return NOT_STATED
    rounded = round_away(value_k)
    if rounded == 0:
        return "on budget"
    return f"{money(value_k)} {over if rounded > 0 else under}"


def month_name(period: date) -> str:
    """``January 2020``."""
    return f"{period:%B %Y}"


def short_month(period: date) -> str:
    """``Jan 2020``."""
    return f"{period:%b %Y}"


def day(value: date) -> str:
    """``14 February 2020``."""
    return f"{value.day} {value:%B %Y}"


def listing(items: list[str]) -> str:
    """``a``, ``a and b`` or ``a, b and c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def within(name: str) -> str:
    """A name inside a sentence, without capitals but for abbreviations: ``older people``, ``SEN placements``."""
    return " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in name.split())


def slug_of_any(text: str) -> str:
    """As ``slug``, of text that a request says: what anybody may ask for is not kept."""
    letters = "".join(character if character.isalnum() else " " for character in text.lower().replace("’", ""))
    return "-".join(letters.split())


@lru_cache(maxsize=4096)  # a page writes hundreds of addresses from the same few names
def slug(name: str) -> str:
    """A name as it stands in an address: ``Adults & Safeguarding`` is ``adults-safeguarding``."""
    return slug_of_any(name)
