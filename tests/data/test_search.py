"""Search finds a line by the names it had before, and says when they changed."""

from data.dataset import Dataset
from data.search import search
from tests.builders import activity_row, finance_row
from tests.builders import dataset as build


def test_an_old_name_finds_the_line_under_its_new_one(dataset: Dataset) -> None:
    (hit, *_) = search(dataset, "looked after")
    assert (hit.name, hit.place, hit.month) == ("Children in Care Placements", "Commissioning", "2020-01")
    assert "printed as “Looked After Children Placements” in May 2018" in hit.changes
    assert any("before 2018/19 under Children & Safeguarding" in change for change in hit.changes)


def test_case_dashes_and_apostrophes_make_no_difference() -> None:
    months = build(finance=[finance_row("Children’s Centre – Strategy", 1, 1)])
    for words in ("childrens centre", "CHILDREN'S", "centre strategy", "strategy children’s"):
        assert [hit.name for hit in search(months, words)] == ["Children’s Centre – Strategy"]


def test_names_that_begin_with_the_words_come_first() -> None:
    months = build(finance=[finance_row("Adult Care", 1, 1), finance_row("Care Homes", 1, 1)])
    assert [hit.name for hit in search(months, "care")] == ["Care Homes", "Adult Care"]


def test_types_of_care_are_found_too() -> None:
    months = build(activity=[activity_row("Homecare")])
    assert [(hit.kind, hit.place) for hit in search(months, "home")] == [("care", "Older people")]


def test_nothing_asked_finds_nothing(dataset: Dataset) -> None:
    for words in ("", "   ", "…", "<script>", "zzzz"):
        assert search(dataset, words) == []


def test_words_are_found_where_a_word_begins_and_not_within_it() -> None:
    months = build(finance=[finance_row("SEN Placements", 1, 1), finance_row("LAC Placements", 1, 1)])
    assert [hit.name for hit in search(months, "lac")] == ["LAC Placements"]
    assert [hit.name for hit in search(months, "place")] == ["LAC Placements", "SEN Placements"]
