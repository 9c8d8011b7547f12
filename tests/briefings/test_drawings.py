"""Charts as Office and LibreOffice draw them."""

from __future__ import annotations

from lxml import etree

from briefings.native import office_chart
from data.dataset import Dataset
from tests.briefings.making import briefing_of

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
