"""A watched folder under a clock of our own: what is loaded when, and what is told."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from data import store
from data.folders import SNAPSHOTS
from loaders import dataset
from loaders.sandbox import limited_process
from loaders.watch import SETTLED, Watch
from tests.loaders.hostile import good, outcome

JUNE = good.PATH.with_name("june_2032_pdf.txt")


@pytest.fixture(autouse=True)
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process, which is quicker."""
    monkeypatch.setattr(limited_process, "read_each", outcome.read_each_here)


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    """A watch over a folder that is empty yet."""
    (tmp_path / "drop").mkdir()
    return Watch(tmp_path / "drop", tmp_path / "dataset")


def _months(watch: Watch) -> list[str]:
    """The months in the dataset."""
    if not store.holds_dataset(watch.output):
        return []
    return [f"{period:%Y-%m}" for period in store.read(watch.output)["reports"]["period"]]


def test_a_paper_is_loaded_once_it_has_stopped_growing(watch: Watch) -> None:
    paper = watch.folder / "may.txt"
    text = good.TEXT.encode()
    for second, length in enumerate((0, 100, 500, len(text))):
        paper.write_bytes(text[:length])
        assert watch.look(second) == []
    assert watch.look(3 + SETTLED - 0.1) == []
    assert _months(watch) == []
    assert watch.look(3 + SETTLED) == [
        f"1 report with 0 errors, 0 warnings, 0 notes; written to {watch.output}",
    ]
    assert _months(watch) == ["2032-05"]
    assert watch.look(100) == []


def test_the_same_size_with_another_date_has_not_stopped(watch: Watch) -> None:
    paper = watch.folder / "may.txt"
    paper.write_bytes(good.TEXT.encode())
    os.utime(paper, ns=(1, 1))
    watch.look(0)
    os.utime(paper, ns=(2, 2))
    assert watch.look(SETTLED) == []
    assert _months(watch) == []
    watch.look(2 * SETTLED)
    assert _months(watch) == ["2032-05"]


def test_a_second_paper_joins_the_first(watch: Watch) -> None:
    shutil.copy(good.PATH, watch.folder)
    watch.look(0)
    watch.look(10)
    shutil.copy(JUNE, watch.folder)
    watch.look(20)
    (told,) = watch.look(30)
    assert told.startswith("2 reports with ")
    assert _months(watch) == ["2032-05", "2032-06"]


def test_months_that_are_always_there(watch: Watch) -> None:
    watch.always = dataset.read_all([SNAPSHOTS / "2018-05"])[0]
    shutil.copy(good.PATH, watch.folder)
    watch.look(0)
    watch.look(10)
    assert _months(watch) == ["2018-05", "2032-05"]


def test_a_snapshot_is_read_when_all_its_tables_are_there(watch: Watch) -> None:
    whole = SNAPSHOTS / "2018-05"
    copy = watch.folder / "2018-05"
    copy.mkdir()
    for second, table in enumerate(sorted(whole.iterdir(), key=lambda path: path.name != "reports.csv")):
        shutil.copy(table, copy)
        assert watch.look(second) == []
    (told,) = watch.look(60)
    assert told.startswith("1 report with ")
    assert _months(watch) == ["2018-05"]


@pytest.mark.parametrize(
    "name", ["~$may.docx", ".may.txt", "may.txt.part", "may.pdf.crdownload", ".DS_Store", "Thumbs.db", "may.tmp"]
)
def test_what_is_no_paper_is_left_alone(watch: Watch, name: str) -> None:
    shutil.copy(good.PATH, watch.folder / name)
    assert watch.look(0) == []
    assert watch.look(10) == []


def test_a_paper_that_is_refused_is_told_once_and_again_when_it_changes(watch: Watch) -> None:
    shutil.copy(good.PATH, watch.folder)
    bad = watch.folder / "june.pdf"
    bad.write_bytes(b"%PDF-1.7 and no more")
    watch.look(0)
    refused, loaded = watch.look(10)
    assert refused.startswith("Refused: june.pdf is damaged")
    assert loaded.startswith("1 report with ")
    assert watch.look(20) == []
    bad.write_bytes(b"%PDF-1.7 and a little more")
    watch.look(30)
    assert [told[:18] for told in watch.look(40)] == ["Refused: june.pdf "]
    assert _months(watch) == ["2032-05"]


def test_a_paper_without_a_report_is_passed_over(watch: Watch) -> None:
    shutil.copy(good.PATH.with_name("minutes_without_a_report.txt"), watch.folder)
    watch.look(0)
    (told,) = watch.look(10)
    assert told.startswith("Passed over: minutes_without_a_report.txt holds no report")
    assert _months(watch) == []


def test_a_good_paper_that_turns_bad_keeps_its_month(watch: Watch) -> None:
    paper = watch.folder / "may.txt"
    shutil.copy(good.PATH, paper)
    watch.look(0)
    watch.look(10)
    paper.write_bytes(b"")
    watch.look(20)
    assert [told[:25] for told in watch.look(30)] == ["Refused: may.txt is empty"]
    assert _months(watch) == ["2032-05"]


def test_a_corrected_paper_takes_the_place_of_the_first(watch: Watch) -> None:
    paper = watch.folder / "may.txt"
    shutil.copy(good.PATH, paper)
    watch.look(0)
    watch.look(10)
    paper.write_bytes(good.changed("Education Capital\t300", "Education Capital\t301"))
    watch.look(20)
    watch.look(30)
    finance = store.read(watch.output)["finance"]
    assert finance.loc[finance["service"] == "Education Capital", "budget_k"].tolist() == [301]


def test_a_paper_that_goes_keeps_its_month_and_may_come_again(watch: Watch) -> None:
    paper = watch.folder / "may.txt"
    shutil.copy(good.PATH, paper)
    watch.look(0)
    watch.look(10)
    paper.unlink()
    assert watch.look(20) == ["Gone: may.txt; its month stays in the dataset"]
    assert watch.look(30) == []
    shutil.copy(JUNE, watch.folder)
    watch.look(40)
    watch.look(50)
    assert _months(watch) == ["2032-05", "2032-06"]
    shutil.copy(good.PATH, paper)
    watch.look(60)
    assert len(watch.look(70)) == 1


def test_a_folder_out_of_reach_empties_nothing(watch: Watch) -> None:
    shutil.copy(good.PATH, watch.folder)
    watch.look(0)
    watch.look(10)
    shutil.rmtree(watch.folder)
    watch.look(20)
    watch.look(30)
    assert _months(watch) == ["2032-05"]


def test_a_dataset_that_cannot_be_written_is_tried_again(watch: Watch) -> None:
    watch.output.mkdir()
    (watch.output / "diary.txt").write_text("mine", encoding="utf-8")
    shutil.copy(good.PATH, watch.folder)
    watch.look(0)
    for now in (10, 12):
        (told,) = watch.look(now)
        assert told.startswith("Not written, and tried again at the next look: ")
        assert "diary.txt" in told
    (watch.output / "diary.txt").unlink()
    assert len(watch.look(14)) == 1
    assert _months(watch) == ["2032-05"]


def test_a_name_that_is_no_text_is_a_name_all_the_same(watch: Watch) -> None:
    odd = Path(os.fsdecode(os.fsencode(watch.folder) + b"/m\xff\xe9ay.txt"))
    try:
        shutil.copy(good.PATH, odd)
    except OSError:
        pytest.skip("this disk takes no such name")
    watch.look(0)
    (told,) = watch.look(10)
    assert told.startswith("1 report with ")
    assert list(store.read(watch.output)["reports"]["file"]) == ["m\ufffd\ufffday.txt"]


def test_a_watch_survives_a_fault(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("of ours")

    shutil.copy(good.PATH, watch.folder)
    with monkeypatch.context() as broken:
        broken.setattr(dataset, "files_in", fails)
        assert watch.look(0) == ["Not done, and tried again at the next look: RuntimeError: of ours"]
        assert watch.look(1) == []
    watch.look(2)
    with monkeypatch.context() as broken:
        broken.setattr(dataset, "add", fails)
        assert [line[:8] for line in watch.look(10)] == ["Not done"]
        assert watch.look(11) == []
    (told,) = watch.look(12)
    assert told.startswith("1 report with ")


def test_a_report_that_breaks_the_contract_keeps_no_other_out(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(good.PATH, watch.folder)
    shutil.copy(JUNE, watch.folder)
    tables = dataset.Load.tables

    def broken(load: dataset.Load) -> object:
        if any(f"{each.particulars['period']:%m}" == "06" for each in load.reports):
            raise RuntimeError("of June")
        return tables(load)

    monkeypatch.setattr(dataset.Load, "tables", broken)
    watch.look(0)
    refused, loaded = watch.look(10)
    assert refused.startswith(f"Refused: {JUNE.name} cannot be joined")
    assert loaded.startswith("1 report with ")
    assert _months(watch) == ["2032-05"]


def test_a_folder_that_goes_away_for_a_while(watch: Watch) -> None:
    shutil.copy(good.PATH, watch.folder)
    watch.look(0)
    watch.look(10)
    away = watch.folder.rename(watch.folder.with_name("away"))
    assert [line[:5] for line in watch.look(20)] == ["Gone:"]
    away.rename(watch.folder)
    shutil.copy(JUNE, watch.folder)
    watch.look(30)
    watch.look(40)
    assert _months(watch) == ["2032-05", "2032-06"]
