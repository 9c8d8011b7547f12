"""Charts as Office and LibreOffice draw them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import etree

from briefings.contents import Format
from briefings.drawings.bars import variance
from briefings.native import office_chart
from charts.rows import UNEXPLAINED_MARK
from charts.variance import variance_chart
from data.dataset import Dataset
from tests.briefings.making import briefing_of
from tests.builders import DECEMBER, JANUARY, variance_lines

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
WORDS = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"


def test_a_row_alone_on_its_axis_has_its_name(dataset: Dataset) -> None:
    query = "?month=2020-01&committee=adults"
    (section,) = briefing_of(dataset, query, "pptx", keys=["unit-costs.older-people"]).sections
    (alone,) = [drawing for drawing in section.drawings if drawing.rows == 1]
    assert alone.head == "Community based, £ an hour"
    xml, _ = office_chart(alone, 14)
    names = next(etree.fromstring(xml).iter(f"{CHART}ser"))
    assert [each.text.strip() for each in names.iter(WORDS)] == ["Homecare"]
    points = [count.get("val") for count in names.find(f"{CHART}xVal").iter(f"{CHART}ptCount")]
    assert points == ["2"]  # a first series of one point has its label left out


@pytest.mark.parametrize("kind", ["pptx", "docx"])
def test_parts_of_a_variance_are_told_apart_in_print_as_the_caption_says(dataset: Dataset, kind: Format) -> None:
    query = "?month=2020-01&committee=adults"
    (section,) = briefing_of(dataset, query, kind, keys=["cost-split.older-people"]).sections
    (split,) = section.drawings
    fills = [series.look["fill"]["color"] for series in split.series]
    lightness = sorted(int(fill[1:3], 16) for fill in fills)
    assert len(fills) == 5
    assert all(after - before > 40 for before, after in pairwise(lightness))
    said = [sentence.partition(":")[0] for sentence in split.key.split(". ")[:5]]
    assert said == ["Black", "Grey", "Dark grey", "White", "Pale grey"]
    words = dict(zip(said, fills, strict=True))
    assert sorted(words, key=words.__getitem__) == ["Black", "Dark grey", "Grey", "Pale grey", "White"]
    assert not [word for word in ("Dotted", "Hatched", "Outlined") if word in split.key]


def test_no_mark_is_explained_that_no_chart_has() -> None:
    lines = [
        replace(each, unexplained=True) for each in variance_lines(("Homes", 5000, 900, 200), ("Carers", 90, 9, 9))
    ]
    chart = variance_chart(lines, period=JANUARY, previous_period=DECEMBER, outturn=False)
    (drawing,) = variance(chart)
    xml, _ = office_chart(drawing, 14)
    assert UNEXPLAINED_MARK in chart.key
    assert UNEXPLAINED_MARK not in "".join(etree.fromstring(xml).itertext())
    assert UNEXPLAINED_MARK not in drawing.key
