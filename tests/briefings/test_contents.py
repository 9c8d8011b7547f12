"""What a briefing says: its sections by length, what changed, and what a total that stayed would hide."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefings.contents import offered, usual
from charts.changes import cancelling_sentence, changes_chart, sides
from data.brief import Length
from data.dataset import Dataset
from data.selection import read_selection
from tests.briefings.making import book_of, briefing_of, document_of, made, slides_of
from tests.builders import DECEMBER, JANUARY, variance_lines


def test_each_length_begins_with_the_position_what_changed_and_the_pressures(dataset: Dataset) -> None:
    for length in ("page", "short", "full"):
        keys = [each.key for each in briefing_of(dataset, "?month=2020-01", length=length).sections]
        assert keys[:3] == ["numbers", "changes", "pressures"]


def test_a_short_briefing_has_one_care_group_and_a_full_one_all(dataset: Dataset) -> None:
    groups = {
        length: {key.key.partition(".")[2] for key in briefing_of(dataset, "?month=2020-01", length=length).sections}
        for length in ("page", "short", "full")
    }
    assert groups["page"] == {""}
    assert len(groups["short"]) == 2
    assert len(groups["full"]) > 5


def test_savings_are_those_of_the_committee(dataset: Dataset) -> None:
    briefing = briefing_of(dataset, "?month=2020-01&committee=children-and-young-people", length="full")
    (section,) = [each for each in briefing.sections if each.key == "savings"]
    titles = section.view.chart.table.typed[0].values
    assert "Early Years subscription package" in titles
    assert len(titles) < len(dataset.by_key["2020-01"].savings) - 1


def test_a_total_that_stayed_does_not_hide_lines_that_moved() -> None:
    lines = variance_lines(("Homes", 5000, 900, 200), ("Day care", 4000, -650, 50), ("Carers", 900, 10, 10))
    assert sides(lines).cancels
    assert cancelling_sentence(lines) == (
        "The total hides larger movements that cancel out: 1 line worsened by £700k and 1 line improved by £700k"
    )


def test_lines_that_moved_one_way_hide_nothing() -> None:
    lines = variance_lines(("Homes", 5000, 900, 200), ("Day care", 4000, 60, 50))
    assert not sides(lines).cancels
    assert cancelling_sentence(lines) == "2 lines worsened by £710k"


def test_what_changed_is_ranked_by_size_and_adds_up_the_rest() -> None:
    lines = variance_lines(*((f"Line {place}", 900, place * 10, 0) for place in range(14)), ("Fell", 900, -500, 0))
    chart = changes_chart(lines, period=JANUARY, previous_period=DECEMBER)
    changes = chart.table.figures("Change")
    assert chart.table.words("Line")[:2] == ["Fell", "Line 13"]
    assert changes[:2] == [-500, 130]
    assert len(changes) == 10
    assert sum(each or 0 for each in changes) == sum(place * 10 for place in range(14)) - 500


def test_a_first_report_has_nothing_to_compare_with() -> None:
    chart = changes_chart(variance_lines(("Homes", 5000, 900, 0)), period=JANUARY, previous_period=None)
    assert chart.figure is None
    assert chart.table.locators == ()


def test_a_month_to_compare_with_takes_the_place_of_the_report_before(dataset: Dataset) -> None:
    briefing = briefing_of(dataset, "?month=2020-01", other=dataset.by_key["2018-05"])
    section = briefing.sections[1]
    assert section.name == "What changed since May 2018"
    assert {month.key for month in briefing.papers} >= {"2020-01", "2018-05"}


@pytest.mark.parametrize("query", ["?month=2020-01&committee=adults", "?month=2018-03", "?month=2018-05"])
def test_every_section_says_where_its_figures_are_printed(dataset: Dataset, query: str) -> None:
    for section in briefing_of(dataset, query, length="full").sections:
        assert section.printed, section.key
        assert section.month.paper in section.source


def test_the_findings_that_touch_a_figure_are_listed_once_worst_first(dataset: Dataset) -> None:
    found = briefing_of(dataset, "?month=2020-01&committee=adults", length="full").findings
    assert len({(each.check, each.locator, each.message) for each in found}) == len(found)
    assert [each.severity for each in found] == sorted(
        (each.severity for each in found), key=("error", "warning", "note").index
    )


def test_money_that_is_only_moved_elsewhere_is_no_line_that_improved() -> None:
    worse, moved = variance_lines(("Tuition", 5000, 1700, 200), ("Grant", 0, -1500, 0))
    lines = [worse, replace(moved, moved="carried as a deficit")]
    assert sides(lines).cancels
    assert cancelling_sentence(lines) == (
        "The total hides larger movements that cancel out: "
        "1 line worsened by £1.5m and £1.5m more is only moved elsewhere"
    )
    chart = changes_chart(lines, period=JANUARY, previous_period=DECEMBER)
    assert chart.sentence == "Tuition worsened by £1.5m since December"


NOT_INCLUDED = "Not included, because committees share it: Strategic Management – Commissioning and Executive Director."


@pytest.mark.parametrize("length", ["page", "short", "full"])
def test_what_committees_share_is_said_with_the_position(dataset: Dataset, length: Length) -> None:
    first = briefing_of(dataset, "?month=2020-01&committee=adults", length=length).sections[0]
    assert first.key == "numbers"
    assert NOT_INCLUDED in first.view.lead


def test_what_committees_share_is_said_in_every_kind_of_file(dataset: Dataset) -> None:
    document, deck, book = (
        made(briefing_of(dataset, "?month=2020-01&committee=adults", kind), kind) for kind in ("docx", "pptx", "xlsx")
    )
    paragraphs = [each.text for each in document_of(document).paragraphs]
    known = paragraphs.index("What to know about these figures")
    assert NOT_INCLUDED in paragraphs[known:]
    (slide,) = [each for each in slides_of(deck).slides if each.shapes.title.text == "What to know about these figures"]
    assert any(NOT_INCLUDED in shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    contents = [row[0] for row in book_of(book)["Contents"].iter_rows(values_only=True) if row[0]]
    assert NOT_INCLUDED in " ".join(contents)


@pytest.mark.parametrize("length", ["short", "full"])
@pytest.mark.parametrize("part", ["&committee=adults", "&directorate=commissioning"])
def test_capital_is_offered_to_a_committee_and_not_told_of_it(dataset: Dataset, length: Length, part: str) -> None:
    month = dataset.by_key["2020-01"]
    selection, _ = read_selection(f"?month=2020-01{part}", dataset)
    assert "capital" not in usual(month, selection, length)
    assert "capital" in offered(month, selection)
    asked = briefing_of(dataset, f"?month=2020-01{part}", keys=["capital"])
    assert [each.key for each in asked.sections] == ["capital"]
    everything, _ = read_selection("?month=2020-01", dataset)
    assert "capital" in usual(month, everything, length)


def test_words_beside_a_figure_stand_apart_from_it(dataset: Dataset) -> None:
    book = book_of(made(briefing_of(dataset, "?month=2020-01&committee=adults", "xlsx"), "xlsx"))
    words = [
        cell
        for sheet in book.worksheets
        for row in sheet.iter_rows(min_col=2)
        for cell in row
        if isinstance(cell.value, str) and cell.alignment.horizontal != "right"
    ]
    assert words
    assert all(cell.alignment.indent == 1 for cell in words)
