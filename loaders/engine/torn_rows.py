"""Rows of words in a line: a label, its figures one after the other, perhaps a figure before and words after them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from loaders.containers.text import Line
from loaders.engine import figures, words
from loaders.engine.locate import is_code
from loaders.tables import is_page_furniture

# A row of words is no longer than this; what is longer is prose.
_LONGEST = 160
_LONGEST_NAME = 90
_LEAST_ROWS = 3
# Lines that may stand between two rows: names of sections, and labels that were wrapped.
_BETWEEN = 6
# A line with so many meanings of headings is no name of a section.
_HEADS = 3
_CREDIT = re.compile(r"(?:cr|dr|\(?(?:fav|adv|f|a)\)?)\.?", re.IGNORECASE)
_UNIT = re.compile(r"\(?£?(?:[km]|['’]?0{3}s?)?\)?", re.IGNORECASE)
_MONEY = re.compile(r"[-(−£]{0,3}(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)[-)km]{0,2}(?: [CD]R)?", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:\b(?:and|of|for|the|or|with|to|in|on|by|from|per)|[&,/(–-])$", re.IGNORECASE)


@dataclass(frozen=True)
class Torn:
    """One row: the line of its figures, all the lines that it takes, and its words in their order."""

    at: int
    lines: tuple[int, ...]
    lead: str
    label: tuple[str, ...]
    figures: tuple[str, ...]
    tail: tuple[str, ...] = ()


@dataclass
class Block:
    """Rows that follow each other with nothing but names between them; ``width`` is how many figures most have."""

    rows: list[Torn] = field(default_factory=list)

    @property
    def start(self) -> int:
        """The first line of its first row."""
        return min(self.rows[0].lines)

    @property
    def width(self) -> int:
        """How many figures stand after the label in most rows."""
        return Counter(len(row.figures) for row in self.rows).most_common(1)[0][0]

    def usual(self, what: str) -> bool:
        """Whether most rows have ``lead`` or ``tail``."""
        return 2 * sum(bool(getattr(row, what)) for row in self.rows) > len(self.rows)


def blocks(lines: Sequence[Line], taken: Collection[int]) -> Iterator[Block]:
    """Every run of rows outside the lines that are ``taken``."""
    block, waiting = Block(), list[int]()
    for at, line in enumerate(lines):
        if not line.filled or (at not in taken and is_page_furniture(line)):
            continue
        row = parsed(line.text, at) if at not in taken and len(line.cells) == 1 else None
        if row is not None and block.rows and any(_is_heading(lines[each].text) for each in waiting):
            if _is_block(block):
                yield block
            block = Block()
        if row is not None:
            block.rows.append(_with_label(row, waiting, lines, bool(block.rows)))
            waiting = []
            continue
        waiting.append(at)
        ends = at in taken or len(line.cells) > 1 or _is_prose(line.text) or len(waiting) > _BETWEEN
        if ends and block.rows:
            if _is_block(block):
                yield block
            block, waiting = Block(), [at]
    if _is_block(block):
        yield block


def _is_block(block: Block) -> bool:
    alike = sum(len(row.figures) == block.width for row in block.rows)
    # A figure amid the words stands in a column of its own, with words on both its sides.
    amid = sum(any(_MONEY.fullmatch(word) for word in row.label) for row in block.rows)
    return alike >= _LEAST_ROWS and 2 * alike >= len(block.rows) and 3 * amid < len(block.rows)


def _is_heading(text: str) -> bool:
    """Whether a line says what columns below it are: another table begins, or the same on a new page."""
    return len(words.read(text).meanings) >= _HEADS or text.endswith(".")


def _is_prose(text: str) -> bool:
    return len(text) > _LONGEST_NAME or (text.endswith(".") and text.count(" ") > 4)


def _with_label(row: Torn, waiting: Sequence[int], lines: Sequence[Line], inside: bool) -> Torn:
    """``row`` with what belongs to it of the lines above: a lone figure, and a label or the beginning of one."""
    near = list(waiting)
    lone = next((at for at in reversed(near) if _is_lone(lines[at].text)), None)
    if lone is not None and not row.lead:
        above = near[near.index(lone) + 1 :]
        begun = [word for at in above for word in lines[at].text.split()]
        return replace(row, lead=lines[lone].text, label=(*begun, *row.label), lines=(lone, *above, *row.lines))
    begins = row.label and row.label[0][:1].islower()
    if inside and near and (not row.label or begins or _GOES_ON.search(lines[near[-1]].text)):
        begun = lines[near[-1]].text.split()
        return replace(row, label=(*begun, *row.label), lines=(near[-1], *row.lines))
    return row


def _is_lone(text: str) -> bool:
    return is_mark(text) and figures.is_figure(text)


def is_mark(word: str) -> bool:
    """Whether a word is a figure or stands for one that is not stated."""
    return figures.is_figure(word) or (figures.is_blank(word) and not word.isalpha()) or word.lower() in ("nil", "tbc")


def parsed(text: str, at: int) -> Torn | None:
    """The row that a line is; ``None`` where it has no two figures beside each other."""
    if len(text) > _LONGEST:
        return None
    said = _words(text)
    marks = [is_mark(word) for word in said]
    begin, end = _longest_run(marks)
    if end - begin < 2 or not any(figures.is_figure(word) and not _UNIT.fullmatch(word) for word in said[begin:end]):
        return None
    before = said[:begin]
    lead = before[0] if len(before) > 1 and (marks[0] or is_code(before[0])) else ""
    label = tuple(before[1:] if lead else before)
    if not any(letter.isalpha() for word in label for letter in word) and begin:
        return None
    return Torn(at, (at,), lead, label, tuple(said[begin:end]), tuple(said[end:]))


def _words(text: str) -> list[str]:
    """The words of a line; a pound sign goes with the figure after it, CR and DR with that before."""
    found: list[str] = []
    for word in text.split():
        if found and _CREDIT.fullmatch(word) and figures.is_figure(found[-1]) and len(found) > 1:
            found[-1] += f" {word}"
        elif found and found[-1] in ("£", "-£", "(£"):
            found[-1] += word
        else:
            found.append(word)
    return found


def _longest_run(marks: Sequence[bool]) -> tuple[int, int]:
    """From where to where the longest run of figures reaches, the last of several."""
    best, begin = (0, 0), 0
    for at, mark in enumerate([*marks, False]):
        if not mark:
            if at > begin and at - begin >= best[1] - best[0]:
                best = (begin, at)
            begin = at + 1
    return best
