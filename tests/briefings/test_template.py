"""A council's own template: its layouts are used, its slides are not, and one that lacks a layout is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Inches

from briefings.slides import slides
from briefings.template import SLIDES_TYPE, TEMPLATE_TYPE, TemplateError
from data.dataset import Dataset
from tests.briefings.making import briefing_of, slides_of


def as_template(packed: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            new.writestr(part.filename, old.read(part).replace(SLIDES_TYPE, TEMPLATE_TYPE))
    return made.getvalue()


@pytest.fixture
def council(tmp_path: Path) -> Path:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    deck.slide_layouts[0].name, deck.slide_layouts[5].name = "Our title", "Our body"
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "How to use this template"
    file = tmp_path / "council.pptx"
    deck.save(file)
    return file


@pytest.mark.parametrize("ending", [".pptx", ".potx"])
def test_the_layouts_of_a_template_are_used_and_its_slides_are_not(
    dataset: Dataset, council: Path, ending: str
) -> None:
    file = council.with_suffix(ending)
    file.write_bytes(council.read_bytes() if ending == ".pptx" else as_template(council.read_bytes()))
    deck = slides_of(slides(briefing_of(dataset, "?month=2020-01", "pptx"), file))
    layouts = [slide.slide_layout.name for slide in deck.slides]
    assert layouts[0] == "Our title"
    assert set(layouts[1:]) == {"Our body"}
    assert "How to use" not in " ".join(slide.shapes.title.text for slide in deck.slides)


def test_a_template_without_a_layout_is_refused_with_what_is_missing(
    dataset: Dataset, council: Path, tmp_path: Path
) -> None:
    deck = Presentation(str(council))
    deck.slides._sldIdLst.clear()
    for layout in list(deck.slide_layouts):
        if layout.name != "Blank":
            deck.slide_layouts.remove(layout)
    file = tmp_path / "bare.pptx"
    deck.save(file)
    with pytest.raises(TemplateError, match=r"bare\.pptx has no layout with a title and a subtitle .* room below it"):
        slides(briefing_of(dataset, "?month=2020-01", "pptx"), file)


@pytest.mark.parametrize("content", [b"", b"no presentation", b"PK\x03\x04 cut"])
def test_what_is_no_presentation_is_refused(dataset: Dataset, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "template.pptx"
    file.write_bytes(content)
    with pytest.raises(TemplateError, match=r"template\.pptx is no PowerPoint file"):
        slides(briefing_of(dataset, "?month=2020-01", "pptx"), file)


def test_every_slide_has_notes_and_every_chart_and_table_words_in_its_place(dataset: Dataset) -> None:
    deck = slides_of(slides(briefing_of(dataset, "?month=2020-01&committee=adults", "pptx", "full")))
    assert (deck.slide_width, deck.slide_height) == (Inches(13.333), Inches(7.5))
    for slide in deck.slides:
        assert "Read aloud:" in slide.notes_slide.notes_text_frame.text
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert len(shape._element._nvXxPr.cNvPr.get("descr")) > 20
