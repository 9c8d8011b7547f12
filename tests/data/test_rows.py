"""The type of each table's rows has the columns of the contract, in their order, and says which may be empty."""

from __future__ import annotations

from datetime import date
from types import NoneType
from typing import get_args, get_type_hints

import pytest

from data import schema
from data.rows import ROWS

KINDS = {str: "text", float: "number", date: "date"}


def test_every_table_has_one() -> None:
    assert list(ROWS) == list(schema.tables())


@pytest.mark.parametrize("table", ROWS)
def test_its_columns_are_those_of_the_contract(table: str) -> None:
    found = []
    for name, hint in get_type_hints(ROWS[table]).items():
        kinds = get_args(hint) or (hint,)
        found.append((name, KINDS[kinds[0]], NoneType not in kinds))
    assert found == [(column.name, column.type, column.required) for column in schema.tables()[table]]
