"""The briefing of a view: how long it is, what will be in it, and the files that it is written as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from dash import dcc, html
from dash.development.base_component import Component

from briefings.contents import FORMATS, LENGTHS, Format, build, offered, usual
from briefings.section import Section
from charts.theme import Screen
from data.brief import Brief
from data.dataset import Dataset, Month
from data.formatting import listing, month_name, slug
from data.meeting import USUAL, moved
from data.selection import Selection
from layouts.attributes import aria
from layouts.ids import Ids
from layouts.parts import chooser, heading, switch
from views.site_map import BRIEFING
from views.words import scope

FILES = "/briefing-file"
LEAD = "Choose how long it is, look through what will be in it, and download it. Charts can be edited in Office."
BEFORE = "the report before"


def briefing(dataset: Dataset, month: Month, selection: Selection, screen: Screen, notes: list[str]) -> list[Component]:
    """The page for one selection: the sections in their order, those that can be added, and the files."""
    names = offered(month, selection)
    selection, said = _with_more(month, selection, names)
    brief, notes = selection.brief, [*notes, *said]
    other = dataset.by_key.get(brief.against) if brief.against != month.key else None
    if brief.against and other is None:
        notes = [*notes, "The month to compare with is not loaded. Comparing with the report before."]
    made = build(dataset, month, selection, made=datetime.now(), length=brief.length, keys=brief.sections, other=other)
    keys = list(brief.sections or usual(month, selection, brief.length))
    shown = [each.asked for each in made.sections]
    empty = [names.get(key, key) for key in keys if key not in shown]
    if empty:
        notes = [*notes, f"Nothing is printed this month for {listing(empty)}, so it is left out."]
    return [
        *heading(f"A briefing: {scope(month, selection, dated=False)}, {month_name(month.period)}", LEAD, notes),
        _files(selection, len(shown)),
        _choices(dataset, month, selection),
        html.Div(
            [
                _part("In it, in this order", html.Ol(_shown(made.sections, selection))),
                _part("Not in it", html.Ul(_others(shown, names, selection))),
            ],
            className="running-order briefing",
        ),
    ]


def _with_more(month: Month, selection: Selection, names: Mapping[str, str]) -> tuple[Selection, list[str]]:
    """The view with what is to be added to its briefing, and a sentence where some of that is in it already."""
    brief = selection.brief
    if not brief.more:
        return selection, []
    keys = tuple(brief.sections or usual(month, selection, brief.length))
    twice = [names.get(key, key) for key in brief.more if key in keys]
    verb = "is" if len(twice) == 1 else "are"
    said = [f"{listing(twice)} {verb} in the briefing already."] if twice else []
    new = tuple(key for key in brief.more if key not in keys)
    sections = (*keys, *new) if new else brief.sections
    return selection.with_brief(replace(brief, sections=sections, more=())), said


def briefing_address(selection: Selection) -> str:
    """The briefing of a view, as it is composed so far."""
    kept = selection.elsewhere(committee=selection.committee, directorate=selection.directorate)
    return replace(kept, brief=selection.brief).address(BRIEFING.path)


def file_address(selection: Selection, kind: Format, brief: Brief | None = None) -> str:
    """Where a briefing is asked for as a file."""
    kept = replace(selection, meeting=USUAL, brief=brief or selection.brief)
    return f"{kept.address(FILES)}&format={kind}"


def _files(selection: Selection, count: int) -> Component:
    links = [
        html.A(words, href=file_address(selection, kind), className="start-meeting") for kind, words in FORMATS.items()
    ]
    said = html.Span(f" {count} section{'s' * (count != 1)}, made when asked for")
    return html.P([*(part for link in links for part in (link, " ")), said], className="running-order-link")


def _choices(dataset: Dataset, month: Month, selection: Selection) -> Component:
    brief = selection.brief
    lengths = [
        (
            words,
            selection.with_brief(replace(brief, length=length, sections=(), meeting=False)).address(BRIEFING.path),
            here,
        )
        for length, words in LENGTHS.items()
        for here in (length == brief.length and not brief.sections,)
    ]
    others = [(each.key, month_name(each.period)) for each in reversed(dataset.months) if each.key != month.key]
    compare = chooser("Compare with", Ids.AGAINST, [("all", BEFORE), *others], brief.against or "all")
    return html.Div(
        [
            switch("Length", lengths),
            html.Section(compare, className="choices page-choices", **aria(label="Choose what to compare with")),
        ]
    )


def _part(title: str, screens: Component) -> Component:
    key = slug(title)
    return html.Section([html.H2(title, id=key), screens], className="chart-card", **aria(labelledby=key))


def _shown(sections: Sequence[Section], selection: Selection) -> list[Component]:
    """One line a section with its finding, and what can be done to it; a briefing has one section at least."""
    keys = [each.asked for each in sections]
    items: list[Component] = []
    for place, section in enumerate(sections):
        key = section.asked
        steps = [
            ("Earlier", moved(keys, key, -1) if place > 0 else None),
            ("Later", moved(keys, key, 1) if place < len(keys) - 1 else None),
            ("Leave out", tuple(each for each in keys if each != key) if len(keys) > 1 else None),
        ]
        links = [_step(words, key, section.name, order, selection) for words, order in steps if order]
        items.append(
            html.Li([html.Span([html.B(section.name), html.Br(), section.headline], className="screen-name"), *links])
        )
    return items


def _others(shown: Sequence[str], names: Mapping[str, str], selection: Selection) -> list[Component]:
    return [
        html.Li([html.Span(name, className="screen-name"), _step("Add", key, name, (*shown, key), selection)])
        for key, name in names.items()
        if key not in shown
    ]


def _step(words: str, key: str, name: str, order: tuple[str, ...], selection: Selection) -> Component:
    composed = selection.with_brief(replace(selection.brief, sections=order, meeting=False))
    return dcc.Link(
        [words, html.Span(f" {name}", className="visually-hidden")],
        href=composed.address(BRIEFING.path),
        id=f"{slug(words)}-{slug(key)}",
        className="card-action",
    )
