"""What a view is called in a browser's tab: what was chosen, the page and the month."""

from __future__ import annotations

import pytest

from callbacks.page import show_page
from data import queries
from data.dataset import Dataset
from data.selection import Selection
from views.shared import by_directorate, by_service
from views.words import lead

ADULTS = "committee=adults"
HUNTS = "directorate=adults-safeguarding&service=op-hunts-locality"


@pytest.mark.parametrize(
    ("path", "query", "title"),
    [
        ("/", "", "Overview, January 2020"),
        ("/", ADULTS, "Adults Committee, Overview, January 2020"),
        ("/", f"{ADULTS}&{HUNTS}", "Adults & Safeguarding, Adults Committee, Overview, January 2020"),
        (
            "/forecast-variance",
            f"{ADULTS}&{HUNTS}",
            "OP – Hunts Locality, Adults & Safeguarding, Adults Committee, Forecast variance, January 2020",
        ),
        ("/trends", "line=education-executive-director-education", "Trends, January 2020"),
        ("/trends", "line=children-safeguarding-children-in-care", "Children in Care, Trends, January 2020"),
        ("/placements", "care=older-people", "Older people, Placements and unit costs, January 2020"),
        ("/present", ADULTS, "Adults Committee, Meeting, January 2020"),
        ("/about", ADULTS, "About these figures, January 2020"),
    ],
)
def test_a_title_carries_what_is_chosen(dataset: Dataset, path: str, query: str, title: str) -> None:
    assert show_page(path, f"?month=2020-01&{query}", "desk")[-1] == f"{title} – Finance and care activity"


@pytest.mark.parametrize(
    ("month", "committee", "moved"),
    [
        ("2018-03", "", "£3.7m charged to the schools grant"),
        ("2020-01", "", "£10.5m carried as a deficit on the schools grant"),
        ("2020-01", "Adults", "£5.0m met from grants and other funding"),
    ],
)
def test_what_only_moves_a_cost_is_said_once_in_the_lead(
    dataset: Dataset, month: str, committee: str, moved: str
) -> None:
    paper, selection = dataset.by_key[month], Selection(month, committee=committee)
    position = queries.headline(paper, selection)
    for view in (by_directorate, by_service):
        said = lead(paper, selection, position, view(dataset, paper, selection, "desk").own)
        amount, words = moved.split(" ", 1)
        assert said.count(words) == said.count(amount) == 1
        assert f"Before {moved}, the position is" in said


@pytest.mark.parametrize(
    ("month", "directorate", "said"),
    [
        ("2020-01", "Education", "£10.5m of the cost of Education is carried as a deficit on the schools grant."),
        ("2018-05", "Education", "£809k of the cost of Education is charged to the schools grant."),
        ("2018-03", "Education", ""),  # the paper does not say in which directorate all of it stands
        ("2020-01", "Commissioning", ""),
    ],
)
def test_the_page_of_a_directorate_says_once_what_becomes_of_its_cost(
    dataset: Dataset, month: str, directorate: str, said: str
) -> None:
    paper, selection = dataset.by_key[month], Selection(month, directorate=directorate)
    told = lead(
        paper, selection, queries.headline(paper, selection), by_directorate(dataset, paper, selection, "desk").own
    )
    assert told.count(said) == (1 if said else len(told) + 1)
    assert told.count("schools grant") == bool(said)
