"""Rows of a table whose columns are understood: each with its figures, its level, and the headings it stands under."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from loaders.containers.text import Line
from loaders.engine import figures, ranks
from loaders.engine.columns import Reading
from loaders.engine.figures import Figure
from loaders.engine.levels import Entry
from loaders.engine.locate import ROW, SECTION, UNREAD, Body, is_code, padded
from loaders.engine.prove import cell_unit
from loaders.engine.spec import CODE, LABEL, MONEY, NOTE, RAG, SHARE, TEXT
from loaders.engine.words import FACTORS, POUNDS
from loaders.tables import Found, Note, without_superscript

_NUMBERED = re.compile(r"(\d{1,2})[).]? +(?=[^\d\s])(.+)")
_LEVELS = {"budget": ranks.budget, "summary": ranks.summary}
_LONGEST_LABEL = 500
UNNAMED = "Total"
_ARROW = re.compile(r"[↑↓▲▼⬆⬇]")
_SIGNED = re.compile(r"[-−–(] ?£?[\d.]")
# A row that says for how long the unit costs below it are.
_PER = re.compile(r"(?:per (week|hour|night|session|year|annum|day)[ /]*)+", re.IGNORECASE)
_PERS = {"week": "week", "hour": "hour", "night": "night", "session": "session", "year": "year", "annum": "year"}


@dataclass
class Read:
    """One row as read: its line, label, figures by column in the dataset's units, and its other cells as printed."""

    line: Line
    label: str
    figures: dict[str, Figure]
    texts: dict[str, str]
    note: str | None = None


@dataclass
class Pieces:
    """The rows and sections of one table in their order, over all its pieces, until their levels are known."""

    entries: list[Entry] = field(default_factory=list)
    reads: dict[int, Read] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)
    outer: str | None = None
    inner: str | None = None

    def ranked(self, reading: Reading) -> list[tuple[Read, ranks.Rank]]:
        """Each row with its rank."""
        found = _ranker(reading)(self.entries, self.kinds)
        return [(row, found[index]) for index, row in self.reads.items()]

    def section(self, label: str) -> None:
        """Add the heading of a section."""
        if label.lower().endswith(" directorate"):
            self.kinds[len(self.entries)] = ranks.DIRECTORATE
        self.entries.append(Entry(label, section=True))

    def row(self, row: Read, reading: Reading) -> None:
        """Add a row, and before it the headings that its own cells name."""
        for name, kind in (("directorate", ranks.DIRECTORATE), ("service_group", ranks.GROUP)):
            stated = row.texts.get(name)
            last = self.outer if kind == ranks.DIRECTORATE else self.inner
            if stated and stated != last and stated != row.label:
                self.kinds[len(self.entries)] = kind
                self.entries.append(Entry(stated, section=True))
                self.outer, self.inner = (stated, None) if kind == ranks.DIRECTORATE else (self.outer, stated)
        sums = {name: figure for name, figure in row.figures.items() if name in reading.spec.sums}
        self.reads[len(self.entries)] = row
        self.entries.append(
            Entry(
                row.label,
                {name: figure.value for name, figure in sums.items()},
                {name: figure.step for name, figure in sums.items()},
            )
        )


def read(
    lines: Sequence[Line],
    body: Body,
    reading: Reading,
    units: Mapping[str, tuple[str, str]],
    turned: bool,
    found: Found,
    pieces: Pieces,
) -> None:
    """Add the rows of ``body`` to ``pieces``; what cannot be read is noted in ``found``.

    ``turned`` says that the paper prints favourable variances as positive, so that every one changes its sign.
    """
    width = reading.head.width
    pounded = _pounded(lines, body, reading)
    per: str | None = None
    for position, kind in body.parts:
        line = lines[position]
        stated = _PER.fullmatch(line.text)
        if stated and kind != ROW:
            per = _PERS.get(stated[1].lower())
            found.furniture += 1
            continue
        if kind == ROW:
            short = len(line.cells) < width and not body.ragged
            if short or _slipped(line, reading):
                wrong = f"it has {len(line.cells)} cells where the heading has {width}"
                found.leave_unread(
                    line, wrong if len(line.cells) < width else "a percentage stands in a column of money"
                )
                continue
            stray = _stray(line, reading)
            if stray:
                found.leave_unread(line, f"“{stray}” stands under no heading")
                continue
            row = _row(line, reading, units, turned, found, pounded)
            if row is not None:
                row.texts |= {"per": per} if per else {}
                pieces.row(row, reading)
                found.row_lines += 1
        elif kind == SECTION:
            pieces.section(without_superscript(line.text)[0])
            found.furniture += 1
        elif kind == UNREAD:
            full = len(line.cells) == width
            reason = "it has no figures" if full else f"it has {len(line.cells)} cells where the heading has {width}"
            found.leave_unread(line, reason)
        else:
            found.furniture += 1


def _pounded(lines: Sequence[Line], body: Body, reading: Reading) -> frozenset[str]:
    """Columns in which figures bear pound signs as a rule: there the sign does not say that one is in pounds."""
    found = []
    for place, column in reading.columns.items():
        cells = [padded(lines[position], reading.head.width)[place] for position in body.rows()]
        stated = [cell for cell in cells if figures.is_figure(cell)]
        if 2 * sum("£" in cell for cell in stated) > len(stated):
            found.append(column.name)
    return frozenset(found)


def _stray(line: Line, reading: Reading) -> str | None:
    """A figure of ``line`` that stands under no heading at all, if one does."""
    head = reading.head
    return next(
        (
            cell
            for place, cell in enumerate(padded(line, head.width)[: head.width])
            if place not in reading.columns
            and not head.own[place]
            and not head.bands[place]
            and figures.is_figure(cell)
        ),
        None,
    )


def _slipped(line: Line, reading: Reading) -> bool:
    """Whether a percentage stands in a column of money: a blank cell is lost and the others have moved to the left."""
    cells = padded(line, reading.head.width)
    return any(column.kind == MONEY and cells[place].endswith("%") for place, column in reading.columns.items())


def _ranker(reading: Reading) -> ranks.Ranker:
    style = reading.spec.levels
    return _LEVELS[style] if style in _LEVELS else ranks.flat(style)


def _row(
    line: Line,
    reading: Reading,
    units: Mapping[str, tuple[str, str]],
    turned: bool,
    found: Found,
    pounded: frozenset[str],
) -> Read | None:
    cells = padded(line, reading.head.width)
    texts: dict[str, str] = {}
    read: dict[str, Figure] = {}
    label = ""
    names: list[str] = []
    for place, column in sorted(reading.columns.items()):
        text = cells[place]
        if column.kind == LABEL:
            label = text
        elif column.kind in (TEXT, NOTE) and re.fullmatch(r"\d{1,2}", text) and "note" in reading.spec.columns:
            texts["note"] = text
        elif column.kind in (TEXT, CODE, NOTE, RAG):
            if text:
                texts[column.name] = text
                names += [text] if column.kind == TEXT and column.kept else []
                names += [text] if column.kind == CODE and not is_code(text) and not text.isdecimal() else []
        elif text:
            text, mark = without_superscript(text) if "note" in reading.spec.columns else (text, None)
            if mark:
                texts.setdefault("note", mark)
            figure = _figure(text, column.name, line, reading, units, found, pounded)
            if figure is not None:
                read[column.name] = figure
    label, marked = without_superscript(label)
    numbered = _NUMBERED.fullmatch(label)
    if numbered and "note" in reading.spec.columns and not label[:4].strip().isdecimal():
        marked, label = numbered[1], numbered[2]
    if len(label) > _LONGEST_LABEL:
        found.leave_unread(line, "its label is too long to be a name")
        return None
    if not read:
        found.leave_unread(line, "it has no figures")
        return None
    if not label and not names and not texts.get("note", "1")[:1].isdigit():
        label = texts.pop("note")  # a label that begins in the column of notes, over both
    if not label and names:
        label = names[0]
    if turned:
        for name, figure in read.items():
            if reading.spec.columns[name].adverse and not figure.verdict:
                read[name] = figures.scaled(figure, -1.0)
    for name, figure in list(read.items()):
        if figure.verdict == "favourable":
            read[name] = figures.scaled(figure, -1.0)
    return Read(line, label, read, texts, texts.get("note") or marked)


def _figure(
    text: str,
    name: str,
    line: Line,
    reading: Reading,
    units: Mapping[str, tuple[str, str]],
    found: Found,
    pounded: frozenset[str],
) -> Figure | None:
    """The figure of one cell in the dataset's unit; a cell that is none is empty, and noted."""
    column = reading.spec.columns[name]
    try:
        figure = figures.read(text)
        if column.kind == MONEY and _in_pounds(figure, units.get(name)) and name not in pounded:
            raise ValueError(f"{text!r} has a pound sign in a column of another unit")
        if figure is not None and figure.value and not _says_its_sign(text, figure, column.adverse):
            raise ValueError(f"{text!r} leaves its sign open")
    except ValueError:
        if column.kept:
            found.notes.append(
                Note(
                    found.table,
                    line.text[:80],
                    "unread-cell",
                    "warning",
                    f"“{text[:40]}” stands where the {reading.headings[_place(reading, name)].text} should be, "
                    "so that figure is left empty.",
                    line.place,
                    stated=text[:40],
                )
            )
        return None
    if figure is None:
        return None
    if column.kind == MONEY:
        unit = cell_unit(figure, units.get(name))
        return figures.scaled(figure, FACTORS[unit]) if unit else None
    if column.kind == SHARE and figure.unit in FACTORS:
        return None
    return figure


def _says_its_sign(text: str, figure: Figure, adverse: bool) -> bool:
    """Whether nothing beside a figure leaves its sign open: an arrow by a variance, or a verdict that is none of one or
    stands beside a minus."""
    if figure.verdict:
        return adverse and not _SIGNED.search(text)
    return not adverse or figure.value < 0 or not _ARROW.search(text)


def _in_pounds(figure: Figure | None, unit: tuple[str, str] | None) -> bool:
    """Whether a figure bears a pound sign and no more in a column of thousands or millions."""
    return (
        figure is not None
        and figure.pound
        and not figure.unit
        and bool(figure.value)
        and unit is not None
        and unit[0] != POUNDS
    )


def _place(reading: Reading, name: str) -> int:
    place = reading.place(name)
    assert place is not None
    return place
