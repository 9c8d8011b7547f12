"""On a sheet of A4 nothing is lost: charts and tables fit its width, sources stand below, controls are left out."""

from __future__ import annotations

import re

import pypdfium2 as pdfium
import pytest

from tests.browser.window import Window
from views.site_map import COMPARE, OVERVIEW, PLACEMENTS, PRESENT, TRENDS, VARIANCE

SHEET = 595  # points that A4 is wide
CONTROLS = ("Copy sentence", "Download", "Largest first", "Find a service", "Skip to the figures", "Full screen")


@pytest.mark.parametrize("path", [OVERVIEW.path, VARIANCE.path, PLACEMENTS.path, TRENDS.path, COMPARE.path])
def test_a_printed_page_holds_every_number_and_source(window: Window, path: str) -> None:
    page = window.open(path)
    cells = page.locator(".chart-card > .table-view :is(td, th)").all_text_contents()
    sources = page.locator(".source").all_text_contents()
    printed = pdfium.PdfDocument(page.pdf(prefer_css_page_size=True))
    texts = [sheet.get_textpage() for sheet in printed]
    words = re.sub(r"\s", "", "".join(text.get_text_bounded() for text in texts))
    assert [each for each in [*cells, *sources] if re.sub(r"\s", "", each) not in words] == []
    assert [each for each in CONTROLS if each.replace(" ", "") in words] == []
    edges = [text.get_rect(place)[2] for text in texts for place in range(text.count_rects())]
    assert max(edges) <= SHEET - 25


def test_a_printed_meeting_holds_every_headline(window: Window) -> None:
    page = window.open(PRESENT.path)
    headlines = page.locator(".screen h2").all_text_contents()
    printed = pdfium.PdfDocument(page.pdf(prefer_css_page_size=True))
    words = re.sub(r"\s", "", "".join(sheet.get_textpage().get_text_bounded() for sheet in printed))
    assert [each for each in headlines if re.sub(r"\s", "", each) not in words] == []
    assert [each for each in CONTROLS if each.replace(" ", "") in words] == []
