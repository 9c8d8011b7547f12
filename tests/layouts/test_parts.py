"""Several councils and blocks side by side: each page shows one of them, as if nothing else were loaded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from callbacks.page import VIEWS, view_at
from data.dataset import Dataset, index
from data.parts import NOT_STATED
from data.selection import part_asked, read_selection
from layouts import frame
from layouts.elements import as_sent
from layouts.meeting.present import present_address
from layouts.plain.frame import plain_page
from tests.builders import activity_row, finance_row, report_row, summary_row, tables
from views.site_map import COMPARE, FIND, OVERVIEW, PLACEMENTS, PRESENT, SOURCES, TRENDS, VARIANCE, Page
from views.words import page_title

EAST, WEST = "Eastmoor County Council", "Westmoor County Council"
PEOPLE, PLACE = "People & Communities", "Place & Economy"
MONTHS = (date(2019, 12, 31), date(2020, 1, 31), date(2020, 3, 31))
Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Paper:
    """One report: whose, of which block and month, and the variances (£000) of its two services."""

    authority: str | None
    block: str
    period: date
    variances: tuple[int, int] = (40, -15)

    @property
    def key(self) -> str:
        return f"{self.authority}-{self.block}-{self.period:%Y-%m}"


def rows_of(paper: Paper) -> dict[str, list[dict[str, Any]]]:
    """The rows of a small report in which everything stands that a page may show."""
    dated = {"period": paper.period, "report": paper.key}
    first, second = paper.variances
    both = first + second
    before = {"previous_forecast_variance_k": first // 2}
    return {
        "reports": [report_row(**dated, authority=paper.authority, service_block=paper.block, file=f"{paper.key}.txt")],
        "finance": [
            finance_row("Carers", 400, first, **dated, **before, locator="line 10", note="1"),
            finance_row("Day Care", 900, second, **dated, locator="line 11"),
            finance_row("Net Total", 1300, both, **dated, level="net_total", directorate=None, locator="line 12"),
        ],
        "finance_summary": [
            summary_row("Adults & Safeguarding", 1300, both, **dated, locator="line 1"),
            summary_row("Net Total", 1300, both, **dated, level="net_total", locator="line 2"),
        ],
        "activity": [
            activity_row(
                "Nursing",
                **dated,
                count_budget=100.0,
                count_actual=100.0 + first,
                unit_cost_budget=500.0,
                unit_cost_actual=510.0 + second,
                cost_budget_k=2600.0,
                cost_actual_k=2600.0 + first,
                cost_variance_k=float(first),
            )
        ],
        "commentary": [
            {
                "period": paper.period,
                "note": "1",
                "service": "Carers",
                "service_reported": "Carers",
                "text": f"Carers cost {first}.",
                "report": paper.key,
                "locator": "line 30",
            }
        ],
        "findings": [
            {
                "report": paper.key,
                "table": "finance",
                "row": "Carers",
                "check": "group-total",
                "severity": "warning",
                "message": f"The lines come to {both}.",
                "locator": "line 12",
            }
        ],
    }


def loaded(papers: Sequence[Paper]) -> Dataset:
    """A dataset of ``papers``."""
    return index(tables_of(papers))


def tables_of(papers: Sequence[Paper]) -> Tables:
    found: dict[str, list[dict[str, Any]]] = {}
    for paper in papers:
        for table, rows in rows_of(paper).items():
            found.setdefault(table, []).extend(rows)
    return tables(**found)


def everything(dataset: Dataset, page: Page, query: str) -> str:
    """All that a page sends for ``query``, and around it, without what tells the part from the others."""
    dataset = part_asked(query, dataset)
    content, month, selection = view_at(dataset, page, query, "desk")
    sent = repr(
        (
            as_sent(content),
            as_sent(frame.menu(selection, page)),
            as_sent(frame.data_state(month)),
            frame.months(dataset),
            as_sent(present_address(dataset, selection, page)),
            page_title(page, dataset, month, selection),
        )
    )
    if selection.part:
        for written in (f"part={selection.part}&amp;", f"part={selection.part}&", f"part%3D{selection.part}%26"):
            sent = sent.replace(written, "")
        # What names the part: the sources, and the title of the tab.
        sent = sent.replace(month.paper, month.title).replace(f"{month.part}, {page.title}", page.title)
    return sent.replace(dataset.version, "")


VARIANTS = [
    *((page, "") for page in VIEWS),
    (VARIANCE, "&directorate=adults-safeguarding&service=carers"),
    (PLACEMENTS, "&care=older-people"),
    (TRENDS, "&kind=care"),
    (COMPARE, "&comparison=2019-12"),
    (SOURCES, "&at=line-10"),
    (FIND, "&q=car"),
    (PRESENT, "&screens=placements.older-people,pressures"),
]
parts = st.sampled_from([(EAST, PEOPLE), (EAST, PLACE), (WEST, PEOPLE)])
figures = st.tuples(st.integers(-300, 300), st.integers(-300, 300))


@settings(max_examples=8, phases=[Phase.generate])  # to shrink what fails takes minutes
@given(
    st.lists(parts, min_size=2, max_size=3, unique=True),
    st.data(),
)
def test_each_page_shows_what_it_shows_for_the_part_alone(chosen: list[tuple[str, str]], data: st.DataObject) -> None:
    papers = {
        part: [
            Paper(*part, period, data.draw(figures))
            for period in data.draw(st.lists(st.sampled_from(MONTHS), min_size=1, unique=True))
        ]
        for part in chosen
    }
    together = loaded([paper for each in papers.values() for paper in each])
    assert len(together.parts) == len(chosen)
    for (authority, block), own in papers.items():
        alone = loaded(own)
        dataset = next(
            each for each in together.parts if (each.part.authority, each.part.service_block) == (authority, block)
        )
        for month in alone.months:
            page, more = data.draw(st.sampled_from(VARIANTS))
            for each, rest in ((page, more), *((page, "") for page in VIEWS)):
                query = f"?month={month.key}{rest}"
                asked = f"?part={dataset.address}&month={month.key}{rest}"
                assert everything(together, each, asked) == everything(alone, each, query)


def test_both_blocks_of_a_month_are_there_and_can_be_chosen() -> None:
    together = loaded([Paper(EAST, PEOPLE, MONTHS[1], (40, 0)), Paper(EAST, PLACE, MONTHS[1], (7, 0))])
    assert together.choices == (("people-and-communities", PEOPLE), ("place-and-economy", PLACE))
    variances = {
        each.address: [
            line.forecast_variance_k for month in each.months for line in month.finance if line.level == "net_total"
        ]
        for each in together.parts
    }
    assert variances == {"people-and-communities": [40], "place-and-economy": [7]}
    title = str(as_sent(view_at(part_asked("?part=place-and-economy", together), OVERVIEW, "", "desk")[0]))
    assert "Place &amp; Economy" in title or "Place & Economy" in title


def test_two_councils_with_blocks_of_one_name_are_told_apart() -> None:
    together = loaded([Paper(EAST, PEOPLE, MONTHS[1]), Paper(WEST, PEOPLE, MONTHS[1], (9, 9))])
    assert [each[1] for each in together.choices] == [EAST, WEST]
    (east, west) = [address for address, _ in together.choices]
    assert east == "eastmoor-county-council.people-and-communities"
    month = part_asked(f"?part={west}", together).latest
    assert (month.authority, month.paper) == (WEST, f"{month.title}, {WEST}")


def test_where_there_is_one_nothing_of_it_shows() -> None:
    alone = loaded([Paper(EAST, PEOPLE, MONTHS[0]), Paper(EAST, PEOPLE, MONTHS[1])])
    selection, notes = read_selection("", alone)
    assert (alone.choices, alone.address, selection.query(), notes) == ((), "", "?month=2020-01", [])
    assert frame.part_choice(alone, selection) == []
    assert alone.latest.paper == alone.latest.title


@pytest.mark.parametrize(
    ("spelt", "authority"), [("People and Communities", EAST), ("PEOPLE & COMMUNITIES", "EASTMOOR County Council")]
)
def test_a_name_written_otherwise_is_the_same(spelt: str, authority: str) -> None:
    together = loaded([Paper(EAST, PEOPLE, MONTHS[0]), Paper(authority, spelt, MONTHS[1])])
    assert [month.key for month in together.months] == ["2019-12", "2020-01"]
    assert together.choices == ()


def test_a_paper_without_its_council_is_of_the_only_one_that_it_can_be() -> None:
    one = loaded([Paper(EAST, PEOPLE, MONTHS[0]), Paper(None, PEOPLE, MONTHS[1])])
    assert [month.authority for month in one.months] == [EAST, EAST]
    either = loaded([Paper(EAST, PEOPLE, MONTHS[0]), Paper(WEST, PEOPLE, MONTHS[0]), Paper(None, PEOPLE, MONTHS[1])])
    assert [words for _, words in either.choices] == ["Council not stated", EAST, WEST]
    by_block = loaded([Paper(EAST, PEOPLE, MONTHS[0]), Paper(WEST, PLACE, MONTHS[0]), Paper(None, PLACE, MONTHS[1])])
    assert len(part_asked("?part=place-and-economy", by_block).months) == 2


def test_a_paper_without_its_block_is_of_the_only_one_unless_both_have_the_month() -> None:
    one = loaded([Paper(EAST, PEOPLE, MONTHS[0]), Paper(EAST, NOT_STATED, MONTHS[1])])
    assert (len(one.months), one.choices) == (2, ())
    two = loaded([Paper(EAST, PEOPLE, MONTHS[0]), Paper(EAST, NOT_STATED, MONTHS[0])])
    assert [words for _, words in two.choices] == [NOT_STATED, PEOPLE]


@cache
def _lopsided() -> Dataset:
    """People in two months, Place in the first alone; Place was loaded last."""
    both = tables_of(
        [Paper(EAST, PEOPLE, MONTHS[0]), Paper(EAST, PEOPLE, MONTHS[1]), Paper(EAST, PLACE, MONTHS[0], (1, 2))]
    )
    both["reports"]["loaded_at"] = ["2031-01-01T00:00:00Z", "2031-02-01T00:00:00Z", "2031-03-01T00:00:00Z"]
    return index(both)


@pytest.mark.parametrize(
    ("query", "block", "month", "said"),
    [
        ("", PEOPLE, "2020-01", []),
        # A link from before the second block was loaded.
        ("?month=2019-12", PEOPLE, "2019-12", []),
        ("?part=place-and-economy&month=2019-12", PLACE, "2019-12", []),
        # From when a second council was loaded.
        ("?part=eastmoor-county-council.place-and-economy&month=2019-12", PLACE, "2019-12", []),
        (
            "?part=place-and-economy&month=2020-01",
            PLACE,
            "2019-12",
            ["That month is not loaded for Place & Economy. Showing December 2019, the newest one."],
        ),
        (
            "?part=parks",
            PEOPLE,
            "2020-01",
            ["That council or part of its services is not loaded. Showing People & Communities."],
        ),
        (
            "?part=westmoor-county-council.place-and-economy",
            PEOPLE,
            "2020-01",
            ["That council or part of its services is not loaded. Showing People & Communities."],
        ),
    ],
)
def test_an_address_leads_to_what_it_was_sent_for_or_says_what_is_missing(
    query: str, block: str, month: str, said: list[str]
) -> None:
    dataset = part_asked(query, _lopsided())
    selection, notes = read_selection(query, dataset)
    assert (dataset.part.service_block, selection.month, notes) == (block, month, said)


def test_an_address_of_a_block_that_is_loaded_no_more_says_so() -> None:
    alone = loaded([Paper(EAST, PEOPLE, MONTHS[0])])
    assert read_selection("?part=people-and-communities", alone)[1] == []
    (note,) = read_selection("?part=place-and-economy", alone)[1]
    assert "Showing People & Communities." in note


def test_every_link_of_a_part_leads_to_it() -> None:
    query = "part=place-and-economy&month=2019-12"
    dataset = part_asked(query, _lopsided())
    for page in VIEWS:
        content, month, selection = view_at(dataset, page, f"?{query}", "desk")
        written = plain_page(content, dataset, month, selection, page, query, [])
        links = [link for link in re.findall(r'href="(/[^"#]*)', written) if not link.startswith("/assets")]
        assert links
        for link in links:
            assert "part=place-and-economy" in link, (page.path, link)
        # Each form on the page goes on from it, and one of them chooses another.
        forms = re.findall(r"<form.*?</form>", written, re.DOTALL)
        assert all('name="part"' in form for form in forms if page != PRESENT)
        assert written.count('<select name="part"') + written.count('id="part"') >= (1 if forms else 0)


def test_a_report_of_no_named_block_is_the_councils() -> None:
    """A sentence that begins “Not stated is forecast to overspend” is none."""
    assert loaded([Paper(EAST, NOT_STATED, MONTHS[0])]).latest.whole == EAST
    assert loaded([Paper(EAST, PEOPLE, MONTHS[0])]).latest.whole == PEOPLE
    assert loaded([Paper("", NOT_STATED, MONTHS[0])]).latest.whole == "the council"


@pytest.mark.parametrize(
    ("label", "named"),
    [
        ("", "September 2024"),
        ("september 2024", "September 2024"),
        ("Quarter 2 2024/25", "September 2024 (Quarter 2 2024/25)"),
    ],
)
def test_what_a_report_calls_its_period_stands_beside_the_month(label: str, named: str) -> None:
    month = loaded([Paper(EAST, PEOPLE, MONTHS[0])]).latest
    assert replace(month, period=date(2024, 9, 30), label=label).named == named
