"""Savings against their plan and capital schemes against their budget, as tables; over and under are never netted."""

from __future__ import annotations

from collections.abc import Sequence

from charts.chart import Chart, Table, across
from charts.columns import THOUSANDS, VARIANCE, WORDS, Value
from data.formatting import listing, money, round_away
from data.rows import CapitalScheme, Saving

REST = "others as planned"


def savings_chart(lines: Sequence[Saving], *, outturn: bool, subtitle: str = "", most: int = 0) -> Chart:
    """Each saving with its plan and its forecast in £000 (savings are a minus), those furthest from plan first.

    ``most`` is how many are listed at the most; 0 lists all.
    """
    single = [line for line in lines if line.level == "saving"]
    ordered = sorted(single, key=lambda line: -abs(line.variance_k or 0.0))
    shown = ordered[:most] if most else ordered
    rows: list[tuple[Value, ...]] = [
        (line.title, line.original_k, line.forecast_k, line.variance_k, line.rag or "") for line in shown
    ]
    whole = not any(_is_short_of(single, line) for line in lines if line.level == "total")
    now = "Delivered" if outturn else "Forecast"
    headings = [("Saving", WORDS), ("Planned", THOUSANDS), (now, THOUSANDS), ("Variance", VARIANCE), ("Rating", WORDS)]
    return Chart(
        sentence=savings_sentence(single, outturn=outturn, whole=whole),
        subtitle=subtitle + _more(len(ordered) - len(shown)),
        figure=None,
        table=Table(across(headings, rows), tuple(line.locator for line in shown)),
        empty="The report has no savings for this choice.",
    )


def savings_sentence(lines: Sequence[Saving], *, outturn: bool, whole: bool = True) -> str:
    """How much of what was planned comes, how much falls short and how much comes on top.

    ``whole`` is said of ``lines`` that come to the printed total, where there is one.
    """
    stated = [line for line in lines if line.original_k is not None and line.forecast_k is not None]
    if not stated:
        return "The report states no planned and forecast savings for this choice"
    # A line that gives back an earlier saving is a plus, and makes what is saved in all less.
    plan, now = (-sum(value or 0.0 for value in values) for values in _both(stated))
    short = [_gap(line) for line in stated if round_away(_gap(line)) > 0]
    more = [_gap(line) for line in stated if round_away(_gap(line)) < 0]
    said = [
        f"{len(gaps)} {words} by {money(sum(gaps))} in all"
        for gaps, words in ((short, _verb(short, "fall", "short")), (more, _verb(more, "go", "beyond plan")))
        if gaps
    ]
    verb = "were delivered" if outturn else "are forecast"
    of_all = f"{money(now)} of the {money(plan)} of savings planned {verb}"
    of_these = f"Of the savings that the text of the paper holds, {money(now)} of the {money(plan)} planned {verb}"
    return (of_all if whole else of_these) + (f": {listing(said)}" if said else "")


def _is_short_of(lines: Sequence[Saving], total: Saving) -> bool:
    """Whether the savings that are read do not come to the total that is printed: a page of them may be missing."""
    sums = zip((total.original_k, total.forecast_k), _both(lines), strict=True)
    return any(
        stated is not None and abs(stated - sum(value or 0.0 for value in values)) > (len(lines) + 1) / 2
        for stated, values in sums
    )


def _verb(gaps: Sequence[float], verb: str, rest: str) -> str:
    return f"{verb}{'' if len(gaps) > 1 else 'es' if verb == 'go' else 's'} {rest}"


def _both(lines: Sequence[Saving]) -> tuple[list[float | None], list[float | None]]:
    return [line.original_k for line in lines], [line.forecast_k for line in lines]


def _gap(line: Saving) -> float:
    """How far a saving that states both its plan and its forecast falls short: as printed, or worked out."""
    worked_out = (line.forecast_k or 0.0) - (line.original_k or 0.0)
    return worked_out if line.variance_k is None else line.variance_k


def capital_chart(lines: Sequence[CapitalScheme], *, outturn: bool, subtitle: str = "", most: int = 0) -> Chart:
    """Each capital scheme with its budget for the year and its forecast in £000, the total as printed at the end."""
    schemes = [line for line in lines if line.level != "total"]
    totals = [line for line in lines if line.level == "total"][-1:]
    ordered = sorted(schemes, key=lambda line: -abs(line.forecast_variance_k or 0.0))
    shown = [*(ordered[:most] if most else schemes), *totals]
    rows: list[tuple[Value, ...]] = [
        (line.scheme, line.revised_budget_k, line.forecast_outturn_k, line.forecast_variance_k) for line in shown
    ]
    now = "Outturn" if outturn else "Forecast"
    headings = [("Scheme", WORDS), ("Budget for the year", THOUSANDS), (now, THOUSANDS), ("Variance", VARIANCE)]
    return Chart(
        sentence=capital_sentence(schemes, outturn=outturn),
        subtitle=subtitle + _more(len(schemes) + len(totals) - len(shown)),
        figure=None,
        table=Table(across(headings, rows), tuple(line.locator for line in shown)),
        empty="The report has no capital schemes.",
    )


def capital_sentence(schemes: Sequence[CapitalScheme], *, outturn: bool) -> str:
    """The schemes furthest over and under their budgets for the year."""
    known = [line for line in schemes if line.level == "scheme" and line.forecast_variance_k is not None]
    ends = [max(known, key=_variance, default=None), min(known, key=_variance, default=None)]
    verb = "ended" if outturn else "is"
    said = [
        f"{line.scheme} {verb} {money(_variance(line))} {word} its budget for the year"
        for line, word, sign in zip(ends, ("over", "under"), (1, -1), strict=True)
        if line and round_away(_variance(line)) * sign > 0
    ]
    return "; ".join(said) or ("No scheme is over or under its budget for the year" if known else "Capital schemes")


def _variance(line: CapitalScheme) -> float:
    return line.forecast_variance_k or 0.0


def _more(count: int) -> str:
    return f". {count} more, nearer their plan, stand in the paper" if count > 0 else ""
