"""Which budget lines each committee oversees in a financial year, from each council's ``committees.csv``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data import authorities
from data.authorities import remembered
from data.parts import is_of

if TYPE_CHECKING:
    from data.dataset import FinanceLine, Month


@dataclass(frozen=True)
class Remit:
    """Lines that a committee oversees: a whole directorate, a group in it, or one service.

    ``shared`` lines are other committees' too; ``included`` says whether the committee's own printed table counts them.
    ``authority`` is the council whose committee it is; empty for any.
    """

    committee: str
    financial_year: str
    directorate: str
    service_group: str
    service: str
    shared: bool
    included: bool
    source: str
    authority: str = ""


@remembered
def remits() -> tuple[Remit, ...]:
    """Every remit that the papers state."""
    return tuple(map(_remit, authorities.rows("committees.csv")))


def _remit(row: Mapping[str, str]) -> Remit:
    return Remit(
        row["committee"],
        row["financial_year"],
        row["directorate"],
        row["service_group"],
        row["service"],
        row["shared"] == "yes",
        row["included"] == "yes",
        row["source"],
        row["authority"],
    )


def committees_of(financial_year: str, authority: str | None) -> list[str]:
    """Committees of ``authority`` whose lines the papers state for ``financial_year``, in alphabetical order."""
    return sorted(
        {
            remit.committee
            for remit in remits()
            if remit.financial_year == financial_year and is_of(remit.authority, authority)
        }
    )


def committees(authority: str | None) -> list[str]:
    """Every committee of ``authority`` whose lines the papers state for any year, in alphabetical order."""
    return sorted({remit.committee for remit in remits() if is_of(remit.authority, authority)})


def _overseen(month: Month, committee: str, asked: Callable[[Remit], bool]) -> list[FinanceLine]:
    """Service lines of the remits of ``committee`` in the month's year that are ``asked`` for."""
    mine = [
        remit
        for remit in remits()
        if (remit.committee, remit.financial_year) == (committee, month.financial_year)
        and is_of(remit.authority, month.authority)
        and asked(remit)
    ]
    return [line for line in month.services if any(_covers(remit, line) for remit in mine)]


def services(month: Month, committee: str = "", directorate: str = "") -> list[FinanceLine]:
    """Service lines of the appendix: those that the table of ``committee`` counts or all, in ``directorate`` or all."""
    lines = _overseen(month, committee, lambda remit: remit.included) if committee else month.services
    return [line for line in lines if directorate in ("", line.directorate)]


def shared_lines(month: Month, committee: str, directorate: str, included: bool) -> list[str]:
    """Names of the lines that ``committee`` shares with others, within ``directorate`` or all.

    ``included`` lines are counted in the committee's own table; the others are left out of it.
    """
    shared = _overseen(month, committee, lambda remit: remit.shared and remit.included == included)
    return [line.service for line in shared if directorate in ("", line.directorate)]


def _covers(remit: Remit, line: FinanceLine) -> bool:
    return (
        remit.directorate == line.directorate
        and remit.service_group in ("", line.service_group)
        and remit.service in ("", line.service)
    )
