"""The pages follow the dataset on disk: new figures at once, a damaged one from its copy, and never another's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from data import opened as module
from data import store, whole_folder
from data.opened import COPY_SHOWN, KEPT_SHOWN, follow, open_dataset, opened
from tests import editions


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dataset, edition 1, that the pages follow."""
    editions.write(1, tmp_path / "dataset")
    follow(lambda: tmp_path / "dataset")
    return tmp_path / "dataset"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged dataset is looked at again after a moment; the tests do without the moment."""
    monkeypatch.setattr(whole_folder.time, "sleep", lambda seconds: None)


def flip(path: Path) -> None:
    """Change one bit."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


def edition() -> int:
    """The edition that the pages show."""
    return int(opened().latest.title)


def test_a_load_is_taken_up_at_once(folder: Path) -> None:
    for number in (2, 3):
        editions.write(number, folder)
        assert (edition(), opened().notice) == (number, "")


def test_what_is_as_it_was_is_not_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = opened()
    monkeypatch.setattr(store, "read_intact", pytest.fail)
    assert opened() is before


@pytest.mark.parametrize("name", ["finance.parquet", "reports.parquet", "findings.parquet", "manifest.json"])
def test_a_damaged_file_is_passed_over_and_said(folder: Path, caplog: pytest.LogCaptureFixture, name: str) -> None:
    version = opened().version
    flip(folder / name)
    for start in (lambda: None, lambda: follow(lambda: folder)):  # a worker that runs, and one that begins
        start()
        assert (edition(), opened().version, opened().notice) == (1, version, COPY_SHOWN)
    assert f"{name} in {folder} is damaged" in caplog.text
    editions.write(2, folder)
    assert (edition(), opened().notice) == (2, "")


@pytest.mark.parametrize("name", ["finance.parquet", "manifest.json"])
def test_a_lost_file_is_passed_over_and_said(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert (edition(), opened().notice) == (1, COPY_SHOWN)


def test_a_damaged_copy_is_no_matter(folder: Path) -> None:
    flip(folder / "copy" / "finance.parquet")
    assert (edition(), opened().notice) == (1, "")


def test_damage_beyond_the_copy_stops_no_worker_that_has_read_it(folder: Path) -> None:
    for place in (folder, folder / "copy"):
        flip(place / "finance.parquet")
    assert (edition(), opened().notice) == (1, KEPT_SHOWN)
    (folder / "manifest.json").unlink()
    assert (edition(), opened().notice) == (1, KEPT_SHOWN)


def test_a_worker_that_begins_without_figures_says_so_until_they_are_mended(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    good = (folder / "finance.parquet").read_bytes()
    for place in (folder, folder / "copy"):
        flip(place / "finance.parquet")
    follow(lambda: folder)
    for _ in range(3):
        with pytest.raises(store.StoreError, match=r"finance\.parquet in .* is damaged"):
            opened()
    assert caplog.text.count("is damaged") == 1  # it is looked at again only when a file has changed
    (folder / "finance.parquet").write_bytes(good)
    assert (edition(), opened().notice) == (1, "")


def test_a_dataset_that_no_page_could_show_is_passed_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise KeyError("reports")

    monkeypatch.setattr(module, "index", fail)
    editions.write(2, folder)
    assert (edition(), opened().notice) == (1, KEPT_SHOWN)
    monkeypatch.undo()
    editions.write(3, folder)
    assert (edition(), opened().notice) == (3, "")


def test_figures_of_one_folder_never_stand_in_for_another_s(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    follow(lambda: own if store.has_folder(own) else folder)
    assert edition() == 1
    own.mkdir()
    with pytest.raises(store.StoreError, match="own holds no dataset"):
        opened()
    editions.write(2, own)
    assert edition() == 2
    shutil.rmtree(own)
    assert edition() == 1


def test_a_load_that_was_killed_between_two_steps_changes_nothing(folder: Path) -> None:
    folder.rename(folder.with_name(".dataset.old"))
    assert (edition(), opened().notice) == (1, "")


def test_opening_says_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(store.StoreError, match="holds no dataset"):
        open_dataset(tmp_path)
