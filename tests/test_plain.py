"""Every page can be read without a script: the same words and numbers, safe to receive, with each card as a file."""

from __future__ import annotations

import csv
import io
import re
from html import escape
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from callbacks import page as page_callback
from callbacks.briefing_queue import Queue, State
from callbacks.page import show_page
from data.dataset import Dataset
from data.formatting import month_name
from layouts.pages.briefing import FILES
from layouts.plain.markup import PLAIN, plain_address
from tests.layouts.test_pages import nodes
from views.chart_keys import Charts
from views.site_map import FIND, OVERVIEW, PAGES, TRENDS, VARIANCE, Page

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)


class Reader(HTMLParser):
    """Notes every element with its attributes, and complains of one that is not closed in its place."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "input", "br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def named(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element called ``tag``."""
        return [attributes for name, attributes in self.elements if name == tag]


@every_page
def test_a_plain_page_says_every_heading_and_number_of_its_page(
    client: FlaskClient, dataset: Dataset, page: Page
) -> None:
    for month in dataset.months:
        address = f"{page.path}?month={month.key}&q=care"
        said = re.sub(r"<[^>]*>", "|", client.get(plain_address(address)).text)
        assert month_name(month.period) in said
        content = list(nodes(show_page(*address.split("?"), "desk")[0]))
        # A plain page needs no list of the keys of meeting mode.
        keys = [part for each in content if type(each).__name__ == "Dialog" for part in nodes(each)]
        told = [each.children for each in content if type(each).__name__ in ("H1", "H2", "Td", "Th")]
        for words in told:
            if isinstance(words, str) and words not in keys:
                assert f"|{escape(words)}|" in said


@every_page
def test_a_plain_page_is_well_formed_and_holds_no_script(client: FlaskClient, page: Page) -> None:
    read = Reader(client.get(plain_address(page.path)).text)
    assert {tag for tag, _ in read.elements} & {"script", "iframe", "object", "style", "img", "svg"} == set()
    assert not [name for _, attributes in read.elements for name in attributes if name.startswith("on")]
    assert read.named("html") == [{"lang": "en-GB"}]
    ids = [attributes["id"] for _, attributes in read.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


@every_page
def test_links_of_a_plain_page_stay_among_the_plain_pages(client: FlaskClient, page: Page) -> None:
    read = Reader(client.get(plain_address(f"{page.path}?q=care")).text)
    targets = [str(link["href"]) for link in read.named("a")]
    others = [target for target in targets if not target.startswith((f"{PLAIN}/", "#", "?", FILES))]
    assert others == [f"{page.path}?q=care"]
    for target in {target.split("#")[0] for target in targets if target.startswith(PLAIN)}:
        assert client.get(target).status_code == 200


def test_a_place_in_the_paper_is_where_its_link_leads(client: FlaskClient) -> None:
    text = client.get(f"{PLAIN}{VARIANCE.path}").text
    target = re.search(r'href="(/plain/sources[^"#]*at=[^"#]*)#cited"', text)
    assert target is not None
    assert client.get(target[1].replace("&amp;", "&")).text.count('id="cited"') == 1


def test_choices_are_forms_that_keep_the_rest_of_the_view(client: FlaskClient) -> None:
    read = Reader(client.get(f"{PLAIN}{TRENDS.path}?month=2018-05&basis=reported&order=paper&at=line-1").text)
    kept = [(each["name"], each["value"]) for each in read.named("input") if each["type"] == "hidden"]
    search, frame, page = [("month", "2018-05")], [("basis", "reported")], [("month", "2018-05")]
    order = [("order", "paper")]
    assert kept == search + frame + order + page + order
    chosen = [each["value"] for each in read.named("option") if "selected" in each]
    assert (chosen[0], chosen[-1]) == ("2018-05", "reported")


@pytest.mark.parametrize("query", ["", "month=1066-13", "a=" + "b" * 5000, "%00=%ff", "🦆=🦆", "month=&month="])
@every_page
def test_any_plain_address_is_answered(client: FlaskClient, page: Page, query: str) -> None:
    assert client.get(f"{PLAIN}{page.path}?{query}").status_code == 200


@pytest.mark.parametrize("path", [f"{PLAIN}{FIND.path}", f"{PLAIN}{OVERVIEW.path}", FIND.path])
@pytest.mark.parametrize("attack", ['"><script>alert(1)</script>', "';alert(1)//"])
def test_markup_in_an_address_is_only_words(client: FlaskClient, path: str, attack: str) -> None:
    usual = len(re.findall(r"<script", client.get(path).text))
    for query in ({"q": attack}, {attack: attack}, {"at": attack}):
        text = client.get(path, query_string=query).text
        assert len(re.findall(r"<script", text)) == usual
        assert attack not in text


def test_a_value_that_is_not_known_is_noted(client: FlaskClient) -> None:
    assert "That month is not loaded." in client.get(f"{PLAIN}{VARIANCE.path}?month=1999-01").text


def test_the_page_with_charts_leads_to_its_plain_page(client: FlaskClient) -> None:
    text = client.get("/trends?month=2018-05&order=paper").text
    address = "/plain/trends?month=2018-05&amp;order=paper"
    assert f'<noscript><meta http-equiv="refresh" content="0; url={address}"></noscript>' in text
    assert f'<a href="{address}">Read this page as tables</a></noscript>' in text


def test_numbers_of_a_card_are_a_file(client: FlaskClient, dataset: Dataset) -> None:
    month = dataset.months[0].key
    reply = client.get(f"{PLAIN}/?month={month}&csv={Charts.DIRECTORATES}")
    assert reply.mimetype == "text/csv"
    assert reply.headers["Content-Disposition"] == f"attachment; filename={Charts.DIRECTORATES}-{month}.csv"
    rows = list(csv.reader(io.StringIO(reply.data.decode("utf-8-sig"))))
    assert rows[2][0].startswith("Source: ")
    assert rows[3] == [reply.request.url]
    assert re.fullmatch(r"-?\d+", rows[6][1])


@pytest.mark.parametrize("key", ["", "nothing", "content", f"{Charts.TRACK}-title", "../../etc"])
def test_a_card_that_is_not_there_is_not_found(client: FlaskClient, key: str) -> None:
    reply = client.get(f"{PLAIN}/?csv={key}")
    assert reply.status_code == 404
    assert "<h1>Page not found</h1>" in reply.text


def test_a_plain_page_that_cannot_be_made_says_so(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("/secret/path")

    monkeypatch.setitem(page_callback.VIEWS, TRENDS, fail)
    reply = client.get(f"{PLAIN}{TRENDS.path}")
    assert reply.status_code == 500
    assert "<h1>This page could not be made</h1>" in reply.text
    assert "/secret/path" not in reply.text
    assert "/secret/path" in caplog.text


def test_a_plain_page_takes_no_posts_and_is_compressed(client: FlaskClient) -> None:
    assert client.post(f"{PLAIN}/").status_code == 405
    assert client.get(f"{PLAIN}/", headers={"Accept-Encoding": "br"}).headers["Content-Encoding"] == "br"


@every_page
def test_every_choice_and_file_of_a_plain_page_names_the_month(
    client: FlaskClient, dataset: Dataset, page: Page
) -> None:
    """So that a link sent today shows the same when more months are loaded."""
    for query in ("", "?order=paper", "?month=1999-01"):
        read = Reader(client.get(plain_address(f"{page.path}{query}")).text)
        hidden = [each["value"] for each in read.named("input") if each.get("name") == "month"]
        chosen = [each for each in read.named("select") if each.get("name") == "month"]
        assert len(hidden) + len(chosen) == len(read.named("form"))
        assert set(hidden) <= {dataset.latest.key}
        files = [str(link["href"]) for link in read.named("a") if "csv=" in str(link.get("href", ""))]
        assert [each for each in files if f"month={dataset.latest.key}" not in each] == []


@pytest.mark.parametrize("address", ["/plain/", "/plain/briefing", "/no-such-page", f"{FILES}?format=docx"])
def test_a_page_without_scripts_names_its_icon_and_leads_to_others(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(Queue, "ask", lambda *_: State("full"))
    page = client.get(address).text
    icon = re.search(r'<link rel="icon" href="([^"]+)"', page)
    assert icon
    assert client.get(icon[1]).mimetype.startswith("image/")
    assert re.search(r'<a href="/', page)
