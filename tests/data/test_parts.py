"""What the reference files say of one council is said of no other, and of a paper that does not say whose it is."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import lineage, structure
from data.committees import committees, committees_of
from data.folders import REFERENCE
from data.moved_costs import moved_costs, said_of
from data.parts import is_of
from loaders import dataset
from tests.loaders.hostile import good

OURS, OTHER = "Cambridgeshire County Council", "Eastmoor County Council"
FILES = (
    "capital_aliases.csv",
    "care_groups.csv",
    "commentary_summaries.csv",
    "committees.csv",
    "directorate_aliases.csv",
    "moved_costs.csv",
    "moves.csv",
    "service_aliases.csv",
    "service_type_aliases.csv",
)
ALIASES = "kind,directorate,reported,name,reason,authority\n"


@pytest.fixture
def own_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Aliases of any council, and of one, whose row stands first."""
    rows = f"line,,Carers,Unpaid carers,As said there,{OTHER}\nline,,Carers,Carers,As printed,\n"
    folder = shutil.copytree(REFERENCE, tmp_path / "reference")
    (folder / "service_aliases.csv").write_text(ALIASES + rows, encoding="utf-8")
    monkeypatch.setattr(lineage, "REFERENCE", folder)
    caches = (lineage._rows, lineage._rows_of, lineage._names, lineage._closest)
    for each in caches:
        each.cache_clear()
    yield
    for each in caches:
        each.cache_clear()


@pytest.mark.parametrize("file", FILES)
def test_each_file_says_of_which_council_a_row_is(file: str) -> None:
    with (REFERENCE / file).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["authority"] for row in rows} <= {"", OURS}
    assert not any(None in row.values() for row in rows)


@pytest.mark.parametrize(
    ("named", "authority", "holds"),
    [("", OTHER, True), (OURS, OURS.upper(), True), (OURS, OTHER, False), (OURS, None, True), (OURS, "", True)],
)
def test_what_is_said_of_a_council(named: str, authority: str | None, holds: bool) -> None:
    assert is_of(named, authority) == holds


def test_another_council_has_none_of_ours() -> None:
    assert committees(OTHER) == []
    assert committees_of("2019/20", OTHER) == []
    assert committees(OURS) == committees(None) != []
    assert structure.moves(OTHER) == ()
    assert structure.moves(OURS) == structure.moves() != ()
    assert lineage.care_groups(OTHER) == frozenset()
    assert lineage.budget_lines("Older people", None, "2019/20", OTHER) == ()
    assert lineage.budget_lines("Older people", None, "2019/20", OURS) != ()
    line = moved_costs()[0]
    assert said_of(line.line, line.financial_year_from, OURS) == line.said
    assert said_of(line.line, line.financial_year_from, OTHER) == ""


@pytest.mark.parametrize(("authority", "name"), [(OTHER, "Unpaid carers"), (OURS, "Carers"), ("", "Carers")])
def test_a_councils_own_name_comes_before_one_of_any(own_names: None, authority: str, name: str) -> None:
    assert lineage.service("carers", None, authority).name == name


def test_a_file_without_the_column_is_of_any_council(own_names: None) -> None:
    path = lineage.REFERENCE / "service_aliases.csv"
    path.write_text("kind,directorate,reported,name,reason\nline,,Carers,Unpaid carers,Seen\n", encoding="utf-8")
    lineage._rows.cache_clear()
    assert lineage.service("carers", None, OTHER).name == "Unpaid carers"


def test_a_load_names_lines_as_the_papers_own_council_does(own_names: None, tmp_path: Path) -> None:
    named = {}
    for place in ("Eastmoor", "Westmoor"):
        paper = tmp_path / f"{place}.txt"
        signed = f"\n{place} County Council\nwww.{place.lower()}.gov.uk\n"
        paper.write_text(good.TEXT.replace("Education Capital", "Carers") + signed, encoding="utf-8")
        rows = dataset.load([paper]).reports[0].tables["finance"]
        named[place] = {row["service"] for row in rows} & {"Carers", "Unpaid carers"}
    assert named == {"Eastmoor": {"Unpaid carers"}, "Westmoor": {"Carers"}}
