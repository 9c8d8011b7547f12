"""How many changes of a choice a second are answered, as a council serves the pages: gunicorn with two workers.

A change is one request: the browser asks for the page that follows from the new address. Ten connections ask as fast as
they are answered, each for the next choice of one list: once through choices that nobody made before, then for those
that were made before. What asks runs on the same machine and takes its share of it.
"""

from __future__ import annotations

import json
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from flask import Flask

from app import ROOT, create_app
from bench.answers import finish_compression, views
from bench.measure import Measure
from callbacks.kept_answers import CALLBACKS
from charts.theme import Screen
from data.opened import opened
from layouts.ids import Ids
from tests.asking import body_of

WORKERS, THREADS, CONNECTIONS = 2, 4, 10
SCREENS: tuple[Screen, ...] = ("desk", "phone", "wall")
FIRST = 300  # requests that are not counted
ROUNDS = 8  # through the choices that were made before, of which those of one screen are enough
HEAD = (
    f"POST {CALLBACKS} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAccept-Encoding: gzip, br\r\n"
)


def changes(folder: Path) -> Iterator[Measure]:
    """Choices never made before and made before, over the dataset in ``folder``."""
    command = [sys.executable, "-m", "bench.changes", str(folder)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    how = f"{CONNECTIONS} connections, {WORKERS} workers, on this machine"
    for what, a_second in json.loads(done.stdout).items():
        yield Measure(f"changes of a choice {what}", f"{a_second:.0f} a second", how)


def server_of(folder: str) -> Flask:
    """What a worker serves."""
    server: Flask = create_app(Path(folder)).server
    finish_compression()
    return server


def _requests(folder: Path) -> list[bytes]:
    """A request for every page, month, directorate and order on each kind of screen, in no order."""
    dashboard = create_app(folder)
    found = []
    for screen in SCREENS:
        asked = [
            _request(body_of(dashboard, path, f"{query}{order}"), screen)
            for path, query in views(opened())
            for order in ("", "&order=paper")
        ]
        Random(1).shuffle(asked)
        found += asked
    return found


def _request(body: dict[str, Any], screen: Screen) -> bytes:
    next(each for each in body["inputs"] if each["id"] == Ids.SCREEN)["value"] = screen
    written = json.dumps(body).encode()
    return f"{HEAD}Content-Length: {len(written)}\r\n\r\n".encode() + written


@contextmanager
def _served(folder: Path) -> Iterator[int]:
    """The port that gunicorn serves ``folder`` at, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", f"bench.changes:server_of({str(folder)!r})"]
    command += ["--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS), "--threads", str(THREADS)]
    command += ["--no-control-socket", "--log-level", "error"]
    server = subprocess.Popen(command, cwd=ROOT)
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


@dataclass
class Connection:
    """One connection, and what came of the answer to its last request."""

    socket: socket.socket
    came: bytearray

    def ask(self, request: bytes) -> None:
        """Send a request."""
        self.came.clear()
        self.socket.sendall(request)

    def answered(self) -> bool:
        """Take what has come, and whether that is all of the answer."""
        self.came += self.socket.recv(1 << 18)
        head, end, body = bytes(self.came).partition(b"\r\n\r\n")
        if not end:
            return False
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.decode())
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        return len(body) >= int(length.split(b":")[1])


def _a_second(port: int, requests: Sequence[bytes]) -> float:
    """How many of ``requests`` were answered a second."""
    waiting = iter(requests)
    begun = time.perf_counter()
    with selectors.DefaultSelector() as ready:
        for request in (next(waiting) for _ in range(CONNECTIONS)):
            connection = Connection(socket.create_connection(("127.0.0.1", port)), bytearray())
            ready.register(connection.socket, selectors.EVENT_READ, connection)
            connection.ask(request)
        while ready.get_map():
            for key, _ in ready.select():
                if not key.data.answered():
                    continue
                following = next(waiting, None)
                if following is None:
                    ready.unregister(key.data.socket)
                    key.data.socket.close()
                else:
                    key.data.ask(following)
    return len(requests) / (time.perf_counter() - begun)


def main() -> None:
    """Print both, by what they are of."""
    folder = Path(sys.argv[1])
    asked = _requests(folder)
    again = asked[: len(asked) // len(SCREENS)]
    with _served(folder) as port:
        _a_second(port, asked[-FIRST:])  # until each worker has started and has learned its code
        never = _a_second(port, asked[:-FIRST])
        _a_second(port, again * WORKERS * 2)  # each worker keeps answers of its own
        found = {"never made before": never, "made before": _a_second(port, again * ROUNDS)}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
