"""What runs in the process that reads one paper: ``python -m loaders.sandbox.reading FILE (report|lines)``.

It leaves the result, or the sentence why there is none, on its standard output for ``loaders.sandbox.limited_process``.
"""

from __future__ import annotations

import os
import pickle
import sys
from pathlib import Path
from typing import Any

from loaders import report
from loaders.containers import kinds
from loaders.containers.text import Document
from loaders.errors import LoadError
from loaders.sandbox import limits


def main() -> None:
    """Read the file that is named on the command line."""
    limits.limit_process()
    # What a library prints must not stand in the result.
    pipe = os.dup(1)
    os.dup2(2, 1)
    limits.guard(Path.cwd())
    sent = pickle.dumps(outcome(Path(sys.argv[1]), lines=sys.argv[2] == "lines"))
    with os.fdopen(pipe, "wb") as stream:
        stream.write(sent)
    os._exit(0)  # nothing is left to tidy, and a damaged library could hang in tidying


def outcome(path: Path, lines: bool) -> tuple[Any, ...]:
    """``("read", report, document or None)``, ``("no report", sentence)`` or ``("refused", sentence)``."""
    try:
        document = kinds.read(path)
        found = _report(document)
    except report.NoReportError as error:
        return ("no report", str(error))
    except LoadError as error:
        return ("refused", str(error))
    except MemoryError:
        return (
            "refused",
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


def _report(document: Document) -> report.Report:
    if any(line.cells[:2] == ("report", "title") for line in document.lines):
        from loaders import template  # it opens the schema, and pandas with it, which a paper does without

        if template.fits(document):
            return template.read(document)
    return report.read(document)


if __name__ == "__main__":
    main()
