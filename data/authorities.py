"""What is known of each council's own words and structure: a folder a council, of small files that are edited by hand.

The councils that come with the product have their folders in ``data/authorities/``; what an officer teaches stands in
the folder ``authorities`` beside the dataset. Each folder has a ``council.csv`` (``what, value, reason``) that says
whose it is, and any of the files of ``FILES``. Of a council with a folder in both places both hold; the own rows come
last, so that they count where both name the same thing.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from data.csv_cells import guarded, unguarded
from data.parts import plain

BUNDLED: Final = Path(__file__).parent / "authorities"
FOLDER: Final = "authorities"
COUNCIL: Final = "council.csv"
NAME, VARIANCE, UNIT = "name", "positive variance", "unit"
ADVERSE, FAVOURABLE = "adverse", "favourable"
UNITS: Final = ("£", "£000", "£m")
_ALIASES: Final = ("kind", "reported", "name", "reason")
FILES: Final[Mapping[str, Sequence[str]]] = {
    COUNCIL: ("what", "value", "reason"),
    "headings.csv": ("table", "heading", "column", "reason"),
    "service_aliases.csv": ("kind", "directorate", *_ALIASES[1:]),
    "service_type_aliases.csv": ("kind", "care_group", *_ALIASES[1:]),
    "directorate_aliases.csv": _ALIASES,
    "capital_aliases.csv": _ALIASES,
    "care_groups.csv": (
        "care_group",
        "category",
        "financial_year_from",
        "financial_year_until",
        "directorate",
        "service_group",
        "service",
        "reason",
    ),
    "committees.csv": (
        "committee",
        "financial_year",
        "directorate",
        "service_group",
        "service",
        "shared",
        "included",
        "source",
    ),
    "moves.csv": (
        "kind",
        "financial_year",
        "from_place",
        "from_name",
        "to_place",
        "to_group",
        "to_name",
        "weight",
        "reason",
    ),
    "moved_costs.csv": ("line", "financial_year_from", "financial_year_until", "said", "directorate", "source"),
    "commentary_summaries.csv": ("report", "note", "service", "forecast_variance_k", "summary", "figures"),
}


NUMBERS: Final = (("moves.csv", "weight"), ("commentary_summaries.csv", "forecast_variance_k"))


class TaughtError(ValueError):
    """A council's file cannot be read; the message names the file, the line and what was expected there."""


@dataclass(frozen=True)
class Council:
    """What a council says of all its papers.

    ``variance`` is what a positive variance means, ``adverse`` or ``favourable``; ``unit`` the unit of money where
    nothing prints one: ``£``, ``£000`` or ``£m``. Either is empty where it is not said.
    """

    name: str
    variance: str = ""
    unit: str = ""


_Function = TypeVar("_Function", bound=Callable[..., Any])
_own: list[Path] = []
_kept: list[Callable[[], None]] = []


def remembered(function: _Function) -> _Function:
    """``function`` with its answers kept until other folders are used."""
    kept = cache(function)
    _kept.append(kept.cache_clear)
    return cast(_Function, kept)


def use(own: Path | None) -> None:
    """Take what a council taught from the folder ``own`` from now on; ``None``: only what comes with the product."""
    _own[:] = [own] if own and own.is_dir() else []
    for forget in _kept:
        forget()


def beside(dataset: Path) -> Path:
    """Where the council's own teaching stands for the dataset in the folder ``dataset``."""
    return dataset.absolute().parent / FOLDER


def own() -> Path | None:
    """The folder of the own teaching that is used, if there is one."""
    return next(iter(_own), None)


def content() -> bytes:
    """All that the own teaching says, so that a version can change with it; empty where there is none."""
    found = []
    for path in (path for folder in _own for path in _files(folder)):
        with suppress(OSError):  # what cannot be read is told by ``check``
            found.append(path.read_bytes())
    return b"".join(found)


def check() -> None:
    """Read every file that is used; raises ``TaughtError`` for the first that is not as it should be."""
    for said in councils().values():
        for what, value, allowed in ((VARIANCE, said.variance, (ADVERSE, FAVOURABLE)), (UNIT, said.unit, UNITS)):
            if value and value not in allowed:
                raise TaughtError(
                    f"{COUNCIL} of {said.name}: “{what}” is {value!r}; expected one of {', '.join(allowed)}"
                )
    for file in FILES:
        rows(file)
    for file, column in NUMBERS:
        for row in rows(file):
            if not _is_number(row[column]):
                raise TaughtError(f"{file} of {row['authority']}: {row[column]!r} is no number in the column {column}")


def stamp(dataset: Path) -> tuple[object, ...]:
    """Something else as soon as a file of the own teaching beside ``dataset`` changes; empty where there is none."""
    folder = beside(dataset)
    found: list[object] = []
    for path in _files(folder):
        with suppress(OSError):  # a file may be gone again, or lead nowhere
            seen = path.stat()
            found.append((str(path), seen.st_mtime_ns, seen.st_size))
    return tuple(found)


@remembered
def councils() -> Mapping[str, Council]:
    """Every council with a folder, by its name as ``plain`` has it; what its own folder says comes first."""
    found: dict[str, Council] = {}
    for folder in _folders():
        said = {row["what"]: row["value"].strip() for row in read(folder / COUNCIL)}
        before = found.get(plain(_name(folder)), Council(_name(folder)))
        found[plain(before.name)] = Council(
            before.name, said.get(VARIANCE, before.variance), said.get(UNIT, before.unit)
        )
    return found


def council(authority: str | None) -> Council | None:
    """What is said of ``authority``; ``None`` where nothing is.

    A paper that does not say whose it is is taken for that of the one council that was taught here, if it is one.
    """
    if authority:
        return councils().get(plain(authority))
    ours = [folder for folder in _folders() if BUNDLED not in folder.parents]
    return councils()[plain(_name(ours[0]))] if len(ours) == 1 else None


@remembered
def rows(file: str) -> tuple[dict[str, str], ...]:
    """The rows of ``file`` in every folder, each with the council's name as ``authority``, the own ones last.

    Raises ``TaughtError`` for a file that is not as it should be.
    """
    return tuple(
        {**row, "authority": _name(folder)}
        for folder in _folders()
        if (folder / file).is_file()
        for row in read(folder / file)
    )


def read(path: Path) -> list[dict[str, str]]:
    """The rows of one file; raises ``TaughtError`` where its columns or the cells of a row are not those expected."""
    expected = FILES[path.name]
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            table = csv.DictReader(stream)
            found = [{name: _plain_cell(cell) for name, cell in row.items()} for row in table]
            columns = tuple(table.fieldnames or ())
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TaughtError(f"{path} cannot be read ({error}): save it as a CSV in UTF-8") from error
    if columns != tuple(expected):
        raise TaughtError(f"{path}, line 1: expected the columns {', '.join(expected)}")
    for number, row in enumerate(found, start=2):
        # A row with a cell too many or too few would put a name where its reason belongs.
        if None in row or None in row.values():
            raise TaughtError(f"{path}, row {number}: expected {len(expected)} cells")
    return found


def teach(folder: Path, authority: str, file: str, told: Sequence[Mapping[str, str]]) -> Path:
    """Add the rows ``told`` to ``file`` of ``authority`` in the own ``folder``, and use it; returns the file.

    A row that is there is not written twice; one of ``council.csv`` takes the place of what was said before.
    """
    place = folder / plain(authority)
    place.mkdir(parents=True, exist_ok=True)
    if file != COUNCIL and not (place / COUNCIL).is_file():
        _write(place / COUNCIL, [{"what": NAME, "value": authority, "reason": ""}])
    path = place / file
    before = read(path) if path.is_file() else []
    if file == COUNCIL:
        said = {row["what"] for row in told} | {NAME}
        name = {"what": NAME, "value": authority, "reason": ""}
        before = [name, *(row for row in before if row["what"] not in said)]
    _write(path, [*before, *(dict(row) for row in told if dict(row) not in before)])
    use(folder)
    return path


def _plain_cell(cell: Any) -> Any:
    return unguarded(cell) if isinstance(cell, str) else cell  # a row too long has a list, one too short None


def _write(path: Path, told: Sequence[Mapping[str, str]]) -> None:
    written = path.with_suffix(".new")
    with written.open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, FILES[path.name], restval="", lineterminator="\n")
        table.writeheader()
        table.writerows({name: guarded(cell) for name, cell in row.items()} for row in told)
    written.replace(path)


def shown(authority: str | None, file: str) -> str:
    """Where ``file`` of ``authority`` is to be edited, in words."""
    name = plain(authority or "") or "COUNCIL"
    return f"data/{FOLDER}/{name}/{file}" if (BUNDLED / name).is_dir() else f"{FOLDER}/{name}/{file}"


def _folders() -> list[Path]:
    places = [BUNDLED, *_own]
    return [each for place in places for each in sorted(place.iterdir()) if (each / COUNCIL).is_file()]


def _files(folder: Path) -> list[Path]:
    """The files of the councils in ``folder``; what an editor leaves beside them is none."""
    return sorted(path for path in folder.glob("*/*.csv") if path.name in FILES)


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


@remembered
def _name(folder: Path) -> str:
    said = next((row["value"].strip() for row in read(folder / COUNCIL) if row["what"] == NAME), "")
    if not said:
        raise TaughtError(f"{folder / COUNCIL} does not say whose folder it is: it needs a row that begins “name,”")
    return said
