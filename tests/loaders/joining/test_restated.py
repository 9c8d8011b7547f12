"""A month that is published again with other figures: the earlier report is kept, the later one is current."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from data.dataset import index
from data.opened import open_dataset
from loaders import dataset
from loaders.sandbox import limited_process
from tests.loaders.hostile import good, outcome

KEY, KEPT = "people-and-places-2032-05", "people-and-places-2032-05-of-2032-06-12"


@pytest.fixture(autouse=True)
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process, which is quicker."""
    monkeypatch.setattr(limited_process, "read_each", outcome.read_each_here)


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """As published on 12 June 2032."""
    path = tmp_path / "first.txt"
    path.write_text(good.TEXT, encoding="utf-8")
    return path


@pytest.fixture
def again(tmp_path: Path) -> Path:
    """As published a month later, with another budget, one line more and one line less."""
    return _print(tmp_path / "again.txt", "12th July 2032", "Education Capital\t300", "Education Capital\t310")


def _print(path: Path, date: str, old: str = "", new: str = "") -> Path:
    text = good.TEXT.replace("12th June 2032", date)
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def _changes(loaded: dataset.Load) -> list[str]:
    return [str(finding["message"]) for finding in loaded.findings if finding["check"] == "restated"]


def test_both_are_kept_and_the_later_is_current(first: Path, again: Path, tmp_path: Path) -> None:
    loaded = dataset.build([first, again], tmp_path / "out")
    assert [report.key for report in loaded.reports] == [KEY, KEPT]
    opened = open_dataset(tmp_path / "out")
    assert [(month.key, month.files) for month in opened.months] == [("2032-05", ("again.txt",))]
    assert [(month.report, month.files) for month in opened.earlier] == [(KEPT, ("first.txt",))]
    budgets = {
        month.report: row.budget_k
        for month in (*opened.months, *opened.earlier)
        for row in month.finance
        if row.service == "Education Capital"
    }
    assert budgets == {KEY: 310, KEPT: 300}


def test_what_changed_is_told(first: Path, again: Path) -> None:
    assert sorted(_changes(dataset.load([first, again]))) == [
        "The budget of Education Capital is £310k; it was £300k in the report published on 12 June 2032.",
        f"The month was published again with other figures; the report published on 12 June 2032 is kept as {KEPT}.",
    ]


def test_a_line_that_comes_and_a_line_that_goes(first: Path, tmp_path: Path) -> None:
    again = _print(tmp_path / "again.txt", "12th July 2032", "Education Capital\t", "Kite Flying\t")
    changes = _changes(dataset.load([first, again]))
    assert "The line Kite Flying is not in the report published on 12 June 2032." in changes
    assert "The line Education Capital of the report published on 12 June 2032 is no longer there." in changes


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_the_order_changes_nothing(first: Path, again: Path, tmp_path: Path, order: tuple[int, ...]) -> None:
    third = _print(tmp_path / "third.txt", "1st August 2032", "Education Capital\t300", "Education Capital\t320")
    june = good.PATH.with_name("june_2032_pdf.txt")
    papers = [first, again, third]
    loaded = dataset.load([june, *(papers[place] for place in order)])
    assert [report.key for report in loaded.reports] == [KEY, KEPT, f"{KEY}-of-2032-07-12", "people-and-places-2032-06"]
    assert index(loaded.tables()).version == index(dataset.load([*papers, june]).tables()).version
    # The month before is the current one.
    (previous,) = {finding["expected"] for finding in loaded.findings if finding["check"] == "previous-against-report"}
    assert previous == "£0k"


def test_the_same_figures_under_another_date_are_prints_of_one_report(first: Path, tmp_path: Path) -> None:
    (report,) = dataset.load([first, _print(tmp_path / "again.txt", "12th July 2032")]).reports
    assert report.key == KEY
    assert report.particulars["file"] == "again.txt; first.txt"


def test_a_print_without_a_date_is_held_against_the_current_report(first: Path, again: Path, tmp_path: Path) -> None:
    undated = _print(tmp_path / "undated.txt", "the twelfth", "Education Capital\t300", "Education Capital\t310")
    current, kept = dataset.load([first, again, undated]).reports
    assert (current.particulars["file"], kept.particulars["file"]) == ("again.txt; undated.txt", "first.txt")


def test_other_figures_under_the_same_date_are_prints_that_differ(first: Path, tmp_path: Path) -> None:
    other = _print(tmp_path / "other.txt", "12th June 2032", "Education Capital\t300", "Education Capital\t310")
    loaded = dataset.load([first, other])
    assert [report.key for report in loaded.reports] == [KEY]
    assert "two-prints-differ" in {finding["check"] for finding in loaded.findings}
