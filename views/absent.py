"""What a month's report does not hold, in sentences that every page may say."""

from __future__ import annotations

from data.committees import services
from data.dataset import Dataset, Month
from data.formatting import listing, month_name
from data.selection import Selection
from data.standing import summary
from data.structure import Kind

NO_BUDGET = "No budget or forecast to show here"
TABLES: dict[Kind, str] = {"service": "service level table", "care": "table of care activity"}


def no_budget(month: Month) -> str:
    """Why a page has no budget and no forecast to show."""
    absent = [no_services(month), "" if summary(month, Selection(month.key)) else "no summary of all services"]
    lacking = [words for words in absent if words]
    if not lacking:
        return f"The report for {month_name(month.period)} has no line for this choice"
    return f"The report for {month_name(month.period)} has {listing(lacking)}, so there is no budget or forecast here"


def no_services(month: Month) -> str:
    """``no service level table`` where the report has none; empty where it has."""
    return "" if services(month) else f"no {TABLES['service']}"


def not_in(month: Month, kind: Kind) -> str:
    """That the report has no table of a kind of line; empty where it has one."""
    there = services(month) if kind == "service" else month.activity
    return "" if there else f"The report for {month_name(month.period)} has no {TABLES[kind]}"


def nowhere(dataset: Dataset, kind: Kind) -> str:
    """That no report loaded has a table of a kind of line; empty where one has."""
    return "" if any(not not_in(month, kind) for month in dataset.months) else f"No report loaded has a {TABLES[kind]}"
