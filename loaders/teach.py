"""The dialogue of ``python -m loaders teach FILE``: what only the council can say is asked once, and kept.

Enter leaves a question open. What is said stands at once in the council's folder (``data.authorities``), where it can
be read and changed by hand, and every later load uses it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from data import authorities, lineage
from loaders import particulars, teaching
from loaders.containers.text import Document
from loaders.engine import taught
from loaders.engine.taught import LEFT_OUT
from loaders.report import Report
from loaders.stated import Stated
from loaders.teaching import Block, Paper

_LATER = ""
_LONGEST_NAME = 100


def teach(file: Path, stated: Stated, folder: Path) -> None:
    """Ask what ``file`` leaves open and keep the answers in ``folder``; raises ``LoadError`` where it is no paper."""
    authorities.use(folder)
    taught.check()
    paper = teaching.look(file, stated)
    council = _council(paper, stated)
    told = Stated(stated.period, council, stated.block, stated.unit)
    paper = teaching.look(file, told)
    _headings(paper, council, folder)
    paper = teaching.look(file, told)
    _sign_and_unit(paper, council, folder)
    paper = teaching.look(file, told)
    if paper.report is None:
        click.echo(f"Still open: {paper.refused}")
        return
    _names(paper.report, council, folder, paper.document)
    _committees(paper.report, council, folder, paper.document)
    _payers(paper.report, council, folder, paper.document)
    rows = sum(map(len, paper.report.tables.values()))
    click.echo(f"{rows} rows are read now.")
    if (folder / authorities.plain(council)).is_dir():
        click.echo(f"What was taught stands in {folder / authorities.plain(council)}: load the paper again to use it.")


def _council(paper: Paper, stated: Stated) -> str:
    said = stated.council or particulars.authority(paper.document.lines)
    while not authorities.plain(said or "") or len(said or "") > _LONGEST_NAME:
        if said:
            click.echo(f"A name with letters from a to z, and no more than {_LONGEST_NAME} of them, was expected.")
        said = str(click.prompt("Whose paper is this? The council’s full name")).strip()
    return str(said)


def _keep(folder: Path, council: str, file: str, rows: Sequence[Mapping[str, str]]) -> None:
    if rows:
        click.echo(f"Kept in {authorities.teach(folder, council, file, rows)}.")


def _choose(question: str, choices: Sequence[str]) -> int | None:
    """The number of the choice from 1, 0 for none of them, or None where the question is left open."""
    for number, choice in enumerate(choices, start=1):
        click.echo(f"  {number}  {choice}")
    while True:
        said = str(click.prompt(f"{question} (Enter: leave it open)", default=_LATER, show_default=False)).strip()
        if said == _LATER:
            return None
        if said.isdecimal() and int(said) <= len(choices):
            return int(said)
        click.echo(f"A number from 0 to {len(choices)} was expected.")


def _headings(paper: Paper, council: str, folder: Path) -> None:
    for block in teaching.blocks(paper):
        table = block.table or _table(block)
        if not table:
            continue
        rows, taken = [], set(block.taken)
        for heading, below in block.headings:
            choices = teaching.choices(table, frozenset(taken), below)
            click.echo(f"{block.place}: “{heading}” stands over {_shown(below)}.")
            answer = _choose("What is it? 0 for something that is to be left out", [told for _, told in choices])
            if answer is None:
                continue
            column = choices[answer - 1][0] if answer else LEFT_OUT
            taken.add(column)
            reason = f"Taught from {paper.document.name}"
            rows.append({"table": table, "heading": heading, "column": column, "reason": reason})
        _keep(folder, council, "headings.csv", rows)


def _table(block: Block) -> str:
    tables = teaching.tables()
    heads = " | ".join(heading for heading, _ in block.headings)
    click.echo(f"{block.place}: a table that is not known, headed {heads}.")
    answer = _choose("Which table is it? 0 for none of these", [spec.name for spec in tables])
    return tables[answer - 1].table if answer else ""


def _shown(cells: Sequence[str]) -> str:
    stated = [cell for cell in cells if cell]
    return "; ".join(stated) if stated else "empty cells"


def _sign_and_unit(paper: Paper, council: str, folder: Path) -> None:
    reason = f"Taught from {paper.document.name}"
    rows = []
    if teaching.asks_for(paper, "sign-assumed"):
        click.echo("Nothing in the paper proves what a positive variance is.")
        answer = _choose("What is it in your papers?", ["an overspend (adverse)", "an underspend (favourable)"])
        if answer:
            value = (authorities.ADVERSE, authorities.FAVOURABLE)[answer - 1]
            rows.append({"what": authorities.VARIANCE, "value": value, "reason": reason})
    if teaching.asks_for(paper, "unit-unknown"):
        units = ("£", "£000", "£m")
        click.echo("Nothing in the paper says in which unit its money is.")
        answer = _choose("Which is it in your papers?", ["pounds", "thousands of pounds", "millions of pounds"])
        if answer:
            rows.append({"what": authorities.UNIT, "value": units[answer - 1], "reason": reason})
    _keep(folder, council, authorities.COUNCIL, rows)


def _names(report: Report, council: str, folder: Path, document: Document) -> None:
    reason = f"Taught from {document.name}"
    told: dict[str, list[dict[str, str]]] = {}
    for label in teaching.alike(report, council):
        question = f"Is “{label.printed}” another word for “{label.name.closest}”?"
        if label.name.closest and click.confirm(question, default=False):
            told.setdefault(label.file, []).append(label.row(label.name.closest, reason))
    for file, rows in told.items():
        _keep(folder, council, file, rows)
    new = teaching.names_of(report, council)
    question = f"Keep the {len(new)} names of this paper, so that a later paper’s new or changed names are told?"
    if new and click.confirm(question, default=False):
        for file in dict.fromkeys(label.file for label in new):
            rows = [label.row(label.name.name, "As printed") for label in new if label.file == file]
            _keep(folder, council, file, rows)


def _committees(report: Report, council: str, folder: Path, document: Document) -> None:
    year = report.particulars["financial_year"]
    for directorate in teaching.directorates_without_committee(report, council):
        question = f"Which committee oversees {directorate} in {year}? (Enter: leave it open)"
        committee = str(click.prompt(question, default=_LATER, show_default=False)).strip()
        if committee:
            committee = lineage.committee(committee, council).name
            remit = {"committee": committee, "financial_year": year, "directorate": directorate}
            source = f"Taught from {document.name}"
            row = {**remit, "shared": "no", "included": "yes", "source": source}
            _keep(folder, council, "committees.csv", [row])


def _payers(report: Report, council: str, folder: Path, document: Document) -> None:
    rows = []
    directorates = teaching.directorates(report)
    for group in teaching.care_groups_without_payer(report):
        answer = _choose(f"Which directorate pays for the care of {group}?", directorates)
        if answer:
            year = report.particulars["financial_year"]
            payer = {"care_group": group, "financial_year_from": year, "directorate": directorates[answer - 1]}
            rows.append({**payer, "reason": f"Taught from {document.name}"})
    _keep(folder, council, "care_groups.csv", rows)
