"""The runbook of a new month says what every check means that the loaders can name, and no other."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from data.authorities import FILES

ROOT = Path(__file__).parents[1]
RUNBOOK = (ROOT / "docs" / "new_month.md").read_text(encoding="utf-8")
# Words with a hyphen that are no checks.
OTHERS = {"iso-8859-1", "latin-1", "sub-total", "us-ascii", "utf-16", "utf-16-be", "utf-16-le", "utf-8", "utf-8-sig"}
# Parts of web pages and of LibreOffice’s workbooks, by their own names.
OTHERS |= {"d-none", "govuk-visually-hidden", "screen-reader-text", "sr-only", "visually-hidden"}
OTHERS |= {"column-group", "covered-table-cell", "header-columns", "header-rows", "line-break", "row-group"}
OTHERS |= {"style-name", "table-cell", "table-column", "table-properties", "table-row"}


def _named_in_code() -> set[str]:
    constants = {
        node.value
        for path in (*(ROOT / "loaders").rglob("*.py"), ROOT / "data" / "analysis.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {each for each in constants if re.fullmatch(r"[a-z]+(?:-[a-z0-9]+)+", each)} - OTHERS | {"restated"}


def _explained() -> set[str]:
    rows = [line.split("|")[1] for line in RUNBOOK.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`([a-z-]+)`", row)}


def test_every_check_is_explained() -> None:
    assert len(_explained()) > 60
    assert _named_in_code() - _explained() == set()
    assert _explained() - _named_in_code() == set()


def test_every_file_that_it_names_is_there() -> None:
    named = set(re.findall(r"`(\w+\.csv)`", RUNBOOK))
    assert len(named) > 5
    assert named - set(FILES) == {"findings.csv"}


def test_every_file_of_a_council_is_explained_with_its_columns() -> None:
    text = (ROOT / "docs" / "new_council.md").read_text(encoding="utf-8")
    explained = dict(re.findall(r"^\| `(\w+\.csv)` \| ([\w, ]+) \|", text, re.MULTILINE))
    assert explained == {file: ", ".join(columns) for file, columns in FILES.items() if file in explained}
    assert set(FILES) - set(explained) == {"commentary_summaries.csv"}
