"""What a council taught about its own papers: what its headings head, which way its variances go, its unit of money."""

from __future__ import annotations

import re
from collections.abc import Mapping

from data import authorities
from loaders.dates import MONTH_NAMES
from loaders.engine.spec import specs

LEFT_OUT = ""  # the column of a heading whose figures are to be left out
_MONTH = re.compile(rf"\b(?:{MONTH_NAMES})\b")
_LONGEST = 300


def heading_key(text: str) -> str:
    """A heading as it is compared: next month's ``Latest view – Oct 24 (£000)`` is ``latest view, Sep-24``.

    Months, figures, signs and the unit of money are left out.
    """
    return " ".join(_MONTH.sub(" ", re.sub(r"[^a-z%]+", " ", text[:_LONGEST].lower())).split())


def headings(authority: str | None) -> Mapping[tuple[str, str], str]:
    """The column of each heading that ``authority`` taught, by table and ``heading_key``; ``LEFT_OUT`` for none."""
    council = authorities.council(authority)
    if council is None:
        return {}
    return {
        (row["table"], heading_key(row["heading"])): row["column"]
        for row in authorities.rows("headings.csv")
        if row["authority"] == council.name
    }


def check() -> None:
    """Read what is taught; raises ``TaughtError`` for a file that is not as it should be, or a column that is none."""
    authorities.check()
    known = {spec.table: spec.columns for spec in specs()}
    for row in authorities.rows("headings.csv"):
        columns = known.get(row["table"])
        where = f"headings.csv of {row['authority']}, “{row['heading']}”"
        if columns is None:
            raise authorities.TaughtError(f"{where}: there is no table {row['table']!r}; expected {', '.join(known)}")
        if row["column"] and row["column"] not in columns:
            raise authorities.TaughtError(
                f"{where}: {row['table']} has no column {row['column']!r}; expected one of {', '.join(columns)}"
            )
