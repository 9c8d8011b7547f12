"""Prose put together again: lines and pages joined, residue of markdown cleaned away, lists with one kind of bullet."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LINK = re.compile(r"\[([^\[\]]{1,200})\]\([^()\s]{0,300}\)")
_EMPHASIS = re.compile(r"(?<![\w*])[*_](?=\S)([^*_]{1,300}?)(?<=\S)[*_](?![\w*])")
# A superscript that has come loose from its number: "1 st".
_ORDINAL = re.compile(r"\b(\d{1,2}) (st|nd|rd|th)\b")
_BULLET = re.compile(r"(?:[•●▪◦·\uf0b7\uf0a7]|[-–*](?= ))\s*")
_ENDS = re.compile(r"[.:;?!]['’”)\]]?$")


def clean(text: str) -> str:
    """``text`` without links, emphasis and rules of markdown."""
    plain = _EMPHASIS.sub(r"\1", _LINK.sub(r"\1", text))
    return " ".join(_ORDINAL.sub(r"\1\2", plain).replace("\\", "").split())


def joined(lines: Iterable[str]) -> str | None:
    """``lines`` as paragraphs, a line feed between; ``None`` if there is nothing.

    An empty line ends a paragraph only where a sentence ends before it and none goes on after it, because a page break
    and a torn line leave empty lines too. A bullet begins a paragraph of its own.
    """
    paragraphs: list[str] = []
    gap = False
    for line in lines:
        text = clean(line)
        if not text:
            gap = True
            continue
        bullet = _BULLET.match(text)
        if bullet and len(text) > bullet.end():
            paragraphs.append("• " + text[bullet.end() :])
        elif not paragraphs or (gap and _ENDS.search(paragraphs[-1]) and not text[0].islower()):
            paragraphs.append(text)
        else:
            paragraphs[-1] += " " + text
        gap = False
    return "\n".join(paragraphs) or None
