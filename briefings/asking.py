"""What somebody types for a part, a month or a committee, understood as written in words or in an address.

What is not there, or may mean several, is refused with what can be typed instead.
"""

from __future__ import annotations

from collections.abc import Iterable

import click

from data.committees import committees
from data.dataset import Dataset, Month
from data.formatting import listing, month_name, short_month, slug
from data.parts import NOT_STATED, full_address, is_asked, plain


def part_meant(words: str, dataset: Dataset) -> Dataset:
    """The council's block that ``words`` mean: ``calderstoke-council.not-stated``, ``Calderstoke Council`` or less."""
    exact = [each for each in dataset.parts if words == full_address(each.part)]
    whole = [each for each in dataset.parts if is_asked(each.part, words) or plain(words) in _names(each)]
    begun = [each for each in dataset.parts if any(name.startswith(plain(words)) for name in _names(each))]
    found = exact or whole or begun
    if len(found) == 1 and plain(words):
        return found[0]
    said = f"“{words}” may be one of several parts" if found else f"No council or part “{words}” is loaded"
    can_be = listing([f"{full_address(each.part)} ({_words(each)})" for each in found or dataset.parts])
    raise click.ClickException(f"{said}. What can be typed: {can_be}.")


def _names(dataset: Dataset) -> set[str]:
    part = dataset.part
    names = {part.council, part.service_block, f"{part.council}, {part.service_block}"}
    return {plain(name) for name in names if name and name != NOT_STATED}


def _words(dataset: Dataset) -> str:
    part = dataset.part
    return part.council if part.service_block == NOT_STATED else f"{part.council}, {part.service_block}"


def month_meant(words: str, dataset: Dataset) -> Month:
    """The month that ``words`` mean: ``2020-01``, ``January 2020``, ``Jan 2020``, or what the report calls it."""
    found = [month for month in dataset.months if plain(words) in _month_names(month)]
    if len(found) == 1:
        return found[0]
    names = listing([f"{month.key} ({month_name(month.period)})" for month in dataset.months])
    raise click.ClickException(f"No report of {words} is loaded. There are {names}.")


def _month_names(month: Month) -> set[str]:
    names = (month.key, month_name(month.period), short_month(month.period), month.label)
    return {plain(name) for name in names if name}


def committee_meant(words: str, dataset: Dataset, authority: str) -> str:
    """A committee as it stands in an address. Refuses one that no list of the council ``authority`` has."""
    known = committees(authority)
    found = _named(dataset, words, known)
    if found:
        return dataset.addresses.of(found)
    there = f"Those known are {listing(list(known))}" if known else "None is known of this council"
    raise click.ClickException(f"No committee “{words}” is known. {there}.")


def _named(dataset: Dataset, words: str, known: Iterable[str]) -> str | None:
    names = list(known)
    asked = (words, slug(words), slug(words).removesuffix("-committee"))
    return next((name for each in asked if (name := dataset.addresses.named(each, names))), None)
