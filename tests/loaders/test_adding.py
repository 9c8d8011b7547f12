"""A load adds: one month after another comes to the same as all at once, and only ``afresh`` drops anything."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import schema, store, whole_folder
from loaders import dataset, snapshot, template
from loaders.joining import kept
from loaders.report import Report
from loaders.sandbox import limited_process
from tests.loaders.hostile import good, outcome

MAY, JUNE = "people-and-places-2032-05", "people-and-places-2032-06"
CAPITAL = "Education Capital\t300"
# Prints, editions and months that meet each other in every way that the rules know.
PAPERS = {
    "first.txt": good.TEXT,
    "print.txt": good.PATH.with_name("may_2032_printed_again.txt").read_text(encoding="utf-8"),
    "undated.txt": good.TEXT.replace("12th June 2032", "the twelfth").replace(CAPITAL, "Education Capital\t310"),
    "again.txt": good.TEXT.replace("12th June 2032", "12th July 2032").replace(CAPITAL, "Education Capital\t310"),
    "third.txt": good.TEXT.replace("12th June 2032", "1st August 2032").replace(CAPITAL, "Education Capital\t320"),
    "june.txt": good.PATH.with_name("june_2032_pdf.txt").read_text(encoding="utf-8"),
}


@pytest.fixture(autouse=True, scope="module")
def quick() -> object:
    """Read in this process and do without the disk's word, which is quicker."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limited_process, "read", outcome.read_here)
        patch.setattr(whole_folder.os, "fsync", lambda handle: None)
        yield


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """``PAPERS`` as files."""
    folder = tmp_path_factory.mktemp("papers")
    for name, text in PAPERS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return {name: folder / name for name in PAPERS}


def _tables(folder: Path) -> dict[str, pd.DataFrame]:
    tables = store.read(folder)
    tables["reports"] = tables["reports"].drop(columns="loaded_at")
    return tables


def _same(one: dict[str, pd.DataFrame], other: dict[str, pd.DataFrame]) -> None:
    assert one.keys() == other.keys()
    for name in one:
        pd.testing.assert_frame_equal(one[name], other[name])


@pytest.fixture(scope="module")
def read(papers: dict[str, Path]) -> dict[str, list[Report]]:
    """``PAPERS`` as they were read."""
    return {name: dataset.read_all([path])[0] for name, path in papers.items()}


@pytest.fixture(scope="module")
def at_once(read: dict[str, list[Report]]) -> dict[str, pd.DataFrame]:
    """The tables of all papers in one load."""
    return dataset.joined([report for name in PAPERS for report in read[name]]).tables()


@settings(max_examples=20)
@given(st.permutations(sorted(PAPERS)), st.sets(st.integers(1, len(PAPERS) - 1)))
def test_one_after_another_comes_to_the_same_as_all_at_once(
    read: dict[str, list[Report]], at_once: dict[str, pd.DataFrame], order: Sequence[str], cuts: set[int]
) -> None:
    """What the disk does with the readings is tested below, once."""
    readings: list[Report] = []
    for start, end in zip([0, *sorted(cuts)], [*sorted(cuts), len(order)], strict=True):
        new = [report for name in order[start:end] for report in read[name]]
        together = kept.with_new(kept.unpacked(kept.packed(readings)), new)[0]
        readings = dataset.joined(together).readings
    _same(dataset.joined(readings).tables(), at_once)


def _months(out: Path) -> list[str]:
    return store.read(out)["reports"]["report"].tolist()


def _budget(out: Path) -> list[float]:
    finance = store.read(out)["finance"]
    return finance.loc[finance["service"] == "Education Capital", "budget_k"].tolist()


def test_a_month_is_added_and_the_others_stay_though_their_papers_are_gone(tmp_path: Path) -> None:
    paper, out = tmp_path / "may.txt", tmp_path / "out"
    paper.write_text(PAPERS["first.txt"], encoding="utf-8")
    dataset.build([paper], out)
    before = store.read(out)
    paper.unlink()
    (tmp_path / "june.txt").write_text(PAPERS["june.txt"], encoding="utf-8")
    loaded = dataset.build([tmp_path / "june.txt"], out)
    assert (_months(out), loaded.before) == ([MAY, JUNE], 1)
    after = store.read(out)
    for name, table in before.items():
        kept = after[name][after[name]["report"] == MAY].reset_index(drop=True)
        # When a report was loaded stays too.
        pd.testing.assert_frame_equal(kept, table)


def test_the_same_load_again_changes_nothing(papers: dict[str, Path], tmp_path: Path) -> None:
    for _ in range(2):
        loaded = dataset.build([papers["first.txt"], papers["june.txt"]], tmp_path / "out")
    assert (_months(tmp_path / "out"), loaded.replaced, len(loaded.readings)) == ([MAY, JUNE], [], 2)


def test_a_file_that_was_put_right_takes_its_own_place(tmp_path: Path) -> None:
    paper, out = tmp_path / "may.txt", tmp_path / "out"
    paper.write_text(PAPERS["first.txt"], encoding="utf-8")
    dataset.build([paper], out)
    paper.write_text(PAPERS["first.txt"].replace(CAPITAL, "Education Capital\t305"), encoding="utf-8")
    loaded = dataset.build([paper], out)
    assert (_budget(out), [each.particulars["file"] for each in loaded.replaced]) == ([305], ["may.txt"])


def test_a_later_edition_under_the_same_name_keeps_the_earlier_one(tmp_path: Path) -> None:
    paper, out = tmp_path / "may.txt", tmp_path / "out"
    for text in (PAPERS["first.txt"], PAPERS["again.txt"]):
        paper.write_text(text, encoding="utf-8")
        loaded = dataset.build([paper], out)
    assert (_months(out), loaded.replaced) == ([MAY, f"{MAY}-of-2032-06-12"], [])
    assert _budget(out) == [310, 300]


def test_a_filled_in_workbook_that_was_put_right(tmp_path: Path) -> None:
    path, out = tmp_path / "may 2032.xlsx", tmp_path / "out"
    template.write(path)
    for budget in (100, 110):
        book = openpyxl.load_workbook(path)
        for sheet, stated in (
            ("reports", {"title": "May", "service_block": "People", "period": "2032-05-31", "basis": "forecast"}),
            ("finance", {"service_reported": "Education Capital", "level": "service", "budget_k": budget}),
        ):
            names = [cell.value for cell in book[sheet][1]]
            for name, value in stated.items():
                book[sheet].cell(4, names.index(name) + 1, value)
        book.save(path)
        dataset.build([path], out)
    assert _budget(out) == [110]


def test_afresh_drops_and_says_what(papers: dict[str, Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    dataset.build([papers["first.txt"]], out)
    loaded = dataset.build([papers["june.txt"]], out, afresh=True)
    assert _months(out) == [JUNE]
    assert loaded.dropped == ["Finance and Performance Report – May 2032 (read from first.txt)"]


def test_a_dataset_without_readings_is_added_to_all_the_same(papers: dict[str, Path], tmp_path: Path) -> None:
    """As the ones that were written before readings were kept."""
    out, together = tmp_path / "out", tmp_path / "together"
    older = [papers[name] for name in ("first.txt", "print.txt", "again.txt")]
    dataset.build(older, out)
    store.write(store.read(out), out)
    dataset.build([papers["june.txt"]], out)
    dataset.build([*older, papers["june.txt"]], together)
    found = {folder: _tables(folder) for folder in (out, together)}
    for tables in found.values():
        columns = list(tables["findings"])
        tables["findings"] = tables["findings"].sort_values(columns).reset_index(drop=True)
    _same(found[out], found[together])


def test_snapshots_and_papers_are_added_to_each_other(papers: dict[str, Path], tmp_path: Path) -> None:
    snapshot.write(dataset.load([papers["first.txt"]]).reports, tmp_path / "months")
    dataset.build([tmp_path / "months"], tmp_path / "out")
    dataset.build([papers["june.txt"]], tmp_path / "out")
    assert _months(tmp_path / "out") == [MAY, JUNE]


def test_a_paper_brings_its_words_to_the_figures_that_were_kept_of_it(read: dict[str, list[Report]]) -> None:
    note = dict.fromkeys(column.name for column in schema.tables()["commentary"])
    note |= {"note": "1", "service": "Education Capital", "service_reported": "Education Capital", "locator": "line 9"}
    (paper,) = read["first.txt"]
    figures, words = (
        replace(paper, tables={**paper.tables, "commentary": [note | {"text": text}]})
        for text in (None, "Fewer pupils.")
    )
    for order in ([figures, words], [words, figures]):
        (report,) = dataset.joined(order).reports
        assert [row["text"] for row in report.tables["commentary"]] == ["Fewer pupils."]


def test_what_cannot_be_read_is_not_written_over(papers: dict[str, Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    dataset.build([papers["first.txt"]], out)
    for place in (out, out / whole_folder.COPY):
        (place / whole_folder.MANIFEST).unlink()
    before = sorted(path.name for path in out.iterdir())
    with pytest.raises(store.StoreError, match="Nothing was added to it: --replace starts afresh"):
        dataset.build([papers["june.txt"]], out)
    assert sorted(path.name for path in out.iterdir()) == before
    loaded = dataset.build([papers["june.txt"]], out, afresh=True)
    assert _months(out) == [JUNE]
    assert "which could not be read" in loaded.dropped[0]


def test_a_load_adds_to_the_copy_of_what_is_damaged(papers: dict[str, Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    dataset.build([papers["first.txt"]], out)
    (out / "finance.parquet").write_bytes(b"")
    dataset.build([papers["june.txt"]], out)
    assert _months(out) == [MAY, JUNE]


def test_two_loads_at_once_are_both_there(papers: dict[str, Path], tmp_path: Path) -> None:
    loads = [
        threading.Thread(target=dataset.build, args=([papers[name]], tmp_path / "out"))
        for name in ("first.txt", "june.txt")
    ]
    for load in loads:
        load.start()
    for load in loads:
        load.join()
    assert _months(tmp_path / "out") == [MAY, JUNE]
