"""Rows of the contract from rows as read: what each table keeps of a row, under the labels that the paper prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from loaders import activity, savings_rows
from loaders.engine.columns import Reading
from loaders.engine.ranks import Rank
from loaders.engine.rows import UNNAMED, Read
from loaders.engine.spec import UNIT_COST
from loaders.engine.words import MILLIONS, PERCENT, THOUSANDS
from loaders.indicators_rows import unit_of
from loaders.tables import Row

_RATINGS = {
    **dict.fromkeys(("red", "r", "off target", "high"), "red"),
    **dict.fromkeys(("amber", "a", "yellow", "medium", "at risk"), "amber"),
    **dict.fromkeys(("green", "g", "on target", "on track", "low", "delivered"), "green"),
    **dict.fromkeys(("blue", "b", "complete", "completed", "achieved"), "blue"),
    **dict.fromkeys(("black",), "black"),
}
_DEGREES = ("high", "medium", "low")
_HIGH = re.compile(r"\b(?:high\w*|up|increas\w*|big\w*|max\w*|greater|more)\b|[↑▲⬆]", re.IGNORECASE)
_LOW = re.compile(r"\b(?:low\w*|down|decreas\w*|reduc\w*|small\w*|min\w*|less|fewer)\b|[↓▼⬇]", re.IGNORECASE)
_QUARTERS = ("q1", "q2", "q3", "q4")
_ADJUSTMENT = re.compile(r"capital variation|capitali[sz]|slippage allowance|programme adjustment", re.IGNORECASE)
_PERS = (
    ("hour", r"\bhour(?:ly)?\b"),
    ("night", r"\bnight(?:ly)?\b"),
    ("session", r"\bsessions?(?:al)?\b"),
    ("year", r"\b(?:annual|annum|year(?:ly)?|p\.?a\.?)\b"),
    ("week", r"\bweek(?:ly)?\b"),
)
_OTHER_TIME = re.compile(
    r"\b(?:per|a|each) (?:calendar )?(?:day|month|quarter)\b|\bdaily\b|\bmonthly\b|\bfortnight|"
    r"\b(?:\d+|two|four)[ -]week(?:s|ly)?\b",
    re.IGNORECASE,
)
_BASIS = re.compile(r"(?:cost )?(?:basis|frequency|period|per|unit)", re.IGNORECASE)


@dataclass(frozen=True)
class Context:
    """What stands around a table: how its columns were understood, and the titles above it, the nearest first."""

    reading: Reading
    titles: Sequence[str]


Builder = Callable[[Sequence[tuple[Read, Rank]], Context], list[Row]]


def figures(row: Read, names: Sequence[str]) -> dict[str, float | None]:
    """The figures of ``names``, none where they are not stated."""
    return {name: row.figures[name].value if name in row.figures else None for name in names}


def finance(rows: Sequence[tuple[Read, Rank]], context: Context) -> list[Row]:
    """Rows of ``finance``."""
    return [
        {
            "directorate": _directorate(row, rank),
            "service_group": rank.inner,
            "service_reported": row.label or UNNAMED,
            "level": rank.level,
            "code": row.texts.get("code"),
            **figures(row, ("original_budget_k", "budget_k", "actual_k", "forecast_outturn_k")),
            **figures(row, ("forecast_variance_k", "forecast_variance_pct", "previous_forecast_variance_k")),
            "note": row.note,
            "locator": row.line.place,
        }
        for row, rank in rows
    ]


def _directorate(row: Read, rank: Rank) -> str | None:
    own = row.texts.get("directorate") if rank.level in ("service", "group_total") else None
    return own or rank.outer


def summary(rows: Sequence[tuple[Read, Rank]], context: Context) -> list[Row]:
    """Rows of ``finance_summary``."""
    return [
        {
            "line_reported": row.label or UNNAMED,
            "level": rank.level,
            **figures(row, ("original_budget_k", "budget_k", "actual_k", "forecast_outturn_k")),
            **figures(row, ("forecast_variance_k", "forecast_variance_pct", "previous_forecast_variance_k")),
            "locator": row.line.place,
        }
        for row, rank in rows
    ]


def care(rows: Sequence[tuple[Read, Rank]], context: Context) -> list[Row]:
    """Rows of ``activity``: the group from a column, the title, the sheet's name or the heading above the row."""
    reading = context.reading
    heading = " ".join([*reading.head.own, *reading.head.bands, *context.titles[:2]])
    nearest = [text for text in context.titles if len(text) <= 90 and not text.endswith(".")][:2]
    known = next(filter(None, map(activity.care_group, nearest)), None)
    sections = {rank.outer for _, rank in rows if rank.outer}
    titled = next(filter(None, map(_group, nearest)), None)
    found = []
    per = time_of(context)
    for row, rank in rows:
        label = activity.tidy(row.label or UNNAMED)
        # Several headings within a table whose title names no group are the groups.
        within = rank.outer if not known and (len(sections) > 1 or activity.care_group(rank.outer or "")) else None
        group = row.texts.get("care_group") or (within and (activity.care_group(within) or within)) or known or titled
        if group is None:
            return []  # nothing names the people, and care of nobody cannot be shown
        level = rank.level
        if level == "line" and activity.is_adjustment(label):
            level = "adjustment"
        elif level == "line" and activity.is_income(label):
            level = "income"
        stated = figures(row, activity.FIGURES)
        counts = any(stated[name] is not None for name in activity.COUNTS)
        priced = any(stated[name] is not None for name in activity.UNIT_COSTS)
        found.append(
            {
                "care_group": group,
                "category": None if within else rank.outer,
                "service_type_reported": label,
                "level": level,
                "count_of": activity.counted(heading) if counts else None,
                "unit_cost_per": per if priced else None,
                **stated,
                **(dict.fromkeys(activity.UNIT_COSTS) if per is None else {}),
                **dict.fromkeys(activity.DIRECTIONS),
                "locator": row.line.place,
            }
        )
    return found


def time_of(context: Context) -> str | None:
    """The time that unit costs of a table of care cover; ``None`` where it is another, each row's own, or unsaid."""
    reading = context.reading
    places = [place for place, column in reading.columns.items() if column.kind == UNIT_COST]
    priced = " ".join(f"{reading.head.bands[place]} {reading.headings[place].text}" for place in places)
    thousands = any(reading.headings[place].unit in (THOUSANDS, MILLIONS) for place in places)
    each_row = any(_BASIS.fullmatch(own) for own in reading.head.own)
    if thousands or each_row or _OTHER_TIME.search(priced):
        return None
    own = per_of(priced) or per_of(" ".join(reading.head.own))
    around = " ".join([*reading.head.bands, *context.titles[:2]])
    return own or (None if _OTHER_TIME.search(around) else per_of(around))


def per_of(text: str) -> str | None:
    """The time that a unit cost covers by the words of a heading or a row."""
    plain = text.lower()
    return next((per for per, pattern in _PERS if re.search(pattern, plain)), None)


def _group(title: str) -> str | None:
    plain = re.sub(r"^(?:table|appendix|section|annex) ?\w+ ?[:.–-]? ?", "", title, flags=re.IGNORECASE)
    plain = re.split(r" (?:by type|by provision|at \d|as at|at the end|to the end|\(|–|-) ?", plain)[0].strip(" :–-")
    plain = re.sub(r" (?:placements?|activity|care packages?|numbers|data|analysis)$", "", plain, flags=re.IGNORECASE)
    return plain if 2 < len(plain) <= 60 and not plain.endswith(".") else None


def savings(rows: Sequence[tuple[Read, Rank]], context: Context) -> list[Row]:
    """Rows of ``savings``; where the paper prints savings as positive figures, each changes its sign."""
    planned = [row.figures["original_k"].value for row, _ in rows if "original_k" in row.figures]
    turn = -1.0 if planned and sum(value > 0 for value in planned) * 2 > len(planned) else 1.0
    turns = {"original_k": turn, "forecast_k": turn, "variance_k": _turn_of_missed(rows, turn, context)}
    found = []
    for row, rank in rows:
        stated = figures(row, tuple(turns))
        turned = {
            name: value * turns[name] + 0.0 if value is not None and turns[name] else None
            for name, value in stated.items()
        }
        complete = row.texts.get("complete", "").lower()[:1]
        found.append(
            {
                **savings_rows.blank("saving" if rank.level == "saving" else "total"),
                **turned,
                **figures(row, ("variance_pct",)),
                "reference": row.texts.get("reference"),
                "title": row.label or UNNAMED,
                "committee": row.texts.get("committee"),
                "complete": {"y": "Yes", "n": "No"}.get(complete),
                "rag": _status(row, context),
                "text": row.texts.get("text"),
                "locator": row.line.place,
            }
        )
    return found


def _status(row: Read, context: Context) -> str | None:
    """The colour of a saving; high confidence is no red, so a column of it counts only where it prints colours."""
    place = context.reading.place("rag")
    heading = context.reading.headings[place].text if place is not None else ""
    text = row.texts.get("rag")
    trusted = re.search(r"confidence|deliverab", heading, re.IGNORECASE) and not re.search(r"\brag\b", heading, re.I)
    return None if trusted and (text or "").strip().lower() in _DEGREES else rating(text)


def _turn_of_missed(rows: Sequence[tuple[Read, Rank]], turn: float, context: Context) -> float:
    """What makes a positive variance a saving missed: 1 as printed, -1 turned, 0 where nothing tells.

    Forecast against plan decides, then the word shortfall; a paper of negative savings has them as the contract has.
    """
    names = ("original_k", "forecast_k", "variance_k")
    stated = [
        [row.figures[name].value for name in names] for row, _ in rows if all(name in row.figures for name in names)
    ]
    differing = [(turn * (forecast - plan), variance) for plan, forecast, variance in stated if variance]
    same = sum(abs(missed - variance) <= 1.5 for missed, variance in differing)
    turned = sum(abs(missed + variance) <= 1.5 for missed, variance in differing)
    if same != turned:
        return 1.0 if same > turned else -1.0
    place = context.reading.place("variance_k")
    heading = context.reading.headings[place].text.lower() if place is not None else ""
    return 1.0 if turn > 0 or "shortfall" in heading else 0.0


def rating(text: str | None) -> str | None:
    """The colour that a rating means."""
    return _RATINGS.get((text or "").strip().lower())


def capital(rows: Sequence[tuple[Read, Rank]], context: Context) -> list[Row]:
    """Rows of ``capital``."""
    names = (
        *("original_budget_k", "revised_budget_k", "actual_k", "forecast_outturn_k", "forecast_variance_k"),
        *("total_scheme_budget_k", "total_scheme_variance_k"),
    )
    found = []
    for row, rank in rows:
        label = row.label or UNNAMED
        level = "total" if rank.level != "scheme" else "adjustment" if _ADJUSTMENT.search(label) else "scheme"
        found.append({"scheme_reported": label, "level": level, **figures(row, names), "locator": row.line.place})
    return found


def reserves(rows: Sequence[tuple[Read, Rank]], context: Context) -> list[Row]:
    """Rows of ``reserves``."""
    names = ("opening_k", "movement_k", "balance_k", "year_end_k")
    return [
        {
            "fund": row.label or UNNAMED,
            "heading": rank.outer,
            "level": rank.level,
            **figures(row, names),
            "text": row.texts.get("text"),
            "locator": row.line.place,
            "as_at": None,
        }
        for row, rank in rows
    ]


def indicators(rows: Sequence[tuple[Read, Rank]], context: Context) -> list[Row]:
    """Rows of ``indicators``; where each quarter has a column, the last that is filled is the actual."""
    found = []
    for row, rank in rows:
        quarters = [row.figures[name].value for name in _QUARTERS if name in row.figures]
        stated = figures(row, ("previous", "target", "actual", "statistical_neighbours", "england"))
        if quarters:
            stated["actual"] = quarters[-1] if stated["actual"] is None else stated["actual"]
            stated["previous"] = (
                quarters[-2] if len(quarters) > 1 and stated["previous"] is None else stated["previous"]
            )
        rag = rating(row.texts.get("rag"))
        found.append(
            {
                "period": None,
                "outcome": row.texts.get("outcome") or rank.outer,
                "indicator": row.label or UNNAMED,
                "code": row.texts.get("code"),
                "directorate": row.texts.get("directorate"),
                **stated,
                "unit": _unit(row, context),
                "data_date": None,
                "good_is": _good(row.texts.get("good_is", "")),
                "direction": None,
                "rag": None if rag == "black" else rag,
                "text": row.texts.get("text"),
                "locator": row.line.place,
            }
        )
    return found


def _good(text: str) -> str | None:
    """Whether a high or a low figure is good; nothing where the words say neither, or both."""
    high, low = _HIGH.search(text) is not None, _LOW.search(text) is not None
    return None if high == low else "high" if high else "low"


def _unit(row: Read, context: Context) -> str | None:
    printed = [figure for name, figure in row.figures.items() if name in ("target", "actual", "previous", *_QUARTERS)]
    places = (context.reading.place(name) for name in ("actual", "target"))
    headed = any(place is not None and context.reading.headings[place].unit == PERCENT for place in places)
    if headed or "%" in (row.label or "") or any(figure.unit == PERCENT for figure in printed):
        return "percent"
    named = unit_of(row.label, [])
    whole = all(figure.step == 1.0 for figure in printed)
    return named or ("count" if printed and whole else None)


def grants(rows: Sequence[tuple[Read, Rank]], context: Context) -> list[Row]:
    """Rows of ``grants``; where the paper prints income as negative figures, each changes its sign."""
    stated = [row.figures["expected_k"].value for row, _ in rows if "expected_k" in row.figures]
    turn = -1.0 if sum(value < 0 for value in stated) * 2 > len(stated) else 1.0
    return [
        {
            "grant": row.label or UNNAMED,
            "awarding_body": row.texts.get("awarding_body"),
            "level": rank.level,
            "expected_k": row.figures["expected_k"].value * turn + 0.0,
            "locator": row.line.place,
        }
        for row, rank in rows
        if "expected_k" in row.figures
    ]


BUILDERS: Mapping[str, Builder] = {
    "finance": finance,
    "finance_summary": summary,
    "activity": care,
    "savings": savings,
    "capital": capital,
    "reserves": reserves,
    "grants": grants,
    "indicators": indicators,
}
