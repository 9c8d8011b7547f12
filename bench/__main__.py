"""Measure everything and print it: `python -m bench [folder of papers]`."""

from __future__ import annotations

import argparse
import threading
from pathlib import Path

import app as application
from bench.answers import answers
from bench.containers import containers
from bench.first_page import first_page
from bench.loading import loading
from bench.measure import show
from bench.starting import starting
from callbacks.compression import COMPRESSION
from data.dataset import open_dataset


def main() -> None:
    """The whole table, over the bundled months."""
    parser = argparse.ArgumentParser(description="Measure loading, starting, the first page and each answer.")
    parser.add_argument("papers", type=Path, nargs="?", help="folder of papers to load (default: the bundled months)")
    papers = parser.parse_args().papers
    measures = list(loading(papers, "papers") if papers else loading(application.SNAPSHOTS, "bundled months"))
    measures += containers()
    measures.append(starting())

    folder = application.default_dataset()
    dashboard = application.create_app(folder)
    server = application.serve(dashboard, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for thread in threading.enumerate():
        if thread.name == COMPRESSION:
            thread.join()  # a visitor rarely comes in the seconds before the files are ready
    address = f"http://127.0.0.1:{server.port}"
    measures += answers(dashboard, open_dataset(folder), address)
    measures += first_page(address)
    server.shutdown()
    show(measures)


if __name__ == "__main__":
    main()
