"""What stands around a plain page, as on every page: skip link, menu, the three choices and the state of the data."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from dash import html
from dash.development.base_component import Component

from data.addresses import EVERYTHING
from data.dataset import Dataset, Month
from data.formatting import month_name
from data.selection import Selection, committee_options, directorate_options, pinned
from layouts import frame
from layouts.attributes import aria
from layouts.ids import Ids
from layouts.parts import chooser, search_form
from layouts.plain.markup import choice_form, head_links, markup
from views.site_map import PRODUCT, Page
from views.words import page_title

CITED: Final = ' data-cited="yes"'


def plain_page(
    content: list[Component],
    dataset: Dataset,
    month: Month,
    selection: Selection,
    page: Page,
    query: str,
    linked: Sequence[str],
) -> str:
    """The whole page as HTML, with ``content`` of the view; ``query`` asks for this view.

    Its head links to the files ``linked``: stylesheets and an icon, by their addresses.
    """
    title = f"{page_title(page, dataset, month, selection)}, tables only – {PRODUCT}"
    body = markup(_around(content, dataset, month, selection, page, query), pinned(query, selection))
    # A link to a line of the paper leads to the first of the rows that it prints.
    body = body.replace(CITED, f' id="cited"{CITED}', 1)
    return (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title>{head_links(linked)}</head><body class="plain">{body}</body></html>'
    )


def _around(
    content: list[Component], dataset: Dataset, month: Month, selection: Selection, page: Page, query: str
) -> list[Component]:
    named = [html.Span(PRODUCT, className="brand"), search_form(Ids.SEARCH)]
    menu = html.Nav(frame.menu(selection, page), **aria(label="Pages"))
    choices = [
        choice_form(_choices(dataset, month, selection), pinned(query, selection)),
        html.P(frame.data_state(month)),
    ]
    back = html.A("The same page with charts", href=f"{page.path}?{query}" if query else page.path)
    return [
        html.A("Skip to the figures", href=f"#{Ids.PAGE}", className="skip-link"),
        html.Header(html.Div([*named, menu], className="band"), className="masthead"),
        html.Section(html.Div(choices, className="band"), className="choice-bar", **aria(label="Choose what to show")),
        html.Main(content, id=Ids.PAGE, tabIndex="-1", className="band page"),
        html.Footer(html.Div([frame.SIGNS, " ", back, " needs JavaScript."], className="band")),
    ]


def _choices(dataset: Dataset, month: Month, selection: Selection) -> list[Component]:
    committees, directorates = committee_options(month), directorate_options(month, selection.committee)
    months = [(each.key, month_name(each.period)) for each in reversed(dataset.months)]
    return [
        *frame.part_choice(dataset, selection),
        chooser("Month", Ids.MONTH, months, selection.month),
        _chooser("Committee", Ids.COMMITTEE, frame.every_committee(month), committees, selection.committee, selection),
        _chooser(
            "Directorate", Ids.DIRECTORATE, frame.EVERY_DIRECTORATE, directorates, selection.directorate, selection
        ),
    ]


def _chooser(
    label: str, control: str, everything: str, names: list[str], chosen: str, selection: Selection
) -> Component:
    options = [(each["value"], each["label"]) for each in frame.options(everything, names, selection)]
    return chooser(label, control, options, selection.addresses.of(chosen) or EVERYTHING)
