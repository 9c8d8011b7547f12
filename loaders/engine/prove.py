"""What the figures say about a reading: identities that hold, the sign of variances, and the unit of money."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from loaders.containers.text import Line
from loaders.engine import figures, words
from loaders.engine.columns import Reading
from loaders.engine.figures import Figure
from loaders.engine.locate import padded
from loaders.engine.spec import COUNT, MONEY, SHARE, UNIT_COST, Identity
from loaders.engine.told import Told
from loaders.engine.words import ADVERSE, FACTORS, FAVOURABLE, POUNDS, THOUSANDS, Spoken

# The share of rows that must agree before an identity counts as proved, and below which it counts against a reading.
_PROVED, _REFUTED = 0.75, 0.4
COUNCIL_SAYS = "what the council taught"
_OWN = "its heading"
_FACTORS_BETWEEN = (1e-6, 1e-3, 1e3, 1e6)
# How far the difference of two figures in thousands may be off by rounding.
_ROUNDED = 1.5
_IMPLAUSIBLE = 4.0
# Identities that hold once the year is closed: what is spent is then the outturn.
CLOSED = frozenset({"closed"})

Cells = Mapping[str, Figure]


@dataclass(frozen=True)
class Agreement:
    """Of the rows that state every column of an identity: how many agree as printed, and with the left side turned."""

    tested: int
    agreed: int
    turned: int

    @property
    def share(self) -> float:
        """The share of rows that agree one way or the other."""
        return max(self.agreed, self.turned) / self.tested if self.tested else 0.0


def cells_of(reading: Reading, line: Line, units_of: Mapping[str, tuple[str, str]]) -> dict[str, Figure]:
    """The figures of ``line`` by column, money in thousands; a cell that is no figure, or states none, is left out."""
    found = {}
    cells = padded(line, reading.head.width)
    for place, column in reading.columns.items():
        if column.kind in (MONEY, SHARE, COUNT, UNIT_COST, "number"):
            try:
                figure = figures.read(cells[place])
            except ValueError:
                continue
            if figure is not None and column.kind == MONEY:
                unit = cell_unit(figure, units_of.get(column.name))
                figure = figures.scaled(figure, FACTORS[unit]) if unit else figure
            if figure is not None:
                found[column.name] = figure
    return found


def agreement(identity: Identity, rows: Sequence[Cells]) -> Agreement:
    """How far ``rows`` bear out ``identity``; rows too small to tell prove nothing."""
    tested = agreed = turned = 0
    for row in rows:
        if not identity.columns <= row.keys() or not row[identity.left].value:
            continue
        left, right, slack = row[identity.left].value, *_right(identity, row)
        # A figure that its rounding could make nought proves nothing.
        if right is None or abs(left) <= slack:
            continue
        tested += 1
        if row[identity.left].verdict:
            left = math.copysign(left, right)
        agreed += abs(left - right) <= slack
        turned += abs(-left - right) <= slack
    return Agreement(tested, agreed, turned)


def _right(identity: Identity, row: Cells) -> tuple[float | None, float]:
    if identity.share:
        part, whole = (row[name] for name in identity.share)
        if abs(whole.value) <= 0.5 * whole.step:
            return None, 0.0
        exact = 100 * abs(part.value) / abs(whole.value)
        slack = 0.5 * row[identity.left].step + 100 * part.step / abs(whole.value) + 0.01
        return math.copysign(exact, row[identity.left].value) if exact else 0.0, slack
    total = math.fsum(sign * row[name].value for sign, name in identity.terms)
    return total, 0.55 * (row[identity.left].step + sum(row[name].step for _, name in identity.terms))


def prove(reading: Reading, rows: Sequence[Cells]) -> float:
    """What the identities add to the score of ``reading``, and in its ``proofs`` which of them hold."""
    score = 0.0
    for identity in reading.spec.identities:
        found = agreement(identity, rows)
        if found.tested < 2 or identity.name in CLOSED:
            continue
        if found.share >= _PROVED:
            score += 3.0 * found.share
            told = f"{max(found.agreed, found.turned)} of {found.tested} rows"
            reading.proofs[identity.name] = told
        elif found.share < _REFUTED:
            # A share may fail for its budget too, so it does not send the words of a variance to another column.
            score -= 0.8 if identity.share else 4.0
            reading.proofs.pop(identity.name, None)
    return score - _IMPLAUSIBLE * _is_implausible(reading, rows)


def _is_implausible(reading: Reading, rows: Sequence[Cells]) -> bool:
    """Whether an earlier variance is as large as a budget, or an earlier outturn is not, where no word says which.

    Some papers head the variance of the report before ``Outturn (Sep)``, others its forecast.
    """
    for name, large in (("previous_forecast_variance_k", True), ("previous_forecast_outturn_k", False)):
        place = reading.place(name)
        if place is None or reading.headings[place].has("variance"):
            continue
        stated = [row for row in rows if name in row and "budget_k" in row and row["budget_k"].value]
        as_large = sum(abs(row[name].value) > 0.5 * abs(row["budget_k"].value) for row in stated)
        if stated and (as_large * 2 > len(stated)) == large:
            return True
    return False


def sign(reading: Reading, rows: Sequence[Cells], told: Told) -> tuple[str | None, str]:
    """What a positive variance means, and what says so; ``None`` where nothing does.

    Forecast (or, once the year is closed, actual) against budget over all rows decides, then the words of the
    headings, then a sentence about it. Failing these, the overspends and underspends of the paper's sentences are
    sought in the table.
    """
    for identity in reading.spec.identities:
        column = reading.spec.columns.get(identity.left)
        if column is None or not column.adverse or identity.share or (identity.name in CLOSED and not told.closed):
            continue
        found = agreement(identity, rows)
        if found.tested >= 1 and found.share >= _PROVED and found.agreed != found.turned:
            how = f"{max(found.agreed, found.turned)} of {found.tested} rows"
            return (ADVERSE if found.agreed > found.turned else FAVOURABLE), how
    named = {reading.headings[place].sign for place, column in reading.columns.items() if column.adverse} - {None}
    if len(named) == 1:
        return named.pop(), "its heading"
    if any(figure.verdict for row in rows for figure in row.values()):
        return ADVERSE, "the word beside each figure"
    if told.paper_sign:
        return told.paper_sign, "the paper’s words"
    if told.council_sign:
        return told.council_sign, COUNCIL_SAYS
    over, under = _spoken_of(rows, told.spoken)
    if over + under >= 2 and max(over, under) >= 0.8 * (over + under):
        meant = ADVERSE if over > under else FAVOURABLE
        return meant, f"{max(over, under)} overspends and underspends that the paper’s sentences speak of"
    return None, ""


def sign_of_rows(rows: Sequence[Mapping[str, float | None]], variance: str, forecast: str, budget: str) -> str | None:
    """What a positive ``variance`` means in rows that are loaded already, by ``forecast`` less ``budget``."""
    stated = [
        (row[variance] or 0.0, (row[forecast] or 0.0) - (row[budget] or 0.0))
        for row in rows
        if row[variance] and row[forecast] is not None and row[budget] is not None
    ]
    telling = [(left, right) for left, right in stated if abs(left) > _ROUNDED]
    agreed = sum(abs(left - right) <= _ROUNDED for left, right in telling)
    turned = sum(abs(left + right) <= _ROUNDED for left, right in telling)
    if len(telling) < 2 or max(agreed, turned) < _PROVED * len(telling):
        return None
    return ADVERSE if agreed > turned else FAVOURABLE


def contradicts(reading: Reading, rows: Sequence[Cells]) -> bool:
    """Whether a heading's words say of a sign what the figures of its own row deny: columns are then mistaken."""
    proved, why = sign(reading, rows, Told())
    named = {reading.headings[place].sign for place, column in reading.columns.items() if column.adverse} - {None}
    return why.endswith(" rows") and bool(named) and proved not in named


def _spoken_of(rows: Sequence[Cells], spoken: Sequence[Spoken]) -> tuple[int, int]:
    """How many of ``spoken`` stand in the table with their sign, and how many with the other."""
    values = {row["forecast_variance_k"].value for row in rows if "forecast_variance_k" in row}
    same = other = 0
    for each in {(each.value, each.step) for each in spoken}:
        near = [value for value in values if value and abs(abs(value) - abs(each[0])) <= each[1] / 2 + 1e-9]
        same += any((value > 0) == (each[0] > 0) for value in near)
        other += any((value > 0) != (each[0] > 0) for value in near)
    return same, other


def units(reading: Reading, titles: Sequence[str], told: Told) -> dict[str, tuple[str, str]]:
    """The unit of each column of money and what says so: its heading, the title, the user, the paper, the council, and
    failing these the headings beside it where they agree.

    A column of which nothing tells the unit is left out.
    """
    money = {place: column for place, column in reading.columns.items() if column.kind == MONEY}
    named: dict[str, tuple[str, str]] = {}
    for place, column in money.items():
        unit = reading.headings[place].unit or words.unit_of(reading.head.bands[place])
        if unit is not None and unit in FACTORS:
            named[column.name] = (unit, _OWN)
    around = {unit for unit, _ in named.values()}
    said = (
        (next(filter(None, map(words.captioned, titles)), None), "the words above the table"),
        (told.unit, "--unit"),
        (told.paper_unit, "the paper’s words"),
        (told.council_unit, COUNCIL_SAYS),
        (around.pop() if len(around) == 1 else None, "the headings beside it"),
    )
    other = next(((unit, why) for unit, why in said if unit), None)
    return {column.name: named.get(column.name, other) for column in money.values()} if other else named


def borne_out(
    reading: Reading, rows: Sequence[Cells], units_of: dict[str, tuple[str, str]], told: Told
) -> dict[str, tuple[str, str]]:
    """``units_of`` without the columns whose figures in ``rows`` fit each other in other units only.

    Where a heading's unit and another's that has none of its own cannot both be right, neither is known: only the user
    can say.
    """
    lent = {name for name, (_, why) in units_of.items() if why != _OWN}
    doubted: set[str] = set()
    for identity in reading.spec.identities:
        if len({name in lent for name in identity.columns & units_of.keys()}) < 2:
            continue
        if agreement(identity, rows).share < _REFUTED and any(
            agreement(identity, _rescaled(rows, lent, factor)).share >= _PROVED for factor in _FACTORS_BETWEEN
        ):
            doubted |= identity.columns & units_of.keys()
    if doubted and told.unit:
        return {name: (told.unit, "--unit") if name in doubted else unit for name, unit in units_of.items()}
    return {name: unit for name, unit in units_of.items() if name not in doubted}


def _rescaled(rows: Sequence[Cells], names: Collection[str], factor: float) -> list[Cells]:
    return [
        {name: figures.scaled(figure, factor) if name in names else figure for name, figure in row.items()}
        for row in rows
    ]


def as_printed(reading: Reading) -> dict[str, tuple[str, str]]:
    """Units by which the figures of one row can be held against each other, whatever unit they all are in."""
    printed = {
        column.name: reading.headings[place].unit for place, column in reading.columns.items() if column.kind == MONEY
    }
    return {name: (unit if unit is not None and unit in FACTORS else THOUSANDS, "") for name, unit in printed.items()}


def cell_unit(figure: Figure, unit: tuple[str, str] | None) -> str | None:
    """The unit of one figure of money: its own, its column's, or pounds where it has a pound sign and nothing else."""
    if figure.unit in FACTORS:
        return figure.unit
    if unit is not None:
        return unit[0]
    return POUNDS if figure.pound else None
