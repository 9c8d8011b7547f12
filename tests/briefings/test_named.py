"""What a briefing is called, in its title and as a file, tells one download from another."""

from __future__ import annotations

from dataclasses import replace

from briefings.contents import file_name
from data.brief import Length
from data.dataset import Dataset
from data.parts import NOT_STATED
from data.selection import read_selection
from tests.briefings.making import briefing_of, made, slides_of

COUNCIL = "Eastborough Council"


def of_no_block(dataset: Dataset) -> Dataset:
    """The months as papers that name a council and no block."""
    months = tuple(replace(each, authority=COUNCIL, service_block=NOT_STATED) for each in dataset.months)
    return replace(dataset, months=months)


def test_a_council_whose_paper_names_no_block_is_called_by_its_name(dataset: Dataset) -> None:
    briefing = briefing_of(of_no_block(dataset), "?month=2020-01", length="full")
    assert briefing.title == f"{COUNCIL}: January 2020"
    assert file_name(briefing, "docx").startswith("eastborough-council-2020-01-")
    said = [section.view.chart.subtitle for section in briefing.sections]
    assert not [words for words in said if NOT_STATED in words]
    assert any(f"all of {COUNCIL}" in words for words in said)


def test_what_differs_is_no_file_of_the_same_name(dataset: Dataset) -> None:
    asked: list[tuple[str, Length]] = [("", "page"), ("", "short"), ("", "full")]
    asked += [(f"&sections={keys}", "short") for keys in ("numbers", "bridge", "numbers,bridge", "bridge,numbers")]
    asked += [("&sections=numbers,bridge&of=meeting", "short")]
    names = [_named(dataset, query, length) for query, length in asked]
    assert len(set(names)) == len(names)
    for name, what in zip(names, ("one-page", "short", "full", "numbers", "bridge"), strict=False):
        assert f"-2020-01-{what}-data-" in name
    assert "-2020-01-meeting-data-" in names[-1]


def _named(dataset: Dataset, query: str, length: Length) -> str:
    selection, _ = read_selection(f"?month=2020-01{query}", dataset)
    return file_name(briefing_of(dataset, selection.query(), length=length, keys=selection.brief.sections), "pptx")


def test_a_slide_alone_says_whose_it_is_and_of_which_month(dataset: Dataset) -> None:
    briefing = briefing_of(of_no_block(dataset), "?month=2020-01", "pptx", keys=["bridge"])
    (slide,) = slides_of(made(briefing, "pptx")).slides
    words = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert any(COUNCIL in each and "January 2020" in each for each in words)
