"""What the page on placements says of a care group: whose it is, and nothing that its paper contradicts."""

from collections.abc import Iterator
from typing import Any

from callbacks.page import show_page
from data import queries
from data.dataset import Dataset, Month
from data.findings import doubted
from data.formatting import money, slug
from data.selection import Selection
from tests.layouts.reading import below, every
from views.site_map import PLACEMENTS


def words(part: Any) -> str:
    return "".join(each for each in every(part) if isinstance(each, str))


def groups(dataset: Dataset) -> Iterator[tuple[Month, str]]:
    return ((month, group) for month in dataset.months for group in queries.care_groups(month, Selection(month.key)))


def said(month: Month, group: str) -> list[str]:
    """The heading of a care group's page and the sentences of its cards."""
    content = show_page(PLACEMENTS.path, f"?month={month.key}&care={slug(group)}", "desk")[0]
    return [words(part) for tag in ("H1", "H2") for part in below(content, tag)]


def test_the_heading_and_every_sentence_that_can_be_copied_name_the_care_group(dataset: Dataset) -> None:
    for month, group in groups(dataset):
        for sentence in said(month, group):
            assert sentence.startswith((f"{group}:", f"{group},")), sentence


def test_no_sentence_tells_a_variance_that_the_paper_contradicts(dataset: Dataset) -> None:
    seen = 0
    for month, group in groups(dataset):
        lines = queries.care_types(month, Selection(month.key), group)
        doubts = doubted(month, lines, "cost")
        for line in lines:
            if line.locator in doubts and line.level not in ("subtotal", "total"):
                seen += 1
                told = [sentence for sentence in said(month, group) if line.service_type in sentence]
                for sentence in told:
                    assert money(line.cost_variance_k) not in sentence
                assert said(month, group)[-1].endswith("; some of it is in doubt")
    assert seen >= 3
