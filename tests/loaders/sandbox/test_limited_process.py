"""The process that reads one paper: what it may not do, and the sentence that each way of ending becomes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from loaders.containers import kinds
from loaders.errors import LoadError
from loaders.sandbox import limited_process, limits
from loaders.sandbox.reading import ENOUGH_SECONDS
from tests.loaders.hostile import good

linux = pytest.mark.skipif(sys.platform != "linux", reason="only the kernel of Linux is sure to keep this limit")


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for the project in which the reader of a text is what a test writes into the file returned."""
    package = tmp_path / "project" / "loaders"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(
        f"__path__.append({str(limited_process.ROOT / 'loaders')!r})\n", encoding="utf-8"
    )
    (tmp_path / "project" / "data").symlink_to(limited_process.ROOT / "data")
    containers = package / "containers"
    containers.mkdir()
    real = limited_process.ROOT / "loaders" / "containers"
    (containers / "__init__.py").write_text(f"__path__.append({str(real)!r})\n", encoding="utf-8")
    monkeypatch.setattr(limited_process, "ROOT", tmp_path / "project")
    return containers / "text.py"


REAL_TEXT = str(limited_process.ROOT / "loaders" / "containers" / "text.py")
READ = "def read(path, by_place=False):"
REAL = f"""
import importlib.util, sys
spec = importlib.util.spec_from_file_location("loaders.real_text", {REAL_TEXT!r})
real = importlib.util.module_from_spec(spec)
sys.modules["loaders.real_text"] = real
spec.loader.exec_module(real)
globals().update({{name: each for name, each in vars(real).items() if not name.startswith("__")}})
"""


def _read(reader: Path, body: str, tmp_path: Path) -> str:
    """The sentence that comes of a text's reader with this ``body``."""
    reader.write_text(f"{REAL}\n{READ}\n    {body}\n", encoding="utf-8")
    paper = tmp_path / "paper.txt"
    paper.write_bytes(good.TEXT.encode())
    with pytest.raises(LoadError) as refused:
        limited_process.read(paper)
    said = str(refused.value)
    assert said.startswith("paper.txt ")
    assert "load that" in said
    return said


def test_a_good_paper(tmp_path: Path) -> None:
    reading = limited_process.read(good.PATH, lines=True)
    assert len(reading.report.tables["finance"]) == 7
    assert reading.document is not None
    assert reading.document.lines[0].text == "From: the finance team"
    assert limited_process.read(good.PATH).document is None


def test_it_starts_without_pandas() -> None:
    """A paper takes a tenth of a second; pandas alone would take five times as long."""
    code = "import sys, loaders.sandbox.reading; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=limited_process.ROOT, check=False).returncode == 0


@linux
def test_memory(reader: Path, tmp_path: Path) -> None:
    assert "needs more memory than a paper may take (1000 MB)" in _read(reader, "return b'x' * 2_000_000_000", tmp_path)


@linux
def test_processor_time(reader: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in = reader.parents[1] / "sandbox" / "limits.py"
    text = Path(limits.__file__).read_text(encoding="utf-8")
    sandbox = stand_in.parent
    sandbox.mkdir()
    (sandbox / "__init__.py").write_text(f"__path__.append({str(Path(limits.__file__).parent)!r})\n", encoding="utf-8")
    stand_in.write_text(text.replace("PROCESSOR_SECONDS: Final = 20", "PROCESSOR_SECONDS: Final = 1"), encoding="utf-8")
    monkeypatch.setattr(limited_process, "SECONDS", 600)  # so that nothing but the processor's time can end it
    assert "takes longer to read than any paper" in _read(reader, "[None for _ in iter(int, 1)]", tmp_path)


def test_wall_time(reader: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited_process, "SECONDS", 0.5)
    assert "took longer than 0.5 seconds" in _read(reader, "import time; time.sleep(60)", tmp_path)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("import os; os.abort()", "ended the process that read it (signal 6)"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "ended the process that read it (signal 11)"),
        ("import os; os._exit(3)", "ended the process that read it (status 3)"),
        ("import os; os._exit(0)", "could not be read to its end"),
        ("raise SystemExit(0)", "could not be read to its end"),
        ("return {}['figures']", "for a reason that was not foreseen (KeyError: 'figures')"),
        ("raise ValueError('two\\nlines')", "for a reason that was not foreseen (ValueError: two lines)"),
        ("def f(): f()\n    f()", "for a reason that was not foreseen (RecursionError"),
        ("raise MemoryError", "needs more memory than a paper may take"),
    ],
    ids=["abort", "crash", "exit 3", "exit 0", "SystemExit", "KeyError", "two lines", "recursion", "memory"],
)
def test_an_end_that_is_none(reader: Path, tmp_path: Path, body: str, sentence: str) -> None:
    assert sentence in _read(reader, body, tmp_path)


@pytest.mark.parametrize(
    "body",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "open({outside!r}, 'w')",
        "open({outside!r}, 'ab')",
        "import os; os.open({outside!r}, os.O_CREAT)",
        "import os; os.remove({victim!r})",
        "import os; os.rename({victim!r}, {outside!r})",
        "import os; open('x', 'w').close(); os.rename('x', {outside!r})",
        "import os; open('x', 'w').close(); os.link('x', {outside!r})",
        "import os; os.mkdir({outside!r})",
        "import os; os.symlink('/etc', {outside!r})",
        "import os; os.chmod({victim!r}, 0)",
        "import os; os.truncate({victim!r}, 0)",
        "import pathlib; pathlib.Path({victim!r}).write_text('mine')",
        "import shutil; shutil.rmtree({folder!r})",
    ],
)
def test_what_it_may_not_do(reader: Path, tmp_path: Path, body: str) -> None:
    victim, outside = tmp_path / "victim.txt", tmp_path / "outside.txt"
    victim.write_text("theirs", encoding="utf-8")
    listed = sorted(path.name for path in tmp_path.iterdir())
    said = _read(reader, body.format(victim=str(victim), outside=str(outside), folder=str(tmp_path)), tmp_path)
    assert "PermissionError: reading a paper does not need" in said
    assert victim.read_text(encoding="utf-8") == "theirs"
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "paper.txt") == listed


def test_it_may_write_in_its_own_folder_which_then_goes(reader: Path, tmp_path: Path) -> None:
    body = "import tempfile, os; open(tempfile.mkstemp()[1], 'w'); open('here', 'w'); raise OSError(os.getcwd())"
    said = _read(reader, body, tmp_path)
    folder = Path(said.partition("OSError: ")[2].partition(")")[0])
    assert folder.name.startswith("paper-")
    assert not folder.exists()


@linux
def test_it_may_not_fill_the_disk(reader: Path, tmp_path: Path) -> None:
    body = f"file = open('here', 'wb'); file.write(bytes({limits.FILE_BYTES + 2})); file.flush()"
    assert "File too large" in _read(reader, body, tmp_path)


def test_what_it_prints_is_not_its_result(reader: Path, tmp_path: Path) -> None:
    reader.write_text(
        f"{REAL}\n{READ}\n    print('x' * 9999, flush=True)\n    return real.read(path)\n",
        encoding="utf-8",
    )
    paper = tmp_path / "paper.txt"
    paper.write_bytes(good.TEXT.encode())
    assert "print" not in limited_process.read(paper).report.particulars["title"]


def test_surroundings_do_not_reach_it(reader: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSWORD", "of somebody")
    said = _read(reader, "import os; raise OSError(','.join(sorted(os.environ)))", tmp_path)
    assert "OSError: HOME," in said
    assert "PASSWORD" not in said


def test_only_a_report_is_taken_from_it(tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.mkdir, (str(tmp_path / "made"),)

    import pickle

    refused = limited_process._result("paper.txt", pickle.dumps(("read", Evil())))
    assert isinstance(refused, LoadError)
    assert str(refused).startswith("paper.txt could not be read to its end")
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("import os; os.abort()", "ended the process that read it (signal 6)"),
        ("import os; os._exit(0)", "could not be read to its end"),
        ("raise MemoryError", "needs more memory than a paper may take"),
        ("import time; time.sleep(60)", "took longer than 5 seconds"),
        ("return {}['figures']", "for a reason that was not foreseen"),
    ],
    ids=["abort", "exit", "memory", "time", "fault"],
)
def test_of_a_handful_only_the_bad_file_suffers(
    reader: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, sentence: str
) -> None:
    if "sleep" in body:
        monkeypatch.setattr(limited_process, "SECONDS", 5)
    reader.write_text(
        f"{REAL}\n{READ}\n    if 'bad' in path.name:\n        {body}\n    return real.read(path)\n",
        encoding="utf-8",
    )
    papers = [tmp_path / f"{name}.txt" for name in ("good_1", "bad_1", "good_2", "gone", "bad_2", "good_3")]
    for paper in papers:
        if paper.stem != "gone":
            paper.write_bytes(good.TEXT.encode())
    read = limited_process.read_each(papers)
    said = [str(each) if isinstance(each, LoadError) else "read" for each in read]
    assert [said[index] for index in (0, 2, 5)] == ["read"] * 3
    assert said[1].startswith("bad_1.txt ")
    assert said[4].startswith("bad_2.txt ")
    assert sentence in said[1]
    assert sentence in said[4]
    assert "does not exist" in said[3] or "cannot be read" in said[3]


def _begun(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every process that is begun from now on."""
    begun: list[object] = []
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *asked, **options: begun.append(asked) or run(*asked, **options))
    return begun


def test_a_handful_shares_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    papers = [tmp_path / f"{number}.txt" for number in range(30)]
    for paper in papers:
        paper.write_bytes(good.TEXT.encode())
    begun = _begun(monkeypatch)
    assert all(isinstance(each, limited_process.Reading) for each in limited_process.read_each(papers))
    assert len(begun) == 1


def test_no_further_file_is_begun_when_much_of_the_time_is_gone(
    reader: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader.write_text(
        f"{REAL}\nimport time\n{READ}\n    time.process_time = lambda: {ENOUGH_SECONDS} + 0.1\n"
        "    return real.read(path)\n",
        encoding="utf-8",
    )
    papers = [tmp_path / f"{number}.txt" for number in range(2)]
    for paper in papers:
        paper.write_bytes(good.TEXT.encode())
    begun = _begun(monkeypatch)
    assert all(isinstance(each, limited_process.Reading) for each in limited_process.read_each(papers))
    assert len(begun) == 2


@pytest.mark.parametrize("ending", [".txt", ".csv", ".pdf"])
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among files")
def test_a_pipe_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    pipe = tmp_path / f"paper{ending}"
    os.mkfifo(pipe)
    begun = _begun(monkeypatch)
    with pytest.raises(LoadError, match="is not a file that can be read"):
        limited_process.read(pipe)
    with pytest.raises(LoadError, match="is not a file that can be read"):
        kinds.read(pipe)  # also where it took the place of a file after that was looked at
    assert begun == []


@linux
@pytest.mark.parametrize("name", ["/proc/kmsg", "/proc/self/mem", "/proc/self/status"])
def test_a_file_of_the_kernel_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    paper = tmp_path / "paper.txt"
    paper.symlink_to(name)
    monkeypatch.setattr(limited_process, "SECONDS", 600)  # so that it is refused, and not stopped for its time
    with pytest.raises(LoadError, match=r"paper\.txt (is empty|cannot be read)"):
        limited_process.read(paper)
