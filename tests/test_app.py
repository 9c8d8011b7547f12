"""Every reply is safe to receive, and every request that is not ours is refused in plain words."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path

import brotli
import pytest
from dash import Dash
from flask import Flask, request
from flask.testing import FlaskClient
from werkzeug.test import create_environ, run_wsgi_app

import app as application
from callbacks import page
from callbacks.compression import squeeze
from callbacks.headers import ONE_YEAR
from callbacks.hosts import asks_for_another_host, know_hosts, named_hosts
from callbacks.kept_answers import CALLBACKS
from callbacks.refusals import LARGEST_BODY, from_another_site
from data.dataset import Dataset
from data.opened import COPY_SHOWN, follow
from layouts.plain.markup import plain_address
from tests.asking import body_of
from views.site_map import OVERVIEW, PAGES, PRODUCT, Page

ASSETS = Path(__file__).resolve().parent.parent / "assets"
BROTLI = {"Accept-Encoding": "gzip, br"}
PLAIN = {"Accept-Encoding": "identity"}
TELLING = re.compile(r"Traceback|File \"|/usr/|/home/|site-packages|werkzeug|flask|python|dash \d", re.IGNORECASE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_page_has_its_title_and_language(client: FlaskClient, page: Page) -> None:
    reply = client.get(page.path)
    assert reply.status_code == 200
    assert f"<title>{page.title} – {PRODUCT}</title>" in reply.text
    assert '<html lang="en-GB">' in reply.text
    assert '<meta name="description"' in reply.text
    assert '<meta name="viewport"' in reply.text
    assert "<noscript>The charts and tables are drawn with JavaScript" in reply.text


def test_page_names_no_other_host_and_no_python(client: FlaskClient) -> None:
    assert re.findall(r"https?:[^\"' ]*", client.get("/").text) == []
    assert re.search(r'"python_version":"[^"]+"', client.get("/").text) is None


def test_a_first_page_links_few_files_and_they_hold_all_that_it_needs(client: FlaskClient) -> None:
    page = client.get("/").text
    linked = re.findall(r'<(?:script|link rel="stylesheet")[^>]* (?:src|href)="([^"]+)"', page)
    assert len(linked) <= 6
    script, stylesheet = (client.get(next(each for each in linked if each.endswith(end))) for end in (".js", ".css"))
    assert (script.mimetype, stylesheet.mimetype) == ("text/javascript", "text/css")
    assert {script.headers["Cache-Control"], stylesheet.headers["Cache-Control"]} == {ONE_YEAR}
    own = {each: each.read_bytes() for each in ASSETS.iterdir() if each.suffix in (".js", ".css")}
    for file, content in own.items():
        alone = any(file.name in each for each in linked)
        joined = script.data if file.suffix == ".js" else stylesheet.data
        assert alone != (content in joined), file
    bootstrap = re.search(r'href="(/packages/bootstrap-[0-9a-f]{12}\.min\.css)"', client.get("/plain/").text)
    assert bootstrap is not None
    assert stylesheet.data.startswith(client.get(bootstrap[1]).data)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/no-such-page"),
        ("GET", "/plain/trends"),
        ("GET", "/plain/?csv=directorates"),
        ("GET", "/plain/no-such-page"),
        ("GET", "/_dash-layout"),
        ("GET", "/assets/plotly-basic.min.js"),
        ("GET", "/assets/no-such-file.css"),
        ("GET", "/healthz"),
        ("GET", "/_dash-component-suites/dash/no-such-file.js"),
        ("POST", CALLBACKS),
        ("POST", "/"),
        ("DELETE", "/healthz"),
    ],
)
def test_every_reply_carries_the_headers(client: FlaskClient, method: str, path: str) -> None:
    headers = client.open(path, method=method).headers
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Frame-Options"] == "DENY"
    assert "camera=()" in headers["Permissions-Policy"]
    policy = dict(rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; "))
    assert policy["frame-ancestors"] == policy["object-src"] == "'none'"
    assert policy["base-uri"] == policy["form-action"] == policy["connect-src"] == "'self'"
    assert policy["img-src"] == "'self' data: blob:"
    assert policy["script-src"].startswith("'self' 'sha256-")
    assert "unsafe" not in policy["script-src"]


def test_health_names_the_dataset(client: FlaskClient, dataset: Dataset) -> None:
    reply = client.get("/healthz")
    assert (reply.status_code, reply.json) == (200, {"status": "ok", "dataset": dataset.version})


@pytest.mark.parametrize(
    "path",
    [
        "/no-such-page",
        "/forecast-variance/deeper",
        "/..%2fetc",
        "/_mcp",
        "/_reload-hash",
        "/plain/no-such-page",
        "/plain/plain/trends",
    ],
)
def test_unknown_address_is_not_found(client: FlaskClient, path: str) -> None:
    reply = client.get(path)
    assert reply.status_code == 404
    assert path not in reply.text
    assert TELLING.search(reply.text) is None


def test_not_found_page_leads_to_every_page_without_a_script(client: FlaskClient) -> None:
    text = client.get("/no-such-page").text
    assert all(f'<a href="{page.path}">{page.name}</a>' in text for page in PAGES)
    assert "<script" not in text
    assert '<html lang="en-GB">' in text


@pytest.mark.parametrize("path", ["/_mcp", "/", "/_reload-hash"])
def test_nothing_but_callbacks_can_be_posted(client: FlaskClient, path: str) -> None:
    assert client.post(path, json={}).status_code in (404, 405)


def test_a_callback_as_the_browser_sends_it_is_answered(client: FlaskClient, dashboard: Dash) -> None:
    assert client.post(CALLBACKS, json=body_of(dashboard)).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("{}", id="empty"),
        pytest.param("[1]", id="a list"),
        pytest.param("null", id="null"),
        pytest.param("", id="nothing"),
        pytest.param("{", id="cut off"),
        pytest.param("[" * 30_000 + "]" * 30_000, id="30,000 deep"),
        pytest.param('{"output": ' + "[" * 30_000 + "]" * 30_000 + "}", id="an output 30,000 deep"),
        pytest.param("\ud800".encode("utf-8", "surrogatepass"), id="not text"),
    ],
)
def test_malformed_body_is_refused(client: FlaskClient, body: str | bytes) -> None:
    reply = client.post(CALLBACKS, data=body, content_type="application/json")
    assert reply.status_code == 400
    assert len(reply.text) < 200
    assert TELLING.search(reply.text) is None


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"output": "no-such.children"}, id="unknown output"),
        pytest.param({"output": 7}, id="an output that is a number"),
        pytest.param({"output": None}, id="no output"),
        pytest.param({"outputs": {}}, id="outputs without names"),
        pytest.param({"outputs": "page.children"}, id="outputs as text"),
        pytest.param({"outputs": [1]}, id="outputs as numbers"),
        pytest.param({"inputs": 7}, id="inputs as a number"),
        pytest.param({"inputs": []}, id="no inputs"),
        pytest.param({"inputs": [[], []]}, id="inputs as lists"),
        pytest.param({"inputs": [{"id": {}, "property": [], "value": "/"}]}, id="an input without a name"),
        pytest.param({"state": "text"}, id="state as text"),
        pytest.param({"changedPropIds": 7}, id="changes as a number"),
        pytest.param({"changedPropIds": [{}]}, id="changes as dictionaries"),
    ],
)
def test_forged_callback_is_refused(client: FlaskClient, dashboard: Dash, changes: dict[str, object]) -> None:
    reply = client.post(CALLBACKS, json=body_of(dashboard, **changes))
    assert reply.status_code == 400
    assert TELLING.search(reply.text) is None


def test_callback_of_the_browser_cannot_be_called_here(client: FlaskClient, dashboard: Dash) -> None:
    clientside = [key for key, each in dashboard.callback_map.items() if "callback" not in each]
    assert clientside
    for output in clientside:
        reply = client.post(CALLBACKS, json=body_of(dashboard, output=output))
        assert reply.status_code == 400


@pytest.mark.parametrize("value", [7, [], {"deep": {"er": []}}, True], ids=str)
def test_value_of_a_wrong_type_is_refused(client: FlaskClient, dashboard: Dash, value: object) -> None:
    body = body_of(dashboard)
    for item in body["inputs"]:
        item["value"] = value
    assert client.post(CALLBACKS, json=body).status_code == 400


@pytest.mark.parametrize(
    "address", ["", "?", "?month=1066-13", "?month=&month=", "?" + "a" * 5000, "?%00=%ff", "?🦆=🦆"]
)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_any_address_is_answered(client: FlaskClient, dashboard: Dash, page: Page, address: str) -> None:
    reply = client.post(CALLBACKS, json=body_of(dashboard, page.path, address))
    assert reply.status_code == 200
    assert "could not be made" not in reply.text


def test_body_over_the_limit_is_refused(client: FlaskClient) -> None:
    body = json.dumps({"output": "a" * LARGEST_BODY})
    assert client.post(CALLBACKS, data=body, content_type="application/json").status_code == 413


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_body_that_is_not_json_is_refused(client: FlaskClient, dashboard: Dash, kind: str) -> None:
    body = json.dumps(body_of(dashboard))
    assert client.post(CALLBACKS, data=body, content_type=kind).status_code in (400, 415)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost"}, 200),
        ({}, 200),
    ],
    ids=str,
)
def test_only_our_own_pages_may_post(
    client: FlaskClient, dashboard: Dash, headers: dict[str, str], status: int
) -> None:
    assert client.post(CALLBACKS, json=body_of(dashboard), headers=headers).status_code == status


def test_an_error_of_ours_is_answered_politely(
    client: FlaskClient, dashboard: Dash, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    body = body_of(dashboard)

    def fail(*_: object, **__: object) -> None:
        raise ValueError("/secret/path")

    monkeypatch.setitem(dashboard.callback_map[body["output"]], "callback", fail)
    reply = client.post(CALLBACKS, json=body)
    assert reply.status_code == 500
    assert "Something went wrong" in reply.text
    assert "/secret/path" not in reply.text
    assert "/secret/path" in caplog.text


def test_a_page_that_cannot_be_made_is_replaced_by_an_apology(
    client: FlaskClient, dashboard: Dash, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("/secret/path")

    monkeypatch.setitem(page.VIEWS, OVERVIEW, fail)
    reply = client.post(CALLBACKS, json=body_of(dashboard))
    assert reply.status_code == 200
    assert "This page could not be made" in reply.text
    assert "/secret/path" not in reply.text
    reference = re.search(r"reference ([0-9a-f]{8})", reply.text)
    assert reference is not None
    assert reference[1] in caplog.text


def test_linked_files_are_kept_for_a_year_and_others_are_asked_for_again(client: FlaskClient) -> None:
    linked = re.findall(r'(?:src|href)="(/[^"]+\.(?:js|css)[^"]*)"', client.get("/", headers=PLAIN).text)
    assert linked
    assert {client.get(file).headers["Cache-Control"] for file in linked} == {ONE_YEAR}
    assert client.get("/").headers["Cache-Control"] == "no-cache"
    assert client.get("/assets/plotly-basic.min.js").headers["Cache-Control"] == "no-cache"
    assert client.get("/assets/no-such-file.js?m=1").headers["Cache-Control"] == "no-cache"


def test_compressed_file_is_the_file(client: FlaskClient) -> None:
    plain = client.get("/assets/plotly-basic.min.js", headers=PLAIN).data
    reply = client.get("/assets/plotly-basic.min.js", headers=BROTLI)
    assert reply.headers["Content-Encoding"] == "br"
    assert "Accept-Encoding" in reply.headers["Vary"]
    assert brotli.decompress(reply.data) == plain


def test_squeezed_content_is_made_once(tmp_path) -> None:
    content = b"figures " * 1000
    first = squeeze(content, tmp_path / "kept")
    (kept,) = (tmp_path / "kept").iterdir()
    assert brotli.decompress(first) == content
    kept.write_bytes(b"kept")
    assert squeeze(content, tmp_path / "kept") == b"kept"


HOST = "figures.example.gov.uk"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("127.0.0.1", 200),
        ("127.0.0.1:8050", 200),
        ("LOCALHOST:1", 200),
        ("rebound.example", 421),
        (HOST, 421),
        ("127.0.0.1.rebound.example", 421),
        ("localhost@rebound.example", 421),
        ("localhost:8050:1", 421),
        ("xn--", 421),
        ("xn--a", 421),
        ("[::1", 421),
        ("", 421),
        ("a" * 5000, 421),
        ("\xff", 421),
    ],
)
def test_no_other_host_is_answered_or_echoed(
    dashboard: Dash, caplog: pytest.LogCaptureFixture, host: str, status: int
) -> None:
    for path in ("/", "/plain/?csv=directorates", "/plain", "/no-such-page", "/healthz", "/_dash-layout"):
        caplog.clear()
        # Not by a client of Flask's, which reads some of these hosts itself and fails.
        body, line, headers = run_wsgi_app(dashboard.server, {**create_environ(path), "HTTP_HOST": host})
        assert (line.split()[0] == "421") == (status == 421)
        if status == 421:
            assert not host or host not in f"{headers}{b''.join(body)!r}"
            assert "the Host header was" in caplog.text
            assert "DASHBOARD_HOSTS" in caplog.text
            assert "Traceback" not in caplog.text


@pytest.fixture
def behind_a_proxy(monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A server that a council has given two names of its own."""
    monkeypatch.setenv("DASHBOARD_HOSTS", f"{HOST}, Other.Example.gov.uk")
    server = Flask("behind a proxy")
    know_hosts(server)
    named = named_hosts()

    @server.route("/", methods=["GET", "POST"])
    def answer() -> tuple[str, int]:
        if asks_for_another_host() or (request.method == "POST" and from_another_site(named)):
            return "", 403
        return request.url, 200

    return server.test_client()


@pytest.mark.parametrize(
    ("headers", "address"),
    [
        ({"Host": HOST}, f"http://{HOST}/"),
        ({"Host": "other.example.gov.uk:8443"}, "http://other.example.gov.uk:8443/"),
        ({"Host": "127.0.0.1:8050", "X-Forwarded-Host": HOST}, f"http://{HOST}/"),
        ({"Host": "10.0.0.5", "X-Forwarded-Host": HOST}, f"http://{HOST}/"),
        ({"Host": "127.0.0.1:8050", "X-Forwarded-Host": "rebound.example"}, "http://127.0.0.1:8050/"),
    ],
    ids=str,
)
def test_a_council_s_own_names_are_answered(behind_a_proxy: FlaskClient, headers: dict[str, str], address: str) -> None:
    assert behind_a_proxy.get("/", headers=headers).text == address
    assert behind_a_proxy.post("/", headers={**headers, "Origin": f"https://{HOST}"}).status_code == 200
    assert behind_a_proxy.post("/", headers={**headers, "Origin": "https://rebound.example"}).status_code == 403


@pytest.mark.parametrize(
    "headers", [{"Host": "rebound.example"}, {"Host": "10.0.0.5", "X-Forwarded-Host": "x.example"}]
)
def test_any_other_name_is_not(behind_a_proxy: FlaskClient, headers: dict[str, str]) -> None:
    assert behind_a_proxy.get("/", headers=headers).status_code == 403


def test_who_is_refused_behind_a_proxy_finds_the_cause_in_the_log(
    client: FlaskClient, dashboard: Dash, caplog: pytest.LogCaptureFixture
) -> None:
    headers = {"Host": "127.0.0.1:8050", "Origin": f"https://{HOST}", "X-Forwarded-Host": HOST}
    assert client.post(CALLBACKS, json=body_of(dashboard), headers=headers).status_code == 403
    assert f"Origin was 'https://{HOST}', but the Host header was '127.0.0.1:8050'" in caplog.text
    assert "DASHBOARD_HOSTS" in caplog.text


@pytest.mark.parametrize("origin", ["http://[::1", "http://[", "//", "http://localhost:99999999", "\xff"])
def test_an_origin_that_is_no_address_is_refused(
    client: FlaskClient, dashboard: Dash, caplog: pytest.LogCaptureFixture, origin: str
) -> None:
    assert client.post(CALLBACKS, json=body_of(dashboard), headers={"Origin": origin}).status_code == 403
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize(
    "path", ["dash/no-such-file.js", "no-such-suite/x.js", "dash/../../app.py", "dash/deps/%00.js", "dash/", "%ff/%ff"]
)
def test_a_file_that_no_suite_has_is_not_found(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    reply = client.get(f"/_dash-component-suites/{path}")
    assert reply.status_code == 404
    assert caplog.text == ""


class BrokenBody(io.RawIOBase):
    """A body that the server cannot read on, as one in chunks whose sizes are wrong."""

    def readable(self) -> bool:
        return True

    def readinto(self, _: object) -> int:
        raise ValueError("Invalid chunk size: b'zz'")


def test_a_body_that_breaks_off_is_refused(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    environ: dict[str, object] = {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
    environ |= {"wsgi.input": BrokenBody(), "CONTENT_TYPE": "application/json"}
    reply = client.post(CALLBACKS, environ_overrides=environ)
    assert reply.status_code == 400
    assert caplog.text == ""


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("//trends", "/trends"),
        ("///", "/"),
        ("/trends//", "/trends/"),
        ("//plain//trends", "/plain/trends"),
        ("//trends?month=2018-05&q=%E2%9C%93", "/trends?month=2018-05&q=%E2%9C%93"),
    ],
)
def test_slashes_too_many_lead_to_the_page(client: FlaskClient, path: str, leads_to: str) -> None:
    where, _, query = path.partition("?")
    reply = client.get("/", environ_overrides={"PATH_INFO": where, "QUERY_STRING": query})
    assert (reply.status_code, reply.headers["Location"]) == (308, leads_to)
    assert client.get(leads_to).status_code == 200


@pytest.mark.parametrize("path", ["//elsewhere.example/trends", "//elsewhere.example", "/\\elsewhere.example"])
def test_slashes_too_many_lead_nowhere_else(client: FlaskClient, path: str) -> None:
    reply = client.get("/", environ_overrides={"PATH_INFO": path})
    assert reply.status_code == 404
    assert "Location" not in reply.headers


def test_a_path_escaped_without_need_is_its_page(client: FlaskClient, dashboard: Dash) -> None:
    assert client.get("/%74rends").status_code == 200
    expected = client.post(CALLBACKS, json=body_of(dashboard, "/trends")).json
    assert client.post(CALLBACKS, json=body_of(dashboard, "/%74rends")).json == expected


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("br", "br"),
        ("gzip, br", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0", None),
        ("br;q=0, gzip;q=0, *", None),
        ("*;q=1, br;q=0", "gzip"),
        ("identity", None),
        ("", None),
        ("br;q=x, ;;,", None),
    ],
)
@pytest.mark.parametrize("path", ["/", "/assets/plotly-basic.min.js"])
def test_an_encoding_that_is_declined_is_not_sent(
    client: FlaskClient, path: str, accepted: str, sent: str | None
) -> None:
    assert client.get(path, headers={"Accept-Encoding": accepted}).headers.get("Content-Encoding") == sent


@pytest.mark.parametrize("name", application.SUB_PATHS)
def test_will_not_start_in_a_folder_of_another_site(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "/figures/")
    with pytest.raises(application.SettingsError, match=f"{name} is set, but the dashboard needs a host name"):
        application.create_app()


@pytest.mark.parametrize("name", application.UNSAFE)
def test_will_not_start_open_to_developers(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "true")
    with pytest.raises(application.SettingsError, match=f"{name} is set"):
        application.create_app()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_without_figures_every_page_says_so_and_comes_back_by_itself(
    client: FlaskClient, dashboard: Dash, dataset_folder: Path, tmp_path: Path, page: Page
) -> None:
    own = tmp_path / "dataset"
    own.mkdir()
    follow(lambda: own)
    for address in (page.path, plain_address(page.path)):
        reply = client.get(address)
        assert (reply.status_code, "<h1>No figures at the moment</h1>" in reply.text) == (503, True)
        assert TELLING.search(reply.text) is None
        assert str(own) not in reply.text
    assert client.get("/healthz").status_code == 503
    assert "No figures at the moment" in client.post(CALLBACKS, json=body_of(dashboard, page.path)).text
    shutil.copytree(dataset_folder, own, dirs_exist_ok=True)
    for address in (page.path, plain_address(page.path)):
        assert client.get(address).status_code == 200
    assert "No figures" not in client.post(CALLBACKS, json=body_of(dashboard, page.path)).text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_a_damaged_dataset_is_said_on_every_page(
    client: FlaskClient, dashboard: Dash, dataset_folder: Path, tmp_path: Path, page: Page
) -> None:
    own = tmp_path / "dataset"
    shutil.copytree(dataset_folder, own)
    (own / "manifest.json").unlink()
    follow(lambda: own)
    assert COPY_SHOWN in client.get(plain_address(page.path)).text
    assert COPY_SHOWN in client.post(CALLBACKS, json=body_of(dashboard, page.path)).text
    reply = client.get("/healthz")
    assert (reply.status_code, reply.json and reply.json["status"]) == (200, "damaged")


def test_a_folder_of_the_council_s_own_never_gives_way_to_the_bundled_months(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(application, "OWN_DATASET", tmp_path / "dataset")
    monkeypatch.setattr(application, "_changed", lambda *_: 0.0)
    monkeypatch.setattr(application, "BUNDLED_DATASET", tmp_path / "bundled")
    monkeypatch.setattr(application.loaders, "build", lambda *_, **__: None)
    assert application.default_dataset() == tmp_path / "bundled"
    (tmp_path / "dataset").mkdir()
    assert application.default_dataset() == tmp_path / "dataset"
