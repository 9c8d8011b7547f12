"""Odd months are designed too: each page says what is there and what is not, and never falls over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from callbacks.page import show_page
from charts.theme import SCREENS
from data import store
from data.opened import open_dataset
from tests.builders import activity_row, finance_row, report_row, summary_row, tables
from tests.layouts.test_pages import nodes
from views.site_map import FIND, OVERVIEW, PAGES, PLACEMENTS, PRESENT, RUNNING_ORDER, VARIANCE

LONG = "Special Educational Needs and Disability Services for Children and Young People Aged 0 to 25"
Build = Callable[..., None]


@pytest.fixture
def build(tmp_path: Path, dataset_folder: Path) -> Iterator[Build]:
    """Opens a dataset of the rows given for one test."""

    def built(**rows: list[dict[str, Any]]) -> None:
        store.write(tables(**rows), tmp_path / "odd")
        open_dataset(tmp_path / "odd")

    yield built
    open_dataset(dataset_folder)


def words(path: str, query: str = "", screen: str = "desk") -> str:
    content = show_page(path, query, screen)[0]
    return " | ".join(each for each in nodes(content) if isinstance(each, str))


def everything() -> None:
    for page in PAGES:
        for screen in SCREENS:
            assert show_page(page.path, "", screen)[0]


def test_one_month_without_activity_summary_or_findings(build: Build) -> None:
    build(finance=[finance_row("Carers", 416, -316)])
    everything()
    assert "No placements or care packages here" in words(PLACEMENTS.path)
    assert "People & Communities is forecast to underspend by £316k" in words(OVERVIEW.path)
    assert "1 service lines" not in words(OVERVIEW.path)


def test_a_month_in_which_nothing_is_stated(build: Build) -> None:
    build(finance=[finance_row("Carers", None, None)])
    everything()
    assert "the paper states no variance" in words(OVERVIEW.path)


def test_everything_on_budget(build: Build) -> None:
    build(finance=[finance_row(name, 100, 0) for name in ("A", "B")])
    everything()
    assert "is forecast to end the year on budget" in words(OVERVIEW.path)


def test_a_negative_budget_has_no_percent(build: Build) -> None:
    build(finance=[finance_row("Registration", -516, -370), finance_row("Carers", 416, -316)])
    everything()
    assert "−71.7%" not in words(VARIANCE.path)


def test_a_variance_of_two_thousand_percent(build: Build) -> None:
    build(finance=[finance_row("Legal Proceedings", 150, 3000), finance_row("Carers", 40_000, -20)])
    everything()
    assert "+2,000.0%" in words(VARIANCE.path)


def test_a_label_of_ninety_characters_and_forty_services(build: Build) -> None:
    build(finance=[finance_row(f"{LONG} {number}", 5000, number * 10 - 200) for number in range(40)])
    everything()
    assert f"{LONG} 39" in words(VARIANCE.path)


def test_a_directorate_that_did_not_exist_then_is_said_so(build: Build) -> None:
    then = {"period": date(2018, 5, 31), "financial_year": "2018/19", "report": "2018-05"}
    build(
        reports=[report_row(), report_row(**then)],
        finance=[finance_row("Carers", 1, 1, **then), finance_row("Libraries", 1, 1, directorate="Culture")],
    )
    everything()
    assert "has no lines here in May 2018" in words(OVERVIEW.path, "?month=2018-05&directorate=culture")


def test_counts_without_prices_and_prices_without_counts(build: Build) -> None:
    build(
        finance=[finance_row("Carers", 1, 1)],
        activity=[
            activity_row("Respite", count_budget=5, count_actual=0, unit_cost_per=None),
            activity_row("Other", unit_cost_budget=0, unit_cost_actual=31.5),
        ],
    )
    everything()
    said = words(PLACEMENTS.path)
    assert "5 fewer in Respite than budgeted" in said
    assert "no type of care has both a budgeted and a current unit cost" in said


def test_overs_and_unders_that_cancel_are_not_a_share(build: Build) -> None:
    build(
        finance=[finance_row("A", 1000, 900), finance_row("B", 1000, -899, directorate="Education")],
        finance_summary=[summary_row("Total", 2000, 1, level="net_total")],
    )
    said = words(VARIANCE.path)
    assert "£900k of overspends and £899k of underspends leave it £1k over budget" in said
    assert "90,000" not in said


def test_markup_in_a_paper_is_words(build: Build) -> None:
    build(finance=[finance_row("<script>alert(1)</script>", 500, 300)])
    everything()
    for each in nodes(show_page(VARIANCE.path, "", "desk")[0]):
        if type(each).__name__ == "Graph":
            assert "<script>" not in str(each.figure)


def test_a_care_group_of_the_councils_own_is_drawn_like_any_other(build: Build) -> None:
    own = {"care_group": "Autism", "directorate": None, "count_of": "service users"}
    lines = [
        activity_row("Residential", count_budget=4, count_actual=5, cost_variance_k=73, **own),
        activity_row("Supported living", count_budget=20, count_actual=22, cost_variance_k=79, **own),
        activity_row("Net Total", level="total", count_budget=24, count_actual=27, cost_variance_k=152, **own),
    ]
    older = activity_row("Residential", count_budget=10, count_actual=10)
    build(
        finance=[finance_row("Carers", 416, -316), finance_row("OP – Hunts Locality", 5, 0)], activity=[*lines, older]
    )
    everything()
    said = words(PLACEMENTS.path, "?care=autism")
    assert "Autism: 27 service users, 3 more than the 24 budgeted; 2 more in Supported living" in said
    assert "Autism: service users now" in words(OVERVIEW.path)
    assert "Autism" in words(PRESENT.path, "?screens=placement-numbers.autism", "present")
    assert "Autism" in words(FIND.path, "?q=supported")
    assert "Autism" in words(RUNNING_ORDER.path)
    for query in ("?directorate=adults-safeguarding", "?committee=adults"):
        assert "Not shown, for it is not known which budget line pays: Autism." in words(PLACEMENTS.path, query)


def test_a_choice_without_any_care_of_its_own_says_what_it_leaves_out(build: Build) -> None:
    build(
        finance=[finance_row("Carers", 416, -316)],
        activity=[activity_row("Residential", care_group="Autism", directorate=None, count_budget=1, count_actual=2)],
    )
    said = words(PLACEMENTS.path, "?directorate=adults-safeguarding")
    assert "prints no care activity that is known to be part of this choice" in said
    assert "Not shown, for it is not known which budget line pays: Autism." in said
