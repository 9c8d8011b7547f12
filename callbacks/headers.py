"""What every reply tells the browser: nothing from another host, no framing, and how long a file may be kept.

Set on every reply, refusals and errors included, because a header that is missing on one page protects none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dash import Dash
from dash.fingerprint import check_fingerprint
from flask import Response, request

ALWAYS: Final = {
    # Plotly's chart menu can post a chart's data to another site through a pop-up. No content policy stops that;
    # an opener policy does, since the page cannot reach the pop-up then.
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
ONE_YEAR: Final = "public, max-age=31536000, immutable"


def add_headers(app: Dash) -> None:
    """Send the headers with every reply of ``app``; call this after all callbacks are registered."""
    headers = {**ALWAYS, "Content-Security-Policy": content_policy(app.csp_hashes())}

    @app.server.after_request
    def add(response: Response) -> Response:
        response.headers.update(headers)
        if response.status_code == 200 and _names_its_version():
            response.headers["Cache-Control"] = ONE_YEAR
        else:
            response.headers["Cache-Control"] = "no-cache"
        return response


def content_policy(script_hashes: Sequence[str]) -> str:
    """The content security policy; ``script_hashes`` name the inline scripts that Dash writes.

    Styles may stand inline because Plotly and React set them that way; other scripts may not.
    """
    rules = {
        "default-src": ["'self'"],
        "script-src": ["'self'", *script_hashes],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


def _names_its_version() -> bool:
    """Whether the address changes with the file: Dash adds a time of change, a version, or we add a digest."""
    path = request.path
    if path.startswith("/assets/"):
        return "m" in request.args
    return path.startswith("/packages/") or (
        path.startswith("/_dash-component-suites/") and bool(check_fingerprint(path)[1])
    )
