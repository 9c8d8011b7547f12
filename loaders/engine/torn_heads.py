"""The heading above rows of words: its words cut into as many headings as there are columns, by what they mean."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

from loaders.containers.text import Line
from loaders.engine import words
from loaders.engine.columns import holds
from loaders.engine.locate import Profile
from loaders.engine.spec import CODE, FIGURES, NOTE, Column, Spec, load
from loaders.engine.torn_rows import Block, parsed

_MOST_WORDS = 60
_MOST_LINES = 45
# No heading of one column has more words, and no more names of sections stand between a heading and the first row.
_LONGEST = 9
_SECTIONS = 2
_KEPT = 4
# A heading that is worth less is not known.
_STRANGE = -0.5
# Words that look so little like one heading are none: a unit stands amid them, or several do.
_UNLIKE = -2.0
# What a heading of words is worth less where some of them name another column.
_TWO_NAMES = 10.0
_NAMES = frozenset(
    (
        *("comment", "note", "code", "service", "group", "directorate", "scheme", "saving", "fund", "type", "client"),
        *("indicator", "outcome", "good", "rag", "grant", "body"),
    )
)
_LONGEST_LINE = 200
FIGURE, WORDS, EITHER = "figure", "words", "either"

# The best ways to cut what follows: score, and where.
_Ways = list[tuple[float, tuple[int, ...]]]
# What some words say, the columns that they may head and how well, and how far they look like a heading.
_Worth = tuple[words.Words, list[tuple[Column, float]], float]
_QUARTERS = frozenset(("q1", "q2", "q3", "q4"))
_IN_TWO = re.compile(r"£ (?:millions?|thousands?|mn?|k|['’]?0{3}s?)\b", re.IGNORECASE)
_NO_BEGINNING = re.compile(r"\(|(?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)?$")


@dataclass(frozen=True)
class Cut:
    """A heading from the line ``start`` on, up to ``end``, in the headings of its columns.

    ``score`` says how well they fit columns, ``look`` how far each looks like one heading.
    """

    start: int
    end: int
    own: tuple[str, ...]
    score: float
    look: float


@dataclass(frozen=True)
class _Word:
    text: str
    line: int
    first: bool


def cuts(
    lines: Sequence[Line],
    block: Block,
    taken: Collection[int],
    spec: Spec,
    kinds: Sequence[str],
    profiles: Sequence[Profile],
) -> Iterator[Cut]:
    """The likeliest ways to cut the words above ``block`` into one heading for each of ``kinds``."""
    zone = _zone(lines, block.start, taken)
    for skipped in _skips(lines, zone, spec):
        end = zone[skipped - 1] if skipped else block.start
        said = [
            _Word(word, at, number == 0)
            for at in reversed(zone[skipped:])
            for number, word in enumerate(_words(lines[at].text))
        ][-min(_MOST_WORDS, _LONGEST * len(kinds)) :]
        if not _speaks(said, spec, kinds):
            continue
        for units, rest in _units_apart(said, kinds):
            for score, begin, own in _best(rest, spec, kinds, profiles):
                if _is_headed(lines, rest[begin].line, spec):
                    continue
                headed = iter(units)
                named = [
                    f"{each} {next(headed)}" if units and kind == FIGURE else each
                    for each, kind in zip(own, kinds, strict=True)
                ]
                look = sum(_look(tuple(_words(each))) for each in own)
                yield Cut(rest[begin].line, end, tuple(named), score - 0.3 * skipped, look)


def _is_headed(lines: Sequence[Line], start: int, spec: Spec) -> bool:
    """Whether the line right above a heading is one of it too, whose words are then anybody's guess."""
    above = lines[start - 1] if start else None
    return (
        above is not None
        and above.filled == 1
        and not above.text.endswith(".")
        and len(words.read(above.text, spec.table).meanings) > 1
    )


def _words(text: str) -> list[str]:
    """The words of a line, a unit such as "£ million" as one."""
    return [word.replace("_", " ") for word in _IN_TWO.sub(lambda match: match.group().replace(" ", "_"), text).split()]


def _skips(lines: Sequence[Line], zone: Sequence[int], spec: Spec) -> list[int]:
    """How many of the nearest lines may name a section below the heading: none that speaks as headings do."""
    found = [0]
    for at in zone[:_SECTIONS]:
        heading = words.read(lines[at].text, spec.table)
        if heading.unit or len(heading.meanings) > 2 or len(found) == len(zone):
            break
        # A line without any meaning is no part of a heading that ends with it.
        found = [*(found if heading.meanings else found[:-1]), found[-1] + 1]
    return found


def _speaks(said: Sequence[_Word], spec: Spec, kinds: Sequence[str]) -> bool:
    """Whether words have nearly as many meanings and units as there are columns of figures."""
    known = 0
    for _, line in groupby(said, key=lambda word: word.line):
        heading = words.read(" ".join(word.text for word in line), spec.table)
        known += len(heading.meanings) + (heading.unit is not None)
    return 3 * known >= 2 * kinds.count(FIGURE)


def _zone(lines: Sequence[Line], start: int, taken: Collection[int]) -> list[int]:
    """The lines above ``start`` in which its heading may stand, the nearest first."""
    found: list[int] = []
    count = 0
    for at in range(start - 1, max(-1, start - 2 * _MOST_LINES), -1):
        line = lines[at]
        if not line.filled:
            continue
        if at in taken or len(line.cells) > 1 or len(line.text) > _LONGEST_LINE or line.text.endswith("."):
            break
        row = parsed(line.text, at)
        if row is not None and row.label and not any(words.unit_of(each) for each in row.figures):
            break
        found.append(at)
        count += len(line.text.split())
        if count >= _MOST_WORDS or len(found) >= _MOST_LINES:
            break
    return found


def _units_apart(said: list[_Word], kinds: Sequence[str]) -> Iterator[tuple[list[str], list[_Word]]]:
    """The words with their units where they stand, and without them where all of them stand last, one a column."""
    yield [], said
    wanted = sum(kind == FIGURE for kind in kinds)
    last = said[len(said) - wanted :]
    if len(last) == wanted and all(_is_unit(word.text) for word in last):
        yield [word.text for word in last], said[:-wanted]


def _is_unit(word: str) -> bool:
    said = words.read(word)
    return said.unit is not None and not said.meanings and not said.unknown


def _best(
    said: Sequence[_Word], spec: Spec, kinds: Sequence[str], profiles: Sequence[Profile]
) -> list[tuple[float, int, tuple[str, ...]]]:
    """The likeliest cuts of the last words of ``said``: score, first word, headings. A heading begins a line."""
    count = len(said)
    worth = [_worths(said, begin, spec) for begin in range(count)]
    # For each number of columns from the right, and each word to begin with: the best scores and where they cut.
    below: list[_Ways] = [*([] for _ in range(count)), [(0.0, (count,))]]
    for place in range(len(kinds) - 1, -1, -1):
        below = [*(_ways(said, worth, begin, below, kinds[place], profiles[place]) for begin in range(count)), []]
    found = [
        (score, cut[0], tuple(" ".join(word.text for word in said[one:other]) for one, other in pairwise(cut)))
        for begin in range(count)
        if said[begin].first
        for score, cut in below[begin]
        if _is_clear(worth, cut, kinds, profiles) and not _interleaved(said, cut)
    ]
    found.sort(key=lambda each: -each[0])
    return found[:_KEPT]


def _interleaved(said: Sequence[_Word], cut: Sequence[int]) -> bool:
    """Whether several lines have words of several headings each: which belongs to which is then anybody's guess."""
    headings: dict[int, set[int]] = {}
    for number, (one, other) in enumerate(pairwise(cut)):
        for word in said[one:other]:
            if not _is_unit(word.text):
                headings.setdefault(word.line, set()).add(number)
    return sum(len(each) > 1 for each in headings.values()) > 1


def _is_clear(
    worth: Sequence[Sequence[_Worth]], cut: Sequence[int], kinds: Sequence[str], profiles: Sequence[Profile]
) -> bool:
    """Whether nearly all headings of a cut are known to head such a column."""
    scores = [
        _score(worth[one][other - one - 1], kind, profile)
        for (one, other), kind, profile in zip(pairwise(cut), kinds, profiles, strict=True)
    ]
    strange = sum(score < _STRANGE for score in scores)
    for (one, other), kind, score in zip(pairwise(cut), kinds, scores, strict=True):
        heading, _, look = worth[one][other - one - 1]
        named = kind == WORDS or not _NAMES.isdisjoint(heading.meanings)
        if look <= _UNLIKE or (score < _STRANGE and heading.meanings and named):
            return False
    return strange <= 1 and 4 * strange <= len(scores)


def _ways(
    said: Sequence[_Word],
    worth: Sequence[Sequence[_Worth]],
    begin: int,
    below: Sequence[_Ways],
    kind: str,
    profile: Profile,
) -> _Ways:
    """The best ways to go on from ``begin`` with a heading of ``kind``, and after it as ``below`` says."""
    found: _Ways = []
    for end, each in enumerate(worth[begin], start=begin + 1):
        if below[end]:
            own = _score(each, kind, profile) + 0.2 * said[begin].first
            found += [(own + score, (begin, *cut)) for score, cut in below[end]]
    found.sort(key=lambda each: -each[0])
    return found[:_KEPT]


def _worths(said: Sequence[_Word], begin: int, spec: Spec) -> list[_Worth]:
    """What the words from ``begin`` on may head, for each number of them."""
    texts = [word.text for word in said[begin : begin + _LONGEST]]
    return [_worth(tuple(texts[: length + 1]), spec.table) for length in range(len(texts))]


@lru_cache(maxsize=20_000)
def _worth(texts: tuple[str, ...], table: str) -> _Worth:
    heading = words.read(" ".join(texts), table)
    scores = [(column, column.score(heading)) for column in load(table).columns.values()]
    return heading, [(column, score) for column, score in scores if score is not None], _look(texts)


def _look(texts: Sequence[str]) -> float:
    """How far words look like one heading: a unit ends it and is its only one, and no year or bracket begins it."""
    units = [place for place, text in enumerate(texts) if _is_unit(text)]
    look = -3.0 * max(0, len(units) - 1)
    if len(texts) > 1:
        last = len(texts) - 1
        look += 0.5 * (units == [last]) - 1.0 * (units[:1] == [0]) - 3.0 * any(0 < place < last for place in units)
        look -= 3.0 * (len(_QUARTERS & set(words.read(" ".join(texts)).meanings)) > 1)
        look -= 0.8 * bool(_NO_BEGINNING.match(texts[0]))
    return look


def _score(worth: _Worth, kind: str, profile: Profile) -> float:
    """How well a heading fits a column of ``kind`` whose cells are as ``profile`` says."""
    heading, columns, look = worth
    figured = [
        score - _TWO_NAMES * (not _NAMES.isdisjoint(heading.meanings) and not column.explains(heading.meanings))
        for column, score in columns
        if column.kind in FIGURES and holds(column, heading, profile)
    ]
    named = [
        score - _TWO_NAMES * (not column.explains(heading.meanings))
        for column, score in columns
        if column.kind not in FIGURES
    ]
    coded = [
        score - _TWO_NAMES * (not column.explains(heading.meanings))
        for column, score in columns
        if column.kind in (CODE, NOTE)
    ]
    fits = {FIGURE: figured, WORDS: named, EITHER: [*figured, *coded]}[kind]
    told = -2.0 if kind == WORDS and heading.unit else 0.0
    return look + told + (max(fits) if fits else -1.5 - 0.5 * len(heading.unknown) - 0.3 * len(heading.meanings))
