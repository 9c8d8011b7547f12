"""The dataset's folder: replaced as a whole or not at all, and damage is noticed before a figure is shown."""

from __future__ import annotations

import errno
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from filelock import FileLock

from data import schema, store, whole_folder
from data.schema import SchemaError
from data.store import StoreError
from tests import editions
from tests.failing_disk import fail_on_call

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dataset: edition 1."""
    editions.write(1, tmp_path / "dataset")
    return tmp_path / "dataset"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged dataset is looked at again after a moment; the tests do without the moment."""
    monkeypatch.setattr(whole_folder.time, "sleep", lambda seconds: None)


def test_written_and_read_again(tmp_path: Path) -> None:
    store.write(editions.tables(7), tmp_path / "new" / "dataset", csv=True)
    read = store.read(tmp_path / "new" / "dataset")
    for name, table in editions.tables(7).items():
        pd.testing.assert_frame_equal(read[name], table)
    files = [
        "finance.csv",
        "finance.parquet",
        "findings.csv",
        "findings.parquet",
        "manifest.json",
        "reports.csv",
        "reports.parquet",
    ]
    place = tmp_path / "new" / "dataset"
    assert sorted(path.name for path in place.iterdir()) == ["copy", *files]
    assert sorted(path.name for path in (place / "copy").iterdir()) == files
    assert editions.beside(tmp_path / "new" / "dataset") == []


def test_a_csv_beside_the_tables_goes_with_the_next_load(folder: Path) -> None:
    store.write(editions.tables(2), folder, csv=True)
    editions.write(3, folder)
    assert {path.suffix for path in folder.rglob("*") if path.is_file()} == {".parquet", ".json"}


def test_a_table_that_breaks_the_contract_changes_nothing(folder: Path) -> None:
    tables = editions.tables(2)
    tables["finance"].loc[0, "level"] = "subtotal of sorts"
    with pytest.raises(SchemaError, match="subtotal of sorts"):
        store.write(tables, folder)
    assert editions.number_in(folder) == 1


def test_a_folder_without_a_dataset(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "absent"):
        assert not store.holds_dataset(place)
        with pytest.raises(StoreError, match="holds no dataset: run `python -m loaders build`"):
            store.read(place)


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "dataset").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="is a file: name a folder"):
        editions.write(1, tmp_path / "dataset")
    assert (tmp_path / "dataset").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("place", [".", "copy"])
def test_a_folder_with_something_else_in_it(folder: Path, place: str) -> None:
    diary = folder / place / "diary.txt"
    diary.write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match=r"holds diary\.txt, which is not part of a dataset"):
        editions.write(2, folder)
    assert editions.number_in(folder) == 1
    assert diary.is_file()


def test_what_was_set_aside_is_read_while_the_new_one_is_not_in_place(folder: Path) -> None:
    folder.rename(folder.with_name(".dataset.old"))
    assert store.holds_dataset(folder)
    assert editions.number_in(folder) == 1


def test_a_load_that_does_not_end_is_waited_for_and_then_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole_folder, "PATIENCE", 0)
    with (
        FileLock(folder.with_name(".dataset.lock")),
        pytest.raises(StoreError, match=r"another load is writing .*: wait until it has finished"),
    ):
        editions.write(2, folder)
    assert editions.number_in(folder) == 1
    editions.write(3, folder)
    assert editions.number_in(folder) == 3
    assert editions.beside(folder) == []


# --- the disk --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "code", "calls"),
    [
        ("mkdir", errno.EROFS, 2),
        ("open", errno.EMFILE, 8),
        ("write", errno.ENOSPC, 8),
        ("fsync", errno.EIO, 11),
        ("rename", errno.EACCES, 2),
    ],
)
def test_the_disk_fails_on_each_call(folder: Path, call: str, code: int, calls: int) -> None:
    failures = 0
    while True:
        with fail_on_call(call, failures + 1, code) as failed:
            try:
                editions.write(2, folder)
                complaint = None
            except StoreError as error:
                complaint = str(error)
        if not failed:
            break
        failures += 1
        assert complaint is not None
        assert os.strerror(code) in complaint
        now = 2 if "the disk did not confirm it" in complaint else 1
        assert ("what was there is unchanged" in complaint) == (now == 1)
        assert editions.number_in(folder) == now
        editions.write(1, folder)
        assert editions.number_in(folder) == 1
        assert editions.beside(folder) == []
    assert failures == calls
    assert editions.number_in(folder) == 2


@pytest.mark.skipif(not shutil.which("unshare") or os.geteuid() != 0, reason="a small disk can be mounted by root only")
def test_a_disk_that_is_full(tmp_path: Path) -> None:
    script = f"""
from pathlib import Path
from data import whole_folder
place = Path({str(tmp_path / "disk" / "dataset")!r})
whole_folder.replace(place, {{"a.parquet": b"1" * 30_000}}, ["a.parquet"])
try:
    whole_folder.replace(place, {{"a.parquet": b"2" * 30_000}}, ["a.parquet"])
except whole_folder.StoreError as error:
    print(error)
found = whole_folder.read(place, lambda name: True)
print(set(found["a.parquet"]), sorted(path.name for path in place.parent.iterdir()))
"""
    (tmp_path / "disk").mkdir()
    mounted = f'mount -t tmpfs -o size=100k none {tmp_path}/disk && exec {sys.executable} -c "$0"'
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", mounted, script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if "mount" in done.stderr or "unshare" in done.stderr:
        pytest.skip("this machine does not mount a small disk")
    complaint, there = done.stdout.splitlines()
    assert os.strerror(errno.ENOSPC) in complaint
    assert "what was there is unchanged" in complaint
    assert there == f"{set(b'1')} ['dataset']"


# --- damage ----------------------------------------------------------------------------------------------------


def _flips(path: Path, count: int) -> None:
    """Change one bit, at ``count`` places over the whole file one after another, and look each time."""
    good = path.read_bytes()
    for number in range(count):
        at = number * len(good) // count
        path.write_bytes(good[:at] + bytes([good[at] ^ (1 << number % 8)]) + good[at + 1 :])
        with pytest.raises(StoreError, match=f"{path.name} in .* is damaged.*: build the dataset again"):
            editions.number_in(path.parent)
    path.write_bytes(good)


@pytest.mark.parametrize("table", ["reports", "finance", "findings"])
def test_a_flipped_bit(folder: Path, table: str) -> None:
    _flips(folder / f"{table}.parquet", 120)
    assert editions.number_in(folder) == 1


def test_a_flipped_bit_in_the_manifest(folder: Path) -> None:
    good = (folder / "manifest.json").read_bytes()
    for at in range(len(good)):
        (folder / "manifest.json").write_bytes(good[:at] + bytes([good[at] ^ 4]) + good[at + 1 :])
        with pytest.raises(StoreError, match=r"manifest\.json in .* is damaged: build the dataset again"):
            store.read(folder)


def _swap_two(folder: Path) -> None:
    shutil.copy(folder / "reports.parquet", folder / "finance.parquet")


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda folder: (folder / "finance.parquet").unlink(), r"finance\.parquet is missing from"),
        (lambda folder: (folder / "finance.parquet").write_bytes(b""), r"finance\.parquet in .* is damaged"),
        (lambda folder: os.truncate(folder / "finance.parquet", 99), r"finance\.parquet in .* is damaged"),
        (_swap_two, r"finance\.parquet in .* is damaged"),
        (lambda folder: (folder / "manifest.json").write_bytes(b""), r"manifest\.json in .* is damaged"),
        (lambda folder: (folder / "manifest.json").write_text("[1]"), r"manifest\.json in .* is damaged"),
        (lambda folder: (folder / "manifest.json").write_text('{"sha256": 1}'), r"manifest\.json in .* is damaged"),
        (lambda folder: (folder / "manifest.json").write_bytes(b"\xff\xfe"), r"manifest\.json in .* is damaged"),
        (lambda folder: (folder / "manifest.json").unlink(), r"holds no dataset"),
        (lambda folder: _replace_by_folder(folder / "finance.parquet"), r"finance\.parquet in .* cannot be read"),
    ],
    ids=[
        "missing",
        "empty",
        "cut",
        "another table",
        "no list",
        "a list",
        "a number",
        "no text",
        "no manifest",
        "folder",
    ],
)
def test_damage_is_told_in_a_sentence(folder: Path, damage: Callable[[Path], object], sentence: str) -> None:
    damage(folder)
    with pytest.raises(StoreError, match=sentence):
        store.read(folder)


def _replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def test_a_table_that_is_whole_but_not_the_contracts(folder: Path) -> None:
    """Written by hand, with a manifest to match: the schema still has its say."""
    table = editions.tables(1)["finance"].drop(columns="level")
    table.to_parquet(folder / "finance.parquet")
    _list_again(folder)
    with pytest.raises(StoreError, match=r"finance\.parquet in .* cannot be read .*column level is missing"):
        store.read(folder)


def test_bytes_that_are_no_table(folder: Path) -> None:
    (folder / "finance.parquet").write_bytes(b"PAR1 and nothing more PAR1")
    _list_again(folder)
    with pytest.raises(StoreError, match=r"finance\.parquet in .* cannot be read"):
        store.read(folder)


def _list_again(folder: Path) -> None:
    """Replace the files in ``folder`` by themselves, so that the manifest is theirs."""
    files = {path.name: path.read_bytes() for path in folder.glob("*.parquet")}
    whole_folder.replace(folder, files, files)


def test_a_damaged_dataset_is_replaced_by_the_next_load(folder: Path) -> None:
    (folder / "finance.parquet").write_bytes(b"")
    editions.write(2, folder)
    assert editions.number_in(folder) == 2


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux lists a process's open files there")
def test_load_after_load_leaves_nothing_open(folder: Path) -> None:
    def load(number: int) -> None:
        whole_folder.replace(
            folder, {"finance.parquet": b"%d" % number}, {"finance.parquet", "reports.parquet", "findings.parquet"}
        )
        assert whole_folder.read(folder, lambda name: True) == {"finance.parquet": b"%d" % number}

    load(0)
    before = len(list(Path("/proc/self/fd").iterdir()))
    for number in range(100):
        load(number)
    assert len(list(Path("/proc/self/fd").iterdir())) == before
    assert editions.beside(folder) == []


def _with_columns(folder: Path, change: Callable[[pa.Table], pa.Table]) -> dict[str, pd.DataFrame]:
    """The tables of ``folder`` after its findings were written with other columns, as another version would."""
    files = {path.name: path.read_bytes() for path in folder.glob("*.parquet")}
    out = io.BytesIO()
    pq.write_table(change(pq.read_table(folder / "findings.parquet")), out, write_page_checksum=True)
    files["findings.parquet"] = out.getvalue()
    whole_folder.rewrite(folder, lambda: files, set(files))
    return store.read(folder)


def test_a_dataset_from_before_a_column_was_added_opens_with_it_empty(folder: Path) -> None:
    now = store.read(folder)["findings"]
    read = _with_columns(folder, lambda table: table.drop_columns(["column", "also_at"]))["findings"]
    assert list(read) == list(now)
    assert read[["column", "also_at"]].isna().all(axis=None)
    pd.testing.assert_frame_equal(read.drop(columns=["column", "also_at"]), now.drop(columns=["column", "also_at"]))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda table: table.append_column("mood", pa.nulls(table.num_rows)), "no column called mood is known"),
        (lambda table: table.drop_columns(["message"]), "column message is missing"),
    ],
)
def test_a_column_that_is_not_known_or_must_be_filled_is_refused_by_name(
    folder: Path, change: Callable[[pa.Table], pa.Table], reason: str
) -> None:
    with pytest.raises(StoreError, match=reason):
        _with_columns(folder, change)


def test_a_table_carries_the_version_of_the_contract(folder: Path) -> None:
    written = pq.read_schema(folder / "finance.parquet").metadata
    assert written[b"contract"] == str(schema.CONTRACT).encode()
