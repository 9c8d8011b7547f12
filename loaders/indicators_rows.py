"""What both readers of performance indicators share: names and units, and the scorecard that counts the ratings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from loaders import amounts
from loaders.containers.text import Line
from loaders.tables import Found, Note, Row

COMPARED = ("previous", "target", "actual", "statistical_neighbours", "england")
# Numbers in the national framework for adult social care: 1E, 2C(2), 2A PART 2; BCF is the Better Care Fund's own.
_CODED = re.compile(r"(?P<code>(?:BCF )?\d[A-Z](?:\(\w+\))?(?: PART \d)?)(?: -)? (?P<name>.+)")
_RATE = re.compile(r"\bper \d[\d,]*\b|^rate\b", re.IGNORECASE)
_SHARE = re.compile(r"^%|\b(?:proportion|percentage)\b", re.IGNORECASE)
_COUNT = re.compile(r"^(?:the )?(?:average )?(?:monthly )?number\b", re.IGNORECASE)
_COLOURS = ("red", "amber", "green", "blue", "no target")


def code_and_name(label: str) -> tuple[str | None, str]:
    """The number in the national framework that ``label`` begins with, and the rest."""
    match = _CODED.fullmatch(label)
    return (match["code"], match["name"]) if match else (None, label)


def unit_of(name: str, figures: Iterable[str]) -> str | None:
    """What the printed ``figures`` are; raises ``ValueError`` where only some are percentages."""
    found = [each for each in map(amounts.amount, figures) if each is not None]
    if found and any(each.percent for each in found):
        if not all(each.percent for each in found):
            raise ValueError("some of its figures are percentages and some are not")
        return "percent"
    if _RATE.search(name):
        return "rate"
    if _SHARE.search(name):
        return "percent"
    return "count" if _COUNT.search(name) else None


def note_odd_unit(found: Found, row: Row) -> None:
    """Note figures printed as percentages of something that is measured for so many people."""
    if row["unit"] == "percent" and re.search(r"\bper \d[\d,]+", row["indicator"]):
        found.notes.append(
            Note(
                "indicators",
                row["indicator"],
                "implausible-unit",
                "warning",
                f"“{row['indicator']}” is measured for so many people, but its figures are printed as percentages; "
                "they are loaded as percentages.",
                row["locator"],
                stated="percent",
                expected="rate",
            )
        )


def note_scorecard(found: Found, lines: Sequence[Line]) -> None:
    """Note where the scorecard above the table counts other ratings than the table has.

    An indicator without a rating may be any that the scorecard counts and the table lacks; so may a line that could not
    be read.
    """
    scorecard = _scorecard(lines, found.start)
    if scorecard is None or found.unread:
        return
    line, stated = scorecard
    counted = Counter(row["rag"] for row in found.rows)
    missing = {colour: number - counted[colour] for colour, number in stated.items()}
    if all(gap >= 0 for gap in missing.values()) and sum(missing.values()) == counted[None]:
        return
    for colour, number in stated.items():
        if missing[colour]:
            found.notes.append(
                Note(
                    "indicators",
                    None,
                    "scorecard-count",
                    "error",
                    f"The scorecard counts {number} indicators rated {colour}, but the indicators listed from "
                    f"{lines[found.start].place} have {counted[colour]}.",
                    line.place,
                    stated=str(number),
                    expected=str(counted[colour]),
                    difference=str(missing[colour]),
                )
            )


def _scorecard(lines: Sequence[Line], end: int) -> tuple[Line, dict[str, int]] | None:
    """The scorecard nearest above ``end``, as a row of cells under colours or a line for each colour."""
    for position in range(end - 1, -1, -1):
        line = lines[position]
        if len(line.cells) > 3 and re.search(r"\bperformance\b", line.cells[0], re.IGNORECASE):
            stated = _under_colours(lines, position)
        elif re.fullmatch(r"no target \d+ \d+%", line.text, re.IGNORECASE):
            stated = _by_colour(lines, position)
        else:
            continue
        if stated:
            return line, stated
    return None


def _under_colours(lines: Sequence[Line], position: int) -> dict[str, int]:
    """The counts of a row, where a heading within a few lines above names their colours."""
    cells = lines[position].cells
    for above in lines[max(0, position - 4) : position]:
        names = [cell.lower() for cell in above.cells]
        if len(names) == len(cells) and "red" in names and "green" in names:
            pairs = zip(names, cells, strict=True)
            return {name: int(cell) for name, cell in pairs if name in _COLOURS and cell.isdecimal()}
    return {}


def _by_colour(lines: Sequence[Line], position: int) -> dict[str, int]:
    """The counts of the lines that begin with a colour and end above ``position`` or there."""
    stated = {}
    for line in lines[max(0, position - 12) : position + 1]:
        match = re.fullmatch(rf"({'|'.join(_COLOURS)}) (\d+) \d+%", line.text, re.IGNORECASE)
        if match:
            stated[match[1].lower()] = int(match[2])
    return stated
