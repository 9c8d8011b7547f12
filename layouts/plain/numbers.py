"""The numbers of a card as a CSV file, made of the typed columns that the page is made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from charts.columns import Column, Form, Value, places_of, shown
from data import csv_cells
from layouts.compact_table import words_of
from layouts.elements import Card
from layouts.plain.markup import Properties, nodes

# The heading of a column keeps the unit, so that a spreadsheet can count what stands below it.
UNITS = {"£000": " (£000)", "£": " (£)", "percent": " (%)", "number": "", "": ""}


def numbers_csv(content: Any, key: str, address: str) -> str | None:
    """Finding, subtitle, source, ``address`` and table of the card called ``key``; None where there is no such card.

    Figures are plain numbers, rounded as the page shows them; words and places are guarded against formulas.
    """
    card = next((each for each in _cards(content) if each["props"].get("id") == key), None)
    if card is None:
        return None
    within = list(nodes(card["props"]["children"]))
    head = [_text(each) for kind, each in within if kind == "H2"][:1]
    head += [*(_first(within, name) for name in ("subtitle", "source")), address]
    typed = card.numbers.typed
    sent = next(_tables(card["props"]["children"]))
    named = [each.heading + UNITS[each.form.unit] for each in typed]
    lines = [
        *map(csv_cell, head),
        "",
        ",".join(map(csv_cell, [*named, *sent["head"][len(typed) :]])),
        *(
            ",".join(_row(typed, place, [words_of(each) for each in row[len(typed) :]]))
            for place, row in enumerate(sent["rows"])
        ),
    ]
    return "\ufeff" + "\r\n".join(lines) + "\r\n"


def csv_cell(words: str) -> str:
    """A quoted cell with words, marked where a spreadsheet would work them out."""
    return _quoted(csv_cells.guarded(words))


def _row(typed: tuple[Column, ...], place: int, where: list[str]) -> Iterator[str]:
    """The figures of one row, then where they are printed and what touches them."""
    for each in typed:
        yield _cell(each.values[place], each.form)
    yield from map(csv_cell, where)


def _cell(value: Value, form: Form) -> str:
    if isinstance(value, str):
        return csv_cell(value)
    return csv_cell(form.missing) if value is None else _quoted(f"{shown(value, form):.{places_of(value, form)}f}")


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _cards(content: Any) -> Iterator[Card]:
    """Every card in ``content``, which may hold components and parts as they are sent."""
    if isinstance(content, Card):
        yield content
    elif isinstance(content, list | tuple):
        for each in content:
            yield from _cards(each)
    elif content is not None and not isinstance(content, str | int | float):
        inside = content["props"].get("children") if isinstance(content, dict) else getattr(content, "children", None)
        yield from _cards(inside)


def _tables(content: Any) -> Iterator[Properties]:
    """The tables of numbers in a card as they are sent: behind the figures stand the places where they are printed."""
    for each in content if isinstance(content, list) else [content]:
        if isinstance(each, dict):
            if each["type"] == "Numbers":
                yield each["props"]
            yield from _tables(each["props"].get("children"))


def _first(within: list[tuple[str, Properties]], name: str) -> str:
    return next((_text(each) for _, each in within if _is(each, name)), "")


def _is(properties: Properties, name: str) -> bool:
    return name in str(properties.get("className") or "").split()


def _text(properties: Properties) -> str:
    """Everything written in a component."""
    return _words(properties.get("children"))


def _words(content: Any) -> str:
    if isinstance(content, list | tuple):
        return "".join(map(_words, content))
    if isinstance(content, str | int | float) and not isinstance(content, bool):
        return str(content)
    return "" if content is None or isinstance(content, bool) else _text(next(iter(nodes(content)))[1])
