"""One service: its position, what the paper says about it, how its forecast moved, and the care it pays for."""

from __future__ import annotations

from dataclasses import replace

from dash import dcc, html
from dash.development.base_component import Component

from charts.headline import budget_share, headline_sentence, movement_sentence
from charts.placements import placements_chart
from charts.theme import Screen
from charts.track import track_chart
from charts.unit_costs import unit_cost_chart
from charts.years import describe
from data import queries
from data.dataset import Dataset, Month
from data.findings import doubted
from data.formatting import listing, month_name, round_away, signed_thousands, thousands
from data.moved_costs import said_of
from data.rows import FinanceLine, place_of
from data.selection import Selection
from layouts import elements
from layouts.attributes import aria
from layouts.card.alike_card import alike_card
from layouts.card.chart_card import chart_card
from layouts.elements import heard
from layouts.pages.commentary import what_is_said
from layouts.parts import beside, heading, tile
from layouts.source_links import printed_at
from views import alike, leads
from views.chart_keys import Charts
from views.leads import COMMENTARY
from views.provenance import figure_address, finding_id, touching
from views.words import SEVERITY_WORDS, measure, tone

SHARED = "several budget lines pay for it together"
MOST_NAMED = 5  # budget lines that are named one by one


def service_page(
    dataset: Dataset, month: Month, selection: Selection, screen: Screen, notes: list[str]
) -> list[Component]:
    """Everything about the chosen service in one month."""
    line = queries.service_line(month, selection)
    called = queries.lines_called(month, selection)
    if len(called) > 1 and not selection.place:
        notes = [*notes, f"{len(called)} lines here are called {line.service}. Showing the one at {line.locator}."]
    track = queries.service_track(dataset, line)
    over_time = track_chart(
        track,
        financial_year=month.financial_year,
        screen=screen,
        subtitle=f"Full-year variance at each monthly report, £, {line.service}, wherever it stood",
    )
    care = queries.care_paid_by(month, line)
    together = queries.paid_together(month, line)
    subtitle = _paid_for(month, line, together)
    cards = []
    if care:
        numbers = placements_chart(care, screen=screen, subtitle=subtitle, doubts=doubted(month, care, "count"))
        prices = unit_cost_chart(care, screen=screen, subtitle=subtitle, doubts=doubted(month, care, "unit"))
        if together:
            numbers, prices = (replace(each, sentence=f"{each.sentence}; {SHARED}") for each in (numbers, prices))
        cards = [(Charts.PLACEMENTS, numbers, "count"), (Charts.UNIT_COSTS, prices, "unit")]
    told_apart = alike.of_service(month, line)
    trend = leads.own_trend(dataset, selection, line)
    history = {describe(point.period, point.kind): trend for point in track if not point.locator}
    printed = f" The paper prints it as “{line.service_reported}”." if line.service_reported != line.service else ""
    return [
        *heading(
            headline_sentence(
                queries.service_name(month, line),
                line.forecast_variance_k,
                line.budget_k,
                outturn=month.is_outturn,
                moved=said_of(line.service, month.financial_year, month.authority),
            ),
            f"{beside(line.service_group or place_of(line), month_name(month.period))}.{printed}"
            + "".join(f" {told.pointer}" for told in told_apart),
            notes,
        ),
        html.Div(
            [
                html.Div(
                    [
                        html.Div(_tiles(month, selection, line), className="tiles"),
                        html.P(elements.link("Follow it over the months", trend), className="ways"),
                        _commentary(month, selection, line),
                        _findings(month, selection, line),
                    ]
                ),
                chart_card(
                    Charts.SERVICE_TRACK,
                    over_time,
                    month,
                    selection,
                    touching(dataset, month, over_time, "forecast"),
                    links=history,
                ),
            ],
            className="beside",
        ),
        html.Div(
            [
                *(
                    chart_card(key, chart, month, selection, touching(dataset, month, chart, about))
                    for key, chart, about in cards
                ),
                *(alike_card(told, month, selection) for told in told_apart),
            ],
            className="cards",
        ),
    ]


def _paid_for(month: Month, line: FinanceLine, together: list[str]) -> str:
    """Whose care the charts show: a line that shares it with others pays for a part that the paper does not print."""
    when = month_name(month.period)
    if not together:
        return f"Care that {line.service} pays for, {when}"
    lines = listing(together) if len(together) <= MOST_NAMED else f"{len(together)} budget lines, this one among them"
    return f"All care that {lines} pay for together, {when}. The paper does not say how much of it each pays for"


def _tiles(month: Month, selection: Selection, line: FinanceLine) -> list[Component]:
    now, before = line.forecast_variance_k, line.previous_forecast_variance_k
    moved = movement_sentence(now, before, queries.compared_with(month), outturn=month.is_outturn)
    movement = round_away((now or 0) - (before or 0)) if moved else 0.0
    spent = "spent and received in the year" if month.is_outturn else "spent and received since April"
    share = budget_share(now, line.budget_k)
    change = "; ".join([moved or "no report before it this year", *([f"{share} of the budget"] if share else [])])
    tiles = [
        ("Budget", thousands(line.budget_k), "for the full year", ""),
        ("Actual", thousands(line.actual_k), spent, ""),
        (measure(month), signed_thousands(now), change, tone(movement)),
    ]
    return [tile(*each, printed_at(line.locator, month, selection, each[0])) for each in tiles]


def _commentary(month: Month, selection: Selection, line: FinanceLine) -> Component:
    """What the paper says, in its words or summarised, and where it says it."""
    words = queries.commentary_on(month, line)
    if not words:
        note = f"It has note {line.note}, whose commentary was not found." if line.note else "It has no note."
        said: list[Component] = [html.P(f"The paper does not comment on this line. {note}")]
    else:
        said = []
        for each in words:
            said += what_is_said(each)
            said.append(html.P(printed_at(each.locator, month, selection, "commentary"), className="ways"))
    return html.Section(
        [html.H2("What the paper says", id=f"{COMMENTARY}-title"), *said],
        className="commentary",
        id=COMMENTARY,
        tabIndex="-1",
        **aria(labelledby=f"{COMMENTARY}-title"),
    )


def _findings(month: Month, selection: Selection, line: FinanceLine) -> Component:
    """What does not add up in the line and in what the paper says about it."""
    places = [line.locator, *(each.locator for each in queries.commentary_on(month, line))]
    found = dict.fromkeys(finding for place in places for finding in month.found_at.get(place, ()))
    items = [
        html.Li(
            [
                html.Span(SEVERITY_WORDS[finding.severity], className=f"severity {finding.severity}"),
                f" {finding.message} ",
                dcc.Link(
                    ["See the finding", heard(f" at {finding.locator}")],
                    href=f"{figure_address(finding.locator, month.key, selection)}#{finding_id(finding.locator)}",
                ),
            ]
        )
        for finding in found
    ]
    listed = html.Ol(items) if items else html.P("The figures of this line, and of its commentary, add up.")
    return html.Section(
        [html.H2("What does not add up", id="service-findings"), listed],
        className="commentary",
        **aria(labelledby="service-findings"),
    )
