"""What a paper leaves open that only its council can say: headings, signs, units, names, committees, who pays for care.

Each is found as a question with what may be answered; ``loaders.teach`` asks, and ``data.authorities`` keeps what is
said. Nothing here asks or writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from data import authorities, committees, lineage
from data import columns as contract
from loaders import unread
from loaders.containers.text import Document
from loaders.engine import figures, locate
from loaders.engine.spec import FIGURES, Spec, load, specs
from loaders.engine.taught import heading_key
from loaders.joining import names
from loaders.recognisers import BY_TABLE
from loaders.report import NoReportError, Report
from loaders.sandbox import limited_process
from loaders.stated import Stated

_EXAMPLES: Final = 4


@dataclass(frozen=True)
class Paper:
    """A paper as it is understood now: its lines, and its report or else the sentence why there is none."""

    document: Document
    report: Report | None
    refused: str = ""


@dataclass(frozen=True)
class Block:
    """A table, read or not, with headings that nothing explains.

    ``table`` is the one that it was taken for, empty where it was taken for none; ``headings`` are the open ones, each
    with a few of the cells below it; ``taken`` are the columns that other headings head.
    """

    table: str
    place: str
    headings: tuple[tuple[str, tuple[str, ...]], ...]
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Label:
    """A name as the paper prints it, the council's ``file`` that would list it, and what is known of it.

    ``scope`` is the directorate or the care group that it stands under, where names are told apart by it.
    """

    file: str
    kind: str
    scope: str
    printed: str
    name: lineage.Name

    def row(self, name: str, reason: str) -> dict[str, str]:
        """The row of ``file`` that says that the label is another word for ``name``."""
        told = {"kind": self.kind, "reported": self.printed, "name": name, "reason": reason}
        scoped = next((each for each in ("directorate", "care_group") if each in authorities.FILES[self.file]), "")
        return {**told, scoped: self.scope if self.kind == "type" else ""} if scoped else told


def look(path: Path, stated: Stated) -> Paper:
    """``path`` as it is understood now; raises ``LoadError`` where it is no paper at all."""
    try:
        found = limited_process.read(path, lines=True, stated=stated)
    except NoReportError as error:
        if error.document is None:
            raise
        return Paper(error.document, None, str(error))
    if found.document is None:
        raise NoReportError(f"{path} is a month that was kept as figures: there is nothing to teach from it")
    return Paper(found.document, names.apply(found.report))


def blocks(paper: Paper) -> Iterator[Block]:
    """Every table of cells with a heading that is not understood: those that were read first, in the paper's order."""
    lines = paper.document.lines
    for found in paper.report.found if paper.report else ():
        open_ones = {note.stated for note in found.notes if note.check == "unread-column" and note.stated}
        taken = frozenset(each.column for each in found.trace if each.column)
        yield from _block(paper, found.start, found.table, open_ones, taken)
    for block in unread.blocks(lines, paper.report.inside() if paper.report else ()):
        for start in range(max(0, block.first - locate.HEADING_ROWS), block.first):
            if lines[start].filled > 1 and any(head.body <= block.first for head in locate.heads(lines, start)):
                yield from _block(paper, start, "", None, frozenset())
                break


def _block(paper: Paper, start: int, table: str, open_ones: set[str] | None, taken: frozenset[str]) -> Iterator[Block]:
    lines = paper.document.lines
    # A section's name below the heading is no part of it.
    heads = [head for head in locate.heads(lines, start) if lines[head.body - 1].filled > 1]
    if not heads:
        return
    head = heads[-1]
    below = [line for line in lines[head.body : head.body + 12] if locate.has_figures(line)][:_EXAMPLES]
    headings = []
    for place, own in enumerate(head.own):
        text = own or head.bands[place]
        if text and heading_key(text) and (open_ones is None or text in open_ones):
            headings.append((text, tuple(locate.padded(line, head.width)[place] for line in below)))
    if headings:
        yield Block(table, lines[start].place, tuple(headings), taken)


def tables() -> list[Spec]:
    """Every table that can be taught, in the order of the contract."""
    order = list(BY_TABLE)
    return sorted(specs(), key=lambda spec: order.index(spec.table))


def choices(table: str, taken: frozenset[str], below: Sequence[str]) -> list[tuple[str, str]]:
    """The columns of ``table`` that a heading over the cells ``below`` may head, each with what it means.

    Those ``taken`` are left out; over figures stand columns of figures, over words those of words.
    """
    spec = load(table)
    stated = [cell for cell in below if cell]
    figured = sum(map(figures.is_figure, stated)) * 2 > len(stated)
    meanings = {column.name: column.meaning for column in contract.tables().get(table, ())}
    return [
        (name, meanings.get(name) or name.replace("_", " "))
        for name, column in spec.columns.items()
        if column.kept and name not in taken and (not stated or (column.kind in FIGURES) == figured)
    ]


def asks_for(paper: Paper, check: str) -> bool:
    """Whether a finding of this ``check`` is among the paper's, or names why it was refused."""
    notes = paper.report.notes if paper.report else []
    return any(note.check == check for note in notes) or (paper.report is None and "--unit" in paper.refused)


def alike(report: Report, authority: str) -> list[Label]:
    """The names of the report that are new and like one that is known: perhaps another word for the same."""
    return [each for each in _labels(report, authority) if not each.name.known and each.name.closest]


def names_of(report: Report, authority: str) -> list[Label]:
    """Every name of the report that is not known yet, to be kept so that a later month can be held against it."""
    return [each for each in _labels(report, authority) if not each.name.known]


def directorates_without_committee(report: Report, authority: str) -> list[str]:
    """The directorates of the report's services that no committee is known to oversee in its financial year."""
    year = report.particulars["financial_year"]
    known = {
        remit.directorate
        for remit in committees.remits()
        if remit.financial_year == year and authorities.plain(remit.authority) == authorities.plain(authority)
    }
    named = [row["directorate"] for row in report.tables["finance"] if row["level"] == "service" and row["directorate"]]
    return [each for each in dict.fromkeys(named) if each not in known]


def care_groups_without_payer(report: Report) -> list[str]:
    """The care groups of the report of which nothing says who pays for them."""
    return [note.row or "" for note in report.notes if note.check == "unknown-care-group"]


def directorates(report: Report) -> list[str]:
    """The directorates of the report's services, in printed order."""
    return list(dict.fromkeys(row["directorate"] for row in report.tables["finance"] if row["directorate"]))


def _labels(report: Report, authority: str) -> Iterator[Label]:
    """Each name of the report once, in printed order."""
    seen = set()
    for each in _every_label(report, authority):
        if each.printed and (each.file, each.kind, each.scope, each.printed) not in seen:
            seen.add((each.file, each.kind, each.scope, each.printed))
            yield each


def _every_label(report: Report, authority: str) -> Iterator[Label]:
    for row in report.tables["finance"]:
        under, group, line = row["directorate"] or "", row["service_group"] or "", row["service_reported"]
        yield Label("directorate_aliases.csv", "directorate", "", under, lineage.directorate(under, authority))
        yield Label("service_aliases.csv", "group", "", group, lineage.service_group(group, authority))
        yield Label("service_aliases.csv", "line", under, line, lineage.service(line, under or None, authority))
    for row in report.tables["activity"]:
        cared, kind = row["care_group"], row["service_type_reported"]
        name = lineage.service_type(kind, cared, authority)
        yield Label("service_type_aliases.csv", "type", cared, kind, name)
    for row in report.tables["capital"]:
        scheme = row["scheme_reported"]
        yield Label("capital_aliases.csv", "scheme", "", scheme, lineage.capital_scheme(scheme, authority))
