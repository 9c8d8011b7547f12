"""What bundled papers say about a line in one sentence of our own, from each council's ``commentary_summaries.csv``.

The bundled months hold figures only. A paper that is loaded has its own words, which are shown instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from data import authorities
from data.authorities import remembered
from data.parts import plain
from data.rows import Commentary

AT_ONCE = 400  # letters; a commentary may have four thousand
_SENTENCE_ENDS = re.compile(r"(?<=[.;:!?]) ")

SUMMARY = "Summary, not the paper’s own words"  # what stands before such a sentence wherever it is shown


@dataclass(frozen=True)
class Summary:
    """A sentence on the commentary of ``report`` with the number ``note``.

    ``service`` and ``forecast_variance_k`` (£000) are those of the commentary, so that no other paper's is taken for
    it. ``figures`` are the numbers of the sentence that only the commentary's words state, as they are printed there.
    """

    report: str
    note: str
    service: str
    forecast_variance_k: float
    text: str
    figures: tuple[str, ...]
    authority: str = ""


@remembered
def summaries() -> dict[tuple[str, str], Summary]:
    """Every summary by its report and note."""
    found = [
        Summary(
            row["report"],
            row["note"],
            row["service"],
            float(row["forecast_variance_k"]),
            row["summary"],
            tuple(each for each in row["figures"].split("|") if each),
            row["authority"],
        )
        for row in authorities.rows("commentary_summaries.csv")
    ]
    return {(each.report, each.note): each for each in found}


@remembered
def _by_key() -> dict[tuple[str, str], Summary]:
    """As ``summaries``, and by the key that a report has where several councils are loaded: its council in front."""
    known = summaries()
    return known | {(f"{plain(each.authority)}-{report}", note): each for (report, note), each in known.items()}


def summary_of(commentary: Commentary) -> str:
    """The summary of a row of ``commentary`` that is loaded without its words; empty where there is none."""
    kept = _by_key().get((commentary.report, commentary.note))
    if kept is None or commentary.text:
        return ""
    same = (kept.service, kept.forecast_variance_k) == (commentary.service, commentary.forecast_variance_k)
    return kept.text if same else ""


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
