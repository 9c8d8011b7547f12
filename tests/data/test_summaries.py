"""Summaries of commentaries in bundled months: one a commentary, and no number in them that is not its own."""

from __future__ import annotations

import re

import pytest

from data.dataset import Dataset, rows
from data.formatting import money, thousands
from data.rows import Commentary
from data.schema import frame
from data.summaries import Summary, summaries, summary_of
from tests.builders import JANUARY

NUMERAL = re.compile(r"£?\d[\d,]*(?:\.\d+)?(?:/\d{2})?(?:[km]\b|%)?")
SENTENCE = re.compile(r"[A-Z].*[^.!?]\.")


def numerals(text: str) -> list[str]:
    return [each.rstrip(",") for each in NUMERAL.findall(text)]


def ways(commentary: Commentary) -> set[str]:
    """How the figures of a commentary may be written."""
    stated = (commentary.budget_k, commentary.actual_k, commentary.forecast_variance_k)
    return {write(abs(value)) for value in stated if value is not None for write in (money, thousands)}


def test_every_commentary_of_the_bundled_months_has_one_sentence(dataset: Dataset) -> None:
    counts = {}
    for month in dataset.months:
        said = [summary_of(each) for each in month.commentary]
        assert all(SENTENCE.fullmatch(each) for each in said)
        assert len(set(said)) == len(said)
        counts[month.key] = len(said)
    assert counts == {"2018-03": 27, "2018-05": 6, "2020-01": 18}
    assert len(summaries()) == sum(counts.values())


def test_every_number_is_the_commentarys_or_checked_against_it(dataset: Dataset) -> None:
    for month in dataset.months:
        for commentary in month.commentary:
            kept = summaries()[commentary.report, commentary.note]
            known = ways(commentary) | set(kept.figures)
            assert set(numerals(kept.text)) <= known, kept
            assert set(kept.figures) <= set(numerals(kept.text)), kept  # none is kept that is not said


def test_a_summary_is_short_enough_to_be_read_at_a_glance() -> None:
    assert max(len(each.text) for each in summaries().values()) < 240


def _commentary(**parts: object) -> Commentary:
    kept = summaries()["people-and-communities-2020-01", "2"]
    row = {
        "period": JANUARY,
        "note": kept.note,
        "service": kept.service,
        "service_reported": kept.service,
        "forecast_variance_k": kept.forecast_variance_k,
        "report": kept.report,
        "locator": "line 1",
    }
    return rows("commentary", frame("commentary", [row | parts]))[0]


@pytest.mark.parametrize(
    "parts",
    [
        {"text": "The paper’s own words."},
        {"service": "Roads"},
        {"forecast_variance_k": -317.0},
        {"note": "99"},
        {"report": "another-council-2020-01"},
    ],
)
def test_a_paper_with_its_own_words_or_other_figures_has_no_summary(parts: dict[str, object]) -> None:
    assert summary_of(_commentary())
    assert summary_of(_commentary(**parts)) == ""


def test_the_numbers_of_a_sentence_are_found() -> None:
    assert numerals("£2.171m more, £50k, 10.5%, 448, 2016/17, 16/17 and £7,171k.") == [
        *("£2.171m", "£50k", "10.5%", "448", "2016/17", "16/17", "£7,171k"),
    ]
    assert isinstance(next(iter(summaries().values())), Summary)
