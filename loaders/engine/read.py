"""Reads every table that a spec takes, and names every block that looks like a table and that none does."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from loaders import finance_summary
from loaders.containers.text import Line
from loaders.engine import doubts, locate, prove, rows
from loaders.engine.builders import BUILDERS, Context, time_of
from loaders.engine.columns import Reading, is_whole, readings, taught_places
from loaders.engine.figures import Figure
from loaders.engine.levels import is_plain, says_total
from loaders.engine.locate import Body, Head
from loaders.engine.parts import is_cut_off
from loaders.engine.rows import Pieces
from loaders.engine.spec import FIGURES, MONEY, UNIT_COST, Spec, load, specs
from loaders.engine.told import Told
from loaders.engine.words import FAVOURABLE
from loaders.tables import Found, Note, Understood, is_page_furniture

UNSIGNED = "none"
UNIT_UNKNOWN = "unit-unknown"
# Readings that differ by less are as likely as each other.
_ALIKE = 0.05
# The readings that are held against the figures, of each spec.
_TRIED = 12
_LONGEST_TITLE = 120


def tables(lines: Sequence[Line], taken: Collection[range], told: Told) -> list[Found]:
    """Every table in ``lines`` outside the places that are ``taken``, in their order."""
    stops = sorted(each.start for each in taken)
    inside = {position for each in taken for position in each}
    read: list[Piece] = []
    position = last = 0
    while position < len(lines):
        line = lines[position]
        if position in inside or line.filled < 2 or locate.has_figures(line):
            position += 1
            continue
        stop = next((each for each in stops if each > position), len(lines))
        best = _best(lines[:stop], position, last, stop, told)
        if best is None:
            position += 1
            continue
        before = read[-1] if read and goes_on(lines, read[-1], best[0]) else None
        piece = piece_of(lines, *best, told, before)
        if piece.pieces.reads or any(note.check == UNIT_UNKNOWN for note in piece.found.notes):
            read.append(piece)
            last = piece.found.end
        position = max(position + 1, best[1].end)
    return ranked(read)


@dataclass
class Piece:
    """A table, or a part of one whose rows are ranked together with those of the parts before it."""

    found: Found
    reading: Reading
    pieces: Pieces
    lines: Sequence[Line]
    titles: Sequence[str]


def goes_on(lines: Sequence[Line], piece: Piece, reading: Reading) -> bool:
    """Whether a heading only repeats that of the table above, whose last total has not come: a new page of it."""
    if reading.spec is not piece.reading.spec:
        return False
    between = lines[piece.found.end : reading.head.start]
    names = [{column.name for column in each.columns.values() if column.kept} for each in (piece.reading, reading)]
    rows = [entry for entry in piece.pieces.entries if not entry.section]
    last = rows[-1].label if rows else "total"
    closed = says_total(last) and is_plain(last) and last.lower() != "total"
    same = names[0] - {"note", "service_group"} == names[1] - {"note", "service_group"}
    return same and not closed and not any(line.filled and not is_page_furniture(line) for line in between)


def ranked(read: Sequence[Piece]) -> list[Found]:
    """The tables with their rows, the pieces of one ranked together."""
    by_table: dict[int, list[Piece]] = {}
    for piece in read:
        by_table.setdefault(id(piece.pieces), []).append(piece)
    for parts in by_table.values():
        first = parts[0]
        build = BUILDERS[first.reading.spec.table]
        homes = {line.place: part for part in parts for line in part.lines}
        made = build(first.pieces.ranked(first.reading), Context(first.reading, first.titles))
        for row in made:
            homes[row["locator"]].found.rows.append(row)
        if made and first.reading.spec.table == "activity":
            first.found.notes += _timeless(first)
        if not made and first.pieces.reads:
            first.found.notes = [_nameless(first)]
        for part in parts:
            named = {row["care_group"] for row in part.found.rows if "care_group" in row}
            part.found.name = named.pop() if len(named) == 1 else part.found.name
    return [piece.found for piece in read]


def _timeless(piece: Piece) -> list[Note]:
    """That unit costs are left out because nothing says of a week, or of another time that is kept, what they are."""
    if time_of(Context(piece.reading, piece.titles)) is not None:
        return []
    place = piece.lines[0].place if piece.lines else ""
    headings = [piece.reading.headings[at].text for at, each in piece.reading.columns.items() if each.kind == UNIT_COST]
    return [
        Note(
            piece.found.table,
            piece.found.name,
            "unread-column",
            "warning",
            f"“{heading}” does not say that it is a cost per hour, night, session, week or year, so it was left out.",
            place,
            stated=heading,
        )
        for heading in headings
    ]


def _nameless(piece: Piece) -> Note:
    """That a table of care is left out because nothing names the people it is about."""
    place = piece.lines[0].place if piece.lines else ""
    message = "Nothing above a table of care names the people it is about, so it was left out."
    return Note(piece.found.table, None, "unread-table", "warning", message, place)


def _best(
    lines: Sequence[Line], start: int, last: int, stop: int, told: Told
) -> tuple[Reading, Body, list[str]] | None:
    """The reading that words and figures bear out best, of the headings that begin at ``start`` or just below it."""
    chosen: tuple[float, Reading, Body, list[str]] | None = None
    for begin in range(start, min(start + 3, len(lines))):
        if begin > start and (not lines[begin].filled or locate.has_figures(lines[begin])):
            break
        for head in locate.heads(lines, begin):
            for reading, body, titles in of_head(lines, head, last, stop, told):
                lone = sum(1 for line in lines[head.start + 1 : head.body] if line.filled == 1)
                rank = reading.score - 0.05 * (head.body - head.start) - 0.1 * (begin - start) - 1.5 * lone
                if chosen is None or rank > chosen[0]:
                    chosen = (rank, reading, body, titles)
    return chosen[1:] if chosen else None


def understood(table: str, lines: Sequence[Line], start: int) -> Reading | None:
    """The heading at ``start`` as one of ``table``, by its words and the figures below; ``None`` where it is none."""
    chosen: tuple[float, Reading] | None = None
    spec = load(table)
    for head in locate.heads(lines, start):
        for reading in readings(spec, head, locate.profiles(lines, head), Told())[:_TRIED]:
            figured = frozenset(place for place, column in reading.columns.items() if column.kind in FIGURES)
            body = locate.body(lines, head, figured, frozenset(reading.columns) - figured, len(lines))
            cells = [prove.cells_of(reading, lines[at], prove.units(reading, (), Told())) for at in body.rows()]
            score = reading.score + prove.prove(reading, cells) - 0.05 * (head.body - head.start)
            if chosen is None or score > chosen[0]:
                chosen = (score, reading)
    return chosen[1] if chosen else None


def of_head(
    lines: Sequence[Line], head: Head, last: int, stop: int, told: Told, among: Sequence[Spec] = ()
) -> list[tuple[Reading, Body, list[str]]]:
    """The readings of the table below ``head`` as one of the specs ``among``, or of all, the best of each."""
    profiles = locate.profiles(lines, head)
    titles = locate.above(lines, head.start, last)
    found: list[tuple[Reading, Body, list[str]]] = []
    for spec in among or specs():
        first = len(found)
        committee = finance_summary.name_of(lines, head.start) if spec.levels == "summary" else finance_summary.OVERALL
        of = [f"{committee} committee"] if committee != finance_summary.OVERALL else []
        about = _about(spec, [*titles, *of], " ".join(head.own).lower())
        if about is None and any(taught_places(spec, head, told).values()):
            about = 0.0
        if about is None or is_cut_off(spec.table, lines, head.start):
            continue
        tried = readings(spec, head, profiles, told)[:_TRIED]
        for reading in tried:
            figured = frozenset(place for place, column in reading.columns.items() if column.kind in FIGURES)
            labelled = frozenset(reading.columns) - figured
            body = locate.body(lines, head, figured, labelled, stop)
            if spec.levels == "budget":
                _end_at_net_total(lines, body)
            if not body.rows():
                continue
            _, cells = _units_and_cells(lines, reading, body, titles, told)
            reading.score += prove.prove(reading, cells) + about
            if spec.levels == "summary":
                reading.score -= 3.0 * any(kind == locate.SECTION for _, kind in body.parts)
            found.append((reading, body, titles))
        found[first:] = _undoubted(found[first:])
        for reading, body, _ in found[first:]:
            doubts.leave_out(reading, [lines[at] for at in body.rows()], prove.units(reading, titles, told), told)
    return found


def _units_and_cells(
    lines: Sequence[Line], reading: Reading, body: Body, titles: Sequence[str], told: Told
) -> tuple[dict[str, tuple[str, str]], list[dict[str, Figure]]]:
    """The unit of each column of money that the figures do not deny, and the figures of each row in these units."""
    units = prove.units(reading, titles, told)
    cells = [prove.cells_of(reading, lines[position], units) for position in body.rows()]
    known = prove.borne_out(reading, cells, units, told)
    if known != units:
        cells = [prove.cells_of(reading, lines[position], known) for position in body.rows()]
    return known, cells


def _end_at_net_total(lines: Sequence[Line], body: Body) -> None:
    """Let a service level table end with the total of everything: what stands below it is something else."""
    for number, (position, _) in enumerate(body.parts, start=1):
        if any(cell.lower() in ("net total", "grand total") for cell in lines[position].cells):
            body.end = position + 1
            del body.parts[number:]
            return


def _undoubted(found: list[tuple[Reading, Body, list[str]]]) -> list[tuple[Reading, Body, list[str]]]:
    """The best of ``found``, without the columns of which words, months and figures leave it open which they are."""
    likeliest = sorted(found, key=lambda each: -each[0].score)
    if not likeliest:
        return []
    best = likeliest[0][0]
    for other, *_ in likeliest[1:]:
        if best.score - other.score < _ALIKE:
            for place in list(best.columns):
                column, rival = best.columns[place], other.columns.get(place)
                if column.kept and column.kind in FIGURES and (rival is None or rival.name != column.name):
                    del best.columns[place]
                    best.unknown = (*best.unknown, place)
    return [likeliest[0]] if is_whole(best.spec, best.columns) else []


def _about(spec: Spec, titles: Sequence[str], heading: str) -> float | None:
    """What the titles above a table, or its heading, add to its being one of ``spec``; ``None`` where they say that it
    is another."""
    for rank, text in enumerate([*titles, heading]):
        plain = text.lower()
        if len(plain) > _LONGEST_TITLE:
            continue
        if any(each in plain for each in spec.never_about):
            return None
        if any(each in plain for each in spec.about):
            return 1.5 if rank < 2 else 0.7
    return None if spec.needs_about and not any(each in heading for each in spec.about) else 0.0


def piece_of(
    lines: Sequence[Line], reading: Reading, body: Body, titles: Sequence[str], told: Told, before: Piece | None
) -> Piece:
    """The rows of ``body``, which go on with those of the piece ``before`` where there is one."""
    spec, head = reading.spec, reading.head
    name = finance_summary.name_of(lines, head.start) if spec.table == "finance_summary" else spec.name
    found = Found(spec.table, before.found.name if before else name, head.start, body.end)
    found.continues = before is not None
    found.furniture = sum(1 for line in lines[head.start : head.body] if line.filled)
    units, cells = _units_and_cells(lines, reading, body, titles, told)
    sign, why = prove.sign(reading, cells, told)
    _leave_out_contrary(reading, sign)
    place = lines[head.start].place
    _complain_of_units(found, reading, units, lines, body, place)
    _complain_of_columns(found, reading, place)
    found.sign = sign if any(column.adverse for column in reading.columns.values()) else UNSIGNED
    found.trace = _trace(reading, units, sign, why)
    pieces = before.pieces if before else Pieces()
    if any(note.check == UNIT_UNKNOWN for note in found.notes) and not units:
        found.unread = len(body.parts)  # its one finding says what would settle it
        return Piece(found, reading, pieces, lines[head.body : body.end], titles)
    rows.read(lines, body, reading, units, sign == FAVOURABLE, found, pieces)
    return Piece(found, reading, pieces, lines[head.body : body.end], titles)


def _leave_out_contrary(reading: Reading, sign: str | None) -> None:
    """Leave out the previous variance where its heading says another sign than the variances of the table have."""
    contrary = [
        place
        for place, column in reading.columns.items()
        if column.name == "previous_forecast_variance_k" and sign and reading.headings[place].sign not in (None, sign)
    ]
    for place in contrary:
        del reading.columns[place]
        reading.unknown = (*reading.unknown, place)


def _complain_of_units(
    found: Found, reading: Reading, units: Mapping[str, tuple[str, str]], lines: Sequence[Line], body: Body, place: str
) -> None:
    for at, column in reading.columns.items():
        if column.kind != MONEY or not column.kept or column.name in units:
            continue
        cells = [locate.padded(lines[position], reading.head.width)[at] for position in body.rows()]
        if all("£" in cell or cell[-1:] in "kKmM" for cell in cells if cell):
            continue
        heading = reading.headings[at].text
        found.notes.append(
            Note(
                found.table,
                found.name,
                UNIT_UNKNOWN,
                "error",
                f"Nothing says whether “{heading}” is in pounds, thousands or millions, so it was not loaded: state it "
                "with --unit £, --unit £000 or --unit £m.",
                place,
                stated=heading,
            )
        )


def _complain_of_columns(found: Found, reading: Reading, place: str) -> None:
    for at in reading.unknown:
        heading = reading.headings[at].text or f"column {at + 1}"
        found.notes.append(
            Note(
                found.table,
                found.name,
                "unread-column",
                "warning",
                f"The column “{heading}” of the table {found.name} is not understood, so it was left out.",
                place,
                stated=heading,
            )
        )


def _trace(
    reading: Reading, units: Mapping[str, tuple[str, str]], sign: str | None, why: str
) -> tuple[Understood, ...]:
    found = []
    for place, heading in enumerate(reading.headings):
        column = reading.columns.get(place)
        if column is None:
            if heading.text:
                found.append(Understood(heading.text, None))
            continue
        unit, unit_why = units.get(column.name, (None, ""))
        proofs = [
            f"{identity.name} holds in {reading.proofs[identity.name]}"
            for identity in reading.spec.identities
            if identity.name in reading.proofs and column.name in identity.columns
        ]
        proofs += [f"unit from {unit_why}"] if unit_why else []
        proofs += [f"sign from {why}"] if column.adverse and why else []
        found.append(
            Understood(
                heading.text,
                column.name if column.kept else None,
                unit or heading.unit,
                sign if column.adverse else None,
                "; ".join(proofs),
            )
        )
    return tuple(found)
