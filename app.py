"""The dashboard: `python app.py` serves it on this machine; `gunicorn app:server` serves it to a council."""

from __future__ import annotations

import argparse
import gc
import os
import re
import sys
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import Any, Final

from dash import Dash
from flask import Flask, Response, jsonify, request
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

import loaders
from callbacks.briefings import serve_briefings
from callbacks.compression import compress
from callbacks.headers import add_headers
from callbacks.hosts import know_hosts
from callbacks.joined_files import JoinedFiles, join_files, serve_joined
from callbacks.kept_answers import keep_answers
from callbacks.plain import here_without_script, serve_plain
from callbacks.refusals import apologise, refuse
from callbacks.stylesheet import serve_bootstrap
from data import store
from data.opened import follow, opened
from layouts.frame import frame
from views.site_map import PRODUCT, page_at

ROOT: Final = Path(__file__).resolve().parent
OWN_DATASET: Final = ROOT / "dataset"
BUNDLED_DATASET: Final = ROOT / "build" / "bundled"
SNAPSHOTS: Final = ROOT / "data" / "snapshots"
MAKES_BUNDLED: Final = (SNAPSHOTS, ROOT / "data" / "reference", ROOT / "data" / "authorities", ROOT / "loaders")

DESCRIPTION: Final = "A council's monthly forecast and care activity: what changed, where, and what it costs."
UNSAFE: Final = ("DASH_ASSETS_EXTERNAL_PATH", "DASH_DEBUG", "DASH_MCP_ENABLED", "FLASK_DEBUG")
SUB_PATHS: Final = (
    "DASH_REQUESTS_PATHNAME_PREFIX",
    "DASH_ROUTES_PATHNAME_PREFIX",
    "DASH_URL_BASE_PATHNAME",
    "SCRIPT_NAME",
)
UNUSED_SCRIPTS: Final = re.compile(r'<script src="[^"]*/dash_table/[^"]*"></script>\n?')
# It serves browsers that cannot run our own scripts either; of it, the packages' scripts need this much.
POLYFILL: Final = re.compile(r'<script src="[^"]*/deps/polyfill[^"]*"></script>\n?')
RUNTIME: Final = "regenerator-runtime.js"
# What draws charts would else be asked for once the first of them is there to be drawn.
CHARTS: Final = "/_dash-component-suites/dash/dcc/async-graph.js"
# Dash tells its developer tools, which are off, the server's Python and where to ask for a newer Dash.
DEVELOPER_FACTS: Final = re.compile(r'("(?:python_version|dash_version_url)"):"[^"]*"')
INDEX: Final = """<!DOCTYPE html>
<html lang="en-GB">
<head>
{%metas%}
<title>{%title%}</title>
{%favicon%}
{%css%}
<noscript><meta http-equiv="refresh" content="0; url={%plain%}"></noscript>
</head>
<body>
{%app_entry%}
<noscript>The charts and tables are drawn with JavaScript, which this browser has switched off.
<a href="{%plain%}">Read this page as tables</a></noscript>
{%config%}
{%scripts%}
{%renderer%}
</body>
</html>"""


class SettingsError(RuntimeError):
    """The environment asks for what the dashboard cannot do safely; the message names the variable."""


class Dashboard(Dash):
    """Dash with the title of the page that was asked for, and without what no page of ours needs."""

    joined: JoinedFiles | None = None

    def interpolate_index(self, *_: Any, **parts: Any) -> str:
        """The page's shell; Dash calls this for every address."""
        page = page_at(request.path)
        parts["title"] = f"{page.title} – {PRODUCT}" if page else PRODUCT
        needed = "".join(f'<script src="{each}"></script>\n' for each in (self.get_asset_url(RUNTIME), CHARTS))
        parts["scripts"] = needed + POLYFILL.sub("", UNUSED_SCRIPTS.sub("", parts["scripts"]))
        if self.joined:
            parts["scripts"], parts["css"] = map(self.joined.linked_once, (parts["scripts"], parts["css"]))
        parts["config"] = DEVELOPER_FACTS.sub(r'\1:""', parts["config"])
        return str(super().interpolate_index(**parts)).replace("{%plain%}", escape(here_without_script()))


def create_app(directory: Path | None = None) -> Dash:
    """The dashboard over the dataset in ``directory``, or over the council's own, or over the bundled months.

    Where its folder is damaged beyond the copy in it, the pages say so, and show it as soon as it is mended. Raises
    ``SettingsError`` where a variable would open it to developers. Call it once in a process: Dash hands the callbacks
    of the package to the first app that is made.
    """
    _refuse_unsafe_settings()
    if directory is None:
        default_dataset()
    follow(lambda: directory or _folder())
    app = Dashboard(
        __name__,
        title=PRODUCT,
        update_title="",
        meta_tags=[{"name": "description", "content": DESCRIPTION}],
        index_string=INDEX,
        assets_ignore=RUNTIME,
        on_error=apologise,
    )
    stylesheet = serve_bootstrap(app.server)
    app.config.external_stylesheets = [stylesheet]
    app.layout = frame()

    @app.server.get("/healthz")
    def health() -> Response:
        dataset = opened()
        return jsonify(status="damaged" if dataset.notice else "ok", dataset=dataset.version)

    without_scripts = [stylesheet, *map(app.get_asset_url, ("style.css", "favicon.ico"))]
    serve_plain(app, without_scripts)
    serve_briefings(app, without_scripts)
    add_headers(app)
    know_hosts(app.server)
    refuse(app, without_scripts)
    keep_answers(app.server)
    joined = serve_joined(app.server)
    join_files(app, joined)
    app.joined = joined
    compress(app.server)
    # What is here now stays: Python would look all of it through again in the middle of an answer, for 50 ms.
    gc.collect()
    gc.freeze()
    return app


def _refuse_unsafe_settings() -> None:
    found = [name for name in UNSAFE if os.environ.get(name)]
    if found:
        raise SettingsError(
            f"{found[0]} is set: it would show visitors what only a developer should see, or fetch files from "
            "another host. Remove it from the environment and start again."
        )
    found = [name for name in SUB_PATHS if os.environ.get(name)]
    if found:
        raise SettingsError(
            f"{found[0]} is set, but the dashboard needs a host name of its own, such as figures.example.gov.uk, and "
            "cannot be a folder of another site: its links would lead out of the folder. Remove it from the "
            "environment, give the dashboard a name and start again: see docs/deploying.md."
        )


def default_dataset() -> Path:
    """The council's own dataset, or else the bundled months, built where that was not done since they changed."""
    if _folder() == OWN_DATASET:
        return OWN_DATASET
    if not store.holds_dataset(BUNDLED_DATASET) or _changed(*MAKES_BUNDLED) > _changed(BUNDLED_DATASET):
        loaders.build([SNAPSHOTS], BUNDLED_DATASET, afresh=True)
    return BUNDLED_DATASET


def _folder() -> Path:
    """Where the council's own dataset has a folder, that one, sound or not: other figures must not take its place."""
    return OWN_DATASET if store.has_folder(OWN_DATASET) else BUNDLED_DATASET


def _changed(*folders: Path) -> float:
    """When a file in ``folders`` was last written."""
    files = (path for folder in folders for path in folder.rglob("*") if path.suffix != ".pyc")
    return max((path.stat().st_mtime for path in files if path.is_file()), default=0.0)


def __getattr__(name: str) -> Flask:
    """``server``, made when a server asks for it, so that importing this module builds nothing."""
    if name != "server":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    server: Flask = create_app().server
    globals()["server"] = server
    return server


class Quiet(WSGIRequestHandler):
    """Says neither which software answers nor, line by line, what was asked for."""

    def version_string(self) -> str:
        """The Server header, which would name versions."""
        return "dashboard"

    def log_request(self, *_: object) -> None:
        """Requests that were answered are not news."""


def serve(app: Dash, port: int) -> BaseWSGIServer:
    """A server of ``app`` for this machine alone; port 0 takes one that is free.

    It is Flask's own, with threads, because that runs on Windows too. Council-wide use has a server of its own:
    see docs/deploying.md.
    """
    return make_server("127.0.0.1", port, app.server, threaded=True, request_handler=Quiet)


def main() -> None:
    """Serve the dashboard until Ctrl+C."""
    parser = argparse.ArgumentParser(description="Serve the dashboard on this machine.")
    parser.add_argument("--dataset", type=Path, help="folder that `python -m loaders` wrote (default: dataset)")
    parser.add_argument("--port", type=int, default=8050)
    options = parser.parse_args()
    if options.dataset and not store.has_folder(options.dataset):
        sys.exit(f"There is no folder {options.dataset}: name one that `python -m loaders build` wrote")
    try:
        app = create_app(options.dataset)
    except (SettingsError, loaders.LoadError, store.StoreError) as error:
        sys.exit(str(error))
    server = serve(app, options.port)
    print(f"The dashboard is at http://127.0.0.1:{server.port} – press Ctrl+C to stop.", flush=True)
    with suppress(KeyboardInterrupt):
        server.serve_forever()


if __name__ == "__main__":
    main()
