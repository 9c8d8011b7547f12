"""What a hostile or broken file came to: loaded with these figures and findings, or refused with a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data import store
from loaders import dataset
from loaders.errors import LoadError
from loaders.report import NoReportError
from loaders.sandbox import limited_process, reading
from loaders.stated import Stated

Figures = dict[str, tuple[float | None, float | None, float | None]]
UNFORESEEN = "for a reason that was not foreseen"


@dataclass(frozen=True)
class Outcome:
    """``said`` is the sentence of a refusal and empty for a load; ``figures`` are the service lines'."""

    said: str = ""
    figures: Figures = field(default_factory=dict)
    findings: tuple[Mapping[str, Any], ...] = ()

    @property
    def checks(self) -> set[str]:
        """The names of the checks that found something."""
        return {str(finding["check"]) for finding in self.findings}


Expect = Callable[[Outcome], None]


@dataclass(frozen=True)
class Case:
    """One file of the lists: its code, what is in it, and what must come of it."""

    code: str
    content: bytes | Callable[[Path], None]
    expect: Expect

    def put(self, path: Path) -> Path:
        """Write the file at ``path``."""
        if callable(self.content):
            self.content(path)
        else:
            path.write_bytes(self.content)
        return path


def load(path: Path, good: Path) -> Outcome:
    """Load ``path`` over the dataset in ``good``, which a refusal must leave as it was, to the byte."""
    before = _listing(good)
    try:
        dataset.build([path], good, afresh=True)
    except LoadError as error:
        assert _listing(good) == before
        said = str(error)
        assert UNFORESEEN not in said, said
        assert len(said.splitlines()) == 1
        assert len(said) < 500
        assert path.name.split()[0] in said
        return Outcome(said)
    finally:
        assert [each.name for each in good.parent.iterdir() if each.name.startswith(f".{good.name}")] == []
    tables = store.read(good)
    finance = tables["finance"].astype(object).where(tables["finance"].notna(), None)
    figures = {
        row.service_reported: (row.budget_k, row.actual_k, row.forecast_variance_k)
        for row in finance.itertuples(index=False)
    }
    return Outcome("", figures, tuple(tables["findings"].to_dict("records")))


def _listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def read_here(path: Path, lines: bool = False, stated: Stated | None = None) -> limited_process.Reading:
    """What ``limited_process.read`` does, without its process: odd files are many, and a process takes its time."""
    kind, *content = reading.outcome(limited_process.readable(path), lines, stated)
    if kind == "read":
        return limited_process.Reading(*content)
    raise (NoReportError if kind == "no report" else LoadError)(*content)


def read_each_here(
    paths: Sequence[Path], lines: bool = False, stated: Stated | None = None
) -> list[limited_process.Reading | LoadError]:
    """What ``limited_process.read_each`` does, without its process."""
    readings: list[limited_process.Reading | LoadError] = []
    for path in paths:
        try:
            readings.append(read_here(path, lines, stated))
        except LoadError as error:
            readings.append(error)
    return readings


def refused(part: str) -> Expect:
    """Expect a refusal whose sentence has ``part`` in it."""

    def expect(outcome: Outcome) -> None:
        assert outcome.said, f"loaded: {outcome.figures}"
        assert part in outcome.said

    return expect


def loaded(*checks: str, figures: Figures) -> Expect:
    """Expect a load with ``figures``, and findings of these ``checks`` at least."""

    def expect(outcome: Outcome) -> None:
        assert not outcome.said, outcome.said
        assert outcome.figures == figures
        assert set(checks) <= outcome.checks, sorted(outcome.checks)

    return expect
