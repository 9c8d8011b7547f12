"""Components as HTML without a script: everything escaped, nothing that only a script could use."""

from __future__ import annotations

import pytest
from dash import dcc, html

from layouts import elements
from layouts.plain.markup import markup, plain_address
from layouts.plain.numbers import csv_cell, numbers_csv


def test_text_and_attributes_are_escaped() -> None:
    assert markup(html.P("<b>&", id='"><script>'), "") == '<p id="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp;</p>'


def test_components_and_plain_cells_are_written_alike() -> None:
    assert markup(html.Td("£5k", className="n"), "") == markup(elements.value("£5k"), "") == '<td class="n">£5k</td>'


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)"]
)
def test_a_link_to_another_host_leads_nowhere(address: str) -> None:
    assert markup(dcc.Link("there", href=address), "") == "<a>there</a>"


@pytest.mark.parametrize(
    "content",
    [
        dcc.Graph(id="x"),
        html.Button("Copy", type="button"),
        html.Button("Copy"),
        html.Div("drawn", className="chart-view"),
        html.Div("drawn", className="plot"),
        html.Dialog("keys"),
        None,
        True,
    ],
    ids=str,
)
def test_what_only_a_script_could_use_is_left_out(content: object) -> None:
    assert markup(content, "") == ""


def test_numbers_and_lists_are_written() -> None:
    assert markup([1, [0.5, None], "a"], "") == "10.5a"


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("/", "/plain/"),
        ("/trends?month=2020-01", "/plain/trends?month=2020-01"),
        ("/sources?month=2020-01&at=line-7", "/plain/sources?month=2020-01&at=line-7#cited"),
        ("/sources?at=", "/plain/sources?at="),
        ("/nowhere", "/nowhere"),
        ("#content", "#content"),
    ],
)
def test_addresses_of_pages_become_plain(address: str, plain: str) -> None:
    assert plain_address(address) == plain


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("–", "–"),
        ("−£1 in all", "−£1 in all"),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        (" @x", "' @x"),
        ("+44 people", "'+44 people"),
        ('6" pipe', '6"" pipe'),
    ],
)
def test_words_in_a_file_are_safe(cell: str, written: str) -> None:
    assert csv_cell(cell) == f'"{written}"'


def test_only_a_card_has_numbers_to_save() -> None:
    assert numbers_csv([html.Div(id="x", className="tile")], "x", "") is None
    assert numbers_csv([html.Article(html.H2("Nothing"), id="x", className="chart-card")], "x", "") is None
