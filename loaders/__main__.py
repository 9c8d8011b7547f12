"""The command line: ``python -m loaders build INPUT... --output DIR``, ``check FILE``, ``snapshot``, ``template``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from data.schema import SchemaError
from data.store import StoreError
from loaders import account, dataset, snapshot, template
from loaders.errors import LoadError

_INPUTS = click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path))


def _plain_errors(command: Callable[..., None]) -> Callable[..., None]:
    """Print an error that a person can act on as one line, and leave with status 1."""

    @wraps(command)
    def run(*arguments: Any, **options: Any) -> None:
        try:
            command(*arguments, **options)
        except (LoadError, StoreError, SchemaError, OSError) as error:
            raise click.ClickException(str(error)) from error

    return run


@click.group()
def main() -> None:
    """Read monthly finance reports into the tidy dataset."""


@main.command()
@_INPUTS
@click.option("--output", required=True, type=click.Path(path_type=Path), help="Folder for the dataset.")
@click.option(
    "--format", "form", type=click.Choice(["parquet", "csv"]), default="parquet", help="csv adds a CSV of each table."
)
@_plain_errors
def build(inputs: tuple[Path, ...], output: Path, form: str) -> None:
    """Build the dataset of INPUTS, which are papers and folders of papers or snapshots."""
    loaded = dataset.build(inputs, output, csv=form == "csv")
    for reason in loaded.passed_over:
        click.echo(f"Passed over: {reason}", err=True)
    for report in loaded.reports:
        counts = ", ".join(f"{len(rows)} {table}" for table, rows in report.tables.items() if rows)
        click.echo(f"{report.particulars['title']}: {counts}")
    severities = Counter(finding["severity"] for finding in loaded.findings)
    told = ", ".join(f"{severities[name]} {name}{'s' * (severities[name] != 1)}" for name in severities)
    click.echo(f"{len(loaded.findings)} findings ({told or 'none'}); written to {output}")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@_plain_errors
def check(file: Path) -> None:
    """Account for every line of FILE: which table it belongs to, and what was made of it."""
    document, report, findings = dataset.check(file)
    console = Console()
    console.print(account.table(document, report, findings))
    for line in [account.sentence(document, report), *account.told(findings)]:
        console.print(line, markup=False, highlight=False)


@main.command(name="snapshot")
@_INPUTS
@click.option("--output", required=True, type=click.Path(path_type=Path), help="Folder for the months.")
@_plain_errors
def write_snapshot(inputs: tuple[Path, ...], output: Path) -> None:
    """Keep the months of INPUTS as figures only, one folder a month."""
    loaded = dataset.load(inputs)
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
