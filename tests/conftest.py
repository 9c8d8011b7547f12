"""What the tests share: the bundled months as a dataset, the dashboard over it, and a browser that reaches only it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient
from hypothesis import settings
from playwright.sync_api import Browser

import app as application
import loaders
from callbacks.kept_answers import EXTENSION
from data.dataset import Dataset
from data.opened import _opened, open_dataset
from tests.browser.window import open_browser
from tests.once import once

# A busy machine is not a fault, and the same change should be judged the same way twice.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def leave_the_dataset_open_as_it_was() -> Iterator[None]:
    """A test that opens a dataset of its own must not change what the pages of the next one show."""
    before = list(_opened)
    yield
    _opened[:] = before


@pytest.fixture(scope="session")
def dataset_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled months, built afresh once a session; no test writes into it."""
    return once(tmp_path_factory, "bundled", lambda folder: loaders.build([application.SNAPSHOTS], folder))


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
    """Asks the dashboard without a network or a browser; no answer is kept of an earlier test."""
    dashboard.server.extensions[EXTENSION].clear()
    client: FlaskClient = dashboard.server.test_client()
    return client


@pytest.fixture(scope="session")
def address(dashboard: Dash) -> Iterator[str]:
    """Where the dashboard is served for the browser, as `python app.py` serves it."""
    server = application.serve(dashboard, 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of the machine; none is downloaded."""
    with open_browser() as browser:
        yield browser
