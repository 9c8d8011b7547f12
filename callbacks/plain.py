"""The plain pages: the same views at the same addresses under /plain, for a browser without JavaScript."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from dash import Dash
from flask import Response, abort, request

from callbacks.page import view_at
from data.opened import opened
from data.selection import part_asked, pinned
from layouts.plain.frame import plain_page
from layouts.plain.markup import CSV, PLAIN, plain_address
from layouts.plain.numbers import numbers_csv
from views.site_map import page_at

LONGEST_QUERY: Final = 4000  # letters that are read
REPEATED: Final = 300  # letters that a page repeats in its links; of a longer query, what it shows is said anew


def serve_plain(app: Dash, linked: Sequence[str]) -> None:
    """Serve every page of ``app`` without scripts, linked to the files ``linked``, and the numbers of each card."""

    @app.server.get(f"{PLAIN}/", defaults={"path": ""})
    @app.server.get(f"{PLAIN}/<path:path>")
    def plain(path: str) -> Response:
        page = page_at(path)
        if page is None:
            abort(404)
        query = address_query()
        dataset = part_asked(query, opened())
        content, month, selection = view_at(dataset, page, query, "desk")
        key = request.args.get(CSV)
        if len(query) > REPEATED:
            query = selection.query().removeprefix("?") + (f"&{CSV}={key}" if key else "")
        if key is None:
            written = plain_page(content, dataset, month, selection, page, query, linked)
            return Response(written, mimetype="text/html")
        numbers = numbers_csv(content, key, f"{request.base_url}?{pinned(query, selection)}")
        if numbers is None:
            abort(404)
        name = f"attachment; filename={'-'.join((key, *selection.pinned().values()))}.csv"
        return Response(numbers, mimetype="text/csv", headers={"Content-Disposition": name})


def here_without_script() -> str:
    """The address of the plain page that stands for the page asked for."""
    query = address_query()
    return plain_address(request.path + (f"?{query}" if query else ""))


def address_query() -> str:
    """The query string of the request in letters that may stand in any address; none where it is no address of ours."""
    if len(request.query_string) > LONGEST_QUERY:
        return ""
    return quote(request.query_string, safe="=&%+,-._~")
