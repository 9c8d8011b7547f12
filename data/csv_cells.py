"""One rule for every CSV that leaves the product: what a spreadsheet would take for a formula is marked as text.

Spreadsheets look past blanks, invisible characters and quotation marks, and some take full-width signs for plain ones,
so the first character that is none of these decides. The mark is an apostrophe in front.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import dropwhile
from typing import Final

_AMOUNT: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?[k%]?")
# "% of reviews on time" is an indicator's name.
_FORMULA: Final = re.compile("[=+@|-]|%[^ ]")
_ORDINARY: Final = re.compile("[A-Za-z0-9]")
# Beside the characters that print nothing by their category: blanks that count as letters or symbols, and quotes.
_LOOKED_PAST: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0'\"`‘’“”")
_MARK: Final = "'"


def guarded(text: str) -> str:
    """``text`` as it may stand in a cell; a number with a sign stays a number."""
    return f"{_MARK}{text}" if _is_formula(text) else text


def unguarded(text: str) -> str:
    """What ``guarded`` made ``text`` of."""
    bare = text.removeprefix(_MARK)
    return bare if bare != text and _is_formula(bare) else text


def _is_formula(text: str) -> bool:
    if text[:1] in ("\t", "\r", "\n"):
        return True
    if _ORDINARY.match(text) or _AMOUNT.fullmatch(text):
        return False
    shown = "".join(dropwhile(_is_looked_past, unicodedata.normalize("NFKC", text)))
    return _FORMULA.match(shown) is not None


def _is_looked_past(letter: str) -> bool:
    return letter in _LOOKED_PAST or unicodedata.category(letter)[0] in "CZM"
