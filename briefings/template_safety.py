"""Checks over a council's template before anything in it is parsed: its size, and that it runs and embeds nothing."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from lxml import etree

MOST_BYTES: Final = 50_000_000
MOST_PARTS: Final = 2_000
MOST_UNPACKED: Final = 60_000_000
MOST_XML: Final = 8_000_000  # bytes of one part that is parsed
MOST_XML_IN_ALL: Final = 24_000_000
ENDINGS: Final = (".pptx", ".potx")
TYPES: Final = "[Content_Types].xml"
TEMPLATE_TYPE: Final = b"presentationml.template.main+xml"
SLIDES_TYPE: Final = b"presentationml.presentation.main+xml"
_CHUNK: Final = 1_000_000
# How markup begins, whatever the name of its part: in one byte a letter or more, and in the encoding of mainframes.
_BEFORE_MARKUP: Final = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
_MARKUP: Final = (b"<", b"\x4c\x6f\xa7\x94")
# What the zip library raises for a file whose parts or their list are damaged.
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
# How the names of parts and the types of contents and relationships tell what they hold.
_ACTIVE: Final = (
    (re.compile(r"vba|macro-?enabled", re.IGNORECASE), "macros"),
    (re.compile(r"activex|/control$", re.IGNORECASE), "ActiveX controls"),
    (re.compile(r"oleobject", re.IGNORECASE), "embedded objects (OLE)"),
)


class TemplateError(ValueError):
    """A template cannot be used; the message says why and what would help."""


def unpacked(template: Path) -> dict[str, bytes]:
    """The parts of ``template`` by their names, counted while they are unpacked and not by what the zip says of itself.

    Raises ``TemplateError`` for one that is too large, locked or damaged, that is no .pptx or .potx, or that holds
    macros, ActiveX controls or embedded objects.
    """
    if template.suffix.lower() not in ENDINGS:
        raise TemplateError(
            f"{template.name} does not end in .pptx or .potx. Save it as one of them in PowerPoint and try again."
        )
    try:
        if template.stat().st_size > MOST_BYTES:
            raise TemplateError(f"{template.name} is larger than 50 MB. Take the pictures out of it and try again.")
        packed = template.read_bytes()
    except OSError as error:
        raise TemplateError(f"{template} cannot be read: {error.strerror}") from error
    try:
        parts = _parts(packed, template.name)
    except TemplateError:
        raise
    except _BROKEN as error:
        raise TemplateError(
            f"{template.name} is no PowerPoint file (.pptx or .potx) that can be opened: it is damaged, or locked by a "
            "password. Save it again without one."
        ) from error
    _refuse_active(parts, template.name)
    return parts


def _parts(packed: bytes, name: str) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        infos = archive.infolist()
        if len(infos) > MOST_PARTS:
            raise TemplateError(f"{name} has {len(infos):,} parts; a template has at most {MOST_PARTS:,}.")
        room, room_of_xml = MOST_UNPACKED, MOST_XML_IN_ALL
        for info in infos:
            if info.filename in parts:
                raise TemplateError(f"{name} holds two parts of the same name. Save it again in PowerPoint.")
            content = _part(archive, info, room, min(MOST_XML, room_of_xml), name)
            room -= len(content)
            room_of_xml -= len(content) if _is_xml(info.filename, content) else 0
            parts[info.filename] = content
    return parts


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int, most_of_xml: int, name: str) -> bytes:
    read = bytearray()
    with archive.open(info) as part:
        while chunk := part.read(_CHUNK):
            read += chunk
            if len(read) > (min(most, most_of_xml) if _is_xml(info.filename, read) else most):
                raise TemplateError(
                    f"{name} is too large when it is unpacked ({info.filename}). A template holds at most "
                    f"{MOST_UNPACKED // 1_000_000} MB, of which {MOST_XML_IN_ALL // 1_000_000} MB are slides and "
                    f"layouts, and none of these is above {MOST_XML // 1_000_000} MB. Take out what is not needed."
                )
    return bytes(read)


def _is_xml(part: str, content: bytes | bytearray) -> bool:
    return part.lower().endswith((".xml", ".rels")) or content[:_CHUNK].lstrip(_BEFORE_MARKUP).startswith(_MARKUP)


def _refuse_active(parts: Mapping[str, bytes], name: str) -> None:
    told = list(parts)
    for part, content in parts.items():
        if part == TYPES or part.lower().endswith(".rels"):
            told += _types(content, f"{part} in {name}")
    for pattern, what in _ACTIVE:
        if any(pattern.search(each) for each in told):
            raise TemplateError(
                f"{name} holds {what}, which a briefing must not pass on. Take them out in PowerPoint and save it as "
                ".pptx or .potx."
            )


def _types(content: bytes, where: str) -> list[str]:
    """The types that a list of contents or of relationships names, read as XML since letters can stand as codes."""
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.LxmlError as error:
        raise TemplateError(f"{where} is damaged. Save it again in PowerPoint.") from error
    if root.getroottree().docinfo.doctype:
        raise TemplateError(f"{where} defines entities of its own and is not read. Save it again in PowerPoint.")
    return [str(each.get(kind)) for each in root for kind in ("Type", "ContentType", "PartName") if each.get(kind)]
