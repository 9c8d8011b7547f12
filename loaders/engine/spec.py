"""What a table of the report is, read from its file in ``loaders/tables``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from loaders.engine.words import TABLES, Words

MONEY, SHARE, LABEL, TEXT, CODE, NOTE, RAG = "money", "share", "label", "text", "code", "note", "rag"
COUNT, UNIT_COST, NUMBER = "count", "unit cost", "number"
FIGURES = (MONEY, SHARE, COUNT, UNIT_COST, NUMBER)
_TERM = re.compile(r"(?P<sign>[+-]?) ?(?P<name>[a-z_0-9]+)")


@dataclass(frozen=True)
class Column:
    """One column that a table may have.

    ``heads`` are the meanings that head it, the most telling first; ``never`` those that head another; ``may`` those
    that change nothing. ``adverse`` says that a positive figure is bad, so that its sign must be known. A column that
    is not ``kept`` is known and left out.
    """

    name: str
    kind: str
    heads: tuple[frozenset[str], ...]
    never: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    adverse: bool = False
    kept: bool = True

    def explains(self, meanings: Collection[str]) -> bool:
        """Whether one heading of this column may have all ``meanings``, so that none of them names another."""
        return any(head.union(self.may).issuperset(meanings) for head in self.heads)

    def score(self, words: Words) -> float | None:
        """How well the words of a heading name this column; ``None`` where they do not."""
        meanings = frozenset(words.meanings)
        if meanings & self.never:
            return None
        fits = [
            2.0 * len(head) - len(meanings - head - self.may) - 0.1 * rank
            for rank, head in enumerate(self.heads)
            if head <= meanings
        ]
        return max(fits) - min(len(words.unknown), 3) * 0.5 if fits else None


@dataclass(frozen=True)
class Identity:
    """Arithmetic within a row: ``left`` is the sum of ``terms``, or a percentage of one by another."""

    name: str
    left: str
    terms: tuple[tuple[int, str], ...] = ()
    share: tuple[str, str] | None = None

    @property
    def columns(self) -> frozenset[str]:
        """Every column that the identity speaks of."""
        return frozenset((self.left, *(name for _, name in self.terms), *(self.share or ())))


@dataclass(frozen=True)
class Spec:
    """One table: its columns, which of them are essential, its identities, and how its rows are ranked.

    A denial is an identity that shows, where it holds, that its left side is another figure than its words say.
    """

    table: str
    name: str
    label: str
    levels: str
    columns: Mapping[str, Column]
    essential: tuple[str, ...]
    least: int
    about: tuple[str, ...]
    never_about: tuple[str, ...]
    sums: tuple[str, ...]
    identities: tuple[Identity, ...]
    denials: tuple[Identity, ...] = ()
    one_of: tuple[str, ...] = ()
    needs_about: bool = False


@cache
def specs() -> Sequence[Spec]:
    """Every table that has a file."""
    return tuple(load(path.stem) for path in sorted(TABLES.glob("*.toml")) if path.stem != "vocabulary")


@cache
def load(table: str) -> Spec:
    """The spec of ``table``; a spec may be ``like`` another and say only what differs."""
    stated = _stated(table)
    columns = {name: _column(name, each) for name, each in stated["columns"].items()}
    return Spec(
        table=stated["table"],
        name=stated["name"],
        label=stated["label"],
        levels=stated["levels"],
        columns=columns,
        essential=tuple(stated["essential"]),
        least=stated["essential_least"],
        about=tuple(stated.get("about", ())),
        never_about=tuple(stated.get("never_about", ())),
        sums=tuple(stated["sums"]),
        identities=tuple(_identity(name, text) for name, text in stated.get("identities", {}).items()),
        denials=tuple(_identity(name, text) for name, text in stated.get("denials", {}).items()),
        one_of=tuple(stated.get("one_of", ())),
        needs_about=stated.get("needs_about", False),
    )


def _stated(table: str) -> dict[str, Any]:
    with (TABLES / f"{table}.toml").open("rb") as file:
        own = tomllib.load(file)
    if "like" not in own:
        return own
    other = _stated(own["like"])
    columns = {name: each for name, each in other["columns"].items() if name != other["label"]}
    return {**other, **own, "columns": {**own.get("columns", {}), **columns}}


def _column(name: str, stated: Mapping[str, Any]) -> Column:
    return Column(
        name,
        stated["kind"],
        tuple(frozenset(head.split()) for head in stated["heads"]),
        frozenset(stated.get("never", ())),
        frozenset(stated.get("may", ())),
        stated.get("adverse", False),
        stated.get("kept", True),
    )


def _identity(name: str, text: str) -> Identity:
    left, right = (part.strip() for part in text.split("="))
    share = re.fullmatch(r"100 \* (\w+) / (\w+)", right)
    if share:
        return Identity(name, left, share=(share[1], share[2]))
    terms = tuple((-1 if match["sign"] == "-" else 1, match["name"]) for match in _TERM.finditer(right))
    return Identity(name, left, terms)
