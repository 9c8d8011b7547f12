"""Finds services and types of care by any name that a paper has used, and says when the name or the place changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from data.dataset import Dataset, Month
from data.formatting import listing, month_name
from data.rows import place_of
from data.structure import Kind, moves

MOST = 40


@dataclass(frozen=True)
class Hit:
    """One line that matches: where it stands in the newest month that has it, and what it was called before."""

    kind: Kind
    name: str
    place: str
    month: str
    changes: tuple[str, ...]


def search(dataset: Dataset, words: str) -> list[Hit]:
    """Lines of which a present or earlier name has words that begin as ``words`` do.

    Names that begin with them come first, then the newest.
    """
    wanted = _plain(words).split()
    if not wanted:
        return []
    hits = [hit for hit, names in _lines(dataset) if any(_holds(name, wanted) for name in names)]
    first = " ".join(wanted)
    hits.sort(key=lambda hit: hit.month, reverse=True)
    return sorted(hits, key=lambda hit: (not _plain(hit.name).startswith(first), hit.name))[:MOST]


def _lines(dataset: Dataset) -> Iterator[tuple[Hit, set[str]]]:
    """Every line once, where it stands in the newest month that has it, with all its names."""
    found: dict[tuple[Kind, str, str], dict[str, list[Month]]] = {}
    for month in dataset.months:
        for line in month.finance:
            if line.level == "service":
                names = found.setdefault(("service", place_of(line), line.service), {})
                names.setdefault(line.service_reported, []).append(month)
        for care in month.activity:
            if care.level == "line":
                names = found.setdefault(("care", care.care_group, care.service_type), {})
                names.setdefault(care.service_type_reported, []).append(month)
    for (kind, place, name), reported in found.items():
        newest = max(month.key for months in reported.values() for month in months)
        hit = Hit(
            kind,
            name,
            place,
            newest,
            tuple(_renamed(name, reported)) + tuple(_moved(kind, place, name, dataset.part.authority)),
        )
        yield hit, {_plain(each) for each in (name, *reported)}


def _holds(name: str, wanted: list[str]) -> bool:
    words = name.split()
    return all(any(word.startswith(part) for word in words) for part in wanted)


def _renamed(name: str, reported: dict[str, list[Month]]) -> Iterator[str]:
    for label, months in reported.items():
        if _plain(label) != _plain(name):
            yield f"printed as “{label}” in {listing([month_name(month.period) for month in months])}"


def _moved(kind: Kind, place: str, name: str, authority: str) -> Iterator[str]:
    for move in moves(authority):
        if move.kind != kind:
            continue
        if (move.to_place, move.to_name) == (place, name):
            where = f"under {move.from_place}" if move.from_name == name else f"part of “{move.from_name}”"
            yield f"before {move.financial_year} {where}. {move.reason}"
        elif (move.from_place, move.from_name) == (place, name):
            where = f"“{move.to_name}” under {move.to_place}" if move.to_name else "no line"
            yield f"from {move.financial_year} {where}. {move.reason}"


def _plain(text: str) -> str:
    """``text`` as far as a search goes: no case, apostrophes or dashes."""
    bare = text.lower().replace("’", "").replace("'", "")
    return " ".join("".join(character if character.isalnum() else " " for character in bare).split())
