"""``check`` on a paper of any kind: places in few letters, and every line accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from loaders.__main__ import main
from loaders.account import span
from tests.loaders.containers import paper
from tests.loaders.containers.paper import Block, Table

HEADING = ["Forecast Outturn Variance (Apr)", "Service", "Budget £000", "Actual", "Forecast Outturn Variance", "%"]


@pytest.mark.parametrize(
    ("first", "last", "short"),
    [
        ("line 26", "line 40", "26–40"),
        ("line 26", "line 26", "26"),
        ("page 3, table 2, row 1", "page 5, table 1, row 9", "page 3–5"),
        ("page 3, table 2, row 1", "page 3, table 2, row 9", "page 3"),
        ("table 3, row 1", "table 3, row 9", "table 3"),
        ("Appendix 1!A4", "Appendix 1!A90", "Appendix 1"),
        ("Appendix 1!A4", "Summary!A90", "Appendix 1–Summary"),
    ],
)
def test_from_one_place_to_another(first: str, last: str, short: str) -> None:
    assert span(first, last) == short


def test_check_of_a_pdf(tmp_path: Path) -> None:
    rows = [[str(number), f"Service {number}", "1,000", "80", "12", "1.2%"] for number in range(99)]
    table: Table = [HEADING, *rows, ["5", "Net Total", "99,000", "7,920", "1,188", "1.2%"]]
    blocks: list[Block] = ["Finance Monitoring Report – May 2032", table]
    paper.as_pdf(blocks, tmp_path / "paper.pdf")
    result = CliRunner().invoke(main, ["check", str(tmp_path / "paper.pdf")])
    assert result.exit_code == 0, result.stderr
    told = " ".join(result.stdout.split())
    assert "service level page 1–" in told
    assert "100 in rows" in told
    assert "0 unread" in told
    assert "page numbers and running titles stand aside." in told
