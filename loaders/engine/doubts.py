"""Columns that words name and figures deny: they are left out, each with a finding, and none is guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from loaders.containers.text import Line
from loaders.engine import prove
from loaders.engine.columns import Reading
from loaders.engine.spec import Identity
from loaders.engine.told import Told

_VARIANCE, _FORECAST = "forecast_variance_k", "forecast_outturn_k"
# A forecast whose variance does not fit it is taken for that of the report before, which is not kept.
_EARLIER = "previous_forecast_outturn_k"
_HOLDS, _FAILS = 0.75, 0.5


def leave_out(reading: Reading, rows: Sequence[Line], units: Mapping[str, tuple[str, str]], told: Told) -> None:
    """Take from ``reading`` the variance that is not its forecast less its budget, and a forecast that is a profile."""
    tried = _with_left_out(reading)
    place = tried.place(_VARIANCE)
    if place is None or told.headings:
        return
    cells = [prove.cells_of(tried, row, units) for row in rows]
    forecast = tried.place(_FORECAST)
    denied = {each.name for each in tried.spec.denials if _holds(each, cells)}
    if tried.headings[place].has("forecast") or _is_whole_year(cells):
        denied = set()
    if told.closed:
        denied.discard("unspent")
    proved = any(_holds(each, cells) for each in tried.spec.identities if each.name == "variance")
    if proved:
        return
    if denied or _is_refuted(tried, cells) or _is_finer(tried, place, cells):
        _drop(reading, place)
    if "to forecast" in denied and forecast is not None:
        _drop(reading, forecast)


def _with_left_out(reading: Reading) -> Reading:
    """``reading`` with a variance and a forecast that it left out, so that their figures can be held against others."""
    columns = dict(reading.columns)
    for name, word in ((_VARIANCE, "variance"), (_FORECAST, "forecast")):
        column = reading.spec.columns.get(name)
        left = [
            place
            for place, said in enumerate(reading.headings)
            if said.has(word)
            and not said.has("previous")
            and (place in reading.unknown or (place in columns and columns[place].name == _EARLIER))
        ]
        if column is not None and reading.place(name) is None and len(left) == 1:
            columns[left[0]] = column
    return replace(reading, columns=columns)


def _holds(identity: Identity, cells: Sequence[prove.Cells]) -> bool:
    found = prove.agreement(identity, cells)
    return found.tested >= 2 and found.share >= _HOLDS


def _is_whole_year(cells: Sequence[prove.Cells]) -> bool:
    """Whether the profile is the budget of the whole year: what is spent is then the outturn."""
    stated = [row for row in cells if "budget_to_date_k" in row and "budget_k" in row]
    same = sum(row["budget_to_date_k"].value == row["budget_k"].value for row in stated)
    return len(stated) >= 2 and same >= _HOLDS * len(stated)


def _is_refuted(reading: Reading, cells: Sequence[prove.Cells]) -> bool:
    for identity in reading.spec.identities:
        if identity.name == "variance":
            found = prove.agreement(identity, cells)
            return found.tested >= 2 and found.share < _FAILS
    return False


def _is_finer(reading: Reading, place: int, cells: Sequence[prove.Cells]) -> bool:
    """Whether a variance without a unit prints decimals beside whole budgets: it may be a share without its sign."""
    stated = [row for row in cells if _VARIANCE in row and "budget_k" in row]
    finer = sum(row[_VARIANCE].step < row["budget_k"].step for row in stated)
    return reading.headings[place].unit is None and len(stated) >= 2 and finer * 2 > len(stated)


def _drop(reading: Reading, place: int) -> None:
    if reading.columns.pop(place, None) is not None:
        reading.unknown = tuple(sorted({*reading.unknown, place}))
