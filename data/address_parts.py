"""The parts of an address, none longer than ours ever are: an answer repeats some of them in each of its links."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl

LONGEST: Final = 200  # letters of a part
LONGER: Final = {
    "back": 600,
    "screens": 2000,
    "sections": 3000,
    "more": 3000,
}  # an address, 40 screens, 60 sections


def parts(query: object) -> dict[str, str]:
    """The parts of a query string by name, each cut to its length; letters that no text can hold become ``?``."""
    if not isinstance(query, str):
        return {}
    pairs = parse_qsl(query.removeprefix("?").encode(errors="replace").decode())
    return {name: value[: LONGER.get(name, LONGEST)] for name, value in pairs}
