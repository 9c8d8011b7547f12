"""No request makes an answer that is much larger than its page, whatever stands in its address."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from dash import Dash
from flask.testing import FlaskClient

from callbacks.kept_answers import CALLBACKS
from callbacks.refusals import LARGEST_BODY
from data.address_parts import LONGEST, parts
from data.dataset import Dataset
from data.formatting import slug
from layouts.plain.markup import plain_address
from tests.asking import body_of
from views.site_map import PAGES, PRESENT, SOURCES, Page

NAMES = (
    *("month", "committee", "directorate", "group", "service", "care", "order", "table", "at", "q", "back"),
    *("kind", "line", "measure", "basis", "comparison", "screens", "screen", "data", "from", "csv", "unknown"),
)
MOST = 50_000  # bytes
LONG = 5000
VALUES = {
    "long": "a" * LONG,
    "beyond ASCII": "日" * LONG,
    "an address": "/sources?back=" * (LONG // 14),
    "escaped": "%" * LONG,
    "dashes": "a-" * (LONG // 2),
    "commas": "a," * (LONG // 2),
    "deep": "[" * LONG,
    "markup": "<b>&\"'" * (LONG // 6),
    "digits": "9" * LONG,
    "nothing that text can hold": "\ud800" * 50,
    "no letters": "\x00\x7f\u202e" * (LONG // 3),
    "an address that is none": "http://[",
}
PLAIN = {"Accept-Encoding": "identity"}


def _size(client: FlaskClient, dashboard: Dash, path: str, query: str) -> int:
    reply = client.post(CALLBACKS, json=body_of(dashboard, path, query), headers=PLAIN)
    assert reply.status_code == 200
    assert "could not be made" not in reply.text
    return len(reply.data)


def _written(value: str) -> str:
    return value if "\ud800" in value else quote(value)


def _all_parts(value: str) -> str:
    """Every part with as much of the value as a request has room for."""
    return "?" + "&".join(f"{name}={_written(value)[:1200]}" for name in NAMES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_an_answer_stays_under_twice_its_usual_size(client: FlaskClient, dashboard: Dash, page: Page) -> None:
    usual = _size(client, dashboard, page.path, "?q=a")
    for value in VALUES.values():
        assert _size(client, dashboard, page.path, _all_parts(value)) < 2 * usual, value[:9]
    for name in NAMES:
        query = f"?{name}={_written(VALUES['beyond ASCII'])}"
        assert _size(client, dashboard, page.path, query) < 2 * usual, name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_a_plain_page_does_too(client: FlaskClient, page: Page) -> None:
    address = plain_address(page.path)
    usual = len(client.get(f"{address}?q=a", headers=PLAIN).data)
    for value in VALUES.values():
        if "\ud800" not in value:
            asked = [*(f"?{name}={quote(value)}" for name in ("q", "line", "at", "from")), _all_parts(value)]
            for query in asked:
                reply = client.get(address + query.replace("csv", "other"), headers=PLAIN)
                assert reply.status_code == 200
                assert len(reply.data) < 2 * usual, query[:20]


def test_the_shell_of_a_page_does_too(client: FlaskClient) -> None:
    usual = len(client.get("/", headers=PLAIN).data)
    for value in VALUES.values():
        if "\ud800" not in value:
            for query in (f"?q={quote(value)}", f"?q={quote(value)[:1200]}"):
                assert len(client.get(f"/{query}", headers=PLAIN).data) < 2 * usual


def test_a_way_back_that_is_no_address_of_ours_is_left_out(client: FlaskClient, dashboard: Dash) -> None:
    for back in ("http://[", "//[", "//elsewhere.example/", "/\ud800", "/日"):
        assert _size(client, dashboard, SOURCES.path, f"?month=2020-01&at=line-1026&back={back}")


def test_a_meeting_shows_a_screen_once(client: FlaskClient, dashboard: Dash) -> None:
    usual = _size(client, dashboard, PRESENT.path, "")
    assert _size(client, dashboard, PRESENT.path, "?screens=" + ",".join(["directorates"] * 40)) < 2 * usual


def test_parts_have_a_length() -> None:
    assert parts("?line=" + "a" * 600_000) == {"line": "a" * LONGEST}
    assert parts("?q=\ud800x&month=2020-01") == {"q": "?x", "month": "2020-01"}
    assert parts(None) == parts(7) == parts("") == {}


def test_what_a_request_says_is_not_kept(client: FlaskClient, dashboard: Dash) -> None:
    for page in PAGES:
        _size(client, dashboard, page.path, "")
    before = slug.cache_info().currsize
    for page in PAGES:
        for name in NAMES:
            _size(client, dashboard, page.path, f"?{name}=never-asked-before-{name}")
    assert slug.cache_info().currsize == before


@pytest.mark.parametrize(("length", "status"), [(LARGEST_BODY + 1, 413), (600_000, 413)])
def test_a_body_is_64_kb_at_most(client: FlaskClient, length: int, status: int) -> None:
    assert LARGEST_BODY == 64 * 1024
    body = b'{"output": "' + b"a" * (length - 14) + b'"}'
    assert client.post(CALLBACKS, data=body, content_type="application/json").status_code == status


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_the_answer_to_a_choice_is_short_before_it_is_compressed(
    client: FlaskClient, dashboard: Dash, dataset: Dataset, page: Page
) -> None:
    for month in dataset.months:
        assert _size(client, dashboard, page.path, f"?month={month.key}") <= MOST, month.key
