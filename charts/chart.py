"""What every chart hands to the card: a sentence, a figure and a table that hold the same numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class Table:
    """The numbers of a chart as text. The first column names the row; ``locators`` say where each row is printed.

    ``months`` names each row's report by its month (``2018-05``) where rows come from more than one.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    locators: tuple[str, ...]
    months: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """One chart. Where ``figure`` is None there is nothing to draw and ``empty`` says why in one sentence.

    ``table_name`` is the table of the dataset that the numbers come from.
    """

    sentence: str
    subtitle: str
    figure: dict[str, Any] | None
    table: Table
    table_name: str
    key: str = ""
    empty: str = ""


def text(column: pd.Series) -> list[str]:
    """A text column as a list in which a missing value is an empty string."""
    return ["" if pd.isna(value) else str(value) for value in column]
