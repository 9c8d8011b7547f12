"""The command line: ``python -m briefings --committee adults --month 2020-01 --format pptx --output FILE``.

It leaves with 0 where every file was written, 1 where what was asked for is not there or cannot be written, and 2
where the command is not understood.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final, get_args

import click
from rich.progress import Progress

from briefings.asking import committee_meant, month_meant, part_meant
from briefings.contents import FORMATS, KINDS, Briefing, Format, build, file_name, offered
from briefings.making import screen_for, write
from briefings.template_safety import TemplateError
from data import store
from data.brief import Length
from data.dataset import Dataset, Month
from data.formatting import listing, slug
from data.opened import open_dataset
from data.selection import Selection, committee_options, directorate_options, part_asked, read_selection
from data.store import StoreError

ROOT: Final = Path(__file__).resolve().parent.parent
OWN_DATASET: Final = ROOT / "dataset"
LOWEST: Final = 15  # of the ranks that a process may give itself, near the last
BUNDLED: Final = ROOT / "build" / "bundled"


@click.command(epilog="Status: 0 done, 1 something asked for is not there or cannot be written, 2 usage.")
@click.option("--month", default="", help="Month, as 2020-01 or “January 2020”; the newest where none is named.")
@click.option("--committee", default="", help="Committee, as adults; all where none is named.")
@click.option("--directorate", default="", help="Directorate, as adults-safeguarding.")
@click.option("--part", default="", help="Council, or council and block, where several are loaded.")
@click.option("--compare", default="", help="Month to compare with, as 2018-05; else the report before.")
@click.option("--length", type=click.Choice(get_args(Length)), help="How long; short where nothing is said.")
@click.option("--section", "sections", multiple=True, help="A section by its key, in this order; repeat for more.")
@click.option("--list", "lists", is_flag=True, help="List the keys of the sections that there are, and write nothing.")
@click.option("--format", "formats", multiple=True, type=click.Choice(get_args(Format)), help="Repeat for several.")
@click.option("--template", type=click.Path(path_type=Path), help="A council's own .pptx or .potx for the slides.")
@click.option("--dataset", type=click.Path(path_type=Path), help="Folder that `python -m loaders build` wrote.")
@click.option("--output", type=click.Path(path_type=Path), help="File, or a folder for files named by what they hold.")
@click.option("--query", default="", hidden=True, help="All of it as an address of the dashboard says it.")
@click.option("--progress", type=click.Path(path_type=Path), hidden=True, help="File to write how far it is into.")
@click.option("--background", is_flag=True, hidden=True, help="Leave the machine to others.")
def main(**asked: Any) -> None:
    """Write a briefing of one month as slides, a Word document or a workbook."""
    try:
        _run(asked)
    except (StoreError, TemplateError, OSError) as error:
        raise click.ClickException(str(error)) from error


def _run(asked: dict[str, Any]) -> None:
    if asked["background"] and hasattr(os, "nice"):
        os.nice(LOWEST)
    dataset, month, selection = _selected(asked)
    sections, length = asked["sections"] or selection.brief.sections, asked["length"] or selection.brief.length
    known = offered(month, selection)
    if asked["lists"]:
        click.echo("\n".join(f"{key}\t{name}" for key, name in known.items()))
        return
    _refuse_unknown(sections, known)
    compare = asked["compare"] or selection.brief.against
    other = month_meant(compare, dataset) if compare else None
    made = datetime.now().replace(microsecond=0)
    kinds: tuple[Format, ...] = asked["formats"] or ("pptx",)
    for kind in kinds:
        briefing = build(
            dataset,
            month,
            selection,
            made=made,
            length=length,
            keys=sections,
            other=other,
            screen=screen_for(kind, length),
        )
        target = _target(asked["output"], briefing, kind, len(kinds) > 1)
        packed = _written(briefing, kind, asked["template"], asked["progress"])
        whole = target.with_name(f"{target.name}.part")
        whole.write_bytes(packed)
        whole.replace(target)  # nobody sees half a file
        click.echo(str(target))


def _written(briefing: Briefing, kind: Format, template: Path | None, said: Path | None) -> bytes:
    """The file, with a bar of progress where somebody looks on, and in the file ``said`` where there is one."""
    with Progress(transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(FORMATS[kind], total=None)

        def tell(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of)
            if said:
                said.write_text(f"{done} {of}", encoding="utf-8")

        return write(briefing, kind, template, tell)


def _target(output: Path | None, briefing: Briefing, suffix: Format, several: bool) -> Path:
    """Where a file goes: as named, with its own ending where several are written; or named by what it holds."""
    if output is None or output.is_dir():
        return (output or Path()) / file_name(briefing, suffix)
    output.parent.mkdir(parents=True, exist_ok=True)
    return output.with_suffix(f".{suffix}") if several or not output.suffix else output


def _selected(asked: dict[str, Any]) -> tuple[Dataset, Month, Selection]:
    """The month and view asked for. Raises a usage error that names what there is, where something is not there."""
    dataset, query = open_dataset(asked["dataset"] or _default_dataset()), asked["query"]
    if query:
        dataset = part_asked(query, dataset)
    else:
        dataset, query = _typed(asked, dataset)
    selection, notes = read_selection(query, dataset)
    month = dataset.by_key[selection.month]
    if notes and not asked["query"]:
        named = {
            "Committees": committee_options(month),
            "directorates": directorate_options(month, selection.committee),
            "councils and parts": [words for _, words in dataset.choices],
        }
        there = "; ".join(f"{what}: {listing(names)}" for what, names in named.items() if names)
        raise click.ClickException(f"{' '.join(notes)} There are: {there}.")
    return dataset, month, selection


def _typed(asked: dict[str, Any], dataset: Dataset) -> tuple[Dataset, str]:
    """The council's block that was typed, and the address of the view that was."""
    found = part_meant(asked["part"], dataset) if asked["part"] else dataset
    month = month_meant(asked["month"], found) if asked["month"] else found.latest
    committee = asked["committee"] and committee_meant(asked["committee"], found, month.authority)
    pairs = {"part": found.address, "month": asked["month"] and month.key, "committee": committee}
    pairs["directorate"] = slug(asked["directorate"])
    return found, "?" + "&".join(f"{name}={value}" for name, value in pairs.items() if value)


def _refuse_unknown(sections: Sequence[str], known: Mapping[str, str]) -> None:
    unknown = [each for each in sections if each not in known and each not in KINDS]
    if unknown:
        raise click.ClickException(f"There is no section {listing(unknown)}. There are {listing(list(known))}.")


def _default_dataset() -> Path:
    """The council's own dataset, or else the bundled months, read once where that was never done."""
    if store.has_folder(OWN_DATASET):
        return OWN_DATASET
    if not store.holds_dataset(BUNDLED):
        command = [sys.executable, "-m", "loaders", "build", str(ROOT / "data" / "snapshots"), "--output", str(BUNDLED)]
        subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return BUNDLED


if __name__ == "__main__":
    main(prog_name="python -m briefings")
