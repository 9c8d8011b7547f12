"""What the reference files say of one council is said of no other, and of a paper that does not say whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data import authorities, lineage, structure
from data.committees import committees, committees_of
from data.moved_costs import moved_costs, said_of
from data.parts import Part, full_address, is_asked, is_of
from loaders import dataset
from tests.loaders.hostile import good

OURS, OTHER = "Cambridgeshire County Council", "Eastmoor County Council"


@pytest.fixture
def own_names(tmp_path: Path) -> Iterator[None]:
    """One council's name for a line, taught beside the dataset."""
    folder = tmp_path / "authorities" / "eastmoor"
    folder.mkdir(parents=True)
    (folder / "council.csv").write_text(f"what,value,reason\nname,{OTHER},\n", encoding="utf-8")
    alias = "kind,directorate,reported,name,reason\nline,,Carers,Unpaid carers,As said there\n"
    (folder / "service_aliases.csv").write_text(alias, encoding="utf-8")
    authorities.use(tmp_path / "authorities")
    yield
    authorities.use(None)


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


@pytest.mark.parametrize(("authority", "name"), [(OTHER, "Unpaid carers"), (OURS, "Carers"), ("Westmoor", "Carers")])
def test_a_line_has_the_name_that_its_own_council_gives_it(own_names: None, authority: str, name: str) -> None:
    assert lineage.service("carers", None, authority).name.capitalize() == name


def test_a_load_names_lines_as_the_papers_own_council_does(own_names: None, tmp_path: Path) -> None:
    named = {}
    for place in ("Eastmoor", "Westmoor"):
        paper = tmp_path / f"{place}.txt"
        signed = f"\n{place} County Council\nwww.{place.lower()}.gov.uk\n"
        paper.write_text(good.TEXT.replace("Education Capital", "Carers") + signed, encoding="utf-8")
        rows = dataset.load([paper]).reports[0].tables["finance"]
        named[place] = {row["service"] for row in rows} & {"Carers", "Unpaid carers"}
    assert named == {"Eastmoor": {"Unpaid carers"}, "Westmoor": {"Carers"}}


@pytest.mark.parametrize(("letters", "whole"), [(89, True), (90, True), (91, False), (200, False)])
def test_a_block_is_written_whole_in_an_address_up_to_ninety_letters(letters: int, whole: bool) -> None:
    part = Part(OTHER, "a" * letters)
    assert full_address(part).endswith("a" * letters) == whole
    assert full_address(part) != full_address(Part(OTHER, "a" * letters + "b"))
    assert is_asked(part, full_address(part))
