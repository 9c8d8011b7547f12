"""Which elements of a web page its own style sheet, or a class that is known for it, keeps out of sight."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

MAX_RULES: Final = 2_000
# Classes of the usual libraries of styles, whose sheets do not come with a page that was saved.
_KNOWN: Final = frozenset(
    {"visually-hidden", "govuk-visually-hidden", "sr-only", "screen-reader-text", "d-none", "hidden", "hide"}
)
_OUT_OF_SIGHT: Final = re.compile(
    r"(?:display:none|visibility:(?:hidden|collapse)|(?:left|right|top|text-indent):-\d{3,}|font-size:0(?:px|;|$)"
    r"|opacity:0(?:\.0+)?(?:;|$)|clip:rect\([01]|clip-path:inset\((?:50|100)%)"
)
_IN_SIGHT: Final = re.compile(r"display:(?!none)[a-z]|visibility:visible")
_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
# What holds on paper or on a narrow screen does not hold for a reader at a desk.
_CONDITIONAL: Final = re.compile(r"@[^{};]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_SIMPLE: Final = re.compile(r"(?P<tag>[a-z][a-z0-9]*|\*)?(?P<more>(?:[.#][\w-]+)*)", re.IGNORECASE)


@dataclass(frozen=True)
class _Simple:
    """One element as a selector names it: ``td.label`` is the tag ``td`` with the class ``label``."""

    tag: str
    classes: frozenset[str]
    key: str

    def fits(self, element: Any) -> bool:
        """Whether ``element`` is one that is meant."""
        return (
            self.tag in ("", "*", str(element.tag).lower())
            and self.classes <= set(element.get("class", "").split())
            and self.key in ("", element.get("id"))
        )


@dataclass(frozen=True)
class _Rule:
    """Elements below elements, the last of them the one that is hidden or shown again."""

    chain: tuple[_Simple, ...]
    hides: bool

    def fits(self, element: Any) -> bool:
        """Whether ``element`` stands at the end of such a chain."""
        *above, own = self.chain
        if not own.fits(element):
            return False
        ancestors = element.iterancestors()
        return all(any(each.fits(ancestor) for ancestor in ancestors) for each in reversed(above))


class Sheet:
    """The rules of a page's own style sheets by which elements are hidden."""

    def __init__(self, styles: Sequence[str]) -> None:
        self.rules: list[_Rule] = []
        for style in styles:
            for selectors, said in _RULE.findall(_CONDITIONAL.sub("", _COMMENT.sub("", style)))[:MAX_RULES]:
                hides = hides_by(said)
                if hides is not None:
                    chains = (_chain(selector) for selector in selectors.split(","))
                    self.rules += [_Rule(chain, hides) for chain in chains if chain]

    def hides(self, element: Any) -> bool:
        """Whether ``element`` is out of sight: by its own style, or else by the last rule that speaks of it."""
        own = hides_by(element.get("style", ""))
        if own is not None:
            return own
        if "hidden" in element.attrib:
            return True
        told = next((rule.hides for rule in reversed(self.rules) if rule.fits(element)), None)
        return not _KNOWN.isdisjoint(element.get("class", "").split()) if told is None else told


def hides_by(said: str) -> bool | None:
    """Whether these declarations hide an element; None where they say nothing of it."""
    plain = re.sub(r"\s|!important", "", said.lower())
    if _OUT_OF_SIGHT.search(plain):
        return True
    return False if _IN_SIGHT.search(plain) else None


def _chain(selector: str) -> tuple[_Simple, ...]:
    """The elements that a selector names; none where it is of a kind that is not understood."""
    found = []
    for part in selector.replace(">", " ").split():
        match = _SIMPLE.fullmatch(part)
        if match is None:
            return ()
        names = re.findall(r"([.#])([\w-]+)", match["more"])
        classes = frozenset(name for mark, name in names if mark == ".")
        key = next((name for mark, name in names if mark == "#"), "")
        found.append(_Simple((match["tag"] or "").lower(), classes, key))
    return tuple(found)
