"""What headings and sentences say of the sign of a variance: never more than they do."""

from __future__ import annotations

import pytest

from loaders.engine.words import ADVERSE, FAVOURABLE, sign_of, stated_sign


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        ("An overspend is shown as positive, an underspend as negative", ADVERSE),
        ("Overspends are shown as positive and underspends as negative", ADVERSE),
        ("Figures in brackets are income or a favourable variance; overspends are positive", None),
        ("Income budgets are in brackets and an overspend variance is a positive figure", ADVERSE),
        ("Variances in brackets are not overspends but underspends", None),
        ("The variance is negative where income is over target", None),
        ("Underspends are positive and overspends are negative (in brackets)", FAVOURABLE),
        ("A negative variance is a favourable one", ADVERSE),
        ("A positive variance is an overspend", ADVERSE),
        ("Variances in brackets are adverse", FAVOURABLE),
        ("Overspends and underspends are shown as positive and negative respectively", None),
        ("Overspends and underspends are shown as positive", None),
        ("Variances are shown as favourable/(adverse)", FAVOURABLE),
    ],
)
def test_a_sentence_says_a_sign_only_where_its_clauses_agree(sentence: str, meant: str | None) -> None:
    assert stated_sign(sentence) == meant


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("Variance - adverse/favourable", None),
        ("Variance – adverse / favourable £000", None),
        ("Variance – Favourable/(Adverse)", FAVOURABLE),
        ("Variance - Surplus / Deficit(-)", FAVOURABLE),
        ("Over (-) / Under (+)", FAVOURABLE),
        ("overspend(-)/underspend(+)", FAVOURABLE),
        ("Underspend (-) / Overspend (+)", ADVERSE),
        ("(-) Under / (+) Over", ADVERSE),
        ("Overspend/-underspend", ADVERSE),
        ("Variance (-ve = underspend, +ve = overspend)", ADVERSE),
        ("Over/(Under) spend £000", ADVERSE),
        ("Variance F/(A)", FAVOURABLE),
        ("Over-/under-spend", None),
        ("Forecast variance (a)", None),
    ],
)
def test_a_dash_between_words_is_no_minus(heading: str, meant: str | None) -> None:
    assert sign_of(heading) == meant
