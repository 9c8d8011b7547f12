"""Selection to the small frame that one chart or table needs. Every frame carries ``report`` and ``locator``."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data.analysis import variance_pct
from data.committees import services
from data.dataset import Dataset, Month
from data.formatting import listing
from data.selection import Selection

VARIANCE_COLUMNS = [
    "line",
    "level",
    "budget_k",
    "actual_k",
    "forecast_variance_k",
    "previous_forecast_variance_k",
    "variance_pct",
    "note",
    "report",
    "locator",
]


@dataclass(frozen=True)
class Headline:
    """The position of a selection in £000; ``computed_from`` says which lines were added up, if no total is printed."""

    name: str
    budget_k: float
    variance_k: float
    previous_k: float | None
    computed_from: str
    lines: pd.DataFrame


def selected_month(dataset: Dataset, selection: Selection) -> Month:
    """The month of a selection."""
    return dataset.by_key[selection.month]


def service_variance(month: Month, selection: Selection) -> pd.DataFrame:
    """One row a service (and a grant, for the whole service block): ``VARIANCE_COLUMNS``, in the paper's order."""
    lines = services(month, selection.committee, selection.directorate)
    if not selection.committee and not selection.directorate:
        lines = pd.concat([lines, month.finance[month.finance["level"] == "grant"]])
    return _variance_columns(lines.rename(columns={"service": "line"}))


def directorate_variance(month: Month, selection: Selection) -> pd.DataFrame:
    """One row a directorate, with grant funding beside them: the paper's own table wherever it prints one.

    With a directorate chosen, one row a group of it; services that stand in no group are rows of their own.
    """
    if selection.directorate:
        return _by_group(services(month, selection.committee, selection.directorate))
    view = selection.committee or "overall"
    printed = month.finance_summary[month.finance_summary["view"] == view]
    printed = printed[printed["level"].isin(["directorate", "adjustment", "grant_total"])]
    if not printed.empty:
        return _variance_columns(printed)
    return _by_directorate(services(month, selection.committee))


def headline(month: Month, selection: Selection) -> Headline:
    """Budget and variance of the whole selection: a printed total where there is one, else the sum of its lines."""
    if selection.committee or not selection.directorate:
        view = selection.committee or "overall"
        printed = month.finance_summary[month.finance_summary["view"] == view]
        totals = printed[printed["level"].isin(["net_total", "expenditure_total"])].tail(1)
        if not selection.directorate and not totals.empty:
            name = f"{selection.committee} Committee’s services" if selection.committee else month.service_block
            return _headline(name, totals, "")
    if selection.directorate and not selection.committee:
        finance = month.finance
        total = finance[(finance["level"] == "directorate_total") & (finance["directorate"] == selection.directorate)]
        if not total.empty:
            return _headline(selection.directorate, total, "")
    lines = services(month, selection.committee, selection.directorate)
    name = listing([part for part in (_possessive(selection.committee), selection.directorate) if part])
    return _headline(name or month.service_block, lines, f"{len(lines)} service lines, added up here")


def outturn_track(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """The full-year variance at each report up to the selected month, oldest first.

    Columns: ``financial_year``, ``period``, ``kind``, ``variance_k``, ``month``, ``locator``.

    ``kind`` is ``forecast``, ``outturn`` or ``previous`` (known only from the next report's previous column).
    A first report of the year prints zeros for a month that had no report: those are not forecasts and are left out.
    """
    rows = []
    for month in dataset.months:
        if month.key > selection.month:
            break
        position = headline(month, selection)
        if position.lines.empty:
            continue
        source = {"month": month.key, "locator": position.lines["locator"].iloc[0]}
        year = {"financial_year": month.financial_year}
        kind = "outturn" if month.is_outturn else "forecast"
        rows.append({**year, "period": month.period, "kind": kind, "variance_k": position.variance_k, **source})
        if position.previous_k is not None and not is_first_report(month):
            before = month.previous_period
            rows.append({**year, "period": before, "kind": "previous", "variance_k": position.previous_k, **source})
    columns = ["financial_year", "period", "kind", "variance_k", "month", "locator"]
    track = pd.DataFrame(rows, columns=columns)
    reported = track[track["kind"] != "previous"]["period"]
    track = track[(track["kind"] != "previous") | ~track["period"].isin(reported)]
    return track.sort_values("period", kind="stable").reset_index(drop=True)


def care_groups(month: Month, selection: Selection) -> list[str]:
    """Care groups with figures in the month, within the chosen directorate and committee, in the paper's order."""
    activity = month.activity
    if selection.directorate:
        activity = activity[activity["directorate"] == selection.directorate]
    if selection.committee:
        own = set(services(month, selection.committee)["directorate"])
        activity = activity[activity["directorate"].isin(own)]
    return list(activity["care_group"].unique())


def care_types(month: Month, care_group: str) -> pd.DataFrame:
    """Every printed line of a care group's table, in the paper's order; columns of the contract's ``activity``."""
    return month.activity[month.activity["care_group"] == care_group]


def is_first_report(month: Month) -> bool:
    """Whether the month's report is the first of its year: its previous column then describes no report."""
    return bool((month.finance["previous_forecast_variance_k"].fillna(0) == 0).all())


def findings_at(month: Month, locators: pd.Series) -> pd.DataFrame:
    """Findings about figures printed at ``locators``; remarks are left to the page of findings."""
    found = month.findings
    return found[found["locator"].isin(locators.dropna()) & (found["severity"] != "note")]


def _possessive(committee: str) -> str:
    return f"{committee} Committee’s share of" if committee else ""


def _variance_columns(lines: pd.DataFrame) -> pd.DataFrame:
    share = variance_pct(lines["forecast_variance_k"], lines["budget_k"])
    return lines.assign(variance_pct=share).reindex(columns=VARIANCE_COLUMNS).reset_index(drop=True)


def _by_group(lines: pd.DataFrame) -> pd.DataFrame:
    return _added_up(lines, lines["service_group"].fillna(lines["service"]))


def _by_directorate(lines: pd.DataFrame) -> pd.DataFrame:
    return _added_up(lines, lines["directorate"])


def _added_up(lines: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    grouped = lines.assign(line=names).groupby("line", sort=False)
    money = ["budget_k", "actual_k", "forecast_variance_k", "previous_forecast_variance_k"]
    sums = grouped[money].sum(min_count=1)
    sums["level"] = grouped["level"].first()
    sums["report"] = grouped["report"].first()
    sums["locator"] = grouped["locator"].first()
    return _variance_columns(sums.reset_index())


def _headline(name: str, lines: pd.DataFrame, computed_from: str) -> Headline:
    previous = lines["previous_forecast_variance_k"]
    return Headline(
        name=name,
        budget_k=float(lines["budget_k"].sum()),
        variance_k=float(lines["forecast_variance_k"].sum()),
        previous_k=None if previous.isna().all() else float(previous.sum()),
        computed_from=computed_from,
        lines=lines,
    )
