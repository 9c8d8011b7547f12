"""Every page of every month and choice can be made, and what it says of measures and ids is known once."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import dash_bootstrap_components as dbc
import orjson
import plotly.graph_objects as go
import pytest
from dash import dcc, html

from callbacks.page import send_page, show_page
from charts.theme import SCREENS
from data.addresses import EVERYTHING
from data.dataset import Dataset
from data.formatting import month_name, slug
from data.measures import measures
from data.selection import committee_options, directorate_options
from layouts.compact_table import html_table
from layouts.frame import frame
from layouts.ids import Ids
from layouts.pages.about import glossary
from tests import drawn
from views.chart_keys import Charts
from views.site_map import ABOUT, BRIEFING, FIND, PAGES, RUNNING_ORDER, SOURCES, Page, page_at

WITHOUT_CHARTS = (ABOUT, BRIEFING, FIND, RUNNING_ORDER, SOURCES)
KINDS = {"dash_html_components": html, "dash_core_components": dcc, "dash_bootstrap_components": dbc}


def nodes(component: Any) -> Iterator[Any]:
    """Every component and every string below ``component``; what is sent as a plain cell is made a component again,
    and the numbers of a chart are made the table that they stand for.
    """
    if isinstance(component, list | tuple):
        for each in component:
            yield from nodes(each)
    elif isinstance(component, dict) and component["type"] == "Numbers":
        yield from nodes(html_table(component["props"]))
    elif isinstance(component, dict):
        kind = getattr(KINDS[component["namespace"]], component["type"])
        yield from nodes(kind(**component["props"]))
    elif component is not None:
        yield component
        yield from nodes(getattr(component, "children", None))


def words(part: Any) -> str:
    """Everything that is written in ``part``."""
    return " ".join(each for each in nodes(part) if isinstance(each, str))


def graphs(part: Any) -> list[Any]:
    """The figure of every chart in ``part``, as it is sent."""
    return [each.figure for each in nodes(part) if type(each).__name__ == "Graph"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_a_page_can_be_made_for_every_choice(dataset: Dataset, page: Page) -> None:
    drawn = 0
    for month in dataset.months:
        asked = [("committee", name) for name in committee_options(month)]
        asked += [("directorate", name) for name in directorate_options(month, "")]
        for kind, name in [("committee", ""), *asked]:
            view = f"?month={month.key}&{kind}={slug(name)}"
            content, _, state, _, shown, _, committee, _, directorate, *_ = show_page(page.path, view, "phone")
            chosen = {"committee": EVERYTHING, "directorate": EVERYTHING, kind: slug(name) or EVERYTHING}
            assert (shown, committee, directorate) == (month.key, chosen["committee"], chosen["directorate"]), view
            assert month_name(month.period) in words(state), view
            headings = [words(each) for each in nodes(content) if type(each).__name__ == "H1"]
            assert [bool(each.strip()) for each in headings] == [True], view
            for figure in graphs(content):
                go.Figure(figure)  # refuses what plotly does not know
                values = [value for trace in figure["data"] for axis in "xy" for value in trace[axis] or ()]
                assert values, view
                assert all(math.isfinite(each) for each in values if isinstance(each, int | float)), view
                drawn += 1
    assert (drawn > 0) == (page not in WITHOUT_CHARTS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_an_answer_is_sent_in_plain_form_and_says_what_the_page_says(dataset: Dataset, page: Page) -> None:
    for month in dataset.months:
        asked = (page.path, f"?month={month.key}&q=care", "desk")
        read = orjson.loads(orjson.dumps(send_page(*asked)))  # this writer knows plain values only, and no component
        made = show_page(*asked)
        sent = read[0]
        options = [option["label"] for each in nodes(made[0]) for option in getattr(each, "options", None) or ()]
        said = [each for each in drawn.words(sent) if each not in options]
        assert said == [each for each in nodes(made[0]) if isinstance(each, str) and each not in options]
        assert month_name(month.period) in words(read[2])
        assert drawn.figures(sent) == orjson.loads(orjson.dumps(graphs(made[0])))
        assert (len(drawn.figures(sent)) > 0) == (page not in WITHOUT_CHARTS)


@pytest.mark.parametrize("screen", [*SCREENS, None, "television"])
def test_a_screen_of_any_kind_gets_a_page(dataset: Dataset, screen: str | None) -> None:
    assert show_page("/", "", screen)[0]


def test_ids_of_the_frame_are_on_the_page_once(dataset: Dataset) -> None:
    found = [each.id for each in nodes(frame()) if getattr(each, "id", None)]
    assert sorted(found) == sorted(set(found))
    known = {value for name, value in vars(Ids).items() if name.isupper()}
    elsewhere = {
        each.id for page in PAGES for each in nodes(show_page(page.path, "", "desk")[0]) if hasattr(each, "id")
    }
    # Where one council's one block is loaded there is none to choose.
    assert known - {Ids.PART} <= set(found) | elsewhere


def test_ids_of_a_page_are_used_once(dataset: Dataset) -> None:
    for page in PAGES:
        found = [each.id for each in nodes(show_page(page.path, "", "desk")[0]) if getattr(each, "id", None)]
        assert sorted(found) == sorted(set(found)), page.path


def test_every_measure_and_word_is_explained() -> None:
    for measure in measures().values():
        assert measure.definition.endswith(".")
        assert measure.adverse in ("high", "low", "neutral")
    assert all(meaning.endswith(".") for _, meaning in glossary())


@pytest.mark.parametrize(
    ("path", "name"),
    [("/", "Overview"), ("/placements/", "Placements and unit costs"), ("/nowhere", None), (None, "Overview")],
)
def test_pages_are_found_by_their_address(path: str | None, name: str | None) -> None:
    page = page_at(path)
    assert (page.name if page else None) == name


def test_a_finding_of_another_paper_is_not_shown_beside_the_track(dataset: Dataset) -> None:
    # Line 1269 of the March 2018 paper has a finding; the track of January 2020 plots the figure printed there.
    said = " ".join(each for each in nodes(show_page("/", "?month=2020-01", "desk")[0]) if isinstance(each, str))
    assert "£246,519k" not in said
    said = " ".join(each for each in nodes(show_page("/", "?month=2018-03", "desk")[0]) if isinstance(each, str))
    assert "£246,519k" in said


@pytest.mark.parametrize("path", ["/", "/forecast-variance"])
def test_a_line_that_committees_share_is_called_left_out_only_where_it_is(dataset: Dataset, path: str) -> None:
    def said(committee: str) -> str:
        content = show_page(path, f"?month=2020-01&committee={committee}", "desk")[0]
        return " ".join(each for each in nodes(content) if isinstance(each, str))

    children = "Included, though committees share it: Executive Director and Central Financing."
    adults = "Not included, because committees share it: Strategic Management – Commissioning and Executive Director."
    assert children in said("children-and-young-people")
    assert "Not included" not in said("children-and-young-people")
    assert adults in said("adults")
    assert "Included, though" not in said("adults")


def test_a_directorate_without_groups_shows_its_services_once(dataset: Dataset) -> None:
    def cards(directorate: str) -> list[str]:
        content = show_page("/forecast-variance", f"?month=2018-03&directorate={directorate}", "desk")[0]
        wanted = (Charts.DIRECTORATES, Charts.SERVICES, Charts.BRIDGE)
        return [each.id for each in nodes(content) if getattr(each, "id", None) in wanted]

    assert cards("executive-director") == [Charts.SERVICES, Charts.BRIDGE]
    assert cards("education") == [Charts.DIRECTORATES, Charts.SERVICES, Charts.BRIDGE]


def test_every_service_of_a_directorate_without_groups_has_a_bar(dataset: Dataset) -> None:
    content = show_page("/forecast-variance", "?month=2020-01&directorate=communities-safety", "desk")[0]
    graph = next(each for each in nodes(content) if getattr(each, "id", None) == f"{Charts.SERVICES}-graph")
    assert len(graph.figure["data"][0]["x"]) == 13
