"""Every command that the README and the runbook of a new month tell an officer to type is typed, and does its work."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

import app
from briefings.__main__ import main as briefings_main
from data import store
from loaders.__main__ import main
from tests.loaders.containers.paper import WRITERS, Block
from tests.loaders.hostile import good, outcome

ROOT = Path(__file__).parents[1]
TEXTS = [ROOT / "README.md", ROOT / "docs" / "new_month.md"]
# A block of its own, or words in between: both are there to be copied.
COMMAND = re.compile(r"^    ((?:make|python|py) .+)$|`((?:make|python|py) [^`]+)`", re.MULTILINE)
PAPERS = re.compile(r"((june|july|august|september|october)(?: 2032)?(\.pdf|\.docx))", re.IGNORECASE)
NAMES_ITS_ARGUMENTS = '#!/bin/sh\nprintf "%s\\0" "$@" >> "$ASKED"\nprintf "\\n" >> "$ASKED"\n'


def commands(text: Path) -> list[str]:
    """The commands in the order in which they are told, each once."""
    found = COMMAND.findall(text.read_text(encoding="utf-8"))
    return list(dict.fromkeys(block.strip() or inline for block, inline in found))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project's folder as an officer has it, with every paper that a command names and one bundled month.

    Its Python says what it was asked for and does nothing, so that the shell and make are real and quick.
    """
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copytree(ROOT / "data" / "snapshots" / "2018-05", tmp_path / "data" / "snapshots" / "2018-05")
    (tmp_path / "incoming").mkdir()
    (tmp_path / "requirements.txt").touch()
    (tmp_path / "requirements-dev.txt").touch()
    for name in ("python", "py", ".venv/bin/python"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(NAMES_ITS_ARGUMENTS, encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    for stamp in ("ready", "ready-dev"):
        (tmp_path / ".venv" / stamp).touch()
    for text in TEXTS:
        for name, month, ending in PAPERS.findall("\n".join(commands(text))):
            of_month = [_of(month.title(), block) for block in good.blocks()]
            WRITERS[ending.lower()](of_month, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("loaders.sandbox.limited_process.read_each", outcome.read_each_here)
    return tmp_path


def _of(month: str, block: Block) -> Block:
    """A part of the paper as it stands in that of another month."""
    if isinstance(block, str):
        return block.replace("May 2032", f"{month} 2032")
    return [[cell.replace("May 2032", f"{month} 2032") for cell in row] for row in block]


def typed(command: str, folder: Path) -> list[list[str]]:
    """What Python is asked for where ``command`` is typed in ``folder``."""
    asked = folder / "asked"
    asked.write_bytes(b"")
    surroundings = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "ASKED": str(asked), "CHROMIUM": "here"}
    subprocess.run(["sh", "-c", command], cwd=folder, env=surroundings, check=True, capture_output=True)
    return [line.rstrip("\0").split("\0") for line in asked.read_text(encoding="utf-8").splitlines()]


def load(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """What the loaders print; a folder is watched for a moment only."""
    monkeypatch.setattr("loaders.__main__.time.sleep", stop)
    named = [word for word in arguments if word != "FILE"]
    # Named alone, or with a paper of no name, it says what there is.
    done = CliRunner().invoke(main, arguments if named and named == arguments else [*named, "--help"])
    assert done.exit_code == 0, (arguments, done.output)
    return done.output


def show(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Start the dashboard and stop it at once."""
    monkeypatch.setattr(app, "create_app", lambda dataset: None)
    monkeypatch.setattr(app, "serve", lambda made, port: SimpleNamespace(port=port, serve_forever=stop))
    monkeypatch.setattr("sys.argv", ["app.py", *arguments])
    app.main()


def brief(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the briefings of the bundled months."""
    done = CliRunner().invoke(briefings_main, [*arguments, "--dataset", str(app.default_dataset())])
    assert done.exit_code == 0, (arguments, done.output)


def stop(*_: object) -> None:
    raise KeyboardInterrupt


def run(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Do what Python is asked for, as far as it is the project's own work."""
    own: dict[str, Callable[[list[str], pytest.MonkeyPatch], object]] = {
        "-m loaders": load,
        "-m briefings": brief,
        "app.py": show,
    }
    for start, work in own.items():
        if asked[: len(start.split())] == start.split():
            work(asked[len(start.split()) :], monkeypatch)
            return
    # Tools of others and of whoever develops this: they are there, and so is what they are to read.
    assert asked[:2] in (["-m", "pytest"], ["-m", "bench"], ["-m", "pip"]), asked
    assert asked[1:3] != ["pip", "install"] or (ROOT / asked[-1]).is_file()


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_every_command_does_its_work_one_after_the_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch, text: Path
) -> None:
    told = commands(text)
    assert len(told) > 7
    for command in told:
        asked = typed(command, folder)
        assert asked, command
        for each in asked:
            run(each, monkeypatch)
    assert store.holds_dataset(folder / "dataset")


def test_months_join_and_only_replace_drops_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def months(command: str) -> list[str]:
        for each in typed(command, folder):
            run(each, monkeypatch)
        return sorted(f"{period:%Y-%m}" for period in store.read(folder / "dataset")["reports"]["period"])

    assert months("make load FILES=june.pdf") == ["2032-06"]
    assert months("make load FILES=data/snapshots") == ["2018-05", "2032-06"]
    assert months('make load FILES="August 2032.pdf"') == ["2018-05", "2032-06", "2032-08"]
    assert months("""make load FILES="'September 2032.pdf' 'October 2032.docx'" """)[-2:] == ["2032-09", "2032-10"]
    assert months('make load FILES="june.pdf --replace"') == ["2032-06"]


@pytest.mark.parametrize("flag", ["--afresh", "--output", "--format=xml"])
def test_a_command_that_the_loaders_do_not_know_is_noticed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, flag: str
) -> None:
    (asked,) = typed(f"python -m loaders build june.pdf --output dataset {flag}", folder)
    with pytest.raises(AssertionError):
        run(asked, monkeypatch)
