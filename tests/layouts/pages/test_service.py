"""What the view of a service says of the care it pays for: care that several lines share is none of its own."""

from __future__ import annotations

import pytest

from callbacks.page import show_page
from tests.layouts.reading import below, called, cell_of, prop
from views.site_map import VARIANCE

pytestmark = pytest.mark.usefixtures("dataset")


def cards(directorate: str, service: str) -> dict[str, tuple[str, str]]:
    """The sentence and the subtitle of each card by its key."""
    query = f"?month=2020-01&directorate={directorate}&service={service}"
    content = show_page(VARIANCE.path, query, "desk")[0]
    return {
        prop(card, "id"): (cell_of(below(card, "H2")).words, cell_of(called(card, "subtitle")).words)
        for card in called(content, "chart-card")
    }


@pytest.mark.parametrize("card", ["placement-numbers", "unit-costs"])
def test_care_that_four_lines_pay_for_together_names_them_and_is_none_of_one_line(card: str) -> None:
    sentence, subtitle = cards("adults-safeguarding", "op-hunts-locality")[card]
    assert "several budget lines pay for it together" in sentence
    assert subtitle.startswith(
        "All care that OP – City & South Locality, OP – East Cambs Locality, OP – Fenland Locality and OP – Hunts "
        "Locality pay for together, January 2020. The paper does not say how much of it each pays for"
    )


@pytest.mark.parametrize(
    ("directorate", "service"),
    [("adults-safeguarding", "physical-disabilities"), ("commissioning", "children-in-care-placements")],
)
def test_care_that_one_line_pays_for_alone_is_its_own(directorate: str, service: str) -> None:
    sentence, subtitle = cards(directorate, service)["placement-numbers"]
    assert "together" not in sentence
    assert subtitle.startswith("Care that ")
