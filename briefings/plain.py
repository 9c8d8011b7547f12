"""Text that every kind of office file may hold: nothing that breaks the file, nothing that a reader cannot see."""

from __future__ import annotations

import re
from typing import Final

# XML has no place for these: control characters, halves of a pair of UTF-16, and two that are no characters.
_BROKEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# What turns the direction of the text around it: a name written from right to left needs none of them.
_TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BLANKS: Final = re.compile(r"[\t\n\r]+")
ELLIPSIS: Final = "…"


def plain(text: str) -> str:
    """``text`` on one line without what an office file cannot hold; a broken character leaves its mark."""
    return _BLANKS.sub(" ", _TURNING.sub("", _BROKEN.sub("\ufffd", text)))


def short(text: str, letters: int) -> str:
    """``plain`` text of at most ``letters``; of a longer one the middle is left out, for names differ at their end."""
    whole = plain(text)
    if len(whole) <= letters:
        return whole
    end = letters // 3
    return f"{whole[: letters - end - 1].rstrip()}{ELLIPSIS}{whole[len(whole) - end :].lstrip()}"


def cut(text: str, letters: int) -> str:
    """``plain`` text of at most ``letters``; a longer sentence ends at a word, with a mark that it goes on."""
    whole = plain(text)
    return whole if len(whole) <= letters else f"{whole[: letters - 1].rsplit(' ', 1)[0].rstrip()}{ELLIPSIS}"
