"""Everything that is to be known of a measure stands in its row, and agrees with the tables that state it."""

from __future__ import annotations

from data import schema
from data.findings import SUBJECTS
from data.measures import can_compare, can_follow, measures
from data.queries import Headline

TABLES = {"service": "finance", "care": "activity"}


def test_a_measure_names_columns_of_the_table_that_its_lines_stand_in() -> None:
    for measure in measures().values():
        named = [name for name in (measure.column, measure.previous) if name]
        known = [column.name for column in schema.tables()[TABLES[measure.line]]] if measure.line else []
        assert set(named) <= set(known), measure.key
        assert bool(measure.column) == bool(measure.line) == bool(measure.moment), measure.key


def test_its_unit_is_that_of_its_column() -> None:
    for measure in measures().values():
        for column in schema.tables()[TABLES[measure.line]] if measure.line else ():
            if column.name == measure.column and column.unit:
                assert column.unit == measure.unit, measure.key


def test_what_is_offered_is_in_the_order_of_its_row() -> None:
    assert can_follow("service") == ("forecast_variance", "budget", "actual")
    assert can_follow("care") == ("count_actual", "count_average", "unit_cost_actual", "cost_actual", "cost_variance")
    assert can_compare("service") == ("forecast_variance", "budget")
    assert can_compare("care") == ("count_actual", "cost_actual", "cost_variance")


def test_what_findings_are_about_and_what_totals_it_are_known() -> None:
    for measure in measures().values():
        assert measure.finding in ("", *SUBJECTS), measure.key
        assert measure.headline in ("", *Headline.__dataclass_fields__), measure.key
