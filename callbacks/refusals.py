"""Requests that are refused, in plain words: unknown addresses, forged or oversized callback bodies, other sites.

Dash answers an unknown address with the page's shell and status 200, and a malformed callback body with status
500. A refusal here says what is wrong and what to do, and nothing about the machine behind it.
"""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Sequence
from html import escape
from typing import Any, Final
from urllib.parse import urlsplit

from dash import Dash, html, set_props
from dash.exceptions import DependencyException, InvalidResourceError
from flask import Flask, Response, abort, redirect, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from callbacks.hosts import SETTING, asks_for_another_host, named_hosts
from callbacks.kept_answers import CALLBACKS, not_to_be_kept
from callbacks.plain import address_query
from data.opened import opened
from data.store import StoreError
from layouts.ids import Ids
from layouts.pages.briefing import FILES
from layouts.plain.markup import PLAIN, head_links
from views.site_map import OVERVIEW, PAGES, PRODUCT, page_at

LARGEST_BODY: Final = 64 * 1024  # ours are of 2 kB
PAGE_ROUTES: Final = ("/", "/<path:path>")
DEVELOPER_ROUTES: Final = ("/_reload-hash",)

FAILED: Final = "This page could not be made"
WORDS: Final = {
    400: "This request is not one that the dashboard sends. Reload the page and try again.",
    403: "This request came from another site, so it was refused. Open the dashboard itself and try again.",
    404: "There is no page at this address. It may have been mistyped, or the page may have moved.",
    405: "This address cannot be used in that way.",
    413: "This request is larger than the dashboard accepts.",
    415: "The dashboard reads requests written as JSON only.",
    421: "The dashboard does not go by the name that this request used. Open it at its own address.",
    500: "Something went wrong here. The figures are unharmed. Please try again.",
    503: (
        "The figures cannot be read at the moment, and no others are shown in their place. Please tell whoever looks "
        "after this dashboard: its log says what is wrong. As soon as that is put right, this page works again."
    ),
}
TITLES: Final = {404: "Page not found", 503: "No figures at the moment"}

logger = logging.getLogger(__name__)


def refuse(app: Dash, linked: Sequence[str]) -> None:
    """Refuse what is not ours to answer; the pages that say so link to the files ``linked``."""
    server: Flask = app.server
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY

    named = named_hosts()

    @server.before_request
    def check() -> BaseResponse | None:
        if asks_for_another_host():
            abort(421)
        written = request.environ["PATH_INFO"]  # ``request.path`` has lost the first of its slashes
        tidy = re.sub("/{2,}", "/", written)
        if tidy != written and page_at(tidy.removeprefix(PLAIN)):  # as it comes of joining addresses by hand
            return redirect(f"{tidy}?{address_query()}".rstrip("?"), 308)
        # To ask for a briefing keeps the machine busy, so a page elsewhere may not have its visitors do it.
        if (request.method not in ("GET", "HEAD", "OPTIONS") or request.path == FILES) and from_another_site(named):
            abort(403)
        if request.path in DEVELOPER_ROUTES:
            abort(404)
        if request.endpoint in PAGE_ROUTES:
            if page_at(request.path) is None:
                abort(404)
            opened()
        if request.path == CALLBACKS and request.method == "POST" and not _is_ours(_body(), app.callback_map):
            abort(400)
        return None

    @server.errorhandler(HTTPException)
    def refusal(error: HTTPException) -> Response:
        status = error.code or 500
        return _reply(status, linked, error.get_response().headers.get("Allow"))

    @server.errorhandler(StoreError)
    def without_figures(_: StoreError) -> Response:
        return _reply(503, linked)  # what is wrong was logged when it was found

    @server.errorhandler(InvalidResourceError)
    @server.errorhandler(DependencyException)
    def no_such_file(_: Exception) -> Response:
        return _reply(404, linked)

    @server.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        logger.error("A request could not be answered (reference %s)", _reference(), exc_info=error)
        return _reply(500, linked)


def apologise(error: Exception) -> None:
    """Put an apology in the place of a page that could not be made, with a reference into the server's log.

    Dash would otherwise leave the last page standing, with figures that no longer match the address.
    """
    not_to_be_kept()
    if isinstance(error, StoreError):
        title, words = TITLES[503], WORDS[503]
    else:
        reference = _reference()
        logger.error("A page could not be made (reference %s)", reference, exc_info=error)
        title = FAILED
        words = f"Something went wrong here. Try another month, or quote reference {reference} when you report it."
    apology = [
        html.H1(title, tabIndex="-1"),
        html.P(words),
        html.A("Go to the newest month", href=OVERVIEW.path),
    ]
    set_props(Ids.TITLE, {"data": f"{title} – {PRODUCT}"})
    set_props(Ids.PAGE, {"children": html.Div(apology, className="apology", role="alert")})


def from_another_site(named: Sequence[str]) -> bool:
    """Whether a browser says that another site sent this request (a program that says neither is not a browser).

    Behind a proxy the host of the request may be another than the visitor asked for, but never the ``named`` ones.
    """
    sender = request.headers.get("Sec-Fetch-Site")
    if sender is not None:
        return sender not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    if origin is None:
        return False
    try:
        sent_from = urlsplit(origin)
        ours = sent_from.netloc == request.host or sent_from.hostname in named
    except ValueError:  # no address at all
        ours = False
    if not ours:
        logger.warning(
            "Refused: Origin was %.100r, but the Host header was %.100r. Where a proxy changes it, add the name that "
            "visitors use to %s (docs/deploying.md)",
            origin,
            request.host,
            SETTING,
        )
    return not ours


def _body() -> object:
    try:
        return request.get_json()
    except HTTPException:
        raise
    except Exception:  # nested more deeply than Python reads, or broken in a way that the server's own reader names
        abort(400)


def _is_ours(body: object, callbacks: dict[str, Any]) -> bool:
    """Whether ``body`` calls a callback that exists, with the inputs and outputs it was registered with."""
    if not isinstance(body, dict):
        return False
    output = body.get("output")
    callback = callbacks.get(output) if isinstance(output, str) else None
    changed = body.get("changedPropIds", [])
    return (
        callback is not None
        and "callback" in callback  # those that run in the browser are listed without a function
        and _names(body.get("inputs", [])) == [_name(each) for each in callback["inputs"]]
        and _names(body.get("state", [])) == [_name(each) for each in callback["state"]]
        and _joined(body.get("outputs")) == output
        and isinstance(changed, list)
        and all(isinstance(each, str) for each in changed)
    )


def _names(items: object) -> list[str] | None:
    """The properties that ``items`` names, or None where they are not a list of properties with values as we send.

    What a visitor chooses stands in the address as text, so a value is text or nothing.
    """
    if not isinstance(items, list):
        return None
    well_made = all(isinstance(item, dict) and isinstance(item.get("value"), str | None) for item in items)
    return [_name(item) for item in items] if well_made else None


def _name(item: dict[str, Any]) -> str:
    return f"{item.get('id')}.{item.get('property')}"


def _joined(outputs: object) -> str | None:
    """The name Dash gives to a callback with these ``outputs``."""
    if isinstance(outputs, dict):
        return _name(outputs)
    if isinstance(outputs, list) and all(isinstance(each, dict) for each in outputs):
        return f"..{'...'.join(map(_name, outputs))}.."
    return None


def _reply(status: int, linked: Sequence[str], allow: str | None = None) -> Response:
    words = WORDS.get(status, WORDS[400] if status < 500 else WORDS[500])
    wants_page = request.method in ("GET", "HEAD") and not request.path.startswith("/_")
    title = TITLES.get(status, FAILED if status >= 500 else "Request refused")
    body, kind = (_page(title, words, linked), "text/html") if wants_page else (words, "text/plain")
    response = Response(body, status=status, mimetype=kind)
    if allow:
        response.headers["Allow"] = allow
    return response


def _page(title: str, words: str, linked: Sequence[str]) -> str:
    """A page that needs no script: what is wrong, and where the pages are."""
    pages = "".join(f'<li><a href="{page.path}">{escape(page.name)}</a></li>' for page in PAGES)
    return (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title} – {escape(PRODUCT)}</title>{head_links(linked)}</head>"
        f'<body><main class="container py-5"><h1>{title}</h1><p>{words}</p>'
        f"<p>These are the pages of {escape(PRODUCT)}:</p><ul>{pages}</ul></main></body></html>"
    )


def _reference() -> str:
    return secrets.token_hex(4)
