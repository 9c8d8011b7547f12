"""Two figures under one name are told apart on both pages that state them, with what lies between."""

from __future__ import annotations

from typing import Any

import pytest

from callbacks.page import show_page
from data import alike, queries
from data.dataset import Dataset
from data.formatting import slug, variance_words
from data.selection import Selection, committee_options
from tests import builders
from tests.builders import activity_row, finance_row, report_row, summary_row
from tests.layouts.reading import below, called, cell_of, prop

ADULTS = "Adults & Safeguarding"


def words(content: Any) -> str:
    return " ".join(cell_of(each).words for tag in ("H1", "H2", "P", "Th", "Td") for each in below(content, tag))


def rows(content: Any, card: str) -> list[list[str]]:
    (found,) = [each for each in below(content, "Section") if prop(each, "id") == card]
    return [[cell_of(cell).words for cell in prop(row, "children")] for row in below(below(found, "Tbody"), "Tr")]


@pytest.mark.parametrize(
    "address",
    [
        ("/", ""),
        ("/forecast-variance", ""),
        ("/", "&directorate=adults-safeguarding"),
        ("/forecast-variance", "&directorate=adults-safeguarding"),
    ],
)
def test_a_directorate_before_and_after_grants_is_told_on_both_pages(
    dataset: Dataset, address: tuple[str, str]
) -> None:
    path, more = address
    content = show_page(path, f"?month=2020-01&committee=adults{more}", "desk")[0]
    assert rows(content, "alike-adults-safeguarding") == [
        ["Adults & Safeguarding (before grants) in the Adults Committee’s table", "+£7,257k", "line 2355"],
        ["Expected deployment of grant and other funding to meet pressures", "−£5,039k", "line 2375"],
        ["Adults & Safeguarding (after grants) in the service level table", "+£2,218k", "line 3533"],
    ]
    title = "Adults & Safeguarding: £7.3m over budget before grants, £2.2m over budget after grants"
    assert title in [cell_of(each).words for each in below(content, "H2")]
    (lead,) = [cell_of(each).words for each in called(content, "lead")]
    assert "it is £7.3m over budget" in lead if more else "Adults & Safeguarding (before grants) is £7.3m" in lead


@pytest.mark.parametrize("month", ["2018-03", "2018-05", "2020-01"])
def test_every_bar_that_leads_further_states_the_figure_it_leads_to_or_says_which_it_is(
    dataset: Dataset, month: str
) -> None:
    paper = dataset.by_key[month]
    for committee in ("", *committee_options(paper)):
        chosen = Selection(month, committee=committee)
        apart = {pair.name: pair for pair in alike.pairs(paper, committee)}
        overseen = {line.directorate for line in paper.finance if line.directorate}
        for line in queries.directorate_variance(paper, chosen):
            there = queries.headline(paper, Selection(month, committee=committee, directorate=line.name))
            if line.name not in overseen or there.variance_k is None:
                continue
            if line.name not in apart:
                assert line.variance_k == pytest.approx(there.variance_k, abs=1), (committee, line.name)
                continue
            for more in ("", f"&directorate={slug(line.name)}"):
                query = f"?month={month}&committee={slug(committee)}{more}"
                said = words(show_page("/forecast-variance", query, "desk")[0])
                assert variance_words(line.variance_k) in said
                assert variance_words(there.variance_k) in said


def test_a_group_that_the_committees_table_counts_with_another_line_names_that_line(dataset: Dataset) -> None:
    (pair,) = alike.pairs(dataset.by_key["2020-01"], "Children and Young People")
    assert (pair.label, pair.summary.variance_k, pair.below.variance_k) == (
        "Children’s Commissioning and 1 more",
        527,
        475,
    )
    assert [(each.name, each.variance_k) for each in pair.between] == [("Access to Resource & Quality", 52)]


def test_a_label_still_leads_where_its_name_does(dataset: Dataset) -> None:
    content = show_page("/", "?month=2020-01&committee=adults", "desk")[0]
    (link,) = [each for each in below(content, "Link") if cell_of(each).words == f"{ADULTS} (before grants)"]
    assert prop(link, "href") == "/forecast-variance?month=2020-01&committee=adults&directorate=adults-safeguarding"


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/placements", "care=children-in-care"),
        ("/forecast-variance", "directorate=commissioning&service=children-in-care-placements"),
        ("/forecast-variance", "directorate=children-safeguarding&service=children-in-care"),
    ],
)
def test_the_three_figures_of_children_in_care_are_told_apart_wherever_one_stands(
    dataset: Dataset, path: str, query: str
) -> None:
    content = show_page(path, f"?month=2020-01&{query}", "desk")[0]
    assert rows(content, "alike-children-in-care") == [
        ["Children in care: Overall total of its key activity table", "+£82k", "line 2832"],
        ["External: paid for by Children in Care Placements", "+£475k", "line 2810"],
        ["In-house: paid for by Children in Care", "−£124k", "line 2820"],
        ["Adoption and permanence: paid for by Adoption Allowances", "−£270k", "line 2830"],
        ["Budget line: Children in Care Placements", "+£475k", "line 3577"],
        ["Budget line: Children in Care", "+£159k", "line 3639"],
        ["Budget line: Adoption Allowances", "£0k", "line 3649"],
        ["All these budget lines", "+£634k", "the budget lines above, added up"],
        ["Between the two", "+£552k", "the budget lines less the table"],
    ]


def test_care_whose_table_and_budget_line_agree_needs_no_telling_apart(dataset: Dataset) -> None:
    for month in dataset.months:
        assert alike.care(month, "SEN placements") is None
        assert alike.care(month, "No such group") is None


def test_where_two_lines_would_do_neither_is_named() -> None:
    # A difference of 30 that either of two lines of 30 could be: a guess would look like a fact.
    table = [
        summary_row(ADULTS, 100, 50, view="Adults"),
        summary_row("Grant A", 0, -30, view="Adults", level="adjustment", locator="line 2"),
        summary_row("Grant B", 0, -30, view="Adults", level="adjustment", locator="line 3"),
    ]
    month = builders.dataset(finance=[finance_row("Carers", 100, 20)], finance_summary=table).latest
    (pair,) = alike.pairs(month, "Adults")
    assert (pair.between, pair.label) == ((), ADULTS)


def test_two_sums_of_as_many_lines_have_two_names(dataset: Dataset) -> None:
    query = "?month=2020-01&committee=children-and-young-people"
    overview, variance = (words(show_page(path, query, "desk")[0]) for path in ("/", "/forecast-variance"))
    assert "27 others besides these 10" in overview
    assert "27 others within 2% or £100k" in variance


def test_a_group_that_pays_for_care_together_is_told_by_its_printed_total() -> None:
    within = {"directorate": ADULTS, "service_group": "Learning Disability Partnership"}
    other = {"directorate": ADULTS, "service_group": "Mental Health"}
    month = builders.dataset(
        reports=[report_row(authority="Cambridgeshire County Council")],
        finance=[
            finance_row("LD Head Office", 500, 40, **within),
            finance_row("Mental Health Total", 900, 77, level="group_total", locator="line 15", **other),
            finance_row("Partnership Total", 900, 120, level="group_total", locator="line 16", **within),
        ],
        activity=[activity_row("Total", care_group="Learning disability", level="total", cost_variance_k=95)],
    ).latest
    found = alike.care(month, "Learning disability")
    assert found is not None
    assert [(each.variance_k, each.locator) for each in found.payers] == [(120, "line 16")]
    assert found.between_k == 25
