"""The presentation that slides are put into: our own plain one, or a council's template with its layouts."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lxml.etree import LxmlError
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import XmlPart
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from briefings.template_safety import SLIDES_TYPE, TEMPLATE_TYPE, TYPES, TemplateError, unpacked

SECTIONS: Final = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"  # of an extension that groups slides
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
OWN_FONT: Final = b"Arial"
_TITLES: Final = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_BODIES: Final = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT)
_FURNITURE: Final = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)


@dataclass(frozen=True)
class Deck:
    """An empty presentation with the two layouts that slides are made from; ``own`` is said of ours."""

    presentation: Any
    title: Any
    body: Any
    own: bool


def open_deck(template: Path | None) -> Deck:
    """The presentation in ``template`` (.pptx or .potx) without its slides, or our own in 16:9.

    Raises ``TemplateError`` where it is no presentation, is too large, holds what runs or is embedded, or lacks a
    layout with a title and a subtitle, or one with a title and room below it.
    """
    if template is None:
        return _own()
    try:
        presentation = _opened(template)
        _drop_slides(presentation)
        _hold_within(presentation, template.name)
        title, body = _title_layout(presentation), _body_layout(presentation)
    except TemplateError:
        raise
    except (PythonPptxError, LookupError, ValueError, TypeError, AttributeError, LxmlError) as error:
        raise TemplateError(f"{template.name} is no PowerPoint file (.pptx or .potx) that can be opened.") from error
    lacking = [
        words
        for words, layout in (
            ("a title and a subtitle (“Title Slide”)", title),
            ("a title and room below it (“Title Only” or “Title and Content”)", body),
        )
        if layout is None
    ]
    if lacking:
        raise TemplateError(
            f"{template.name} has no layout with {' and none with '.join(lacking)}. "
            "Add it in PowerPoint under View, Slide Master, and try again."
        )
    return Deck(presentation, title, body, own=False)


def _opened(template: Path) -> Any:
    parts = unpacked(template)
    # A template is a presentation but for its type, which python-pptx does not open.
    parts[TYPES] = parts.get(TYPES, b"").replace(TEMPLATE_TYPE, SLIDES_TYPE)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return Presentation(made)


def _drop_slides(presentation: Any) -> None:
    """Take the slides away, and with them the sections and custom shows, which name slides that are gone."""
    for part in ("./p:custShowLst", f"./p:extLst/p:ext[@uri='{SECTIONS}']"):
        for each in presentation._element.xpath(part):
            each.getparent().remove(each)
    for each in presentation._element.xpath("./p:extLst[not(*)]"):
        presentation._element.remove(each)
    slides = presentation.slides._sldIdLst
    for each in list(slides):
        presentation.part.drop_rel(each.rId)
        slides.remove(each)


def _hold_within(presentation: Any, name: str) -> None:
    """Take links to pages elsewhere out of the layouts; refuse what Office would fetch, and files that are embedded."""
    for part in [presentation.part.package, *presentation.part.package.iter_parts()]:
        for key, relation in list(part._rels.items()):
            if relation.is_external and relation.reltype == RELATIONSHIP_TYPE.HYPERLINK:
                _drop_links(part, key)
            elif relation.is_external:
                raise TemplateError(
                    f"{name} fetches something from outside itself ({relation.target_ref[:100]}). Put it into the "
                    "template, or take it out, and try again."
                )
            elif relation.reltype == RELATIONSHIP_TYPE.PACKAGE:
                raise TemplateError(f"{name} has a file embedded in a layout. Take it out and try again.")


def _drop_links(part: Any, key: str) -> None:
    """Take a link out of ``part``: its words or picture stay, and lead nowhere."""
    if isinstance(part, XmlPart):
        for each in part._element.xpath("//a:hlinkClick | //a:hlinkHover | //a:hlinkMouseOver"):
            if each.get(qn("r:id")) == key:
                each.getparent().remove(each)
    part._rels.pop(key)


def _kinds(layout: Any) -> list[Any]:
    return [each.placeholder_format.type for each in layout.placeholders if _kind(each) not in _FURNITURE]


def _kind(placeholder: Any) -> Any:
    return placeholder.placeholder_format.type


def _title_layout(presentation: Any) -> Any:
    """The first layout with a title and a subtitle."""
    return next(
        (
            layout
            for layout in presentation.slide_layouts
            if PP_PLACEHOLDER.SUBTITLE in _kinds(layout) and any(kind in _TITLES for kind in _kinds(layout))
        ),
        None,
    )


def _body_layout(presentation: Any) -> Any:
    """The first layout with a title alone, else with a title and one place for anything."""
    with_title = [each for each in presentation.slide_layouts if PP_PLACEHOLDER.TITLE in _kinds(each)]
    alone = [each for each in with_title if len(_kinds(each)) == 1]
    roomy = [each for each in with_title if len(_kinds(each)) == 2 and any(kind in _BODIES for kind in _kinds(each))]
    return next(iter([*alone, *roomy]), None)


def _own() -> Deck:
    presentation: Any = Presentation()
    presentation.slide_width, presentation.slide_height = WIDTH, HEIGHT
    title, body = _title_layout(presentation), _body_layout(presentation)
    for layout in list(presentation.slide_layouts):
        if layout not in (title, body):
            presentation.slide_layouts.remove(layout)
    master = presentation.slide_master
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(b"Calibri", OWN_FONT)
    _place(master.placeholders, PP_PLACEHOLDER.TITLE, Inches(0.6), Inches(0.35), Inches(12.1), Inches(1.15))
    _place(body.placeholders, PP_PLACEHOLDER.TITLE, Inches(0.6), Inches(0.35), Inches(12.1), Inches(1.15))
    _place(title.placeholders, PP_PLACEHOLDER.CENTER_TITLE, Inches(0.9), Inches(1.6), Inches(11.5), Inches(1.4))
    _place(title.placeholders, PP_PLACEHOLDER.SUBTITLE, Inches(0.9), Inches(3.2), Inches(11.5), Inches(2.9))
    for holder in (master, title, body):
        for each in list(holder.placeholders):
            if _kind(each) in _FURNITURE or (holder is master and _kind(each) == PP_PLACEHOLDER.BODY):
                each._element.getparent().remove(each._element)
    for style in master._element.iter("{http://schemas.openxmlformats.org/presentationml/2006/main}titleStyle"):
        first = style[0]
        first.set("algn", "l")
        first[-1 if first[-1].tag.endswith("defRPr") else 0].set("sz", str(int(Pt(28).pt * 100)))
    return Deck(presentation, title, body, own=True)


def _place(placeholders: Any, kind: Any, left: int, top: int, width: int, height: int) -> None:
    for each in placeholders:
        if _kind(each) == kind:
            each.left, each.top, each.width, each.height = left, top, width, height
