"""Two workers of a real web server answer alike: after a load, after one was started anew, and over a damaged file."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pytest

from data import store
from data.opened import COPY_SHOWN

pytest.importorskip("gunicorn", reason="there is none on Windows")
pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="only Linux lists a process's children")

ROOT = Path(__file__).resolve().parent.parent
LONGEST_WAIT = 120.0  # seconds, on a busy machine
REQUESTS = 30
TITLE = "Edition of the two workers"


@dataclass
class Served:
    """A server that runs: its process, where it listens, its log of requests, and the dataset that it serves."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path
    folder: Path

    def ask(self, path: str) -> tuple[int, str]:
        """The status and the text of an answer, over a connection of its own, so that any worker may take it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers={"Connection": "close"})
            reply = connection.getresponse()
            return reply.status, reply.read().decode()
        finally:
            connection.close()

    def answers(self) -> tuple[Counter[str], set[str]]:
        """The versions and titles that many requests are told, and the workers that told them."""
        before = len(self.log.read_text().splitlines())
        told: Counter[str] = Counter()
        for _ in range(REQUESTS):
            told[self.ask("/healthz")[1]] += 1
            told[re.findall(r"<p class=\"lead\">(.*?)</p>", self.ask("/plain/sources")[1])[0]] += 1
        return told, {line.strip("<>") for line in self.log.read_text().splitlines()[before:]}

    def workers(self) -> list[int]:
        """The processes that answer."""
        pid = self.process.pid
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def until_two_answer(self) -> None:
        """Wait until each of two workers has answered."""
        end = time.monotonic() + LONGEST_WAIT
        while time.monotonic() < end:
            with suppress(OSError, http.client.HTTPException):
                if len(self.workers()) == 2 and {str(each) for each in self.workers()} <= self.answers()[1]:
                    return
            assert self.process.poll() is None, "the server has stopped"
        raise AssertionError("two workers did not answer in time")

    def start_one_anew(self) -> None:
        """End one worker, as the server does by itself now and then, and wait for the one in its place."""
        ended = self.workers()[0]
        os.kill(ended, signal.SIGTERM)
        end = time.monotonic() + LONGEST_WAIT
        while ended in self.workers() and time.monotonic() < end:
            self.ask("/healthz")
        self.until_two_answer()


@pytest.fixture
def served(dataset_folder: Path, tmp_path: Path) -> Iterator[Served]:
    """A server with two workers over a copy of the bundled months."""
    folder, log = tmp_path / "dataset", tmp_path / "requests.log"
    shutil.copytree(dataset_folder, folder)
    log.touch()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        command = [sys.executable, "-m", "gunicorn", "tests.served:server", "--workers", "2", "--threads", "2"]
        command += ["--bind", f"fd://{listening.fileno()}", "--no-control-socket", "--timeout", "120"]
        command += ["--access-logfile", str(log), "--access-logformat", "%(p)s"]
        environment = {**os.environ, "SERVED_DATASET": str(folder)}
        with (tmp_path / "server.log").open("wb") as said:
            process = subprocess.Popen(
                command, cwd=ROOT, env=environment, pass_fds=[listening.fileno()], stdout=said, stderr=said
            )
        try:
            running = Served(process, listening.getsockname()[1], log, folder)
            running.until_two_answer()
            yield running
        finally:
            process.terminate()
            process.wait(30)


def test_two_workers_answer_alike(served: Served) -> None:
    before, workers = served.answers()
    assert (len(before), len(workers)) == (2, 2)

    tables = store.read(served.folder)
    tables["reports"]["title"] = TITLE
    store.write(tables, served.folder)
    loaded, workers = served.answers()
    assert len(workers) == 2
    assert len(loaded) == 2  # one version and one title, in every answer
    assert not set(loaded) & set(before)
    assert any(TITLE in each for each in loaded)

    served.start_one_anew()
    assert served.answers()[0] == loaded

    damaged = served.folder / "finance.parquet"
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(bytes(content))
    served.start_one_anew()
    told, workers = served.answers()
    assert len(workers) == 2
    assert Counter(each.replace('"damaged"', '"ok"') for each in told.elements()) == loaded
    status, page = served.ask("/plain/")
    assert status == 200
    assert escape(COPY_SHOWN) in page
    assert served.process.poll() is None
