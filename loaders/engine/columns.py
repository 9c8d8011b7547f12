"""What the columns of a table are: candidates by the words of each heading, and the readings that they leave open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush

from loaders.engine import parts, words
from loaders.engine.locate import Head, Profile
from loaders.engine.spec import CODE, COUNT, FIGURES, LABEL, MONEY, NOTE, RAG, SHARE, TEXT, UNIT_COST, Column, Spec
from loaders.engine.taught import heading_key
from loaders.engine.told import Told
from loaders.engine.words import FACTORS, PERCENT, Words

# Readings that are so much worse by their words are not tried against the figures.
_NEAR = 3.0
_MOST = 300
_STEPS = 20_000
_NO_COLUMN = -0.4
_TAUGHT = 8.0  # what a person said goes before what words may mean
# A cost of so many weeks or days is no cost of the year.
_A_TIME = re.compile(
    r"\bper (?:\d+ |two |four )?(?:hours?|nights?|sessions?|days?|weeks?|months?|fortnight)\b|"
    r"\b(?:daily|weekly|monthly|fortnightly)\b",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass
class Reading:
    """One way to understand a heading: which column of the spec each place is, and how well the words bear it out.

    ``headings`` are the words of every place; ``unknown`` the places that are not understood.
    """

    spec: Spec
    head: Head
    columns: dict[int, Column]
    headings: tuple[Words, ...]
    score: float
    unknown: tuple[int, ...] = ()
    proofs: dict[str, str] = field(default_factory=dict)

    def place(self, name: str) -> int | None:
        """Where the column ``name`` stands, if it does."""
        return next((place for place, column in self.columns.items() if column.name == name), None)

    def names(self) -> set[str]:
        """The columns of the spec that are there."""
        return {column.name for column in self.columns.values()}


def readings(spec: Spec, head: Head, profiles: Sequence[Profile], told: Told) -> list[Reading]:
    """The readings of ``head`` as a table of ``spec``, the likeliest by its words first; none where it is no such."""
    headings = tuple(_said(own or band, spec, told) for own, band in zip(head.own, head.bands, strict=True))
    banded = tuple(
        _said(f"{band} {own}", spec, told) if band else None for own, band in zip(head.own, head.bands, strict=True)
    )
    candidates = [_candidates(spec, headings[place], banded[place], profiles[place]) for place in range(head.width)]
    _name_label(spec, candidates, headings, profiles)
    elsewhen = _of_another_year(headings, banded, told)
    elsewhen |= parts.gross_and_income(spec.table, head, profiles)
    for place in elsewhen | parts.months_own(spec.table, head):
        candidates[place] = []
    known = taught_places(spec, head, told)
    for place, column in known.items():
        candidates[place] = [(spec.columns[column], _TAUGHT)] if column in spec.columns else []
    found = []
    for columns, score in _assignments(candidates):
        if not is_whole(spec, columns) or _is_no_previous(columns, headings, banded, known):
            continue
        unknown = tuple(
            place
            for place in range(head.width)
            if place not in columns
            and place not in known
            and place not in elsewhen
            and (head.own[place] or profiles[place].figures > 1)
        )
        total = score + _order(columns, headings, told.month) - 0.5 * len(unknown)
        found.append(Reading(spec, head, columns, headings, total, unknown))
    found.sort(key=lambda each: -each.score)
    return found


def _is_no_previous(
    columns: Mapping[int, Column],
    headings: Sequence[Words],
    banded: Sequence[Words | None],
    known: Mapping[int, str],
) -> bool:
    """Whether a variance is taken as an earlier one though no word, month or place before the label says so."""
    for place, column in columns.items():
        if column.name != "previous_forecast_variance_k" or place in known:
            continue
        said = (headings[place], banded[place] or headings[place])
        dated = any(each.has("previous") or each.has("reported") or each.months or each.periods for each in said)
        return not dated and place > _label_place(columns)
    return False


def _said(text: str, spec: Spec, told: Told) -> Words:
    """What a heading says; the last day of the year before is the first of this one."""
    first = words.as_first_day(text, told.year) if told.year else text
    said = words.read(first, spec.table)
    return said if first == text else replace(said, text=text)


def _of_another_year(headings: Sequence[Words], banded: Sequence[Words | None], told: Told) -> set[int]:
    """The places whose heading says that its figures are another year's: ``2023/24 Outturn``, ``Last year``.

    Where no heading names the paper's own year and most name another, the headings may be stale: that is a finding on
    the month, and nothing is left out for it.
    """
    read = [(own, band or own) for own, band in zip(headings, banded, strict=True)]
    named = [own.year or band.year for own, band in read]
    other = {place for place, year in enumerate(named) if year and told.year and year != told.year}
    if told.year not in named and len(other) * 2 > len(headings) - 1:
        other = set()
    return other | {place for place, (own, band) in enumerate(read) if "other_year" in (*own.meanings, *band.meanings)}


def taught_places(spec: Spec, head: Head, told: Told) -> dict[int, str]:
    """The column of each place whose heading the council taught for this table; ``LEFT_OUT`` for one to leave out."""
    if not told.headings:
        return {}
    found = {}
    for place in range(head.width):
        for text in (f"{head.bands[place]} {head.own[place]}", head.own[place] or head.bands[place]):
            column = told.headings.get((spec.table, heading_key(text)))
            if column is not None:
                found[place] = column
                break
    return found


def is_whole(spec: Spec, columns: Mapping[int, Column]) -> bool:
    """Whether the columns essential to a table are there."""
    names = {column.name for column in columns.values()}
    return (
        spec.label in names
        and sum(1 for name in spec.essential if name in names) >= spec.least
        and (not spec.one_of or bool(names & set(spec.one_of)))
    )


def _candidates(spec: Spec, own: Words, banded: Words | None, profile: Profile) -> list[tuple[Column, float]]:
    found: dict[str, tuple[Column, float]] = {}
    for heading, less in ((own, 0.0), (banded, 0.2)):
        if heading is None:
            continue
        for column in spec.columns.values():
            score = column.score(heading)
            if score is None or not holds(column, heading, profile):
                continue
            score -= less
            if column.name not in found or found[column.name][1] < score:
                found[column.name] = (column, score)
    note = spec.columns.get("note")
    if note is not None and not profile.texts and own.has("service"):
        # A note's number beside the label, under the label's own heading.
        found.setdefault("note", (note, 0.8))
    ranked = sorted(found.values(), key=lambda each: -each[1])
    return [each for each in ranked if each[1] > -1.5][:5]


def holds(column: Column, heading: Words, profile: Profile) -> bool:
    """Whether the cells below a heading can be those of ``column``."""
    share = heading.unit == PERCENT or profile.percents * 2 > max(profile.figures, 1)
    if column.kind == MONEY:
        return (
            not share
            and not (column.name.startswith("cost_") and _A_TIME.search(heading.text))
            and profile.texts <= profile.figures
        )
    if column.kind == SHARE:
        return (share or heading.has("percent")) and profile.texts <= profile.figures
    if column.kind == COUNT:
        return not share and heading.unit not in FACTORS and not profile.pounds and profile.texts <= profile.figures
    if column.kind == UNIT_COST:
        return not share and profile.texts <= profile.figures
    if column.kind == RAG:
        return profile.texts >= profile.figures and profile.longest <= 20
    if column.kind in (LABEL, TEXT):
        coded = profile.codes * 10 > 7 * profile.texts and not heading.has("comment")
        return profile.texts >= profile.figures and not coded
    if column.kind == CODE:
        coded = 2 * profile.codes >= profile.texts or profile.longest <= 8
        return coded and profile.longest <= 20 and heading.unit is None
    return column.kind in (CODE, NOTE) or column.kind not in FIGURES or profile.texts <= profile.figures


def _name_label(
    spec: Spec,
    candidates: list[list[tuple[Column, float]]],
    headings: Sequence[Words],
    profiles: Sequence[Profile],
) -> None:
    """Let a column of names be the label whatever it is called, and of several the one with the most names."""
    label = spec.columns[spec.label]
    texts = [place for place, profile in enumerate(profiles) if profile.texts > profile.figures]
    if not texts:
        return
    most = max(profiles[place].distinct for place in texts)
    named = [place for place in texts if any(column is label for column, _ in candidates[place])]
    repeated = max((profiles[place].distinct for place in named), default=0)
    for place in texts:
        short = profiles[place].longest <= 90
        if named and short and not headings[place].text and profiles[place].distinct >= 2 * repeated:
            # What is named holds the same few names again and again: a directorate, beside names without a heading.
            candidates[place].append((label, 2.5))
            named = [place]
        if (
            not named
            and short
            and not any(column.kind in (CODE, NOTE) or not column.kept for column, _ in candidates[place])
        ):
            candidates[place].append((label, 0.5 - 0.1 * place))
    for place in named or texts:
        rank = 0.6 if profiles[place].distinct == most else 0.0
        candidates[place][:] = [
            (column, score + rank if column is label else score) for column, score in candidates[place]
        ]


def _assignments(candidates: Sequence[Sequence[tuple[Column, float]]]) -> Iterator[tuple[dict[int, Column], float]]:
    """Each way to give every place a column of its own, the likeliest first and those near to it.

    A column that is not kept may be there more than once. Ways that are begun are kept in order of the best that may
    still come of them, so that the first one finished is the best; a table of many columns alike is given up in time.
    """
    rest = _rest(candidates)
    begun: list[tuple[float, int, float, tuple[Column | None, ...], frozenset[str]]] = [
        (-rest[0], 0, 0.0, (), frozenset())
    ]
    number, found, top = 0, 0, float("-inf")
    for _ in range(_STEPS):
        if not begun or -begun[0][0] < top - _NEAR or found == _MOST:
            return
        _, _, score, columns, used = heappop(begun)
        place = len(columns)
        if place == len(candidates):
            top = max(top, score)
            found += 1
            yield {at: column for at, column in enumerate(columns) if column}, score
            continue
        ways: list[tuple[Column | None, float]] = [(None, _NO_COLUMN), *reversed(candidates[place])]
        for column, worth in ways:
            if column is None or column.name not in used:
                number += 1
                now = used | {column.name} if column and column.kept else used
                best = score + worth + rest[place + 1]
                heappush(begun, (-best, -number, score + worth, (*columns, column), now))


def _rest(candidates: Sequence[Sequence[tuple[Column, float]]]) -> list[float]:
    """The most that the places from each one on can be worth: each place its best, and each column only once."""
    rest = [0.0]
    by_place = more = 0.0
    by_column: dict[str, float] = {}
    for each in reversed(candidates):
        by_place += max((score for _, score in each if score > 0), default=0.0)
        more += max((score for column, score in each if score > 0 and not column.kept), default=0.0)
        for column, score in each:
            if column.kept:
                by_column[column.name] = max(by_column.get(column.name, 0.0), score)
        rest.append(min(by_place, sum(by_column.values()) + more))
    return rest[::-1]


def _order(columns: Mapping[int, Column], headings: Sequence[Words], month: int | None) -> float:
    """What months and places say of columns that the same words head: the earlier month is the previous one."""
    places = {column.name: place for place, column in columns.items()}
    score = 0.0
    for previous, current in _pairs(places):
        before, now = headings[places[previous]], headings[places[current]]
        score += _earlier(before, now, month)
        if not before.has("previous") and places[previous] < min(places[current], _label_place(columns)):
            score += 0.3
    share, variance = places.get("forecast_variance_pct"), places.get("forecast_variance_k")
    if share is not None and variance is not None:
        score += 0.3 if share - variance == 1 else 0.0
    return score


def _pairs(places: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    for name in places:
        current = name.replace("previous_", "")
        if name.startswith("previous_") and current in places:
            yield name, current


def _label_place(columns: Mapping[int, Column]) -> int:
    return next((place for place, column in columns.items() if column.kind == LABEL), 0)


def _earlier(before: Words, now: Words, month: int | None) -> float:
    if before.periods and now.periods:
        return 0.6 if before.periods[0] < now.periods[0] else -0.6
    first = _MONTHS.index(before.months[0]) + 1 if before.months else None
    second = _MONTHS.index(now.months[0]) + 1 if now.months else None
    if first and second:
        return 0.6 if 0 < (second - first) % 12 <= 6 else -0.6
    if first:
        return -0.6 if first == month else 0.6
    if second and month:
        return 0.2 if second == month else -0.6
    return 0.0
