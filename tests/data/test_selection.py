"""A link reproduces a view exactly; what it asks for and cannot have is said, never an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.dataset import Dataset
from data.selection import Selection, committee_options, directorate_options, read_selection
from tests.builders import activity_row, dataset, finance_row


@pytest.fixture(scope="module")
def months() -> Dataset:
    return dataset(
        finance=[
            finance_row("OP – Fenland Locality", 500, 10),
            finance_row("Local Assistance Scheme", 300, 0, directorate="Commissioning"),
            finance_row("Early Years’ Service", 300, 0, directorate="Education"),
        ],
        activity=[activity_row("Residential")],
    )


def test_an_empty_address_shows_the_newest_month_whole(months: Dataset) -> None:
    assert read_selection("", months) == (Selection("2020-01"), [])


def test_a_view_survives_its_own_address(months: Dataset) -> None:
    view = Selection(
        "2020-01",
        "Adults",
        "Commissioning",
        service="Local Assistance Scheme",
        care_group="Older people",
        order="paper",
        place="line-26",
    )
    assert read_selection(view.query(), months) == (view, [])


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?month=1999-01", "That month is not loaded"),
        ("?committee=pensions", "do not say which lines"),
        ("?directorate=navy", "has no lines here"),
        ("?committee=adults&directorate=education", "has no lines here"),
        ("?care=dragons", "no figures"),
        ("?group=dragons", "no figures here"),
        ("?service=dragons", "no figures here"),
    ],
)
def test_what_cannot_be_honoured_is_said(months: Dataset, query: str, words: str) -> None:
    selection, notes = read_selection(query, months)
    assert selection == Selection("2020-01", committee="Adults" if "adults" in query else "")
    assert words in " ".join(notes)
    assert len(notes) == 1


@pytest.mark.parametrize("query", [None, 7, [], {}, "?month", "?&&==&", "?table=users&order=1;drop"])
def test_nonsense_is_the_usual_view(months: Dataset, query: object) -> None:
    assert read_selection(query, months) == (Selection("2020-01"), [])


@given(st.text(max_size=60))
def test_no_address_raises(months: Dataset, query: str) -> None:
    selection, _ = read_selection("?" + query, months)
    assert selection.month == "2020-01"


def test_choices_follow_the_committee(months: Dataset) -> None:
    assert directorate_options(months.latest, "") == ["Adults & Safeguarding", "Commissioning", "Education"]
    assert directorate_options(months.latest, "Adults") == ["Adults & Safeguarding", "Commissioning"]
    assert committee_options(months.latest) == ["Adults", "Children and Young People", "Communities and Partnership"]


def test_a_choice_of_everything_is_no_choice(months: Dataset) -> None:
    assert read_selection("?committee=all&directorate=all", months) == (Selection("2020-01"), [])


def test_a_committee_of_another_year_is_named(dataset: Dataset) -> None:
    _, notes = read_selection("?month=2018-03&committee=adults", dataset)
    assert notes[0].startswith("The papers loaded do not say which lines the Adults Committee oversaw in 2017/18.")
