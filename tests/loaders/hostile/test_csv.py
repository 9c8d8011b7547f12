"""CSVs that are odd, broken or hostile (C1-C50): each is loaded, with what was noticed, or refused with a sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.loaders.hostile import good
from tests.loaders.hostile.good import delimited, lost, other, renamed, same
from tests.loaders.hostile.outcome import Case, Expect, load, loaded, refused

TEXT = good.written(".csv").decode()
CAPITAL = "0,Education Capital,300,0,0,0%"
BUDGET = "Education Capital,300,"


def changed(old: str, new: str) -> bytes:
    """The CSV with the first ``old`` replaced by ``new``."""
    assert old in TEXT
    return TEXT.replace(old, new, 1).encode()


def figure(printed: str) -> bytes:
    """The CSV with another budget on one line."""
    return changed(BUDGET, f"Education Capital,{printed},")


def _sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 100_000_000)


UNREAD = lost("Education Capital", "unread-row", "directorate-total")


EMPTIED = other("Education Capital", (None, 0, 0), "unread-cell", "directorate-total")


def adrift(budget: float | None) -> Expect:
    """Expect one line with another budget, and its total to say so."""
    return other("Education Capital", (budget, 0, 0), "directorate-total")


HEADING = "Forecast Outturn Variance (Apr) £'000,Service,Budget 2032/33 £'000,Actual May 2032 £'000,"
CASES = [
    Case("C1 empty", b"", refused("is empty")),
    Case("C2 header only", HEADING.encode() + b"\r\n", refused("holds no report")),
    Case(
        "C3 header twice", changed(CAPITAL, HEADING + "Forecast Outturn Variance,\r\n,,,,£'000,%\r\n" + CAPITAL), same()
    ),
    Case("C4 UTF-8 mark", b"\xef\xbb\xbf" + TEXT.encode(), same()),
    Case("C5 UTF-16 LE", b"\xff\xfe" + TEXT.encode("utf-16-le"), same()),
    Case("C6 UTF-16 BE", b"\xfe\xff" + TEXT.encode("utf-16-be"), same()),
    Case("C7 UTF-16 without mark", TEXT.encode("utf-16-le"), same()),
    Case("C8 cp1252 pound", TEXT.encode("cp1252"), same()),
    Case("C9 two encodings", TEXT.encode() + "Note,£5\r\n".encode("cp1252"), same("damaged-text")),
    Case(
        "C10 bad UTF-8",
        changed("From: the", "From: the").replace(b"From: the", b"From: \xff\xfe the"),
        same("damaged-text"),
    ),
    Case("C11 NUL", changed("Education Capital", "Education\0Capital"), same()),
    Case("C12 semicolons", delimited(";"), same()),
    Case("C13 tabs", delimited("\t"), same()),
    Case("C14 bars", delimited("|"), same()),
    Case("C15 CR only", TEXT.replace("\r\n", "\r").encode(), same()),
    Case("C16 mixed line ends", TEXT.replace("\r\n", "\n", 9).replace("\r\n", "\r", 9).encode(), same()),
    Case("C17 line end in quotes", changed("Education Capital", '"Education\nCapital"'), same()),
    Case("C18 open quote", changed("Education Capital", '"Education Capital'), refused("quotation mark")),
    Case(
        "C19 stray quote",
        changed("Education Capital", 'Education" Capital'),
        renamed("Education Capital", 'Education" Capital'),
    ),
    Case("C20 a cell too many", changed(CAPITAL, CAPITAL + ",7"), UNREAD),
    Case("C21 a cell too few", changed(CAPITAL, CAPITAL[2:]), UNREAD),
    Case("C22 £ with an unquoted comma", figure("£1,234.50"), UNREAD),
    Case("C22 £ quoted", figure('"£1,234.50"'), EMPTIED),
    Case("C23 brackets", figure('"(1,234)"'), adrift(-1234)),
    Case("C24 minus after", figure("1234-"), adrift(-1234)),
    Case("C25 true minus", figure("−1234"), adrift(-1234)),
    Case("C26 no-break space in thousands", figure("1\u00a0234"), adrift(1234)),
    Case("C27 £12k", figure("£12k"), adrift(12)),
    Case("C27 £1.2m", figure("£1.2m"), adrift(1200)),
    Case("C29 comma for point", figure('"1.234,56"'), EMPTIED),
    Case("C30 1e400", figure("1e400"), EMPTIED),
    Case("C31 NaN", figure("NaN"), EMPTIED),
    Case("C31 inf", figure("inf"), EMPTIED),
    Case(
        "C32 a service called NA",
        changed("Education Capital", "NA"),
        renamed("Education Capital", "NA", "unknown-label"),
    ),
    Case("C32 a service called None", changed("Education Capital", "None"), renamed("Education Capital", "None")),
    Case("C33 #REF!", figure("#REF!"), EMPTIED),
    Case(
        "C36 a date's serial for a figure",
        figure("46054"),
        adrift(46054),
    ),
    Case(
        "C39 columns moved",
        changed(
            "Service,Budget 2032/33 £'000,Actual May 2032 £'000",
            "Service,Actual May 2032 £'000,Budget 2032/33 £'000",
        ),
        loaded(figures={name: (actual, budget, variance) for name, (budget, actual, variance) in good.FIGURES.items()}),
    ),
    Case(
        "C39 column twice",
        changed(",Actual May 2032 £'000,", ",Budget 2032/33 £'000,"),
        loaded(
            "unread-column",
            figures={name: (budget, None, variance) for name, (budget, _, variance) in good.FIGURES.items()},
        ),
    ),
    Case("C39 column renamed", changed(",Actual May 2032 £'000,", ",Spent £'000,"), same()),
    Case(
        "C40 total inside the data",
        changed(CAPITAL, CAPITAL + "\r\n0,Subtotal,300,0,0,0%"),
        good.added("Subtotal", (300, 0, 0), "group-total"),
    ),
    Case("C41 footnote", changed(CAPITAL, CAPITAL + "\r\nNote: the capital figures are provisional.,,,,,"), same()),
    Case("C42 20 digits", figure("12345678901234567890"), EMPTIED),
    Case("C43 cell of 100 MB", _sparse, refused("100 MB, more than any table")),
    Case("C43 cell of 1 MB", changed("Education Capital", "x" * 1_000_000), refused("cannot be read as CSV")),
    Case("C44 too many columns", b"," * 10_000 + b"\n", refused("more than any table has")),
    Case("C45 too many rows", b"a,b\n" * 300_000, refused("more lines than any table")),
    Case("C46 zero-width letters", changed("Education Capital", "Education\u200b Cap\u2060ital"), same()),
    Case(
        "C46 look-alike letters",
        changed("Education Capital", "Educatіon Capital"),
        renamed("Education Capital", "Educatіon Capital", "unknown-label"),
    ),
    Case("C47 suppressed *", figure("*"), adrift(None)),
    Case("C47 suppressed [c]", figure("[c]"), adrift(None)),
    Case("C47 n/a", figure("n/a"), adrift(None)),
    Case("C47 dash", figure("-"), other("Education Capital", (None, 0, 0))),
    Case(
        "C48 sign flipped",
        changed('Directorate Total,"1,500",90,12', 'Directorate Total,"1,500",90,-12'),
        other("Education Directorate Total", (1500, 90, -12), "directorate-total"),
    ),
    Case(
        "C49 pounds for thousands",
        figure('"300,000"'),
        adrift(300_000),
    ),
    Case(
        "pickle",
        b"\x80\x04\x95\x1a\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x94\x8c\x06system\x94\x93\x94.",
        refused("paper.csv"),
    ),
]


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_csv(case: Case, tmp_path: Path, good_dataset: Path) -> None:
    case.expect(load(case.put(tmp_path / "paper.csv"), good_dataset))
