"""One script and one stylesheet for a first page instead of a dozen of each: a browser asks for few files at a time.

They are joined when the dashboard starts, from the files that the page links, in their order. Each stays a readable
file of its own, and the address of what was joined changes whenever one of them does.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import Final

from dash import Dash
from flask import Flask, Response, abort

SCRIPT: Final = re.compile(r'<script src="(?P<address>[^"]+)"></script>\n?')
STYLESHEET: Final = re.compile(r'<link rel="stylesheet" href="(?P<address>[^"]+)">\n?')
KINDS: Final = ((SCRIPT, b"\n;\n", "js", "text/javascript"), (STYLESHEET, b"\n", "css", "text/css"))
# These fetch further files from beside themselves; the chart library is kept where only our own files have changed.
APART: Final = re.compile(r"/dash-renderer/|/dcc/(?!async-graph)|/plotly-")


@dataclass
class JoinedFiles:
    """What was joined, by its address, and which addresses it stands for."""

    contents: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)  # of each file, the address of what it is part of

    def linked_once(self, tags: str) -> str:
        """``tags`` of scripts or stylesheets, with those that were joined replaced by one."""
        linked: set[str] = set()

        def replaced(tag: re.Match[str]) -> str:
            joined = self.links.get(tag["address"])
            if joined is None:
                return tag[0]
            first = joined not in linked
            linked.add(joined)
            return tag[0].replace(tag["address"], joined) if first else ""

        return STYLESHEET.sub(replaced, SCRIPT.sub(replaced, tags))


def serve_joined(server: Flask) -> JoinedFiles:
    """Serve what ``join_files`` will have joined."""
    joined = JoinedFiles()

    @server.get("/packages/<name>")
    def joined_file(name: str) -> Response:
        address = f"/packages/{name}"
        if address not in joined.contents:
            abort(404)
        content, kind = joined.contents[address]
        return Response(content, mimetype=kind)

    return joined


def join_files(app: Dash, joined: JoinedFiles) -> None:
    """Join what the first page of ``app`` links; call this when all else is set up."""
    with app.server.test_request_context("/_dash-dependencies"):
        app.server.preprocess_request()  # Dash finds the files then
    with app.server.test_request_context("/"):
        page = app.index()  # not asked of the server, which refuses it where there are no figures to show
    for links, between, ending, kind in KINDS:
        addresses = [each["address"] for each in links.finditer(page) if not APART.search(each["address"])]
        content = between.join(_file(app.server, each) for each in addresses)
        address = f"/packages/dashboard-{hashlib.sha256(content).hexdigest()[:12]}.min.{ending}"
        joined.contents[address] = (content, kind)
        joined.links |= dict.fromkeys(addresses, address)


def _file(server: Flask, address: str) -> bytes:
    """What ``server`` sends for ``address``; a request proper would end its setting up."""
    with server.test_request_context(address):
        server.preprocess_request()
        response = server.make_response(server.dispatch_request())
        response.direct_passthrough = False
        return response.get_data()
