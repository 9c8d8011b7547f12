"""Words by which a paper says that it is not for the public.

Section 100A and Schedule 12A of the Local Government Act 1972 let a council keep confidential and exempt papers back;
councils mark these in words of their own: "Part II", "Part 2", "exempt from publication", "restricted". A phrase that
can only be such a mark counts wherever it stands. A word that also stands in ordinary prose ("a confidential reporting
line", "restricted funds", "exempt from council tax") counts only where the line says nothing else. That the press and
public are excluded is said in the agenda of every meeting, of other papers, so it is no mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.containers.text import Line
from loaders.tables import Note

_PAPER = r"(?:report|appendix|appendices|annexe?|paper|document|item|minutes?)"
_KEPT_BACK = r"(?:confidential|exempt|restricted)"
_PART_TWO = r"part (?:ii|2|two|b)"
_PHRASES = (
    r"not for publication",
    r"not for (?:public|general|wider) (?:release|circulation|disclosure|distribution)",
    r"not to be (?:published|made public)",
    r"(?:exempt|excluded|withheld) from (?:publication|disclosure|the public domain)\b",
    r"\bschedule 12 ?a\b",
    r"\bprivate (?:and|&) confidential\b",
    r"\bstrictly (?:private|confidential)\b",
    r"\bcommercial(?:ly)?[ -]in[ -]confidence\b",
    r"\bofficial\W{1,3}sensitive\b",
    r"\bcontains? (?:\w+ )?exempt information\b",
    rf"\bthis {_PAPER} contains? (?:\w+ )?confidential\b",
    rf"\bthis {_PAPER} is (?:\w+ )?(?:confidential|exempt|restricted)\b(?! (?:to|from (?!publication|disclosure)))",
    rf"\b{_KEPT_BACK}\W+{_PART_TWO}\b",
    rf"\b{_PART_TWO}\W+{_KEPT_BACK}\b(?! (?:funds?|reserves?|reporting|sector|provi\w+))",
    rf"\b{_PART_TWO} (?:agenda|session|meeting|item|report)\b",
    rf"^\W*(?:exempt information|(?:exempt|confidential) {_PAPER})\b",
)
_PHRASE = re.compile("|".join(_PHRASES), re.IGNORECASE)
# A line of one of the first and otherwise only of the others is a stamp on the paper.
_STAMPS = {"confidential", "exempt", "RESTRICTED"}
_BESIDE_STAMPS = frozenset(
    re.findall(
        r"\w+",
        "highly commercially private and in confidence sensitive official restricted members officers only draft the "
        "report appendix annex annexe paper document item agenda part ii 2 two b 1 3 a c paragraph",
    )
)
_SPREAD = re.compile(r"\b(?:[A-Z] ){5,}[A-Z]\b")


def marked_exempt(lines: Sequence[Line], name: str = "") -> Iterator[Note]:
    """One note where a paper, or its file's ``name``, has such words: whether it is shown is the council's decision."""
    named = Line(lines[0].place if lines else "", (re.sub(r"[_\W]+", " ", name.rpartition(".")[0]),))
    for line in (*lines, named):
        mark = marking(line.text)
        if mark:
            whose = "name of the file" if line is named else "paper"
            message = f"The {whose} says “{mark}”: ask the proper officer before any of its figures are shown."
            yield Note("reports", None, "marked-exempt", "error", message, line.place, mark)
            return


def marking(text: str) -> str:
    """The words of ``text`` that say that it is not for the public; empty where none do."""
    text = _SPREAD.sub(lambda spread: spread.group().replace(" ", ""), text)
    phrase = _PHRASE.search(text)
    if phrase:
        return phrase.group().strip(" \t–—-:;,.([{*")
    words = re.findall(r"\w+", text)
    stamped = [word for word in words if word.lower() in _STAMPS or word in _STAMPS]
    others = {word.lower() for word in words if word not in stamped}
    return text.strip() if stamped and others <= _BESIDE_STAMPS else ""
