"""A good paper of our own, as text, and what damage may do to it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.loaders.containers.paper import WRITERS, Block, as_csv
from tests.loaders.golden import FIXTURES
from tests.loaders.hostile.outcome import Expect, Figures, loaded

PATH = FIXTURES / "reports" / "may_2032.txt"
TEXT = PATH.read_text(encoding="utf-8")
FIGURES: Figures = {
    "Early Years' Service": (1200, 90, 12),
    "Education Capital": (300, 0, 0),
    "Education Directorate Total": (1500, 90, 12),
    "Total": (1500, 90, 12),
    "Non Baselined Grants": (-100, -10, 0),
    "Grant Funding Total": (-100, -10, 0),
    "Net Total": (1400, 80, 12),
}
CAPITAL = "0\tEducation Capital\t300\t0\t0\t0%"
GRANTS = "Non Baselined Grants\t-100\t-10"
TABLE = "APPENDIX 1" + TEXT.split("APPENDIX 1")[1].split("APPENDIX 2")[0]


def changed(old: str, new: str) -> bytes:
    """The paper with the first ``old`` replaced by ``new``."""
    assert old in TEXT
    return TEXT.replace(old, new, 1).encode()


def same(*checks: str) -> Expect:
    """Expect every figure as it was, and findings of these ``checks`` at least."""
    return loaded(*checks, figures=FIGURES)


def lost(label: str, *checks: str) -> Expect:
    """Expect every figure but those of the line ``label``."""
    return loaded(*checks, figures={name: figures for name, figures in FIGURES.items() if name != label})


def renamed(label: str, new: str, *checks: str) -> Expect:
    """Expect every figure, with ``label`` under another name."""
    return loaded(*checks, figures={new if name == label else name: figures for name, figures in FIGURES.items()})


def other(label: str, figures: tuple[float | None, float | None, float | None], *checks: str) -> Expect:
    """Expect every figure, with others on the line ``label``."""
    return loaded(*checks, figures=FIGURES | {label: figures})


def added(label: str, figures: tuple[float | None, float | None, float | None], *checks: str) -> Expect:
    """Expect every figure, and one line more."""
    return other(label, figures, *checks)


def blocks() -> list[Block]:
    """The paper as paragraphs and tables."""
    found: list[Block] = []
    for part in TEXT.strip().split("\n\n"):
        rows = [line.split("\t") for line in part.split("\n")]
        width = max(map(len, rows))
        if width == 1:
            found += part.split("\n")
        else:
            found.append([[*row, *[""] * (width - len(row))] for row in rows])
    return found


def written(ending: str) -> bytes:
    """The paper as a file of the kind that has ``ending``."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"paper{ending}"
        WRITERS[ending](blocks(), path)
        return path.read_bytes()


def delimited(mark: str) -> bytes:
    """The paper as a CSV parted by ``mark``."""
    with tempfile.TemporaryDirectory() as folder:
        as_csv(blocks(), Path(folder) / "paper.csv", delimiter=mark)
        return (Path(folder) / "paper.csv").read_bytes()
