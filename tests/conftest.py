"""What the tests share: the bundled months as a dataset, the dashboard over it, and a browser that reaches only it."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

import app as application
import loaders
from data.dataset import Dataset, open_dataset

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# The browser may speak to this machine only, and to the dashboard's port only when it asks for it itself.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="session")
def dataset_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled months, built afresh."""
    folder = tmp_path_factory.mktemp("dataset") / "bundled"
    loaders.build([application.SNAPSHOTS], folder)
    return folder


@pytest.fixture(scope="session")
def dataset(dataset_folder: Path) -> Dataset:
    """The bundled months, as the pages read them."""
    return open_dataset(dataset_folder)


@pytest.fixture(scope="session")
def dashboard(dataset_folder: Path) -> Dash:
    """The dashboard over the bundled months; Dash allows one in a process."""
    return application.create_app(dataset_folder)


@pytest.fixture
def client(dashboard: Dash) -> FlaskClient:
    """Asks the dashboard without a network or a browser."""
    client: FlaskClient = dashboard.server.test_client()
    return client


@pytest.fixture(scope="session")
def address(dashboard: Dash) -> Iterator[str]:
    """Where the dashboard is served for the browser, as `python app.py` serves it."""
    server = make_server("127.0.0.1", 0, dashboard.server, threaded=True, request_handler=application.Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of the machine; none is downloaded."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.fail("no Chromium on this machine: run `make test`, which installs one, or name one in CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()
