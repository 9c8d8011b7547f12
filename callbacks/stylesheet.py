"""Bootstrap's stylesheet, served from the package that is installed: neither fetched from a host nor copied here."""

from __future__ import annotations

import hashlib
from importlib.metadata import distribution
from pathlib import Path

from flask import Flask, Response


def serve_bootstrap(server: Flask) -> str:
    """Serve Bootstrap's stylesheet from ``server`` and return its address, which changes when the file does."""
    package = distribution("bootstrap-flask")
    content = Path(str(package.locate_file("flask_bootstrap/static/bootstrap5/css/bootstrap.min.css"))).read_bytes()
    address = f"/packages/bootstrap-{hashlib.sha256(content).hexdigest()[:12]}.min.css"

    @server.get(address)
    def bootstrap() -> Response:
        return Response(content, mimetype="text/css")

    return address
