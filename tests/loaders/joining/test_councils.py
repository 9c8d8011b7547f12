"""Two blocks in one month, and two councils with blocks of one name: all of them load, and none mixes with another."""

from __future__ import annotations

from datetime import datetime, tzinfo
from itertools import permutations
from pathlib import Path

import pytest

from data import store
from data.opened import open_dataset
from loaders import dataset, snapshot
from loaders.joining import councils
from loaders.report import Report
from loaders.sandbox import limited_process
from tests.loaders.hostile import good, outcome

CAPITAL = "Education Capital\t300"


@pytest.fixture(autouse=True)
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process, which is quicker."""
    monkeypatch.setattr(limited_process, "read_each", outcome.read_each_here)


class Clock(datetime):
    """A clock that goes on by an hour whenever it is asked."""

    hours = iter(range(1, 24))

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Clock:
        return cls(2032, 8, 1, next(cls.hours), tzinfo=tz)


def paper(path: Path, council: str = "", old: str = CAPITAL, new: str = CAPITAL) -> Path:
    """The good paper of ``council``, with one thing changed."""
    assert old in good.TEXT
    own = f"\n{council} County Council\nwww.{council.lower()}.gov.uk\n" if council else ""
    path.parent.mkdir(exist_ok=True)
    path.write_text(good.TEXT.replace(old, new) + own, encoding="utf-8")
    return path


def in_june(path: Path, council: str) -> Path:
    """The paper of the month after."""
    path = paper(path, council, "12th June 2032", "12th July 2032")
    path.write_text(path.read_text(encoding="utf-8").replace("May 2032", "June 2032"), encoding="utf-8")
    return path


def budgets(folder: Path) -> dict[tuple[str, str, str], list[float]]:
    """The capital budget of each month by council, block and month."""
    return {
        (part.part.authority, part.part.service_block, month.key): [
            row.budget_k for row in month.finance if row.service == "Education Capital"
        ]
        for part in open_dataset(folder).parts
        for month in part.months
    }


EAST, WEST = "Eastmoor County Council", "Westmoor County Council"
PEOPLE, PLACE = "People & Places", "Place & Economy"


def test_two_blocks_of_one_month_are_both_there(tmp_path: Path) -> None:
    people = paper(tmp_path / "people.txt", "Eastmoor")
    place = paper(tmp_path / "place.txt", "Eastmoor", CAPITAL, "Education Capital\t310")
    place.write_text(place.read_text(encoding="utf-8").replace(PEOPLE, PLACE), encoding="utf-8")
    loaded = dataset.build([people, place], tmp_path / "out")
    assert [each.key for each in loaded.reports] == ["people-and-places-2032-05", "place-and-economy-2032-05"]
    assert budgets(tmp_path / "out") == {(EAST, PEOPLE, "2032-05"): [300], (EAST, PLACE, "2032-05"): [310]}
    assert not [each for each in loaded.findings if each["check"] in ("restated", "two-prints-differ")]


def test_two_councils_with_a_block_of_one_name_are_both_there_in_any_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dataset, "datetime", Clock)
    east = paper(tmp_path / "east" / "may.txt", "Eastmoor")
    west = paper(tmp_path / "west" / "may.txt", "Westmoor", CAPITAL, "Education Capital\t310")
    expected = {(EAST, PEOPLE, "2032-05"): [300], (WEST, PEOPLE, "2032-05"): [310]}
    made = []
    for number, order in enumerate(permutations([east, west])):
        out = tmp_path / f"out{number}"
        first = dataset.build([order[0]], out)
        assert [each.key for each in first.reports] == ["people-and-places-2032-05"]
        second = dataset.build([order[1]], out)
        assert (second.before, second.replaced, second.dropped) == (1, [], [])
        assert [each.key for each in second.reports] == [
            "eastmoor-county-council-people-and-places-2032-05",
            "westmoor-county-council-people-and-places-2032-05",
        ]
        assert budgets(out) == expected
        # What was sent before the second council came means the first.
        assert open_dataset(out).part.authority == (EAST if order[0] == east else WEST)
        made.append(store.read(out))
    for table in made[0]:
        one, other = (each[table].drop(columns="loaded_at", errors="ignore") for each in made)
        assert one.equals(other)


def test_the_month_before_is_that_of_the_same_council(tmp_path: Path) -> None:
    may = paper(tmp_path / "may.txt", "Westmoor", CAPITAL + "\t0\t0", CAPITAL + "\t0\t7")
    june = in_june(tmp_path / "june.txt", "Eastmoor")
    own = in_june(tmp_path / "own.txt", "Westmoor")
    checks = {
        each["report"]: each["message"]
        for each in dataset.load([may, june, own]).findings
        if each["check"] == "previous-against-report"
    }
    assert list(checks) == ["westmoor-county-council-people-and-places-2032-06"]


def test_a_paper_without_a_council_says_so_where_it_might_be_of_either(tmp_path: Path) -> None:
    east, west = paper(tmp_path / "east.txt", "Eastmoor"), paper(tmp_path / "west.txt", "Westmoor")
    unsigned = tmp_path / "unsigned.txt"
    unsigned.write_text(good.TEXT.replace("May 2032", "June 2032"), encoding="utf-8")
    alone = dataset.load([east, unsigned])
    assert [each.key for each in alone.reports] == ["people-and-places-2032-05", "people-and-places-2032-06"]
    loaded = dataset.build([east, west, unsigned], tmp_path / "out")
    (found,) = [each for each in loaded.findings if each["check"] == councils.CHECK]
    assert (found["report"], found["severity"]) == ("people-and-places-2032-06", "warning")
    assert "does not say which council’s it is" in found["message"]
    assert ("", PEOPLE, "2032-06") in budgets(tmp_path / "out")


def test_a_file_of_the_same_name_takes_the_place_of_its_own_councils_only(tmp_path: Path) -> None:
    east, west = paper(tmp_path / "east" / "may.txt", "Eastmoor"), paper(tmp_path / "west" / "may.txt", "Westmoor")
    dataset.build([east, west], tmp_path / "out")
    again = paper(tmp_path / "again" / "may.txt", "Westmoor", CAPITAL, "Education Capital\t320")
    loaded = dataset.build([again], tmp_path / "out")
    assert [each.particulars["authority"] for each in loaded.replaced] == [WEST]
    assert budgets(tmp_path / "out") == {(EAST, PEOPLE, "2032-05"): [300], (WEST, PEOPLE, "2032-05"): [320]}


def test_snapshots_of_several_councils_are_read_again_as_they_were(tmp_path: Path) -> None:
    east, west = paper(tmp_path / "east.txt", "Eastmoor"), paper(tmp_path / "west.txt", "Westmoor")
    loaded = dataset.load([east, west])
    folders = snapshot.write(loaded.reports, tmp_path / "kept")
    assert [each.name for each in folders] == [
        "2032-05-eastmoor-county-council-people-and-places",
        "2032-05-westmoor-county-council-people-and-places",
    ]
    assert [each.key for each in dataset.load([tmp_path / "kept"]).reports] == [each.key for each in loaded.reports]
    # One of them alone has no need of its council.
    assert [each.key for each in dataset.load([folders[0]]).reports] == ["people-and-places-2032-05"]


def test_the_key_of_one_council_is_as_it_was(tmp_path: Path) -> None:
    (report,) = dataset.read_all([paper(tmp_path / "may.txt", "Eastmoor")])[0]
    assert isinstance(report, Report)
    assert councils.keyed([report])[0].key == "people-and-places-2032-05"
