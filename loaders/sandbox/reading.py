"""What runs in the process that reads papers.

It is called as ``python -m loaders.sandbox.reading (report|lines) STATED TAUGHT FILE...``, ``TAUGHT`` being the folder
of what councils taught here, or empty.

It leaves of each the result, or the sentence why there is none, on its standard output for
``loaders.sandbox.limited_process``, as soon as there is one.
"""

from __future__ import annotations

import os
import pickle
import sys
import time
from pathlib import Path
from typing import Any, Final

from data import authorities
from loaders import bounds, report, snapshot
from loaders.checks import twice
from loaders.containers import kinds
from loaders.containers.text import Document
from loaders.errors import LoadError
from loaders.sandbox import limits
from loaders.stated import Stated, unpacked

_BY_PLACE = (".pdf", ".txt")
ENOUGH_SECONDS: Final = 4.0  # of processor time, after which no further file is begun
LENGTH_BYTES: Final = 8  # how long each result is, before it


def main() -> None:
    """Read the files that are named on the command line, one after the other."""
    limits.limit_process()
    # What a library prints must not stand in the result.
    pipe = os.dup(1)
    os.dup2(2, 1)
    limits.guard(Path.cwd())
    with os.fdopen(pipe, "wb") as stream:
        stated = unpacked(sys.argv[2])
        authorities.use(Path(sys.argv[3]) if sys.argv[3] else None)
        for number, path in enumerate(map(Path, sys.argv[4:])):
            found = outcome(path, sys.argv[1] == "lines", stated)
            # What lacked memory may have lacked it for the files before: it is read again by itself.
            if number and found[0] == "too much":
                break
            sent = pickle.dumps(found)
            stream.write(len(sent).to_bytes(LENGTH_BYTES, "big") + sent)
            stream.flush()
            # The next file is to have enough of the time that is left: another process takes it on.
            if time.process_time() > ENOUGH_SECONDS:
                break
    os._exit(0)  # nothing is left to tidy, and a damaged library could hang in tidying


def outcome(path: Path, lines: bool, stated: Stated | None = None) -> tuple[Any, ...]:
    """``("read", report, document or None)``, or a sentence after ``no report``, ``refused`` or ``too much``."""
    try:
        document, found = _read(path, stated)
    except report.NoReportError as error:
        return ("no report", str(error), error.document if lines else None)
    except LoadError as error:
        return ("refused", str(error))
    except MemoryError:
        return (
            "too much",
            f"{path.name} needs more memory than a paper may take ({limits.MEMORY // 1_000_000} MB): save the "
            "report's own pages as a file of their own and load that",
        )
    except Exception as error:  # a fault of ours or of a library, or a paper made to find one
        told = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return (
            "refused",
            f"{path.name} could not be read, for a reason that was not foreseen ({told}): open it and save it again, "
            "or save it as text, and load that",
        )
    return ("read", found, document if lines else None)


def _read(path: Path, stated: Stated | None) -> tuple[Document | None, report.Report]:
    """What stands in a paper, or in a month that was kept as figures."""
    if snapshot.is_part(path):
        document, found = None, snapshot.read(path)
    else:
        document, found = _paper(path, stated)
        found.notes += twice.check(document.lines, found)
    for each in (found, *found.others):
        bounds.hold(each, document.name if document else str(path.parent))
    return document, found


def _paper(path: Path, stated: Stated | None) -> tuple[Document, report.Report]:
    """What stands in a paper. Where only the places of words tell its columns, the reading with more rows is kept."""
    if path.suffix.lower() not in _BY_PLACE:
        document = kinds.read(path)
        return document, _report(document, stated)
    placed = kinds.read(path, by_place=True)
    if not placed.placed:
        return placed, _report(placed, stated)
    found: list[tuple[Document, report.Report]] = []
    for document in (placed, kinds.read(path)):
        try:
            found.append((document, _report(document, stated)))
        except report.NoReportError:
            if document is not placed and not found:
                raise
    return max(found, key=lambda each: _rows(each[1]))


def _rows(found: report.Report) -> int:
    return sum(len(rows) for each in (found, *found.others) for rows in each.tables.values())


def _report(document: Document, stated: Stated | None) -> report.Report:
    if any(line.cells[:2] == ("report", "title") for line in document.lines):
        from loaders import template  # it opens the library for workbooks, which other papers do without

        if template.fits(document):
            return template.read(document)
    try:
        return report.read(document, stated)
    except report.NoReportError as error:
        raise report.NoReportError(str(error), document) from error


if __name__ == "__main__":
    main()
