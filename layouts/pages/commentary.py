"""What a paper says about a line: the beginning at once, the rest when asked for, its points as a list."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from data.rows import Commentary
from data.summaries import SUMMARY, opening, summary_of

POINT = "•"


def what_is_said(commentary: Commentary) -> list[Component]:
    """The paper's own words where they are loaded, else our summary, called one; failing that what is known of it."""
    if commentary.text:
        return commentary_words(commentary.text)
    summary = summary_of(commentary)
    if summary:
        return [summarised(summary)]
    known = f"Note {commentary.note} comments on {commentary.service_reported}"
    return [html.P(f"{known}; this dataset holds its figures only.")]


def summarised(summary: str) -> Component:
    """A summary, called one before it is read."""
    return html.P([html.B(f"{SUMMARY}: "), summary], className="summary")


def commentary_words(text: str) -> list[Component]:
    """``text`` of a commentary as paragraphs and lists; what follows its first sentences is folded away."""
    beginning, rest = opening(text)
    if not rest:
        return _paragraphs(beginning)
    return [
        *_paragraphs(beginning),
        html.Details([html.Summary("Read the rest of the commentary"), *_paragraphs(rest)], className="meanings"),
    ]


def _paragraphs(text: str) -> list[Component]:
    first, *points = (part.strip() for part in text.split(POINT))
    listed = [html.Ul([html.Li(point) for point in points if point])] if points else []
    return [*([html.P(first)] if first else []), *listed]
