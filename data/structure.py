"""Lines across the years: as each report places them, or on the structure of the newest month loaded.

Services are renamed, move between directorates, split and merge. Names are joined by ``data.lineage`` when a paper is
loaded; moves are in each council's ``moves.csv``: from which financial year, from where, to where, with what share, and
why. A move without a destination says that the line ended.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from data import authorities
from data.authorities import remembered
from data.dataset import Dataset
from data.parts import is_of
from data.rows import Line, name_of, place_of

Kind = Literal["service", "care"]
Basis = Literal["reported", "today"]

# What can be shared out or added up.
MONEY = {
    "service": ("budget_k", "actual_k", "forecast_variance_k", "previous_forecast_variance_k"),
    "care": (
        "cost_budget_k",
        "cost_actual_k",
        "cost_variance_k",
        "count_budget",
        "count_actual",
        "count_average",
        "count_previous",
    ),
}
# What cannot: a price is carried only where one whole line stands behind a point.
PRICES: dict[str, tuple[str, ...]] = {"service": (), "care": ("unit_cost_budget", "unit_cost_actual")}


@dataclass(frozen=True)
class Move:
    """A line that stands elsewhere from ``financial_year`` on; ``weight`` is the share that goes there.

    ``from_place`` and ``to_place`` are directorates for a service and care groups for a type of care.
    """

    kind: Kind
    financial_year: str
    from_place: str
    from_name: str
    to_place: str
    to_group: str
    to_name: str
    weight: float
    reason: str
    authority: str = ""


@dataclass(frozen=True)
class HistoryPoint:
    """One month of a line. ``figures`` has the columns of ``MONEY`` and ``PRICES``; missing where no part states one.

    ``reasons`` say why the figures stand here though the report printed them elsewhere; ``estimated`` that a share was
    taken. ``lines`` are the rows behind the point as printed, each with its share in ``weights``.
    """

    period: date
    financial_year: str
    basis: str
    place: str
    name: str
    figures: Mapping[str, float | None]
    reasons: tuple[str, ...]
    estimated: bool
    month: str
    locators: tuple[str, ...]
    lines: tuple[Line, ...]
    weights: tuple[float, ...]


@dataclass(frozen=True)
class Part:
    """Where a line, or a share of it, stands after its moves."""

    place: str
    group: str
    name: str
    weight: float
    reasons: tuple[str, ...]


@remembered
def moves(authority: str | None = None) -> tuple[Move, ...]:
    """Every move of lines of ``authority``, or of any council's, oldest first."""
    return tuple(move for move in _every_move() if is_of(move.authority, authority))


@remembered
def _every_move() -> tuple[Move, ...]:
    read = [
        Move(
            "service" if row["kind"] == "service" else "care",
            row["financial_year"],
            row["from_place"],
            row["from_name"],
            row["to_place"],
            row["to_group"],
            row["to_name"],
            float(row["weight"]),
            row["reason"],
            row["authority"],
        )
        for row in authorities.rows("moves.csv")
    ]
    return tuple(sorted(read, key=lambda move: move.financial_year))


def history(
    dataset: Dataset,
    kind: Kind,
    place: str,
    name: str,
    basis: Basis,
    known: Sequence[Move] | None = None,
    until: str | None = None,
) -> list[HistoryPoint]:
    """Every month's figures of one line, oldest first; a month in which it did not exist is left out.

    ``reported`` takes the line wherever a report prints it under ``place`` and ``name``. ``today`` takes every part
    that the moves (``known``, else the reference file's) bring there by the financial year ``until``, else that of the
    newest month loaded; later months are left out. Either way the figures are the papers' own, and a merged line adds
    up its parts.
    """
    known = moves(dataset.part.authority) if known is None else known
    until = until or dataset.today.financial_year
    movers = {(move.from_place, move.from_name) for move in known if move.kind == kind and basis == "today"}
    points = []
    for month in dataset.months:
        if month.financial_year > until:
            break
        parts: list[tuple[Line, Part]] = []
        for line in month.finance if kind == "service" else month.activity:
            if line.level not in ("service", "line", "income", "adjustment"):
                continue
            at = (place_of(line), name_of(line))
            if at not in movers:  # nearly every line: a request reads thousands
                if at == (place, name):
                    parts.append((line, Part(place, "", name, 1.0, ())))
                continue
            ends = _follow(Part(at[0], "", at[1], 1.0, ()), kind, month.financial_year, until, known)
            parts += [(line, end) for end in ends if (end.place, end.name) == (place, name)]
        if parts:
            points.append(
                HistoryPoint(
                    period=month.period,
                    financial_year=month.financial_year,
                    basis=month.basis,
                    place=place,
                    name=name,
                    figures={column: _shared(column, parts) for column in MONEY[kind]}
                    | {column: _price(column, parts) for column in PRICES[kind]},
                    reasons=tuple(dict.fromkeys(reason for _, part in parts for reason in part.reasons)),
                    estimated=any(part.weight != 1 for _, part in parts),
                    month=month.key,
                    locators=tuple(line.locator for line, _ in parts),
                    lines=tuple(line for line, _ in parts),
                    weights=tuple(part.weight for _, part in parts),
                )
            )
    return points


def place_today(
    kind: Kind, place: str, name: str, financial_year: str, until: str, known: Sequence[Move] | None = None
) -> list[tuple[str, str, str, float]]:
    """Where a line of ``financial_year`` stands in the year ``until``: place, group, name and share of each part.

    Empty where the line ended.
    """
    ends = follow(kind, place, name, financial_year, until, known)
    return [(end.place, end.group, end.name, end.weight) for end in ends]


def follow(
    kind: Kind, place: str, name: str, financial_year: str, until: str, known: Sequence[Move] | None = None
) -> list[Part]:
    """The parts that a line of ``financial_year`` has become by ``until``, with the reasons; none where it ended."""
    return _follow(Part(place, "", name, 1.0, ()), kind, financial_year, until, moves() if known is None else known)


def _follow(part: Part, kind: Kind, financial_year: str, until: str, known: Sequence[Move]) -> list[Part]:
    """The parts that a line has become by ``until``; moves apply in the order of their years."""
    parts = [part]
    years = dict.fromkeys(move.financial_year for move in known if financial_year < move.financial_year <= until)
    for year in years:
        parts = [end for each in parts for end in _step(each, kind, year, known)]
    return parts


def _step(part: Part, kind: Kind, year: str, known: Sequence[Move]) -> list[Part]:
    here = [
        move
        for move in known
        if (move.kind, move.financial_year, move.from_place, move.from_name) == (kind, year, part.place, part.name)
    ]
    if not here:
        return [part]
    return [
        replace(
            part,
            place=move.to_place,
            group=move.to_group,
            name=move.to_name,
            weight=part.weight * move.weight,
            reasons=(*part.reasons, f"{year}: {move.reason}"),
        )
        for move in here
        if move.to_name
    ]


def _shared(column: str, parts: Sequence[tuple[Line, Part]]) -> float | None:
    values = [value * part.weight for line, part in parts if (value := getattr(line, column)) is not None]
    return sum(values) if values else None


def _price(column: str, parts: Sequence[tuple[Line, Part]]) -> float | None:
    whole = len(parts) == 1 and parts[0][1].weight == 1
    return getattr(parts[0][0], column) if whole else None
