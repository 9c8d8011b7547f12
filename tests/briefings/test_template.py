"""A council's own template: its layouts are used, its slides are not, and one that lacks a layout is refused."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Inches

from briefings import template_safety
from briefings.slides import slides
from briefings.template_safety import SLIDES_TYPE, TEMPLATE_TYPE, TemplateError
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


def changed(packed: bytes, change: Callable[[str, bytes], bytes], **added: bytes) -> bytes:
    """A packed file with each part as ``change`` gives it, and with parts ``added`` below ppt."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
        for name, content in added.items():
            new.writestr(f"ppt/{name}", content)
    return made.getvalue()


def related(
    kind: str, target: str, mode: str = "Internal", part: str = "presentation"
) -> Callable[[str, bytes], bytes]:
    """A change that adds a relationship of ``kind`` to the part whose file is named ``part``."""
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    relation = f'<Relationship Id="rIdExtra" Type="{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'

    def change(name: str, content: bytes) -> bytes:
        wanted = name.endswith(f"/{part}.xml.rels")
        return content.replace(b"</Relationships>", relation.encode()) if wanted else content

    return change


def refusal(dataset: Dataset, file: Path, packed: bytes) -> str:
    """What is said of a template with these bytes."""
    file.write_bytes(packed)
    with pytest.raises(TemplateError) as refused:
        slides(briefing_of(dataset, "?month=2020-01", "pptx"), file)
    return str(refused.value)


def same(_: str, content: bytes) -> bytes:
    return content


@pytest.mark.parametrize(
    ("kind", "target", "what"),
    [
        ("vba&#80;roject", "x.bin", "macros"),
        ("oleObject", "embeddings/x.bin", "embedded objects"),
        ("control", "x.xml", "ActiveX"),
    ],
)
def test_a_template_that_relates_to_what_runs_is_refused(
    dataset: Dataset, council: Path, kind: str, target: str, what: str
) -> None:
    assert f"council.pptx holds {what}" in refusal(
        dataset, council, changed(council.read_bytes(), related(kind, target))
    )


def test_a_template_with_macros_is_refused_by_its_part_its_type_and_its_ending(dataset: Dataset, council: Path) -> None:
    packed = council.read_bytes()
    macro_type = b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
    usual_type = b"application/vnd.openxmlformats-officedocument." + SLIDES_TYPE
    by_type = changed(packed, lambda _, content: content.replace(usual_type, macro_type))
    assert "holds macros" in refusal(dataset, council, changed(packed, same, **{"vbaProject.bin": b"x"}))
    assert "holds macros" in refusal(dataset, council, by_type)
    assert "does not end in .pptx or .potx" in refusal(dataset, council.with_suffix(".pptm"), packed)


def test_a_template_that_unpacks_to_far_more_is_refused_before_it_is_parsed(dataset: Dataset, council: Path) -> None:
    packed = council.read_bytes()
    shapes = b"<p:spTree>" + b"<p:sp/>" * (template_safety.MOST_XML // 7 + 1)
    one_layout = changed(
        packed,
        lambda name, content: content.replace(b"<p:spTree>", shapes) if name.endswith("Layout11.xml") else content,
    )
    assert "too large when it is unpacked (ppt/slideLayouts/slideLayout11.xml)" in refusal(dataset, council, one_layout)
    by_another_name = changed(packed, same, **{"media/picture.png": shapes})
    assert "too large when it is unpacked (ppt/media/picture.png)" in refusal(dataset, council, by_another_name)
    many = {f"extra{place}.xml": shapes[: template_safety.MOST_XML] for place in range(3)}
    assert "too large when it is unpacked (ppt/extra2.xml)" in refusal(dataset, council, changed(packed, same, **many))
    picture = b"\x89PNG" + bytes(template_safety.MOST_UNPACKED)
    assert "too large" in refusal(dataset, council, changed(packed, same, **{"media/large.png": picture}))
    parts = {f"part{place}": b"" for place in range(template_safety.MOST_PARTS)}
    assert "a template has at most 2,000" in refusal(dataset, council, changed(packed, same, **parts))


def test_a_template_locked_or_damaged_or_inconsistent_is_refused_with_a_sentence(
    dataset: Dataset, council: Path
) -> None:
    packed = council.read_bytes()
    locked = bytearray(packed)
    locked[packed.index(b"PK\x01\x02") + 8] |= 1  # the flag of a password, in the first entry of the list of parts
    assert "locked by a password" in refusal(dataset, council, bytes(locked))
    damaged = bytearray(packed)
    damaged[200:260] = b"\xff" * 60  # amid the packed bytes of the first part
    assert "it is damaged" in refusal(dataset, council, bytes(damaged))
    unrelated = changed(
        packed,
        lambda name, content: (
            content.replace(b'Id="rId3"', b'Id="rId99"') if "slideMaster1.xml.rels" in name else content
        ),
    )
    assert "is no PowerPoint file" in refusal(dataset, council, unrelated)
    broken = changed(packed, lambda name, content: b"<a>" if name.endswith("presentation.xml.rels") else content)
    assert "ppt/_rels/presentation.xml.rels in council.pptx is damaged" in refusal(dataset, council, broken)


def test_nothing_of_a_template_names_its_slides_once_they_are_gone(dataset: Dataset, council: Path) -> None:
    extensions = (
        b'<p:custShowLst><p:custShow name="Short" id="0"><p:sldLst><p:sld r:id="rId7"/></p:sldLst></p:custShow>'
        b'</p:custShowLst><p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}">'
        b'<p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
        b'<p14:section name="Ours" id="{0BA2B1A8-4B0C-4D5A-9B3E-111111111111}"><p14:sldIdLst><p14:sldId id="256"/>'
        b"</p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst></p:presentation>"
    )

    def sections(name: str, content: bytes) -> bytes:
        if name != "ppt/presentation.xml":
            return content
        slide = re.search(rb'<p:sldId [^>]*r:id="(\w+)"', content)
        assert slide
        without = re.sub(rb"<p:extLst>.*</p:extLst>", b"", content, flags=re.DOTALL)
        return without.replace(b"</p:presentation>", extensions.replace(b"rId7", slide[1]))

    council.write_bytes(changed(council.read_bytes(), sections))
    packed = slides(briefing_of(dataset, "?month=2020-01", "pptx"), council)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        presentation = archive.read("ppt/presentation.xml")
        held = [name for name in archive.namelist() if re.fullmatch(r"ppt/slides/[^/]+\.xml", name)]
    assert b"custShow" not in presentation
    assert b"sectionLst" not in presentation
    assert len(held) == len(slides_of(packed).slides)


@pytest.mark.parametrize("part", ["presentation", "slideMaster1", "slideLayout1"])
def test_a_template_that_fetches_from_elsewhere_is_refused(dataset: Dataset, council: Path, part: str) -> None:
    elsewhere = related("image", "https://elsewhere.example/logo.png", "External", part)
    said = refusal(dataset, council, changed(council.read_bytes(), elsewhere))
    assert "fetches something from outside itself (https://elsewhere.example/logo.png)" in said


def test_a_template_with_a_file_embedded_in_a_layout_is_refused(dataset: Dataset, council: Path) -> None:
    embeds = related("package", "../embeddings/book.xlsx", part="slideLayout1")
    packed = changed(council.read_bytes(), embeds, **{"embeddings/book.xlsx": b"x"})
    packed = changed(packed, typed("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
    assert "has a file embedded in a layout" in refusal(dataset, council, packed)


def typed(ending: str, kind: str) -> Callable[[str, bytes], bytes]:
    """A change that says what files with ``ending`` hold."""
    told = f'<Default Extension="{ending}" ContentType="{kind}"/></Types>'.encode()
    return lambda name, content: content.replace(b"</Types>", told) if name.endswith("_Types].xml") else content


def test_a_link_in_a_layout_leads_nowhere_and_one_on_a_sample_slide_is_gone(dataset: Dataset, council: Path) -> None:
    deck = Presentation(str(council))
    deck.slides[0].shapes.title.click_action.hyperlink.address = "https://elsewhere.example/slide"
    for place, layout in enumerate(deck.slide_layouts):
        key = layout.part.relate_to(f"https://elsewhere.example/{place}", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = layout.placeholders[0]._element.nvSpPr.cNvPr.get_or_add_hlinkClick()
        link.rId = key
    deck.save(str(council))
    packed = slides(briefing_of(dataset, "?month=2020-01", "pptx"), council)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        written = b"".join(archive.read(name) for name in archive.namelist())
    assert b"elsewhere.example" not in written
    assert b"hlinkClick" not in written
