"""Appendices damaged in many ways: each recogniser ends without an error, and accounts for every line of its tables."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.account import lines_of
from loaders.containers import text
from loaders.recognisers import BY_TABLE
from tests.loaders import golden
from tests.loaders.test_damage import _damage, _damaged

TABLES = ("savings", "indicators", "service_counts", "grants", "virements", "reserves")
TEXTS = [(table, path.read_text(encoding="utf-8").split("\n")) for table in TABLES for path in golden.texts(table)]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(TEXTS), _damage)
def test_a_damaged_appendix(
    tmp_path: Path, case: tuple[str, list[str]], damage: list[tuple[str, float, float]]
) -> None:
    table, lines = case
    path = tmp_path / "paper.txt"
    path.write_text(_damaged(lines, damage) + "\nThe end.\n", encoding="utf-8")
    try:
        document = text.read(path)
    except text.LoadError:
        return
    for found in BY_TABLE[table].find(document.lines):
        assert found.start < found.end
        assert found.row_lines + found.furniture + found.unread == lines_of(document, found)
