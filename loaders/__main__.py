"""The command line: ``python -m loaders`` with ``build``, ``check``, ``teach``, ``snapshot`` or ``template``.

It leaves with 0 where what was asked for is done, 1 where an input is refused, 2 where the command is not understood,
3 where the dataset cannot be written, and 130 where it was stopped from the keyboard. Only 0 changes a dataset.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any, Final

import click
from rich.console import Console
from rich.progress import track

from data import authorities
from data.authorities import TaughtError
from data.schema import SchemaError
from data.store import StoreError
from loaders import account, dataset, snapshot, teach, template
from loaders.engine import taught
from loaders.errors import LoadError
from loaders.report import Report
from loaders.stated import Stated, checked
from loaders.watch import PAUSE, Watch

STOPPED: Final = 130
_INPUTS = click.argument("inputs", nargs=-1, type=click.Path(path_type=Path))


def _stated(command: Callable[..., None]) -> Callable[..., None]:
    """Let a person state what a paper does not say: its month, council, part of the council and unit of money."""

    @wraps(command)
    def run(period: str, council: str, block: str, unit: str, **options: Any) -> None:
        command(**options, stated=checked(Stated(period, council, block, unit)))

    for name, told in (
        ("--unit", "Unit of money where nothing prints it: £, £000 or £m."),
        ("--block", "Part of the council that the paper covers."),
        ("--council", "Council whose paper it is."),
        ("--period", "Month of the paper: 2024-09, or “Quarter 2 2024/25”."),
    ):
        run = click.option(name, default="", help=told)(run)
    return run


class _NotWritten(click.ClickException):
    exit_code = 3


def _plain_errors(command: Callable[..., None]) -> Callable[..., None]:
    """Print an error that a person can act on as one line, and leave with the status that it has."""

    @wraps(command)
    def run(*arguments: Any, **options: Any) -> None:
        try:
            command(*arguments, **options)
        except (LoadError, StoreError, SchemaError, TaughtError, OSError) as error:
            raise (_NotWritten if isinstance(error, StoreError) else click.ClickException)(str(error)) from error
        except KeyboardInterrupt:
            click.echo("Stopped; the dataset is as it was.", err=True)
            sys.exit(STOPPED)

    return run


@click.group(epilog="Status: 0 done, 1 an input is refused, 2 usage, 3 the dataset cannot be written, 130 stopped.")
def main() -> None:
    """Read monthly finance reports into the tidy dataset."""
    for stream in (sys.stdout, sys.stderr):
        # Titles have dashes and pounds that an old terminal cannot show: it shows a mark, and the load goes on.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


@main.command()
@_INPUTS
@click.option("--output", required=True, type=click.Path(path_type=Path), help="Folder for the dataset.")
@click.option(
    "--format", "form", type=click.Choice(["parquet", "csv"]), default="parquet", help="csv adds a CSV of each table."
)
@click.option(
    "--watch",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Go on, and load each paper that is put into this folder, until Ctrl+C.",
)
@click.option("--replace", "afresh", is_flag=True, help="Start afresh: drop every month that is in the dataset now.")
@_plain_errors
@_stated
def build(inputs: tuple[Path, ...], output: Path, form: str, folder: Path | None, afresh: bool, stated: Stated) -> None:
    """Add INPUTS, which are papers and folders of papers or snapshots, to the dataset."""
    if not inputs and folder is None:
        raise click.UsageError("Name the papers, folders of them, or a folder to watch.")
    if folder is not None:
        _watch(folder, inputs, output, csv=form == "csv", afresh=afresh)
        return
    loaded = dataset.build(inputs, output, csv=form == "csv", track=_bar, afresh=afresh, stated=stated)
    for reason in loaded.passed_over:
        click.echo(f"Passed over: {reason}", err=True)
    Console().print(account.summary(loaded))
    for line in account.changes(loaded):
        click.echo(line)
    click.echo(account.loaded(loaded, output))


def _bar(readings: Iterable[Report | LoadError], total: int) -> Iterable[Report | LoadError]:
    """A progress bar where a person looks on."""
    console = Console(stderr=True)
    quiet = not console.is_terminal
    return track(readings, "Reading", total=total, console=console, transient=True, disable=quiet)


def _watch(folder: Path, inputs: tuple[Path, ...], output: Path, csv: bool, afresh: bool) -> None:
    always = dataset.read_all(inputs, _bar)[0] if inputs else []
    watch = Watch(folder, output, always, csv, afresh)
    click.echo(f"Watching {folder}; press Ctrl+C to stop.")
    try:
        while True:
            for line in watch.look(time.monotonic()):
                click.echo(line)
            time.sleep(PAUSE)
    except KeyboardInterrupt:
        click.echo("No longer watching; what was loaded stays.")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--columns", is_flag=True, help="Show how the columns of each table were understood, and what proved it.")
@click.option(
    "--dataset",
    "beside",
    default="dataset",
    type=click.Path(path_type=Path),
    help="Dataset to which it would be added.",
)
@_plain_errors
@_stated
def check(file: Path, columns: bool, beside: Path, stated: Stated) -> None:
    """Account for every line of FILE: which table it belongs to, and what was made of it."""
    authorities.use(authorities.beside(beside))
    taught.check()
    document, report, findings = dataset.check(file, stated)
    console = Console()
    console.print(account.table(document, report, findings))
    understood = account.understood(report) if columns else []
    for line in [account.sentence(document, report), *understood, *account.told(findings)]:
        console.print(line, markup=False, highlight=False)


@main.command(name="teach")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--dataset", "beside", default="dataset", type=click.Path(path_type=Path), help="Dataset beside which it is kept."
)
@_plain_errors
@_stated
def teach_council(file: Path, beside: Path, stated: Stated) -> None:
    """Ask what FILE leaves open and only its council can say, and keep the answers for every later load."""
    teach.teach(file, stated, authorities.beside(beside))


@main.command(name="snapshot")
@_INPUTS
@click.option("--output", required=True, type=click.Path(path_type=Path), help="Folder for the months.")
@_plain_errors
def write_snapshot(inputs: tuple[Path, ...], output: Path) -> None:
    """Keep the months of INPUTS as figures only, one folder a month."""
    loaded = dataset.load(inputs, _bar)
    for folder in snapshot.write(loaded.reports, output):
        click.echo(f"Written: {folder}")


@main.command(name="template")
@click.argument("file", type=click.Path(path_type=Path))
@_plain_errors
def write_template(file: Path) -> None:
    """Write FILE, an empty workbook for a month that has no paper to read."""
    template.write(file)
    click.echo(f"Written: {file}")


if __name__ == "__main__":
    main(prog_name="python -m loaders")
