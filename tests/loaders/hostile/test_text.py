"""Texts that are odd, broken or hostile (T1-T42): each is loaded, with what was noticed, or refused with a sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.loaders.hostile.good import CAPITAL, GRANTS, TABLE, TEXT, changed, lost, other, renamed, same
from tests.loaders.hostile.outcome import Case, load, refused

NO_TITLE = refused("found no sign of a title with the month")
NO_TABLE = refused("found no sign of its service level table")


def _sparse(path: Path) -> None:
    """One line of 100 MB, which takes no room on the disk."""
    path.touch()
    os.truncate(path, 100_000_000)


CASES = [
    Case("T1 empty", b"", refused("is empty")),
    Case("T2 spaces only", b"  \n \t \n", refused("is empty")),
    Case("T3 byte order mark only", b"\xef\xbb\xbf", refused("is empty")),
    Case("T4 UTF-16", TEXT.encode("utf-16"), same()),
    Case("T4 UTF-16 without mark", TEXT.encode("utf-16-be"), same()),
    Case("T5 cp1252 dashes", TEXT.encode("cp1252"), same()),
    Case("T6 bad UTF-8", TEXT.encode().replace(b"finance team", b"finance \xff team"), same("damaged-text")),
    Case("T7 NUL", changed("Education Capital", "Education\0Capital"), same()),
    Case("T7 nothing but NUL", bytes(2000), refused("is not text")),
    Case("T8 form feed", changed("APPENDIX 1", "\fAPPENDIX 1"), same()),
    Case("T9 ANSI escapes", changed("Education Capital", "\x1b[31mEducation Capital\x1b[0m"), same()),
    Case("T10 line of 100 MB", _sparse, refused("100 MB, more than any paper's text")),
    Case("T11 too many lines", b"a\n" * 600_000, refused("more lines than any paper")),
    Case("T12 CR only", TEXT.replace("\n", "\r").encode(), same()),
    Case("T12 CR LF", TEXT.replace("\n", "\r\n").encode(), same()),
    Case("T13 spaces for tabs", TEXT.replace("\t", "    ").encode(), same()),
    Case("T14 column slipped left", changed(CAPITAL, CAPITAL[2:]), lost("Education Capital", "unread-row")),
    Case("T14 column slipped right", changed(CAPITAL, "\t" + CAPITAL), lost("Education Capital", "unread-row")),
    Case(
        "T15 wrapped row",
        changed("0\tEducation Capital", "0\tEducation\nCapital"),
        lost("Education Capital", "unread-row"),
    ),
    Case("T17 page number in the table", changed(CAPITAL, "Page 3 of 9\n" + CAPITAL), same()),
    Case(
        "T18 two tables side by side",
        changed(CAPITAL, CAPITAL + "\t\t" + CAPITAL),
        lost("Education Capital", "unread-row", "directorate-total"),
    ),
    Case(
        "T19 missing table",
        (TEXT.split("External Placements Client")[0] + TABLE).encode(),
        same("missing-table"),
    ),
    Case("T20 table twice, other figures", (TEXT + TABLE.replace("300", "400")).encode(), same("second-table")),
    Case(
        "T21 figures in words",
        changed("2.1 Overall", "The service is £1.2m over, of which £0.3m 1%.\n\n2.1 Overall"),
        same(),
    ),
    Case("T22 brackets for minus", changed(GRANTS, GRANTS.replace("-100\t-10", "(100)\t(10)")), same()),
    Case("T23 minus after", changed(GRANTS, GRANTS.replace("-100\t-10", "100-\t10-")), same()),
    Case("T24 dash for minus", changed(GRANTS, GRANTS.replace("-100\t-10", "–100\t−10")), same()),
    Case(
        "T24 dash for nil",
        changed("Education Capital\t300\t0", "Education Capital\t300\t–"),
        other("Education Capital", (300, None, 0)),
    ),
    Case("T25 soft hyphen", changed("Education Capital", "Edu\u00adcation Capi\u200btal"), same()),
    Case(
        "T26 ligature",
        changed(GRANTS, GRANTS.replace("Non Baselined", "Oﬃce")),
        renamed("Non Baselined Grants", "Office Grants"),
    ),
    Case(
        "T27 letters for digits",
        changed("Capital\t300\t0", "Capital\t3OO\tO"),
        other("Education Capital", (None, None, 0), "unread-cell"),
    ),
    Case(
        "T28 table of contents",
        changed("2.1 Overall", "Service\tBudget\tActual\tOutturn Variance\tPage\n1 Capital\t2\t3\t4\t5\n\n2.1 Overall"),
        same(),
    ),
    Case("T29 appendix repeats", (TEXT + TABLE).encode(), same("second-table")),
    Case("T32 no month", changed("Report – May 2032", "Report"), NO_TITLE),
    Case("T32 a month that is none", changed("Report – May 2032", "Report – Maytober 2032"), NO_TITLE),
    Case("T33 two months", changed("Report – May 2032", "Report – May 2032 and June 2032"), NO_TITLE),
    Case("T34 period number", changed("Report – May 2032", "Report – Period 2"), NO_TITLE),
    Case(
        "T35 directorate renamed",
        TEXT.replace("Education Directorate", "Learning Directorate").encode(),
        renamed("Education Directorate Total", "Learning Directorate Total", "unknown-label"),
    ),
    Case(
        "T37 script",
        changed("Education Capital", "<script src=//x.example></script>Education Capital"),
        same(),
    ),
    Case(
        "T38 formula",
        changed("Education Capital", '=HYPERLINK("//x.example","y")'),
        renamed("Education Capital", '=HYPERLINK("//x.example","y")', "unknown-label"),
    ),
    Case(
        "T39 bait for patterns", changed("From:", " " * 100_000 + "[" * 50_000 + "(" * 50_000 + "<a" * 50_000), same()
    ),
    Case(
        "T39 bait in the table",
        changed(CAPITAL, f"{CAPITAL}\n0\t{'Capital ' * 12_000}\t{'1,' * 50_000}\t1\t1\t1%\n{'-' * 100_000}"),
        same("unread-row"),
    ),
    Case("a PDF by another name", b"%PDF-1.7\n" + TEXT.encode(), refused("is a PDF, but its ending .txt says text")),
    Case("a zip by another name", b"PK\x03\x04" + TEXT.encode(), refused("save or copy it again")),
    Case("a folder by the name of a text", Path.mkdir, refused("holds no report")),
    Case("a pipe", os.mkfifo, refused("is not a file that can be read")),
    Case("a link to nowhere", lambda path: path.symlink_to("nowhere"), refused("does not exist")),
]


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_text(case: Case, tmp_path: Path, good_dataset: Path) -> None:
    case.expect(load(case.put(tmp_path / "paper.txt"), good_dataset))


def test_t42_line_ends_in_a_name_do_not_forge_a_line(tmp_path: Path, good_dataset: Path) -> None:
    path = tmp_path / "paper\r\n2032-06-01 loaded everything.txt"
    path.write_bytes(b"")
    said = load(path, good_dataset).said
    assert "paper 2032-06-01 loaded everything.txt is empty" in said
