"""What a view is called in a browser's tab: what was chosen, the page and the month."""

from __future__ import annotations

import pytest

from callbacks.page import show_page
from data.dataset import Dataset

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
