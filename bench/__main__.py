"""Measure everything and print it: `python -m bench [folder of papers]`."""

from __future__ import annotations

import argparse
import tempfile
import threading
from pathlib import Path

import app as application
import loaders
from bench.answers import finish_compression
from bench.briefings import briefings
from bench.changes import changes
from bench.containers import containers
from bench.floor import beside_floor
from bench.loading import loading
from bench.measure import show, show_pages
from bench.pages import HOW, pages
from bench.starting import starting


def main() -> None:
    """Every table, over the bundled months or those in a folder."""
    parser = argparse.ArgumentParser(description="Measure the pages, loading and starting.")
    parser.add_argument("papers", type=Path, nargs="?", help="folder of papers to load (default: the bundled months)")
    parser.add_argument("--floor", help="address of a page of plain files to measure the first page beside")
    parser.add_argument("--pages", action="store_true", help="the pages and choices only")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = application.default_dataset()
        if options.papers:
            folder = Path(place) / "dataset"
            loaders.build([options.papers], folder)
        _show_pages(folder, options.floor)
        show(list(changes(folder)))
    if options.pages:
        return
    papers = options.papers
    measures = list(loading(papers, "papers") if papers else loading(application.SNAPSHOTS, "bundled months"))
    show([*measures, *containers(), starting()])


def _show_pages(folder: Path, floor: str | None) -> None:
    server = application.serve(application.create_app(folder), 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    finish_compression()  # a visitor rarely comes in the seconds before the files are ready
    address = f"http://127.0.0.1:{server.port}"
    show_pages(list(pages(folder, address)), HOW)
    show(list(briefings(folder, address)))
    if floor:
        show(list(beside_floor(address, floor)))
    server.shutdown()


if __name__ == "__main__":
    main()
