"""What a workbook's cell shows: its value under its number format, as Excel prints it.

Only what reports use: sections for positive, negative and nought, thousands with commas, decimals, scaling by trailing
commas, percent, words in quotes. Dates are written in words, as the reports print them.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext

from openpyxl.styles.numbers import is_date_format

from loaders.tables import MONTHS

# A piece of a section: words in quotes, one character that is shown as it is, a gap, a colour or condition, or a token.
_PIECE = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[([^\]]*)\]|([#0?][#0?,]*(?:\.[#0?]*)?(?:[eE][+-]0+)?,*)|(.)', re.DOTALL)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_UNSIGNED = re.compile(r"£? ?[\d,.]+ ?[%km]?")
_PLACES = 30  # more than these Excel does not show
_LARGEST = 1e18  # beyond it no figure is written out in digits
_CURRENCY = re.compile(r"\$([^-]*)")


def shown(value: object, number_format: str) -> str:
    """``value`` as the cell prints it; empty for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (datetime, date)):
        return _date(value, number_format)
    if isinstance(value, (time, timedelta)):
        return str(value)
    if isinstance(value, (int, float)):
        return _number(value, number_format)
    return str(value)


def _date(value: date, number_format: str) -> str:
    month = f"{MONTHS[value.month - 1].capitalize()} {value.year}"
    return f"{value.day} {month}" if "d" in number_format.lower() or not is_date_format(number_format) else month


def _number(value: float, number_format: str) -> str:
    sections = _sections(number_format or "General")
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    if abs(value) >= _LARGEST:
        return repr(value)
    section, magnitude = _section(sections, value)
    if section.strip().lower() in ("general", "@"):
        return _general(magnitude)
    text = _under(section, magnitude)
    # A section that only colours a negative figure leaves its sign to the eye.
    return f"-{text}" if value < 0 < magnitude and _UNSIGNED.fullmatch(text) and text.strip("0.,%£ ") else text


def _sections(number_format: str) -> list[str]:
    """The parts between semicolons that stand outside quotes."""
    return re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', number_format)[:4]


def _section(sections: list[str], value: float) -> tuple[str, float]:
    """The section for ``value``, and the number that is written with it: a negative section writes its own sign."""
    conditions = [_CONDITION.search(section) for section in sections]
    if any(conditions):
        return next(
            (
                section
                for section, each in zip(sections, conditions, strict=True)
                if each is None or _holds(each, value)
            ),
            sections[-1],
        ), value
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _holds(condition: re.Match[str], value: float) -> bool:
    limit = float(condition[2])
    return {
        "<": value < limit,
        "<=": value <= limit,
        ">": value > limit,
        ">=": value >= limit,
        "=": value == limit,
        "<>": value != limit,
    }[condition[1]]


def _general(value: float) -> str:
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    # Ten digits, as a cell of ordinary width shows: what binary adds to 0.1 is not printed.
    return f"{Decimal(repr(value)).quantize(Decimal('1e-9'), ROUND_HALF_UP).normalize():f}"


def _under(section: str, value: float) -> str:
    pieces = list(_PIECE.finditer(section))
    tokens = [piece[4] for piece in pieces if piece[4]]
    percent = any(piece[5] == "%" for piece in pieces)
    number = Decimal(repr(value)) * (100 if percent else 1)
    text = ""
    written = False
    for piece in pieces:
        quoted, escaped, bracket, token, plain = piece.groups()
        if quoted is not None:
            text += quoted
        elif escaped is not None:
            text += escaped
        elif bracket is not None:
            currency = _CURRENCY.match(bracket)
            text += currency[1] if currency else ""
        elif token is not None:
            text += "" if written else _digits(token, number)
            written = True
        elif plain is not None:
            text += plain
    if value < 0 and tokens and any(each in "123456789" for each in text):
        text = f"-{text}"
    return " ".join(text.split())


def _digits(token: str, number: Decimal) -> str:
    """``number`` without its sign under a token such as ``#,##0.0`` or ``0,``."""
    scale = len(token) - len(token.rstrip(","))
    body = token.rstrip(",")
    whole, _, decimals = body.partition(".")
    places = min(_PLACES, sum(1 for each in decimals if each in "0#?"))
    with localcontext(prec=100):
        rounded = (abs(number) / (Decimal(1000) ** scale)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    optional = len(decimals) - len(decimals.rstrip("#"))
    while optional and text.endswith("0"):
        text, optional = text[:-1], optional - 1
    text = text.removesuffix(".")
    return "" if not rounded and whole and set(whole) <= {"#", ","} and not places else text
