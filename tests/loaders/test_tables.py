"""Every recogniser against golden tables, and the account of lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

from loaders import finding
from loaders.account import lines_of
from loaders.containers.text import Line
from loaders.recognisers import RECOGNISERS
from loaders.tables import Found
from tests.loaders import golden

# Each table has a folder of fixtures under its own name.
FINDERS: dict[str, Callable[[Sequence[Line]], list[Found]]] = {
    each.table: partial(finding.of, each.table) for each in RECOGNISERS
}
CASES = [pytest.param(folder, path, id=f"{folder}-{path.stem}") for folder in FINDERS for path in golden.texts(folder)]


@pytest.mark.parametrize(("folder", "path"), CASES)
def test_golden(folder: str, path: Path) -> None:
    assert golden.as_csv(FINDERS[folder](golden.document(path).lines)) == golden.expected(path)


@pytest.mark.parametrize(("folder", "path"), CASES)
def test_every_line_of_a_table_is_counted_once(folder: str, path: Path) -> None:
    document = golden.document(path)
    for found in FINDERS[folder](document.lines):
        assert found.row_lines + found.furniture + found.unread == lines_of(document, found)


@pytest.mark.parametrize(("folder", "path"), CASES)
def test_line_ends_change_nothing(folder: str, path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert golden.as_csv(FINDERS[folder](golden.document(copy).lines)) == golden.expected(path)


# In these few lines only rows of figures have a blank at their end, and a row of figures may as well lack another cell.
NOTHING_TELLS = {
    ("indicators", "ratings_that_the_scorecard_does_not_count"),
    ("virements", "opening_and_closing"),
    ("service_counts", "customer_care_report"),
    ("capital", "closedown_has_no_forecast"),
}


@pytest.mark.parametrize(
    ("folder", "path"), [case for case in CASES if (case.values[0], case.values[1].stem) not in NOTHING_TELLS]
)
def test_blanks_taken_off_the_ends_of_lines_change_nothing(folder: str, path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_text("\n".join(line.rstrip() for line in path.read_text(encoding="utf-8").split("\n")), encoding="utf-8")
    assert golden.as_csv(FINDERS[folder](golden.document(copy).lines)) == golden.expected(path)


@pytest.mark.parametrize(("folder", "path"), CASES)
def test_a_table_cut_short_anywhere_is_no_error(folder: str, path: Path) -> None:
    lines = golden.document(path).lines
    for end in range(len(lines)):
        for found in FINDERS[folder](lines[:end]):
            assert found.start < found.end <= end


@pytest.mark.parametrize("folder", FINDERS)
def test_other_tables_are_left_alone(folder: str) -> None:
    for other in FINDERS:
        if other != folder:
            for path in golden.texts(other):
                if (folder, path.stem) == ("activity", "table_inside"):
                    continue  # a commentary that holds a table of activity
                assert FINDERS[folder](golden.document(path).lines) == []


def test_each_text_has_its_expected_rows() -> None:
    for folder in FINDERS:
        assert {path.stem for path in golden.texts(folder)} == {
            path.stem for path in (golden.FIXTURES / folder).glob("*.csv")
        }


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("grants", "Grant\tAwarding Body\tExpected Amount £000\nHousing Grant\tHome Office\tone hundred\n"),
        ("grants", "Grant\tAwarding Body\tExpected Amount £000\n\nThe grants are as expected.\n"),
        ("status", "Previous Status\tCategory\tTarget\tCurrent Status\nRed\t\tGreen\tAmber\n"),
        ("status", "Previous Status\tCategory\tTarget\tCurrent Status\n\nNothing changed.\n"),
        ("portfolio", "Programme\tBrief description\tRAG\nHomes\tNew homes\tpuce\n"),
    ],
)
def test_a_table_whose_rows_cannot_be_read_is_told_of_with_its_place(table: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(f"{text}\nThe paper goes on.\n", encoding="utf-8")
    (found,) = FINDERS[table](golden.document(path).lines)
    assert not found.rows
    assert {note.check for note in found.notes} <= {"unread-row", "unread-table"}
    assert all(note.locator in ("line 1", "line 2") for note in found.notes)
    assert found.notes
