"""Briefings as files: the address of one leads to a page that says how far it is, and then to the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dash import Dash
from flask import Response, abort, request, send_file

from briefings.contents import FORMATS, Format
from briefings.making import MIME
from callbacks.briefing_queue import Queue, State
from callbacks.plain import address_query
from data import opened
from data.following import USUAL_FOLLOWING
from data.meeting import USUAL
from data.selection import Selection, part_asked, read_selection
from layouts.pages.briefing import FILES, file_address
from layouts.plain.waiting import waiting_page
from views.site_map import BRIEFING

NOW: Final = "now"  # the part of an address that asks for the file itself
QUEUE: Final = "briefing_queue"
FULL: Final = "Many briefings are being made at the moment. This page asks again by itself."
BROKEN: Final = "It could not be made. Ask for it once more, or leave a section out; the server’s log says why."


def serve_briefings(app: Dash, linked: Sequence[str]) -> None:
    """Serve every briefing of ``app`` as a file, and pages that link to the files ``linked`` while it is made."""
    queue = app.server.extensions[QUEUE] = Queue()

    @app.server.get(FILES)
    def briefing_file() -> Response:
        kind = _kind(request.args.get("format", ""))
        dataset = part_asked(address_query(), opened.opened())
        selection, _ = read_selection(address_query(), dataset)
        selection = _told(selection)
        state = queue.ask(selection.query(), kind, opened.folder(), dataset.version)
        if state.what == "made" and state.file and NOW in request.args:
            return send_file(state.file, mimetype=MIME[kind], as_attachment=True, download_name=state.file.name)
        written = _page(state, kind, selection, linked)
        status = {"full": 503, "failed": 500}.get(state.what, 200)
        response = Response(written, status=status, mimetype="text/html")
        if state.what == "full":
            response.headers["Retry-After"] = "10"
        return response


def _kind(asked: str) -> Format:
    kind = next((each for each in FORMATS if each == asked), None)
    if kind is None:
        abort(404)
    return kind


def _told(selection: Selection) -> Selection:
    """What a briefing depends on, so that one view is one file however its address is written."""
    return replace(selection, table="", place="", words="", origin="", meeting=USUAL, following=USUAL_FOLLOWING)


def _page(state: State, kind: Format, selection: Selection, linked: Sequence[str]) -> str:
    address, back = file_address(selection, kind), selection.address(BRIEFING.path)
    name = FORMATS[kind]
    if state.what == "made":
        return waiting_page(
            f"{name}: ready",
            "The download begins by itself.",
            f"{address}&{NOW}=yes",
            linked,
            back,
            link="Download",
        )
    if state.what == "failed":
        return waiting_page(f"{name}: not made", BROKEN, address, linked, back, again=False, link="Try again")
    words = FULL
    if state.what == "being made":
        words = f"{state.done} of {state.of} parts are done." if state.of else "It has just been begun."
    elif state.what == "waiting":
        words = f"{state.ahead} before it." if state.ahead else "It is the next one."
    progress = (state.done, state.of)
    return waiting_page(f"{name}: being made", words, address, linked, back, progress=progress)
