"""What a briefing is called, in its title and as a file, tells one download from another."""

from __future__ import annotations

from dataclasses import replace

from briefings.contents import file_name
from data.dataset import Dataset
from data.parts import NOT_STATED
from tests.briefings.making import briefing_of

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
