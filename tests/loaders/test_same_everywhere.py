"""The same papers give the same dataset, whatever their order, the clock, the language or the machine's settings."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

from data.dataset import index
from data.folders import SNAPSHOTS
from loaders import dataset
from loaders.sandbox.limited_process import ROOT

# A language that the machine does not have is taken for C, which is no less of a test.
SETTINGS = [
    {"TZ": "UTC"},
    {"TZ": "Europe/London", "LC_ALL": "en_GB.ISO-8859-1", "PYTHONUTF8": "0", "PYTHONHASHSEED": "1"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"TZ": "Pacific/Pago_Pago", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0", "PYTHONHASHSEED": "2"},
]
SCRIPT = """
import sys
from pathlib import Path
from data.dataset import index
from data.opened import open_dataset
from loaders import dataset
dataset.build([Path(each) for each in sys.argv[2:]], Path(sys.argv[1]), csv=True)
print(open_dataset(Path(sys.argv[1])).version)
"""


def test_any_settings(reports: Path, tmp_path: Path) -> None:
    inputs = [str(reports), str(SNAPSHOTS / "2018-05")]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(tmp_path / f"{number}"), *inputs],
            cwd=ROOT,
            env={**os.environ, **settings},
            stdout=subprocess.PIPE,
            text=True,
        )
        for number, settings in enumerate(SETTINGS)
    ]
    versions = [process.communicate(timeout=300)[0].strip() for process in running]
    assert len(versions[0]) == 12
    assert set(versions) == {versions[0]}
    tables = [
        {path.name: path.read_bytes() for path in (tmp_path / f"{number}").glob("*.csv") if path.name != "reports.csv"}
        for number in range(len(SETTINGS))
    ]
    assert len(tables[0]) > 10
    assert all(each == tables[0] for each in tables)


def test_any_order(reports: Path) -> None:
    read, _ = dataset.read_all([reports, SNAPSHOTS])
    assert len(read) > 6
    version = index(dataset.joined(read).tables()).version
    chance = random.Random(0)
    for _ in range(10):
        chance.shuffle(read)
        assert index(dataset.joined(read).tables()).version == version


def test_again_and_again(reports: Path) -> None:
    versions = {index(dataset.load([reports]).tables()).version for _ in range(3)}
    assert len(versions) == 1


def test_another_figure_is_another_version(reports: Path, tmp_path: Path) -> None:
    paper = tmp_path / "may_2032.txt"
    text = (reports / "may_2032.txt").read_text(encoding="utf-8")
    paper.write_text(text.replace("Education Capital\t300", "Education Capital\t301"), encoding="utf-8")
    tables, others = (dataset.load([path]).tables() for path in (reports / "may_2032.txt", paper))
    for each in (tables, others):
        each["reports"]["sha256"] = ""
    assert index(tables).version != index(others).version
