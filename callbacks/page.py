"""The one callback of every page: address in, page out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from dash import ClientsideFunction, Input, Output, callback, clientside_callback
from dash.development.base_component import Component

from charts.theme import SCREENS, Screen
from data.addresses import EVERYTHING
from data.brief import USUAL_BRIEF
from data.dataset import Dataset, Month
from data.following import USUAL_FOLLOWING
from data.meeting import USUAL
from data.opened import opened
from data.queries import selected_month
from data.selection import Selection, committee_options, directorate_options, part_asked, read_selection
from layouts import frame
from layouts.elements import as_sent
from layouts.ids import Ids
from layouts.meeting import present, running_order
from layouts.packed import packed_page
from layouts.pages import about, briefing, compare, find, forecast_variance, overview, placements, sources, trends
from views.site_map import (
    ABOUT,
    BRIEFING,
    COMPARE,
    FIND,
    OVERVIEW,
    PLACEMENTS,
    PRESENT,
    PRODUCT,
    RUNNING_ORDER,
    SOURCES,
    TRENDS,
    VARIANCE,
    Page,
    page_at,
)
from views.words import page_title

VIEWS = {
    OVERVIEW: overview.overview,
    VARIANCE: forecast_variance.forecast_variance,
    PLACEMENTS: placements.placements,
    TRENDS: trends.trends,
    COMPARE: compare.compare_months,
    SOURCES: sources.sources,
    ABOUT: about.about,
    FIND: find.find,
    PRESENT: present.present,
    RUNNING_ORDER: running_order.running_order,
    BRIEFING: briefing.briefing,
}


@callback(
    Output(Ids.PAGE, "children"),
    Output(Ids.MENU, "children"),
    Output(Ids.DATA_STATE, "children"),
    Output(Ids.MONTH, "options"),
    Output(Ids.MONTH, "value"),
    Output(Ids.COMMITTEE, "options"),
    Output(Ids.COMMITTEE, "value"),
    Output(Ids.DIRECTORATE, "options"),
    Output(Ids.DIRECTORATE, "value"),
    Output(Ids.PRESENT, "href"),
    Output(Ids.BRIEFING, "href"),
    Output(Ids.PARTS, "children"),
    Output(Ids.TITLE, "data"),
    Input(Ids.ADDRESS, "pathname"),
    Input(Ids.ADDRESS, "search"),
    Input(Ids.SCREEN, "data"),
)
def send_page(pathname: object, search: object, screen: object) -> tuple[Any, ...]:
    """The page as it is sent."""
    content, *others = show_page(pathname, search, screen)
    return packed_page(content), *map(as_sent, others)


def show_page(pathname: object, search: object, screen: object) -> tuple[Any, ...]:
    """Selection, query, page: everything on screen follows from the address and the width of the screen."""
    page = asked_page(pathname)
    dataset = part_asked(search, opened())
    content, month, selection = view_at(dataset, page, search, known_screen(screen))
    return (
        content,
        frame.menu(selection, page),
        frame.data_state(month),
        frame.months(dataset),
        selection.month,
        frame.options(frame.every_committee(month), committee_options(month), selection),
        selection.addresses.of(selection.committee) or EVERYTHING,
        frame.options(frame.EVERY_DIRECTORATE, directorate_options(month, selection.committee), selection),
        selection.addresses.of(selection.directorate) or EVERYTHING,
        present.present_address(dataset, selection, page),
        briefing.briefing_address(selection),
        frame.part_choice(dataset, selection),
        f"{page_title(page, dataset, month, selection)} – {PRODUCT}",
    )


def asked_page(pathname: object) -> Page:
    """The page at ``pathname``; the first one where it is no address of ours."""
    # A browser leaves letters of a path that were escaped without need as they are.
    return page_at(unquote(pathname) if isinstance(pathname, str) else None) or OVERVIEW


def view_at(dataset: Dataset, page: Page, search: object, screen: Screen) -> tuple[list[Component], Month, Selection]:
    """What stands on ``page`` for the query string ``search``, with the month and the selection that it shows.

    ``dataset`` is one council's one block: that which ``search`` asks for.
    """
    selection, notes = read_selection(search, dataset)
    if dataset.notice:
        notes = [dataset.notice, *notes]
    month = selected_month(dataset, selection)
    selection = _about(page, selection)
    if page != SOURCES:
        # A way to a figure as printed knows the view that it began in, and so the way back.
        selection = selection.from_page(page.path)
    return VIEWS[page](dataset, month, selection, screen, notes), month, selection


def _about(page: Page, selection: Selection) -> Selection:
    """``selection`` without the parts that say nothing about ``page``, which would go on in each of its links.

    A meeting keeps those of the page that it leads back to.
    """
    if page == PRESENT:
        return selection
    following = selection.following if page in (TRENDS, COMPARE) else USUAL_FOLLOWING
    return replace(
        selection,
        table=selection.table if page == SOURCES else "",
        place=selection.place if page == SOURCES else "",
        words=selection.words if page == FIND else "",
        following=replace(following, line="") if page == COMPARE else following,
        meeting=selection.meeting if page == RUNNING_ORDER else USUAL,
        brief=selection.brief if page == BRIEFING else USUAL_BRIEF,
    )


def known_screen(screen: object) -> Screen:
    """The kind of screen that the browser reported; an ordinary one where it said something else."""
    return next((known for known in SCREENS if known == screen), "desk")


clientside_callback(
    ClientsideFunction("page", "screen"),
    Output(Ids.SCREEN, "data"),
    Input(Ids.ADDRESS, "pathname"),
)
clientside_callback(
    ClientsideFunction("page", "arrived"),
    Input(Ids.TITLE, "data"),
    Input(Ids.PAGE, "children"),
)
