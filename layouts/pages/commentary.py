"""What a paper says about a line: the beginning at once, the rest when asked for, its points as a list."""

from __future__ import annotations

import re

from dash import html
from dash.development.base_component import Component

AT_ONCE = 400  # letters; a commentary may have four thousand
POINT = "•"
_SENTENCE_ENDS = re.compile(r"(?<=[.;:!?]) ")


def commentary_words(text: str) -> list[Component]:
    """``text`` of a commentary as paragraphs and lists; what follows its first sentences is folded away."""
    beginning, rest = opening(text)
    if not rest:
        return _paragraphs(beginning)
    return [
        *_paragraphs(beginning),
        html.Details([html.Summary("Read the rest of the commentary"), *_paragraphs(rest)], className="meanings"),
    ]


def opening(text: str, letters: int = AT_ONCE) -> tuple[str, str]:
    """The first sentences, about ``letters`` of them, and the rest; a short rest is not worth folding away."""
    if len(text) <= letters * 1.5:
        return text, ""
    beginning = ""
    sentences = _SENTENCE_ENDS.split(text)
    while sentences and len(beginning) + len(sentences[0]) <= letters:
        beginning = f"{beginning} {sentences.pop(0)}".strip()
    if not beginning:
        beginning = sentences.pop(0)
    return beginning, " ".join(sentences)


def _paragraphs(text: str) -> list[Component]:
    first, *points = (part.strip() for part in text.split(POINT))
    listed = [html.Ul([html.Li(point) for point in points if point])] if points else []
    return [*([html.P(first)] if first else []), *listed]
