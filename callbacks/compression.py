"""Small on the wire: pages and answers are compressed quickly as they go out, files once and thoroughly.

The scripts and stylesheets of a first page are 2.7 MB; brotli brings them to a quarter. Its best quality takes
about three seconds for all of them, so it runs beside the server, once for each version of a file, and what it
made is kept on disk for the next start. Until a file is ready it is compressed quickly like any other reply.
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
from contextlib import suppress
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import brotli  # type: ignore[import-untyped]
from flask import Flask, Response, request
from flask_compress import Compress

KEPT: Final = Path(__file__).resolve().parent.parent / "build" / "compressed"
ALGORITHMS: Final = ["br", "gzip"]
COMPRESSION: Final = "compression"
PLAIN: Final = {"Accept-Encoding": "identity"}
LINKED: Final = re.compile(r'<(?:script|link)[^>]* (?:src|href)="(/[^"]+\.(?:js|css)[^"]*)"')


def compress(server: Flask, kept: Path = KEPT) -> threading.Thread:
    """Compress the replies of ``server``; call this last, since it asks for the first page to see which files it links.

    The thread returned ends when each of these files is ready at the best quality. It keeps them in ``kept``.
    """
    # Browsers that take zstd take brotli too, and at this speed brotli is smaller.
    server.config.update(COMPRESS_ALGORITHM=ALGORITHMS, COMPRESS_ALGORITHM_STREAMING=ALGORITHMS)
    server.config.update(COMPRESS_BR_LEVEL=5, COMPRESS_MIN_SIZE=1000)
    Compress(server)
    ready: dict[str, tuple[bytes, str | None]] = {}

    @server.before_request
    def send_ready() -> Response | None:
        taken = [name for name in ALGORITHMS if request.accept_encodings.quality(name) > 0]
        # The package that compresses would take ``br;q=0``, which means no brotli, for a wish.
        request.environ["HTTP_ACCEPT_ENCODING"] = ", ".join(taken) or "identity"
        if request.path not in ready or "br" not in taken:
            return None
        body, kind = ready[request.path]
        return Response(body, headers={"Content-Encoding": "br", "Vary": "Accept-Encoding"}, mimetype=kind)

    client = server.test_client()
    addresses = LINKED.findall(client.get("/", headers=PLAIN).text)

    def prepare() -> None:
        for address in addresses:
            reply = client.get(address, headers=PLAIN)
            if reply.status_code == 200:
                ready[urlsplit(address).path] = (squeeze(reply.data, kept), reply.mimetype)

    worker = threading.Thread(target=prepare, name=COMPRESSION, daemon=True)
    worker.start()
    return worker


def squeeze(content: bytes, kept: Path) -> bytes:
    """``content`` in brotli's best quality, read from ``kept`` where an earlier start has made it."""
    place = kept / f"{hashlib.sha256(content).hexdigest()}.br"
    if place.is_file():
        return place.read_bytes()
    squeezed = brotli.compress(content, quality=11)
    with suppress(OSError):  # a server without a disk to write to works from memory
        kept.mkdir(parents=True, exist_ok=True)
        beside = place.with_suffix(f".{os.getpid()}")
        beside.write_bytes(squeezed)
        beside.replace(place)
    return squeezed
