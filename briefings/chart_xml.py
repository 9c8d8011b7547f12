"""The XML of a chart as XlsxWriter writes it, completed for the programs that open it outside Excel."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any, Final

from lxml import etree

_C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_BEFORE_INVERT: Final = tuple(f"{_C}{name}" for name in ("idx", "order", "tx", "spPr"))
_SHOWN: Final = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")


def completed(xml: bytes, symbols: Sequence[tuple[str, ...]]) -> bytes:
    """The chart that XlsxWriter wrote, with what Excel takes for granted and other programs do not.

    Square corners, gaps where nothing is stated, straight lines, bars below zero in their colour, labels of values
    alone on one line. ``symbols`` are the kinds of points of each series, where they are not all of one.
    """
    root: Any = etree.fromstring(xml)
    language = root.find(f"{_C}lang")
    if language is not None:
        language.set("val", "en-GB")
        corners = etree.Element(f"{_C}roundedCorners")
        corners.set("val", "0")
        language.addnext(corners)
    for settings in root.findall(f"{_C}printSettings"):
        root.remove(settings)
    for point in [*root.iter(f"{_C}pt")]:
        if not point.findtext(f"{_C}v"):
            point.getparent().remove(point)  # not stated: else it would be read as nought
    for blanks in root.iter(f"{_C}plotVisOnly"):
        gaps = etree.Element(f"{_C}dispBlanksAs")
        gaps.set("val", "gap")
        blanks.addnext(gaps)
    for series in root.iter(f"{_C}ser"):
        if series.getparent().tag == f"{_C}barChart":
            _keep_colour(series)
        if series.getparent().tag in (f"{_C}lineChart", f"{_C}scatterChart") and series.find(f"{_C}smooth") is None:
            etree.SubElement(series, f"{_C}smooth").set("val", "0")
    for labels in [*root.iter(f"{_C}dLbls"), *root.iter(f"{_C}dLbl")]:
        if labels.find(f"{_C}delete") is None:
            _label_values(labels)
        for body in labels.iter(f"{_A}bodyPr"):
            body.set("wrap", "none")
    for series, own in zip(root.iter(f"{_C}ser"), symbols, strict=False):
        _set_symbols(series, own)
    return etree.tostring(root)


def _set_symbols(series: Any, symbols: tuple[str, ...]) -> None:
    """Points of other kinds than their line's own, which XlsxWriter cannot say."""
    whole = series.find(f"{_C}marker")
    place = whole
    for row, symbol in enumerate(symbols):
        if symbol != whole.find(f"{_C}symbol").get("val"):
            point = etree.Element(f"{_C}dPt")
            etree.SubElement(point, f"{_C}idx").set("val", str(row))
            own = deepcopy(whole)
            own.find(f"{_C}symbol").set("val", symbol)
            point.append(own)
            place.addnext(point)
            place = point


def _keep_colour(series: Any) -> None:
    """Bars below zero in their own colour: a program may turn them white where nothing is said."""
    for bar in [series, *series.findall(f"{_C}dPt")]:
        kept = etree.Element(f"{_C}invertIfNegative")
        kept.set("val", "0")
        before = [each for each in bar if each.tag in _BEFORE_INVERT and (bar is series or each.tag == f"{_C}idx")]
        before[-1].addnext(kept)


def _label_values(labels: Any) -> None:
    stated = {name: labels.find(f"{_C}show{name}") for name in _SHOWN}
    for name, element in stated.items():
        value = "0" if element is None else element.get("val", "1")
        if element is not None:
            labels.remove(element)
        etree.SubElement(labels, f"{_C}show{name}").set("val", value)


def linked(xml: bytes, relation: str) -> bytes:
    """``xml`` of a chart whose workbook is the part that ``relation`` names."""
    root = etree.fromstring(xml)
    data = etree.SubElement(root, f"{_C}externalData")
    data.set(f"{_R}id", relation)
    etree.SubElement(data, f"{_C}autoUpdate").set("val", "0")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
